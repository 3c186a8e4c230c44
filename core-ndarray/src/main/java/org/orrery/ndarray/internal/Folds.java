package org.orrery.ndarray.internal;

import org.orrery.ndarray.Reduction.Fold;

/** The folds of the reductions; {@link Summation} has the sum of a block. */
public final class Folds {
    private Folds() {}

    /** Arithmetic on doubles; subclasses say what a state is. */
    private abstract static class DoubleFold implements Fold {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public void finish(Object state, int at, long count, Object out, int outAt) {
            ((double[]) out)[outAt] = ((double[]) state)[at];
        }

        @Override
        public boolean identity(Object out, int outAt) {
            return false;
        }
    }

    /** The sum of doubles, or their mean. */
    public static final class DoubleSum extends DoubleFold {
        private final boolean mean;

        /**
         * Creates the fold.
         *
         * @param mean whether the sum is divided by the count at the end
         */
        public DoubleSum(boolean mean) {
            this.mean = mean;
        }

        @Override
        public void accumulate(Object x, int offset, int stride, int count, long first, Object state, int at) {
            ((double[]) state)[at] = Summation.block((double[]) x, offset, stride, count);
        }

        @Override
        public void accumulateColumns(
                Object x,
                int offset,
                int rowStride,
                int rows,
                int columnStride,
                int columns,
                long first,
                Object state,
                int at) {
            Summation.columns((double[]) x, offset, rowStride, rows, columnStride, columns, (double[]) state, at);
        }

        @Override
        public void repeated(Object x, int offset, long count, long first, Object state, int at) {
            ((double[]) state)[at] = ((double[]) x)[offset] * count;
        }

        @Override
        public void merge(Object state, int into, int from) {
            double[] s = (double[]) state;
            s[into] += s[from];
        }

        @Override
        public void finish(Object state, int at, long count, Object out, int outAt) {
            double sum = ((double[]) state)[at];
            ((double[]) out)[outAt] = mean ? sum / count : sum;
        }

        @Override
        public boolean identity(Object out, int outAt) {
            ((double[]) out)[outAt] = mean ? Double.NaN : 0;
            return true;
        }
    }

    /** The product of doubles. */
    public static final class DoubleProduct extends DoubleFold {
        /** Creates the fold. */
        public DoubleProduct() {}

        @Override
        public void accumulate(Object x, int offset, int stride, int count, long first, Object state, int at) {
            double[] a = (double[]) x;
            double p0 = 1;
            double p1 = 1;
            int i = offset;
            for (int p = 1; p < count; p += 2) {
                p0 *= a[i];
                p1 *= a[i + stride];
                i += 2 * stride;
            }
            if (count % 2 == 1) {
                p0 *= a[i];
            }
            ((double[]) state)[at] = p0 * p1;
        }

        @Override
        public void repeated(Object x, int offset, long count, long first, Object state, int at) {
            ((double[]) state)[at] = Floats.pow(((double[]) x)[offset], (double) count);
        }

        @Override
        public void merge(Object state, int into, int from) {
            double[] s = (double[]) state;
            s[into] *= s[from];
        }

        @Override
        public boolean identity(Object out, int outAt) {
            ((double[]) out)[outAt] = 1;
            return true;
        }
    }

    /** The largest or smallest double; NaN wins. */
    public static final class DoubleExtreme extends DoubleFold {
        private final boolean largest;

        /**
         * Creates the fold.
         *
         * @param largest whether it seeks the largest
         */
        public DoubleExtreme(boolean largest) {
            this.largest = largest;
        }

        @Override
        public void accumulate(Object x, int offset, int stride, int count, long first, Object state, int at) {
            double[] a = (double[]) x;
            double m = a[offset];
            if (largest) {
                for (int p = 1, i = offset + stride; p < count; p++, i += stride) {
                    m = Math.max(m, a[i]);
                }
            } else {
                for (int p = 1, i = offset + stride; p < count; p++, i += stride) {
                    m = Math.min(m, a[i]);
                }
            }
            ((double[]) state)[at] = m;
        }

        @Override
        public void repeated(Object x, int offset, long count, long first, Object state, int at) {
            ((double[]) state)[at] = ((double[]) x)[offset];
        }

        @Override
        public void merge(Object state, int into, int from) {
            double[] s = (double[]) state;
            s[into] = largest ? Math.max(s[into], s[from]) : Math.min(s[into], s[from]);
        }
    }

    /** The position of the first extreme double; the first NaN wins. A state is the value and its position. */
    public static final class DoublePosition extends DoubleFold {
        private final boolean largest;

        /**
         * Creates the fold.
         *
         * @param largest whether it seeks the largest
         */
        public DoublePosition(boolean largest) {
            this.largest = largest;
        }

        @Override
        public int width() {
            return 2;
        }

        private boolean better(double a, double than) {
            return largest ? a > than : a < than;
        }

        @Override
        public void accumulate(Object x, int offset, int stride, int count, long first, Object state, int at) {
            double[] a = (double[]) x;
            double m = a[offset];
            int best = 0;
            for (int p = 1, i = offset + stride; p < count && !Double.isNaN(m); p++, i += stride) {
                if (better(a[i], m) || Double.isNaN(a[i])) {
                    m = a[i];
                    best = p;
                }
            }
            set((double[]) state, at, m, first + best);
        }

        @Override
        public void repeated(Object x, int offset, long count, long first, Object state, int at) {
            set((double[]) state, at, ((double[]) x)[offset], first);
        }

        @Override
        public void merge(Object state, int into, int from) {
            double[] s = (double[]) state;
            boolean nan = Double.isNaN(s[into]);
            boolean otherNan = Double.isNaN(s[from]);
            boolean same = s[from] == s[into] || (nan && otherNan);
            boolean replace = same ? s[from + 1] < s[into + 1] : !nan && (otherNan || better(s[from], s[into]));
            if (replace) {
                set(s, into, s[from], (long) s[from + 1]);
            }
        }

        @Override
        public void finish(Object state, int at, long count, Object out, int outAt) {
            ((long[]) out)[outAt] = (long) ((double[]) state)[at + 1];
        }

        private static void set(double[] state, int at, double value, long position) {
            state[at] = value;
            state[at + 1] = position; // Exact: an axis of 2^53 elements is out of reach.
        }
    }

    /**
     * The variance or the standard deviation: a state is count, mean and sum of squared deviations, made in two passes
     * of which the second corrects the mean of the first (Chan, Golub and LeVeque 1983).
     */
    public static final class DoubleVariance extends DoubleFold {
        private final double correction;
        private final boolean root;

        /**
         * Creates the fold.
         *
         * @param correction what is taken off the count
         * @param root whether the root is taken at the end
         */
        public DoubleVariance(double correction, boolean root) {
            this.correction = correction;
            this.root = root;
        }

        @Override
        public int width() {
            return 3;
        }

        @Override
        public void accumulate(Object x, int offset, int stride, int count, long first, Object state, int at) {
            double[] a = (double[]) x;
            double mean = Summation.block(a, offset, stride, count) / count;
            double squares = 0;
            double rest = 0;
            for (int p = 0, i = offset; p < count; p++, i += stride) {
                double d = a[i] - mean;
                squares += d * d;
                rest += d;
            }
            double shift = rest / count;
            set((double[]) state, at, count, mean + shift, squares - rest * shift);
        }

        @Override
        public void repeated(Object x, int offset, long count, long first, Object state, int at) {
            double v = ((double[]) x)[offset];
            set((double[]) state, at, (double) count, v, Double.isFinite(v) ? 0 : Double.NaN);
        }

        @Override
        public void merge(Object state, int into, int from) {
            double[] s = (double[]) state;
            double n = s[into] + s[from];
            double d = s[from + 1] - s[into + 1];
            double squares = s[into + 2] + s[from + 2] + d * d * (s[into] * s[from] / n);
            set(s, into, n, s[into + 1] + d * (s[from] / n), squares);
        }

        @Override
        public void finish(Object state, int at, long count, Object out, int outAt) {
            double v = ((double[]) state)[at + 2] / Math.max(count - correction, 0);
            ((double[]) out)[outAt] = root ? Math.sqrt(v) : v;
        }

        @Override
        public boolean identity(Object out, int outAt) {
            ((double[]) out)[outAt] = Double.NaN;
            return true;
        }

        private static void set(double[] state, int at, double count, double mean, double squares) {
            state[at] = count;
            state[at + 1] = mean;
            state[at + 2] = squares;
        }
    }

    /** The variance of complex numbers: that of the real and of the imaginary parts, added. */
    public static final class ComplexVariance extends DoubleFold {
        private final DoubleVariance part;
        private final boolean root;

        /**
         * Creates the fold.
         *
         * @param correction what is taken off the count
         * @param root whether the root is taken at the end
         */
        public ComplexVariance(double correction, boolean root) {
            this.part = new DoubleVariance(correction, false);
            this.root = root;
        }

        @Override
        public int width() {
            return 6;
        }

        @Override
        public void accumulate(Object x, int offset, int stride, int count, long first, Object state, int at) {
            part.accumulate(x, 2 * offset, 2 * stride, count, first, state, at);
            part.accumulate(x, 2 * offset + 1, 2 * stride, count, first, state, at + 3);
        }

        @Override
        public void repeated(Object x, int offset, long count, long first, Object state, int at) {
            part.repeated(x, 2 * offset, count, first, state, at);
            part.repeated(x, 2 * offset + 1, count, first, state, at + 3);
        }

        @Override
        public void merge(Object state, int into, int from) {
            part.merge(state, into, from);
            part.merge(state, into + 3, from + 3);
        }

        @Override
        public void finish(Object state, int at, long count, Object out, int outAt) {
            double[] v = new double[2];
            part.finish(state, at, count, v, 0);
            part.finish(state, at + 3, count, v, 1);
            ((double[]) out)[outAt] = root ? Math.sqrt(v[0] + v[1]) : v[0] + v[1];
        }

        @Override
        public boolean identity(Object out, int outAt) {
            return part.identity(out, outAt);
        }
    }

    /** The sum of complex numbers, or their mean. */
    public static final class ComplexSum extends DoubleFold {
        private final boolean mean;

        /**
         * Creates the fold.
         *
         * @param mean whether the sum is divided by the count at the end
         */
        public ComplexSum(boolean mean) {
            this.mean = mean;
        }

        @Override
        public int width() {
            return 2;
        }

        @Override
        public void accumulate(Object x, int offset, int stride, int count, long first, Object state, int at) {
            double[] s = (double[]) state;
            s[at] = Summation.block((double[]) x, 2 * offset, 2 * stride, count);
            s[at + 1] = Summation.block((double[]) x, 2 * offset + 1, 2 * stride, count);
        }

        @Override
        public void repeated(Object x, int offset, long count, long first, Object state, int at) {
            double[] a = (double[]) x;
            double[] s = (double[]) state;
            s[at] = a[2 * offset] * count;
            s[at + 1] = a[2 * offset + 1] * count;
        }

        @Override
        public void merge(Object state, int into, int from) {
            double[] s = (double[]) state;
            s[into] += s[from];
            s[into + 1] += s[from + 1];
        }

        @Override
        public void finish(Object state, int at, long count, Object out, int outAt) {
            double[] s = (double[]) state;
            double[] r = (double[]) out;
            r[2 * outAt] = mean ? s[at] / count : s[at];
            r[2 * outAt + 1] = mean ? s[at + 1] / count : s[at + 1];
        }

        @Override
        public boolean identity(Object out, int outAt) {
            double[] r = (double[]) out;
            r[2 * outAt] = mean ? Double.NaN : 0;
            r[2 * outAt + 1] = mean ? Double.NaN : 0;
            return true;
        }
    }

    /** The product of complex numbers. */
    public static final class ComplexProduct extends DoubleFold {
        /** Creates the fold. */
        public ComplexProduct() {}

        @Override
        public int width() {
            return 2;
        }

        @Override
        public void accumulate(Object x, int offset, int stride, int count, long first, Object state, int at) {
            double[] a = (double[]) x;
            double re = 1;
            double im = 0;
            for (int p = 0, i = 2 * offset; p < count; p++, i += 2 * stride) {
                double t = re * a[i] - im * a[i + 1];
                im = re * a[i + 1] + im * a[i];
                re = t;
            }
            ((double[]) state)[at] = re;
            ((double[]) state)[at + 1] = im;
        }

        @Override
        public void repeated(Object x, int offset, long count, long first, Object state, int at) {
            double[] a = (double[]) x;
            ComplexFunctions.pow(a[2 * offset], a[2 * offset + 1], (double) count, 0, (double[]) state, at);
        }

        @Override
        public void merge(Object state, int into, int from) {
            double[] s = (double[]) state;
            double t = s[into] * s[from] - s[into + 1] * s[from + 1];
            s[into + 1] = s[into] * s[from + 1] + s[into + 1] * s[from];
            s[into] = t;
        }

        @Override
        public void finish(Object state, int at, long count, Object out, int outAt) {
            ((double[]) out)[2 * outAt] = ((double[]) state)[at];
            ((double[]) out)[2 * outAt + 1] = ((double[]) state)[at + 1];
        }

        @Override
        public boolean identity(Object out, int outAt) {
            ((double[]) out)[2 * outAt] = 1;
            ((double[]) out)[2 * outAt + 1] = 0;
            return true;
        }
    }

    /** Arithmetic on longs; subclasses say what a state is. */
    private abstract static class LongFold implements Fold {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public void finish(Object state, int at, long count, Object out, int outAt) {
            ((long[]) out)[outAt] = ((long[]) state)[at];
        }

        @Override
        public boolean identity(Object out, int outAt) {
            return false;
        }
    }

    /** The sum of longs, which wraps. */
    public static final class LongSum extends LongFold {
        /** Creates the fold. */
        public LongSum() {}

        @Override
        public void accumulate(Object x, int offset, int stride, int count, long first, Object state, int at) {
            long[] a = (long[]) x;
            long sum = 0;
            if (stride == 1) {
                for (int i = offset, end = offset + count; i < end; i++) {
                    sum += a[i];
                }
            } else {
                for (int p = 0, i = offset; p < count; p++, i += stride) {
                    sum += a[i];
                }
            }
            ((long[]) state)[at] = sum;
        }

        @Override
        public void repeated(Object x, int offset, long count, long first, Object state, int at) {
            ((long[]) state)[at] = ((long[]) x)[offset] * count;
        }

        @Override
        public void merge(Object state, int into, int from) {
            long[] s = (long[]) state;
            s[into] += s[from];
        }

        @Override
        public boolean identity(Object out, int outAt) {
            ((long[]) out)[outAt] = 0;
            return true;
        }
    }

    /** The product of longs, which wraps. */
    public static final class LongProduct extends LongFold {
        /** Creates the fold. */
        public LongProduct() {}

        @Override
        public void accumulate(Object x, int offset, int stride, int count, long first, Object state, int at) {
            long[] a = (long[]) x;
            long product = 1;
            for (int p = 0, i = offset; p < count; p++, i += stride) {
                product *= a[i];
            }
            ((long[]) state)[at] = product;
        }

        @Override
        public void repeated(Object x, int offset, long count, long first, Object state, int at) {
            ((long[]) state)[at] = Integers.powUnsigned(((long[]) x)[offset], count);
        }

        @Override
        public void merge(Object state, int into, int from) {
            long[] s = (long[]) state;
            s[into] *= s[from];
        }

        @Override
        public boolean identity(Object out, int outAt) {
            ((long[]) out)[outAt] = 1;
            return true;
        }
    }

    /** The largest or smallest long, signed or unsigned. */
    public static final class LongExtreme extends LongFold {
        private final boolean largest;
        private final long flip;

        /**
         * Creates the fold.
         *
         * @param largest whether it seeks the largest
         * @param unsigned whether the longs are unsigned
         */
        public LongExtreme(boolean largest, boolean unsigned) {
            this.largest = largest;
            this.flip = unsigned ? Long.MIN_VALUE : 0; // Unsigned order is signed order with the top bit flipped.
        }

        @Override
        public void accumulate(Object x, int offset, int stride, int count, long first, Object state, int at) {
            long[] a = (long[]) x;
            long m = a[offset] ^ flip;
            if (largest) {
                for (int p = 1, i = offset + stride; p < count; p++, i += stride) {
                    m = Math.max(m, a[i] ^ flip);
                }
            } else {
                for (int p = 1, i = offset + stride; p < count; p++, i += stride) {
                    m = Math.min(m, a[i] ^ flip);
                }
            }
            ((long[]) state)[at] = m ^ flip;
        }

        @Override
        public void repeated(Object x, int offset, long count, long first, Object state, int at) {
            ((long[]) state)[at] = ((long[]) x)[offset];
        }

        @Override
        public void merge(Object state, int into, int from) {
            long[] s = (long[]) state;
            long a = s[into] ^ flip;
            long b = s[from] ^ flip;
            s[into] = (largest ? Math.max(a, b) : Math.min(a, b)) ^ flip;
        }
    }

    /** The position of the first extreme long. A state is the value and its position. */
    public static final class LongPosition extends LongFold {
        private final boolean largest;
        private final long flip;

        /**
         * Creates the fold.
         *
         * @param largest whether it seeks the largest
         * @param unsigned whether the longs are unsigned
         */
        public LongPosition(boolean largest, boolean unsigned) {
            this.largest = largest;
            this.flip = unsigned ? Long.MIN_VALUE : 0;
        }

        @Override
        public int width() {
            return 2;
        }

        private boolean better(long a, long than) {
            return largest ? (a ^ flip) > (than ^ flip) : (a ^ flip) < (than ^ flip);
        }

        @Override
        public void accumulate(Object x, int offset, int stride, int count, long first, Object state, int at) {
            long[] a = (long[]) x;
            long m = a[offset];
            int best = 0;
            for (int p = 1, i = offset + stride; p < count; p++, i += stride) {
                if (better(a[i], m)) {
                    m = a[i];
                    best = p;
                }
            }
            ((long[]) state)[at] = m;
            ((long[]) state)[at + 1] = first + best;
        }

        @Override
        public void repeated(Object x, int offset, long count, long first, Object state, int at) {
            ((long[]) state)[at] = ((long[]) x)[offset];
            ((long[]) state)[at + 1] = first;
        }

        @Override
        public void merge(Object state, int into, int from) {
            long[] s = (long[]) state;
            if (s[from] == s[into] ? s[from + 1] < s[into + 1] : better(s[from], s[into])) {
                s[into] = s[from];
                s[into + 1] = s[from + 1];
            }
        }

        @Override
        public void finish(Object state, int at, long count, Object out, int outAt) {
            ((long[]) out)[outAt] = ((long[]) state)[at + 1];
        }
    }

    /** Whether any or all of the truth values 0 and 1 are 1. */
    public static final class Truth extends LongFold {
        private final boolean any;

        /**
         * Creates the fold.
         *
         * @param any whether one true element suffices, or all must be true
         */
        public Truth(boolean any) {
            this.any = any;
        }

        @Override
        public void accumulate(Object x, int offset, int stride, int count, long first, Object state, int at) {
            long[] a = (long[]) x;
            long or = 0;
            long and = 1;
            for (int p = 0, i = offset; p < count; p++, i += stride) {
                or |= a[i];
                and &= a[i];
            }
            ((long[]) state)[at] = any ? or : and;
        }

        @Override
        public void repeated(Object x, int offset, long count, long first, Object state, int at) {
            ((long[]) state)[at] = ((long[]) x)[offset];
        }

        @Override
        public void merge(Object state, int into, int from) {
            long[] s = (long[]) state;
            s[into] = any ? s[into] | s[from] : s[into] & s[from];
        }

        @Override
        public boolean identity(Object out, int outAt) {
            ((long[]) out)[outAt] = any ? 0 : 1;
            return true;
        }
    }

    /**
     * Sums of all prefixes, for {@link org.orrery.ndarray.Reduction.Scan}.
     *
     * @param x the storage of the elements
     * @param i where they start
     * @param di the step between them
     * @param count how many there are
     * @param out the storage of the results
     * @param k where they start
     * @param dk the step between them
     */
    public static void cumulativeSumDoubles(Object x, int i, int di, int count, Object out, int k, int dk) {
        double[] a = (double[]) x;
        double[] r = (double[]) out;
        double sum = 0;
        for (int p = 0; p < count; p++) {
            sum += a[i + p * di];
            r[k + p * dk] = sum;
        }
    }

    /**
     * Sums of all prefixes, for {@link org.orrery.ndarray.Reduction.Scan}.
     *
     * @param x the storage of the elements
     * @param i where they start
     * @param di the step between them
     * @param count how many there are
     * @param out the storage of the results
     * @param k where they start
     * @param dk the step between them
     */
    public static void cumulativeSumLongs(Object x, int i, int di, int count, Object out, int k, int dk) {
        long[] a = (long[]) x;
        long[] r = (long[]) out;
        long sum = 0;
        for (int p = 0; p < count; p++) {
            sum += a[i + p * di];
            r[k + p * dk] = sum;
        }
    }

    /**
     * Sums of all prefixes, for {@link org.orrery.ndarray.Reduction.Scan}.
     *
     * @param x the storage of the elements
     * @param i where they start
     * @param di the step between them
     * @param count how many there are
     * @param out the storage of the results
     * @param k where they start
     * @param dk the step between them
     */
    public static void cumulativeSumComplex(Object x, int i, int di, int count, Object out, int k, int dk) {
        cumulativeSumDoubles(x, 2 * i, 2 * di, count, out, 2 * k, 2 * dk);
        cumulativeSumDoubles(x, 2 * i + 1, 2 * di, count, out, 2 * k + 1, 2 * dk);
    }

    /**
     * Products of all prefixes, for {@link org.orrery.ndarray.Reduction.Scan}.
     *
     * @param x the storage of the elements
     * @param i where they start
     * @param di the step between them
     * @param count how many there are
     * @param out the storage of the results
     * @param k where they start
     * @param dk the step between them
     */
    public static void cumulativeProductDoubles(Object x, int i, int di, int count, Object out, int k, int dk) {
        double[] a = (double[]) x;
        double[] r = (double[]) out;
        double product = 1;
        for (int p = 0; p < count; p++) {
            product *= a[i + p * di];
            r[k + p * dk] = product;
        }
    }

    /**
     * Products of all prefixes, for {@link org.orrery.ndarray.Reduction.Scan}.
     *
     * @param x the storage of the elements
     * @param i where they start
     * @param di the step between them
     * @param count how many there are
     * @param out the storage of the results
     * @param k where they start
     * @param dk the step between them
     */
    public static void cumulativeProductLongs(Object x, int i, int di, int count, Object out, int k, int dk) {
        long[] a = (long[]) x;
        long[] r = (long[]) out;
        long product = 1;
        for (int p = 0; p < count; p++) {
            product *= a[i + p * di];
            r[k + p * dk] = product;
        }
    }

    /**
     * Products of all prefixes, for {@link org.orrery.ndarray.Reduction.Scan}.
     *
     * @param x the storage of the elements
     * @param i where they start
     * @param di the step between them
     * @param count how many there are
     * @param out the storage of the results
     * @param k where they start
     * @param dk the step between them
     */
    public static void cumulativeProductComplex(Object x, int i, int di, int count, Object out, int k, int dk) {
        double[] a = (double[]) x;
        double[] r = (double[]) out;
        double re = 1;
        double im = 0;
        for (int p = 0; p < count; p++) {
            double xr = a[2 * (i + p * di)];
            double xi = a[2 * (i + p * di) + 1];
            double t = re * xr - im * xi;
            im = re * xi + im * xr;
            re = t;
            r[2 * (k + p * dk)] = re;
            r[2 * (k + p * dk) + 1] = im;
        }
    }
}
