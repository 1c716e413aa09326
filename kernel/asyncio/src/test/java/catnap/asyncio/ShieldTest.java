package catnap.asyncio;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.shield;
import static catnap.asyncio.Story.outcome;
import static catnap.asyncio.Story.passes;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShieldTest {
    @Test
    void cancellingTheShieldLetsTheThingRunOn() {
        assertThat(Story.told(story -> {
                    var inner = createTask(story.worker("inner", 3));
                    var caller = createTask(async(() -> await(shield(inner))));
                    passes(1);
                    caller.cancel("not you");
                    story.log(outcome(caller), inner.done());
                    story.log(await(inner));
                }))
                .containsExactly(
                        "inner 0", "inner 1", "inner 2", "CancelledError(not you) false", "inner end", "inner");
    }

    @Test
    void aThingThatIsCancelledCancelsTheShield() {
        assertThat(Story.told(story -> {
                    var inner = createTask(story.forever("t"));
                    var shield = shield(inner);
                    passes(1);
                    inner.cancel("in");
                    story.log(outcome(shield), shield.cancelled());
                }))
                .containsExactly("t cancelled in", "t finally", "CancelledError() true");
    }

    @Test
    void resultsAndErrorsPassThrough() {
        assertThat(Story.told(story -> {
                    story.log(outcome(shield(story.worker("w", 0))));
                    story.log(outcome(shield(story.boom("x", 1))));
                }))
                .containsExactly("w end", "w", "IllegalArgumentException(x)");
    }

    @Test
    void aThingThatIsDoneNeedsNoShield() {
        assertThat(Story.told(story -> {
                    var done = getRunningLoop().<Integer>createFuture();
                    done.setResult(1);
                    story.log(shield(done) == done);
                }))
                .containsExactly("true");
    }

    @Test
    void aFailureBehindACancelledShieldIsReportedOnce() {
        assertThat(Story.told(story -> {
                    var inner = createTask(story.boom("x", 5));
                    var one = shield(inner);
                    var other = shield(inner);
                    passes(1);
                    one.cancel();
                    other.cancel();
                    passes(8);
                }))
                .containsExactly("handler: IllegalArgumentException exception in shielded future");
    }
}
