package catnap.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CellsTest {
    private final Cells cells = new Cells();

    @Test
    void theLastExpressionIsTheValue() throws Throwable {
        assertThat(cells.run("1 + 1")).isEqualTo(2);
        assertThat(cells.run("int x = 20;\nx * 2")).isEqualTo(40);
        assertThat(cells.run("List.of(1).size();")).isEqualTo(1);
        assertThat(cells.run("switch (x) { case 20 -> \"twenty\"; default -> \"?\"; }"))
                .isEqualTo("twenty");
    }

    @Test
    void whatHasNoValueShowsNothing() throws Throwable {
        assertThat(cells.run("int x = 3;")).isNull();
        assertThat(cells.run("x = 4;")).isNull();
        assertThat(cells.run("x++;")).isNull();
        assertThat(cells.run("var list = new ArrayList<Integer>();\nlist.forEach(i -> {});"))
                .isNull();
        assertThat(cells.run("list.clear()")).isNull();
        assertThat(cells.run("// nothing")).isNull();
        assertThat(cells.run("")).isNull();
    }

    @Test
    void aDeclarationAtTheEndNeedsNoSemicolon() throws Throwable {
        for (String cell : List.of(
                "int n = 1",
                "List<Integer> list = List.of(1)",
                "Map<String, List<Integer>> map = Map.of()",
                "int[] array = {1, 2}",
                "int old[] = {3}",
                "int one, several[] = {4}",
                "Map<String, ? extends List<int[]>> none;",
                "java.util.Set<String> noneEither",
                "String[] words = new String[] {\"a\"}",
                "Runnable r = () -> { }")) {
            assertThat(cells.run(cell)).as(cell).isNull();
        }
        assertThat(cells.run("list.size() + array.length + words.length + n")).isEqualTo(5);
        assertThat(cells.run("n > 0 == map.isEmpty()")).as("no declaration").isEqualTo(true);
        assertThat(cells.run("int k = 2; 0 < n && k > n")).as("no declaration").isEqualTo(true);
        assertThat(cells.run("array[0]")).as("no declaration").isEqualTo(1);
        assertThat(cells.run("r instanceof Runnable")).as("no declaration").isEqualTo(true);
        assertThat(cells.run("map.isEmpty() && list instanceof List<Integer> same"))
                .as("no declaration")
                .isEqualTo(true);
    }

    @Test
    void variablesOutliveTheirCell() throws Throwable {
        cells.run("int a = 1, b[] = {7, 8}; final var c = List.of(a, b[1]);");
        assertThat(cells.run("a = 5; a + b[0] + c.get(1)")).isEqualTo(20);
    }

    @Test
    void lambdasMayAssignVariablesOfCells() throws Throwable {
        assertThat(cells.run("int n = 0;\nRunnable r = () -> n++;\nr.run(); r.run();\nn"))
                .isEqualTo(2);
    }

    @Test
    void declarationsMayComeInAnyOrderWithinACell() throws Throwable {
        assertThat(cells.run("""
                        boolean even(int n) { return n == 0 || odd(n - 1); }
                        boolean odd(int n) { return n != 0 && even(n - 1); }
                        Box box = new Box(3);
                        record Box(int size) {}
                        box.size() + (even(3) ? 1 : 0)
                        """)).isEqualTo(3);
    }

    @Test
    void modifiersOfAProgramAreAccepted() throws Throwable {
        assertThat(cells.run("""
                        private static final int K = 3;
                        public static int twice(int n) { return 2 * n; }
                        public abstract static class A { protected abstract int v(); }
                        public final class B extends A { protected int v() { return twice(K); } }
                        new B().v()
                        """)).isEqualTo(6);
    }

    @Test
    void aTypeThatJavaCannotWriteIsReplaced() throws Throwable {
        cells.run("var m = Map.of(\"name\", \"Tom\", \"age\", 3);");
        assertThat(cells.run("m.get(\"name\")")).isEqualTo("Tom");
        cells.run("var mixed = List.of(1, \"a\");");
        assertThat(cells.run("mixed.get(1)")).isEqualTo("a");
        cells.run("var o = new Object() { int hidden = 4; public String toString() { return \"mine\"; } };");
        assertThat(cells.run("o.toString()")).isEqualTo("mine");
        cells.run("var either = new Random().nextBoolean() ? 1 : \"a\";");
        cells.run("var streams = Stream.of(List.of(1), Set.of(2)).toList();");
        assertThat(cells.run("streams.size()")).isEqualTo(2);
    }

    @Test
    void packagePrivateMembersAreSeenFromLaterCells() throws Throwable {
        cells.run("class Counter { int n; int next() { return ++n; } }\nvar counter = new Counter();");
        cells.run("counter.next(); counter.n += 5;");
        assertThat(cells.run("counter.next()")).isEqualTo(7);
    }

    @Test
    void importsLastAndALearnersNameWins() throws Throwable {
        cells.run("import java.awt.Point;\nimport static java.lang.Math.max;");
        assertThat(cells.run("max(new Point(3, 4).x, 2)")).isEqualTo(3);
        cells.run("record Point(int a) {}\nrecord List(int size) {}");
        assertThat(cells.run("new Point(9).a() + new List(1).size()")).isEqualTo(10);
        cells.run("import java.awt.Point;");
        assertThat(cells.run("new Point(1, 2).y")).isEqualTo(2);
    }

    @Test
    void aFailedCellLeavesTheVariablesItCameTo() throws Throwable {
        assertThatThrownBy(() -> cells.run("int first = 1;\nint second = 1 / 0;\nint third = 3;"))
                .isInstanceOf(ArithmeticException.class);
        assertThat(cells.run("first")).isEqualTo(1);
        assertThat(cells.rejected("second")).isEqualTo("1: cannot find symbol");
        assertThat(cells.rejected("third")).isEqualTo("1: cannot find symbol");
    }

    @Test
    void aCellThatIsNotWovenHasItsLinesToo() throws Throwable {
        assertThatThrownBy(() -> cells.run("int one = 1;\nint none = 0;\nint some = one / none;"))
                .satisfies(error ->
                        assertThat(error.getStackTrace()[0].getFileName()).isEqualTo("cell 1"))
                .satisfies(error ->
                        assertThat(error.getStackTrace()[0].getLineNumber()).isEqualTo(3));
    }

    @Test
    void aCellThatCallsUnseenIsWoven() throws Throwable {
        cells.run("""
                class Loud {
                    public String toString() {
                        return Stream.of(new Throwable().getStackTrace())
                                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber()).toList().toString();
                    }
                }
                Object loud = new Loud();
                """);
        assertThat(cells.run("String said =\n\"\" + loud;\nsaid")).asString().contains("cell 2:2");
    }

    @Test
    void stackTracesCarryTheCellAndItsLine() {
        assertThatThrownBy(() -> cells.run("int x =\n    1\n    / 0;"))
                .satisfies(error ->
                        assertThat(error.getStackTrace()[0].getFileName()).isEqualTo("cell 1"))
                .satisfies(error -> assertThat(cells.session()
                                .place(error.getStackTrace()[0])
                                .orElseThrow()
                                .line())
                        .isBetween(1, 3));
        assertThatThrownBy(() -> cells.run("int f() {\n    int y = 0;\n    return 1 / y;\n}\n\nf()"))
                .extracting(error -> error.getStackTrace()[0].toString())
                .asString()
                .endsWith("f(cell 2:3)");
    }

    @Test
    void exitIsRefused() {
        for (String call :
                new String[] {"System.exit(3);", "Runtime.getRuntime().exit(3);", "Runtime.getRuntime().halt(3);"}) {
            assertThatThrownBy(() -> cells.run(call))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("exit(3) would end the kernel; a cell ends with its last line");
        }
        assertThatThrownBy(() -> cells.run("IntConsumer leave = System::exit;\nleave.accept(3);"))
                .hasMessageStartingWith("exit(3)");
        assertThatThrownBy(() -> cells.run("IntConsumer halt = Runtime.getRuntime()::halt;\nhalt.accept(3);"))
                .hasMessageStartingWith("exit(3)");
    }

    @Test
    void aCheckedExceptionNeedsNoDeclarationAtTopLevel() {
        assertThatThrownBy(() -> cells.run("throw new java.io.IOException(\"disk\");"))
                .isInstanceOf(java.io.IOException.class)
                .hasMessage("disk");
    }

    @Test
    void aTextThatIsTooLongForAClassFileSpoilsNoLaterCell() throws Throwable {
        assertThat(cells.rejected("String s = \"" + "x".repeat(70_000) + "\";")).contains("too long");
        assertThat(cells.run("6 * 7")).isEqualTo(42);
    }

    @Test
    void aCellThatJavacGivesUpAtTheEndLeavesNoTrace() throws Throwable {
        String huge = "void huge() { long n = 0;\n" + "n = n * 31 + System.nanoTime();\n".repeat(7_000) + "}\n";
        assertThat(cells.rejected("class Den { int size() { return 1; } }\n" + huge))
                .contains("too large");
        assertThat(cells.rejected("new Den().size()")).contains("cannot find symbol");
        assertThat(cells.run("class Den { int size() { return 2; } }\nnew Den().size()"))
                .isEqualTo(2);
        assertThat(cells.run("class Den { String size() { return \"3\"; } }\nnew Den().size()"))
                .isEqualTo("3");
    }

    @Test
    void whatIsFinalIsNotAssignedAndMayBeDeclaredAgain() throws Throwable {
        String refusal = "cannot assign a value to final variable LIMIT";
        assertThat(cells.rejected("final int LIMIT = 3;\nLIMIT = 4;")).isEqualTo("2: " + refusal);
        cells.run("final int LIMIT = 3; final int[] many = {1}; int free = 1;");
        assertThat(cells.rejected("LIMIT++")).isEqualTo("1: " + refusal);
        assertThat(cells.rejected("Runnable r = () -> {\n    LIMIT += 1;\n};")).isEqualTo("2: " + refusal);
        assertThat(cells.rejected("void f() { LIMIT = 5; }")).isEqualTo("1: " + refusal);
        assertThat(cells.run("free = LIMIT; many[0]++; { int LIMIT = 1; LIMIT++; } free + many[0]"))
                .isEqualTo(5);
        assertThat(cells.run("final int LIMIT = 7; LIMIT")).isEqualTo(7);
        assertThat(cells.run("int LIMIT = 8; LIMIT++; LIMIT")).isEqualTo(9);
        assertThat(cells.run("final String late; late = \"a\"; late")).isEqualTo("a");
    }
}
