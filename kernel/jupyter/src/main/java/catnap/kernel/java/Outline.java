package catnap.kernel.java;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a cell declares and does, read from its syntax alone.
///
/// @param source the cell
/// @param imports its import declarations
/// @param members its methods and types
/// @param steps its statements, in order
/// @param result the last expression, if the cell ends in one; it is not among the steps
record Outline(Source source, List<Chunk> imports, List<Member> members, List<Step> steps, Optional<Chunk> result) {

    /// One statement of the cell's body.
    sealed interface Step {
        Chunk chunk();
    }

    /// Declares variables, which outlive the cell.
    record Declare(Chunk chunk, List<Variable> variables) implements Step {}

    /// Anything else.
    record Run(Chunk chunk) implements Step {}

    List<Variable> variables() {
        var all = new ArrayList<Variable>();
        for (Step step : steps) {
            if (step instanceof Declare(var _, var variables)) all.addAll(variables);
        }
        return all;
    }

    boolean runsCode() {
        return !steps.isEmpty() || result.isPresent();
    }

    /// Every word of the cell: a superset of the names it uses.
    Set<String> words() {
        var words = new TreeSet<String>();
        members.forEach(member -> words.addAll(member.chunk().words()));
        steps.forEach(step -> words.addAll(step.chunk().words()));
        result.ifPresent(chunk -> words.addAll(chunk.words()));
        return words;
    }
}
