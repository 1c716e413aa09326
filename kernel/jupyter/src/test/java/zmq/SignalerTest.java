package zmq;

import static org.assertj.core.api.Assertions.assertThat;

import catnap.kernel.protocol.CatnapKernel;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignalerTest {
    private static final int ROUNDS = 20_000;

    private final Ctx context = new Ctx();
    private final Signaler signaler = new Signaler(context, 1, context.errno());

    @AfterEach
    void close() throws IOException {
        signaler.close();
        context.terminate();
    }

    @Test
    void oursIsLoadedAndNotJeroMqs() {
        assertThat(place(Signaler.class)).isEqualTo(place(CatnapKernel.class)).isNotEqualTo(place(Mailbox.class));
    }

    private static Object place(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    @Test
    void whoeverIsWokenFindsTheSignalUp() throws Exception {
        var rounds = new AtomicInteger();
        int refused = 0;
        try (var selector = Selector.open()) {
            signaler.getFd().register(selector, SelectionKey.OP_READ);
            var sender = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < ROUNDS; i++) {
                    signaler.send();
                    while (rounds.get() <= i) Thread.onSpinWait();
                }
            });
            while (rounds.get() < ROUNDS) {
                selector.select(_ -> {});
                if (signaler.waitEvent(0)) {
                    signaler.recv();
                    rounds.incrementAndGet();
                } else {
                    refused++;
                }
            }
            sender.join();
        }
        assertThat(refused).isZero();
    }

    @Test
    void manySignalsAreOneUntilItIsTaken() throws IOException {
        for (int i = 0; i < 3; i++) signaler.send();
        assertThat(signaler.waitEvent(0)).isTrue();
        signaler.recv();
        assertThat(signaler.waitEvent(0)).isFalse();
        assertThat(context.errno().is(ZError.EAGAIN)).isTrue();
        assertThat(signaler.waitEvent(1)).isFalse();
        signaler.send();
        assertThat(signaler.waitEvent(-1)).isTrue();
    }

    @Test
    void anInterruptedThreadSignalsAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        signaler.send();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(signaler.waitEvent(0)).isTrue();
        Thread.currentThread().interrupt();
        signaler.recv();
        assertThat(Thread.interrupted()).isTrue();
        signaler.send();
        assertThat(signaler.waitEvent(0)).isTrue();
    }

    @Test
    void aWaitThatIsInterruptedSaysSo() {
        Thread.currentThread().interrupt();
        assertThat(signaler.waitEvent(-1)).isFalse();
        assertThat(context.errno().is(ZError.EINTR)).isTrue();
    }

    /// Two senders and a reader that waits for each command, as JeroMQ does it.
    @Test
    void noCommandIsLost() throws IOException {
        var mailbox = new Mailbox(context, "test", 2);
        var senders = new CompletableFuture<?>[2];
        for (int i = 0; i < senders.length; i++) {
            senders[i] = CompletableFuture.runAsync(() -> {
                for (int sent = 0; sent < ROUNDS; sent++) mailbox.send(new Command(null, Command.Type.STOP));
            });
        }
        for (int taken = 0; taken < senders.length * ROUNDS; taken++)
            assertThat(mailbox.recv(-1)).isNotNull();
        CompletableFuture.allOf(senders).join();
        assertThat(mailbox.recv(0)).isNull();
        mailbox.close();
    }
}
