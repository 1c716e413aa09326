package catnap.kernel.picture;

import static catnap.kernel.picture.Pictures.timeline;
import static catnap.kernel.picture.Pictures.timelines;
import static org.assertj.core.api.Assertions.assertThat;

import catnap.asyncio.Coroutine;
import catnap.asyncio.LoopClock;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextTimelineTest {
    private static String text(Coroutine<@Nullable Void> lesson) {
        return timeline(lesson, LoopClock.virtual()).text();
    }

    @Test
    void aGatherTakesTheTimeOfItsSlowest() {
        assertThat(text(Lessons.gathered(5))).isEqualTo("""
                6 tasks took 0.30 s; one after another 1.40 s: 4.7 times as fast

                           0                0.1               0.2          0.3 s
                gathered   #------------------- gather of 5 -------------------# finished 0.30 s
                  fetch 1  #------------------- sleep 0.3 s -------------------# finished 0.30 s
                  fetch 2  #------------------- sleep 0.3 s -------------------# finished 0.30 s
                  fetch 3  #---------- sleep 0.2 s -----------#                  finished 0.20 s
                  fetch 4  #------------------- sleep 0.3 s -------------------# finished 0.30 s
                  fetch 5  #------------------- sleep 0.3 s -------------------# finished 0.30 s
                event loop #..................................#................# idle 100 %
                > 0.3 s fetch 5 wakes up gathered

                # running   - waiting   . loop idle""");
    }

    @Test
    void oneAfterAnotherTakesTheTimeOfAll() {
        assertThat(text(Lessons.sequential())).isEqualTo("""
                1 task took 0.90 s

                           0                            0.5 s
                sequential #- sleep 0.3 s --#-- sleep 0.3 s --#- sleep 0.3 s --# finished 0.90 s
                event loop #................#.................#................# idle 100 %

                # running   - waiting   . loop idle""");
    }

    @Test
    void aCancelledTaskShowsWhenItWasAskedAndHowItCleanedUp() {
        assertThat(text(Lessons.cancelling())).isEqualTo("""
                2 tasks took 0.50 s; no faster than one after another

                           0                   0.2                  0.4 s
                main       #-------- sleep 0.3 s ---------#--- task worker ---# finished 0.50 s
                  worker   #--------- sleep 5 s ----------C--- sleep 0.2 s ---X cancelled 0.50 s
                event loop #..............................#...................# idle 100 %
                > 0.3 s main cancels worker
                > 0.5 s worker wakes up main

                # running   - waiting   . loop idle   C cancel requested   X cancelled""");
    }

    @Test
    void aQueueShowsWhoWaitsForWhom() {
        assertThat(text(Lessons.producerAndConsumer())).isEqualTo("""
                3 tasks took 0.40 s; no faster than one after another

                           0                         0.2                   0.4 s
                main       #------------------- gather of 2 -------------------# finished 0.40 s
                  producer #-- queue ---#-- queue ---#                           finished 0.20 s
                  consumer #-- 0.1 s ---#-- 0.1 s ---#-- 0.1 s ---#-- 0.1 s ---# finished 0.40 s
                event loop #............#............#............#............# idle 100 %
                > 0 s consumer wakes up producer
                > 0.1 s consumer wakes up producer
                > 0.2 s consumer wakes up producer
                > 0.4 s consumer wakes up main

                # running   - waiting   . loop idle""");
    }

    @Test
    void aGroupCancelsTheOthersAndAGatherLetsThemRun() {
        var runs = new LinkedHashMap<String, Coroutine<@Nullable Void>>();
        runs.put("TaskGroup", Lessons.groupFails());
        runs.put("gather", Lessons.gatherFails());
        assertThat(timelines(runs, LoopClock.virtual()).text()).isEqualTo("""
                TaskGroup: 4 tasks took 0.20 s; one after another 0.50 s: 2.5 times as fast; it failed

                           0                         0.1                  0.2 s
                main       #------------------- group of 3 ------------------CF failed 0.20 s
                  slow     #------------------ sleep 0.5 s ------------------CX cancelled 0.20 s
                  fails    #------------------ sleep 0.2 s -------------------F failed 0.20 s
                  quick    #------ sleep 0.1 s ------#                          finished 0.10 s
                event loop #.........................#........................# idle 100 %
                > 0.2 s slow wakes up main
                * main failed: ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
                * fails failed: IllegalStateException: no cats

                gather: 4 tasks took 0.20 s; one after another 0.50 s: 2.5 times as fast; it failed

                           0                         0.1                  0.2 s
                main       #------------------ gather of 3 -------------------F failed 0.20 s
                  slow     #------------------- sleep 0.5 s ------------------- not ended 0.20 s
                  fails    #------------------ sleep 0.2 s -------------------F failed 0.20 s
                  quick    #------ sleep 0.1 s ------#                          finished 0.10 s
                event loop #.........................#........................# idle 100 %
                > 0.2 s fails wakes up main
                * main failed: IllegalStateException: no cats
                * fails failed: IllegalStateException: no cats

                # running   - waiting   . loop idle   C cancel requested   X cancelled   F failed""");
    }

    @Test
    void manyTasksOfOneNameAreOneGroup() {
        assertThat(text(Lessons.gathered(2000))).isEqualTo("""
                2001 tasks took 0.30 s; one after another 533 s: 1778 times as fast

                              0               0.1              0.2         0.3 s
                gathered      #---------------- gather of 2000 ----------------# finished 0.30 s
                  fetch ×2000 99999999999999999999999999999999996666666666666666 2000 finished
                event loop    #................................#...............# idle 100 %
                > 0.3 s fetch ×2000 wakes up gathered

                # running   - waiting   . loop idle   0-9 how many tenths of a group are there""");
    }

    @Test
    void noLineIsLongerThanATerminalIsWide() {
        for (String line : text(Lessons.gathered(30)).split("\n", -1))
            assertThat(line).hasSizeLessThanOrEqualTo(80);
    }
}
