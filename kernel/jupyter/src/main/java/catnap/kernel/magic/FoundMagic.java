package catnap.kernel.magic;

import catnap.kernel.magic.Magic.Form;

/// A place in a cell where a magic is used, whether there is one of that name or not.
///
/// @param start where its `%` stands
/// @param nameEnd where its name ends
/// @param end where its line ends
record FoundMagic(Form form, String name, int start, int nameEnd, int end) {
    String written() {
        return (form == Form.CELL ? "%%" : "%") + name;
    }

    /// Where what is behind the name begins and ends, without blanks around it and without a `;` at its end if
    /// it is all there is.
    String arguments(String text) {
        String rest = text.substring(nameEnd, end).strip();
        return rest.equals(";") ? "" : rest;
    }
}
