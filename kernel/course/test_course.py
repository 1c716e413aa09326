"""What the tools of the course promise. `python3 -m unittest discover -s kernel/course`"""

import copy
import unittest

import compare
import course
import derive
import export
from execute import what_went_wrong


def code(cell_id, source, outputs=(), tags=()):
    return {"cell_type": "code", "id": cell_id, "metadata": {"tags": list(tags)}, "source": source.splitlines(True),
            "outputs": list(outputs), "execution_count": 1}


def prose(cell_id, source):
    return {"cell_type": "markdown", "id": cell_id, "metadata": {}, "source": source.splitlines(True)}


def book(*cells):
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def printed(text, stream="stdout"):
    return {"output_type": "stream", "name": stream, "text": text.splitlines(True)}


def error(message):
    return {"output_type": "error", "ename": "NotSolved", "evalue": message, "traceback": [message]}


def sources(notebook):
    return ["".join(cell["source"]) for cell in notebook["cells"]]


class Deriving(unittest.TestCase):
    def test_a_solution_becomes_a_gap_that_compiles_and_fails(self):
        solution = book(code("a", "int f() {\n    // BEGIN SOLUTION\n    return 1;\n    // END SOLUTION\n}"))
        self.assertEqual(sources(derive.derive(solution)),
                         ["int f() {\n    // YOUR CODE HERE\n    throw new TodoException();\n}"])

    def test_a_solution_outside_of_braces_leaves_a_comment(self):
        solution = book(code("a", "// BEGIN SOLUTION\nint x = 1;\n// END SOLUTION"))
        self.assertEqual(sources(derive.derive(solution)), ["// YOUR CODE HERE"])

    def test_hidden_tests_and_solution_cells_are_left_out(self):
        hidden = "check(\"a\", 1, 1);\n// BEGIN HIDDEN TESTS\ncheck(\"b\", 2, 2);\n// END HIDDEN TESTS"
        solution = book(code("a", hidden), code("b", "explain();", tags=["solution"]))
        derived = derive.derive(solution)
        self.assertEqual(sources(derived), ["check(\"a\", 1, 1);"])
        self.assertEqual(derived["cells"][0]["metadata"]["tags"], ["exercise", "raises-exception"])

    def test_prose_loses_its_marks_and_the_way_out_of_the_folder(self):
        text = "# T\n<!-- BEGIN SOLUTION -->\nfor teachers\n<!-- END SOLUTION -->\n[a](../README.md)"
        self.assertEqual(sources(derive.derive(book(prose("a", text)))), ["# T\n[a](README.md)"])

    def test_outputs_stay_while_the_text_is_the_same(self):
        solution = book(code("a", "x"), code("b", "y"))
        student = book(code("a", "x", [printed("kept\n")]), code("b", "old", [printed("gone\n")]))
        outputs = [cell["outputs"] for cell in derive.derive(solution, student)["cells"]]
        self.assertEqual(outputs, [[printed("kept\n")], []])

    def test_a_mark_without_its_counterpart_is_refused(self):
        for text in ("// BEGIN SOLUTION", "// END SOLUTION", "// BEGIN SOLUTION\n// END HIDDEN TESTS"):
            with self.assertRaises(derive.Malformed):
                derive.derive(book(code("a", text)))

    def test_the_solution_itself_is_not_touched(self):
        solution = book(code("a", "check(\"a\", 1, 1);"))
        before = copy.deepcopy(solution)
        derive.derive(solution)
        self.assertEqual(solution, before)


class Comparing(unittest.TestCase):
    def assert_same(self, one, other):
        self.assertEqual(compare.differences(book(code("a", "x", [one])), book(code("a", "x", [other]))), [])

    def test_times_ports_colours_and_numbers_of_tasks_may_differ(self):
        self.assert_same(printed("took 1.25 s"), printed("took 13.5 s"))
        self.assert_same(printed("in 5 ms at http://127.0.0.1:40001/fact"), printed("in 6 ms at http://127.0.0.1:7/fact"))
        self.assert_same(printed("\x1b[32msolved\x1b[0m Task-1"), printed("solved Task-22"))
        self.assert_same(printed("Object@5ca4c865"), printed("Object@0ca4c86f"))

    def test_another_text_is_shown_line_by_line(self):
        old, new = code("a", "x()\ny()", [printed("1\n2\n")]), code("a", "x()\ny()", [printed("1\n3\n")])
        self.assertEqual(compare.differences(book(old), book(new)),
                         ["cell a (x())\n    --- stored\n    +++ now\n    @@ -1,2 +1,2 @@\n     stdout: 1\n"
                          "    -stdout: 2\n    +stdout: 3"])

    def test_an_error_that_came_or_went_is_a_difference(self):
        self.assertEqual(len(compare.differences(book(code("a", "x", [error("no")])), book(code("a", "x")))), 1)

    def test_how_the_streams_mingle_is_none(self):
        mingled = code("a", "x", [printed("1\n"), printed("e\n", "stderr"), printed("2\n")])
        apart = code("a", "x", [printed("1\n2\n"), printed("e\n", "stderr")])
        self.assertEqual(compare.differences(book(mingled), book(apart)), [])

    def test_a_cell_left_to_chance_is_not_compared(self):
        old, new = (code("a", "x", [printed(text)], ["nbval-ignore-output"]) for text in "12")
        self.assertEqual(compare.differences(book(old), book(new)), [])


class Checking(unittest.TestCase):
    CHECK = "check(\"a\", 1, 1);"

    def problems(self, cell, solved=False):
        return [problem.split("\n")[0] for problem in course.problems_of_cells(book(cell), solved)]

    def test_an_untouched_exercise_says_that_it_is_not_solved_yet(self):
        self.assertEqual(self.problems(code("a", self.CHECK, [error("a: not solved yet.")])), [])
        missing = ["cell a does not say that the exercise is not solved yet"]
        self.assertEqual(self.problems(code("a", self.CHECK, [printed("solved: a")])), missing)
        self.assertEqual(self.problems(code("a", self.CHECK, [error("a: not solved")])), missing)

    def test_a_solution_solves_its_exercise(self):
        self.assertEqual(self.problems(code("a", self.CHECK, [printed("solved: a")]), True), [])
        wrong = ["cell a is not solved by its solution"]
        self.assertEqual(self.problems(code("a", self.CHECK, [error("a: not solved")]), True), wrong)
        self.assertEqual(self.problems(code("a", self.CHECK), True), wrong)

    def test_only_cells_that_say_so_fail_and_these_do(self):
        self.assertEqual(self.problems(code("a", "x", [error("oops")])), ["cell a fails"])
        self.assertEqual(self.problems(code("a", "x", [error("oops")], ["raises-exception"])), [])
        self.assertEqual(self.problems(code("a", "x", tags=["raises-exception"])),
                         ["cell a is tagged raises-exception and raises none"])

    def test_what_nbconvert_says_of_itself_is_left_out(self):
        log = "Traceback (most recent call last):\n  File nbconvert\n------------------\nx();\n------------------\noops"
        self.assertEqual(what_went_wrong(log), "------------------\nx();\n------------------\noops")


class Exporting(unittest.TestCase):
    SEEN = {"pictures": 1, "slides": 0, "ready": False}

    def test_pictures_of_cells_that_are_on_no_slide_are_expected_on_the_page_only(self):
        picture = {"output_type": "execute_result", "data": {"text/html": ["<img alt=\"a lane\" src=\"data:\">"]}}
        shown, skipped = code("a", "x", [picture, printed("words\n")]), code("b", "y", [picture])
        skipped["metadata"]["slideshow"] = {"slide_type": "skip"}
        self.assertEqual(export.expected_pictures("html", book(shown, skipped)), 2)
        self.assertEqual(export.expected_pictures("slides", book(shown, skipped)), 1)

    def test_a_picture_that_the_browser_did_not_draw_is_told(self):
        self.assertEqual(export.complaints("html", 1, self.SEEN, False), [])
        self.assertEqual(export.complaints("html", 2, self.SEEN, False), ["1 pictures of 2 are in place"])

    def test_slides_are_slides_and_start_if_their_library_is_at_hand(self):
        self.assertEqual(export.complaints("slides", 1, self.SEEN, False), ["0 slides"])
        seen = {**self.SEEN, "slides": 9}
        self.assertEqual(export.complaints("slides", 1, seen, False), [])
        self.assertEqual(export.complaints("slides", 1, seen, True), ["reveal.js did not start"])
        self.assertEqual(export.complaints("slides", 1, {**seen, "ready": True}, True), [])


if __name__ == "__main__":
    unittest.main()
