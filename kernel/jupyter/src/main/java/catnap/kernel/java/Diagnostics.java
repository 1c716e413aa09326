package catnap.kernel.java;

import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/// Translates javac's complaints about a unit into problems of cells.
final class Diagnostics {
    private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])");

    private static final Pattern ANNOTATION = Pattern.compile("@(?!interface )[\\w.]+ ");

    private static final Pattern OUR_CLASS =
            Pattern.compile(" in (?:class )?(?:REPL\\.)?Cell\\d+(?:_\\d+)?(?![\\w.$])");
    private static final Pattern ANONYMOUS = Pattern.compile("<anonymous [\\w.]*\\$\\d+>");
    private static final Pattern CELL_TYPE = Pattern.compile("\\bREPL\\.(Cell\\d+(?:_\\d+)?)\\.(\\w+)");

    private Diagnostics() {}

    static Optional<Problem> problem(Diagnostic<? extends JavaFileObject> diagnostic, UnitText unit) {
        return unit.place(Math.max(0, diagnostic.getPosition())).map(place -> {
            int start = offset(unit, diagnostic.getStartPosition(), place);
            int end = offset(unit, diagnostic.getEndPosition(), place);
            return new Problem(
                    place.source(),
                    start,
                    place.offset(),
                    Math.max(end, start),
                    diagnostic.getCode(),
                    words(diagnostic.getMessage(Locale.ENGLISH)));
        });
    }

    private static int offset(UnitText unit, long position, UnitText.Place fallback) {
        if (position < 0) return fallback.offset();
        return unit.place(position)
                .filter(place -> place.source().equals(fallback.source()))
                .orElse(fallback)
                .offset();
    }

    /// javac's words without packages and our classes: no `java.lang.String`, no `REPL.Cell3.Foo`, no
    /// `location: class Cell3`. Where that makes one name of two types, it is said.
    private static String words(String message) {
        String words = withoutOurs(message);
        return twins(message)
                .map(name -> words + "\n" + Problem.HINT + "two types are called " + name
                        + ": what was made before it was declared again keeps the old one; make it anew")
                .orElse(words);
    }

    private static Optional<String> twins(String message) {
        var owners = new HashMap<String, String>();
        return CELL_TYPE
                .matcher(message)
                .results()
                .filter(type -> {
                    String known = owners.putIfAbsent(type.group(2), type.group(1));
                    return known != null && !known.equals(type.group(1));
                })
                .map(type -> type.group(2))
                .findFirst();
    }

    /// The hint that a complaint is about a type which has been declared again since.
    ///
    /// @param newest the class that holds the type of this name now, if cells have declared one
    /// @param here the class that is being compiled
    static Optional<String> outdated(String message, Function<String, Optional<String>> newest, String here) {
        return CELL_TYPE
                .matcher(message)
                .results()
                .filter(type -> !type.group(1).equals(here))
                .filter(type -> newest.apply(type.group(2))
                        .filter(owner -> !owner.equals(type.group(1)))
                        .isPresent())
                .map(type ->
                        type.group(2) + " was declared again, and what was made before keeps the old one; make it anew")
                .findFirst();
    }

    private static String withoutOurs(String message) {
        var lines = new StringBuilder();
        for (String line : message.lines().toList()) {
            if (line.strip().matches("location:\\s+class (REPL\\.)?Cell\\d+(_\\d+)?")) continue;
            if (!lines.isEmpty()) lines.append('\n');
            String ours = OUR_CLASS.matcher(line).replaceAll("").replace("<nulltype>", "<null>");
            lines.append(withoutPackages(ANONYMOUS.matcher(ours).replaceAll("this anonymous class")));
        }
        return lines.toString();
    }

    static String withoutPackages(String text) {
        return PACKAGE.matcher(CellNames.strip(ANNOTATION.matcher(text).replaceAll("")))
                .replaceAll("");
    }
}
