package org.orrery.sparse;

import java.util.Arrays;
import org.orrery.sparse.internal.Divisor;

/**
 * Runs of entries whose keys have the same quotient by a size: rows of a matrix, or whatever the leading axes tell apart.
 *
 * <p>Group {@code g} has the quotient {@code ids[g]} and the entries from {@code starts[g]} to {@code starts[g + 1]}.
 */
final class Groups {
    final long size;
    final long[] ids;
    final int[] starts;

    private Groups(long size, long[] ids, int[] starts) {
        this.size = size;
        this.ids = ids;
        this.starts = starts;
    }

    int count() {
        return ids.length;
    }

    /**
     * Finds the groups of sorted keys.
     *
     * @param keys the keys
     * @param size the number of keys that share a quotient
     * @param bound what the keys are less than
     * @return the groups that have entries
     */
    static Groups of(long[] keys, long size, long bound) {
        int n = keys.length;
        if (size >= bound) {
            return new Groups(size, n == 0 ? new long[0] : new long[1], n == 0 ? new int[1] : new int[] {0, n});
        }
        Divisor divisor = new Divisor(size, bound);
        int most = (int) Math.min(n, Math.max(1, (bound - 1) / size + 1));
        long[] ids = new long[most];
        int[] starts = new int[most + 1];
        int g = 0;
        long last = -1;
        for (int t = 0; t < n; t++) {
            long id = divisor.divide(keys[t]);
            if (id != last) {
                last = id;
                ids[g] = id;
                starts[g++] = t;
            }
        }
        starts[g] = n;
        return g == most
                ? new Groups(size, ids, starts)
                : new Groups(size, Arrays.copyOf(ids, g), Arrays.copyOf(starts, g + 1));
    }
}
