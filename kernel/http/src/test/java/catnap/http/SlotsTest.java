package catnap.http;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Asyncio.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import catnap.asyncio.LoopSnapshot;
import org.junit.jupiter.api.Test;

/// Who waits for a connection says so.
class SlotsTest {
    @Test
    void aTaskInLineWaitsForAFreeConnection() {
        run(async(() -> {
            var slots = new Slots(1, 0);
            assertThat(slots.tryTake("host")).isTrue();
            var next = createTask(async(() -> await(slots.line(getRunningLoop(), "host"))), "next");
            await(sleep(0));
            assertThat(getRunningLoop().snapshot().waiting())
                    .extracting(wait -> wait.task().getName(), LoopSnapshot.Wait::on)
                    .containsExactly(tuple("next", "free connection"));
            slots.release("host");
            await(next);
        }));
    }
}
