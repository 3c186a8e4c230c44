package org.orrery.plot.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 10 | 6 | 0 2 4 6 8 10",
                "0 | 1 | 6 | 0.0 0.2 0.4 0.6 0.8 1.0",
                "-1 | 1 | 5 | −1.0 −0.5 0.0 0.5 1.0",
                "-0.4 | 10.4 | 6 | 0 2 4 6 8 10",
                "1 | 9 | 5 | 2 4 6 8",
                "20 | 55 | 4 | 20 30 40 50",
                "0 | 100000 | 6 | 0 20000 40000 60000 80000 100000",
                "-0.001 | 0.011 | 3 | 0.000 0.005 0.010",
            })
    void choosesRoundNumbers(double min, double max, int target, String labels) {
        assertThat(Ticks.linear(min, max, target).labels()).containsExactly(labels.split(" "));
    }

    @Test
    void everyLinearAxisHasRoundEvenDistinctTicksInside() {
        var random = new Random(7);
        for (int trial = 0; trial < 3_000; trial++) {
            double size = Math.pow(10, random.nextInt(40) - 20);
            double min = (random.nextDouble() - .5) * size;
            double max = min + size * (1e-4 + random.nextDouble());
            int target = 2 + random.nextInt(9);
            Ticks ticks = Ticks.linear(min, max, target);
            double[] at = ticks.at();
            assertThat(at.length).as("%s to %s", min, max).isBetween(2, 2 * target + 2);
            double step = at[1] - at[0];
            double range = max - min;
            double digits = step / Math.pow(10, Math.floor(Math.log10(step * 1.0001)));
            assertThat(Arrays.stream(new double[] {1, 2, 2.5, 5}).anyMatch(q -> Math.abs(digits / q - 1) < 1e-3))
                    .as("step %s", step)
                    .isTrue();
            for (int i = 0; i < at.length; i++) {
                assertThat(at[i]).isBetween(min - 1e-9 * range, max + 1e-9 * range);
                if (i > 0) {
                    assertThat(at[i] - at[i - 1]).isCloseTo(step, within(1e-6 * step));
                }
            }
            assertThat(at[0] - step).as("another tick would fit below").isLessThan(min + 1e-9 * range);
            assertThat(at[at.length - 1] + step).isGreaterThan(max - 1e-9 * range);
            assertThat(ticks.labels()).doesNotHaveDuplicates();
        }
    }

    @Test
    void labelsTimesFactorAreTheTicks() {
        var random = new Random(8);
        for (int trial = 0; trial < 1_000; trial++) {
            double size = Math.pow(10, random.nextInt(30) - 15);
            double min = (random.nextDouble() - .5) * size;
            Ticks ticks = Ticks.linear(min, min + size * (.01 + random.nextDouble()), 5);
            if (ticks.factor().contains("+") || ticks.factor().contains("− ")) {
                continue;
            }
            double factor = ticks.factor().isEmpty()
                    ? 1
                    : Double.parseDouble("1e" + level(ticks.factor().substring(3)));
            for (int i = 0; i < ticks.at().length; i++) {
                double shown = Double.parseDouble(ticks.labels()[i].replace('−', '-')) * factor;
                assertThat(shown).isCloseTo(ticks.at()[i], within(1e-9 * size));
            }
        }
    }

    private static String level(String superscript) {
        var text = new StringBuilder();
        for (int i = 0; i < superscript.length(); i++) {
            int digit = "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(superscript.charAt(i));
            text.append(digit < 0 ? "-" : Integer.toString(digit));
        }
        return text.toString();
    }

    @Test
    void largeSmallAndShiftedRangesSayTheCommonPartOnce() {
        Ticks large = Ticks.linear(0, 4e7, 5);
        assertThat(large.factor()).isEqualTo("×10⁷");
        assertThat(large.labels()).containsExactly("0", "1", "2", "3", "4");
        Ticks small = Ticks.linear(0, 2e-9, 5);
        assertThat(small.factor()).isEqualTo("×10⁻⁹");
        assertThat(small.labels()).containsExactly("0.0", "0.5", "1.0", "1.5", "2.0");
        Ticks shifted = Ticks.linear(999_990, 1_000_010, 5);
        assertThat(shifted.factor()).isEqualTo("+ 1000000");
        assertThat(shifted.labels()).containsExactly("−10", "−5", "0", "5", "10");
        Ticks below = Ticks.linear(-50_000_000.5, -49_999_999.5, 3);
        assertThat(below.factor()).isEqualTo("− 50000000");
        assertThat(below.labels()).containsExactly("−0.5", "0.0", "0.5");
    }

    @Test
    void wholeNumbersOnly() {
        assertThat(Ticks.whole(-.5, 2.5, 9).labels()).containsExactly("0", "1", "2");
        assertThat(Ticks.whole(-.5, 11.5, 9).labels()).containsExactly("0", "2", "4", "6", "8", "10");
        assertThat(Ticks.whole(1990.3, 2024, 5).labels()).containsExactly("2000", "2010", "2020");
        assertThat(Ticks.whole(-.5, .5, 9).labels()).containsExactly("0");
        assertThat(Ticks.whole(.2, .8, 4).at()).hasSizeGreaterThan(1);
        assertThat(Ticks.whole(-1e15, 1e15, 5).at()).containsExactly(-1e15, -5e14, 0, 5e14, 1e15);
    }

    @Test
    void extremeRangesHaveTicks() {
        assertThat(Ticks.linear(-1e307, 1e307, 5).at()).hasSizeGreaterThan(1);
        assertThat(Ticks.linear(0, 1e-310, 5).at()).hasSizeGreaterThan(1);
        assertThat(Ticks.logarithmic(1e-300, 1e300, 6).at()).hasSizeBetween(3, 6);
    }

    @Test
    void powersOfTenOnALogarithmicAxis() {
        Ticks ticks = Ticks.logarithmic(.5, 2e4, 8);
        assertThat(ticks.at()).containsExactly(1, 10, 100, 1000, 10000);
        assertThat(ticks.labels()).containsExactly("10⁰", "10¹", "10²", "10³", "10⁴");
        assertThat(ticks.minor()).contains(.5, .9, 2, 30, 20000).doesNotContain(1, .4, 30000);
        Ticks sparse = Ticks.logarithmic(1e-20, 1e20, 6);
        assertThat(sparse.labels()).containsExactly("10⁻²⁰", "10⁻¹⁰", "10⁰", "10¹⁰", "10²⁰");
        assertThat(Ticks.logarithmic(.15, 8, 8).labels()).containsExactly("0.2", "0.5", "1", "2", "5");
        assertThat(Ticks.logarithmic(10, 12, 5).labels()).containsExactly("10.0", "10.5", "11.0", "11.5", "12.0");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.25, 0.25", "-3, −3", "1.5e-7, 1.5×10⁻⁷", "1e12, 10¹²", "-2e9, −2×10⁹", "123456.7, 123457"})
    void writesNumbersAsInText(double value, String text) {
        assertThat(Ticks.plain(value)).isEqualTo(text);
    }
}
