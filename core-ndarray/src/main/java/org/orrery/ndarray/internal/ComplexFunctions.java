package org.orrery.ndarray.internal;

/**
 * Scalar complex functions of the kernels; each writes its result's parts at {@code r[k]} and {@code r[k + 1]}.
 *
 * <p>Branch cuts, the signs of zeros and the results for infinities and NaN are those of C (ISO C99, Annex G), which the
 * Array API standard takes over. Products and quotients are plain ones, as NumPy's are.
 */
final class ComplexFunctions {
    private static final double LN2 = Floats.log(2);

    /** Beyond this modulus {@code z * z} is so large that 1 is nothing beside it, and soon overflows. */
    private static final double LARGE = 1e150;

    /** From here on the exponential of the real part overflows, though its product with a small sine may not. */
    private static final double EXP_OVERFLOW = 709;

    private ComplexFunctions() {}

    /** Smith's division (1962), which avoids overflow of the squared modulus. */
    static void divide(double ar, double ai, double br, double bi, double[] r, int k) {
        double x = Math.abs(br);
        double y = Math.abs(bi);
        double big = Math.max(x, y);
        if (big >= 0x1p1022 && big < Double.POSITIVE_INFINITY) {
            smith(ar * 0.25, ai * 0.25, br * 0.25, bi * 0.25, r, k);
        } else if (big < 0x1p-960 && big > 0) {
            smith(ar * 0x1p100, ai * 0x1p100, br * 0x1p100, bi * 0x1p100, r, k);
        } else {
            smith(ar, ai, br, bi, r, k);
        }
    }

    private static void smith(double ar, double ai, double br, double bi, double[] r, int k) {
        if (Math.abs(br) >= Math.abs(bi)) {
            if (br == 0 && bi == 0) {
                set(r, k, ar / Math.abs(br), ai / Math.abs(br));
                return;
            }
            double t = bi / br;
            double d = br + bi * t;
            set(r, k, (ar + ai * t) / d, (ai - ar * t) / d);
        } else {
            double t = br / bi;
            double d = br * t + bi;
            set(r, k, (ar * t + ai) / d, (ai * t - ar) / d);
        }
    }

    static void pow(double ar, double ai, double br, double bi, double[] r, int k) {
        if (br == 0 && bi == 0) {
            set(r, k, 1, 0);
            return;
        }
        if (ar == 0 && ai == 0) {
            boolean positive = br > 0 && bi == 0;
            set(r, k, positive ? 0 : Double.NaN, positive ? 0 : Double.NaN);
            return;
        }
        if (bi == 0 && br == Math.rint(br) && Math.abs(br) <= 64) {
            integerPower(ar, ai, (int) br, r, k);
            return;
        }
        double logModulus = logModulus(ar, ai);
        double argument = Math.atan2(ai, ar);
        exp(br * logModulus - bi * argument, bi * logModulus + br * argument, r, k);
    }

    private static void integerPower(double ar, double ai, int n, double[] r, int k) {
        double pr = 1;
        double pi = 0;
        double br = ar;
        double bi = ai;
        for (int e = Math.abs(n); e != 0; e >>= 1) {
            if ((e & 1) != 0) {
                double t = pr * br - pi * bi;
                pi = pr * bi + pi * br;
                pr = t;
            }
            square(br, bi, r, k);
            br = r[k];
            bi = r[k + 1];
        }
        if (n < 0) {
            divide(1, 0, pr, pi, r, k);
        } else {
            set(r, k, pr, pi);
        }
    }

    /** By the difference and the sum of the parts, which overflow only if the result does. */
    static void square(double ar, double ai, double[] r, int k) {
        double x = Math.abs(ar);
        double y = Math.abs(ai);
        set(r, k, (x - y) * (x + y), 2 * (ar * ai));
    }

    static void sign(double ar, double ai, double[] r, int k) {
        double m = Math.hypot(ar, ai);
        if (m == 0) {
            set(r, k, 0, 0);
        } else if (m == Double.POSITIVE_INFINITY) {
            double half = Math.hypot(ar / 2, ai / 2);
            set(r, k, ar / 2 / half, ai / 2 / half);
        } else {
            set(r, k, ar / m, ai / m);
        }
    }

    /** The principal root (Kahan 1987): no cancellation, the branch cut along the negative reals kept by the sign of zero. */
    static void sqrt(double ar, double ai, double[] r, int k) {
        if (ar == 0 && ai == 0) {
            set(r, k, 0, ai);
        } else if (Double.isInfinite(ai)) {
            set(r, k, Double.POSITIVE_INFINITY, ai);
        } else if (Double.isInfinite(ar)) {
            boolean nan = Double.isNaN(ai);
            if (ar > 0) {
                set(r, k, ar, nan ? ai : Math.copySign(0, ai));
            } else {
                set(r, k, nan ? ai : 0, nan ? -ar : Math.copySign(Double.POSITIVE_INFINITY, ai));
            }
        } else {
            // Scaling by a power of four keeps the modulus from overflowing or losing bits, and is undone exactly.
            double big = Math.max(Math.abs(ar), Math.abs(ai));
            double scale = big > 0x1p1020 ? 0.25 : big < 0x1p-960 ? 0x1p108 : 1;
            double back = big > 0x1p1020 ? 2 : big < 0x1p-960 ? 0x1p-54 : 1;
            double x = ar * scale;
            double y = ai * scale;
            double t = Math.sqrt((Math.abs(x) + Math.hypot(x, y)) / 2);
            if (x >= 0) {
                set(r, k, t * back, y / (2 * t) * back);
            } else {
                set(r, k, Math.abs(y) / (2 * t) * back, Math.copySign(t, y) * back);
            }
        }
    }

    static void exp(double ar, double ai, double[] r, int k) {
        if (ai == 0) {
            set(r, k, Floats.exp(ar), ai);
        } else if (!Double.isFinite(ai) && Double.isInfinite(ar)) {
            set(r, k, ar > 0 ? ar : 0, ar > 0 ? Double.NaN : 0);
        } else {
            scaledExp(1, ar, ai, r, k);
        }
    }

    /** {@code scale * exp(z)}, in two factors where a part may be finite though the first product were not. */
    private static void scaledExp(double scale, double ar, double ai, double[] r, int k) {
        boolean large = ar > EXP_OVERFLOW && ar < 2 * EXP_OVERFLOW;
        double e = Floats.exp(large ? ar - EXP_OVERFLOW : ar);
        double f = large ? scale * Floats.exp(EXP_OVERFLOW) : scale;
        set(r, k, e * Floats.cos(ai) * f, e * Floats.sin(ai) * f);
    }

    static void expm1(double ar, double ai, double[] r, int k) {
        if (Math.abs(ar) < 40 && Double.isFinite(ai)) {
            double s = Floats.sin(ai / 2);
            set(r, k, Math.expm1(ar) * Floats.cos(ai) - 2 * s * s, ai == 0 ? ai : Floats.exp(ar) * Floats.sin(ai));
        } else {
            exp(ar, ai, r, k);
            r[k] -= 1;
        }
    }

    static void log(double ar, double ai, double[] r, int k) {
        set(r, k, logModulus(ar, ai), Math.atan2(ai, ar));
    }

    private static double logModulus(double ar, double ai) {
        double x = Math.abs(ar);
        double y = Math.abs(ai);
        double big = Math.max(x, y);
        double small = Math.min(x, y);
        // Near the unit circle the logarithm is small and the rounded modulus would lose it.
        if (big > 0.5 && big < 2) {
            return 0.5 * Math.log1p(excess(-1, big, small));
        }
        if (big > 0x1p1000 && big < Double.POSITIVE_INFINITY) {
            return Floats.log(Math.hypot(x * 0x1p-100, y * 0x1p-100)) + 100 * LN2;
        }
        if (big < 0x1p-960 && big > 0) {
            return Floats.log(Math.hypot(x * 0x1p200, y * 0x1p200)) - 200 * LN2;
        }
        return Floats.log(Math.hypot(x, y));
    }

    /** {@code c + a * a + b * b}, with the rounding errors of the squares and of the sums added back. */
    private static double excess(double c, double a, double b) {
        double aa = a * a;
        double bb = b * b;
        double errors = Math.fma(a, a, -aa) + Math.fma(b, b, -bb);
        double s = c + aa;
        double t = s - c;
        errors += (c - (s - t)) + (aa - t);
        double u = s + bb;
        double v = u - s;
        errors += (s - (u - v)) + (bb - v);
        return u + errors;
    }

    static void log1p(double ar, double ai, double[] r, int k) {
        double modulus;
        // The modulus of 1 + z, squared, less 1.
        double e = Math.abs(ar) < 4 && Math.abs(ai) < 4 ? excess(2 * ar, ar, ai) : Double.NaN;
        if (e > -0.5 && e < 3) {
            modulus = 0.5 * Math.log1p(e);
        } else {
            modulus = logModulus(1 + ar, ai);
        }
        set(r, k, modulus, Math.atan2(ai, 1 + ar));
    }

    static void log2(double ar, double ai, double[] r, int k) {
        log(ar, ai, r, k);
        set(r, k, r[k] / LN2, r[k + 1] / LN2);
    }

    static void log10(double ar, double ai, double[] r, int k) {
        log(ar, ai, r, k);
        set(r, k, r[k] / Floats.log(10), r[k + 1] / Floats.log(10));
    }

    /** {@code sin z = -i sinh(iz)}. */
    static void sin(double ar, double ai, double[] r, int k) {
        sinh(-ai, ar, r, k);
        set(r, k, r[k + 1], -r[k]);
    }

    /** {@code cos z = cosh(iz)}. */
    static void cos(double ar, double ai, double[] r, int k) {
        cosh(-ai, ar, r, k);
    }

    /** {@code tan z = -i tanh(iz)}. */
    static void tan(double ar, double ai, double[] r, int k) {
        tanh(-ai, ar, r, k);
        set(r, k, r[k + 1], -r[k]);
    }

    static void sinh(double ar, double ai, double[] r, int k) {
        if (ai == 0) {
            set(r, k, Floats.sinh(ar), ai);
        } else if (!Double.isFinite(ai)) {
            boolean infinite = Double.isInfinite(ar);
            set(r, k, infinite ? Double.POSITIVE_INFINITY : ar == 0 ? ar : Double.NaN, Double.NaN);
        } else if (Math.abs(ar) > EXP_OVERFLOW) {
            scaledExp(0.5, Math.abs(ar), ai, r, k);
            set(r, k, Math.copySign(1, ar) * r[k], r[k + 1]);
        } else {
            set(r, k, Floats.sinh(ar) * Floats.cos(ai), Floats.cosh(ar) * Floats.sin(ai));
        }
    }

    static void cosh(double ar, double ai, double[] r, int k) {
        if (ai == 0) {
            set(r, k, Floats.cosh(ar), Math.copySign(0, ar) * ai);
        } else if (!Double.isFinite(ai)) {
            boolean infinite = Double.isInfinite(ar);
            set(r, k, infinite ? Double.POSITIVE_INFINITY : Double.NaN, ar == 0 ? 0 : Double.NaN);
        } else if (Math.abs(ar) > EXP_OVERFLOW) {
            scaledExp(0.5, Math.abs(ar), ai, r, k);
            set(r, k, r[k], Math.copySign(1, ar) * r[k + 1]);
        } else {
            set(r, k, Floats.cosh(ar) * Floats.cos(ai), Floats.sinh(ar) * Floats.sin(ai));
        }
    }

    /** Kahan (1987): by the tangent of the imaginary part, with the limit for a large real one. */
    static void tanh(double ar, double ai, double[] r, int k) {
        if (Double.isNaN(ar)) {
            set(r, k, ar, ai == 0 ? ai : Double.NaN);
        } else if (Double.isInfinite(ar)) {
            set(
                    r,
                    k,
                    Math.copySign(1, ar),
                    Math.copySign(0, Double.isFinite(ai) ? Floats.sin(ai) * Floats.cos(ai) : ai));
        } else if (!Double.isFinite(ai)) {
            set(r, k, ar == 0 ? ar : Double.NaN, Double.NaN);
        } else if (Math.abs(ar) > 22) {
            double e = Floats.exp(-Math.abs(ar));
            set(r, k, Math.copySign(1, ar), ai == 0 ? ai : 4 * Floats.sin(ai) * Floats.cos(ai) * e * e);
        } else {
            double t = Floats.tan(ai);
            double beta = 1 + t * t;
            double s = Floats.sinh(ar);
            double rho = Math.sqrt(1 + s * s);
            double d = 1 + beta * s * s;
            set(r, k, beta * rho * s / d, t / d);
        }
    }

    /** {@code asin z = -i asinh(iz)}. */
    static void asin(double ar, double ai, double[] r, int k) {
        asinh(-ai, ar, r, k);
        set(r, k, r[k + 1], -r[k]);
    }

    /** Kahan (1987): from the roots of {@code 1 - z} and {@code 1 + z}, which keeps both parts accurate. */
    static void acos(double ar, double ai, double[] r, int k) {
        if (isLarge(ar, ai)) {
            set(r, k, Math.atan2(Math.abs(ai), ar), -Math.copySign(logModulus(ar, ai) + LN2, ai));
        } else if (ar == 0 && Double.isNaN(ai)) {
            set(r, k, Math.PI / 2, ai);
        } else {
            double[] root = new double[4];
            sqrt(1 - ar, -ai, root, 0);
            sqrt(1 + ar, ai, root, 2);
            double re = 2 * Math.atan2(root[0], root[2]);
            set(r, k, re, Floats.asinh(root[2] * root[1] - root[3] * root[0]));
        }
    }

    static void atan(double ar, double ai, double[] r, int k) {
        atanh(-ai, ar, r, k);
        set(r, k, r[k + 1], -r[k]);
    }

    /** {@code asinh z = -i asin(iz)}, with Kahan's (1987) form of asin. */
    static void asinh(double ar, double ai, double[] r, int k) {
        if (isLarge(ar, ai)) {
            set(r, k, Math.copySign(logModulus(ar, ai) + LN2, ar), Math.atan2(ai, Math.abs(ar)));
        } else if (ai == 0 && Double.isNaN(ar)) {
            set(r, k, ar, ai);
        } else {
            double[] root = new double[4];
            sqrt(1 + ai, -ar, root, 0);
            sqrt(1 - ai, ar, root, 2);
            double re = Floats.asinh(root[0] * root[3] - root[1] * root[2]);
            set(r, k, re, Math.atan2(ai, root[0] * root[2] - root[1] * root[3]));
        }
    }

    static void acosh(double ar, double ai, double[] r, int k) {
        if (isLarge(ar, ai)) {
            set(r, k, logModulus(ar, ai) + LN2, Math.atan2(ai, ar));
        } else if (ar == 0 && Double.isNaN(ai)) {
            set(r, k, ai, Math.PI / 2);
        } else {
            double[] root = new double[4];
            sqrt(ar - 1, ai, root, 0);
            sqrt(ar + 1, ai, root, 2);
            set(r, k, Floats.asinh(root[0] * root[2] + root[1] * root[3]), 2 * Math.atan2(root[1], root[2]));
        }
    }

    /** {@code (log1p(z) - log1p(-z)) / 2} by its closed parts. */
    static void atanh(double ar, double ai, double[] r, int k) {
        double x = Math.abs(ar);
        double y = Math.abs(ai);
        if (isLarge(ar, ai)) {
            double re = Double.isInfinite(x) || Double.isInfinite(y) ? 0 : inverse(x, y);
            set(r, k, Math.copySign(re, ar), Double.isNaN(ai) ? ai : Math.copySign(Math.PI / 2, ai));
        } else if (ar == 0 && Double.isNaN(ai)) {
            set(r, k, ar, ai);
        } else if (x == 1 && y < 1 / LARGE && y > 0) {
            // Here the square of the imaginary part is lost.
            set(r, k, Math.copySign((LN2 - Floats.log(y)) / 2, ar), Math.copySign(Math.PI / 4, ai));
        } else {
            double d = (1 - x) * (1 - x) + ai * ai;
            double im = 0.5 * Math.atan2(2 * ai, (1 - x) * (1 + x) - ai * ai);
            set(r, k, Math.copySign(0.25 * Math.log1p(4 * x / d), ar), im);
        }
    }

    /** The real part {@code x / (x * x + y * y)} of a reciprocal, of large parts. */
    private static double inverse(double x, double y) {
        double m = Math.hypot(x / 2, y / 2);
        return x / 2 / m / m / 2;
    }

    /** Whether a part is infinite, whatever the other is, or large beside another number. */
    private static boolean isLarge(double ar, double ai) {
        double x = Math.abs(ar);
        double y = Math.abs(ai);
        return x == Double.POSITIVE_INFINITY || y == Double.POSITIVE_INFINITY || Math.max(x, y) > LARGE;
    }

    private static void set(double[] r, int k, double re, double im) {
        r[k] = re;
        r[k + 1] = im;
    }
}
