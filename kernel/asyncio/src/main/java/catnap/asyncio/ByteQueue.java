package catnap.asyncio;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Bytes that have arrived and were not read yet, in one array that grows.
final class ByteQueue { // loop thread only
    private static final byte[] NONE = new byte[0];
    private static final int SMALLEST = 256;
    private static final int WORTH_KEEPING = 64 * 1024;

    private byte[] bytes = NONE;
    private int head;
    private int tail;

    int size() {
        return tail - head;
    }

    boolean isEmpty() {
        return head == tail;
    }

    void add(ByteBuffer more) {
        int count = more.remaining();
        makeRoom(count);
        more.get(bytes, tail, count);
        tail += count;
    }

    private void makeRoom(int count) {
        if (bytes.length - tail >= count) return;
        int size = size();
        int needed = Math.addExact(size, count);
        byte[] roomy = needed <= bytes.length / 2 ? bytes : new byte[Math.max(SMALLEST, grown(needed))];
        System.arraycopy(bytes, head, roomy, 0, size);
        bytes = roomy;
        head = 0;
        tail = size;
    }

    private static int grown(int needed) {
        return needed + Math.min(needed, Integer.MAX_VALUE - 8 - needed);
    }

    /// Takes so many bytes from the front, or as many as there are.
    byte[] take(int most) {
        int count = Math.min(most, size());
        byte[] taken = Arrays.copyOfRange(bytes, head, head + count);
        drop(count);
        return taken;
    }

    byte[] takeAll() {
        return take(size());
    }

    void drop(int count) {
        head += count;
        if (head < tail) return;
        head = 0;
        tail = 0;
        if (bytes.length > WORTH_KEEPING) bytes = NONE;
    }

    void clear() {
        drop(size());
    }

    /// Where these bytes stand first at or after `from`, counted from the front; -1 if they do not.
    int indexOf(byte[] wanted, int from) {
        int last = tail - wanted.length;
        for (int at = head + from; at <= last; at++) {
            if (bytes[at] == wanted[0] && startsWith(wanted, at - head)) return at - head;
        }
        return -1;
    }

    boolean startsWith(byte[] wanted, int at) {
        int begin = head + at;
        int end = begin + wanted.length;
        return end <= tail && Arrays.equals(bytes, begin, end, wanted, 0, wanted.length);
    }
}
