package org.orrery.ndarray.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The plain twin and whatever twin runs here give the same bits, and so does the same sum by columns. */
class SummationTest {
    private static double[] random(int n, SplittableRandom random) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = (random.nextDouble() - 0.5) * Math.pow(2, random.nextInt(-20, 21));
        }
        return x;
    }

    @Test
    void twinsHaveTheSameBits() {
        Summation plain = new Summation();
        SplittableRandom random = new SplittableRandom(41);
        double[] x = random(3000, random);
        for (int n = 0; n <= 1024; n += n < 70 ? 1 : 53) {
            int offset = random.nextInt(100);
            double expected = plain.neighbours(x, offset, n);
            assertThat(Summation.block(x, offset, 1, n)).isEqualTo(expected);
            double[] spread = new double[3 * n + 2];
            for (int i = 0; i < n; i++) {
                spread[3 * (n - 1 - i) + 1] = x[offset + i];
            }
            assertThat(Summation.block(spread, 3 * n - 2, -3, n)).isEqualTo(expected);
        }
    }

    @Test
    void columnsHaveTheBitsOfSingleSums() {
        Summation plain = new Summation();
        SplittableRandom random = new SplittableRandom(43);
        for (int rows : new int[] {1, 2, 15, 16, 17, 100, 1024}) {
            for (int columns : new int[] {1, 3, 8, 127, 128, 129, 300}) {
                int rowStride = columns + random.nextInt(4);
                double[] x = random(rows * rowStride + 7, random);
                double[] sums = new double[columns + 2];
                Summation.columns(x, 5, rowStride, rows, 1, columns, sums, 1);
                double[] turned = new double[columns];
                Summation.columns(x, 5 + columns - 1, rowStride, rows, -1, columns, turned, 0);
                for (int c = 0; c < columns; c++) {
                    double[] column = new double[rows];
                    for (int r = 0; r < rows; r++) {
                        column[r] = x[5 + c + r * rowStride];
                    }
                    double expected = plain.neighbours(column, 0, rows);
                    assertThat(sums[c + 1]).isEqualTo(expected);
                    assertThat(turned[columns - 1 - c]).isEqualTo(expected);
                }
                assertThat(sums[0]).isZero();
                assertThat(sums[columns + 1]).isZero();
            }
        }
    }

    @Test
    void sumsOfSpecialValues() {
        assertThat(Summation.block(new double[] {Double.POSITIVE_INFINITY, 1}, 0, 1, 2))
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Summation.block(new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}, 0, 1, 2))
                .isNaN();
        assertThat(Summation.block(new double[0], 0, 1, 0)).isZero();
    }
}
