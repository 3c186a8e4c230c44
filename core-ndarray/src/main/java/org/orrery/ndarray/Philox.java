package org.orrery.ndarray;

import java.util.Objects;
import java.util.random.RandomGenerator;
import org.orrery.ndarray.internal.PhiloxKernel;
import org.orrery.ndarray.internal.UnsignedProduct;
import org.orrery.ndarray.internal.Ziggurat;

/**
 * The counter-based random generator Philox-4x64-10: word i of a stream is a function of the key, the stream and i
 * alone. Any part of a stream can therefore be computed at any time by any thread, and what is drawn does not depend on
 * how many threads drew it.
 *
 * <p>A generator has a position, which {@code next...} moves; the methods that take an index, and {@link #stream}, do
 * not touch it and may be called by several threads at once. The rest is not thread-safe.
 *
 * <p>The words are those of NumPy: {@code Philox.ofKey(k0, k1)} gives what {@code numpy.random.Philox(key=[k0, k1])}
 * gives, its stream b what the same with {@code counter=[0, 0, b, 1]} gives, and {@link #nextDouble()} is NumPy's
 * {@code random()}.
 *
 * <p>Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011. Passes BigCrush;
 * the period of a stream is 2^66 words, of which an index reaches 2^63. Not for cryptography.
 */
public final class Philox implements RandomGenerator {

    private static final PhiloxKernel KERNEL = PhiloxKernel.INSTANCE;

    /** Fourth counter word of streams, so that no stream is the generator that it came from. */
    private static final long STREAM = 1;

    /** Fourth counter word of the counters that give the keys of streams of streams. */
    private static final long KEY = 2;

    /** The golden ratio, the step of SplitMix64. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private static final double ULP = 0x1p-53;

    /** Words made at once for {@code next...}; a power of two. */
    private static final int AHEAD = 64;

    /** Words made at once where doubles are wanted: a few pages. */
    private static final int AT_ONCE = 1024;

    private final long key0;
    private final long key1;
    private final long block;
    private final long level;

    private long position;
    /** The words around the position, made when first needed. */
    private long[] ahead = new long[0];

    /** The index of the first of them, divided by {@link #AHEAD}. */
    private long aheadAt = -1;

    private Philox(long key0, long key1, long block, long level) {
        this.key0 = key0;
        this.key1 = key1;
        this.block = block;
        this.level = level;
    }

    /**
     * The generator of a seed. The key is the first two outputs of SplitMix64 started at the seed, so that near seeds
     * give unrelated keys and different seeds different ones.
     *
     * @param seed any number
     * @return the generator, at position 0
     */
    public static Philox seed(long seed) {
        return new Philox(mix(seed + GOLDEN), mix(seed + GOLDEN + GOLDEN), 0, 0);
    }

    /**
     * The generator of a key.
     *
     * @param key0 the first word of the key
     * @param key1 the second word of the key
     * @return the generator, at position 0
     */
    public static Philox ofKey(long key0, long key1) {
        return new Philox(key0, key1, 0, 0);
    }

    /**
     * An independent stream of this generator. Streams may have streams: those of a stream have a key of their own, the
     * image of the stream's number, and do not meet those of another.
     *
     * @param number the number of the stream; any long
     * @return the stream, at its position 0
     */
    public Philox stream(long number) {
        if (level == 0) {
            return new Philox(key0, key1, number, STREAM);
        }
        long[] key = new long[4];
        KERNEL.generate(key0, key1, 0, 0, block, KEY, key, 0, 1);
        return new Philox(key[0], key[1], number, STREAM);
    }

    /**
     * The index of the word that {@link #nextLong()} gives next.
     *
     * @return the position, 0 at first
     */
    public long position() {
        return position;
    }

    /**
     * Moves the position, at no cost.
     *
     * @param count how many words to step over, negative to step back
     * @throws IllegalArgumentException if the position would be negative or more than 2^63 - 1
     */
    public void jump(long count) {
        if (position + count < 0) {
            throw new IllegalArgumentException(
                    "jump by " + count + " from position " + position + " leaves 0 .. 2^63 - 1");
        }
        position += count;
    }

    /**
     * Words of this stream, from a given index on, wherever the position is.
     *
     * @param first the index of the first word, at least 0
     * @param out where they go
     * @param offset the place of the first
     * @param length how many
     * @throws IllegalArgumentException if {@code first < 0} or the last index is more than 2^63 - 1
     * @throws IndexOutOfBoundsException if offset and length do not lie in {@code out}
     */
    public void fill(long first, long[] out, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, out.length);
        checkIndices(first, length);
        int at = offset;
        int end = offset + length;
        long index = first;
        int skip = (int) (index & 3);
        if (skip != 0 && at < end) {
            at = copyPart(index >>> 2, skip, out, at, end);
            index += 4 - skip;
        }
        int whole = (end - at) >>> 2;
        if (whole > 0) {
            generate(index >>> 2, out, at, whole);
            at += 4 * whole;
            index += 4L * whole;
        }
        if (at < end) {
            copyPart(index >>> 2, 0, out, at, end);
        }
    }

    /**
     * Doubles of this stream, uniform in [0, 1), from a given index on: element j is what {@link #nextDouble()} gives
     * at position {@code first + j}.
     *
     * @param first the index of the first, at least 0
     * @param out where they go
     * @param offset the place of the first
     * @param length how many
     * @throws IllegalArgumentException if {@code first < 0} or the last index is more than 2^63 - 1
     * @throws IndexOutOfBoundsException if offset and length do not lie in {@code out}
     */
    public void fillDoubles(long first, double[] out, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, out.length);
        checkIndices(first, length);
        long[] drawn = new long[Math.min(length, AT_ONCE)];
        for (int done = 0; done < length; done += AT_ONCE) {
            int count = Math.min(AT_ONCE, length - done);
            fill(first + done, drawn, 0, count);
            int to = offset + done;
            for (int j = 0; j < count; j++) {
                out[to + j] = (drawn[j] >>> 11) * ULP;
            }
        }
    }

    @Override
    public long nextLong() {
        long index = position;
        if (index / AHEAD != aheadAt) {
            lookAhead(index / AHEAD);
        }
        position = index + 1;
        return ahead[(int) index & (AHEAD - 1)];
    }

    /**
     * A uniform double from 53 bits of the next word.
     *
     * @return a multiple of 2^-53 in [0, 1)
     */
    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * ULP;
    }

    @Override
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound = " + bound + ": expected at least 1");
        }
        return (int) nextBelow(bound);
    }

    @Override
    public int nextInt(int origin, int bound) {
        if (origin >= bound) {
            throw new IllegalArgumentException("bound " + bound + " is not above origin " + origin);
        }
        return (int) (origin + nextBelow((long) bound - origin));
    }

    @Override
    public long nextLong(long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound = " + bound + ": expected at least 1");
        }
        return nextBelow(bound);
    }

    @Override
    public long nextLong(long origin, long bound) {
        if (origin >= bound) {
            throw new IllegalArgumentException("bound " + bound + " is not above origin " + origin);
        }
        return origin + nextBelow(bound - origin);
    }

    @Override
    public double nextGaussian() {
        return Ziggurat.normal(this::nextLong);
    }

    @Override
    public double nextExponential() {
        return Ziggurat.exponential(this::nextLong);
    }

    /** Unbiased in 0 .. range - 1, range unsigned: Lemire, "Fast random integer generation in an interval", 2019. */
    private long nextBelow(long range) {
        long word = nextLong();
        long low = word * range;
        if (Long.compareUnsigned(low, range) < 0) {
            long threshold = Long.remainderUnsigned(-range, range);
            while (Long.compareUnsigned(low, threshold) < 0) {
                word = nextLong();
                low = word * range;
            }
        }
        return UnsignedProduct.high(word, range);
    }

    private void lookAhead(long at) {
        if (ahead.length == 0) {
            ahead = new long[AHEAD];
        }
        generate(at * (AHEAD / 4), ahead, 0, AHEAD / 4);
        aheadAt = at;
    }

    /** Part of one counter's words; returns the place after them. */
    private int copyPart(long counter, int skip, long[] out, int at, int end) {
        long[] four = new long[4];
        generate(counter, four, 0, 1);
        int count = Math.min(4 - skip, end - at);
        System.arraycopy(four, skip, out, at, count);
        return at + count;
    }

    /** Counters begin at 1, as NumPy's do: it counts up before it draws. */
    private void generate(long counter, long[] out, int offset, int counters) {
        KERNEL.generate(key0, key1, counter + 1, 0, block, level, out, offset, counters);
    }

    private static void checkIndices(long first, int length) {
        if (first < 0 || first + length < 0) {
            throw new IllegalArgumentException(
                    "first = " + first + ", length " + length + ": indices are 0 .. 2^63 - 1");
        }
    }

    /** The output function of SplitMix64 (Stafford's variant 13). */
    private static long mix(long state) {
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
