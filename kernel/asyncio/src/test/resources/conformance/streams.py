"""What CPython's asyncio does with streams and subprocesses, as text; beside asyncio-golden.py and in its way. Each scenario
has a Java twin that must print the same lines. Run: python3 streams.py
Sockets are on loopback; a line is logged only where the order of events forces it."""
import asyncio
from asyncio.subprocess import DEVNULL, PIPE, STDOUT

LOG = []
SCENARIOS = []
HERE = "127.0.0.1"


def log(*a): LOG.append(" ".join(map(str, a)))
def show(e): return f"{type(e).__name__}({', '.join(map(repr, e.args))})" if e is not None else "None"
def scenario(f): SCENARIOS.append(f); return f


async def outcome(awaitable):
    try:
        return await awaitable
    except BaseException as e:
        return show(e)


async def passes(n):
    for _ in range(n): await asyncio.sleep(0)


def reader(*parts, limit=2 ** 16, eof=True):
    r = asyncio.StreamReader(limit=limit)
    for part in parts: r.feed_data(part)
    if eof: r.feed_eof()
    return r


# A reader fed by hand.

@scenario
async def reads_of_some_and_of_all():
    r = reader(b"hello", b" world")
    log(await r.read(0), await r.read(3), await r.read(100), r.at_eof())
    log(await r.read(5), await r.read(), await r.read(-1))
    r = reader(b"all ", b"of it")
    log(r.at_eof(), await r.read(), r.at_eof())


@scenario
async def a_read_waits_for_the_first_bytes():
    r = reader(eof=False)
    t = asyncio.create_task(r.read(10))
    await passes(2)
    log(t.done())
    r.feed_data(b"abc")
    r.feed_data(b"def")
    log(await t)
    t = asyncio.create_task(r.read(10))
    await passes(2)
    r.feed_eof()
    log(await t, r.at_eof())


@scenario
async def exact_reads():
    r = reader(b"abcdef", b"gh")
    log(await r.readexactly(0), await r.readexactly(3), await r.readexactly(4))
    try:
        await r.readexactly(5)
    except asyncio.IncompleteReadError as e:
        log(show(e), e.partial, e.expected)
    log(await outcome(r.readexactly(1)))
    try:
        await r.readexactly(-1)
    except ValueError as e:
        log(show(e))


@scenario
async def reads_until_a_separator():
    r = reader(b"one", b"--two-", b"-three")
    log(await r.readuntil(b"--"), await r.readuntil(b"--"))
    try:
        await r.readuntil(b"--")
    except asyncio.IncompleteReadError as e:
        log(show(e), e.partial, e.expected)
    log(await r.read())
    try:
        await r.readuntil(b"")
    except ValueError as e:
        log(show(e))


@scenario
async def a_separator_in_two_parts():
    r = reader(b"x\r", eof=False)
    t = asyncio.create_task(r.readuntil(b"\r\n"))
    await passes(2)
    r.feed_data(b"\ny\r\n")
    log(await t, await r.readuntil(b"\r\n"))


@scenario
async def separators_beyond_the_limit():
    r = reader(b"12345678", b"9;rest", limit=4)
    for _ in range(2):
        try:
            await r.readuntil(b";")
        except asyncio.LimitOverrunError as e:
            log(show(e), e.consumed)
    log(await r.readexactly(10), await r.read())
    r = reader(b"123456789", limit=4, eof=False)
    try:
        await r.readuntil(b"==")
    except asyncio.LimitOverrunError as e:
        log(show(e), e.consumed)
    log(await r.read(20))


@scenario
async def reads_of_lines():
    r = reader(b"one\ntwo", b"\n\nlast")
    log(await r.readline(), await r.readline(), await r.readline(), await r.readline(), await r.readline())


@scenario
async def lines_that_are_too_long():
    r = reader(b"12345\nok\n", limit=4)
    log(await outcome(r.readline()), await outcome(r.readline()), await outcome(r.readline()))
    r = reader(b"123456", limit=4, eof=False)
    log(await outcome(r.readline()))
    r.feed_data(b"78\nnext\n")
    log(await outcome(r.readline()), await outcome(r.readline()))


@scenario
async def a_walk_over_the_lines():
    async for line in reader(b"a\nb", b"b\n\nc"): log(line)


@scenario
async def one_reader_may_wait():
    r = reader(eof=False)
    t = asyncio.create_task(r.readline())
    await passes(1)
    log(await outcome(r.read(1)))
    log(await outcome(r.readexactly(1)))
    log(await outcome(r.readline()))
    r.feed_data(b"x\n")
    log(await t)


@scenario
async def a_cancelled_read_takes_nothing():
    r = reader(eof=False)
    t = asyncio.create_task(r.readexactly(4))
    await passes(1)
    r.feed_data(b"ab")
    await passes(2)
    t.cancel()
    log(await outcome(t))
    r.feed_data(b"cd")
    log(await r.readexactly(4))


@scenario
async def an_error_breaks_a_reader():
    r = reader(b"some", eof=False)
    t = asyncio.create_task(r.readexactly(10))
    await passes(1)
    log(r.exception())
    r.set_exception(ValueError("broken"))
    log(await outcome(t))
    log(await outcome(r.read(1)), await outcome(r.readline()), await outcome(r.read()))
    log(show(r.exception()))


@scenario
async def a_reader_without_room():
    for limit in (0, -1):
        try:
            asyncio.StreamReader(limit=limit)
        except ValueError as e:
            log(show(e))


# Connections.

async def echo(r, w):
    while line := await r.readline():
        w.write(line)
        await w.drain()
    w.close()


async def start(handler):
    server = await asyncio.start_server(handler, HERE, 0)
    return server, server.sockets[0].getsockname()[1]


@scenario
async def an_echo_server():
    server, port = await start(echo)
    r, w = await asyncio.open_connection(HERE, port)
    for word in (b"one", b"two"):
        w.write(word + b"\n")
        log(await r.readline())
    w.writelines([b"three\n", b"four\n", b"five"])
    log(w.can_write_eof(), w.is_closing())
    w.write_eof()
    async for line in r: log(line)
    log(r.at_eof())
    w.close()
    log(w.is_closing())
    await w.wait_closed()
    server.close()
    log(server.is_serving(), len(server.sockets))


@scenario
async def many_clients_of_one_server():
    async def shout(r, w):
        w.write((await r.read()).upper())
        w.close()
    server, port = await start(shout)
    async def ask(i):
        r, w = await asyncio.open_connection(HERE, port)
        w.write(b"client %d" % i)
        w.write_eof()
        answer = await r.read()
        w.close()
        return answer
    for answer in await asyncio.gather(*map(ask, range(5))): log(answer)
    server.close()


@scenario
async def a_conversation():
    async def guess(r, w):
        secret = 42
        w.write(b"guess\n")
        async for line in r:
            n = int(line)
            log("server got", n)
            w.write(b"yes\n" if n == secret else b"more\n" if n < secret else b"less\n")
            if n == secret: break
        w.close()
        log("server done", w.is_closing())
    server, port = await start(guess)
    r, w = await asyncio.open_connection(HERE, port)
    log("client got", await r.readline())
    low, high = 0, 100
    while True:
        middle = (low + high) // 2
        w.write(b"%d\n" % middle)
        answer = await r.readline()
        log("client got", answer)
        if answer == b"yes\n": break
        if answer == b"more\n": low = middle
        else: high = middle
    log("end", await r.read())
    w.close()
    server.close()


@scenario
async def wrong_uses_of_a_writer():
    server, port = await start(echo)
    r, w = await asyncio.open_connection(HERE, port)
    w.write_eof()
    w.write_eof()
    try:
        w.write(b"more")
    except RuntimeError as e:
        log(show(e))
    log(await r.read())
    w.close()
    w.close()
    log(await outcome(w.drain()))
    server.close()


@scenario
async def the_stream_ends_too_early():
    async def short(r, w):
        w.write(b"abc")
        w.close()
    server, port = await start(short)
    r, w = await asyncio.open_connection(HERE, port)
    log(await outcome(r.readexactly(10)), await outcome(r.readuntil(b"\n")), await outcome(r.readline()))
    w.close()
    server.close()


@scenario
async def nobody_listens():
    server, port = await start(echo)
    server.close()
    await server.wait_closed()
    try:
        await asyncio.open_connection(HERE, port)
    except ConnectionError as e:
        log(type(e).__name__)


@scenario
async def a_handler_of_connections_fails():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda l, c: log("handler:", c["message"], show(c["exception"])))
    async def fail(r, w): raise ValueError((await r.readline()).decode().strip())
    server, port = await start(fail)
    r, w = await asyncio.open_connection(HERE, port)
    w.write(b"bad\n")
    log("client got", await r.read())
    w.close()
    server.close()


@scenario
async def serving_for_ever():
    server, port = await start(echo)
    t = asyncio.create_task(server.serve_forever())
    r, w = await asyncio.open_connection(HERE, port)
    w.write(b"hello\n")
    log(await r.readline(), server.is_serving())
    w.close()
    await w.wait_closed()
    t.cancel()
    log(await outcome(t), server.is_serving())


@scenario
async def more_than_the_sockets_hold():
    go = asyncio.Event()
    async def slow(r, w):
        await go.wait()
        got.append(len(await r.read()))
        w.close()
    got = []
    server, port = await start(slow)
    r, w = await asyncio.open_connection(HERE, port)
    written = 0
    while w.transport.get_write_buffer_size() < 2 ** 20:
        w.write(bytes(2 ** 18))
        written += 2 ** 18
        await passes(2)
    t = asyncio.create_task(w.drain())
    await passes(5)
    log("drained", t.done())
    go.set()
    await t
    log("drained", t.done())
    w.write_eof()
    log(await r.read(), got == [written])
    w.close()
    server.close()


# Subprocesses.

@scenario
async def a_process_communicates():
    p = await asyncio.create_subprocess_shell("tr a-z A-Z; echo oops >&2; exit 3", stdin=PIPE, stdout=PIPE, stderr=PIPE)
    log(p.returncode)
    out, err = await p.communicate(b"hello\n")
    log(out, err, p.returncode, await p.wait())


@scenario
async def a_process_is_talked_to():
    p = await asyncio.create_subprocess_exec(
        "/bin/sh", "-c", 'while read line; do echo "got $line"; done; echo "$1"', "sh", "two words", stdin=PIPE, stdout=PIPE)
    for word in (b"one\n", b"two\n"):
        p.stdin.write(word)
        await p.stdin.drain()
        log(await p.stdout.readline())
    p.stdin.write_eof()
    async for line in p.stdout: log(line)
    log(await p.wait())


@scenario
async def where_the_streams_lead():
    p = await asyncio.create_subprocess_shell("cat; echo out; echo err >&2", stdin=DEVNULL, stdout=PIPE, stderr=STDOUT)
    log(await p.stdout.read(), await p.wait())
    p = await asyncio.create_subprocess_shell("echo out; echo err >&2", stdout=DEVNULL, stderr=PIPE)
    log(await p.stderr.read(), await p.wait())


@scenario
async def processes_are_signalled():
    p, q = [await asyncio.create_subprocess_exec("sleep", "1000") for _ in range(2)]
    p.terminate()
    q.kill()
    log(await p.wait(), await q.wait(), p.returncode)
    try:
        p.kill()
    except ProcessLookupError as e:
        log(type(e).__name__)


@scenario
async def a_process_that_wants_no_input():
    p = await asyncio.create_subprocess_shell("exit 4", stdin=PIPE)
    await p.communicate(bytes(4 * 1024 * 1024))
    log(p.returncode)


@scenario
async def a_process_outlasts_the_patience():
    p = await asyncio.create_subprocess_shell("read line; echo late", stdin=PIPE, stdout=PIPE)
    t = asyncio.create_task(p.stdout.readline())
    await passes(3)
    t.cancel()
    log(await outcome(t), p.returncode)
    p.stdin.write(b"\n")
    log(await p.stdout.read(), await p.wait())


if __name__ == "__main__":
    for s in SCENARIOS:
        LOG.clear()
        asyncio.run(s())
        print("##", s.__name__)
        print("\n".join(LOG))
        print()
