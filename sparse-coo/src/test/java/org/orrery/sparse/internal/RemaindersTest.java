package org.orrery.sparse.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RemaindersTest {

    /** Keys at and beside multiples of the divisor, up to the bound, are where rounding would go wrong first. */
    @Test
    void bothTwinsAddAtTheRemainders() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 400; round++) {
            // The reciprocal of a number beside a power of two has the coarsest or the finest last place.
            int divisor =
                    switch (round % 4) {
                        case 0 -> random.nextInt(1, 40);
                        case 1 -> (1 << random.nextInt(1, 18)) + random.nextInt(-1, 2);
                        default -> random.nextInt(1, 200_000);
                    };
            long bound = round % 3 == 0
                    ? 1L << 50
                    : 1L << random.nextInt(Math.max(2, 64 - Long.numberOfLeadingZeros(divisor)), 63);
            long[] keys = new long[random.nextInt(2400)];
            for (int t = 0; t < keys.length; t++) {
                long multiple = random.nextLong(bound / divisor + 1) * divisor;
                keys[t] = switch (t % 4) {
                    case 0 -> bound - 1 - random.nextLong(Math.min(bound, 2L * divisor + 2));
                    case 1 -> Math.min(multiple, bound - 1);
                    case 2 -> random.nextLong(bound);
                    default -> Math.max(multiple - 1, 0);
                };
            }
            double[] values = random.doubles(keys.length).toArray();
            double[] expected = new double[divisor];
            for (int t = 0; t < keys.length; t++) {
                expected[(int) (keys[t] % divisor)] += values[t];
            }
            for (Remainders twin : new Remainders[] {new Remainders(), Remainders.INSTANCE}) {
                double[] sums = new double[divisor];
                twin.scatter(keys, values, 0, new Divisor(divisor, bound), sums);
                assertThat(Arrays.equals(sums, expected))
                        .as("%s, divisor %s, bound %s", twin.getClass(), divisor, bound)
                        .isTrue();
            }
        }
    }
}
