"""What asyncio does where laws meet: a cancel that meets a result, a limit that meets an error, a lock whose waiter dies.
Beside conformance-more.py and in its way. Run: python3 laws-that-meet.py     (no sockets, no wall-clock values in the output)"""
import asyncio, concurrent.futures, contextlib, contextvars, inspect, threading, warnings

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


class Grave(BaseException): pass


def kinds(group): return ", ".join(kinds(e) if isinstance(e, BaseExceptionGroup) else show(e) for e in group.exceptions).join("[]")


async def stubborn(name, times=1, result="anyway"):
    for i in range(times):
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError as e:
            log(name, "refuses", e.args)
    return result


async def fails_in_cleanup(msg):
    try:
        await asyncio.sleep(100)
    finally:
        raise ValueError(msg)


async def noted(name, n=0):
    log(name, "begins")
    await passes(n)
    log(name, "ends")
    return name


# Tasks and cancellation.

@scenario
async def grave_errors_fail_the_task_alone():
    async def grave(): raise Grave("bad")
    t = asyncio.create_task(grave())
    other = asyncio.create_task(worker("other", 1))
    log(await outcome(t), t.cancelled(), show(t.exception()), await other)


@scenario
async def a_grave_error_in_a_callback():
    loop = asyncio.get_running_loop()
    handle_errors(loop)

    def grave(): raise Grave("bad")
    loop.call_soon(grave)
    loop.call_soon(log, "next")
    await passes(2)


@scenario
async def a_refused_cancel_leaves_its_count():
    async def body():
        me = asyncio.current_task()
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            log("refused", me.cancelling())
        await asyncio.sleep(0)
        log("counts", me.cancelling(), me.uncancel(), me.uncancel(), me.cancelling())
        return "done"
    t = asyncio.create_task(body())
    await passes(1)
    log(t.cancel("a"), t.cancel("b"), t.cancelling(), t.cancelled(), t.done())
    log(await outcome(t), t.cancelled(), t.cancel())


@scenario
async def a_cancel_waits_for_the_clean_up():
    async def body():
        try:
            await asyncio.sleep(100)
        finally:
            await passes(2)
            log("cleaned")
    t = asyncio.create_task(body())
    await passes(1)
    t.cancel()
    for _ in range(3):
        log(t.done(), t.cancelled())
        await passes(1)
    log(await outcome(t), t.cancelled())


@scenario
async def cancel_of_a_task_whose_future_is_done():
    f = asyncio.get_running_loop().create_future()

    async def body():
        try:
            log("got", await f)
        except asyncio.CancelledError as e:
            log("cancelled", e.args, f.done(), f.cancelled())
            raise
    t = asyncio.create_task(body())
    await passes(1)
    f.set_result(1)
    log(t.cancel("late"), t.cancel("later"))
    log(await outcome(t), t.cancelled(), t.cancelling())


@scenario
async def a_cancelled_callback_order():
    t = asyncio.create_task(forever("t"))
    t.add_done_callback(lambda t: log("callback", t.cancelled()))
    w = asyncio.create_task(outcome(t))
    await passes(2)
    t.cancel("m")
    log("requested", t.done())
    log(await w)


@scenario
async def a_task_cancels_another_that_waits_for_it():
    tasks = []

    async def first():
        try:
            return await tasks[1]
        except asyncio.CancelledError as e:
            log("first", e.args)
            raise

    async def second():
        await passes(1)
        log("cancels", tasks[0].cancel("from second"))
        await passes(1)
        log("not reached")
    tasks.append(asyncio.create_task(first()))
    tasks.append(asyncio.create_task(second()))
    log(await outcome(tasks[0]), await outcome(tasks[1]), tasks[0].cancelled(), tasks[1].cancelled())


@scenario
async def sleep_gives_its_result():
    log(await asyncio.sleep(0, "a"), await asyncio.sleep(0.001, "b"), await asyncio.sleep(-1, "c"), await asyncio.sleep(0))


@scenario
async def a_cancelled_sleep_leaves_at_once():
    t = asyncio.create_task(asyncio.sleep(100, "slept"))
    await passes(1)
    t.cancel("up")
    await passes(1)
    log(t.done(), t.cancelled())


@scenario
async def names_are_given_and_taken():
    t = asyncio.create_task(worker("w", 0), name="first")
    log(t.get_name())
    t.set_name(7)
    log(t.get_name(), await t, t.get_name())


# Gather, wait, wait_for, as_completed, shield.

@scenario
async def gather_waits_for_a_child_that_refuses():
    g = asyncio.gather(stubborn("s"), forever("f"))
    await passes(1)
    log(g.cancel("all"), g.done())
    log(await outcome(g), g.cancelled(), g.cancel())


@scenario
async def gather_of_children_that_all_refuse():
    g = asyncio.gather(stubborn("a"), stubborn("b"))
    await passes(1)
    g.cancel()
    log(await outcome(g))


@scenario
async def gather_cancelled_twice():
    g = asyncio.gather(stubborn("a", 2))
    await passes(1)
    log(g.cancel("one"))
    await passes(1)
    log(g.cancel("two"), g.done())
    try: await g
    except asyncio.CancelledError as e: log(type(e).__name__)


@scenario
async def gather_whose_children_fail_in_clean_up():
    g = asyncio.gather(fails_in_cleanup("late"), forever("f"))
    await passes(1)
    g.cancel()
    log(await outcome(g))
    log(await outcome(asyncio.gather(return_exceptions=True)))


@scenario
async def gather_cancelled_by_its_waiter():
    kids = [asyncio.create_task(forever(n)) for n in "ab"]

    async def body():
        try:
            await asyncio.gather(*kids)
        except asyncio.CancelledError as e:
            log("body", e.args, [k.done() for k in kids])
            raise
    t = asyncio.create_task(body())
    await passes(2)
    t.cancel("why")
    log(await outcome(t), [k.cancelled() for k in kids])


@scenario
async def gather_keeps_the_first_of_two_errors():
    log(await outcome(asyncio.gather(boom("a", 2), boom("b", 1), boom("c", 1))))
    await passes(2)


@scenario
async def wait_for_the_first_exception():
    a, b, c = [asyncio.create_task(x) for x in (forever("a"), boom("b", 3), forever("c"))]
    await passes(1)
    a.cancel()
    done, pending = await asyncio.wait([a, b, c], return_when=asyncio.FIRST_EXCEPTION)
    log(a in done, b in done, c in pending, len(done))
    c.cancel()
    done, pending = await asyncio.wait([a, b, c])
    log(len(done), len(pending))


@scenario
async def wait_always_lets_a_pass_go_by():
    t = asyncio.create_task(worker("t", 0))
    await t
    asyncio.get_running_loop().call_soon(log, "meanwhile")
    done, pending = await asyncio.wait([t, t], timeout=0)
    log(len(done), len(pending))


@scenario
async def a_cancelled_wait_cancels_nothing():
    t = asyncio.create_task(forever("t"))
    w = asyncio.create_task(asyncio.wait([t]))
    await passes(2)
    w.cancel("stop")
    log(await outcome(w), t.done())
    t.cancel()
    log(await outcome(t))


@scenario
async def wait_throws_no_error():
    t = asyncio.create_task(boom("x"))
    done, _ = await asyncio.wait([t])
    log(len(done), show(t.exception()))


@scenario
async def wait_for_in_the_callers_task():
    async def who(): return asyncio.current_task() is me
    me = asyncio.current_task()
    log(await asyncio.wait_for(who(), None), await asyncio.wait_for(who(), 10), me.cancelling())


@scenario
async def wait_for_of_one_who_is_cancelled_by_others():
    t = asyncio.create_task(forever("t"))
    w = asyncio.create_task(asyncio.wait_for(t, 100))
    await passes(2)
    t.cancel("other")
    log(await outcome(w), w.cancelled(), t.cancelled())


@scenario
async def wait_for_cancelled_from_outside():
    t = asyncio.create_task(forever("t"))
    w = asyncio.create_task(asyncio.wait_for(t, 100))
    await passes(2)
    w.cancel("outside")
    log(await outcome(w), t.cancelled())


@scenario
async def wait_for_whose_thing_fails_in_clean_up():
    w = asyncio.create_task(asyncio.wait_for(fails_in_cleanup("cleanup"), 0.01))
    log(await outcome(w), w.cancelling())


@scenario
async def wait_for_a_future_that_is_not_done():
    f = asyncio.get_running_loop().create_future()
    log(await outcome(asyncio.wait_for(f, 0.01)), f.cancelled())
    g = asyncio.get_running_loop().create_future()
    log(await outcome(asyncio.wait_for(g, -1)), g.cancelled())


@scenario
async def as_completed_hands_out_errors_too():
    for c in asyncio.as_completed([asyncio.create_task(x) for x in (worker("w", 3), boom("x", 1))]): log(await outcome(c))


@scenario
async def as_completed_of_the_same_twice():
    t = asyncio.create_task(worker("w", 1))
    log([await c for c in asyncio.as_completed([t, t])])
    log([await c for c in asyncio.as_completed([])])


@scenario
async def as_completed_that_is_left():
    slow = asyncio.create_task(worker("slow", 4))
    for c in asyncio.as_completed([slow, asyncio.create_task(worker("fast", 0))]):
        log("first", await c)
        break
    log(await slow)


@scenario
async def a_shield_of_a_coroutine():
    s = asyncio.shield(noted("inner", 2))
    await passes(1)
    log(s.cancel("outer"), s.cancelled(), s.done())
    await passes(3)


@scenario
async def a_shield_passes_on_results_and_errors():
    log(await asyncio.shield(worker("w", 0)), await outcome(asyncio.shield(boom("x"))))
    t = asyncio.create_task(worker("done", 0))
    await t
    log(asyncio.shield(t) is t)


@scenario
async def a_shield_in_a_cancelled_task():
    inner = asyncio.create_task(noted("inner", 3))

    async def body():
        try:
            return await asyncio.shield(inner)
        except asyncio.CancelledError as e:
            log("body", e.args)
            return await inner
    t = asyncio.create_task(body())
    await passes(2)
    t.cancel("c")
    log(await outcome(t), t.cancelling(), inner.cancelled())


# Time limits.

@scenario
async def a_limit_is_moved():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(0.01) as limit:
        limit.reschedule(None)
        await asyncio.sleep(0.03)
        log("still here", limit.when(), limit.expired())
    log(limit.expired())
    try:
        async with asyncio.timeout(None) as limit:
            limit.reschedule(loop.time() - 1)
            log("goes on until the next wait")
            await asyncio.sleep(100)
            log("not reached")
    except TimeoutError as e:
        log(show(e), show(e.__cause__), limit.expired())
    try: limit.reschedule(None)
    except RuntimeError as e: log(show(e))


@scenario
async def a_limit_that_is_over_without_a_wait():
    async with asyncio.timeout(-1) as limit: log("no wait")
    log(limit.expired(), asyncio.current_task().cancelling())
    await passes(1)
    log("unharmed")


@scenario
async def a_limit_and_an_error_of_the_body():
    limit = asyncio.timeout(0.01)
    try:
        async with limit:
            try:
                await asyncio.sleep(100)
            finally:
                raise ValueError("own")
    except ValueError as e:
        log(show(e), limit.expired(), asyncio.current_task().cancelling())


@scenario
async def a_limit_whose_cancel_is_refused():
    async with asyncio.timeout(0.01) as limit:
        try: await asyncio.sleep(100)
        except asyncio.CancelledError: log("refused", asyncio.current_task().cancelling())
    log(limit.expired(), asyncio.current_task().cancelling())


@scenario
async def an_inner_limit_is_over_first():
    async with asyncio.timeout(100) as outer:
        try:
            async with asyncio.timeout(0.01) as inner: await asyncio.sleep(100)
        except TimeoutError: log("inner", inner.expired(), outer.expired())
    log(outer.expired())


@scenario
async def both_limits_are_over_at_once():
    at = asyncio.get_running_loop().time() + 0.01
    try:
        async with asyncio.timeout_at(at) as outer:
            try:
                async with asyncio.timeout_at(at) as inner: await asyncio.sleep(100)
            except TimeoutError: log("inner")
            except asyncio.CancelledError:
                log("inner lets it pass", inner.expired())
                raise
    except TimeoutError: log("outer", inner.expired(), outer.expired(), asyncio.current_task().cancelling())


@scenario
async def a_cancel_while_a_limit_runs():
    async def body():
        try:
            async with asyncio.timeout(100) as limit: await asyncio.sleep(100)
        finally: log("expired", limit.expired())
    t = asyncio.create_task(body())
    await passes(1)
    t.cancel("outside")
    log(await outcome(t), t.cancelled())


@scenario
async def limits_say_their_state():
    limit = asyncio.timeout(None)
    log(limit)
    async with limit: log(limit)
    log(limit)
    limit = asyncio.timeout(-1)
    try:
        async with limit:
            await passes(1)
    except TimeoutError: log(limit)


# Task groups.

@scenario
async def groups_nest_and_fail():
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(forever("sibling"))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(boom("x", 1))
                inner.create_task(forever("cousin"))
    except BaseExceptionGroup as g: log(g.message, kinds(g))
    log(asyncio.current_task().cancelling())


@scenario
async def a_child_adds_children():
    async with asyncio.TaskGroup() as group:
        async def child(n):
            log("child", n)
            if n: group.create_task(child(n - 1))
        group.create_task(child(2))
    log("all done")


@scenario
async def a_group_shuts_down():
    async def late(group):
        try: await asyncio.sleep(100)
        finally:
            try: group.create_task(noted("late"))
            except RuntimeError as e: log(str(e).rsplit("> ")[-1])
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(late(group))
            group.create_task(boom("x", 1))
    except BaseExceptionGroup as g: log(kinds(g))


@scenario
async def errors_of_a_group_keep_their_order():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails_in_cleanup("third"))
            group.create_task(boom("second", 1))
            group.create_task(boom("first", 0))
            await asyncio.sleep(100)
    except BaseExceptionGroup as g: log(kinds(g))


@scenario
async def a_body_hides_the_groups_cancel():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(boom("x"))
            try: await asyncio.sleep(100)
            except asyncio.CancelledError: log("hidden", asyncio.current_task().cancelling())
            await passes(1)
            log("body goes on")
    except BaseExceptionGroup as g: log(kinds(g), asyncio.current_task().cancelling())


@scenario
async def a_body_fails_and_a_child_too():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails_in_cleanup("child"))
            await passes(1)
            raise ValueError("body")
    except BaseExceptionGroup as g: log(kinds(g))


@scenario
async def a_body_is_cancelled_by_hand():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(forever("f"))
            await passes(1)
            raise asyncio.CancelledError("by hand")
    except asyncio.CancelledError as e: log(show(e))


@scenario
async def a_group_is_cancelled_twice():
    async def body():
        async with asyncio.TaskGroup() as group: group.create_task(stubborn("s", 1))
    t = asyncio.create_task(body())
    await passes(2)
    t.cancel("one")
    t.cancel("two")
    log(await outcome(t), t.cancelled(), t.cancelling())


@scenario
async def a_group_is_cancelled_while_it_shuts_down():
    async def body():
        async with asyncio.TaskGroup() as group:
            group.create_task(slow_end())
            group.create_task(boom("x"))

    async def slow_end():
        try: await asyncio.sleep(100)
        finally: await passes(4)
    t = asyncio.create_task(body())
    await passes(3)
    t.cancel("outside")
    try: await t
    except BaseExceptionGroup as g: log(kinds(g), t.cancelling())


@scenario
async def a_group_is_entered_once():
    group = asyncio.TaskGroup()
    async with group: pass
    try:
        async with group: pass
    except RuntimeError as e: log(str(e).rsplit("> ")[-1])


@scenario
async def a_cancel_that_meets_the_end_of_a_group():
    async def body():
        async with asyncio.TaskGroup() as group: group.create_task(worker("w", 1))
        log("left")
        await passes(1)
        log("not reached")
    t = asyncio.create_task(body())
    await passes(3)
    log(t.cancel("c"), t.done())
    log(await outcome(t))


@scenario
async def groups_have_parts():
    g = BaseExceptionGroup("m", [ValueError("a"), BaseExceptionGroup("n", [KeyError("b"), ValueError("c")]), KeyError("d")])
    match, rest = g.split(ValueError)
    log(kinds(match), kinds(rest), match.message, rest.exceptions[0].message, str(g))
    log(kinds(g.subgroup(KeyError)), g.subgroup(RuntimeError), kinds(g.subgroup(lambda e: isinstance(e, KeyError))))


# Futures and callbacks.

@scenario
async def a_callback_adds_a_callback():
    f = asyncio.get_running_loop().create_future()
    f.add_done_callback(lambda f: (log("first"), f.add_done_callback(lambda f: log("added", f.result()))))
    f.add_done_callback(lambda f: log("second"))
    f.set_result(1)
    log("set")
    await passes(1)
    log("a pass")
    await passes(1)


@scenario
async def callbacks_and_waiters_take_turns():
    f = asyncio.get_running_loop().create_future()

    async def waiter(n): log("waiter", n, await f)
    f.add_done_callback(lambda f: log("callback 1"))
    asyncio.create_task(waiter(1))
    await passes(1)
    f.add_done_callback(lambda f: log("callback 2"))
    asyncio.create_task(waiter(2))
    await passes(1)
    f.set_result("v")
    await passes(1)


@scenario
async def a_future_throws_the_same_error_again():
    f = asyncio.get_running_loop().create_future()
    e = ValueError("same")
    f.set_exception(e)
    seen = []
    for _ in range(2):
        try: f.result()
        except ValueError as x: seen.append(x is e)
    try: await f
    except ValueError as x: seen.append(x is e)
    log(seen, f.exception() is e)


@scenario
async def a_cancelled_future_says_so():
    f = asyncio.get_running_loop().create_future()
    log(f.cancel("m"), f.cancel("n"), f.cancelled(), f.done())
    for ask in (f.result, f.exception):
        try: ask()
        except asyncio.CancelledError as e: log(show(e))
    for fill in (lambda: f.set_result(1), lambda: f.set_exception(ValueError("x"))):
        try: fill()
        except asyncio.InvalidStateError as e: log(type(e).__name__)


@scenario
async def a_callback_is_removed_too_late():
    f = asyncio.get_running_loop().create_future()
    callback = lambda f: log("called")
    f.add_done_callback(callback)
    f.add_done_callback(callback)
    f.set_result(1)
    log(f.remove_done_callback(callback))
    await passes(1)


@scenario
async def one_waiter_of_two_is_cancelled():
    f = asyncio.get_running_loop().create_future()
    a, b = asyncio.create_task(outcome(f)), asyncio.create_task(outcome(f))
    await passes(1)
    a.cancel("a")
    log(f.cancelled(), await a, await b)


# Locks and queues.

@scenario
async def a_cancelled_waiter_passes_the_lock_on():
    lock = asyncio.Lock()

    async def user(n):
        try:
            async with lock: log(n, "has it")
        except asyncio.CancelledError:
            log(n, "cancelled")
            raise
    await lock.acquire()
    a, b = asyncio.create_task(user("a")), asyncio.create_task(user("b"))
    await passes(1)
    lock.release()
    a.cancel()
    log(await outcome(a), await outcome(b), lock.locked())


@scenario
async def a_lock_is_released_too_often():
    lock = asyncio.Lock()
    log(await lock.acquire() is not None, lock.locked())
    lock.release()
    try: lock.release()
    except RuntimeError as e: log(show(e))
    async with lock: log(lock.locked())
    log(lock.locked())


@scenario
async def a_lock_in_two_loops():
    lock = asyncio.Lock()
    await lock.acquire()
    t = asyncio.create_task(lock.acquire())
    await passes(1)

    async def other():
        try: await lock.acquire()
        except RuntimeError as e: log(str(e).rsplit("> ")[-1])
    await asyncio.to_thread(asyncio.run, other())
    lock.release()
    await t


@scenario
async def an_event_and_a_cancelled_waiter():
    event = asyncio.Event()
    a, b = asyncio.create_task(outcome(event.wait())), asyncio.create_task(outcome(event.wait()))
    await passes(1)
    a.cancel("x")
    event.set()
    log(await a, await b, event.is_set(), await event.wait())
    event.clear()
    log(event.is_set())


@scenario
async def an_event_that_is_cleared_at_once():
    event = asyncio.Event()
    waiters = [asyncio.create_task(event.wait()) for _ in range(2)]
    await passes(1)
    event.set()
    event.clear()
    log(await asyncio.gather(*waiters), event.is_set())


@scenario
async def a_cancelled_wait_takes_the_lock_again():
    cond = asyncio.Condition()

    async def waiter():
        async with cond:
            try: await cond.wait()
            finally: log("has the lock", cond.locked())
    t = asyncio.create_task(waiter())
    await passes(1)
    await cond.acquire()
    t.cancel("c")
    await passes(3)
    log("waits for the lock", t.done())
    cond.release()
    log(await outcome(t), cond.locked())


@scenario
async def a_condition_and_its_predicate():
    cond = asyncio.Condition()
    stock = [0]

    async def taker(n):
        async with cond:
            log(n, "checked", await cond.wait_for(lambda: stock[0] >= n))
    tasks = [asyncio.create_task(taker(n)) for n in (2, 1)]
    await passes(1)
    for _ in range(2):
        async with cond:
            stock[0] += 1
            cond.notify_all()
        await passes(4)
        log("stock", stock[0], [t.done() for t in tasks])


@scenario
async def a_condition_without_its_lock():
    cond = asyncio.Condition()
    for use in (cond.wait(), cond.wait_for(lambda: False), cond.wait_for(lambda: True)): log(await outcome(use))
    for use in (cond.notify, cond.notify_all, cond.release):
        try: use()
        except RuntimeError as e: log(show(e))


@scenario
async def two_conditions_share_a_lock():
    lock = asyncio.Lock()
    a, b = asyncio.Condition(lock), asyncio.Condition(lock)

    async def waiter(name, cond):
        async with cond:
            await cond.wait()
            log(name)
    tasks = [asyncio.create_task(waiter("a", a)), asyncio.create_task(waiter("b", b))]
    await passes(2)
    async with lock: b.notify()
    await passes(3)
    log([t.done() for t in tasks], lock.locked())
    async with a: a.notify(5)
    await asyncio.gather(*tasks)


@scenario
async def a_semaphore_and_a_cancelled_waiter():
    sem = asyncio.Semaphore(1)
    await sem.acquire()
    a, b = asyncio.create_task(outcome(sem.acquire())), asyncio.create_task(sem.acquire())
    await passes(1)
    log(sem.locked())
    sem.release()
    a.cancel("x")
    log(await a, await b is not None, sem.locked())
    sem.release()
    log(sem.locked())


@scenario
async def a_newcomer_queues_for_a_semaphore():
    sem = asyncio.Semaphore(0)

    async def user(n):
        await sem.acquire()
        log("user", n)
    tasks = [asyncio.create_task(user(n)) for n in range(2)]
    await passes(1)
    sem.release()
    tasks.append(asyncio.create_task(user(2)))
    log(sem.locked())
    await passes(2)
    sem.release()
    sem.release()
    await asyncio.gather(*tasks)


@scenario
async def semaphores_refuse():
    sem = asyncio.BoundedSemaphore(1)
    await sem.acquire()
    sem.release()
    for use in (sem.release, lambda: asyncio.Semaphore(-1), lambda: asyncio.Barrier(0)):
        try: use()
        except ValueError as e: log(show(e))


@scenario
async def a_barrier_is_reset_and_aborted():
    barrier = asyncio.Barrier(3)
    tasks = [asyncio.create_task(outcome(barrier.wait())) for _ in range(2)]
    await passes(1)
    log(barrier.n_waiting, barrier.parties, barrier.broken)
    await barrier.reset()
    for t in tasks: log(await t)
    log(barrier.n_waiting, barrier.broken)
    await barrier.abort()
    log(await outcome(barrier.wait()), barrier.broken)
    await barrier.reset()
    tasks = [asyncio.create_task(barrier.wait()) for _ in range(3)]
    log(sorted(await asyncio.gather(*tasks)), barrier.broken)


@scenario
async def a_barrier_and_a_cancelled_waiter():
    barrier = asyncio.Barrier(2)
    a = asyncio.create_task(outcome(barrier.wait()))
    await passes(1)
    a.cancel("x")
    log(await a, barrier.n_waiting, barrier.broken)
    b, c = asyncio.create_task(barrier.wait()), asyncio.create_task(barrier.wait())
    log(await b, await c)


@scenario
async def a_cancelled_getter_passes_its_item_on():
    q = asyncio.Queue()
    a, b = asyncio.create_task(outcome(q.get())), asyncio.create_task(q.get())
    await passes(1)
    q.put_nowait("item")
    a.cancel("x")
    log(await a, await b, q.qsize())


@scenario
async def a_newcomer_takes_the_item():
    q = asyncio.Queue()

    async def taker(n): log("taker", n, await q.get())
    a = asyncio.create_task(taker("a"))
    await passes(1)
    q.put_nowait(1)
    log("newcomer", q.get_nowait())
    await passes(2)
    log(a.done())
    q.put_nowait(2)
    await a


@scenario
async def a_cancelled_putter_passes_its_place_on():
    q = asyncio.Queue(1)
    await q.put(0)
    a, b = asyncio.create_task(outcome(q.put("a"))), asyncio.create_task(q.put("b"))
    await passes(1)
    log(q.full(), q.get_nowait())
    a.cancel("x")
    log(await a, await b, q.get_nowait(), q.empty())


@scenario
async def a_full_queue_and_an_empty_one():
    q = asyncio.Queue(maxsize=1)
    log(q.maxsize, q.empty(), q.full(), q.qsize())
    q.put_nowait("x")
    for use in (lambda: q.put_nowait("y"), lambda: (q.get_nowait(), q.get_nowait())):
        try: use()
        except (asyncio.QueueFull, asyncio.QueueEmpty) as e: log(show(e))
    log(asyncio.Queue(-1).full())


@scenario
async def join_waits_for_all_work():
    q = asyncio.Queue()
    await q.join()
    for i in range(2): q.put_nowait(i)
    j = asyncio.create_task(q.join())
    await passes(1)
    q.get_nowait()
    q.get_nowait()
    q.task_done()
    await passes(2)
    log(j.done())
    q.task_done()
    await j
    try: q.task_done()
    except ValueError as e: log(show(e))


@scenario
async def put_and_get_do_not_suspend():
    q = asyncio.Queue()
    asyncio.get_running_loop().call_soon(log, "a pass")
    await q.put(1)
    log("put", await q.get())
    await passes(1)


# Generators.

@scenario
async def an_async_generator_cleans_up_and_awaits():
    async def numbers():
        try:
            yield 1
            yield 2
        finally:
            await passes(1)
            log("cleaned")
    g = numbers()
    async for n in g:
        log(n)
        break
    log("left")
    await g.aclose()
    await g.aclose()
    log(await anext(g, "over"))


@scenario
async def an_error_comes_out_of_async_for():
    async def numbers():
        yield 1
        raise ValueError("inside")
    try:
        async for n in numbers(): log(n)
    except ValueError as e: log(show(e))


@scenario
async def async_generators_take_values_and_errors():
    async def echo():
        got = None
        while True:
            try: got = yield got
            except KeyError as e: got = "caught " + e.args[0]
    g = echo()
    log(await g.asend(None), await g.asend("a"), await g.athrow(KeyError("b")), await g.asend("c"))
    await g.aclose()
    log(await outcome(g.asend("d")), await outcome(g.aclose()))


@scenario
async def a_consumer_is_cancelled_between_values():
    async def numbers():
        try:
            for i in range(10):
                await asyncio.sleep(0)
                yield i
        except asyncio.CancelledError as e:
            log("generator", e.args)
            raise
        finally: log("finally")

    async def consume():
        async for n in numbers(): log(n)
    t = asyncio.create_task(consume())
    await passes(3)
    t.cancel("c")
    log(await outcome(t))


@scenario
async def yields_while_an_async_generator_is_closed():
    async def stuck():
        try: yield 1
        finally: yield 2
    g = stuck()
    log(await anext(g), await outcome(g.aclose()))


@scenario
async def generators_answer_a_throw():
    def body():
        while True:
            try:
                yield "waiting"
            except ValueError as e: log("caught", show(e))
            except KeyError: return "ended"
    g = body()
    log(next(g), g.throw(ValueError("v")))
    try: g.throw(KeyError("k"))
    except StopIteration as e: log("value", e.value)
    log([next(g, "over") for _ in range(2)])


@scenario
async def plain_iterators_are_delegated_to():
    def body():
        try: yield from [1, 2]
        except ValueError as e: log("raised here", show(e))
        yield 3
    g = body()
    log(next(g), g.throw(ValueError("v")))


# Contexts.

@scenario
async def a_group_copies_the_context():
    VAR.set("parent")

    async def child(n):
        log(VAR.get())
        VAR.set(n)
    async with asyncio.TaskGroup() as group:
        group.create_task(child("a"))
        VAR.set("changed")
        group.create_task(child("b"))
    log(VAR.get())


@scenario
async def awaited_code_shares_the_context():
    async def setter(v): VAR.set(v)
    await setter("awaited")
    log(VAR.get())
    await asyncio.create_task(setter("task"))
    log(VAR.get())
    await asyncio.wait_for(setter("wait_for"), 1)
    log(VAR.get())
    await asyncio.gather(setter("gather"))
    log(VAR.get())


@scenario
async def timers_remember_their_context():
    loop = asyncio.get_running_loop()
    VAR.set("then")
    loop.call_later(0.001, lambda: log(VAR.get()))
    VAR.set("now")
    await asyncio.sleep(0.01)
    token = VAR.set("x")
    log(token.old_value, token.var is VAR)


@scenario
async def wrong_tokens_are_refused():
    token = VAR.set("a")
    other = contextvars.ContextVar("other")

    async def elsewhere():
        try: VAR.reset(token)
        except ValueError as e: log("elsewhere", type(e).__name__)
    await asyncio.create_task(elsewhere())
    try: other.reset(token)
    except ValueError as e: log("other", type(e).__name__)
    VAR.reset(token)
    try: VAR.reset(token)
    except RuntimeError as e: log("again", type(e).__name__)
    try: other.get()
    except LookupError: log("nothing")
    log(VAR.get(), other.get("instead"))


# Runners.

@scenario
def a_left_task_refuses_to_end():
    async def main():
        asyncio.create_task(stubborn("s"))
        await passes(1)
        log("main ends")
        return "result"
    log(asyncio.run(main()))


@scenario
def a_left_task_fails_at_the_end():
    async def main():
        handle_errors(asyncio.get_running_loop())
        asyncio.create_task(fails_in_cleanup("late"))
        await passes(1)
    asyncio.run(main())


@scenario
def a_main_task_that_is_cancelled():
    async def main():
        asyncio.current_task().cancel("self")
        await asyncio.sleep(0)
    try: asyncio.run(main())
    except asyncio.CancelledError as e: log(show(e))


@scenario
def a_closed_runner_refuses():
    runner = asyncio.Runner()
    log(runner.run(worker("w", 0)))
    runner.close()
    runner.close()
    for use in (lambda: runner.run(worker("x")), runner.get_loop):
        try: use()
        except RuntimeError as e: log(show(e))


@scenario
def a_future_of_another_loop():
    a, b = asyncio.new_event_loop(), asyncio.new_event_loop()
    f = a.create_future()
    for use in (lambda: b.run_until_complete(f), lambda: asyncio.ensure_future(f, loop=b)):
        try: use()
        except ValueError as e: log(show(e))
    a.close()
    b.close()


@scenario
def a_run_in_a_context_of_its_own():
    async def setter(v):
        log(VAR.get())
        VAR.set(v)
    own = contextvars.copy_context()
    own.run(VAR.set, "own")
    with asyncio.Runner() as runner:
        runner.run(setter("shared"))
        runner.run(setter("changed"), context=own)
        runner.run(setter("again"))
    log(own[VAR], VAR in own, len(contextvars.Context()))


# Managers and walks.

@scenario
async def exits_in_reverse_order():
    stack = contextlib.AsyncExitStack()

    @contextlib.asynccontextmanager
    async def manager(name):
        log("enter", name)
        try: yield name
        except ValueError as e:
            log(name, "sees", show(e))
            raise
        finally: log("exit", name)

    async def farewell(): log("farewell")
    try:
        async with stack:
            log(await stack.enter_async_context(manager("a")), await stack.enter_async_context(manager("b")))
            stack.push_async_callback(farewell)
            raise ValueError("inside")
    except ValueError as e: log(show(e))


@scenario
async def an_exit_stack_is_handed_on():
    async def farewell(): log("farewell")
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(farewell)
        kept = stack.pop_all()
    log("left")
    await kept.aclose()
    await kept.aclose()


@scenario
async def managers_made_of_generators():
    @contextlib.asynccontextmanager
    async def never():
        if False: yield

    @contextlib.asynccontextmanager
    async def twice():
        yield 1
        yield 2

    @contextlib.asynccontextmanager
    async def stubborn_one():
        try: yield 1
        except ValueError: yield 2

    @contextlib.asynccontextmanager
    async def swallows():
        try: yield "s"
        except ValueError: log("swallowed")
    for m in (never, twice):
        try:
            async with m(): pass
        except RuntimeError as e: log(show(e))
    try:
        async with stubborn_one(): raise ValueError("x")
    except RuntimeError as e: log(show(e))
    async with swallows(): raise ValueError("x")
    async with contextlib.nullcontext("given") as x: log(x)


@scenario
async def a_generator_is_closed_with_its_block():
    async def numbers():
        try:
            for i in range(9): yield i
        finally:
            await passes(1)
            log("finally")
    async with contextlib.aclosing(numbers()) as g:
        async for n in g:
            log(n)
            if n == 1: break
    log("left")


@scenario
async def a_cancel_while_a_manager_is_left():
    @contextlib.asynccontextmanager
    async def manager():
        try: yield
        finally:
            log("leaving")
            await asyncio.sleep(100)
            log("not reached")

    async def body():
        async with manager(): log("inside")
    t = asyncio.create_task(body())
    await passes(1)
    t.cancel("c")
    log(await outcome(t), t.cancelled())


# Threads.

@scenario
async def a_thread_sees_a_copy_of_the_context():
    VAR.set("loop")

    def work():
        before = VAR.get()
        VAR.set("thread")
        return before
    log(await asyncio.to_thread(work), VAR.get())


@scenario
async def a_coroutine_from_a_thread_is_cancelled():
    loop = asyncio.get_running_loop()
    future = asyncio.run_coroutine_threadsafe(forever("f"), loop)
    await passes(2)
    log(future.cancel())
    await asyncio.sleep(0.01)
    log(future.cancelled(), future.done())


@scenario
async def an_error_comes_back_to_the_thread():
    loop = asyncio.get_running_loop()

    def work():
        try: asyncio.run_coroutine_threadsafe(boom("x", 1), loop).result()
        except ValueError as e: return show(e)
    log(await asyncio.to_thread(work))


@scenario
async def a_cancelled_wait_for_a_thread():
    gate = threading.Event()
    t = asyncio.create_task(asyncio.to_thread(gate.wait))
    await passes(3)
    t.cancel("c")
    log(await outcome(t), t.cancelled())
    gate.set()


@scenario
async def a_foreign_future_is_wrapped():
    foreign = concurrent.futures.Future()
    f = asyncio.wrap_future(foreign)
    foreign.set_result("value")
    log(await f)
    foreign = concurrent.futures.Future()
    f = asyncio.wrap_future(foreign)
    f.cancel()
    await asyncio.sleep(0.01)
    log(foreign.cancelled())
    foreign = concurrent.futures.Future()
    foreign.set_exception(ValueError("x"))
    log(await outcome(asyncio.wrap_future(foreign)))


# The loop.

@scenario
async def timers_of_no_delay_and_of_the_past():
    loop = asyncio.get_running_loop()
    late = loop.call_later(0, log, "cancelled in time")
    loop.call_later(0, log, "zero")
    loop.call_soon(log, "soon")
    loop.call_soon(late.cancel)
    loop.call_at(loop.time() - 5, log, "long ago")
    await passes(1)
    log("a pass")
    await passes(1)
    log(late.cancelled())


@scenario
async def a_handle_that_has_run_is_cancelled():
    h = asyncio.get_running_loop().call_soon(log, "ran")
    await passes(1)
    log(h.cancelled())
    h.cancel()
    log(h.cancelled())


@scenario
async def results_that_are_not_there_yet():
    t = asyncio.create_task(forever("t"))
    for ask in (t.result, t.exception):
        try: ask()
        except asyncio.InvalidStateError as e: log(show(e))
    t.cancel()
    await outcome(t)
    try: t.exception()
    except asyncio.CancelledError as e: log(show(e))


@scenario
async def a_handler_gets_what_is_known():
    loop = asyncio.get_running_loop()
    seen = []
    loop.set_exception_handler(lambda l, c: seen.append(c))
    loop.call_exception_handler({"message": "made up", "exception": ValueError("x")})
    log(seen[0]["message"], show(seen[0]["exception"]), loop.get_exception_handler() is not None)
    loop.set_exception_handler(None)
    log(loop.get_exception_handler())


@scenario
def a_loop_is_driven_by_hand():
    loop = asyncio.new_event_loop()
    loop.call_soon(lambda: (log("one"), loop.call_soon(log, "two")))
    for _ in range(2):
        loop.stop()
        loop.run_forever()
        log("stopped", loop.is_running())
    t = loop.create_task(worker("w", 1))
    log(loop.run_until_complete(t), loop.run_until_complete(t))
    log(loop.is_closed())
    loop.close()
    log(loop.is_closed())


@scenario
def an_error_comes_out_of_run():
    async def main(): raise ValueError("out")
    try: asyncio.run(main())
    except ValueError as e: log(show(e))


@scenario
def generators_are_ended_behind_the_tasks():
    async def numbers():
        try: yield 1
        finally: log("generator")
    kept = numbers()

    async def main():
        await anext(kept)
        asyncio.create_task(forever("t"))
        await passes(1)
    asyncio.run(main())


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
