package org.orrery.sparse.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RowProductsTest {
    /** Widths around those that whole registers take. */
    @Test
    void bothTwinsAddTheProducts() {
        SplittableRandom random = new SplittableRandom(3);
        for (int n = 1; n < 70; n++) {
            int inner = 9;
            long[] ids = {0, 2, 3};
            int[] starts = {0, 4, 5, 11};
            long[] keys = new long[11];
            double[] x = random.doubles(11, -1, 1).toArray();
            for (int g = 0; g < 3; g++) {
                for (int t = starts[g]; t < starts[g + 1]; t++) {
                    keys[t] = ids[g] * inner + t - starts[g] + 1;
                }
            }
            double[] y = random.doubles(5 + inner * n, -1, 1).toArray();
            double[] begun = random.doubles(4L * n, -1, 1).toArray();
            double[] expected = begun.clone();
            for (int t = 0; t < 11; t++) {
                int row = (int) (keys[t] / inner);
                int column = (int) (keys[t] % inner);
                for (int i = 0; i < n && t >= starts[1]; i++) {
                    expected[row * n + i] += x[t] * y[5 + column * n + i];
                }
            }
            for (RowProducts twin : new RowProducts[] {new RowProducts(), RowProducts.INSTANCE}) {
                double[] out = begun.clone();
                twin.add(keys, x, ids, starts, 1, 3, inner, y, 5, n, out);
                for (int i = 0; i < out.length; i++) {
                    assertThat(out[i]).as("%s, width %s", twin.getClass(), n).isCloseTo(expected[i], within(1e-14));
                }
            }
        }
    }
}
