package catnap.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void whoAsksBeforeTheSessionIsWarmIsAnsweredWhenItIs() throws Exception {
        try (var session = Session.start()) {
            var answer = new FutureTask<>(() -> session.isComplete("if (true) {"));
            var asking = Thread.ofPlatform().daemon().start(answer);
            while (asking.getState() != Thread.State.WAITING && !answer.isDone()) Thread.onSpinWait();
            session.warmUp();
            assertThat(answer.get(60, TimeUnit.SECONDS).status()).isEqualTo(Completeness.Status.INCOMPLETE);
        }
    }
}
