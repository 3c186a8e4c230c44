package org.orrery.ndarray;

import java.util.Arrays;
import org.orrery.ndarray.internal.RadixSort;

/** Sorts lines of an array by keys: longs whose signed order is the order of the elements, NaN last. */
final class DenseSorting {
    private DenseSorting() {}

    static DenseArray sort(DenseArray a, int axis, boolean descending) {
        int along = checked(a, axis);
        DenseArray moved = lines(a, along);
        if (moved.size() == 0) {
            return moved.reshape(a.shape().dims());
        }
        int n = (int) a.shape().get(along);
        for (int from = 0; from < moved.size(); from += n) {
            sortLine(moved, from, n);
            if (descending) {
                DenseArray line = moved.view(Shape.of(n), from, new int[] {1});
                DenseLoops.copy(line.index(Index.step(-1)).copy(), line);
            }
        }
        return restore(moved, along);
    }

    private static void sortLine(DenseArray a, int from, int n) {
        Object x = a.storage();
        if (x instanceof double[] d) {
            Arrays.sort(d, from, from + n);
        } else if (x instanceof float[] f) {
            Arrays.sort(f, from, from + n);
        } else if (!a.dtype().isUnsigned()) {
            sortSigned(x, from, from + n);
        } else {
            long[] keys = new long[n];
            DenseLoops.load(a.dtype(), x, from, 1, DType.INT64, keys, n);
            flip(keys, a.dtype());
            Arrays.sort(keys);
            flip(keys, a.dtype());
            DenseLoops.store(DType.INT64, keys, a.dtype(), x, from, 1, n);
        }
    }

    private static void sortSigned(Object x, int from, int to) {
        if (x instanceof long[] l) {
            Arrays.sort(l, from, to);
        } else if (x instanceof int[] i) {
            Arrays.sort(i, from, to);
        } else if (x instanceof short[] s) {
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
        long[] keys = new long[n];
        for (int from = 0; from < moved.size(); from += n) {
            keys(moved, from, keys);
            if (descending) {
                for (int i = 0; i < n; i++) {
                    keys[i] = ~keys[i];
                }
            }
            int[] sorted = RadixSort.argsort(keys);
            for (int i = 0; i < n; i++) {
                out[from + i] = sorted[i];
            }
        }
        return restore(order, along);
    }

    private static void keys(DenseArray a, int from, long[] keys) {
        if (!a.dtype().isFloating()) {
            DenseLoops.load(a.dtype(), a.storage(), from, 1, DType.INT64, keys, keys.length);
            flip(keys, a.dtype());
            return;
        }
        double[] x = new double[keys.length];
        DenseLoops.load(a.dtype(), a.storage(), from, 1, DType.FLOAT64, x, x.length);
        for (int i = 0; i < x.length; i++) {
            long bits = Double.doubleToLongBits(x[i] + 0.0); // Adding zero makes both zeros equal.
            keys[i] = bits ^ ((bits >> 63) & Long.MAX_VALUE);
        }
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
