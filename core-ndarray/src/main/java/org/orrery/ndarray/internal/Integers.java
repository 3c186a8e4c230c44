package org.orrery.ndarray.internal;

/** Scalar integer functions of the kernels, with NumPy's rounding and the wrap of two's complement. */
public final class Integers {
    private Integers() {}

    static long floorDivide(long a, long b) {
        return b == 0 ? 0 : Math.floorDiv(a, b);
    }

    static int floorDivide(int a, int b) {
        return b == 0 ? 0 : Math.floorDiv(a, b);
    }

    static long remainder(long a, long b) {
        return b == 0 ? 0 : Math.floorMod(a, b);
    }

    static int remainder(int a, int b) {
        return b == 0 ? 0 : Math.floorMod(a, b);
    }

    static long sign(long a) {
        return Long.signum(a);
    }

    static int sign(int a) {
        return Integer.signum(a);
    }

    static long pow(long a, long b) {
        if (b < 0) {
            throw new IllegalArgumentException("pow: an integer to the negative power " + b
                    + " is not an integer; convert to a floating dtype first");
        }
        return powUnsigned(a, b);
    }

    static int pow(int a, int b) {
        return (int) pow((long) a, b);
    }

    /** Squaring; the low 64 bits are the same for signed and unsigned factors. */
    static long powUnsigned(long a, long b) {
        long result = 1;
        for (long base = a, e = b; e != 0; e >>>= 1, base *= base) {
            if ((e & 1) != 0) {
                result *= base;
            }
        }
        return result;
    }

    static long clipUnsigned(long a, long low, long high) {
        long lifted = Long.compareUnsigned(a, low) < 0 ? low : a;
        return Long.compareUnsigned(lifted, high) > 0 ? high : lifted;
    }

    static long shiftLeft(long a, long b) {
        return b >= 0 && b < 64 ? a << b : 0;
    }

    static int shiftLeft(int a, int b) {
        return b >= 0 && b < 32 ? a << b : 0;
    }

    static long shiftRight(long a, long b) {
        return a >> (b >= 0 && b < 64 ? b : 63);
    }

    static int shiftRight(int a, int b) {
        return a >> (b >= 0 && b < 32 ? b : 31);
    }

    static long shiftRightUnsigned(long a, long b) {
        return b >= 0 && b < 64 ? a >>> b : 0;
    }

    /**
     * The correctly rounded double of an unsigned long.
     *
     * @param a the bits of a value from 0 to 2^64-1
     * @return the nearest double
     */
    public static double unsignedToDouble(long a) {
        if (a >= 0) {
            return a;
        }
        // Halving keeps the lowest bit sticky, so that the conversion still rounds correctly.
        return ((a >>> 1) | (a & 1)) * 2.0;
    }

    /**
     * The correctly rounded float of an unsigned long.
     *
     * @param a the bits of a value from 0 to 2^64-1
     * @return the nearest float
     */
    public static float unsignedToFloat(long a) {
        return a >= 0 ? (float) a : (float) ((a >>> 1) | (a & 1)) * 2.0f;
    }
}
