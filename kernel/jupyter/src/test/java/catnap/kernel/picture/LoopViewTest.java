package catnap.kernel.picture;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.kernel.picture.Pictures.loopView;
import static catnap.kernel.picture.Pictures.taskTree;
import static org.assertj.core.api.Assertions.assertThat;

import catnap.asyncio.AsyncLock;
import catnap.asyncio.EventLoop;
import catnap.asyncio.LoopClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopViewTest {
    private final EventLoop loop = new EventLoop(LoopClock.virtual(), null);

    @BeforeEach
    void someTasks() {
        var lock = new AsyncLock();
        var first = loop.createTask(
                async(() -> {
                    await(lock.acquire());
                    await(sleep(0.5));
                    lock.release();
                }),
                "first");
        var second = loop.createTask(
                async(() -> {
                    await(lock.acquire());
                    lock.release();
                }),
                "second");
        loop.createTask(async(() -> await(gather(first, second))), "main");
    }

    @AfterEach
    void close() {
        loop.setExceptionHandler((_, _) -> {});
        loop.close();
    }

    @Test
    void whatIsDueStandsInTheOrderInWhichItWillRun() {
        assertThat(loopView(loop).text()).isEqualTo("""
                The event loop at 0.000 s: nothing is running

                Ready: the next pass runs these, in this order
                  1. first begins
                  2. second begins
                  3. main begins

                Timers, soonest first
                  no timer runs

                Waiting tasks
                  no task waits""");
    }

    @Test
    void aStepOfTheLoopShowsWhatEverybodyWaitsForNow() {
        loop.step();
        assertThat(loopView(loop).text()).isEqualTo("""
                The event loop at 0.000 s: nothing is running

                Ready: the next pass runs these, in this order
                  nothing is due

                Timers, soonest first
                  in 0.500 s  wakes first

                Waiting tasks
                  first   sleep until 0.5  woken by its timer
                  second  lock             woken by release() of the lock
                  main    gather of 2      woken by the end of first, second""");
    }

    @Test
    void theViewCanBeSteppedItself() {
        assertThat(loopView(loop).step().text())
                .isEqualTo(loopView(loop).text())
                .contains("wakes first");
    }

    @Test
    void underEachTaskStandThoseThatItAwaits() {
        loop.step();
        assertThat(taskTree(loop)
                        .text()
                        .lines()
                        .map(line -> line.replaceAll("  +\\S+(, line \\d+| library code).*", "")))
                .containsExactly(
                        "3 tasks", "", "Each with those below it that it awaits", "  main", "    first", "    second");
    }

    @Test
    void viewsArePicturesLikeOthers() {
        loop.step();
        assertThat(SvgReader.parse(loopView(loop).svg()).getTextContent()).contains("release() of the lock");
        assertThat(SvgReader.parse(taskTree(loop).svg()).getTextContent()).contains("second");
        assertThat(loopView(loop).alt()).startsWith("The event loop at 0.000 s: nothing is running. Ready");
    }
}
