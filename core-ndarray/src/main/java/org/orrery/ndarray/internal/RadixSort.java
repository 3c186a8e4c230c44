package org.orrery.ndarray.internal;

import java.util.Arrays;

/**
 * A stable sort of positions by 64-bit keys. The leading digits of a key's distance from the smallest key are packed into
 * one word with its position, so that a pass of the radix sort moves one array only and passes over digits that all keys
 * share are left out; keys that agree in these digits are then sorted among themselves.
 */
public final class RadixSort {
    private static final int BITS = 11;
    private static final int DIGITS = 1 << BITS;
    private static final int SMALL = 64;

    /** Three passes tell almost all keys apart; the few that agree cost less than a fourth pass. */
    private static final int LEADING = 3 * BITS;

    private RadixSort() {}

    /**
     * The positions that sort keys, equal ones in their order.
     *
     * @param keys the keys, in signed order; they stay as they are
     * @return the positions
     */
    public static int[] argsort(long[] keys) {
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        if (order.length <= SMALL) {
            insertion(keys, order, 0, order.length);
        } else {
            sort(keys, keys, order, 0);
        }
        return order;
    }

    /**
     * Sorts a part of the positions.
     *
     * @param keys all keys
     * @param part the keys of the part, in the order that its positions have
     * @param order the positions
     * @param from where the part begins
     */
    private static void sort(long[] keys, long[] part, int[] order, int from) {
        int n = part.length;
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (long key : part) {
            least = Math.min(least, key);
            most = Math.max(most, key);
        }
        int significant = Long.SIZE - Long.numberOfLeadingZeros(most - least);
        if (significant == 0) {
            return;
        }
        int placeBits = Integer.SIZE - Integer.numberOfLeadingZeros(n - 1);
        int leading = Math.min(significant, Math.min(LEADING, Long.SIZE - placeBits));
        int cut = significant - leading;
        long[] packed = new long[n];
        for (int i = 0; i < n; i++) {
            packed[i] = (part[i] - least) >>> cut << placeBits | i;
        }
        packed = passes(packed, placeBits, placeBits + leading);
        int mask = (int) ((1L << placeBits) - 1);
        int[] before = part == keys ? order : Arrays.copyOfRange(order, from, from + n);
        for (int i = 0; i < n; i++) {
            int place = (int) packed[i] & mask;
            order[from + i] = part == keys ? place : before[place];
        }
        if (cut > 0) {
            ties(keys, order, from, packed, placeBits);
        }
    }

    /** Sorts words by their bits from the first to before the last. */
    private static long[] passes(long[] words, int first, int last) {
        int n = words.length;
        int passes = (last - first + BITS - 1) / BITS;
        // All digits of about the same width.
        int width = (last - first + passes - 1) / passes;
        long[] from = words;
        long[] to = new long[n];
        for (int p = 0; p < passes; p++) {
            int shift = first + p * width;
            int mask = (1 << Math.min(width, last - shift)) - 1;
            int[] next = new int[DIGITS];
            for (long word : from) {
                next[(int) (word >>> shift) & mask]++;
            }
            int sum = 0;
            for (int d = 0; d <= mask; d++) {
                int count = next[d];
                next[d] = sum;
                sum += count;
            }
            for (int i = 0; i < n; i++) {
                long word = from[i];
                to[next[(int) (word >>> shift) & mask]++] = word;
            }
            long[] t = from;
            from = to;
            to = t;
        }
        return from;
    }

    /** Sorts what agrees in the packed digits by the digits that were cut off. */
    private static void ties(long[] keys, int[] order, int from, long[] packed, int placeBits) {
        int n = packed.length;
        for (int i = 1; i < n; i++) {
            if (packed[i] >>> placeBits != packed[i - 1] >>> placeBits) {
                continue;
            }
            int begin = i - 1;
            while (i < n && packed[i] >>> placeBits == packed[begin] >>> placeBits) {
                i++;
            }
            if (i - begin <= SMALL) {
                insertion(keys, order, from + begin, from + i);
                continue;
            }
            long[] part = new long[i - begin];
            for (int k = 0; k < part.length; k++) {
                part[k] = keys[order[from + begin + k]];
            }
            sort(keys, part, order, from + begin);
        }
    }

    private static void insertion(long[] keys, int[] order, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int moving = order[i];
            int k = i - 1;
            while (k >= from && keys[order[k]] > keys[moving]) {
                order[k + 1] = order[k];
                k--;
            }
            order[k + 1] = moving;
        }
    }
}
