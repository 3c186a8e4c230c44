package org.orrery.ndarray;

import java.util.function.DoubleUnaryOperator;
import org.orrery.ndarray.internal.Bessel;

/**
 * Windows to multiply signals with before a transform, or to make filters of. A symmetric window is for filters; a
 * periodic one, for transforms, is a symmetric one of one element more, without its last. The values are SciPy's.
 *
 * <p>Source: F. J. Harris, "On the use of windows for harmonic analysis with the discrete Fourier transform", Proc.
 * IEEE 66 (1978); A. H. Nuttall, "Some windows with very good sidelobe behavior", IEEE Trans. ASSP 29 (1981); flat top:
 * G. D'Antona, A. Ferrero, Digital Signal Processing for Measurement Systems (2006).
 *
 * <pre>{@code
 * NdArray spectrum = Fft.rfft(signal.mul(Windows.hann(signal.size(), true)));
 * }</pre>
 */
public final class Windows {
    private Windows() {}

    /**
     * A window from a function of the distance to the middle, which is 1 at the ends.
     */
    private static DenseArray make(String name, long n, boolean periodic, DoubleUnaryOperator shape) {
        if (n < 0) {
            throw new ShapeException(name + " window of n = " + n + ": expected at least 0");
        }
        double[] w = new double[DenseArray.checkedSize(DType.FLOAT64, Shape.of(n))];
        if (n == 1) {
            w[0] = 1;
            return DenseArray.wrap(w);
        }
        long intervals = periodic ? n : n - 1;
        for (int i = 0; i < w.length; i++) {
            // A distance in whole numbers, so that both halves have the same bits.
            w[i] = shape.applyAsDouble(Math.abs(2L * i - intervals) / (double) intervals);
        }
        return DenseArray.wrap(w);
    }

    /** A sum of cosines, from the constant on; their signs alternate from the ends, so they are all added here. */
    private static DenseArray cosines(String name, long n, boolean periodic, double... a) {
        return make(name, n, periodic, t -> {
            double sum = 0;
            for (int k = a.length - 1; k >= 0; k--) {
                sum += a[k] * Math.cos(k * Math.PI * t);
            }
            return sum;
        });
    }

    /**
     * The rectangular window: ones.
     *
     * @param n the number of elements
     * @return a new float64 array of shape (n), symmetric
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray boxcar(long n) {
        return boxcar(n, false);
    }

    /**
     * The rectangular window: ones.
     *
     * @param n the number of elements
     * @param periodic whether it is periodic, for transforms; else it is symmetric
     * @return a new float64 array of shape (n)
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray boxcar(long n, boolean periodic) {
        return make("boxcar", n, periodic, t -> 1);
    }

    /**
     * The triangular window, zero at its ends.
     *
     * @param n the number of elements
     * @return a new float64 array of shape (n), symmetric
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray bartlett(long n) {
        return bartlett(n, false);
    }

    /**
     * The triangular window, zero at its ends.
     *
     * @param n the number of elements
     * @param periodic whether it is periodic, for transforms; else it is symmetric
     * @return a new float64 array of shape (n)
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray bartlett(long n, boolean periodic) {
        return make("bartlett", n, periodic, t -> 1 - t);
    }

    /**
     * Half a period of a sine, sampled between the ends so that it is zero just outside them.
     *
     * @param n the number of elements
     * @return a new float64 array of shape (n), symmetric
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray cosine(long n) {
        return cosine(n, false);
    }

    /**
     * Half a period of a sine, sampled between the ends so that it is zero just outside them.
     *
     * @param n the number of elements
     * @param periodic whether it is periodic, for transforms; else it is symmetric
     * @return a new float64 array of shape (n)
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray cosine(long n, boolean periodic) {
        if (n < 0) {
            throw new ShapeException("cosine window of n = " + n + ": expected at least 0");
        }
        // The ends lie half an interval outside: one more interval than others.
        double period = periodic ? n + 1.0 : n;
        double[] w = new double[DenseArray.checkedSize(DType.FLOAT64, Shape.of(n))];
        for (int i = 0; i < w.length; i++) {
            w[i] = n == 1 ? 1 : Math.cos(Math.PI * Math.abs(i + 0.5 - period / 2) / period);
        }
        return DenseArray.wrap(w);
    }

    /**
     * The Hann window: {@code 0.5 - 0.5 cos}, zero at its ends.
     *
     * @param n the number of elements
     * @return a new float64 array of shape (n), symmetric
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray hann(long n) {
        return hann(n, false);
    }

    /**
     * The Hann window: {@code 0.5 - 0.5 cos}, zero at its ends.
     *
     * @param n the number of elements
     * @param periodic whether it is periodic, for transforms; else it is symmetric
     * @return a new float64 array of shape (n)
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray hann(long n, boolean periodic) {
        return cosines("hann", n, periodic, 0.5, 0.5);
    }

    /**
     * The Hamming window: {@code 0.54 - 0.46 cos}.
     *
     * @param n the number of elements
     * @return a new float64 array of shape (n), symmetric
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray hamming(long n) {
        return hamming(n, false);
    }

    /**
     * The Hamming window: {@code 0.54 - 0.46 cos}.
     *
     * @param n the number of elements
     * @param periodic whether it is periodic, for transforms; else it is symmetric
     * @return a new float64 array of shape (n)
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray hamming(long n, boolean periodic) {
        return cosines("hamming", n, periodic, 0.54, 0.46);
    }

    /**
     * The Blackman window: three cosine terms, zero at its ends.
     *
     * @param n the number of elements
     * @return a new float64 array of shape (n), symmetric
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray blackman(long n) {
        return blackman(n, false);
    }

    /**
     * The Blackman window: three cosine terms, zero at its ends.
     *
     * @param n the number of elements
     * @param periodic whether it is periodic, for transforms; else it is symmetric
     * @return a new float64 array of shape (n)
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray blackman(long n, boolean periodic) {
        return cosines("blackman", n, periodic, 0.42, 0.5, 0.08);
    }

    /**
     * The Blackman-Harris window: four cosine terms, side lobes at -92 dB.
     *
     * @param n the number of elements
     * @return a new float64 array of shape (n), symmetric
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray blackmanHarris(long n) {
        return blackmanHarris(n, false);
    }

    /**
     * The Blackman-Harris window: four cosine terms, side lobes at -92 dB.
     *
     * @param n the number of elements
     * @param periodic whether it is periodic, for transforms; else it is symmetric
     * @return a new float64 array of shape (n)
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray blackmanHarris(long n, boolean periodic) {
        return cosines("blackmanHarris", n, periodic, 0.35875, 0.48829, 0.14128, 0.01168);
    }

    /**
     * Nuttall's minimum window: four cosine terms, side lobes at -98 dB.
     *
     * @param n the number of elements
     * @return a new float64 array of shape (n), symmetric
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray nuttall(long n) {
        return nuttall(n, false);
    }

    /**
     * Nuttall's minimum window: four cosine terms, side lobes at -98 dB.
     *
     * @param n the number of elements
     * @param periodic whether it is periodic, for transforms; else it is symmetric
     * @return a new float64 array of shape (n)
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray nuttall(long n, boolean periodic) {
        return cosines("nuttall", n, periodic, 0.3635819, 0.4891775, 0.1365995, 0.0106411);
    }

    /**
     * The flat top window: five cosine terms, for amplitudes accurate to 0.01 dB between the frequencies of a
     * transform.
     *
     * @param n the number of elements
     * @return a new float64 array of shape (n), symmetric
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray flattop(long n) {
        return flattop(n, false);
    }

    /**
     * The flat top window: five cosine terms, for amplitudes accurate to 0.01 dB between the frequencies of a
     * transform.
     *
     * @param n the number of elements
     * @param periodic whether it is periodic, for transforms; else it is symmetric
     * @return a new float64 array of shape (n)
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray flattop(long n, boolean periodic) {
        return cosines("flattop", n, periodic, 0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368);
    }

    /**
     * A Gaussian curve.
     *
     * @param n the number of elements
     * @param deviation its standard deviation, in elements; positive
     * @return a new float64 array of shape (n), symmetric
     * @throws IllegalArgumentException if {@code deviation} is not positive
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray gaussian(long n, double deviation) {
        return gaussian(n, deviation, false);
    }

    /**
     * A Gaussian curve.
     *
     * @param n the number of elements
     * @param deviation its standard deviation, in elements; positive
     * @param periodic whether it is periodic, for transforms; else it is symmetric
     * @return a new float64 array of shape (n)
     * @throws IllegalArgumentException if {@code deviation} is not positive
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray gaussian(long n, double deviation, boolean periodic) {
        if (!(deviation > 0)) {
            throw new IllegalArgumentException("gaussian window: deviation = " + deviation + ": expected more than 0");
        }
        double half = (periodic ? n : n - 1) / 2.0;
        return make("gaussian", n, periodic, t -> {
            double z = t * half / deviation;
            return Math.exp(-0.5 * z * z);
        });
    }

    /**
     * The Kaiser window, near the best at holding energy in the main lobe.
     *
     * @param n the number of elements
     * @param beta its parameter, at least 0: 5 is like Hamming, 8.6 like Blackman; attenuation of side lobes grows by about 8.7 dB with each unit
     * @return a new float64 array of shape (n), symmetric
     * @throws IllegalArgumentException if {@code beta} is not in [0, 700]
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray kaiser(long n, double beta) {
        return kaiser(n, beta, false);
    }

    /**
     * The Kaiser window, near the best at holding energy in the main lobe.
     *
     * @param n the number of elements
     * @param beta its parameter, at least 0: 5 is like Hamming, 8.6 like Blackman; attenuation of side lobes grows by about 8.7 dB with each unit
     * @param periodic whether it is periodic, for transforms; else it is symmetric
     * @return a new float64 array of shape (n)
     * @throws IllegalArgumentException if {@code beta} is not in [0, 700]
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray kaiser(long n, double beta, boolean periodic) {
        if (!(beta >= 0 && beta <= 700)) {
            throw new IllegalArgumentException("kaiser window: beta = " + beta + ": expected 0 to 700");
        }
        double middle = Bessel.i(0, beta);
        return make("kaiser", n, periodic, t -> Bessel.i(0, beta * Math.sqrt((1 - t) * (1 + t))) / middle);
    }

    /**
     * A window that is 1 in the middle and falls like Hann's towards its ends.
     *
     * @param n the number of elements
     * @param fraction the share of the window that falls: 0 is a rectangle, 1 is Hann's
     * @return a new float64 array of shape (n), symmetric
     * @throws IllegalArgumentException if {@code fraction} is not in [0, 1]
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray tukey(long n, double fraction) {
        return tukey(n, fraction, false);
    }

    /**
     * A window that is 1 in the middle and falls like Hann's towards its ends.
     *
     * @param n the number of elements
     * @param fraction the share of the window that falls: 0 is a rectangle, 1 is Hann's
     * @param periodic whether it is periodic, for transforms; else it is symmetric
     * @return a new float64 array of shape (n)
     * @throws IllegalArgumentException if {@code fraction} is not in [0, 1]
     * @throws ShapeException if {@code n} is negative or more than 2^31-9
     */
    public static DenseArray tukey(long n, double fraction, boolean periodic) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("tukey window: fraction = " + fraction + ": expected 0 to 1");
        }
        return make("tukey", n, periodic, t -> {
            double into = (t - (1 - fraction)) / fraction;
            return into > 0 ? 0.5 + 0.5 * Math.cos(Math.PI * into) : 1;
        });
    }
}
