"""What asyncio does since 3.13: eager tasks, queues that shut down, as_completed as an async iterator.
Beside conformance-more.py and in its way. Run: python3.13 since-3.13.py     (no sockets, no wall-clock values in the output)"""
import asyncio, contextvars, inspect, warnings

LOG = []
SCENARIOS = []
VAR = contextvars.ContextVar("VAR", default="default")


def log(*a): LOG.append(" ".join(map(str, a)))
def show(e): return f"{type(e).__name__}({', '.join(map(repr, e.args))})" if e is not None else "None"
def scenario(f): SCENARIOS.append(f); return f


async def worker(name, n=2):
    for i in range(n):
        log(name, i)
        await asyncio.sleep(0)
    log(name, "end")
    return name


async def boom(msg, after=0):
    for _ in range(after): await asyncio.sleep(0)
    raise ValueError(msg)


async def forever(name):
    try:
        await asyncio.get_running_loop().create_future()
    except asyncio.CancelledError as e:
        log(name, "cancelled", e.args)
        raise
    finally:
        log(name, "finally")


async def passes(n):
    for _ in range(n): await asyncio.sleep(0)


async def outcome(awaitable):
    try:
        return await awaitable
    except BaseException as e:
        return show(e)


def handle_errors(loop):
    loop.set_exception_handler(lambda l, c: log("handler:", *c["message"].split()[:3], show(c.get("exception"))))


async def noted(name, n=0):
    log(name, "begins")
    await passes(n)
    log(name, "ends")
    return name


def eager(): asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)


# Eager tasks.

@scenario
async def an_eager_task_begins_at_once():
    eager()
    me = asyncio.current_task()

    async def body():
        log("is current", asyncio.current_task() is not me)
        return await noted("a", 1)
    t = asyncio.create_task(body(), name="eager")
    log("made", t.done(), asyncio.current_task() is me)
    log(await t)


@scenario
async def an_eager_task_that_never_waits():
    eager()
    t = asyncio.create_task(noted("a"))
    log(t.done(), t.result(), t in asyncio.all_tasks())
    t.add_done_callback(lambda t: log("callback"))
    log("added")
    await asyncio.sleep(0)


@scenario
async def an_eager_task_that_fails_at_once():
    eager()
    t = asyncio.create_task(boom("x"))
    log(t.done(), show(t.exception()), await outcome(t))


@scenario
async def eager_tasks_make_eager_tasks():
    eager()

    async def outer():
        log("outer")
        inner = asyncio.create_task(noted("inner", 1), name="inner")
        log("outer goes on")
        return await inner
    t = asyncio.create_task(outer(), name="outer")
    log("main goes on")
    log(await t)


@scenario
async def gather_of_eager_tasks():
    eager()
    g = asyncio.gather(worker("a", 0), worker("b", 1))
    log("gathered", g.done())
    log(await g)
    g = asyncio.gather(worker("c", 0))
    log(g.done(), await g)


@scenario
async def a_group_of_eager_tasks():
    eager()
    try:
        async with asyncio.TaskGroup() as group:
            a = group.create_task(worker("a", 0))
            log("made", a.done())
            group.create_task(boom("x"))
            log("body goes on", asyncio.current_task().cancelling())
            await asyncio.sleep(100)
    except BaseExceptionGroup as g: log(len(g.exceptions), show(g.exceptions[0]))


@scenario
async def eager_tasks_have_contexts_of_their_own():
    eager()
    VAR.set("main")

    async def setter():
        log(VAR.get())
        VAR.set("eager")
    await asyncio.create_task(setter())
    log(VAR.get())


@scenario
async def an_eager_task_is_cancelled():
    eager()
    t = asyncio.create_task(forever("t"))
    log(t.cancel("m"), t.cancelling())
    log(await outcome(t), t.cancelled())


@scenario
async def an_eager_task_cancels_itself():
    eager()

    async def body():
        asyncio.current_task().cancel("me")
        log("goes on")
        await asyncio.sleep(0)
        log("not reached")
    t = asyncio.create_task(body())
    log(t.done())
    log(await outcome(t))


@scenario
async def one_eager_task_by_hand():
    t = asyncio.Task(noted("a", 0), loop=asyncio.get_running_loop(), eager_start=True, name="hand")
    log(t.done(), t.result())
    u = asyncio.Task(noted("b", 0), loop=asyncio.get_running_loop(), name="plain")
    log(u.done(), await u)


# Queues that shut down.

@scenario
async def a_queue_is_shut_down():
    q = asyncio.Queue(1)
    q.put_nowait("last")
    putter = asyncio.create_task(outcome(q.put("late")))
    await passes(1)
    q.shutdown()
    log(await putter, await outcome(q.put("x")), q.qsize())
    log(await q.get(), await outcome(q.get()))
    for use in (lambda: q.put_nowait("y"), q.get_nowait):
        try: use()
        except asyncio.QueueShutDown as e: log(show(e))
    q.shutdown()


@scenario
async def a_queue_is_shut_down_at_once():
    q = asyncio.Queue()
    for i in range(2): q.put_nowait(i)
    j = asyncio.create_task(q.join())
    await passes(1)
    q.shutdown(immediate=True)
    log(q.empty(), await outcome(q.get()), await outcome(j))


@scenario
async def getters_are_sent_away():
    q = asyncio.Queue()
    getters = [asyncio.create_task(outcome(q.get())) for _ in range(2)]
    await passes(1)
    q.shutdown()
    log([await g for g in getters])


@scenario
async def a_queue_that_is_shut_down_is_joined():
    q = asyncio.Queue()
    q.put_nowait(1)
    q.get_nowait()
    q.shutdown()
    j = asyncio.create_task(q.join())
    await passes(2)
    log(j.done())
    q.task_done()
    await j
    log("joined")


# As they end.

@scenario
async def tasks_themselves_as_they_end():
    tasks = [asyncio.create_task(worker(n, p), name=n) for n, p in (("slow", 2), ("fast", 0))]
    async for t in asyncio.as_completed(tasks): log(t.get_name(), t in tasks, t.done(), await t)


@scenario
async def tasks_as_they_end_for_some_time():
    tasks = [asyncio.create_task(forever("f")), asyncio.create_task(worker("w", 0))]
    try:
        async for t in asyncio.as_completed(tasks, timeout=0.01): log(await t)
    except TimeoutError as e: log(show(e), tasks[0].done())
    tasks[0].cancel()
    log(await outcome(tasks[0]))


# What else is new.

@scenario
async def a_cancel_is_taken_back_before_it_is_delivered():
    async def body():
        me = asyncio.current_task()
        me.cancel("a")
        me.cancel("b")
        log(me.uncancel(), me.cancelling())
        log(me.uncancel(), me.cancelling())
        await asyncio.sleep(0)
        return "unharmed"
    t = asyncio.create_task(body())
    log(await outcome(t), t.cancelled())


@scenario
async def a_cancelled_waiter_passes_its_signal_on():
    cond = asyncio.Condition()

    async def waiter(n):
        async with cond:
            await cond.wait()
            log(n, "signalled")
    a, b = asyncio.create_task(waiter("a")), asyncio.create_task(waiter("b"))
    await passes(1)
    async with cond: cond.notify()
    a.cancel()
    log(await outcome(a), await outcome(b))


@scenario
async def a_group_keeps_the_request_that_it_hides():
    async def fails():
        try: await asyncio.sleep(100)
        finally: raise ValueError("late")

    async def body():
        try:
            async with asyncio.TaskGroup() as group: group.create_task(fails())
        except BaseExceptionGroup as g: log("group", show(g.exceptions[0]), asyncio.current_task().cancelling())
        await asyncio.sleep(0)
        log("not reached")
    t = asyncio.create_task(body())
    await passes(2)
    t.cancel("outside")
    log(await outcome(t), t.cancelled())


@scenario
async def a_sleep_of_no_number():
    log(await outcome(asyncio.sleep(float("nan"))))


def main():
    for f in SCENARIOS:
        LOG.clear()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if inspect.iscoroutinefunction(f): asyncio.run(f())
            else: f()
        print(f"## {f.__name__}")
        print("\n".join(LOG))
        print()


main()
