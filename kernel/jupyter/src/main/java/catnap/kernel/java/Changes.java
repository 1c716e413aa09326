package catnap.kernel.java;

import catnap.kernel.java.Names.LiveMember;
import catnap.kernel.java.Names.LiveVariable;
import catnap.kernel.java.Names.Pending;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a new cell changes for older ones: the declarations that must be compiled again beside it, because a name
/// they use now means something else, or because a name they wait for is there at last.
///
/// A method whose header stays is not such a change: its callers are linked to the newest body (see `CellLinks`).
final class Changes {
    private final Names names;
    private final Set<String> ids = new HashSet<>();
    private final Set<String> words = new HashSet<>();
    private final Set<Member> again = new LinkedHashSet<>();

    private Changes(Names names) {
        this.names = names;
    }

    /// @param variables of the cell, all or the first of them
    /// @param replaced the live variables whose type they change
    static List<Member> of(
            Outline outline, List<Variable> variables, List<Member> own, List<LiveVariable> replaced, Names names) {
        var changes = new Changes(names);
        replaced.forEach(
                variable -> changes.mark(variable.id(), variable.variable().name()));
        for (Member member : own) changes.declare(member);
        changes.revive(outline, variables, own);
        changes.spread(own);
        return List.copyOf(changes.again);
    }

    private void mark(String id, String name) {
        ids.add(id);
        words.add(name);
    }

    private void declare(Member member) {
        names.member(member)
                .filter(live ->
                        !member.isMethod() || !live.member().headerText().equals(member.headerText()))
                .ifPresent(live -> mark(live.id(), member.name()));
        if (!member.isMethod()) return;
        // All overloads of a name live in one class: a member hides every import of its name.
        for (LiveMember overload : names.methodsNamed(member.name())) {
            if (!overload.member().key().equals(member.key())) again.add(overload.member());
        }
    }

    private void revive(Outline outline, List<Variable> variables, List<Member> own) {
        var declared = new HashSet<String>();
        own.forEach(member -> declared.add(member.name()));
        variables.forEach(variable -> declared.add(variable.name()));
        var waiting = new ArrayList<>(names.pending());
        waiting.removeIf(late -> own.stream()
                .anyMatch(member -> member.key().equals(late.member().key())));
        boolean imports = !outline.imports().isEmpty();
        var arrived =
                waiting.stream().filter(late -> imports || late.needs(declared)).toList();
        // What has waited is there for those who wait for it.
        while (!arrived.isEmpty()) {
            waiting.removeAll(arrived);
            for (Pending late : arrived) {
                again.add(late.member());
                declared.add(late.member().name());
            }
            arrived = waiting.stream().filter(late -> late.needs(declared)).toList();
        }
    }

    private void spread(List<Member> own) {
        if (ids.isEmpty()) return; // no name has changed its meaning
        var replaced = own.stream().map(Member::key).collect(Collectors.toSet());
        boolean grown = true;
        while (grown) {
            grown = false;
            for (LiveMember live : names.members()) {
                Member member = live.member();
                if (replaced.contains(member.key()) || !isTouched(live) || !again.add(member)) continue;
                grown = true;
                if (!member.isMethod() || member.header().stream().anyMatch(words::contains)) {
                    mark(live.id(), member.name());
                }
            }
        }
    }

    /// Types are compared by what their class files really name: to compile one again makes it another type.
    private boolean isTouched(LiveMember live) {
        return live.member().isMethod()
                ? live.member().chunk().words().stream().anyMatch(words::contains)
                : live.uses().stream().anyMatch(ids::contains);
    }
}
