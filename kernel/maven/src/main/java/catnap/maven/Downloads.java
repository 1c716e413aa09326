package catnap.maven;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;

/// Tells what is being downloaded. Several files may be under way at once.
final class Downloads extends AbstractTransferListener {
    private final Consumer<String> progress;
    private final AtomicInteger files = new AtomicInteger(); // any thread

    Downloads(Consumer<String> progress) {
        this.progress = progress;
    }

    @Override
    public void transferProgressed(TransferEvent event) {
        tell(event, "downloading");
    }

    @Override
    public void transferSucceeded(TransferEvent event) {
        files.incrementAndGet();
        tell(event, "downloaded");
    }

    private void tell(TransferEvent event, String verb) {
        String path = event.getResource().getResourceName();
        String name = path.substring(path.lastIndexOf('/') + 1);
        double megabytes = event.getTransferredBytes() / 1e6;
        progress.accept(
                String.format(Locale.ROOT, "%s %s, %.1f MB (%d files so far)", verb, name, megabytes, files.get()));
    }
}
