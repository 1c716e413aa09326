package catnap.kernel.magic;

import catnap.kernel.magic.Magic.Form;
import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Publisher.Stream;
import catnap.kernel.output.Table;
import java.util.ArrayList;
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
        Form form = call.arguments().startsWith("%%") ? Form.CELL : Form.LINE;
        String wanted = call.arguments().replaceFirst("^%+", "");
        var told = all.stream()
                .filter(magic -> wanted.isEmpty() || magic.name().equals(wanted))
                .sorted(Comparator.comparing(Magic::name))
                .toList();
        if (told.isEmpty()) throw new UsageError(Magics.unknown(all, form, wanted));
        if (wanted.isEmpty()) bench.publisher().display(list(told), "");
        else told.forEach(magic -> bench.publisher().stream(Stream.STDOUT, usage(magic) + "\n" + magic.help() + "\n"));
        return Optional.empty();
    }

    /// A table, and not lines: a page is narrower than they are long.
    private static MimeBundle list(List<Magic> magics) {
        var rows = magics.stream()
                .map(magic -> List.of(usage(magic), magic.help()))
                .collect(Collectors.toCollection(ArrayList::new));
        rows.add(List.of(InspectMagic.USAGE, new InspectMagic(magics).help()));
        return Table.of(List.of("magic", "does"), rows).bundle();
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
