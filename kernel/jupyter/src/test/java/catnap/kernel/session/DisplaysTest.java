package catnap.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DisplaysTest {
    private static Notebook notebook;

    @BeforeAll
    static void open() {
        notebook = new Notebook();
        notebook.run("record Cat(String name, int age) {}");
    }

    @AfterAll
    static void close() {
        notebook.close();
    }

    @Test
    void aDisplayIsChangedAndClearedInItsPlace() {
        var cell = notebook.run("var shown = display(1); println(\"between\"); shown.update(2);");
        assertThat(cell.printed()).isEqualTo("<1>between\n<2>");
        assertThat(cell.displayed("text/plain")).containsExactly("2");
        notebook.run("shown.update(\"from a later cell\");");
        assertThat(cell.displayed("text/plain")).containsExactly("from a later cell");
        notebook.run("shown.clear();");
        assertThat(cell.displayed("text/plain")).containsExactly("");
    }

    @Test
    void tasksAndThreadsShowUnderTheirOwnCellAfterItsEnd() throws InterruptedException {
        var cell = notebook.run("""
                var go = new CountDownLatch(1);
                createTask(async(() -> { await(toThread(() -> go.await())); display("of the task"); }));
                Thread.ofPlatform().start(() -> { try { go.await(); } catch (InterruptedException e) {} display("of the thread"); });
                """);
        var next = notebook.run("go.countDown();");
        cell.awaitPrinted(text -> text.contains("<of the task>") && text.contains("<of the thread>"));
        assertThat(next.printed()).isEmpty();
    }

    @Test
    void markedUpTextHasItsFormAndItsText() {
        assertThat(notebook.run("html(\"<p>a &amp; <b>b</b></p>\")").result().data())
                .isEqualTo(Map.of("text/html", "<p>a &amp; <b>b</b></p>", "text/plain", "a & b"));
        assertThat(notebook.run("markdown(\"# Title\")").result().data())
                .isEqualTo(Map.of("text/markdown", "# Title", "text/plain", "# Title"));
        assertThat(notebook.run("latex(\"e^{i\\\\pi} = -1\")").result().data())
                .isEqualTo(Map.of("text/latex", "$\\displaystyle e^{i\\pi} = -1$", "text/plain", "e^{i\\pi} = -1"));
        assertThat(notebook.run("latex(\"$x$\")").result().data()).containsEntry("text/latex", "$x$");
    }

    @Test
    void jsonIsMadeOfValuesOrReadFromText() {
        var made =
                notebook.run("json(Map.of(\"facts\", List.of(1, 2)))").result().data();
        assertThat(String.valueOf(made.get("application/json"))).isEqualTo("{\"facts\":[1,2]}");
        assertThat(made.get("text/plain")).isEqualTo("{\n  \"facts\": [\n    1,\n    2\n  ]\n}");
        assertThat(String.valueOf(notebook.run("json(\"{\\\"a\\\": null}\")")
                        .result()
                        .data()
                        .get("application/json")))
                .isEqualTo("{\"a\":null}");
        assertThat(notebook.run("json(\"{nonsense\")").failure().message()).startsWith("this text is not JSON");
    }

    @Test
    void aDrawingIsAnImageWithItsWords() {
        var data = notebook.run("svg(\"<svg width='9' height='9'></svg>\", \"a \\\"small\\\" cat\")")
                .result()
                .data();
        assertThat(data.get("text/plain")).isEqualTo("a \"small\" cat");
        String html = String.valueOf(data.get("text/html"));
        assertThat(html).startsWith("<img alt=\"a &quot;small&quot; cat\" src=\"data:image/svg+xml;base64,");
        String base64 = html.substring(html.indexOf("base64,") + 7, html.lastIndexOf('"'));
        assertThat(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8))
                .isEqualTo("<svg xmlns=\"http://www.w3.org/2000/svg\" width='9' height='9'></svg>");
    }

    @Test
    void aBitmapIsPng() {
        var bundle = notebook.run("""
                var bitmap = new java.awt.image.BufferedImage(3, 2, java.awt.image.BufferedImage.TYPE_INT_RGB);
                bitmap""").result();
        assertThat(bundle.data()).containsEntry("text/plain", "<image 3×2>");
        assertThat(String.valueOf(bundle.data().get("image/png"))).startsWith("iVBORw0KGgo");
        assertThat(bundle.metadata()).containsEntry("image/png", Map.of("width", 3, "height", 2));
        assertThat(notebook.run("image(new byte[] {1, 2})").failure().message())
                .isEqualTo("these 2 bytes are no PNG image");
    }

    @Test
    void aCollectionOfRecordsIsATable() {
        var data = notebook.run("List.of(new Cat(\"Tom\", 7), new Cat(\"<Minka>\", 12))")
                .result()
                .data();
        assertThat(data.get("text/plain")).isEqualTo("name     age\n───────  ───\nTom        7\n<Minka>   12");
        assertThat(String.valueOf(data.get("text/html")))
                .contains("<th scope=\"col\" style=\"text-align: left\">name</th>")
                .contains("<td style=\"text-align: left\">&lt;Minka&gt;</td>")
                .contains("<td style=\"text-align: right\">12</td>")
                .doesNotContain("<Minka>");
        assertThat(notebook.run("new Cat[] {new Cat(\"Tom\", 7)}").value())
                .isEqualTo("name  age\n────  ───\nTom     7");
        assertThat(notebook.run("Map.of(\"first\", new Cat(\"Tom\", 7))").value())
                .isEqualTo("key    name  age\n─────  ────  ───\nfirst  Tom     7");
        assertThat(notebook.run("List.of(new Cat(\"Tom\", 7), 8)").value()).isEqualTo("[Cat[name=Tom, age=7], 8]");
        assertThat(notebook.run("List.of()").value()).isEqualTo("[]");
    }

    @Test
    void whatHasNoRowsOrNoColumnsIsShownAllTheSame() {
        assertThat(notebook.run("table(List.of())").result().data())
                .isEqualTo(Map.of("text/html", "<p>no rows</p>", "text/plain", "no rows"));
        notebook.run("record Nothing() {}");
        assertThat(notebook.run("List.of(new Nothing())").value()).isEqualTo("[Nothing[]]");
        assertThat(notebook.run("table(List.of(new Nothing()))").value()).isEqualTo("value\n─────────\nNothing[]");
    }

    @Test
    void aMapMayHaveANullForAKey() {
        assertThat(notebook.run("var map = new HashMap<String, Object>(); map.put(null, 1); table(map)")
                        .value())
                .isEqualTo("key   value\n────  ─────\nnull      1");
        assertThat(notebook.run("map.put(null, new Cat(\"Tom\", 7)); map").value())
                .isEqualTo("key   name  age\n────  ────  ───\nnull  Tom     7");
    }

    @Test
    void aStreamHasRowsToo() {
        assertThat(notebook.run("table(Stream.of(1, 2))").value()).isEqualTo("value\n─────\n    1\n    2");
        assertThat(notebook.run("table(IntStream.range(0, 2))").value()).isEqualTo("value\n─────\n    0\n    1");
    }

    @Test
    void anIteratorHasRowsToo() {
        String rows = "value\n─────\n    1\n    2";
        assertThat(notebook.run("table(List.of(1, 2).iterator())").value()).isEqualTo(rows);
        assertThat(notebook.run("Iterable<Integer> numbers = () -> List.of(1, 2).iterator(); table(numbers)")
                        .value())
                .isEqualTo(rows);
        assertThat(notebook.run("table(generator(g -> { g.yield(1); g.yield(2); }))")
                        .value())
                .isEqualTo(rows);
    }

    @Test
    void ofWhatHasNoKnownEndNoMoreIsReadThanIsShown() {
        assertThat(notebook.run("var numbers = IntStream.iterate(1, n -> n + 1).iterator(); table(numbers)")
                        .value())
                .endsWith("\n   59\n   60\n… more");
        assertThat(notebook.run("numbers.next()").value()).isEqualTo("61");
        assertThat(notebook.run("table(IntStream.range(0, 60))").value()).endsWith("\n   59");
        assertThat(notebook.run("table(IntStream.range(0, 61).boxed().toList())")
                        .value())
                .endsWith("\n… 1 more");
    }

    @Test
    void nullIsToldWhereItIsGiven() {
        assertThat(notebook.run("html(null)").failure().message()).isEqualTo("html is null: there is nothing to show");
        assertThat(notebook.run("markdown(null)").failure().message())
                .isEqualTo("markdown is null: there is nothing to show");
        assertThat(notebook.run("progress((List<String>) null)").failure().message())
                .isEqualTo("source is null: there is nothing to show");
        assertThat(notebook.run("progress(range(3), null)").failure().message())
                .isEqualTo("label is null: there is nothing to show");
        assertThat(notebook.run("table(null)").failure().message())
                .isEqualTo("a table is made of a collection, an iterator, a stream, an array or a map, not of null");
    }

    @Test
    void aTableIsMadeOfAnythingWithRows() {
        assertThat(notebook.run("table(List.of(Map.of(\"a\", 1), 5))").value())
                .isEqualTo("a  value\n─  ─────\n1\n   5");
        assertThat(notebook.run("table(new int[] {1, 22})").value()).isEqualTo("value\n─────\n    1\n   22");
        assertThat(notebook.run("table(Map.of(\"k\", 1))").value()).isEqualTo("key  value\n───  ─────\nk        1");
        assertThat(notebook.run("table(7)").failure().message())
                .isEqualTo("a table is made of a collection, an iterator, a stream, an array or a map, not of Integer");
    }

    @Test
    void aLongTableSaysHowMuchIsMissing() {
        String text = notebook.run(
                        "java.util.stream.IntStream.range(0, 100).mapToObj(i -> new Cat(\"c\" + i, i)).toList()")
                .value();
        assertThat(text).endsWith("c59    59\n… 40 more").doesNotContain("c60");
        String wide = notebook.run("""
                var wide = new TreeMap<String, Integer>();
                for (int i : range(25)) wide.put("k" + (10 + i), i);
                table(List.of(wide))""").value();
        assertThat(wide.lines().findFirst().orElseThrow()).endsWith("k29  … 5 more");
    }

    @Test
    void aClassOfTheLearnersMayShowItself() {
        var data = notebook.run("""
                import catnap.kernel.output.*;
                record Money(long cents) implements Shown {
                    public MimeBundle bundle() {
                        return new MimeBundle(Map.of("text/html", "<b>" + cents + "</b>"), Map.of());
                    }
                }
                new Money(5)""").result().data();
        assertThat(data).isEqualTo(Map.of("text/html", "<b>5</b>", "text/plain", "Money[cents=5]"));
        assertThat(notebook.run("""
                record Broken() implements catnap.kernel.output.Shown {
                    public catnap.kernel.output.MimeBundle bundle() { throw new IllegalStateException("no"); }
                }
                new Broken()""").value())
                .isEqualTo("Broken: its bundle() threw java.lang.IllegalStateException: no");
        assertThat(notebook.run("""
                record Missing() implements catnap.kernel.output.Shown {
                    public catnap.kernel.output.MimeBundle bundle() { return null; }
                }
                new Missing()""").value()).isEqualTo("Missing: its bundle() gave null");
    }

    @Test
    void clearOutputEmptiesTheCell() {
        assertThat(notebook.run("println(\"a\"); clearOutput(); println(\"b\");")
                        .printed())
                .isEqualTo("a\n<cleared>b\n");
    }

    @Test
    void joinCellWaitsForTheTasksOfItsCellAlone() {
        notebook.run("var others = createTask(sleep(1000));");
        var cell = notebook.run("""
                createTask(async(() -> {
                    await(sleep(0));
                    createTask(async(() -> { await(sleep(0)); println("made meanwhile"); }));
                }));
                joinCell();
                println("end");""");
        assertThat(cell.printed()).isEqualTo("made meanwhile\nend\n");
        assertThat(notebook.run("createTask(sleep(1000)); joinCell(Duration.ofMillis(1))")
                        .value())
                .isEqualTo("false");
        assertThat(notebook.run("joinCell(Duration.ofMillis(1))").value()).isEqualTo("true");
        assertThat(notebook.run("others.done()").value()).isEqualTo("false");
    }

    @Test
    void aTaskThatFailsIsStillTheReadersToRead() throws InterruptedException {
        var cell = notebook.run("""
                var failing = createTask(async(() -> { throw new IllegalStateException("lost"); }), "failing");
                joinCell();
                println("end");""");
        cell.awaitPrinted(text -> text.contains("!failing: Task exception was never retrieved"));
        assertThat(cell.printed()).startsWith("end\n");
    }

    @Test
    void inputIsReadInEveryWayThatJavaHas() {
        var line = notebook.begin("IO.readln(\"name? \")");
        line.answer("Tom");
        assertThat(line.value()).isEqualTo("Tom");
        assertThat(line.printed()).isEqualTo("name? ");
        var scanned = notebook.begin("new Scanner(System.in).nextInt() + 1");
        scanned.answer("41");
        assertThat(scanned.value()).isEqualTo("42");
        var again = notebook.begin("readln(\"\") + readln(\"\")");
        again.answer("a");
        again.answer("b");
        assertThat(again.value()).isEqualTo("ab");
        var secret = notebook.begin("readPassword(\"password? \").length()");
        secret.answer("secret");
        assertThat(secret.value()).isEqualTo("6");
        assertThat(secret.asked()).containsExactly("password? (hidden)");
    }
}
