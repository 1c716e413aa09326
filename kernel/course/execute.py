"""Runs notebooks by the real nbconvert, with the bundled cat facts, always the same ones."""

import os
import re
import subprocess
import tempfile
from pathlib import Path

from notebook import is_code, read

ANSI = re.compile(r"\x1b\[[0-9;]*m")
SEED = "1"

# On a busy machine nbconvert's own limits (a minute to start, four seconds for the last output) are too short.
LIMITS = [
    "--ExecutePreprocessor.timeout=300",
    "--ExecutePreprocessor.startup_timeout=300",
    "--ExecutePreprocessor.iopub_timeout=60",
]


class DidNotRun(Exception):
    """A cell failed that is not to fail, or the kernel did not answer."""


def execute(path, jupyter):
    """The notebook as it comes out of a run from top to bottom."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "CATNAP_CATS": "local", "CATNAP_CATS_SEED": SEED}
        command = [jupyter, "nbconvert", "--to", "notebook", "--execute", *LIMITS]
        run = subprocess.run(
            [*command, "--output-dir", folder, "--output", "executed.ipynb", str(path)],
            env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", errors="replace", check=False,
        )
        if run.returncode != 0:
            raise DidNotRun(what_went_wrong(run.stdout))
        return read(Path(folder) / "executed.ipynb")


def what_went_wrong(log):
    """nbconvert's report on the failed cell, without its own traceback."""
    lines = ANSI.sub("", log).strip().split("\n")
    start = next((i for i, line in enumerate(lines) if line.startswith("------------------")), -12)
    return "\n".join(lines[start:])


def with_outputs(notebook, executed):
    """Puts the outputs of a run into the notebook they came from; nothing else of it changes."""
    for cell, run in zip(notebook["cells"], executed["cells"]):
        if is_code(cell):
            cell["outputs"] = [tidied(output) for output in run["outputs"]]
            cell["execution_count"] = run["execution_count"]
    return notebook


def tidied(output):
    """As Jupyter writes it to a file: texts as lists of lines."""
    if "text" in output and isinstance(output["text"], str):
        output["text"] = output["text"].splitlines(True)
    return output
