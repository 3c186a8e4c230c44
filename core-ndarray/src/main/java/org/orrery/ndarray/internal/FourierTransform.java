package org.orrery.ndarray.internal;

/**
 * A forward transform of n complex numbers, {@code X[k] = scale sum_j x[j] exp(-2 pi i j k / n)}. Immutable: the
 * caller brings the memory that a transform works in.
 *
 * <p>Numbers lie anywhere: element j has its real part at {@code at + j step} and its imaginary part {@code im} behind
 * that ({@code im = 0} says that there is none). Thus an inverse transform is a forward one in which both ends exchange
 * real and imaginary parts: {@code at + 1} and {@code im = -1}. Source and target may be the same.
 *
 * <p>Lengths are products of two near the root of n where that is possible ({@link SplitTransform}), or else short
 * ({@link DirectTransform}); those with large primes become convolutions ({@link ChirpTransform}).
 */
public abstract class FourierTransform {
    /** The number of doubles in the tables of all transforms that are kept: 64 MiB. */
    private static final long KEPT = 1L << 23;

    private static final LengthCache<FourierTransform> CACHE =
            new LengthCache<>(FourierTransform::make, FourierTransform::tableSize, KEPT);

    /** The length. */
    final int n;

    FourierTransform(int n) {
        this.n = n;
    }

    /**
     * The transform of a length. Those used last are kept, up to a bound of memory.
     *
     * @param n the length, at least 1
     * @return the transform
     */
    public static FourierTransform of(int n) {
        return CACHE.get(n);
    }

    private static FourierTransform make(int n) {
        if (largestPrime(n) > Stockham.LARGEST_PRIME) {
            return new ChirpTransform(n);
        }
        int rows = SplitTransform.rows(n);
        return rows == 0 ? new DirectTransform(n) : new SplitTransform(n, rows);
    }

    /** About what a transform costs whose primes are all small. */
    static double cost(int n) {
        int rows = SplitTransform.rows(n);
        return rows == 0 ? DirectTransform.cost(n) : SplitTransform.cost(rows, n / rows);
    }

    static int largestPrime(int n) {
        int largest = 1;
        int left = n;
        for (int p = 2; (long) p * p <= left; p++) {
            while (left % p == 0) {
                left /= p;
                largest = p;
            }
        }
        return Math.max(left, largest);
    }

    /**
     * The length.
     *
     * @return the number of elements
     */
    public int length() {
        return n;
    }

    /**
     * The memory that a transform works in.
     *
     * @return the number of doubles
     */
    public abstract int workSize();

    abstract long tableSize();

    /**
     * How many transforms should be asked for at once.
     *
     * @return the number
     */
    public int batch() {
        return 1;
    }

    /**
     * Transforms.
     *
     * @param in the source
     * @param at the real part of its first element
     * @param step from an element to the next
     * @param im from a real part to its imaginary part, or 0
     * @param out the target
     * @param to the real part of its first element
     * @param outStep from an element to the next
     * @param outIm from a real part to its imaginary part, or 0
     * @param scale a factor
     * @param work memory to work in
     * @param base where that begins; there are {@link #workSize()} doubles from there
     */
    public abstract void transform(
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
            int base);

    /**
     * Does several transforms.
     *
     * @param in the source
     * @param at the real part of its first element
     * @param step from an element to the next
     * @param im from a real part to its imaginary part, or 0
     * @param lane from a transform's first element to that of the next
     * @param out the target
     * @param to the real part of its first element
     * @param outStep from an element to the next
     * @param outIm from a real part to its imaginary part, or 0
     * @param outLane from a transform's first element to that of the next
     * @param count how many, at most {@link #batch()}
     * @param scale a factor
     * @param work memory to work in
     * @param base where that begins
     */
    public void transforms(
            double[] in,
            int at,
            int step,
            int im,
            int lane,
            double[] out,
            int to,
            int outStep,
            int outIm,
            int outLane,
            int count,
            double scale,
            double[] work,
            int base) {
        for (int c = 0; c < count; c++) {
            transform(in, at + c * lane, step, im, out, to + c * outLane, outStep, outIm, scale, work, base);
        }
    }

    /**
     * Transforms, in several threads if it is long; the same bits.
     *
     * @param in the source
     * @param at the real part of its first element
     * @param step from an element to the next
     * @param im from a real part to its imaginary part, or 0
     * @param out the target
     * @param to the real part of its first element
     * @param outStep from an element to the next
     * @param outIm from a real part to its imaginary part, or 0
     * @param scale a factor
     */
    public void transformShared(
            double[] in, int at, int step, int im, double[] out, int to, int outStep, int outIm, double scale) {
        transform(in, at, step, im, out, to, outStep, outIm, scale, new double[workSize()], 0);
    }
}
