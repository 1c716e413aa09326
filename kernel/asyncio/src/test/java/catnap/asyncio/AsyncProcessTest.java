package catnap.asyncio;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createSubprocessExec;
import static catnap.asyncio.Asyncio.createSubprocessShell;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.each;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Story.attempt;
import static catnap.asyncio.Story.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Real processes: the shell that every Unix has.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are lines for /bin/sh")
class AsyncProcessTest {
    private static final int MUCH = 3 * 1024 * 1024; // more than a pipe and a reader hold

    @Test
    void communicateFeedsTheInputAndGivesBothOutputs() {
        var lines = told(story -> {
            AsyncProcess process = await(createSubprocessShell("tr a-z A-Z; echo oops >&2; exit 3")
                    .stdin(Stdio.PIPE)
                    .stdout(Stdio.PIPE)
                    .stderr(Stdio.PIPE));
            story.log("code so far", process.returncode());
            ProcessOutput output = await(process.communicate("hello\n"));
            story.log(output.stdoutText().strip(), output.stderrText().strip(), process.returncode());
        });
        assertThat(lines).containsExactly("code so far null", "HELLO oops 3");
    }

    @Test
    void argumentsArriveAsTheyAre() {
        var output = run(async(
                () -> await(await(createSubprocessExec("/bin/sh", "-c", "printf '%s|' \"$@\"", "sh", "a b", "*", "")
                                .stdout(Stdio.PIPE))
                        .communicate())));
        assertThat(output.stdoutText()).isEqualTo("a b|*||");
    }

    @Test
    void itsLinesCanBeReadWhileItRuns() {
        var lines = told(story -> {
            AsyncProcess process = await(createSubprocessShell("while read line; do echo \"got $line\"; done; echo bye")
                    .stdin(Stdio.PIPE)
                    .stdout(Stdio.PIPE));
            for (String word : new String[] {"one", "two"}) {
                process.stdin().write(word + "\n");
                await(process.stdin().drain());
                story.log(await(process.stdout().readlineText()).strip());
            }
            process.stdin().close();
            for (String line : each(process.stdout().lines())) story.log(line);
            await(process.stdin().waitClosed());
            story.log(await(process.waitExit()));
        });
        assertThat(lines).containsExactly("got one", "got two", "bye", "0");
    }

    @Test
    void stderrMayGoWhereStdoutGoes() {
        var output = run(async(() -> await(await(createSubprocessShell("echo out; echo err >&2")
                        .stdout(Stdio.PIPE)
                        .stderr(Stdio.STDOUT))
                .communicate())));
        assertThat(output.stdoutText()).isEqualTo("out\nerr\n");
        assertThat(output.stderrText()).isEmpty();
    }

    @Test
    void nothingComesFromNowhereAndGoesThere() {
        var output = run(async(() -> await(await(createSubprocessShell("cat; echo lost >&2; echo kept")
                        .stdin(Stdio.DEVNULL)
                        .stdout(Stdio.PIPE)
                        .stderr(Stdio.DEVNULL))
                .communicate())));
        assertThat(output.stdoutText()).isEqualTo("kept\n");
    }

    @Test
    void moreThanThePipesHoldGoesInAndOut() {
        var output = run(async(() -> {
            AsyncProcess cat =
                    await(createSubprocessExec("cat").stdin(Stdio.PIPE).stdout(Stdio.PIPE));
            return await(cat.communicate(new byte[MUCH]));
        }));
        assertThat(output.stdout()).hasSize(MUCH);
    }

    @Test
    void aProcessThatNobodyReadsHasToWait() {
        var lines = told(story -> {
            AsyncProcess process = await(createSubprocessShell("head -c " + MUCH + " /dev/zero")
                    .stdout(Stdio.PIPE)
                    .limit(1024));
            while (!process.stdout().toString().contains("paused")) await(sleep(0));
            await(sleep(3600));
            story.log("still running", process.returncode() == null);
            story.log("all came", await(process.stdout().read()).length == MUCH, await(process.waitExit()));
        });
        assertThat(lines).containsExactly("still running true", "all came true 0");
    }

    @Test
    void drainWaitsForAProcessThatDoesNotRead() {
        var lines = told(story -> {
            AsyncProcess process =
                    await(createSubprocessShell("read line; cat > /dev/null").stdin(Stdio.PIPE));
            process.stdin().write(new byte[MUCH]);
            var drained = createTask(process.stdin().drain());
            Task<Integer> exit = createTask(process.waitExit());
            await(sleep(0));
            story.log("drained", drained.done(), "kept", process.stdin().getWriteBufferSize() > 0);
            await(drained);
            process.stdin().close();
            story.log(await(exit));
        });
        assertThat(lines).containsExactly("drained false kept true", "0");
    }

    @Test
    void inputThatTheProcessDoesNotWantIsNoError() {
        var code = run(async(() -> {
            AsyncProcess process = await(createSubprocessShell("exit 4").stdin(Stdio.PIPE));
            await(process.communicate(new byte[MUCH]));
            return process.returncode();
        }));
        assertThat(code).isEqualTo(4);
    }

    @Test
    void writingToAProcessThatHasExitedFailsAtTheDrain() {
        var lines = told(story -> {
            AsyncProcess process = await(createSubprocessShell("exit 0").stdin(Stdio.PIPE));
            await(process.waitExit());
            await(sleep(0));
            process.stdin().write("too late");
            story.log(attempt(() -> await(process.stdin().drain())));
        });
        assertThat(lines).containsExactly("ConnectionResetException(Connection lost)");
    }

    @Test
    void aSignalFromHereShowsInTheReturnCode() {
        var lines = told(story -> {
            AsyncProcess first = await(createSubprocessExec("sleep", "1000"));
            AsyncProcess second = await(createSubprocessExec("sleep", "1000"));
            AsyncProcess third = await(createSubprocessExec("sleep", "1000"));
            first.terminate();
            second.kill();
            third.sendSignal(15);
            story.log(await(first.waitExit()), await(second.waitExit()), await(third.waitExit()));
        });
        assertThat(lines).containsExactly("-15 -9 -15");
    }

    @Test
    void whatAKilledProcessHadWrittenCanStillBeRead() {
        var lines = told(story -> {
            AsyncProcess process =
                    await(createSubprocessShell("echo ready; exec sleep 1000").stdout(Stdio.PIPE));
            story.log(await(process.stdout().readlineText()).strip());
            process.kill();
            story.log(
                    await(process.waitExit()), "rest " + await(process.stdout().read()).length);
        });
        assertThat(lines).containsExactly("ready", "-9 rest 0");
    }

    @Test
    void signalsTheJvmCannotSendAreRefused() {
        var lines = told(story -> {
            AsyncProcess process = await(createSubprocessShell("exit 7"));
            story.log(attempt(() -> process.sendSignal(2)));
            await(process.waitExit());
            story.log(attempt(process::terminate).replace("" + process.pid(), "N"));
        });
        assertThat(lines)
                .containsExactly(
                        "UnsupportedOperationException(signal must be 15 (SIGTERM) or 9 (SIGKILL), was 2:"
                                + " the JVM can send no others)",
                        "ProcessLookupException(process N has exited with 7)");
    }

    @Test
    void aStreamThatIsNoPipeSaysHowToGetOne() {
        var lines = told(story -> {
            AsyncProcess process = await(createSubprocessShell("exit 0"));
            story.log(attempt(process::stdout).replace("" + process.pid(), "N"));
            story.log(attempt(() -> await(process.communicate("text"))).replace("" + process.pid(), "N"));
            await(process.waitExit());
        });
        assertThat(lines)
                .containsExactly(
                        "IllegalStateException(stdout of process N is not a pipe: start it with .stdout(Stdio.PIPE))",
                        "IllegalStateException(stdin of process N is not a pipe: start it with .stdin(Stdio.PIPE))");
    }

    @Test
    void aProgramThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> run(async(() -> await(createSubprocessExec("no-such-program-here")))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no-such-program-here");
    }

    @Test
    void theFolderAndTheEnvironmentCanBeChosen(@TempDir Path folder) throws IOException {
        var output = run(async(() -> await(await(createSubprocessExec("/bin/sh", "-c", "pwd -P; echo $MOOD")
                        .cwd(folder)
                        .env(Map.of("MOOD", "sleepy"))
                        .stdout(Stdio.PIPE))
                .communicate())));
        assertThat(output.stdoutText()).isEqualTo(folder.toRealPath() + "\nsleepy\n");
    }

    @Test
    void cancellingAWaitLeavesTheProcessAlone() {
        var lines = told(story -> {
            AsyncProcess process = await(
                    createSubprocessShell("read line; exit 5").stdin(Stdio.PIPE).stdout(Stdio.PIPE));
            Task<?> reading = createTask(process.stdout().read());
            Task<?> waiting = createTask(process.waitExit());
            await(sleep(0));
            reading.cancel();
            waiting.cancel();
            await(Asyncio.gather(reading, waiting).returnExceptions());
            story.log(reading.cancelled(), waiting.cancelled(), process.returncode());
            await(sleep(3600)); // nothing holds the clock any more
            process.stdin().write("go\n");
            story.log(await(process.waitExit()), await(process.stdout().read()).length);
        });
        assertThat(lines).containsExactly("true true null", "5 0");
    }

    @Test
    void closingTheLoopKillsWhatStillRuns() {
        var started = new AtomicReference<ProcessHandle>();
        run(async(() -> {
            AsyncProcess process = await(
                    createSubprocessExec("sleep", "1000").stdin(Stdio.PIPE).stdout(Stdio.PIPE));
            started.set(ProcessHandle.of(process.pid()).orElseThrow());
        }));
        var ended = Objects.requireNonNull(started.get()).onExit().join();
        assertThat(ended.isAlive()).isFalse();
    }
}
