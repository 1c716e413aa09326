package catnap.course;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A notebook of the course, as its file has it.
record Lesson(Path file, JsonObject notebook) {
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Path COURSE = ROOT.resolve("notebooks");

    /// One cell.
    record Cell(String id, boolean isCode, String text, Set<String> tags, String slide, JsonObject json) {
        static Cell of(JsonObject json) {
            JsonObject metadata = json.getAsJsonObject("metadata");
            JsonArray tags = metadata.has("tags") ? metadata.getAsJsonArray("tags") : new JsonArray();
            JsonObject slide = metadata.has("slideshow") ? metadata.getAsJsonObject("slideshow") : new JsonObject();
            return new Cell(
                    json.get("id").getAsString(),
                    json.get("cell_type").getAsString().equals("code"),
                    joined(json.get("source")),
                    elements(tags).map(JsonElement::getAsString).collect(Collectors.toSet()),
                    slide.has("slide_type") ? slide.get("slide_type").getAsString() : "",
                    json);
        }

        boolean isProse() {
            return !isCode;
        }

        Stream<JsonObject> outputs() {
            return isCode ? elements(json.getAsJsonArray("outputs")).map(JsonElement::getAsJsonObject) : Stream.of();
        }

        boolean fails() {
            return outputs()
                    .anyMatch(out -> out.get("output_type").getAsString().equals("error"));
        }

        /// What its outputs hold as HTML.
        String html() {
            return outputs()
                    .filter(out ->
                            out.has("data") && out.getAsJsonObject("data").has("text/html"))
                    .map(out -> joined(out.getAsJsonObject("data").get("text/html")))
                    .collect(Collectors.joining("\n"));
        }
    }

    /// All notebooks, the learners' and those with solutions.
    static Stream<Lesson> all() {
        return Stream.concat(in(COURSE), in(COURSE.resolve("solutions")));
    }

    static Stream<Lesson> in(Path folder) {
        try (var files = Files.list(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".ipynb"))
                    .sorted()
                    .map(Lesson::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Lesson named(String name) {
        return read(COURSE.resolve(name + ".ipynb"));
    }

    private static Lesson read(Path file) {
        try {
            return new Lesson(
                    file, JsonParser.parseString(Files.readString(file)).getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Cell> cells() {
        return elements(notebook.getAsJsonArray("cells"))
                .map(cell -> Cell.of(cell.getAsJsonObject()))
                .toList();
    }

    /// All prose, one cell after the other, without what stands in fences of code.
    String prose() {
        return cells().stream()
                .filter(Cell::isProse)
                .map(Cell::text)
                .collect(Collectors.joining("\n\n"))
                .replaceAll("(?s)```.*?```", "");
    }

    List<String> headings() {
        return prose().lines().filter(line -> line.matches("#{1,6} .*")).toList();
    }

    /// Its place in the course: the number that its name begins with.
    int number() {
        return Integer.parseInt(file.getFileName().toString().substring(0, 2));
    }

    @Override
    public String toString() {
        return COURSE.relativize(file).toString();
    }

    private static String joined(JsonElement lines) {
        if (lines.isJsonPrimitive()) return lines.getAsString();
        return elements(lines.getAsJsonArray()).map(JsonElement::getAsString).collect(Collectors.joining());
    }

    private static Stream<JsonElement> elements(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
