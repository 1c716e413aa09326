package catnap.conformance;

import static catnap.asyncio.Asyncio.allTasks;
import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.shield;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.timeout;
import static catnap.asyncio.Asyncio.waitFor;
import static catnap.asyncio.Asyncio.waitTasks;

import catnap.asyncio.AsyncBarrier;
import catnap.asyncio.AsyncCondition;
import catnap.asyncio.AsyncEvent;
import catnap.asyncio.AsyncLock;
import catnap.asyncio.AsyncQueue;
import catnap.asyncio.AsyncSemaphore;
import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;
import catnap.asyncio.ExceptionGroup;
import catnap.asyncio.Failure;
import catnap.asyncio.LoopClock;
import catnap.asyncio.Outcome;
import catnap.asyncio.ReturnWhen;
import catnap.asyncio.Runner;
import catnap.asyncio.Success;
import catnap.asyncio.Task;
import catnap.asyncio.TaskGroup;
import catnap.conformance.Dice.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// `random-programs.py`: tasks that lock, queue, wait, gather, group, time out and cancel each other as dice say.
final class RandomTwins extends Twins {
    private static final int PROGRAMS = 20;
    private static final List<ReturnWhen> MODES =
            List.of(ReturnWhen.FIRST_COMPLETED, ReturnWhen.FIRST_EXCEPTION, ReturnWhen.ALL_COMPLETED);

    @Twin(outside = true)
    void programsFrom1() {
        playFrom(1);
    }

    @Twin(outside = true)
    void programsFrom21() {
        playFrom(21);
    }

    @Twin(outside = true)
    void programsFrom41() {
        playFrom(41);
    }

    private void playFrom(int first) {
        for (int seed = first; seed < first + PROGRAMS; seed++) {
            Coroutine<@Nullable Void> program = play(seed);
            try (var runner = Runner.builder().clock(LoopClock.virtual()).build()) {
                runner.getLoop().setExceptionHandler((_, _) -> {});
                runner.run(program);
            }
        }
    }

    private Coroutine<@Nullable Void> play(int seed) {
        return async(() -> {
            var dice = new Dice(seed);
            log("program", seed);
            int count = 2 + dice.roll(5);
            var world = new World(
                    IntStream.range(0, count).mapToObj(i -> dice.ops(3, i)).toList());
            await(sleep(2.123456));
            for (int turn = 0; turn < 3; turn++) {
                log("cancel all", world.tasks.stream().map(Task::cancel).toList());
                await(sleep(0.765432));
            }
            world.logEnds();
            int shown = lines().size();
            for (int i = 0; i < 50; i++) { // whoever refused
                allTasks().stream().filter(task -> task != currentTask()).forEach(Task::cancel);
                passes(20);
            }
            lines().subList(shown, lines().size()).clear();
        });
    }

    private static String kind(Throwable error) {
        return error instanceof ExceptionGroup group
                ? group.exceptions().stream().map(RandomTwins::kind).collect(Collectors.joining(", ", "[", "]"))
                : Words.kind(error);
    }

    private static String kindOrValue(Outcome<String> outcome) {
        return switch (outcome) {
            case Success<String>(var value) -> value;
            case Failure<String>(var error) -> kind(error);
        };
    }

    /// What the tasks of one program share, and how they do what they do.
    private final class World {
        private final List<AsyncLock> locks = List.of(new AsyncLock(), new AsyncLock());
        private final List<AsyncSemaphore> semaphores = List.of(new AsyncSemaphore(1), new AsyncSemaphore(2));
        private final List<AsyncQueue<String>> queues = List.of(new AsyncQueue<>(1), new AsyncQueue<>());
        private final AsyncEvent event = new AsyncEvent();
        private final AsyncCondition condition = new AsyncCondition();
        private final AsyncBarrier barrier = new AsyncBarrier(2);
        private final List<Task<String>> tasks = new ArrayList<>();

        World(List<List<Op>> program) {
            for (int i = 0; i < program.size(); i++) tasks.add(createTask(run(String.valueOf(i), program.get(i))));
        }

        private Coroutine<String> run(String name, List<Op> ops) {
            return async(() -> {
                for (int i = 0; i < ops.size(); i++) {
                    String at = name + "." + i;
                    log(at, ops.get(i).kind());
                    try {
                        log(at, "=", one(at, ops.get(i)));
                    } catch (Throwable error) {
                        log(at, "!", kind(error));
                        throw error;
                    }
                }
                return name;
            });
        }

        private Coroutine<String> part(String at, Op op, int i) {
            return run(at + "abc".charAt(i), op.parts().get(i));
        }

        private List<Coroutine<String>> parts(String at, Op op) {
            return IntStream.range(0, op.parts().size())
                    .mapToObj(i -> part(at, op, i))
                    .toList();
        }

        private @Nullable Object one(String at, Op op) {
            if (!op.parts().isEmpty()) return nested(at, op);
            int number = op.number();
            switch (op.kind()) {
                case "yield" -> passes(number % 3 + 1);
                case "sleep" -> await(sleep((number + 1) / 7000.0));
                case "put" -> await(queues.get(number % 2).put(at));
                case "join" -> await(queues.get(1).join());
                case "set" -> event.set();
                case "clear" -> event.clear();
                case "event" -> await(event.waitSet());
                case "signal" -> asyncWith(condition, () -> condition.signal(number % 2 + 1));
                case "condition" ->
                    asyncWith(condition, () -> {
                        await(condition.waitSignal());
                    });
                case "boom" -> throw new IllegalArgumentException("boom");
                default -> {
                    return asked(at, op.kind(), number);
                }
            }
            return null;
        }

        private @Nullable Object asked(String at, String kind, int number) {
            return switch (kind) {
                case "get" -> await(queues.get(number % 2).get());
                case "done" -> taskDone();
                case "barrier" -> await(barrier.waitAll());
                case "cancel" -> tasks.get(number % tasks.size()).cancel();
                case "uncancel" -> known(currentTask()).uncancel();
                case "await" -> await(other(at, number));
                case "shield" -> await(shield(other(at, number)));
                case "wait" ->
                    await(waitTasks(two(at, number), MODES.get(number % 3)))
                            .done()
                            .size();
                case "some" ->
                    await(waitTasks(two(at, number), (number + 1) / 9000.0))
                            .done()
                            .size();
                default -> throw new AssertionError(kind);
            };
        }

        private @Nullable Object taskDone() {
            try {
                queues.get(1).taskDone();
                return null;
            } catch (IllegalStateException _) {
                return "too many";
            }
        }

        private Task<String> other(String at, int number) {
            int me = at.charAt(0) - '0';
            return tasks.get(number % me);
        }

        private Set<Task<String>> two(String at, int number) {
            return Set.copyOf(List.of(other(at, number), other(at, number / 7)));
        }

        private @Nullable Object nested(String at, Op op) {
            int number = op.number();
            switch (op.kind()) {
                case "lock" ->
                    asyncWith(locks.get(number % 2), () -> {
                        await(part(at, op, 0));
                    });
                case "semaphore" ->
                    asyncWith(semaphores.get(number % 2), () -> {
                        await(part(at, op, 0));
                    });
                case "gather" -> {
                    return await(gather(parts(at, op)));
                }
                case "tolerate" -> {
                    return await(gather(parts(at, op)).returnExceptions()).stream()
                            .map(RandomTwins::kindOrValue)
                            .toList();
                }
                case "within" -> {
                    return await(waitFor(part(at, op, 0), (number + 1) / 8000.0));
                }
                case "limit" -> {
                    var limit = timeout((number + 1) / 8000.0);
                    asyncWith(limit, () -> {
                        await(part(at, op, 0));
                    });
                    return limit.expired();
                }
                case "catch" -> {
                    return caught(at, op);
                }
                case "finally" -> cleanedUp(at, op);
                case "group" ->
                    asyncWith(new TaskGroup(), group -> {
                        for (int i = 1; i < op.parts().size(); i++) group.createTask(part(at, op, i));
                        await(part(at, op, 0));
                    });
                default -> throw new AssertionError(op);
            }
            return null;
        }

        private @Nullable Object caught(String at, Op op) {
            try {
                await(part(at, op, 0));
                return null;
            } catch (CancelledError _) {
                return known(currentTask()).cancelling();
            }
        }

        private void cleanedUp(String at, Op op) {
            try {
                await(part(at, op, 0));
            } finally {
                passes(op.number() % 3);
            }
        }

        private void logEnds() {
            for (Task<String> task : tasks) {
                if (!task.done()) log("pending");
                else if (task.cancelled()) log("cancelled", task.cancelling());
                else if (task.exception() != null) log(kind(known(task.exception())), task.cancelling());
                else log(task.result(), task.cancelling());
            }
            log(
                    locks.getFirst().locked(),
                    locks.getLast().locked(),
                    semaphores.getFirst().locked(),
                    semaphores.getLast().locked(),
                    queues.getFirst().qsize(),
                    queues.getLast().qsize(),
                    barrier.nWaiting());
        }
    }
}
