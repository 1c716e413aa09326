package catnap.conformance;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.currentTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.sleep;

import catnap.asyncio.CancelledError;
import catnap.asyncio.ExceptionGroup;
import catnap.asyncio.Task;
import catnap.asyncio.TaskGroup;
import catnap.conformance.Words.KeyError;
import java.util.ArrayList;

/// `asyncio-golden.py`: task groups.
final class GroupTwins extends Twins {
    @Twin
    void taskgroupOk() {
        var tasks = new ArrayList<Task<String>>();
        asyncWith(new TaskGroup(), group -> {
            tasks.add(group.createTask(worker("a", 1)));
            tasks.add(group.createTask(worker("b", 2)));
            log("body end");
        });
        log(tasks.getFirst().result(), tasks.getLast().result());
    }

    @Twin
    void taskgroupFailure() {
        try {
            asyncWith(new TaskGroup(), group -> {
                group.createTask(forever("f"));
                group.createTask(boom("x", 1));
                group.createTask(boom("y", 1));
                try {
                    await(sleep(10));
                } catch (CancelledError error) {
                    log("body cancelled", known(currentTask()).cancelling());
                    throw error;
                }
            });
        } catch (ExceptionGroup group) {
            var part = group.subgroup(IllegalArgumentException.class).orElseThrow();
            log(part.message(), part.exceptions().stream().map(Words::show).toList());
        }
        log(known(currentTask()).cancelling());
    }

    @Twin
    void taskgroupBodyRaises() {
        try {
            asyncWith(new TaskGroup(), group -> {
                group.createTask(forever("f"));
                await(sleep(0));
                throw new KeyError("body");
            });
        } catch (ExceptionGroup group) {
            var part = group.subgroup(KeyError.class).orElseThrow();
            log(part.exceptions().stream().map(Words::show).toList());
        }
    }

    @Twin
    void taskgroupParentCancelled() {
        var parent = createTask(async(() -> asyncWith(new TaskGroup(), group -> {
            group.createTask(forever("f"));
            await(sleep(10));
        })));
        passes(2);
        parent.cancel("p");
        log(Words.ended(await(gather(parent).returnExceptions()).getFirst()));
    }

    @Twin
    void taskgroupChildCancelledIsQuiet() {
        var children = new ArrayList<Task<String>>();
        asyncWith(new TaskGroup(), group -> {
            children.add(group.createTask(forever("c")));
            await(sleep(0));
            children.getFirst().cancel();
        });
        log("fine", children.getFirst().cancelled());
    }

    @Twin
    void taskgroupMisuse() {
        var group = new TaskGroup();
        logRefusal(group);
        asyncWith(group, () -> {});
        logRefusal(group);
    }

    private void logRefusal(TaskGroup group) {
        try {
            group.createTask(worker("x"));
        } catch (IllegalStateException error) {
            String message = known(error.getMessage());
            log(message.substring(message.lastIndexOf('>') + 1).strip());
        }
    }
}
