package catnap.kernel.weave;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A static method of ours that cell code calls instead of one of the JDK's: it is given the receiver as its first
/// argument.
///
/// @param home the class of the method
/// @param name what it is called there
/// @param receiver as what it takes the receiver; null if the JDK's method is static
record StandIn(ClassDesc home, String name, @Nullable ClassDesc receiver) {
    private static final Map<String, StandIn> ALL = new HashMap<>();
    private static final String PRINTS = "printStackTrace";
    private static final StandIn TRACE =
            new StandIn(ClassDesc.of(CellTraces.class.getName()), PRINTS, ConstantDescs.CD_Throwable);
    private static final StandIn TRACE_OF =
            new StandIn(ClassDesc.of(CellTraces.class.getName()), "printStackTraceOf", ConstantDescs.CD_Object);
    private static final List<MethodTypeDesc> TRACE_TYPES = List.of(
            ConstantDescs.MTD_void,
            MethodTypeDesc.of(ConstantDescs.CD_void, ClassDesc.of("java.io.PrintStream")),
            MethodTypeDesc.of(ConstantDescs.CD_void, ClassDesc.of("java.io.PrintWriter")));

    static {
        add(CellExit.class, "exit", null, "java/lang/System.exit");
        add(CellExit.class, "exit", "java.lang.Runtime", "java/lang/Runtime.exit", "java/lang/Runtime.halt");
        add(CellTraces.class, "dumpStack", null, "java/lang/Thread.dumpStack");
        add(CellSockets.class, "getInputStream", "java.net.Socket", "java/net/Socket.getInputStream");
        add(CellSockets.class, "accept", "java.net.ServerSocket", "java/net/ServerSocket.accept");
        add(CellSockets.class, "receive", "java.net.DatagramSocket", "java/net/DatagramSocket.receive");
        add(CellSockets.class, "openStream", "java.net.URL", "java/net/URL.openStream");
        add(
                CellSockets.class,
                "getInputStream",
                "java.net.URLConnection",
                "java/net/URLConnection.getInputStream",
                "java/net/HttpURLConnection.getInputStream");
        String locks = "java/util/concurrent/locks/";
        add(
                CellWaits.class,
                "lock",
                "java.util.concurrent.locks.Lock",
                locks + "Lock.lock",
                locks + "ReentrantLock.lock",
                locks + "ReentrantReadWriteLock$ReadLock.lock",
                locks + "ReentrantReadWriteLock$WriteLock.lock");
        String future = "java.util.concurrent.CompletableFuture";
        add(CellWaits.class, "join", future, "java/util/concurrent/CompletableFuture.join");
        addForkJoin("join");
        addForkJoin("quietlyJoin");
        add(CellWaits.class, "invoke", "java.util.concurrent.ForkJoinPool", "java/util/concurrent/ForkJoinPool.invoke");
        for (String wait : new String[] {"arriveAndAwaitAdvance", "awaitAdvance"}) {
            add(CellWaits.class, wait, "java.util.concurrent.Phaser", "java/util/concurrent/Phaser." + wait);
        }
        String condition = "java.util.concurrent.locks.Condition";
        add(CellWaits.class, "awaitUninterruptibly", condition, locks + "Condition.awaitUninterruptibly");
        for (String wait : new String[] {"readLock", "writeLock"}) {
            add(CellWaits.class, wait, "java.util.concurrent.locks.StampedLock", locks + "StampedLock." + wait);
        }
        add(CellWaits.class, "park", null, locks + "LockSupport.park");
        String uninterruptibly = "acquireUninterruptibly";
        String semaphore = "java/util/concurrent/Semaphore.";
        add(CellWaits.class, uninterruptibly, "java.util.concurrent.Semaphore", semaphore + uninterruptibly);
        add(CellWaits.class, "readln", null, "java/lang/IO.readln");
        for (String stream : new String[] {"getInputStream", "getErrorStream", "inputReader", "errorReader"}) {
            add(CellWaits.class, stream, "java.lang.Process", "java/lang/Process." + stream);
        }
    }

    private static void addForkJoin(String name) {
        String all = "java/util/concurrent/";
        add(
                CellWaits.class,
                name,
                "java.util.concurrent.ForkJoinTask",
                all + "ForkJoinTask." + name,
                all + "RecursiveTask." + name,
                all + "RecursiveAction." + name);
    }

    private static void add(Class<?> home, String name, @Nullable String receiver, String... originals) {
        ClassDesc known = receiver == null ? null : ClassDesc.of(receiver);
        for (String original : originals) {
            ALL.put(original, new StandIn(ClassDesc.of(home.getName()), name, known));
        }
    }

    /// What is to be called instead of this; null if nothing is. `super.join()` stays what it is.
    static @Nullable StandIn of(InvokeInstruction call) {
        if (call.opcode() == Opcode.INVOKESPECIAL) return null;
        String owner = call.owner().asInternalName();
        String name = call.name().stringValue();
        if (!name.equals(PRINTS)) return ALL.get(owner + "." + name);
        return call.opcode() == Opcode.INVOKEVIRTUAL ? trace(owner, call.typeSymbol()) : null;
    }

    /// The same for what a lambda or a method reference names; null if it is no method.
    static @Nullable StandIn of(ConstantDesc constant) {
        if (!(constant instanceof DirectMethodHandleDesc handle)
                || handle.kind() == DirectMethodHandleDesc.Kind.SPECIAL) return null;
        String owner = handle.owner().descriptorString().replaceAll("^L|;$", "");
        if (!handle.methodName().equals(PRINTS)) return ALL.get(owner + "." + handle.methodName());
        return handle.kind() == DirectMethodHandleDesc.Kind.VIRTUAL
                ? trace(owner, handle.invocationType().dropParameterTypes(0, 1))
                : null;
    }

    /// javac names the class that the learner's variable has, and any error may be that: its name tells, or, if it is a
    /// cell's, the object itself when it comes to that.
    private static @Nullable StandIn trace(String owner, MethodTypeDesc type) {
        boolean isError = owner.endsWith("Throwable") || owner.endsWith("Exception") || owner.endsWith("Error");
        if (isError) return TRACE_TYPES.contains(type) ? TRACE : null;
        return owner.startsWith("REPL/") && type.equals(ConstantDescs.MTD_void) ? TRACE_OF : null;
    }

    /// Calls it, with what is on the stack for the other one.
    void call(CodeBuilder builder, InvokeInstruction call) {
        MethodTypeDesc type = call.typeSymbol();
        builder.invokestatic(home, name, receiver == null ? type : type.insertParameterTypes(0, receiver));
    }

    /// The constant, or if it names a method that has a stand-in, a handle of that.
    static ConstantDesc inPlaceOf(ConstantDesc constant) {
        StandIn ours = of(constant);
        return ours != null && constant instanceof DirectMethodHandleDesc handle ? ours.handle(handle) : constant;
    }

    /// What a call site takes from its surroundings: the receiver of `error::printStackTrace`, which must be written as
    /// the static method writes it.
    static MethodTypeDesc captured(InvokeDynamicInstruction site) {
        MethodTypeDesc type = site.typeSymbol();
        if (type.parameterCount() != 1) return type;
        for (ConstantDesc argument : site.bootstrapArgs()) {
            StandIn ours = of(argument);
            if (ours != null && ours.receiver != null) return type.changeParameterType(0, ours.receiver);
        }
        return type;
    }

    private MethodHandleDesc handle(DirectMethodHandleDesc original) {
        MethodTypeDesc type = original.invocationType();
        return MethodHandleDesc.ofMethod(
                DirectMethodHandleDesc.Kind.STATIC,
                home,
                name,
                receiver == null ? type : type.changeParameterType(0, receiver));
    }
}
