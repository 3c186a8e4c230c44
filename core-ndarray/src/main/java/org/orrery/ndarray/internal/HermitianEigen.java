package org.orrery.ndarray.internal;

/**
 * Eigenvalues and eigenvectors of Hermitian matrices: Householder reflections to a real tridiagonal matrix, then the
 * implicit QL method.
 */
final class HermitianEigen {
    private HermitianEigen() {}

    static void decompose(int n, double[] a, int ao, int lda, double[] values, int vo, boolean vectors) {
        double[] x = new double[2 * n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double re = a[2 * (ao + i * lda + j)];
                double im = i == j ? 0 : a[2 * (ao + i * lda + j) + 1];
                x[2 * (i * n + j)] = re;
                x[2 * (i * n + j) + 1] = im;
                x[2 * (j * n + i)] = re;
                x[2 * (j * n + i) + 1] = -im;
            }
        }
        double scale = ComplexRows.scaleOf(x, 0, 2 * n, n, 2 * n);
        for (int i = 0; i < x.length; i++) {
            x[i] /= scale;
        }
        double[][] reflections = tridiagonalise(n, x);
        double[] d = new double[n];
        double[] e = new double[n];
        // The phases that make what is below the diagonal real.
        double[] phase = new double[2 * n];
        phase[0] = 1;
        for (int k = 0; k < n; k++) {
            d[k] = x[2 * (k * n + k)];
            if (k + 1 < n) {
                double re = x[2 * ((k + 1) * n + k)];
                double im = x[2 * ((k + 1) * n + k) + 1];
                e[k] = Math.hypot(re, im);
                double c = e[k] == 0 ? 1 : re / e[k];
                double s = e[k] == 0 ? 0 : im / e[k];
                phase[2 * k + 2] = phase[2 * k] * c - phase[2 * k + 1] * s;
                phase[2 * k + 3] = phase[2 * k] * s + phase[2 * k + 1] * c;
            }
        }
        double[][] z = vectors ? new double[n][n] : null;
        if (z != null) {
            for (int i = 0; i < n; i++) {
                z[i][i] = 1;
            }
        }
        TridiagonalQl.decompose(d, e, z);
        int[] order = JavaLinearAlgebra.ascending(d);
        for (int j = 0; j < n; j++) {
            values[vo + j] = d[order[j]] * scale;
        }
        if (z != null) {
            transform(n, reflections, phase, z, order, a, ao, lda);
        }
    }

    /** Reduces in place, and returns the reflections. */
    private static double[][] tridiagonalise(int n, double[] x) {
        double[][] reflections = new double[Math.max(0, n - 2)][];
        double[] w = new double[2 * n];
        for (int k = 0; k < n - 2; k++) {
            int m = n - k - 1;
            double[] v = new double[2 * m];
            for (int i = 0; i < 2 * m; i += 2) {
                v[i] = x[2 * ((k + 1) * n + k) + i * n];
                v[i + 1] = x[2 * ((k + 1) * n + k) + i * n + 1];
            }
            double norm = ComplexQr.norm(v);
            double first = Math.hypot(v[0], v[1]);
            int below = 2 * ((k + 1) * n + k);
            reflections[k] = v;
            if (!ComplexQr.reflector(v)) {
                continue;
            }
            x[below] = first == 0 ? -norm : -norm * (x[below] / first);
            x[below + 1] = first == 0 ? 0 : -norm * (x[below + 1] / first);
            // w = A v - (v^H A v / 2) v; then A - v w^H - w v^H.
            int at = (k + 1) * n + k + 1;
            double dot = 0;
            for (int i = 0; i < m; i++) {
                double re = 0;
                double im = 0;
                for (int j = 0, p = 2 * (at + i * n); j < 2 * m; j += 2, p += 2) {
                    re += x[p] * v[j] - x[p + 1] * v[j + 1];
                    im += x[p] * v[j + 1] + x[p + 1] * v[j];
                }
                w[2 * i] = re;
                w[2 * i + 1] = im;
                dot += v[2 * i] * re + v[2 * i + 1] * im;
            }
            ComplexRows.axpy(-dot / 2, 0, v, 0, w, 0, m);
            for (int i = 0; i < m; i++) {
                ComplexRows.axpyConjugate(-v[2 * i], -v[2 * i + 1], w, 0, x, at + i * n, m);
                ComplexRows.axpyConjugate(-w[2 * i], -w[2 * i + 1], v, 0, x, at + i * n, m);
            }
        }
        return reflections;
    }

    /** The eigenvectors: those of the tridiagonal matrix in their order, with their phases, reflected back. */
    private static void transform(
            int n, double[][] reflections, double[] phase, double[][] z, int[] order, double[] a, int ao, int lda) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double t = z[order[j]][i];
                a[2 * (ao + i * lda + j)] = phase[2 * i] * t;
                a[2 * (ao + i * lda + j) + 1] = phase[2 * i + 1] * t;
            }
        }
        double[] row = new double[2 * n];
        for (int k = n - 3; k >= 0; k--) {
            if (reflections[k][0] != 0 || reflections[k][1] != 0) {
                ComplexQr.reflect(reflections[k], a, ao + (k + 1) * lda, lda, n, row);
            }
        }
    }
}
