package org.orrery.plot.internal;

import java.util.Arrays;

/**
 * Counts of values in bins of equal width.
 *
 * @param edges the borders of the bins, {@code (n + 1)}
 * @param counts how many values each bin holds, {@code (n)}
 * @param skipped how many values were NaN or infinite
 */
@SuppressWarnings("ArrayRecordComponent") // Counts to be drawn, never compared.
public record Histogram(double[] edges, double[] counts, int skipped) {
    private static final int MOST_BINS = 500;

    /**
     * Counts values.
     *
     * @param values the values
     * @param bins the number of bins, or 0 to choose it by the rule of D. Freedman and P. Diaconis, Z.
     *     Wahrscheinlichkeitstheorie 57 (1981) 453, but at least as by that of Sturges
     * @return the counts
     */
    public static Histogram of(double[] values, int bins) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        int skipped = values.length - sorted.length;
        if (sorted.length == 0) {
            return new Histogram(new double[] {0, 1}, new double[1], skipped);
        }
        double min = sorted[0];
        double max = sorted[sorted.length - 1];
        int n = bins > 0 ? bins : choose(sorted);
        if (!(max - min > 1e-12 * Math.max(Math.abs(min), Math.abs(max)))) {
            double half = min == 0 ? .5 : Math.abs(min) * .05;
            min -= half;
            max += half;
        }
        double width = max / n - min / n;
        var edges = new double[n + 1];
        for (int i = 0; i <= n; i++) {
            edges[i] = min + width * i;
        }
        edges[n] = max;
        var counts = new double[n];
        for (double value : sorted) {
            counts[Math.max(0, Math.min(n - 1, (int) ((value - min) / width)))]++;
        }
        return new Histogram(edges, counts, skipped);
    }

    private static int choose(double[] sorted) {
        int n = sorted.length;
        int sturges = (int) Math.ceil(Math.log(n) / Math.log(2)) + 1;
        double spread = sorted[(int) (.75 * (n - 1))] - sorted[(int) (.25 * (n - 1))];
        double width = 2 * spread / Math.cbrt(n);
        double range = sorted[n - 1] - sorted[0];
        double wanted = width > 0 ? Math.ceil(range / width) : sturges;
        return (int) Math.max(sturges, Math.min(MOST_BINS, wanted));
    }
}
