package org.orrery.ndarray;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.orrery.ndarray.internal.Selection;
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

        /** Where the quantile of n sorted elements lies. */
        private Place place(int n, double q) {
            return switch (this) {
                case INVERTED_CDF -> Place.of(n, Math.ceil(n * q) - 1);
                case AVERAGED_INVERTED_CDF -> {
                    double place = n * q - 1;
                    double below = Math.floor(place);
                    yield place == below ? Place.of(n, below, below + 1, 0.5) : Place.of(n, below + 1);
                }
                case CLOSEST_OBSERVATION -> Place.of(n, Math.rint(n * q) - 1);
                case INTERPOLATED_INVERTED_CDF -> Place.between(n, n * q - 1);
                case HAZEN -> Place.between(n, n * q - 0.5);
                case WEIBULL -> Place.between(n, (n + 1) * q - 1);
                case LINEAR -> Place.between(n, (n - 1) * q);
                case MEDIAN_UNBIASED -> Place.between(n, n * q + (1 / 3.0 + q / 3) - 1);
                case NORMAL_UNBIASED -> Place.between(n, n * q + (3 / 8.0 + q / 4) - 1);
                case LOWER -> Place.of(n, Math.floor((n - 1) * q));
                case HIGHER -> Place.of(n, Math.ceil((n - 1) * q));
                case MIDPOINT -> Place.of(n, Math.floor((n - 1) * q), Math.ceil((n - 1) * q), 0.5);
                case NEAREST -> Place.of(n, Math.rint((n - 1) * q));
            };
        }
    }

    /** Between two ranks from 0 on, {@code share} of the way. */
    private record Place(int low, int high, double share) {
        static Place of(int n, double low, double high, double share) {
            return new Place(rank(n, low), rank(n, high), share);
        }

        static Place of(int n, double rank) {
            return of(n, rank, rank, 0);
        }

        static Place between(int n, double place) {
            double below = Math.floor(place);
            return of(n, below, below + 1, place - below);
        }

        private static int rank(int n, double place) {
            return (int) Math.max(0, Math.min(n - 1, place));
        }

        /** The number there, exact at both ranks, also where they are infinite. */
        double of(double[] x, int at) {
            double a = x[at + low];
            double b = x[at + high];
            if (a == b || share == 0) {
                return a;
            }
            return share < 0.5 ? a + (b - a) * share : b - (b - a) * (1 - share);
        }
    }

    /** The places of all wanted quantiles of n elements. */
    private record Places(int n, Place[] places, int[] ranks) {
        static Places of(int n, double[] wanted, Method method) {
            Place[] places = new Place[wanted.length];
            Arrays.setAll(places, i -> method.place(n, wanted[i]));
            int[] ranks = Arrays.stream(places)
                    .flatMapToInt(p -> IntStream.of(p.low, p.high))
                    .sorted()
                    .distinct()
                    .toArray();
            return new Places(n, places, ranks);
        }

        /** Writes the quantiles of the n elements from a place on, which get another order. */
        void write(double[] x, int at, double[] out, int to, int step) {
            int[] wanted = new int[ranks.length];
            Arrays.setAll(wanted, i -> at + ranks[i]);
            Selection.select(x, at, at + n, wanted);
            for (int i = 0; i < places.length; i++) {
                out[to + i * step] = places[i].of(x, at);
            }
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
        double[] values = a.permute(order).convert(DType.FLOAT64).copy().doubles();
        double[] out = new double[Math.multiplyExact(wanted.length, groups)];
        Parallel.forEach(groups, Math.max(1, 8192 / Math.max(1, n)), (from, to) -> {
            Places places = Places.of(Math.max(1, n), wanted, method);
            for (int g = (int) from; g < to; g++) {
                int count = numbers(values, g * n, n);
                if (count == 0 || (count < n && !skip)) {
                    for (int i = 0; i < wanted.length; i++) {
                        out[i * groups + g] = Double.NaN;
                    }
                    continue;
                }
                places = places.n == count ? places : Places.of(count, wanted, method);
                places.write(values, g * n, out, g, groups);
            }
        });
        long[] dims = Arrays.copyOf(q.shape().dims(), q.ndim() + rest.ndim());
        System.arraycopy(rest.dims(), 0, dims, q.ndim(), rest.ndim());
        DenseArray result = DenseArray.wrap(out, Shape.of(dims));
        return x.dtype() == DType.FLOAT32 ? result.convert(DType.FLOAT32) : result;
    }

    /** Brings what is NaN behind all others, whose number it returns. */
    private static int numbers(double[] x, int at, int n) {
        int count = n;
        for (int i = 0; i < count; i++) {
            while (i < count && Double.isNaN(x[at + i])) {
                x[at + i] = x[at + --count];
            }
        }
        return count;
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
