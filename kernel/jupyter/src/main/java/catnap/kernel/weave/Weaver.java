package catnap.kernel.weave;

import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldBuilder;
import java.lang.classfile.FieldElement;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
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
                ClassFile.DeadCodeOption.PATCH_DEAD_CODE,
                // A shared pool would still name the cells whose methods are now called through links.
                ClassFile.ConstantPoolSharingOption.NEW_POOL);
        this.lines = lines;
    }

    static boolean isCell(String internalName) {
        return internalName.startsWith("REPL/") && CELL.matcher(internalName).matches();
    }

    ClassModel parse(byte[] classFile) {
        return context.parse(classFile);
    }

    /// Whether a class can be loaded as javac has written it: a cell's whose only method is the body, and that calls
    /// nothing, names nothing but cells' variables, and goes straight on: `int x = 5`, `x + 1`.
    static boolean isPlain(ClassModel model) {
        if (model.methods().size() != 1 || !isCell(model.thisClass().asInternalName())) return false;
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof InvokeDynamicEntry || (entry instanceof MemberRefEntry member && !isVariable(member)))
                return false;
        }
        CodeModel code = model.methods().getFirst().code().orElseThrow();
        if (!code.exceptionHandlers().isEmpty()) return false;
        for (CodeElement element : code) {
            if (element instanceof BranchInstruction
                    || element instanceof TableSwitchInstruction
                    || element instanceof LookupSwitchInstruction
                    || element instanceof MonitorInstruction) return false;
        }
        return true;
    }

    /// The fields of other classes are none: to read one may run the code that initialises its class.
    private static boolean isVariable(MemberRefEntry member) {
        return member instanceof FieldRefEntry && isCell(member.owner().asInternalName());
    }

    byte[] weave(ClassModel model) {
        boolean cell = isCell(model.thisClass().asInternalName());
        ClassTransform transform = (builder, element) -> {
            switch (element) {
                // Nobody makes an object of a cell.
                case MethodModel method when cell && method.methodName().equalsString("<init>") -> {}
                case SourceFileAttribute _ -> builder.with(SourceFileAttribute.of(lines.sourceFile()));
                case AccessFlags flags -> builder.withFlags(opened(flags.flagsMask()));
                case MethodModel method -> builder.transformMethod(method, method());
                case FieldModel field -> builder.transformField(field, Weaver::open);
                default -> builder.with(element);
            }
        };
        return context.transformClass(model, transform);
    }

    private MethodTransform method() {
        return (builder, element) -> {
            switch (element) {
                case AccessFlags flags -> {
                    if (flags.has(AccessFlag.SYNCHRONIZED)) MonitorWatch.countsNoMore();
                    builder.withFlags(opened(flags.flagsMask()));
                }
                case CodeModel code -> builder.transformCode(code, new CodeWeave(code, lines));
                default -> builder.with(element);
            }
        };
    }

    private static void open(FieldBuilder builder, FieldElement element) {
        if (element instanceof AccessFlags flags) {
            builder.withFlags(opened(flags.flagsMask()));
        } else {
            builder.with(element);
        }
    }

    /// What is package-private or protected becomes public. To javac all cells share a package; to the JVM they do
    /// not, because each has its own loader.
    private static int opened(int flags) {
        if ((flags & ClassFile.ACC_PRIVATE) != 0) return flags;
        return (flags & ~ClassFile.ACC_PROTECTED) | ClassFile.ACC_PUBLIC;
    }
}
