/// Jupyter's messages on ZeroMQ: receiving, checking and answering them. The only room that knows a socket or a JSON
/// tree.
///
/// A message comes in on the I/O thread ([IoLoop]), is verified and parsed ([Codec]), and goes to its handler
/// ([Routes]).
/// Cells run one after another on the shell thread ([Executions]); everything else is answered while they run
/// ([Answers]).
/// Whatever goes out is signed by the thread that made it ([Post]) and queued; only the I/O thread touches a socket.
/// Read [CatnapKernel] first.
@NullMarked
package catnap.kernel.protocol;

import org.jspecify.annotations.NullMarked;
