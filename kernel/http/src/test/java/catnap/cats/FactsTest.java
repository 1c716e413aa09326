package catnap.cats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FactsTest {
    @Test
    void eachFactIsOneSentenceAndThereIsOnlyOneOfIt() {
        assertThat(Facts.all())
                .hasSizeGreaterThanOrEqualTo(120)
                .doesNotHaveDuplicates()
                .allSatisfy(fact -> assertThat(fact).matches("\\S.{20,130}[.]").isEqualTo(fact.strip()));
    }
}
