package catnap.kernel.java;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;

/// Says how the learner has declared something, and what they wrote about it.
final class CellDocs {
    private final Names names;
    private final SourceDocs written;

    CellDocs(Names names, SourceDocs written) {
        this.names = names;
        this.written = written;
    }

    /// What cells declare under this name, outside of types.
    List<Doc> named(String name) {
        var found = new ArrayList<Doc>();
        names.variable(name).ifPresent(live -> {
            Chunk chunk = live.variable().chunk();
            found.add(new Doc(
                    Signatures.simple(live.type()) + " " + name,
                    comment(chunk.source().text(), chunk.start()),
                    chunk.source().label(),
                    chunk.text()));
        });
        for (Names.LiveMember live : names.members()) {
            Member member = live.member();
            if (!member.name().equals(name)) continue;
            String comment = comment(member.source().text(), member.chunk().start());
            found.add(new Doc(
                    member.heading(),
                    comment,
                    member.source().label(),
                    member.chunk().text()));
        }
        return found;
    }

    /// A member of a type that a cell declares. What is written as the language demands, a record's accessors for
    /// one, is not found.
    Optional<Doc> of(Javac.Run run, Element element) {
        var named = SourceDocs.Named.of(run, element);
        if (named.isEmpty() || named.get().types().size() < 2) return Optional.empty();
        String holder = named.get().types().getFirst();
        String type = named.get().types().get(1);
        return names.members().stream()
                .filter(live -> !live.member().isMethod()
                        && live.owner().equals(holder)
                        && live.member().name().equals(type))
                .findFirst()
                .map(Names.LiveMember::member)
                .flatMap(member -> written.in(textOf(member), named.get().within(holder), element)
                        .map(doc -> doc.at(member.source().label())));
    }

    private static String textOf(Member member) {
        return Comments.before(member.source().text(), member.chunk().start()) + "\n"
                + member.chunk().text();
    }

    /// What the text being typed declares.
    ///
    /// @param start where its declaration begins there
    /// @param end where it ends
    Doc here(Element element, String text, int start, int end) {
        String declaration = element instanceof VariableElement
                ? Signatures.declaration(element)
                : SourceDocs.header(text.substring(start, end));
        return new Doc(declaration, comment(text, start), "");
    }

    private String comment(String text, int start) {
        String comment = Comments.before(text, start);
        return Comments.isDocumentation(comment) ? written.markdown(comment) : Comments.plain(comment);
    }
}
