package catnap.cats;

import java.util.concurrent.CompletableFuture;

/// The choice of the endpoint, made once and beside the program. A class apart from [CatFacts], so that choosing
/// early does not use up the line which the first cell that needs a fact is to show.
public final class CatEndpoint {
    private static final CompletableFuture<Choice> CHOICE = CompletableFuture.supplyAsync(
            () -> Choice.make(System.getenv(), Choice::probe),
            choosing -> Thread.ofVirtual().name("cat-endpoint").start(choosing));

    private CatEndpoint() {}

    /// Begins to choose in the background and returns at once, so that the first use of [CatFacts#ENDPOINT] need
    /// not wait.
    public static void prepare() {
        // Initialising this class is all of it.
    }

    static Choice choice() {
        return CHOICE.join();
    }
}
