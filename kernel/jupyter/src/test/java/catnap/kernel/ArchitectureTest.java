package catnap.kernel;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The arrows of the map: a room imports what stands behind it, and nothing else of ours.
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("catnap.kernel", "catnap.course");

    @ParameterizedTest
    @CsvSource({
        "weave, jdk",
        "java, weave asyncio",
        "picture, asyncio",
        "report, java weave asyncio",
        "output, picture asyncio",
        "magic, java weave output picture asyncio",
        "session, java weave report output magic picture asyncio",
        "protocol, session output picture asyncio http cats"
    })
    void aRoomImportsOnlyTheRoomsBehindIt(String room, String behind) {
        var allowed = new ArrayList<String>();
        allowed.add("catnap.kernel." + room);
        for (String other : behind.split(" ", -1)) {
            switch (other) {
                case "jdk" -> {}
                case "asyncio", "http", "cats" -> allowed.add("catnap." + other + "..");
                default -> allowed.add("catnap.kernel." + other);
            }
        }
        classes()
                .that()
                .resideInAPackage("catnap.kernel." + room)
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(allowed.toArray(String[]::new)).or(not(resideInAnyPackage("catnap.."))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void theCourseKnowsNoKernel() {
        classes()
                .that()
                .resideInAPackage("catnap.course")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("catnap.course", "catnap.asyncio").or(not(resideInAnyPackage("catnap.."))))
                .check(CLASSES);
    }

    @Test
    void noRoomsGoInCircles() {
        slices().matching("catnap.kernel.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyJavaKnowsTheInsideOfJavac() {
        only("catnap.kernel.java", "com.sun.tools.javac..");
        only("catnap.kernel.java", "com.sun.source..");
    }

    @Test
    void onlyProtocolKnowsSocketsAndTheBaseKernel() {
        only("catnap.kernel.protocol", "org.zeromq..", "org.dflib..");
    }

    @Test
    void nobodyTouchesTheInsideOfTheJdk() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.internal..")
                .check(CLASSES);
    }

    private static void only(String room, String... theirs) {
        noClasses()
                .that()
                .resideOutsideOfPackages(Stream.concat(Stream.of(room), List.of("catnap.kernel").stream())
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(theirs)
                .check(CLASSES);
    }
}
