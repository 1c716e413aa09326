package catnap.kernel.magic;

import catnap.asyncio.Asyncio;
import catnap.asyncio.Failure;
import catnap.asyncio.Success;
import catnap.kernel.output.MimeBundle;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `%load file|URL`: code to look at and to change. As in IPython it takes the place of the cell and is not
/// run; `%run` runs.
final class LoadMagic implements Magic {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "load";
    }

    @Override
    public String arguments() {
        return "file|URL";
    }

    @Override
    public String help() {
        return "Puts code into the cell in place of what stands there, to be read, changed and run; %run runs a file";
    }

    @Override
    public List<String> completions(String typed) {
        return Paths.completions(typed);
    }

    @Override
    public Optional<MimeBundle> run(Call call, Workbench bench) throws UsageError, CodeFailed, IOException {
        String place = call.arguments();
        if (place.isEmpty()) throw new UsageError("what? a file or a URL is missing");
        String text = isUrl(place) ? fetched(place, bench) : Paths.text(place);
        if (NotebookFile.isCalledOne(place)) text = String.join("\n\n", NotebookFile.codeCells(place, text));
        bench.publisher().replaceCell("// %load " + place + "\n" + text);
        return Optional.empty();
    }

    private static boolean isUrl(String place) {
        return place.startsWith("http://") || place.startsWith("https://");
    }

    private static String fetched(String url, Workbench bench) throws UsageError, CodeFailed {
        URI place;
        try {
            place = new URI(url);
        } catch (URISyntaxException e) {
            throw new UsageError(url + " is no URL");
        }
        var answer = bench.await(() -> Asyncio.await(
                        Asyncio.gather(Asyncio.toThread(() -> fetch(place))).returnExceptions())
                .getFirst());
        return switch (answer) {
            case Success(var response) when response.statusCode() == 200 -> response.body();
            case Success(var response) -> throw new UsageError(url + " answered with status " + response.statusCode());
            case Failure(var error) -> throw new UsageError("cannot reach " + url + why(error));
        };
    }

    private static String why(Throwable error) {
        return error.getMessage() == null ? "" : ": " + error.getMessage();
    }

    private static HttpResponse<String> fetch(URI place) throws IOException, InterruptedException {
        try (var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(PATIENCE)
                .build()) {
            var request = HttpRequest.newBuilder(place).timeout(PATIENCE).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
