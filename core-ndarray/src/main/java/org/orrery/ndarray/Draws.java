package org.orrery.ndarray;

import java.util.Arrays;
import java.util.function.LongSupplier;
import org.orrery.ndarray.internal.UnsignedProduct;
import org.orrery.ndarray.internal.Ziggurat;
import org.orrery.ndarray.parallel.Parallel;

/**
 * Fills arrays with variates. Elements come in blocks of 1,024, block b from the stream b of the generator. Element j
 * of a block is made of word j; the few that need more words take them in their order from word 1,024 on. So a block is
 * a function of the generator and b alone, and the threads may take blocks as they like.
 */
final class Draws implements LongSupplier {

    static final int BLOCK = 1024;

    /** Blocks that a thread takes at once: some 100 microseconds of work. */
    private static final int BLOCKS_AT_ONCE = 16;

    private final Philox base;
    private final long[] words;
    private Philox stream;

    private Draws(Philox base, int most) {
        this.base = base;
        this.words = new long[Math.min(BLOCK, most)];
        this.stream = base;
    }

    /** Another word for an element of this block. */
    @Override
    public long getAsLong() {
        return stream.nextLong();
    }

    private void begin(long block, int length) {
        stream = base.stream(block);
        stream.fill(0, words, 0, length);
        stream.jump(BLOCK);
    }

    /** Makes the elements from {@code from} to {@code to}, all of one block, of the words. */
    private interface BlockDraw {
        void accept(Draws draws, int from, int to);
    }

    private static void forEachBlock(Philox base, int n, BlockDraw draw) {
        Parallel.forEach(n, (long) BLOCKS_AT_ONCE * BLOCK, (from, to) -> {
            Draws draws = new Draws(base, (int) (to - from));
            for (int start = (int) from; start < to; start += BLOCK) {
                int length = (int) Math.min(BLOCK, to - start);
                draws.begin(start / BLOCK, length);
                draw.accept(draws, start, start + length);
            }
        });
    }

    /** Uniform in [low, high): element i is made of word i of the generator itself. */
    static void uniform(Philox base, double low, double high, double[] out) {
        double width = high - low;
        double largest = width > 0 ? Math.nextDown(high) : high;
        Parallel.forEach(out.length, (long) BLOCKS_AT_ONCE * BLOCK, (from, to) -> {
            base.fillDoubles(from, out, (int) from, (int) (to - from));
            if (low != 0 || high != 1) {
                for (int i = (int) from; i < to; i++) {
                    // The sum may round up to high.
                    out[i] = Math.min(low + width * out[i], largest);
                }
            }
        });
    }

    static void normal(Philox base, double mean, double deviation, double[] out) {
        forEachBlock(base, out.length, (draws, from, to) -> {
            for (int i = from; i < to; i++) {
                out[i] = mean + deviation * Ziggurat.normal(draws.words[i - from], draws);
            }
        });
    }

    static void exponential(Philox base, double mean, double[] out) {
        forEachBlock(base, out.length, (draws, from, to) -> {
            for (int i = from; i < to; i++) {
                out[i] = mean * Ziggurat.exponential(draws.words[i - from], draws);
            }
        });
    }

    /**
     * Uniform in low .. low + most without bias, where {@code most} is unsigned. Lemire's method, as in {@link Philox};
     * of all numbers of 64 bits, where its range is 2^64, the words themselves.
     */
    static void integers(Philox base, long low, long most, long[] out) {
        long range = most + 1;
        if (range == 0) {
            forEachBlock(base, out.length, (draws, from, to) -> {
                for (int i = from; i < to; i++) {
                    out[i] = low + draws.words[i - from];
                }
            });
            return;
        }
        long threshold = Long.remainderUnsigned(-range, range);
        forEachBlock(base, out.length, (draws, from, to) -> {
            for (int i = from; i < to; i++) {
                long word = draws.words[i - from];
                while (Long.compareUnsigned(word * range, threshold) < 0) {
                    word = draws.getAsLong();
                }
                out[i] = low + UnsignedProduct.high(word, range);
            }
        });
    }

    /** A distribution whose variates take a word, and sometimes more. */
    interface Variate {
        double draw(long word, LongSupplier more);
    }

    /** A distribution of integers. */
    interface Count {
        long draw(long word, LongSupplier more);
    }

    static void fill(Philox base, double[] out, Variate variate) {
        forEachBlock(base, out.length, (draws, from, to) -> {
            for (int i = from; i < to; i++) {
                out[i] = variate.draw(draws.words[i - from], draws);
            }
        });
    }

    static void fill(Philox base, long[] out, Count count) {
        forEachBlock(base, out.length, (draws, from, to) -> {
            for (int i = from; i < to; i++) {
                out[i] = count.draw(draws.words[i - from], draws);
            }
        });
    }

    /** The numbers 0 .. n - 1 in random order: Fisher and Yates, in the form of Durstenfeld. */
    static void permutation(Philox base, long[] out) {
        Arrays.setAll(out, i -> i);
        for (int i = out.length - 1; i > 0; i--) {
            if (i % BLOCK == 0) {
                Parallel.checkCancelled();
            }
            int j = base.nextInt(i + 1);
            long moved = out[i];
            out[i] = out[j];
            out[j] = moved;
        }
    }

    /**
     * A random subset of 0 .. n - 1 of size k, in ascending order, in O(k) memory. Numbers are drawn until k different
     * ones are there, each time just as many as are missing: since nothing tells one number from another, all subsets
     * are as likely.
     */
    static long[] subset(Philox base, long n, int k) {
        if (k > n - k) {
            return complement(subset(base, n, (int) (n - k)), n, k);
        }
        long[] chosen = new long[0];
        for (long round = 0; chosen.length < k; round++) {
            long[] drawn = new long[k - chosen.length];
            integers(base.stream(round), 0, n - 1, drawn);
            Arrays.sort(drawn);
            chosen = union(chosen, drawn);
        }
        return chosen;
    }

    /** Positions with given weights, each by the first sum of weights that exceeds a uniform share of all. */
    static long[] weighted(Philox base, double[] weights, int count) {
        double[] sums = new double[weights.length];
        double sum = 0;
        int last = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += weights[i];
            sums[i] = sum;
            // The share may round up to all: then the last one that has a weight.
            last = weights[i] > 0 ? i : last;
        }
        double total = sum;
        int end = last;
        long[] out = new long[count];
        fill(base, out, (Count) (word, more) -> {
            double share = (word >>> 11) * 0x1p-53 * total;
            int low = 0;
            int high = end;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sums[middle] > share) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        });
        return out;
    }

    /** Different positions in the order of exponential numbers divided by weights. */
    static long[] ordered(Philox base, double[] weights, int count) {
        double[] keys = new double[weights.length];
        exponential(base, 1, keys);
        for (int i = 0; i < keys.length; i++) {
            // In logarithms, since quotients may overflow; what has no weight comes last.
            keys[i] = weights[i] > 0 ? StrictMath.log(keys[i]) - StrictMath.log(weights[i]) : Double.POSITIVE_INFINITY;
        }
        return Arrays.copyOf(
                Sorting.argsort(DenseArray.wrap(keys)).toDense().copy().longs(), count);
    }

    private static long[] complement(long[] sorted, long n, int size) {
        long[] out = new long[size];
        long next = 0;
        int at = 0;
        for (long left : sorted) {
            while (next < left) {
                out[at++] = next++;
            }
            next++;
        }
        while (next < n) {
            out[at++] = next++;
        }
        return out;
    }

    /** The different numbers of two ascending arrays, the first of which has no number twice. */
    private static long[] union(long[] a, long[] b) {
        long[] out = new long[a.length + b.length];
        int size = 0;
        int i = 0;
        for (long next : b) {
            while (i < a.length && a[i] < next) {
                out[size++] = a[i++];
            }
            if ((i == a.length || a[i] != next) && (size == 0 || out[size - 1] != next)) {
                out[size++] = next;
            }
        }
        while (i < a.length) {
            out[size++] = a[i++];
        }
        return size == out.length ? out : Arrays.copyOf(out, size);
    }
}
