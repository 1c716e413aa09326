package catnap.kernel.session;

import java.util.List;
import java.util.stream.Stream;

/// What every cell can use without importing it.
final class Preload {
    private static final List<String> PACKAGES = List.of("catnap.asyncio", "catnap.http", "catnap.cats");
    private static final List<String> STATICS =
            List.of("java.lang.IO", "catnap.asyncio.Asyncio", "catnap.cats.CatFacts");

    /// Code of the kind that first cells hold, to warm the compiler with.
    static final String REHEARSAL = """
            record Pair(String name, int count) {}
            int twice(int x) {
                return 2 * x;
            }
            var pairs = List.of(new Pair("a", 1), new Pair("b", twice(2)));
            for (var pair : pairs) println(pair.name());
            Coroutine<String> later() {
                return async(() -> {
                    await(sleep(0));
                    return "later";
                });
            }
            pairs.stream().map(pair -> pair.count() + 1).toList()
            """;

    private Preload() {}

    /// Import declarations. Ours are by star, so that a learner's own name always wins.
    static List<String> imports() {
        return Stream.of(
                        Stream.of("import module java.base;"),
                        PACKAGES.stream()
                                .filter(n -> Preload.class
                                                .getClassLoader()
                                                .getResource(n.replace(".", "/") + "/package-info.class")
                                        != null)
                                .map(name -> "import " + name + ".*;"),
                        STATICS.stream()
                                .filter(n -> n.startsWith("java.")
                                        || Preload.class.getClassLoader().getResource(n.replace(".", "/") + ".class")
                                                != null)
                                .map(name -> "import static " + name + ".*;"))
                .flatMap(lines -> lines)
                .toList();
    }
}
