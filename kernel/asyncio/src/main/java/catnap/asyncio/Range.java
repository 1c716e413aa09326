package catnap.asyncio;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/// The whole numbers from zero up to, but not including, another.
final class Range extends AbstractList<Integer> implements RandomAccess {
    private final int size;

    Range(int end) {
        this.size = Math.max(0, end);
    }

    @Override
    public Integer get(int index) {
        return Objects.checkIndex(index, size);
    }

    @Override
    public int size() {
        return size;
    }
}
