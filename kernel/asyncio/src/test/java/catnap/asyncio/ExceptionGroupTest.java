package catnap.asyncio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExceptionGroupTest {
    private final IllegalArgumentException value = new IllegalArgumentException("value");
    private final IllegalStateException state = new IllegalStateException("state");
    private final AssertionError assertion = new AssertionError("assertion");
    private final ExceptionGroup inner = new ExceptionGroup("inner", List.of(value, assertion));
    private final ExceptionGroup outer = new ExceptionGroup("outer", List.of(state, inner));

    @Test
    void itHoldsErrorsInOrder() {
        assertThat(outer.exceptions()).containsExactly(state, inner);
        assertThat(outer.message()).isEqualTo("outer");
        assertThat(outer).hasMessage("outer (2 sub-exceptions)");
        assertThat(new ExceptionGroup("one", List.of(value))).hasMessage("one (1 sub-exception)");
    }

    @Test
    void splittingKeepsTheNesting() {
        var split = outer.split(IllegalArgumentException.class);
        assertThat(shape(split.matched().orElseThrow())).isEqualTo("outer[inner[value]]");
        assertThat(shape(split.rest().orElseThrow())).isEqualTo("outer[state, inner[assertion]]");
    }

    @Test
    void aPartThatWouldBeEmptyIsAbsent() {
        assertThat(outer.split(ArithmeticException.class).matched()).isEmpty();
        assertThat(shape(outer.split(ArithmeticException.class).rest().orElseThrow()))
                .isEqualTo(shape(outer));
        assertThat(outer.split(Throwable.class).matched()).containsSame(outer);
        assertThat(outer.split(Throwable.class).rest()).isEmpty();
    }

    @Test
    void aSubgroupIsThePartThatMatches() {
        assertThat(outer.subgroup(Error.class).map(ExceptionGroupTest::shape)).contains("outer[inner[assertion]]");
        assertThat(outer.subgroup(each -> each == state).map(ExceptionGroupTest::shape))
                .contains("outer[state]");
        assertThat(outer.subgroup(each -> each == inner).map(ExceptionGroupTest::shape))
                .contains("outer[inner[value, assertion]]");
    }

    @Test
    void partsKeepTheCause() {
        var cause = new RuntimeException("cause");
        outer.initCause(cause);
        assertThat(outer.subgroup(IllegalStateException.class).orElseThrow()).hasCause(cause);
    }

    @Test
    void everyStackTraceShowsTheErrorsInIt() {
        var text = new StringWriter();
        outer.printStackTrace(new PrintWriter(text, true));
        assertThat(text.toString())
                .contains("Suppressed: java.lang.IllegalStateException: state")
                .contains("Suppressed: java.lang.AssertionError: assertion");
    }

    @Test
    void aGroupOfNothingIsRefused() {
        assertThatThrownBy(() -> new ExceptionGroup("none", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("second argument (exceptions) must be a non-empty sequence");
    }

    private static String shape(Throwable error) {
        if (!(error instanceof ExceptionGroup group)) return String.valueOf(error.getMessage());
        return group.message()
                + group.exceptions().stream().map(ExceptionGroupTest::shape).toList();
    }
}
