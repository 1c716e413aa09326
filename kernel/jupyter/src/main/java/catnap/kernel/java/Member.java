package catnap.kernel.java;

import java.util.Set;

/// A method or type declared at the top level of a cell.
///
/// @param chunk its text
/// @param name its simple name
/// @param key what a later declaration must share to replace it: `f(int,String)` for methods, the name for types
/// @param header the words outside its body: if one of them changes its meaning, so does this declaration for others
/// @param stateful a type that keeps static state of its own
record Member(Chunk chunk, String name, String key, String headerText, Set<String> header, boolean stateful) {

    boolean isMethod() {
        return chunk.kind() == Chunk.Kind.METHOD;
    }

    /// Its declaration up to its body, as the learner wrote it.
    String heading() {
        int body = headerText.indexOf('{');
        return (body < 0 ? headerText : headerText.substring(0, body)).strip();
    }

    Source source() {
        return chunk.source();
    }

    /// How a message speaks of it: `f()` or `class Foo`.
    String display() {
        return isMethod() ? name + "()" : name;
    }
}
