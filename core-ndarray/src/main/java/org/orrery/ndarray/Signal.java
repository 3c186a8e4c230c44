package org.orrery.ndarray;

import java.util.Arrays;
import org.orrery.ndarray.internal.Convolution;
import org.orrery.ndarray.internal.CosineTransform;
import org.orrery.ndarray.parallel.Parallel;

/**
 * Convolution, correlation, and cosine and sine transforms.
 *
 * <pre>{@code
 * NdArray smooth = Signal.convolve(signal, Windows.hann(31), Signal.Part.SAME);
 * NdArray coefficients = Signal.dct(block);
 * }</pre>
 */
public final class Signal {
    /** Which part of a convolution is wanted. */
    public enum Part {
        /** All of it: along each axis {@code n + m - 1} elements. */
        FULL,
        /** The middle, of the shape of the first operand. */
        SAME,
        /** What needs no elements from outside: along each axis {@code |n - m| + 1} elements. */
        VALID
    }

    /** Estimated cost of a multiplication in a transform over one in a sum of products. */
    private static final double TRANSFORM_COST = 4;

    /** The longest cosine transform: each is done by a Fourier transform of up to four times as many numbers. */
    private static final long LONGEST = 1 << 28;

    private Signal() {}

    /**
     * The convolution of two arrays, all of it.
     *
     * @param a the first operand
     * @param b the second operand, of as many dimensions
     * @return a new array of the promoted type
     * @throws ShapeException if the numbers of dimensions differ, there is none, or an array is empty
     * @throws DTypeException if the promoted type is boolean
     * @throws DensificationException if an operand is not dense
     */
    public static NdArray convolve(NdArray a, NdArray b) {
        return convolve(a, b, Part.FULL);
    }

    /**
     * The convolution of two arrays: {@code c[k] = sum_j a[j] b[k - j]} along all axes. Integers are exact (and wrap).
     * Floating operands that are long go through Fourier transforms, which is exact to some units of the last place of
     * the largest results; those that hold infinities or NaN never do, since a transform would spread them.
     *
     * @param a the first operand
     * @param b the second operand, of as many dimensions
     * @param part which part is wanted
     * @return a new array of the promoted type
     * @throws ShapeException if the numbers of dimensions differ, there is none, an array is empty, or only the valid
     *     part is wanted and neither operand is at least as large as the other along all axes
     * @throws DTypeException if the promoted type is boolean
     * @throws DensificationException if an operand is not dense
     */
    public static NdArray convolve(NdArray a, NdArray b, Signal.Part part) {
        return convolve("convolve", a, b, part);
    }

    /**
     * The correlation of two arrays, all of it.
     *
     * @param a the first operand
     * @param b the second operand, of as many dimensions
     * @return a new array of the promoted type
     * @throws ShapeException if the numbers of dimensions differ, there is none, or an array is empty
     * @throws DTypeException if the promoted type is boolean
     * @throws DensificationException if an operand is not dense
     */
    public static NdArray correlate(NdArray a, NdArray b) {
        return correlate(a, b, Part.FULL);
    }

    /**
     * The correlation of two arrays: {@code c[k] = sum_j a[j + k] conj(b[j])} along all axes, from the most negative
     * shift k on. It is the convolution with the conjugate of the second operand in reverse.
     *
     * @param a the first operand
     * @param b the second operand, of as many dimensions
     * @param part which part is wanted
     * @return a new array of the promoted type
     * @throws ShapeException if the numbers of dimensions differ, there is none, an array is empty, or only the valid
     *     part is wanted and neither operand is at least as large as the other along all axes
     * @throws DTypeException if the promoted type is boolean
     * @throws DensificationException if an operand is not dense
     */
    public static NdArray correlate(NdArray a, NdArray b, Signal.Part part) {
        Index[] reversed = new Index[b.ndim()];
        Arrays.fill(reversed, Index.step(-1));
        NdArray flipped = b.index(reversed);
        return convolve("correlate", a, b.dtype().isComplex() ? Elementwise.conj(flipped) : flipped, part);
    }

    private static DenseArray convolve(String name, NdArray a, NdArray b, Signal.Part part) {
        int ndim = a.ndim();
        if (ndim != b.ndim() || ndim == 0) {
            throw new ShapeException(name + " of shapes " + a.shape() + " and " + b.shape()
                    + ": expected as many dimensions, at least one");
        }
        boolean larger = true;
        boolean smaller = true;
        long[] full = new long[ndim];
        for (int i = 0; i < ndim; i++) {
            long n = a.shape().get(i);
            long m = b.shape().get(i);
            if (n == 0 || m == 0) {
                throw new ShapeException(name + " of shapes " + a.shape() + " and " + b.shape() + ": axis " + i
                        + " is empty: expected at least one element");
            }
            larger &= n >= m;
            smaller &= n <= m;
            full[i] = n + m - 1;
        }
        if (part == Part.VALID && !larger && !smaller) {
            throw new ShapeException(name + ", valid part, of shapes " + a.shape() + " and " + b.shape()
                    + ": expected one at least as large as the other along all axes");
        }
        DType type = DType.promote(a.dtype(), b.dtype());
        if (type.isBoolean()) {
            throw new DTypeException(name + " does not take booleans: convert them to integers first");
        }
        DenseArray[] d = DenseLoops.dense(name, a, b);
        Shape shape = Shape.of(full);
        DenseArray all = isTransformed(d[0], d[1], shape, type)
                ? transformed(d[0], d[1], full, type)
                : direct(d[0], d[1], shape, type);
        Index[] wanted = new Index[ndim];
        for (int i = 0; i < ndim; i++) {
            long n = a.shape().get(i);
            long m = b.shape().get(i);
            long count = part == Part.FULL ? full[i] : part == Part.SAME ? n : Math.abs(n - m) + 1;
            long from = (full[i] - count) / 2;
            wanted[i] = Index.range(from, from + count);
        }
        DenseArray result = part == Part.FULL ? all : all.index(wanted).copy();
        return result.convert(type);
    }

    private static boolean isTransformed(DenseArray a, DenseArray b, Shape full, DType type) {
        if (!type.isFloating() && !type.isComplex()) {
            return false;
        }
        double products = (double) a.size() * b.size();
        double length = 1;
        for (int i = 0; i < full.ndim(); i++) {
            if (full.get(i) > 1 << 30) {
                return false;
            }
            length *= Fft.nextFastLen(full.get(i));
        }
        return products > TRANSFORM_COST * 3 * length * Math.log(length + 1) && isFinite(a) && isFinite(b);
    }

    private static boolean isFinite(DenseArray a) {
        return Utility.all(Elementwise.isfinite(a)).toDense().getBoolean();
    }

    private static DenseArray transformed(DenseArray a, DenseArray b, long[] full, DType type) {
        int[] axes = new int[full.length];
        long[] s = new long[full.length];
        Index[] wanted = new Index[full.length];
        for (int i = 0; i < full.length; i++) {
            axes[i] = i;
            s[i] = Fft.nextFastLen(full[i]);
            wanted[i] = Index.to(full[i]);
        }
        Fft.Norm norm = Fft.Norm.BACKWARD;
        NdArray c;
        if (type.isComplex()) {
            NdArray x = Fft.fftn(a.convert(DType.COMPLEX128), s, axes, norm);
            NdArray y = Fft.fftn(b.convert(DType.COMPLEX128), s, axes, norm);
            c = Fft.ifftn(Elementwise.multiply(x.toDense(), x, y), axes, norm);
        } else {
            NdArray x = Fft.rfftn(a.convert(DType.FLOAT64), s, axes, norm);
            NdArray y = Fft.rfftn(b.convert(DType.FLOAT64), s, axes, norm);
            c = Fft.irfftn(Elementwise.multiply(x.toDense(), x, y), s, axes, norm);
        }
        return c.index(wanted).toDense().copy();
    }

    private static DenseArray direct(DenseArray a, DenseArray b, Shape full, DType type) {
        DType compute = type.isComplex() ? DType.COMPLEX128 : type.isFloating() ? DType.FLOAT64 : DType.INT64;
        DenseArray out = DenseArray.allocate(compute, full);
        DenseArray x = a.convert(compute).copy();
        DenseArray y = b.convert(compute).copy();
        // The longer lines are the inner loops.
        boolean turned = y.shape().get(-1) > x.shape().get(-1);
        DenseArray lines = turned ? y : x;
        DenseArray kernel = turned ? x : y;
        Convolution.run(
                lines.storage(), dims(lines), kernel.storage(), dims(kernel), out.storage(), compute.isComplex());
        return out;
    }

    private static int[] dims(DenseArray a) {
        return Arrays.stream(a.shape().dims()).mapToInt(d -> (int) d).toArray();
    }

    /**
     * The discrete cosine transform of type 2 along the last axis, not normalised.
     *
     * @param x the array, of a real type
     * @return a new array of the same shape
     * @throws IllegalArgumentException if the axis has no elements
     * @throws ShapeException if the array has no dimensions, or the axis is longer than 2^28
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray dct(NdArray x) {
        return dct(x, 2, -1, Fft.Norm.BACKWARD);
    }

    /**
     * The discrete cosine transform along an axis of n elements. Not normalised, it is
     *
     * <ul>
     *   <li>of type 1: {@code x[0] + (-1)^k x[n - 1] + 2 sum_{0 < j < n - 1} x[j] cos(pi k j / (n - 1))},
     *   <li>of type 2: {@code 2 sum_j x[j] cos(pi k (2 j + 1) / 2 n)},
     *   <li>of type 3: {@code x[0] + 2 sum_{j > 0} x[j] cos(pi (2 k + 1) j / 2 n)},
     *   <li>of type 4: {@code 2 sum_j x[j] cos(pi (2 k + 1) (2 j + 1) / 4 n)}.
     * </ul>
     *
     * <p>With {@link Fft.Norm#ORTHO} the transform is an orthogonal matrix; with {@link Fft.Norm#FORWARD} it is divided
     * by {@code 2 n}, or {@code 2 (n - 1)} for type 1.
     *
     * @param x the array, of a real type
     * @param type 1 to 4
     * @param axis the axis, where a negative one counts from the end
     * @param norm what is divided by what
     * @return a new array of the same shape
     * @throws IllegalArgumentException if the type is not 1 to 4 or the axis has no elements, or one for type 1
     * @throws ShapeException if the axis is outside the rank, or longer than 2^28
     * @throws DTypeException if the type of the array is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray dct(NdArray x, int type, int axis, Fft.Norm norm) {
        return transform("dct", x, type, false, axis, norm, true);
    }

    /**
     * The inverse of {@link #dct(NdArray)} along the last axis.
     *
     * @param x the array, of a real type
     * @return a new array of the same shape
     * @throws IllegalArgumentException if the axis has no elements
     * @throws ShapeException if the array has no dimensions, or the axis is longer than 2^28
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray idct(NdArray x) {
        return idct(x, 2, -1, Fft.Norm.BACKWARD);
    }

    /**
     * The inverse of {@link #dct(NdArray, int, int, Fft.Norm)} with the same arguments.
     *
     * @param x the array, of a real type
     * @param type 1 to 4: the type of the transform that is undone
     * @param axis the axis, where a negative one counts from the end
     * @param norm what is divided by what
     * @return a new array of the same shape
     * @throws IllegalArgumentException if the type is not 1 to 4 or the axis has no elements, or one for type 1
     * @throws ShapeException if the axis is outside the rank, or longer than 2^28
     * @throws DTypeException if the type of the array is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray idct(NdArray x, int type, int axis, Fft.Norm norm) {
        return transform("idct", x, type, false, axis, norm, false);
    }

    /**
     * The discrete sine transform of type 2 along the last axis, not normalised.
     *
     * @param x the array, of a real type
     * @return a new array of the same shape
     * @throws IllegalArgumentException if the axis has no elements
     * @throws ShapeException if the array has no dimensions, or the axis is longer than 2^28
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray dst(NdArray x) {
        return dst(x, 2, -1, Fft.Norm.BACKWARD);
    }

    /**
     * The discrete sine transform along an axis of n elements. Not normalised, it is
     *
     * <ul>
     *   <li>of type 1: {@code 2 sum_j x[j] sin(pi (k + 1) (j + 1) / (n + 1))},
     *   <li>of type 2: {@code 2 sum_j x[j] sin(pi (k + 1) (2 j + 1) / 2 n)},
     *   <li>of type 3: {@code (-1)^k x[n - 1] + 2 sum_{j < n - 1} x[j] sin(pi (2 k + 1) (j + 1) / 2 n)},
     *   <li>of type 4: {@code 2 sum_j x[j] sin(pi (2 k + 1) (2 j + 1) / 4 n)}.
     * </ul>
     *
     * <p>With {@link Fft.Norm#ORTHO} the transform is an orthogonal matrix; with {@link Fft.Norm#FORWARD} it is divided
     * by {@code 2 n}, or {@code 2 (n + 1)} for type 1.
     *
     * @param x the array, of a real type
     * @param type 1 to 4
     * @param axis the axis, where a negative one counts from the end
     * @param norm what is divided by what
     * @return a new array of the same shape
     * @throws IllegalArgumentException if the type is not 1 to 4 or the axis has no elements
     * @throws ShapeException if the axis is outside the rank, or longer than 2^28
     * @throws DTypeException if the type of the array is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray dst(NdArray x, int type, int axis, Fft.Norm norm) {
        return transform("dst", x, type, true, axis, norm, true);
    }

    /**
     * The inverse of {@link #dst(NdArray)} along the last axis.
     *
     * @param x the array, of a real type
     * @return a new array of the same shape
     * @throws IllegalArgumentException if the axis has no elements
     * @throws ShapeException if the array has no dimensions, or the axis is longer than 2^28
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray idst(NdArray x) {
        return idst(x, 2, -1, Fft.Norm.BACKWARD);
    }

    /**
     * The inverse of {@link #dst(NdArray, int, int, Fft.Norm)} with the same arguments.
     *
     * @param x the array, of a real type
     * @param type 1 to 4: the type of the transform that is undone
     * @param axis the axis, where a negative one counts from the end
     * @param norm what is divided by what
     * @return a new array of the same shape
     * @throws IllegalArgumentException if the type is not 1 to 4 or the axis has no elements
     * @throws ShapeException if the axis is outside the rank, or longer than 2^28
     * @throws DTypeException if the type of the array is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray idst(NdArray x, int type, int axis, Fft.Norm norm) {
        return transform("idst", x, type, true, axis, norm, false);
    }

    private static NdArray transform(
            String name, NdArray x, int type, boolean sine, int axis, Fft.Norm norm, boolean forward) {
        if (type < 1 || type > 4) {
            throw new IllegalArgumentException(name + " of type " + type + ": expected 1 to 4");
        }
        if (x.dtype().isComplex()) {
            throw new DTypeException(name + " does not take " + x.dtype() + ": expected a real dtype");
        }
        int along = Shape.checkAxis(axis, x.ndim());
        long n = x.shape().get(along);
        int least = type == 1 && !sine ? 2 : 1;
        if (n < least) {
            throw new IllegalArgumentException(name + " of type " + type + " along axis " + axis + " of shape "
                    + x.shape() + ": expected at least " + least + " elements");
        }
        if (n > LONGEST) {
            throw new ShapeException(
                    name + " along axis " + axis + " of shape " + x.shape() + ": expected at most 2^28 elements");
        }
        DenseArray a = DenseLoops.dense(name, x)[0];
        DenseArray lines = Manipulation.moveaxis(a.convert(DType.FLOAT64), along, -1)
                .toDense()
                .copy();
        double[] data = lines.doubles();
        int used = forward || type == 1 || type == 4 ? type : 5 - type;
        int size = (int) n;
        double period = 2.0 * (type == 1 ? (sine ? n + 1 : n - 1) : n);
        Lines work = new Lines(new CosineTransform(used, sine, size), used, sine, size, norm, forward, period);
        Parallel.forEach(data.length / size, Math.max(1, 16_384 / size), (from, to) -> work.run(data, from, to));
        DenseArray out = Manipulation.moveaxis(lines, -1, along).toDense().contiguous();
        return x.dtype() == DType.FLOAT32 ? out.convert(DType.FLOAT32) : out;
    }

    /** The lines of a cosine or sine transform, and what makes them orthogonal. */
    private record Lines(
            CosineTransform transform, int type, boolean sine, int n, Fft.Norm norm, boolean forward, double period) {
        void run(double[] x, long from, long to) {
            CosineTransform.Room room = transform.room();
            boolean ortho = norm == Fft.Norm.ORTHO;
            double scale = norm.scale(forward, period);
            for (int at = (int) from * n; at < to * n; at += n) {
                if (ortho) {
                    weigh(x, at, Math.sqrt(2), type == 3);
                }
                transform.run(x, at, x, at, room);
                for (int i = at; i < at + n; i++) {
                    x[i] *= scale;
                }
                if (ortho) {
                    weigh(x, at, Math.sqrt(0.5), type == 2);
                }
            }
        }

        /** Numbers at ends, where a cosine or sine has twice the square sum. */
        private void weigh(double[] x, int at, double factor, boolean one) {
            if (type == 1 && !sine) {
                x[at] *= factor;
                x[at + n - 1] *= factor;
            } else if (one) {
                x[sine ? at + n - 1 : at] *= factor;
            }
        }
    }
}
