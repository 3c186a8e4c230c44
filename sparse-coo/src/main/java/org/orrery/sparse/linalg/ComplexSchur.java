package org.orrery.sparse.linalg;

import org.orrery.ndarray.ConvergenceException;

/**
 * The Schur form {@code B = Q T Q^H} of a small real matrix, with complex numbers, so that T is a triangle and its diagonal
 * can be put in any order: Householder reflections to Hessenberg form, then QR steps with Wilkinson's shift; Golub and Van
 * Loan, "Matrix Computations", 4th edition, sections 7.4 to 7.6.
 */
final class ComplexSchur {
    private static final double EPS = 0x1p-52;

    /** Steps for an eigenvalue; there are about two. */
    private static final int LIMIT = 300;

    private final int n;
    private final double[][] tr;
    private final double[][] ti;
    private final double[][] qr;
    private final double[][] qi;

    // The rotation in use.
    private double c;
    private double sr;
    private double si;

    private ComplexSchur(int n) {
        this.n = n;
        tr = new double[n][n];
        ti = new double[n][n];
        qr = new double[n][n];
        qi = new double[n][n];
    }

    static ComplexSchur of(double[][] b, int n) {
        ComplexSchur s = new ComplexSchur(n);
        for (int i = 0; i < n; i++) {
            System.arraycopy(b[i], 0, s.tr[i], 0, n);
            s.qr[i][i] = 1;
        }
        s.hessenberg();
        s.iterate();
        return s;
    }

    double re(int i) {
        return tr[i][i];
    }

    double im(int i) {
        return ti[i][i];
    }

    /** The size of the largest element of the diagonal. */
    double scale() {
        double scale = 0;
        for (int i = 0; i < n; i++) {
            scale = Math.max(scale, size(i, i));
        }
        return scale;
    }

    private void hessenberg() {
        double[] v = new double[n];
        for (int k = 0; k < n - 2; k++) {
            double norm = 0;
            for (int i = k + 1; i < n; i++) {
                norm = Math.hypot(norm, tr[i][k]);
                v[i] = tr[i][k];
            }
            if (norm == 0) {
                continue;
            }
            v[k + 1] += v[k + 1] < 0 ? -norm : norm;
            double square = 0;
            for (int i = k + 1; i < n; i++) {
                square += v[i] * v[i];
            }
            for (int j = k; j < n; j++) {
                double sum = 0;
                for (int i = k + 1; i < n; i++) {
                    sum += v[i] * tr[i][j];
                }
                sum *= 2 / square;
                for (int i = k + 1; i < n; i++) {
                    tr[i][j] -= sum * v[i];
                }
            }
            for (double[][] m : new double[][][] {tr, qr}) {
                for (int i = 0; i < n; i++) {
                    double sum = 0;
                    for (int j = k + 1; j < n; j++) {
                        sum += m[i][j] * v[j];
                    }
                    sum *= 2 / square;
                    for (int j = k + 1; j < n; j++) {
                        m[i][j] -= sum * v[j];
                    }
                }
            }
            for (int i = k + 2; i < n; i++) {
                tr[i][k] = 0;
            }
        }
    }

    private double size(int i, int j) {
        return Math.hypot(tr[i][j], ti[i][j]);
    }

    private void iterate() {
        double scale = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                scale = Math.max(scale, Math.abs(tr[i][j]));
            }
        }
        int high = n - 1;
        int steps = 0;
        while (high > 0) {
            int low = high;
            while (low > 0) {
                double around = size(low, low) + size(low - 1, low - 1);
                if (size(low, low - 1) <= EPS * (around == 0 ? scale : around)) {
                    tr[low][low - 1] = 0;
                    ti[low][low - 1] = 0;
                    break;
                }
                low--;
            }
            if (low == high) {
                high--;
                steps = 0;
                continue;
            }
            if (++steps > LIMIT) {
                throw new ConvergenceException("the eigenvalues of a matrix of " + n + " rows were not found");
            }
            step(low, high, steps % 10 == 0);
        }
    }

    /** A QR step on the rows from low to high. */
    private void step(int low, int high, boolean exceptional) {
        double[] mu = exceptional ? new double[] {tr[high][high] + size(high, high - 1), ti[high][high]} : shift(high);
        for (int i = low; i <= high; i++) {
            tr[i][i] -= mu[0];
            ti[i][i] -= mu[1];
        }
        double[][] rotations = new double[high - low][];
        for (int k = low; k < high; k++) {
            rotation(tr[k][k], ti[k][k], tr[k + 1][k], ti[k + 1][k]);
            rows(k, k);
            rotations[k - low] = new double[] {c, sr, si};
        }
        for (int k = low; k < high; k++) {
            c = rotations[k - low][0];
            sr = rotations[k - low][1];
            si = rotations[k - low][2];
            columns(tr, ti, k, Math.min(k + 2, n));
            columns(qr, qi, k, n);
        }
        for (int i = low; i <= high; i++) {
            tr[i][i] += mu[0];
            ti[i][i] += mu[1];
        }
    }

    /** The eigenvalue of the last two rows and columns that is nearer to the last element. */
    private double[] shift(int high) {
        int k = high - 1;
        double dr = (tr[k][k] - tr[high][high]) / 2;
        double di = (ti[k][k] - ti[high][high]) / 2;
        double pr = tr[k][high] * tr[high][k] - ti[k][high] * ti[high][k];
        double pi = tr[k][high] * ti[high][k] + ti[k][high] * tr[high][k];
        // The eigenvalues are last + d +- sqrt(d^2 + p); that nearer to the last is last - p / (d +- sqrt), with the
        // larger.
        double[] root = squareRoot(dr * dr - di * di + pr, 2 * dr * di + pi);
        double sign = dr * root[0] + di * root[1] < 0 ? -1 : 1;
        double er = dr + sign * root[0];
        double ei = di + sign * root[1];
        double square = er * er + ei * ei;
        if (square == 0) {
            return new double[] {tr[high][high], ti[high][high]};
        }
        return new double[] {
            tr[high][high] - (pr * er + pi * ei) / square, ti[high][high] - (pi * er - pr * ei) / square
        };
    }

    private static double[] squareRoot(double re, double im) {
        double size = Math.hypot(re, im);
        double r = Math.sqrt((size + Math.abs(re)) / 2);
        if (r == 0) {
            return new double[2];
        }
        double other = Math.abs(im) / (2 * r);
        double i = im < 0 ? -1 : 1;
        return re >= 0 ? new double[] {r, i * other} : new double[] {other, i * r};
    }

    /** The rotation that takes (a, b) to (r, 0). */
    private void rotation(double ar, double ai, double br, double bi) {
        double a = Math.hypot(ar, ai);
        double b = Math.hypot(br, bi);
        if (b == 0) {
            c = 1;
            sr = 0;
            si = 0;
        } else if (a == 0) {
            c = 0;
            sr = br / b;
            si = -bi / b;
        } else {
            double r = Math.hypot(a, b);
            c = a / r;
            // s = (a / |a|) conj(b) / r
            sr = (ar * br + ai * bi) / a / r;
            si = (ai * br - ar * bi) / a / r;
        }
    }

    /** Applies the rotation to rows k and k + 1, from a column on. */
    private void rows(int k, int from) {
        for (int j = from; j < n; j++) {
            double xr = tr[k][j];
            double xi = ti[k][j];
            double yr = tr[k + 1][j];
            double yi = ti[k + 1][j];
            tr[k][j] = c * xr + sr * yr - si * yi;
            ti[k][j] = c * xi + sr * yi + si * yr;
            tr[k + 1][j] = c * yr - (sr * xr + si * xi);
            ti[k + 1][j] = c * yi - (sr * xi - si * xr);
        }
    }

    /** Applies the inverse of the rotation to columns k and k + 1, above a row. */
    private void columns(double[][] re, double[][] im, int k, int to) {
        for (int i = 0; i < to; i++) {
            double xr = re[i][k];
            double xi = im[i][k];
            double yr = re[i][k + 1];
            double yi = im[i][k + 1];
            re[i][k] = c * xr + sr * yr + si * yi;
            im[i][k] = c * xi + sr * yi - si * yr;
            re[i][k + 1] = c * yr - (sr * xr - si * xi);
            im[i][k + 1] = c * yi - (sr * xi + si * xr);
        }
    }

    /** Moves some elements of the diagonal to its begin, in their order. */
    void order(Integer[] wanted, int count) {
        int[] places = new int[n];
        for (int i = 0; i < n; i++) {
            places[i] = i;
        }
        for (int target = 0; target < count; target++) {
            int at = 0;
            while (places[at] != wanted[target]) {
                at++;
            }
            for (; at > target; at--) {
                exchange(at - 1);
                int swap = places[at];
                places[at] = places[at - 1];
                places[at - 1] = swap;
            }
        }
    }

    /** Exchanges the elements k and k + 1 of the diagonal. */
    private void exchange(int k) {
        double ar = tr[k][k];
        double ai = ti[k][k];
        double br = tr[k + 1][k + 1];
        double bi = ti[k + 1][k + 1];
        rotation(tr[k][k + 1], ti[k][k + 1], br - ar, bi - ai);
        rows(k, k);
        columns(tr, ti, k, Math.min(k + 2, n));
        columns(qr, qi, k, n);
        tr[k][k] = br;
        ti[k][k] = bi;
        tr[k + 1][k + 1] = ar;
        ti[k + 1][k + 1] = ai;
        tr[k + 1][k] = 0;
        ti[k + 1][k] = 0;
    }

    /**
     * An eigenvector of the matrix.
     *
     * @param k the place of its value on the diagonal
     * @return real and imaginary parts, of length 1 together
     */
    double[][] vector(int k) {
        double[] yr = new double[n];
        double[] yi = new double[n];
        yr[k] = 1;
        double least = Math.max(EPS * scale(), 1e-150);
        for (int i = k - 1; i >= 0; i--) {
            double r = 0;
            double m = 0;
            for (int j = i + 1; j <= k; j++) {
                r += tr[i][j] * yr[j] - ti[i][j] * yi[j];
                m += tr[i][j] * yi[j] + ti[i][j] * yr[j];
            }
            double dr = tr[k][k] - tr[i][i];
            double di = ti[k][k] - ti[i][i];
            if (Math.hypot(dr, di) < least) {
                // Equal values: as if they differed by rounding.
                dr = least;
                di = 0;
            }
            double square = dr * dr + di * di;
            yr[i] = (r * dr + m * di) / square;
            yi[i] = (m * dr - r * di) / square;
            double large = Math.max(Math.abs(yr[i]), Math.abs(yi[i]));
            if (large > 1e100) {
                for (int j = i; j <= k; j++) {
                    yr[j] /= large;
                    yi[j] /= large;
                }
            }
        }
        double[][] x = new double[2][n];
        double norm = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= k; j++) {
                x[0][i] += qr[i][j] * yr[j] - qi[i][j] * yi[j];
                x[1][i] += qr[i][j] * yi[j] + qi[i][j] * yr[j];
            }
            norm = Math.hypot(norm, Math.hypot(x[0][i], x[1][i]));
        }
        Vectors.scale(1 / norm, x[0]);
        Vectors.scale(1 / norm, x[1]);
        return x;
    }

    /**
     * A real orthonormal basis of what the first Schur vectors span, of which conjugates are both there or both not: the
     * projection on that space is real, and its eigenvectors of value one are the basis.
     */
    double[][] realBasis(int count) {
        double[][] projection = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < count; k++) {
                    sum += qr[i][k] * qr[j][k] + qi[i][k] * qi[j][k];
                }
                projection[i][j] = sum;
            }
        }
        double[][] all = SmallDense.symmetric(projection, n).vectors();
        double[][] basis = new double[count][];
        System.arraycopy(all, n - count, basis, 0, count);
        return basis;
    }
}
