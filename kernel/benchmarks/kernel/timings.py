"""How long things take: each function measures one row or a few in a kernel of its own, as {row: value}.

A row `x` in seconds of wall time has a row `x cpu` beside it: processor seconds of the kernel's processes."""
import statistics, time

import cells
from kernels import text_of

MEGABYTES = 10


class Lap:
    """Wall and processor time between two points."""

    def __init__(self, kernel):
        self.kernel, self.wall, self.cpu = kernel, time.perf_counter(), kernel.cpu()

    def over(self, count, row):
        return {
            row: (time.perf_counter() - self.wall) / count,
            f"{row} cpu": (self.kernel.cpu() - self.cpu) / count,
        }


def median_of(kernel, count, row, code):
    """Runs numbered variants of a cell; the median wall time, and the mean processor time."""
    lap = Lap(kernel)
    walls = [kernel.run(code.replace("NUMBER", str(i))).seconds for i in range(count)]
    return {row: statistics.median(walls), f"{row} cpu": lap.over(count, row)[f"{row} cpu"]}


def start(kernel):
    rows = {"start": kernel.first_answer(), "start cpu": kernel.cpu()}
    kernel.reply(kernel.client.execute("1 + 1"))
    rows |= {"first cell": time.perf_counter() - kernel.began, "first cell cpu": kernel.cpu()}
    return rows


def idle(kernel, settle=5, watch=20):
    kernel.hear()
    kernel.run("1 + 1")
    time.sleep(settle)
    lap = Lap(kernel)
    time.sleep(watch)
    share = lap.over(1, "idle")
    return {
        "memory": kernel.memory() / 1e6,
        "threads": kernel.threads(),
        "idle cpu": 100 * share["idle cpu"] / share["idle"],
    }


def work(kernel):
    """Cells as a learner runs them, first to last."""
    code = cells.named("work", kernel.language)
    kernel.hear()
    kernel.run("1 + 1")
    rows = median_of(kernel, 30, "trivial", code["trivial"])
    rows |= queued(kernel, code["trivial"])
    rows |= median_of(kernel, 15, "30 lines", code["30 lines"])
    for i in range(200):
        kernel.run(code["definition"].replace("NUMBER", str(i)))
    rows |= median_of(kernel, 30, "after 200", code["trivial"])
    return rows


def queued(kernel, code, count=50):
    lap = Lap(kernel)
    messages = [kernel.client.execute(code.replace("NUMBER", str(i)), allow_stdin=False) for i in range(count)]
    for message in messages:
        kernel.reply(message)
    rows = lap.over(count, "queued")
    kernel.published(messages[-1])
    return rows


def editor(kernel):
    """Completion and inspection, at rest and while a cell runs."""
    code = cells.named("work", kernel.language)
    kernel.hear()
    kernel.run(code["names"])
    first = asked(kernel, "inspect", code["inspect"])
    lap = Lap(kernel)
    inspections = [asked(kernel, "inspect", code["inspect"]) for _ in range(20)]
    rows = {"inspect first": first, "inspect": statistics.median(inspections)}
    lap = Lap(kernel)
    completions = [asked(kernel, "complete", code["complete"]) for _ in range(20)]
    rows |= {"complete": statistics.median(completions)} | {"complete cpu": lap.over(20, "x")["x cpu"]}
    running = kernel.begin(code["busy for 3 s"])
    rows["complete while running"] = asked(kernel, "complete", code["complete"])
    kernel.published(running)
    return rows


def asked(kernel, kind, code):
    """Seconds until the answer at the end of the code; an empty one does not count."""
    began = time.perf_counter()
    content = kernel.reply(getattr(kernel.client, kind)(code, len(code)))["content"]
    if not (content.get("matches") or content.get("found")):
        raise ValueError(f"{kernel.name}: nothing to {kind} in {code}")
    return time.perf_counter() - began


def flood(kernel, lines=200_000):
    """Many lines: are they all there, and in order?"""
    code = cells.named("work", kernel.language)["many lines"].replace("NUMBER", str(lines))
    kernel.hear()
    kernel.run("1 + 1")
    lap = Lap(kernel)
    message = kernel.client.execute(code, allow_stdin=False)
    printed = text_of(kernel.lossy(message))
    kernel.reply(message)
    rows = lap.over(1, "flood")
    numbers = [int(line) for line in printed.splitlines() if line.isdigit()]
    rows["flood delivered"] = len(numbers)
    rows["flood in order"] = numbers == sorted(numbers)
    return rows


def long_line(kernel):
    code = cells.named("work", kernel.language)["long line"].replace("NUMBER", str(MEGABYTES * 1_000_000))
    kernel.hear()
    kernel.run("1 + 1")
    lap = Lap(kernel)
    text = kernel.run(code).text
    rows = lap.over(1, "long line")
    rows["long line whole"] = len(text.strip()) == MEGABYTES * 1_000_000
    return rows
