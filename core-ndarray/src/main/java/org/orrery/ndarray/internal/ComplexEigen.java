package org.orrery.ndarray.internal;

import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.ConvergenceException;

/**
 * Eigenvalues and eigenvectors of general complex matrices: Householder reflections to Hessenberg form, QR steps with
 * Wilkinson's shift to the Schur form, back substitution. G. H. Golub and C. F. Van Loan, "Matrix Computations", 4th
 * edition, section 7.
 */
final class ComplexEigen {
    private static final double EPS = 0x1p-52;

    /** Steps for an eigenvalue; there are about three. */
    private static final int LIMIT = 300;

    private final int n;
    private final double[] t;
    private final double @Nullable [] q;
    private final double[] work;

    private ComplexEigen(int n, double[] t, boolean vectors) {
        this.n = n;
        this.t = t;
        this.q = vectors ? new double[2 * n * n] : null;
        this.work = new double[2 * n];
        if (q != null) {
            for (int i = 0; i < n; i++) {
                q[2 * (i * n + i)] = 1;
            }
        }
    }

    static void decompose(
            int n, double[] a, int ao, int lda, double[] values, int vo, double @Nullable [] vectors, int xo) {
        double scale = ComplexRows.scaleOf(a, 2 * ao, 2 * lda, n, 2 * n);
        double[] t = new double[2 * n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 2 * n; j++) {
                t[2 * i * n + j] = a[2 * (ao + i * lda) + j] / scale;
            }
        }
        ComplexEigen e = new ComplexEigen(n, t, vectors != null);
        e.hessenberg();
        e.schur();
        for (int i = 0; i < n; i++) {
            values[2 * (vo + i)] = t[2 * (i * n + i)] * scale;
            values[2 * (vo + i) + 1] = t[2 * (i * n + i) + 1] * scale;
        }
        if (vectors != null && e.q != null) {
            e.vectors(e.q, vectors, xo);
        }
    }

    private void hessenberg() {
        for (int k = 0; k < n - 2; k++) {
            int m = n - k - 1;
            double[] v = new double[2 * m];
            boolean below = false;
            for (int i = 0; i < m; i++) {
                int from = 2 * ((k + 1 + i) * n + k);
                v[2 * i] = t[from];
                v[2 * i + 1] = t[from + 1];
                below |= i > 0 && (t[from] != 0 || t[from + 1] != 0);
            }
            if (!below) {
                continue;
            }
            ComplexQr.reflector(v);
            ComplexQr.reflect(v, t, (k + 1) * n + k, n, m + 1, work);
            for (int i = 1; i < m; i++) {
                t[2 * ((k + 1 + i) * n + k)] = 0;
                t[2 * ((k + 1 + i) * n + k) + 1] = 0;
            }
            reflectColumns(v, t, k + 1, m);
            if (q != null) {
                reflectColumns(v, q, k + 1, m);
            }
        }
    }

    /** Subtracts {@code (x v) v^H} from columns. */
    private void reflectColumns(double[] v, double[] x, int from, int m) {
        for (int i = 0; i < n; i++) {
            double re = 0;
            double im = 0;
            for (int j = 0, p = 2 * (i * n + from); j < 2 * m; j += 2, p += 2) {
                re += x[p] * v[j] - x[p + 1] * v[j + 1];
                im += x[p] * v[j + 1] + x[p + 1] * v[j];
            }
            ComplexRows.axpyConjugate(-re, -im, v, 0, x, i * n + from, m);
        }
    }

    private double size(int i, int j) {
        return Math.abs(t[2 * (i * n + j)]) + Math.abs(t[2 * (i * n + j) + 1]);
    }

    private void schur() {
        double[] shift = new double[2];
        double[] turns = new double[4 * n];
        int iteration = 0;
        int high = n - 1;
        while (high > 0) {
            int low = high;
            while (low > 0
                    && size(low, low - 1) > EPS * (size(low - 1, low - 1) + size(low, low))
                    && size(low, low - 1) > Double.MIN_NORMAL) {
                low--;
            }
            if (low > 0) {
                t[2 * (low * n + low - 1)] = 0;
                t[2 * (low * n + low - 1) + 1] = 0;
            }
            if (low == high) {
                high--;
                iteration = 0;
                continue;
            }
            if (++iteration > LIMIT) {
                throw new ConvergenceException("eigenvalues of a (" + n + ", " + n + ") matrix did not converge");
            }
            shift(high, iteration, shift);
            step(low, high, shift[0], shift[1], turns);
        }
    }

    /** The eigenvalue of the last two rows that is nearer to the last element, or now and then something else. */
    private void shift(int high, int iteration, double[] shift) {
        int d = 2 * (high * n + high);
        int c = d - 2;
        int b = d - 2 * n;
        int a = b - 2;
        if (iteration % 10 == 0) {
            shift[0] = t[d] + size(high, high - 1);
            shift[1] = t[d + 1];
            return;
        }
        // With h = (a - d) / 2 the eigenvalues are d + h -+ sqrt(h^2 + b c); the nearer one is d - b c / (h +- sqrt).
        double hr = (t[a] - t[d]) / 2;
        double hi = (t[a + 1] - t[d + 1]) / 2;
        double pr = t[b] * t[c] - t[b + 1] * t[c + 1];
        double pi = t[b] * t[c + 1] + t[b + 1] * t[c];
        double sr = hr * hr - hi * hi + pr;
        double si = 2 * hr * hi + pi;
        double size = Math.hypot(sr, si);
        double re = Math.sqrt((size + Math.abs(sr)) / 2);
        double im = re == 0 ? 0 : si / (2 * re);
        if (sr < 0) {
            double swap = Math.abs(im);
            im = Math.copySign(re, si);
            re = swap;
        }
        if (hr * re + hi * im < 0) {
            re = -re;
            im = -im;
        }
        shift[0] = t[d];
        shift[1] = t[d + 1];
        if (hr + re != 0 || hi + im != 0) {
            double[] quotient = new double[2];
            ComplexRows.divide(pr, pi, hr + re, hi + im, quotient, 0);
            shift[0] -= quotient[0];
            shift[1] -= quotient[1];
        }
    }

    /** A QR step on the rows and columns from low to high, carried through the whole matrix. */
    private void step(int low, int high, double re, double im, double[] turns) {
        for (int i = low; i <= high; i++) {
            t[2 * (i * n + i)] -= re;
            t[2 * (i * n + i) + 1] -= im;
        }
        for (int k = low; k < high; k++) {
            int x = 2 * (k * n + k);
            int y = x + 2 * n;
            double r = Math.hypot(Math.hypot(t[x], t[x + 1]), Math.hypot(t[y], t[y + 1]));
            double cr = r == 0 ? 1 : t[x] / r;
            double ci = r == 0 ? 0 : t[x + 1] / r;
            double sr = r == 0 ? 0 : t[y] / r;
            double si = r == 0 ? 0 : t[y + 1] / r;
            turns[4 * k] = cr;
            turns[4 * k + 1] = ci;
            turns[4 * k + 2] = sr;
            turns[4 * k + 3] = si;
            // Rows: x' = conj(c) x + conj(s) y, y' = c y - s x.
            for (int j = k; j < n; j++, x += 2, y += 2) {
                double xr = t[x];
                double xi = t[x + 1];
                double yr = t[y];
                double yi = t[y + 1];
                t[x] = cr * xr + ci * xi + sr * yr + si * yi;
                t[x + 1] = cr * xi - ci * xr + sr * yi - si * yr;
                t[y] = cr * yr - ci * yi - sr * xr + si * xi;
                t[y + 1] = cr * yi + ci * yr - sr * xi - si * xr;
            }
        }
        for (int k = low; k < high; k++) {
            turnColumns(t, k, Math.min(k + 2, high + 1), turns);
            if (q != null) {
                turnColumns(q, k, n, turns);
            }
        }
        for (int i = low; i <= high; i++) {
            t[2 * (i * n + i)] += re;
            t[2 * (i * n + i) + 1] += im;
        }
    }

    /** Columns: x' = c x + s y, y' = conj(c) y - conj(s) x. */
    private void turnColumns(double[] a, int k, int rows, double[] turns) {
        double cr = turns[4 * k];
        double ci = turns[4 * k + 1];
        double sr = turns[4 * k + 2];
        double si = turns[4 * k + 3];
        for (int i = 0, x = 2 * k; i < rows; i++, x += 2 * n) {
            double xr = a[x];
            double xi = a[x + 1];
            double yr = a[x + 2];
            double yi = a[x + 3];
            a[x] = cr * xr - ci * xi + sr * yr - si * yi;
            a[x + 1] = cr * xi + ci * xr + sr * yi + si * yr;
            a[x + 2] = cr * yr + ci * yi - sr * xr - si * xi;
            a[x + 3] = cr * yi - ci * yr - sr * xi + si * xr;
        }
    }

    private void vectors(double[] q, double[] vectors, int xo) {
        double norm = Double.MIN_NORMAL;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                norm = Math.max(norm, size(i, j));
            }
        }
        double[] x = new double[2 * n * n];
        double[] f = new double[2];
        for (int j = 0; j < n; j++) {
            double[] y = new double[2 * n];
            y[2 * j] = 1;
            for (int i = j - 1; i >= 0; i--) {
                double re = 0;
                double im = 0;
                for (int k = i + 1, p = 2 * (i * n + i + 1); k <= j; k++, p += 2) {
                    re -= t[p] * y[2 * k] - t[p + 1] * y[2 * k + 1];
                    im -= t[p] * y[2 * k + 1] + t[p + 1] * y[2 * k];
                }
                double dr = t[2 * (i * n + i)] - t[2 * (j * n + j)];
                double di = t[2 * (i * n + i) + 1] - t[2 * (j * n + j) + 1];
                if (Math.abs(dr) + Math.abs(di) < EPS * norm) {
                    dr = EPS * norm;
                    di = 0;
                }
                ComplexRows.divide(re, im, dr, di, f, 0);
                y[2 * i] = f[0];
                y[2 * i + 1] = f[1];
                double large = Math.abs(f[0]) + Math.abs(f[1]);
                if (large > 0x1p500) {
                    ComplexRows.scale(1 / large, 0, y, 0, n);
                }
            }
            for (int i = 0; i < n; i++) {
                x[2 * (i * n + j)] = y[2 * i];
                x[2 * (i * n + j) + 1] = y[2 * i + 1];
            }
        }
        ComplexGemm.multiply(n, n, n, q, 0, n, 1, x, 0, n, 1, vectors, xo, n);
        normalise(n, vectors, xo);
    }

    /** Makes the norm of each column one. */
    static void normalise(int n, double[] vectors, int xo) {
        double[] column = new double[2 * n];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                System.arraycopy(vectors, 2 * (xo + i * n + j), column, 2 * i, 2);
            }
            double norm = ComplexQr.norm(column);
            for (int i = 0; i < n; i++) {
                int p = 2 * (xo + i * n + j);
                vectors[p] /= norm;
                vectors[p + 1] /= norm;
            }
        }
    }
}
