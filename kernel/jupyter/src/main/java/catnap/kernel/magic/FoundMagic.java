package catnap.kernel.magic;

import catnap.kernel.magic.Magic.Form;

/// A place in a cell where a magic is used, whether there is one of that name or not.
///
/// @param start where its `%` stands
/// @param nameEnd where its name ends
/// @param end where its line ends
record FoundMagic(Form form, String name, int start, int nameEnd, int end) {
    /// The name of what `name?` and `?name` are; it stands nowhere, and so ends where it begins.
    static final String INSPECTION = "?";

    boolean isInspection() {
        return name.equals(INSPECTION);
    }

    String written() {
        if (isInspection()) return name;
        return (form == Form.CELL ? "%%" : "%") + name;
    }

    /// Where the code begins that this magic applies to, behind its options.
    int codeStart(Magic magic, String text) {
        return nameEnd + magic.optionsEnd(text.substring(nameEnd, end));
    }

    /// What is behind the name, without blanks around it and without a `;` at its end if
    /// it is all there is.
    String arguments(String text) {
        String rest = text.substring(nameEnd, end).strip();
        return rest.equals(";") ? "" : rest;
    }
}
