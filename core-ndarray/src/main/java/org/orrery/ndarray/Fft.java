package org.orrery.ndarray;

import java.util.Arrays;
import org.orrery.ndarray.internal.FourierLines;
import org.orrery.ndarray.internal.FourierLines.Kind;

/**
 * Discrete Fourier transforms: the {@code fft} extension of the Array API standard.
 *
 * <p>The transform of {@code x} is {@code X[k] = sum_j x[j] exp(-2 pi i j k / n)}; its inverse has the other sign and
 * is divided by n, unless a {@link Norm} says otherwise. Any length takes O(n log n) operations; products of small
 * primes are fastest. The relative error grows with the root of log n: some 4e-16 (root mean square) at a million.
 * Everything is computed in double precision; float32 and complex64 give complex64 or float32, all other types
 * complex128 or float64. Threads share large transforms; the bits do not depend on their number.
 *
 * <p>Where a length is given, lines are cut at their end, or filled with zeros there.
 *
 * <pre>{@code
 * NdArray spectrum = Fft.rfft(signal);
 * NdArray frequencyHz = Fft.rfftfreq(signal.size(), 1 / 48_000.0);
 * NdArray image = Fft.fft2(pixels);
 * }</pre>
 */
public final class Fft {
    /** Which direction is divided by what. */
    public enum Norm {
        /** The inverse transform is divided by n. */
        BACKWARD,
        /** Both directions are divided by the root of n. */
        ORTHO,
        /** The forward transform is divided by n. */
        FORWARD;

        double scale(boolean forward, double n) {
            return switch (this) {
                case BACKWARD -> forward ? 1 : 1 / n;
                case ORTHO -> 1 / Math.sqrt(n);
                case FORWARD -> forward ? 1 / n : 1;
            };
        }

        private Norm opposite() {
            return this == BACKWARD ? FORWARD : this == FORWARD ? BACKWARD : ORTHO;
        }
    }

    /** The most complex numbers that a Java array holds. */
    private static final long LONGEST = (Integer.MAX_VALUE - 8) / 2;

    private Fft() {}

    /**
     * The discrete Fourier transform along the last axis.
     *
     * @param x the array, of any type
     * @return a new complex array, of the same shape
     * @throws IllegalArgumentException if the axis has no elements
     * @throws ShapeException if the array has no dimensions
     * @throws DensificationException if the array is not dense
     */
    public static NdArray fft(NdArray x) {
        return complex1("fft", x, size(x, -1), -1, Norm.BACKWARD, true);
    }

    /**
     * The discrete Fourier transform along an axis.
     *
     * @param x the array, of any type
     * @param axis the axis, where a negative one counts from the end
     * @return a new complex array, of the same shape
     * @throws IllegalArgumentException if the axis has no elements
     * @throws ShapeException if the axis is outside the rank
     * @throws DensificationException if the array is not dense
     */
    public static NdArray fft(NdArray x, int axis) {
        return complex1("fft", x, size(x, axis), axis, Norm.BACKWARD, true);
    }

    /**
     * The discrete Fourier transform along an axis.
     *
     * @param x the array, of any type
     * @param axis the axis, where a negative one counts from the end
     * @param norm what is divided by what
     * @return a new complex array, of the same shape
     * @throws IllegalArgumentException if the axis has no elements
     * @throws ShapeException if the axis is outside the rank
     * @throws DensificationException if the array is not dense
     */
    public static NdArray fft(NdArray x, int axis, Fft.Norm norm) {
        return complex1("fft", x, size(x, axis), axis, norm, true);
    }

    /**
     * The discrete Fourier transform along an axis.
     *
     * @param x the array, of any type
     * @param n the length of the transform, at least 1
     * @param axis the axis, where a negative one counts from the end
     * @param norm what is divided by what
     * @return a new complex array, n elements long along the axis
     * @throws IllegalArgumentException if {@code n} is less than 1, or the axis has no elements
     * @throws ShapeException if the axis is outside the rank
     * @throws DensificationException if the array is not dense
     */
    public static NdArray fft(NdArray x, long n, int axis, Fft.Norm norm) {
        return complex1("fft", x, n, axis, norm, true);
    }

    /**
     * The inverse discrete Fourier transform along the last axis.
     *
     * @param x the array, of any type
     * @return a new complex array, of the same shape
     * @throws IllegalArgumentException if the axis has no elements
     * @throws ShapeException if the array has no dimensions
     * @throws DensificationException if the array is not dense
     */
    public static NdArray ifft(NdArray x) {
        return complex1("ifft", x, size(x, -1), -1, Norm.BACKWARD, false);
    }

    /**
     * The inverse discrete Fourier transform along an axis.
     *
     * @param x the array, of any type
     * @param axis the axis, where a negative one counts from the end
     * @return a new complex array, of the same shape
     * @throws IllegalArgumentException if the axis has no elements
     * @throws ShapeException if the axis is outside the rank
     * @throws DensificationException if the array is not dense
     */
    public static NdArray ifft(NdArray x, int axis) {
        return complex1("ifft", x, size(x, axis), axis, Norm.BACKWARD, false);
    }

    /**
     * The inverse discrete Fourier transform along an axis.
     *
     * @param x the array, of any type
     * @param axis the axis, where a negative one counts from the end
     * @param norm what is divided by what
     * @return a new complex array, of the same shape
     * @throws IllegalArgumentException if the axis has no elements
     * @throws ShapeException if the axis is outside the rank
     * @throws DensificationException if the array is not dense
     */
    public static NdArray ifft(NdArray x, int axis, Fft.Norm norm) {
        return complex1("ifft", x, size(x, axis), axis, norm, false);
    }

    /**
     * The inverse discrete Fourier transform along an axis.
     *
     * @param x the array, of any type
     * @param n the length of the transform, at least 1
     * @param axis the axis, where a negative one counts from the end
     * @param norm what is divided by what
     * @return a new complex array, n elements long along the axis
     * @throws IllegalArgumentException if {@code n} is less than 1, or the axis has no elements
     * @throws ShapeException if the axis is outside the rank
     * @throws DensificationException if the array is not dense
     */
    public static NdArray ifft(NdArray x, long n, int axis, Fft.Norm norm) {
        return complex1("ifft", x, n, axis, norm, false);
    }

    /**
     * The discrete Fourier transform of real numbers along the last axis: the coefficients 0 to n / 2, of which the
     * others are conjugates.
     *
     * @param x the array, of a real type
     * @return a new complex array, n / 2 + 1 elements long along the axis
     * @throws IllegalArgumentException if the axis has no elements
     * @throws ShapeException if the array has no dimensions
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray rfft(NdArray x) {
        return realForward("rfft", x, size(x, -1), -1, Norm.BACKWARD);
    }

    /**
     * The discrete Fourier transform of real numbers along an axis: the coefficients 0 to n / 2, of which the others
     * are conjugates.
     *
     * @param x the array, of a real type
     * @param axis the axis, where a negative one counts from the end
     * @return a new complex array, n / 2 + 1 elements long along the axis
     * @throws IllegalArgumentException if the axis has no elements
     * @throws ShapeException if the axis is outside the rank
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray rfft(NdArray x, int axis) {
        return realForward("rfft", x, size(x, axis), axis, Norm.BACKWARD);
    }

    /**
     * The discrete Fourier transform of real numbers along an axis: the coefficients 0 to n / 2, of which the others
     * are conjugates.
     *
     * @param x the array, of a real type
     * @param axis the axis, where a negative one counts from the end
     * @param norm what is divided by what
     * @return a new complex array, n / 2 + 1 elements long along the axis
     * @throws IllegalArgumentException if the axis has no elements
     * @throws ShapeException if the axis is outside the rank
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray rfft(NdArray x, int axis, Fft.Norm norm) {
        return realForward("rfft", x, size(x, axis), axis, norm);
    }

    /**
     * The discrete Fourier transform of real numbers along an axis: the coefficients 0 to n / 2, of which the others
     * are conjugates.
     *
     * @param x the array, of a real type
     * @param n the length of the transform, at least 1
     * @param axis the axis, where a negative one counts from the end
     * @param norm what is divided by what
     * @return a new complex array, n / 2 + 1 elements long along the axis
     * @throws IllegalArgumentException if {@code n} is less than 1, or the axis has no elements
     * @throws ShapeException if the axis is outside the rank
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray rfft(NdArray x, long n, int axis, Fft.Norm norm) {
        return realForward("rfft", x, n, axis, norm);
    }

    /**
     * The inverse of {@link #rfft(NdArray)} along the last axis: real numbers from the first coefficients, of which
     * the others are conjugates. The imaginary parts of the first and, for an even length, of the last coefficient do
     * not count.
     *
     * @param x the coefficients, of any type
     * @return a new real array, 2 (m - 1) elements long along the axis, where it was m
     * @throws IllegalArgumentException if the axis has fewer than two elements
     * @throws ShapeException if the array has no dimensions
     * @throws DensificationException if the array is not dense
     */
    public static NdArray irfft(NdArray x) {
        return realInverse("irfft", x, doubled(x, -1), -1, Norm.BACKWARD);
    }

    /**
     * The inverse of {@link #rfft(NdArray)} along an axis: real numbers from the first coefficients, of which the
     * others are conjugates. The imaginary parts of the first and, for an even length, of the last coefficient do not
     * count.
     *
     * @param x the coefficients, of any type
     * @param axis the axis, where a negative one counts from the end
     * @return a new real array, 2 (m - 1) elements long along the axis, where it was m
     * @throws IllegalArgumentException if the axis has fewer than two elements
     * @throws ShapeException if the axis is outside the rank
     * @throws DensificationException if the array is not dense
     */
    public static NdArray irfft(NdArray x, int axis) {
        return realInverse("irfft", x, doubled(x, axis), axis, Norm.BACKWARD);
    }

    /**
     * The inverse of {@link #rfft(NdArray)} along an axis: real numbers from the first coefficients, of which the
     * others are conjugates. The imaginary parts of the first and, for an even length, of the last coefficient do not
     * count.
     *
     * @param x the coefficients, of any type
     * @param axis the axis, where a negative one counts from the end
     * @param norm what is divided by what
     * @return a new real array, 2 (m - 1) elements long along the axis, where it was m
     * @throws IllegalArgumentException if the axis has fewer than two elements
     * @throws ShapeException if the axis is outside the rank
     * @throws DensificationException if the array is not dense
     */
    public static NdArray irfft(NdArray x, int axis, Fft.Norm norm) {
        return realInverse("irfft", x, doubled(x, axis), axis, norm);
    }

    /**
     * The inverse of {@link #rfft(NdArray)} along an axis: real numbers from the first coefficients, of which the
     * others are conjugates. The imaginary parts of the first and, for an even length, of the last coefficient do not
     * count.
     *
     * @param x the coefficients, of any type
     * @param n the length of the real result, at least 1
     * @param axis the axis, where a negative one counts from the end
     * @param norm what is divided by what
     * @return a new real array, n elements long along the axis
     * @throws IllegalArgumentException if {@code n} is less than 1, or the axis has no elements
     * @throws ShapeException if the axis is outside the rank
     * @throws DensificationException if the array is not dense
     */
    public static NdArray irfft(NdArray x, long n, int axis, Fft.Norm norm) {
        return realInverse("irfft", x, n, axis, norm);
    }

    /**
     * The discrete Fourier transform along the last axis of a signal whose second half is the conjugate of the first
     * in reverse, so that the result is real.
     *
     * @param x the first half of the signal, of any type
     * @return a new real array, 2 (m - 1) elements long along the axis, where it was m
     * @throws IllegalArgumentException if the axis has fewer than two elements
     * @throws ShapeException if the array has no dimensions
     * @throws DensificationException if the array is not dense
     */
    public static NdArray hfft(NdArray x) {
        return hermitian(x, doubled(x, -1), -1, Norm.BACKWARD);
    }

    /**
     * The discrete Fourier transform along an axis of a signal whose second half is the conjugate of the first in
     * reverse, so that the result is real.
     *
     * @param x the first half of the signal, of any type
     * @param axis the axis, where a negative one counts from the end
     * @return a new real array, 2 (m - 1) elements long along the axis, where it was m
     * @throws IllegalArgumentException if the axis has fewer than two elements
     * @throws ShapeException if the axis is outside the rank
     * @throws DensificationException if the array is not dense
     */
    public static NdArray hfft(NdArray x, int axis) {
        return hermitian(x, doubled(x, axis), axis, Norm.BACKWARD);
    }

    /**
     * The discrete Fourier transform along an axis of a signal whose second half is the conjugate of the first in
     * reverse, so that the result is real.
     *
     * @param x the first half of the signal, of any type
     * @param axis the axis, where a negative one counts from the end
     * @param norm what is divided by what
     * @return a new real array, 2 (m - 1) elements long along the axis, where it was m
     * @throws IllegalArgumentException if the axis has fewer than two elements
     * @throws ShapeException if the axis is outside the rank
     * @throws DensificationException if the array is not dense
     */
    public static NdArray hfft(NdArray x, int axis, Fft.Norm norm) {
        return hermitian(x, doubled(x, axis), axis, norm);
    }

    /**
     * The discrete Fourier transform along an axis of a signal whose second half is the conjugate of the first in
     * reverse, so that the result is real.
     *
     * @param x the first half of the signal, of any type
     * @param n the length of the real result, at least 1
     * @param axis the axis, where a negative one counts from the end
     * @param norm what is divided by what
     * @return a new real array, n elements long along the axis
     * @throws IllegalArgumentException if {@code n} is less than 1, or the axis has no elements
     * @throws ShapeException if the axis is outside the rank
     * @throws DensificationException if the array is not dense
     */
    public static NdArray hfft(NdArray x, long n, int axis, Fft.Norm norm) {
        return hermitian(x, n, axis, norm);
    }

    /**
     * The inverse of {@link #hfft(NdArray)} along the last axis.
     *
     * @param x the array, of a real type
     * @return a new complex array, n / 2 + 1 elements long along the axis
     * @throws IllegalArgumentException if the axis has no elements
     * @throws ShapeException if the array has no dimensions
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray ihfft(NdArray x) {
        return inverseHermitian(x, size(x, -1), -1, Norm.BACKWARD);
    }

    /**
     * The inverse of {@link #hfft(NdArray)} along an axis.
     *
     * @param x the array, of a real type
     * @param axis the axis, where a negative one counts from the end
     * @return a new complex array, n / 2 + 1 elements long along the axis
     * @throws IllegalArgumentException if the axis has no elements
     * @throws ShapeException if the axis is outside the rank
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray ihfft(NdArray x, int axis) {
        return inverseHermitian(x, size(x, axis), axis, Norm.BACKWARD);
    }

    /**
     * The inverse of {@link #hfft(NdArray)} along an axis.
     *
     * @param x the array, of a real type
     * @param axis the axis, where a negative one counts from the end
     * @param norm what is divided by what
     * @return a new complex array, n / 2 + 1 elements long along the axis
     * @throws IllegalArgumentException if the axis has no elements
     * @throws ShapeException if the axis is outside the rank
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray ihfft(NdArray x, int axis, Fft.Norm norm) {
        return inverseHermitian(x, size(x, axis), axis, norm);
    }

    /**
     * The inverse of {@link #hfft(NdArray)} along an axis.
     *
     * @param x the array, of a real type
     * @param n the length of the transform, at least 1
     * @param axis the axis, where a negative one counts from the end
     * @param norm what is divided by what
     * @return a new complex array, n / 2 + 1 elements long along the axis
     * @throws IllegalArgumentException if {@code n} is less than 1, or the axis has no elements
     * @throws ShapeException if the axis is outside the rank
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray ihfft(NdArray x, long n, int axis, Fft.Norm norm) {
        return inverseHermitian(x, n, axis, norm);
    }

    /**
     * The discrete Fourier transform along all axes.
     *
     * @param x the array, of any type
     * @return a new complex array
     * @throws IllegalArgumentException if an axis has no elements
     * @throws DensificationException if the array is not dense
     */
    public static NdArray fftn(NdArray x) {
        return complexN("fftn", x, sizes(x, all(x)), all(x), Norm.BACKWARD, true);
    }

    /**
     * The discrete Fourier transform along several axes.
     *
     * @param x the array, of any type
     * @param axes the axes, each once
     * @return a new complex array
     * @throws IllegalArgumentException if an axis has no elements
     * @throws ShapeException if an axis is outside the rank or named twice
     * @throws DensificationException if the array is not dense
     */
    public static NdArray fftn(NdArray x, int[] axes) {
        return complexN("fftn", x, sizes(x, axes), axes, Norm.BACKWARD, true);
    }

    /**
     * The discrete Fourier transform along several axes.
     *
     * @param x the array, of any type
     * @param axes the axes, each once
     * @param norm what is divided by what
     * @return a new complex array
     * @throws IllegalArgumentException if an axis has no elements
     * @throws ShapeException if an axis is outside the rank or named twice
     * @throws DensificationException if the array is not dense
     */
    public static NdArray fftn(NdArray x, int[] axes, Fft.Norm norm) {
        return complexN("fftn", x, sizes(x, axes), axes, norm, true);
    }

    /**
     * The discrete Fourier transform along several axes.
     *
     * @param x the array, of any type
     * @param s the length of the transform along each of the axes, at least 1
     * @param axes the axes, each once
     * @param norm what is divided by what
     * @return a new complex array
     * @throws IllegalArgumentException if {@code s} and {@code axes} differ in length, a length is less than 1, or an
     *     axis has no elements
     * @throws ShapeException if an axis is outside the rank or named twice
     * @throws DensificationException if the array is not dense
     */
    public static NdArray fftn(NdArray x, long[] s, int[] axes, Fft.Norm norm) {
        return complexN("fftn", x, s, axes, norm, true);
    }

    /**
     * The inverse discrete Fourier transform along all axes.
     *
     * @param x the array, of any type
     * @return a new complex array
     * @throws IllegalArgumentException if an axis has no elements
     * @throws DensificationException if the array is not dense
     */
    public static NdArray ifftn(NdArray x) {
        return complexN("ifftn", x, sizes(x, all(x)), all(x), Norm.BACKWARD, false);
    }

    /**
     * The inverse discrete Fourier transform along several axes.
     *
     * @param x the array, of any type
     * @param axes the axes, each once
     * @return a new complex array
     * @throws IllegalArgumentException if an axis has no elements
     * @throws ShapeException if an axis is outside the rank or named twice
     * @throws DensificationException if the array is not dense
     */
    public static NdArray ifftn(NdArray x, int[] axes) {
        return complexN("ifftn", x, sizes(x, axes), axes, Norm.BACKWARD, false);
    }

    /**
     * The inverse discrete Fourier transform along several axes.
     *
     * @param x the array, of any type
     * @param axes the axes, each once
     * @param norm what is divided by what
     * @return a new complex array
     * @throws IllegalArgumentException if an axis has no elements
     * @throws ShapeException if an axis is outside the rank or named twice
     * @throws DensificationException if the array is not dense
     */
    public static NdArray ifftn(NdArray x, int[] axes, Fft.Norm norm) {
        return complexN("ifftn", x, sizes(x, axes), axes, norm, false);
    }

    /**
     * The inverse discrete Fourier transform along several axes.
     *
     * @param x the array, of any type
     * @param s the length of the transform along each of the axes, at least 1
     * @param axes the axes, each once
     * @param norm what is divided by what
     * @return a new complex array
     * @throws IllegalArgumentException if {@code s} and {@code axes} differ in length, a length is less than 1, or an
     *     axis has no elements
     * @throws ShapeException if an axis is outside the rank or named twice
     * @throws DensificationException if the array is not dense
     */
    public static NdArray ifftn(NdArray x, long[] s, int[] axes, Fft.Norm norm) {
        return complexN("ifftn", x, s, axes, norm, false);
    }

    /**
     * The discrete Fourier transform of real numbers along all axes, of which only the coefficients 0 to n / 2 are
     * kept along the last one.
     *
     * @param x the array, of a real type
     * @return a new complex array, n / 2 + 1 elements long along the last of the axes
     * @throws IllegalArgumentException if an axis has no elements
     * @throws ShapeException if the array has no dimensions
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray rfftn(NdArray x) {
        return realForwardN(x, sizes(x, all(x)), all(x), Norm.BACKWARD);
    }

    /**
     * The discrete Fourier transform of real numbers along several axes, of which only the coefficients 0 to n / 2 are
     * kept along the last one.
     *
     * @param x the array, of a real type
     * @param axes the axes, each once; the last of them is the one that is halved
     * @return a new complex array, n / 2 + 1 elements long along the last of the axes
     * @throws IllegalArgumentException if an axis has no elements
     * @throws ShapeException if an axis is outside the rank or named twice, or there is none
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray rfftn(NdArray x, int[] axes) {
        return realForwardN(x, sizes(x, axes), axes, Norm.BACKWARD);
    }

    /**
     * The discrete Fourier transform of real numbers along several axes, of which only the coefficients 0 to n / 2 are
     * kept along the last one.
     *
     * @param x the array, of a real type
     * @param axes the axes, each once; the last of them is the one that is halved
     * @param norm what is divided by what
     * @return a new complex array, n / 2 + 1 elements long along the last of the axes
     * @throws IllegalArgumentException if an axis has no elements
     * @throws ShapeException if an axis is outside the rank or named twice, or there is none
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray rfftn(NdArray x, int[] axes, Fft.Norm norm) {
        return realForwardN(x, sizes(x, axes), axes, norm);
    }

    /**
     * The discrete Fourier transform of real numbers along several axes, of which only the coefficients 0 to n / 2 are
     * kept along the last one.
     *
     * @param x the array, of a real type
     * @param s the length of the transform along each of the axes, at least 1
     * @param axes the axes, each once; the last of them is the one that is halved
     * @param norm what is divided by what
     * @return a new complex array, n / 2 + 1 elements long along the last of the axes
     * @throws IllegalArgumentException if {@code s} and {@code axes} differ in length, a length is less than 1, or an
     *     axis has no elements
     * @throws ShapeException if an axis is outside the rank or named twice, or there is none
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray rfftn(NdArray x, long[] s, int[] axes, Fft.Norm norm) {
        return realForwardN(x, s, axes, norm);
    }

    /**
     * The inverse of {@link #rfftn(NdArray)} along all axes.
     *
     * @param x the coefficients, of any type
     * @return a new real array
     * @throws IllegalArgumentException if an axis has no elements, or the last fewer than two
     * @throws ShapeException if the array has no dimensions
     * @throws DensificationException if the array is not dense
     */
    public static NdArray irfftn(NdArray x) {
        return realInverseN(x, doubledSizes(x, all(x)), all(x), Norm.BACKWARD);
    }

    /**
     * The inverse of {@link #rfftn(NdArray)} along several axes.
     *
     * @param x the coefficients, of any type
     * @param axes the axes, each once; the last of them is the one that is halved
     * @return a new real array
     * @throws IllegalArgumentException if an axis has no elements, or the last fewer than two
     * @throws ShapeException if an axis is outside the rank or named twice, or there is none
     * @throws DensificationException if the array is not dense
     */
    public static NdArray irfftn(NdArray x, int[] axes) {
        return realInverseN(x, doubledSizes(x, axes), axes, Norm.BACKWARD);
    }

    /**
     * The inverse of {@link #rfftn(NdArray)} along several axes.
     *
     * @param x the coefficients, of any type
     * @param axes the axes, each once; the last of them is the one that is halved
     * @param norm what is divided by what
     * @return a new real array
     * @throws IllegalArgumentException if an axis has no elements, or the last fewer than two
     * @throws ShapeException if an axis is outside the rank or named twice, or there is none
     * @throws DensificationException if the array is not dense
     */
    public static NdArray irfftn(NdArray x, int[] axes, Fft.Norm norm) {
        return realInverseN(x, doubledSizes(x, axes), axes, norm);
    }

    /**
     * The inverse of {@link #rfftn(NdArray)} along several axes.
     *
     * @param x the coefficients, of any type
     * @param s the length of the real result along each of the axes, at least 1
     * @param axes the axes, each once; the last of them is the one that is halved
     * @param norm what is divided by what
     * @return a new real array
     * @throws IllegalArgumentException if {@code s} and {@code axes} differ in length, a length is less than 1, or an
     *     axis has no elements
     * @throws ShapeException if an axis is outside the rank or named twice, or there is none
     * @throws DensificationException if the array is not dense
     */
    public static NdArray irfftn(NdArray x, long[] s, int[] axes, Fft.Norm norm) {
        return realInverseN(x, s, axes, norm);
    }

    /**
     * The discrete Fourier transform along the last two axes, of each matrix of a stack.
     *
     * @param x the array, of any type
     * @return a new complex array
     * @throws IllegalArgumentException if an axis has no elements
     * @throws ShapeException if there are fewer than two dimensions
     * @throws DensificationException if the array is not dense
     */
    public static NdArray fft2(NdArray x) {
        return fftn(x, new int[] {-2, -1});
    }

    /**
     * The inverse discrete Fourier transform along the last two axes.
     *
     * @param x the array, of any type
     * @return a new complex array
     * @throws IllegalArgumentException if an axis has no elements
     * @throws ShapeException if there are fewer than two dimensions
     * @throws DensificationException if the array is not dense
     */
    public static NdArray ifft2(NdArray x) {
        return ifftn(x, new int[] {-2, -1});
    }

    /**
     * The discrete Fourier transform of real matrices along the last two axes, of which only the first half of the
     * columns is kept.
     *
     * @param x the array, of a real type
     * @return a new complex array
     * @throws IllegalArgumentException if an axis has no elements
     * @throws ShapeException if there are fewer than two dimensions
     * @throws DTypeException if the type is complex
     * @throws DensificationException if the array is not dense
     */
    public static NdArray rfft2(NdArray x) {
        return rfftn(x, new int[] {-2, -1});
    }

    /**
     * The inverse of {@link #rfft2(NdArray)}.
     *
     * @param x the coefficients, of any type
     * @return a new real array
     * @throws IllegalArgumentException if an axis has no elements, or the last fewer than two
     * @throws ShapeException if there are fewer than two dimensions
     * @throws DensificationException if the array is not dense
     */
    public static NdArray irfft2(NdArray x) {
        return irfftn(x, new int[] {-2, -1});
    }

    /**
     * The least length at or above n that is fast to transform: a product of 2, 3 and 5, and even from 16 on. For
     * transforms that may be filled with zeros.
     *
     * @param n the least that is needed
     * @return the length
     * @throws IllegalArgumentException if {@code n} is less than 1
     * @throws ShapeException if {@code n} is greater than 2^30
     */
    public static long nextFastLen(long n) {
        checkLength("nextFastLen", n);
        long best = Math.max(1, Long.highestOneBit(n - 1) << 1);
        for (long fives = 1; fives < best; fives *= 5) {
            for (long threes = fives; threes < best; threes *= 3) {
                long length = n >= 16 ? 2 * threes : threes;
                while (length < n) {
                    length *= 2;
                }
                best = Math.min(best, length);
            }
        }
        return best;
    }

    /**
     * The frequencies of the elements of a transform: 0, 1, ... up to {@code (n - 1) / 2}, then {@code -(n / 2)} to -1,
     * divided by {@code n}.
     *
     * @param n the length of the transform
     * @return a new float64 array of shape (n), in cycles per sample
     * @throws IllegalArgumentException if {@code n} is less than 1
     * @throws ShapeException if {@code n} is greater than 2^30
     */
    public static DenseArray fftfreq(long n) {
        return fftfreq(n, 1);
    }

    /**
     * The frequencies of the elements of a transform: 0, 1, ... up to {@code (n - 1) / 2}, then {@code -(n / 2)} to -1,
     * divided by {@code n d}.
     *
     * @param n the length of the transform
     * @param d the distance of the samples
     * @return a new float64 array of shape (n), in cycles per unit of {@code d}
     * @throws IllegalArgumentException if {@code n} is less than 1
     * @throws ShapeException if {@code n} is greater than 2^30
     */
    public static DenseArray fftfreq(long n, double d) {
        checkLength("fftfreq", n);
        double[] f = new double[(int) n];
        for (int i = 0; i < f.length; i++) {
            f[i] = (i <= (n - 1) / 2 ? i : i - n) / (n * d);
        }
        return DenseArray.wrap(f);
    }

    /**
     * The frequencies of the elements of a transform of real numbers: 0, 1, ... up to {@code n / 2}, divided by
     * {@code n}.
     *
     * @param n the number of real numbers
     * @return a new float64 array of shape (n / 2 + 1), in cycles per sample
     * @throws IllegalArgumentException if {@code n} is less than 1
     * @throws ShapeException if {@code n} is greater than 2^30
     */
    public static DenseArray rfftfreq(long n) {
        return rfftfreq(n, 1);
    }

    /**
     * The frequencies of the elements of a transform of real numbers: 0, 1, ... up to {@code n / 2}, divided by
     * {@code n d}.
     *
     * @param n the number of real numbers
     * @param d the distance of the samples
     * @return a new float64 array of shape (n / 2 + 1), in cycles per unit of {@code d}
     * @throws IllegalArgumentException if {@code n} is less than 1
     * @throws ShapeException if {@code n} is greater than 2^30
     */
    public static DenseArray rfftfreq(long n, double d) {
        checkLength("rfftfreq", n);
        double[] f = new double[(int) n / 2 + 1];
        for (int i = 0; i < f.length; i++) {
            f[i] = i / (n * d);
        }
        return DenseArray.wrap(f);
    }

    /**
     * Moves the zero frequency to the middle of all axes: to position {@code n / 2}.
     *
     * @param x the array
     * @return a new array of the same shape and type
     */
    public static NdArray fftshift(NdArray x) {
        return fftshift(x, all(x));
    }

    /**
     * Moves the zero frequency to the middle of axes: to position {@code n / 2}.
     *
     * @param x the array
     * @param axes the axes
     * @return a new array of the same shape and type
     * @throws ShapeException if an axis is outside the rank
     */
    public static NdArray fftshift(NdArray x, int[] axes) {
        return shift(x, axes, false);
    }

    /**
     * The inverse of {@link #fftshift(NdArray)}.
     *
     * @param x the array
     * @return a new array of the same shape and type
     */
    public static NdArray ifftshift(NdArray x) {
        return ifftshift(x, all(x));
    }

    /**
     * The inverse of {@link #fftshift(NdArray, int[])}.
     *
     * @param x the array
     * @param axes the axes
     * @return a new array of the same shape and type
     * @throws ShapeException if an axis is outside the rank
     */
    public static NdArray ifftshift(NdArray x, int[] axes) {
        return shift(x, axes, true);
    }

    private static NdArray shift(NdArray x, int[] axes, boolean back) {
        NdArray shifted = x;
        for (int axis : axes) {
            long half = x.shape().get(axis) / 2;
            shifted = Manipulation.roll(shifted, back ? -half : half, axis);
        }
        return shifted;
    }

    private static int[] all(NdArray x) {
        int[] axes = new int[x.ndim()];
        Arrays.setAll(axes, i -> i);
        return axes;
    }

    private static long size(NdArray x, int axis) {
        return x.shape().get(axis);
    }

    /** The default length of a real result. */
    private static long doubled(NdArray x, int axis) {
        return 2 * (x.shape().get(axis) - 1);
    }

    private static long[] sizes(NdArray x, int[] axes) {
        return Arrays.stream(axes).mapToLong(a -> x.shape().get(a)).toArray();
    }

    private static long[] doubledSizes(NdArray x, int[] axes) {
        long[] s = sizes(x, axes);
        if (s.length > 0) {
            s[s.length - 1] = doubled(x, axes[axes.length - 1]);
        }
        return s;
    }

    private static void checkLength(String name, long n) {
        if (n < 1) {
            throw new IllegalArgumentException(name + ": length " + n + ": expected at least 1");
        }
        if (n > LONGEST) {
            throw new ShapeException(name + ": length " + n + ": expected at most " + LONGEST);
        }
    }

    private static DenseArray dense(String name, NdArray x) {
        return DenseLoops.dense(name, x)[0];
    }

    private static DenseArray checked(String name, NdArray x, int axis, long n) {
        checkLength(name, n);
        if (x.shape().get(axis) == 0) {
            throw new IllegalArgumentException(
                    name + ": axis " + axis + " of shape " + x.shape() + " has no elements: expected at least one");
        }
        return dense(name, x);
    }

    private static DenseArray checkedN(String name, NdArray x, long[] s, int[] axes) {
        if (s.length != axes.length) {
            throw new IllegalArgumentException(
                    name + ": s has " + s.length + " lengths for " + axes.length + " axes: expected as many");
        }
        Axes.of(axes).reduced(x.ndim());
        for (int i = 0; i < axes.length; i++) {
            checked(name, x, axes[i], s[i]);
        }
        return dense(name, x);
    }

    private static DenseArray checkedHalf(String name, NdArray x, long[] s, int[] axes) {
        if (axes.length == 0) {
            throw new ShapeException(name + " along no axes: expected at least one");
        }
        return checkedN(name, x, s, axes);
    }

    private static void checkReal(String name, NdArray x) {
        if (x.dtype().isComplex()) {
            throw new DTypeException(name + " does not take " + x.dtype() + ": expected a real dtype");
        }
    }

    private static boolean isSingle(NdArray x) {
        return x.dtype() == DType.FLOAT32 || x.dtype() == DType.COMPLEX64;
    }

    /** The result in the precision of the input. */
    private static DenseArray finished(DenseArray result, NdArray x) {
        if (!isSingle(x)) {
            return result;
        }
        return result.convert(result.dtype().isComplex() ? DType.COMPLEX64 : DType.FLOAT32);
    }

    private static DenseArray complex1(String name, NdArray x, long n, int axis, Norm norm, boolean forward) {
        return complexN(name, x, new long[] {n}, new int[] {axis}, norm, forward);
    }

    private static DenseArray complexN(String name, NdArray x, long[] s, int[] axes, Norm norm, boolean forward) {
        DenseArray a = checkedN(name, x, s, axes);
        return finished(complexLines(a, s, axes, axes.length, norm, forward), x);
    }

    /** Complex transforms along the last of the first {@code count} axes, then the one before it, and so on. */
    private static DenseArray complexLines(DenseArray a, long[] s, int[] axes, int count, Norm norm, boolean forward) {
        boolean real = forward && count > 0 && !a.dtype().isComplex();
        DenseArray x = a.convert(real ? DType.FLOAT64 : DType.COMPLEX128);
        boolean mine = a.dtype() != x.dtype();
        for (int i = count - 1; i >= 0; i--) {
            Kind kind = forward ? Kind.FORWARD : Kind.INVERSE;
            boolean inPlace = mine && x.dtype().isComplex() && x.shape().get(axes[i]) == s[i];
            x = lines(kind, x, (int) s[i], s[i], axes[i], norm.scale(forward, s[i]), inPlace);
            mine = true;
        }
        return mine ? x : x.copy();
    }

    private static DenseArray realForward(String name, NdArray x, long n, int axis, Norm norm) {
        checkReal(name, x);
        DenseArray a = checked(name, x, axis, n);
        return finished(realLines(a, n, axis, norm), x);
    }

    private static DenseArray realLines(DenseArray a, long n, int axis, Norm norm) {
        DenseArray x = a.convert(DType.FLOAT64);
        return lines(Kind.REAL_FORWARD, x, (int) n, n / 2 + 1, axis, norm.scale(true, n), false);
    }

    private static DenseArray realForwardN(NdArray x, long[] s, int[] axes, Norm norm) {
        checkReal("rfftn", x);
        DenseArray a = checkedHalf("rfftn", x, s, axes);
        int last = axes.length - 1;
        DenseArray half = realLines(a, s[last], axes[last], norm);
        for (int i = last - 1; i >= 0; i--) {
            boolean inPlace = half.shape().get(axes[i]) == s[i];
            half = lines(Kind.FORWARD, half, (int) s[i], s[i], axes[i], norm.scale(true, s[i]), inPlace);
        }
        return finished(half, x);
    }

    private static DenseArray realInverse(String name, NdArray x, long n, int axis, Norm norm) {
        DenseArray a = checked(name, x, axis, n);
        return finished(realInverseLines(a, n, axis, norm), x);
    }

    private static DenseArray realInverseLines(DenseArray a, long n, int axis, Norm norm) {
        DenseArray x = a.convert(DType.COMPLEX128);
        return lines(Kind.REAL_INVERSE, x, (int) n, n, axis, norm.scale(false, n), false);
    }

    private static DenseArray realInverseN(NdArray x, long[] s, int[] axes, Norm norm) {
        DenseArray a = checkedHalf("irfftn", x, s, axes);
        int last = axes.length - 1;
        DenseArray full = complexLines(a, s, axes, last, norm, false);
        return finished(realInverseLines(full, s[last], axes[last], norm), x);
    }

    private static NdArray hermitian(NdArray x, long n, int axis, Norm norm) {
        checked("hfft", x, axis, n);
        DenseArray a = dense("hfft", x);
        return realInverse("hfft", a.dtype().isComplex() ? Elementwise.conj(a) : a, n, axis, norm.opposite());
    }

    private static NdArray inverseHermitian(NdArray x, long n, int axis, Norm norm) {
        DenseArray half = realForward("ihfft", x, n, axis, norm.opposite());
        return Elementwise.conj(half, half);
    }

    /** Transforms all lines along an axis into a new array, or into the same. */
    private static DenseArray lines(
            Kind kind, DenseArray x, int n, long made, int axis, double scale, boolean inPlace) {
        int along = Shape.checkAxis(axis, x.ndim());
        DType type = kind == Kind.REAL_INVERSE ? DType.FLOAT64 : DType.COMPLEX128;
        DenseArray out = inPlace ? x : DenseArray.allocate(type, x.shape().with(along, made));
        if (out.size() == 0) {
            return out;
        }
        int rest = x.ndim() - 1;
        int[] dims = new int[rest];
        int[] inSteps = new int[rest];
        int[] outSteps = new int[rest];
        for (int a = 0, k = 0; a <= rest; a++) {
            if (a != along) {
                dims[k] = (int) x.shape().get(a);
                inSteps[k] = x.stridesInternal()[a];
                outSteps[k++] = out.stridesInternal()[a];
            }
        }
        boolean real = !x.dtype().isComplex();
        new FourierLines(kind, n, x.shape().get(along), real, scale)
                .run(
                        (double[]) x.storage(),
                        x.offset(),
                        inSteps,
                        x.stridesInternal()[along],
                        (double[]) out.storage(),
                        out.offset(),
                        outSteps,
                        out.stridesInternal()[along],
                        dims);
        return out;
    }
}
