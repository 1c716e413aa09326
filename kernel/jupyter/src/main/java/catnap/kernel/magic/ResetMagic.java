package catnap.kernel.magic;

import catnap.asyncio.AsyncFuture;
import catnap.asyncio.Asyncio;
import catnap.asyncio.ReturnWhen;
import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Publisher.Stream;
import java.util.List;
import java.util.Optional;

/// `%reset`: a fresh start in the same kernel. It asks nobody, as IPython's `%reset -f`.
final class ResetMagic implements Magic {
    private static final double PATIENCE_SECONDS = 2;

    @Override
    public String name() {
        return "reset";
    }

    @Override
    public String arguments() {
        return "[-f]";
    }

    @Override
    public String help() {
        return "Cancels all tasks and forgets your variables, methods, classes and imports; class path and numbering stay";
    }

    @Override
    public List<String> completions(String typed) {
        return List.of("-f");
    }

    @Override
    public Optional<MimeBundle> run(Call call, Workbench bench) throws UsageError, CodeFailed {
        if (!call.arguments().isEmpty() && !call.arguments().equals("-f")) {
            throw new UsageError("takes nothing or -f, not " + call.arguments());
        }
        int refused = bench.await(() -> cancelAll(bench));
        bench.reset();
        String left = refused == 0 ? "" : refused + " of the tasks refused to end and still run\n";
        bench.publisher().stream(Stream.STDOUT, "all names are forgotten\n" + left);
        return Optional.empty();
    }

    /// @return how many did not let themselves be cancelled in time
    private static int cancelAll(Workbench bench) {
        List<AsyncFuture<?>> tasks =
                bench.tasks().stream().<AsyncFuture<?>>map(SessionTask::task).toList();
        if (tasks.isEmpty()) return 0;
        tasks.forEach(AsyncFuture::cancel);
        return Asyncio.await(Asyncio.waitTasks(tasks, ReturnWhen.ALL_COMPLETED, PATIENCE_SECONDS))
                .pending()
                .size();
    }
}
