package catnap.kernel.java;

/// One word or sign of Java, with its place in the cell. Comments and blanks are not tokens.
record Token(Kind kind, String text, int start, int end) {

    enum Kind {
        /// An identifier or a keyword.
        WORD,
        /// A number, a string, a text block or a character.
        LITERAL,
        /// One character of punctuation; `->` and `::` are whole.
        SIGN
    }

    boolean is(String expected) {
        return kind != Kind.LITERAL && text.equals(expected);
    }

    boolean isWord() {
        return kind == Kind.WORD;
    }
}
