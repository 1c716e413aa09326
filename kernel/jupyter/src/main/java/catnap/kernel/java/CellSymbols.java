package catnap.kernel.java;

import catnap.kernel.java.MemoryFiles.ClassFileObject;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.ModuleSymbol;
import com.sun.tools.javac.code.Symbol.PackageSymbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.Name;
import com.sun.tools.javac.util.Names;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a compiler that is used again knows of the cells' package. To have it forget the package, as JShell does, and
/// list it again costs each run a look at all cells there have been: a fifth of a small cell, and more in long
/// sessions.
/// So it is told what has come since, and it forgets what it knows from source: that is on its way to become a class
/// file, or came to nothing.
final class CellSymbols {
    private final Context context;
    private int heard; // how many of the news; under the lock of Javac

    CellSymbols(Context context) {
        this.context = context;
    }

    private Symtab symbols() {
        return Symtab.instance(context);
    }

    private Name name(String text) {
        return Names.instance(context).fromString(text);
    }

    private ModuleSymbol module() {
        var symbols = symbols();
        return symbols.java_base.equals(symbols.noModule) ? symbols.noModule : symbols.unnamedModule;
    }

    private @Nullable PackageSymbol listed() {
        var cells = symbols().getPackage(module(), name(CellNames.PACKAGE));
        return cells == null || cells.members_field == null ? null : cells;
    }

    /// Makes class files known, as `ClassFinder.includeClassFile` does for those it finds. A package that was never
    /// listed is listed when it is needed.
    void add(List<ClassFileObject> news) {
        var cells = listed();
        if (cells == null) return;
        for (; heard < news.size(); heard++) add(cells, news.get(heard));
    }

    private void add(PackageSymbol cells, ClassFileObject file) {
        Name name = name(file.simpleName());
        if (cells.members_field.findFirst(name) != null) return;
        ClassSymbol type = symbols().enterClass(module(), name, cells);
        if (type.classfile == null) type.classfile = file;
        type.flags_field |= Flags.CLASS_SEEN;
        if (type.owner.equals(cells)) cells.members_field.enter(type); // it might be nested
    }

    /// Forgets classes that are known from source.
    ///
    /// @param units the names of the classes that the units hold, without their package
    /// @param written the binary names of what has been written
    void remove(Collection<String> units, Collection<String> written) {
        for (String type : written) symbols().removeClass(module(), name(type));
        var cells = listed();
        if (cells == null) return;
        for (String unit : units) {
            var type = cells.members_field.findFirst(name(unit));
            if (type != null) cells.members_field.remove(type);
            symbols().removeClass(module(), name(CellNames.PACKAGE + "." + unit));
        }
    }
}
