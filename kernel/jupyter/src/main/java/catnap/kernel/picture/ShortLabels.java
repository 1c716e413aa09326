package catnap.kernel.picture;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds the words that fit into a bar: a few that say it are better than the beginning of many.
final class ShortLabels {
    private static final Pattern DETAIL = Pattern.compile(" (\\(.*|of \\d+)$"); // queue (full), gather of 5
    private static final Pattern CONTEXT = Pattern.compile("^(sleep|task|HTTP|stream|cell \\d+,) "); // the rest says it
    private static final int WORTH_CUTTING = 12;

    private ShortLabels() {}

    /// The longest form of the label that has no more characters than this; nothing if none is short enough.
    static Optional<String> fitting(String label, int room) {
        return Stream.of(
                        label,
                        DETAIL.matcher(label).replaceFirst(""),
                        CONTEXT.matcher(label).replaceFirst(""),
                        room < WORTH_CUTTING ? "" : Svg.cut(label, room))
                .filter(form -> !form.isEmpty() && form.length() <= room)
                .findFirst();
    }
}
