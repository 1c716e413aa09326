package catnap.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CompletionTest {
    private static final Cells CELLS = new Cells();

    @BeforeAll
    static void declare() {
        CELLS.compile("""
                int counter = 5;
                var list = new ArrayList<String>();
                record Pt(int x, int y) {}
                String greet(String name) { return name; }
                """);
    }

    /// The names proposed where the `|` stands.
    private static List<String> complete(String text) {
        int cursor = text.indexOf('|');
        return CELLS.session().complete(text.replace("|", ""), cursor).proposals().stream()
                .map(Completion.Proposal::text)
                .toList();
    }

    @Test
    void membersOfWhatIsBeforeTheDot() {
        assertThat(complete("list.addF|")).containsExactly("addFirst");
        assertThat(complete("greet(\"x\").subst|")).containsExactly("substring");
        assertThat(complete("Math.P|")).containsExactly("PI");
        assertThat(complete("catnap.asyncio.Asyncio.createSubprocessE|"))
                .as("one that Asyncio inherits")
                .containsExactly("createSubprocessExec");
        assertThat(complete("Pt p = new Pt(1, 2);\np.|")).startsWith("equals").contains("x", "y", "getClass");
        assertThat(complete("Stream.of(1).map(String::valueO|")).contains("valueOf");
        assertThat(complete("for (var s : list) { s.isB|")).containsExactly("isBlank");
        assertThat(complete("list.stream().map(x -> x.toUp|")).containsExactly("toUpperCase");
        assertThat(complete("import javax.lang.model.element.*;\nModifier.SEA|"))
                .containsExactly("SEALED");
    }

    /// What stands behind the name that is proposed first.
    private static String signature(String text) {
        int cursor = text.indexOf('|');
        return CELLS.session()
                .complete(text.replace("|", ""), cursor)
                .proposals()
                .getFirst()
                .signature();
    }

    @Test
    void aSignatureSaysWhatTheObjectsTypeKnowsInItsAuthorsWords() throws Throwable {
        CELLS.run("var named = new HashMap<String, List<Pt>>(); List<? extends Number> some = List.of(1);");
        CELLS.run("record Both<A, B>(A left, B right) { A pick(B other) { return left; } }");
        CELLS.run("var both = new Both<>(1, \"one\"); List raw = List.of();");
        for (int round = 0; round < 2; round++) {
            assertThat(signature("list.addF|")).isEqualTo("(String element): void");
            assertThat(signature("list.forE|")).isEqualTo("(Consumer<? super String> action): void");
            assertThat(signature("list.stream().map(String::length).anyM|"))
                    .isEqualTo("(Predicate<? super Integer> predicate): boolean");
            assertThat(signature("named.putIfA|")).isEqualTo("(String key, List<Pt> value): List<Pt>");
            assertThat(signature("named.entrySet().iterator().next().setV|")).isEqualTo("(List<Pt> value): List<Pt>");
            assertThat(signature("some.getF|")).isEqualTo("(): ? extends Number");
            assertThat(signature("raw.addF|")).isEqualTo("(Object e): void");
            assertThat(signature("both.pick|")).isEqualTo("(String other): Integer");
            assertThat(signature("\"\".repe|")).isEqualTo("(int count): String");
            assertThat(signature("String.form|")).isEqualTo("(String format, Object... args): String");
            assertThat(signature("new ArrayList<Integer>().addF|")).isEqualTo("(Integer element): void");
            assertThat(signature("list.toArr|"))
                    .isIn("(): Object[]", "(T[] a): T[]", "(IntFunction<T[]> generator): T[]");
            assertThat(signature("list.getCl|")).isEqualTo("(): Class<?>");
        }
    }

    @Test
    void modulesAreOfferedWhereOneIsImported() {
        assertThat(complete("import module java.b|")).containsExactly("java.base");
        assertThat(complete("int x = 1;\nimport  module |"))
                .contains("java.base", "java.sql", "jdk.httpserver")
                .doesNotContain("jdk.internal.vm.ci", "java");
        assertThat(complete("import module jav|")).allMatch(name -> name.startsWith("java."));
        assertThat(CELLS.session().complete("import module java.b", 20).start()).isEqualTo(14);
        assertThat(complete("import java.uti|")).contains("util");
        assertThat(complete("important module java.b|")).doesNotContain("java.base");
        assertThat(complete("// import module java.b|")).isEmpty();
    }

    @Test
    void whatWasFoundOnceIsNotMistakenForSomethingElse() throws Throwable {
        for (int round = 0; round < 2; round++) {
            assertThat(complete("new ArrayList<String>().removeR|")).isEmpty();
            assertThat(complete("class Mine extends ArrayList<String> { void m() { super.removeR|"))
                    .containsExactly("removeRange");
            assertThat(complete("ClassLoader.registerAsP|")).isEmpty();
            assertThat(complete("class Mine extends ClassLoader { static { ClassLoader.registerAsP|"))
                    .containsExactly("registerAsParallelCapable");
            assertThat(complete("class Mine { int own; }\nnew Mine().ow|")).containsExactly("own");
            assertThat(complete("class Mine { int owned; }\nnew Mine().ow|")).containsExactly("owned");
            assertThat(complete("Integer.compare|")).contains("compare").doesNotContain("compareTo");
            assertThat(complete("Stream.of(1).map(Integer::compare|")).contains("compare", "compareTo");
            assertThat(complete("Integer.valueOf(1).compare|"))
                    .contains("compareTo")
                    .doesNotContain("compare");
        }
        CELLS.run("class Changing { int before; }");
        assertThat(complete("new Changing().be|")).containsExactly("before");
        CELLS.run("class Changing { int better; }");
        assertThat(complete("new Changing().be|")).containsExactly("better");
    }

    @Test
    void aVariableIsKnownByItsTypeUnlessTheTextGivesItsNameAnotherMeaning() throws Throwable {
        CELLS.run("var seen = new ArrayList<String>(); class Holder { StringBuilder seen; }");
        for (int round = 0; round < 2; round++) {
            assertThat(complete("seen.app|")).isEmpty();
            assertThat(complete("seen.ensureC|")).containsExactly("ensureCapacity");
            assertThat(complete("println(seen.size());\nseen.ensureC|")).containsExactly("ensureCapacity");
            assertThat(complete("for (String seen : List.of(\"\")) seen.ensureC|"))
                    .isEmpty();
            assertThat(complete("Function<String, Object> f = seen -> seen.ensureC|"))
                    .isEmpty();
            assertThat(complete("class Heir extends Holder { void m() { seen.app|"))
                    .contains("append", "appendCodePoint");
            assertThat(complete("new Holder() { void m() { seen.app|")).contains("append", "appendCodePoint");
            assertThat(complete("new Holder().seen.ensureC|")).containsExactly("ensureCapacity");
            assertThat(complete("new Holder().seen.app|")).contains("append", "appendCodePoint");
        }
        CELLS.run("var seen = new StringBuilder();");
        assertThat(complete("seen.app|")).contains("append", "appendCodePoint");
        CELLS.run("int[] seen = {};");
        assertThat(complete("seen.app|")).isEmpty();
    }

    @Test
    void anArrayHasALength() {
        assertThat(complete("int[] xs = {1};\nxs.|"))
                .startsWith("length", "clone")
                .contains("getClass");
        assertThat(complete("String[][] grid = {{\"a\"}};\ngrid[0].le|")).containsExactly("length");
        assertThat(complete("\"a b\".split(\" \").len|")).containsExactly("length");
    }

    @Test
    void whatOnlyATypeHas() {
        assertThat(complete("String.cl|")).containsExactly("class");
        assertThat(complete("String[].|")).containsExactly("class");
        assertThat(complete("noSuchThing.cl|")).isEmpty();
        assertThat(complete("int.cl|")).containsExactly("class");
        assertThat(complete("counter = list.cl|")).containsExactly("clear", "clone");
        assertThat(complete("Supplier<List<String>> fresh = ArrayList::ne|")).containsExactly("new");
        assertThat(complete("IntFunction<int[]> fresh = int[]::|")).contains("new");
        assertThat(complete("import static java.lang.Math.c|")).doesNotContain("class");
        assertThat(complete("Pt.|"))
                .as("a record's components are its objects'")
                .containsExactly("class");
        assertThat(complete("new Pt(1, 2).|")).contains("x", "y");
    }

    @Test
    void whatASwitchMayMeet() {
        CELLS.compile("""
                enum Mood { HAPPY, SAD, SLEEPY }
                sealed interface Shape permits Circle, Square {}
                record Circle(double r) implements Shape {}
                record Square(double s) implements Shape {}
                Mood mood = Mood.SAD;
                Shape shape = new Circle(1);
                """);
        assertThat(complete("switch (mood) { case |")).startsWith("HAPPY", "SAD", "SLEEPY");
        assertThat(complete("switch (mood) { case S|")).startsWith("SAD", "SLEEPY");
        assertThat(complete("String s = switch (mood) { case HAPPY -> \"h\"; case SAD, SL|"))
                .startsWith("SLEEPY");
        assertThat(complete("switch (shape) { case |")).startsWith("Circle", "Square");
        assertThat(complete("void judge(Mood m) { switch (m) { case |")).startsWith("HAPPY", "SAD", "SLEEPY");
        assertThat(complete("switch (Thread.currentThread().getState()) { case TER|"))
                .startsWith("TERMINATED");
        assertThat(complete("switch (mood) { case HAPPY -> coun|")).startsWith("counter");
    }

    @Test
    void aTypeIsDescribedByItsHead() {
        CELLS.compile("class Described extends ArrayList<String> { int secret; }");
        assertThat(CELLS.session().complete("Described", 9).proposals())
                .extracting(Completion.Proposal::signature)
                .containsExactly("class Described extends ArrayList<String>");
    }

    @Test
    void namesInScope() {
        assertThat(complete("coun|")).startsWith("counter");
        assertThat(complete("int foo(int barrel) { return barr|")).containsExactly("barrel");
        assertThat(complete("class Foo { int q1; void m() { this.q|")).containsExactly("q1");
        assertThat(complete("int helper(int z) { return z; }\nhelp|")).containsExactly("helper");
        assertThat(complete("Lis|")).startsWith("List");
        assertThat(complete("swi|")).contains("switch");
    }

    @Test
    void importsGoPackageByPackage() {
        assertThat(complete("import java.ut|")).containsExactly("util");
        assertThat(complete("import java.util.LinkedL|")).containsExactly("LinkedList");
    }

    @Test
    void theTextAfterTheCursorStays() {
        assertThat(complete("list.si| + 1;\nmore(")).containsExactly("size");
    }

    @Test
    void thereIsNothingInTextAndNumbers() {
        assertThat(complete("\"in lis|")).isEmpty();
        assertThat(complete("// in lis|")).isEmpty();
        assertThat(complete("/* in lis|")).isEmpty();
        assertThat(complete("12lis|")).isEmpty();
    }

    @Test
    void anEmptyCellOffersTheLearnersNames() {
        assertThat(complete("|")).contains("counter", "list", "Pt", "greet");
    }

    @Test
    void brokenCodeIsNoHindrance() {
        assertThat(complete("int int = = ) ;\nlist.addF|")).isNotNull();
        assertThat(complete("class { list.addF|")).isNotNull();
        assertThat(complete("}}}} list.|")).isNotNull();
    }
}
