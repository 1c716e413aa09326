package catnap.kernel.picture;

import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.gather;
import static catnap.kernel.picture.Pictures.trace;
import static org.assertj.core.api.Assertions.assertThat;

import catnap.asyncio.LoopClock;
import catnap.asyncio.trace.Trace;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The exported JSON, held against Chrome's description of the Trace Event Format.
class PerfettoTest {
    private static final Map<String, Set<String>> NEEDED = Map.of(
            "X", Set.of("name", "pid", "tid", "ts", "dur"),
            "M", Set.of("name", "pid", "tid", "args"),
            "i", Set.of("name", "pid", "tid", "ts", "s"),
            "s", Set.of("name", "cat", "pid", "tid", "ts", "id"),
            "f", Set.of("name", "cat", "pid", "tid", "ts", "id", "bp"));

    private static List<JsonObject> events(String json) {
        JsonObject root = JsonParser.parseString(json).getAsJsonObject();
        return StreamSupport.stream(root.getAsJsonArray("traceEvents").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    @Test
    void everyEventHasWhatItsPhaseNeeds() {
        Trace trace = trace(Lessons.groupFails(), LoopClock.virtual());
        List<JsonObject> events = events(trace.toPerfettoJson());
        assertThat(events.stream().map(event -> event.get("ph").getAsString())).contains("X", "M", "i");
        for (JsonObject event : events) {
            assertThat(NEEDED).containsKey(event.get("ph").getAsString());
            assertThat(event.keySet()).containsAll(NEEDED.get(event.get("ph").getAsString()));
            if (event.has("dur")) assertThat(event.get("dur").getAsDouble()).isNotNegative();
        }
    }

    @Test
    void slicesOfOneTrackDoNotOverlapAndLastAsLongAsTheTrace() {
        Trace trace = trace(Lessons.gathered(5), LoopClock.virtual());
        List<JsonObject> slices = events(trace.toPerfettoJson()).stream()
                .filter(event -> event.get("ph").getAsString().equals("X"))
                .toList();
        assertThat(slices.stream().mapToDouble(PerfettoTest::end).max()).hasValue(300_000);
        for (JsonObject slice : slices) {
            assertThat(slices)
                    .noneMatch(other -> other != slice
                            && other.get("tid").equals(slice.get("tid"))
                            && other.get("ts").getAsDouble() < end(slice)
                            && slice.get("ts").getAsDouble() < end(other));
        }
    }

    private static double end(JsonObject slice) {
        return slice.get("ts").getAsDouble() + slice.get("dur").getAsDouble();
    }

    @Test
    void namesMayHoldAnything(@TempDir Path folder) throws Exception {
        String name = "a \"quoted\" \\ name\n\u0001";
        Path file = folder.resolve("trace.json");
        trace(Lessons.named("main", () -> await(gather(Lessons.fetch(name, 1)))), LoopClock.virtual())
                .toPerfetto(file);
        assertThat(events(Files.readString(file)).stream()
                        .filter(event -> event.get("ph").getAsString().equals("M"))
                        .map(event -> event.getAsJsonObject("args").get("name").getAsString()))
                .contains(name);
    }
}
