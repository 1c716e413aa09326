package catnap.conformance;

import static catnap.asyncio.Asyncio.async;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import catnap.asyncio.Coroutine;
import catnap.asyncio.LoopClock;
import catnap.asyncio.Runner;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Java's lines are Python's lines.
class ConformanceTest {
    /// Each made anew for each scenario, so that each has a log of its own.
    private static final List<Supplier<Twins>> TWINS = List.of(
            LoopTwins::new,
            CancelTwins::new,
            GatherTwins::new,
            TaskTwins::new,
            GeneratorTwins::new,
            CallbackTwins::new,
            LifecycleTwins::new,
            FutureTwins::new,
            RefusalTwins::new,
            NestedGatherTwins::new,
            ContextTwins::new,
            DelegationTwins::new,
            AsyncIterationTwins::new,
            AsyncWithTwins::new,
            ThreadTwins::new,
            ReaderTwins::new,
            ConnectionTwins::new,
            ProcessTwins::new,
            WaitTwins::new,
            GroupTwins::new,
            SyncTwins::new,
            TaskLawTwins::new,
            LimitTwins::new,
            GroupLawTwins::new,
            LockTwins::new,
            RunTwins::new,
            NewerTwins::new,
            EndTwins::new,
            RandomTwins::new);

    private static final List<Program> PROGRAMS = List.of(
            new Program("asyncio-golden.py", "asyncio-golden-3.14.txt", Python.OLDEST),
            new Program("conformance-more.py", "conformance-more-3.13.txt", Python.OLDEST),
            new Program("laws-that-meet.py", "laws-that-meet-3.13.txt", Python.OLDEST),
            new Program("since-3.13.py", "since-3.13.txt", 13),
            new Program("random-programs.py", "random-programs-3.13.txt", 13),
            new Program("streams.py", "streams-3.13.txt", Python.OLDEST));

    private static final Optional<Python> PYTHON = Python.find();

    /// A reference program and what it printed when it was recorded; the version is in the name.
    ///
    /// @param oldest the Python 3 that it needs
    private record Program(String source, String recording, int oldest) {
        private static final String FOLDER = "/conformance/";

        Transcript recorded() {
            return Transcript.recorded(FOLDER + recording);
        }

        Path path() {
            try {
                return Path.of(Objects.requireNonNull(Program.class.getResource(FOLDER + source))
                        .toURI());
            } catch (URISyntaxException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    private record Scenario(Supplier<Twins> twins, Method method) {
        boolean outside() {
            return method.getAnnotation(Twin.class).outside();
        }
    }

    @TestFactory
    Stream<DynamicNode> javaPrintsWhatPythonPrinted() {
        Map<String, Scenario> scenarios = scenarios();
        return PROGRAMS.stream().map(program -> {
            Transcript recorded = program.recorded();
            return dynamicContainer(
                    program.source,
                    recorded.scenarios().keySet().stream().map(name -> test(name, scenarios, recorded)));
        });
    }

    private static DynamicTest test(String name, Map<String, Scenario> scenarios, Transcript recorded) {
        return dynamicTest(name, () -> {
            Scenario scenario = scenarios.get(name);
            assertThat(scenario).as("the Java twin of " + name).isNotNull();
            assertThat(run(Objects.requireNonNull(scenario))).isEqualTo(recorded.lines(name));
        });
    }

    @TestFactory
    Stream<DynamicNode> thisMachinesPythonPrintsTheSame() {
        return PROGRAMS.stream()
                .map(program -> dynamicTest(program.source, () -> {
                    assumeTrue(
                            PYTHON.filter(python -> python.minor() >= program.oldest)
                                    .isPresent(),
                            "no Python 3." + program.oldest + " or newer on the PATH");
                    Transcript recorded = program.recorded();
                    Transcript printed = PYTHON.orElseThrow().run(program.path());
                    assertThat(printed.scenarios().keySet())
                            .isEqualTo(recorded.scenarios().keySet());
                    recorded.scenarios()
                            .forEach((name, lines) -> assertThat(Differences.brought(name, printed.lines(name), lines))
                                    .as(name + " on " + PYTHON.orElseThrow())
                                    .isEqualTo(lines));
                }));
    }

    private static Map<String, Scenario> scenarios() {
        var found = new HashMap<String, Scenario>();
        for (Supplier<Twins> twins : TWINS) {
            Arrays.stream(twins.get().getClass().getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Twin.class))
                    .forEach(method -> found.put(pythonName(method.getName()), new Scenario(twins, method)));
        }
        return found;
    }

    private static String pythonName(String name) {
        return name.replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static List<String> run(Scenario scenario) throws Exception {
        Twins twins = scenario.twins.get();
        if (scenario.outside()) {
            call(scenario.method, twins);
            return twins.lines();
        }
        Coroutine<@Nullable Void> main = async(() -> call(scenario.method, twins));
        try (var runner = Runner.builder().clock(LoopClock.virtual()).build()) {
            runner.run(main);
        }
        return twins.lines();
    }

    private static void call(Method method, Twins twins) throws Exception {
        try {
            method.invoke(twins);
        } catch (InvocationTargetException error) {
            if (error.getCause() instanceof Exception cause) throw cause;
            throw error;
        }
    }
}
