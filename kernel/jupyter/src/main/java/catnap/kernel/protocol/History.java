package catnap.kernel.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The cells that were run with `store_history`: those of this session in memory, all of them in a file, if there is
/// one. Any thread.
final class History {
    private static final int CURRENT_SESSION = 0;
    private static final int MANY = 1000;
    private static final int MANY_UNSAVED = 10;
    private static final int MOST_IN_MEMORY = 10_000;
    private static final int LONGEST_OUTPUT = 10_000;

    private record Cell(int number, String source, @Nullable String output) {
        HistoryEntry of(int session) {
            return new HistoryEntry(session, number, source, output);
        }
    }

    private final KernelLog log;
    private final Deque<Cell> cells = new ArrayDeque<>(); // guarded by this
    private final Deque<Cell> unsaved = new ArrayDeque<>(); // guarded by this
    private @Nullable HistoryFile file; // guarded by this
    private int session; // guarded by this; 0 until it has a number

    History(KernelLog log) {
        this.log = log;
    }

    /// Keeps what is run from now on in a file, and finds there what was run before.
    synchronized void keepIn(HistoryFile file) {
        this.file = file;
    }

    /// @param output the result as plain text, null if there was none
    synchronized void add(int number, String source, @Nullable String output) {
        var cell = new Cell(
                number,
                source,
                output == null || output.length() <= LONGEST_OUTPUT ? output : output.substring(0, LONGEST_OUTPUT));
        cells.add(cell);
        if (cells.size() > MOST_IN_MEMORY) cells.remove();
        if (file != null) unsaved.add(cell);
    }

    /// Writes what was added to the file. Not done at once, so that no reply waits for a disk.
    synchronized void save() {
        int number = unsaved.isEmpty() ? 0 : session();
        if (file == null) return;
        try {
            while (!unsaved.isEmpty()) {
                file.append(unsaved.remove().of(number));
            }
        } catch (IOException e) {
            giveUp(e);
        }
    }

    /// The same if so much has come together that a kernel that is killed should not lose it.
    synchronized void saveIfMany() {
        if (unsaved.size() >= MANY_UNSAVED) save();
    }

    private void giveUp(IOException e) {
        file = null;
        unsaved.clear();
        log.say("the history is not kept: " + e);
    }

    private int session() {
        if (session == 0 && file != null) {
            try {
                session = file.begin();
            } catch (IOException e) {
                giveUp(e);
            }
        }
        session = Math.max(1, session);
        return session;
    }

    /// The content of the reply to a `history_request`.
    JsonObject reply(JsonObject request) throws MalformedMessage {
        var found = select(request);
        boolean withOutput = Fields.flag(request, "output", false);
        var history = new JsonArray();
        for (var entry : found) {
            history.add(entry.item(withOutput));
        }
        var content = Contents.ok();
        content.add("history", history);
        return content;
    }

    private List<HistoryEntry> select(JsonObject request) throws MalformedMessage {
        var access = Fields.text(request, "hist_access_type");
        int count = Fields.integer(request, "n", MANY);
        return switch (access) {
            case "range" -> {
                int wanted = session(Fields.integer(request, "session", CURRENT_SESSION));
                int start = Fields.integer(request, "start", 0);
                int stop = Fields.integer(request, "stop", Integer.MAX_VALUE);
                yield where(entry -> entry.session() == wanted && entry.number() >= start && entry.number() < stop);
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

    /// A session's number; 0 and less count back from the current one.
    private synchronized int session(int asked) {
        return asked > 0 ? asked : session() + asked;
    }

    /// The cells of all sessions, in the order of the sessions and then of the cells.
    private synchronized List<HistoryEntry> where(Predicate<HistoryEntry> condition) {
        var all = new ArrayList<>(earlier());
        if (!cells.isEmpty()) {
            int ours = session();
            all.removeIf(entry -> entry.session() == ours);
            cells.forEach(cell -> all.add(cell.of(ours)));
        }
        all.sort(Comparator.comparingInt(HistoryEntry::session).thenComparingInt(HistoryEntry::number));
        all.removeIf(condition.negate());
        return all;
    }

    private List<HistoryEntry> earlier() {
        if (file == null) return List.of();
        try {
            return file.read();
        } catch (IOException e) {
            giveUp(e);
            return List.of();
        }
    }

    private static List<HistoryEntry> last(int count, List<HistoryEntry> found) {
        return found.subList(Math.max(0, found.size() - Math.max(0, count)), found.size());
    }

    /// Of equal sources the latest.
    private static List<HistoryEntry> unique(List<HistoryEntry> found) {
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
}
