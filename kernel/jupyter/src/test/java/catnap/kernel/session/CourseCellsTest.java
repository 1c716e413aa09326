package catnap.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Exercises as a learner meets them: in cells, with nothing imported.
class CourseCellsTest {
    private static Notebook notebook;

    @BeforeAll
    static void open() {
        notebook = new Notebook();
    }

    @AfterAll
    static void close() {
        notebook.close();
    }

    private static String complaint(String cell) {
        return String.join("\n", notebook.run(cell).failure().traceback()).replaceAll("\u001b\\[\\d+m", "");
    }

    @Test
    void anExerciseGoesFromUntouchedByWrongToSolved() {
        String check = "check(\"twice\", () -> await(twice(4)), 8, \"Two times.\");";
        notebook.run("Coroutine<Integer> twice(int n) {\n    return async(() -> {\n        throw new TodoException();\n"
                + "    });\n}");
        assertThat(complaint(check)).startsWith("NotSolved: twice: not solved yet.");
        notebook.run("Coroutine<Integer> twice(int n) {\n    return async(() -> n);\n}");
        assertThat(complaint(check))
                .startsWith("NotSolved: twice: not solved\n  expected: 8\n  came:     4\n  at cell");
        assertThat(complaint(check)).contains("\n  hint:     Two times.\n");
        notebook.run("Coroutine<Integer> twice(int n) {\n    return async(() -> 2 * n);\n}");
        assertThat(notebook.run(check).printed()).isEqualTo("solved: twice\n");
    }

    @Test
    void aMissingNameIsNotSolvedYet() {
        assertThat(complaint("check(\"thrice\", thrice(4), 12);"))
                .contains("cannot find symbol", "hint: not solved yet: define it in the exercise above");
    }
}
