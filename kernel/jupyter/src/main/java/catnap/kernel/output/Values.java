package catnap.kernel.output;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Turns the value of a cell's last expression into what the front end shows.
public final class Values {
    private static final int LONGEST = 20_000;
    private static final int LONGEST_LINE = 120;

    private final List<Renderer> renderers;
    private final UnaryOperator<String> readable;

    /// @param renderers asked in this order; what none of them takes is shown as text
    /// @param readable makes the text readable: takes away names that the learner did not write
    public Values(List<Renderer> renderers, UnaryOperator<String> readable) {
        this.renderers = List.copyOf(renderers);
        this.readable = readable;
    }

    /// What a notebook shows: states, tables and images besides text.
    public static Values ofNotebook(UnaryOperator<String> readable) {
        var texts = new Values(List.of(), readable);
        return new Values(
                List.of(new PictureRenderer(), new States(texts), new Tables(texts::text), new Images()), readable);
    }

    /// The bundle for a value; nothing for null, nor for what is displayed already.
    public Optional<MimeBundle> render(@Nullable Object value) {
        if (value == null || value instanceof Display) return Optional.empty();
        if (value instanceof Shown shown) return Optional.of(whole(shown));
        for (Renderer renderer : renderers) {
            var bundle = renderer.render(value);
            if (bundle.isPresent()) return bundle;
        }
        return Optional.of(MimeBundle.text(text(value)));
    }

    private MimeBundle whole(Shown value) {
        @Nullable MimeBundle bundle; // what a learner's class gives may be
        try {
            bundle = value.bundle();
        } catch (RuntimeException | VirtualMachineError | LinkageError | AssertionError broken) {
            return MimeBundle.text(type(value) + ": its bundle() threw " + readable.apply(String.valueOf(broken)));
        }
        if (bundle == null) return MimeBundle.text(type(value) + ": its bundle() gave null");
        if (bundle.data().containsKey("text/plain")) return bundle;
        var data = new LinkedHashMap<>(bundle.data());
        data.put("text/plain", text(value));
        return new MimeBundle(data, bundle.metadata());
    }

    /// The value as text of one line, cut where it gets long.
    public String line(@Nullable Object value) {
        if (value == null) return "null";
        String line = text(value).replaceAll("\\s*\\R\\s*", " ");
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE - 1) + "…";
    }

    /// The value as text, whatever its `toString` does.
    public String text(Object value) {
        String text;
        try {
            text = plain(value);
        } catch (RuntimeException | VirtualMachineError | LinkageError | AssertionError broken) {
            return type(value) + ": its toString() threw " + readable.apply(String.valueOf(broken));
        }
        return value instanceof CharSequence ? bounded(text) : readable.apply(bounded(text));
    }

    private String type(Object value) {
        Class<?> type = value.getClass();
        while (type.isAnonymousClass()) {
            type = type.getInterfaces().length > 0 ? type.getInterfaces()[0] : type.getSuperclass();
        }
        return readable.apply(type.getTypeName());
    }

    private static String plain(Object value) {
        if (!value.getClass().isArray()) return Objects.toString(value.toString(), "null");
        // deepToString takes arrays of objects alone, and also those in them.
        String wrapped = Arrays.deepToString(new Object[] {value});
        return wrapped.substring(1, wrapped.length() - 1);
    }

    private static String bounded(String text) {
        if (text.length() <= LONGEST) return text;
        return text.substring(0, LONGEST) + "… (" + (text.length() - LONGEST) + " more characters)";
    }
}
