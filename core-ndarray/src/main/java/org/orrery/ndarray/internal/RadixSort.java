package org.orrery.ndarray.internal;

/** A stable sort of positions by 64-bit keys: least significant digit first, eleven bits at a time. */
public final class RadixSort {
    private static final int BITS = 11;
    private static final int DIGITS = 1 << BITS;
    private static final int PASSES = (64 + BITS - 1) / BITS;
    private static final int SMALL = 64;

    private RadixSort() {}

    /**
     * The positions that sort keys, equal ones in their order.
     *
     * @param keys the keys, in signed order; they stay as they are
     * @return the positions
     */
    public static int[] argsort(long[] keys) {
        int n = keys.length;
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        if (n <= SMALL) {
            insertion(keys, order);
            return order;
        }
        int[][] counts = new int[PASSES][DIGITS];
        for (long key : keys) {
            long k = key ^ Long.MIN_VALUE;
            for (int p = 0; p < PASSES; p++) {
                counts[p][(int) (k >>> (p * BITS)) & (DIGITS - 1)]++;
            }
        }
        long[] from = keys.clone();
        long[] to = new long[n];
        int[] next = new int[n];
        for (int p = 0; p < PASSES; p++) {
            int[] count = counts[p];
            int shift = p * BITS;
            if (count[(int) ((from[0] ^ Long.MIN_VALUE) >>> shift) & (DIGITS - 1)] == n) {
                continue; // All keys share this digit.
            }
            int sum = 0;
            for (int d = 0; d < DIGITS; d++) {
                int c = count[d];
                count[d] = sum;
                sum += c;
            }
            for (int i = 0; i < n; i++) {
                int d = (int) ((from[i] ^ Long.MIN_VALUE) >>> shift) & (DIGITS - 1);
                int k = count[d]++;
                to[k] = from[i];
                next[k] = order[i];
            }
            long[] t = from;
            from = to;
            to = t;
            int[] o = order;
            order = next;
            next = o;
        }
        return order;
    }

    private static void insertion(long[] keys, int[] order) {
        for (int i = 1; i < order.length; i++) {
            int moving = order[i];
            int k = i - 1;
            while (k >= 0 && keys[order[k]] > keys[moving]) {
                order[k + 1] = order[k];
                k--;
            }
            order[k + 1] = moving;
        }
    }
}
