package catnap.kernel.weave;

import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// What a class file, woven if need be, names of cells.
///
/// @param cells the top-level classes of the cells whose types and variables it names
/// @param calls the methods it calls through links
record CellUses(Set<String> cells, Set<String> calls) {
    // With dots where a pattern switch names an enum's constant.
    private static final String PACKAGE = "REPL";
    private static final Pattern CELL = Pattern.compile(PACKAGE + "[/.](Cell\\d+(?:_\\d+)?)");

    static CellUses of(ClassModel woven) {
        var uses = new CellUses(new HashSet<>(), new HashSet<>());
        for (PoolEntry entry : woven.constantPool()) {
            switch (entry) {
                case Utf8Entry text -> uses.addCells(text.stringValue());
                case InvokeDynamicEntry call ->
                    uses.calls.add(
                            CellLinks.key(call.name().stringValue(), call.type().stringValue()));
                default -> {}
            }
        }
        return uses;
    }

    private void addCells(String text) {
        if (!text.contains(PACKAGE)) return; // as nearly all of them
        var matcher = CELL.matcher(text);
        while (matcher.find()) cells.add("REPL." + matcher.group(1));
    }
}
