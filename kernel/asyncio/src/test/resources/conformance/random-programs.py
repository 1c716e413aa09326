"""Programs made by dice: tasks that lock, queue, wait, gather, group, time out and cancel each other. Beside conformance-more.py; the
Java twin throws the same dice. Run: python3.13 random-programs.py     (no sockets; time is virtual)"""
import asyncio, selectors

LOG = []
KINDS = ("yield yield lock semaphore put get put get cancel cancel await shield wait some gather tolerate set event clear signal condition "
         "catch finally group boom uncancel barrier done join sleep limit within").split()
NESTED = {"lock": 1, "semaphore": 1, "catch": 1, "finally": 1, "limit": 1, "within": 1}


def log(*a): LOG.append(" ".join(map(str, a)))


class Dice:
    def __init__(self, seed): self.state = seed

    def roll(self, n):
        self.state = (self.state * 1103515245 + 12345) & 0x7fffffff
        return (self.state >> 8) % n


def op(dice, depth, me):
    kind = KINDS[dice.roll(len(KINDS))]
    if me == 0 and kind in ("await", "shield", "wait", "some"): kind = "yield"  # nobody to wait for: circles are not for here
    number = dice.roll(9999)
    parts = number % 3 + 1 if kind in ("gather", "tolerate", "group") else NESTED.get(kind, 0)
    return kind, number, [ops(dice, depth - 1, me) if depth else [("yield", 1, [])] for _ in range(parts)]


def ops(dice, depth, me): return [op(dice, depth, me) for _ in range(1 + dice.roll(2 + depth))]


class InOrder(dict):
    """A set in the order of adding: which of a group's tasks is cancelled first is luck otherwise."""
    def add(self, task): self[task] = True
    def discard(self, task): self.pop(task, None)


class Group(asyncio.TaskGroup):
    def __init__(self):
        super().__init__()
        self._tasks = InOrder()


def kind_of(e):
    if isinstance(e, BaseExceptionGroup): return ", ".join(map(kind_of, e.exceptions)).join("[]")
    return type(e).__name__


async def passes(n):
    for _ in range(n): await asyncio.sleep(0)


class World:
    def __init__(self, program):
        self.locks = [asyncio.Lock(), asyncio.Lock()]
        self.semaphores = [asyncio.Semaphore(1), asyncio.Semaphore(2)]
        self.queues = [asyncio.Queue(1), asyncio.Queue()]
        self.event = asyncio.Event()
        self.condition = asyncio.Condition()
        self.barrier = asyncio.Barrier(2)
        self.tasks = []
        for i, ops in enumerate(program): self.tasks.append(asyncio.create_task(self.run(str(i), ops)))

    async def run(self, name, ops):
        for i, (kind, number, parts) in enumerate(ops):
            at = f"{name}.{i}"
            log(at, kind)
            try: result = await self.one(at, kind, number, parts)
            except BaseException as e:
                log(at, "!", kind_of(e))
                raise
            log(at, "=", result)
        return name

    def part(self, at, parts, i): return self.run(at + "abc"[i], parts[i])

    def all_parts(self, at, parts): return [self.part(at, parts, i) for i in range(len(parts))]

    async def one(self, at, kind, number, parts):
        me = int(at.split(".")[0].rstrip("abc"))
        match kind:
            case "yield": await passes(number % 3 + 1)
            case "sleep": await asyncio.sleep((number + 1) / 7000)
            case "lock":
                async with self.locks[number % 2]: await self.part(at, parts, 0)
            case "semaphore":
                async with self.semaphores[number % 2]: await self.part(at, parts, 0)
            case "put": await self.queues[number % 2].put(at)
            case "get": return await self.queues[number % 2].get()
            case "done":
                try: self.queues[1].task_done()
                except ValueError: return "too many"
            case "join": await self.queues[1].join()
            case "set": self.event.set()
            case "clear": self.event.clear()
            case "event": await self.event.wait()
            case "signal":
                async with self.condition: self.condition.notify(number % 2 + 1)
            case "condition":
                async with self.condition: await self.condition.wait()
            case "barrier": return await self.barrier.wait()
            case "cancel": return self.tasks[number % len(self.tasks)].cancel()
            case "uncancel": return asyncio.current_task().uncancel()
            case "boom": raise ValueError("boom")
            case "await": return await self.tasks[number % me]
            case "shield": return await asyncio.shield(self.tasks[number % me])
            case "wait":
                mode = (asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED)[number % 3]
                done, _ = await asyncio.wait({self.tasks[number % me], self.tasks[number // 7 % me]}, return_when=mode)
                return len(done)
            case "some":
                done, _ = await asyncio.wait({self.tasks[number % me], self.tasks[number // 7 % me]}, timeout=(number + 1) / 9000)
                return len(done)
            case "gather": return await asyncio.gather(*self.all_parts(at, parts))
            case "tolerate":
                results = await asyncio.gather(*self.all_parts(at, parts), return_exceptions=True)
                return [kind_of(r) if isinstance(r, BaseException) else r for r in results]
            case "within": return await asyncio.wait_for(self.part(at, parts, 0), (number + 1) / 8000)
            case "limit":
                async with asyncio.timeout((number + 1) / 8000) as limit: await self.part(at, parts, 0)
                return limit.expired()
            case "catch":
                try: await self.part(at, parts, 0)
                except asyncio.CancelledError: return asyncio.current_task().cancelling()
            case "finally":
                try: await self.part(at, parts, 0)
                finally: await passes(number % 3)
            case "group":
                async with Group() as group:
                    for i in range(1, len(parts)): group.create_task(self.part(at, parts, i))
                    await self.part(at, parts, 0)

    def log_ends(self):
        for t in self.tasks:
            if not t.done(): log("pending")
            elif t.cancelled(): log("cancelled", t.cancelling())
            elif t.exception(): log(kind_of(t.exception()), t.cancelling())
            else: log(t.result(), t.cancelling())
        log(*[lock.locked() for lock in self.locks + self.semaphores], *[q.qsize() for q in self.queues], self.barrier.n_waiting)


async def play(seed):
    dice = Dice(seed)
    log("program", seed)
    world = World([ops(dice, 3, i) for i in range(2 + dice.roll(5))])
    await asyncio.sleep(2.123456)
    for turn in range(3):
        log("cancel all", [t.cancel() for t in world.tasks])
        await asyncio.sleep(0.765432)
    world.log_ends()
    shown = len(LOG)
    for _ in range(50):  # whoever refused
        for t in asyncio.all_tasks() - {asyncio.current_task()}: t.cancel()
        await passes(20)
    del LOG[shown:]


def play_virtually(seed):
    now = [0.0]

    class Jump(selectors.SelectSelector):
        def select(self, timeout=None):
            found = super().select(0)
            if not found and timeout: now[0] += timeout
            return found
    loop = asyncio.SelectorEventLoop(Jump())
    loop.time = lambda: now[0]
    loop.set_exception_handler(lambda loop, context: None)
    loop.run_until_complete(play(seed))
    loop.close()


def main():
    for first in (1, 21, 41):
        LOG.clear()
        for seed in range(first, first + 20): play_virtually(seed)
        print(f"## programs_from{first}")
        print("\n".join(LOG))
        print()


main()
