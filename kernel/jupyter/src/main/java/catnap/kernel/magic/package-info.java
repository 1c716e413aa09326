/// The kernel's own commands, which stand between the Java of a cell: `%name` on a line, `%%name` on top. A
/// magic is one small class behind [Magic]; what it may do, the session hands it as a [Workbench]. Read [Magic]
/// first, then [MagicReader], which tells magics from Java.
@NullMarked
package catnap.kernel.magic;

import org.jspecify.annotations.NullMarked;
