package catnap.kernel.magic;

import catnap.asyncio.Asyncio;
import catnap.kernel.output.MimeBundle;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
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
        String text = isUrl(place)
                ? bench.await(() -> Asyncio.await(Asyncio.toThread(() -> fetch(place))))
                : Files.readString(Paths.readable(place));
        bench.publisher().replaceCell("// %load " + place + "\n" + text);
        return Optional.empty();
    }

    private static boolean isUrl(String place) {
        return place.startsWith("http://") || place.startsWith("https://");
    }

    private static String fetch(String url) throws IOException, InterruptedException {
        try (var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(PATIENCE)
                .build()) {
            var request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200)
                throw new IOException(url + " answered with status " + response.statusCode());
            return response.body();
        }
    }
}
