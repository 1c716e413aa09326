package catnap.asyncio;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Several instruments as one.
final class Instruments implements Instrument {
    private final List<Instrument> all;

    private Instruments(List<Instrument> all) {
        this.all = all;
    }

    /// One that passes everything on to all of these; `null` if there are none.
    static @Nullable Instrument all(List<Instrument> instruments) {
        return switch (instruments.size()) {
            case 0 -> null;
            case 1 -> instruments.getFirst();
            default -> new Instruments(List.copyOf(instruments));
        };
    }

    private void tell(Consumer<Instrument> event) {
        all.forEach(event);
    }

    @Override
    public void taskCreated(Task<?> task, @Nullable Task<?> creator) {
        tell(each -> each.taskCreated(task, creator));
    }

    @Override
    public void stepBegan(Task<?> task) {
        tell(each -> each.stepBegan(task));
    }

    @Override
    public void stepEnded(Task<?> task, boolean taskDone) {
        tell(each -> each.stepEnded(task, taskDone));
    }

    @Override
    public void waiting(Task<?> task, Object on) {
        tell(each -> each.waiting(task, on));
    }

    @Override
    public void wokenUp(Task<?> task, @Nullable Task<?> waker) {
        tell(each -> each.wokenUp(task, waker));
    }

    @Override
    public void cancelRequested(Task<?> task, @Nullable Task<?> by) {
        tell(each -> each.cancelRequested(task, by));
    }

    @Override
    public void idleBegan() {
        tell(Instrument::idleBegan);
    }

    @Override
    public void idleEnded() {
        tell(Instrument::idleEnded);
    }
}
