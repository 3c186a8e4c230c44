package org.orrery.ndarray.internal;

import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.ConvergenceException;

/**
 * Singular values and vectors of complex matrices: a QR factorisation, then one-sided Jacobi rotations of the columns of R.
 * M. R. Hestenes, "Inversion of matrices by biorthogonalization and related results", J. SIAM 6 (1958); J. Demmel and
 * K. Veselic, "Jacobi's method is more accurate than QR", SIAM J. Matrix Anal. Appl. 13 (1992).
 */
final class ComplexSvd {
    private static final double EPS = 0x1p-52;

    /** Rounds over all pairs; there are about eight. */
    private static final int LIMIT = 60;

    private ComplexSvd() {}

    static void decompose(
            int m,
            int n,
            double[] a,
            int ao,
            int lda,
            double[] s,
            int so,
            boolean full,
            double @Nullable [] u,
            int uo,
            double @Nullable [] vh,
            int vo) {
        if (m >= n) {
            tall(m, n, copy(m, n, a, ao, lda, false), s, so, full, u, uo, vh, vo);
            return;
        }
        // a^H = U' S V'^H, so a = V' S U'^H.
        int columns = full ? n : m;
        double[] left = u == null ? null : new double[2 * n * columns];
        double[] right = u == null ? null : new double[2 * m * m];
        tall(n, m, copy(n, m, a, ao, lda, true), s, so, full, left, 0, right, 0);
        if (u != null && vh != null && left != null && right != null) {
            System.arraycopy(copy(m, m, right, 0, m, true), 0, u, 2 * uo, 2 * m * m);
            System.arraycopy(copy(columns, n, left, 0, columns, true), 0, vh, 2 * vo, 2 * columns * n);
        }
    }

    /** A copy with its rows side by side, or of the conjugate transpose. */
    private static double[] copy(int m, int n, double[] a, int ao, int lda, boolean adjoint) {
        double[] x = new double[2 * m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                int from = 2 * (adjoint ? ao + j * lda + i : ao + i * lda + j);
                x[2 * (i * n + j)] = a[from];
                x[2 * (i * n + j) + 1] = adjoint ? -a[from + 1] : a[from + 1];
            }
        }
        return x;
    }

    private static void tall(
            int m,
            int n,
            double[] a,
            double[] s,
            int so,
            boolean full,
            double @Nullable [] u,
            int uo,
            double @Nullable [] vh,
            int vo) {
        int columns = full ? m : n;
        double[] q = new double[2 * m * columns];
        double[] r = new double[2 * columns * n];
        double scale = ComplexRows.scaleOf(a, 0, 2 * n, m, 2 * n);
        for (int i = 0; i < a.length; i++) {
            a[i] /= scale;
        }
        ComplexQr.decompose(m, n, a, 0, n, columns, q, 0, r, 0);
        double[][] w = new double[n][2 * n];
        double[][] v = new double[n][2 * n];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                w[j][2 * i] = r[2 * (i * n + j)];
                w[j][2 * i + 1] = r[2 * (i * n + j) + 1];
            }
            v[j][2 * j] = 1;
        }
        rotate(n, w, v);
        double[] negative = new double[n];
        for (int j = 0; j < n; j++) {
            negative[j] = -Math.sqrt(squares(w[j]));
        }
        int[] order = JavaLinearAlgebra.ascending(negative);
        for (int j = 0; j < n; j++) {
            s[so + j] = -negative[order[j]] * scale;
        }
        if (u == null || vh == null) {
            return;
        }
        double[] left = orthonormal(n, w, negative, order);
        ComplexGemm.multiply(m, n, n, q, 0, columns, 1, left, 0, n, 1, u, uo, columns);
        for (int i = 0; i < m; i++) {
            System.arraycopy(q, 2 * (i * columns + n), u, 2 * (uo + i * columns + n), 2 * (columns - n));
        }
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                vh[2 * (vo + j * n + i)] = v[order[j]][2 * i];
                vh[2 * (vo + j * n + i) + 1] = -v[order[j]][2 * i + 1];
            }
        }
    }

    private static void rotate(int n, double[][] w, double[][] v) {
        double tolerance = EPS * Math.sqrt(n);
        // Columns of eps times the largest are still made orthogonal, those of eps^2 need not be.
        double nothing = EPS * EPS * EPS * EPS;
        double[] squares = new double[n];
        for (int round = 0; round < LIMIT; round++) {
            double largest = 0;
            for (int j = 0; j < n; j++) {
                squares[j] = squares(w[j]);
                largest = Math.max(largest, squares[j]);
            }
            boolean turned = false;
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    turned |= rotate(w[p], w[q], v[p], v[q], squares, p, q, tolerance, nothing * largest);
                }
            }
            if (!turned) {
                return;
            }
        }
        throw new ConvergenceException("singular values of a complex matrix of " + n + " columns did not converge");
    }

    private static boolean rotate(
            double[] x,
            double[] y,
            double[] vx,
            double[] vy,
            double[] squares,
            int p,
            int q,
            double tolerance,
            double nothing) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < x.length; i += 2) {
            re += x[i] * y[i] + x[i + 1] * y[i + 1];
            im += x[i] * y[i + 1] - x[i + 1] * y[i];
        }
        double dot = Math.hypot(re, im);
        if (dot <= nothing || dot <= tolerance * Math.sqrt(squares[p]) * Math.sqrt(squares[q])) {
            return false;
        }
        double zeta = (squares[q] - squares[p]) / (2 * dot);
        double t = Math.copySign(1 / (Math.abs(zeta) + Math.hypot(1, zeta)), zeta);
        double c = 1 / Math.sqrt(1 + t * t);
        double sr = c * t * (re / dot);
        double si = c * t * (im / dot);
        turn(x, y, c, sr, si);
        turn(vx, vy, c, sr, si);
        squares[p] = Math.max(0, squares[p] - t * dot);
        squares[q] = squares[q] + t * dot;
        return true;
    }

    /** x' = c x - conj(s) y, y' = s x + c y. */
    private static void turn(double[] x, double[] y, double c, double sr, double si) {
        for (int i = 0; i < x.length; i += 2) {
            double xr = x[i];
            double xi = x[i + 1];
            double yr = y[i];
            double yi = y[i + 1];
            x[i] = c * xr - sr * yr - si * yi;
            x[i + 1] = c * xi - sr * yi + si * yr;
            y[i] = sr * xr - si * xi + c * yr;
            y[i + 1] = sr * xi + si * xr + c * yi;
        }
    }

    private static double squares(double[] x) {
        double sum = 0;
        for (double t : x) {
            sum += t * t;
        }
        return sum;
    }

    /** The columns in their order, of norm one; those of no size are replaced by what completes a basis. */
    private static double[] orthonormal(int n, double[][] w, double[] negative, int[] order) {
        double[] u = new double[2 * n * n];
        double least = -negative[order[0]] * EPS;
        int rank = 0;
        while (rank < n && -negative[order[rank]] > least) {
            double norm = -negative[order[rank]];
            for (int i = 0; i < n; i++) {
                u[2 * (i * n + rank)] = w[order[rank]][2 * i] / norm;
                u[2 * (i * n + rank) + 1] = w[order[rank]][2 * i + 1] / norm;
            }
            rank++;
        }
        if (rank < n) {
            double[] q = new double[2 * n * n];
            double[] r = new double[2 * n * Math.max(1, rank)];
            ComplexQr.decompose(n, Math.max(1, rank), u.clone(), 0, n, n, q, 0, r, 0);
            for (int i = 0; i < n; i++) {
                System.arraycopy(q, 2 * (i * n + rank), u, 2 * (i * n + rank), 2 * (n - rank));
            }
        }
        return u;
    }
}
