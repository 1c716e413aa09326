package catnap.course;

import static org.assertj.core.api.Assertions.assertThat;

import catnap.course.Lesson.Cell;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every notebook of the course keeps to, so that all can read it: on a screen, on a slide, by ear.
class NotebooksTest {
    private static final int MOST_CODE_LINES = 12;
    private static final int MOST_PROSE_LINES = 30;
    private static final int MOST_COLUMNS = 120;

    private static final Set<String> TAGS =
            Set.of("raises-exception", "nbval-ignore-output", "facts", "solution", "exercise", "long");
    private static final Set<String> SLIDES = Set.of("slide", "subslide", "fragment", "skip", "notes", "-");
    private static final List<String> END = List.of("What to remember", "Questions", "Two changes to try", "Read on");

    private static final Pattern IMAGE_WITHOUT_WORDS =
            Pattern.compile("!\\[\\s*]\\(|<img(?![^>]*\\balt=\"[^\"]+\")[^>]*>");
    private static final Pattern COLOUR_ALONE = Pattern.compile(
            "\\b(red|green|blue|yellow|orange|grey|gray|purple|black|white)\\s+"
                    + "(bar|line|lane|box|part|mark|arrow|stripe|area|text|one)s?\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PICTURE = Pattern.compile("\\b(timelines?|loopView|taskTree|trace)\\(|%%timeline");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\(([^)]*)\\)");

    static Stream<Lesson> lessons() {
        return Lesson.all();
    }

    static Stream<Lesson> lessonsWithExercises() {
        return Lesson.all().filter(lesson -> lesson.number() >= 1 && lesson.number() <= 10);
    }

    static Stream<Lesson> lessonsWithPictures() {
        return Lesson.all().filter(lesson -> lesson.number() >= 2 && lesson.number() <= 10);
    }

    @Test
    void theCourseHasItsElevenNotebooksAndTheirSolutions() {
        var numbers =
                Lesson.all().map(Lesson::number).filter(number -> number <= 10).toList();
        assertThat(numbers).hasSize(22).startsWith(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void aNotebookHasOneTitleAndSkipsNoLevel(Lesson lesson) {
        var levels =
                lesson.headings().stream().map(heading -> heading.indexOf(' ')).toList();
        assertThat(levels).startsWith(1);
        assertThat(levels.stream().filter(level -> level == 1)).hasSize(1);
        for (int i = 1; i < levels.size(); i++)
            assertThat(levels.get(i)).as(lesson.headings().get(i)).isLessThanOrEqualTo(levels.get(i - 1) + 1);
    }

    @ParameterizedTest
    @MethodSource("lessonsWithExercises")
    void itsTopTellsTheGoalTheTimeAndWhatComesBefore(Lesson lesson) {
        assertThat(lesson.cells().getFirst().text())
                .startsWith("# ")
                .contains("**Goal.**", "**Time.**", "**Before this:**");
    }

    @ParameterizedTest
    @MethodSource("lessonsWithExercises")
    void itEndsWithWhatToRememberQuestionsAndChangesToTry(Lesson lesson) {
        var sections = lesson.headings().stream()
                .filter(heading -> heading.startsWith("## "))
                .map(heading -> heading.substring(3))
                .toList();
        assertThat(sections).endsWith(END.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void theKernelAndTheLanguageAreNamed(Lesson lesson) {
        var metadata = lesson.notebook().getAsJsonObject("metadata");
        assertThat(metadata.getAsJsonObject("kernelspec").get("name").getAsString())
                .isEqualTo("catnap");
        var language = metadata.getAsJsonObject("language_info");
        assertThat(language.get("name").getAsString()).isEqualTo("java");
        assertThat(language.get("mimetype").getAsString()).isEqualTo("text/x-java");
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void everyPictureIsToldInWords(Lesson lesson) {
        assertThat(IMAGE_WITHOUT_WORDS.matcher(lesson.prose()).find()).isFalse();
        for (Cell cell : lesson.cells())
            assertThat(IMAGE_WITHOUT_WORDS.matcher(cell.html()).find())
                    .as(cell.id())
                    .isFalse();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void noSentenceNeedsAColour(Lesson lesson) {
        assertThat(COLOUR_ALONE.matcher(lesson.prose()).results().map(found -> found.group()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void aLinkSaysWhereItLeads(Lesson lesson) {
        var links = LINK.matcher(lesson.prose()).results().toList();
        assertThat(links.stream().map(link -> link.group(1).strip()))
                .allMatch(text ->
                        text.length() > 3 && !text.startsWith("http") && !text.matches("(?i)(click )?here|link"));
        var withoutLinks = LINK.matcher(lesson.prose()).replaceAll("");
        assertThat(withoutLinks.replaceAll("`[^`]*`", "")).doesNotContain("http://", "https://");
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void aLinkInsideTheCourseLeadsSomewhere(Lesson lesson) {
        var files = LINK.matcher(lesson.prose())
                .results()
                .map(link -> link.group(2).replaceAll("#.*", ""))
                .filter(target -> !target.isEmpty() && !target.contains("://"));
        assertThat(files).allMatch(target -> Files.exists(lesson.file().resolveSibling(target)));
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void tagsAreKnownAndEveryCellHasItsSlide(Lesson lesson) {
        for (Cell cell : lesson.cells()) {
            assertThat(TAGS).as(cell.id()).containsAll(cell.tags());
            assertThat(SLIDES).as(cell.id()).contains(cell.slide());
        }
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void cellsAreSmall(Lesson lesson) {
        for (Cell cell : lesson.cells()) {
            if (cell.isCode()) // prose is wrapped by whoever shows it
            assertThat(cell.text().lines()).as(cell.id()).allMatch(line -> line.length() <= MOST_COLUMNS);
            int most = cell.isCode() ? MOST_CODE_LINES : MOST_PROSE_LINES;
            if (!cell.tags().contains("long"))
                assertThat(cell.text().lines().toList()).as(cell.id()).hasSizeLessThanOrEqualTo(most);
        }
    }

    @ParameterizedTest
    @MethodSource("lessonsWithExercises")
    void itHasThreeToFiveExercisesEachWithAHintAndACheck(Lesson lesson) {
        var exercises = lesson.headings().stream()
                .filter(line -> line.matches("### \\d\\.? .+"))
                .toList();
        assertThat(exercises).hasSizeBetween(3, 5);
        assertThat(lesson.prose().split("<details><summary>Hint</summary>", -1)).hasSizeGreaterThan(exercises.size());
        assertThat(lesson.cells().stream().filter(NotebooksTest::checks)).hasSizeGreaterThanOrEqualTo(exercises.size());
    }

    @ParameterizedTest
    @MethodSource("lessonsWithExercises")
    void itFailsOnPurposeAtLeastOnce(Lesson lesson) {
        assertThat(lesson.cells())
                .anyMatch(cell -> cell.tags().contains("raises-exception") && !checks(cell) && cell.fails());
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void itIsStoredAsItRan(Lesson lesson) {
        for (Cell cell : lesson.cells()) {
            if (cell.isProse()) continue;
            assertThat(cell.json().get("execution_count").isJsonNull())
                    .as(cell.id() + " was never run")
                    .isFalse();
            assertThat(cell.fails()).as(cell.id()).isEqualTo(cell.tags().contains("raises-exception"));
        }
    }

    @ParameterizedTest
    @MethodSource("lessonsWithPictures")
    void itDrawsAPictureOfItsOwnRun(Lesson lesson) {
        assertThat(lesson.cells())
                .anyMatch(cell -> cell.isCode()
                        && PICTURE.matcher(cell.text()).find()
                        && cell.html().contains("<img"));
    }

    private static boolean checks(Cell cell) {
        return cell.isCode() && cell.text().lines().anyMatch(line -> line.startsWith("check("));
    }
}
