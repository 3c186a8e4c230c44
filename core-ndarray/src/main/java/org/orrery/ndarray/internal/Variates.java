package org.orrery.ndarray.internal;

import java.util.function.LongSupplier;

/**
 * Variates of distributions by exact methods of rejection or inversion. Each takes its first word as an argument and
 * more words from a supplier; functions go through {@link StrictMath}, so that the results have the same bits
 * everywhere.
 */
public final class Variates {
    /** Up to this mean, counting is as fast as rejection. */
    private static final double SMALL = 10;

    private Variates() {}

    /** Uniform in (0, 1), both ends excluded. */
    private static double open(long word) {
        return ((word >>> 12) + 0.5) * 0x1p-52;
    }

    /**
     * The gamma distribution with scale 1. Source: G. Marsaglia, W. W. Tsang, "A simple method for generating gamma
     * variables", ACM Trans. Math. Softw. 26 (2000).
     *
     * @param shape the shape, positive
     * @param word a random word
     * @param more more of them
     * @return a variate
     */
    public static double gamma(double shape, long word, LongSupplier more) {
        if (shape < 1) {
            double u = open(word);
            return gamma(shape + 1, more.getAsLong(), more) * StrictMath.pow(u, 1 / shape);
        }
        double d = shape - 1 / 3.0;
        double c = 1 / StrictMath.sqrt(9 * d);
        long next = word;
        while (true) {
            double x = Ziggurat.normal(next, more);
            double v = 1 + c * x;
            if (v > 0) {
                v = v * v * v;
                double u = open(more.getAsLong());
                double square = x * x;
                if (u < 1 - 0.0331 * square * square
                        || StrictMath.log(u) < 0.5 * square + d * (1 - v + StrictMath.log(v))) {
                    return d * v;
                }
            }
            next = more.getAsLong();
        }
    }

    /**
     * The beta distribution: of two gamma variates, or, where both parameters are small so that these might vanish, by
     * M. D. Jöhnk, Metrika 8 (1964).
     *
     * @param a the first parameter, positive
     * @param b the second parameter, positive
     * @param word a random word
     * @param more more of them
     * @return a variate
     */
    public static double beta(double a, double b, long word, LongSupplier more) {
        if (a > 1 || b > 1) {
            double x = gamma(a, word, more);
            return x / (x + gamma(b, more.getAsLong(), more));
        }
        double u = StrictMath.log(open(word)) / a;
        while (true) {
            double v = StrictMath.log(open(more.getAsLong())) / b;
            // In logarithms, since powers of small numbers vanish.
            double larger = Math.max(u, v);
            double sum = larger + StrictMath.log(StrictMath.exp(u - larger) + StrictMath.exp(v - larger));
            if (sum <= 0) {
                return StrictMath.exp(u - sum);
            }
            u = StrictMath.log(open(more.getAsLong())) / a;
        }
    }

    /**
     * The Laplace distribution with mean 0 and scale 1.
     *
     * @param word a random word
     * @param more more of them
     * @return a variate
     */
    public static double laplace(long word, LongSupplier more) {
        double size = Ziggurat.exponential(word, more);
        return more.getAsLong() < 0 ? -size : size;
    }

    /**
     * Student's distribution.
     *
     * @param freedom the degrees of freedom, positive
     * @param word a random word
     * @param more more of them
     * @return a variate
     */
    public static double student(double freedom, long word, LongSupplier more) {
        double x = Ziggurat.normal(word, more);
        return x / StrictMath.sqrt(2 * gamma(freedom / 2, more.getAsLong(), more) / freedom);
    }

    /**
     * The Poisson distribution: by inversion for a small mean, else by transformed rejection. Source: W. Hörmann, "The
     * transformed rejection method for generating Poisson random variables", Insurance: Mathematics and Economics 12
     * (1993), algorithm PTRS.
     *
     * @param mean the mean, at least 0
     * @param word a random word
     * @param more more of them
     * @return a variate
     */
    public static long poisson(double mean, long word, LongSupplier more) {
        if (mean < SMALL) {
            double u = open(word);
            double p = StrictMath.exp(-mean);
            long k = 0;
            // Of what the sum of rounded terms leaves, there is no more to come after some hundred.
            while (u > p && k < 200) {
                u -= p;
                k++;
                p *= mean / k;
            }
            return k;
        }
        double root = StrictMath.sqrt(mean);
        double b = 0.931 + 2.53 * root;
        double a = -0.059 + 0.02483 * b;
        double alpha = 1.1239 + 1.1328 / (b - 3.4);
        double vr = 0.9277 - 3.6224 / (b - 2);
        long next = word;
        while (true) {
            double u = open(next) - 0.5;
            double v = open(more.getAsLong());
            double us = 0.5 - Math.abs(u);
            double k = StrictMath.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= vr) {
                return (long) k;
            }
            if (k >= 0 && (us >= 0.013 || v <= us)) {
                double left = StrictMath.log(v) + StrictMath.log(alpha) - StrictMath.log(a / (us * us) + b);
                if (left <= departure(k, mean) - correction(k)) {
                    return (long) k;
                }
            }
            next = more.getAsLong();
        }
    }

    /**
     * The binomial distribution: by inversion for a small mean, else by transformed rejection. Source: W. Hörmann, "The
     * generation of binomial random variates", J. Stat. Comput. Simul. 46 (1993), algorithm BTRS.
     *
     * @param n the number of trials, at least 0
     * @param p the probability of each, 0 to 1
     * @param word a random word
     * @param more more of them
     * @return a variate
     */
    public static long binomial(long n, double p, long word, LongSupplier more) {
        if (p > 0.5) {
            return n - binomial(n, 1 - p, word, more);
        }
        double odds = p / (1 - p);
        if (n * p < SMALL) {
            double u = open(word);
            double f = StrictMath.exp(n * StrictMath.log1p(-p));
            long k = 0;
            while (u > f && k < n && k < 200) {
                u -= f;
                k++;
                f *= odds * ((n - k + 1) / (double) k);
            }
            return k;
        }
        double spread = StrictMath.sqrt(n * p * (1 - p));
        double b = 1.15 + 2.53 * spread;
        double a = -0.0873 + 0.0248 * b + 0.01 * p;
        double c = n * p + 0.5;
        double vr = 0.92 - 4.2 / b;
        double alpha = (2.83 + 5.1 / b) * spread;
        double mode = StrictMath.floor((n + 1) * p);
        double top = logWeight(mode, n, p);
        long next = word;
        while (true) {
            double u = open(next) - 0.5;
            double v = open(more.getAsLong());
            double us = 0.5 - Math.abs(u);
            double k = StrictMath.floor((2 * a / us + b) * u + c);
            if (us >= 0.07 && v <= vr) {
                return (long) k;
            }
            if (k >= 0 && k <= n) {
                double left = StrictMath.log(v * alpha / (a / (us * us) + b));
                if (left <= logWeight(k, n, p) - top) {
                    return (long) k;
                }
            }
            next = more.getAsLong();
        }
    }

    /** The logarithm of the probability of k of n, but for a constant. */
    private static double logWeight(double k, double n, double p) {
        return departure(k, n * p) + departure(n - k, n * (1 - p)) - correction(k) - correction(n - k);
    }

    /**
     * {@code k log(mean / k) + k - mean}, without the cancellation of that. Source: C. Loader, "Fast and accurate
     * computation of binomial probabilities" (2000).
     */
    private static double departure(double k, double mean) {
        if (k == 0) {
            return -mean;
        }
        double x = (mean - k) / k;
        return k * (StrictMath.log1p(x) - x);
    }

    /** {@code log k! - k log k + k}: Stirling's series, after a product for small numbers. */
    static double correction(double k) {
        if (k == 0) {
            return 0;
        }
        if (k < 16) {
            double product = 1;
            for (int i = 2; i <= k; i++) {
                product *= i;
            }
            return StrictMath.log(product) - k * StrictMath.log(k) + k;
        }
        double q = 1 / (k * k);
        double series = (1 / 12.0 - q * (1 / 360.0 - q * (1 / 1260.0 - q * (1 / 1680.0)))) / k;
        return 0.91893853320467274178 + 0.5 * StrictMath.log(k) + series;
    }
}
