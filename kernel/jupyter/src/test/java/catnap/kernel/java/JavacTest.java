package catnap.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JavacTest {
    private final Javac javac = new Javac("");

    @Test
    void theClassesOfACellWaitForTheRunThatIsUnderWay() throws InterruptedException {
        assertWaitsForARun(() -> javac.publish(getClass().getClassLoader(), Map.of("REPL.Cell1", new byte[0])));
        assertThat(javac.files().news()).hasSize(1);
    }

    @Test
    void packagesAreListedBetweenTheRuns() throws InterruptedException {
        assertWaitsForARun(() -> javac.typesOf("java.util"));
    }

    private void assertWaitsForARun(Runnable work) throws InterruptedException {
        var thread = Thread.ofPlatform().unstarted(work);

        var state = javac.run(Map.of("A", "class A { }"), _ -> {
            thread.start();
            while (thread.getState() != Thread.State.BLOCKED && thread.isAlive()) Thread.onSpinWait();
            return thread.getState();
        });

        assertThat(state).isEqualTo(Thread.State.BLOCKED);
        thread.join();
    }
}
