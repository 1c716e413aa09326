package catnap.kernel.magic;

import catnap.kernel.output.MimeBundle;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A command of the kernel's, used as `%name arguments` on a line or `%%name arguments` on top of a cell.
///
/// To add one, implement this in a class of its own and list it in [Magics#standard].
public interface Magic {
    /// Where a magic stands, and what it applies to.
    enum Form {
        /// `%name` on a line of its own, where a statement may begin: it applies to the rest of that line.
        LINE,
        /// `%%name` on the first line of a cell: it applies to everything below.
        CELL
    }

    /// Its name: letters alone, without `%`.
    String name();

    /// What is written behind the name, such as `group:artifact:version …`; empty if nothing is.
    String arguments();

    /// What it does, in one line that begins with a verb.
    String help();

    /// The forms it has.
    default Set<Form> forms() {
        return Set.of(Form.LINE);
    }

    /// Does it. Called on the shell thread, where cells are compiled, between the Java before and the Java
    /// after it; the loop goes on meanwhile. Whatever takes time or runs the learner's code goes through the
    /// workbench, so that Stop reaches it.
    ///
    /// @return the value to show as the cell's result, if this is the cell's last part
    /// @throws UsageError if it was called wrongly
    /// @throws CodeFailed from the workbench: let it pass, the learner is told already
    Optional<MimeBundle> run(Call call, Workbench bench) throws Exception;

    /// Whether what it applies to is Java: then syntax errors in it are found before anything of the cell runs,
    /// and the editor completes it as Java.
    default boolean appliesToJava() {
        return false;
    }

    /// How much of what is behind the name are options, where the rest is Java.
    default int optionsEnd(String behind) {
        return 0;
    }

    /// What could stand behind the name where that is no Java, given what is typed of it. Any thread, and
    /// quick.
    default List<String> completions(String typed) {
        return List.of();
    }
}
