package catnap.kernel.session;

import catnap.asyncio.Asyncio;
import catnap.asyncio.Task;
import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Publisher;
import catnap.kernel.output.Surroundings;
import catnap.kernel.output.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The cell that the running code belongs to, for what shows and waits on its behalf.
final class CellSurroundings implements Surroundings {
    private final Values values;

    CellSurroundings(Values values) {
        this.values = values;
    }

    static @Nullable Publisher owner() {
        CellRun run = Owner.current();
        return run == null ? null : run.publisher();
    }

    @Override
    public @Nullable Publisher publisher() {
        return owner();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // this very run is meant
    public List<Task<?>> tasks() {
        CellRun here = Owner.current();
        Task<?> self = Asyncio.currentTask();
        return Asyncio.allTasks().stream()
                .filter(task -> !task.equals(self) && here != null && Owner.of(task) == here && here.task() != task)
                .toList();
    }

    @Override
    public void atCellEnd(Runnable last) {
        CellRun run = Owner.current();
        if (run != null) run.atEnd(last);
    }

    @Override
    public MimeBundle render(@Nullable Object value) {
        return values.render(value).orElseGet(() -> MimeBundle.text(String.valueOf(value)));
    }

    @Override
    public String text(Object value) {
        return values.text(value);
    }
}
