package org.orrery.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplesTest {
    @Test
    void mediansAndQuartilesAreNumPys() {
        // numpy.quantile([7, 1, 4, 2, 9, 3, 8], [.25, .5, .75]) is [2.5, 4, 7.5]
        var samples = Samples.of(List.of(new double[] {7, 1, 4}, new double[] {2, 9, 3, 8}));
        assertThat(samples.n()).isEqualTo(7);
        assertThat(samples.median()).isEqualTo(4);
        assertThat(samples.lower()).isEqualTo(2.5);
        assertThat(samples.upper()).isEqualTo(7.5);
        assertThat(samples.fastest()).isEqualTo(1);
        assertThat(samples.rounds()).containsExactly(4.0, 5.5);
    }

    @Test
    void evenNumberOfSamplesHasTheMiddleBetweenTwo() {
        var samples = Samples.of(List.of(new double[] {0.1, 0.2, 0.3, 0.4}));
        assertThat(samples.median()).isCloseTo(0.25, within(1e-15));
        assertThat(samples.lower()).isCloseTo(0.175, within(1e-15));
    }

    @Test
    void oneSampleIsEverything() {
        var samples = Samples.of(List.of(new double[] {3}, new double[0]));
        assertThat(samples).isEqualTo(new Samples(1, 3, 3, 3, 3, List.of(3.0)));
    }

    @Test
    void refusesWhatIsNoTime() {
        assertThatThrownBy(() -> Samples.of(List.of(new double[0]))).hasMessageContaining("no sample given");
        for (var bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1e-9}) {
            assertThatThrownBy(() -> Samples.of(List.of(new double[] {1, bad, 2})))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected finite times");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.00131, 1.31 ms",
        "0.507, 507 ms",
        "1.5, 1.50 s",
        "48e-9, 48.0 ns",
        "22.4e-6, 22.4 µs",
        "0.000107, 0.107 ms",
        "0, 0 ns",
        "0.0508, 50.8 ms"
    })
    void timesHaveThreeDigitsAndAUnit(double seconds, String text) {
        assertThat(Samples.format(seconds)).isEqualTo(text);
    }

    @Test
    void spreadSharesTheUnitOfTheMedian() {
        var samples = new Samples(9, 0.00072, 0.0007, 0.00081, 0.0006, List.of());
        assertThat(samples.spread()).isEqualTo("0.700 – 0.810");
    }
}
