package org.orrery.ndarray.internal;

/**
 * Roots of unity to the last bit but one. The angle is taken to the first octant in whole numbers, divided in double
 * double arithmetic, and its low part corrects sine and cosine to first order.
 */
final class Roots {
    /** 2 pi as the sum of two doubles. */
    private static final double TURN = 2 * Math.PI;

    private static final double TURN_LOW = 2.4492935982947064e-16;

    private Roots() {}

    /**
     * Writes exp(-2 pi i k / n).
     *
     * @param k the numerator, {@code 0 <= k < n}
     * @param n the order, at most 2^60
     * @param out where the real and the imaginary part are written
     * @param re the place of the real part
     * @param im the place of the imaginary part
     */
    static void write(long k, long n, double[] out, int re, int im) {
        // Eighths of the turn: 8 k = octant n + rest.
        long octant = 8 * k / n;
        long rest = 8 * k % n;
        // In odd octants the angle is measured back from the octant's end, so that it is at most pi / 4.
        long eighths = (octant & 1) == 0 ? rest : n - rest;
        double x = eighths;
        double d = 8.0 * n;
        double q = x / d;
        double remainder = Math.fma(-q, d, x) / d;
        double high = q * TURN;
        double low = Math.fma(q, TURN, -high) + (q * TURN_LOW + remainder * TURN);
        double c = StrictMath.cos(high);
        double s = StrictMath.sin(high);
        double cos = c - s * low;
        double sin = s + c * low;
        boolean exchanged = octant == 1 || octant == 2 || octant == 5 || octant == 6;
        double a = exchanged ? sin : cos;
        double b = exchanged ? cos : sin;
        out[re] = octant >= 2 && octant < 6 ? -a : a;
        out[im] = octant < 4 ? -b : b;
    }
}
