package catnap.kernel.protocol;

/// Places in a text: the protocol counts code points, Java counts chars, and a cat 🐈 is one of those and two of these.
final class CodePoints {
    private CodePoints() {}

    /// The index in chars, held within the text.
    static int toChars(String text, int codePoints) {
        int count = text.codePointCount(0, text.length());
        return text.offsetByCodePoints(0, Math.clamp(codePoints, 0, count));
    }

    /// The index in code points, held within the text.
    static int toCodePoints(String text, int chars) {
        return text.codePointCount(0, Math.clamp(chars, 0, text.length()));
    }
}
