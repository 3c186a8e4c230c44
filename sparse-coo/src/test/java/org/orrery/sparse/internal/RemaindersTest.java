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
            int divisor = random.nextInt(1, round % 2 == 0 ? 40 : 200_000);
            long bound = 1L << random.nextInt(Math.max(2, 64 - Long.numberOfLeadingZeros(divisor)), 63);
            long[] keys = new long[random.nextInt(1200)];
            for (int t = 0; t < keys.length; t++) {
                long multiple = random.nextLong(bound / divisor + 1) * divisor;
                keys[t] = switch (t % 3) {
                    case 0 -> random.nextLong(bound);
                    case 1 -> Math.min(multiple, bound - 1);
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
