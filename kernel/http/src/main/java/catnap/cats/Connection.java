package catnap.cats;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The server's side of one HTTP/1.1 connection: reads a request, writes its answer, and goes on to the next.
final class Connection {
    /// A request without its body, which no cat reads.
    record Request(String method, URI target) {}

    /// An answer; its headers beside type and length, if any, each end with a line break.
    record Answer(int status, String reason, String headers, String json) {}

    interface Handler {
        Answer answer(Request request) throws InterruptedException;
    }

    private static final int MAX_LINE_BYTES = 16 * 1024;
    private static final int MAX_HEADERS = 100;

    private final InputStream in;
    private final OutputStream out;

    Connection(InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in);
        this.out = out;
    }

    /// Serves one request.
    ///
    /// @return whether another may follow
    boolean answerNext(Handler handler) throws IOException, InterruptedException {
        var line = line();
        if (line == null) return false;
        var parts = line.split(" ", -1);
        var headers = headers();
        if (parts.length != 3 || headers.containsKey("transfer-encoding")) return refuse();
        Request request;
        try {
            in.skipNBytes(Long.parseLong(headers.getOrDefault("content-length", "0")));
            request = new Request(parts[0], URI.create(parts[1]));
        } catch (IllegalArgumentException _) {
            return refuse();
        }
        write(handler.answer(request), request.method().equals("HEAD"));
        return parts[2].equals("HTTP/1.1")
                && !headers.getOrDefault("connection", "").equalsIgnoreCase("close");
    }

    private boolean refuse() throws IOException {
        write(new Answer(400, "Bad Request", "Connection: close\r\n", "{\"message\":\"Bad Request\"}"), false);
        return false;
    }

    private Map<String, String> headers() throws IOException {
        var headers = new HashMap<String, String>();
        for (var line = line(); line != null && !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 0 || headers.size() == MAX_HEADERS) throw new IOException("malformed request");
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    /// The next line without its end, or null where the client has hung up.
    private @Nullable String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 && line.size() == 0) return null;
            if (next < 0) throw new EOFException();
            if (line.size() == MAX_LINE_BYTES) throw new IOException("line too long");
            if (next != '\r') line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private void write(Answer answer, boolean headOnly) throws IOException {
        var body = answer.json().getBytes(StandardCharsets.UTF_8);
        var head = "HTTP/1.1 " + answer.status() + " " + answer.reason() + "\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length + "\r\n" + answer.headers() + "\r\n";
        // One write, one packet: no client sees a head without its body unless the network splits them.
        var packet = new ByteArrayOutputStream();
        packet.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        if (!headOnly) packet.writeBytes(body);
        packet.writeTo(out);
        out.flush();
    }
}
