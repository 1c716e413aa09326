package catnap.asyncio;

/// The two ends of a connection, as [Asyncio#openConnection(String, int)] gives them.
///
/// @param reader what the other side sends
/// @param writer what goes to the other side
public record StreamPair(StreamReader reader, StreamWriter writer) implements AutoCloseable {
    /// Closes the connection, once everything written is out.
    @Override
    public void close() {
        writer.close();
    }
}
