package catnap.kernel.picture;

import catnap.asyncio.trace.End;
import catnap.kernel.picture.Chart.Facts;

/// The figures of a chart in words.
final class Caption {
    private Caption() {}

    /// `6 tasks took 0.30 s; one after another 1.50 s: 5.0 times as fast`.
    static String of(Facts facts) {
        var text = new StringBuilder(facts.tasks() == 1 ? "1 task" : facts.tasks() + " tasks");
        text.append(facts.end() == End.PENDING ? " so far " : " took ").append(TimeText.of(facts.nanos()));
        String speedUp = TimeText.speedUp(facts.sequentialNanos(), facts.nanos());
        if (facts.tasks() > 1 && !speedUp.isEmpty()) {
            text.append("; one after another ")
                    .append(TimeText.of(facts.sequentialNanos()))
                    .append(": ")
                    .append(speedUp);
        } else if (facts.tasks() > 1) {
            text.append("; no faster than one after another");
        }
        if (facts.end() == End.FAILED) text.append("; it failed");
        if (facts.end() == End.CANCELLED) text.append("; it was cancelled");
        if (!facts.complete()) text.append("; the recording was cut, because it became too long");
        return text.toString();
    }
}
