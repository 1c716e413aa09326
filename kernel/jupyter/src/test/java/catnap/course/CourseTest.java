package catnap.course;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncGenerator;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.generator;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.course.Course.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import catnap.asyncio.AsyncGenerator;
import catnap.asyncio.Body;
import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;
import catnap.asyncio.Generator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_OUT)
class CourseTest {
    private static final String UNTOUCHED =
            ": not solved yet. Put your own code in the place of TodoException, run that cell, then this one.";

    private static Coroutine<Integer> square(int n) {
        return async(() -> await(sleep(0, n * n)));
    }

    private static Coroutine<List<String>> twoNames() {
        return async(() -> List.of("Tom", "Kitty"));
    }

    private static int untouched() {
        throw new TodoException();
    }

    /// What the checks print, with the colour's codes.
    private static String printed(Body checks) {
        var real = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            run(async(checks));
        } finally {
            System.setOut(real);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String complaint(Body checks) {
        try {
            var _ = run(async(checks));
        } catch (NotSolved notSolved) {
            return String.valueOf(notSolved.getMessage());
        }
        throw new AssertionError("solved");
    }

    @Test
    void aSolvedExerciseSaysSoInAWordAndInGreen() {
        assertThat(printed(() -> check("sum", 1 + 2, 3))).isEqualTo("\u001b[32msolved: sum\u001b[0m\n");
    }

    @Test
    void valuesCoroutinesTasksAndCodeCanBeChecked() {
        assertThat(printed(() -> {
                    check("a value", "Tom", "Tom");
                    check("nothing", (Object) null, null);
                    check("a coroutine", square(3), 9);
                    check("a task", createTask(square(4)), 16);
                    check("code", () -> 2 * 3, 6);
                    check("code that awaits", () -> await(square(5)), 25);
                    check("code that gives a coroutine", () -> square(6), 36);
                }))
                .hasLineCount(7)
                .contains("solved: code that gives a coroutine");
    }

    @Test
    void predicatesAreCheckedOnWhatIsThereAtTheEnd() {
        assertThat(printed(() -> {
                    check("a coroutine", twoNames(), "two names", names -> names.size() == 2);
                    check(
                            "code",
                            () -> await(twoNames()),
                            "two different names",
                            n -> Set.copyOf(n).size() == 2);
                }))
                .hasLineCount(2);
        assertThat(complaint(() -> check("three", twoNames(), "three names", names -> names.size() == 3)))
                .isEqualTo("three: not solved\n  expected: three names\n  came:     [\"Tom\", \"Kitty\"]");
    }

    @Test
    void ofAGeneratorAsMuchIsTakenAsIsExpectedAndOneMore() {
        Generator<Integer> endless = generator(g -> {
            for (int i = 0; ; i++) g.yield(i);
        });
        assertThat(complaint(() -> check("endless", endless, List.of(0, 1)))).contains("came:     [0, 1, 2]");
        AsyncGenerator<Integer> two = asyncGenerator(g -> {
            g.yield(1);
            g.yield(2);
        });
        assertThat(printed(() -> check("async", two, List.of(1, 2)))).contains("solved: async");
    }

    @Test
    void wholeNumbersAndListsAreComparedByWhatTheyHold() {
        assertThat(printed(() -> {
                    check("long and int", 3L, 3);
                    check("a list of them", List.of(1L, 2L), List.of(1, 2));
                    check("an array", new int[] {1, 2}, new int[] {1, 2});
                }))
                .hasLineCount(3);
        assertThat(complaint(() -> check("text", '3', "3"))).contains("expected: \"3\"\n  came:     '3'");
        assertThat(complaint(() -> check("look alike", 3, 3.0f))).contains("expected: 3.0\n  came:     3");
        assertThat(complaint(() -> check("twins", new AtomicInteger(3), 3)))
                .contains("expected: 3 (Integer)\n  came:     3 (AtomicInteger)");
    }

    @Test
    void hintsComeFromTheSecondWrongAnswerOn() {
        Body wrong = () -> check("hinted", 1, 2, "first hint", "second hint");
        assertThat(complaint(wrong)).isEqualTo("hinted: not solved\n  expected: 2\n  came:     1");
        assertThat(complaint(wrong)).endsWith("\n  hint:     first hint");
        assertThat(complaint(wrong)).endsWith("\n  hint:     second hint");
        assertThat(complaint(wrong)).endsWith("\n  hint:     second hint");
        printed(() -> check("hinted", 2, 2));
        assertThat(complaint(wrong)).doesNotContain("hint:");
    }

    @Test
    void anUntouchedExerciseIsNotSolvedYetAndUsesUpNoHint() {
        for (int i = 0; i < 3; i++)
            assertThat(complaint(() -> check("untouched", () -> untouched(), 1, "hint")))
                    .isEqualTo("untouched" + UNTOUCHED);
        Coroutine<Integer> later = async(() -> untouched());
        assertThat(complaint(() -> check("a coroutine", later, 1))).isEqualTo("a coroutine" + UNTOUCHED);
        assertThat(complaint(() -> check("untouched", () -> 0, 1, "hint"))).doesNotContain("hint");
        assertThatThrownBy(CourseTest::untouched).hasMessageStartingWith("not solved yet");
    }

    @Test
    void anErrorOnTheWayIsToldWithItsCause() {
        var oops = new IllegalStateException("oops");
        assertThatThrownBy(() -> run(async(() -> check(
                        "broken",
                        (java.util.concurrent.Callable<Integer>) () -> {
                            throw oops;
                        },
                        1))))
                .isInstanceOf(NotSolved.class)
                .hasMessage(
                        "broken: not solved\n  expected: 1\n  came:     an error, java.lang.IllegalStateException: oops")
                .hasCause(oops);
        assertThat(complaint(() -> check("null", () -> (String) null, "a word", word -> !word.isEmpty())))
                .isEqualTo("null: not solved\n  expected: a word\n  came:     null");
    }

    @Test
    void aCancellationGoesThrough() {
        var task = async(() -> {
            var checking = createTask(async(() -> check("slow", sleep(3600), 1)));
            await(sleep(0));
            checking.cancel();
            await(checking);
        });
        assertThatThrownBy(() -> run(task)).isInstanceOf(CancelledError.class);
    }
}
