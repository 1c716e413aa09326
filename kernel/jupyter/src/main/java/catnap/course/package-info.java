/// Exercises that check themselves: a cell calls [Course#check], and it either prints that the exercise is solved or
/// fails with what was expected, what came, and in time a hint. Knows no Jupyter: a cell fails because an error
/// leaves it.
///
/// Read [Course] first. How exercises are written and graded: `kernel/docs/contributing.md`; why they look as they do:
/// decision 120.
@NullMarked
package catnap.course;

import org.jspecify.annotations.NullMarked;
