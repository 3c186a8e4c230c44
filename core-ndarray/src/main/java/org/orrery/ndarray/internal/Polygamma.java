package org.orrery.ndarray.internal;

/**
 * The first two derivatives of the logarithm of the gamma function, by recurrence to where the asymptotic series is
 * exact to the last bits.
 *
 * <p>Source: M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions, 6.3.5 to 6.3.18 and 6.4.6 to 6.4.12.
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
     * The second derivative.
     *
     * @param x the argument
     * @return the value; infinite at zero and the negative integers
     */
    public static double trigamma(double x) {
        if (x <= 0) {
            double sine = Math.sin(Math.PI * (x - Math.rint(x)));
            return sine == 0 ? Double.POSITIVE_INFINITY : Math.PI * Math.PI / (sine * sine) - trigamma(1 - x);
        }
        double below = 0;
        double z = x;
        for (; z < FAR; z++) {
            below += 1 / (z * z);
        }
        double q = 1 / (z * z);
        double sum = 0;
        for (int k = BERNOULLI.length; k >= 1; k--) {
            sum = (sum + BERNOULLI[k - 1]) * q;
        }
        return below + (1 + 0.5 / z + sum) / z;
    }
}
