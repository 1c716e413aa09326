package catnap.kernel.magic;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;

/// A notebook as Jupyter writes it down.
final class NotebookFile {
    private NotebookFile() {}

    static boolean isCalledOne(String name) {
        return name.endsWith(".ipynb");
    }

    /// The texts of its code cells.
    static List<String> codeCells(String name, String text) throws UsageError {
        try {
            var cells = new ArrayList<String>();
            for (JsonElement cell :
                    JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("cells")) {
                JsonObject object = cell.getAsJsonObject();
                if (object.get("cell_type").getAsString().equals("code")) cells.add(joined(object.get("source")));
            }
            return cells;
        } catch (RuntimeException unlike) { // gson has one of its own for each way in which a tree can be another
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
