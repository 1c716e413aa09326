/// Tests that need to be the user's code: what the library says of stacks leaves out frames of its own package.
@NullMarked
package catnap.learner;

import org.jspecify.annotations.NullMarked;
