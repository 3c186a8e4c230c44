package org.orrery.ndarray.internal;

import java.util.Arrays;
import org.orrery.ndarray.parallel.Parallel;

/** A parallel sort of longs: parts are sorted at once, then merged, each merge cut into pieces that are independent. */
public final class MergeSort {
    /** Below this, a part is not worth a thread of its own. */
    private static final int PART = 1 << 16;

    private MergeSort() {}

    /**
     * Sorts numbers in ascending order. The result does not depend on the number of threads, since equal longs are the
     * same.
     *
     * @param x the numbers
     */
    public static void sort(long[] x) {
        int parts = 1;
        while (parts < Parallel.threads() && x.length / (2 * parts) >= PART) {
            parts *= 2;
        }
        if (parts == 1) {
            Arrays.sort(x);
            return;
        }
        int n = parts;
        Parallel.forEach(n, p -> Arrays.sort(x, bound(x.length, p, n), bound(x.length, p + 1, n)));
        long[] from = x;
        long[] to = new long[x.length];
        for (int runs = n; runs > 1; runs /= 2) {
            merge(from, to, runs, n);
            long[] t = from;
            from = to;
            to = t;
        }
        if (from != x) {
            System.arraycopy(from, 0, x, 0, x.length);
        }
    }

    private static int bound(int length, long part, int parts) {
        return (int) (length * part / parts);
    }

    /** Merges neighbouring runs, in as many pieces of the result as there are parts. */
    private static void merge(long[] from, long[] to, int runs, int parts) {
        int perMerge = 2 * parts / runs;
        Parallel.forEach(parts, piece -> {
            long pair = piece / perMerge;
            int begin = bound(from.length, 2 * pair, runs);
            int middle = bound(from.length, 2 * pair + 1, runs);
            int end = bound(from.length, 2 * pair + 2, runs);
            int first = begin + bound(end - begin, piece % perMerge, perMerge);
            int last = begin + bound(end - begin, piece % perMerge + 1, perMerge);
            int i = begin + taken(from, begin, middle, end, first - begin);
            int j = middle + (first - begin) - (i - begin);
            for (int k = first; k < last; k++) {
                to[k] = j >= end || (i < middle && from[i] <= from[j]) ? from[i++] : from[j++];
            }
        });
    }

    /** How many of the first so many elements of a merge come from its left run. */
    private static int taken(long[] x, int begin, int middle, int end, int count) {
        int low = Math.max(0, count - (end - middle));
        int high = Math.min(count, middle - begin);
        while (low < high) {
            int left = (low + high) >>> 1;
            if (x[begin + left] <= x[middle + count - left - 1]) {
                low = left + 1;
            } else {
                high = left;
            }
        }
        return low;
    }
}
