package catnap.stress;

import static catnap.asyncio.Asyncio.await;

import catnap.asyncio.AsyncQueue;
import java.util.BitSet;

/// A bounded queue: what was put comes out once, and in the end everything adds up.
final class SharedQueue implements Shared {
    private final AsyncQueue<Integer> queue;
    private final BitSet inside = new BitSet(); // numbers that were put and not yet taken
    private int numbers;
    private int putting;
    private int getting;

    SharedQueue(int maxsize) {
        queue = new AsyncQueue<>(maxsize);
    }

    @Override
    public void use(Turmoil turmoil) {
        int choice = turmoil.random(8);
        if (choice == 0) put();
        else if (choice < 4) turmoil.limited(this::put);
        else turmoil.limited(() -> get(turmoil));
    }

    private void put() {
        int number = numbers++;
        inside.set(number); // before: it may be taken before this goes on
        putting++;
        boolean put = false;
        try {
            await(queue.put(number));
            put = true;
        } finally {
            putting--;
            if (!put) inside.clear(number);
        }
    }

    private void get(Turmoil turmoil) {
        getting++;
        int number;
        try {
            number = await(queue.get());
        } finally {
            getting--;
        }
        taken(number, turmoil);
    }

    private void taken(int number, Turmoil turmoil) {
        if (!inside.get(number)) turmoil.wrong("item " + number + " came out, but was not in the queue");
        inside.clear(number);
        queue.taskDone();
    }

    @Override
    public String wrongWhileIdle() {
        if (!queue.empty() && getting > 0) return getting + " wait for an item of " + queue;
        if (!queue.full() && putting > 0) return putting + " wait for room in " + queue;
        int expected = inside.cardinality() - putting;
        return queue.qsize() == expected ? "" : expected + " items expected in " + queue;
    }

    @Override
    public String wrongAtTheEnd() {
        if (putting > 0 || getting > 0) return "left behind: " + queue;
        if (inside.cardinality() != queue.qsize()) return inside.cardinality() + " items expected in " + queue;
        while (!queue.empty()) {
            inside.clear(queue.getNowait());
            queue.taskDone();
        }
        await(queue.join());
        return inside.isEmpty() ? "" : "never came out: " + inside;
    }
}
