package catnap.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/// Cells of every kind that the language has, each in a session of its own; `%%` parts the cells.
class Java25Test {
    static final List<Arguments> KINDS = List.of(
            kind("arithmetic", "7", "1 + 2 * 3"),
            kind("a string", "hello", "\"hel\" + \"lo\""),
            kind("a text block", "a\n  b\n", "\"\"\"\n    a\n      b\n    \"\"\""),
            kind(
                    "a record with a compact constructor",
                    "P[x=1]",
                    "record P(int x) { P { if (x < 0) throw new IllegalArgumentException(); } }\nnew P(1)"),
            kind("a generic record", "Box[v=a]", "record Box<T>(T v) {}\n%%\nBox<String> b = new Box<>(\"a\");\nb"),
            kind(
                    "an enum with methods",
                    "2",
                    "enum Op { PLUS { int f(int a) { return a + 1; } }, MINUS { int f(int a) { return a - 1; } }; abstract int f(int a); }\nOp.PLUS.f(1)"),
            kind(
                    "an interface with a default method",
                    "hi Tom",
                    "interface Greets { default String greet(String n) { return \"hi \" + n; } }\nclass G implements Greets {}\nnew G().greet(\"Tom\")"),
            kind(
                    "a sealed hierarchy over cells",
                    "12.0",
                    "sealed interface S permits C, R {}\n%%\nrecord C(double r) implements S {}\nrecord R(double a, double b) implements S {}\n%%\ndouble area(S s) { return switch (s) { case C(var r) -> r; case R(var a, var b) -> a * b; }; }\n%%\narea(new R(3, 4))"),
            kind(
                    "a switch with guards",
                    "big",
                    "String size(Object o) { return switch (o) { case Integer i when i > 10 -> \"big\"; case Integer i -> \"small\"; default -> \"?\"; }; }\nsize(11)"),
            kind(
                    "nested record patterns",
                    "3",
                    "record A(int x) {}\nrecord B(A a, int y) {}\nObject o = new B(new A(1), 2);\no instanceof B(A(var x), var y) ? x + y : -1"),
            kind(
                    "unnamed variables",
                    "3",
                    "int n = 0;\nfor (var _ : List.of(1, 2, 3)) n++;\ntry { Integer.parseInt(\"x\"); } catch (NumberFormatException _) { }\nn"),
            kind(
                    "yield in a switch",
                    "6",
                    "int v = switch (2) { case 1: yield 5; default: int t = 3; yield t * 2; };\nv"),
            kind(
                    "a generic method",
                    "9",
                    "<T extends Comparable<T>> T max(List<T> l) { return l.stream().max(Comparator.naturalOrder()).get(); }\nmax(List.of(3, 9, 2))"),
            kind("varargs over cells", "6", "int sum(int... xs) { return IntStream.of(xs).sum(); }\n%%\nsum(1, 2, 3)"),
            kind("a lambda in a variable", "4", "Function<Integer, Integer> sq = x -> x * x;\n%%\nsq.apply(2)"),
            kind("a method reference", "[A, B]", "Stream.of(\"a\", \"b\").map(String::toUpperCase).toList()"),
            kind(
                    "streams and collectors",
                    "{false=[1, 3], true=[2]}",
                    "Stream.of(1, 2, 3).collect(Collectors.partitioningBy(i -> i % 2 == 0))"),
            kind("gatherers", "[[1, 2], [3]]", "Stream.of(1, 2, 3).gather(Gatherers.windowFixed(2)).toList()"),
            kind(
                    "an anonymous class",
                    "ran",
                    "var b = new StringBuilder();\nRunnable r = new Runnable() { public void run() { b.append(\"ran\"); } };\nr.run();\nb.toString()"),
            kind(
                    "an inner class",
                    "5",
                    "class Outer { int n = 5; class Inner { int get() { return n; } } }\nnew Outer().new Inner().get()"),
            kind("a local class in a method", "7", "int f() { class L { int v = 7; } return new L().v; }\nf()"),
            kind(
                    "inheritance over cells",
                    "dog woof",
                    "abstract class Animal { abstract String noise(); String name() { return \"dog\"; } }\n%%\nclass Dog extends Animal { String noise() { return \"woof\"; } }\n%%\nvar d = new Dog();\nd.name() + \" \" + d.noise()"),
            kind(
                    "statements before super",
                    "3",
                    "class Base { int v; Base(int v) { this.v = v; } }\nclass Sub extends Base { Sub(int v) { int w = v + 1; super(w); } }\nnew Sub(2).v"),
            kind(
                    "static nested state",
                    "2",
                    "class Id { static int last; static int next() { return ++last; } }\nId.next();\n%%\nId.next()"),
            kind(
                    "try with resources",
                    "closed",
                    "var log = new StringBuilder();\ntry (AutoCloseable c = () -> log.append(\"closed\")) { }\nlog.toString()"),
            kind(
                    "multi-catch and finally",
                    "caught done",
                    "String s = \"\";\ntry { throw new IOException(); } catch (IOException | IllegalStateException e) { s += \"caught\"; } finally { s += \" done\"; }\ns"),
            kind(
                    "labelled loops",
                    "3",
                    "int c = 0;\nouter: for (int i = 0; i < 3; i++) { for (int j = 0; ; j++) { if (j == 1) continue outer; c++; } }\nc"),
            kind("do while", "5", "int k = 0;\ndo { k++; } while (k < 5);\nk"),
            kind("arrays", "[1, 2, 4]", "int[] a = {1, 2, 3};\na[2]++;\n%%\nArrays.toString(a)"),
            kind("several variables in one declaration", "6", "int a = 1, b = 2, c = 3;\n%%\na + b + c"),
            kind(
                    "mutual recursion over cells",
                    "true",
                    "boolean even(int n) { return n == 0 || odd(n - 1); }\n%%\nboolean odd(int n) { return n != 0 && even(n - 1); }\n%%\neven(8)"),
            kind(
                    "a module import",
                    "java.net.http",
                    "import module java.net.http;\n%%\nHttpClient.class.getPackageName()"),
            kind("a static import", "4", "import static java.lang.Math.*;\n%%\nmax(3, 4)"),
            kind(
                    "an annotation of one's own",
                    "x",
                    "@Retention(java.lang.annotation.RetentionPolicy.RUNTIME) @interface Tag { String value(); }\n%%\n@Tag(\"x\") class T {}\nT.class.getAnnotation(Tag.class).value()"),
            kind(
                    "an iterator of one's own",
                    "[0, 1, 2]",
                    "class Count implements Iterable<Integer> { public Iterator<Integer> iterator() { return IntStream.range(0, 3).iterator(); } }\nvar seen = new ArrayList<Integer>();\nfor (int i : new Count()) seen.add(i);\nseen"),
            kind("unicode names", "5", "int größe = 5;\n%%\ngröße"),
            kind(
                    "a main method",
                    "arg",
                    "String last = \"\";\npublic static void main(String[] args) { last = args[0]; }\nmain(new String[] {\"arg\"});\nlast"),
            kind(
                    "generic wildcards",
                    "3.0",
                    "double sum(Collection<? extends Number> n) { return n.stream().mapToDouble(Number::doubleValue).sum(); }\nsum(List.of(1, 2))"),
            kind("intersection in a var", "Tom", "var m = Map.of(\"name\", \"Tom\", \"age\", 3);\n%%\nm.get(\"name\")"),
            kind(
                    "a switch over an enum of another cell",
                    "stop",
                    "enum Light { RED, GREEN }\n%%\nString act(Light l) { return switch (l) { case RED -> \"stop\"; case GREEN -> \"go\"; }; }\n%%\nact(Light.RED)"),
            kind(
                    "a redefined method",
                    "2",
                    "int f() { return 1; }\nint g() { return f(); }\n%%\nint f() { return 2; }\n%%\ng()"),
            kind("synchronized", "1", "Object lock = new Object();\nint n = 0;\nsynchronized (lock) { n++; }\nn"),
            kind("a flexible ternary", "1", "Object o = true ? 1 : \"a\";\no"),
            kind("assert and blocks", "2", "{ int inner = 1; assert inner == 1; }\nint x = 2;\nx"),
            kind("char and long arithmetic", "198", "char c = 'c';\nlong l = c + 99L;\nl"));

    @ParameterizedTest(name = "{0}")
    @FieldSource("KINDS")
    void everyKindOfCellRuns(String name, String value, String text) throws Throwable {
        var cells = new Cells();
        Object last = null;
        for (String cell : text.split("%%\n", -1)) last = cells.run(cell);
        assertThat(String.valueOf(last)).isEqualTo(value);
    }

    private static Arguments kind(String name, String value, String cells) {
        return Arguments.of(name, value, cells);
    }
}
