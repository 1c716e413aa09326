package catnap.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InspectionTest {
    private static final Cells CELLS = new Cells();

    @BeforeAll
    static void declare() {
        CELLS.compile("""
                int counter = 5;
                /** A place. */
                record Pt(int x, int y) {}
                /// Greets `name`.
                ///
                /// Politely.
                String greet(String name) { return name; }
                """);
    }

    private static String inspect(String text) {
        int cursor = text.indexOf('|');
        return CELLS.session()
                .inspect(text.replace("|", ""), cursor)
                .map(Inspection::plain)
                .orElse("nothing");
    }

    @Test
    void whatCellsDeclare() {
        assertThat(inspect("coun|ter")).isEqualTo("int counter   (cell 1)");
        assertThat(inspect("gre|et(\"a\")"))
                .isEqualTo("String greet(String name)   (cell 1)\n\nGreets name.\n\nPolitely.");
        assertThat(inspect("new P|t(1, 2)")).isEqualTo("record Pt(int x, int y)   (cell 1)\n\nA place.");
        assertThat(inspect("var local = List.of(1);\nlo|cal.size()")).isEqualTo("List<Integer> local");
    }

    @Test
    void theLibraryWithItsComments() {
        assertThat(inspect("String.val|ueOf(1)"))
                .startsWith("public static String valueOf(int i)   (String)")
                .contains("- i: an int.");
        assertThat(inspect("\"x\".repeat(|3)")).contains("public String repeat(int count)");
        assertThat(inspect("String.isBl|ank")).startsWith("public boolean isBlank()");
        assertThat(inspect("Math.P|I"))
                .contains("public static final double PI")
                .contains("circumference");
        assertThat(inspect("Array|List<String> l;"))
                .contains("public class ArrayList<E>")
                .contains("Resizable-array");
    }

    @Test
    void ourOwnLibraryFromItsSources() {
        assertThat(inspect("catnap.asyncio.Asyncio.gat|her(null)"))
                .contains("gather(")
                .contains("Runs all of these at once");
        assertThat(inspect("catnap.asyncio.Asyncio.toThr|ead(null)"))
                .as("one that Asyncio inherits")
                .contains("Runs blocking code");
        assertThat(inspect("catnap.asyncio.Ta|sk<String> t;")).contains("public final class Task<T>");
    }

    @Test
    void aMethodWithoutAnOwnCommentInheritsOne() {
        assertThat(inspect("new ArrayList<String>().toA|rray()")).contains("Returns an array");
        assertThat(inspect("new ArrayList<String>().isEm|pty()")).contains("true if this list contains no elements");
    }

    @Test
    void allOverloadsWhenTheCallIsNotThereYet() {
        assertThat(inspect("String.val|ueOf")).contains("valueOf(int i)").contains("valueOf(Object obj)");
    }

    @Test
    void nothingWhereThereIsNothing() {
        assertThat(inspect("|")).isEqualTo("nothing");
        assertThat(inspect("1 + |1")).isEqualTo("nothing");
        assertThat(inspect("noSuch|Thing")).isEqualTo("nothing");
    }

    @Test
    void anOverloadInspectedBeforeDoesNotAnswerForAnother() {
        assertThat(inspect("new ArrayList<String>().ad|d(\"a\")"))
                .contains("add(E e)")
                .contains("end of this list");
        assertThat(inspect("new ArrayList<String>().ad|d(0, \"a\")"))
                .contains("add(int index, E element)")
                .contains("specified position");
        assertThat(inspect("new LinkedList<String>().ad|d(\"a\")")).contains("(LinkedList)");
        assertThat(inspect("new ArrayList<String>().ad|d(\"a\")")).contains("add(E e)   (ArrayList)");
    }

    @Test
    void theMeaningOfANameUnderTheLearnersOwnImports() {
        assertThat(inspect("import javax.lang.model.element.*;\nModi|fier m;")).contains("enum Modifier");
        assertThat(inspect("Modi|fier m;")).contains("class Modifier");
    }

    @Test
    void whatTheLearnerWroteAboutMembers() {
        CELLS.compile("""
                /// Two lives.
                interface Speaker {
                    /// Speaks up.
                    String speak();
                }
                class Dog implements Speaker {
                    /// How loud, in `dB`.
                    int volume = 3;
                    /** Makes a dog. See {@link String#length()}. */
                    Dog(int volume) {}
                    Dog() {}
                    public String speak() { return "wuff"; }
                    enum Mood {
                        /// Wags its tail.
                        HAPPY
                    }
                }
                """);
        assertThat(inspect("new Dog(1).vol|ume")).isEqualTo("int volume   (cell " + cell() + ")\n\nHow loud, in dB.");
        assertThat(inspect("new Dog(1).sp|eak()"))
                .as("inherited")
                .isEqualTo("public String speak()   (cell " + cell() + ")\n\nSpeaks up.");
        assertThat(inspect("Dog.Mood.HAP|PY")).contains("Wags its tail.");
        assertThat(inspect("new Dog(|1)"))
                .isEqualTo("Dog(int volume)   (cell " + cell() + ")\n\nMakes a dog. See String.length().");
    }

    private static int cell() {
        return CELLS.number();
    }

    @Test
    void theLearnersCommentsAreReadAsJavadocIs() {
        CELLS.compile("""
                /// Adds to the {@code list}.
                ///
                /// @param x what to add
                /// @return it
                int noted(int x) { return x; }
                /** Old <b>style</b> &lt;tags&gt;. */
                int older() { return 1; }
                /// How many.
                int notedCount = 0;
                // only an aside
                int aside() { return 1; }
                """);
        assertThat(inspect("noted|(1)")).endsWith("Adds to the list.\n\n- x: what to add\n- Returns: it");
        assertThat(inspect("older|()")).endsWith("Old style <tags>.");
        assertThat(inspect("notedCo|unt")).endsWith("How many.");
        assertThat(inspect("aside|()")).endsWith("only an aside");
    }

    @Test
    void whatTheTextItselfDeclares() {
        assertThat(inspect(
                        "/// Greets twice.\nString greet(String name, int times) { return name; }\ngre|et(\"a\", 2)"))
                .as("newer than what the cell has")
                .isEqualTo("String greet(String name, int times)\n\nGreets twice.");
        assertThat(inspect("class Fresh {\n  /// Is new.\n  void novel() {}\n}\nnew Fresh().nov|el()"))
                .isEqualTo("void novel()\n\nIs new.");
        assertThat(inspect("String counter = \"x\";\ncoun|ter")).isEqualTo("String counter");
    }

    @Test
    void withinEmptyBracketsAllThatMayBeMeant() {
        assertThat(inspect("\"abc\".substring(|)"))
                .contains("substring(int beginIndex)")
                .contains("substring(int beginIndex, int endIndex)");
        assertThat(inspect("new StringBuilder(|)"))
                .contains("public StringBuilder(int capacity)")
                .contains("public StringBuilder(String str)");
        assertThat(inspect("new ArrayList<String>(|)")).contains("public ArrayList(int initialCapacity)");
        assertThat(inspect("new ArrayList<>(|5)"))
                .startsWith("public ArrayList(int initialCapacity)   (ArrayList)\n\nConstructs an empty list")
                .doesNotContain("Collection<");
        assertThat(inspect("new Pt(|)")).startsWith("record Pt(int x, int y)");
        CELLS.compile("record Compact(int low, int high) { Compact { if (low > high) throw new Error(); } }");
        assertThat(inspect("new Compact(|)")).startsWith("record Compact(int low, int high)");
        assertThat(inspect("String greet(int times) { return \"\"; }\ngreet(|)"))
                .contains("String greet(int times)")
                .contains("String greet(String name)");
    }

    @Test
    void annotationsAreLeftOutWithoutATrace() {
        assertThat(inspect("catnap.asyncio.Asyncio.sle|ep(1.0)")).contains("Coroutine<Void> sleep(double seconds)");
        assertThat(inspect("@Over|ride String toString() { return null; }")).contains("public @interface Override");
    }

    @Test
    void thereIsNothingToSayOfThis() {
        assertThat(inspect("th|is.x")).isEqualTo("nothing");
    }
}
