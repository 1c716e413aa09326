package catnap.kernel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/// A jar with one class, for tests of the class path.
public final class TestJar {
    private TestJar() {}

    /// Compiles the class and writes the jar.
    ///
    /// @param className with its package
    /// @param body what stands between its braces
    public static void write(Path jar, String className, String body) throws IOException {
        Path sources = Files.createTempDirectory(jar.getParent(), "src");
        int dot = className.lastIndexOf('.');
        String name = className.substring(dot + 1);
        Path source = Files.writeString(
                sources.resolve(name + ".java"),
                "package " + className.substring(0, dot) + ";\npublic class " + name + " {" + body + "}");
        int problems = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
                .run(null, null, OutputStream.nullOutputStream(), "-d", sources.toString(), source.toString());
        if (problems != 0) throw new AssertionError("does not compile: " + className);
        String file = className.replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(file));
            out.write(Files.readAllBytes(sources.resolve(file)));
        }
    }
}
