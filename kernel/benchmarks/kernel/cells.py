"""The cells that are run: files of sections, each `=== NAME`, or `=== NAME → VALUE`, then cells parted by `%%`."""
import pathlib

HERE = pathlib.Path(__file__).parent / "cells"
# The very table that a test of ours runs: one list, so that what is compared is what is promised.
JAVA_KINDS = pathlib.Path(__file__).parents[2] / "jupyter/src/test/resources/catnap/kernel/java/kinds-of-cells.txt"


class Section:
    def __init__(self, head, body):
        self.name, _, self.value = (part.strip() for part in head.partition("→"))
        self.cells = [cell.strip("\n") for cell in body.split("\n%%\n")]


def sections(file):
    """The sections of a file, in order."""
    texts = ("\n" + file.read_text(encoding="utf-8")).split("\n=== ")[1:]
    return [Section(*text.split("\n", 1)) for text in texts]


def of(kind, language):
    """The sections of `KIND.LANGUAGE.txt`."""
    return sections(HERE / f"{kind}.{language}.txt")


def named(kind, language):
    return {section.name: section.cells[0] for section in of(kind, language)}
