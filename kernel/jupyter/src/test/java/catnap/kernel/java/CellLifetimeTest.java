package catnap.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A cell's classes live as long as somebody needs them, and no longer.
@Timeout(60)
class CellLifetimeTest {
    private final Cells cells = new Cells();

    @Test
    void aCellIsUnloadedWhenItsNamesAreDeclaredAnew() throws Throwable {
        var old = reference("class Cat { }\nint lives() { return 9; }\nCat.class");
        cells.run("class Cat { int lives; }\nint lives() { return 7; }");
        awaitUnloaded(old);
        assertThat(cells.run("new Cat().lives + lives()")).isEqualTo(7);
    }

    @Test
    void aCellThatDeclaresNothingIsUnloaded() throws Throwable {
        awaitUnloaded(reference("Runnable.class.cast((Runnable) () -> { }).getClass()"));
    }

    @Test
    void methodsThatCallEachOtherDoNotKeepTheirOldBodies() throws Throwable {
        cells.run("boolean even(int n) { return n == 0; }");
        cells.run("boolean odd(int n) { return n != 0 && even(n - 1); }");
        var old = reference("boolean even(int n) { return n == 0 || odd(n - 1); }\nnew Object() { }.getClass()");
        cells.run("boolean odd(int n) { return n != 0 && even(n - 1); }");
        cells.run("boolean even(int n) { return n == 0 || odd(n - 1); }");
        awaitUnloaded(old);
        assertThat(cells.run("even(10)")).isEqualTo(true);
    }

    @Test
    void aVariableKeepsItsCell() throws Throwable {
        cells.run("int counted = 3;");
        collect();
        assertThat(cells.run("counted")).isEqualTo(3);
    }

    @Test
    void codeFindsWhatItNamesAfterEverybodyElseForgotIt() throws Throwable {
        cells.run("class Cat { int lives = 9; }\nclass Dog { }\nint legs(Dog dog) { return 4; }");
        var late = (Callable<?>) cells.run("(Callable<Object>) () -> new Cat().lives + legs(new Dog())");
        cells.run("class Cat { String name; }\nrecord Dog(int age) { }\nString legs(Dog dog, int of) { return null; }");
        cells.session().reset();
        collect();
        assertThat(late).isNotNull().extracting(CellLifetimeTest::call).isEqualTo(13);
    }

    @Test
    void anErrorThatWasReadKnowsItsLinesAfterItsCell() throws Throwable {
        var place = (StackTraceElement) Objects.requireNonNull(cells.run("\nnew Exception().getStackTrace()[0]"));
        collect();
        assertThat(cells.session().place(place)).map(CodePlace::line).contains(2);
    }

    @Test
    void whatIsNotPrivateCanBeUsedByEveryCell() throws Throwable {
        cells.run(
                "class Cat { int lives = 9; Cat() { } protected int legs() { return 4; } String sound() { return \"\"; } }");
        cells.run("class Tom extends Cat { String sound() { return \"miau\" + legs(); } }");
        assertThat(cells.run("Cat cat = new Tom();\ncat.sound() + cat.lives")).isEqualTo("miau49");
        assertThat(cells.run("Supplier<Cat> maker = Cat::new;\nmaker.get().legs()"))
                .isEqualTo(4);
    }

    private static @Nullable Object call(Callable<?> code) {
        try {
            return code.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private WeakReference<@Nullable Object> reference(String cell) throws Throwable {
        return new WeakReference<>(cells.run(cell));
    }

    private static void awaitUnloaded(WeakReference<?> type) {
        while (!type.refersTo(null)) System.gc();
    }

    /// Returns when the JVM has collected what nobody holds.
    private static void collect() {
        awaitUnloaded(new WeakReference<>(new Object()));
    }
}
