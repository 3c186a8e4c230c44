package org.orrery.ndarray.internal;

import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.ConvergenceException;

/**
 * Eigenvalues and eigenvectors of a real symmetric tridiagonal matrix by the implicit QL method: H. Bowdler, R. S. Martin,
 * C. Reinsch and J. H. Wilkinson, "The QR and QL algorithms for symmetric matrices", Numerische Mathematik 11 (1968), as
 * in EISPACK's tql2.
 */
final class TridiagonalQl {
    private static final double EPS = 0x1p-52;
    private static final int LIMIT = 60;

    private TridiagonalQl() {}

    /**
     * Finds the eigenvalues, in no order.
     *
     * @param d the diagonal, overwritten by the eigenvalues
     * @param e what is below the diagonal, and a last element that is not read; overwritten
     * @param z rows that the rotations are applied to, at first those of the identity, then the eigenvectors; or null
     */
    static void decompose(double[] d, double[] e, double @Nullable [][] z) {
        int n = d.length;
        e[n - 1] = 0;
        double f = 0;
        double largest = 0;
        for (int l = 0; l < n; l++) {
            largest = Math.max(largest, Math.abs(d[l]) + Math.abs(e[l]));
            int m = l;
            while (Math.abs(e[m]) > EPS * largest) {
                m++;
            }
            for (int iteration = 0; m > l && Math.abs(e[l]) > EPS * largest; iteration++) {
                if (iteration == LIMIT) {
                    throw new ConvergenceException(
                            "eigenvalues of a tridiagonal (" + n + ", " + n + ") matrix did not converge");
                }
                double g = d[l];
                double p = (d[l + 1] - g) / (2 * e[l]);
                double r = Math.copySign(Math.hypot(p, 1), p);
                d[l] = e[l] / (p + r);
                d[l + 1] = e[l] * (p + r);
                double next = d[l + 1];
                double h = g - d[l];
                for (int i = l + 2; i < n; i++) {
                    d[i] -= h;
                }
                f += h;
                p = d[m];
                double c = 1;
                double c2 = 1;
                double c3 = 1;
                double el1 = e[l + 1];
                double s = 0;
                double s2 = 0;
                for (int i = m - 1; i >= l; i--) {
                    c3 = c2;
                    c2 = c;
                    s2 = s;
                    g = c * e[i];
                    h = c * p;
                    r = Math.hypot(p, e[i]);
                    e[i + 1] = s * r;
                    s = e[i] / r;
                    c = p / r;
                    p = c * d[i] - s * g;
                    d[i + 1] = h + s * (c * g + s * d[i]);
                    if (z != null) {
                        rotate(z[i], z[i + 1], c, s);
                    }
                }
                p = -s * s2 * c3 * el1 * e[l] / next;
                e[l] = s * p;
                d[l] = c * p;
            }
            d[l] += f;
            e[l] = 0;
        }
    }

    private static void rotate(double[] x, double[] y, double c, double s) {
        for (int k = 0; k < x.length; k++) {
            double h = y[k];
            y[k] = s * x[k] + c * h;
            x[k] = c * x[k] - s * h;
        }
    }
}
