package catnap.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutlineGuessTest {
    private static final Javac JAVAC = new Javac(System.getProperty("java.class.path"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int t5 = 5 + 1;",
                "int t = 1",
                "  // first\n  int   spaced  =  ( 1 )  ; // last\n",
                "var words = new ArrayList<String>();",
                "List<String> words = List.of(\"a\", \"b\");",
                "Map<String, List<Integer>> counts = new TreeMap<>();",
                "java.util.Map.Entry<String, Integer> entry = Map.entry(\"a\", 1)",
                "int[] numbers = {1, 2};",
                "int[][] table = new int[2][3];",
                "String text = \"\"\"\n    a = b, c\n    \"\"\";",
                "Function<Integer, Integer> twice = x -> { int y = x; return y + x; };",
                "var size = switch (n) { case 1, 2 -> 3; default -> 4; };",
                "boolean same = a == b;",
                "int last = first = 3;",
                "Cat größe = null;",
                "1 + 1",
                "\"a\" + 'b';",
                "words",
                "words.add(\"x\");",
                "println(\"meow\")",
                "new Cat() { int lives = 9; }",
                "await(gather(nap(1), nap(2)))",
                "x = 3",
                "(a)",
                "a < b",
                "i++",
                "-1",
                "x instanceof String s",
                "Stream.of(1).map(n -> n + 1)\n    .toList()",
            })
    void aPlainCellsTokensTellWhatJavacWould(String cell) {
        var source = new Source(1, cell);
        assertThat(OutlineGuess.of(source))
                .isPresent()
                .isEqualTo(OutlineParser.parse(JAVAC, source).outline());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "int a = 1, b = 2;",
                "int a, b = 2;",
                "int a[] = {1};",
                "int a;",
                "final int a = 1;",
                "@Deprecated int a = 1;",
                "var _ = next();",
                "Cat Cat = null;",
                "int \\u0061 = 1;",
                "x = 3;",
                "i++;",
                "int f() { return 1; }",
                "class Cat {}",
                "import java.util.*;",
                "for (;;) break;",
                "int a = 1; a",
                "int a = ;",
                "int a = (1;",
            })
    void otherCellsAreLeftToJavac(String cell) {
        assertThat(OutlineGuess.of(new Source(1, cell))).isEmpty();
    }
}
