package catnap.kernel;

import catnap.kernel.protocol.KernelClient;
import catnap.kernel.protocol.TestConnection;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The kernel as Jupyter starts it: a process of its own, on the Java that runs the test.
final class KernelProcess implements AutoCloseable {
    private static final int DEADLINE_SECONDS = 60;

    private final Process process;
    private final Path errors;

    private KernelProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /// Starts the program with these words on its command line.
    static KernelProcess start(Path folder, Map<String, String> environment, String... words) throws IOException {
        return start(folder, environment, List.of(), words);
    }

    static KernelProcess start(Path folder, Map<String, String> environment, List<String> flags, String... words)
            throws IOException {
        var errors = Files.createTempFile(folder, "kernel", ".err");
        var command = command(flags, words);
        // A build in the background (`mvn verify &`) ignores SIGINT, and whatever it starts inherits that.
        if (System.getProperty("os.name").equals("Linux")) command.addAll(0, List.of("env", "--default-signal=INT"));
        var builder = new ProcessBuilder(command)
                .redirectError(errors.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().remove("JPY_PARENT_PID");
        builder.environment()
                .put("CATNAP_HISTORY", folder.resolve("history.jsonl").toString());
        builder.environment().putAll(environment);
        return new KernelProcess(builder.start(), errors);
    }

    static List<String> command(List<String> flags, String... words) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        // The exports that the manifest of the kernel's jar has, and the test's own command line has too.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-exports"))
                .forEach(command::add);
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "catnap.kernel.Launcher"));
        command.addAll(List.of(words));
        return command;
    }

    static KernelClient connect(TestConnection connection) {
        return KernelClient.connect(connection);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Sends it a signal, by the name that `kill` knows.
    void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .start()
                .waitFor();
        if (code != 0) throw new AssertionError("kill -" + name + " failed");
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the kernel did not end within " + DEADLINE_SECONDS + " s");
        }
        return process.exitValue();
    }

    /// What it has written to its error stream.
    String errors() throws IOException {
        return Files.readString(errors, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
