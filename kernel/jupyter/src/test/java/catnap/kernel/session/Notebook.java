package catnap.kernel.session;

import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Publisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/// A session with a shell thread, for tests that read like a notebook.
final class Notebook implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Session session = Session.start();
    private int number;

    Notebook() {
        session.warmUp();
    }

    /// A cell under way or at its end: how it ended, and what it has printed so far.
    static final class Cell implements Publisher {
        private final List<String> printed = new ArrayList<>(); // under this
        private final Map<String, MimeBundle> displays = new LinkedHashMap<>(); // under this
        private final List<String> asked = new CopyOnWriteArrayList<>();
        private String replacement = ""; // under this
        private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        private final CompletableFuture<CellOutcome> outcome = new CompletableFuture<>();

        CellOutcome outcome() {
            return orTimeout(outcome);
        }

        boolean ended() {
            return outcome.isDone();
        }

        /// The text of the result; empty if there is none.
        String value() {
            return switch (outcome()) {
                case CellOutcome.Done(var result) ->
                    result.map(bundle -> String.valueOf(bundle.data().get("text/plain")))
                            .orElse("");
                case CellOutcome.Failed failed -> throw new AssertionError(failed.toString());
            };
        }

        /// The result in all its forms.
        MimeBundle result() {
            return switch (outcome()) {
                case CellOutcome.Done(var result) -> result.orElseThrow();
                case CellOutcome.Failed failed -> throw new AssertionError(failed.toString());
            };
        }

        CellOutcome.Failed failure() {
            return switch (outcome()) {
                case CellOutcome.Failed failed -> failed;
                case CellOutcome.Done done -> throw new AssertionError(done.toString());
            };
        }

        /// Everything printed, with `!` before what went to the error stream; without colours.
        synchronized String printed() {
            return String.join("", printed).replaceAll("\u001b\\[\\d+m", "");
        }

        synchronized void awaitPrinted(Predicate<String> wanted) throws InterruptedException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!wanted.test(printed())) {
                long left = deadline - System.nanoTime();
                if (left <= 0) throw new AssertionError("never printed; so far: " + printed());
                wait(Math.max(1, left / 1_000_000));
            }
        }

        void answer(String line) {
            answers.add(line);
        }

        @Override
        public synchronized void stream(Stream stream, String text) {
            printed.add(stream == Stream.STDERR ? "!" + text : text);
            notifyAll();
        }

        @Override
        public synchronized void display(MimeBundle bundle, String displayId) {
            displays.put(displayId.isEmpty() ? "#" + displays.size() : displayId, bundle);
            stream(Stream.STDOUT, "<" + bundle.data().get("text/plain") + ">");
        }

        @Override
        public void updateDisplay(MimeBundle bundle, String displayId) {
            display(bundle, displayId);
        }

        /// What is displayed at this moment, in the order in which it appeared, in one of its forms.
        synchronized List<String> displayed(String type) {
            return displays.values().stream()
                    .map(bundle -> String.valueOf(bundle.data().get(type)))
                    .toList();
        }

        @Override
        public void clearOutput(boolean wait) {
            stream(Stream.STDOUT, "<cleared>");
        }

        @Override
        public synchronized void replaceCell(String text) {
            replacement = text;
        }

        /// What the cell has put in its own place; empty if nothing.
        synchronized String replacement() {
            return replacement;
        }

        @Override
        public String input(String prompt, boolean password) throws InterruptedException {
            if (!prompt.isEmpty()) asked.add(prompt + (password ? "(hidden)" : ""));
            return answers.take();
        }

        /// The prompts that were shown to the learner.
        List<String> asked() {
            return List.copyOf(asked);
        }
    }

    Session session() {
        return session;
    }

    /// Runs a cell to its end.
    Cell run(String source) {
        Cell cell = begin(source);
        cell.outcome();
        return cell;
    }

    /// Lets a cell run while the test goes on.
    Cell begin(String source) {
        var cell = new Cell();
        int now = ++number;
        Thread.ofPlatform().daemon().start(() -> {
            try {
                cell.outcome.complete(session.execute(now, source, cell));
            } catch (Throwable broken) {
                cell.outcome.completeExceptionally(broken);
            }
        });
        return cell;
    }

    /// Runs a cell that prints `running` and then does not end; stops it.
    Cell stop(String source) throws InterruptedException {
        Cell cell = begin(source);
        cell.awaitPrinted(text -> text.contains("running"));
        session.interrupt();
        cell.outcome();
        return cell;
    }

    private static <T> T orTimeout(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the cell does not end", e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
