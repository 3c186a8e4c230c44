package org.orrery.ndarray.internal;

import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.ConvergenceException;

/**
 * Eigenvalues and eigenvectors of general real matrices: Householder reflections to Hessenberg form, double QR steps to the
 * real Schur form, back substitution. R. S. Martin, G. Peters and J. H. Wilkinson, "The QR algorithm for real Hessenberg
 * matrices", Numerische Mathematik 14 (1970), and G. Peters and J. H. Wilkinson, "Eigenvectors of real and complex
 * matrices by LR and QR triangularizations", ibid. 16 (1970), as in EISPACK's orthes and hqr2 and in JAMA (public domain).
 */
final class RealEigen {
    private static final double EPS = 0x1p-52;

    /** Steps for an eigenvalue; there are about three. */
    private static final int LIMIT = 300;

    private final int size;
    private final double[][] h;
    private final double[][] v;
    private final double[] d;
    private final double[] e;
    private final double[] quotient = new double[2];
    private double norm;

    private RealEigen(int size) {
        this.size = size;
        this.h = new double[size][size];
        this.v = new double[size][size];
        this.d = new double[size];
        this.e = new double[size];
    }

    static void decompose(
            int n, double[] a, int ao, int lda, double[] values, int vo, double @Nullable [] vectors, int xo) {
        RealEigen r = new RealEigen(n);
        double scale = ComplexRows.scaleOf(a, ao, lda, n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                r.h[i][j] = a[ao + i * lda + j] / scale;
            }
        }
        r.hessenberg();
        r.schur();
        for (int i = 0; i < n; i++) {
            values[2 * (vo + i)] = r.d[i] * scale;
            values[2 * (vo + i) + 1] = r.e[i] * scale;
        }
        if (vectors == null) {
            return;
        }
        r.backSubstitute();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                int p = 2 * (xo + i * n + j);
                boolean second = r.e[j] < 0;
                vectors[p] = r.v[i][second ? j - 1 : j];
                vectors[p + 1] = r.e[j] == 0 ? 0 : second ? -r.v[i][j] : r.v[i][j + 1];
            }
        }
        ComplexEigen.normalise(n, vectors, xo);
    }

    private void hessenberg() {
        int high = size - 1;
        double[] ort = new double[size];
        for (int m = 1; m < high; m++) {
            double scale = 0;
            for (int i = m; i <= high; i++) {
                scale += Math.abs(h[i][m - 1]);
            }
            if (scale == 0) {
                continue;
            }
            double sum = 0;
            for (int i = high; i >= m; i--) {
                ort[i] = h[i][m - 1] / scale;
                sum += ort[i] * ort[i];
            }
            double g = ort[m] > 0 ? -Math.sqrt(sum) : Math.sqrt(sum);
            sum -= ort[m] * g;
            ort[m] -= g;
            double[] f = new double[size];
            for (int i = m; i <= high; i++) {
                add(ort[i] / sum, h[i], m, f);
            }
            for (int i = m; i <= high; i++) {
                add(-ort[i], f, m, h[i]);
            }
            for (int i = 0; i <= high; i++) {
                double s = 0;
                for (int j = high; j >= m; j--) {
                    s += ort[j] * h[i][j];
                }
                s /= sum;
                for (int j = m; j <= high; j++) {
                    h[i][j] -= s * ort[j];
                }
            }
            ort[m] *= scale;
            h[m][m - 1] = scale * g;
        }
        for (int i = 0; i < size; i++) {
            v[i][i] = 1;
        }
        for (int m = high - 1; m >= 1; m--) {
            if (h[m][m - 1] == 0) {
                continue;
            }
            for (int i = m + 1; i <= high; i++) {
                ort[i] = h[i][m - 1];
            }
            for (int j = m; j <= high; j++) {
                double g = 0;
                for (int i = m; i <= high; i++) {
                    g += ort[i] * v[i][j];
                }
                // Divided twice, so that it does not underflow.
                g = (g / ort[m]) / h[m][m - 1];
                for (int i = m; i <= high; i++) {
                    v[i][j] += g * ort[i];
                }
            }
        }
    }

    private static void add(double f, double[] x, int from, double[] y) {
        for (int j = from; j < x.length; j++) {
            y[j] += f * x[j];
        }
    }

    private void schur() {
        norm = 0;
        for (int i = 0; i < size; i++) {
            for (int j = Math.max(i - 1, 0); j < size; j++) {
                norm += Math.abs(h[i][j]);
            }
        }
        int n = size - 1;
        double shifted = 0;
        int iteration = 0;
        while (n >= 0) {
            int l = n;
            while (l > 0) {
                double s = Math.abs(h[l - 1][l - 1]) + Math.abs(h[l][l]);
                if (Math.abs(h[l][l - 1]) < EPS * (s == 0 ? norm : s) || h[l][l - 1] == 0) {
                    break;
                }
                l--;
            }
            if (l == n) {
                h[n][n] += shifted;
                d[n] = h[n][n];
                e[n] = 0;
                n--;
                iteration = 0;
            } else if (l == n - 1) {
                pair(n, shifted);
                n -= 2;
                iteration = 0;
            } else {
                double x = h[n][n];
                double y = h[n - 1][n - 1];
                double w = h[n][n - 1] * h[n - 1][n];
                if (iteration > LIMIT) {
                    throw new ConvergenceException(
                            "eigenvalues of a (" + size + ", " + size + ") matrix did not converge");
                }
                if (iteration % 20 == 10) {
                    // Wilkinson's shift for matrices on which the usual one turns in a circle.
                    shifted += x;
                    shiftDiagonal(n, x);
                    double s = Math.abs(h[n][n - 1]) + Math.abs(h[n - 1][n - 2]);
                    x = 0.75 * s;
                    y = x;
                    w = -0.4375 * s * s;
                } else if (iteration % 20 == 0 && iteration > 0) {
                    double s = (y - x) / 2;
                    s = s * s + w;
                    if (s > 0) {
                        s = y < x ? -Math.sqrt(s) : Math.sqrt(s);
                        s = x - w / ((y - x) / 2 + s);
                        shiftDiagonal(n, s);
                        shifted += s;
                        x = 0.964;
                        y = x;
                        w = x;
                    }
                }
                iteration++;
                step(l, n, x, y, w);
            }
        }
    }

    private void shiftDiagonal(int n, double s) {
        for (int i = 0; i <= n; i++) {
            h[i][i] -= s;
        }
    }

    /** Two eigenvalues at once; real ones make the block triangular. */
    private void pair(int n, double shifted) {
        double w = h[n][n - 1] * h[n - 1][n];
        double p = (h[n - 1][n - 1] - h[n][n]) / 2;
        double q = p * p + w;
        double z = Math.sqrt(Math.abs(q));
        h[n][n] += shifted;
        h[n - 1][n - 1] += shifted;
        double x = h[n][n];
        if (q < 0) {
            d[n - 1] = x + p;
            d[n] = x + p;
            e[n - 1] = z;
            e[n] = -z;
            return;
        }
        z = p >= 0 ? p + z : p - z;
        d[n - 1] = x + z;
        d[n] = z == 0 ? d[n - 1] : x - w / z;
        e[n - 1] = 0;
        e[n] = 0;
        x = h[n][n - 1];
        double r = Math.hypot(x, z);
        p = x / r;
        q = z / r;
        for (int j = n - 1; j < size; j++) {
            z = h[n - 1][j];
            h[n - 1][j] = q * z + p * h[n][j];
            h[n][j] = q * h[n][j] - p * z;
        }
        turnColumns(h, n, n, q, p);
        turnColumns(v, n, size - 1, q, p);
    }

    private static void turnColumns(double[][] a, int n, int last, double q, double p) {
        for (int i = 0; i <= last; i++) {
            double z = a[i][n - 1];
            a[i][n - 1] = q * z + p * a[i][n];
            a[i][n] = q * a[i][n] - p * z;
        }
    }

    /** A double QR step on rows l to n. */
    private void step(int l, int n, double x0, double y0, double w) {
        double x = x0;
        double y = y0;
        double p = 0;
        double q = 0;
        double r = 0;
        int m = n - 2;
        // Two small elements one below the other are as good as a zero.
        while (true) {
            double z = h[m][m];
            r = x - z;
            double s = y - z;
            p = (r * s - w) / h[m + 1][m] + h[m][m + 1];
            q = h[m + 1][m + 1] - z - r - s;
            r = h[m + 2][m + 1];
            s = Math.abs(p) + Math.abs(q) + Math.abs(r);
            p /= s;
            q /= s;
            r /= s;
            if (m == l
                    || Math.abs(h[m][m - 1]) * (Math.abs(q) + Math.abs(r))
                            < EPS
                                    * (Math.abs(p)
                                            * (Math.abs(h[m - 1][m - 1]) + Math.abs(z) + Math.abs(h[m + 1][m + 1])))) {
                break;
            }
            m--;
        }
        for (int i = m + 2; i <= n; i++) {
            h[i][i - 2] = 0;
            if (i > m + 2) {
                h[i][i - 3] = 0;
            }
        }
        for (int k = m; k <= n - 1; k++) {
            boolean three = k != n - 1;
            if (k != m) {
                p = h[k][k - 1];
                q = h[k + 1][k - 1];
                r = three ? h[k + 2][k - 1] : 0;
                x = Math.abs(p) + Math.abs(q) + Math.abs(r);
                if (x == 0) {
                    continue;
                }
                p /= x;
                q /= x;
                r /= x;
            }
            double s = Math.copySign(Math.sqrt(p * p + q * q + r * r), p);
            if (s == 0) {
                continue;
            }
            if (k != m) {
                h[k][k - 1] = -s * x;
            } else if (l != m) {
                h[k][k - 1] = -h[k][k - 1];
            }
            p += s;
            x = p / s;
            y = q / s;
            double z = r / s;
            q /= p;
            r /= p;
            double[] h0 = h[k];
            double[] h1 = h[k + 1];
            double[] h2 = three ? h[k + 2] : h1;
            for (int j = k; j < size; j++) {
                p = h0[j] + q * h1[j];
                if (three) {
                    p += r * h2[j];
                    h2[j] -= p * z;
                }
                h0[j] -= p * x;
                h1[j] -= p * y;
            }
            reflectColumns(h, k, Math.min(n, k + 3), three, x, y, z, q, r);
            reflectColumns(v, k, size - 1, three, x, y, z, q, r);
        }
    }

    private static void reflectColumns(
            double[][] a, int k, int last, boolean three, double x, double y, double z, double q, double r) {
        for (int i = 0; i <= last; i++) {
            double[] row = a[i];
            double p = x * row[k] + y * row[k + 1];
            if (three) {
                p += z * row[k + 2];
                row[k + 2] -= p * r;
            }
            row[k] -= p;
            row[k + 1] -= p * q;
        }
    }

    private void backSubstitute() {
        if (norm == 0) {
            return;
        }
        for (int n = size - 1; n >= 0; n--) {
            if (e[n] == 0) {
                realVector(n);
            } else if (e[n] < 0) {
                complexVector(n);
            }
        }
        double[] row = new double[size];
        for (int i = 0; i < size; i++) {
            java.util.Arrays.fill(row, 0);
            for (int k = 0; k < size; k++) {
                add(v[i][k], h[k], k, row);
            }
            System.arraycopy(row, 0, v[i], 0, size);
        }
    }

    private void realVector(int n) {
        double p = d[n];
        int l = n;
        double z = 0;
        double s = 0;
        h[n][n] = 1;
        for (int i = n - 1; i >= 0; i--) {
            double w = h[i][i] - p;
            double r = 0;
            for (int j = l; j <= n; j++) {
                r += h[i][j] * h[j][n];
            }
            if (e[i] < 0) {
                z = w;
                s = r;
                continue;
            }
            l = i;
            if (e[i] == 0) {
                h[i][n] = -r / (w != 0 ? w : EPS * norm);
            } else {
                double x = h[i][i + 1];
                double y = h[i + 1][i];
                double q = (d[i] - p) * (d[i] - p) + e[i] * e[i];
                double t = (x * s - z * r) / q;
                h[i][n] = t;
                h[i + 1][n] = Math.abs(x) > Math.abs(z) ? (-r - w * t) / x : (-s - y * t) / z;
            }
            double t = Math.abs(h[i][n]);
            if (EPS * t * t > 1) {
                for (int j = i; j <= n; j++) {
                    h[j][n] /= t;
                }
            }
        }
    }

    private void complexVector(int n) {
        double p = d[n];
        double q = e[n];
        int l = n - 1;
        double z = 0;
        double r = 0;
        double s = 0;
        if (Math.abs(h[n][n - 1]) > Math.abs(h[n - 1][n])) {
            h[n - 1][n - 1] = q / h[n][n - 1];
            h[n - 1][n] = -(h[n][n] - p) / h[n][n - 1];
        } else {
            divide(0, -h[n - 1][n], h[n - 1][n - 1] - p, q, n - 1, n);
        }
        h[n][n - 1] = 0;
        h[n][n] = 1;
        for (int i = n - 2; i >= 0; i--) {
            double ra = 0;
            double sa = 0;
            for (int j = l; j <= n; j++) {
                ra += h[i][j] * h[j][n - 1];
                sa += h[i][j] * h[j][n];
            }
            double w = h[i][i] - p;
            if (e[i] < 0) {
                z = w;
                r = ra;
                s = sa;
                continue;
            }
            l = i;
            if (e[i] == 0) {
                divide(-ra, -sa, w, q, i, n);
            } else {
                double x = h[i][i + 1];
                double y = h[i + 1][i];
                double vr = (d[i] - p) * (d[i] - p) + e[i] * e[i] - q * q;
                double vi = (d[i] - p) * 2 * q;
                if (vr == 0 && vi == 0) {
                    vr = EPS * norm * (Math.abs(w) + Math.abs(q) + Math.abs(x) + Math.abs(y) + Math.abs(z));
                }
                divide(x * r - z * ra + q * sa, x * s - z * sa - q * ra, vr, vi, i, n);
                if (Math.abs(x) > Math.abs(z) + Math.abs(q)) {
                    h[i + 1][n - 1] = (-ra - w * h[i][n - 1] + q * h[i][n]) / x;
                    h[i + 1][n] = (-sa - w * h[i][n] - q * h[i][n - 1]) / x;
                } else {
                    divide(-r - y * h[i][n - 1], -s - y * h[i][n], z, q, i + 1, n);
                }
            }
            double t = Math.max(Math.abs(h[i][n - 1]), Math.abs(h[i][n]));
            if (EPS * t * t > 1) {
                for (int j = i; j <= n; j++) {
                    h[j][n - 1] /= t;
                    h[j][n] /= t;
                }
            }
        }
    }

    /** A complex quotient, to row i of the columns that hold the vector. */
    private void divide(double ar, double ai, double br, double bi, int i, int n) {
        ComplexRows.divide(ar, ai, br, bi, quotient, 0);
        h[i][n - 1] = quotient[0];
        h[i][n] = quotient[1];
    }
}
