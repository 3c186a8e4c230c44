package org.orrery.ndarray.internal;

import org.orrery.ndarray.kernels.DoubleGemm;

/** The product of interleaved complex matrices: four real ones of the parts, or plain loops for small matrices. */
final class ComplexGemm {
    private static final long SMALL = 512;

    private ComplexGemm() {}

    static void multiply(
            int m,
            int n,
            int k,
            double[] a,
            int ao,
            int ars,
            int acs,
            double[] b,
            int bo,
            int brs,
            int bcs,
            double[] c,
            int co,
            int ldc) {
        if ((long) m * n * k <= SMALL) {
            direct(m, n, k, a, ao, ars, acs, b, bo, brs, bcs, c, co, ldc);
            return;
        }
        double[] ar = part(m, k, a, ao, ars, acs, 0);
        double[] ai = part(m, k, a, ao, ars, acs, 1);
        double[] br = part(k, n, b, bo, brs, bcs, 0);
        double[] bi = part(k, n, b, bo, brs, bcs, 1);
        double[] re = new double[m * n];
        double[] im = new double[m * n];
        DoubleGemm.multiply(m, n, k, 1, ar, 0, k, 1, br, 0, n, 1, re, 0, n);
        DoubleGemm.multiply(m, n, k, -1, ai, 0, k, 1, bi, 0, n, 1, re, 0, n);
        DoubleGemm.multiply(m, n, k, 1, ar, 0, k, 1, bi, 0, n, 1, im, 0, n);
        DoubleGemm.multiply(m, n, k, 1, ai, 0, k, 1, br, 0, n, 1, im, 0, n);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                int to = 2 * (co + i * ldc + j);
                c[to] = re[i * n + j];
                c[to + 1] = im[i * n + j];
            }
        }
    }

    private static double[] part(int m, int n, double[] a, int ao, int rs, int cs, int part) {
        double[] x = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                x[i * n + j] = a[2 * (ao + i * rs + j * cs) + part];
            }
        }
        return x;
    }

    private static void direct(
            int m,
            int n,
            int k,
            double[] a,
            int ao,
            int ars,
            int acs,
            double[] b,
            int bo,
            int brs,
            int bcs,
            double[] c,
            int co,
            int ldc) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double re = 0;
                double im = 0;
                for (int p = 0; p < k; p++) {
                    int q = 2 * (ao + i * ars + p * acs);
                    int r = 2 * (bo + p * brs + j * bcs);
                    re += a[q] * b[r] - a[q + 1] * b[r + 1];
                    im += a[q] * b[r + 1] + a[q + 1] * b[r];
                }
                c[2 * (co + i * ldc + j)] = re;
                c[2 * (co + i * ldc + j) + 1] = im;
            }
        }
    }
}
