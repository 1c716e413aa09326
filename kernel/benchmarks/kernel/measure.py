#!/usr/bin/env python3
"""Measures Catnap beside other kernels through Jupyter's own client, and prints one table with the targets.

    python3 measure.py                                  all rows, all kernels that Jupyter finds here
    python3 measure.py --rounds 5 --only start,work     some rows, and how often the timed ones are repeated
    python3 measure.py --report results.jsonl           the table of an earlier run

Kernels take turns within a round, because only what was measured side by side can be compared."""
import argparse, json, os, pathlib, sys, traceback

from jupyter_client.kernelspec import KernelSpecManager

import faults, protocol, timings
from kernels import Kernel
from report import table

KERNELS = ("catnap", "python3", "jjava", "rapaio")


def inside(measure):
    """Gives a measurement a kernel of its own."""

    def measured(name):
        with Kernel(name) as kernel:
            return measure(kernel)

    return measured


TIMED = {
    "start": inside(timings.start),
    "work": inside(timings.work),
    "editor": inside(timings.editor),
    "flood": inside(timings.flood),
    "long_line": inside(timings.long_line),
    "idle": inside(timings.idle),
    "leaving": faults.leaving,
}
COUNTED = {
    "stops": faults.stops,
    "late_output": inside(protocol.late_output),
    "forged": faults.forged,
    "behaviours": protocol.behaviours,
    "inspections": inside(protocol.inspections),
    "java_kinds": protocol.java_kinds,
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kernels", nargs="+", default=KERNELS, help="names of kernelspecs; the first is ours")
    parser.add_argument("--rounds", type=int, default=3, help="how often the timed rows are measured")
    parser.add_argument("--starts", type=int, default=50, help="how many starts in a row must all answer")
    parser.add_argument("--only", default=",".join([*TIMED, *COUNTED, "starts"]), help="groups of rows, parted by commas")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("results.jsonl"), help="a line for each measurement")
    parser.add_argument("--report", type=pathlib.Path, help="measures nothing, prints the table of this file")
    return parser.parse_args()


def plan(options):
    """(round, group, measurement, kernel) in the order they are taken."""
    groups = options.only.split(",")
    here = KernelSpecManager().find_kernel_specs()
    kernels = [name for name in options.kernels if name in here]
    for name in set(options.kernels) - set(kernels):
        print(f"left out: {name}, which Jupyter does not find", file=sys.stderr)
    counted = COUNTED | {"starts": lambda name: faults.starts(name, options.starts)}
    for turn in range(options.rounds):
        for group, measure in (TIMED if turn else TIMED | counted).items():
            if group not in groups:
                continue
            for name in kernels:
                python = KernelSpecManager().get_kernel_spec(name).language == "python"
                if not (python and group == "java_kinds"):
                    yield turn, group, measure, name


def main():
    options = arguments()
    if not options.report:
        with options.out.open("w", encoding="utf-8") as out:
            for turn, group, measure, name in plan(options):
                try:
                    rows = measure(name)
                except Exception:  # a kernel that breaks a row must not end the comparison
                    traceback.print_exc()
                    rows = {}
                line = {"round": turn, "kernel": name, "group": group, "load": os.getloadavg()[0], "rows": rows}
                print(json.dumps(line), file=out, flush=True)
    file = options.report or options.out
    print(table([json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()], options.kernels[0]))


if __name__ == "__main__":
    main()
