package catnap.asyncio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoopRunTest {
    @Test
    void aRunIsCancelledOnceItIsAsked() {
        try (var loop = new EventLoop()) {
            var run = new LoopRun(loop, Current.get());
            assertThat(run.cancel()).isTrue();
            assertThat(run.cancel()).isTrue();
            assertThat(run.end()).isTrue();
        }
    }

    @Test
    void whoComesTooLateIsToldSoAndStopsNoLaterRun() {
        try (var loop = new EventLoop()) {
            var run = new LoopRun(loop, Current.get());
            assertThat(run.end()).isFalse();
            assertThat(run.cancel()).isFalse();
            assertThat(loop.agenda.inbox.isEmpty()).isTrue();
        }
    }

    @Test
    void aLoopThatIsClosedMeanwhileRefusesNobody() {
        var loop = new EventLoop();
        var run = new LoopRun(loop, Current.get());
        loop.close();
        assertThat(run.cancel()).isTrue();
        assertThat(run.end()).isTrue();
    }

    @Test
    void whatARunLeavesBehindStopsNoLaterRun() {
        try (var loop = new EventLoop()) {
            var run = new LoopRun(loop, Current.get());
            run.cancel();
            run.end();
            assertThat(loop.<String>runUntilComplete(Asyncio.async(() -> "again")))
                    .isEqualTo("again");
        }
    }
}
