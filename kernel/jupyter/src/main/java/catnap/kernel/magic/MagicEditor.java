package catnap.kernel.magic;

import catnap.kernel.java.CellText;
import catnap.kernel.java.Completion;
import catnap.kernel.java.Completion.Proposal;
import catnap.kernel.java.Inspection;
import catnap.kernel.java.JavaSession;
import catnap.kernel.java.Readiness;
import catnap.kernel.magic.Magic.Form;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an editor asks about a cell that may use magics: the magics are answered here, the Java beneath by the
/// session, which sees them blanked. Any thread.
public final class MagicEditor {
    private static final Pattern BEING_TYPED = Pattern.compile("[ \\t]*(%%?)(\\p{Alpha}*)");

    private final Magics magics;

    public MagicEditor(Magics magics) {
        this.magics = magics;
    }

    /// What could stand at the cursor.
    public Completion complete(JavaSession java, String text, int cursor) {
        int at = Math.clamp(cursor, 0, text.length());
        int lineStart = text.lastIndexOf('\n', at - 1) + 1;
        var typing = BEING_TYPED.matcher(text.substring(lineStart, at));
        if (typing.matches()) {
            int start = lineStart + typing.start(1);
            if (CellText.statementMayBeginAt(MagicReader.java(text.substring(0, start)), start)) {
                return names(
                        typing.group(1),
                        typing.group(2),
                        text.substring(0, start).isBlank(),
                        start,
                        at);
            }
        }
        return MagicReader.read(text).stream()
                .filter(found -> found.nameEnd() < at && at <= found.end())
                .findFirst()
                .map(found -> arguments(java, found, text, at))
                .orElseGet(() -> java.complete(MagicReader.java(text), at));
    }

    private Completion names(String sign, String typed, boolean onTop, int start, int end) {
        var proposals = magics.all().stream()
                .filter(magic -> magic.name().startsWith(typed))
                .flatMap(magic -> magic.forms().stream()
                        .filter(form -> form == Form.CELL ? onTop : sign.length() == 1)
                        .sorted()
                        .map(form -> new Proposal(
                                (form == Form.CELL ? "%%" : "%") + magic.name(), "magic", magic.arguments())))
                .toList();
        return new Completion(proposals, start, end);
    }

    private Completion arguments(JavaSession java, FoundMagic found, String text, int at) {
        var magic = magics.named(found.name());
        String typed = text.substring(found.nameEnd(), at).stripLeading();
        int start = at - typed.length() + typed.lastIndexOf(' ') + 1;
        String word = text.substring(start, at);
        if (magic.isEmpty() || magic.get().appliesToJava()) {
            int code = codeStart(found, text);
            boolean option = start <= code + 1 && word.startsWith("-");
            if (magic.isEmpty() || !option) return java.complete(MagicReader.javaFrom(code, found, text), at);
        }
        var proposals = magic.get().completions(typed).stream()
                .filter(each -> each.startsWith(word))
                .map(each -> new Proposal(each, "text", ""))
                .toList();
        return new Completion(proposals, start, at);
    }

    private int codeStart(FoundMagic found, String text) {
        return magics.named(found.name())
                .map(magic -> found.codeStart(magic, text))
                .orElse(found.nameEnd());
    }

    /// What there is to say about the name at the cursor.
    public Optional<Inspection> inspect(JavaSession java, String text, int cursor) {
        for (FoundMagic found : MagicReader.read(text)) {
            if (found.start() <= cursor && cursor <= found.nameEnd() && !found.isInspection()) {
                return magics.named(found.name()).map(MagicEditor::about);
            }
            if (found.start() <= cursor && cursor <= found.end()) {
                return java.inspect(MagicReader.javaFrom(codeStart(found, text), found, text), cursor);
            }
        }
        return java.inspect(MagicReader.java(text), cursor);
    }

    static Inspection about(Magic magic) {
        String usage = HelpMagic.usage(magic);
        return new Inspection(
                usage + "\n\n" + magic.help() + ".", "```\n" + usage + "\n```\n" + magic.help() + ".\n", "");
    }

    /// Whether a text is a whole cell: its Java is, and a cell magic has something to apply to.
    public Readiness readiness(JavaSession java, String text) {
        var found = MagicReader.read(text);
        boolean waits = found.stream().anyMatch(magic -> magic.form() == Form.CELL)
                && !CellText.hasCode(MagicReader.java(text));
        if (waits) return new Readiness(Readiness.Kind.INCOMPLETE, 0);
        return java.readiness(MagicReader.java(text));
    }
}
