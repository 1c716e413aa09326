/// Python asyncio's model on the JVM: one thread, an event loop, and code that says where it waits.
///
/// Star-import this package and, statically, [Asyncio]:
///
/// ```java
/// import catnap.asyncio.*;
/// import static catnap.asyncio.Asyncio.*;
/// ```
///
/// Names, order and errors are asyncio's (CPython 3.14). Two doors lead in: [Asyncio] holds the functions that
/// programs call, [EventLoop] is the machine behind them. Unless a method says otherwise, everything here belongs
/// to one loop and is to be used on that loop's thread only.
@NullMarked
package catnap.asyncio;

import org.jspecify.annotations.NullMarked;
