package catnap.kernel.weave;

/// Where the lines of a class came from.
public interface LineMap {
    /// What stack traces give as the file: `cell 7`.
    String sourceFile();

    /// The line to write into the class file for a line of the unit it was compiled from; 0 for our own text.
    int line(int unitLine);

    /// Called instead, where the class keeps the lines that javac has written into it: those of the unit.
    void asCompiled();
}
