"""The learner's notebook out of the one with the solutions, which is the source of both.

- `// BEGIN SOLUTION` … `// END SOLUTION` (nbgrader's marks) becomes a gap: a comment, and inside of braces an exception,
  so that an untouched exercise compiles and then fails. In prose the marks are HTML comments and leave nothing.
- `// BEGIN HIDDEN TESTS` … `// END HIDDEN TESTS` is left out.
- A cell tagged `solution` is left out.
- A cell that checks an exercise is tagged `exercise` and `raises-exception`, since it is to fail.
- Links lose the `../` that leads out of `solutions/`.
- Outputs are the learner's notebook's own, as long as the cell's text is the same.
"""

import copy
import re

from notebook import COURSE, is_check, is_code, read, set_text, tags, text

MARK = re.compile(r"\b(BEGIN|END) (SOLUTION|HIDDEN TESTS)\b")
GAP = "// YOUR CODE HERE"
THROW = "throw new TodoException();"


class Malformed(Exception):
    """A solution notebook that cannot be made into a learner's."""


def student_path(solution):
    return COURSE / solution.name


def derived(solution):
    """The learner's notebook, with the outputs that it has already."""
    student = student_path(solution)
    return derive(read(solution), read(student) if student.exists() else None)


def derive(solution, student=None):
    known = {} if student is None else {cell["id"]: cell for cell in student["cells"]}
    result = copy.deepcopy(solution)
    result["cells"] = [learners(cell, known) for cell in result["cells"] if "solution" not in tags(cell)]
    return result


def learners(cell, known):
    check = is_check(cell)
    set_text(cell, without_solutions(text(cell), cell["id"], is_code(cell)))
    if check:
        cell["metadata"]["tags"] = sorted({*tags(cell), "exercise", "raises-exception"})
    if is_code(cell):
        before = known.get(cell["id"], {})
        same = before.get("source") == cell["source"]
        cell["outputs"] = before.get("outputs", []) if same else []
        cell["execution_count"] = before.get("execution_count") if same else None
    return cell


def without_solutions(source, cell_id, code):
    lines, inside = [], None
    for line in source.split("\n"):
        mark = MARK.search(line)
        if mark is None:
            lines += [] if inside else [line]
        elif mark[1] == "BEGIN" and not inside:
            inside = mark[2]
            lines += gap(line) if code and inside == "SOLUTION" else []
        elif mark[1] == "END" and mark[2] == inside:
            inside = None
        else:
            raise Malformed(f"cell {cell_id}: '{line.strip()}' has no counterpart")
    if inside:
        raise Malformed(f"cell {cell_id}: BEGIN {inside} without END {inside}")
    kept = "\n".join(lines).strip("\n")
    return kept if code else kept.replace("](../", "](")


def gap(begin):
    indent = begin[: len(begin) - len(begin.lstrip())]
    return [indent + GAP] + ([indent + THROW] if indent else [])


def differences(solution):
    """Why the learner's notebook is not what comes out of the solutions; empty if it is."""
    path = student_path(solution)
    if not path.exists():
        return [f"{path.name} is not there"]
    fresh, stored = derived(solution), read(path)
    if {**fresh, "cells": []} != {**stored, "cells": []}:
        return ["the notebook's metadata differs"]
    old, new = [c["id"] for c in stored["cells"]], [c["id"] for c in fresh["cells"]]
    if old != new:
        return [f"cells differ: {', '.join(sorted(set(old) ^ set(new))) or 'their order'}"]
    pairs = zip(fresh["cells"], stored["cells"])
    return [f"cell {a['id']} differs" for a, b in pairs if without_outputs(a) != without_outputs(b)]


def without_outputs(cell):
    return {key: value for key, value in cell.items() if key not in ("outputs", "execution_count")}
