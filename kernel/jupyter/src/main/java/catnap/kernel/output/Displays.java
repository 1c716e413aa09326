package catnap.kernel.output;

import catnap.asyncio.AsyncIterable;
import catnap.asyncio.Asyncio;
import catnap.asyncio.ReturnWhen;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// What a cell can show besides text: to be used in cells by their bare names, from any task or thread.
/// Everything appears under the cell whose code shows it, also after the cell has ended.
///
/// A value made here, such as `html("<b>7</b>")`, is shown when it is a cell's last expression or given to
/// [#display].
public final class Displays {
    private static volatile @Nullable Surroundings surroundings; // any thread

    private Displays() {}

    /// Says where the code that calls the methods here belongs. A second call replaces the first.
    public static void install(Surroundings here) {
        surroundings = here;
    }

    /// Shows a value below the cell's output so far, as it would be shown as the cell's result. The outcome of a task
    /// takes its place when it is done.
    ///
    /// @return changes or removes it later
    public static Display display(@Nullable Object value) {
        return Display.showUntilDone(here(), publisher(), value);
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

    /// A piece of a page. In a notebook that is not trusted the front end takes scripts and forms out of it.
    public static Shown html(String html) {
        return new Rich(Texts.html(given(html, "html")));
    }

    /// Text with Markdown's marks, formulas between dollar signs among them.
    public static Shown markdown(String markdown) {
        return new Rich(Texts.markdown(given(markdown, "markdown")));
    }

    /// A formula, with or without dollar signs around it.
    public static Shown latex(String latex) {
        return new Rich(Texts.latex(given(latex, "latex")));
    }

    /// A tree that can be unfolded.
    ///
    /// @param value maps, lists, texts, numbers; a gson element; or a text that is JSON
    public static Shown json(Object value) {
        return new Rich(Texts.json(value));
    }

    /// A drawing.
    ///
    /// @param svg an `<svg …>` element
    /// @param text says what is to be seen, for those who do not see it
    public static Shown svg(String svg, String text) {
        return new Rich(Images.svg(given(svg, "svg"), given(text, "text")));
    }

    /// A bitmap.
    public static Shown image(BufferedImage image) {
        return new Rich(Images.bundle(given(image, "image")));
    }

    /// A bitmap.
    ///
    /// @param text says what is to be seen, for those who do not see it
    public static Shown image(BufferedImage image, String text) {
        return new Rich(Images.bundle(given(image, "image"), given(text, "text")));
    }

    /// A bitmap that is a PNG file.
    public static Shown image(byte[] png) {
        return new Rich(Images.png(given(png, "png")));
    }

    /// A table of a collection, a stream, an array or a map: a column for each component of its records or key of its
    /// maps.
    public static Shown table(Object rows) {
        return Tables.of(rows, here()::text);
    }

    /// What a loop is to walk while a bar shows how far it is: `for (var fact : progress(facts))`.
    public static <T extends @Nullable Object> Iterable<T> progress(Iterable<T> source) {
        return progress(source, "");
    }

    /// The same with a few words beside the bar.
    public static <T extends @Nullable Object> Iterable<T> progress(Iterable<T> source, String label) {
        return ProgressSource.of(given(source, "source"), bar(given(label, "label")));
    }

    /// What an async loop is to walk while a bar counts its steps: `for (var fact : each(progress(facts)))`.
    public static <T extends @Nullable Object> AsyncIterable<T> progress(AsyncIterable<T> source) {
        return progress(source, "");
    }

    /// The same with a few words beside the bar.
    public static <T extends @Nullable Object> AsyncIterable<T> progress(AsyncIterable<T> source, String label) {
        return ProgressSource.of(given(source, "source"), bar(given(label, "label")));
    }

    /// A learner's null is told where it is given, not where it is missed.
    private static <T> T given(T value, String what) {
        return Objects.requireNonNull(value, () -> what + " is null: there is nothing to show");
    }

    private static IntFunction<Progress> bar(String label) {
        return total -> Progress.begin(here(), publisher(), label, total);
    }

    /// Suspends until all tasks of this cell are done, also those that they make meanwhile; returns at once if
    /// there are none. For the end of a cell that is run without anybody looking on. How each task ended is for
    /// its own readers.
    public static void joinCell() {
        for (var tasks = here().tasks(); !tasks.isEmpty(); tasks = here().tasks()) {
            var _ = Asyncio.await(Asyncio.waitTasks(tasks));
        }
    }

    /// Suspends until all tasks of this cell are done, but no longer than this.
    ///
    /// @return whether they are
    public static boolean joinCell(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (var tasks = here().tasks(); !tasks.isEmpty(); tasks = here().tasks()) {
            double left = (deadline - System.nanoTime()) / 1e9;
            if (left <= 0) return false;
            var _ = Asyncio.await(Asyncio.waitTasks(tasks, ReturnWhen.ALL_COMPLETED, left));
        }
        return true;
    }

    /// Asks for a text that is not shown while it is typed; waits for it. `System.console()` is null in a
    /// notebook.
    public static String readPassword(String prompt) {
        try {
            return publisher().input(prompt, true);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the cell was stopped while it waited for input", stopped);
        }
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
