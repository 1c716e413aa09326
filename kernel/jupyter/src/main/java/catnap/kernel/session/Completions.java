package catnap.kernel.session;

import java.util.List;

/// TEMPORARY on branch protocol.
public record Completions(List<Match> matches, int start, int end) {
    public record Match(String text, String type, String signature) {}
}
