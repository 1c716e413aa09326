package catnap.kernel.protocol;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// The headers of this kernel's own messages: one session for its life, numbered ids, dates in UTC. Any thread.
final class Headers {
    static final String PROTOCOL_VERSION = "5.4";

    // Not a random UUID: its SecureRandom costs a start-up 50 ms, and nothing here is a secret.
    private final String session = Long.toHexString(ProcessHandle.current().pid()) + "-"
            + Long.toHexString(ThreadLocalRandom.current().nextLong());
    private final AtomicLong sent = new AtomicLong();

    JsonObject next(String type) {
        var header = new JsonObject();
        header.addProperty("msg_id", session + "_" + sent.incrementAndGet());
        header.addProperty("session", session);
        header.addProperty("username", "catnap");
        header.addProperty("date", utc(Instant.now()));
        header.addProperty("msg_type", type);
        header.addProperty("version", PROTOCOL_VERSION);
        return header;
    }

    /// `2026-01-02T03:04:05.000678Z`: always with seconds and six digits, the one form jupyter_client reads as a date.
    static String utc(Instant instant) {
        // Not a DateTimeFormatter: the first one costs a start-up 30 ms.
        var time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        var text = new StringBuilder(27).append(time.toLocalDate());
        pad(text.append('T'), time.getHour(), 2);
        pad(text.append(':'), time.getMinute(), 2);
        pad(text.append(':'), time.getSecond(), 2);
        pad(text.append('.'), instant.getNano() / 1000, 6);
        return text.append('Z').toString();
    }

    private static void pad(StringBuilder text, int number, int width) {
        var digits = Integer.toString(number);
        text.repeat('0', width - digits.length()).append(digits);
    }
}
