package catnap.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Makes the programs of `random-programs.py`: the same ones, by the same throws.
final class Dice {
    private static final List<String> KINDS = List.of(
            ("yield yield lock semaphore put get put get cancel cancel await shield wait some gather tolerate set"
                            + " event clear signal condition catch finally group boom uncancel barrier done join sleep"
                            + " limit within")
                    .split(" "));
    private static final Set<String> FOR_OTHERS = Set.of("await", "shield", "wait", "some");
    private static final Set<String> OF_SEVERAL = Set.of("gather", "tolerate", "group");
    private static final Set<String> OF_ONE = Set.of("lock", "semaphore", "catch", "finally", "limit", "within");

    private long state;

    Dice(int seed) {
        state = seed;
    }

    /// One thing that a task does.
    ///
    /// @param number says which lock, how long, how many
    /// @param parts what is done inside
    record Op(String kind, int number, List<List<Op>> parts) {}

    int roll(int n) {
        state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
        return (int) ((state >> 8) % n);
    }

    /// What one task does.
    ///
    /// @param me its number: it waits for those with lower ones only
    List<Op> ops(int depth, int me) {
        var ops = new ArrayList<Op>();
        for (int left = 1 + roll(2 + depth); left > 0; left--) ops.add(op(depth, me));
        return ops;
    }

    private Op op(int depth, int me) {
        String rolled = KINDS.get(roll(KINDS.size()));
        String kind = me == 0 && FOR_OTHERS.contains(rolled) ? "yield" : rolled;
        int number = roll(9999);
        int parts = OF_SEVERAL.contains(kind) ? number % 3 + 1 : OF_ONE.contains(kind) ? 1 : 0;
        List<List<Op>> made = IntStream.range(0, parts)
                .mapToObj(_ -> depth > 0 ? ops(depth - 1, me) : List.of(new Op("yield", 1, List.of())))
                .toList();
        return new Op(kind, number, made);
    }
}
