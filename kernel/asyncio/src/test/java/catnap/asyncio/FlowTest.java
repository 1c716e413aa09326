package catnap.asyncio;

import static catnap.asyncio.Asyncio.aiter;
import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncGenerator;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.each;
import static catnap.asyncio.Asyncio.run;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.toPublisher;
import static catnap.asyncio.Story.attempt;
import static catnap.asyncio.Story.outcome;
import static catnap.asyncio.Story.passes;
import static catnap.asyncio.Story.show;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlowTest {
    /// A publisher that the test plays by hand.
    private static final class Stage implements Flow.Publisher<String>, Flow.Subscription {
        private final Story story;
        private Flow.@Nullable Subscriber<? super String> subscriber;

        Stage(Story story) {
            this.story = story;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super String> subscriber) {
            story.log("subscribed");
            this.subscriber = subscriber;
            subscriber.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            story.log("request", n);
        }

        @Override
        public void cancel() {
            story.log("cancelled");
        }

        Flow.Subscriber<? super String> subscriber() {
            return Objects.requireNonNull(subscriber);
        }
    }

    @Test
    void whatAnotherThreadPublishesArrivesInOrder() {
        List<Integer> sent = IntStream.range(0, 1000).boxed().toList();
        var received = new ArrayList<Integer>();
        run(async(() -> {
            var publisher = new SubmissionPublisher<Integer>();
            var feeder = Asyncio.createTask(Asyncio.toThread(() -> {
                try (publisher) {
                    while (!publisher.hasSubscribers()) Thread.onSpinWait();
                    sent.forEach(publisher::submit);
                }
            }));
            for (int item : each(aiter(publisher))) received.add(item);
            await(feeder);
        }));
        assertThat(received).isEqualTo(sent);
    }

    @Test
    void itSubscribesWhenItIsAskedAndNeverAsksForTooMuch() {
        assertThat(Story.told(story -> {
                    var stage = new Stage(story);
                    var items = aiter(stage);
                    story.log("made");
                    var first = Asyncio.createTask(items.anext());
                    passes(2);
                    for (int i = 0; i < 16; i++) stage.subscriber().onNext("item " + i);
                    story.log(await(first));
                    for (int i = 1; i < 8; i++) await(items.anext());
                    story.log("eight taken");
                    stage.subscriber().onComplete();
                    for (int i = 8; i < 16; i++) await(items.anext());
                    story.log(outcome(items.anext()), outcome(items.anext()));
                }))
                .containsExactly(
                        "made",
                        "subscribed",
                        "request 16",
                        "item 0",
                        "request 8",
                        "eight taken",
                        "request 8",
                        "StopAsyncIteration() StopAsyncIteration()",
                        "cancelled");
    }

    @Test
    void thePublishersErrorIsThrownBehindTheLastItem() {
        assertThat(Story.told(story -> {
                    var stage = new Stage(story);
                    try (var items = aiter(stage)) {
                        var first = Asyncio.createTask(items.anext());
                        passes(2);
                        stage.subscriber().onNext("item");
                        stage.subscriber().onError(new IllegalArgumentException("x"));
                        story.log(await(first), outcome(items.anext()), outcome(items.anext()));
                    }
                    stage.subscriber().onNext("late");
                    passes(1);
                }))
                .containsExactly(
                        "subscribed",
                        "request 16",
                        "item IllegalArgumentException(x) StopAsyncIteration()",
                        "cancelled",
                        "cancelled");
    }

    @Test
    void closingCancelsTheSubscription() {
        assertThat(Story.told(story -> {
                    var stage = new Stage(story);
                    try (var items = aiter(stage)) {
                        var first = Asyncio.createTask(items.anext());
                        passes(2);
                        first.cancel();
                        story.log(outcome(first));
                    }
                    story.log("closed");
                    aiter(stage).close(); // never subscribed
                }))
                .startsWith("subscribed", "request 16", "CancelledError()", "cancelled", "closed");
    }

    /// A subscriber that asks as the test says.
    private static final class Listener implements Flow.Subscriber<Integer> {
        private final Story story;
        private Flow.@Nullable Subscription subscription;

        Listener(Story story) {
            this.story = story;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            story.log("subscribed");
            this.subscription = subscription;
        }

        @Override
        public void onNext(Integer item) {
            story.log("item", item);
            if (item == 7) subscription().cancel();
        }

        @Override
        public void onError(Throwable error) {
            story.log("error", show(error));
        }

        @Override
        public void onComplete() {
            story.log("complete");
        }

        Flow.Subscription subscription() {
            return Objects.requireNonNull(subscription);
        }
    }

    private static AsyncGenerator<Integer> numbers(Story story, int from, int to) {
        return asyncGenerator(g -> {
            try {
                for (int i = from; i < to; i++) {
                    await(sleep(0));
                    g.yield(i);
                }
            } finally {
                story.log("finally");
            }
        });
    }

    @Test
    void aWalkIsPublishedAsFarAsItIsAskedFor() {
        assertThat(Story.told(story -> {
                    var listener = new Listener(story);
                    toPublisher(numbers(story, 0, 3)).subscribe(listener);
                    await(sleep(1));
                    story.log("asks");
                    listener.subscription().request(2);
                    await(sleep(1));
                    story.log("asks");
                    listener.subscription().request(Long.MAX_VALUE);
                    listener.subscription().request(Long.MAX_VALUE);
                    await(sleep(1));
                }))
                .containsExactly("subscribed", "asks", "item 0", "item 1", "asks", "item 2", "finally", "complete");
    }

    @Test
    void aSubscriberThatCancelsEndsTheWalk() {
        assertThat(Story.told(story -> {
                    var listener = new Listener(story);
                    toPublisher(numbers(story, 6, 100)).subscribe(listener);
                    await(sleep(0));
                    listener.subscription().request(50);
                    await(sleep(1));
                    story.log("later");
                }))
                .containsExactly("subscribed", "item 6", "item 7", "finally", "later");
    }

    @Test
    void anErrorOfTheWalkIsTheSubscribers() {
        assertThat(Story.told(story -> {
                    AsyncGenerator<Integer> failing = asyncGenerator(g -> {
                        g.yield(1);
                        throw new IllegalArgumentException("x");
                    });
                    var listener = new Listener(story);
                    toPublisher(failing).subscribe(listener);
                    await(sleep(0));
                    listener.subscription().request(5);
                    await(sleep(1));
                }))
                .containsExactly("subscribed", "item 1", "error IllegalArgumentException(x)");
    }

    @Test
    void askingForNothingIsAnError() {
        assertThat(Story.told(story -> {
                    var listener = new Listener(story);
                    toPublisher(numbers(story, 0, 3)).subscribe(listener);
                    await(sleep(0));
                    listener.subscription().request(0);
                    await(sleep(1));
                }))
                .containsExactly("subscribed", "error IllegalArgumentException(items requested must be > 0, were 0)");
    }

    @Test
    void theEndOfTheLoopIsToldToTheSubscriber() {
        assertThat(Story.told(story -> {
                    toPublisher(numbers(story, 0, 3)).subscribe(new Listener(story));
                    passes(2);
                }))
                .containsExactly("subscribed", "error CancelledError()");
        var story = new ArrayList<Flow.Publisher<Integer>>();
        Story.told(it -> story.add(toPublisher(numbers(it, 0, 1))));
        assertThat(Story.told(it -> story.getFirst().subscribe(new Listener(it))))
                .containsExactly("subscribed", "error IllegalStateException(Event loop is closed)");
    }

    @Test
    void aWalkGoesThereAndBack() {
        assertThat(Story.told(story -> {
                    for (int number : each(aiter(toPublisher(numbers(story, 0, 40))))) {
                        if (number % 10 == 0) story.log(number);
                    }
                    story.log(attempt(() -> toPublisher(numbers(story, 0, 1)).subscribe(null)));
                }))
                .startsWith("0", "10", "20", "30");
    }
}
