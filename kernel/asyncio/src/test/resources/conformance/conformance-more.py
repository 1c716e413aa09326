"""More of what CPython's asyncio does, as text; beside asyncio-golden.py and in its way. Each scenario has a Java twin that
must print the same lines. Run: python3 conformance-more.py     (no sockets, no wall-clock values in the output)"""
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


# The loop.

@scenario
async def timers_fire_by_time():
    loop = asyncio.get_running_loop()
    for d in (0.03, 0.01, 0.02): loop.call_later(d, log, "after", d)
    await asyncio.sleep(0.05)
    log("end")


@scenario
async def due_timers_run_in_one_pass():
    loop = asyncio.get_running_loop()
    now = loop.time()
    loop.call_at(now - 1, lambda: (log("second"), loop.call_soon(log, "soon of second")))
    loop.call_at(now - 2, lambda: (log("first"), loop.call_soon(log, "soon of first")))
    await passes(3)
    log("end")


@scenario
async def a_timer_in_the_past_waits_for_the_next_pass():
    loop = asyncio.get_running_loop()

    def soon():
        log("soon")
        loop.call_at(loop.time() - 1, log, "timer")
        loop.call_soon(log, "sooner")
    loop.call_soon(soon)
    await passes(3)


@scenario
async def cancelled_callbacks_do_not_run():
    loop = asyncio.get_running_loop()
    a = loop.call_soon(log, "a")
    b = loop.call_soon(log, "b")
    t = loop.call_later(0.001, log, "t")
    u = loop.call_later(0.002, log, "u")
    a.cancel(); t.cancel(); a.cancel()
    log(a.cancelled(), b.cancelled(), t.cancelled(), u.cancelled(), t.when() < u.when())
    await asyncio.sleep(0.02)
    b.cancel()
    log("end", b.cancelled())


@scenario
async def a_callback_cancels_the_next_one():
    loop = asyncio.get_running_loop()
    handles = []
    loop.call_soon(lambda: (log("first"), handles[0].cancel()))
    handles.append(loop.call_soon(log, "second"))
    loop.call_soon(log, "third")
    await passes(1)
    log("end")


@scenario
async def callbacks_have_no_current_task():
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: log(asyncio.current_task(), asyncio.get_running_loop() is loop))
    me = asyncio.current_task()
    await passes(1)
    log(asyncio.current_task() is me)


@scenario
async def a_callback_makes_a_task():
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: (asyncio.create_task(worker("made", 1)), log("callback")))
    for i in range(4):
        log("main", i)
        await passes(1)


@scenario
async def many_tasks_sleep_zero():
    async def t(x, n):
        for i in range(n):
            log(x + str(i))
            await asyncio.sleep(0)
        return n
    log(await asyncio.gather(*(t(x, n) for x, n in (("a", 3), ("b", 1), ("c", 4), ("d", 0), ("e", 2)))))


@scenario
async def sleep_zero_lets_a_chain_grow():
    loop = asyncio.get_running_loop()

    def chain(i):
        log("chain", i)
        if i < 3: loop.call_soon(chain, i + 1)
    loop.call_soon(chain, 0)
    for i in range(5):
        await asyncio.sleep(0)
        log("pass", i)


@scenario
async def a_callback_fails():
    loop = asyncio.get_running_loop()
    handle_errors(loop)

    def bad(): raise ValueError("callback")
    loop.call_soon(bad)
    loop.call_soon(log, "the next one runs")
    loop.call_later(0, bad)
    await asyncio.sleep(0.001)
    log("end")


@scenario
async def a_handler_fails():
    loop = asyncio.get_running_loop()

    def bad(*_):
        log("handler")
        raise KeyError("handler")
    loop.set_exception_handler(bad)
    asyncio.base_events.logger.disabled = True
    loop.call_soon(lambda: 1 / 0)
    await passes(2)
    asyncio.base_events.logger.disabled = False
    log("end")


@scenario
def stop_lets_the_pass_end():
    loop = asyncio.new_event_loop()
    loop.call_soon(lambda: (log("a"), loop.stop(), loop.call_soon(log, "next pass")))
    loop.call_soon(log, "b")
    loop.run_forever()
    log("stopped", loop.is_running())
    loop.stop()
    loop.run_forever()
    log("one pass more")
    loop.close()


@scenario
def stop_before_the_end():
    loop = asyncio.new_event_loop()
    f = loop.create_future()
    loop.call_soon(loop.stop)
    try: loop.run_until_complete(f)
    except RuntimeError as e: log(show(e))
    f.set_result("later")
    log(loop.run_until_complete(f))
    loop.close()


@scenario
def a_stopped_run_leaves_no_trace():
    loop = asyncio.new_event_loop()
    f = loop.create_future()
    loop.call_soon(loop.stop)
    try: loop.run_until_complete(f)
    except RuntimeError as e: log(show(e))

    async def long():
        f.set_result("early")
        for i in range(4):
            log("step", i)
            await asyncio.sleep(0)
        return "long"
    log(loop.run_until_complete(long()))
    loop.close()


@scenario
def a_closed_loop_refuses():
    loop = asyncio.new_event_loop()
    f = loop.create_future()
    loop.close()
    loop.close()
    log(loop.is_closed(), loop.is_running())
    c = worker("never")
    for action in (lambda: loop.call_soon(log, "no"), lambda: loop.call_later(1, log, "no"), lambda: loop.call_soon_threadsafe(log, "no"),
                   lambda: loop.run_until_complete(f), loop.run_forever, lambda: loop.create_task(c)):
        try: action()
        except RuntimeError as e: log(show(e))
    c.close()


@scenario
async def a_running_loop_refuses():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    for action in (loop.run_forever, lambda: loop.run_until_complete(f), loop.close):
        try: action()
        except RuntimeError as e: log(show(e))
    other = asyncio.new_event_loop()
    try: other.run_forever()
    except RuntimeError as e: log(show(e))
    other.close()
    c = worker("never")
    try: asyncio.run(c)
    except RuntimeError: log("run refused", inspect.getcoroutinestate(c) == inspect.CORO_CREATED)
    c.close()


@scenario
def outside_of_a_loop():
    for action in (asyncio.get_running_loop, asyncio.current_task, asyncio.all_tasks):
        try: action()
        except RuntimeError as e: log(type(e).__name__, str(e).startswith("no running event loop"))
    c = worker("never")
    try: asyncio.create_task(c)
    except RuntimeError as e: log(type(e).__name__, str(e).startswith("no running event loop"))
    c.close()


@scenario
def runs_of_a_runner_share_loop_and_context():
    async def first():
        VAR.set("first")
        return asyncio.get_running_loop()

    async def second():
        log(VAR.get())
        return asyncio.get_running_loop()
    with asyncio.Runner() as runner:
        a = runner.run(first())
        b = runner.run(second())
        log(a is b, a is runner.get_loop(), VAR.get())
    c = worker("never")
    try: runner.run(c)
    except RuntimeError as e: log(show(e))
    c.close()


@scenario
def a_runner_cancels_what_is_left():
    async def stubborn():
        try: await asyncio.sleep(100)
        except asyncio.CancelledError:
            log("stubborn cleans up")
            await asyncio.sleep(0)
            log("stubborn done")
            raise ValueError("in cleanup")

    async def main(left):
        handle_errors(asyncio.get_running_loop())
        asyncio.create_task(left)
        await passes(1)
        return "main ends"
    log(asyncio.run(main(forever("left"))))
    log(asyncio.run(main(stubborn())))
    log(asyncio.run(main(worker("never started", 0))))


# Tasks and futures.

@scenario
async def a_done_task_is_awaited_at_once():
    t = asyncio.create_task(worker("t", 0))
    await passes(2)
    asyncio.get_running_loop().call_soon(log, "pass")
    log(t.done(), await t, await t)
    await passes(1)


@scenario
async def waiters_go_on_in_order():
    f = asyncio.get_running_loop().create_future()

    async def w(x): log(x, await f)
    ts = [asyncio.create_task(w(x)) for x in "abc"]
    await passes(1)
    f.add_done_callback(lambda _: log("callback"))
    ts.append(asyncio.create_task(w("d")))
    await passes(1)
    f.set_result(1)
    log("set")
    await passes(1)
    log("after", [t.done() for t in ts])
    await asyncio.gather(*ts)


@scenario
async def all_waiters_get_the_same_error():
    t = asyncio.create_task(boom("x", 1))
    seen = []

    async def w():
        try: await t
        except ValueError as e: seen.append(e)
    await asyncio.gather(w(), w(), w())
    log([show(e) for e in seen], seen[0] is seen[1] is seen[2] is t.exception())


@scenario
async def callbacks_of_several_futures():
    loop = asyncio.get_running_loop()
    f, g = loop.create_future(), loop.create_future()
    f.add_done_callback(lambda _: log("f1"))
    g.add_done_callback(lambda _: log("g1"))
    f.add_done_callback(lambda _: (log("f2"), f.add_done_callback(lambda _: log("f3"))))
    g.add_done_callback(lambda _: log("g2"))
    g.set_result(None)
    f.set_result(None)
    loop.call_soon(log, "soon")
    await passes(1)
    log("pass")
    await passes(1)


@scenario
async def done_callbacks_are_removed():
    f = asyncio.get_running_loop().create_future()
    a = lambda _: log("a")
    b = lambda _: log("b")
    log(f.remove_done_callback(a))
    for c in (a, b, a, b): f.add_done_callback(c)
    log(f.remove_done_callback(a), f.remove_done_callback(a))
    f.set_result(1)
    log(f.remove_done_callback(b))
    await passes(1)


@scenario
async def a_done_callback_fails():
    loop = asyncio.get_running_loop()
    handle_errors(loop)
    f = loop.create_future()

    def bad(_): raise ValueError("done")
    f.add_done_callback(bad)
    f.add_done_callback(lambda _: log("the next one runs"))
    f.set_result(1)
    await passes(1)
    log(await f)


@scenario
async def a_cancelled_future_cancels_its_waiters():
    f = asyncio.get_running_loop().create_future()

    async def w(x):
        try: await f
        except asyncio.CancelledError as e:
            log(x, show(e))
            raise
    a, b = asyncio.create_task(w("a")), asyncio.create_task(w("b"))
    await passes(1)
    log(f.cancel("f"), f.cancelled(), f.cancel())
    await asyncio.wait([a, b])
    log(a.cancelled(), b.cancelled(), a.cancelling())


@scenario
async def a_cancelled_waiter_cancels_its_future():
    f = asyncio.get_running_loop().create_future()

    async def w(): await f
    a, b = asyncio.create_task(w()), asyncio.create_task(w())
    await passes(1)
    a.cancel("a")
    log(f.cancelled(), b.done())
    log(await asyncio.gather(outcome(a), outcome(b)), b.cancelled(), b.cancelling())


@scenario
async def a_set_future_is_not_cancelled_by_its_waiter():
    f = asyncio.get_running_loop().create_future()

    async def w(): return await f
    t = asyncio.create_task(w())
    await passes(1)
    f.set_result("value")
    t.cancel("late")
    log(await outcome(t), f.cancelled(), f.result())


@scenario
async def a_failed_future_and_a_cancel():
    f = asyncio.get_running_loop().create_future()

    async def w():
        try: await f
        except asyncio.CancelledError as e:
            log("cancelled", show(e))
            raise
    t = asyncio.create_task(w())
    await passes(1)
    f.set_exception(ValueError("lost"))
    t.cancel("late")
    log(await outcome(t), show(f.exception()))


@scenario
async def all_tasks_are_those_not_done():
    a = asyncio.create_task(worker("a", 1), name="a")
    b = asyncio.create_task(forever("b"), name="b")
    asyncio.current_task().set_name("main")
    log(sorted(t.get_name() for t in asyncio.all_tasks()))
    await a
    log(sorted(t.get_name() for t in asyncio.all_tasks()))
    b.cancel()
    log(await outcome(b), len(asyncio.all_tasks()))


@scenario
async def a_task_has_no_result_of_ones_own():
    t = asyncio.create_task(worker("t", 0))
    for action in (lambda: t.set_result(1), lambda: t.set_exception(ValueError()), t.result, t.exception):
        try: action()
        except Exception as e: log(show(e))
    log(await t, t.result(), t.exception())


@scenario
async def ensure_future_makes_what_is_needed():
    class Custom:
        def __await__(self):
            log("asked")
            return worker("custom", 1).__await__()
    f = asyncio.get_running_loop().create_future()
    t = asyncio.create_task(worker("t", 0))
    log(asyncio.ensure_future(f) is f, asyncio.ensure_future(t) is t)
    log(await asyncio.ensure_future(worker("w", 0)), await Custom(), await asyncio.gather(Custom(), t))


@scenario
async def an_error_goes_up_the_chain():
    async def a(): await boom("deep", 1)

    async def b():
        try: await a()
        finally: log("b finally")

    async def c():
        try: await b()
        except ValueError as e: raise KeyError("wrapped") from e
    try: await c()
    except KeyError as e: log(show(e), show(e.__cause__))


@scenario
async def a_coroutine_runs_once():
    c = worker("c", 0)
    t = asyncio.create_task(c)
    log(await outcome(asyncio.create_task(c)))
    log(await t)
    d = worker("d", 0)
    d.close()
    d.close()
    log(await outcome(d))


@scenario
async def stop_iteration_does_not_leave_a_coroutine():
    async def bad(): raise StopIteration("s")
    log(await outcome(bad()))
    log(await outcome(asyncio.create_task(bad())))

    async def fine(): raise StopAsyncIteration("a")
    log(await outcome(asyncio.create_task(fine())))


# Cancelling.

@scenario
async def cancelled_again_while_cleaning_up():
    async def t():
        try:
            try: await asyncio.sleep(100)
            finally:
                log("cleaning")
                try: await asyncio.sleep(100)
                finally: log("cleaning cut short")
        finally:
            await asyncio.sleep(0)
            log("outer cleaned")
    task = asyncio.create_task(t())
    await passes(1)
    task.cancel("one")
    await passes(1)
    task.cancel("two")
    log(await outcome(task), task.cancelled(), task.cancelling())


@scenario
async def an_error_in_cleanup_wins():
    async def t():
        try: await asyncio.sleep(100)
        finally: raise ValueError("cleanup")
    task = asyncio.create_task(t())
    await passes(1)
    task.cancel()
    log(await outcome(task), task.cancelled(), show(task.exception()))


@scenario
async def a_hand_made_cancelled_error():
    async def t(): raise asyncio.CancelledError("by hand")
    task = asyncio.create_task(t())
    log(await outcome(task), task.cancelled(), task.cancelling(), await outcome(task))


@scenario
async def the_message_is_told_once():
    t = asyncio.create_task(forever("t"))
    await passes(1)
    t.cancel("msg")
    log(await outcome(t), await outcome(t))
    try: t.result()
    except asyncio.CancelledError as e: log(show(e))


@scenario
async def cancel_through_tasks_and_a_gather():
    async def middle():
        try: return await asyncio.gather(forever("a"), forever("b"))
        finally: log("middle finally")

    async def outer():
        try: return await asyncio.create_task(middle())
        finally: log("outer finally")
    o = asyncio.create_task(outer())
    await passes(3)
    o.cancel("far")
    log(await outcome(o), o.cancelled())


@scenario
async def a_cancel_that_is_refused_twice():
    async def t():
        n = 0
        while n < 2:
            try: await asyncio.sleep(100)
            except asyncio.CancelledError as e:
                n += 1
                log("refused", show(e), asyncio.current_task().cancelling())
        return "done"
    task = asyncio.create_task(t())
    await passes(1)
    for i in range(2):
        task.cancel(str(i))
        await passes(2)
    log(await task, task.cancelling(), task.cancelled())


@scenario
async def a_cancel_between_two_sleeps():
    async def t():
        await asyncio.sleep(0)
        log("first")
        await asyncio.sleep(0)
        log("not reached")
    task = asyncio.create_task(t())
    await passes(1)
    task.cancel("queued")
    log(await outcome(task))


@scenario
async def cancel_in_a_done_callback():
    loop = asyncio.get_running_loop()
    f = loop.create_future()

    async def w():
        r = await f
        log("got", r)
        await asyncio.sleep(0)
        log("not reached")
    task = asyncio.create_task(w())
    f.add_done_callback(lambda _: log("cancel", task.cancel("cb")))
    await passes(1)
    f.set_result(1)
    log(await outcome(task))


@scenario
async def who_awaits_a_cancelled_task_can_go_on():
    async def w():
        t = asyncio.create_task(forever("t"))
        await passes(1)
        t.cancel("inner")
        try: await t
        except asyncio.CancelledError: log("caught", asyncio.current_task().cancelling())
        await passes(1)
        return "went on"
    log(await asyncio.create_task(w()))


# Gather.

@scenario
async def gathers_nest():
    async def v(x, n):
        await passes(n)
        log(x)
        return x
    log(await asyncio.gather(asyncio.gather(v(1, 3), v(2, 1)), v(3, 2), asyncio.gather()))


@scenario
async def an_inner_gather_fails():
    log(await outcome(asyncio.gather(worker("w", 3), asyncio.gather(boom("in", 1), worker("v", 2)))))
    await passes(3)
    r = await asyncio.gather(asyncio.gather(boom("in", 1), worker("x", 0)), worker("y", 0), return_exceptions=True)
    log([x if isinstance(x, str) else show(x) for x in r])


@scenario
async def an_inner_gather_is_cancelled():
    inner = asyncio.gather(forever("a"), forever("b"))
    outer = asyncio.gather(inner, worker("w", 1))
    await passes(1)
    inner.cancel("in")
    log(await outcome(outer), inner.cancelled(), outer.cancelled())


@scenario
async def gather_of_what_is_done():
    loop = asyncio.get_running_loop()
    f, g = loop.create_future(), loop.create_future()
    f.set_result("f")
    t = asyncio.create_task(worker("t", 1))
    a = asyncio.gather(f, t)
    g.set_exception(ValueError("g"))
    b = asyncio.gather(f, g)
    log(a.done())
    log(await outcome(b), await a)


@scenario
async def a_gather_of_done_futures_is_done():
    f = asyncio.get_running_loop().create_future()
    f.set_result("f")
    a = asyncio.gather(f, f)
    log(a.done(), await a)


@scenario
async def a_tolerant_gather_is_cancelled():
    async def quick(): return "quick"
    g = asyncio.gather(forever("a"), quick(), forever("b"), return_exceptions=True)
    await passes(2)
    log(g.cancel("g"), g.done())
    log(await outcome(g), g.cancelled(), g.cancel())


@scenario
async def a_done_gather_cancels_nothing():
    t = asyncio.create_task(forever("t"))
    g = asyncio.gather(boom("x"), t)
    log(await outcome(g), g.cancel(), t.done())
    t.cancel("end")
    log(await outcome(t))


@scenario
async def a_cancelled_gather_and_a_late_cancel():
    async def by_hand(): raise asyncio.CancelledError("by hand")
    g = asyncio.gather(by_hand())
    tasks = []
    g.add_done_callback(lambda _: log("cancel", tasks[0].cancel("late")))

    async def w(): return await g
    tasks.append(asyncio.create_task(w()))
    log(await outcome(tasks[0]), tasks[0].cancelled())


@scenario
async def gather_keeps_later_errors_quiet():
    handle_errors(asyncio.get_running_loop())
    log(await outcome(asyncio.gather(boom("one", 1), boom("two", 2), boom("three", 3))))
    await passes(4)
    log("end")


# Context variables.

@scenario
async def callbacks_see_the_context_of_their_registration():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    VAR.set("one")
    loop.call_soon(lambda: log("soon", VAR.get()))
    loop.call_later(0, lambda: log("timer", VAR.get()))
    f.add_done_callback(lambda _: log("done", VAR.get()))
    VAR.set("two")
    f.add_done_callback(lambda _: (log("done", VAR.get()), VAR.set("lost")))
    f.set_result(1)
    VAR.set("three")
    await asyncio.sleep(0.001)
    log(VAR.get())


@scenario
async def a_context_is_shared_on_request():
    ctx = contextvars.copy_context()

    async def setter(x): VAR.set(x); await asyncio.sleep(0); log("sees", VAR.get())
    a = asyncio.create_task(setter("a"), context=ctx)
    b = asyncio.create_task(setter("b"), context=ctx)
    await asyncio.gather(a, b)
    log(VAR.get(), ctx.run(VAR.get))
    asyncio.get_running_loop().call_soon(lambda: VAR.set("callback"), context=ctx)
    await passes(1)
    log(VAR.get(), ctx.run(VAR.get))


@scenario
async def tokens_put_back():
    a = VAR.set("a")
    b = VAR.set("b")
    VAR.reset(b)
    log(VAR.get())
    VAR.reset(a)
    log(VAR.get())
    for action in (lambda: VAR.reset(a), lambda: contextvars.copy_context().run(VAR.reset, VAR.set("c")), lambda: contextvars.ContextVar("OTHER").reset(VAR.set("d")),
                   lambda: contextvars.ContextVar("NONE").get()):
        try: action()
        except (ValueError, RuntimeError, LookupError) as e: log(type(e).__name__)
    log(contextvars.ContextVar("NONE").get("given"))


@scenario
async def a_context_is_entered_once():
    ctx = contextvars.copy_context()
    ctx.run(VAR.set, "inside")
    log(VAR.get(), ctx.run(VAR.get), ctx.copy().run(VAR.get))
    try: ctx.run(lambda: ctx.run(log, "no"))
    except RuntimeError as e: log(str(e).endswith("is already entered"))


@scenario
async def generators_have_no_context_of_their_own():
    def g():
        VAR.set("generator")
        yield VAR.get()
        yield VAR.get()
    i = g()
    log(next(i), VAR.get())
    VAR.set("caller")
    log(next(i))

    async def ag():
        yield VAR.get()
        VAR.set("agen")
        yield VAR.get()
    async for x in ag(): log(x, VAR.get())


# Generators.

@scenario
async def messages_reach_the_innermost():
    def inner():
        got = []
        for i in range(3): got.append((yield i))
        return got

    def middle(): return ((yield from inner()), "middle")

    def outer():
        r = yield from middle()
        log("outer", r[0], r[1])
        yield "last"
    g = outer()
    log(next(g), g.send("a"), g.send("b"), g.send("c"))


@scenario
async def errors_reach_the_innermost():
    def inner():
        while True:
            try: yield "waiting"
            except KeyError as e: log("inner", show(e))

    def middle():
        try: yield from inner()
        except ValueError as e:
            log("middle", show(e))
            yield "middle caught"
        finally: log("middle finally")

    def outer():
        yield from middle()
        yield "outer"
    g = outer()
    log(next(g))
    log(g.throw(KeyError("k")))
    log(g.throw(ValueError("v")))
    log(next(g))
    try: g.throw(KeyError("end"))
    except KeyError as e: log("out", show(e))
    try: next(g)
    except StopIteration as e: log("stop", e.value)


@scenario
async def close_goes_from_inside_out():
    def level(n):
        try:
            if n == 0: yield 0
            else: yield from level(n - 1)
        except GeneratorExit:
            log("exit", n)
            raise
        finally: log("finally", n)
    g = level(3)
    next(g)
    g.close()
    g.close()
    log("closed")
    try: next(g)
    except StopIteration as e: log("stop", e.value)


@scenario
async def delegation_to_a_started_generator():
    def inner():
        try:
            x = yield 1
            log("inner", x)
            try: yield 2
            except KeyError as e: log("inner", show(e))
            yield 3
        finally: log("inner finally")
        return "r"
    i = inner()
    log(next(i))

    def outer(): log("returned", (yield from i)); yield "end"
    g = outer()
    log(next(g), g.throw(KeyError("k")), next(g))
    h = inner()
    next(h)

    def other(): yield from h
    o = other()
    next(o)
    o.close()
    log(next(h, "over"))


@scenario
async def generators_not_started_or_over():
    def g():
        log("started")
        yield 1
        return "value"
    a = g()
    try: a.throw(KeyError("early"))
    except KeyError as e: log(show(e))
    log(next(a, "over"))
    b = g()
    b.close()
    log(next(b, "over"))
    c = g()
    log(list(c), next(c, "over"))
    try: c.throw(KeyError("late"))
    except KeyError as e: log(show(e))
    c.close()
    d = g()
    next(d)
    for _ in range(2):
        try: next(d)
        except StopIteration as e: log("stop", e.value)


@scenario
async def close_of_a_generator_that_returns_or_fails():
    def returns():
        try: yield 1
        except GeneratorExit: return "value"

    def fails():
        try: yield 1
        finally: raise ValueError("cleanup")
    r = returns()
    next(r)
    r.close()
    try: next(r)
    except StopIteration as e: log("stop", e.value)
    f = fails()
    next(f)
    try: f.close()
    except ValueError as e: log(show(e))
    log(next(f, "over"))


@scenario
async def a_failed_generator_is_over():
    def g():
        yield 1
        raise ValueError("x")
    a = g()
    log(next(a))
    try: next(a)
    except ValueError as e: log(show(e))
    log(next(a, "over"))

    def outer():
        try: yield from g()
        except ValueError as e: log("outer", show(e))
        yield "on"
    log(list(outer()))


@scenario
async def a_generator_asks_itself():
    gens = []

    def g():
        for action in (lambda: gens[0].send("x"), lambda: gens[0].throw(KeyError("t")), lambda: gens[0].close()):
            try: action()
            except ValueError as e: log(show(e))
        log("got", (yield 1))
        log("got", (yield 2))
    gens.append(g())
    log(next(gens[0]), next(gens[0]), next(gens[0], "over"))


@scenario
async def yield_from_plain_things():
    def g():
        try: r = yield from [1, 2]
        except KeyError as e:
            log(show(e))
            r = yield "caught"
        log("r", r)
        yield from range(2)
    log(list(g()))
    h = g()
    log(next(h), h.throw(KeyError("k")), h.send("s"))


@scenario
async def generators_are_walked_in_pieces():
    def g(): yield from (1, 2, 3, 4, 5)
    i = g()
    for x in i:
        log("first", x)
        if x == 2: break
    log(next(i))
    for x in i: log("rest", x)
    log(list(i))


# Async generators and iterators.

@scenario
async def an_async_generator_is_asked_twice_at_once():
    async def g():
        await asyncio.sleep(0)
        yield 1
        await asyncio.sleep(0)
        yield 2
    a = g()
    log(await asyncio.gather(outcome(anext(a)), outcome(anext(a)), outcome(a.asend(None)), outcome(a.athrow(KeyError("k"))), outcome(a.aclose())))
    log(await outcome(anext(a)), await outcome(anext(a)), await outcome(anext(a)))


@scenario
async def async_generators_not_started_or_over():
    async def g():
        log("started")
        x = yield 1
        log("got", x)
    a = g()
    log(await outcome(a.asend("early")))
    log(await outcome(a.athrow(KeyError("early"))), await outcome(anext(a)))
    b = g()
    log(await b.aclose(), await outcome(anext(b)), await b.aclose())
    c = g()
    log(await anext(c), await outcome(c.asend("hello")), await outcome(c.asend("over")), await c.aclose())


@scenario
async def an_async_generator_ignores_its_end():
    async def g():
        while True:
            try: yield 1
            except GeneratorExit: log("ignored"); yield 2; return
    a = g()
    await anext(a)
    log(await outcome(a.aclose()))


@scenario
async def an_async_generator_fails():
    async def g():
        yield 1
        await asyncio.sleep(0)
        raise ValueError("x")
    a = g()
    log(await anext(a), await outcome(anext(a)), await outcome(anext(a)))

    async def stop():
        raise StopAsyncIteration("s")
        yield
    log(await outcome(anext(stop())))


@scenario
async def an_async_generator_is_cancelled_while_it_waits():
    async def g():
        try:
            yield 1
            await forever("body")
        finally:
            await asyncio.sleep(0)
            log("g finally")

    async def consumer(a):
        async for x in a: log(x)
    a = g()
    t = asyncio.create_task(consumer(a))
    await passes(2)
    t.cancel("c")
    log(await outcome(t), await outcome(anext(a)))


@scenario
async def async_generators_nest():
    async def inner(n):
        for i in range(n):
            await asyncio.sleep(0)
            yield i

    async def outer():
        async for x in inner(2):
            yield x * 10
            await asyncio.sleep(0)
        async for x in inner(1): yield x

    async def other():
        for i in range(6):
            log("other", i)
            await asyncio.sleep(0)
    t = asyncio.create_task(other())
    async for x in outer(): log("value", x)
    await t


@scenario
async def left_async_generators_are_shut_down():
    loop = asyncio.get_running_loop()
    handle_errors(loop)
    closed = []

    async def g(name, fail=False):
        try: yield name
        finally:
            await asyncio.sleep(0)
            closed.append(name)
            if fail: raise ValueError(name)
    a, b, c = g("a"), g("b", True), g("c")
    for x in (a, b, c): await anext(x)
    await c.aclose()
    log(closed)
    d = g("never started")
    await loop.shutdown_asyncgens()
    log(sorted(closed))
    log(await outcome(anext(a)), await outcome(anext(b)))


class Countdown:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self

    async def __anext__(self):
        if self.n == 0: raise StopAsyncIteration
        self.n -= 1
        await asyncio.sleep(0)
        return self.n


@scenario
async def async_iterators_are_walked():
    async for x in Countdown(3): log(x)
    c = Countdown(4)
    async for x in c:
        if x == 2: break
    log(await anext(c), await anext(aiter(c)), await anext(c, "over"), await outcome(anext(c)))


class Manager:
    def __init__(self, name, swallow=False, fail=None): self.name, self.swallow, self.fail = name, swallow, fail

    async def __aenter__(self):
        await asyncio.sleep(0)
        log("enter", self.name)
        return self.name

    async def __aexit__(self, kind, error, trace):
        await asyncio.sleep(0)
        log("exit", self.name, show(error))
        if self.fail: raise self.fail
        return self.swallow


@scenario
async def async_with_in_all_ways():
    async with Manager("plain") as m: log("body", m)
    async with Manager("outer", swallow=True):
        async with Manager("inner"): raise ValueError("x")
    log("swallowed")
    try:
        async with Manager("failing", fail=KeyError("exit")): raise ValueError("body")
    except KeyError as e: log(show(e))

    async def f():
        async with Manager("cancelled"): await forever("body")
    t = asyncio.create_task(f())
    await passes(3)
    t.cancel("c")
    log(await outcome(t))


# Threads.

@scenario
async def words_from_a_thread_keep_their_order():
    loop = asyncio.get_running_loop()

    def talk():
        for i in range(3): loop.call_soon_threadsafe(log, "word", i)
        return "said"
    log(await asyncio.to_thread(talk))


@scenario
async def call_soon_threadsafe_from_the_loop_itself():
    loop = asyncio.get_running_loop()
    loop.call_soon(log, "a")
    loop.call_soon_threadsafe(log, "b")
    loop.call_soon(log, "c")
    await passes(1)


@scenario
async def a_coroutine_is_handed_in_from_a_thread():
    loop = asyncio.get_running_loop()

    def ask(c):
        try: return asyncio.run_coroutine_threadsafe(c, loop).result()
        except BaseException as e: return show(e)
    log(await asyncio.to_thread(ask, worker("t", 1)))
    log(await asyncio.to_thread(ask, boom("t", 1)))


@scenario
async def an_executor_answers_with_errors():
    loop = asyncio.get_running_loop()

    def bad(): raise KeyError("thread")
    log(await outcome(loop.run_in_executor(None, bad)))
    f = loop.run_in_executor(None, lambda: "answer")
    log(f.done(), await f, f.done())


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
