package org.orrery.ndarray.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.Vectorization;
import org.orrery.ndarray.parallel.Mode;
import org.orrery.ndarray.parallel.Parallel;

/** Products against sums in extended precision; twins, strides and threads against each other. */
class GemmTest {
    private static final int[][] SIZES = {
        {1, 1, 1},
        {2, 3, 4},
        {1, 7, 300},
        {9, 1, 33},
        {7, 16, 5},
        {6, 16, 8},
        {13, 17, 19},
        {97, 33, 257},
        {64, 300, 520},
        {200, 210, 64},
        {3, 700, 2},
        {101, 5, 1000}
    };

    private static double[] random(int n, SplittableRandom random) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextDouble() - 0.5;
        }
        return x;
    }

    private static DoubleGemm vector() {
        return Vectorization.choose(
                DoubleGemm.class, "org.orrery.ndarray.kernels.VectorizedDoubleGemm", new DoubleGemm());
    }

    @Test
    void addsAMultipleOfTheProduct() {
        SplittableRandom random = new SplittableRandom(1);
        for (DoubleGemm twin : new DoubleGemm[] {new DoubleGemm(), vector()}) {
            for (int[] size : SIZES) {
                int m = size[0];
                int n = size[1];
                int k = size[2];
                double[] a = random(m * k + 3, random);
                double[] b = random(k * n + 5, random);
                double[] c = random(m * (n + 2) + 7, random);
                double[] before = c.clone();
                twin.product(m, n, k, -1.5, a, 3, k, 1, b, 5, n, 1, c, 7, n + 2);
                for (int i = 0; i < m; i++) {
                    for (int j = 0; j < n; j++) {
                        double sum = 0;
                        double sizes = 0;
                        double lost = 0;
                        for (int p = 0; p < k; p++) {
                            double x = a[3 + i * k + p] * b[5 + p * n + j];
                            lost += Math.fma(a[3 + i * k + p], b[5 + p * n + j], -x);
                            double t = sum + x;
                            lost += Math.abs(sum) >= Math.abs(x) ? sum - t + x : x - t + sum;
                            sum = t;
                            sizes += Math.abs(x);
                        }
                        int at = 7 + i * (n + 2) + j;
                        double expected = before[at] - 1.5 * (sum + lost);
                        assertThat(Math.abs(c[at] - expected))
                                .as("(%s, %s) of %s", i, j, java.util.Arrays.toString(size))
                                .isLessThanOrEqualTo(0x1p-52 * (k * 1.5 * sizes + Math.abs(expected) + 1));
                    }
                    // What is between the rows stays.
                    int end = 7 + i * (n + 2) + n;
                    assertThat(c[end]).isEqualTo(before[end]);
                }
            }
        }
    }

    @Test
    void stridesAndThreadsDoNotChangeBits() {
        SplittableRandom random = new SplittableRandom(2);
        for (int[] size : SIZES) {
            int m = size[0];
            int n = size[1];
            int k = size[2];
            double[] a = random(m * k, random);
            double[] b = random(k * n, random);
            double[] expected = new double[m * n];
            Parallel.in(Mode.SERIAL, () -> DoubleGemm.multiply(m, n, k, 1, a, 0, k, 1, b, 0, n, 1, expected, 0, n));
            double[] shared = new double[m * n];
            DoubleGemm.multiply(m, n, k, 1, a, 0, k, 1, b, 0, n, 1, shared, 0, n);
            assertThat(shared).isEqualTo(expected);
            double[] at = new double[2 * m * k];
            for (int i = 0; i < m; i++) {
                for (int p = 0; p < k; p++) {
                    at[2 * (p * m + (m - 1 - i))] = a[i * k + p];
                }
            }
            double[] bt = new double[k * n];
            for (int p = 0; p < k; p++) {
                for (int j = 0; j < n; j++) {
                    bt[j * k + (k - 1 - p)] = b[p * n + j];
                }
            }
            double[] strided = new double[m * n];
            DoubleGemm.multiply(m, n, k, 1, at, 2 * (m - 1), -2, 2 * m, bt, k - 1, -1, k, strided, 0, n);
            assertThat(strided).isEqualTo(expected);
        }
    }

    @Test
    void manyThreadsHaveTheBitsOfOne() {
        SplittableRandom random = new SplittableRandom(3);
        int m = 311;
        int n = 600;
        int k = 530;
        double[] a = random(m * k, random);
        double[] b = random(k * n, random);
        double[] one = new double[m * n];
        Parallel.in(Mode.SERIAL, () -> DoubleGemm.multiply(m, n, k, 1, a, 0, k, 1, b, 0, n, 1, one, 0, n));
        double[] many = new double[m * n];
        DoubleGemm.multiply(m, n, k, 1, a, 0, k, 1, b, 0, n, 1, many, 0, n);
        assertThat(many).isEqualTo(one);
        double[] x = new double[m];
        double[] y = new double[m];
        double[] v = random(k, random);
        Parallel.in(Mode.SERIAL, () -> DoubleGemm.multiply(m, 1, k, 1, a, 0, k, 1, v, 0, 1, 1, x, 0, 1));
        DoubleGemm.multiply(m, 1, k, 1, a, 0, k, 1, v, 0, 1, 1, y, 0, 1);
        assertThat(y).isEqualTo(x);
    }

    @Test
    void keepsWhatIsNotANumberInItsRowAndColumn() {
        int n = 40;
        double[] a = random(n * n, new SplittableRandom(4));
        double[] b = random(n * n, new SplittableRandom(5));
        a[3 * n + 2] = Double.NaN;
        b[5 * n + 39] = Double.POSITIVE_INFINITY;
        for (DoubleGemm twin : new DoubleGemm[] {new DoubleGemm(), vector()}) {
            double[] c = new double[n * n];
            twin.product(n, n, n, 1, a, 0, n, 1, b, 0, n, 1, c, 0, n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    assertThat(Double.isNaN(c[i * n + j])).isEqualTo(i == 3);
                    assertThat(Double.isInfinite(c[i * n + j])).isEqualTo(i != 3 && j == 39);
                }
            }
        }
    }

    @Test
    void floatsAreComputedInSinglePrecision() {
        SplittableRandom random = new SplittableRandom(6);
        for (int[] size : SIZES) {
            int m = size[0];
            int n = size[1];
            int k = size[2];
            float[] a = new float[m * k];
            float[] b = new float[k * n];
            for (int i = 0; i < a.length; i++) {
                a[i] = (float) random.nextDouble();
            }
            for (int i = 0; i < b.length; i++) {
                b[i] = (float) random.nextDouble();
            }
            float[] plain = new float[m * n];
            new FloatGemm().product(m, n, k, 1, a, 0, k, 1, b, 0, n, 1, plain, 0, n);
            float[] c = new float[m * n];
            FloatGemm.multiply(m, n, k, 1, a, 0, k, 1, b, 0, n, 1, c, 0, n);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int p = 0; p < k; p++) {
                        sum += (double) a[i * k + p] * b[p * n + j];
                    }
                    double bound = 0x1p-23 * (k + 1) * sum;
                    assertThat(Math.abs(c[i * n + j] - sum)).isLessThanOrEqualTo(bound);
                    assertThat(Math.abs(plain[i * n + j] - sum)).isLessThanOrEqualTo(bound);
                }
            }
        }
    }

    @Test
    void vectorsHaveInnerProductsAndSums() {
        SplittableRandom random = new SplittableRandom(7);
        DoubleBlas1 plain = new DoubleBlas1();
        FloatBlas1 plainFloats = new FloatBlas1();
        for (int n = 0; n < 200; n += n < 40 ? 1 : 13) {
            double[] x = random(n + 3, random);
            double[] y = random(n + 4, random);
            double exact = 0;
            double sizes = 0;
            for (int i = 0; i < n; i++) {
                exact += x[2 + i] * y[3 + i];
                sizes += Math.abs(x[2 + i] * y[3 + i]);
            }
            double bound = 0x1p-51 * (n + 1) * sizes;
            assertThat(Math.abs(DoubleBlas1.dot(x, 2, y, 3, n) - exact)).isLessThanOrEqualTo(bound);
            assertThat(Math.abs(plain.product(x, 2, y, 3, n) - exact)).isLessThanOrEqualTo(bound);
            double[] z = y.clone();
            plain.add(0.7, x, 2, z, 3, n);
            DoubleBlas1.axpy(0.7, x, 2, y, 3, n);
            assertThat(y).isEqualTo(z);

            float[] p = new float[n + 1];
            float[] q = new float[n + 2];
            for (int i = 0; i < n; i++) {
                p[1 + i] = (float) x[2 + i];
                q[2 + i] = (float) y[3 + i];
            }
            float[] r = q.clone();
            assertThat((double) FloatBlas1.dot(p, 1, q, 2, n))
                    .isCloseTo(
                            plainFloats.product(p, 1, q, 2, n), org.assertj.core.data.Offset.offset(0x1p-20 * (n + 1)));
            FloatBlas1.axpy(0.7f, p, 1, q, 2, n);
            plainFloats.add(0.7f, p, 1, r, 2, n);
            assertThat(q).isEqualTo(r);
        }
    }
}
