package catnap.kernel.picture;

import catnap.asyncio.AsyncFuture;
import catnap.asyncio.Awaitable;
import catnap.asyncio.LoopClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Several runs that were recorded, as one picture under one time axis. Made by [Pictures#timelines].
public final class Timelines extends Panels {
    private final Map<String, Timeline<?>> timelines;

    private Timelines(Map<String, Timeline<?>> timelines) {
        super("Timelines", panels(timelines));
        this.timelines = timelines;
    }

    private static List<Panel> panels(Map<String, Timeline<?>> timelines) {
        var panels = new ArrayList<Panel>();
        timelines.forEach((name, timeline) -> panels.add(new Panel(name, timeline.chart())));
        return panels;
    }

    static Timelines of(Map<String, ? extends Awaitable<?>> coroutines, @Nullable LoopClock clock) {
        coroutines.forEach(Timelines::checkNotBegun);
        return Recording.on(clock, () -> {
            var timelines = new LinkedHashMap<String, Timeline<?>>();
            coroutines.forEach((name, coroutine) -> timelines.put(name, Recording.here(coroutine)));
            return new Timelines(timelines);
        });
    }

    /// What has begun would go on in the pictures of the others.
    private static void checkNotBegun(String name, Awaitable<?> code) {
        if (!(code instanceof AsyncFuture<?>)) return;
        throw new IllegalArgumentException("\"" + name + "\" is a gather, task or future that has begun, and is to run"
                + " by itself: give a coroutine, such as async(() -> await(gather(...)))");
    }

    /// The timeline of this name.
    ///
    /// @throws IllegalArgumentException if there is none
    public Timeline<?> timeline(String name) {
        Timeline<?> found = timelines.get(name);
        if (found == null) throw new IllegalArgumentException("no timeline " + name + " in " + timelines.keySet());
        return found;
    }
}
