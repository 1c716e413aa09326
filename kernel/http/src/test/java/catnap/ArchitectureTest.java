package catnap;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The arrows of the map that start in this module.
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("catnap.http", "catnap.cats");

    @Test
    void httpImportsAsyncioAndGsonAlone() {
        classes()
                .that()
                .resideInAPackage("catnap.http")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "catnap.http",
                        "catnap.asyncio",
                        "com.google.gson..",
                        "java..",
                        "javax.net.ssl",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void catsImportsHttpAndWhatHttpImports() {
        classes()
                .that()
                .resideInAPackage("catnap.cats")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "catnap.cats", "catnap.http", "catnap.asyncio", "com.google.gson..", "java..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void noRoomsImportEachOther() {
        slices().matching("catnap.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
