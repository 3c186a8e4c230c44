package org.orrery.ndarray.internal;

import java.util.Arrays;

/**
 * Puts elements of given ranks where sorting would put them, in time linear in the number of elements. Elements are
 * split by pivots as in quicksort, and only parts that hold a wanted rank are split further.
 *
 * <p>Source: C. A. R. Hoare, "Algorithm 65: Find", Comm. ACM 4 (1961); D. R. Musser, "Introspective sorting and
 * selection algorithms", Software: Practice and Experience 27 (1997), for the bound on bad pivots.
 */
public final class Selection {
    private static final int SMALL = 48;

    private Selection() {}

    /**
     * Selects.
     *
     * @param x the elements, no NaN among those of the range
     * @param from where the range begins
     * @param to where it ends, exclusive
     * @param places the wanted places in the array, in the range, ascending
     */
    public static void select(double[] x, int from, int to, int[] places) {
        int bad = 2 * (Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, to - from)));
        select(x, from, to, places, 0, places.length, bad);
    }

    private static void select(double[] x, int from, int to, int[] places, int first, int end, int rounds) {
        if (first == end) {
            return;
        }
        if (to - from <= SMALL || rounds == 0) {
            Arrays.sort(x, from, to);
            return;
        }
        double pivot = pivot(x, from, to);
        int i = from;
        int j = to - 1;
        while (i <= j) {
            while (x[i] < pivot) {
                i++;
            }
            while (x[j] > pivot) {
                j--;
            }
            if (i <= j) {
                double moved = x[i];
                x[i++] = x[j];
                x[j--] = moved;
            }
        }
        // Up to j they do not exceed the pivot, from i on they are not less; what lies between is equal to it.
        int below = first;
        while (below < end && places[below] <= j) {
            below++;
        }
        int above = below;
        while (above < end && places[above] < i) {
            above++;
        }
        select(x, from, j + 1, places, first, below, rounds - 1);
        select(x, i, to, places, above, end, rounds - 1);
    }

    /** The median of three medians of three. */
    private static double pivot(double[] x, int from, int to) {
        int step = (to - from) / 9;
        int at = from + step / 2;
        double a = median(x[at], x[at + step], x[at + 2 * step]);
        double b = median(x[at + 3 * step], x[at + 4 * step], x[at + 5 * step]);
        return median(a, b, median(x[at + 6 * step], x[at + 7 * step], x[at + 8 * step]));
    }

    private static double median(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
