package org.orrery.bench.sidebyside;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What many timed runs of one operation come to: how many, the median, the quartiles as the spread, the fastest.
 *
 * <p>Times are seconds per operation. The quartiles interpolate linearly between order statistics (definition 7 of
 * Hyndman and Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50, 1996), as NumPy does.
 *
 * @param n the number of timed samples, at least 1
 * @param median the median
 * @param lower the lower quartile
 * @param upper the upper quartile
 * @param fastest the smallest sample
 * @param rounds the median of each round, in the order in which they were taken
 */
public record Samples(int n, double median, double lower, double upper, double fastest, List<Double> rounds) {
    /**
     * Keeps its own copy of the list.
     *
     * @param n the number of timed samples
     * @param median the median
     * @param lower the lower quartile
     * @param upper the upper quartile
     * @param fastest the smallest sample
     * @param rounds the median of each round
     */
    public Samples {
        rounds = List.copyOf(rounds);
    }

    /**
     * Summarises the rounds of one measurement.
     *
     * @param rounds the samples of each round, seconds; at least one sample in all
     * @return their summary
     * @throws IllegalArgumentException if there is no sample, or one is negative or not finite
     */
    public static Samples of(List<double[]> rounds) {
        var all = rounds.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
        if (all.length == 0) {
            throw new IllegalArgumentException("rounds: no sample given, expected at least one");
        }
        // Sorted, so that a NaN or an infinity can only stand at the end and a negative time only at the beginning.
        if (!(all[0] >= 0) || !Double.isFinite(all[all.length - 1])) {
            throw new IllegalArgumentException("rounds: samples from " + all[0] + " to " + all[all.length - 1]
                    + " s given, expected finite times that are not negative");
        }
        var medians = rounds.stream()
                .filter(round -> round.length > 0)
                .map(round -> quantile(Arrays.stream(round).sorted().toArray(), 0.5))
                .toList();
        return new Samples(all.length, quantile(all, 0.5), quantile(all, 0.25), quantile(all, 0.75), all[0], medians);
    }

    private static double quantile(double[] sorted, double q) {
        var position = q * (sorted.length - 1);
        var below = (int) Math.floor(position);
        var above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /**
     * The spread as people read it beside the median.
     *
     * @return the quartiles in the unit in which {@link #format} writes the median, such as {@code "0.70 – 0.81"}
     */
    public String spread() {
        var unit = unit(median);
        return digits(lower / unit.seconds) + " – " + digits(upper / unit.seconds);
    }

    /**
     * A time as people read it: three significant digits and the unit that keeps them short.
     *
     * @param seconds a time, not negative
     * @return such as {@code "1.31 ms"}
     */
    public static String format(double seconds) {
        var unit = unit(seconds);
        return digits(seconds / unit.seconds) + " " + unit.name;
    }

    /**
     * Three significant digits without an exponent.
     *
     * @param value a number
     * @return such as {@code "0.0457"}, {@code "19.5"} or {@code "1310"}
     */
    public static String digits(double value) {
        var size = Math.abs(value);
        if (size == 0 || !Double.isFinite(value)) {
            return size == 0 ? "0" : Double.toString(value);
        }
        var decimals = Math.max(0, Math.min(9, 2 - (int) Math.floor(Math.log10(size))));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static Unit unit(double seconds) {
        if (seconds >= 1) {
            return Unit.SECONDS;
        }
        if (seconds >= 1e-4) {
            return Unit.MILLISECONDS;
        }
        return seconds >= 1e-6 ? Unit.MICROSECONDS : Unit.NANOSECONDS;
    }

    private enum Unit {
        SECONDS("s", 1),
        MILLISECONDS("ms", 1e-3),
        MICROSECONDS("µs", 1e-6),
        NANOSECONDS("ns", 1e-9);

        private final String name;
        private final double seconds;

        Unit(String name, double seconds) {
            this.name = name;
            this.seconds = seconds;
        }
    }
}
