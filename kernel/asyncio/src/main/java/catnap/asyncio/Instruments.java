package catnap.asyncio;

import java.util.ArrayList;
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

    /// What tells this one beside those that are told already.
    static Instrument with(@Nullable Instrument told, Instrument added) {
        var all = new ArrayList<>(list(told));
        all.add(added);
        return all.size() == 1 ? added : new Instruments(List.copyOf(all));
    }

    /// What tells the others of them.
    static @Nullable Instrument without(@Nullable Instrument told, Instrument removed) {
        var all = new ArrayList<>(list(told));
        all.remove(removed);
        return all(all);
    }

    private static List<Instrument> list(@Nullable Instrument told) {
        if (told == null) return List.of();
        return told instanceof Instruments several ? several.all : List.of(told);
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
    public void taskEnded(Task<?> task, @Nullable Throwable error) {
        tell(each -> each.taskEnded(task, error));
    }

    @Override
    public void handedOver(ThreadWork work, @Nullable Task<?> by) {
        tell(each -> each.handedOver(work, by));
    }

    @Override
    public void waiting(Task<?> task, WaitReason on) {
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
    public void cancelDelivered(Task<?> task) {
        tell(each -> each.cancelDelivered(task));
    }

    @Override
    public void idleBegan() {
        tell(Instrument::idleBegan);
    }

    @Override
    public void idleEnded() {
        tell(Instrument::idleEnded);
    }

    @Override
    public void stepped() {
        tell(Instrument::stepped);
    }
}
