package catnap.kernel.java;

import catnap.kernel.java.Names.LiveMember;
import catnap.kernel.java.Names.LiveVariable;
import catnap.kernel.java.Names.Pending;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An older declaration that was compiled again for a cell's new variables. If the cell ends before it comes to them,
/// the declaration is again what it was.
///
/// @param holder the cell's class
/// @param live what it was, if it could be used
/// @param waiting what it was, if it could not be used yet
/// @param variables how many of the cell's variables have to be there for it to stay
record Recompiled(Member member, Class<?> holder, Optional<LiveMember> live, Optional<Pending> waiting, int variables) {

    /// Those of a cell that is going to be declared.
    static List<Recompiled> of(Outline outline, CellCompiler.Compiled compiled, Class<?> holder, Names names) {
        if (compiled.members().isEmpty()) return List.of(); // as for most cells
        Set<Member> older = new LinkedHashSet<>();
        List<Member> own = new ArrayList<>();
        for (Member member : compiled.members()) {
            (member.source().equals(outline.source()) ? own : older).add(member);
        }
        var found = new ArrayList<Recompiled>();
        // A cell comes to its variables one after another: what the first ones ask for has its reason in them.
        for (int count = 0; count <= outline.variables().size() && !older.isEmpty(); count++) {
            var variables = outline.variables().subList(0, count);
            for (Member member : Changes.of(outline, variables, own, retyped(variables, compiled, names), names)) {
                if (older.remove(member) && count > 0) found.add(of(member, holder, count, names));
            }
        }
        return found;
    }

    private static List<LiveVariable> retyped(List<Variable> variables, CellCompiler.Compiled compiled, Names names) {
        return variables.stream()
                .filter(compiled.fields()::containsKey)
                .flatMap(variable -> names.variable(variable.name()).stream())
                .toList();
    }

    private static Recompiled of(Member member, Class<?> holder, int variables, Names names) {
        var waiting = names.pending().stream()
                .filter(late -> late.member().equals(member))
                .findFirst();
        return new Recompiled(member, holder, names.member(member), waiting, variables);
    }
}
