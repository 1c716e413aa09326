package catnap.kernel.java;

import java.util.List;
import java.util.Optional;

/// A variable declared at the top level of a cell.
///
/// @param chunk the statement that declares it, maybe with others
/// @param name its name
/// @param type its type as written; empty for `var`
/// @param typeStart where that text begins in the cell, or -1 if it is not there as a whole (`int a[]`)
/// @param initStart where its value begins, or -1 if it has none
/// @param initEnd where its value ends
/// @param bareArray its value is `{1, 2}`, which only a declaration may have
record Variable(
        Chunk chunk, String name, Optional<String> type, int typeStart, int initStart, int initEnd, boolean bareArray) {

    /// Not of all tokens: whoever keeps something by variable asks for it again and again.
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    boolean isInferred() {
        return type.isEmpty();
    }

    /// Whether it keeps its value until it is declared again. Without a value it waits for one, as any `final` does.
    boolean isFinal() {
        return hasValue() && isFinal(chunk.tokens());
    }

    private boolean isFinal(List<Token> tokens) {
        for (Token token : tokens) {
            if (token.is("final")) return true;
            if (token.is(name) || token.is("=")) return false;
        }
        return false;
    }

    boolean hasValue() {
        return initStart >= 0;
    }
}
