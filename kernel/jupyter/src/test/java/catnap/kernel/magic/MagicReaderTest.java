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
                "flag\n? 1\n: 2",
                "flag ?\n1\n: 2",
                "flag?\n1 : 2",
                "flag?\nother?\n1 : 2 : 3",
                "flag?\nnew HashMap<String, ?>()\n: null",
                "boolean b = flag\n?one\n:two;",
                "boolean b =\nflag?\none : two;",
                "var b = f(\nflag?\none : two);",
                "return\nflag ?\n  List.of(1, 2)\n  : null;",
                "var s = \"\"\"\n?name\nname?\n\"\"\";",
                "/*\nname?\n*/",
                "// name?",
                "List<?> list",
                "Map<String,\n? extends Number> m;",
                "name?.other",
                "name???",
                "1?",
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
    void aNameWithAQuestionMarkAsksAboutIt() {
        assertThat(read("name?")).isEqualTo("?(name?)");
        assertThat(read("?List.of")).isEqualTo("?(?List.of)");
        assertThat(read("  name?? ;\nfoo();")).isEqualTo("?(name?? ;)");
        assertThat(read("?? name")).isEqualTo("?(?? name)");
        assertThat(read("int x = 1;\nx?\nvar y = true ? 1 : 2;\n?y")).isEqualTo("?(x?)?(?y)");
        assertThat(read("x?\n;var y = true ? 1 : 2;")).isEqualTo("?(x?)");
        assertThat(read("%time?\n%%time??\nx?")).isEqualTo("?(%time?)?(%%time??)?(x?)");
        assertThat(read("x?\n%maven a:b:1")).isEqualTo("?(x?)%maven(a:b:1)");
        assertThat(read("x?\nfor (var each : all) foo(each);")).isEqualTo("?(x?)");
    }

    @Test
    void theJavaBeneathKeepsItsPlaces() {
        String cell = "var x = 5;\n  %time foo()\nprintln(x);";
        assertThat(MagicReader.java(cell)).isEqualTo("var x = 5;\n             \nprintln(x);");
    }
}
