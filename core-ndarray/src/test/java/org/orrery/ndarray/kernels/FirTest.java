package org.orrery.ndarray.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FirTest {
    private static final int LEAD = 70;

    private static double[] random(int n, long seed) {
        return new SplittableRandom(seed).doubles(n, -1, 1).toArray();
    }

    private static float[] narrow(double[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = (float) x[i];
        }
        return y;
    }

    @Test
    void agreesWithTheDefinition() {
        for (int taps : new int[] {1, 2, 3, 16, 70}) {
            for (int n : new int[] {0, 1, 3, 4, 7, 8, 31, 32, 33, 64, 200}) {
                double[] h = random(taps + 2, taps);
                double[] x = random(LEAD + n, n);
                double[] y = new double[n + 3];
                DoubleFir.filter(h, 2, taps, x, LEAD, y, 3, n);
                double[] plain = new double[n + 3];
                new DoubleFir().run(h, 2, taps, x, LEAD, plain, 3, n);
                float[] single = new float[n + 3];
                FloatFir.filter(narrow(h), 2, taps, narrow(x), LEAD, single, 3, n);
                float[] plainSingle = new float[n + 3];
                new FloatFir().run(narrow(h), 2, taps, narrow(x), LEAD, plainSingle, 3, n);
                for (int i = 0; i < n; i++) {
                    double sum = 0;
                    double magnitude = 0;
                    for (int k = 0; k < taps; k++) {
                        sum += h[2 + k] * x[LEAD + i - k];
                        magnitude += Math.abs(h[2 + k] * x[LEAD + i - k]);
                    }
                    assertThat(plain[3 + i]).isEqualTo(sum);
                    assertThat(y[3 + i]).isCloseTo(sum, Offset.offset(2 * taps * 0x1p-53 * magnitude));
                    // Rounding the operands counts twice more.
                    Offset<Float> most = Offset.offset((float) ((2 * taps + 2) * 0x1p-24 * magnitude));
                    assertThat(single[3 + i]).isCloseTo((float) sum, most);
                    assertThat(plainSingle[3 + i]).isCloseTo((float) sum, most);
                }
            }
        }
    }

    @Test
    void bitsDoNotDependOnTheBlocks() {
        double[] h = random(31, 1);
        double[] x = random(LEAD + 500, 2);
        double[] whole = new double[500];
        DoubleFir.filter(h, 0, 31, x, LEAD, whole, 0, 500);
        float[] wholeSingle = new float[500];
        FloatFir.filter(narrow(h), 0, 31, narrow(x), LEAD, wholeSingle, 0, 500);
        for (int block : new int[] {1, 7, 32, 100}) {
            double[] y = new double[500];
            float[] single = new float[500];
            for (int at = 0; at < 500; at += block) {
                int n = Math.min(block, 500 - at);
                DoubleFir.filter(h, 0, 31, x, LEAD + at, y, at, n);
                FloatFir.filter(narrow(h), 0, 31, narrow(x), LEAD + at, single, at, n);
            }
            assertThat(y).isEqualTo(whole);
            assertThat(single).isEqualTo(wholeSingle);
        }
    }
}
