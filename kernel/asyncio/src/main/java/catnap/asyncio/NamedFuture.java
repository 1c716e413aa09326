package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// A future that says what it is for: pictures of the tasks that wait for it show these words.
final class NamedFuture<T extends @Nullable Object> extends AsyncFuture<T> {
    private final WaitReason.Kind kind;
    private final String what;

    private NamedFuture(EventLoop loop, WaitReason.Kind kind, String what) {
        super(loop);
        this.kind = kind;
        this.what = what;
    }

    /// A future for news from a socket, a pipe or a process.
    ///
    /// @param what in a few words: `stream read`
    static NamedFuture<@Nullable Void> ofNews(EventLoop loop, String what) {
        return new NamedFuture<>(loop, WaitReason.Kind.OUTSIDE, what);
    }

    /// A future for a word from other code of the loop.
    ///
    /// @param what in a few words: `free connection`
    static <T extends @Nullable Object> NamedFuture<T> ofWord(EventLoop loop, String what) {
        return new NamedFuture<>(loop, WaitReason.Kind.WORD, what);
    }

    WaitReason.Kind kind() {
        return kind;
    }

    String what() {
        return what;
    }

    @Override
    public String toString() {
        return "<" + what + " " + describeState() + ">";
    }
}
