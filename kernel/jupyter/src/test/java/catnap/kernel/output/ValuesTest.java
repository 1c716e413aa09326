package catnap.kernel.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValuesTest {
    private final Values values = new Values(List.of(), text -> text.replace("REPL.Cell1$", ""));

    private String text(@Nullable Object value) {
        return values.render(value)
                .map(bundle -> String.valueOf(bundle.data().get("text/plain")))
                .orElse("nothing");
    }

    @Test
    void nullShowsNothing() {
        assertThat(text(null)).isEqualTo("nothing");
    }

    @Test
    void valuesAreShownAsTheirText() {
        assertThat(text("plain \"text\"")).isEqualTo("plain \"text\"");
        assertThat(text(List.of(1, "a"))).isEqualTo("[1, a]");
        assertThat(text(new int[][] {{1, 2}, {3}})).isEqualTo("[[1, 2], [3]]");
        assertThat(text(new String[] {"a"})).isEqualTo("[a]");
    }

    @Test
    void aLongTextIsCut() {
        assertThat(text("x".repeat(30_000))).hasSizeLessThan(20_100).endsWith("… (10000 more characters)");
    }

    @Test
    void aTextThatContainsItselfIsTold() {
        var loop = new Object() {
            @Override
            public String toString() {
                return "<" + this + ">";
            }
        };
        assertThat(text(loop)).contains("its toString() threw java.lang.StackOverflowError");
    }

    @Test
    void aTextThatIsNullIsShownAsNull() {
        var silent = new Object() {
            @Override
            @SuppressWarnings({"NullAway", "ToStringReturnsNull"}) // a learner may well write this
            public String toString() {
                return null;
            }
        };
        assertThat(text(silent)).isEqualTo("null");
        assertThat(text(List.of(silent))).isEqualTo("[null]");
        assertThat(text(new Object[] {silent})).isEqualTo("[null]");
    }

    @Test
    void wrapperNamesAreTakenAway() {
        var own = new Object() {
            @Override
            public String toString() {
                return "REPL.Cell1$Foo@12";
            }
        };
        assertThat(text(own)).isEqualTo("Foo@12");
        assertThat(text("REPL.Cell1$Foo")).isEqualTo("REPL.Cell1$Foo");
    }

    @Test
    void aRendererComesBeforeTheText() {
        Renderer numbers =
                value -> value instanceof Integer ? Optional.of(MimeBundle.text("a number")) : Optional.empty();
        var rendering = new Values(List.of(numbers), text -> text);
        assertThat(rendering.render(5)).contains(MimeBundle.text("a number"));
        assertThat(rendering.render("5")).contains(MimeBundle.text("5"));
    }
}
