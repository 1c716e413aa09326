package catnap.kernel.java;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// Which things of other cells a class file names: `Cell3.x` for variables and methods, `Cell3$Foo` for types.
final class ClassUses {
    private static final Pattern TYPE =
            Pattern.compile("REPL/(Cell\\d+(?:_\\d+)?\\$[\\p{javaJavaIdentifierPart}&&[^$]]+)");

    private ClassUses() {}

    static Set<String> of(byte[] classFile) {
        var uses = new HashSet<String>();
        for (PoolEntry entry : ClassFile.of().parse(classFile).constantPool()) {
            switch (entry) {
                case MemberRefEntry member
                when isCell(member) ->
                    uses.add(member.owner().name().stringValue().substring(CellNames.PACKAGE.length() + 1) + "."
                            + member.name().stringValue());
                case Utf8Entry text -> {
                    var matcher = TYPE.matcher(text.stringValue());
                    while (matcher.find()) uses.add(matcher.group(1));
                }
                default -> {}
            }
        }
        return uses;
    }

    private static boolean isCell(MemberRefEntry member) {
        return CellNames.isTopClass(member.owner().name().stringValue());
    }
}
