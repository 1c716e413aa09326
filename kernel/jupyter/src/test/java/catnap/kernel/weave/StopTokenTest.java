package catnap.kernel.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StopTokenTest {
    private final StopToken token = new StopToken("cell 1");
    private final Thread here = Thread.currentThread();

    @AfterEach
    void release() {
        token.release();
        StopCheck.ownedBy(() -> null);
    }

    /// The token is this thread's alone: code that another test has left behind must not be told in its place.
    private void own(StopToken ours) {
        StopCheck.ownedBy(() -> Thread.currentThread() == here ? ours : null);
    }

    @Test
    void codeIsCheckedOnlyWhileSomeCellIsStopped() {
        boolean others = StopCheck.armed; // another test may have left a cell that nothing stops
        token.stop();
        assertThat(StopCheck.armed).isTrue();
        token.release();
        assertThat(StopCheck.armed).isEqualTo(others);
    }

    @Test
    void aStopIsDeliveredOnceAndThenCleaningUpIsAllowed() {
        own(token);
        token.stop();
        assertThatThrownBy(StopCheck::check).isInstanceOf(CellStopped.class);
        StopCheck.check();
    }

    @Test
    void aHandlerNeverKeepsAStop() {
        own(token);
        token.stop();
        token.delivered(here);
        StopCheck.check();
        assertThatThrownBy(StopCheck::checkHandler).isInstanceOf(CellStopped.class);
    }

    @Test
    void otherCellsGoOn() {
        own(new StopToken("cell 2"));
        token.stop();
        StopCheck.check();
        StopCheck.checkHandler();
    }

    @Test
    void whatACellWaitsForIsClosedWithIt() {
        var closed = new ArrayList<String>();
        token.closes("socket", _ -> {
            throw new IllegalStateException("broken");
        });
        token.closes("server", _ -> closed.add("closed"));
        token.closeResources();
        assertThat(closed).containsExactly("closed");
    }
}
