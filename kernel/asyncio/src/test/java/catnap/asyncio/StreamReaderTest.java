package catnap.asyncio;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.each;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Story.attempt;
import static catnap.asyncio.Story.outcome;
import static catnap.asyncio.Story.told;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a reader does that CPython's does not print; the rest is in the conformance programs.
class StreamReaderTest {
    private static StreamReader of(String... parts) {
        var reader = new StreamReader();
        for (String part : parts) reader.feedData(part.getBytes(UTF_8));
        reader.feedEof();
        return reader;
    }

    private static String text(Coroutine<byte[]> read) {
        return new String(await(read), UTF_8);
    }

    @Test
    void linesAndAllOfItComeAsText() {
        var lines = told(story -> {
            story.log(await(of("grüß ", "dich\n").readText()).strip());
            StreamReader reader = of("première\nzweite\r\n\nlast");
            story.log(await(reader.readlineText()).strip());
            for (String line : each(reader.lines())) story.log("[" + line + "]");
            story.log("[" + await(reader.readlineText()) + "]");
        });
        assertThat(lines).containsExactly("grüß dich", "première", "[zweite]", "[]", "[last]", "[]");
    }

    @Test
    void theShortestMatchOfSeveralSeparatorsCounts() {
        var lines = told(story -> {
            StreamReader reader = of("one;two,three;,four");
            for (int i = 0; i < 3; i++) {
                story.log(text(reader.readuntil(";,".getBytes(UTF_8), ",".getBytes(UTF_8), ";".getBytes(UTF_8))));
            }
            story.log(text(reader.readuntil(",")), outcome(reader.readuntil()));
            story.log(attempt(() -> reader.readuntil(new byte[0][])));
        });
        assertThat(lines)
                .containsExactly(
                        "one;",
                        "two,",
                        "three;",
                        ", IncompleteReadException(4 bytes read on a total of undefined expected bytes)",
                        "IllegalArgumentException(Separator should contain at least one element)");
    }

    @Test
    void bytesInManyPiecesStayInOrder() {
        var random = new Random(7);
        var expected = new ByteArrayOutputStream();
        var read = new ByteArrayOutputStream();
        run(async(() -> {
            var reader = new StreamReader();
            for (int i = 0; i < 2_000; i++) {
                byte[] piece = new byte[random.nextInt(300)];
                random.nextBytes(piece);
                expected.writeBytes(piece);
                reader.feedData(piece);
                read.writeBytes(await(reader.readexactly(random.nextInt(expected.size() - read.size() + 1))));
            }
            reader.feedEof();
            read.writeBytes(await(reader.read()));
        }));
        assertThat(read.toByteArray()).isEqualTo(expected.toByteArray());
    }

    @Test
    void nothingComesAfterTheEnd() {
        var lines = told(story -> {
            StreamReader reader = of("x");
            story.log(attempt(() -> reader.feedData(new byte[1])));
            story.log(reader.toString(), await(reader.read()).length, reader.atEof());
        });
        assertThat(lines)
                .containsExactly(
                        "IllegalStateException(feed_data after feed_eof)", "<StreamReader 1 bytes eof> 1 true");
    }

    @Test
    void aReaderBelongsToALoop() {
        assertThat(attempt(() -> new StreamReader()))
                .isEqualTo(
                        "IllegalStateException(no running event loop: StreamReader needs one; call it inside run(...))");
    }
}
