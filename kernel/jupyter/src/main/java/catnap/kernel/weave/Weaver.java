package catnap.kernel.weave;

import java.lang.classfile.AccessFlags;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.reflect.AccessFlag;
import java.util.regex.Pattern;

/// Rewrites the classes of cells before they are loaded.
final class Weaver {
    private static final Pattern CELL = Pattern.compile("REPL/Cell\\d+(?:_\\d+)?");

    private final ClassFile context;
    private final LineMap lines;

    Weaver(ClassLoader cells, LineMap lines) {
        // The default resolver knows neither cells nor the class path, and dies where two branches meet.
        this.context = ClassFile.of(
                ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(cells)
                        .orElse(ClassHierarchyResolver.defaultResolver())
                        .cached()),
                ClassFile.DeadCodeOption.PATCH_DEAD_CODE);
        this.lines = lines;
    }

    static boolean isCell(String internalName) {
        return CELL.matcher(internalName).matches();
    }

    byte[] weave(byte[] classFile) {
        ClassModel model = context.parse(classFile);
        ClassTransform transform = (builder, element) -> {
            switch (element) {
                case SourceFileAttribute _ -> builder.with(SourceFileAttribute.of(lines.sourceFile()));
                case MethodModel method
                when method.findAttribute(Attributes.code()).isPresent() -> builder.transformMethod(method, method());
                default -> builder.with(element);
            }
        };
        return context.transformClass(model, transform);
    }

    private MethodTransform method() {
        return (builder, element) -> {
            if (element instanceof AccessFlags flags && flags.has(AccessFlag.SYNCHRONIZED)) {
                MonitorWatch.countsNoMore();
            }
            if (element instanceof CodeModel code) {
                builder.transformCode(code, new CodeWeave(code, lines));
            } else {
                builder.with(element);
            }
        };
    }
}
