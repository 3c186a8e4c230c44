package org.orrery.ndarray.internal;

import java.nio.charset.StandardCharsets;

/**
 * Reads decimal numbers from ASCII text, correctly rounded. Not safe for several threads.
 *
 * <p>Up to 19 digits are multiplied with a power of ten of 128 bits; the few numbers that lie too close to the middle of
 * two doubles for that go to {@link Double#parseDouble}. Sources: William Clinger, "How to read floating point numbers
 * accurately", 1990; the interval of the longer product is checked as in Daniel Lemire, "Number parsing at a gigabyte per
 * second", 2021.
 */
public final class DecimalReader {
    private static final int MAX_DIGITS = 19;
    private static final int MAX_EXPONENT = 100_000_000;
    private static final double[] EXACT_POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private double value;
    private long integer;

    /** Creates a reader. */
    public DecimalReader() {}

    /**
     * The number that {@link #read} found.
     *
     * @return the double closest to it
     */
    public double value() {
        return value;
    }

    /**
     * The number that {@link #readInteger} found.
     *
     * @return the integer
     */
    public long integer() {
        return integer;
    }

    /**
     * Reads a decimal number such as {@code -1.5e-3}, or {@code nan}, {@code inf} or {@code infinity} in any case, with or
     * without a sign.
     *
     * @param text the bytes
     * @param from the first
     * @param to the one after the last
     * @return whether all of them are a number
     */
    public boolean read(byte[] text, int from, int to) {
        int at = from;
        boolean negative = at < to && text[at] == '-';
        if (at < to && (negative || text[at] == '+')) {
            at++;
        }
        long digits = 0;
        int count = 0;
        int exponent = 0;
        boolean cut = false;
        boolean any = false;
        boolean point = false;
        for (; at < to; at++) {
            int c = text[at];
            if (c == '.' && !point) {
                point = true;
                continue;
            } else if (c < '0' || c > '9') {
                break;
            }
            any = true;
            if (count < MAX_DIGITS) {
                digits = 10 * digits + (c - '0');
                count += count > 0 || c != '0' ? 1 : 0;
                exponent -= point ? 1 : 0;
            } else {
                cut |= c != '0';
                exponent += point ? 0 : 1;
            }
        }
        if (!any) {
            return !point && readName(text, at, to, negative);
        }
        if (at < to) {
            if (text[at] != 'e' && text[at] != 'E') {
                return false;
            }
            at++;
            boolean down = at < to && text[at] == '-';
            if (at < to && (down || text[at] == '+')) {
                at++;
            }
            if (at == to) {
                return false;
            }
            int e = 0;
            for (; at < to; at++) {
                int c = text[at];
                if (c < '0' || c > '9') {
                    return false;
                }
                e = Math.min(MAX_EXPONENT, 10 * e + (c - '0'));
            }
            exponent += down ? -e : e;
        }
        double magnitude = magnitude(digits, exponent, cut);
        if (Double.isNaN(magnitude)) {
            value = Double.parseDouble(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
        } else {
            value = negative ? -magnitude : magnitude;
        }
        return true;
    }

    private boolean readName(byte[] text, int from, int to, boolean negative) {
        if (matches(text, from, to, "nan")) {
            value = Double.NaN;
        } else if (matches(text, from, to, "inf") || matches(text, from, to, "infinity")) {
            value = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        } else {
            return false;
        }
        return true;
    }

    private static boolean matches(byte[] text, int from, int to, String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((text[from + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The double closest to digits * 10^exponent, or NaN where this way does not tell. */
    private static double magnitude(long digits, int exponent, boolean cut) {
        if (digits == 0) {
            return 0;
        }
        if (!cut && digits >>> 53 == 0 && exponent >= -22 && exponent <= 22) {
            // Both factors are exact, so the result is rounded once.
            return exponent < 0 ? digits / EXACT_POWERS[-exponent] : digits * EXACT_POWERS[exponent];
        }
        if (exponent < PowersOfTen.MIN || exponent > PowersOfTen.MAX) {
            return Double.NaN;
        }
        double low = product(digits, exponent);
        // What was cut off makes the digits less than one larger.
        return !cut || low == product(digits + 1, exponent) ? low : Double.NaN;
    }

    private static double product(long digits, int exponent) {
        int zeros = Long.numberOfLeadingZeros(digits);
        long w = digits << zeros;
        long low = w * PowersOfTen.high(exponent);
        long high = multiplyHighUnsigned(w, PowersOfTen.high(exponent));
        low += multiplyHighUnsigned(w, PowersOfTen.low(exponent));
        if (Long.compareUnsigned(low, multiplyHighUnsigned(w, PowersOfTen.low(exponent))) < 0) {
            high++;
        }
        // The number is at least (high, low) * 2^(e-64) and less than two units of low more.
        int e = PowersOfTen.floorLog2(exponent) + 1 - zeros;
        if (high > 0) {
            high = high << 1 | low >>> 63;
            low <<= 1;
            e--;
        }
        // Now the top bit is set and the uncertainty less than four units.
        int top = e + 63;
        int shift = top >= Double.MIN_EXPONENT ? 11 : 11 + Double.MIN_EXPONENT - top;
        if (top > Double.MAX_EXPONENT || shift > 62) {
            return Double.NaN;
        }
        long kept = high >>> shift;
        long rest = high & ((1L << shift) - 1);
        long half = 1L << (shift - 1);
        boolean atHalf = rest == half && low == 0;
        boolean belowHalf = rest == half - 1 && Long.compareUnsigned(low, -4) >= 0;
        if (atHalf || belowHalf) {
            return Double.NaN;
        }
        kept += rest >= half ? 1 : 0;
        // A carry goes into the exponent, as it should.
        return Double.longBitsToDouble(
                top >= Double.MIN_EXPONENT ? ((long) (top + Double.MAX_EXPONENT - 1) << 52) + kept : kept);
    }

    private static long multiplyHighUnsigned(long a, long b) {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }

    /**
     * Reads an integer of 64 bits, with or without a sign.
     *
     * @param text the bytes
     * @param from the first
     * @param to the one after the last
     * @return whether all of them are an integer from -2^63 to 2^63-1
     */
    public boolean readInteger(byte[] text, int from, int to) {
        int at = from;
        boolean negative = at < to && text[at] == '-';
        if (at < to && (negative || text[at] == '+')) {
            at++;
        }
        if (at == to) {
            return false;
        }
        // Negative, since there is one more of those.
        long n = 0;
        for (; at < to; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9 || n < (Long.MIN_VALUE + digit) / 10) {
                return false;
            }
            n = 10 * n - digit;
        }
        integer = negative ? n : -n;
        return negative || n != Long.MIN_VALUE;
    }
}
