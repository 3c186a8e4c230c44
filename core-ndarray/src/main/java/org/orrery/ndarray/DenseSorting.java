package org.orrery.ndarray;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.orrery.ndarray.internal.MergeSort;
import org.orrery.ndarray.internal.RadixSort;
import org.orrery.ndarray.parallel.Parallel;

/** Sorts lines of an array by keys: longs whose signed order is the order of the elements, NaN last. */
final class DenseSorting {
    private DenseSorting() {}

    /** From so many elements of one line on, its keys are made and read in several parts. */
    private static final int GRAIN = 1 << 16;

    static DenseArray sort(DenseArray a, int axis, boolean descending) {
        int along = checked(a, axis);
        DenseArray moved = lines(a, along);
        if (moved.size() == 0) {
            return moved.reshape(a.shape().dims());
        }
        int n = (int) a.shape().get(along);
        forEachLine(moved, n, from -> sortLine(moved, from, n, descending));
        return restore(moved, along);
    }

    private static void forEachLine(DenseArray moved, int n, IntConsumer line) {
        Parallel.forEach(moved.size() / n, Math.max(1, GRAIN / n), (first, last) -> {
            for (long i = first; i < last; i++) {
                line.accept((int) i * n);
            }
        });
    }

    private static void sortLine(DenseArray a, int from, int n, boolean descending) {
        Object x = a.storage();
        if (!descending && a.dtype().itemSize() <= 2 && !a.dtype().isUnsigned()) {
            sortSigned(x, from, from + n);
            return;
        }
        boolean[] negative = a.dtype().isFloating() ? zeros(a, from, n) : new boolean[0];
        long[] keys = new long[n];
        keys(a, from, keys, descending);
        MergeSort.sort(keys);
        Parallel.forEach(n, GRAIN, (first, last) -> {
            int count = (int) (last - first);
            int at = from + (int) first;
            if (a.dtype().isFloating()) {
                double[] v = x instanceof double[] d ? d : new double[count];
                int k = x instanceof double[] ? at : 0;
                for (int i = (int) first; i < last; i++, k++) {
                    long key = descending ? ~keys[i] : keys[i];
                    v[k] = Double.longBitsToDouble(key ^ ((key >> 63) & Long.MAX_VALUE));
                }
                if (v != x) {
                    DenseLoops.store(DType.FLOAT64, v, DType.FLOAT32, x, at, 1, count);
                }
                return;
            }
            long[] v = Arrays.copyOfRange(keys, (int) first, (int) last);
            for (int i = 0; descending && i < count; i++) {
                v[i] = ~v[i];
            }
            flip(v, a.dtype());
            DenseLoops.store(DType.INT64, v, a.dtype(), x, at, 1, count);
        });
        restoreZeros(a, from, negative);
    }

    /** The signs of the zeros of a line, in their order; nothing if none is negative, and they are all the same. */
    private static boolean[] zeros(DenseArray a, int from, int n) {
        boolean any = false;
        if (a.storage() instanceof double[] d) {
            for (int i = from; i < from + n; i++) {
                any |= Double.doubleToRawLongBits(d[i]) == Long.MIN_VALUE;
            }
        } else {
            float[] f = (float[]) a.storage();
            for (int i = from; i < from + n; i++) {
                any |= Float.floatToRawIntBits(f[i]) == Integer.MIN_VALUE;
            }
        }
        if (!any) {
            return new boolean[0];
        }
        boolean[] signs = new boolean[n];
        int k = 0;
        for (int i = from; i < from + n; i++) {
            double v = value(a, i);
            if (v == 0) {
                signs[k++] = 1 / v < 0;
            }
        }
        return Arrays.copyOf(signs, k);
    }

    private static double value(DenseArray a, int place) {
        return a.storage() instanceof double[] d ? d[place] : ((float[]) a.storage())[place];
    }

    /** Zeros are equal, so that a stable sort keeps the order of their signs. */
    private static void restoreZeros(DenseArray a, int from, boolean... negative) {
        if (negative.length == 0) {
            return;
        }
        int at = from;
        while (value(a, at) != 0) {
            at++;
        }
        for (int i = 0; i < negative.length; i++) {
            if (a.storage() instanceof double[] d) {
                d[at + i] = negative[i] ? -0.0 : 0.0;
            } else {
                ((float[]) a.storage())[at + i] = negative[i] ? -0f : 0f;
            }
        }
    }

    private static void sortSigned(Object x, int from, int to) {
        if (x instanceof short[] s) {
            Arrays.sort(s, from, to);
        } else {
            Arrays.sort((byte[]) x, from, to);
        }
    }

    private static void flip(long[] keys, DType dtype) {
        if (dtype == DType.UINT64) {
            for (int i = 0; i < keys.length; i++) {
                keys[i] ^= Long.MIN_VALUE;
            }
        }
    }

    static DenseArray argsort(DenseArray a, int axis, boolean descending) {
        int along = checked(a, axis);
        DenseArray moved = lines(a, along);
        DenseArray order = DenseArray.allocate(DType.INT64, moved.shape());
        if (moved.size() == 0) {
            return order.reshape(a.shape().dims());
        }
        long[] out = (long[]) order.storage();
        int n = (int) a.shape().get(along);
        forEachLine(moved, n, from -> {
            long[] keys = new long[n];
            keys(moved, from, keys, descending);
            int[] sorted = RadixSort.argsort(keys);
            for (int i = 0; i < n; i++) {
                out[from + i] = sorted[i];
            }
        });
        return restore(order, along);
    }

    /** Longs whose signed order is that of the elements of a line: NaN last, both zeros equal. */
    private static void keys(DenseArray a, int from, long[] keys, boolean descending) {
        Parallel.forEach(keys.length, GRAIN, (first, last) -> {
            int count = (int) (last - first);
            int at = from + (int) first;
            if (a.dtype().isFloating()) {
                boolean direct = a.storage() instanceof double[];
                double[] x = direct ? (double[]) a.storage() : new double[count];
                int k = direct ? at : 0;
                if (!direct) {
                    DenseLoops.load(a.dtype(), a.storage(), at, 1, DType.FLOAT64, x, count);
                }
                for (int i = (int) first; i < last; i++, k++) {
                    long bits = Double.doubleToLongBits(x[k] + 0.0); // Adding zero makes both zeros equal.
                    keys[i] = bits ^ ((bits >> 63) & Long.MAX_VALUE);
                }
            } else {
                long[] part = new long[count];
                DenseLoops.load(a.dtype(), a.storage(), at, 1, DType.INT64, part, count);
                flip(part, a.dtype());
                System.arraycopy(part, 0, keys, (int) first, count);
            }
            if (descending) {
                for (int i = (int) first; i < last; i++) {
                    keys[i] = ~keys[i];
                }
            }
        });
    }

    private static int checked(DenseArray a, int axis) {
        if (a.dtype().isComplex()) {
            throw new DTypeException("sort does not take " + a.dtype() + ": complex numbers have no order");
        }
        return Shape.checkAxis(axis, a.ndim());
    }

    /** A copy in which the axis is the last. */
    private static DenseArray lines(DenseArray a, int axis) {
        return a.permute(order(a.ndim(), axis)).copy();
    }

    private static DenseArray restore(DenseArray moved, int axis) {
        int[] forward = order(moved.ndim(), axis);
        int[] back = new int[forward.length];
        for (int i = 0; i < back.length; i++) {
            back[forward[i]] = i;
        }
        return moved.permute(back).contiguous();
    }

    private static int[] order(int ndim, int axis) {
        int[] order = new int[ndim];
        for (int i = 0, k = 0; i < ndim; i++) {
            if (i != axis) {
                order[k++] = i;
            }
        }
        order[ndim - 1] = axis;
        return order;
    }

    /** Where values are to be inserted in an ascending array of one dimension, behind equal elements if so asked. */
    static DenseArray searchsorted(DenseArray sorted, DenseArray values, boolean right) {
        DType t = sorted.dtype();
        DType u = values.dtype();
        if (t.isComplex() || u.isComplex()) {
            throw new DTypeException(
                    "searchsorted does not take " + t + " and " + u + ": complex numbers have no order");
        }
        int n = (int) sorted.size();
        long[] out = new long[(int) values.size()];
        if (t.isFloating() || u.isFloating()) {
            double[] x = sorted.toDoubleArray();
            double[] v = values.toDoubleArray();
            for (int i = 0; i < out.length; i++) {
                int low = 0;
                int high = n;
                while (low < high) {
                    int middle = (low + high) >>> 1;
                    if (right ? !less(v[i], x[middle]) : less(x[middle], v[i])) {
                        low = middle + 1;
                    } else {
                        high = middle;
                    }
                }
                out[i] = low;
            }
        } else {
            long[] x = sorted.toLongArray();
            long[] v = values.toLongArray();
            flip(x, t);
            flip(v, u);
            // Of int64 and uint64, what is beyond the other's range lies before or behind all its elements.
            boolean mixed = (t == DType.UINT64) != (u == DType.UINT64);
            for (int i = 0; i < out.length; i++) {
                long key = v[i];
                if (mixed && u == DType.UINT64) {
                    if (key >= 0) {
                        out[i] = n;
                        continue;
                    }
                    key ^= Long.MIN_VALUE;
                } else if (mixed) {
                    if (key < 0) {
                        continue;
                    }
                    key ^= Long.MIN_VALUE;
                }
                int low = 0;
                int high = n;
                while (low < high) {
                    int middle = (low + high) >>> 1;
                    if (right ? x[middle] <= key : x[middle] < key) {
                        low = middle + 1;
                    } else {
                        high = middle;
                    }
                }
                out[i] = low;
            }
        }
        return DenseArray.wrap(out, values.shape());
    }

    /** The order that sorting has: NaN last, both zeros equal. */
    private static boolean less(double a, double b) {
        return a < b || (b != b && a == a);
    }
}
