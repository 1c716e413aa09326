package catnap.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JavacTest {
    @Test
    void theClassesOfACellWaitForTheRunThatIsUnderWay() throws InterruptedException {
        var javac = new Javac("");
        var publishing = Thread.ofPlatform()
                .unstarted(() -> javac.publish(getClass().getClassLoader(), Map.of("REPL.Cell1", new byte[0])));

        var state = javac.run(Map.of("A", "class A { }"), _ -> {
            publishing.start();
            while (publishing.getState() != Thread.State.BLOCKED && publishing.isAlive()) Thread.onSpinWait();
            return publishing.getState();
        });

        assertThat(state).isEqualTo(Thread.State.BLOCKED);
        publishing.join();
        assertThat(javac.files().news()).hasSize(1);
    }
}
