package catnap.asyncio;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Story.me;
import static catnap.asyncio.Story.passes;
import static catnap.asyncio.Story.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The selector's place in a pass.
class SelectionTest {
    /// A pipe whose reading end is watched and has a byte to read.
    private static Watch watchAByte(Pipe pipe, Runnable whenReadable) throws IOException {
        Watch watch = getRunningLoop().agenda.selection.register(pipe.source(), watcher(whenReadable, () -> {}));
        watch.read(true);
        pipe.sink().write(ByteBuffer.wrap(new byte[1]));
        return watch;
    }

    private static Watcher watcher(Runnable whenReadable, Runnable whenWritable) {
        return new Watcher() {
            @Override
            public void readable() {
                whenReadable.run();
            }

            @Override
            public void writable() {
                whenWritable.run();
            }

            @Override
            public boolean expectsNews() {
                return true;
            }

            @Override
            public void loopClosed() {}
        };
    }

    @Test
    void newsComeAfterWhatIsDueAndBeforeTimers() {
        var lines = told(story -> {
            Pipe pipe = Pipe.open();
            Watch watch = watchAByte(pipe, () -> story.log("read"));
            getRunningLoop().callLater(0, () -> story.log("timer"));
            getRunningLoop().callSoon(() -> story.log("soon"));
            passes(2);
            watch.close();
            pipe.sink().close();
        });
        assertThat(lines).containsExactly("soon", "read", "timer");
    }

    @Test
    void aChannelIsReadBeforeItIsWritten() throws IOException {
        var order = new ArrayList<String>();
        try (var listening = ServerSocketChannel.open().bind(null);
                var client = SocketChannel.open(listening.getLocalAddress());
                var accepted = listening.accept()) {
            accepted.write(ByteBuffer.wrap(new byte[1]));
            run(async(() -> {
                Watch watch = getRunningLoop()
                        .agenda
                        .selection
                        .register(client, watcher(() -> order.add("read"), () -> order.add("write")));
                watch.read(true);
                while (order.isEmpty()) await(sleep(0)); // the byte is there
                watch.read(false);
                passes(2);
                order.clear();
                watch.write(true);
                watch.read(true);
                passes(2);
                watch.close();
            }));
        }
        assertThat(order).startsWith("read", "write");
    }

    @Test
    void aWatchThatIsTakenBackInTheSamePassIsSilent() {
        var lines = told(story -> {
            Pipe pipe = Pipe.open();
            List<Watch> watches = new ArrayList<>();
            watches.add(watchAByte(pipe, () -> story.log("read")));
            getRunningLoop().callSoon(() -> watches.getFirst().read(false));
            passes(2);
            watches.getFirst().close();
            pipe.sink().close();
        });
        assertThat(lines).isEmpty();
    }

    @Test
    void nobodyIsAloneOnALoopThatWatchesAChannel() {
        var lines = told(story -> {
            EventLoop loop = getRunningLoop();
            story.log(loop.aloneOn(me()), loop.agenda.selection.isActive());
            Pipe pipe = Pipe.open();
            Watch watch = watchAByte(pipe, () -> {});
            story.log(loop.aloneOn(me()), loop.agenda.selection.isActive());
            watch.read(false);
            story.log(loop.aloneOn(me()), loop.agenda.selection.isActive());
            watch.close();
            pipe.sink().close();
        });
        assertThat(lines).containsExactly("true false", "false true", "true false");
    }

    @Test
    void anErrorInACallbackIsReportedAndTheLoopGoesOn() {
        var lines = told(story -> {
            Pipe pipe = Pipe.open();
            Watch watch = watchAByte(pipe, () -> {
                throw new IllegalArgumentException("no");
            });
            passes(2);
            watch.close();
            pipe.sink().close();
            story.log("goes on");
        });
        assertThat(lines.getFirst()).startsWith("handler: Exception in callback");
        assertThat(lines.getLast()).isEqualTo("goes on");
    }

    @Test
    void closingTheLoopClosesTheChannels() throws IOException {
        Pipe pipe = Pipe.open();
        run(async(() -> {
            var _ = watchAByte(pipe, () -> {});
        }));
        assertThat(pipe.source().isOpen()).isFalse();
        pipe.sink().close();
    }

    @Test
    void aTimerEndsTheWaitForAChannel() {
        var time = run(async(() -> {
            Pipe pipe = Pipe.open();
            Watch watch = getRunningLoop().agenda.selection.register(pipe.source(), watcher(() -> {}, () -> {}));
            watch.read(true);
            double before = getRunningLoop().time();
            await(sleep(0.02));
            watch.close();
            pipe.sink().close();
            return getRunningLoop().time() - before;
        }));
        assertThat(time).isGreaterThanOrEqualTo(0.02);
    }
}
