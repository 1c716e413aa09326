package catnap.conformance;

import java.util.ArrayList;
import java.util.List;

/// Where the lines may differ, and why. What is not here must be the same, letter for letter.
///
/// Two kinds of difference do not show in the lines, because the twins speak Python: the names of errors ([Words]),
/// and the moment of reports that CPython makes when its collector finds something, where the twins ask for them by
/// [catnap.asyncio.EventLoop#reportLeftovers] and [catnap.asyncio.EventLoop#shutdownAsyncgens].
final class Differences {
    /// What asyncio itself did differently before 3.13, where we follow the newest.
    private static final List<Changed> CHANGED = List.of(
            new Changed("cancel_self_then_uncancel", "CancelledError('')", "5"),
            new Changed("future_states", "TypeError('StopIteration inter", "RuntimeError('StopIteration inter"),
            new Changed("timeout_misuse", "AssertionError()", "RuntimeError('Timeout has not been entered')"),
            new Changed("timeout_misuse", "AssertionError()", "RuntimeError('Timeout has already been entered')"),
            new Changed("a_gather_of_done_futures_is_done", "False [", "True ["),
            // Before 3.12 wait_for made a task of what it was given, and cancelled that without a message.
            new Changed("wait_for_in_the_callers_task", "True False", "True True"),
            new Changed("wait_for_cancelled_from_outside", "t cancelled ()", "t cancelled ('outside',)"),
            new Changed("awaited_code_shares_the_context", "awaited", "wait_for"),
            // A group that hid a cancel kept no count of it, or too many.
            new Changed("groups_nest_and_fail", "1", "0"),
            new Changed("a_group_is_cancelled_while_it_shuts_down", "[ValueError('x')] 2", "[ValueError('x')] 1"),
            new Changed(
                    "semaphores_refuse", "ValueError('parties must be > 0')", "ValueError('parties must be >= 1')"));

    /// One line that older Pythons print in another way.
    ///
    /// @param then how the line began
    /// @param now how it begins
    private record Changed(String scenario, String then, String now) {}

    /// What a machine's Python, perhaps an older one, has printed, as the newest prints it: a line may differ from
    /// the recorded one only as the table says.
    static List<String> brought(String scenario, List<String> printed, List<String> recorded) {
        var lines = new ArrayList<>(printed);
        for (int i = 0; i < Math.min(lines.size(), recorded.size()); i++) {
            if (isOlderWay(scenario, lines.get(i), recorded.get(i))) lines.set(i, recorded.get(i));
        }
        return lines;
    }

    private static boolean isOlderWay(String scenario, String printed, String recorded) {
        return CHANGED.stream()
                .anyMatch(change -> change.scenario.equals(scenario)
                        && printed.startsWith(change.then)
                        && recorded.equals(change.now + printed.substring(change.then.length())));
    }

    private Differences() {}
}
