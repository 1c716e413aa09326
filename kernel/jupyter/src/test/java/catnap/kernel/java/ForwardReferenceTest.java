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
    void whoWaitsForOneThatWaitsIsThereWithIt() throws Throwable {
        cells.notes("int a() { return b() + 1; }");
        assertThat(cells.notes("int b() { return c() + 1; }"))
                .containsExactly("b() cannot be used yet: c is not defined [1: cannot find symbol]");
        assertThat(cells.notes("int c() { return 1; }")).isEmpty();
        assertThat(cells.run("a() + b()")).isEqualTo(5);
    }

    @Test
    void whoWaitsForTwoNamesIsToldOfOnce() throws Throwable {
        assertThat(cells.notes("Box box() { return new Box(size); }")).hasSize(1);
        assertThat(cells.notes("record Box(int n) { }")).isEmpty();
        assertThat(cells.rejected("box()"))
                .isEqualTo("1: box() cannot be used yet: size is not defined (cell 1, line 1)");
        cells.run("int size = 3;");
        assertThat(cells.run("box().n()")).isEqualTo(3);
    }

    @Test
    void whoDoesNotFitWhatCameIsTold() throws Throwable {
        cells.notes("int half() { return whole() / 2; }");
        assertThat(cells.notes("String whole() { return \"all\"; }"))
                .containsExactly("half() of cell 1 cannot be used: it does not fit what this cell declares"
                        + " [1: bad operand types for binary operator '/']");
        assertThat(cells.rejected("half()"))
                .isEqualTo("1: half() cannot be used: bad operand types for binary operator '/' (cell 1, line 1)");
        cells.run("int whole() { return 8; }");
        assertThat(cells.run("half()")).isEqualTo(4);
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
