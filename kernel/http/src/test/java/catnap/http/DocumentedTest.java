package catnap.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// What others can see of the two libraries is explained: each package, and each public or protected type, method,
/// constructor, field and record component. What overrides something may leave that to the overridden.
class DocumentedTest {
    private static final Set<Modifier> SEEN = Set.of(Modifier.PUBLIC, Modifier.PROTECTED);

    private final List<String> missing = new ArrayList<>();
    private int checked;

    @Test
    void everythingThatOthersCanSeeHasAComment() throws IOException {
        check(Path.of("..", "asyncio", "src", "main", "java"));
        check(Path.of("src", "main", "java"));
        assertThat(missing).isEmpty();
        assertThat(checked).as("types, methods and so on that were looked at").isGreaterThan(500);
    }

    private void check(Path root) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(file -> file.toString().endsWith(".java")).toList();
        }
        var javac = ToolProvider.getSystemJavaCompiler();
        try (var manager = javac.getStandardFileManager(null, Locale.ROOT, null)) {
            var options = List.of(
                    "-proc:none",
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED");
            var task = (JavacTask)
                    javac.getTask(null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            task.analyze();
            for (var unit : units) check(unit, DocTrees.instance(task));
        }
    }

    private void check(CompilationUnitTree unit, DocTrees trees) {
        if (unit.getSourceFile().getName().endsWith("package-info.java")) {
            var sign = trees.getElement(trees.getPath(unit, unit.getPackage()));
            require(
                    sign instanceof PackageElement named && trees.getDocCommentTree(named) != null,
                    String.valueOf(sign));
        }
        for (var type : unit.getTypeDecls()) {
            var element = trees.getElement(trees.getPath(unit, type));
            if (element instanceof TypeElement found) check(found, trees);
        }
    }

    private void check(TypeElement type, DocTrees trees) {
        if (!isSeen(type) && !hasSeenHeirs(type)) return;
        var comment = trees.getDocCommentTree(type);
        if (isSeen(type)) require(comment != null, type.toString());
        for (Element member : type.getEnclosedElements()) {
            if (member instanceof TypeElement inner) check(inner, trees);
            else if (member instanceof RecordComponentElement part)
                require(names(comment, part) || isDeclaredAbove(part, type), type + "." + part);
            else if (isSeen(member) && !isGiven(member, type, trees))
                require(trees.getDocCommentTree(member) != null, type + "." + member);
        }
    }

    /// What a package-private class declares is seen through its public heirs.
    private static boolean hasSeenHeirs(TypeElement type) {
        return type.getPermittedSubclasses().stream()
                .anyMatch(heir -> heir.toString().endsWith(".Asyncio"));
    }

    private void require(boolean documented, String what) {
        checked++;
        if (!documented) missing.add(what);
    }

    private static boolean isSeen(Element element) {
        return element.getModifiers().stream().anyMatch(SEEN::contains);
    }

    /// Nobody wrote it, or it is explained where it comes from.
    private static boolean isGiven(Element member, TypeElement type, DocTrees trees) {
        return trees.getTree(member) == null
                || member.getAnnotation(Override.class) != null
                || member.getSimpleName().contentEquals("serialVersionUID")
                || (type.getKind() == ElementKind.RECORD && isOfAComponent(member, type))
                || (member.getKind() == ElementKind.CONSTRUCTOR && type.getKind() == ElementKind.RECORD);
    }

    private static boolean isOfAComponent(Element member, TypeElement type) {
        return type.getRecordComponents().stream()
                .anyMatch(part -> part.getSimpleName().equals(member.getSimpleName()));
    }

    /// An interface of the record has the component's accessor, and explains it for all who implement it.
    private static boolean isDeclaredAbove(RecordComponentElement part, TypeElement type) {
        return type.getInterfaces().stream()
                .map(above -> ((DeclaredType) above).asElement())
                .flatMap(above -> above.getEnclosedElements().stream())
                .anyMatch(member -> member.getSimpleName().equals(part.getSimpleName()));
    }

    private static boolean names(DocCommentTree comment, RecordComponentElement part) {
        return comment != null
                && comment.getBlockTags().stream()
                        .anyMatch(tag -> tag instanceof ParamTree param
                                && param.getName().getName().contentEquals(part.getSimpleName()));
    }
}
