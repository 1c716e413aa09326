package catnap.kernel.magic;

import catnap.asyncio.Asyncio;
import catnap.asyncio.EventLoop;
import catnap.asyncio.Task;
import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.PictureRenderer;
import catnap.kernel.output.Publisher;
import catnap.kernel.picture.LiveTimeline;
import catnap.kernel.picture.Picture;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// `%%timeline`: the cell's own tasks as a picture that grows while the cell runs.
final class TimelineMagic implements Magic {
    @Override
    public String name() {
        return "timeline";
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String help() {
        return "Draws what the tasks of a cell do and wait for, while it runs";
    }

    @Override
    public Set<Form> forms() {
        return Set.of(Form.CELL);
    }

    @Override
    public Optional<MimeBundle> run(Call call, Workbench bench) throws CodeFailed {
        Publisher publisher = bench.publisher();
        return bench.run(call.code(), (loop, code) -> drawn(loop, code, new Screen(publisher)));
    }

    /// An error of the code is in the picture, and goes on from here to the learner's report.
    private static @Nullable Object drawn(EventLoop loop, Callable<@Nullable Object> code, Screen screen)
            throws Exception {
        Task<?> cell = Objects.requireNonNull(Asyncio.currentTask(), "a cell is a task");
        LiveTimeline live = LiveTimeline.start(loop, cell, screen);
        Throwable error = null;
        try {
            return code.call();
        } catch (Exception | Error failed) {
            error = failed;
            throw failed;
        } finally {
            live.end(error);
        }
    }

    @Override
    public boolean appliesToJava() {
        return true;
    }

    /// A place below the cell where the newest picture stands.
    private static final class Screen implements Consumer<Picture> {
        private final Publisher publisher;
        private final String id = UUID.randomUUID().toString();
        private boolean shown; // LiveTimeline calls one at a time

        Screen(Publisher publisher) {
            this.publisher = publisher;
        }

        @Override
        public void accept(Picture picture) {
            MimeBundle bundle = PictureRenderer.bundle(picture);
            if (shown) publisher.updateDisplay(bundle, id);
            else publisher.display(bundle, id);
            shown = true;
        }
    }
}
