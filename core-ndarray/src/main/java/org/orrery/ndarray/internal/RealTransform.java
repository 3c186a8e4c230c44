package org.orrery.ndarray.internal;

/**
 * Transforms between n real numbers and the first {@code n / 2 + 1} of their n Fourier coefficients. An even length is
 * done by a complex transform of half of it: its even elements are the real parts, its odd ones the imaginary parts.
 *
 * <p>Source: W. H. Press et al., Numerical Recipes, section "FFT of real functions". Immutable, as
 * {@link FourierTransform} is.
 */
public final class RealTransform {
    /** The number of doubles in the tables of all transforms that are kept: 32 MiB. */
    private static final long KEPT = 1L << 22;

    private static final LengthCache<RealTransform> CACHE =
            new LengthCache<>(RealTransform::make, t -> t.roots.length, KEPT);

    private final int n;
    private final int half;
    private final FourierTransform inner;

    /** exp(-2 pi i k / n) for {@code k <= n / 4}, interleaved. */
    private final double[] roots;

    private RealTransform(int n, FourierTransform inner, double[] roots) {
        this.n = n;
        this.half = n / 2;
        this.inner = inner;
        this.roots = roots;
    }

    /**
     * The transform of a length. Those used last are kept, up to a bound of memory.
     *
     * @param n the length, at least 1
     * @return the transform
     */
    public static RealTransform of(int n) {
        return CACHE.get(n);
    }

    private static RealTransform make(int n) {
        if (n % 2 != 0) {
            return new RealTransform(n, FourierTransform.of(n), new double[0]);
        }
        double[] roots = new double[2 * (n / 4 + 1)];
        for (int k = 0; k <= n / 4; k++) {
            Roots.write(k, n, roots, 2 * k, 2 * k + 1);
        }
        return new RealTransform(n, FourierTransform.of(n / 2), roots);
    }

    /**
     * The memory that a transform works in.
     *
     * @return the number of doubles
     */
    public int workSize() {
        return (n % 2 == 0 ? n * inner.batch() : 2 * n) + inner.workSize();
    }

    /**
     * How many transforms should be asked for at once.
     *
     * @return the number
     */
    public int batch() {
        return inner.batch();
    }

    /**
     * From real numbers to coefficients.
     *
     * @param in the numbers
     * @param at the first
     * @param step from a number to the next
     * @param lane from a transform's first number to that of the next
     * @param out the coefficients
     * @param to the real part of the first; its imaginary part is the next double
     * @param outStep from a coefficient to the next, in doubles
     * @param outLane from a transform's first coefficient to that of the next
     * @param count the transforms, at most {@link #batch()}
     * @param scale a factor
     * @param work memory to work in
     * @param base where that begins
     */
    public void forward(
            double[] in,
            int at,
            int step,
            int lane,
            double[] out,
            int to,
            int outStep,
            int outLane,
            int count,
            double scale,
            double[] work,
            int base) {
        if (n % 2 == 0) {
            inner.transforms(in, at, 2 * step, step, lane, out, to, outStep, 1, outLane, count, scale, work, base);
            for (int c = 0; c < count; c++) {
                unpack(out, to + c * outLane, outStep);
            }
            return;
        }
        for (int c = 0; c < count; c++) {
            inner.transform(in, at + c * lane, step, 0, work, base, 2, 1, scale, work, base + 2 * n);
            for (int k = 0; k <= half; k++) {
                int o = to + c * outLane + k * outStep;
                out[o] = work[base + 2 * k];
                out[o + 1] = k == 0 ? 0 : work[base + 2 * k + 1];
            }
        }
    }

    /**
     * From real numbers to coefficients, in several threads if there are many; the same bits.
     *
     * @param in the numbers
     * @param at the first
     * @param step from a number to the next
     * @param out the coefficients
     * @param to the real part of the first
     * @param outStep from a coefficient to the next, in doubles
     * @param scale a factor
     */
    public void forwardShared(double[] in, int at, int step, double[] out, int to, int outStep, double scale) {
        if (n % 2 != 0) {
            forward(in, at, step, 0, out, to, outStep, 0, 1, scale, new double[workSize()], 0);
            return;
        }
        inner.transformShared(in, at, 2 * step, step, out, to, outStep, 1, scale);
        unpack(out, to, outStep);
    }

    /**
     * From coefficients to real numbers, in several threads if there are many; the same bits.
     *
     * @param in the coefficients
     * @param at the real part of the first
     * @param step from a coefficient to the next, in doubles
     * @param out the numbers
     * @param to the first
     * @param outStep from a number to the next
     * @param scale a factor
     */
    public void inverseShared(double[] in, int at, int step, double[] out, int to, int outStep, double scale) {
        if (n % 2 != 0) {
            inverse(in, at, step, 0, out, to, outStep, 0, 1, scale, new double[workSize()], 0);
            return;
        }
        double[] packed = new double[n];
        pack(in, at, step, packed, 0);
        inner.transformShared(packed, 1, 2, -1, out, to + outStep, 2 * outStep, -outStep, scale);
    }

    /** Makes, in place, the coefficients from those of the numbers taken in pairs. */
    private void unpack(double[] x, int at, int step) {
        double re = x[at];
        double im = x[at + 1];
        x[at] = re + im;
        x[at + 1] = 0;
        x[at + half * step] = re - im;
        x[at + half * step + 1] = 0;
        int i = at + step;
        int j = at + (half - 1) * step;
        for (int k = 2; i <= j; k += 2, i += step, j -= step) {
            double er = 0.5 * (x[i] + x[j]);
            double ei = 0.5 * (x[i + 1] - x[j + 1]);
            // Minus i times half the difference: the transform of the odd elements.
            double or = 0.5 * (x[i + 1] + x[j + 1]);
            double oi = 0.5 * (x[j] - x[i]);
            double wr = roots[k];
            double wi = roots[k + 1];
            double tr = or * wr - oi * wi;
            double ti = or * wi + oi * wr;
            x[i] = er + tr;
            x[i + 1] = ei + ti;
            x[j] = er - tr;
            x[j + 1] = ti - ei;
        }
    }

    /**
     * From coefficients to real numbers, without the division by n. The imaginary parts of the first coefficient and,
     * if n is even, of the last do not count.
     *
     * @param in the coefficients, which stay as they are
     * @param at the real part of the first; its imaginary part is the next double
     * @param step from a coefficient to the next, in doubles
     * @param lane from a transform's first coefficient to that of the next
     * @param out the numbers
     * @param to the first
     * @param outStep from a number to the next
     * @param outLane from a transform's first number to that of the next
     * @param count the transforms, at most {@link #batch()}
     * @param scale a factor
     * @param work memory to work in
     * @param base where that begins
     */
    public void inverse(
            double[] in,
            int at,
            int step,
            int lane,
            double[] out,
            int to,
            int outStep,
            int outLane,
            int count,
            double scale,
            double[] work,
            int base) {
        if (n % 2 == 0) {
            for (int c = 0; c < count; c++) {
                pack(in, at + c * lane, step, work, base + c * n);
            }
            // The inverse: real and imaginary parts are exchanged on both sides.
            inner.transforms(
                    work,
                    base + 1,
                    2,
                    -1,
                    n,
                    out,
                    to + outStep,
                    2 * outStep,
                    -outStep,
                    outLane,
                    count,
                    scale,
                    work,
                    base + n * inner.batch());
            return;
        }
        for (int c = 0; c < count; c++) {
            int from = at + c * lane;
            work[base] = in[from];
            work[base + 1] = 0;
            // A forward transform of the conjugates has the same real result.
            for (int k = 1; k <= half; k++) {
                double re = in[from + k * step];
                double im = in[from + k * step + 1];
                work[base + 2 * k] = re;
                work[base + 2 * k + 1] = -im;
                work[base + 2 * (n - k)] = re;
                work[base + 2 * (n - k) + 1] = im;
            }
            inner.transform(work, base, 2, 1, out, to + c * outLane, outStep, 0, scale, work, base + 2 * n);
        }
    }

    private void pack(double[] in, int at, int step, double[] z, int to) {
        double first = in[at];
        double last = in[at + half * step];
        z[to] = first + last;
        z[to + 1] = first - last;
        for (int k = 1; k <= half - k; k++) {
            int i = at + k * step;
            int j = at + (half - k) * step;
            double er = in[i] + in[j];
            double ei = in[i + 1] - in[j + 1];
            double dr = in[i] - in[j];
            double di = in[i + 1] + in[j + 1];
            double wr = roots[2 * k];
            double wi = roots[2 * k + 1];
            // Times i and the conjugate root.
            double tr = dr * wi - di * wr;
            double ti = dr * wr + di * wi;
            int p = to + 2 * k;
            int q = to + 2 * (half - k);
            z[p] = er + tr;
            z[p + 1] = ei + ti;
            z[q] = er - tr;
            z[q + 1] = ti - ei;
        }
    }
}
