package catnap.maven;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;

/// Says in one sentence why a library was not found, out of the resolver's nested errors.
final class Reasons {
    private Reasons() {}

    static String of(RepositoryException error, List<RemoteRepository> remotes) {
        var found = new LinkedHashSet<ArtifactTransferException>();
        collect(error, found);
        var unreachable = found.stream()
                .filter(each -> !(each instanceof ArtifactNotFoundException))
                .findFirst();
        var missing = found.stream()
                .filter(ArtifactNotFoundException.class::isInstance)
                .findFirst();
        if (unreachable.isPresent()) return unreachable(unreachable.get(), missing, remotes);
        return missing.map(each -> "there is no " + each.getArtifact() + " in " + urls(remotes.stream())
                        + ": check group, artifact and version")
                .orElseGet(() -> String.valueOf(error.getMessage()));
    }

    /// @param missing where another repository was reached, what it said
    private static String unreachable(
            ArtifactTransferException silent,
            Optional<ArtifactTransferException> missing,
            List<RemoteRepository> remotes) {
        var reached = remotes.stream().filter(remote -> !remote.equals(silent.getRepository()));
        String where = missing.isEmpty()
                ? urls(remotes.stream())
                : Objects.requireNonNull(silent.getRepository()).getUrl();
        String elsewhere = missing.isEmpty() ? "" : ", and it is not in " + urls(reached);
        return "cannot reach " + where + " for " + silent.getArtifact() + " (" + root(silent) + ")" + elsewhere
                + "; what was downloaded before can be used without a network";
    }

    private static String urls(Stream<RemoteRepository> remotes) {
        return remotes.map(RemoteRepository::getUrl).collect(Collectors.joining(", "));
    }

    /// What each repository answered, out of causes and results.
    private static void collect(Throwable error, Set<ArtifactTransferException> found) {
        for (Throwable each = error; each != null; each = each.getCause()) {
            switch (each) {
                case ArtifactTransferException answer -> found.add(answer);
                case ArtifactResolutionException resolution ->
                    resolution.getResult().getExceptions().forEach(one -> collect(one, found));
                case ArtifactDescriptorException descriptor
                when descriptor.getResult() != null ->
                    descriptor.getResult().getExceptions().forEach(one -> collect(one, found));
                default -> {}
            }
        }
    }

    private static String root(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) root = root.getCause();
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
