package org.orrery.ndarray.internal;

/** Scalar complex functions of the kernels; each writes its result's parts at {@code r[k]} and {@code r[k + 1]}. */
final class ComplexFunctions {
    private ComplexFunctions() {}

    /** Smith's division (1962), which avoids overflow of the squared modulus. */
    static void divide(double ar, double ai, double br, double bi, double[] r, int k) {
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
        double logModulus = Math.log(Math.hypot(ar, ai));
        double argument = Math.atan2(ai, ar);
        polar(Math.exp(br * logModulus - bi * argument), bi * logModulus + br * argument, r, k);
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
            double t = br * br - bi * bi;
            bi = 2 * br * bi;
            br = t;
        }
        if (n < 0) {
            divide(1, 0, pr, pi, r, k);
        } else {
            set(r, k, pr, pi);
        }
    }

    static void sign(double ar, double ai, double[] r, int k) {
        double m = Math.hypot(ar, ai);
        if (m == 0) {
            set(r, k, 0, 0);
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
                set(r, k, nan ? ai : 0, nan ? ar : Math.copySign(Double.POSITIVE_INFINITY, ai));
            }
        } else {
            // Scaling by a power of four keeps the modulus from overflowing and is undone exactly.
            boolean large = Math.abs(ar) > 0x1p1020 || Math.abs(ai) > 0x1p1020;
            double scale = large ? 0.25 : 1;
            double x = ar * scale;
            double y = ai * scale;
            double t = Math.sqrt((Math.abs(x) + Math.hypot(x, y)) / 2);
            double back = large ? 2 : 1;
            if (x >= 0) {
                set(r, k, t * back, y / (2 * t) * back);
            } else {
                set(r, k, Math.abs(y) / (2 * t) * back, Math.copySign(t, y) * back);
            }
        }
    }

    static void exp(double ar, double ai, double[] r, int k) {
        if (ai == 0) {
            set(r, k, Math.exp(ar), ai);
        } else {
            polar(Math.exp(ar), ai, r, k);
        }
    }

    static void expm1(double ar, double ai, double[] r, int k) {
        double s = Math.sin(ai / 2);
        double e = Math.exp(ar);
        set(r, k, Math.expm1(ar) * Math.cos(ai) - 2 * s * s, ai == 0 ? ai : e * Math.sin(ai));
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
            return 0.5 * Math.log1p((big - 1) * (big + 1) + small * small);
        }
        return Math.log(Math.hypot(x, y));
    }

    static void log1p(double ar, double ai, double[] r, int k) {
        double modulus = Math.abs(ar) < 0.5 && Math.abs(ai) < 0.5
                ? 0.5 * Math.log1p(ar * (2 + ar) + ai * ai)
                : logModulus(1 + ar, ai);
        set(r, k, modulus, Math.atan2(ai, 1 + ar));
    }

    static void log2(double ar, double ai, double[] r, int k) {
        log(ar, ai, r, k);
        set(r, k, r[k] / Math.log(2), r[k + 1] / Math.log(2));
    }

    static void log10(double ar, double ai, double[] r, int k) {
        log(ar, ai, r, k);
        set(r, k, r[k] / Math.log(10), r[k + 1] / Math.log(10));
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
        double im = ai == 0 ? ai : Math.cosh(ar) * Math.sin(ai);
        double re = ar == 0 ? ar : ai == 0 ? Math.sinh(ar) : Math.sinh(ar) * Math.cos(ai);
        set(r, k, re, im);
    }

    static void cosh(double ar, double ai, double[] r, int k) {
        double im = ai == 0 || ar == 0 ? Math.copySign(0, ar) * Math.copySign(1, ai) : Math.sinh(ar) * Math.sin(ai);
        set(r, k, ai == 0 ? Math.cosh(ar) : Math.cosh(ar) * Math.cos(ai), im);
    }

    /** Kahan (1987): by the tangent of the imaginary part, with the limit for a large real one. */
    static void tanh(double ar, double ai, double[] r, int k) {
        if (Math.abs(ar) > 22) {
            double e = Math.exp(-2 * Math.abs(ar));
            double im = Double.isFinite(ai) ? 4 * Math.sin(ai) * Math.cos(ai) * e : Math.copySign(0, ai);
            set(r, k, Math.copySign(1, ar), ai == 0 ? ai : im);
            return;
        }
        double t = Math.tan(ai);
        double beta = 1 + t * t;
        double s = Math.sinh(ar);
        double rho = Math.sqrt(1 + s * s);
        double d = 1 + beta * s * s;
        set(r, k, beta * rho * s / d, t / d);
    }

    /** {@code asin z = -i asinh(iz)}. */
    static void asin(double ar, double ai, double[] r, int k) {
        asinh(-ai, ar, r, k);
        set(r, k, r[k + 1], -r[k]);
    }

    /** Kahan (1987): from the roots of {@code 1 - z} and {@code 1 + z}, which keeps both parts accurate. */
    static void acos(double ar, double ai, double[] r, int k) {
        double[] root = new double[4];
        sqrt(1 - ar, -ai, root, 0);
        sqrt(1 + ar, ai, root, 2);
        double re = 2 * Math.atan2(root[0], root[2]);
        double im = Floats.asinh(root[2] * root[1] - root[3] * root[0]);
        set(r, k, re, im);
    }

    static void atan(double ar, double ai, double[] r, int k) {
        atanh(-ai, ar, r, k);
        set(r, k, r[k + 1], -r[k]);
    }

    static void asinh(double ar, double ai, double[] r, int k) {
        // asinh z = -i asin(iz), with Kahan's (1987) form of asin for w = iz = (-ai, ar).
        double[] root = new double[4];
        sqrt(1 + ai, -ar, root, 0);
        sqrt(1 - ai, ar, root, 2);
        double re = Floats.asinh(root[0] * root[3] - root[1] * root[2]);
        set(r, k, re, Math.atan2(ai, root[0] * root[2] - root[1] * root[3]));
    }

    static void acosh(double ar, double ai, double[] r, int k) {
        double[] root = new double[4];
        sqrt(ar - 1, ai, root, 0);
        sqrt(ar + 1, ai, root, 2);
        set(r, k, Floats.asinh(root[0] * root[2] + root[1] * root[3]), 2 * Math.atan2(root[1], root[2]));
    }

    /** {@code (log1p(z) - log1p(-z)) / 2} by its closed parts. */
    static void atanh(double ar, double ai, double[] r, int k) {
        double x = Math.abs(ar);
        double d = (1 - x) * (1 - x) + ai * ai;
        double re = 0.25 * Math.log1p(4 * x / d);
        double im = 0.5 * Math.atan2(2 * ai, (1 - x) * (1 + x) - ai * ai);
        set(r, k, Math.copySign(re, ar), im);
    }

    private static void polar(double modulus, double argument, double[] r, int k) {
        set(r, k, modulus * Math.cos(argument), modulus * Math.sin(argument));
    }

    private static void set(double[] r, int k, double re, double im) {
        r[k] = re;
        r[k + 1] = im;
    }
}
