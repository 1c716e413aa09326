package catnap.kernel.magic;

import catnap.kernel.java.Inspection;
import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Publisher.Stream;
import java.util.List;
import java.util.Optional;

/// `name?`, `?name`: what an editor says of a name, under the cell, where nbconvert keeps it; `name??` with its source.
/// A name that nobody knows is no error, as in IPython.
final class InspectMagic implements Magic {
    /// How to write it.
    static final String USAGE = "name?, ?name, name??";

    private final List<Magic> all;

    /// @param all the magics that can be asked about
    InspectMagic(List<Magic> all) {
        this.all = all;
    }

    @Override
    public String name() {
        return FoundMagic.INSPECTION;
    }

    @Override
    public String arguments() {
        return "";
    }

    @Override
    public String help() {
        return "Tells what a name is and what its author wrote about it; with two signs, its source too";
    }

    @Override
    public Optional<MimeBundle> run(Call call, Workbench bench) {
        String name = call.arguments().replaceAll("[?;\\s]", "");
        var found = name.startsWith("%") ? ofMagic(name) : bench.inspect(name);
        if (found.isEmpty()) bench.publisher().stream(Stream.STDOUT, "nothing is known of " + name + "\n");
        boolean whole = call.arguments().contains("??");
        found.map(known -> whole ? known.withSource() : known)
                .ifPresent(known ->
                        bench.publisher().display(MimeBundle.of("text/markdown", known.markdown(), known.plain()), ""));
        return Optional.empty();
    }

    private Optional<Inspection> ofMagic(String written) {
        String name = written.replace("%", "");
        return all.stream()
                .filter(magic -> magic.name().equals(name))
                .findFirst()
                .map(MagicEditor::about);
    }
}
