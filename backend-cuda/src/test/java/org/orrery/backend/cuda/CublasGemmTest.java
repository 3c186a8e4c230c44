package org.orrery.backend.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.ndarray.BackendException;

/** cuBLAS against three loops, where there is a GPU. */
class CublasGemmTest {
    private static CublasGemm open() {
        try {
            return CublasGemm.open();
        } catch (BackendException e) {
            return abort("no cuBLAS: " + e.getMessage());
        }
    }

    private static double[] random(int n, long seed) {
        return new SplittableRandom(seed).doubles(n, -1, 1).toArray();
    }

    /** Sizes, places, distances and factors that all differ, so that no two can be taken for each other. */
    @ParameterizedTest
    @CsvSource({"false,false", "true,false", "false,true", "true,true"})
    void multipliesParts(boolean transposeA, boolean transposeB) {
        int m = 5;
        int n = 7;
        int k = 3;
        int lda = (transposeA ? m : k) + 2;
        int ldb = (transposeB ? k : n) + 1;
        int ldc = n + 3;
        double[] a = random(200, 1);
        double[] b = random(200, 2);
        for (double beta : new double[] {0, 0.5}) {
            double[] c = random(200, 3);
            double[] expected = c.clone();
            if (beta == 0) {
                c[11 + 2 * ldc + 1] = Double.NaN; // not read
            }
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int l = 0; l < k; l++) {
                        sum += a[4 + (transposeA ? l * lda + i : i * lda + l)]
                                * b[9 + (transposeB ? j * ldb + l : l * ldb + j)];
                    }
                    int at = 11 + i * ldc + j;
                    expected[at] = 1.5 * sum + (beta == 0 ? 0 : beta * expected[at]);
                }
            }
            try (CublasGemm cublas = open()) {
                cublas.gemm(transposeA, transposeB, m, n, k, 1.5, a, 4, lda, b, 9, ldb, beta, c, 11, ldc);
            }
            assertThat(c).containsExactly(expected, within(1e-14)); // a dozen roundings of numbers below 8
        }
    }

    @Test
    void multipliesInSinglePrecision() {
        float[] a = {1, 2, 3, 4};
        float[] b = {5, 6, 7, 8};
        float[] c = new float[4];
        try (CublasGemm cublas = open()) {
            cublas.gemm(false, false, 2, 2, 2, 1f, a, 0, 2, b, 0, 2, 0f, c, 0, 2);
        }
        assertThat(c).containsExactly(19, 22, 43, 50);
    }

    /** By the provider, the GPU and Java on both sides of the size from which it is worth it. */
    @ParameterizedTest
    @CsvSource({"255", "257"})
    void providesProducts(int n) {
        CublasProvider provider = new CublasProvider();
        try {
            assertThat(provider.probe()).startsWith("cuBLAS ");
        } catch (BackendException e) {
            abort("no cuBLAS: " + e.getMessage());
        }
        assertThat(provider.isAutomatic()).isFalse();
        double[] a = random(n * n, 4);
        double[] b = random(n * n, 5);
        double[] c = new double[n * n];
        provider.gemm(false, true, n, n, n, 1, a, 0, n, b, 0, n, 0, c, 0, n);
        float[] singles = new float[n * n];
        provider.gemm(false, true, n, n, n, 1f, floats(a), 0, n, floats(b), 0, n, 0f, singles, 0, n);
        for (int i = 0; i < n; i += 16) {
            for (int j = 0; j < n; j += 16) {
                double sum = 0;
                for (int l = 0; l < n; l++) {
                    sum += a[i * n + l] * b[j * n + l];
                }
                assertThat(c[i * n + j]).isCloseTo(sum, within(n * n * Math.ulp(1.0)));
                assertThat((double) singles[i * n + j]).isCloseTo(sum, within((double) n * Math.ulp(1f)));
            }
        }
    }

    private static float[] floats(double[] x) {
        float[] floats = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            floats[i] = (float) x[i];
        }
        return floats;
    }

    @Test
    void refusesWhatLiesOutside() {
        double[] x = new double[4];
        try (CublasGemm cublas = open()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cublas.gemm(false, false, 2, 2, 2, 1, x, 1, 2, x, 0, 2, 0, x, 0, 2))
                    .withMessage("matrix a of (2, 2) at 1 with distance 2 between rows does not lie in an array of 4");
        }
    }

    @Test
    void refusesUseAfterClose() {
        double[] x = new double[4];
        CublasGemm cublas = open();
        cublas.close();
        cublas.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> cublas.gemm(false, false, 2, 2, 2, 1, x, 0, 2, x, 0, 2, 0, new double[4], 0, 2));
    }
}
