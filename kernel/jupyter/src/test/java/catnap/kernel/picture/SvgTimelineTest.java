package catnap.kernel.picture;

import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.gather;
import static catnap.kernel.picture.Pictures.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import catnap.asyncio.Coroutine;
import catnap.asyncio.LoopClock;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class SvgTimelineTest {
    private static Timeline<@Nullable Void> draw(Coroutine<@Nullable Void> lesson) {
        return timeline(lesson, LoopClock.virtual());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<script>alert(1)</script>", "a & b", "\"><img src=x>", "]]>", "\u0000\u001b[31m\uFFFE", "\uD800"
            })
    void whateverATaskIsCalledThePictureIsXmlAndHasItsNameAsText(String name) {
        var picture = draw(Lessons.named("main", () -> await(gather(Lessons.fetch(name, 0.1)))));
        Element svg = SvgReader.parse(picture.svg());
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(svg.getElementsByTagName("img").getLength()).isZero();
        String printable = name.replaceAll("[\\p{Cntrl}\\uFFFE\\uD800]", "");
        assertThat(svg.getTextContent()).contains(printable.substring(0, Math.min(5, printable.length())));
    }

    @Test
    void thePictureTellsItsFactsToThoseWhoDoNotSeeIt() {
        var picture = draw(Lessons.gathered(5));
        String facts = "Timeline: 6 tasks took 0.30 s; one after another 1.40 s: 4.7 times as fast";
        assertThat(picture.alt()).isEqualTo(facts);
        Element svg = SvgReader.parse(picture.svg());
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(facts);
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).isEqualTo(picture.text());
    }

    @Test
    void thePictureNeedsNothingFromOutside() {
        assertThat(draw(Lessons.groupFails()).svg())
                .contains("@media(prefers-color-scheme:dark)")
                .doesNotContain("<script", "href", "@import", "onload")
                .satisfies(svg -> assertThat(svg.replace("http://www.w3.org/2000/svg", ""))
                        .doesNotContain("//"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 40, 100, 2000})
    void aPictureOfAnyNumberOfTasksIsSmall(int tasks) {
        String svg = draw(Lessons.gathered(tasks)).svg();
        assertThat(svg.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(100_000);
        SvgReader.parse(svg);
    }

    @Test
    void aTimelineOfACoroutineThatFailsIsDrawnAndItsResultThrows() {
        var picture = draw(Lessons.gatherFails());
        assertThat(picture.text()).contains("fails failed: IllegalStateException: no cats");
        assertThatThrownBy(picture::result)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no cats");
    }
}
