package org.orrery.ndarray.testing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Elementary functions of doubles to fifty digits, from their series: what the fast ones are measured against. Arguments
 * and results are finite, and nothing is fast.
 */
public final class Digits {
    private static final MathContext MC = new MathContext(60, RoundingMode.HALF_EVEN);
    /** Enough for the largest double: 309 digits before the point, and sixty behind it. */
    private static final MathContext WIDE = new MathContext(420, RoundingMode.HALF_EVEN);

    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal LN2 = lnNearOne(TWO);
    private static final BigDecimal HALF_PI = machin();

    private Digits() {}

    /** Twice the artanh series, for numbers near one. */
    private static BigDecimal lnNearOne(BigDecimal x) {
        BigDecimal z = x.subtract(BigDecimal.ONE).divide(x.add(BigDecimal.ONE), MC);
        BigDecimal square = z.multiply(z, MC);
        BigDecimal term = z;
        BigDecimal sum = z;
        for (int i = 3;
                term.signum() != 0 && term.precision() - term.scale() > sum.precision() - sum.scale() - 62;
                i += 2) {
            term = term.multiply(square, MC);
            sum = sum.add(term.divide(BigDecimal.valueOf(i), MC), MC);
        }
        return sum.multiply(TWO, MC);
    }

    /** Half of pi by Machin's formula. */
    private static BigDecimal machin() {
        return arctanOfInverse(5)
                .multiply(BigDecimal.valueOf(8))
                .subtract(arctanOfInverse(239).multiply(TWO), WIDE);
    }

    private static BigDecimal arctanOfInverse(int n) {
        BigDecimal square = BigDecimal.valueOf((long) n * n);
        BigDecimal term = BigDecimal.ONE.divide(BigDecimal.valueOf(n), WIDE);
        BigDecimal sum = term;
        for (int i = 3; term.precision() - term.scale() > -430; i += 2) {
            term = term.divide(square, WIDE).negate();
            sum = sum.add(term.divide(BigDecimal.valueOf(i), WIDE), WIDE);
        }
        return sum;
    }

    /**
     * The natural logarithm.
     *
     * @param x a positive number
     * @return its logarithm
     */
    public static BigDecimal log(BigDecimal x) {
        BigDecimal m = x.round(MC);
        int exponent = (int) Math.floor((m.precision() - m.scale() - 1) * 3.3219280948873626);
        m = exponent >= 0 ? m.divide(TWO.pow(exponent), MC) : m.multiply(TWO.pow(-exponent), MC);
        while (m.compareTo(BigDecimal.valueOf(1.4)) > 0) {
            m = m.divide(TWO, MC);
            exponent++;
        }
        return lnNearOne(m).add(LN2.multiply(BigDecimal.valueOf(exponent), MC), MC);
    }

    /**
     * The exponential function.
     *
     * @param x a number of magnitude up to a few thousand
     * @return its exponential
     */
    public static BigDecimal exp(BigDecimal x) {
        int k = x.divide(LN2, MC).setScale(0, RoundingMode.HALF_EVEN).intValueExact();
        BigDecimal r = x.subtract(LN2.multiply(BigDecimal.valueOf(k)), MC).divide(BigDecimal.valueOf(256), MC);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int i = 1; i < 30; i++) {
            term = term.multiply(r, MC).divide(BigDecimal.valueOf(i), MC);
            sum = sum.add(term, MC);
        }
        for (int i = 0; i < 8; i++) {
            sum = sum.multiply(sum, MC);
        }
        return k >= 0 ? sum.multiply(TWO.pow(k), MC) : sum.divide(TWO.pow(-k), MC);
    }

    /**
     * The sine.
     *
     * @param x any finite angle, in radians
     * @return its sine
     */
    public static BigDecimal sin(double x) {
        return circular(x, 0);
    }

    /**
     * The cosine.
     *
     * @param x any finite angle, in radians
     * @return its cosine
     */
    public static BigDecimal cos(double x) {
        return circular(x, 1);
    }

    private static BigDecimal circular(double x, int quarterTurns) {
        BigDecimal exact = new BigDecimal(x);
        BigDecimal turns = exact.divide(HALF_PI, WIDE).setScale(0, RoundingMode.HALF_EVEN);
        // All digits of the product count, since almost all of them cancel.
        BigDecimal r = exact.subtract(turns.multiply(HALF_PI)).round(MC);
        int quadrant = turns.toBigInteger()
                        .add(java.math.BigInteger.valueOf(quarterTurns))
                        .intValue()
                & 3;
        BigDecimal square = r.multiply(r, MC);
        boolean cosine = (quadrant & 1) == 1;
        BigDecimal term = cosine ? BigDecimal.ONE : r;
        BigDecimal sum = term;
        for (int i = cosine ? 2 : 3; i < 60; i += 2) {
            term = term.multiply(square, MC)
                    .divide(BigDecimal.valueOf((long) i * (i - 1)), MC)
                    .negate();
            sum = sum.add(term, MC);
        }
        return quadrant >= 2 ? sum.negate() : sum;
    }

    /**
     * The inverse hyperbolic sine.
     *
     * @param x any finite number
     * @return the result
     */
    public static double asinh(double x) {
        if (Math.abs(x) < 1e-20) {
            return x; // The next term is too small to count.
        }
        BigDecimal a = new BigDecimal(x).abs();
        double r = log(a.add(a.multiply(a).add(BigDecimal.ONE).sqrt(new MathContext(700))))
                .doubleValue();
        return x < 0 ? -r : r;
    }

    /**
     * The inverse hyperbolic cosine.
     *
     * @param x a finite number, 1 or more
     * @return the result
     */
    public static double acosh(double x) {
        BigDecimal a = new BigDecimal(x);
        return log(a.add(a.multiply(a).subtract(BigDecimal.ONE).sqrt(new MathContext(700))))
                .doubleValue();
    }

    /**
     * The inverse hyperbolic tangent.
     *
     * @param x a number between -1 and 1
     * @return the result
     */
    public static double atanh(double x) {
        if (Math.abs(x) < 1e-20) {
            return x; // The next term is too small to count.
        }
        BigDecimal a = new BigDecimal(x);
        return log(BigDecimal.ONE.add(a).divide(BigDecimal.ONE.subtract(a), new MathContext(80)))
                .divide(TWO, MC)
                .doubleValue();
    }

    /**
     * The logarithm to base 2.
     *
     * @param x a positive finite number
     * @return the result
     */
    public static double log2(double x) {
        return log(new BigDecimal(x)).divide(LN2, MC).doubleValue();
    }

    /**
     * The logarithm of the sum of two exponentials.
     *
     * @param a a finite number
     * @param b a finite number
     * @return the result
     */
    public static double logaddexp(double a, double b) {
        BigDecimal larger = new BigDecimal(Math.max(a, b));
        BigDecimal d = new BigDecimal(Math.min(a, b)).subtract(larger);
        if (d.compareTo(BigDecimal.valueOf(-1000)) < 0) {
            return larger.doubleValue();
        }
        BigDecimal e = exp(d);
        // Where the sixty digits of 1 + e would cut e short, its own digits are those of the logarithm.
        return larger.add(d.compareTo(BigDecimal.valueOf(-60)) < 0 ? e : log(BigDecimal.ONE.add(e)))
                .doubleValue();
    }

    /**
     * How far a result is from the exact value.
     *
     * @param found the result
     * @param exact the exact value
     * @return the distance in units in the last place of the exact value
     */
    public static double ulps(double found, BigDecimal exact) {
        double nearest = exact.doubleValue();
        if (Double.isInfinite(nearest) || Double.isInfinite(found)) {
            return nearest == found ? 0 : Double.POSITIVE_INFINITY;
        }
        return new BigDecimal(found)
                .subtract(exact)
                .abs()
                .divide(new BigDecimal(Math.ulp(nearest)), MC)
                .doubleValue();
    }
}
