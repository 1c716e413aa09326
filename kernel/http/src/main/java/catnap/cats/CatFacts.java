package catnap.cats;

/// Where cat facts are to be had.
public final class CatFacts {
    /// The URL that answers `{"fact": …, "length": …}`: `https://catfact.ninja/fact` where it can be reached, else
    /// a [CatServer] on this machine. Its first use prints one line that says which.
    ///
    /// The environment decides otherwise: `CATNAP_CATS=live`, `CATNAP_CATS=local`, or `CATNAP_CATS=http://…` for a
    /// server of one's own. The local server heeds `CATNAP_CATS_LATENCY_MS`, `CATNAP_CATS_FAILURE_RATE` and
    /// `CATNAP_CATS_SEED`.
    ///
    /// The first use blocks while the live service is tried, two seconds at most; [CatEndpoint#prepare] does that
    /// beforehand.
    public static final String ENDPOINT = chosen();

    private CatFacts() {}

    // Runs in the static initialiser, below a native frame: it may block for a moment but never await.
    private static String chosen() {
        var choice = CatEndpoint.choice();
        System.out.println(choice.sentence());
        return choice.url();
    }
}
