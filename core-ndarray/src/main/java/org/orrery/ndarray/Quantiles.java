package org.orrery.ndarray;

import java.util.Arrays;
import org.orrery.ndarray.parallel.Parallel;

/**
 * Medians and other quantiles of real arrays. An array with a NaN has the quantile NaN; the functions whose names begin
 * with nan leave those out. float32 gives float32, all other types float64.
 *
 * <p>Source of the methods: R. J. Hyndman, Y. Fan, "Sample quantiles in statistical packages", The American
 * Statistician 50 (1996), whose types 1 to 9 are the first nine; the names are NumPy's.
 */
public final class Quantiles {
    /** How a quantile is found between elements. */
    public enum Method {
        /** The least element whose share of elements up to it reaches q. */
        INVERTED_CDF,
        /** The same, but the mean of two neighbours where the share is just q. */
        AVERAGED_INVERTED_CDF,
        /** The element number n q, rounded, to even where in the middle. */
        CLOSEST_OBSERVATION,
        /** Linear between the shares of elements. */
        INTERPOLATED_INVERTED_CDF,
        /** Linear, each element in the middle of its share. */
        HAZEN,
        /** Linear, element i at i / (n + 1). */
        WEIBULL,
        /** Linear between the smallest at 0 and the largest at 1: the default. */
        LINEAR,
        /** Linear; about unbiased for the median whatever the distribution. */
        MEDIAN_UNBIASED,
        /** Linear; about unbiased for the normal distribution. */
        NORMAL_UNBIASED,
        /** The element below where {@link #LINEAR} would interpolate. */
        LOWER,
        /** The element above. */
        HIGHER,
        /** The mean of both. */
        MIDPOINT,
        /** The nearer of both, the even one where in the middle. */
        NEAREST;

        /** The quantile of the first n of sorted elements. */
        private double of(double[] x, int at, int n, double q) {
            return switch (this) {
                case INVERTED_CDF -> element(x, at, n, Math.ceil(n * q) - 1);
                case AVERAGED_INVERTED_CDF -> {
                    double place = n * q - 1;
                    double below = Math.floor(place);
                    double low = element(x, at, n, below);
                    double high = element(x, at, n, below + 1);
                    yield place == below ? between(low, high, 0.5) : high;
                }
                case CLOSEST_OBSERVATION -> element(x, at, n, Math.rint(n * q) - 1);
                case INTERPOLATED_INVERTED_CDF -> linear(x, at, n, n * q - 1);
                case HAZEN -> linear(x, at, n, n * q - 0.5);
                case WEIBULL -> linear(x, at, n, (n + 1) * q - 1);
                case LINEAR -> linear(x, at, n, (n - 1) * q);
                case MEDIAN_UNBIASED -> linear(x, at, n, n * q + (1 / 3.0 + q / 3) - 1);
                case NORMAL_UNBIASED -> linear(x, at, n, n * q + (3 / 8.0 + q / 4) - 1);
                case LOWER -> element(x, at, n, Math.floor((n - 1) * q));
                case HIGHER -> element(x, at, n, Math.ceil((n - 1) * q));
                case MIDPOINT -> {
                    double place = (n - 1) * q;
                    double low = element(x, at, n, Math.floor(place));
                    yield between(low, element(x, at, n, Math.ceil(place)), 0.5);
                }
                case NEAREST -> element(x, at, n, Math.rint((n - 1) * q));
            };
        }

        private static double element(double[] x, int at, int n, double place) {
            return x[at + (int) Math.max(0, Math.min(n - 1, place))];
        }

        private static double linear(double[] x, int at, int n, double place) {
            double below = Math.floor(place);
            return between(element(x, at, n, below), element(x, at, n, below + 1), place - below);
        }

        /** Between two elements, exact at both ends, also where they are infinite. */
        private static double between(double a, double b, double t) {
            if (a == b || t == 0) {
                return a;
            }
            return t < 0.5 ? a + (b - a) * t : b - (b - a) * (1 - t);
        }
    }

    private Quantiles() {}

    private static NdArray find(
            String name, NdArray x, NdArray q, double scale, Axes axes, Method method, boolean skip) {
        if (x.dtype().isComplex() || q.dtype().isComplex()) {
            throw new DTypeException(
                    name + " does not take " + (x.dtype().isComplex() ? x : q).dtype() + ": expected a real dtype");
        }
        DenseArray[] d = DenseLoops.dense(name, x, q);
        double[] wanted = d[1].toDoubleArray();
        for (int i = 0; i < wanted.length; i++) {
            if (!(wanted[i] >= 0 && wanted[i] <= scale)) {
                throw new IllegalArgumentException(name + " at q = " + wanted[i] + ": expected 0 to " + (long) scale);
            }
            wanted[i] /= scale;
        }
        DenseArray a = d[0];
        boolean[] reduced = axes.reduced(a.ndim());
        Shape rest = axes.resultShape(a.shape());
        int[] order = new int[a.ndim()];
        int at = 0;
        long length = 1;
        for (int i = 0; i < order.length; i++) {
            if (!reduced[i]) {
                order[at++] = i;
            }
        }
        for (int i = 0; i < order.length; i++) {
            if (reduced[i]) {
                order[at++] = i;
                length *= a.shape().get(i);
            }
        }
        int n = (int) length;
        int groups = (int) rest.size();
        double[] values = a.permute(order).convert(DType.FLOAT64).copy().toDoubleArray();
        double[] out = new double[Math.multiplyExact(wanted.length, groups)];
        Parallel.forEach(groups, Math.max(1, 8192 / Math.max(1, n)), (from, to) -> {
            for (int g = (int) from; g < to; g++) {
                Arrays.sort(values, g * n, (g + 1) * n);
                int count = n;
                // NaN comes last.
                while (count > 0 && Double.isNaN(values[g * n + count - 1])) {
                    count--;
                }
                for (int i = 0; i < wanted.length; i++) {
                    boolean none = count == 0 || (count < n && !skip);
                    out[i * groups + g] = none ? Double.NaN : method.of(values, g * n, count, wanted[i]);
                }
            }
        });
        long[] dims = Arrays.copyOf(q.shape().dims(), q.ndim() + rest.ndim());
        System.arraycopy(rest.dims(), 0, dims, q.ndim(), rest.ndim());
        DenseArray result = DenseArray.wrap(out, Shape.of(dims));
        return x.dtype() == DType.FLOAT32 ? result.convert(DType.FLOAT32) : result;
    }

    /**
     * The median; NaN of none.
     *
     * @param x the array, of a real type
     * @return a zero-dimensional array
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray median(NdArray x) {
        return find("median", x, Creation.scalar(0.5), 1, Axes.all(), Method.LINEAR, false);
    }

    /**
     * The median; NaN of none.
     *
     * @param x the array, of a real type
     * @param axes the axes to reduce
     * @return the array without those axes
     * @throws DTypeException if the type is complex
     * @throws ShapeException if an axis is outside the rank or named twice
     * @throws DensificationException if the array is not dense
     */
    public static NdArray median(NdArray x, Axes axes) {
        return find("median", x, Creation.scalar(0.5), 1, axes, Method.LINEAR, false);
    }

    /**
     * The quantile: the number that a share q of the elements do not exceed; NaN of none.
     *
     * @param x the array, of a real type
     * @param q the share, from 0 to 1
     * @return a zero-dimensional array
     * @throws IllegalArgumentException if a share is outside its range
     * @throws DTypeException if a type is complex
     * @throws DensificationException if an array is not dense
     */
    public static NdArray quantile(NdArray x, double q) {
        return find("quantile", x, Creation.scalar(q), 1, Axes.all(), Method.LINEAR, false);
    }

    /**
     * The quantile: the number that a share q of the elements do not exceed; NaN of none.
     *
     * @param x the array, of a real type
     * @param q the share, from 0 to 1
     * @param axes the axes to reduce
     * @return the array without those axes
     * @throws IllegalArgumentException if a share is outside its range
     * @throws DTypeException if a type is complex
     * @throws ShapeException if an axis is outside the rank or named twice
     * @throws DensificationException if an array is not dense
     */
    public static NdArray quantile(NdArray x, double q, Axes axes) {
        return find("quantile", x, Creation.scalar(q), 1, axes, Method.LINEAR, false);
    }

    /**
     * The quantile: the number that a share q of the elements do not exceed; NaN of none.
     *
     * @param x the array, of a real type
     * @param q the shares, from 0 to 1
     * @param axes the axes to reduce
     * @param method how it is found between elements
     * @return the axes of {@code q}, then those of the array that are left
     * @throws IllegalArgumentException if a share is outside its range
     * @throws DTypeException if a type is complex
     * @throws ShapeException if an axis is outside the rank or named twice
     * @throws DensificationException if an array is not dense
     */
    public static NdArray quantile(NdArray x, NdArray q, Axes axes, Quantiles.Method method) {
        return find("quantile", x, q, 1, axes, method, false);
    }

    /**
     * The percentile: the number that a share q / 100 of the elements do not exceed; NaN of none.
     *
     * @param x the array, of a real type
     * @param q the share, from 0 to 100
     * @return a zero-dimensional array
     * @throws IllegalArgumentException if a share is outside its range
     * @throws DTypeException if a type is complex
     * @throws DensificationException if an array is not dense
     */
    public static NdArray percentile(NdArray x, double q) {
        return find("percentile", x, Creation.scalar(q), 100, Axes.all(), Method.LINEAR, false);
    }

    /**
     * The percentile: the number that a share q / 100 of the elements do not exceed; NaN of none.
     *
     * @param x the array, of a real type
     * @param q the share, from 0 to 100
     * @param axes the axes to reduce
     * @return the array without those axes
     * @throws IllegalArgumentException if a share is outside its range
     * @throws DTypeException if a type is complex
     * @throws ShapeException if an axis is outside the rank or named twice
     * @throws DensificationException if an array is not dense
     */
    public static NdArray percentile(NdArray x, double q, Axes axes) {
        return find("percentile", x, Creation.scalar(q), 100, axes, Method.LINEAR, false);
    }

    /**
     * The percentile: the number that a share q / 100 of the elements do not exceed; NaN of none.
     *
     * @param x the array, of a real type
     * @param q the shares, from 0 to 100
     * @param axes the axes to reduce
     * @param method how it is found between elements
     * @return the axes of {@code q}, then those of the array that are left
     * @throws IllegalArgumentException if a share is outside its range
     * @throws DTypeException if a type is complex
     * @throws ShapeException if an axis is outside the rank or named twice
     * @throws DensificationException if an array is not dense
     */
    public static NdArray percentile(NdArray x, NdArray q, Axes axes, Quantiles.Method method) {
        return find("percentile", x, q, 100, axes, method, false);
    }

    /**
     * The median of the elements that are not NaN; NaN of none.
     *
     * @param x the array, of a real type
     * @return a zero-dimensional array
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray nanmedian(NdArray x) {
        return find("nanmedian", x, Creation.scalar(0.5), 1, Axes.all(), Method.LINEAR, true);
    }

    /**
     * The median of the elements that are not NaN; NaN of none.
     *
     * @param x the array, of a real type
     * @param axes the axes to reduce
     * @return the array without those axes
     * @throws DTypeException if the type is complex
     * @throws ShapeException if an axis is outside the rank or named twice
     * @throws DensificationException if the array is not dense
     */
    public static NdArray nanmedian(NdArray x, Axes axes) {
        return find("nanmedian", x, Creation.scalar(0.5), 1, axes, Method.LINEAR, true);
    }

    /**
     * The quantile of the elements that are not NaN: the number that a share q of the elements do not exceed; NaN of none.
     *
     * @param x the array, of a real type
     * @param q the share, from 0 to 1
     * @return a zero-dimensional array
     * @throws IllegalArgumentException if a share is outside its range
     * @throws DTypeException if a type is complex
     * @throws DensificationException if an array is not dense
     */
    public static NdArray nanquantile(NdArray x, double q) {
        return find("nanquantile", x, Creation.scalar(q), 1, Axes.all(), Method.LINEAR, true);
    }

    /**
     * The quantile of the elements that are not NaN: the number that a share q of the elements do not exceed; NaN of none.
     *
     * @param x the array, of a real type
     * @param q the share, from 0 to 1
     * @param axes the axes to reduce
     * @return the array without those axes
     * @throws IllegalArgumentException if a share is outside its range
     * @throws DTypeException if a type is complex
     * @throws ShapeException if an axis is outside the rank or named twice
     * @throws DensificationException if an array is not dense
     */
    public static NdArray nanquantile(NdArray x, double q, Axes axes) {
        return find("nanquantile", x, Creation.scalar(q), 1, axes, Method.LINEAR, true);
    }

    /**
     * The quantile of the elements that are not NaN: the number that a share q of the elements do not exceed; NaN of none.
     *
     * @param x the array, of a real type
     * @param q the shares, from 0 to 1
     * @param axes the axes to reduce
     * @param method how it is found between elements
     * @return the axes of {@code q}, then those of the array that are left
     * @throws IllegalArgumentException if a share is outside its range
     * @throws DTypeException if a type is complex
     * @throws ShapeException if an axis is outside the rank or named twice
     * @throws DensificationException if an array is not dense
     */
    public static NdArray nanquantile(NdArray x, NdArray q, Axes axes, Quantiles.Method method) {
        return find("nanquantile", x, q, 1, axes, method, true);
    }

    /**
     * The percentile of the elements that are not NaN: the number that a share q / 100 of the elements do not exceed; NaN of none.
     *
     * @param x the array, of a real type
     * @param q the share, from 0 to 100
     * @return a zero-dimensional array
     * @throws IllegalArgumentException if a share is outside its range
     * @throws DTypeException if a type is complex
     * @throws DensificationException if an array is not dense
     */
    public static NdArray nanpercentile(NdArray x, double q) {
        return find("nanpercentile", x, Creation.scalar(q), 100, Axes.all(), Method.LINEAR, true);
    }

    /**
     * The percentile of the elements that are not NaN: the number that a share q / 100 of the elements do not exceed; NaN of none.
     *
     * @param x the array, of a real type
     * @param q the share, from 0 to 100
     * @param axes the axes to reduce
     * @return the array without those axes
     * @throws IllegalArgumentException if a share is outside its range
     * @throws DTypeException if a type is complex
     * @throws ShapeException if an axis is outside the rank or named twice
     * @throws DensificationException if an array is not dense
     */
    public static NdArray nanpercentile(NdArray x, double q, Axes axes) {
        return find("nanpercentile", x, Creation.scalar(q), 100, axes, Method.LINEAR, true);
    }

    /**
     * The percentile of the elements that are not NaN: the number that a share q / 100 of the elements do not exceed; NaN of none.
     *
     * @param x the array, of a real type
     * @param q the shares, from 0 to 100
     * @param axes the axes to reduce
     * @param method how it is found between elements
     * @return the axes of {@code q}, then those of the array that are left
     * @throws IllegalArgumentException if a share is outside its range
     * @throws DTypeException if a type is complex
     * @throws ShapeException if an axis is outside the rank or named twice
     * @throws DensificationException if an array is not dense
     */
    public static NdArray nanpercentile(NdArray x, NdArray q, Axes axes, Quantiles.Method method) {
        return find("nanpercentile", x, q, 100, axes, method, true);
    }
}
