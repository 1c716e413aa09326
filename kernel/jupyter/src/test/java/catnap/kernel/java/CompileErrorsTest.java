package catnap.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CompileErrorsTest {
    private final Cells cells = new Cells();

    @Test
    void anErrorCarriesTheCellsOwnLine() {
        assertThat(cells.rejected("int a = 1;\nint b = 2;\nint c = a + nope;\nint d = 4;"))
                .isEqualTo("3: cannot find symbol");
    }

    @Test
    void aSyntaxErrorAtTheEndRunsNothing() throws Throwable {
        cells.run("int n = 0;");
        assertThat(cells.rejected("n = 1;\nn = 2;\nn = = 3;")).startsWith("3: illegal start of expression");
        assertThat(cells.run("n")).isEqualTo(0);
    }

    @Test
    void anyErrorRunsNothing() throws Throwable {
        cells.run("int n = 0;");
        assertThat(cells.rejected("n = 1;\nString s = 5;")).startsWith("2: incompatible types");
        assertThat(cells.run("n")).isEqualTo(0);
    }

    @Test
    void aTypeThatIsNamedAsItsVariableIsToldInItsPlace() throws Throwable {
        cells.run("int tom = 1;");
        assertThat(cells.rejected("tom tom")).isEqualTo("1: cannot find symbol");
        assertThat(cells.rejected("\n\nNope Nope =\n 3;")).isEqualTo("3: cannot find symbol");
        assertThat(cells.run("String String = \"is one\";\nString[] Strings = {String};\nStrings[0]"))
                .isEqualTo("is one");
    }

    @Test
    void aMissingSemicolonIsToldWhereItBelongs() {
        assertThat(cells.rejected("int a = 3\nint b = 4")).isEqualTo("1: ';' expected");
    }

    @Test
    void allErrorsOfACellAreTold() {
        assertThat(cells.rejected("int a = x1;\nvoid f() {\n    int b = \"text\";\n}"))
                .isEqualTo("1: cannot find symbol\n3: incompatible types: String cannot be converted to int");
    }

    @Test
    void anErrorInAnImportIsToldInItsLine() {
        assertThat(cells.rejected("int x = 1;\nimport java.utl.List;"))
                .startsWith("2: package java.utl does not exist");
    }

    @Test
    void anErrorInAVarIsToldOnce() {
        assertThat(cells.rejected("var a = 1;\nvar b = a.foo();\nvar c = b;"))
                .isEqualTo("2: int cannot be dereferenced");
        assertThat(cells.rejected("var n = null;")).startsWith("1: cannot infer type for local variable n");
    }

    @Test
    void messagesDoNotNameOurClasses() {
        cells.compile("class Foo {}");
        assertThat(cells.rejected("Foo f = 5;")).isEqualTo("1: incompatible types: int cannot be converted to Foo");
    }

    @Test
    void unreachableCodeIsAnErrorAsInAnyProgram() {
        assertThat(cells.rejected("while (true) {}\nint x = 1;")).isEqualTo("2: unreachable statement");
    }

    @Test
    void whatIsTooLargeForAClassSpoilsNoLaterCell() throws Throwable {
        assertThat(cells.rejected("String page = \"" + "x".repeat(70_000) + "\";"))
                .contains("too long");
        assertThat(cells.run("1 + 1")).isEqualTo(2);
        assertThat(cells.rejected("int f(int a) {\n" + "a += a * 70_001;\n".repeat(14_000) + "return a; }"))
                .isEqualTo("1: code too large");
        assertThat(cells.run("\"ab\".length()")).isEqualTo(2);
    }

    @Test
    void ourClassesLeaveNoHoleInAMessage() {
        assertThat(cells.rejected("int f() { return 1; } int f() { return 2; }"))
                .isEqualTo("1: method f() is already defined");
        assertThat(cells.rejected("void g(int... a) { } void g(String... a) { }\ng();"))
                .isEqualTo("2: reference to g is ambiguous");
        assertThat(cells.rejected("null.toString()")).isEqualTo("1: <null> cannot be dereferenced");
        assertThat(cells.rejected("Runnable r = new Runnable() { };"))
                .startsWith("1: this anonymous class is not abstract and does not override");
    }

    @Test
    void whatFollowsASyntaxErrorIsNotBlamed() {
        assertThat(cells.rejected("int x = 3\nx")).isEqualTo("1: ';' expected");
        assertThat(cells.rejected("switch (3) { case 1 -> f(); g(); }")).doesNotContain("\n");
        assertThat(cells.rejected("x + 1;\n2;\nint y = 1;")).contains("1: not a statement", "2: not a statement");
    }

    @Test
    void aModifierAloneIsAnErrorLikeAnyOther() {
        for (String cell : List.of("public", "final", "private static", "int x = 1;\npublic")) {
            assertThat(cells.rejected(cell)).as(cell).contains("expected");
        }
    }
}
