package org.orrery.ndarray.internal;

import java.util.Arrays;

/** QR factorisation of complex matrices by Householder reflections; the diagonal of R is real. */
final class ComplexQr {
    private ComplexQr() {}

    static void decompose(int m, int n, double[] a, int ao, int lda, int size, double[] q, int qo, double[] r, int ro) {
        int steps = Math.min(m, n);
        double scale = ComplexRows.scaleOf(a, 2 * ao, 2 * lda, m, 2 * n);
        for (int i = 0; i < m; i++) {
            ComplexRows.scale(1 / scale, 0, a, ao + i * lda, n);
        }
        double[][] reflections = new double[steps][];
        double[] row = new double[2 * Math.max(n, size)];
        for (int k = 0; k < steps; k++) {
            double[] v = new double[2 * (m - k)];
            for (int i = k; i < m; i++) {
                v[2 * (i - k)] = a[2 * (ao + i * lda + k)];
                v[2 * (i - k) + 1] = a[2 * (ao + i * lda + k) + 1];
            }
            reflections[k] = v;
            if (reflector(v)) {
                reflect(v, a, ao + k * lda + k, lda, n - k, row);
            }
        }
        Arrays.fill(r, 2 * ro, 2 * (ro + size * n), 0);
        for (int i = 0; i < steps; i++) {
            System.arraycopy(a, 2 * (ao + i * lda + i), r, 2 * (ro + i * n + i), 2 * (n - i));
        }
        Arrays.fill(q, 2 * qo, 2 * (qo + m * size), 0);
        for (int i = 0; i < Math.min(m, size); i++) {
            q[2 * (qo + i * size + i)] = 1;
        }
        for (int k = steps - 1; k >= 0; k--) {
            if (reflections[k][0] != 0 || reflections[k][1] != 0) {
                reflect(reflections[k], q, qo + k * size + k, size, size - k, row);
            }
        }
        for (int i = 0; i < steps; i++) {
            real(i, m, n, size, q, qo, r, ro);
            ComplexRows.scale(scale, 0, r, ro + i * n, n);
        }
    }

    /**
     * Makes of a vector x the v of norm sqrt(2) for which {@code x - v (v^H x)} is a multiple of the first unit vector.
     *
     * @return false if x is zero, and then v is too
     */
    static boolean reflector(double... v) {
        double norm = norm(v);
        if (norm == 0) {
            return false;
        }
        double first = Math.hypot(v[0], v[1]);
        double re = first == 0 ? 1 : v[0] / first;
        double im = first == 0 ? 0 : v[1] / first;
        // |v|^2 = 2 norm (norm + first) for v = x + norm e^(i arg x_0) e_0; scaled to two.
        double f = Math.sqrt(norm) * Math.sqrt(norm + first);
        v[0] += norm * re;
        v[1] += norm * im;
        for (int i = 0; i < v.length; i++) {
            v[i] /= f;
        }
        return true;
    }

    /** The Euclidean norm, of numbers of any magnitude. */
    static double norm(double... v) {
        double largest = 0;
        for (double x : v) {
            largest = Math.max(largest, Math.abs(x));
        }
        if (largest == 0) {
            return 0;
        }
        // A power of two, so that nothing is rounded.
        double f = Math.scalb(1.0, -Math.max(-1021, Math.min(1021, Math.getExponent(largest))));
        double sum = 0;
        for (double x : v) {
            sum += f * x * (f * x);
        }
        return Math.sqrt(sum) / f;
    }

    /** Subtracts {@code v (v^H a)} from a part of a matrix that begins at a place. */
    static void reflect(double[] v, double[] a, int at, int lda, int n, double[] row) {
        Arrays.fill(row, 0, 2 * n, 0);
        for (int i = 0; i < v.length / 2; i++) {
            ComplexRows.axpy(v[2 * i], -v[2 * i + 1], a, at + i * lda, row, 0, n);
        }
        for (int i = 0; i < v.length / 2; i++) {
            ComplexRows.axpy(-v[2 * i], -v[2 * i + 1], row, 0, a, at + i * lda, n);
        }
    }

    /** Turns the phase of a row of R and of the column of Q, so that the diagonal is real. */
    private static void real(int i, int m, int n, int size, double[] q, int qo, double[] r, int ro) {
        int d = 2 * (ro + i * n + i);
        double size2 = Math.hypot(r[d], r[d + 1]);
        if (r[d + 1] == 0 || size2 == 0) {
            return;
        }
        double re = r[d] / size2;
        double im = r[d + 1] / size2;
        ComplexRows.scale(re, -im, r, ro + i * n, n);
        r[d] = size2;
        r[d + 1] = 0;
        for (int k = 0; k < m; k++) {
            ComplexRows.scale(re, im, q, qo + k * size + i, 1);
        }
    }
}
