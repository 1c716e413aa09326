package catnap.kernel.picture;

import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.kernel.picture.Pictures.timeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import catnap.asyncio.Coroutine;
import catnap.asyncio.LoopClock;
import catnap.asyncio.Task;
import catnap.asyncio.trace.Event;
import catnap.asyncio.trace.Trace;
import catnap.kernel.picture.SvgReader.Bar;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Reads the drawing back and holds it against the events, which know nothing of charts.
class PictureAgreesWithTraceTest {
    static Stream<Coroutine<@Nullable Void>> lessons() {
        return Stream.of(
                Lessons.sequential(),
                Lessons.gathered(5),
                Lessons.gathered(30),
                Lessons.cancelling(),
                Lessons.producerAndConsumer(),
                Lessons.groupFails(),
                Lessons.gatherFails(),
                someSleepers(1),
                someSleepers(2));
    }

    /// Tasks that sleep for times which are no round ones.
    private static Coroutine<@Nullable Void> someSleepers(long seed) {
        return Lessons.named("main", () -> {
            var random = new Random(seed);
            var tasks = new ArrayList<Task<?>>();
            for (int i = 0; i < 12; i++) {
                tasks.add(createTask(async(() -> {
                    for (int n = 0; n < 6; n++) await(sleep(random.nextDouble()));
                })));
            }
            await(gather(tasks));
        });
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void everyStepAndEveryWaitIsDrawnWhereItWas(Coroutine<@Nullable Void> lesson) {
        var timeline = timeline(lesson, LoopClock.virtual());
        Trace trace = timeline.trace();
        List<Bar> bars = SvgReader.bars(timeline.svg());
        int left = bars.stream().mapToInt(Bar::from).min().orElseThrow();
        int right = bars.stream().mapToInt(Bar::to).max().orElseThrow();
        double pixel = (double) trace.endNanos() / (right - left);
        var tops = new TreeSet<>(bars.stream().map(Bar::top).toList());
        List<Integer> rows = List.copyOf(tops);
        List<LanePlan> lanes = LanePlan.of(trace);
        assertThat(rows).as("rows: the lanes and the loop").hasSize(lanes.size() + 1);
        for (int lane = 0; lane < lanes.size(); lane++) {
            int top = rows.get(lane);
            int task = lanes.get(lane).tasks().getFirst();
            for (int column = 0; column < right - left; column++) {
                int x = left + column;
                String drawn = bars.stream()
                        .filter(bar -> bar.top() == top && bar.from() <= x && x < bar.to())
                        .map(Bar::state)
                        .reduce((_, last) -> last)
                        .orElse("");
                assertThat(drawn)
                        .as("%s at column %d of %d", trace.name(task), column, right - left)
                        .isIn(possible(trace, task, column * pixel, (column + 1) * pixel, column == right - left - 1));
            }
        }
    }

    /// What may be drawn for this stretch of time: a step if there is one in it, else what the task does meanwhile;
    /// what begins or ends within a hair of the edge may fall to either side.
    private static List<String> possible(Trace trace, int task, double from, double to, boolean last) {
        double hair = (to - from) / 1000;
        boolean stepInside = false;
        boolean stepNear = false;
        String state = "";
        var states = new ArrayList<String>();
        for (Event event : trace.events()) {
            if (event.task() != task) continue;
            double at = event.nanos();
            if (at >= from - hair) {
                if (states.isEmpty()) states.add(state);
                if (at > to + hair) break;
            }
            String next = next(event, state);
            if (event instanceof Event.StepBegan) {
                stepNear |= at >= from - hair;
                stepInside |= at > from + hair && (at < to - hair || (last && at <= to + hair));
            }
            state = next;
            if (at >= from - hair) states.add(state);
        }
        if (states.isEmpty()) states.add(state);
        if (stepInside) return List.of("running");
        if (stepNear) states.add("running");
        return states;
    }

    private static String next(Event event, String state) {
        return switch (event) {
            case Event.Created _ -> "ready";
            case Event.WokenUp _ -> "ready";
            case Event.StepBegan _ -> "running";
            case Event.Waiting _ -> "waiting";
            case Event.Ended _ -> "";
            default -> state;
        };
    }

    @Test
    void theFiguresOfTheCaptionAreThoseOfTheTrace() {
        var timeline = timeline(Lessons.gathered(5), LoopClock.virtual());
        Trace trace = timeline.trace();
        assertThat(trace.tasks()).filteredOn(task -> !task.guest()).hasSize(6);
        assertThat(trace.endNanos()).isEqualTo(300_000_000);
        double slept = trace.events().stream()
                .filter(event -> event instanceof Event.Waiting waiting && waiting.seconds() > 0)
                .mapToDouble(event -> ((Event.Waiting) event).seconds())
                .sum();
        assertThat(slept).isCloseTo(1.4, within(1e-6));
        assertThat(timeline.alt()).contains("6 tasks took 0.30 s", "1.40 s", "4.7 times");
    }
}
