package catnap.kernel.magic;

import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Publisher.Stream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// `%help`, `%help name`: which magics there are.
final class HelpMagic implements Magic {
    private final List<Magic> all;

    /// @param all the magics to tell of, this one among them in the end
    HelpMagic(List<Magic> all) {
        this.all = all;
    }

    @Override
    public String name() {
        return "help";
    }

    @Override
    public String arguments() {
        return "[name]";
    }

    @Override
    public String help() {
        return "Lists the magics, or tells of one";
    }

    @Override
    public Optional<MimeBundle> run(Call call, Workbench bench) throws UsageError {
        String wanted = call.arguments().replaceFirst("^%+", "");
        var told = all.stream()
                .filter(magic -> wanted.isEmpty() || magic.name().equals(wanted))
                .sorted(Comparator.comparing(Magic::name))
                .toList();
        if (told.isEmpty()) throw new UsageError("there is no magic %" + wanted + ": %help lists them all");
        int width = told.stream().mapToInt(magic -> usage(magic).length()).max().orElse(0);
        String text = told.stream()
                .map(magic -> usage(magic) + " ".repeat(width + 2 - usage(magic).length()) + magic.help() + "\n")
                .collect(Collectors.joining());
        bench.publisher().stream(Stream.STDOUT, text);
        return Optional.empty();
    }

    /// `%time code, %%time`: how to write it.
    static String usage(Magic magic) {
        String line = ("%" + magic.name() + " " + magic.arguments()).strip();
        if (!magic.forms().contains(Magic.Form.CELL)) return line;
        return magic.forms().contains(Magic.Form.LINE) ? line + ", %%" + magic.name() : "%" + line;
    }

    @Override
    public List<String> completions(String typed) {
        return all.stream().map(Magic::name).sorted().toList();
    }
}
