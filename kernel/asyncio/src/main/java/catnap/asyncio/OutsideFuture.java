package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// A future for news from a socket, a pipe or a process, which says what it is for: pictures of the tasks that wait
/// for it show these words.
final class OutsideFuture extends AsyncFuture<@Nullable Void> {
    private final String what;

    /// @param what in a few words: `stream read`
    OutsideFuture(EventLoop loop, String what) {
        super(loop);
        this.what = what;
    }

    String what() {
        return what;
    }

    @Override
    public String toString() {
        return "<" + what + " " + describeState() + ">";
    }
}
