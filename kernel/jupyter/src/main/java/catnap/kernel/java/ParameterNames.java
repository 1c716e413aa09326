package catnap.kernel.java;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.lang.model.element.ExecutableElement;

/// The names that the author of a library gave to parameters. The JDK's class files do not have them; its sources do.
///
/// A file is read by its tokens, once, as far as it declares methods: to have javac read the eight that an `ArrayList`
/// is made of would be felt.
final class ParameterNames {
    private static final int MOST_KEPT = 200;
    private static final Set<String> TYPE_WORDS = Set.of("class", "interface", "enum", "record");

    /// The parameters of one method, as they are written.
    private record Parameters(List<String> types, List<String> names) {
        /// Tells overloads apart, as [SourceDocs] does.
        String key() {
            return SourceDocs.key(types);
        }
    }

    private final Sources sources;
    private final ConcurrentMap<String, Map<String, List<Parameters>>> kept = new ConcurrentHashMap<>(); // any thread

    ParameterNames(Sources sources) {
        this.sources = sources;
    }

    /// The names of this method's parameters; none if nobody knows them.
    List<String> of(Javac.Run run, ExecutableElement method) {
        var parameters = method.getParameters();
        boolean known = parameters.stream()
                .noneMatch(each -> each.getSimpleName().toString().matches("arg\\d+"));
        if (known) return List.of();
        return SourceDocs.Named.of(run, method)
                .map(named -> methods(named).getOrDefault(path(named.types(), named.member()), List.of()))
                .orElse(List.of())
                .stream()
                .filter(written -> written.names().size() == parameters.size())
                .filter(written -> written.key().equals(SourceDocs.key(method)))
                .findFirst()
                .map(Parameters::names)
                .orElse(List.of());
    }

    private static String path(Iterable<String> types, String method) {
        return String.join(".", types) + "#" + method;
    }

    private Map<String, List<Parameters>> methods(SourceDocs.Named named) {
        var known = kept.get(named.outermost());
        if (known != null) return known;
        var text = sources.of(named.module(), named.outermost());
        if (text.isEmpty()) return Map.of(); // a later %maven may bring it
        var read = new Reading(Lexer.lex(text.get()).tokens()).read();
        if (kept.size() >= MOST_KEPT) kept.clear();
        kept.put(named.outermost(), read);
        return read;
    }

    /// One walk over a file.
    private static final class Reading {
        private final List<Token> tokens;
        private final Deque<String> types = new ArrayDeque<>(); // those that are open, the innermost last
        private final Map<String, List<Parameters>> found = new HashMap<>();
        private String declared = ""; // the type whose body comes next
        private int at;

        Reading(List<Token> tokens) {
            this.tokens = tokens;
        }

        Map<String, List<Parameters>> read() {
            while (at + 1 < tokens.size()) next();
            return found;
        }

        private void next() {
            Token token = tokens.get(at);
            Token following = tokens.get(at + 1);
            if (token.is("@") && !following.is("interface")) at = Splitter.pastAnnotation(tokens, at);
            else if (TYPE_WORDS.contains(token.text()) && following.isWord()) type(following.text());
            else if (token.is("{")) body();
            else if (token.is("=")) initializer();
            else if (token.isWord() && following.is("(")) parameters(token.text());
            else {
                if (token.is("}")) types.pollLast();
                at++;
            }
        }

        private void type(String name) {
            declared = name;
            at += 2;
            if (tokens.get(at).is("(")) at = Splitter.pastGroup(tokens, at); // a record's components
        }

        /// A type's body is entered, any other left out.
        private void body() {
            if (declared.isEmpty()) {
                at = Splitter.pastGroup(tokens, at);
                return;
            }
            types.addLast(declared);
            declared = "";
            at++;
        }

        private void initializer() {
            while (at < tokens.size() && !tokens.get(at).is(";")) at = Splitter.pastGroup(tokens, at);
        }

        private void parameters(String method) {
            int end = Splitter.pastGroup(tokens, at + 1);
            var parameters = new Parameters(new ArrayList<>(), new ArrayList<>());
            int from = at + 2;
            int depth = 0;
            for (int i = from; i < end; i++) {
                Token token = tokens.get(i);
                if (token.is("<")) depth++;
                if (token.is(">")) depth--;
                if (i + 1 == end || (depth == 0 && token.is(","))) {
                    if (from < i) add(parameters, from, i);
                    from = i + 1;
                }
            }
            found.computeIfAbsent(path(types, method), _ -> new ArrayList<>()).add(parameters);
            at = end;
        }

        private void add(Parameters parameters, int from, int to) {
            var type = new StringBuilder();
            for (int i = from; i + 1 < to; ) {
                if (tokens.get(i).is("@")) i = Splitter.pastAnnotation(tokens, i);
                else if (tokens.get(i).is("final")) i++;
                else type.append(tokens.get(i++).text());
            }
            parameters.types().add(type.toString());
            parameters.names().add(tokens.get(to - 1).text());
        }
    }
}
