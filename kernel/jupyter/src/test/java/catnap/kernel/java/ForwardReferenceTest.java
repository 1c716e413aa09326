package catnap.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForwardReferenceTest {
    private final Cells cells = new Cells();

    @Test
    void anUndefinedNameIsReportedWhereItIsUsedAtDefinition() {
        assertThat(cells.notes("int f() {\n    return later() + 1;\n}"))
                .containsExactly("f() cannot be used yet: later is not defined [2: cannot find symbol]");
    }

    @Test
    void aMethodThatWaitsWorksOnceTheNameIsThere() throws Throwable {
        cells.notes("int f() { return later() + 1; }");
        cells.run("int later() { return 41; }");
        assertThat(cells.run("f()")).isEqualTo(42);
    }

    @Test
    void twoCellsMayNeedEachOther() throws Throwable {
        cells.notes("boolean even(int n) { return n == 0 || odd(n - 1); }");
        cells.run("boolean odd(int n) { return n != 0 && even(n - 1); }");
        assertThat(cells.run("even(10)")).isEqualTo(true);
    }

    @Test
    void aTypeMayWaitForAnotherOne() throws Throwable {
        cells.notes("sealed interface Shape permits Circle, Square {}");
        cells.run("record Circle(double r) implements Shape {}\nrecord Square(double s) implements Shape {}");
        assertThat(
                        cells.run(
                                "Shape s = new Square(3);\nswitch (s) { case Circle(var r) -> r; case Square(var t) -> t * t; }"))
                .isEqualTo(9.0);
    }

    @Test
    void aMethodMayWaitForAVariableOrAnImport() throws Throwable {
        cells.notes("int doubled() { return 2 * amount; }");
        cells.run("int amount = 4;");
        assertThat(cells.run("doubled()")).isEqualTo(8);
        cells.notes("Object origin() { return new Point(0, 0); }");
        cells.run("import java.awt.Point;");
        assertThat(cells.run("origin()")).hasToString("java.awt.Point[x=0,y=0]");
    }

    @Test
    void whatIsMissingAndUsedAtOnceIsAnError() {
        assertThat(cells.rejected("int f() { return later(); }\nf()")).isEqualTo("1: cannot find symbol");
    }

    @Test
    void aMissingMethodOfAnObjectWillStayMissing() {
        assertThat(cells.rejected("int f(String s) { return s.size(); }")).isEqualTo("1: cannot find symbol");
    }

    @Test
    void usingWhatWaitsSaysWhatItWaitsFor() {
        cells.notes("int f() { return later(); }");
        assertThat(cells.rejected("f()")).isEqualTo("1: f() cannot be used yet: later is not defined (cell 1, line 1)");
    }
}
