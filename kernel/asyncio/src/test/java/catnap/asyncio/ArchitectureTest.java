package catnap.asyncio;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The arrows between the rooms of this module.
class ArchitectureTest {
    private static JavaClasses module;

    @BeforeAll
    static void readTheModule() {
        module = new ClassFileImporter()
                .withImportOption(location -> !location.contains("test-classes"))
                .importPackages("catnap.asyncio");
    }

    @Test
    void fibersStandOnTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage("catnap.asyncio.fiber")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("catnap.asyncio.fiber", "java..", "jdk.internal.vm", "org.jspecify..")
                .check(module);
    }

    @Test
    void theRuntimeStandsOnFibersAndTheJdk() {
        classes()
                .that()
                .resideInAPackage("catnap.asyncio")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("catnap.asyncio", "catnap.asyncio.fiber", "java..", "org.jspecify..")
                .check(module);
    }

    @Test
    void recordersStandOnTheRuntime() {
        classes()
                .that()
                .resideInAPackage("catnap.asyncio.trace")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("catnap.asyncio.trace", "catnap.asyncio", "java..", "org.jspecify..")
                .allowEmptyShould(true) // the room may be added later than this rule
                .check(module);
    }

    @Test
    void onlyFibersNameTheInsidesOfTheJdk() {
        noClasses()
                .that()
                .resideOutsideOfPackage("catnap.asyncio.fiber")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jdk.internal..", "sun..", "com.sun..")
                .check(module);
    }

    @Test
    void noRoomStandsOnItself() {
        slices().matching("catnap.(**)").should().beFreeOfCycles().check(module);
    }

    @Test
    void nothingIsPrinted() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(module);
    }

    @Test
    void everyErrorHasANameOfItsOwn() {
        NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(module);
    }
}
