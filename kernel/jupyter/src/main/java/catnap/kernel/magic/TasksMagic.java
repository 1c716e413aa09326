package catnap.kernel.magic;

import catnap.asyncio.AsyncFuture;
import catnap.asyncio.Asyncio;
import catnap.asyncio.Task;
import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Publisher.Stream;
import catnap.kernel.output.Table;
import catnap.kernel.output.TaskWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `%tasks`: the tasks of all cells that are not done; `%tasks --join`: waits for them.
final class TasksMagic implements Magic {
    private static final String JOIN = "--join";

    @Override
    public String name() {
        return "tasks";
    }

    @Override
    public String arguments() {
        return "[" + JOIN + "]";
    }

    @Override
    public String help() {
        return "Lists the tasks that are not done: what each waits for, its cell and line; " + JOIN + " waits for all";
    }

    @Override
    public List<String> completions(String typed) {
        return List.of(JOIN);
    }

    @Override
    public Optional<MimeBundle> run(Call call, Workbench bench) throws UsageError, CodeFailed {
        switch (call.arguments()) {
            case "" -> show(bench);
            case JOIN -> bench.await(() -> join(bench));
            default -> throw new UsageError("takes nothing or " + JOIN + ", not " + call.arguments());
        }
        return Optional.empty();
    }

    private static void show(Workbench bench) throws CodeFailed {
        List<List<String>> rows = bench.await(() -> rows(bench));
        if (rows.isEmpty()) bench.publisher().stream(Stream.STDOUT, "no task is pending\n");
        else
            bench.publisher()
                    .display(
                            Table.of(List.of("task", "state", "waits for", "cell", "at"), rows)
                                    .bundle(),
                            "");
    }

    private static List<List<String>> rows(Workbench bench) {
        var words = TaskWords.now();
        var rows = new ArrayList<List<String>>();
        for (SessionTask each : bench.tasks()) {
            Task<?> task = each.task();
            String cell = each.cell() == 0 ? "" : String.valueOf(each.cell());
            rows.add(List.of(task.getName(), TaskWords.state(task), words.waitsFor(task), cell, TaskWords.place(task)));
        }
        return rows;
    }

    private static boolean join(Workbench bench) {
        for (var tasks = futures(bench); !tasks.isEmpty(); tasks = futures(bench)) {
            var _ = Asyncio.await(Asyncio.waitTasks(tasks));
        }
        return true;
    }

    private static List<AsyncFuture<?>> futures(Workbench bench) {
        return bench.tasks().stream().<AsyncFuture<?>>map(SessionTask::task).toList();
    }
}
