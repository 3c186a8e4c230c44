package org.orrery.sparse.internal;

/**
 * Division of many non-negative numbers by one, as a multiplication and a shift.
 *
 * <p>After Granlund and Montgomery, "Division by Invariant Integers using Multiplication", PLDI 1994: with {@code m =
 * floor(2^(62+l) / d) + 1} and {@code 2^l >= d}, the quotient of every {@code x < 2^62} is {@code floor(m x /
 * 2^(62+l))}.
 */
public final class Divisor {
    private static final long LIMIT = 1L << 62;

    private final long divisor;
    private final long bound;
    private final long multiplier;
    private final int shift;
    private final boolean direct;

    /**
     * Prepares the division.
     *
     * @param divisor one or more
     * @param bound what all numbers to be divided are less than
     */
    public Divisor(long divisor, long bound) {
        this.divisor = divisor;
        this.bound = bound;
        int l = 64 - Long.numberOfLeadingZeros(divisor - 1);
        // The shift is by 62 + l, of which the high half of a product of 128 bits makes 64.
        direct = bound > LIMIT || l < 2;
        shift = l - 2;
        multiplier = direct ? 0 : quotientOfPower(62 + l, divisor) + 1;
    }

    /** {@code floor(2^power / d)} for d > 1 and a quotient below 2^63, bit by bit. */
    private static long quotientOfPower(int power, long d) {
        long quotient = 0;
        long rest = 1;
        for (int i = 0; i < power; i++) {
            quotient <<= 1;
            rest <<= 1;
            if (Long.compareUnsigned(rest, d) >= 0) {
                rest -= d;
                quotient |= 1;
            }
        }
        return quotient;
    }

    /**
     * The number that is divided by.
     *
     * @return one or more
     */
    public long divisor() {
        return divisor;
    }

    /**
     * What all numbers to be divided are less than.
     *
     * @return the bound
     */
    public long bound() {
        return bound;
    }

    /**
     * Divides.
     *
     * @param x a number that is not negative and below the bound
     * @return the quotient, rounded down
     */
    public long divide(long x) {
        return direct ? x / divisor : Math.multiplyHigh(x, multiplier) >> shift;
    }
}
