/// HTTP for lessons: [Requests] blocks as Python's `requests` does, [ClientSession] suspends as `aiohttp` does.
/// Both stand on one shared `java.net.http.HttpClient`, fail with the same unchecked [ClientException]s, and read
/// JSON with gson.
///
/// `Wire` is the one place that talks to `HttpClient`; `Exchange` carries what it tells over to the event loop.
/// Nothing here keeps the JVM alive. Read [Requests] first, then [ClientSession].
@NullMarked
package catnap.http;

import org.jspecify.annotations.NullMarked;
