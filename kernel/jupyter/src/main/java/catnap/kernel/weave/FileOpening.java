package catnap.kernel.weave;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/// The calls of the JDK that open a file, which they are given first.
final class FileOpening {
    private static final ClassDesc FILES = ClassDesc.of("catnap.kernel.weave.CellFiles");
    private static final MethodTypeDesc OPENS = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object);

    private static final Set<String> TYPES = Set.of(
            "java/io/FileInputStream",
            "java/io/FileOutputStream",
            "java/io/FileReader",
            "java/io/FileWriter",
            "java/io/PrintStream",
            "java/io/PrintWriter",
            "java/io/RandomAccessFile");
    private static final Set<String> METHODS = Set.of(
            "lines",
            "newBufferedReader",
            "newBufferedWriter",
            "newByteChannel",
            "newInputStream",
            "newOutputStream",
            "open",
            "readAllBytes",
            "readAllLines",
            "readString",
            "write",
            "writeString");
    private static final Set<String> NAMES = Set.of("Ljava/lang/String;", "Ljava/io/File;");
    private static final String PATH = "Ljava/nio/file/Path;";

    private FileOpening() {}

    static boolean is(String owner, InvokeInstruction call) {
        if (!owner.startsWith("java/") || call.typeSymbol().parameterCount() == 0) return false;
        String first = call.typeSymbol().parameterType(0).descriptorString();
        return switch (owner) {
            case "java/nio/file/Files", "java/nio/channels/FileChannel" ->
                first.equals(PATH) && METHODS.contains(call.name().stringValue());
            case "java/util/Scanner" -> isNew(call) && (first.equals(PATH) || first.equals("Ljava/io/File;"));
            default -> TYPES.contains(owner) && isNew(call) && NAMES.contains(first);
        };
    }

    private static boolean isNew(InvokeInstruction call) {
        return call.name().equalsString(ConstantDescs.INIT_NAME);
    }

    /// Tells of the file, which is on the stack below the other arguments.
    static void tell(CodeBuilder builder, InvokeInstruction call) {
        var types = call.typeSymbol().parameterList();
        int[] slots = new int[types.size()];
        for (int i = slots.length - 1; i > 0; i--) {
            slots[i] = builder.allocateLocal(TypeKind.from(types.get(i)));
            builder.storeLocal(TypeKind.from(types.get(i)), slots[i]);
        }
        builder.dup().invokestatic(FILES, "opens", OPENS);
        for (int i = 1; i < slots.length; i++) builder.loadLocal(TypeKind.from(types.get(i)), slots[i]);
    }
}
