package org.orrery.sparse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Shape;

/**
 * Moves the values of entries: between Java arrays of one type, of which complex numbers take two places.
 *
 * <p>Positions count elements. A fill value is an array of one element.
 */
final class Cells {
    private Cells() {}

    static Object allocate(DType dtype, int count) {
        return Creation.empty(Shape.of(count), dtype).storage();
    }

    static int width(DType dtype) {
        return dtype.isComplex() ? 2 : 1;
    }

    /** The elements of a dense array, in row-major order, alone in their storage; it is the array's own if possible. */
    static Object storage(DenseArray a) {
        boolean alone = a.isContiguous()
                && a.offset() == 0
                && java.lang.reflect.Array.getLength(a.storage()) == width(a.dtype()) * a.size();
        return alone ? a.storage() : a.copy().storage();
    }

    /** The elements of a type as the elements of another. */
    static Object convert(Object values, DType from, int count, DType to) {
        return from == to ? values : storage(convert(DenseArray.of(from, values, Shape.of(count)), to));
    }

    /** The elements as another type; truth is whether they are not zero, for complex numbers as well. */
    static DenseArray convert(DenseArray x, DType to) {
        return to.isBoolean() && x.dtype().isComplex() ? x.ne(0L).toDense() : x.convert(to);
    }

    static Object copyOf(Object values, int width, int count) {
        int n = width * count;
        if (values instanceof double[] a) {
            return a.length == n ? a : Arrays.copyOf(a, n);
        } else if (values instanceof float[] a) {
            return a.length == n ? a : Arrays.copyOf(a, n);
        } else if (values instanceof long[] a) {
            return a.length == n ? a : Arrays.copyOf(a, n);
        } else if (values instanceof int[] a) {
            return a.length == n ? a : Arrays.copyOf(a, n);
        } else if (values instanceof short[] a) {
            return a.length == n ? a : Arrays.copyOf(a, n);
        }
        byte[] a = (byte[]) values;
        return a.length == n ? a : Arrays.copyOf(a, n);
    }

    /**
     * Writes the elements at some places, side by side, and the fill value where a place is -1.
     *
     * @param values the elements
     * @param fill the fill value
     * @param width the places that an element takes
     * @param places the places
     * @param from the first place that is used
     * @param count how many are
     * @param out where the elements are written
     * @param at the first element written
     */
    static void gather(Object values, Object fill, int width, int[] places, int from, int count, Object out, int at) {
        if (width == 2) {
            gatherPairs(values, fill, places, from, count, out, at);
        } else if (values instanceof double[] a) {
            gatherDoubles(a, ((double[]) fill)[0], places, from, count, (double[]) out, at);
        } else if (values instanceof long[] a) {
            long f = ((long[]) fill)[0];
            long[] o = (long[]) out;
            for (int t = 0; t < count; t++) {
                int p = places[from + t];
                o[at + t] = p < 0 ? f : a[p];
            }
        } else if (values instanceof float[] a) {
            float f = ((float[]) fill)[0];
            float[] o = (float[]) out;
            for (int t = 0; t < count; t++) {
                int p = places[from + t];
                o[at + t] = p < 0 ? f : a[p];
            }
        } else if (values instanceof int[] a) {
            int f = ((int[]) fill)[0];
            int[] o = (int[]) out;
            for (int t = 0; t < count; t++) {
                int p = places[from + t];
                o[at + t] = p < 0 ? f : a[p];
            }
        } else if (values instanceof short[] a) {
            short f = ((short[]) fill)[0];
            short[] o = (short[]) out;
            for (int t = 0; t < count; t++) {
                int p = places[from + t];
                o[at + t] = p < 0 ? f : a[p];
            }
        } else {
            byte[] a = (byte[]) values;
            byte f = ((byte[]) fill)[0];
            byte[] o = (byte[]) out;
            for (int t = 0; t < count; t++) {
                int p = places[from + t];
                o[at + t] = p < 0 ? f : a[p];
            }
        }
    }

    /** Through the bits, since a choice between two doubles is compiled to a branch. */
    private static void gatherDoubles(
            double[] a, double fill, int[] places, int from, int count, double[] out, int at) {
        if (a.length == 0) {
            Arrays.fill(out, at, at + count, fill);
            return;
        }
        long f = Double.doubleToRawLongBits(fill);
        for (int t = 0; t < count; t++) {
            int p = places[from + t];
            int absent = p >> 31;
            long x = Double.doubleToRawLongBits(a[p & ~absent]);
            out[at + t] = Double.longBitsToDouble(x ^ ((x ^ f) & absent));
        }
    }

    private static void gatherPairs(Object values, Object fill, int[] places, int from, int count, Object out, int at) {
        for (int t = 0; t < count; t++) {
            int p = places[from + t];
            System.arraycopy(p < 0 ? fill : values, p < 0 ? 0 : 2 * p, out, 2 * (at + t), 2);
        }
    }

    /** The elements at some places, none of them -1. */
    static Object select(Object values, DType dtype, int[] places) {
        Object out = allocate(dtype, places.length);
        if (places.length == 0) {
            return out;
        }
        if (dtype == DType.FLOAT64) {
            double[] from = (double[]) values;
            double[] to = (double[]) out;
            for (int t = 0; t < to.length; t++) {
                to[t] = from[places[t]];
            }
            return out;
        }
        // No place is absent, so that any element serves as the fill value.
        gather(values, values, width(dtype), places, 0, places.length, out, 0);
        return out;
    }

    static long[] select(long[] keys, int[] places) {
        long[] out = new long[places.length];
        for (int t = 0; t < places.length; t++) {
            out[t] = keys[places[t]];
        }
        return out;
    }

    /**
     * The places of the elements that are not the fill value, where NaN is NaN.
     *
     * @param values the elements
     * @param fill the fill value
     * @param width the places that an element takes
     * @param count the number of elements
     * @param signedZeros whether zeros of different sign differ
     * @return the places, or null if that is all elements
     */
    static int @Nullable [] unlike(Object values, Object fill, int width, int count, boolean signedZeros) {
        if (values instanceof double[] a) {
            double[] f = (double[]) fill;
            return width == 1
                    ? unlikeDoubles(a, f[0], count, signedZeros)
                    : places(samePairs(a, f[0], f[1], count, signedZeros));
        } else if (values instanceof float[] a) {
            return places(sameFloats(a, (float[]) fill, width, count, signedZeros));
        }
        boolean[] same = new boolean[count];
        if (values instanceof long[] a) {
            long f = ((long[]) fill)[0];
            for (int t = 0; t < count; t++) {
                same[t] = a[t] == f;
            }
        } else if (values instanceof int[] a) {
            int f = ((int[]) fill)[0];
            for (int t = 0; t < count; t++) {
                same[t] = a[t] == f;
            }
        } else if (values instanceof short[] a) {
            short f = ((short[]) fill)[0];
            for (int t = 0; t < count; t++) {
                same[t] = a[t] == f;
            }
        } else {
            byte[] a = (byte[]) values;
            byte f = ((byte[]) fill)[0];
            for (int t = 0; t < count; t++) {
                same[t] = a[t] == f;
            }
        }
        return places(same);
    }

    /** Bits that are equal if the numbers are the same. */
    private static long bits(double x, boolean signedZeros) {
        return Double.doubleToLongBits(signedZeros ? x : x + 0.0); // Adding zero takes the sign off a zero.
    }

    /** Mostly there is nothing to leave out; else the bits tell, without a branch. */
    private static int @Nullable [] unlikeDoubles(double[] a, double fill, int count, boolean signedZeros) {
        int first = 0;
        if (fill == fill) {
            while (first < count && a[first] != fill) {
                first++;
            }
        } else {
            while (first < count && a[first] == a[first]) {
                first++;
            }
        }
        if (first == count) {
            return null;
        }
        int[] places = new int[count];
        for (int t = 0; t < first; t++) {
            places[t] = t;
        }
        int o = first;
        if (fill == fill) {
            // Without its sign, zero has no bits; other numbers are equal if their bits are.
            long mask = fill == 0 && !signedZeros ? Long.MAX_VALUE : -1;
            long bits = Double.doubleToRawLongBits(fill) & mask;
            for (int t = first; t < count; t++) {
                long d = (Double.doubleToRawLongBits(a[t]) & mask) ^ bits;
                places[o] = t;
                o += (int) ((d | -d) >>> 63);
            }
        } else {
            for (int t = first; t < count; t++) {
                places[o] = t;
                o += a[t] == a[t] ? 1 : 0;
            }
        }
        return o == count ? null : Arrays.copyOf(places, o);
    }

    private static boolean[] samePairs(double[] a, double re, double im, int count, boolean signedZeros) {
        long r = bits(re, signedZeros);
        long i = bits(im, signedZeros);
        boolean[] same = new boolean[count];
        for (int t = 0; t < count; t++) {
            same[t] = bits(a[2 * t], signedZeros) == r & bits(a[2 * t + 1], signedZeros) == i;
        }
        return same;
    }

    private static boolean[] sameFloats(float[] a, float[] fill, int width, int count, boolean signedZeros) {
        long re = bits(fill[0], signedZeros);
        boolean[] same = new boolean[count];
        if (width == 1) {
            for (int t = 0; t < count; t++) {
                same[t] = bits(a[t], signedZeros) == re;
            }
        } else {
            long im = bits(fill[1], signedZeros);
            for (int t = 0; t < count; t++) {
                same[t] = bits(a[2 * t], signedZeros) == re & bits(a[2 * t + 1], signedZeros) == im;
            }
        }
        return same;
    }

    /** The places where a flag is not set, or null if that is everywhere. */
    private static int @Nullable [] places(boolean[] same) {
        int[] places = new int[same.length];
        int o = 0;
        for (int t = 0; t < same.length; t++) {
            places[o] = t; // Written before it is known to count.
            o += same[t] ? 0 : 1;
        }
        return o == same.length ? null : Arrays.copyOf(places, o);
    }

    /** Whether no element is NaN or infinite; integers are always finite. */
    static boolean isFinite(Object values) {
        if (values instanceof double[] a) {
            // A product with zero is NaN for these alone, and NaN survives in a sum.
            double s0 = 0;
            double s1 = 0;
            int t = 0;
            for (; t + 1 < a.length; t += 2) {
                s0 += a[t] * 0;
                s1 += a[t + 1] * 0;
            }
            return s0 + s1 + (t < a.length ? a[t] * 0 : 0) == 0;
        } else if (values instanceof float[] a) {
            float s = 0;
            for (float x : a) {
                s += x * 0;
            }
            return s == 0;
        }
        return true;
    }

    /** Writes elements at the places that keys name. */
    static void scatter(Object values, int width, long[] keys, Object out) {
        if (width == 2) {
            for (int t = 0; t < keys.length; t++) {
                System.arraycopy(values, 2 * t, out, 2 * (int) keys[t], 2);
            }
        } else if (values instanceof double[] a) {
            for (int t = 0; t < keys.length; t++) {
                ((double[]) out)[(int) keys[t]] = a[t];
            }
        } else if (values instanceof long[] a) {
            for (int t = 0; t < keys.length; t++) {
                ((long[]) out)[(int) keys[t]] = a[t];
            }
        } else if (values instanceof float[] a) {
            for (int t = 0; t < keys.length; t++) {
                ((float[]) out)[(int) keys[t]] = a[t];
            }
        } else if (values instanceof int[] a) {
            for (int t = 0; t < keys.length; t++) {
                ((int[]) out)[(int) keys[t]] = a[t];
            }
        } else if (values instanceof short[] a) {
            for (int t = 0; t < keys.length; t++) {
                ((short[]) out)[(int) keys[t]] = a[t];
            }
        } else {
            for (int t = 0; t < keys.length; t++) {
                ((byte[]) out)[(int) keys[t]] = ((byte[]) values)[t];
            }
        }
    }

    /** Whether two fill values are the same, where NaN is NaN and both zeros are zero. */
    static boolean same(Object fill, Object other, int width) {
        return unlike(fill, other, width, 1, false) != null;
    }

    /** Whether a fill value is zero. */
    static boolean isZero(DenseArray fill) {
        return same(fill.storage(), allocate(fill.dtype(), 1), width(fill.dtype()));
    }

    /** The elements from one to another. */
    static Object range(Object values, DType dtype, int from, int to) {
        Object out = allocate(dtype, to - from);
        System.arraycopy(values, width(dtype) * from, out, 0, width(dtype) * (to - from));
        return out;
    }
}
