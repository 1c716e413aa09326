package catnap.maven;

import java.util.List;
import java.util.stream.Collectors;
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
        Throwable reason = innermost(error);
        String places = remotes.stream().map(RemoteRepository::getUrl).collect(Collectors.joining(", "));
        return switch (reason) {
            case ArtifactNotFoundException missing ->
                "there is no " + missing.getArtifact() + " in " + places + ": check group, artifact and version";
            case ArtifactTransferException unreachable ->
                "cannot reach " + places + " for " + unreachable.getArtifact() + " (" + root(unreachable)
                        + "); what was downloaded before can be used without a network";
            default -> String.valueOf(error.getMessage());
        };
    }

    private static Throwable innermost(Throwable error) {
        for (Throwable each = error; each != null; each = each.getCause()) {
            if (each instanceof ArtifactTransferException) return each;
            if (each instanceof ArtifactResolutionException resolution) {
                for (Exception one : resolution.getResult().getExceptions()) {
                    if (one instanceof ArtifactTransferException) return one;
                }
            }
            if (each instanceof ArtifactDescriptorException descriptor && descriptor.getResult() != null) {
                for (Exception one : descriptor.getResult().getExceptions()) {
                    if (one instanceof ArtifactTransferException) return one;
                }
            }
        }
        return error;
    }

    private static String root(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) root = root.getCause();
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
