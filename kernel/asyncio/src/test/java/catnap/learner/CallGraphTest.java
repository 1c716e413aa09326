package catnap.learner;

import static catnap.asyncio.Asyncio.allTasks;
import static catnap.asyncio.Asyncio.asCompleted;
import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncGenerator;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.captureCallGraph;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.each;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Asyncio.shield;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.waitTasks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import catnap.asyncio.AsyncEvent;
import catnap.asyncio.AsyncGenerator;
import catnap.asyncio.Asyncio;
import catnap.asyncio.Awaitable;
import catnap.asyncio.Body;
import catnap.asyncio.Coroutine;
import catnap.asyncio.EventLoop;
import catnap.asyncio.FutureCallGraph;
import catnap.asyncio.Task;
import catnap.asyncio.TaskGroup;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallGraphTest {
    private static Coroutine<Boolean> innermost() {
        return new AsyncEvent().waitSet();
    }

    private static Coroutine<Boolean> middle() {
        return async(() -> await(innermost()));
    }

    private static Coroutine<Boolean> outermost() {
        return async(() -> await(middle()));
    }

    @Test
    void aTasksStackHoldsEveryCoroutineThatItAwaits() {
        inALoop(() -> {
            var task = createTask(outermost());
            await(sleep(0));
            assertThat(methods(captureCallGraph(task))).containsExactly("middle", "outermost");
        });
    }

    @Test
    void theChainOfThoseWhoWaitIsFollowed() {
        inALoop(() -> {
            Task<Boolean> worker = createTask(middle(), "worker");
            Task<Boolean> boss = createTask(async(() -> await(worker)), "boss");
            createTask(async(() -> await(boss)), "owner");
            createTask(async(() -> await(worker)), "rival");
            await(sleep(0));
            assertThat(shape(captureCallGraph(worker))).isEqualTo("worker<-[boss<-[owner], rival]");
        });
    }

    @Test
    void waitingForManyIsWaitingForEach() {
        assertThat(awaiterOf(worker -> await(gather(sleep(5), gather(worker))))).isEqualTo("worker<-[waiter]");
        assertThat(awaiterOf(worker -> await(shield(worker)))).isEqualTo("worker<-[waiter]");
        assertThat(awaiterOf(worker -> await(waitTasks(List.of(worker))))).isEqualTo("worker<-[waiter]");
        assertThat(awaiterOf(worker -> await(asCompleted(worker).iterator().next())))
                .isEqualTo("worker<-[waiter]");
        assertThat(awaiterOf(worker -> asyncWith(new TaskGroup(), group -> {
                    group.createTask(async(() -> await(worker)), "member");
                })))
                .isEqualTo("worker<-[member<-[waiter]]");
    }

    @Test
    void somethingElseThanAFutureIsAwaitedByNobody() {
        assertThat(awaiterOf(_ -> await(sleep(1)))).isEqualTo("worker");
    }

    @Test
    void theCurrentTaskSeesItsOwnStackAndNotTheLoops() {
        inALoop(() -> {
            var seen = new AtomicReference<@Nullable FutureCallGraph>();
            Task<String> child = createTask(async(() -> await(lookAround(seen))), "child");
            createTask(async(() -> await(child)), "parent");
            await(sleep(0));
            await(sleep(0));
            var graph = Objects.requireNonNull(seen.get());
            assertThat(graph.future()).isSameAs(child);
            assertThat(methods(graph).getFirst()).isEqualTo("lookAround");
            assertThat(methods(graph)).doesNotContain("inALoop");
            assertThat(shape(graph)).isEqualTo("child<-[parent]");
        });
    }

    private static Coroutine<String> lookAround(AtomicReference<@Nullable FutureCallGraph> seen) {
        return async(() -> {
            await(sleep(0)); // so that the parent waits
            seen.set(captureCallGraph());
            return "seen";
        });
    }

    @Test
    void anAsyncGeneratorThatWaitsIsPartOfTheStack() {
        inALoop(() -> {
            AsyncGenerator<Integer> inner = asyncGenerator(g -> {
                waitInGenerator();
                g.yield(1);
            });
            AsyncGenerator<Integer> outer = asyncGenerator(g -> {
                for (int each : each(inner)) g.yield(each);
            });
            var task = createTask(consume(outer));
            await(sleep(0));
            var methods = methods(captureCallGraph(task));
            assertThat(methods.getFirst()).isEqualTo("waitInGenerator");
            assertThat(methods.getLast()).isEqualTo("consume");
            assertThat(methods).hasSize(4);
        });
    }

    private static void waitInGenerator() {
        await(innermost());
    }

    private static Coroutine<@Nullable Void> consume(AsyncGenerator<Integer> source) {
        return async(() -> {
            for (int value : each(source)) assertThat(value).isPositive();
        });
    }

    @Test
    void aLimitKeepsTheNewestFramesOrTheOldest() {
        inALoop(() -> {
            var task = createTask(outermost());
            await(sleep(0));
            assertThat(methods(captureCallGraph(task, 1))).containsExactly("middle");
            assertThat(methods(captureCallGraph(task, -1))).containsExactly("outermost");
            assertThat(methods(captureCallGraph(task, 0))).isEmpty();
            assertThat(methods(captureCallGraph(task, -9))).containsExactly("middle", "outermost");
        });
    }

    @Test
    void tasksThatWaitForEachOtherEndTheChain() {
        inALoop(() -> {
            var other = new AtomicReference<@Nullable Awaitable<String>>();
            Task<String> a = createTask(async(() -> await(Objects.requireNonNull(other.get()))), "a");
            Task<String> b = createTask(async(() -> await(a)), "b");
            other.set(b);
            await(sleep(0));
            assertThat(shape(captureCallGraph(a))).isEqualTo("a<-[b]");
        });
    }

    @Test
    void thePrintedGraphHasAsynciosForm() {
        inALoop(() -> {
            Task<Boolean> worker = createTask(outermost(), "worker");
            createTask(async(() -> await(worker)), "boss");
            await(sleep(0));
            assertThat(withoutNumbers(captureCallGraph(worker).format())).isEqualTo("""
                            * Task(name='worker', id=0x#)
                              + Call stack:
                              |   File 'CallGraphTest.java', line #, in middle()
                              |   File 'CallGraphTest.java', line #, in outermost()
                              + Awaited by:
                                * Task(name='boss', id=0x#)
                                  + Call stack:
                                  |   File 'CallGraphTest.java', line #, in thePrintedGraphHasAsynciosForm()
                            """);
            var future = getRunningLoop().createFuture();
            assertThat(withoutNumbers(captureCallGraph(future).format())).isEqualTo("* Future(id=0x#)\n");
        });
    }

    @Test
    void printingGoesToStandardOutput() {
        assertThat(printed(() -> {
                    Asyncio.printCallGraph();
                    Asyncio.printCallGraph(createTask(middle(), "sleeper"));
                }))
                .contains("in printingGoesToStandardOutput()")
                .contains("* Task(name='sleeper'");
    }

    @Test
    void printingKeepsToALimit() {
        assertThat(printed(() -> {
                    var waiting = createTask(outermost(), "waiting");
                    await(sleep(0));
                    Asyncio.printCallGraph(waiting, 1);
                    Asyncio.printCallGraph(waiting, -1);
                }))
                .containsSubsequence("in middle()", "* Task", "in outermost()")
                .containsOnlyOnce("in middle()")
                .containsOnlyOnce("in outermost()");
    }

    @Test
    void aTaskPrintsItsStackOrThatOfItsError() {
        assertThat(printed(() -> {
                    var waiting = createTask(outermost(), "waiting");
                    waiting.printStack();
                    await(sleep(0));
                    waiting.printStack();
                    var failed = createTask(async(() -> fail()), "failed");
                    await(waitTasks(List.of(failed)));
                    failed.printStack();
                }))
                .isEqualTo("""
                        No stack for <Task pending name='waiting'>
                        Stack for <Task pending name='waiting' wait_for=<AsyncEvent [unset, waiters:1]>> (most recent call last):
                          File 'CallGraphTest.java', line #, in outermost()
                          File 'CallGraphTest.java', line #, in middle()
                        Traceback for <Task finished name='failed' exception=java.lang.IllegalStateException: no> (most recent call last):
                          File 'CallGraphTest.java', line #, in aTaskPrintsItsStackOrThatOfItsError()
                          File 'CallGraphTest.java', line #, in fail()
                        java.lang.IllegalStateException: no
                        """);
    }

    @Test
    void aStackCanBeCutToTheNewestFramesAndATracebackToTheOldest() {
        inALoop(() -> {
            var waiting = createTask(outermost());
            var failed = createTask(async(() -> fail()));
            await(waitTasks(List.of(failed)));
            assertThat(methods(waiting.getStack())).containsExactly("middle", "outermost");
            assertThat(methods(waiting.getStack(1))).containsExactly("middle");
            assertThat(methods(failed.getStack()).getFirst()).isEqualTo("fail");
            assertThat(methods(failed.getStack(1))).doesNotContain("fail").hasSize(1);
            assertThat(waiting.getStack(0)).isEmpty();
            assertThat(methods(Objects.requireNonNull(currentTask()).getStack(1)))
                    .singleElement()
                    .asString()
                    .contains("aStackCanBeCut");
            waiting.cancel();
        });
    }

    @Test
    void theTasksOfAnotherLoopCanBeSeen() {
        try (var loop = new EventLoop()) {
            var task = loop.createTask(middle());
            assertThat(allTasks(loop)).containsExactly(task);
            assertThat(currentTask(loop)).isNull();
            task.cancel();
            loop.step();
            assertThat(allTasks(loop)).isEmpty();
        }
    }

    private static void fail() {
        throw new IllegalStateException("no");
    }

    private static String printed(Body body) {
        var standard = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            inALoop(body);
        } finally {
            System.setOut(standard);
        }
        return withoutNumbers(bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void withoutATaskThereIsNoGraphAndWithoutALoopAnError() {
        assertThatThrownBy(Asyncio::captureCallGraph)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("capture_call_graph() is called outside of a running event loop and no *future* to"
                        + " introspect was provided");
        inALoop(() -> {
            var graphs = new ArrayList<@Nullable FutureCallGraph>();
            getRunningLoop().callSoon(() -> graphs.add(captureCallGraph()));
            await(sleep(0));
            assertThat(graphs).hasSize(1).containsOnlyNulls();
        });
    }

    private interface Wait {
        void on(Task<Boolean> worker);
    }

    private static String awaiterOf(Wait wait) {
        var shape = new AtomicReference<String>();
        inALoop(() -> {
            var worker = createTask(middle(), "worker");
            createTask(async(() -> wait.on(worker)), "waiter");
            await(sleep(0));
            await(sleep(0));
            shape.set(shape(captureCallGraph(worker)));
        });
        return shape.get();
    }

    private static void inALoop(Body body) {
        run(async(body));
    }

    private static List<String> methods(FutureCallGraph graph) {
        return methods(graph.callStack());
    }

    private static List<String> methods(List<StackTraceElement> frames) {
        return frames.stream()
                .map(StackTraceElement::getMethodName)
                .map(name -> name.replaceAll("lambda\\$(.*)\\$\\d+", "$1"))
                .toList();
    }

    private static String shape(FutureCallGraph graph) {
        String name = graph.future() instanceof Task<?> task ? task.getName() : "future";
        var awaiters = graph.awaitedBy().stream().map(CallGraphTest::shape).toList();
        return awaiters.isEmpty() ? name : name + "<-" + awaiters;
    }

    private static String withoutNumbers(String text) {
        return text.replaceAll("0x[0-9a-f]+", "0x#").replaceAll("line \\d+", "line #");
    }
}
