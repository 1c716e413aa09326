package catnap.kernel.magic;

import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Publisher.Stream;
import catnap.kernel.output.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// `%env`, `%env NAME`, `%env NAME=VALUE`: the environment of the kernel. A running JVM cannot change it, so a
/// new value becomes a system property, and the magic says so.
final class EnvMagic implements Magic {
    private static final List<String> SECRETS = List.of("key", "token", "secret", "passw", "credential");

    @Override
    public String name() {
        return "env";
    }

    @Override
    public String arguments() {
        return "[NAME | NAME=VALUE]";
    }

    @Override
    public String help() {
        return "Lists the environment, shows one variable of it, or sets a system property of that name";
    }

    @Override
    public List<String> completions(String typed) {
        return System.getenv().keySet().stream().sorted().toList();
    }

    @Override
    public Optional<MimeBundle> run(Call call, Workbench bench) throws UsageError {
        String wanted = call.arguments();
        int equals = wanted.indexOf('=');
        if (wanted.isEmpty()) bench.publisher().display(all().bundle(), "");
        else if (equals < 0) bench.publisher().stream(Stream.STDOUT, one(wanted) + "\n");
        else
            bench.publisher().stream(
                    Stream.STDOUT,
                    set(
                                    wanted.substring(0, equals).strip(),
                                    wanted.substring(equals + 1).strip()) + "\n");
        return Optional.empty();
    }

    private static Table all() {
        Map<String, String> sorted = new TreeMap<>(System.getenv());
        return Table.of(
                List.of("name", "value"),
                sorted.entrySet().stream()
                        .map(entry -> List.of(entry.getKey(), isSecret(entry.getKey()) ? "<hidden>" : entry.getValue()))
                        .toList());
    }

    private static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SECRETS.stream().anyMatch(lower::contains);
    }

    private static String one(String name) throws UsageError {
        String value = System.getenv(name);
        if (value != null) return value;
        String property = System.getProperty(name);
        if (property != null) return property + "   (a system property, not in the environment)";
        throw new UsageError(name + " is not set");
    }

    private static String set(String name, String value) throws UsageError {
        if (name.isEmpty()) throw new UsageError("a name is missing before the =");
        System.setProperty(name, value);
        return ("System.getProperty(\"%s\") is now \"%s\". System.getenv(\"%s\") stays as it was: a running JVM cannot change"
                        + " its environment; set it before Jupyter starts")
                .formatted(name, value, name);
    }
}
