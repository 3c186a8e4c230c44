package org.orrery.ndarray.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.internal.JavaLinearAlgebra;

/** Many small matrices at a time against one by one, and the plain twin against whatever twin runs here. */
class SmallSystemsTest {
    private static final int[] COUNTS = {1, 63, 64, 65, 200};

    private static double[] random(int n, SplittableRandom random) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextDouble() - 0.5;
        }
        return x;
    }

    /** Matrices {@code x x^T + 1}. */
    private static double[] definite(int count, int n, SplittableRandom random) {
        double[] x = random(count * n * n, random);
        double[] a = new double[x.length];
        for (int i = 0; i < count; i++) {
            JavaLinearAlgebra.INSTANCE.syrk(false, n, n, 1, x, i * n * n, n, 0, a, i * n * n, n);
            for (int k = 0; k < n; k++) {
                a[i * n * n + k * n + k] += 1;
            }
        }
        return a;
    }

    private static void close(double[] x, double[] y, double tolerance) {
        assertThat(x).hasSameSizeAs(y);
        for (int i = 0; i < x.length; i++) {
            assertThat(Math.abs(x[i] - y[i])).as("element " + i).isLessThanOrEqualTo(tolerance);
        }
    }

    @Test
    void choleskyIsThatOfEachMatrix() {
        SplittableRandom random = new SplittableRandom(1);
        for (int n = 1; n <= SmallSystems.LARGEST; n++) {
            for (int count : COUNTS) {
                double[] a = definite(count, n, random);
                double[] expected = a.clone();
                double[] plain = a.clone();
                for (int i = 0; i < count; i++) {
                    JavaLinearAlgebra.INSTANCE.cholesky(n, expected, i * n * n, n);
                }
                int[] failed = new int[count];
                SmallSystems.cholesky(count, n, a, failed);
                assertThat(failed).containsOnly(0);
                // Condition numbers below 20, and factors below 3.
                close(a, expected, 1e-13);
                new SmallSystems().choleskyOf(count, n, plain, failed);
                assertThat(plain).isEqualTo(a);
            }
        }
    }

    @Test
    void tellsWhichIsNotDefinite() {
        double[] a = definite(100, 3, new SplittableRandom(2));
        a[70 * 9 + 4] = -5;
        int[] failed = new int[100];
        SmallSystems.cholesky(100, 3, a, failed);
        for (int i = 0; i < 100; i++) {
            assertThat(failed[i]).isEqualTo(i == 70 ? 2 : 0);
        }
    }

    @Test
    void solvesLikeEachSystem() {
        SplittableRandom random = new SplittableRandom(3);
        for (int n = 1; n <= SmallSystems.LARGEST; n++) {
            for (int count : COUNTS) {
                int columns = 1 + random.nextInt(4);
                double[] a = random(count * n * n, random);
                double[] b = random(count * n * columns, random);
                double[] x = b.clone();
                double[] y = b.clone();
                int[] zeros = new int[count];
                SmallSystems.solve(count, n, columns, a.clone(), x, zeros);
                assertThat(zeros).containsOnly(0);
                new SmallSystems().solutions(count, n, columns, a.clone(), y, zeros);
                assertThat(y).isEqualTo(x);
                for (int i = 0; i < count; i++) {
                    // The residual, which is small whatever the condition is.
                    double[] r = new double[n * columns];
                    System.arraycopy(b, i * n * columns, r, 0, r.length);
                    double size = 1;
                    for (int k = 0; k < r.length; k++) {
                        size = Math.max(size, Math.abs(x[i * r.length + k]));
                    }
                    DoubleGemm.multiply(
                            n, columns, n, -1, a, i * n * n, n, 1, x, i * r.length, columns, 1, r, 0, columns);
                    close(r, new double[r.length], size * n * 0x1p-49);
                }
            }
        }
    }

    @Test
    void tellsWhichIsSingular() {
        double[] a = definite(100, 3, new SplittableRandom(4));
        for (int j = 0; j < 3; j++) {
            a[20 * 9 + 3 * j] = 0;
        }
        int[] zeros = new int[100];
        SmallSystems.solve(100, 3, 1, a, new double[300], zeros);
        for (int i = 0; i < 100; i++) {
            assertThat(zeros[i]).isEqualTo(i == 20 ? 1 : 0);
        }
    }

    @Test
    void findsTheEigenvaluesOfEachMatrix() {
        SplittableRandom random = new SplittableRandom(5);
        for (int n = 1; n <= SmallSystems.LARGEST; n++) {
            for (int count : COUNTS) {
                double[] a = definite(count, n, random);
                double[] expected = new double[count * n];
                double[] single = a.clone();
                for (int i = 0; i < count; i++) {
                    JavaLinearAlgebra.INSTANCE.eigSymmetric(n, single, i * n * n, n, expected, i * n, false);
                }
                double[] values = new double[count * n];
                double[] v = a.clone();
                SmallSystems.eigSymmetric(count, n, v, values, true);
                close(values, expected, 2e-14 * n);
                double[] alone = new double[count * n];
                SmallSystems.eigSymmetric(count, n, a.clone(), alone, false);
                assertThat(alone).isEqualTo(values);
                double[] plain = a.clone();
                new SmallSystems().eigenvectors(count, n, plain, alone, true);
                assertThat(plain).isEqualTo(v);
                assertThat(alone).isEqualTo(values);
                for (int i = 0; i < count; i++) {
                    double[] residual = new double[n * n];
                    double[] unit = new double[n * n];
                    for (int p = 0; p < n; p++) {
                        for (int q = 0; q < n; q++) {
                            residual[p * n + q] = -v[i * n * n + p * n + q] * values[i * n + q];
                        }
                        unit[p * n + p] = -1;
                    }
                    DoubleGemm.multiply(n, n, n, 1, a, i * n * n, n, 1, v, i * n * n, n, 1, residual, 0, n);
                    DoubleGemm.multiply(n, n, n, 1, v, i * n * n, 1, n, v, i * n * n, n, 1, unit, 0, n);
                    close(residual, new double[n * n], 2e-14 * n);
                    close(unit, new double[n * n], 2e-14);
                }
            }
        }
    }

    @Test
    void bitsDoNotDependOnTheOthers() {
        SplittableRandom random = new SplittableRandom(6);
        int n = 7;
        int count = 70;
        double[] a = definite(count, n, random);
        for (int i = 0; i < 20; i++) {
            // Some are diagonal, some have zeros of both signs: they are done before the others.
            for (int k = 0; k < n * n; k++) {
                a[i * n * n + k] = k % (n + 1) == 0 ? i - k : i % 2 == 0 ? -0.0 : 0;
            }
        }
        double[] values = new double[count * n];
        double[] v = a.clone();
        SmallSystems.eigSymmetric(count, n, v, values, true);
        for (int i = 0; i < count; i++) {
            double[] single = Arrays.copyOfRange(a, i * n * n, (i + 1) * n * n);
            double[] w = new double[n];
            SmallSystems.eigSymmetric(1, n, single, w, true);
            assertThat(w).isEqualTo(Arrays.copyOfRange(values, i * n, (i + 1) * n));
            assertThat(single).isEqualTo(Arrays.copyOfRange(v, i * n * n, (i + 1) * n * n));
        }
    }

    @Test
    void takesMatricesOfAnyMagnitude() {
        for (double scale : new double[] {1e-300, 1e-160, 1, 1e160, 1e300, 0}) {
            double[] a = {2 * scale, Double.NaN, scale, 2 * scale};
            double[] values = new double[2];
            SmallSystems.eigSymmetric(1, 2, a, values, true);
            close(values, new double[] {scale, 3 * scale}, 1e-15 * scale);
        }
    }
}
