"""What a kernel does when things go wrong: Stop, forged messages, a parent that is gone. Each gives {row: value}."""
import json, pathlib, signal, subprocess, sys, time

import psutil

import cells, wire
from kernels import Hung, Kernel

PATIENCE = 3  # seconds for what ought to take one: the machine may be loaded


class Tally:
    """How many of some kinds went well, and which did not."""

    def __init__(self):
        self.good, self.all, self.bad = 0, 0, []

    def add(self, name, well):
        self.all += 1
        self.good += bool(well)
        if not well:
            self.bad.append(name)

    def rows(self, row):
        return {row: self.good, f"{row} of": self.all, f"{row} failed": self.bad}


def stops(name):
    """Every kind of running code in turn; a kernel that one of them has ruined is replaced."""
    tally, slowest, kernel = Tally(), 0, None
    try:
        for section in applicable(cells.of("stops", Kernel(name).language), name):
            if kernel is None:
                kernel = fresh(name)
            seconds = stopped(kernel, section.cells[0])
            tally.add(section.name, seconds is not None)
            if seconds is None:
                kernel.__exit__()
                kernel = None
            else:
                slowest = max(slowest, seconds)
    finally:
        if kernel:
            kernel.__exit__()
    return tally.rows("stops") | {"slowest stop": slowest}


def applicable(sections, name):
    """All kinds but the setup; those that await only where cells can."""
    can_await = name == "python3" or "catnap" in name
    return [s for s in sections if s.name != "setup" and (can_await or "(async)" not in s.name)]


def fresh(name):
    kernel = Kernel(name).__enter__().hear()
    for cell in cells.of("stops", kernel.language)[0].cells:
        kernel.run(cell)
    return kernel


def stopped(kernel, code):
    """Seconds until the cell has ended in an error and its thread works no more; None if it has not, or has lost `kept`."""
    try:
        message = kernel.begin(code)
        began = time.perf_counter()
        kernel.interrupt()
        if kernel.reply(message, patience=PATIENCE)["content"]["status"] != "error":
            return None
        seconds = time.perf_counter() - began
        kernel.published(message, patience=PATIENCE)
        if kernel.run("kept", patience=PATIENCE).value != "42":
            return None
        return seconds if idles(kernel) else None
    except (Hung, ValueError):
        return None


def idles(kernel):
    """Whether nothing is running on: a stop that only looks like one leaves a thread busy."""
    deadline = time.perf_counter() + PATIENCE
    while time.perf_counter() < deadline:
        before = kernel.cpu()
        time.sleep(0.3)
        if kernel.cpu() - before < 0.15:
            return True
    return False


def forged(name):
    """Messages that are malformed, forged or unknown: each runs nothing, and the kernel answers on."""
    tally, kernel = Tally(), None
    try:
        for kind in wire.KINDS:
            if kernel is None:
                kernel = Kernel(name).__enter__().hear()
                kernel.run(cells.named("behaviour", kernel.language)["count"])
            well = withstood(kernel, kind)
            tally.add(kind, well)
            if not well:
                kernel.__exit__()
                kernel = None
    finally:
        if kernel:
            kernel.__exit__()
    return tally.rows("forged")


def withstood(kernel, kind):
    code = cells.named("behaviour", kernel.language)
    try:
        before = int(kernel.run(code["runs"], patience=PATIENCE).value)
        rightful = wire.send(kernel, kind, code["step"])
        return int(kernel.run(code["runs"], patience=PATIENCE).value) == before + rightful
    except (Hung, TypeError, KeyError):
        return False


def leaving(name):
    """How long a kernel lives after its parent was killed, and after it was asked to shut down; None: longer than 15 s."""
    return {"orphan": orphaned(name), "shutdown": shut_down(name)}


def orphaned(name):
    parent = subprocess.Popen(
        [sys.executable, str(pathlib.Path(__file__).parent / "parent.py"), name],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    told = json.loads(parent.stdout.readline())
    processes = [psutil.Process(pid) for pid in told["pids"]]
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    return gone(processes)


def shut_down(name):
    with Kernel(name) as kernel:
        kernel.hear()
        kernel.run("1 + 1")
        processes = kernel.processes()
        kernel.reply(kernel.client.shutdown(), channel="control")
        return gone(processes)


def gone(processes, patience=15):
    began = time.perf_counter()
    try:
        while any(p.is_running() and p.status() != psutil.STATUS_ZOMBIE for p in processes):
            if time.perf_counter() - began > patience:
                for process in processes:
                    process.kill()
                return None
            time.sleep(0.01)
    except psutil.NoSuchProcess:
        pass
    return time.perf_counter() - began


def starts(name, count):
    """Starts one after another, each of which must answer and run a cell."""
    tally = Tally()
    for i in range(count):
        try:
            with Kernel(name) as kernel:
                kernel.hear()
                tally.add(i, kernel.run("1 + 1").value == "2")
        except Hung:
            tally.add(i, False)
    return tally.rows("starts")
