package catnap.laws;

import catnap.asyncio.EventLoop;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program that needs a JVM of its own: for its flags, or because it will not end by itself. It has the same kind
/// of fiber as this JVM.
public final class ChildJvm {
    private static final String VM = "jdk.internal.vm";

    /// Starts the `main` of this class with these options; what it prints, errors included, is the process's output.
    public static Process start(Class<?> program, List<String> options) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Object.class.getModule().isExported(VM, EventLoop.class.getModule())) {
            command.add("--add-exports=java.base/" + VM + "=ALL-UNNAMED");
        }
        command.add("-Dcatnap.fiber=" + System.getProperty("catnap.fiber", "continuation"));
        command.addAll(options);
        command.addAll(List.of("-cp", home(EventLoop.class) + File.pathSeparator + home(program)));
        command.add(program.getName());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /// The folder or jar that the class comes from.
    private static Path home(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private ChildJvm() {}
}
