package catnap.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bytes go through a relay as they came, both ways, for each connection on its own.
class UnixRelayTest {
    private Path folder;
    private Path path;
    private ServerSocket kernel;

    // Not JUnit's folder: the path of a Unix socket must be short.
    @BeforeEach
    void open() throws IOException {
        folder = Files.createTempDirectory(Path.of("/tmp"), "relay");
        path = folder.resolve("k-1");
        kernel = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        kernel.close();
        Files.deleteIfExists(path);
        Files.delete(folder);
    }

    private UnixRelay relay() throws IOException {
        return UnixRelay.listen(path, kernel.getLocalPort());
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(path));
    }

    private static void send(SocketChannel channel, String text) throws IOException {
        var _ = channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void bytesGoBothWaysAndAnEndIsPassedOn() throws Exception {
        try (var _ = relay();
                var client = connect();
                var accepted = kernel.accept()) {
            send(client, "ping");
            assertThat(accepted.getInputStream().readNBytes(4)).asString().isEqualTo("ping");
            accepted.getOutputStream().write("pong".getBytes(StandardCharsets.UTF_8));
            accepted.shutdownOutput();
            assertThat(Channels.newInputStream(client).readAllBytes())
                    .asString()
                    .isEqualTo("pong");
            client.shutdownOutput();
            assertThat(accepted.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void muchArrivesWhole() throws Exception {
        var much = new byte[20_000_000];
        new Random(7).nextBytes(much);
        try (var _ = relay();
                var client = connect();
                var accepted = kernel.accept()) {
            var sender = Thread.startVirtualThread(() -> {
                try {
                    accepted.getOutputStream().write(much);
                    accepted.shutdownOutput();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(Channels.newInputStream(client).readAllBytes()).isEqualTo(much);
            sender.join();
        }
    }

    @Test
    void connectionsAreApart() throws Exception {
        try (var _ = relay();
                var one = connect();
                var first = kernel.accept();
                var two = connect();
                var second = kernel.accept()) {
            send(two, "two");
            send(one, "one");
            assertThat(first.getInputStream().readNBytes(3)).asString().isEqualTo("one");
            assertThat(second.getInputStream().readNBytes(3)).asString().isEqualTo("two");
        }
    }

    /// A client of a kernel and a relay that are closed as soon as the kernel has spoken.
    private SocketChannel lastWords() throws IOException {
        try (var _ = relay()) {
            var client = connect();
            try (var accepted = kernel.accept()) {
                accepted.getOutputStream().write("last words".getBytes(StandardCharsets.UTF_8));
            }
            return client;
        }
    }

    @Test
    void whatWasSentBeforeTheEndArrives() throws Exception {
        try (var client = lastWords()) {
            assertThat(Channels.newInputStream(client).readAllBytes())
                    .asString()
                    .isEqualTo("last words");
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void theSocketOfAKernelThatIsGoneIsReplaced() throws Exception {
        try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(path));
        }
        assertThat(path).exists();
        try (var _ = relay();
                var client = connect();
                var _ = kernel.accept()) {
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void aSocketThatSomebodyServesIsLeftAlone() throws Exception {
        try (var _ = relay()) {
            assertThatThrownBy(this::relay).isInstanceOf(IOException.class);
            assertThat(path).exists();
        }
    }
}
