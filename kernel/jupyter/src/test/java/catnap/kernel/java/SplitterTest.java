package catnap.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SplitterTest {
    private static Stream<String> split(String text) {
        return Splitter.split(new Source(1, text)).chunks().stream().map(c -> c.kind() + " " + c.text());
    }

    private static String problem(String text) {
        return Splitter.split(new Source(1, text))
                .problem()
                .map(p -> p.message() + " at " + p.start() + (p.incomplete() ? ", incomplete" : ""))
                .orElse("none");
    }

    @Test
    void eachTopLevelPieceIsAChunk() {
        assertThat(split("import java.util.*; int x = 5; int f(int y) { return y; } record P(int a) {} x + 1"))
                .containsExactly(
                        "IMPORT import java.util.*;",
                        "STATEMENT int x = 5;",
                        "METHOD int f(int y) { return y; }",
                        "TYPE record P(int a) {}",
                        "STATEMENT x + 1");
    }

    @Test
    void bracesOfAnExpressionDoNotEndIt() {
        assertThat(split("var r = new Object() { int n; }; int[] a = {1, 2}; Runnable q = () -> { f(); }; g()"))
                .containsExactly(
                        "STATEMENT var r = new Object() { int n; };",
                        "STATEMENT int[] a = {1, 2};",
                        "STATEMENT Runnable q = () -> { f(); };",
                        "STATEMENT g()");
    }

    @Test
    void statementsKeepAllTheirParts() {
        assertThat(
                        split(
                                "if (a) b(); else { c(); } try { d(); } catch (E e) {} finally {} do { e(); } while (f); x: for (;;) g();"))
                .containsExactly(
                        "STATEMENT if (a) b(); else { c(); }",
                        "STATEMENT try { d(); } catch (E e) {} finally {}",
                        "STATEMENT do { e(); } while (f);",
                        "STATEMENT x: for (;;) g();");
    }

    @Test
    void aSwitchMayBeAStatementOrTheStartOfAnExpression() {
        assertThat(split("switch (x) { case 1 -> f(); default -> {} } switch (x) { default -> \"a\"; }.length(); y()"))
                .containsExactly(
                        "STATEMENT switch (x) { case 1 -> f(); default -> {} }",
                        "STATEMENT switch (x) { default -> \"a\"; }.length();",
                        "STATEMENT y()");
    }

    @Test
    void modifiersAnnotationsAndTypeParametersBelongToTheDeclaration() {
        assertThat(
                        split(
                                "public static <T extends A> T f(T t) throws X { } @Deprecated(since = \"1\") sealed interface S permits P {}"))
                .containsExactly(
                        "METHOD public static <T extends A> T f(T t) throws X { }",
                        "TYPE @Deprecated(since = \"1\") sealed interface S permits P {}");
    }

    @Test
    void bracketsInStringsAndCommentsDoNotCount() {
        assertThat(split("f(\"}{\"); // ) {\n/* { */ g('}'); h(\"\"\"\n  {\"}\n\"\"\");"))
                .containsExactly("STATEMENT f(\"}{\");", "STATEMENT g('}');", "STATEMENT h(\"\"\"\n  {\"}\n\"\"\");");
    }

    @Test
    void anOpenBracketOrQuoteIsToldWhereItOpens() {
        assertThat(problem("void f() {\n  g(;\n}")).isEqualTo("')' expected, to close the '(' of line 2 at 17");
        assertThat(problem("f(")).isEqualTo("reached the end of the cell, but this '(' is not closed at 1, incomplete");
        assertThat(problem("x = 1 }")).isEqualTo("'}' closes nothing at 6");
        assertThat(problem("f(\"open);\ng();")).isEqualTo("unclosed string literal at 2");
        assertThat(problem("f(\"\\\\\", 1"))
                .isEqualTo("reached the end of the cell, but this '(' is not closed at 1, incomplete");
        assertThat(problem("var t = \"\"\"\n a")).isEqualTo("this text block is not closed at 8, incomplete");
        assertThat(problem("/* a")).isEqualTo("this comment is not closed at 0, incomplete");
    }
}
