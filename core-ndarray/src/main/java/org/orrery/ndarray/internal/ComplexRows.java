package org.orrery.ndarray.internal;

/** Loops over rows of interleaved complex numbers; places and counts are in complex numbers. */
final class ComplexRows {
    private ComplexRows() {}

    /** Adds {@code (re + i im) x} to y. */
    static void axpy(double re, double im, double[] x, int xo, double[] y, int yo, int n) {
        for (int j = 0, p = 2 * xo, q = 2 * yo; j < n; j++, p += 2, q += 2) {
            y[q] += re * x[p] - im * x[p + 1];
            y[q + 1] += re * x[p + 1] + im * x[p];
        }
    }

    /** Adds {@code (re + i im) conj(x)} to y. */
    static void axpyConjugate(double re, double im, double[] x, int xo, double[] y, int yo, int n) {
        for (int j = 0, p = 2 * xo, q = 2 * yo; j < n; j++, p += 2, q += 2) {
            y[q] += re * x[p] + im * x[p + 1];
            y[q + 1] += im * x[p] - re * x[p + 1];
        }
    }

    /** Multiplies x by {@code re + i im}. */
    static void scale(double re, double im, double[] x, int xo, int n) {
        for (int j = 0, p = 2 * xo; j < n; j++, p += 2) {
            double t = re * x[p] - im * x[p + 1];
            x[p + 1] = re * x[p + 1] + im * x[p];
            x[p] = t;
        }
    }

    /** Twice the greatest exponent's power of two, by which all numbers become less than one; 1 for zeros. */
    static double scaleOf(double[] a, int from, int step, int rows, int length) {
        double largest = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = from + i * step; j < from + i * step + length; j++) {
                largest = Math.max(largest, Math.abs(a[j]));
            }
        }
        return largest == 0 ? 1 : Math.scalb(1.0, Math.max(-1021, Math.min(1022, Math.getExponent(largest) + 1)));
    }

    /** The quotient of complex numbers, without undue overflow (R. L. Smith, CACM 5, 1962). */
    static void divide(double ar, double ai, double br, double bi, double[] out, int at) {
        if (Math.abs(br) >= Math.abs(bi)) {
            double r = bi / br;
            double d = br + r * bi;
            out[at] = (ar + ai * r) / d;
            out[at + 1] = (ai - ar * r) / d;
        } else {
            double r = br / bi;
            double d = bi + r * br;
            out[at] = (ar * r + ai) / d;
            out[at + 1] = (ai * r - ar) / d;
        }
    }
}
