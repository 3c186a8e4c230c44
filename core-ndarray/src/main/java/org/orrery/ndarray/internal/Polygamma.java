package org.orrery.ndarray.internal;

/**
 * The derivatives of the logarithm of the gamma function, by recurrence to where the asymptotic series is exact to the
 * last bits.
 *
 * <p>Source: M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions, 6.3.5 to 6.3.18 and 6.4.6 to 6.4.11.
 */
public final class Polygamma {
    /** From here on, eight terms of the series suffice. */
    private static final double FAR = 12;

    /** The Bernoulli numbers of orders 2, 4, ... 16. */
    private static final double[] BERNOULLI = {
        1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510
    };

    private Polygamma() {}

    /**
     * The first derivative.
     *
     * @param x the argument
     * @return the value; NaN at zero and the negative integers
     */
    public static double digamma(double x) {
        if (x <= 0) {
            return x == Math.rint(x) ? Double.NaN : digamma(1 - x) - Math.PI / Math.tan(Math.PI * (x - Math.rint(x)));
        }
        double below = 0;
        double z = x;
        for (; z < FAR; z++) {
            below += 1 / z;
        }
        double q = 1 / (z * z);
        double sum = 0;
        for (int k = BERNOULLI.length; k >= 1; k--) {
            sum = (sum + BERNOULLI[k - 1] / (2 * k)) * q;
        }
        return Math.log(z) - 0.5 / z - sum - below;
    }

    /**
     * Derivative n + 1 of the logarithm of the gamma function.
     *
     * @param n the order, at least 1
     * @param x the argument
     * @return the value; infinite at zero and the negative integers
     */
    public static double polygamma(int n, double x) {
        if (x > 0 || Double.isNaN(x)) {
            return n % 2 == 1 ? positive(n, x) : -positive(n, x);
        }
        double fraction = x - Math.rint(x);
        if (fraction == 0) {
            return n % 2 == 1 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        // Reflection; positive() is the value without the sign (-1)^(n + 1), so this one is always subtracted.
        return -cotangent(n, fraction) - positive(n, 1 - x);
    }

    /** Derivative n of pi cot(pi x): a polynomial in the cotangent, whose derivative is -pi (1 + cot^2). */
    private static double cotangent(int n, double x) {
        double[] c = new double[n + 2];
        c[1] = Math.PI;
        for (int k = 0; k < n; k++) {
            double[] next = new double[n + 2];
            for (int i = 1; i <= k + 1; i++) {
                next[i - 1] -= Math.PI * i * c[i];
                next[i + 1] -= Math.PI * i * c[i];
            }
            c = next;
        }
        double cot = 1 / Math.tan(Math.PI * x);
        double sum = 0;
        for (int i = n + 1; i >= 0; i--) {
            sum = sum * cot + c[i];
        }
        return sum;
    }

    /** {@code n! sum 1 / (x + k)^(n + 1)} over k from 0, for positive x. */
    private static double positive(int n, double x) {
        if (x == Double.POSITIVE_INFINITY) {
            return 0;
        }
        double factorial = 1;
        for (int i = 2; i <= n; i++) {
            factorial *= i;
        }
        double below = 0;
        double z = x;
        for (; z < FAR + 2 * n; z++) {
            below += factorial * Math.pow(z, -n - 1);
        }
        double q = 1 / (z * z);
        double sum = 0;
        for (int k = BERNOULLI.length; k >= 1; k--) {
            // Each term's factor is that of the one before times this.
            sum = (sum + BERNOULLI[k - 1]) * q * (n + 2 * k - 2) / (2 * k - 1) * (n + 2 * k - 1) / (2 * k);
        }
        return below + factorial / n * Math.pow(z, -n) * (1 + 0.5 * n / z + sum);
    }
}
