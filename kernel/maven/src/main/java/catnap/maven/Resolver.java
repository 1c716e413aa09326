package catnap.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;
import org.eclipse.aether.util.repository.JreProxySelector;
import org.eclipse.aether.util.repository.SimpleResolutionErrorPolicy;

/// Finds libraries and what they need at run time: in the local repository first, then in remote ones.
///
/// Only types of the JDK are in its signatures, because whoever calls it was loaded by another class loader.
public final class Resolver implements BiFunction<List<String>, Consumer<String>, List<Path>> {
    private final RepositorySystem system = new RepositorySystemSupplier().get();
    private final Path local;
    private final List<RemoteRepository> remotes = new ArrayList<>();

    /// @param local the folder that keeps what was found, `~/.m2/repository` as a rule
    /// @param remotes the URLs of remote repositories; the first stands for Maven Central
    public Resolver(Path local, List<String> remotes) {
        this.local = local;
        for (String url : remotes) {
            // What Maven itself has put into the local repository, it has noted under this name.
            String id = this.remotes.isEmpty() ? "central" : "repository-" + this.remotes.size();
            this.remotes.add(new RemoteRepository.Builder(id, "default", url)
                    .setProxy(new JreProxySelector().getProxy(new RemoteRepository.Builder(id, "default", url).build()))
                    .build());
        }
    }

    /// Finds them; blocks.
    ///
    /// @param coordinates `group:artifact:version` each
    /// @param progress told in a few words what is going on, by any thread
    /// @return the jars, those asked for first
    /// @throws UncheckedIOException if something was not found; its message says what and where
    @Override
    public List<Path> apply(List<String> coordinates, Consumer<String> progress) {
        var request = new CollectRequest();
        for (String each : coordinates) request.addDependency(new Dependency(artifact(each), JavaScopes.RUNTIME));
        request.setRepositories(remotes);
        var session = session(progress);
        try {
            progress.accept("looking for " + String.join(", ", coordinates));
            var filter = DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME);
            return system
                    .resolveDependencies(session, new DependencyRequest(request, filter))
                    .getArtifactResults()
                    .stream()
                    .map(ArtifactResult::getArtifact)
                    .map(Artifact::getFile)
                    .map(file -> file.toPath())
                    .toList();
        } catch (RepositoryException e) {
            String reason = Reasons.of(e, remotes);
            throw new UncheckedIOException(reason, new IOException(reason, e));
        }
    }

    private static Artifact artifact(String coordinates) {
        try {
            return new DefaultArtifact(coordinates);
        } catch (IllegalArgumentException e) {
            String message =
                    coordinates + " is not group:artifact:version, such as org.apache.commons:commons-lang3:3.20.0";
            throw new UncheckedIOException(message, new IOException(message, e));
        }
    }

    private DefaultRepositorySystemSession session(Consumer<String> progress) {
        var session = MavenRepositorySystemUtils.newSession();
        // A library's profiles ask for the Java version; unanswered, all that the library needs is left out.
        session.setSystemProperties(System.getProperties());
        session.setLocalRepositoryManager(
                system.newLocalRepositoryManager(session, new LocalRepository(local.toFile())));
        session.setTransferListener(new Downloads(progress));
        // A library that is missing today may be there in a minute: nobody wants yesterday's answer.
        session.setResolutionErrorPolicy(new SimpleResolutionErrorPolicy(false, false));
        return session;
    }
}
