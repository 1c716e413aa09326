package catnap.kernel.java;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.InlineTagTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.RawTextTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SnippetTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ThrowsTree;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A documentation comment, of either kind, as Markdown.
final class DocText {
    private static final Map<String, String> ENTITIES = Map.of(
            "lt", "<", "gt", ">", "amp", "&", "quot", "\"", "nbsp", " ", "le", "≤", "ge", "≥", "hellip", "…", "mdash",
            "—", "rarr", "→");

    private final StringBuilder out = new StringBuilder();
    private boolean preformatted;

    private DocText() {}

    static String markdown(DocCommentTree comment) {
        var text = new DocText();
        text.write(comment.getFullBody());
        for (DocTree tag : comment.getBlockTags()) text.block(tag);
        return text.out
                .toString()
                .replaceAll("[ \\t]+\\n", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }

    private void block(DocTree tag) {
        switch (tag) {
            case ParamTree param ->
                item(
                        "`" + (param.isTypeParameter() ? "<" + param.getName() + ">" : param.getName()) + "`",
                        param.getDescription());
            case ReturnTree result -> item("**Returns**", result.getDescription());
            case ThrowsTree error -> item("**Throws** `" + error.getExceptionName() + "`", error.getDescription());
            default -> {}
        }
    }

    private void item(String head, List<? extends DocTree> description) {
        out.append(out.toString().endsWith("\n") ? "" : "\n\n")
                .append("- ")
                .append(head)
                .append(": ");
        write(description);
        while (!out.isEmpty() && Character.isWhitespace(out.charAt(out.length() - 1))) out.setLength(out.length() - 1);
        out.append('\n');
    }

    private void write(List<? extends DocTree> trees) {
        trees.forEach(this::write);
    }

    private void write(DocTree tree) {
        switch (tree) {
            case TextTree text -> text(text.getBody());
            case RawTextTree markdown -> out.append(markdown.getContent());
            case EntityTree entity ->
                out.append(ENTITIES.getOrDefault(entity.getName().toString(), entity.toString()));
            case StartElementTree start -> element(start.getName().toString(), true);
            case EndElementTree end -> element(end.getName().toString(), false);
            case LiteralTree literal -> literal(literal);
            case LinkTree link -> link(link);
            case ReturnTree result -> {
                out.append("Returns ");
                write(result.getDescription());
                out.append('.');
            }
            case SnippetTree snippet -> snippet(snippet);
            case InlineTagTree tag -> out.append(tag.getTagName().equals("inheritDoc") ? "" : tag.toString());
            default -> {}
        }
    }

    private void text(String body) {
        out.append(preformatted ? body : body.replaceAll("\\s*\\n\\s*", "\n"));
    }

    private void literal(LiteralTree literal) {
        String body = literal.getBody().getBody();
        boolean code = literal.getKind() == DocTree.Kind.CODE && !preformatted;
        out.append(code ? "`" + body + "`" : body);
    }

    private void link(LinkTree link) {
        if (link.getLabel().isEmpty()) {
            String target =
                    link.getReference().getSignature().replaceFirst("^#", "").replace('#', '.');
            out.append('`').append(Diagnostics.withoutPackages(target)).append('`');
        } else {
            write(link.getLabel());
        }
    }

    private void snippet(SnippetTree snippet) {
        if (snippet.getBody() == null) return;
        out.append("\n```java\n")
                .append(snippet.getBody().getBody().stripIndent().strip())
                .append("\n```\n");
    }

    private void element(String name, boolean start) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "p" -> out.append(start ? "\n\n" : "");
            case "br" -> out.append('\n');
            case "pre" -> {
                preformatted = start;
                out.append("\n```\n");
            }
            case "code", "tt" -> out.append(preformatted ? "" : "`");
            case "b", "strong", "h1", "h2", "h3", "h4" -> out.append("**");
            case "i", "em" -> out.append('*');
            case "li", "dt" -> out.append(start ? "\n- " : "");
            case "ul", "ol", "dl", "table", "tr" -> out.append('\n');
            default -> {}
        }
    }
}
