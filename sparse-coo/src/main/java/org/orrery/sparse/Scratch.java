package org.orrery.sparse;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.orrery.sparse.internal.Remainders;

/**
 * Room for entries whose number is known only when they are made, to be copied from there.
 *
 * <p>Fresh memory is cold and has to be cleared, which takes as long as a merge into it. A thread therefore keeps one
 * such room of moderate size for its next result; the collector may take it.
 */
final class Scratch {
    private static final int BLOCK = 128;
    private static final int SMALLEST = 1 << 12;
    private static final int LARGEST = 1 << 18;
    private static final ThreadLocal<@Nullable SoftReference<Scratch>> KEPT = new ThreadLocal<>();

    /** Whatever the last one left there. */
    final long[] keys;

    /** Whatever the last one left there. */
    final double[] values;

    private Scratch(int entries) {
        keys = new long[entries];
        values = new double[entries];
    }

    /** Room for entries; it is nobody else's, not even if the same thread asks again, until it is given back. */
    static Scratch take(int entries) {
        SoftReference<Scratch> reference = KEPT.get();
        Scratch kept = reference == null ? null : reference.get();
        if (kept != null && kept.keys.length >= entries) {
            KEPT.remove();
            return kept;
        }
        return new Scratch(entries > LARGEST ? entries : Math.max(SMALLEST, Integer.highestOneBit(entries) << 1));
    }

    void giveBack() {
        if (keys.length <= 2 * LARGEST) {
            KEPT.set(new SoftReference<>(this));
        }
    }

    long[] keys(int count) {
        return Arrays.copyOf(keys, count);
    }

    double[] values(int count) {
        return Arrays.copyOf(values, count);
    }

    /** Takes zeros out of the first values, and writes the places of the others as keys. */
    int compress(int count) {
        int o = 0;
        for (int s = 0; s < count; s += BLOCK) {
            int end = Math.min(count, s + BLOCK);
            if (!Remainders.INSTANCE.anyZero(values, s, end)) {
                if (o < s) {
                    System.arraycopy(values, s, values, o, end - s);
                }
                for (int t = s; t < end; t++) {
                    keys[o + t - s] = t;
                }
                o += end - s;
                continue;
            }
            for (int t = s; t < end; t++) {
                double x = values[t];
                keys[o] = t;
                values[o] = x;
                // Without its sign, zero alone has no bits; a branch would be mispredicted.
                long bits = Double.doubleToRawLongBits(x) << 1;
                o += (int) ((bits | -bits) >>> 63);
            }
        }
        return o;
    }
}
