package org.orrery.ndarray.internal;

/**
 * Bessel functions of integer order and real argument.
 *
 * <p>Source: M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions: power series (9.1.10, 9.6.10), Bessel's
 * integral (9.1.21), whose trapezoidal sum converges faster than any power since the integrand is periodic, and the
 * asymptotic series (9.2.5, 9.7.1).
 */
public final class Bessel {
    /** From here on, the terms of the asymptotic series of J fall below the unit roundoff before they grow. */
    private static final double FAR = 30;

    /** Up to here the terms of the series of J cancel little. */
    private static final double NEAR = 2;

    /** Points of the integral's sum over half a turn: its error is J of order {@code 2 POINTS - n}, nothing at 30. */
    private static final int POINTS = 48;

    private static final double[] SINES = new double[POINTS + 1];

    static {
        for (int i = 0; i <= POINTS; i++) {
            SINES[i] = StrictMath.sin(Math.PI * i / POINTS);
        }
    }

    private Bessel() {}

    /**
     * The modified function of the first kind, I.
     *
     * @param order 0 or 1
     * @param x the argument
     * @return the value
     */
    public static double i(int order, double x) {
        double a = Math.abs(x);
        double value = a < FAR ? series(order, a, 1) : Math.exp(a / 2) * (Math.exp(a / 2) * farI(order, a));
        return order == 1 && x < 0 ? -value : value;
    }

    /** Without the factor exp(x), which may overflow where the product does not. */
    private static double farI(int order, double x) {
        if (x == Double.POSITIVE_INFINITY) {
            return 1;
        }
        double mu = 4.0 * order * order;
        double term = 1;
        double sum = 1;
        for (int k = 1; Math.abs(term) > 0x1p-56 * Math.abs(sum) && k < 2 * x; k++) {
            double odd = 2.0 * k - 1;
            term *= -(mu - odd * odd) / (k * 8 * x);
            sum += term;
        }
        return sum / Math.sqrt(2 * Math.PI * x);
    }

    /** The power series: of I with sign 1, of J with -1. */
    private static double series(int order, double x, int sign) {
        double h = x / 2;
        double q = sign * h * h;
        double term = order == 0 ? 1 : h;
        double sum = term;
        for (int k = 1; Math.abs(term) > 0x1p-56 * Math.abs(sum); k++) {
            term *= q / (k * (double) (k + order));
            sum += term;
        }
        return sum;
    }

    /**
     * The function of the first kind, J.
     *
     * @param order 0 or 1
     * @param x the argument
     * @return the value
     */
    public static double j(int order, double x) {
        double a = Math.abs(x);
        double value;
        if (a < NEAR) {
            value = series(order, a, -1);
        } else if (a < FAR) {
            value = integral(order, a);
        } else {
            value = farJ(order, a);
        }
        return order == 1 && x < 0 ? -value : value;
    }

    private static double integral(int order, double x) {
        double sum = 0;
        for (int i = 0; i <= POINTS; i++) {
            double value = Math.cos(order * Math.PI * i / POINTS - x * SINES[i]);
            sum += i == 0 || i == POINTS ? value / 2 : value;
        }
        return sum / POINTS;
    }

    private static double farJ(int order, double x) {
        if (x == Double.POSITIVE_INFINITY) {
            return 0;
        }
        double mu = 4.0 * order * order;
        double term = 1;
        double p = 1;
        double q = 0;
        for (int k = 1; Math.abs(term) > 0x1p-56 && k < 2 * x; k++) {
            double odd = 2.0 * k - 1;
            term *= (mu - odd * odd) / (k * 8 * x);
            if (k % 2 == 1) {
                q += k % 4 == 1 ? term : -term;
            } else {
                p += k % 4 == 2 ? -term : term;
            }
        }
        // cos and sin of x - order pi / 2 - pi / 4, without the rounding of that difference.
        double c = Math.cos(x);
        double s = Math.sin(x);
        double cos = order == 0 ? c + s : s - c;
        double sin = order == 0 ? s - c : -(s + c);
        return (p * cos - q * sin) / Math.sqrt(Math.PI * x);
    }
}
