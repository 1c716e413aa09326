package catnap.kernel;

/// The first class of the program, compiled for Java 8: it can tell an old Java what is needed, where [Main] would not
/// even load ("class file has wrong version 69").
public final class Launcher {
    private static final int NEEDED = 25;
    private static final int CANNOT_RUN_HERE = 69;

    private Launcher() {}

    public static void main(String[] words) throws ReflectiveOperationException {
        // "1.8" for 8, "17" for 17.
        String version = System.getProperty("java.specification.version");
        if (version.startsWith("1.") || Integer.parseInt(version) < NEEDED) {
            System.err.println("catnap: needs a JDK " + NEEDED + " or newer; found Java "
                    + System.getProperty("java.version") + " in " + System.getProperty("java.home"));
            System.exit(CANNOT_RUN_HERE);
        }
        Class.forName("catnap.kernel.Main").getMethod("main", String[].class).invoke(null, (Object) words);
    }
}
