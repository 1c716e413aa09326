/// What a cell shows: printed text, values as MIME bundles, and whose they are. Nothing here knows a socket;
/// whoever carries messages implements [Publisher] and hands one in for each cell. Read [Publisher] first.
@NullMarked
package catnap.kernel.output;

import org.jspecify.annotations.NullMarked;
