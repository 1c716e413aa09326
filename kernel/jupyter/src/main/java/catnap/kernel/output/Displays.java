package catnap.kernel.output;

import org.jspecify.annotations.Nullable;

/// What a cell can show besides text: to be used in cells by their bare names, from any task or thread.
/// Everything
/// appears under the cell whose code shows it, also after the cell has ended.
public final class Displays {
    private static volatile @Nullable Surroundings surroundings; // any thread

    private Displays() {}

    /// Says where the code that calls the methods here belongs. A second call replaces the first.
    public static void install(Surroundings here) {
        surroundings = here;
    }

    /// Shows a value below the cell's output so far, as it would be shown as the cell's result.
    ///
    /// @return changes or removes it later
    public static Display display(@Nullable Object value) {
        return Display.show(here(), publisher(), value);
    }

    /// Removes all output of the cell so far.
    public static void clearOutput() {
        clearOutput(false);
    }

    /// Removes all output of the cell so far.
    ///
    /// @param wait removes it only when the next output comes, so that nothing flickers
    public static void clearOutput(boolean wait) {
        publisher().clearOutput(wait);
    }

    private static Surroundings here() {
        Surroundings here = surroundings;
        if (here == null) throw new IllegalStateException("there is no notebook to show this in");
        return here;
    }

    private static Publisher publisher() {
        Publisher publisher = here().publisher();
        if (publisher == null) throw new IllegalStateException("no cell has run yet to show this under");
        return publisher;
    }
}
