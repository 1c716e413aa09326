"""The table: what was measured, beside its target. A ratio is taken within a round, and its median is what counts."""
import collections, statistics

IPYKERNEL, JJAVA = "python3", "jjava"
FAST = "≥ {} × faster than jjava"


class Results:
    """All values of a row, by kernel and round."""

    def __init__(self, lines, ours):
        self.ours, self.lines = ours, lines
        self.values = collections.defaultdict(dict)
        for line in lines:
            for row, value in line["rows"].items():
                self.values[line["kernel"], row][line["round"]] = value

    @property
    def kernels(self):
        return list(dict.fromkeys(line["kernel"] for line in self.lines))

    def all(self, kernel, row):
        return list(self.values[kernel, row].values())

    def median(self, kernel, row):
        """The median; None if nothing was measured, or if it was hopeless in some round."""
        values = self.all(kernel, row)
        return statistics.median(values) if values and None not in values else None

    def ratio(self, row, peer=IPYKERNEL, base=None):
        """Ours to a peer's, round by round, or to another row of ours."""
        mine, theirs = self.values[self.ours, row], self.values[peer, base or row]
        # None is "never", which has no ratio.
        ratios = [mine[turn] / theirs[turn] for turn in mine if mine[turn] is not None and theirs.get(turn)]
        return statistics.median(ratios) if ratios else None


class Row:
    """A row with a target: `limit` is called with the results and tells whether it is met, or None if that is unknown."""

    def __init__(self, what, row, show, target, limit):
        self.what, self.row, self.show, self.target, self.limit = what, row, show, target, limit

    def cells(self, results):
        met = self.limit(results)
        shown = [self.show(results, kernel, self.row) for kernel in results.kernels]
        verdict = "" if not self.target else {True: "met", False: "**missed**", None: "not measured"}[met]
        return [self.what, *shown, self.ratios(results), self.target, verdict]

    def ratios(self, results):
        if self.show not in (seconds, flood):
            return ""
        found = [results.ratio(row) for row in (self.row, f"{self.row} cpu")]
        return "; ".join(f"{ratio:.2f}" for ratio in found if ratio is not None)


def seconds(results, kernel, row):
    if not results.all(kernel, row):
        return "–"
    value = results.median(kernel, row)
    if value is None:
        return "never"
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.3g} ms"


def amount(unit, digits=0):
    def show(results, kernel, row):
        value = results.median(kernel, row)
        return "–" if value is None else f"{value:,.{digits}f}{unit}"

    return show


def word(results, kernel, row):
    return (results.all(kernel, row) or ["–"])[0]


def tally(results, kernel, row):
    good = results.all(kernel, row)
    return f"{good[0]} of {results.all(kernel, row + ' of')[0]}" if good else "–"


def flood(results, kernel, row):
    delivered = results.all(kernel, "flood delivered")
    if not delivered:
        return "–"
    order = "" if all(results.all(kernel, "flood in order")) else ", out of order"
    return f"{min(delivered):,}{order}, {seconds(results, kernel, row)}"


def at_most(row, limit):
    def met(results):
        values = results.all(results.ours, row)
        return None if not values else None not in values and statistics.median(values) <= limit

    return met


def ratio(row, limit, peer=IPYKERNEL, base=None):
    def met(results):
        found = results.ratio(row, peer(results) if callable(peer) else peer, base)
        return None if found is None else found <= limit

    return met


def ourselves(results):
    return results.ours


def every(row):
    def met(results):
        good, of = results.all(results.ours, row), results.all(results.ours, row + " of")
        return good == of if good else None

    return met


def equal(row, wanted):
    def met(results):
        values = results.all(results.ours, row)
        return all(value == wanted for value in values) if values else None

    return met


def both(*limits):
    """Met if every part is; a part that was not measured leaves the question to the others."""

    def met(results):
        told = [answer for answer in (limit(results) for limit in limits) if answer is not None]
        return all(told) if told else None

    return met


ROWS = [
    Row("process start → `kernel_info_reply`", "start", seconds, "≤ 0.5 × ipykernel", ratio("start", 0.5)),
    Row("process start → first cell's reply", "first cell", seconds, "≤ ipykernel", ratio("first cell", 1)),
    Row("trivial cell, median", "trivial", seconds, "≤ 2 × ipykernel; " + FAST.format(5),
        both(ratio("trivial", 2), ratio("trivial", 1 / 5, JJAVA))),
    Row("50 trivial cells queued, per cell", "queued", seconds, "≤ 2.5 × ipykernel", ratio("queued", 2.5)),
    Row("30-line cell, median", "30 lines", seconds, "≤ 4 × ipykernel; " + FAST.format(7),
        both(ratio("30 lines", 4), ratio("30 lines", 1 / 7, JJAVA))),
    Row("after 200 definitions, a trivial cell", "after 200", seconds, "≤ at the start",
        ratio("after 200", 1, ourselves, "trivial")),
    Row("completion, median", "complete", seconds, "≤ ipykernel", ratio("complete", 1)),
    Row("completion while a cell runs", "complete while running", seconds, "≤ 0.3 s", at_most("complete while running", 0.3)),
    Row("inspect, first", "inspect first", seconds, "≤ 300 ms", at_most("inspect first", 0.3)),
    Row("inspect, median", "inspect", seconds, "≤ 20 ms", at_most("inspect", 0.02)),
    Row("200,000 printed lines: delivered, time", "flood", flood, "all, in order, ≤ ipykernel's time",
        both(equal("flood delivered", 200_000), equal("flood in order", True), ratio("flood", 1))),
    Row("one 10 MB line", "long line", seconds, "≤ 0.5 s", both(equal("long line whole", True), at_most("long line", 0.5))),
    Row("memory idle (RSS)", "memory", amount(" MB"), "≤ 130 MB", at_most("memory", 130)),
    Row("threads idle", "threads", amount(""), "", lambda results: None),
    Row("idle processor time", "idle cpu", amount(" %", 2), "≤ 0.3 %", at_most("idle cpu", 0.3)),
    Row("Stop: kinds of running code", "stops", tally, "all, state kept", every("stops")),
    Row("slowest of these", "slowest stop", seconds, "≤ 1 s", at_most("slowest stop", 1)),
    Row("late output of a thread, kernel idle", "late output", word, "its cell", equal("late output", "its cell")),
    Row("malformed or forged messages", "forged", tally, "all", every("forged")),
    Row("protocol behaviours", "behaviours", tally, "all", every("behaviours")),
    Row("inspect: kinds of symbol with signature and doc", "inspections", tally, "all", every("inspections")),
    Row("kernel leaves when its parent is killed", "orphan", seconds, "≤ 2 s", at_most("orphan", 2)),
    Row("shutdown: reply → process gone", "shutdown", seconds, "≤ 1 s", at_most("shutdown", 1)),
    Row("starts, all answer", "starts", tally, "all", every("starts")),
    Row("Java 25 cells, by kind", "java kinds", tally, "all", every("java kinds")),
]


def table(lines, ours):
    results = Results(lines, ours)
    loads = sorted(line["load"] for line in lines)
    shown = [row.cells(results) for row in ROWS if any(results.all(kernel, row.row) for kernel in results.kernels)]
    head = ["what", *results.kernels, "ratio to ipykernel: wall; processor", "target", ""]
    text = ["| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *shown]]
    text += ["", f"{1 + max(line['round'] for line in lines)} rounds, load {loads[0]:.1f} to {loads[-1]:.1f}, "
             f"median {statistics.median(loads):.1f}."]
    for kernel in results.kernels:
        for row in ("stops", "forged", "behaviours", "inspections", "java kinds"):
            failed = (results.all(kernel, f"{row} failed") or [[]])[0]
            if failed:
                text.append(f"- {kernel}, {row}: not {'; '.join(map(str, failed))}")
    return "\n".join(text)
