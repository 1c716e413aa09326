package catnap.kernel;

import java.util.List;
import java.util.Optional;

/// What the kernel needs of the Java it runs on. That it is 25 or newer, the launcher has seen to.
final class Requirements {
    private static final String FIBERS = "jdk.internal.vm";

    private Requirements() {}

    /// What is missing and was found instead, as one sentence; absent if nothing is.
    static Optional<String> missing() {
        var modules = List.of("jdk.jshell", "jdk.compiler").stream()
                .filter(name -> ModuleLayer.boot().findModule(name).isEmpty())
                .toList();
        return modules.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "needs a full JDK 25 or newer; found " + found() + " without " + String.join(" and ", modules));
    }

    /// What would make the kernel better, as one sentence; absent if nothing would.
    static Optional<String> hint() {
        boolean exported = Object.class.getModule().isExported(FIBERS, Requirements.class.getModule());
        return exported
                ? Optional.empty()
                : Optional.of("tasks run on virtual threads, which are slower: start java with --add-exports java.base/"
                        + FIBERS + "=ALL-UNNAMED");
    }

    private static String found() {
        return "Java " + System.getProperty("java.version") + " in " + System.getProperty("java.home");
    }
}
