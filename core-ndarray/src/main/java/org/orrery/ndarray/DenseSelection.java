package org.orrery.ndarray;

import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the elements that index arrays select.
 *
 * <p>The place of an element in the storage is the sum of three offsets: of the ranges before the selection's axes in
 * the result, of the selection, and of the ranges behind it. Three tables hold them.
 */
final class DenseSelection {
    private final int[] before;
    private final int[] selected;
    private final int[] behind;

    private DenseSelection(DenseArray a, IndexPlan plan) {
        int[] layout = plan.layout();
        int at = 0;
        while (layout[at] != IndexPlan.SELECTION) {
            at++;
        }
        before = table(a, plan, layout, 0, at);
        behind = table(a, plan, layout, at + 1, layout.length);
        int base = a.offset();
        int[] sum = new int[(int) size(plan.selection())];
        for (int axis = 0; axis < a.ndim(); axis++) {
            long[] p = plan.positions(axis);
            if (p == null) {
                base += (int) plan.start(axis) * a.stride(axis);
            } else {
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += (int) p[i] * a.stride(axis);
                }
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] += base;
        }
        selected = sum;
    }

    private static long size(@Nullable Shape selection) {
        return selection == null ? 1 : selection.size();
    }

    /** The offsets of a part of the result's axes, in row-major order. */
    private static int[] table(DenseArray a, IndexPlan plan, int[] layout, int from, int to) {
        int[] offsets = {0};
        for (int i = from; i < to; i++) {
            if (layout[i] == IndexPlan.NEW_AXIS) {
                continue;
            }
            int n = (int) plan.count(layout[i]);
            int stride = (int) (a.stride(layout[i]) * plan.step(layout[i]));
            int[] next = new int[offsets.length * n];
            for (int p = 0, k = 0; p < offsets.length; p++) {
                for (int q = 0; q < n; q++) {
                    next[k++] = offsets[p] + q * stride;
                }
            }
            offsets = next;
        }
        return offsets;
    }

    static DenseArray gather(DenseArray a, IndexPlan plan) {
        DenseArray out = DenseArray.allocate(a.dtype(), plan.resultShape());
        if (out.size() == 0) {
            return out;
        }
        new DenseSelection(a, plan).move(a.storage(), out.storage(), a.dtype().isComplex(), true);
        return out;
    }

    /** Writes values of the selection's shape. */
    static void scatter(DenseArray a, IndexPlan plan, DenseArray values) {
        if (values.size() == 0) {
            return;
        }
        DenseArray v = values.convert(a.dtype());
        v = v.isContiguous() && v.offset() == 0 ? v : v.copy();
        new DenseSelection(a, plan).move(a.storage(), v.storage(), a.dtype().isComplex(), false);
    }

    private void move(Object array, Object values, boolean complex, boolean gather) {
        int width = complex ? 2 : 1;
        // Runs of neighbours behind the selection move as one.
        int run = 1;
        while (run < behind.length && behind[run] == behind[run - 1] + 1) {
            run++;
        }
        if (behind.length % run != 0 || (behind.length > run && !regular(run))) {
            run = 1;
        }
        int k = 0;
        for (int b : before) {
            for (int s : selected) {
                for (int r = 0; r < behind.length; r += run) {
                    int place = (b + s + behind[r]) * width;
                    int n = run * width;
                    if (n == 1) {
                        one(array, place, values, k, gather);
                    } else if (gather) {
                        System.arraycopy(array, place, values, k, n);
                    } else {
                        System.arraycopy(values, k, array, place, n);
                    }
                    k += n;
                }
            }
        }
    }

    private boolean regular(int run) {
        for (int r = 0; r < behind.length; r++) {
            if (r % run != 0 && behind[r] != behind[r - 1] + 1) {
                return false;
            }
        }
        return true;
    }

    private static void one(Object array, int place, Object values, int k, boolean gather) {
        Object from = gather ? array : values;
        Object to = gather ? values : array;
        int i = gather ? place : k;
        int j = gather ? k : place;
        if (from instanceof double[] d) {
            ((double[]) to)[j] = d[i];
        } else if (from instanceof long[] l) {
            ((long[]) to)[j] = l[i];
        } else if (from instanceof float[] f) {
            ((float[]) to)[j] = f[i];
        } else if (from instanceof int[] n) {
            ((int[]) to)[j] = n[i];
        } else if (from instanceof short[] s) {
            ((short[]) to)[j] = s[i];
        } else {
            ((byte[]) to)[j] = ((byte[]) from)[i];
        }
    }
}
