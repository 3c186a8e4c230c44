package org.orrery.sparse;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Decimal numbers in bytes, correctly rounded to doubles.
 *
 * <p>Short numbers take Clinger's exact path and longer ones the product of 128 bits of Lemire, "Number parsing at a
 * gigabyte per second", Software: Practice and Experience 51 (2021); what neither decides goes to
 * {@link Double#parseDouble(String)}.
 */
final class Decimal {
    private static final double[] EXACT_POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final int LOWEST_POWER = -342;
    private static final int HIGHEST_POWER = 308;
    private static final int EXPONENT_LIMIT = 100_000;

    private Decimal() {}

    /**
     * Parses {@code [sign] digits [. digits] [exponent]}, where one of the two runs of digits may be empty.
     *
     * @param b the bytes
     * @param from the first
     * @param to the one behind the last
     * @param fortran whether D marks an exponent like E does
     * @return the number, infinite where it exceeds a double, or NaN where the bytes are no such number
     */
    static double parse(byte[] b, int from, int to, boolean fortran) {
        int p = from;
        boolean negative = false;
        if (p < to && (b[p] == '-' || b[p] == '+')) {
            negative = b[p++] == '-';
        }
        long digits = 0;
        int significant = 0; // Digits in the number above, from the first that is not zero.
        int seen = 0;
        int power = 0;
        for (; p < to && isDigit(b[p]); p++, seen++) {
            if (significant < 19) {
                digits = 10 * digits + (b[p] - '0');
            }
            significant += digits == 0 ? 0 : 1;
        }
        if (p < to && b[p] == '.') {
            for (p++; p < to && isDigit(b[p]); p++, seen++) {
                if (significant < 19) {
                    digits = 10 * digits + (b[p] - '0');
                    power--;
                }
                significant += digits == 0 ? 0 : 1;
            }
        }
        if (seen == 0) {
            return Double.NaN;
        }
        if (p < to) {
            int c = b[p] | 0x20;
            if (c != 'e' && !(fortran && c == 'd')) {
                return Double.NaN;
            }
            p++;
            boolean down = false;
            if (p < to && (b[p] == '-' || b[p] == '+')) {
                down = b[p++] == '-';
            }
            if (p == to) {
                return Double.NaN;
            }
            int e = 0;
            for (; p < to && isDigit(b[p]); p++) {
                e = Math.min(10 * e + (b[p] - '0'), EXPONENT_LIMIT);
            }
            if (p < to) {
                return Double.NaN;
            }
            power += down ? -e : e;
        }
        if (significant > 19) {
            String text = new String(b, from, to - from, StandardCharsets.ISO_8859_1);
            return Double.parseDouble(fortran ? text.replace('d', 'e').replace('D', 'e') : text);
        }
        double magnitude = scale(digits, power);
        return negative ? -magnitude : magnitude;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    /** {@code digits * 10^power}, rounded once; at most nineteen digits. */
    static double scale(long digits, int power) {
        long w = digits;
        int q = power;
        if (w == 0) {
            return 0;
        }
        if (q < 0) {
            // Files pad with zeros, and without them most numbers are short enough for the exact path.
            while (w > 0 && w % 10 == 0 && q < 0) {
                w /= 10;
                q++;
            }
        }
        if (w >= 0 && w <= 1L << 53) {
            if (q >= 0 && q <= 22) {
                return w * EXACT_POWERS[q];
            }
            if (q < 0 && q >= -22) {
                return w / EXACT_POWERS[-q];
            }
        }
        if (q < LOWEST_POWER) {
            return 0;
        }
        if (q > HIGHEST_POWER) {
            return Double.POSITIVE_INFINITY;
        }
        return rounded(w, q);
    }

    /** Lemire's algorithm: the upper bits of the product with a power of five of 128 bits. */
    private static double rounded(long digits, int q) {
        int shift = Long.numberOfLeadingZeros(digits);
        long w = digits << shift;
        long five = Powers.HIGH[q - LOWEST_POWER];
        long high = unsignedHigh(w, five);
        long low = w * five;
        if ((high & 0x1FF) == 0x1FF) {
            long more = unsignedHigh(w, Powers.LOW[q - LOWEST_POWER]);
            low += more;
            if (Long.compareUnsigned(low, more) < 0) {
                high++;
            }
        }
        if (low == -1 && (q < -27 || q > 55)) {
            return exactly(digits, q);
        }
        int top = (int) (high >>> 63);
        long mantissa = high >>> (top + 9);
        int exponent = (int) (((152_170L + 65_536L) * q) >> 16) + 63 + top - shift + 1_023;
        if (exponent <= 0) {
            return exactly(digits, q); // Subnormal numbers are rare.
        }
        if (Long.compareUnsigned(low, 1) <= 0
                && q >= -4
                && q <= 23
                && (mantissa & 3) == 1
                && mantissa << (top + 9) == high) {
            mantissa &= ~1L; // Exactly half way: round to even.
        }
        mantissa = (mantissa + (mantissa & 1)) >>> 1;
        if (mantissa >= 1L << 53) {
            mantissa = 1L << 52;
            exponent++;
        }
        if (exponent >= 0x7FF) {
            return Double.POSITIVE_INFINITY;
        }
        return Double.longBitsToDouble((mantissa & ~(1L << 52)) | (long) exponent << 52);
    }

    private static double exactly(long digits, int q) {
        return Double.parseDouble(Long.toUnsignedString(digits) + "e" + q);
    }

    /** Java 18 has this as {@code Math.unsignedMultiplyHigh}. */
    private static long unsignedHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }

    /** Powers of five with their highest bit at the top of 128 bits: truncated, below one rounded up. */
    private static final class Powers {
        static final long[] HIGH = new long[HIGHEST_POWER - LOWEST_POWER + 1];
        static final long[] LOW = new long[HIGHEST_POWER - LOWEST_POWER + 1];

        private Powers() {}

        static {
            BigInteger five = BigInteger.ONE;
            for (int q = 0; q <= -LOWEST_POWER; q++) {
                if (q <= HIGHEST_POWER) {
                    int bits = five.bitLength();
                    put(q, bits <= 128 ? five.shiftLeft(128 - bits) : five.shiftRight(bits - 128));
                }
                if (q > 0) {
                    int bits = five.bitLength() + 127;
                    BigInteger inverse =
                            BigInteger.ONE.shiftLeft(bits).divide(five).add(BigInteger.ONE);
                    put(-q, inverse);
                }
                five = five.multiply(BigInteger.valueOf(5));
            }
        }

        private static void put(int q, BigInteger value) {
            HIGH[q - LOWEST_POWER] = value.shiftRight(64).longValue();
            LOW[q - LOWEST_POWER] = value.longValue();
        }
    }
}
