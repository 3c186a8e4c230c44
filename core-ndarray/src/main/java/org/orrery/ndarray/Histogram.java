package org.orrery.ndarray;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many elements fall into each of some intervals. Each interval contains its lower edge, and the last its upper
 * edge too; what lies outside, and NaN, is not counted.
 *
 * @param counts the number of elements of each interval, int64, or the sums of their weights, float64: shape (n)
 * @param edges the edges, ascending float64: shape (n + 1)
 */
public record Histogram(NdArray counts, NdArray edges) {
    /**
     * Counts in intervals of the same width between the smallest and the largest element.
     *
     * @param x the array, of a real type
     * @param bins the number of intervals, at least 1
     * @return the histogram; of no elements from 0 to 1, of equal elements half a unit to each side
     * @throws IllegalArgumentException if {@code bins} is less than 1, or an element is infinite or NaN
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the array is not dense
     */
    public static Histogram histogram(NdArray x, int bins) {
        double[] v = values(x);
        double low = 0;
        double high = 1;
        if (v.length > 0) {
            low = Arrays.stream(v).min().getAsDouble();
            high = Arrays.stream(v).max().getAsDouble();
            if (!Double.isFinite(low) || !Double.isFinite(high)) {
                throw new IllegalArgumentException(
                        "histogram: elements from " + low + " to " + high + ": expected finite ones, or a range");
            }
        }
        return count(v, null, edges(bins, low, high));
    }

    /**
     * Counts in intervals of the same width of a range.
     *
     * @param x the array, of a real type
     * @param bins the number of intervals, at least 1
     * @param low the lower end
     * @param high the upper end; where it is equal to the lower one, half a unit is added to each side
     * @return the histogram
     * @throws IllegalArgumentException if {@code bins} is less than 1, the upper end is less than the lower one, or they
     *     or their difference are not finite
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the array is not dense
     */
    public static Histogram histogram(NdArray x, int bins, double low, double high) {
        return count(values(x), null, edges(bins, low, high));
    }

    /**
     * Counts in intervals of given edges.
     *
     * @param x the array, of a real type
     * @param edges at least two numbers that do not descend
     * @return the histogram
     * @throws IllegalArgumentException if the edges descend or hold NaN
     * @throws ShapeException if the edges have not one dimension, or fewer than two elements
     * @throws DTypeException if a type is complex
     * @throws DensificationException if an array is not dense
     */
    public static Histogram histogram(NdArray x, NdArray edges) {
        return count(values(x), null, checked(edges));
    }

    /**
     * Adds weights in intervals of given edges.
     *
     * @param x the array, of a real type
     * @param edges at least two numbers that do not descend
     * @param weights the weight of each element, of the shape of {@code x}
     * @return the histogram, with float64 counts
     * @throws IllegalArgumentException if the edges descend or hold NaN
     * @throws ShapeException if the edges have not one dimension, or fewer than two elements, or the weights are not of
     *     the shape of {@code x}
     * @throws DTypeException if a type is complex
     * @throws DensificationException if an array is not dense
     */
    public static Histogram histogram(NdArray x, NdArray edges, NdArray weights) {
        if (!weights.shape().equals(x.shape())) {
            throw new ShapeException("histogram of shape " + x.shape() + " with weights of shape " + weights.shape()
                    + ": expected the same");
        }
        return count(values(x), values(weights), checked(edges));
    }

    private static double[] values(NdArray x) {
        if (x.dtype().isComplex()) {
            throw new DTypeException("histogram does not take " + x.dtype() + ": expected a real dtype");
        }
        return DenseLoops.dense("histogram", x)[0].toDoubleArray();
    }

    private static double[] edges(int bins, double low, double high) {
        if (bins < 1) {
            throw new IllegalArgumentException("histogram: bins = " + bins + ": expected at least 1");
        }
        if (!(low <= high) || !Double.isFinite(high - low)) {
            throw new IllegalArgumentException(
                    "histogram from " + low + " to " + high + ": expected finite ends, the lower first");
        }
        double half = low == high ? 0.5 : 0;
        double[] e = Creation.linspace(low - half, high + half, bins + 1L).doubles();
        for (int i = 0; i < bins; i++) {
            if (e[i] >= e[i + 1]) {
                throw new IllegalArgumentException("histogram from " + low + " to " + high + ": " + bins
                        + " intervals are narrower than the distance of neighbouring doubles");
            }
        }
        return e;
    }

    private static double[] checked(NdArray edges) {
        if (edges.ndim() != 1 || edges.size() < 2) {
            throw new ShapeException(
                    "histogram: edges of shape " + edges.shape() + ": expected one dimension, at least two elements");
        }
        double[] e = values(edges);
        for (int i = 0; i + 1 < e.length; i++) {
            if (!(e[i] <= e[i + 1])) {
                throw new IllegalArgumentException("histogram: edges " + i + " and " + (i + 1) + " are " + e[i]
                        + " and " + e[i + 1] + ": expected them to ascend");
            }
        }
        return e;
    }

    private static Histogram count(double[] x, double @Nullable [] weights, double[] edges) {
        int bins = edges.length - 1;
        long[] counts = new long[bins];
        double[] sums = new double[weights == null ? 0 : bins];
        double low = edges[0];
        double high = edges[bins];
        double perWidth = bins / (high - low);
        for (int i = 0; i < x.length; i++) {
            if (!(x[i] >= low && x[i] <= high)) {
                continue;
            }
            // A guess that is right at once for equal widths; the edges decide.
            double guess = (x[i] - low) * perWidth;
            int bin = guess >= 0 && guess < bins ? (int) guess : bins - 1;
            if (x[i] < edges[bin] || (x[i] >= edges[bin + 1] && bin < bins - 1)) {
                bin = search(edges, x[i]);
            }
            counts[bin]++;
            if (weights != null) {
                sums[bin] += weights[i];
            }
        }
        NdArray result = weights == null ? DenseArray.wrap(counts) : DenseArray.wrap(sums);
        return new Histogram(
                result.toDense().asReadOnly(), DenseArray.wrap(edges).asReadOnly());
    }

    /** The last interval whose lower edge does not exceed a number. */
    private static int search(double[] edges, double x) {
        int below = 0;
        int above = edges.length - 1;
        while (above - below > 1) {
            int middle = (below + above) >>> 1;
            if (edges[middle] <= x) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return below;
    }

    /**
     * The counts divided by their sum and by the widths of the intervals, so that the integral is one.
     *
     * @return float64, of the shape of the counts
     */
    public NdArray density() {
        NdArray widths = edges.get(Index.from(1)).sub(edges.get(Index.to(-1)));
        return counts.div(widths).div(Statistics.sum(counts));
    }

    /** The intervals and their counts, one a line, with bars; of many, the first ones. */
    @Override
    public String toString() {
        StringBuilder s = new StringBuilder("Histogram of " + counts.size() + " intervals\n");
        double most =
                Math.max(1e-300, counts.size() == 0 ? 1 : Statistics.max(counts).item());
        for (int i = 0; i < Math.min(counts.size(), 20); i++) {
            double c = counts.getDouble(i);
            s.append(String.format(
                    java.util.Locale.ROOT, "%12.5g %12.5g %10.6g ", edges.getDouble(i), edges.getDouble(i + 1), c));
            s.append("#".repeat((int) Math.max(0, Math.round(40 * c / most)))).append('\n');
        }
        return s.toString();
    }
}
