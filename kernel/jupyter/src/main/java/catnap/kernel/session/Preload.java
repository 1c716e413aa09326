package catnap.kernel.session;

import java.util.List;

/// What every cell can use without importing it.
final class Preload {
    /// Import declarations. Ours are by star, so that a learner's own name always wins.
    static final List<String> IMPORTS = List.of(
            "import module java.base;",
            "import catnap.asyncio.*;",
            "import catnap.http.*;",
            "import catnap.cats.*;",
            "import catnap.course.*;",
            "import static java.lang.IO.*;",
            "import static catnap.asyncio.Asyncio.*;",
            "import static catnap.cats.CatFacts.*;",
            "import static catnap.kernel.picture.Pictures.*;",
            "import static catnap.course.Course.*;",
            "import static catnap.kernel.output.Displays.*;");

    /// What nearly every cell uses, by boxing if not by name.
    static final List<String> CLASSES = List.of(
            "java.lang.Object",
            "java.lang.String",
            "java.lang.Boolean",
            "java.lang.Character",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.util.List",
            "java.util.ArrayList",
            "java.util.Map",
            "java.util.HashMap",
            "java.util.Set",
            "catnap.asyncio.Asyncio",
            "catnap.asyncio.Coroutine",
            "catnap.asyncio.Task");

    /// Code of the kind that first cells hold, to warm the compiler with. Many small cells: one that a learner runs
    /// meanwhile waits for one of these.
    static final List<String> REHEARSALS = List.of("int number = 1;\n", "println(1)\n", """
            int twice(int x) {
                return 2 * x;
            }
            twice(2)
            """, """
            record Pair(String name, int count) {}
            var pairs = List.of(new Pair("a", 1), new Pair("b", 2));
            """, """
            for (var number : List.of(1, 2)) println(number);
            Stream.of(1, 2).map(number -> number + 1).toList()
            """, """
            Coroutine<String> later() {
                return async(() -> {
                    await(sleep(0));
                    return "later";
                });
            }
            """);

    private Preload() {}
}
