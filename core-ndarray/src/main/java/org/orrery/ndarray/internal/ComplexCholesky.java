package org.orrery.ndarray.internal;

import java.util.Arrays;

/** Cholesky factorisation of Hermitian positive definite matrices, of which the lower triangle is read. */
final class ComplexCholesky {
    private ComplexCholesky() {}

    static int decompose(int n, double[] a, int ao, int lda) {
        for (int i = 0; i < n; i++) {
            int row = 2 * (ao + i * lda);
            for (int p = 0; p <= i; p++) {
                int other = 2 * (ao + p * lda);
                double re = a[row + 2 * p];
                double im = a[row + 2 * p + 1];
                for (int q = 0; q < 2 * p; q += 2) {
                    re -= a[row + q] * a[other + q] + a[row + q + 1] * a[other + q + 1];
                    im -= a[row + q + 1] * a[other + q] - a[row + q] * a[other + q + 1];
                }
                if (p < i) {
                    double d = a[other + 2 * p];
                    a[row + 2 * p] = re / d;
                    a[row + 2 * p + 1] = im / d;
                } else if (re <= 0) {
                    return i + 1;
                } else {
                    // Not a number comes here, so that the result shows it.
                    a[row + 2 * p] = Math.sqrt(re);
                    a[row + 2 * p + 1] = 0;
                }
            }
        }
        for (int i = 0; i < n; i++) {
            Arrays.fill(a, 2 * (ao + i * lda + i + 1), 2 * (ao + i * lda + n), 0);
        }
        return 0;
    }
}
