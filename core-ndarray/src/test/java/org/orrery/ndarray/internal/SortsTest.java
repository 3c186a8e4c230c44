package org.orrery.ndarray.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The sorts by keys against Java's, on keys that are spread, few, close together, or far apart with some between. */
class SortsTest {
    private static long[] keys(SplittableRandom r, int n, int kind) {
        long[] keys = new long[n];
        for (int i = 0; i < n; i++) {
            keys[i] = switch (kind) {
                case 0 -> r.nextLong();
                case 1 -> r.nextInt(3);
                case 2 -> Double.doubleToLongBits(1 + 1e-14 * r.nextInt(20));
                case 3 -> i == 7 ? Long.MIN_VALUE : 1000 + r.nextInt(500);
                case 4 -> r.nextBoolean() ? Long.MAX_VALUE - r.nextInt(5) : Long.MIN_VALUE + r.nextInt(5);
                case 5 -> r.nextLong() >> r.nextInt(64);
                default -> (long) r.nextInt(40) << 33 | r.nextInt(4);
            };
        }
        return keys;
    }

    @Test
    void radixSortIsStable() {
        SplittableRandom r = new SplittableRandom(1);
        for (int round = 0; round < 140; round++) {
            int n = r.nextInt(3000);
            long[] keys = keys(r, n, round % 7);
            int[] expected = IntStream.range(0, n)
                    .boxed()
                    .sorted((a, b) -> Long.compare(keys[a], keys[b]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            assertThat(Arrays.equals(RadixSort.argsort(keys), expected))
                    .as("round %s", round)
                    .isTrue();
        }
    }

    @Test
    void mergeSortSorts() {
        SplittableRandom r = new SplittableRandom(2);
        for (int round = 0; round < 14; round++) {
            long[] keys = keys(r, 300_000 + r.nextInt(300_000), round % 7);
            long[] expected = keys.clone();
            Arrays.sort(expected);
            MergeSort.sort(keys);
            assertThat(Arrays.equals(keys, expected)).as("round %s", round).isTrue();
        }
    }
}
