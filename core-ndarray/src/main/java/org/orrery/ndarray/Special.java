package org.orrery.ndarray;

import org.apache.commons.numbers.gamma.Beta;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;
import org.apache.commons.numbers.gamma.Gamma;
import org.apache.commons.numbers.gamma.InverseErf;
import org.apache.commons.numbers.gamma.InverseErfc;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.orrery.ndarray.internal.Bessel;
import org.orrery.ndarray.internal.Polygamma;

/**
 * Special functions, element by element, of real arrays in double precision; integers count as float64, and float32
 * gives float32. The names are SciPy's where it has them.
 *
 * <p>Source: Commons Numbers, whose gamma and error functions are Boost's, with errors of a few units in the last
 * place; the Bessel and polygamma functions are our own ({@code i0}, {@code i1} to some 1e-15 relative; {@code j0}, {@code j1} to
 * some 1e-15 of their amplitude).
 */
public final class Special {
    /** The root of 1/2 as the sum of two doubles. */
    private static final double ROOT_HALF = 0.7071067811865476;

    private static final double ROOT_HALF_LOW = -4.833646656726457e-17;

    private static final Op ERF = Op.of("erf", x -> Erf.value(x));
    private static final Op ERFC = Op.of("erfc", x -> Erfc.value(x));
    private static final Op ERFCX = Op.of("erfcx", x -> Erfcx.value(x));
    private static final Op ERFINV = Op.of("erfinv", x -> InverseErf.value(x));
    private static final Op ERFCINV = Op.of("erfcinv", x -> InverseErfc.value(x));
    private static final Op GAMMA = Op.of("gamma", x -> Gamma.value(x));
    private static final Op GAMMALN = Op.of("gammaln", x -> Special.logGamma(x));
    private static final Op DIGAMMA = Op.of("digamma", x -> Polygamma.digamma(x));
    private static final Op NDTR = Op.of("ndtr", x -> Special.lowerTail(x));
    private static final Op NDTRI = Op.of("ndtri", x -> -Math.sqrt(2) * InverseErfc.value(2 * x));
    private static final Op SINC = Op.of("sinc", x -> Special.sinc1(x));
    private static final Op I0 = Op.of("i0", x -> Bessel.i(0, x));
    private static final Op I1 = Op.of("i1", x -> Bessel.i(1, x));
    private static final Op J0 = Op.of("j0", x -> Bessel.j(0, x));
    private static final Op J1 = Op.of("j1", x -> Bessel.j(1, x));
    private static final Op BETA = Op.of("beta", (a, b) -> Beta.value(a, b));
    private static final Op BETALN = Op.of("betaln", (a, b) -> LogBeta.value(a, b));
    private static final Op GAMMAINC = Op.of("gammainc", (a, x) -> RegularizedGamma.P.value(a, x));
    private static final Op GAMMAINCC = Op.of("gammaincc", (a, x) -> RegularizedGamma.Q.value(a, x));
    private static final Op BETAINC = Op.of("betainc", 3, Op.Rule.REAL_FLOATING)
            .kernel(DType.FLOAT64, Special::incompleteBeta)
            .build();

    private Special() {}

    private static double logGamma(double x) {
        // Poles are infinite as in C, where Commons Numbers says NaN; the reflection serves the other negative ones.
        if (x <= 0) {
            double sine = Math.abs(Math.sin(Math.PI * (x - Math.rint(x))));
            return sine == 0 ? Double.POSITIVE_INFINITY : Math.log(Math.PI / sine) - LogGamma.value(1 - x);
        }
        return LogGamma.value(x);
    }

    private static double lowerTail(double x) {
        double z = -x * ROOT_HALF;
        // In the tail the rounding of z counts for as much as z^2 times more.
        double rest = Math.fma(-x, ROOT_HALF, -z) - x * ROOT_HALF_LOW;
        double correction = Math.abs(z) < 28 ? rest * Math.exp(-z * z) / Math.sqrt(Math.PI) : 0;
        return 0.5 * Erfc.value(z) - correction;
    }

    private static double sinc1(double x) {
        double y = Math.PI * x;
        return y == 0 ? 1 : Math.sin(y) / y;
    }

    private static void incompleteBeta(Object[] arrays, int[] offsets, int[] strides, int count) {
        double[] a = (double[]) arrays[0];
        double[] b = (double[]) arrays[1];
        double[] x = (double[]) arrays[2];
        double[] r = (double[]) arrays[3];
        for (int p = 0; p < count; p++) {
            double value = RegularizedBeta.value(
                    x[offsets[2] + p * strides[2]], a[offsets[0] + p * strides[0]], b[offsets[1] + p * strides[1]]);
            r[offsets[3] + p * strides[3]] = value;
        }
    }

    /**
     * The error function: the probability that a normal number of variance 1/2 lies within {@code [-x, x]}.
     *
     * @param x the array, of a real type
     * @return the values, of the same shape
     * @throws DTypeException if the type is complex
     */
    public static NdArray erf(NdArray x) {
        return ERF.apply(x);
    }

    /**
     * The complement {@code 1 - erf(x)}, accurate where that is small.
     *
     * @param x the array, of a real type
     * @return the values, of the same shape
     * @throws DTypeException if the type is complex
     */
    public static NdArray erfc(NdArray x) {
        return ERFC.apply(x);
    }

    /**
     * The complement scaled by {@code exp(x^2)}.
     *
     * @param x the array, of a real type
     * @return the values, of the same shape
     * @throws DTypeException if the type is complex
     */
    public static NdArray erfcx(NdArray x) {
        return ERFCX.apply(x);
    }

    /**
     * The inverse of the error function; infinite at -1 and 1, NaN beyond.
     *
     * @param x the array, of a real type
     * @return the values, of the same shape
     * @throws DTypeException if the type is complex
     */
    public static NdArray erfinv(NdArray x) {
        return ERFINV.apply(x);
    }

    /**
     * The inverse of the complementary error function; infinite at 0 and 2, NaN beyond.
     *
     * @param x the array, of a real type
     * @return the values, of the same shape
     * @throws DTypeException if the type is complex
     */
    public static NdArray erfcinv(NdArray x) {
        return ERFCINV.apply(x);
    }

    /**
     * The gamma function: {@code (x - 1)!}; NaN at zero and the negative integers.
     *
     * @param x the array, of a real type
     * @return the values, of the same shape
     * @throws DTypeException if the type is complex
     */
    public static NdArray gamma(NdArray x) {
        return GAMMA.apply(x);
    }

    /**
     * The logarithm of the absolute value of the gamma function; infinite at zero and the negative integers.
     *
     * @param x the array, of a real type
     * @return the values, of the same shape
     * @throws DTypeException if the type is complex
     */
    public static NdArray gammaln(NdArray x) {
        return GAMMALN.apply(x);
    }

    /**
     * The derivative of the logarithm of the gamma function.
     *
     * @param x the array, of a real type
     * @return the values, of the same shape
     * @throws DTypeException if the type is complex
     */
    public static NdArray digamma(NdArray x) {
        return DIGAMMA.apply(x);
    }

    /**
     * A derivative of {@link #digamma(NdArray)}: derivative n + 1 of the logarithm of the gamma function.
     *
     * @param n the order, 0 to 100, where 0 is digamma and 1 is also called trigamma
     * @param x the array, of a real type
     * @return the values, of the same shape; infinite at zero and the negative integers, but NaN of order 0
     * @throws IllegalArgumentException if {@code n} is outside its range
     * @throws DTypeException if the type is complex
     */
    public static NdArray polygamma(int n, NdArray x) {
        if (n < 0 || n > 100) {
            throw new IllegalArgumentException("polygamma of order n = " + n + ": expected 0 to 100");
        }
        return n == 0
                ? digamma(x)
                : Op.of("polygamma", v -> Polygamma.polygamma(n, v)).apply(x);
    }

    /**
     * The probability that a standard normal number is at most {@code x}, accurate in the lower tail.
     *
     * @param x the array, of a real type
     * @return the values, of the same shape
     * @throws DTypeException if the type is complex
     */
    public static NdArray ndtr(NdArray x) {
        return NDTR.apply(x);
    }

    /**
     * The inverse of {@link #ndtr(NdArray)}: the number that a standard normal one exceeds with probability
     * {@code 1 - x}.
     *
     * @param x the array, of a real type
     * @return the values, of the same shape
     * @throws DTypeException if the type is complex
     */
    public static NdArray ndtri(NdArray x) {
        return NDTRI.apply(x);
    }

    /**
     * The function {@code sin(pi x) / (pi x)}, 1 at zero.
     *
     * @param x the array, of a real type
     * @return the values, of the same shape
     * @throws DTypeException if the type is complex
     */
    public static NdArray sinc(NdArray x) {
        return SINC.apply(x);
    }

    /**
     * The modified Bessel function of the first kind, order 0.
     *
     * @param x the array, of a real type
     * @return the values, of the same shape
     * @throws DTypeException if the type is complex
     */
    public static NdArray i0(NdArray x) {
        return I0.apply(x);
    }

    /**
     * The modified Bessel function of the first kind, order 1.
     *
     * @param x the array, of a real type
     * @return the values, of the same shape
     * @throws DTypeException if the type is complex
     */
    public static NdArray i1(NdArray x) {
        return I1.apply(x);
    }

    /**
     * The Bessel function of the first kind, order 0.
     *
     * @param x the array, of a real type
     * @return the values, of the same shape
     * @throws DTypeException if the type is complex
     */
    public static NdArray j0(NdArray x) {
        return J0.apply(x);
    }

    /**
     * The Bessel function of the first kind, order 1.
     *
     * @param x the array, of a real type
     * @return the values, of the same shape
     * @throws DTypeException if the type is complex
     */
    public static NdArray j1(NdArray x) {
        return J1.apply(x);
    }

    /**
     * The beta function of positive numbers: {@code gamma(a) gamma(b) / gamma(a + b)}; NaN for others.
     *
     * @param a the first argument, of a real type
     * @param b the second argument, which broadcasts against the first
     * @return the values, of the broadcast shape
     * @throws ShapeException if the shapes do not broadcast
     * @throws DTypeException if a type is complex
     */
    public static NdArray beta(NdArray a, NdArray b) {
        return BETA.apply(a, b);
    }

    /**
     * The logarithm of the beta function of positive numbers.
     *
     * @param a the first argument, of a real type
     * @param b the second argument, which broadcasts against the first
     * @return the values, of the broadcast shape
     * @throws ShapeException if the shapes do not broadcast
     * @throws DTypeException if a type is complex
     */
    public static NdArray betaln(NdArray a, NdArray b) {
        return BETALN.apply(a, b);
    }

    /**
     * The regularised lower incomplete gamma function P(a, x): the probability that a gamma number of shape {@code
     * a} is at most {@code x}.
     *
     * @param a the first argument, of a real type
     * @param x the second argument, which broadcasts against the first
     * @return the values, of the broadcast shape
     * @throws ShapeException if the shapes do not broadcast
     * @throws DTypeException if a type is complex
     */
    public static NdArray gammainc(NdArray a, NdArray x) {
        return GAMMAINC.apply(a, x);
    }

    /**
     * The regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x).
     *
     * @param a the first argument, of a real type
     * @param x the second argument, which broadcasts against the first
     * @return the values, of the broadcast shape
     * @throws ShapeException if the shapes do not broadcast
     * @throws DTypeException if a type is complex
     */
    public static NdArray gammaincc(NdArray a, NdArray x) {
        return GAMMAINCC.apply(a, x);
    }

    /**
     * The regularised incomplete beta function: the probability that a beta number is at most {@code x}.
     *
     * @param a the first parameter, of a real type
     * @param b the second parameter
     * @param x the limit, from 0 to 1
     * @return the values, of the broadcast shape; NaN outside the domain
     * @throws ShapeException if the shapes do not broadcast
     * @throws DTypeException if a type is complex
     */
    public static NdArray betainc(NdArray a, NdArray b, NdArray x) {
        return BETAINC.apply(a, b, x);
    }
}
