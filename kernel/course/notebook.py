"""Notebooks as files: reading, writing, and the few things that are asked of their cells."""

import json
import re
from pathlib import Path

COURSE = Path(__file__).resolve().parents[2] / "notebooks"
SOLUTIONS = COURSE / "solutions"

CHECK = re.compile(r"^check\(", re.MULTILINE)


def read(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))


def write(path, notebook):
    """Writes it as Jupyter does, so that a notebook saved there differs in nothing else."""
    text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)
    Path(path).write_text(text + "\n", encoding="utf-8")


def text(cell):
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def set_text(cell, source):
    cell["source"] = source.splitlines(True)


def tags(cell):
    return cell["metadata"].get("tags", [])


def is_code(cell):
    return cell["cell_type"] == "code"


def is_check(cell):
    """Whether the cell checks an exercise."""
    return is_code(cell) and CHECK.search(text(cell)) is not None


def code_cells(notebook):
    return [cell for cell in notebook["cells"] if is_code(cell)]


def solutions(names=()):
    """The solution notebooks, all of them or those whose names begin so."""
    found = sorted(SOLUTIONS.glob("*.ipynb"))
    return [path for path in found if not names or path.name.startswith(tuple(names))]
