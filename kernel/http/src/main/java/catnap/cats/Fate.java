package catnap.cats;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// What is in store for each request in turn: a fact, how long it takes, whether it fails. The same seed gives the
/// same sequence, whatever of it the requests use up.
final class Fate {
    /// What one request gets.
    record Draw(Optional<String> fact, Duration latency, boolean failure) {}

    private final Random random;
    private final Duration minLatency;
    private final Duration maxLatency;
    private final double failureRate;
    // All guarded by this: connections draw at the same time.
    private final List<String> deck;
    private int dealt;

    Fate(long seed, Duration minLatency, Duration maxLatency, double failureRate) {
        this.random = new Random(seed);
        this.minLatency = minLatency;
        this.maxLatency = maxLatency;
        this.failureRate = failureRate;
        this.deck = new ArrayList<>(Facts.all());
        Collections.shuffle(deck, random);
    }

    /// @param maxLength the longest fact that will do; there may be none
    synchronized Draw draw(int maxLength) {
        return new Draw(fact(maxLength), latency(), random.nextDouble() < failureRate);
    }

    /// The next facts, fewer than asked if there are not so many.
    synchronized List<String> facts(int count) {
        var facts = new ArrayList<String>();
        for (int i = 0; i < Math.min(count, deck.size()); i++)
            fact(Integer.MAX_VALUE).ifPresent(facts::add);
        return facts;
    }

    int known() {
        return deck.size();
    }

    /// The next fact that is short enough; the longer ones before it stay in the deck.
    private Optional<String> fact(int maxLength) {
        if (dealt == deck.size()) shuffle();
        return fromRest(maxLength).or(() -> {
            shuffle();
            return fromRest(maxLength);
        });
    }

    private Optional<String> fromRest(int maxLength) {
        for (int i = dealt; i < deck.size(); i++) {
            if (deck.get(i).length() > maxLength) continue;
            Collections.swap(deck, i, dealt);
            return Optional.of(deck.get(dealt++));
        }
        return Optional.empty();
    }

    private void shuffle() {
        Collections.shuffle(deck, random);
        dealt = 0;
    }

    private Duration latency() {
        var spread = maxLatency.minus(minLatency).toNanos();
        return minLatency.plusNanos((long) (random.nextDouble() * spread));
    }
}
