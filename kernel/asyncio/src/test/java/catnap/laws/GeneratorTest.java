package catnap.laws;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.generator;
import static catnap.asyncio.Asyncio.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import catnap.asyncio.Generator;
import catnap.asyncio.GeneratorExit;
import catnap.asyncio.StopIteration;
import catnap.asyncio.Yielder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GeneratorTest {
    private final List<Object> log = new ArrayList<>();

    /// Counts, and says when it is left.
    private Generator<Integer> counting(int n) {
        return generator(g -> {
            try {
                for (int i = 1; i <= n; i++) g.yield(i);
            } finally {
                log.add("left");
            }
        });
    }

    private static Generator<Integer> naturals() {
        return generator(g -> {
            for (int i = 0; ; i++) g.yield(i);
        });
    }

    @Test
    void theBodyRunsOnlyWhileSomebodyAsks() {
        Generator<Integer> generator = generator(g -> {
            log.add("begin");
            g.yield(1);
            log.add("middle");
            g.yield(2);
            log.add("end");
        });
        assertThat(log).isEmpty();
        log.add(generator.next());
        log.add(generator.next());
        assertThat(generator.hasNext()).isFalse();
        assertThat(log).containsExactly("begin", 1, "middle", 2, "end");
    }

    @Test
    void aForLoopWalksIt() {
        for (int i : counting(3)) log.add(i);
        assertThat(log).containsExactly(1, 2, 3, "left");
    }

    @Test
    void forEachGivesTheSameAsAForLoop() {
        counting(3).forEach(log::add);
        assertThat(log).containsExactly(1, 2, 3, "left");
    }

    @Test
    void forEachGoesOnWhereNextStopped() {
        Generator<Integer> generator = counting(3);
        log.add(generator.next());
        generator.forEach(log::add);
        assertThat(log).containsExactly(1, 2, 3, "left");
    }

    @Test
    void anEndlessOneIsAStreamToo() {
        try (Stream<Integer> numbers = naturals().stream()) {
            assertThat(numbers.filter(n -> n % 2 == 0).limit(3)).containsExactly(0, 2, 4);
        }
    }

    @Test
    void closingTheStreamClosesTheGenerator() {
        try (Stream<Integer> values = counting(9).stream()) {
            assertThat(values.findFirst()).contains(1);
        }
        assertThat(log).containsExactly("left");
    }

    @Test
    void tryWithResourcesRunsTheFinallyBlocks() {
        try (Generator<Integer> generator = counting(9)) {
            log.add(generator.next());
        }
        assertThat(log).containsExactly(1, "left");
    }

    @Test
    void hasNextTakesNothingAway() {
        Generator<Integer> generator = counting(2);
        for (int i = 0; i < 3; i++) assertThat(generator.hasNext()).isTrue();
        assertThat(generator.next()).isEqualTo(1);
        assertThat(generator.next()).isEqualTo(2);
        for (int i = 0; i < 3; i++) assertThat(generator.hasNext()).isFalse();
        assertThatThrownBy(generator::next).isInstanceOf(StopIteration.class);
    }

    @Test
    void sendBehindHasNextIsRefused() {
        Generator<Integer> generator = counting(3);
        generator.next();
        assertThat(generator.hasNext()).isTrue();
        assertThatThrownBy(() -> generator.send("lost"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "send after hasNext: the body is at its next yield already; take that value with next() first");
        assertThat(generator.next()).isEqualTo(2);
        assertThat(generator.send(null)).isEqualTo(3);
    }

    @Test
    void throwIntoAndCloseBehindHasNextReachTheYieldThatWasLookedAt() {
        Generator<String> generator = generator(g -> {
            try {
                g.yield("looked at");
            } catch (IllegalArgumentException error) {
                g.yield("answer to " + error.getMessage());
            }
        });
        assertThat(generator.hasNext()).isTrue();
        assertThat(generator.throwInto(new IllegalArgumentException("x"))).isEqualTo("answer to x");
        Generator<Integer> counting = counting(3);
        assertThat(counting.hasNext()).isTrue();
        counting.close();
        assertThat(log).containsExactly("left");
        assertThat(counting.hasNext()).isFalse();
    }

    @Test
    void whatTheBodyReturnsIsInTheStopIteration() {
        Generator<Integer> generator = generator(g -> {
            g.yield(1);
            return "returned";
        });
        generator.next();
        assertThatThrownBy(generator::next)
                .isInstanceOfSatisfying(
                        StopIteration.class, end -> assertThat(end.value()).isEqualTo("returned"));
        assertThatThrownBy(generator::next)
                .isInstanceOfSatisfying(
                        StopIteration.class, end -> assertThat(end.value()).isNull());
    }

    @Test
    void anErrorOfTheBodyComesOutAsItself() {
        Generator<Integer> generator = generator(_ -> {
            throw new IOException("checked");
        });
        assertThatThrownBy(generator::next).isInstanceOf(IOException.class).hasMessage("checked");
        assertThat(generator.hasNext()).isFalse();
    }

    @Test
    void anErrorOfTheConsumerIsNotSeenByTheBodysCatch() {
        Generator<Integer> generator = generator(g -> {
            try {
                g.yield(1);
            } catch (RuntimeException mine) {
                log.add("caught " + mine);
            } finally {
                log.add("left");
            }
        });
        var error = new IllegalArgumentException("consumer");
        assertThat(catchThrowable(() -> generator.forEach(_ -> {
                    throw error;
                })))
                .isSameAs(error);
        assertThat(log).containsExactly("left");
    }

    @Test
    void anErrorInTheCleanupDoesNotHideTheConsumersError() {
        Generator<Integer> generator = generator(g -> {
            try {
                g.yield(1);
            } catch (GeneratorExit _) {
                throw new IOException("cleanup");
            }
        });
        var error = new IllegalArgumentException("consumer");
        assertThat(catchThrowable(() -> generator.forEach(_ -> {
                    throw error;
                })))
                .isSameAs(error)
                .hasSuppressedException(new IOException("cleanup"));
    }

    @Test
    void theConsumerOfForEachMayAwaitAndTheBodyMayNot() {
        Virtually.run(() -> {
            counting(3).forEach(i -> log.add(await(sleep(i, i))));
            Generator<Integer> waiting = generator(g -> {
                await(sleep(1));
                g.yield(1);
            });
            assertThatThrownBy(() -> waiting.forEach(log::add))
                    .hasMessage("await inside a generator: use asyncGenerator, whose body may await");
            await(sleep(1));
        });
        assertThat(log).containsExactly(1, 2, 3, "left");
    }

    @Test
    void twoTasksMayPushAtTheSameTime() {
        Virtually.run(() -> {
            var a = createTask(async(() -> counting(3).forEach(i -> log.add("a" + await(sleep(2, i))))));
            var b = createTask(async(() -> counting(3).forEach(i -> log.add("b" + await(sleep(2, i))))));
            await(a);
            await(b);
        });
        assertThat(log).containsExactly("a1", "b1", "a2", "b2", "a3", "left", "b3", "left");
    }

    @Test
    void yieldFromMayBeDeep() {
        assertThat(nested(300).next()).isEqualTo(300);
        nested(300).forEach(log::add);
        assertThat(log).containsExactly(300);
    }

    private static Generator<Integer> nested(int depth) {
        return depth == 0
                ? generator(g -> {
                    g.yield(300);
                })
                : generator(g -> {
                    g.yieldFrom(nested(depth - 1));
                });
    }

    @Test
    void yieldFromWalksTreesInOrder() {
        assertThat(walk(1, 15).stream()).containsExactly(8, 4, 9, 2, 10, 5, 11, 1, 12, 6, 13, 3, 14, 7, 15);
    }

    private static Generator<Integer> walk(int node, int size) {
        return generator(g -> {
            if (2 * node <= size) g.yieldFrom(walk(2 * node, size));
            g.yield(node);
            if (2 * node + 1 <= size) g.yieldFrom(walk(2 * node + 1, size));
        });
    }

    @Test
    void yieldingThroughAnotherGeneratorsYielderIsRefused() {
        Generator<Integer> outer = generator(g -> {
            Generator<Integer> inner = generator(_ -> {
                g.yield(1); // a slip: the wrong one of two lambdas' parameters
            });
            assertThatThrownBy(inner::next).isInstanceOf(IllegalStateException.class);
            g.yield(2);
        });
        assertThat(outer.next()).isEqualTo(2);
        assertThat(outer.hasNext()).isFalse();
    }

    @Test
    void yieldingFromOutsideIsRefused() {
        var leaked = new AtomicReference<Yielder<Integer>>();
        Generator<Integer> generator = generator(g -> {
            leaked.set(g);
            g.yield(1);
        });
        generator.next();
        assertThatThrownBy(() -> leaked.get().yield(2)).isInstanceOf(IllegalStateException.class);
        assertThat(generator.hasNext()).isFalse();
        assertThatThrownBy(() -> leaked.get().yield(3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("yield outside the generator's body");
    }

    @Test
    void aConsumerThatClosesWhatItIsFedByIsRefused() {
        var itself = new AtomicReference<Generator<Integer>>();
        Consumer<Integer> closing = _ -> itself.get().close();
        itself.set(counting(3));
        assertThatThrownBy(() -> itself.get().forEach(closing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("generator already executing");
        assertThat(log).containsExactly("left");
    }

    @Test
    void aBodyThatIgnoresItsEndIsToldSo() {
        Generator<Integer> generator = generator(g -> {
            while (true) {
                try {
                    g.yield(1);
                } catch (GeneratorExit ignored) {
                    log.add("ignored");
                }
            }
        });
        generator.next();
        assertThatThrownBy(generator::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("generator ignored GeneratorExit");
    }

    @Test
    void itMayBeWalkedByOneThreadAndThenByAnother() throws InterruptedException {
        Generator<Integer> generator = counting(2);
        log.add(generator.next());
        Thread thread = Thread.ofPlatform().start(() -> log.add(generator.next()));
        thread.join();
        assertThat(generator.hasNext()).isFalse();
        assertThat(log).containsExactly(1, 2, "left");
    }

    @Test
    void itMayYieldNull() {
        Generator<@Nullable String> generator = generator(g -> {
            g.yield(null);
            g.yield("x");
        });
        var values = new ArrayList<String>();
        generator.forEachRemaining(value -> values.add(Objects.requireNonNullElse(value, "null")));
        assertThat(values).containsExactly("null", "x");
    }

    @Test
    void itsNameTellsItsState() {
        var itself = new AtomicReference<Generator<Integer>>();
        itself.set(generator(g -> {
            log.add(itself.get().toString());
            g.yield(1);
        }));
        Generator<Integer> generator = itself.get();
        assertThat(generator.toString()).isEqualTo("<generator created>");
        generator.next();
        assertThat(generator.toString()).isEqualTo("<generator suspended>");
        generator.close();
        assertThat(generator.toString()).isEqualTo("<generator closed>");
        assertThat(log).containsExactly("<generator running>");
    }
}
