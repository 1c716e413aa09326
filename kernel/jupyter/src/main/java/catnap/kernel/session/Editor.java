package catnap.kernel.session;

import catnap.kernel.java.Completion;
import catnap.kernel.java.Inspection;
import catnap.kernel.java.JavaSession;
import catnap.kernel.magic.MagicEditor;
import catnap.kernel.output.MimeBundle;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// The answers that an editor asks for while the learner types. None of them ever fails: a fault is logged, and the
/// answer is that there is none.
final class Editor {
    private static final Logger LOG = System.getLogger("catnap.kernel");

    private final CompletableFuture<JavaSession> java;
    private final MagicEditor cells;

    /// @param java the session, once it is warm; before that, whoever asks waits
    Editor(CompletableFuture<JavaSession> java, MagicEditor cells) {
        this.java = java;
        this.cells = cells;
    }

    Completions complete(String code, int cursor) {
        var none = new Completions(List.of(), cursor, cursor);
        return answer("complete", none, session -> completions(cells.complete(session, code, cursor)));
    }

    /// Asks what a learner will ask, so that the first answer is quick.
    void rehearse() {
        var _ = complete("List.o", "List.o".length());
        var _ = inspect("List.of", "List.of".length(), false);
    }

    private static Completions completions(Completion completion) {
        var matches = completion.proposals().stream()
                .map(proposal -> new Completions.Match(proposal.text(), proposal.kind(), proposal.signature()))
                .toList();
        return new Completions(matches, completion.start(), completion.end());
    }

    /// @param whole with its source
    Optional<MimeBundle> inspect(String code, int cursor, boolean whole) {
        return answer(
                "inspect",
                Optional.empty(),
                session ->
                        cells.inspect(session, code, cursor).map(found -> bundle(whole ? found.withSource() : found)));
    }

    private static MimeBundle bundle(Inspection inspection) {
        return new MimeBundle(
                Map.of("text/plain", inspection.plain(), "text/markdown", inspection.markdown()), Map.of());
    }

    Completeness isComplete(String code) {
        var unknown = new Completeness(Completeness.Status.UNKNOWN, "");
        return answer("is_complete", unknown, session -> {
            var readiness = cells.readiness(session, code);
            return switch (readiness.kind()) {
                case COMPLETE -> new Completeness(Completeness.Status.COMPLETE, "");
                case INVALID -> new Completeness(Completeness.Status.INVALID, "");
                case INCOMPLETE -> new Completeness(Completeness.Status.INCOMPLETE, " ".repeat(4 * readiness.depth()));
            };
        });
    }

    /// javac dies now and then on half-written code; that must not reach the learner.
    private <T> T answer(String what, T otherwise, Function<JavaSession, T> question) {
        try {
            return question.apply(java.join());
        } catch (RuntimeException | Error fault) {
            LOG.log(Level.DEBUG, "no answer to " + what, fault);
            return otherwise;
        }
    }
}
