package catnap.asyncio.fiber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What both kinds of fiber promise; the build runs it once on each.
class FiberContractTest {
    private final List<Object> log = new ArrayList<>();

    /// A fiber whose body knows it.
    private static Fiber fiber(Consumer<Fiber> body) {
        var itself = new AtomicReference<Fiber>();
        itself.set(Fiber.of(() -> body.accept(itself.get())));
        return itself.get();
    }

    @Test
    void theKindIsTheOneTheBuildAskedFor() {
        String asked = System.getProperty("catnap.fiber", "continuation");
        assertThat(Fiber.of(() -> {}))
                .isInstanceOf(asked.equals("thread") ? ThreadFiber.class : ContinuationFiber.class);
    }

    @Test
    void theBodyRunsOnlyWhileItIsResumed() {
        Fiber fiber = fiber(own -> {
            log.add("a");
            own.suspend();
            log.add("b");
            own.suspend();
            log.add("c");
        });
        assertThat(log).isEmpty();
        for (String outside : List.of("1", "2", "3")) {
            fiber.resume();
            log.add(outside);
        }
        assertThat(log).containsExactly("a", "1", "b", "2", "c", "3");
        assertThat(fiber.done()).isTrue();
    }

    @Test
    void itIsDoneOnlyWhenTheBodyHasEnded() {
        Fiber fiber = fiber(Fiber::suspend);
        assertThat(fiber.done()).isFalse();
        fiber.resume();
        assertThat(fiber.done()).isFalse();
        fiber.resume();
        assertThat(fiber.done()).isTrue();
    }

    @Test
    void locksAndLocalsOfTheBodySurviveASuspension() {
        var sums = new ArrayList<Integer>();
        Fiber fiber = fiber(own -> {
            int sum = 0;
            for (int i = 1; i <= 1000; i++) {
                sum += i;
                own.suspend();
            }
            sums.add(sum);
        });
        while (!fiber.done()) fiber.resume();
        assertThat(sums).containsExactly(500_500);
    }

    @Test
    void fibersStandInsideFibers() {
        Fiber inner = fiber(own -> {
            log.add("inner 1");
            own.suspend();
            log.add("inner 2");
        });
        Fiber outer = fiber(own -> {
            inner.resume();
            log.add("outer 1");
            own.suspend();
            inner.resume();
            log.add("outer 2");
        });
        outer.resume();
        log.add("outside");
        outer.resume();
        assertThat(log).containsExactly("inner 1", "outer 1", "outside", "inner 2", "outer 2");
        assertThat(outer.done() && inner.done()).isTrue();
    }

    @Test
    void aFiberGoesOnWhereverItIsResumed() throws InterruptedException {
        Fiber fiber = fiber(own -> {
            log.add("here");
            own.suspend();
            log.add("elsewhere");
        });
        fiber.resume();
        Thread elsewhere = Thread.ofPlatform().start(fiber::resume);
        elsewhere.join();
        assertThat(log).containsExactly("here", "elsewhere");
        assertThat(fiber.done()).isTrue();
    }

    @Test
    void theSlotIsThatOfWhoeverResumes() {
        Object mine = new Object();
        Fiber.setThreadSlot(mine);
        Fiber fiber = fiber(own -> {
            log.add(Fiber.threadSlot());
            own.suspend();
            log.add(Fiber.threadSlot());
        });
        try {
            fiber.resume();
            Fiber.setThreadSlot("other");
            fiber.resume();
        } finally {
            Fiber.setThreadSlot(null);
        }
        assertThat(log).containsExactly(mine, "other");
    }

    @Test
    void onlyTheBodyCanSuspendItsFiber() {
        Fiber fiber = fiber(Fiber::suspend);
        fiber.resume();
        assertThatThrownBy(fiber::suspend).isInstanceOf(IllegalStateException.class);
        Fiber other = fiber(_ -> assertThatThrownBy(fiber::suspend)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot suspend here: only the body itself can, and this is other code"));
        other.resume();
        assertThat(other.done()).isTrue();
        fiber.resume();
        assertThat(fiber.done()).isTrue();
    }

    @Test
    void aFiberInsideCannotSuspendTheOneAround() {
        Fiber outer = fiber(own -> {
            Fiber inner = Fiber.of(() -> {
                assertThatThrownBy(own::suspend).isInstanceOf(IllegalStateException.class);
                log.add("inner went on");
            });
            inner.resume();
            log.add(inner.done());
            own.suspend();
            log.add("outer went on");
        });
        outer.resume();
        outer.resume();
        assertThat(log).containsExactly("inner went on", true, "outer went on");
    }

    @Test
    void theStackOfASuspendedBodyCanBeRead() {
        Fiber fiber = fiber(FiberContractTest::waitHere);
        assertThat(fiber.stack()).isEmpty();
        fiber.resume();
        assertThat(Arrays.stream(fiber.stack()).map(StackTraceElement::getMethodName))
                .contains("waitHere");
        fiber.resume();
        assertThat(fiber.stack()).isEmpty();
    }

    private static void waitHere(Fiber own) {
        assertThat(own.stack()).isEmpty();
        own.suspend();
    }

    @Test
    void aBodyThatIsTooDeepToSuspendIsToldSoOrSuspends() {
        Fiber fiber = fiber(own -> {
            try {
                deepDown(own);
            } catch (StackOverflowError _) {
                log.add("too deep");
            }
            log.add("up again");
            own.suspend();
            log.add("end");
        });
        while (!fiber.done()) fiber.resume();
        assertThat(log).endsWith("up again", "end");
    }

    /// Goes down until nothing fits any more, and on the way up suspends wherever it can.
    @SuppressWarnings("InfiniteRecursion") // that is the point
    private static void deepDown(Fiber own) {
        try {
            deepDown(own);
        } catch (StackOverflowError _) {
            own.suspend();
        }
    }

    /// A class whose initialiser wants to wait.
    private static final class Hasty {
        private static final AtomicReference<Fiber> OWN = new AtomicReference<>();

        static final class Initialised {
            static {
                OWN.get().suspend();
            }

            static void touch() {}

            private Initialised() {}
        }

        private Hasty() {}
    }

    @Test
    void aStaticInitialiserThatWaitsIsToldSoAndNothingHangs() {
        Fiber fiber = fiber(own -> {
            Hasty.OWN.set(own);
            try {
                Hasty.Initialised.touch();
            } catch (ExceptionInInitializerError error) {
                log.add(error.getCause());
            }
            own.suspend();
            log.add("goes on");
        });
        fiber.resume();
        assertThat(log)
                .singleElement()
                .satisfies(error -> assertThat((Throwable) error)
                        .isInstanceOf(PinnedException.class)
                        .hasMessageMatching("cannot suspend here: the static initialiser of "
                                + "catnap\\.asyncio\\.fiber\\.FiberContractTest\\$Hasty\\$Initialised "
                                + "\\(FiberContractTest\\.java:\\d+\\) is running, and the JVM cannot leave one halfway; "
                                + "await outside of it"));
        fiber.resume();
        assertThat(log).hasSize(2).endsWith("goes on");
        assertThat(fiber.done()).isTrue();
    }

    @Test
    void aSuspensionCheckMayRefuse() {
        Runnable check = () -> {
            throw new IllegalStateException("refused");
        };
        Fiber fiber = fiber(own -> {
            try {
                own.suspend();
            } catch (IllegalStateException error) {
                log.add(error.getMessage());
            }
            Fiber.removeSuspensionCheck(check);
            own.suspend();
            log.add("end");
        });
        Fiber.addSuspensionCheck(check);
        try {
            fiber.resume();
        } finally {
            Fiber.removeSuspensionCheck(check);
        }
        assertThat(fiber.done()).isFalse();
        fiber.resume();
        assertThat(log).containsExactly("refused", "end");
    }

    @Test
    void anInterruptReachesTheBodyThatIsResumed() {
        var seen = new AtomicInteger();
        Fiber fiber = fiber(own -> {
            while (true) {
                if (Thread.interrupted()) seen.incrementAndGet();
                own.suspend();
            }
        });
        for (int i = 1; i <= 3000; i++) {
            Thread.currentThread().interrupt();
            fiber.resume();
            assertThat(Thread.interrupted()).isFalse();
            assertThat(seen).hasValue(i);
        }
    }

    @Test
    void anInterruptReachesTheBodyWhileItBlocks() throws InterruptedException {
        var blocked = new CountDownLatch(1);
        Fiber fiber = fiber(_ -> {
            blocked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException _) {
                log.add("interrupted");
            }
        });
        Thread resumer = Thread.currentThread();
        Thread other = Thread.ofPlatform().start(() -> {
            try {
                blocked.await();
            } catch (InterruptedException _) {
                return;
            }
            resumer.interrupt();
        });
        fiber.resume();
        other.join();
        assertThat(log).containsExactly("interrupted");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void anInterruptThatTheBodyDoesNotSeeStaysWithTheThread() {
        Fiber fiber = fiber(own -> {
            Thread.currentThread().interrupt();
            own.suspend();
            log.add(Thread.currentThread().isInterrupted());
        });
        fiber.resume();
        assertThat(Thread.interrupted()).isTrue();
        fiber.resume();
        assertThat(log).containsExactly(false);
    }

    @Test
    void hundredThousandFibersCanWaitAtOnce() {
        int many = Fiber.of(() -> {}) instanceof ThreadFiber ? 10_000 : 100_000;
        var fibers = new ArrayList<Fiber>();
        for (int i = 0; i < many; i++) {
            fibers.add(fiber(Fiber::suspend));
            fibers.getLast().resume();
        }
        fibers.forEach(Fiber::resume);
        assertThat(fibers).allMatch(Fiber::done);
    }
}
