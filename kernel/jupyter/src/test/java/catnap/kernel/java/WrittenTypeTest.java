package catnap.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenTypeTest {
    private static final Javac JAVAC = new Javac("");

    private static Optional<String> typeOf(String value) {
        var outline = OutlineParser.parse(JAVAC, new Source(1, "var it = " + value + ";"))
                .outline()
                .orElseThrow();
        return WrittenType.of(outline.variables().getFirst());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "new Cat(\"Tom\", f(1)) | Cat",
                "new java.util.ArrayList<String>() | java.util.ArrayList<String>",
                "new HashMap<String,List<Integer>>(8) | HashMap<String,List<Integer>>",
                "\"Tom\" | java.lang.String",
                "9 | int",
                "1_000 | int",
                "true | boolean"
            })
    void theValueMaySayItsType(String value, String type) {
        assertThat(typeOf(value)).contains(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new Cat(\"Tom\").name()",
                "new Cat() { }",
                "new ArrayList<>()",
                "new int[3]",
                "new int[] {1, 2}",
                "new Cat[] {}",
                "new ArrayList<List<?>>()",
                "(new Cat())",
                "9L",
                "0x1F",
                "017",
                "1.5",
                "'c'",
                "cat",
                "-1",
                "new Cat() == null"
            })
    void anythingElseIsForJavac(String value) {
        assertThat(typeOf(value)).isEmpty();
    }

    @Test
    void aVariableOfAWrittenTypeIsLikeAnyOther() throws Throwable {
        var cells = new Cells();
        cells.run(
                "class Cat { final String name; Cat(String name) { this.name = name; } }\nvar cat = new Cat(\"Tom\");\n"
                        + "var names = new ArrayList<String>();\nvar lives = 9;");
        cells.run("Runnable note = () -> names.add(cat.name + lives);");
        cells.run("var names = new ArrayList<String>();\nnote.run();\nvar lives = \"nine\";");
        assertThat(cells.run("names"))
                .as("the cell before still sees the variable")
                .isEqualTo(List.of("Tom9"));
        assertThat(cells.run("lives.length()")).isEqualTo(4);
    }

    @Test
    void aTypeThatIsNotThereIsToldOnceAndWhereItStands() {
        assertThat(new Cells().rejected("int one = 1;\nvar cat = new Cat(\"Tom\");"))
                .isEqualTo("2: cannot find symbol");
    }
}
