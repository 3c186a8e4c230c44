package org.orrery.sparse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Algorithms on linear keys: order, search, sorting, and the merges that element-wise operations stand on.
 *
 * <p>Keys are less than 2^63, so the sign of a difference tells their order. The merges advance by that sign, without
 * branches that a processor could only guess, and run from the begin and from the middle in turn, so that the latencies
 * of the two overlap.
 */
final class Keys {
    /** Digits of the radix sort have at most this many bits; the counters then fit the caches. */
    private static final int MAX_DIGIT = 14;

    private static final int INSERTION = 24;

    private Keys() {}

    /** Whether each key is greater than the one before. */
    static boolean increase(long[] keys) {
        long broken = 0;
        for (int t = 1; t < keys.length; t++) {
            broken |= keys[t] - keys[t - 1] - 1;
        }
        return broken >= 0;
    }

    /** The first place in {@code keys[from..to)} whose key is not less than the given one, or {@code to}. */
    static int search(long[] keys, int from, int to, long key) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keys[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Sorts keys, equal ones in their order.
     *
     * @param keys the keys, which are changed
     * @param bound what they are less than
     * @return for each place the one that its key came from, or null if the keys were in order
     */
    static int @Nullable [] sort(long[] keys, long bound) {
        long broken = 0;
        for (int t = 1; t < keys.length; t++) {
            broken |= keys[t] - keys[t - 1];
        }
        if (broken >= 0) {
            return null;
        }
        int n = keys.length;
        if (n <= INSERTION) {
            return insertionSort(keys);
        }
        int keyBits = 64 - Long.numberOfLeadingZeros(bound - 1);
        int placeBits = 32 - Integer.numberOfLeadingZeros(n - 1);
        return keyBits + placeBits <= 63 ? sortPacked(keys, keyBits, placeBits) : sortPairs(keys, keyBits);
    }

    private static int[] insertionSort(long[] keys) {
        int[] order = new int[keys.length];
        for (int t = 1; t < keys.length; t++) {
            long key = keys[t];
            int u = t;
            for (; u > 0 && keys[u - 1] > key; u--) {
                keys[u] = keys[u - 1];
                order[u] = order[u - 1];
            }
            keys[u] = key;
            order[u] = t;
        }
        return order;
    }

    /** Bits of a digit: as many as pay for the pass over the counters. */
    private static int digitBits(int n, int keyBits) {
        int widest = Math.max(4, Math.min(MAX_DIGIT, 30 - Integer.numberOfLeadingZeros(n)));
        int passes = (keyBits + widest - 1) / widest;
        return (keyBits + passes - 1) / passes;
    }

    /** Radix sort from the lowest digit, of a key and its place in one long. */
    private static int[] sortPacked(long[] keys, int keyBits, int placeBits) {
        int n = keys.length;
        int digit = digitBits(n, keyBits);
        int mask = (1 << digit) - 1;
        int[] starts = new int[mask + 2];
        int[] next = new int[mask + 2];
        for (int t = 0; t < n; t++) {
            starts[((int) keys[t] & mask) + 1]++;
            next[((int) (keys[t] >>> digit) & mask) + 1]++;
        }
        accumulate(starts);
        long[] a = new long[n];
        for (int t = 0; t < n; t++) {
            long key = keys[t];
            a[starts[(int) key & mask]++] = key << placeBits | t;
        }
        long[] b = a;
        for (int shift = digit; shift < keyBits; shift += digit) {
            accumulate(next);
            starts = next;
            if (shift + digit >= keyBits) {
                break;
            }
            // Every pass but the last counts for the one behind it.
            b = b == a ? new long[n] : b;
            next = new int[mask + 2];
            for (int t = 0; t < n; t++) {
                long x = a[t] >>> placeBits;
                b[starts[(int) (x >>> shift) & mask]++] = a[t];
                next[((int) (x >>> (shift + digit)) & mask) + 1]++;
            }
            long[] swap = a;
            a = b;
            b = swap;
        }
        return unpack(a, keys, keyBits, placeBits, digit, starts);
    }

    /** The last pass, which takes keys and places apart; one digit alone has been sorted already. */
    private static int[] unpack(long[] a, long[] keys, int keyBits, int placeBits, int digit, int[] starts) {
        int[] order = new int[a.length];
        int mask = (1 << digit) - 1;
        int places = (int) ((1L << placeBits) - 1);
        int shift = (keyBits - 1) / digit * digit;
        for (int t = 0; t < a.length; t++) {
            long x = a[t] >>> placeBits;
            int to = shift == 0 ? t : starts[(int) (x >>> shift) & mask]++;
            order[to] = (int) a[t] & places;
            keys[to] = x;
        }
        return order;
    }

    /** Radix sort from the lowest digit, of keys and their places side by side. */
    private static int[] sortPairs(long[] keys, int keyBits) {
        int n = keys.length;
        long[] a = keys;
        long[] b = new long[n];
        int[] p = new int[n];
        int[] q = new int[n];
        for (int t = 0; t < n; t++) {
            p[t] = t;
        }
        int digit = digitBits(n, keyBits);
        int mask = (1 << digit) - 1;
        for (int shift = 0; shift < keyBits; shift += digit) {
            int[] starts = new int[mask + 2];
            for (int t = 0; t < n; t++) {
                starts[((int) (a[t] >>> shift) & mask) + 1]++;
            }
            accumulate(starts);
            for (int t = 0; t < n; t++) {
                int to = starts[(int) (a[t] >>> shift) & mask]++;
                b[to] = a[t];
                q[to] = p[t];
            }
            long[] swap = a;
            a = b;
            b = swap;
            int[] swapped = p;
            p = q;
            q = swapped;
        }
        if (a != keys) {
            System.arraycopy(a, 0, keys, 0, n);
        }
        return p;
    }

    /** Turns counts, each behind its place, into starts. */
    static void accumulate(int[] counts) {
        for (int d = 1; d < counts.length; d++) {
            counts[d] += counts[d - 1];
        }
    }

    /** Keys of two operands merged: each key once, and where each operand has it, or -1. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    record Union(long[] keys, int[] left, int[] right) {}

    /** All keys that one of two arrays has, both increasing. */
    static Union union(long[] a, long[] b) {
        long[] keys = new long[Math.addExact(a.length, b.length)];
        int[] left = new int[keys.length];
        int[] right = new int[keys.length];
        int middleA = a.length / 2;
        int middleB = a.length == 0 ? 0 : search(b, 0, b.length, a[middleA]);
        int i = 0;
        int j = 0;
        int o = 0;
        int i2 = middleA;
        int j2 = middleB;
        int o2 = middleA + middleB;
        while (true) {
            int n = Math.min(Math.min(middleA - i, middleB - j), Math.min(a.length - i2, b.length - j2));
            if (n <= 0) {
                break;
            }
            for (int t = 0; t < n; t++) {
                long d = a[i] - b[j];
                long above = -d >> 63;
                long below = d >> 63;
                keys[o] = b[j] + (d & below);
                left[o] = i | (int) above;
                right[o++] = j | (int) below;
                i += 1 + (int) above;
                j += 1 + (int) below;
                long d2 = a[i2] - b[j2];
                long above2 = -d2 >> 63;
                long below2 = d2 >> 63;
                keys[o2] = b[j2] + (d2 & below2);
                left[o2] = i2 | (int) above2;
                right[o2++] = j2 | (int) below2;
                i2 += 1 + (int) above2;
                j2 += 1 + (int) below2;
            }
        }
        Union u = new Union(keys, left, right);
        o = rest(a, i, middleA, b, j, middleB, u, o);
        int from = middleA + middleB;
        int more = rest(a, i2, a.length, b, j2, b.length, u, o2) - from;
        if (o < from) {
            System.arraycopy(keys, from, keys, o, more);
            System.arraycopy(left, from, left, o, more);
            System.arraycopy(right, from, right, o, more);
        }
        int n = o + more;
        return n == keys.length
                ? u
                : new Union(Arrays.copyOf(keys, n), Arrays.copyOf(left, n), Arrays.copyOf(right, n));
    }

    private static int rest(long[] a, int fromA, int endA, long[] b, int fromB, int endB, Union u, int from) {
        int i = fromA;
        int j = fromB;
        int o = from;
        while (i < endA && j < endB) {
            long d = a[i] - b[j];
            int above = (int) (-d >> 63);
            int below = (int) (d >> 63);
            u.keys[o] = Math.min(a[i], b[j]);
            u.left[o] = i | above;
            u.right[o++] = j | below;
            i += 1 + above;
            j += 1 + below;
        }
        for (; i < endA; i++, o++) {
            u.keys[o] = a[i];
            u.left[o] = i;
            u.right[o] = -1;
        }
        for (; j < endB; j++, o++) {
            u.keys[o] = b[j];
            u.left[o] = -1;
            u.right[o] = j;
        }
        return o;
    }

    /** The keys that both of two arrays have, both increasing. */
    static Union intersection(long[] a, long[] b) {
        int most = Math.min(a.length, b.length);
        // One place more for each of the two streams, which write before they know whether they advance.
        int[] left = new int[most + 2];
        int[] right = new int[most + 2];
        int middleA = a.length / 2;
        int middleB = a.length == 0 ? 0 : search(b, 0, b.length, a[middleA]);
        int from = Math.min(middleA, middleB) + 1;
        int i = 0;
        int j = 0;
        int o = 0;
        int i2 = middleA;
        int j2 = middleB;
        int o2 = from;
        while (true) {
            int n = Math.min(Math.min(middleA - i, middleB - j), Math.min(a.length - i2, b.length - j2));
            if (n <= 0) {
                break;
            }
            for (int t = 0; t < n; t++) {
                long d = a[i] - b[j];
                int above = (int) (-d >> 63);
                int below = (int) (d >> 63);
                left[o] = i;
                right[o] = j;
                o += 1 + above + below;
                i += 1 + above;
                j += 1 + below;
                long d2 = a[i2] - b[j2];
                int above2 = (int) (-d2 >> 63);
                int below2 = (int) (d2 >> 63);
                left[o2] = i2;
                right[o2] = j2;
                o2 += 1 + above2 + below2;
                i2 += 1 + above2;
                j2 += 1 + below2;
            }
        }
        o = common(a, i, middleA, b, j, middleB, left, right, o);
        int more = common(a, i2, a.length, b, j2, b.length, left, right, o2) - from;
        System.arraycopy(left, from, left, o, more);
        System.arraycopy(right, from, right, o, more);
        long[] keys = new long[o + more];
        for (int t = 0; t < keys.length; t++) {
            keys[t] = a[left[t]];
        }
        return new Union(keys, Arrays.copyOf(left, keys.length), Arrays.copyOf(right, keys.length));
    }

    private static int common(
            long[] a, int fromA, int endA, long[] b, int fromB, int endB, int[] left, int[] right, int from) {
        int i = fromA;
        int j = fromB;
        int o = from;
        while (i < endA && j < endB) {
            long d = a[i] - b[j];
            int above = (int) (-d >> 63);
            int below = (int) (d >> 63);
            left[o] = i;
            right[o] = j;
            o += 1 + above + below;
            i += 1 + above;
            j += 1 + below;
        }
        return o;
    }

    /** For each of some increasing keys its place among others, also increasing, or -1. */
    static int[] places(long[] wanted, long[] keys) {
        int[] places = new int[wanted.length];
        int j = 0;
        for (int t = 0; t < wanted.length; t++) {
            long key = wanted[t];
            while (j < keys.length && keys[j] < key) {
                j++;
            }
            places[t] = j < keys.length && keys[j] == key ? j : -1;
        }
        return places;
    }

    /** For each of some keys in any order its place among increasing ones, or -1. */
    static int[] lookUp(long[] wanted, long[] keys, long bound) {
        int[] places = new int[wanted.length];
        if (bound <= 4L * (wanted.length + keys.length) + 1024) {
            int[] table = new int[(int) bound];
            for (int j = 0; j < keys.length; j++) {
                table[(int) keys[j]] = j + 1;
            }
            for (int t = 0; t < wanted.length; t++) {
                places[t] = table[(int) wanted[t]] - 1;
            }
        } else {
            for (int t = 0; t < wanted.length; t++) {
                int p = search(keys, 0, keys.length, wanted[t]);
                places[t] = p < keys.length && keys[p] == wanted[t] ? p : -1;
            }
        }
        return places;
    }

    /** Where places are not -1. */
    static int[] present(int[] places) {
        int[] kept = new int[places.length + 1]; // One more, since it is written before it is known to count.
        int o = 0;
        for (int t = 0; t < places.length; t++) {
            kept[o] = t;
            o += 1 + (places[t] >> 31);
        }
        return Arrays.copyOf(kept, o);
    }
}
