package catnap.kernel.magic;

import catnap.kernel.java.JavaFile;
import catnap.kernel.java.Source;
import catnap.kernel.output.MimeBundle;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `%run file.java|notebook.ipynb`: code of a file, as if it stood in this cell. Its names live on.
final class RunMagic implements Magic {
    @Override
    public String name() {
        return "run";
    }

    @Override
    public String arguments() {
        return "file.java|notebook.ipynb";
    }

    @Override
    public String help() {
        return "Runs the code of a file here, and its main method if it has one; of a notebook, all cells";
    }

    @Override
    public List<String> completions(String typed) {
        return Paths.completions(typed);
    }

    @Override
    public Optional<MimeBundle> run(Call call, Workbench bench) throws UsageError, CodeFailed, IOException {
        if (call.arguments().isEmpty()) throw new UsageError("what? a file is missing");
        String text = Paths.text(call.arguments());
        String name = String.valueOf(Paths.of(call.arguments()).getFileName());
        Optional<MimeBundle> result = Optional.empty();
        for (Source source : name.endsWith(".ipynb") ? cells(name, text, bench) : program(name, text, bench)) {
            result = bench.runCell(source);
        }
        return result;
    }

    /// A file of Java is a cell, but for a package, which cells have none of, and a main method, which is to
    /// be called.
    private static List<Source> program(String name, String text, Workbench bench) {
        var sources = new ArrayList<Source>();
        sources.add(new Source(bench.cell(), name, JavaFile.withoutPackage(text)));
        JavaFile.callOfMain(text).ifPresent(main -> sources.add(new Source(bench.cell(), name, main)));
        return sources;
    }

    private static List<Source> cells(String name, String text, Workbench bench) throws UsageError {
        try {
            var sources = new ArrayList<Source>();
            for (JsonElement cell :
                    JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("cells")) {
                JsonObject object = cell.getAsJsonObject();
                if (!object.get("cell_type").getAsString().equals("code")) continue;
                String label = name + ", code cell " + (sources.size() + 1);
                sources.add(new Source(bench.cell(), label, joined(object.get("source"))));
            }
            return sources;
        } catch (JsonParseException | IllegalStateException | NullPointerException e) {
            throw new UsageError(name + " is not a notebook");
        }
    }

    /// A notebook holds a text as a whole or as its lines.
    private static String joined(JsonElement source) {
        if (!(source instanceof JsonArray lines)) return source.getAsString();
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line.getAsString()));
        return text.toString();
    }
}
