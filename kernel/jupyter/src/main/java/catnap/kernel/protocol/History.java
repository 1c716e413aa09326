package catnap.kernel.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The cells that were run with `store_history`, in memory: this kernel's life is session 1. Any thread.
final class History {
    private static final int SESSION = 1;
    private static final int CURRENT_SESSION = 0;
    private static final int MANY = 1000;

    private record Entry(
            int number, String source, @Nullable String output) {}

    private final List<Entry> entries = new ArrayList<>(); // guarded by this

    /// @param output the result as plain text, null if there was none
    synchronized void add(int number, String source, @Nullable String output) {
        entries.add(new Entry(number, source, output));
    }

    /// The content of the reply to a `history_request`.
    JsonObject reply(JsonObject request) throws MalformedMessage {
        var found = select(request);
        boolean withOutput = Fields.flag(request, "output", false);
        var history = new JsonArray();
        for (var entry : found) {
            history.add(json(entry, withOutput));
        }
        var content = Contents.ok();
        content.add("history", history);
        return content;
    }

    private List<Entry> select(JsonObject request) throws MalformedMessage {
        var access = Fields.text(request, "hist_access_type");
        int count = Fields.integer(request, "n", MANY);
        return switch (access) {
            case "range" -> {
                int session = Fields.integer(request, "session", CURRENT_SESSION);
                int start = Fields.integer(request, "start", 0);
                int stop = Fields.integer(request, "stop", Integer.MAX_VALUE);
                boolean ours = session == CURRENT_SESSION || session == SESSION;
                yield where(entry -> ours && entry.number() >= start && entry.number() < stop);
            }
            case "tail" -> last(count, where(_ -> true));
            case "search" -> {
                var pattern = glob(Fields.optionalText(request, "pattern").orElse("*"));
                var found = where(entry -> pattern.matcher(entry.source()).matches());
                yield last(count, Fields.flag(request, "unique", false) ? unique(found) : found);
            }
            default -> throw new MalformedMessage("hist_access_type is not range, tail or search");
        };
    }

    private synchronized List<Entry> where(Predicate<Entry> condition) {
        return entries.stream().filter(condition).toList();
    }

    private static List<Entry> last(int count, List<Entry> found) {
        return found.subList(Math.max(0, found.size() - Math.max(0, count)), found.size());
    }

    /// Of equal sources the latest.
    private static List<Entry> unique(List<Entry> found) {
        var sources = new HashSet<String>();
        return found.reversed().stream()
                .filter(entry -> sources.add(entry.source()))
                .toList()
                .reversed();
    }

    /// A shell pattern, as IPython reads it: `*` any text, `?` any character, over line ends too.
    private static Pattern glob(String pattern) {
        var regex = pattern.codePoints()
                .mapToObj(point -> switch (point) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(point));
                })
                .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    private static JsonArray json(Entry entry, boolean withOutput) {
        var json = new JsonArray();
        json.add(SESSION);
        json.add(entry.number());
        if (withOutput) {
            var both = new JsonArray();
            both.add(entry.source());
            both.add(entry.output());
            json.add(both);
        } else {
            json.add(entry.source());
        }
        return json;
    }
}
