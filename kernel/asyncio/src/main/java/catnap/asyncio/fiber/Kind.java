package catnap.asyncio.fiber;

/// Which kind of fiber this JVM gets.
final class Kind {
    /// The property that asks for one kind, for tests: `thread`; anything else means the best there is.
    private static final String PROPERTY = "catnap.fiber";

    static final boolean FAST = !"thread".equals(System.getProperty(PROPERTY)) && continuationsExported();

    private static boolean continuationsExported() {
        return Object.class.getModule().isExported("jdk.internal.vm", Kind.class.getModule());
    }

    private Kind() {}
}
