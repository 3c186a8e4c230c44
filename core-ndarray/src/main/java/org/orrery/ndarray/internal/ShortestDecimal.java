package org.orrery.ndarray.internal;

/**
 * The shortest decimal number that rounds to a given binary one, and of those the closest to it; {@code Double.toString}
 * gives that from JDK 19 on, and never fewer than two digits.
 *
 * <p>Source: Raffaello Giulietti, "The Schubfach way to render doubles", 2020.
 *
 * @param digits the digits as an integer that ends in no zero, or zero
 * @param exponent the power of ten that they are multiplied by
 */
public record ShortestDecimal(long digits, int exponent) {
    private static final long LOW_63_BITS = (1L << 63) - 1;

    /**
     * The shortest decimal of a double's magnitude.
     *
     * @param value a finite number
     * @return the decimal of its absolute value
     */
    public static ShortestDecimal of(double value) {
        long bits = Double.doubleToRawLongBits(value);
        return of(bits & (1L << 52) - 1, (int) (bits >>> 52) & 0x7ff, 52, 1075);
    }

    /**
     * The shortest decimal of a float's magnitude.
     *
     * @param value a finite number
     * @return the decimal of its absolute value
     */
    public static ShortestDecimal of(float value) {
        int bits = Float.floatToRawIntBits(value);
        return of(bits & (1 << 23) - 1, (bits >>> 23) & 0xff, 23, 150);
    }

    /**
     * The number of digits.
     *
     * @return at least one
     */
    public int length() {
        int n = 1;
        for (long power = 10; n < 18 && digits >= power; power *= 10) {
            n++;
        }
        return n;
    }

    private static ShortestDecimal of(long fraction, int biased, int width, int bias) {
        boolean normal = biased != 0;
        long c = normal ? fraction | 1L << width : fraction;
        int q = (normal ? biased : 1) - bias;
        if (q <= 0 && q > -64 && c >>> -q << -q == c) {
            return trimmed(c >>> -q, 0);
        }
        // Below a power of two the neighbours are half as far as above.
        boolean uneven = normal && fraction == 0 && biased > 1;
        int k = uneven ? PowersOfTen.floorLog10OfThreeQuarters(q) : PowersOfTen.floorLog10OfPower2(q);
        int h = q + PowersOfTen.floorLog2(-k) + 2;
        // The value and the bounds of what rounds to it, times 4 * 10^-k, rounded to odd.
        long high = PowersOfTen.high(-k) >>> 1;
        long low = ((PowersOfTen.high(-k) & 1) << 62 | PowersOfTen.low(-k) >>> 2) + 1;
        long v = scaled(high, low, (4 * c) << h);
        long lower = scaled(high, low, (uneven ? 4 * c - 1 : 4 * c - 2) << h);
        long upper = scaled(high, low, (4 * c + 2) << h);
        // Bounds round to the value itself only if its significand is even.
        lower += c & 1;
        upper -= c & 1;
        long s = v / 4;
        if (s >= 10) {
            long shorter = s / 10;
            boolean down = lower <= 40 * shorter;
            boolean up = 40 * shorter + 40 <= upper;
            if (down != up) {
                return trimmed(up ? shorter + 1 : shorter, k + 1);
            }
        }
        boolean down = lower <= 4 * s;
        boolean up = 4 * s + 4 <= upper;
        if (down == up) {
            long middle = 4 * s + 2;
            up = v > middle || (v == middle && (s & 1) != 0);
        }
        return trimmed(up ? s + 1 : s, k);
    }

    /** The product with a power of ten of 63 + 63 bits, without its lowest 127 bits, whose remainder shows in the last bit. */
    private static long scaled(long high, long low, long c) {
        long middle = Math.multiplyHigh(low, c) + ((high * c) >>> 1);
        long whole = Math.multiplyHigh(high, c) + (middle >>> 63);
        return whole | ((middle & LOW_63_BITS) + LOW_63_BITS) >>> 63;
    }

    private static ShortestDecimal trimmed(long digits, int exponent) {
        long d = digits;
        int e = exponent;
        if (d == 0) {
            return new ShortestDecimal(0, 0);
        }
        for (long tenth = d / 10; tenth * 10 == d; tenth = d / 10) {
            d = tenth;
            e++;
        }
        return new ShortestDecimal(d, e);
    }
}
