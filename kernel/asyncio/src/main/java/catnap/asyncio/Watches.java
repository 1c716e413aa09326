package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// Who times the steps of one loop: its host, debug mode, both, or nobody. What a loop inherits from the one it runs
/// inside goes on watching that one too.
final class Watches { // loop thread only
    private final EventLoop loop;
    private @Nullable StepWatch host;
    private @Nullable StepWatch debug;

    Watches(EventLoop loop) {
        this.loop = loop;
    }

    /// Lets those who watch another loop watch this one as well.
    void inherit(Watches outer) {
        host = outer.host;
        debug = outer.debug;
    }

    /// Has the host's watch time every step from now on; `null` ends it.
    void host(@Nullable StepWatch next) {
        host = replace(host, next);
    }

    /// Has debug mode's watch time every step from now on; `null` ends it.
    void debug(@Nullable StepWatch next) {
        debug = replace(debug, next);
    }

    private @Nullable StepWatch replace(@Nullable StepWatch before, @Nullable StepWatch next) {
        if (before != null) before.end(loop);
        if (next != null) next.start();
        return next;
    }

    /// Who times the steps; null if nobody does.
    @Nullable
    StepWatch first() {
        return host != null ? host : debug;
    }

    /// Who else does.
    @Nullable
    StepWatch second() {
        return host != null ? debug : null;
    }

    /// A loop inside the step that runs now takes over.
    void enterInnerLoop() {
        if (host != null) host.enterInnerLoop();
        if (debug != null) debug.enterInnerLoop();
    }

    /// The inner loop is over, and the step goes on.
    void leaveInnerLoop() {
        if (host != null) host.leaveInnerLoop(loop);
        if (debug != null) debug.leaveInnerLoop(loop);
    }

    void end() {
        if (host != null) host.end(loop);
        if (debug != null) debug.end(loop);
    }
}
