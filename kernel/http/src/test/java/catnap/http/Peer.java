package catnap.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/// A server of raw sockets on loopback, for answers that no well-behaved server gives.
final class Peer implements AutoCloseable {
    /// What the server does with each connection.
    interface Script {
        void play(Guest guest) throws Exception;
    }

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");

    private final ServerSocket door;
    private final Set<Socket> guests = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private Peer(Script script) throws IOException {
        door = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!door.isClosed()) {
                try {
                    var socket = door.accept();
                    guests.add(socket);
                    if (door.isClosed()) socket.close(); // close() may have missed it
                    Thread.ofVirtual().start(() -> serve(socket, script));
                } catch (IOException _) {
                    return;
                }
            }
        });
    }

    static Peer that(Script script) {
        try {
            return new Peer(script);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Answers every request on every connection with this.
    static Peer answering(String answer) {
        return that(guest -> {
            while (guest.hearsRequest()) guest.send(answer);
        });
    }

    /// A URL where nobody listens.
    static String nobody() {
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + door.getLocalPort() + "/";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static String answer(int status, String headers, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return "HTTP/1.1 " + status + " X\r\n" + headers + "Content-Length: " + length + "\r\n\r\n" + body;
    }

    static String json(String body) {
        return answer(200, "Content-Type: application/json\r\n", body);
    }

    String url() {
        return "http://127.0.0.1:" + door.getLocalPort() + "/";
    }

    /// All requests so far, each from its first line to its body.
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var guest : guests) guest.close();
    }

    private void serve(Socket socket, Script script) {
        try (socket) {
            socket.setTcpNoDelay(true);
            script.play(new Guest(socket));
        } catch (Exception _) {
            // The client has gone, which most of these scripts are about.
        }
    }

    /// One client's connection.
    final class Guest {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        Guest(Socket socket) throws IOException {
            this.socket = socket;
            in = socket.getInputStream();
            out = socket.getOutputStream();
        }

        /// Waits for the next request; false if the client hung up instead.
        boolean hearsRequest() throws IOException {
            var text = new StringBuilder();
            while (text.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) return false;
                text.append((char) next);
            }
            var length = LENGTH.matcher(text);
            if (length.find()) text.append(new String(body(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8));
            requests.add(text.toString());
            return true;
        }

        private byte[] body(int length) throws IOException {
            var bytes = in.readNBytes(length);
            if (bytes.length < length) throw new EOFException();
            return bytes;
        }

        void send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        /// Waits until the client closes the connection.
        void awaitHangUp() {
            try {
                while (in.read() >= 0) {}
            } catch (IOException _) {
                // A reset is a way to hang up.
            }
        }

        /// Drops the connection with a reset.
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
