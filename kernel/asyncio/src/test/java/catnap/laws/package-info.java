/// What the runtime promises, one test a promise, seen from outside: a user has these names and no others.
@NullMarked
package catnap.laws;

import org.jspecify.annotations.NullMarked;
