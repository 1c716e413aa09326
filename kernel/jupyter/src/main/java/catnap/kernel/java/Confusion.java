package catnap.kernel.java;

import catnap.kernel.java.Names.LiveMember;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What javac cannot know when it complains about a name: that it waits for another one, or that it hides one of the
/// JDK's or of ours.
final class Confusion {
    private static final Pattern ON_TYPE =
            Pattern.compile("location:\\s+(?:class|interface) (\\w+)$|^type (\\w+) does");
    private static final List<String> USUAL_PACKAGES = List.of("java.lang.", "catnap.asyncio.", "catnap.http.");

    private final Names names;
    private final List<Member> own;
    private final Preload preload;

    /// @param own what the cell itself declares
    Confusion(Names names, List<Member> own, Preload preload) {
        this.names = names;
        this.own = own;
        this.preload = preload;
    }

    /// The problem in other words, or with a line more, if there is something to say.
    Problem explain(Problem problem) {
        if (Unresolved.isName(problem)) return waiting(problem).orElse(problem);
        if (problem.hint().isPresent()) return problem;
        return Stream.of(hiddenType(problem), hiddenMethod(problem))
                .flatMap(Optional::stream)
                .findFirst()
                .map(problem::withHint)
                .orElse(problem);
    }

    /// A name that was declared but waits for another one is not simply unknown.
    private Optional<Problem> waiting(Problem problem) {
        String name = Unresolved.name(problem);
        return names.pending().stream()
                .filter(waiting -> waiting.member().name().equals(name))
                .findFirst()
                .map(waiting -> new Problem(
                        problem.source(),
                        problem.start(),
                        problem.position(),
                        problem.end(),
                        "catnap.waits",
                        waiting.description()));
    }

    private Optional<String> hiddenType(Problem problem) {
        var found = ON_TYPE.matcher(problem.message());
        if (!found.find()) return Optional.empty();
        String name = found.group(1) == null ? found.group(2) : found.group(1);
        boolean mine = names.typeOwner(name).isPresent() || declares(member -> !member.isMethod(), name);
        if (!mine) return Optional.empty();
        var packages = JdkTypes.packagesOf(name).stream().map(place -> place + ".");
        return Stream.concat(packages, USUAL_PACKAGES.stream())
                .map(place -> place + name)
                .filter(Confusion::isPublic)
                .findFirst()
                .map(hidden -> name + " is a type of your own here, and hides " + hidden);
    }

    private static boolean isPublic(String className) {
        try {
            var type = Class.forName(className, false, Confusion.class.getClassLoader());
            return Modifier.isPublic(type.getModifiers());
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /// The innermost call around the problem, or at it, whose method the learner has made one of their own.
    private Optional<String> hiddenMethod(Problem problem) {
        return calls(problem).stream()
                .limit(1)
                .filter(name -> !names.methodsNamed(name).isEmpty() || declares(Member::isMethod, name))
                .flatMap(name -> preload.owner(name).stream()
                        .map(owner -> name + " is a method of your own" + cell(name) + ", and hides " + owner
                                + "'s: say " + owner + "." + name + "(…)"))
                .findFirst();
    }

    private String cell(String method) {
        if (declares(Member::isMethod, method)) return " here";
        LiveMember live = names.methodsNamed(method).getLast();
        return " (" + live.member().source().label() + ")";
    }

    private boolean declares(Predicate<Member> kind, String name) {
        return own.stream().filter(kind).anyMatch(member -> member.name().equals(name));
    }

    /// The names of the calls that a problem stands in, the innermost first; none where the name follows a dot.
    private static List<String> calls(Problem problem) {
        var tokens = Lexer.lex(problem.source().text()).tokens();
        var open = new ArrayList<String>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean called = token.isWord()
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).is("(")
                    && (i == 0 || !tokens.get(i - 1).is("."));
            if (called && token.start() == problem.position()) {
                open.addFirst(token.text());
                return open;
            }
            if (token.start() >= problem.position()) return open;
            if (token.is("(")) open.addFirst(callee(tokens, i));
            else if (token.is("{")) open.addFirst("");
            else if ((token.is(")") || token.is("}")) && !open.isEmpty()) open.removeFirst();
        }
        return open;
    }

    private static String callee(List<Token> tokens, int parenthesis) {
        boolean named = parenthesis > 0 && tokens.get(parenthesis - 1).isWord();
        boolean dotted = parenthesis > 1 && tokens.get(parenthesis - 2).is(".");
        return named && !dotted ? tokens.get(parenthesis - 1).text() : "";
    }
}
