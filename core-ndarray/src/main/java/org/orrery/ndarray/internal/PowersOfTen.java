package org.orrery.ndarray.internal;

import java.math.BigInteger;

/**
 * The powers of ten from 10^-342 to 10^324 as 128-bit significands, cut off: 10^e is at least s * 2^(b-127) and less than
 * (s+1) * 2^(b-127), where b is {@link #floorLog2} of e and the top bit of s is set. Both ways between decimal and binary
 * numbers stand on them.
 */
final class PowersOfTen {
    static final int MIN = -342;
    static final int MAX = 324;

    private static final long[] HIGH = new long[MAX - MIN + 1];
    private static final long[] LOW = new long[MAX - MIN + 1];

    static {
        for (int e = MIN; e <= MAX; e++) {
            BigInteger significand = significand(e);
            HIGH[e - MIN] = significand.shiftRight(64).longValue();
            LOW[e - MIN] = significand.longValue();
        }
    }

    private PowersOfTen() {}

    private static BigInteger significand(int e) {
        BigInteger power = BigInteger.TEN.pow(Math.abs(e));
        int shift = 127 - floorLog2(e);
        if (e < 0) {
            return BigInteger.ONE.shiftLeft(shift).divide(power);
        }
        return shift >= 0 ? power.shiftLeft(shift) : power.shiftRight(-shift);
    }

    /** The upper 64 bits of the significand. */
    static long high(int e) {
        return HIGH[e - MIN];
    }

    /** The lower 64 bits of the significand. */
    static long low(int e) {
        return LOW[e - MIN];
    }

    /** The floor of log2(10^e), for |e| up to 1233. */
    static int floorLog2(int e) {
        return (e * 1741647) >> 19;
    }

    /** The floor of log10(2^e), for |e| up to 1650. */
    static int floorLog10OfPower2(int e) {
        return (e * 1262611) >> 22;
    }

    /** The floor of log10(3/4 * 2^e), for |e| up to 1500. */
    static int floorLog10OfThreeQuarters(int e) {
        return (e * 1262611 - 524031) >> 22;
    }
}
