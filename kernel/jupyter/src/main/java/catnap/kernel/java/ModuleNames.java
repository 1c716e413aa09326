package catnap.kernel.java;

import catnap.kernel.java.Completion.Proposal;
import java.lang.module.ModuleDescriptor;
import java.util.List;

/// The names that may stand behind `import module`.
final class ModuleNames {
    private static final String[] WORDS = {"module", "import"}; // from the cursor backwards

    private ModuleNames() {}

    /// Looked up when a module is first imported by hand.
    private static final class All {
        private static final List<String> NAMES = ModuleLayer.boot().modules().stream()
                .map(Module::getDescriptor)
                .filter(module -> module.exports().stream().anyMatch(each -> !each.isQualified()))
                .map(ModuleDescriptor::name)
                .sorted()
                .toList();
    }

    /// Where the name of a module begins that is being typed at the end of a text; -1 if it ends otherwise.
    static int start(String text) {
        int start = text.length();
        while (start > 0 && (isPart(text.charAt(start - 1)) || text.charAt(start - 1) == '.')) start--;
        int at = start;
        for (String word : WORDS) {
            int end = at;
            while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) end--;
            boolean apart = end < at;
            at = end - word.length();
            boolean whole = at == 0 || (at > 0 && !isPart(text.charAt(at - 1)));
            if (!apart || !whole || !text.startsWith(word, at)) return -1;
        }
        return start;
    }

    private static boolean isPart(char c) {
        return Character.isJavaIdentifierPart(c);
    }

    static List<Proposal> beginning(String prefix) {
        return All.NAMES.stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> new Proposal(name, "module", ""))
                .toList();
    }
}
