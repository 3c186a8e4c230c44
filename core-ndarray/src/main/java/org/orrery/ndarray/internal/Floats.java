package org.orrery.ndarray.internal;

/** Scalar floating functions of the kernels, where Java's library lacks one or treats special values differently. */
public final class Floats {
    /** Java's functions that a processor may compute in its own way, or those that are the same everywhere. */
    private static final boolean STRICT = Boolean.getBoolean("orrery.strict");

    private static final double LN2 = StrictMath.log(2);
    private static final double TWO_63 = 0x1p63;

    private Floats() {}

    static double max(double like) {
        return Double.MAX_VALUE;
    }

    static float max(float like) {
        return Float.MAX_VALUE;
    }

    /** The remainder with the sign of the divisor; an exact one, as {@code fmod} is. */
    static double remainder(double a, double b) {
        double r = a % b;
        if (r == 0) {
            return Math.copySign(0, b);
        }
        return (r < 0) != (b < 0) ? r + b : r;
    }

    /** The floor of the quotient, made from the exact remainder so that it never contradicts it. */
    static double floorDivide(double a, double b) {
        if (b == 0 || Double.isNaN(a) || Double.isNaN(b) || Double.isInfinite(a)) {
            return b == 0 ? a / b : Double.NaN;
        }
        if (Double.isInfinite(b)) {
            return a == 0 ? a / b : (a < 0) == (b < 0) ? Math.copySign(0, a / b) : -1;
        }
        double q = (a - a % b) / b;
        if (a % b != 0 && (a < 0) != (b < 0)) {
            q -= 1;
        }
        return q == 0 ? Math.copySign(0, a / b) : Math.rint(q);
    }

    /** The power as C defines it: 1 to anything is 1, and -1 to an infinite power is 1, where Java gives NaN. */
    static double pow(double a, double b) {
        if (a == 1 || (a == -1 && Double.isInfinite(b))) {
            return 1;
        }
        return STRICT ? StrictMath.pow(a, b) : Math.pow(a, b);
    }

    static double log2(double a) {
        // Exact for powers of two, which log(a) / log(2) is not.
        if (a > 0 && a < Double.POSITIVE_INFINITY) {
            int e = Math.getExponent(a);
            if (e >= Double.MIN_EXPONENT && a == Math.scalb(1.0, e)) {
                return e;
            }
            if (e < Double.MIN_EXPONENT) {
                return log2(a * 0x1p54) - 54;
            }
        }
        return log(a) / LN2;
    }

    static double logaddexp(double a, double b) {
        if (a == b) {
            return a + LN2;
        }
        double d = a - b;
        return d > 0 ? a + Math.log1p(exp(-d)) : d <= 0 ? b + Math.log1p(exp(d)) : d;
    }

    static double asinh(double a) {
        double x = Math.abs(a);
        double r;
        if (x > 0x1p28) {
            r = log(x) + LN2;
        } else if (x > 2) {
            r = log(2 * x + 1 / (Math.sqrt(x * x + 1) + x));
        } else {
            double t = x * x;
            r = Math.log1p(x + t / (1 + Math.sqrt(1 + t)));
        }
        return Math.copySign(r, a);
    }

    static double acosh(double a) {
        if (a < 1) {
            return Double.NaN;
        }
        if (a > 0x1p28) {
            return log(a) + LN2;
        }
        double t = a - 1;
        return a > 2 ? log(2 * a - 1 / (a + Math.sqrt(a * a - 1))) : Math.log1p(t + Math.sqrt(2 * t + t * t));
    }

    static double atanh(double a) {
        double x = Math.abs(a);
        double r = x < 0.5 ? 0.5 * Math.log1p(2 * x + 2 * x * x / (1 - x)) : 0.5 * Math.log1p(2 * x / (1 - x));
        return Math.copySign(r, a);
    }

    static double trunc(double a) {
        return a < 0 ? Math.ceil(a) : Math.floor(a);
    }

    /** The sign bit counts even on a NaN, which {@link Math#copySign} leaves open. */
    static double copySign(double a, double b) {
        long sign = Double.doubleToRawLongBits(b) & Long.MIN_VALUE;
        return Double.longBitsToDouble((Double.doubleToRawLongBits(a) & Long.MAX_VALUE) | sign);
    }

    static boolean signBit(double a) {
        return Double.doubleToRawLongBits(a) < 0;
    }

    static boolean signBit(float a) {
        return Float.floatToRawIntBits(a) < 0;
    }

    /**
     * Truncation towards zero; values beyond the range saturate and NaN gives zero.
     *
     * @param a the value
     * @return the integer
     */
    public static long toLong(double a) {
        return (long) a;
    }

    /**
     * Truncation into 0 to 2^64-1; negative values wrap as signed ones do, values beyond the range saturate and NaN
     * gives zero.
     *
     * @param a the value
     * @return the bits of the integer
     */
    public static long toUnsigned(double a) {
        if (!(a >= TWO_63)) { // NaN too.
            return (long) a;
        }
        return a >= 2 * TWO_63 ? -1L : (long) (a - TWO_63) ^ Long.MIN_VALUE;
    }

    static double exp(double a) {
        return STRICT ? StrictMath.exp(a) : Math.exp(a);
    }

    static double log(double a) {
        return STRICT ? StrictMath.log(a) : Math.log(a);
    }

    static double log10(double a) {
        return STRICT ? StrictMath.log10(a) : Math.log10(a);
    }

    static double sin(double a) {
        return STRICT ? StrictMath.sin(a) : Math.sin(a);
    }

    static double cos(double a) {
        return STRICT ? StrictMath.cos(a) : Math.cos(a);
    }

    static double tan(double a) {
        return STRICT ? StrictMath.tan(a) : Math.tan(a);
    }

    static double sinh(double a) {
        return STRICT ? StrictMath.sinh(a) : Math.sinh(a);
    }

    static double cosh(double a) {
        return STRICT ? StrictMath.cosh(a) : Math.cosh(a);
    }

    static double tanh(double a) {
        return STRICT ? StrictMath.tanh(a) : Math.tanh(a);
    }
}
