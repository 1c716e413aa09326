package catnap.laws;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.generator;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.laws.Virtually.passes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import catnap.asyncio.Coroutine;
import catnap.asyncio.ErrorContext;
import catnap.asyncio.EventLoop;
import catnap.asyncio.Generator;
import catnap.asyncio.Instrument;
import catnap.asyncio.LoopClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventLoopLawsTest {
    private final List<Object> log = new ArrayList<>();

    @Test
    void callbacksRunInTheOrderTheyWereScheduled() {
        Virtually.run(() -> {
            for (int i = 0; i < 1000; i++) {
                int n = i;
                getRunningLoop().callSoon(() -> log.add(n));
            }
            await(sleep(0));
        });
        assertThat(log).hasSize(1000).isSortedAccordingTo((a, b) -> Integer.compare((int) a, (int) b));
    }

    @Test
    void whatACallbackSchedulesRunsInTheNextPass() {
        Virtually.run(() -> {
            EventLoop loop = getRunningLoop();
            loop.callSoon(() -> loop.callSoon(() -> log.add("scheduled by the first")));
            loop.callSoon(() -> log.add("second"));
            passes(2);
        });
        assertThat(log).containsExactly("second", "scheduled by the first");
    }

    @Test
    void equalTimersFireInCreationOrder() {
        Virtually.run(() -> {
            for (int i = 0; i < 300; i++) {
                int n = i;
                getRunningLoop().callLater(1, () -> log.add(n));
            }
            await(sleep(1));
        });
        assertThat(log).hasSize(300).isSortedAccordingTo((a, b) -> Integer.compare((int) a, (int) b));
    }

    @Test
    void timersFireAtTheirTime() {
        Virtually.run(() -> {
            EventLoop loop = getRunningLoop();
            double start = loop.time();
            for (double delay : List.of(2.5, 0.25, 86_400.0)) {
                loop.callLater(delay, () -> log.add(loop.time() - start));
            }
            loop.callAt(start + 1, () -> log.add(loop.time() - start));
            await(sleep(100_000));
        });
        assertThat(log).containsExactly(0.25, 1.0, 2.5, 86_400.0);
    }

    @Test
    void creatingATaskRunsNothing() {
        Virtually.run(() -> {
            createTask(async(() -> log.add("task")));
            log.add("created");
            await(sleep(0));
        });
        assertThat(log).containsExactly("created", "task");
    }

    @Test
    void awaitingACoroutineIsAPlainCall() {
        Virtually.run(() -> {
            getRunningLoop().callSoon(() -> log.add("next pass"));
            Coroutine<String> direct = async(() -> "direct");
            log.add(await(direct));
        });
        assertThat(log).startsWith("direct");
    }

    @Test
    void awaitChainsMayBeDeep() {
        assertThat(Virtually.run(depth(300))).isEqualTo(300);
    }

    private static Coroutine<Integer> depth(int n) {
        return async(() -> n == 0 ? await(sleep(1, 0)) : await(depth(n - 1)) + 1);
    }

    @Test
    void aTaskAloneMaySleepZeroForEverAndStillHearsOthers() {
        Virtually.run(() -> {
            EventLoop loop = getRunningLoop();
            var heard = new AtomicInteger();
            var thread = Thread.ofPlatform().start(() -> loop.callSoonThreadsafe(heard::incrementAndGet));
            while (heard.get() == 0) await(sleep(0));
            thread.join();
        });
    }

    @Test
    void aWordFromAThreadWakesALoopThatSleepsForEver() throws InterruptedException {
        var loop = new EventLoop();
        var thread = Thread.ofPlatform().start(loop::runForever);
        for (int i = 0; i < 1000; i++) {
            var answered = new CountDownLatch(1);
            loop.callSoonThreadsafe(answered::countDown);
            answered.await();
        }
        loop.callSoonThreadsafe(loop::stop);
        thread.join();
        loop.close();
    }

    @Test
    void eachThreadsWordsArriveInItsOrderAndNoneIsLost() {
        int threads = 16;
        int words = 500;
        Virtually.run(() -> {
            EventLoop loop = getRunningLoop();
            var all = loop.createFuture();
            for (int t = 0; t < threads; t++) {
                String name = "thread " + t + " ";
                Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < words; i++) {
                        String word = name + i;
                        loop.callSoonThreadsafe(() -> {
                            log.add(word);
                            if (log.size() == threads * words) all.setResult(word);
                        });
                    }
                });
            }
            // A virtual clock would jump over the threads' work if there were a timer.
            await(all);
        });
        for (int t = 0; t < threads; t++) {
            String name = "thread " + t + " ";
            assertThat(log.stream().filter(word -> word.toString().startsWith(name)))
                    .hasSize(words)
                    .first()
                    .isEqualTo(name + 0);
            assertThat(log.stream()
                            .filter(word -> word.toString().startsWith(name))
                            .map(word -> Integer.parseInt(word.toString().substring(name.length()))))
                    .isSorted();
        }
    }

    @Test
    void anInterruptedLoopSleepsAllTheSameAndTellsItsCallerInTheEnd() {
        var idle = new AtomicInteger();
        var loop = new EventLoop(LoopClock.system(), null);
        loop.setInstrument(new Instrument() {
            @Override
            public void idleBegan() {
                idle.incrementAndGet();
            }
        });
        loop.callSoon(() -> Thread.currentThread().interrupt());
        loop.callLater(0.05, loop::stop);
        loop.runForever();
        loop.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(idle).as("how often it went to sleep").hasValueLessThan(20);
    }

    @Test
    void theLoopGoesOnBehindACallbackThatFails() {
        var errors = new ArrayList<ErrorContext>();
        Virtually.run(() -> {
            EventLoop loop = getRunningLoop();
            loop.setExceptionHandler((_, context) -> errors.add(context));
            loop.callSoon(() -> {
                throw new AssertionError("even this");
            });
            loop.callSoon(() -> log.add("next"));
            await(sleep(0));
        });
        assertThat(log).containsExactly("next");
        assertThat(errors).singleElement().satisfies(context -> {
            assertThat(context.message()).startsWith("Exception in callback <Handle ");
            assertThat(context.exception()).hasMessage("even this");
        });
    }

    @Test
    void stepRunsOnePass() {
        var loop = new EventLoop();
        loop.callSoon(() -> {
            log.add("first");
            loop.callSoon(() -> log.add("second"));
        });
        loop.step();
        log.add("between");
        loop.step();
        loop.step();
        loop.close();
        assertThat(log).containsExactly("first", "between", "second");
    }

    @Test
    void aLoopMayRunOnOneThreadAndThenOnAnother() throws InterruptedException {
        var loop = new EventLoop();
        log.add(loop.runUntilComplete(sleep(0, "here")));
        var thread = Thread.ofPlatform().start(() -> log.add(loop.runUntilComplete(sleep(0.001, "there"))));
        thread.join();
        loop.close();
        assertThat(log).containsExactly("here", "there");
    }

    @Test
    void aLoopThatIsClosedReportsTasksThatWaitStill() {
        var loop = new EventLoop();
        var errors = new ArrayList<String>();
        loop.setExceptionHandler((_, context) -> errors.add(context.message()));
        loop.createTask(sleep(1), "waiting");
        loop.step();
        loop.close();
        assertThat(errors)
                .containsExactly("Task was destroyed but it is pending!"
                        + ": await it, or cancel it, before its loop is closed");
    }

    @Test
    void awaitSaysWhyItCannotWaitHere() {
        assertThatThrownBy(() -> await(sleep(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("await outside a coroutine: no event loop is running on this thread; "
                        + "wrap the code in async(...) and pass it to run(...)");
        Virtually.run(() -> {
            var reason = getRunningLoop().<Throwable>createFuture();
            getRunningLoop().callSoon(() -> {
                try {
                    await(sleep(0));
                } catch (IllegalStateException refused) {
                    reason.setResult(refused);
                }
            });
            assertThat(await(reason))
                    .hasMessage("await inside a callback, which cannot be suspended: "
                            + "start a task with createTask(...) instead");
            Generator<Integer> waiting = generator(g -> {
                await(sleep(0));
                g.yield(1);
            });
            assertThatThrownBy(waiting::next)
                    .hasMessage("await inside a generator: use asyncGenerator, whose body may await");
        });
    }

    @Test
    void theCurrentTaskIsThatOfTheStep() {
        Virtually.run(() -> {
            var main = currentTask();
            var other = createTask(async(() -> currentTask()));
            assertThat(await(other)).isSameAs(other);
            assertThat(currentTask()).isSameAs(main);
        });
    }
}
