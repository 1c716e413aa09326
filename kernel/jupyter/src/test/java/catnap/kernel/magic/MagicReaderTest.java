package catnap.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MagicReaderTest {
    private static String read(String cell) {
        return MagicReader.read(cell).stream()
                .map(found -> found.written() + "(" + found.arguments(cell) + ")")
                .reduce("", (a, b) -> a + b);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x = 17\n%count;",
                "x = 17\n% count;",
                "int y = (17\n%count\n);",
                "int[] a = {17\n%count};",
                "var a = new int[] {1, 2}\n%count;",
                "String s = \"\"\"\n%time foo()\n\"\"\";",
                "/*\n%time foo()\n*/",
                "if (true) {\n%time foo();\n}",
                "void f() {\n%time foo();\n}",
                "class A {\n%time foo();\n}",
                "for (int i : range(3))\n%time foo();",
                "if (true) foo(); else\n%time foo();",
                "switch (k) { case 1 -> 5; default -> 6; }\n%count",
                "foo() // no semicolon\n%count",
                "% 5",
                "%5",
                "%%",
                "% time",
                "%time.of(x)",
                "\"text\"\n%time",
                "@Override\n%time"
            })
    void aPercentSignThatMayBeJavaIsNoMagic(String cell) {
        assertThat(read(cell)).isEmpty();
    }

    @Test
    void aLineMagicStandsWhereAStatementMayBegin() {
        assertThat(read("%vars")).isEqualTo("%vars()");
        assertThat(read("%vars;")).isEqualTo("%vars()");
        assertThat(read("\n  %time foo(1)  \n")).isEqualTo("%time(foo(1))");
        assertThat(read("x = 17;\n%time count;")).isEqualTo("%time(count;)");
        assertThat(read("x = 17; // end\n%vars")).isEqualTo("%vars()");
        assertThat(read("void f() {\n}\n%vars")).isEqualTo("%vars()");
        assertThat(read("if (true) { }\n%vars\nfoo();")).isEqualTo("%vars()");
        assertThat(read("%env A=b\n%vars\nfoo();\n%vars")).isEqualTo("%env(A=b)%vars()%vars()");
        assertThat(read("import java.io.*;\n%vars\nclass A {}\n%vars")).isEqualTo("%vars()%vars()");
    }

    @Test
    void aLineMagicThatLooksUnfinishedDoesNotHideTheNext() {
        assertThat(read("%time foo(\n%vars")).isEqualTo("%time(foo()%vars()");
        assertThat(read("%run it's.java\n%vars")).isEqualTo("%run(it's.java)%vars()");
    }

    @Test
    void aCellMagicIsAloneOnTheFirstLineThatIsNotBlank() {
        assertThat(read("\n%%time\nfoo();\n%vars")).isEqualTo("%%time()");
        assertThat(read("%%timeit 5\nfoo();")).isEqualTo("%%timeit(5)");
    }

    @Test
    void theJavaBeneathKeepsItsPlaces() {
        String cell = "var x = 5;\n  %time foo()\nprintln(x);";
        assertThat(MagicReader.java(cell)).isEqualTo("var x = 5;\n             \nprintln(x);");
    }
}
