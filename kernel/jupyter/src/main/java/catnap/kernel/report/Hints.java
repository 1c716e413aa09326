package catnap.kernel.report;

import catnap.asyncio.Asyncio;
import catnap.asyncio.EventLoop;
import catnap.asyncio.Task;
import catnap.kernel.java.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The remedies that a lesson knows for what javac says.
final class Hints {
    private record Hint(Predicate<Problem> when, String text) {}

    private static final Set<String> SYNTAX = Set.of(
            "compiler.err.expected",
            "compiler.err.expected2",
            "compiler.err.expected3",
            "compiler.err.not.stmt",
            "compiler.err.illegal.start.of.expr",
            "compiler.err.illegal.start.of.type",
            "compiler.err.invalid.meth.decl.ret.type.req");

    private static final Pattern AWAIT = Pattern.compile("\\bawait\\s*\\(");

    private static final Pattern BLOCKING =
            Pattern.compile("\\bawait\\s*\\(\\s*\\w+\\.(acquire|put|lock|await|offer)\\(");
    private static final Pattern HIDDEN_SLEEP = Pattern.compile("\\bawait\\s*\\(\\s*sleep\\s*\\(");
    private static final Pattern OURS =
            Pattern.compile("(run|sleep|gather|async|await|shield|timeout|each|generator|createTask)\\s*\\(");
    private static final Pattern A_FUTURE_AS_TASK =
            Pattern.compile("suitable method found for createTask\\((Gathering|AsyncFuture|Task)<"
                    + "|\\b(Gathering|AsyncFuture|Task)<.*> (conforms|cannot be converted) to Coroutine<");
    private static final Pattern MISFIT =
            Pattern.compile("cannot be applied|Coroutine<.*> (conforms|cannot be converted) to");

    private static final Pattern MAGIC = Pattern.compile("%%?[a-z]+\\b");
    private static final Pattern LINE_OF_A_MAGIC = Pattern.compile("^\\s*" + MAGIC);
    private static final Pattern AWAIT_AS_KEYWORD = Pattern.compile("\\bawait\\s+\\w");
    private static final Pattern ASYNC_AS_KEYWORD = Pattern.compile("\\basync\\s+\\w");
    private static final Pattern ENTERED = Pattern.compile("\\b(timeout|timeoutAt|TaskGroup)\\s*\\(");
    private static final Pattern LOCATION = Pattern.compile("location:\\s+variable (\\w+) of type");
    private static final Pattern SNAKE_CASE = Pattern.compile("symbol:\\s+method ([a-z]+(?:_[a-z]+)+)\\(");
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");
    private static final Pattern IN_AS_KEYWORD = Pattern.compile("^\\s*for\\s+\\w+\\s+in\\b");
    private static final Pattern AN_ASSIGNMENT = Pattern.compile("\\w+\\s*=(?!=)");
    private static final Pattern A_RETURN = Pattern.compile("^return\\b");
    private static final Pattern A_BARE_LAMBDA =
            Pattern.compile("^no suitable method found for (await|createTask)\\(\\(\\)->"
                    + "|^method run in class Asyncio cannot be applied(.*\\n)+\\s*found:\\s+\\(\\)->");
    private static final Pattern A_PACKAGE = Pattern.compile("^\\s*package\\s+[\\w.]+\\s*;");

    private static final List<Hint> HINTS = List.of(
            new Hint(
                    p -> isSyntax(p) && on(p, ASYNC_AS_KEYWORD),
                    "async is a method here: Coroutine<String> f() { return async(() -> { … }); }; Python's async for is"
                            + " for (var x : each(source)), and async with is asyncWith(m, x -> { … })"),
            new Hint(p -> isSyntax(p) && on(p, IN_AS_KEYWORD), "in Java: for (int i : range(3)) { … }"),
            new Hint(
                    p -> p.code().contains("cant.resolve") && symbol(p, "variable") && at(p, AN_ASSIGNMENT),
                    "a new variable is declared, by its type or by var: var x = 5;"),
            new Hint(p -> isSyntax(p) && on(p, AWAIT_AS_KEYWORD), "await is a method here: await(sleep(1))"),
            new Hint(
                    p -> says(p, "yield outside of switch expression", "")
                            || says(p, "restricted identifier 'yield'", ""),
                    "a generator yields through its parameter: generator(g -> { g.yield(1); })"),
            new Hint(p -> isSyntax(p) && on(p, A_PACKAGE), "a cell is in no package: leave this line out"),
            new Hint(
                    p -> p.code().equals("compiler.err.illegal.char")
                            && p.source().text().charAt(p.position()) > 127,
                    "this character came along with copied text: delete it, or type the space, quote or dash again"),
            new Hint(
                    p -> says(p, "try-with-resources not applicable", "(Coroutine<"),
                    "it has to be awaited first: try (var x = await(…))"),
            new Hint(
                    p -> says(p, "try-with-resources", "") && on(p, ENTERED),
                    "asynchronous context managers are entered by asyncWith(m, x -> { … })"),
            new Hint(
                    p -> says(p, "Object is not a functional interface", ""),
                    "a lambda has no type of its own: give it one, as in Function<Integer, Integer> f = x -> x + 1;"),
            new Hint(
                    p -> A_BARE_LAMBDA.matcher(p.message()).find(),
                    "a lambda is no coroutine before async has made one of it: await(async(() -> …))"),
            new Hint(
                    p -> says(p, "for-each not applicable", "Coroutine<"),
                    "it has to be awaited first: for (var x : await(…))"),
            new Hint(
                    p -> says(p, "for-each not applicable", "Async"),
                    "asynchronous sources are gone through by each: for (var x : each(source))"),
            new Hint(
                    Hints::isOfAnAnonymousClass,
                    "a var of an anonymous class has its parent's type in a cell: give the class a name"),
            new Hint(
                    p -> p.code().contains("cant.resolve") && symbol(p, "variable asyncio"),
                    "asyncio's functions need no prefix here: run(…), sleep(…), createTask(…)"),
            new Hint(
                    p -> says(p, "no suitable method found for await", "cannot be converted to Awaitable")
                            || (says(p, "cannot be applied", "") && on(p, AWAIT)),
                    "not awaitable: wrap the blocking call in toThread(() -> …) or runInExecutor(null, () -> …)"),
            new Hint(
                    p -> says(p, "inference variable T has incompatible bounds", "lower bounds: Coroutine<"),
                    "the body returns a coroutine where its result is wanted: return await(…)"),
            new Hint(
                    p -> says(p, "local variables referenced from", "must be final or effectively final"),
                    "a lambda can only read a local that is never assigned again: copy it into a new variable first, or"
                            + " loop with for (int i : range(n))"),
            new Hint(
                    p -> says(p, "is never thrown in body of corresponding try statement", ""),
                    "what await throws is not declared: catch the unchecked error, or Exception"),
            new Hint(
                    p -> p.headline().endsWith("missing return value") && on(p, A_RETURN),
                    "a cell is no method: it ends with its last line"),
            new Hint(
                    p -> says(p, "incompatible types: Object cannot be converted", "")
                            && on(p, Pattern.compile("for\\s*\\(")),
                    "var g = generator(…) is a Generator<Object>: declare the type, Generator<Integer> g = generator(…)"),
            new Hint(
                    p -> says(p, "'void' type not allowed here", "") && on(p, BLOCKING),
                    "this blocks instead of being awaitable; asyncio's ones begin with Async here: AsyncSemaphore,"
                            + " AsyncQueue, AsyncLock …"),
            new Hint(
                    p -> says(p, "'void' type not allowed here", "") && on(p, HIDDEN_SLEEP),
                    "inside a Thread, or beside a sleep of your own, this is not asyncio's: say Asyncio.sleep(…)"),
            new Hint(
                    p -> says(p, "cannot infer type for local variable", "'void'")
                            || says(p, "void cannot be converted", ""),
                    "this gives no result: a body that gives one says return, as in asyncWith(m, x -> { return f(x); })"),
            new Hint(
                    p -> p.code().contains("cant.resolve") && p.source().text().contains("check(\""),
                    "not solved yet: define it in the exercise above, run that cell, then this one"),
            new Hint(
                    p -> p.code().contains("cant.resolve")
                            && symbol(p, "class (Semaphore|Lock|Event|Queue|Condition|Barrier)"),
                    "asyncio's ones begin with Async here: AsyncLock, AsyncEvent, AsyncQueue …"),
            new Hint(
                    p -> A_FUTURE_AS_TASK.matcher(p.message()).find(),
                    "createTask runs a coroutine, and this is a future already: it runs, so await it; ensureFuture takes"
                            + " whatever can be awaited"),
            new Hint(
                    p -> MISFIT.matcher(p.message()).find() && at(p, OURS) && !says(p, "in class Asyncio", ""),
                    "a method of your own hides asyncio's of the same name: say Asyncio.run(…), Asyncio.sleep(…)"),
            new Hint(
                    p -> says(p, "unreported exception", ""),
                    "catch it, or add 'throws Exception' to the method; inside async(() -> …) it may simply be thrown"),
            new Hint(
                    p -> says(p, "illegal start of expression", "") && at(p, MAGIC),
                    "a magic stands on a line of its own, outside of brackets and blocks"),
            new Hint(
                    p -> p.line() > 1 && (isSyntax(p) || p.code().contains("cant.resolve")) && on(p, LINE_OF_A_MAGIC),
                    "if a magic is meant here: end the line above with a semicolon"),
            new Hint(
                    p -> says(p, "overriding method is static", ""),
                    "every object has a method of this name already: choose another one"));

    private Hints() {}

    static Optional<String> of(Problem problem) {
        return problem.hint()
                .or(() -> HINTS.stream()
                        .filter(hint -> hint.when().test(problem))
                        .map(Hint::text)
                        .findFirst())
                .or(() -> camelCase(problem));
    }

    private static boolean isOfAnAnonymousClass(Problem problem) {
        var variable = LOCATION.matcher(problem.message());
        return problem.code().contains("cant.resolve")
                && variable.find()
                && Pattern.compile("\\bvar\\s+" + variable.group(1) + "\\s*=\\s*new\\s+[\\w.<>]+\\([^)]*\\)\\s*\\{")
                        .matcher(problem.source().text())
                        .find();
    }

    /// `create_task` is `createTask` here.
    private static Optional<String> camelCase(Problem problem) {
        var snake = SNAKE_CASE.matcher(problem.message());
        if (!problem.code().contains("cant.resolve") || !snake.find()) return Optional.empty();
        String name = UNDERSCORE
                .matcher(snake.group(1))
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
        return Stream.of(Asyncio.class, EventLoop.class, Task.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .map(_ -> "asyncio's names are written without underscores here: " + name);
    }

    private static boolean says(Problem problem, String words, String andWords) {
        return problem.message().contains(words) && problem.message().contains(andWords);
    }

    private static boolean isSyntax(Problem problem) {
        return SYNTAX.contains(problem.code());
    }

    private static boolean on(Problem problem, Pattern pattern) {
        return pattern.matcher(problem.source().line(problem.line())).find();
    }

    private static boolean at(Problem problem, Pattern pattern) {
        String text = problem.source().text();
        return pattern.matcher(text).region(problem.position(), text.length()).lookingAt();
    }

    private static boolean symbol(Problem problem, String pattern) {
        return Pattern.compile("symbol:\\s+" + pattern + "\\b")
                .matcher(problem.message())
                .find();
    }
}
