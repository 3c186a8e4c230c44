package org.orrery.ndarray.kernels;

import org.orrery.ndarray.internal.FourierTransform;
import org.orrery.ndarray.internal.RealTransform;

/**
 * Fourier transforms of one length over plain arrays, for loops that may not make garbage: a plan brings the memory it
 * works in. Not thread-safe: each thread takes a plan of its own, and all plans of a length share their tables.
 *
 * <p>Complex numbers are pairs of real and imaginary part; places count array elements, not pairs. The forward
 * transform is {@code X[k] = sum_j x[j] exp(-2 pi i j k / n)}; the inverse has the other sign and divides by n. Source
 * and target of a complex transform may be the same array at the same place. {@code float} data are transformed in
 * double precision. One thread does everything; {@link org.orrery.ndarray.Fft} shares long transforms.
 *
 * <pre>{@code
 * FftPlan plan = FftPlan.of(1024);
 * plan.forwardReal(frame, 0, spectrum, 0);   // 1024 doubles to 513 pairs
 * }</pre>
 */
public final class FftPlan {
    private final int n;
    private final FourierTransform complex;
    private final RealTransform real;
    private final double[] work;

    /** Holds single precision data; made when first needed. */
    private double[] wide = new double[0];

    private FftPlan(int n) {
        this.n = n;
        complex = FourierTransform.of(n);
        real = RealTransform.of(n);
        work = new double[Math.max(complex.workSize(), real.workSize())];
    }

    /**
     * A plan of a length. The first of a length makes tables, in a time like that of some ten transforms.
     *
     * @param n the length, at least 1; products of small primes are fastest
     * @return a new plan
     * @throws IllegalArgumentException if {@code n} is less than 1 or more than 2^28
     */
    public static FftPlan of(int n) {
        if (n < 1 || n > 1 << 28) {
            throw new IllegalArgumentException("FFT of length n = " + n + ": expected 1 to 2^28");
        }
        return new FftPlan(n);
    }

    /**
     * The length.
     *
     * @return n
     */
    public int length() {
        return n;
    }

    /**
     * The number of coefficients of a transform of real numbers.
     *
     * @return n / 2 + 1
     */
    public int realLength() {
        return n / 2 + 1;
    }

    private static void check(String name, int length, int at, long count) {
        if (at < 0 || length - (long) at < count) {
            throw new IndexOutOfBoundsException(
                    name + " has " + length + " elements: expected " + count + " from place " + at);
        }
    }

    /**
     * The forward transform.
     *
     * @param in n pairs
     * @param at where they begin
     * @param out where n pairs go
     * @param to where they begin
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public void forward(double[] in, int at, double[] out, int to) {
        check("in", in.length, at, 2L * n);
        check("out", out.length, to, 2L * n);
        complex.transform(in, at, 2, 1, out, to, 2, 1, 1, work, 0);
    }

    /**
     * The inverse transform.
     *
     * @param in n pairs
     * @param at where they begin
     * @param out where n pairs go
     * @param to where they begin
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public void inverse(double[] in, int at, double[] out, int to) {
        check("in", in.length, at, 2L * n);
        check("out", out.length, to, 2L * n);
        // A forward transform in which both sides exchange real and imaginary parts.
        complex.transform(in, at + 1, 2, -1, out, to + 1, 2, -1, 1.0 / n, work, 0);
    }

    /**
     * The forward transform of real numbers: the coefficients 0 to n / 2, of which the others are conjugates.
     *
     * @param in n real numbers
     * @param at where they begin
     * @param out where n / 2 + 1 pairs go
     * @param to where they begin
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public void forwardReal(double[] in, int at, double[] out, int to) {
        check("in", in.length, at, n);
        check("out", out.length, to, 2L * realLength());
        real.forward(in, at, 1, 0, out, to, 2, 0, 1, 1, work, 0);
    }

    /**
     * The inverse transform to real numbers. The imaginary parts of coefficient 0 and, if n is even, n / 2 do not
     * count.
     *
     * @param in n / 2 + 1 pairs
     * @param at where they begin
     * @param out where n real numbers go
     * @param to where they begin
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public void inverseReal(double[] in, int at, double[] out, int to) {
        check("in", in.length, at, 2L * realLength());
        check("out", out.length, to, n);
        real.inverse(in, at, 2, 0, out, to, 1, 0, 1, 1.0 / n, work, 0);
    }

    /**
     * The forward transform.
     *
     * @param in n pairs
     * @param at where they begin
     * @param out where n pairs go
     * @param to where they begin
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public void forward(float[] in, int at, float[] out, int to) {
        check("in", in.length, at, 2L * n);
        check("out", out.length, to, 2L * n);
        widen(in, at, 2 * n);
        forward(wide, 0, wide, 0);
        narrow(0, out, to, 2 * n);
    }

    /**
     * The inverse transform.
     *
     * @param in n pairs
     * @param at where they begin
     * @param out where n pairs go
     * @param to where they begin
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public void inverse(float[] in, int at, float[] out, int to) {
        check("in", in.length, at, 2L * n);
        check("out", out.length, to, 2L * n);
        widen(in, at, 2 * n);
        inverse(wide, 0, wide, 0);
        narrow(0, out, to, 2 * n);
    }

    /**
     * The forward transform of real numbers: the coefficients 0 to n / 2, of which the others are conjugates.
     *
     * @param in n real numbers
     * @param at where they begin
     * @param out where n / 2 + 1 pairs go
     * @param to where they begin
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public void forwardReal(float[] in, int at, float[] out, int to) {
        check("in", in.length, at, n);
        check("out", out.length, to, 2L * realLength());
        widen(in, at, n);
        forwardReal(wide, 0, wide, n);
        narrow(n, out, to, 2 * realLength());
    }

    /**
     * The inverse transform to real numbers. The imaginary parts of coefficient 0 and, if n is even, n / 2 do not
     * count.
     *
     * @param in n / 2 + 1 pairs
     * @param at where they begin
     * @param out where n real numbers go
     * @param to where they begin
     * @throws IndexOutOfBoundsException if an array is too short
     */
    public void inverseReal(float[] in, int at, float[] out, int to) {
        check("in", in.length, at, 2L * realLength());
        check("out", out.length, to, n);
        widen(in, at, 2 * realLength());
        inverseReal(wide, 0, wide, 2 * realLength());
        narrow(2 * realLength(), out, to, n);
    }

    private void widen(float[] in, int at, int count) {
        if (wide.length == 0) {
            wide = new double[2 * n + 2 * realLength()];
        }
        for (int i = 0; i < count; i++) {
            wide[i] = in[at + i];
        }
    }

    private void narrow(int from, float[] out, int to, int count) {
        for (int i = 0; i < count; i++) {
            out[to + i] = (float) wide[from + i];
        }
    }
}
