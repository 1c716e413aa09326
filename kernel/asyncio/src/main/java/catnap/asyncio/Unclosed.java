package catnap.asyncio;

import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/// The note that something has been opened which has to be closed: a session, a connection. If it is not taken back by
/// [#closed], the loop tells its exception handler where the thing was made and what to do about it: when the loop is
/// closed, when [EventLoop#reportLeftovers] is called, or when the thing is garbage.
///
/// For classes that hold a resource:
///
/// ```java
/// class Door implements AutoCloseable {
///     private final Unclosed note = new Unclosed(this, "door", "try (var door = new Door())");
///
///     public void close() {
///         note.closed();
///     }
/// }
/// ```
public final class Unclosed extends Owed {
    static final Cleaner CLEANER = Cleaner.create();

    private final WeakReference<Object> thing;
    private final String name;
    private final String remedy;
    private final @Nullable StackTraceElement origin = Places.caller();
    private final @Nullable Task<?> maker = Current.get().task;
    private volatile boolean settled; // any thread; closed or told
    private volatile @Nullable EventLoop loop; // any thread

    /// A note of this loop, if one runs on this thread; else it waits for [#usedOn].
    ///
    /// @param name what it is, for the report: `client session`
    /// @param remedy how it is best closed, for the report
    public Unclosed(Object thing, String name, String remedy) {
        this.thing = new WeakReference<>(thing);
        this.name = name;
        this.remedy = remedy;
        EventLoop running = Current.get().loop;
        if (running != null) usedOn(running);
        CLEANER.register(thing, this::collected);
    }

    /// Says which loop is to tell of it; only the first one counts. On that loop's thread.
    public void usedOn(EventLoop loop) {
        if (settled || this.loop != null) return;
        this.loop = loop;
        loop.leftovers.owes(this);
    }

    /// Takes the note back. On the loop's thread.
    public void closed() {
        settled = true;
        EventLoop told = loop;
        if (told != null) told.leftovers.owesNoMore(this);
    }

    /// The cleaner's thread.
    private void collected() {
        EventLoop told = loop;
        if (settled || told == null) return;
        try {
            told.callSoonThreadsafe(() -> {
                told.leftovers.owesNoMore(this);
                String report = report();
                if (report != null) told.callExceptionHandler(new ErrorContext(report, null, null, null));
            });
        } catch (IllegalStateException _) {
            // The loop is closed, and has told.
        }
    }

    @Override
    @Nullable
    Object thing() {
        return thing.get();
    }

    @Override
    @Nullable
    Task<?> user() {
        return maker;
    }

    @Override
    @Nullable
    String report() {
        if (settled) return null;
        settled = true;
        return "Unclosed " + name + Places.madeAt(origin) + ": close it, best by " + remedy;
    }
}
