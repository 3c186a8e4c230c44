package org.orrery.ndarray.internal;

import org.orrery.ndarray.parallel.Parallel;

/** Convolutions as sums of products, of contiguous row-major arrays. */
public final class Convolution {
    /** Products that a thread does at once, about. */
    private static final long GRAIN = 1 << 16;

    private Convolution() {}

    /**
     * The whole convolution.
     *
     * @param x the first array: doubles, longs, or interleaved complex doubles
     * @param dims its shape, of one dimension or more
     * @param kernel the second array
     * @param kernelDims its shape
     * @param out the result, zeros at first, along each axis as long as both together less one
     * @param complex whether the numbers are complex
     */
    public static void run(Object x, int[] dims, Object kernel, int[] kernelDims, Object out, boolean complex) {
        int last = dims.length - 1;
        int n = dims[last];
        int k = kernelDims[last];
        int m = n + k - 1;
        int lines = 1;
        for (int a = 0; a < last; a++) {
            lines *= dims[a] + kernelDims[a] - 1;
        }
        // A line of the result is the sum over pairs of lines; threads share pieces of lines of the result.
        int pieces = (int) Math.min(m, Math.max(1, (long) m * k / GRAIN));
        Parallel.forEach((long) lines * pieces, 1, (first, end) -> {
            for (long piece = first; piece < end; piece++) {
                int from = (int) (piece % pieces * m / pieces);
                int to = (int) ((piece % pieces + 1) * m / pieces);
                line(x, dims, kernel, kernelDims, out, (int) (piece / pieces), from, to, complex);
            }
        });
    }

    private static void line(
            Object x,
            int[] dims,
            Object kernel,
            int[] kernelDims,
            Object out,
            int line,
            int from,
            int to,
            boolean complex) {
        int last = dims.length - 1;
        int n = dims[last];
        int k = kernelDims[last];
        int m = n + k - 1;
        int[] position = new int[last];
        int rest = line;
        for (int a = last - 1; a >= 0; a--) {
            int size = dims[a] + kernelDims[a] - 1;
            position[a] = rest % size;
            rest /= size;
        }
        int kernelLines = 1;
        for (int a = 0; a < last; a++) {
            kernelLines *= kernelDims[a];
        }
        for (int kl = 0; kl < kernelLines; kl++) {
            int xl = partner(kl, position, dims, kernelDims);
            if (xl < 0) {
                continue;
            }
            for (int j = Math.max(0, from - n + 1); j < Math.min(k, to); j++) {
                int start = Math.max(from, j);
                int count = Math.min(to, j + n) - start;
                int i = xl * n + start - j;
                int o = line * m + start;
                if (out instanceof long[] l) {
                    add(((long[]) kernel)[kl * k + j], (long[]) x, i, l, o, count);
                } else if (complex) {
                    double[] f = (double[]) kernel;
                    int at = 2 * (kl * k + j);
                    add(f[at], f[at + 1], (double[]) x, 2 * i, (double[]) out, 2 * o, count);
                } else {
                    add(((double[]) kernel)[kl * k + j], (double[]) x, i, (double[]) out, o, count);
                }
            }
        }
    }

    /** The line of the first array that meets a line of the kernel at a line of the result, or -1. */
    private static int partner(int kernelLine, int[] position, int[] dims, int[] kernelDims) {
        int at = 0;
        int step = 1;
        int rest = kernelLine;
        for (int a = position.length - 1; a >= 0; a--) {
            int p = position[a] - rest % kernelDims[a];
            rest /= kernelDims[a];
            if (p < 0 || p >= dims[a]) {
                return -1;
            }
            at += p * step;
            step *= dims[a];
        }
        return at;
    }

    private static void add(double f, double[] x, int i, double[] y, int o, int count) {
        for (int q = 0; q < count; q++) {
            y[o + q] += f * x[i + q];
        }
    }

    private static void add(long f, long[] x, int i, long[] y, int o, int count) {
        for (int q = 0; q < count; q++) {
            y[o + q] += f * x[i + q];
        }
    }

    private static void add(double re, double im, double[] x, int i, double[] y, int o, int count) {
        for (int q = 0; q < 2 * count; q += 2) {
            y[o + q] += re * x[i + q] - im * x[i + q + 1];
            y[o + q + 1] += re * x[i + q + 1] + im * x[i + q];
        }
    }
}
