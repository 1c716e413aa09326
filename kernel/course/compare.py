"""What a notebook printed when its outputs were stored, against what it prints now.

Compared as text, cell by cell, without what differs from run to run: colours, times, ports, numbers of tasks,
identities of objects. Of pictures only the kind counts. A cell tagged `nbval-ignore-output` is not compared.
"""

import difflib
import re

from execute import ANSI
from notebook import code_cells, tags, text

DIFFERS = [
    (ANSI, ""),
    (re.compile(r"\d+(\.\d+)?(?= ?(s|ms|µs|ns|seconds?|milliseconds?)\b)"), "#"),
    (re.compile(r"(127\.0\.0\.1|localhost):\d+"), r"\1:#"),
    (re.compile(r"\bTask-\d+"), "Task-#"),
    (re.compile(r"@[0-9a-f]{5,}\b"), "@#"),
    (re.compile(r"[ \t]+$", re.MULTILINE), ""),
]


def differences(stored, fresh):
    """One readable diff for each cell whose output is another one."""
    return [
        difference(old, new)
        for old, new in zip(code_cells(stored), code_cells(fresh))
        if "nbval-ignore-output" not in tags(old) and seen(old) != seen(new)
    ]


def difference(old, new):
    first = (text(old).strip().split("\n") or [""])[0]
    diff = difflib.unified_diff(seen(old), seen(new), "stored", "now", lineterm="", n=2)
    return f"cell {old['id']} ({first})\n" + "\n".join("    " + line for line in diff)


def seen(cell):
    """The outputs as lines. What goes to the two streams may mingle differently each time: one comes after the other."""
    outputs = cell["outputs"]
    lines = []
    for stream in ("stdout", "stderr"):
        printed = "".join(joined(out["text"]) for out in outputs if out.get("name") == stream)
        lines += labelled(stream, printed)
    for out in outputs:
        if out["output_type"] == "error":
            lines += labelled("error", out["ename"] + ": " + out["evalue"] + "\n" + "\n".join(out["traceback"]))
        elif out["output_type"] != "stream":
            lines += labelled("shown", shown(out["data"]))
    return lines


def shown(data):
    kinds = sorted(kind for kind in data if kind != "text/plain")
    plain = "" if any(kind.startswith(("image/", "text/html")) for kind in kinds) else joined(data.get("text/plain", ""))
    return "\n".join([*kinds, plain]).strip("\n")


def joined(lines):
    return lines if isinstance(lines, str) else "".join(lines)


def labelled(label, printed):
    for pattern, instead in DIFFERS:
        printed = pattern.sub(instead, printed)
    return [f"{label}: {line}" for line in printed.rstrip("\n").split("\n")] if printed else []
