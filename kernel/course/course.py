#!/usr/bin/env python3
"""The tools of the course's authors: `python3 kernel/course/course.py COMMAND [NAME ...]`.

  derive   write the learner's notebooks from those in notebooks/solutions
  store    derive, run both, and store what they print
  check    run everything and compare: learner's notebooks, solutions, stored outputs, exercises
  export   write web pages and slides of what is stored to --folder, and look in a browser that the pictures are in place
  same     only whether the learner's notebooks are what derive would write; runs nothing

NAME is the beginning of a notebook's name, `05` for example; without one, all are meant. Jupyter is the one on the PATH
or --jupyter PATH; its kernel `catnap` is used. --jobs N runs so many notebooks at the same time. `export` takes --browser
(a Chromium) and --library, a folder where `npm install reveal.js@4 requirejs jquery` put what slides need; without it
they take that from the network.
"""

import argparse
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True  # the clone stays as it is

import compare
import derive
import export
from execute import DidNotRun, execute, with_outputs
from notebook import code_cells, is_check, read, solutions, tags, write


def main():
    options = arguments()
    chosen = solutions(options.names)
    if not chosen:
        sys.exit("course.py: no notebook of that name in notebooks/solutions")
    try:
        found = COMMANDS[options.command](chosen, options)
    except derive.Malformed as problem:
        found = [str(problem)]
    for problem in found:
        print(problem, file=sys.stderr)
    sys.exit(1 if found else 0)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=sorted(COMMANDS))
    parser.add_argument("names", nargs="*")
    parser.add_argument("--jupyter", default="jupyter")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=Path("exported"))
    parser.add_argument("--browser", default="chromium")
    parser.add_argument("--library", type=Path)
    return parser.parse_intermixed_args()


def write_derived(chosen, _options):
    for solution in chosen:
        write(derive.student_path(solution), derive.derived(solution))
    return []


def same(chosen, _options):
    return [
        f"{solution.name} is not what its solutions give ({problem}): python3 kernel/course/course.py derive"
        for solution in chosen
        for problem in derive.differences(solution)
    ]


def store(chosen, options):
    write_derived(chosen, options)
    return each(both(chosen), options, stored)


def stored(path, options):
    notebook = read(path)
    write(path, with_outputs(notebook, execute(path, options.jupyter)))
    return problems_of_cells(notebook, is_solution(path))


def check(chosen, options):
    return same(chosen, options) + each(both(chosen), options, checked)


def checked(path, options):
    fresh = execute(path, options.jupyter)
    return problems_of_cells(fresh, is_solution(path)) + compare.differences(read(path), fresh)


def exported(chosen, options):
    learners = [derive.student_path(solution) for solution in chosen]
    return each(learners, options, lambda path, opts: export.problems(path, opts.folder, opts))


def both(chosen):
    return [path for solution in chosen for path in (derive.student_path(solution), solution)]


def is_solution(path):
    return path.parent.name == "solutions"


def each(paths, options, work):
    """Does the work for each notebook, says how long it took, and collects the problems."""

    def one(path):
        name = ("solutions/" if is_solution(path) else "") + path.name
        start = time.monotonic()
        try:
            found = work(path, options)
        except DidNotRun as problem:
            found = ["did not run\n" + str(problem)]
        print(f"{name}: {len(code_cells(read(path)))} cells, {time.monotonic() - start:.0f} s"
              + (f", {len(found)} problems" if found else ""), flush=True)
        return [f"{name}: {problem}" for problem in found]

    with ThreadPoolExecutor(options.jobs) as pool:
        return [problem for found in pool.map(one, paths) for problem in found]


def problems_of_cells(notebook, solved):
    """Cells that fail and should not, or should and do not."""
    found = []
    for cell in code_cells(notebook):
        printed = "\n".join(compare.seen(cell))
        fails = any(out["output_type"] == "error" for out in cell["outputs"])
        if is_check(cell) and solved:
            wrong = "is not solved by its solution" if fails or "solved: " not in printed else ""
        elif is_check(cell):
            wrong = "" if fails and "not solved yet" in printed else "does not say that the exercise is not solved yet"
        elif "raises-exception" in tags(cell):
            wrong = "" if fails else "is tagged raises-exception and raises none"
        else:
            wrong = "fails" if fails else ""
        if wrong:
            found.append(f"cell {cell['id']} {wrong}\n    " + printed.replace("\n", "\n    "))
    return found


COMMANDS = {"derive": write_derived, "store": store, "check": check, "export": exported, "same": same}

if __name__ == "__main__":
    main()
