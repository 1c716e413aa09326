package catnap.kernel;

import java.util.List;
import java.util.Optional;

/// What the kernel needs of the Java it runs on. That it is 25 or newer, the launcher has seen to.
final class Requirements {
    private static final List<String> MODULES = List.of("jdk.compiler", "jdk.zipfs");
    private static final String FIBERS = "jdk.internal.vm";
    private static final String JAVAC = "com.sun.tools.javac.api";

    private Requirements() {}

    /// What is missing and was found instead, as one sentence; absent if nothing is.
    static Optional<String> missing() {
        var modules = MODULES.stream()
                .filter(name -> ModuleLayer.boot().findModule(name).isEmpty())
                .toList();
        if (!modules.isEmpty()) {
            return Optional.of("needs a full JDK 25 or newer; found Java " + System.getProperty("java.version") + " in "
                    + System.getProperty("java.home") + " without " + String.join(" and ", modules));
        }
        return isExported("jdk.compiler", JAVAC)
                ? Optional.empty()
                : Optional.of(
                        "needs javac's packages: start it with -jar catnap-jupyter.jar, whose manifest opens them");
    }

    /// What would make the kernel better, as one sentence; absent if nothing would.
    static Optional<String> hint() {
        return isExported("java.base", FIBERS)
                ? Optional.empty()
                : Optional.of("tasks run on virtual threads, which are slower: start java with --add-exports java.base/"
                        + FIBERS + "=ALL-UNNAMED");
    }

    private static boolean isExported(String module, String name) {
        var ours = Requirements.class.getModule();
        return ModuleLayer.boot()
                .findModule(module)
                .filter(found -> found.isExported(name, ours))
                .isPresent();
    }
}
