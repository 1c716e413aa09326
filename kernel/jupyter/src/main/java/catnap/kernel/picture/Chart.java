package catnap.kernel.picture;

import catnap.asyncio.trace.End;
import java.util.List;

/// What a timeline shows, before anybody draws it: lanes with intervals on them, marks, arrows between the lanes.
/// Times are nanoseconds since the beginning.
///
/// @param lanes from top to bottom
/// @param arrows between them
/// @param facts the figures of the caption
/// @param notes what the caption has to add: errors, blocked loops
record Chart(List<Lane> lanes, List<Arrow> arrows, Facts facts, List<String> notes) {
    Chart {
        lanes = List.copyOf(lanes);
        arrows = List.copyOf(arrows);
        notes = notes.stream().map(Chart::oneLine).toList();
    }

    /// The words in one line and without control characters, whatever somebody put into a name or a message.
    private static String oneLine(String words) {
        return words.replaceAll("\\p{Cntrl}+", " ");
    }

    /// What a task, the loop or a thread is doing. What is further down is drawn over what stands before it.
    enum State {
        IDLE("loop idle"),
        WAITING("waiting"),
        READY("ready, not yet run"),
        THREAD("code in a thread"),
        RUNNING("running"),
        BLOCKED("blocking the loop");

        private final String words;

        State(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /// What stands on a lane.
    enum LaneKind {
        TASK,
        GROUP,
        LOOP,
        THREAD
    }

    /// A stretch of time in one state.
    ///
    /// @param label what it waits for, where it blocks
    record Interval(long from, long to, State state, String label) {
        Interval {
            if (!label.isEmpty()) label = oneLine(label);
        }

        long nanos() {
            return to - from;
        }
    }

    /// A moment in a lane that matters.
    record Mark(long at, Sign sign) {}

    /// What a mark says.
    enum Sign {
        CANCEL_REQUESTED("cancel requested", 'C'),
        CANCELLED("cancelled", 'X'),
        FAILED("failed", 'F');

        private final String words;
        private final char letter;

        Sign(String words, char letter) {
            this.words = words;
            this.letter = letter;
        }

        String words() {
            return words;
        }

        char letter() {
            return letter;
        }
    }

    /// One lane.
    ///
    /// @param label whose it is
    /// @param depth how deep it is indented: under its parent
    /// @param kind what stands on it
    /// @param members the intervals: of one task, or of each task of a group
    /// @param marks the moments that matter
    /// @param outcome how it ended and how long it took, in a few words
    record Lane(
            String label, int depth, LaneKind kind, List<List<Interval>> members, List<Mark> marks, String outcome) {
        Lane {
            label = oneLine(label);
            members = List.copyOf(members);
            marks = List.copyOf(marks);
        }

        /// The intervals of a lane that is not a group's.
        List<Interval> intervals() {
            return members.getFirst();
        }
    }

    /// From one lane to another, at one moment.
    record Arrow(int from, int to, long at, ArrowKind kind) {}

    /// What an arrow says.
    enum ArrowKind {
        AWAITS("awaits"),
        WAKES("wakes up"),
        CANCELS("cancels");

        private final String words;

        ArrowKind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /// The figures.
    ///
    /// @param tasks how many tasks there were
    /// @param nanos how long it took
    /// @param sequentialNanos how long it would have taken one after another
    /// @param end how the whole ended
    /// @param complete false if the end is missing because the recording became too long
    record Facts(int tasks, long nanos, long sequentialNanos, End end, boolean complete) {}
}
