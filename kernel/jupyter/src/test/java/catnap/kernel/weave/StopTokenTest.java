package catnap.kernel.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StopTokenTest {
    private final StopToken token = new StopToken("cell 1");

    @AfterEach
    void release() {
        token.release();
        StopCheck.ownedBy(() -> null);
    }

    @Test
    void codeIsCheckedOnlyWhileSomeCellIsStopped() {
        assertThat(StopCheck.armed).isFalse();
        token.stop();
        assertThat(StopCheck.armed).isTrue();
        token.release();
        assertThat(StopCheck.armed).isFalse();
    }

    @Test
    void aStopIsDeliveredOnceAndThenCleaningUpIsAllowed() {
        StopCheck.ownedBy(() -> token);
        token.stop();
        assertThatThrownBy(StopCheck::check).isInstanceOf(CellStopped.class);
        StopCheck.check();
    }

    @Test
    void aHandlerNeverKeepsAStop() {
        StopCheck.ownedBy(() -> token);
        token.stop();
        token.delivered();
        StopCheck.check();
        assertThatThrownBy(StopCheck::checkHandler).isInstanceOf(CellStopped.class);
    }

    @Test
    void otherCellsGoOn() {
        StopCheck.ownedBy(() -> new StopToken("cell 2"));
        token.stop();
        StopCheck.check();
        StopCheck.checkHandler();
    }

    @Test
    void whatACellWaitsForIsClosedWithIt() {
        var closed = new ArrayList<String>();
        AutoCloseable first = () -> closed.add("closed");
        AutoCloseable broken = () -> {
            throw new IllegalStateException("broken");
        };
        token.closes(broken);
        token.closes(first);
        token.closeResources();
        assertThat(closed).containsExactly("closed");
    }
}
