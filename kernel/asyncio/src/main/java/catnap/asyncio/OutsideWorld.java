package catnap.asyncio;

import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Those functions of [Asyncio] that reach outside of the loop: threads, connections, processes. Programs know them
/// as `Asyncio`'s own.
abstract sealed class OutsideWorld permits Asyncio {
    OutsideWorld() {}

    // Threads.

    /// Runs blocking code in one of the loop's own threads, with a copy of the current context, so that the loop
    /// goes on. Suspends the task that awaits it until the code is done.
    public static <T extends @Nullable Object> Coroutine<T> toThread(Callable<T> code) {
        return new Coroutine<>(() -> {
            Context context = Asyncio.copyContext();
            return Current.runningLoop("toThread")
                    .runInExecutor(null, () -> context.run(code))
                    .await();
        });
    }

    /// The same for code that gives nothing back.
    public static Coroutine<@Nullable Void> toThread(Body code) {
        return toThread(Asyncio.callable(code));
    }

    /// Hands a coroutine to a loop that runs on another thread. Cancelling the future cancels the task.
    public static <T extends @Nullable Object> CompletableFuture<T> runCoroutineThreadsafe(
            Coroutine<T> coroutine, EventLoop loop) {
        return Interop.submit(coroutine, loop);
    }

    // Streams.

    /// Connects to a host. Suspends the task that awaits it while the host is looked up and until it answers; throws
    /// a [ConnectionException] if it does not.
    public static Coroutine<StreamPair> openConnection(String host, int port) {
        return openConnection(host, port, StreamReader.DEFAULT_LIMIT);
    }

    /// Connects to a host, with another limit for the reader.
    public static Coroutine<StreamPair> openConnection(String host, int port, int limit) {
        return new Coroutine<>(() -> Connecting.open(host, port, limit));
    }

    /// Connects to a Unix socket.
    public static Coroutine<StreamPair> openUnixConnection(Path path) {
        return new Coroutine<>(() -> Connecting.open(UnixDomainSocketAddress.of(path), StreamReader.DEFAULT_LIMIT));
    }

    /// Listens at a host's addresses (`""`: all of this machine; port 0: one that is free) and runs the handler in a
    /// task of its own for every connection. Suspends the task that awaits it while the host is looked up.
    public static Coroutine<Server> startServer(
            BiFunction<StreamReader, StreamWriter, ? extends Coroutine<?>> handler, String host, int port) {
        return startServer(handler, host, port, StreamReader.DEFAULT_LIMIT, Server.DEFAULT_BACKLOG);
    }

    /// The same with another limit for the readers, and another number of connections that may wait to be accepted.
    public static Coroutine<Server> startServer(
            BiFunction<StreamReader, StreamWriter, ? extends Coroutine<?>> handler,
            String host,
            int port,
            int limit,
            int backlog) {
        return new Coroutine<>(() -> Server.start(handler, host, port, limit, backlog));
    }

    /// Listens at a Unix socket, which is a file that the server makes, and removes when it is closed.
    public static Coroutine<Server> startUnixServer(
            BiFunction<StreamReader, StreamWriter, ? extends Coroutine<?>> handler, Path path) {
        return new Coroutine<>(() -> Server.start(
                handler,
                List.of(UnixDomainSocketAddress.of(path)),
                StreamReader.DEFAULT_LIMIT,
                Server.DEFAULT_BACKLOG));
    }

    // Processes.

    /// A process that runs this program with these arguments. Awaiting it starts it; before that, it may be told
    /// where its standard streams lead.
    public static Subprocess createSubprocessExec(String program, String... arguments) {
        return Subprocess.exec(
                Stream.concat(Stream.of(program), Stream.of(arguments)).toList());
    }

    /// A process that runs this line in the system's shell.
    public static Subprocess createSubprocessShell(String command) {
        return Subprocess.shell(command);
    }
}
