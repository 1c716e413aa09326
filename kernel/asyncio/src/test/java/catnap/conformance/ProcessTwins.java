package catnap.conformance;

import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createSubprocessExec;
import static catnap.asyncio.Asyncio.createSubprocessShell;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.each;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import catnap.asyncio.AsyncProcess;
import catnap.asyncio.ProcessLookupException;
import catnap.asyncio.ProcessOutput;
import catnap.asyncio.Stdio;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// `streams.py`: processes.
final class ProcessTwins extends Twins {
    private static final int BIG = 4 * 1024 * 1024;

    private static void needsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "the programs are lines for /bin/sh");
    }

    @Twin
    void aProcessCommunicates() {
        needsAShell();
        AsyncProcess p = await(createSubprocessShell("tr a-z A-Z; echo oops >&2; exit 3")
                .stdin(Stdio.PIPE)
                .stdout(Stdio.PIPE)
                .stderr(Stdio.PIPE));
        log(p.returncode());
        ProcessOutput output = await(p.communicate("hello\n"));
        log(output.stdout(), output.stderr(), p.returncode(), await(p.waitExit()));
    }

    @Twin
    void aProcessIsTalkedTo() {
        needsAShell();
        String program = "while read line; do echo \"got $line\"; done; echo \"$1\"";
        AsyncProcess p = await(createSubprocessExec("/bin/sh", "-c", program, "sh", "two words")
                .stdin(Stdio.PIPE)
                .stdout(Stdio.PIPE));
        for (String word : List.of("one\n", "two\n")) {
            p.stdin().write(word);
            await(p.stdin().drain());
            log(await(p.stdout().readline()));
        }
        p.stdin().writeEof();
        for (byte[] line : each(p.stdout())) log(line);
        log(await(p.waitExit()));
    }

    @Twin
    void whereTheStreamsLead() {
        needsAShell();
        AsyncProcess p = await(createSubprocessShell("cat; echo out; echo err >&2")
                .stdin(Stdio.DEVNULL)
                .stdout(Stdio.PIPE)
                .stderr(Stdio.STDOUT));
        log(await(p.stdout().read()), await(p.waitExit()));
        p = await(createSubprocessShell("echo out; echo err >&2")
                .stdout(Stdio.DEVNULL)
                .stderr(Stdio.PIPE));
        log(await(p.stderr().read()), await(p.waitExit()));
    }

    @Twin
    void processesAreSignalled() {
        needsAShell();
        AsyncProcess p = await(createSubprocessExec("sleep", "1000"));
        AsyncProcess q = await(createSubprocessExec("sleep", "1000"));
        p.terminate();
        q.kill();
        log(await(p.waitExit()), await(q.waitExit()), p.returncode());
        try {
            p.kill();
        } catch (ProcessLookupException error) {
            log(Words.kind(error));
        }
    }

    @Twin
    void aProcessThatWantsNoInput() {
        needsAShell();
        AsyncProcess p = await(createSubprocessShell("exit 4").stdin(Stdio.PIPE));
        await(p.communicate(new byte[BIG]));
        log(p.returncode());
    }

    @Twin
    void aProcessOutlastsThePatience() {
        needsAShell();
        AsyncProcess p = await(
                createSubprocessShell("read line; echo late").stdin(Stdio.PIPE).stdout(Stdio.PIPE));
        var t = createTask(p.stdout().readline());
        passes(3);
        t.cancel();
        log(await(outcome(t)), p.returncode());
        p.stdin().write("\n");
        log(await(p.stdout().read()), await(p.waitExit()));
    }
}
