package org.orrery.ndarray;

import org.orrery.ndarray.Op.Kernel;

/** Copies between storages of one Java type: the kernels of copying, with the signature of {@link Kernel}. */
final class Moves {
    private Moves() {}

    static void doubles(Object[] arrays, int[] offsets, int[] strides, int count) {
        double[] x = (double[]) arrays[0];
        double[] y = (double[]) arrays[1];
        int i = offsets[0];
        int k = offsets[1];
        if (strides[0] == 1 && strides[1] == 1) {
            System.arraycopy(x, i, y, k, count);
            return;
        }
        int di = strides[0];
        int dk = strides[1];
        if (dk == 1) {
            for (int end = k + count; k < end; k++, i += di) {
                y[k] = x[i];
            }
            return;
        }
        for (int p = 0; p < count; p++, i += di, k += dk) {
            y[k] = x[i];
        }
    }

    static void floats(Object[] arrays, int[] offsets, int[] strides, int count) {
        float[] x = (float[]) arrays[0];
        float[] y = (float[]) arrays[1];
        int i = offsets[0];
        int k = offsets[1];
        if (strides[0] == 1 && strides[1] == 1) {
            System.arraycopy(x, i, y, k, count);
            return;
        }
        int di = strides[0];
        int dk = strides[1];
        if (dk == 1) {
            for (int end = k + count; k < end; k++, i += di) {
                y[k] = x[i];
            }
            return;
        }
        for (int p = 0; p < count; p++, i += di, k += dk) {
            y[k] = x[i];
        }
    }

    static void longs(Object[] arrays, int[] offsets, int[] strides, int count) {
        long[] x = (long[]) arrays[0];
        long[] y = (long[]) arrays[1];
        int i = offsets[0];
        int k = offsets[1];
        if (strides[0] == 1 && strides[1] == 1) {
            System.arraycopy(x, i, y, k, count);
            return;
        }
        int di = strides[0];
        int dk = strides[1];
        if (dk == 1) {
            for (int end = k + count; k < end; k++, i += di) {
                y[k] = x[i];
            }
            return;
        }
        for (int p = 0; p < count; p++, i += di, k += dk) {
            y[k] = x[i];
        }
    }

    static void ints(Object[] arrays, int[] offsets, int[] strides, int count) {
        int[] x = (int[]) arrays[0];
        int[] y = (int[]) arrays[1];
        int i = offsets[0];
        int k = offsets[1];
        if (strides[0] == 1 && strides[1] == 1) {
            System.arraycopy(x, i, y, k, count);
            return;
        }
        int di = strides[0];
        int dk = strides[1];
        if (dk == 1) {
            for (int end = k + count; k < end; k++, i += di) {
                y[k] = x[i];
            }
            return;
        }
        for (int p = 0; p < count; p++, i += di, k += dk) {
            y[k] = x[i];
        }
    }

    static void shorts(Object[] arrays, int[] offsets, int[] strides, int count) {
        short[] x = (short[]) arrays[0];
        short[] y = (short[]) arrays[1];
        int i = offsets[0];
        int k = offsets[1];
        if (strides[0] == 1 && strides[1] == 1) {
            System.arraycopy(x, i, y, k, count);
            return;
        }
        int di = strides[0];
        int dk = strides[1];
        if (dk == 1) {
            for (int end = k + count; k < end; k++, i += di) {
                y[k] = x[i];
            }
            return;
        }
        for (int p = 0; p < count; p++, i += di, k += dk) {
            y[k] = x[i];
        }
    }

    static void bytes(Object[] arrays, int[] offsets, int[] strides, int count) {
        byte[] x = (byte[]) arrays[0];
        byte[] y = (byte[]) arrays[1];
        int i = offsets[0];
        int k = offsets[1];
        if (strides[0] == 1 && strides[1] == 1) {
            System.arraycopy(x, i, y, k, count);
            return;
        }
        int di = strides[0];
        int dk = strides[1];
        if (dk == 1) {
            for (int end = k + count; k < end; k++, i += di) {
                y[k] = x[i];
            }
            return;
        }
        for (int p = 0; p < count; p++, i += di, k += dk) {
            y[k] = x[i];
        }
    }

    static void complexDoubles(Object[] arrays, int[] offsets, int[] strides, int count) {
        double[] x = (double[]) arrays[0];
        double[] y = (double[]) arrays[1];
        int i = 2 * offsets[0];
        int k = 2 * offsets[1];
        for (int p = 0; p < count; p++, i += 2 * strides[0], k += 2 * strides[1]) {
            y[k] = x[i];
            y[k + 1] = x[i + 1];
        }
    }

    static void complexFloats(Object[] arrays, int[] offsets, int[] strides, int count) {
        float[] x = (float[]) arrays[0];
        float[] y = (float[]) arrays[1];
        int i = 2 * offsets[0];
        int k = 2 * offsets[1];
        for (int p = 0; p < count; p++, i += 2 * strides[0], k += 2 * strides[1]) {
            y[k] = x[i];
            y[k + 1] = x[i + 1];
        }
    }
}
