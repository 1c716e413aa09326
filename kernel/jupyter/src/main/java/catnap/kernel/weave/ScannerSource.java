package catnap.kernel.weave;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.Reader;
import java.nio.CharBuffer;
import java.nio.charset.Charset;

/// What a `Scanner` in a cell reads an input stream through: if the cell is stopped while it waits for input, the
/// scanner can be used again. To a scanner an [IOException] is the end of its input, for ever.
public final class ScannerSource extends Reader {
    // Not its subclass: the JDK would then guard it by a monitor, and whoever waits for one cannot be stopped.
    private final InputStreamReader decoder;

    private ScannerSource(InputStreamReader decoder) {
        this.decoder = decoder;
    }

    /// For `new Scanner(stream)`.
    public static Readable of(InputStream stream) {
        return new ScannerSource(new InputStreamReader(stream, Charset.defaultCharset()));
    }

    /// For `new Scanner(stream, "UTF-8")`.
    public static Readable of(InputStream stream, String charset) {
        return of(stream, Charset.forName(charset));
    }

    /// For `new Scanner(stream, charset)`.
    public static Readable of(InputStream stream, Charset charset) {
        return new ScannerSource(new InputStreamReader(stream, charset));
    }

    @Override
    public int read(CharBuffer target) throws IOException {
        try {
            return super.read(target);
        } catch (InterruptedIOException interrupted) {
            int position = target.position();
            int limit = target.limit();
            // What is thrown leaves the scanner's buffer open for writing. So `Scanner.readInput` would close it.
            target.limit(position).position(0);
            StopCheck.checkHandler();
            target.limit(limit).position(position);
            throw interrupted;
        }
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        return decoder.read(target, offset, length);
    }

    @Override
    public void close() throws IOException {
        decoder.close();
    }
}
