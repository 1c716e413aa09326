package catnap.kernel.session;

import catnap.kernel.java.Completion;
import catnap.kernel.java.Inspection;
import catnap.kernel.java.JavaSession;
import catnap.kernel.output.MimeBundle;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The answers that an editor asks for while the learner types. None of them ever fails: a fault is logged, and the
/// answer is that there is none.
final class Editor {
    private static final Logger LOG = System.getLogger("catnap.kernel");

    private Editor() {}

    static Completions complete(@Nullable JavaSession java, String code, int cursor) {
        var none = new Completions(List.of(), cursor, cursor);
        if (java == null) return none;
        return guarded("complete", none, () -> completions(java.complete(code, cursor)));
    }

    private static Completions completions(Completion completion) {
        var matches = completion.proposals().stream()
                .map(proposal -> new Completions.Match(proposal.text(), proposal.kind(), proposal.signature()))
                .toList();
        return new Completions(matches, completion.start(), completion.end());
    }

    static Optional<MimeBundle> inspect(@Nullable JavaSession java, String code, int cursor) {
        if (java == null) return Optional.empty();
        return guarded(
                "inspect", Optional.empty(), () -> java.inspect(code, cursor).map(Editor::bundle));
    }

    private static MimeBundle bundle(Inspection inspection) {
        return new MimeBundle(
                Map.of("text/plain", inspection.plain(), "text/markdown", inspection.markdown()), Map.of());
    }

    static Completeness isComplete(@Nullable JavaSession java, String code) {
        var unknown = new Completeness(Completeness.Status.UNKNOWN, "");
        if (java == null) return unknown;
        return guarded("is_complete", unknown, () -> {
            var readiness = java.readiness(code);
            return switch (readiness.kind()) {
                case COMPLETE -> new Completeness(Completeness.Status.COMPLETE, "");
                case INVALID -> new Completeness(Completeness.Status.INVALID, "");
                case INCOMPLETE -> new Completeness(Completeness.Status.INCOMPLETE, " ".repeat(4 * readiness.depth()));
            };
        });
    }

    /// javac dies now and then on half-written code; that must not reach the learner.
    private static <T> T guarded(String what, T otherwise, Supplier<T> answer) {
        try {
            return answer.get();
        } catch (RuntimeException | Error fault) {
            LOG.log(Level.DEBUG, "no answer to " + what, fault);
            return otherwise;
        }
    }
}
