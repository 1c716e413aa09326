package catnap.cats;

import catnap.cats.Connection.Answer;
import catnap.cats.Connection.Request;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the cat server answers to each request: the routes of catfact.ninja.
final class Answers {
    private static final int DEFAULT_PAGE = 10;

    private final Fate fate;
    private final @Nullable RateLimit rateLimit;

    Answers(Fate fate, @Nullable RateLimit rateLimit) {
        this.fate = fate;
        this.rateLimit = rateLimit;
    }

    /// The answer, after the time it is fated to take.
    Answer to(Request request) throws InterruptedException {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return error(405, "Method Not Allowed", "Allow: GET, HEAD\r\n", "Method Not Allowed");
        }
        long wait = rateLimit == null ? 0 : rateLimit.secondsToWait(System.nanoTime());
        if (wait > 0) return error(429, "Too Many Requests", "Retry-After: " + wait + "\r\n", "Too Many Attempts.");
        var draw = fate.draw(parameter(request, "max_length").orElse(Integer.MAX_VALUE));
        Thread.sleep(draw.latency());
        if (draw.failure()) return error(500, "Internal Server Error", "", "Server Error");
        return switch (request.target().getPath()) {
            case "/fact" -> ok(draw.fact().map(Answers::json).orElseGet(JsonObject::new)); // as the live one
            case "/facts" -> ok(page(parameter(request, "limit").orElse(DEFAULT_PAGE)));
            default -> error(404, "Not Found", "", "Not Found");
        };
    }

    private JsonObject page(int limit) {
        var data = new JsonArray();
        fate.facts(limit).forEach(fact -> data.add(json(fact)));
        var page = new JsonObject();
        page.addProperty("current_page", 1);
        page.add("data", data);
        page.addProperty("per_page", limit);
        page.addProperty("total", fate.known());
        return page;
    }

    private static JsonObject json(String fact) {
        var json = new JsonObject();
        json.addProperty("fact", fact);
        json.addProperty("length", fact.length());
        return json;
    }

    private static Optional<Integer> parameter(Request request, String name) {
        var query = request.target().getQuery();
        if (query == null) return Optional.empty();
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.matches(name + "=\\d{1,6}"))
                .map(pair -> Integer.valueOf(pair.substring(name.length() + 1)))
                .findFirst();
    }

    private static Answer ok(JsonObject json) {
        return new Answer(200, "OK", "", json.toString());
    }

    private static Answer error(int status, String reason, String headers, String message) {
        var json = new JsonObject();
        json.addProperty("message", message);
        return new Answer(status, reason, headers, json.toString());
    }
}
