package catnap.kernel.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreloadTest {
    private static final Preload PRELOAD = Preload.of(
            List.of(
                    "import module java.base;",
                    "import catnap.asyncio.*;",
                    "import static catnap.asyncio.Asyncio.*;",
                    "import not.there.*;"),
            new Javac(System.getProperty("java.class.path")));

    @Test
    void aCellHasNoImportsThatItsWordsCannotMean() {
        assertThat(PRELOAD.text(Set.of("int", "x", "String"), false)).isEqualTo("import not.there.*;");
    }

    @Test
    void aCellHasThePackagesThatItsWordsMayMean() {
        assertThat(PRELOAD.text(Set.of("List", "of", "Proxy", "NoSuchType"), false))
                .isEqualTo("import java.lang.reflect.*; import java.net.*; import java.util.*; import not.there.*;");
        assertThat(PRELOAD.text(Set.of("Task"), false)).isEqualTo("import catnap.asyncio.*; import not.there.*;");
    }

    @Test
    void aCellHasTheClassesWhoseMembersItsWordsMayMean() {
        assertThat(PRELOAD.text(Set.of("await"), false))
                .isEqualTo("import static catnap.asyncio.Asyncio.*; import not.there.*;");
        assertThat(PRELOAD.text(Set.of("openConnection"), false))
                .as("inherited")
                .isEqualTo("import static catnap.asyncio.Asyncio.*; import not.there.*;");
    }

    @Test
    void aLearnersImportsByStarGoBeforeTheModule() throws Throwable {
        assertThat(PRELOAD.text(Set.of("List"), true)).isEqualTo(PRELOAD.text());

        var cells = new Cells();
        assertThat(cells.run("import javax.lang.model.element.*;\nModifier.class.getName()"))
                .isEqualTo("javax.lang.model.element.Modifier");
        assertThat(cells.run("Modifier.class.getName()")).isEqualTo("javax.lang.model.element.Modifier");
        assertThat(cells.run("List.of(1)")).isEqualTo(List.of(1));
    }

    @Test
    void aTypeOfTheLearnersHidesTheJdks() throws Throwable {
        var cells = new Cells();
        cells.run("record Optional(int lives) {}");
        assertThat(cells.run("new Optional(9).lives() + List.of(1).size()")).isEqualTo(10);
    }

    @Test
    void anAmbiguousNameIsToldAsSuch() {
        var rejected = (Compilation.Rejected)
                new JavaSession(List.of("import module java.base;"), "").compile(1, "Proxy p = null;");
        assertThat(rejected.problems().getFirst().message()).startsWith("reference to Proxy is ambiguous");
    }
}
