package org.orrery.ndarray.internal;

/** LU factorisation of complex matrices with row pivoting; pivots by {@code |re| + |im|}, as in LAPACK. */
final class ComplexLu {
    private ComplexLu() {}

    static int decompose(int m, int n, double[] a, int ao, int lda, int[] pivots, int po) {
        int singular = 0;
        double[] f = new double[2];
        for (int p = 0; p < Math.min(m, n); p++) {
            int pivot = p;
            double largest = size(a, ao + p * lda + p);
            for (int i = p + 1; i < m; i++) {
                double x = size(a, ao + i * lda + p);
                if (x > largest) {
                    largest = x;
                    pivot = i;
                }
            }
            pivots[po + p] = pivot;
            if (pivot != p) {
                JavaLinearAlgebra.exchange(a, 2 * (ao + p * lda), 2 * (ao + pivot * lda), 2 * n);
            }
            int d = ao + p * lda + p;
            if (a[2 * d] == 0 && a[2 * d + 1] == 0) {
                singular = singular == 0 ? p + 1 : singular;
                continue;
            }
            for (int i = p + 1; i < m; i++) {
                int at = ao + i * lda + p;
                ComplexRows.divide(a[2 * at], a[2 * at + 1], a[2 * d], a[2 * d + 1], f, 0);
                a[2 * at] = f[0];
                a[2 * at + 1] = f[1];
                ComplexRows.axpy(-f[0], -f[1], a, d + 1, a, at + 1, n - p - 1);
            }
        }
        return singular;
    }

    private static double size(double[] a, int at) {
        return Math.abs(a[2 * at]) + Math.abs(a[2 * at + 1]);
    }

    static void solve(
            int n, int columns, double[] a, int ao, int lda, int[] pivots, int po, double[] b, int bo, int ldb) {
        for (int i = 0; i < n; i++) {
            if (pivots[po + i] != i) {
                JavaLinearAlgebra.exchange(b, 2 * (bo + i * ldb), 2 * (bo + pivots[po + i] * ldb), 2 * columns);
            }
        }
        for (int i = 1; i < n; i++) {
            for (int p = 0; p < i; p++) {
                int f = 2 * (ao + i * lda + p);
                ComplexRows.axpy(-a[f], -a[f + 1], b, bo + p * ldb, b, bo + i * ldb, columns);
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int p = i + 1; p < n; p++) {
                int f = 2 * (ao + i * lda + p);
                ComplexRows.axpy(-a[f], -a[f + 1], b, bo + p * ldb, b, bo + i * ldb, columns);
            }
            int d = 2 * (ao + i * lda + i);
            for (int q = 2 * (bo + i * ldb); q < 2 * (bo + i * ldb + columns); q += 2) {
                ComplexRows.divide(b[q], b[q + 1], a[d], a[d + 1], b, q);
            }
        }
    }
}
