package catnap.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RedefinitionTest {
    private final Cells cells = new Cells();

    @Test
    void callersFindTheNewBody() throws Throwable {
        cells.run("int f() { return 1; }\nint h() { return f() + 1; }");
        assertThat(cells.run("h()")).isEqualTo(2);
        cells.run("int f() { return 10; }");
        assertThat(cells.run("h()")).isEqualTo(11);
    }

    @Test
    void codeThatWasMadeBeforeFindsTheNewBody() throws Throwable {
        cells.run("String hello() { return \"old\"; }");
        var supplier = (Supplier<?>) Objects.requireNonNull(cells.run("Supplier<String> s = () -> hello(); s"));
        assertThat(supplier.get()).isEqualTo("old");
        cells.run("String hello() { return \"new\"; }");
        assertThat(supplier.get()).isEqualTo("new");
    }

    @Test
    void redeclaringAMethodKeepsTheVariableMadeWithIt() throws Throwable {
        cells.run("int f() { return 1; }\nvar v = f();");
        cells.run("int f() { return 2; }");
        assertThat(cells.run("v")).isEqualTo(1);
        cells.run("String f() { return \"text\"; }");
        assertThat(cells.run("v + f()")).isEqualTo("1text");
    }

    @Test
    void aLaterImportKeepsAllVariables() throws Throwable {
        cells.run("int x = 42;");
        cells.run("import java.util.concurrent.*;\nimport java.awt.*;");
        assertThat(cells.run("x")).isEqualTo(42);
    }

    @Test
    void aChangedResultTypeReachesItsCallers() throws Throwable {
        cells.run(
                "int f() { return 1; }\nString h() { return \"<\" + f() + \">\"; }\nString k() { return h() + h(); }");
        assertThat(cells.run("k()")).isEqualTo("<1><1>");
        cells.run("String f() { return \"one\"; }");
        assertThat(cells.run("k()")).isEqualTo("<one><one>");
    }

    @Test
    void aCallerThatNoLongerFitsIsNamedAndKeepsWorking() throws Throwable {
        cells.run("int f() { return 1; }\nint h() { return f() + 1; }");
        assertThat(cells.notes("double f() { return 2.5; }"))
                .containsExactly("h() of cell 1 does not fit what this cell changes; it goes on using what it was"
                        + " compiled with [2: incompatible types: possible lossy conversion from double to int]");
        assertThat(cells.run("h()")).isEqualTo(2);
    }

    @Test
    void overloadsFromSeveralCellsStandSideBySide() throws Throwable {
        cells.run("String f(int i) { return \"int\"; }");
        cells.run("String f(String s) { return \"text, \" + f(1); }");
        assertThat(cells.run("f(\"a\") + \", \" + f(2)")).isEqualTo("text, int, int");
        cells.run("String f(int i) { return \"INT\"; }");
        assertThat(cells.run("f(\"a\")")).isEqualTo("text, INT");
    }

    @Test
    void aMethodIsReplacedHoweverItsParametersAreWritten() throws Throwable {
        cells.run("String f(java.lang.String text) { return \"old\"; }\nString g() { return f(\"a\"); }");
        assertThat(cells.notes("String f(String text) { return \"new\"; }")).isEmpty();
        assertThat(cells.run("f(\"a\") + g()")).isEqualTo("newnew");
        cells.run("<T> String h(T thing) { return \"any\"; }");
        assertThat(cells.notes("String h(Object thing) { return \"object\"; }")).isEmpty();
        assertThat(cells.run("h(1)")).isEqualTo("object");
    }

    @Test
    void aVariableThatItsCellNeverCameToMeansWhatItMeant() throws Throwable {
        cells.run("int n = 5;");
        assertThatThrownBy(() -> cells.run("String n = \"a\".substring(3);"))
                .isInstanceOf(StringIndexOutOfBoundsException.class);
        assertThat(cells.run("n + 1")).isEqualTo(6);
        assertThatThrownBy(() -> cells.run("String n = \"text\"; int late = 1 / 0;"))
                .isInstanceOf(ArithmeticException.class);
        assertThat(cells.run("n")).isEqualTo("text");
        assertThat(cells.rejected("late")).isEqualTo("1: cannot find symbol");
    }

    @Test
    void anImportedMethodAndOneOfTheLearnersReplaceEachOther() throws Throwable {
        cells.run("int max(int a, int b) { return -1; }");
        assertThat(cells.run("import static java.lang.Math.max;\nmax(3, 4)")).isEqualTo(4);
        assertThat(cells.run("max(1.5, 2.5)")).isEqualTo(2.5);
        cells.run("int max(int a, int b) { return -2; }");
        assertThat(cells.run("max(3, 4)")).isEqualTo(-2);
    }

    @Test
    void runningADeclarationAgainKeepsItsTypeAndTheObjectsOfIt() throws Throwable {
        String declaration = "class Counter { int n = 0; int next() { return ++n; } }";
        cells.run(declaration + "\nCounter c = new Counter();\nc.next();");
        cells.run(declaration);
        assertThat(cells.run("Counter same = c; same.next()")).isEqualTo(2);
    }

    @Test
    void aChangedTypeReachesWhatNamesItAndLeavesObjectsAlone() throws Throwable {
        cells.run("record P(int x) {}\nP make() { return new P(1); }\nvar old = make();");
        cells.run("record P(int x, int y) { P(int x) { this(x, 7); } }");
        assertThat(cells.run("make().y()")).isEqualTo(7);
        assertThat(cells.run("old.x()")).isEqualTo(1);
        assertThat(cells.rejected("P p = old;")).startsWith("1: incompatible types");
    }

    @Test
    void staticStateStartsAnewWhenItsTypeIsDeclaredAgain() throws Throwable {
        String declaration = "class Id { static int last = 0; static int next() { return ++last; } }";
        cells.run(declaration);
        cells.run("Id.next(); Id.next();");
        cells.run(declaration);
        assertThat(cells.run("Id.next()")).isEqualTo(1);
    }

    @Test
    void aVariableDeclaredAgainWithItsTypeIsTheSameVariable() throws Throwable {
        cells.run("int x = 1;\nint readX() { return x; }\nvar list = List.of(1);\nint size() { return list.size(); }");
        cells.run("int x = 5;\nvar list = List.of(1, 2);");
        assertThat(cells.run("readX() + size()")).isEqualTo(7);
    }

    @Test
    void aVariableOfAnotherTypeReachesTheMethodsThatReadIt() throws Throwable {
        cells.run("int x = 1;\nString show() { return \"x is \" + x; }");
        cells.run("String x = \"text\";");
        assertThat(cells.run("show()")).isEqualTo("x is text");
    }

    @Test
    void aRedefinitionThatDoesNotCompileChangesNothing() throws Throwable {
        cells.run("int f() { return 1; }");
        cells.rejected("int f() { return \"no\"; }");
        assertThat(cells.run("f()")).isEqualTo(1);
    }

    @Test
    void aStackTraceNamesTheCellThatAMethodCameFrom() throws Throwable {
        cells.run("int zero = 0;\n\nint broken(int n) {\n    return n / zero;\n}");
        cells.run("long zero = 0;");
        try {
            cells.run("\nbroken(1)");
        } catch (ArithmeticException error) {
            var place = cells.session().place(error.getStackTrace()[0]).orElseThrow();
            assertThat(place.source().label() + ":" + place.line()).isIn("cell 1:4");
            return;
        } catch (AssertionError rejected) {
            // `return n / zero` no longer fits an int: it goes on with the old variable.
            return;
        }
        throw new AssertionError("nothing was thrown");
    }

    @Test
    void aCellThatFailsBeforeItsVariableChangesNothingThatUsesIt() throws Throwable {
        cells.run("int n = 1;\nString show() { return \"n is \" + n; }\nclass Shown { String it = show() + n; }");
        cells.run("String caller() { return show(); }");
        assertThatThrownBy(() -> cells.run("String n = String.valueOf(1 / 0);")).hasMessage("/ by zero");
        cells.run("n = 5;");
        assertThat(cells.run("show() + caller() + new Shown().it")).isEqualTo("n is 5n is 5n is 55");
    }

    @Test
    void aCellThatFailsBehindItsVariableChangesWhatUsesIt() throws Throwable {
        cells.run(
                "int n = 1; int m = 2;\nString show() { return \"n is \" + n; }\nString other() { return \"m is \" + m; }");
        assertThatThrownBy(() -> cells.run("String n = \"new\";\nString m = String.valueOf(1 / 0);"))
                .hasMessage("/ by zero");
        assertThat(cells.run("show() + other()")).isEqualTo("n is newm is 2");
        cells.run("String m = \"newer\";");
        assertThat(cells.run("show() + other()")).isEqualTo("n is newm is newer");
    }

    @Test
    void whatWaitsForAVariableGoesOnWaitingIfItsCellFails() throws Throwable {
        cells.compile("int twice() { return 2 * late; }");
        assertThatThrownBy(() -> cells.run("int late = 1 / 0;")).hasMessage("/ by zero");
        assertThat(cells.rejected("twice()")).startsWith("1: twice() cannot be used yet: late is not defined");
        cells.run("int late = 4;");
        assertThat(cells.run("twice()")).isEqualTo(8);
    }
}
