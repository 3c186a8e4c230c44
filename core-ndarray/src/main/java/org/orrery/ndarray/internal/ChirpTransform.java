package org.orrery.ndarray.internal;

/**
 * A transform of any length as a convolution with a chirp, by transforms of a length of small primes.
 *
 * <p>Source: L. Bluestein, "A linear filtering approach to the computation of the discrete Fourier transform", IEEE
 * Trans. Audio Electroacoustics 18 (1970). The chirp's exponents are squares modulo 2 n in whole numbers.
 */
final class ChirpTransform extends FourierTransform {
    private final int m;
    private final FourierTransform inner;

    /** exp(-pi i k^2 / n): real parts, then imaginary ones. */
    private final double[] chirp;

    /** The transform of the conjugate chirp, divided by m: real parts, then imaginary ones. */
    private final double[] spectrum;

    ChirpTransform(int n) {
        super(n);
        m = convolutionLength(n);
        inner = FourierTransform.of(m);
        chirp = new double[2 * n];
        for (int k = 0; k < n; k++) {
            Roots.write((long) k * k % (2L * n), 2L * n, chirp, k, n + k);
        }
        spectrum = new double[2 * m];
        for (int k = 0; k < n; k++) {
            spectrum[k] = chirp[k];
            spectrum[m + k] = -chirp[n + k];
            if (k > 0) {
                spectrum[m - k] = chirp[k];
                spectrum[2 * m - k] = -chirp[n + k];
            }
        }
        double[] work = new double[inner.workSize()];
        inner.transform(spectrum, 0, 1, m, spectrum, 0, 1, m, 1.0 / m, work, 0);
    }

    private static int convolutionLength(int n) {
        long least = 2L * n - 1;
        long best = Long.highestOneBit(least - 1) << 1;
        double cost = Double.MAX_VALUE;
        for (long fives = 1; fives < 2 * least; fives *= 5) {
            for (long threes = fives; threes < 2 * least; threes *= 3) {
                long length = threes;
                while (length < least) {
                    length *= 2;
                }
                if (length < 1L << 29 && length < 1.3 * least && FourierTransform.cost((int) length) < cost) {
                    best = length;
                    cost = FourierTransform.cost((int) length);
                }
            }
        }
        return Math.toIntExact(best);
    }

    @Override
    public int workSize() {
        return 2 * m + inner.workSize();
    }

    @Override
    long tableSize() {
        return (long) chirp.length + spectrum.length;
    }

    @Override
    public void transform(
            double[] in,
            int at,
            int step,
            int im,
            double[] out,
            int to,
            int outStep,
            int outIm,
            double scale,
            double[] work,
            int base) {
        begin(in, at, step, im, work, base);
        inner.transform(work, base, 1, m, work, base, 1, m, 1, work, base + 2 * m);
        multiply(work, base);
        // The inverse: real and imaginary parts are exchanged on both sides.
        inner.transform(work, base + m, 1, -m, work, base + m, 1, -m, 1, work, base + 2 * m);
        end(work, base, out, to, outStep, outIm, scale);
    }

    @Override
    public void transformShared(
            double[] in, int at, int step, int im, double[] out, int to, int outStep, int outIm, double scale) {
        double[] work = new double[2 * m];
        begin(in, at, step, im, work, 0);
        inner.transformShared(work, 0, 1, m, work, 0, 1, m, 1);
        multiply(work, 0);
        inner.transformShared(work, m, 1, -m, work, m, 1, -m, 1);
        end(work, 0, out, to, outStep, outIm, scale);
    }

    private void begin(double[] in, int at, int step, int im, double[] work, int base) {
        for (int k = 0; k < n; k++) {
            double re = in[at + k * step];
            double cr = chirp[k];
            double ci = chirp[n + k];
            double imaginary = im == 0 ? 0 : in[at + k * step + im];
            work[base + k] = re * cr - imaginary * ci;
            work[base + m + k] = re * ci + imaginary * cr;
        }
        java.util.Arrays.fill(work, base + n, base + m, 0);
        java.util.Arrays.fill(work, base + m + n, base + 2 * m, 0);
    }

    private void multiply(double[] work, int base) {
        for (int k = 0; k < m; k++) {
            double re = work[base + k];
            double im = work[base + m + k];
            work[base + k] = re * spectrum[k] - im * spectrum[m + k];
            work[base + m + k] = re * spectrum[m + k] + im * spectrum[k];
        }
    }

    private void end(double[] work, int base, double[] out, int to, int outStep, int outIm, double scale) {
        for (int k = 0; k < n; k++) {
            double re = work[base + k] * scale;
            double im = work[base + m + k] * scale;
            out[to + k * outStep] = re * chirp[k] - im * chirp[n + k];
            if (outIm != 0) {
                out[to + k * outStep + outIm] = re * chirp[n + k] + im * chirp[k];
            }
        }
    }
}
