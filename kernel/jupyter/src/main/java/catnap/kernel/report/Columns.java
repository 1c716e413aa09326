package catnap.kernel.report;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/// How many columns a text takes where letters are of one width: two for Chinese, Japanese, Korean and emoji, none for
/// what joins the letter before it.
final class Columns {
    private static final Set<UnicodeScript> WIDE = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO);
    private static final int FIRST_FULL_WIDTH = 0xFF01;
    private static final int LAST_FULL_WIDTH = 0xFF60;

    private Columns() {}

    static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    private static int of(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(character) ? 2 : 1;
        };
    }

    private static boolean isWide(int character) {
        return Character.isEmojiPresentation(character)
                || WIDE.contains(UnicodeScript.of(character))
                || (character >= FIRST_FULL_WIDTH && character <= LAST_FULL_WIDTH);
    }

    /// Blanks as wide as the text; tabs stay what they are.
    static String blank(String text) {
        var blanks = new StringBuilder();
        text.codePoints().forEach(c -> blanks.append(c == '\t' ? "\t" : " ".repeat(of(c))));
        return blanks.toString();
    }
}
