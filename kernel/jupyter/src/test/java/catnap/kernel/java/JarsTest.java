package catnap.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarsTest {
    @TempDir
    private Path folder;

    @Test
    void cellsUseTheClassesOfAJarAndOfThoseItNames() throws Exception {
        jar("first jar.jar", "lib/second%20jar.jar", "one.First", "package one; public class First { }");
        jar(
                "lib/second jar.jar",
                "",
                "two.Second",
                "package two; public class Second { public static int LIVES = 9; }");
        var session = new JavaSession(List.of(), folder.resolve("first jar.jar").toString());

        assertThat(session.compile(1, "new one.First(); two.Second.LIVES")).isInstanceOf(Compilation.Ready.class);
        assertThat(session.compile(2, "import two.*; Second.LIVES")).isInstanceOf(Compilation.Ready.class);
        assertThat(session.compile(3, "new one.Second()")).isInstanceOf(Compilation.Rejected.class);
    }

    @Test
    void whatIsNamedAndNotThereIsPassedOver() throws Exception {
        jar("first.jar", "gone.jar", "one.First", "package one; public class First { }");
        var classPath = String.join(
                File.pathSeparator,
                folder.resolve("first.jar").toString(),
                folder.resolve("gone-too.jar").toString());

        assertThat(new JavaSession(List.of(), classPath).compile(1, "new one.First()"))
                .isInstanceOf(Compilation.Ready.class);
    }

    @Test
    void aClassPathMayMixJarsAndFolders() throws Exception {
        jar("first.jar", "", "one.First", "package one; public class First { }");
        compile("more.Third", "package more; public class Third { }");
        var classPath = folder.resolve("first.jar") + File.pathSeparator + folder.resolve("classes");

        assertThat(new JavaSession(List.of(), classPath).compile(1, "new one.First(); new more.Third()"))
                .isInstanceOf(Compilation.Ready.class);
    }

    private void jar(String name, String names, String type, String source) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!names.isEmpty()) manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, names);
        Path compiled = compile(type, source);
        try (var out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            out.putNextEntry(new JarEntry(type.replace('.', '/') + ".class"));
            Files.copy(compiled, out);
        }
    }

    private Path compile(String type, String source) throws IOException {
        Path text = folder.resolve(type.substring(type.lastIndexOf('.') + 1) + ".java");
        Files.writeString(text, source);
        Path classes = folder.resolve("classes");
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream(),
                        "-d",
                        classes.toString(),
                        text.toString());
        assertThat(code).isZero();
        return classes.resolve(type.replace('.', '/') + ".class");
    }
}
