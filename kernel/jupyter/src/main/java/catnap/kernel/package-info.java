/// The program: reads how it was started, builds the rooms and joins them. Nothing imports this room. Read [Main]
/// first.
@NullMarked
package catnap.kernel;

import org.jspecify.annotations.NullMarked;
