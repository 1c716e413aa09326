package catnap.kernel.weave;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.Set;

/// Rewrites the body of one method: stop checks at its entry, before every jump back and inside every handler; calls
/// of cells' methods through [CellLinks]; no way to end the JVM; stack traces without the
/// kernel's frames; the cell's own line numbers.
final class CodeWeave implements CodeTransform {
    private static final ClassDesc STOP_CHECK = ClassDesc.of("catnap.kernel.weave.StopCheck");
    private static final ClassDesc MONITORS = ClassDesc.of("catnap.kernel.weave.MonitorWatch");
    private static final ClassDesc SCANNER_SOURCE = ClassDesc.of("catnap.kernel.weave.ScannerSource");
    private static final ClassDesc INPUT_STREAM = ClassDesc.of("java.io.InputStream");
    private static final ClassDesc READABLE = ClassDesc.of("java.lang.Readable");
    private static final DirectMethodHandleDesc LINK = MethodHandleDesc.ofMethod(
            DirectMethodHandleDesc.Kind.STATIC,
            ClassDesc.of("catnap.kernel.weave.CellLinks"),
            "link",
            MethodTypeDesc.of(
                    ConstantDescs.CD_CallSite,
                    ConstantDescs.CD_MethodHandles_Lookup,
                    ConstantDescs.CD_String,
                    ConstantDescs.CD_MethodType));

    private final LineMap lines;
    private final Set<Label> handlers = new HashSet<>();
    private final Set<Label> passed = new HashSet<>();
    private boolean inHandlerStart;

    CodeWeave(CodeModel code, LineMap lines) {
        this.lines = lines;
        for (ExceptionCatch handler : code.exceptionHandlers()) {
            // A handler without a type is a `finally`: it cleans up and throws on.
            if (handler.catchType().isPresent()) handlers.add(handler.handler());
        }
    }

    @Override
    public void atStart(CodeBuilder builder) {
        check(builder);
    }

    @Override
    public void accept(CodeBuilder builder, CodeElement element) {
        switch (element) {
            case LabelTarget label -> {
                passed.add(label.label());
                builder.with(element);
                inHandlerStart |= handlers.contains(label.label());
            }
            case LineNumber line -> line(builder, line);
            // A handler begins by storing or dropping what it caught; only then is the stack as it was.
            case StoreInstruction store
            when inHandlerStart -> {
                builder.with(store);
                check(builder, "checkHandler");
                inHandlerStart = false;
            }
            case StackInstruction pop
            when inHandlerStart -> {
                builder.with(pop);
                check(builder, "checkHandler");
                inHandlerStart = false;
            }
            case BranchInstruction branch
            when passed.contains(branch.target()) -> {
                check(builder);
                builder.with(element);
            }
            case TableSwitchInstruction table
            when isBackward(table) -> {
                check(builder);
                builder.with(element);
            }
            case LookupSwitchInstruction lookup
            when isBackward(lookup) -> {
                check(builder);
                builder.with(element);
            }
            case InvokeInstruction call -> call(builder, call);
            case InvokeDynamicInstruction dynamic -> dynamic(builder, dynamic);
            case MonitorInstruction monitor -> monitor(builder, monitor);
            default -> builder.with(element);
        }
    }

    private boolean isBackward(TableSwitchInstruction table) {
        return passed.contains(table.defaultTarget())
                || table.cases().stream().anyMatch(c -> passed.contains(c.target()));
    }

    private boolean isBackward(LookupSwitchInstruction lookup) {
        return passed.contains(lookup.defaultTarget())
                || lookup.cases().stream().anyMatch(c -> passed.contains(c.target()));
    }

    private static void monitor(CodeBuilder builder, MonitorInstruction monitor) {
        builder.with(monitor);
        boolean entered = monitor.opcode() == Opcode.MONITORENTER;
        builder.invokestatic(MONITORS, entered ? "entered" : "left", ConstantDescs.MTD_void);
    }

    private void line(CodeBuilder builder, LineNumber line) {
        int mapped = lines.line(line.line());
        if (mapped > 0) builder.lineNumber(mapped);
    }

    private static void check(CodeBuilder builder) {
        check(builder, "check");
    }

    private static void check(CodeBuilder builder, String method) {
        Label goOn = builder.newLabel();
        builder.getstatic(STOP_CHECK, "armed", ConstantDescs.CD_boolean)
                .ifeq(goOn)
                .invokestatic(STOP_CHECK, method, ConstantDescs.MTD_void)
                .labelBinding(goOn);
    }

    private void call(CodeBuilder builder, InvokeInstruction call) {
        inHandlerStart = false;
        String owner = call.owner().asInternalName();
        String name = call.name().stringValue();
        if (call.opcode() == Opcode.INVOKESTATIC && Weaver.isCell(owner) && !name.contains("$")) {
            builder.invokedynamic(DynamicCallSiteDesc.of(LINK, name, call.typeSymbol()));
            return;
        }
        boolean opens = FileOpening.is(owner, call);
        if (opens) FileOpening.tell(builder, call);
        StandIn ours = StandIn.of(call);
        if (isScannerOfStream(owner, call)) scanner(builder, call);
        else if (ours == null) builder.with(call);
        else ours.call(builder, call);
        if (opens) check(builder); // what was opened because the cell is stopped is not for use
    }

    private static boolean isScannerOfStream(String owner, InvokeInstruction call) {
        return owner.equals("java/util/Scanner")
                && call.name().equalsString(ConstantDescs.INIT_NAME)
                && call.typeSymbol().parameterType(0).equals(INPUT_STREAM);
    }

    private static void scanner(CodeBuilder builder, InvokeInstruction call) {
        builder.invokestatic(SCANNER_SOURCE, "of", call.typeSymbol().changeReturnType(READABLE))
                .invokespecial(
                        call.owner().asSymbol(),
                        ConstantDescs.INIT_NAME,
                        MethodTypeDesc.of(ConstantDescs.CD_void, READABLE));
    }

    /// `System::exit` is refused when it is called, as `System.exit` is.
    private static void dynamic(CodeBuilder builder, InvokeDynamicInstruction dynamic) {
        var arguments = dynamic.bootstrapArgs();
        if (arguments.stream().allMatch(argument -> StandIn.of(argument) == null)) {
            builder.with(dynamic);
            return;
        }
        builder.invokedynamic(DynamicCallSiteDesc.of(
                dynamic.bootstrapMethod(),
                dynamic.name().stringValue(),
                StandIn.captured(dynamic),
                arguments.stream().map(StandIn::inPlaceOf).toArray(ConstantDesc[]::new)));
    }
}
