package org.orrery.backend.openblas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.ndarray.Backends;
import org.orrery.ndarray.LinearAlgebraProvider;
import org.orrery.ndarray.internal.JavaLinearAlgebra;
import org.orrery.ndarray.parallel.Mode;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.ndarray.parallel.modes.Modes;

/**
 * Everything by the library, whatever the size, against the Java provider and against what defines the results. Matrices lie
 * inside larger arrays, with other numbers around them.
 */
class OpenBlasTest {

    private static final LinearAlgebraProvider NATIVE = new OpenBlas(Crossover.NONE);
    private static final LinearAlgebraProvider JAVA = JavaLinearAlgebra.INSTANCE;

    /** Where matrices begin, and what rows are longer by. */
    private static final int OFFSET = 7;

    private static final int GAP = 3;

    @BeforeAll
    static void loads() {
        assertThat(NATIVE.probe()).contains("OpenBLAS").contains("JavaCPP");
    }

    /** A matrix inside an array; with two doubles per element if complex. */
    private record Matrix(double[] array, int rows, int columns, int parts) {

        static Matrix random(long seed, int rows, int columns, int parts) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] x = new double[parts * (OFFSET + rows * (columns + GAP))];
            Arrays.setAll(x, i -> 2 * random.nextDouble() - 1);
            return new Matrix(x, rows, columns, parts);
        }

        int distance() {
            return columns + GAP;
        }

        Matrix copy() {
            return new Matrix(array.clone(), rows, columns, parts);
        }

        double get(int i, int j, int part) {
            return array[parts * (OFFSET + i * distance() + j) + part];
        }

        void set(int i, int j, int part, double v) {
            array[parts * (OFFSET + i * distance() + j) + part] = v;
        }

        /** Only the elements, rows side by side. */
        double[] packed() {
            double[] p = new double[rows * columns * parts];
            for (int i = 0; i < rows; i++) {
                System.arraycopy(array, parts * (OFFSET + i * distance()), p, i * columns * parts, columns * parts);
            }
            return p;
        }

        /** Symmetric or Hermitian, and positive definite by its diagonal. */
        static Matrix definite(long seed, int n, int parts) {
            Matrix a = random(seed, n, n, parts);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    a.set(j, i, 0, a.get(i, j, 0));
                    if (parts == 2) {
                        a.set(j, i, 1, -a.get(i, j, 1));
                    }
                }
                a.set(i, i, 0, 2 * n);
                if (parts == 2) {
                    a.set(i, i, 1, 0);
                }
            }
            return a;
        }
    }

    /** The product of packed matrices, with one or two doubles per element. */
    private static double[] product(int m, int n, int k, int parts, double[] a, double[] b) {
        double[] c = new double[m * n * parts];
        if (parts == 1) {
            JAVA.gemm(false, false, m, n, k, 1, a, 0, k, b, 0, n, 0, c, 0, n);
        } else {
            JAVA.complexGemm(false, false, m, n, k, a, 0, k, b, 0, n, c, 0, n);
        }
        return c;
    }

    private static double[] conjugateTransposed(int rows, int columns, int parts, double[] a) {
        double[] t = new double[a.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                t[(j * rows + i) * parts] = a[(i * columns + j) * parts];
                if (parts == 2) {
                    t[(j * rows + i) * 2 + 1] = -a[(i * columns + j) * 2 + 1];
                }
            }
        }
        return t;
    }

    private static double[] identity(int n, int parts) {
        double[] e = new double[n * n * parts];
        for (int i = 0; i < n; i++) {
            e[(i * n + i) * parts] = 1;
        }
        return e;
    }

    /** Elements are about 1 and sums have some hundred terms: n eps sum |a||b| is below 1e-12. */
    private static void assertClose(double[] actual, double[] expected) {
        assertThat(actual).usingComparatorWithPrecision(1e-11).containsExactly(expected);
    }

    private static final int[][] SHAPES = {{1, 1, 1}, {2, 3, 5}, {17, 33, 9}, {70, 65, 81}};

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void products(boolean ta, boolean tb) {
        for (int[] s : SHAPES) {
            int m = s[0];
            int n = s[1];
            int k = s[2];
            for (double beta : new double[] {0, 1, -0.5}) {
                Matrix a = Matrix.random(1, ta ? k : m, ta ? m : k, 1);
                Matrix b = Matrix.random(2, tb ? n : k, tb ? k : n, 1);
                Matrix c = Matrix.random(3, m, n, 1);
                if (beta == 0) {
                    c.set(0, 0, 0, Double.NaN);
                }
                Matrix d = c.copy();
                gemm(NATIVE, ta, tb, k, a, b, beta, c);
                gemm(JAVA, ta, tb, k, a, b, beta, d);
                // What lies around the result too.
                assertClose(c.array(), d.array());
                float[] fc = single(c.array());
                float[] fd = fc.clone();
                gemm(NATIVE, ta, tb, m, n, k, a, b, (float) beta, fc, n + GAP);
                gemm(JAVA, ta, tb, m, n, k, a, b, (float) beta, fd, n + GAP);
                for (int i = 0; i < fc.length; i++) {
                    assertThat(fc[i]).isCloseTo(fd[i], within(1e-4f));
                }
            }
            Matrix a = Matrix.random(1, ta ? k : m, ta ? m : k, 2);
            Matrix b = Matrix.random(2, tb ? n : k, tb ? k : n, 2);
            Matrix c = Matrix.random(3, m, n, 2);
            Matrix d = c.copy();
            complexGemm(NATIVE, ta, tb, k, a, b, c);
            complexGemm(JAVA, ta, tb, k, a, b, d);
            assertClose(c.array(), d.array());
        }
    }

    private static void complexGemm(
            LinearAlgebraProvider p, boolean ta, boolean tb, int k, Matrix a, Matrix b, Matrix c) {
        p.complexGemm(
                ta,
                tb,
                c.rows(),
                c.columns(),
                k,
                a.array(),
                OFFSET,
                a.distance(),
                b.array(),
                OFFSET,
                b.distance(),
                c.array(),
                OFFSET,
                c.distance());
    }

    private static void gemm(
            LinearAlgebraProvider p, boolean ta, boolean tb, int k, Matrix a, Matrix b, double beta, Matrix c) {
        p.gemm(
                ta,
                tb,
                c.rows(),
                c.columns(),
                k,
                1.5,
                a.array(),
                OFFSET,
                a.distance(),
                b.array(),
                OFFSET,
                b.distance(),
                beta,
                c.array(),
                OFFSET,
                c.distance());
    }

    private static void gemm(
            LinearAlgebraProvider p,
            boolean ta,
            boolean tb,
            int m,
            int n,
            int k,
            Matrix a,
            Matrix b,
            float beta,
            float[] c,
            int ldc) {
        p.gemm(
                ta,
                tb,
                m,
                n,
                k,
                1.5f,
                single(a.array()),
                OFFSET,
                a.distance(),
                single(b.array()),
                OFFSET,
                b.distance(),
                beta,
                c,
                OFFSET,
                ldc);
    }

    private static float[] single(double[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = (float) x[i];
        }
        return y;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void productsWithTheTranspose(boolean transpose) {
        for (int[] s : SHAPES) {
            int n = s[0];
            int k = s[1];
            for (double beta : new double[] {0, 0.5}) {
                Matrix a = Matrix.random(1, transpose ? k : n, transpose ? n : k, 1);
                Matrix c = Matrix.definite(3, n, 1);
                Matrix d = c.copy();
                NATIVE.syrk(transpose, n, k, 2, a.array(), OFFSET, a.distance(), beta, c.array(), OFFSET, c.distance());
                JAVA.syrk(transpose, n, k, 2, a.array(), OFFSET, a.distance(), beta, d.array(), OFFSET, d.distance());
                assertClose(c.array(), d.array());
                if (beta == 0) {
                    assertThat(c.packed()).isEqualTo(conjugateTransposed(n, n, 1, c.packed()));
                }
            }
        }
    }

    @Test
    void aMatrixTimesAVector() {
        Matrix a = Matrix.random(1, 40, 30, 1);
        double[] x = Matrix.random(2, 1, 40, 1).packed();
        for (boolean transpose : new boolean[] {false, true}) {
            double[] y = new double[40];
            double[] z = new double[40];
            NATIVE.gemv(transpose, 40, 30, 2, a.array(), OFFSET, a.distance(), x, 0, 0, y, 0);
            JAVA.gemv(transpose, 40, 30, 2, a.array(), OFFSET, a.distance(), x, 0, 0, z, 0);
            assertClose(y, z);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "5, 3, 1", "3, 5, 2", "60, 60, 1", "60, 60, 2", "90, 40, 2", "40, 90, 1"})
    void lu(int m, int n, int parts) {
        Matrix a = Matrix.random(4, m, n, parts);
        Matrix f = a.copy();
        int p = Math.min(m, n);
        int[] pivots = new int[p + 2];
        int info = parts == 1
                ? NATIVE.lu(m, n, f.array(), OFFSET, f.distance(), pivots, 1)
                : NATIVE.complexLu(m, n, f.array(), OFFSET, f.distance(), pivots, 1);
        assertThat(info).isZero();
        double[] l = new double[m * p * parts];
        double[] u = new double[p * n * parts];
        for (int part = 0; part < parts; part++) {
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < p; j++) {
                    l[(i * p + j) * parts + part] = i > j ? f.get(i, j, part) : i == j && part == 0 ? 1 : 0;
                }
            }
            for (int i = 0; i < p; i++) {
                for (int j = i; j < n; j++) {
                    u[(i * n + j) * parts + part] = f.get(i, j, part);
                }
            }
        }
        double[] expected = a.packed();
        for (int i = 0; i < p; i++) {
            int other = pivots[1 + i];
            assertThat(other).isBetween(i, m - 1);
            for (int j = 0; j < n * parts; j++) {
                double v = expected[i * n * parts + j];
                expected[i * n * parts + j] = expected[other * n * parts + j];
                expected[other * n * parts + j] = v;
            }
        }
        assertClose(product(m, n, p, parts, l, u), expected);
        if (m == n) {
            Matrix b = Matrix.random(5, n, 3, parts);
            Matrix x = b.copy();
            if (parts == 1) {
                NATIVE.luSolve(n, 3, f.array(), OFFSET, f.distance(), pivots, 1, x.array(), OFFSET, x.distance());
            } else {
                NATIVE.complexLuSolve(
                        n, 3, f.array(), OFFSET, f.distance(), pivots, 1, x.array(), OFFSET, x.distance());
            }
            assertClose(product(n, 3, n, parts, a.packed(), x.packed()), b.packed());
        }
    }

    @Test
    void aSingularMatrixIsSaidToBe() {
        double[] a = {1, 2, 3, 2, 4, 6, 1, 0, 1};
        double[] java = a.clone();
        int[] pivots = new int[3];
        int info = NATIVE.lu(3, 3, a, 0, 3, pivots, 0);
        assertThat(info).isEqualTo(JAVA.lu(3, 3, java, 0, 3, new int[3], 0)).isPositive();
        double[] z = new double[8];
        assertThat(NATIVE.complexLu(2, 2, z, 0, 2, pivots, 0)).isEqualTo(1);
        double[] indefinite = {1, 0, 0, 0, -1, 0, 0, 0, 1};
        assertThat(NATIVE.cholesky(3, indefinite, 0, 3)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "20, 1", "75, 1", "75, 2"})
    void cholesky(int n, int parts) {
        Matrix a = Matrix.definite(6, n, parts);
        Matrix f = a.copy();
        // Only the lower triangle is read.
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                f.set(i, j, 0, Double.NaN);
            }
        }
        int info = parts == 1
                ? NATIVE.cholesky(n, f.array(), OFFSET, f.distance())
                : NATIVE.complexCholesky(n, f.array(), OFFSET, f.distance());
        assertThat(info).isZero();
        double[] l = f.packed();
        assertClose(product(n, n, n, parts, l, conjugateTransposed(n, n, parts, l)), a.packed());
        assertThat(f.get(0, n - 1, 0)).isEqualTo(n == 1 ? l[0] : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1",
        "9, 4, 4, 1",
        "9, 4, 9, 1",
        "4, 9, 4, 2",
        "70, 50, 50, 1",
        "70, 50, 70, 2",
        "50, 70, 50, 1"
    })
    void qr(int m, int n, int size, int parts) {
        Matrix a = Matrix.random(7, m, n, parts);
        double[] expected = a.packed();
        double[] q = new double[m * size * parts];
        double[] r = new double[size * n * parts];
        Arrays.fill(r, 9);
        if (parts == 1) {
            NATIVE.qr(m, n, a.array(), OFFSET, a.distance(), size, q, 0, r, 0);
        } else {
            NATIVE.complexQr(m, n, a.array(), OFFSET, a.distance(), size, q, 0, r, 0);
        }
        assertClose(product(m, n, size, parts, q, r), expected);
        assertClose(product(size, size, m, parts, conjugateTransposed(m, size, parts, q), q), identity(size, parts));
        for (int i = 1; i < size; i++) {
            assertThat(Arrays.copyOfRange(r, i * n * parts, (i * n + Math.min(i, n)) * parts))
                    .containsOnly(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "60, 1", "60, 2"})
    void symmetricEigenvalues(int n, int parts) {
        Matrix a = Matrix.definite(8, n, parts);
        double[] expected = a.packed();
        Matrix v = a.copy();
        double[] w = new double[n + 1];
        double[] alone = new double[n];
        if (parts == 1) {
            NATIVE.eigSymmetric(n, v.array(), OFFSET, v.distance(), w, 1, true);
            NATIVE.eigSymmetric(n, a.array(), OFFSET, a.distance(), alone, 0, false);
        } else {
            NATIVE.eigHermitian(n, v.array(), OFFSET, v.distance(), w, 1, true);
            NATIVE.eigHermitian(n, a.array(), OFFSET, a.distance(), alone, 0, false);
        }
        assertClose(Arrays.copyOfRange(w, 1, n + 1), alone);
        assertThat(alone).isSorted();
        double[] vectors = v.packed();
        double[] scaled = vectors.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= w[1 + i / parts % n];
        }
        assertClose(product(n, n, n, parts, expected, vectors), scaled);
        assertClose(product(n, n, n, parts, conjugateTransposed(n, n, parts, vectors), vectors), identity(n, parts));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "5, 1", "60, 1", "60, 2"})
    void eigenvalues(int n, int parts) {
        Matrix a = Matrix.random(9, n, n, parts);
        double[] complex = new double[2 * n * n];
        double[] packed = a.packed();
        for (int i = 0; i < packed.length; i++) {
            complex[parts == 2 ? i : 2 * i] = packed[i];
        }
        double[] w = new double[2 * n + 2];
        double[] alone = new double[2 * n];
        double[] v = new double[2 * n * n + 2];
        if (parts == 1) {
            NATIVE.eig(n, a.copy().array(), OFFSET, a.distance(), w, 1, v, 1);
            NATIVE.eig(n, a.copy().array(), OFFSET, a.distance(), alone, 0, null, 0);
        } else {
            NATIVE.complexEig(n, a.copy().array(), OFFSET, a.distance(), w, 1, v, 1);
            NATIVE.complexEig(n, a.copy().array(), OFFSET, a.distance(), alone, 0, null, 0);
        }
        double[] vectors = Arrays.copyOfRange(v, 2, v.length);
        double[] scaled = new double[2 * n * n];
        double trace = 0;
        for (int j = 0; j < n; j++) {
            double re = w[2 + 2 * j];
            double im = w[3 + 2 * j];
            trace += re;
            double norm = 0;
            for (int i = 0; i < n; i++) {
                double x = vectors[2 * (i * n + j)];
                double y = vectors[2 * (i * n + j) + 1];
                scaled[2 * (i * n + j)] = re * x - im * y;
                scaled[2 * (i * n + j) + 1] = re * y + im * x;
                norm += x * x + y * y;
            }
            assertThat(norm).isCloseTo(1, within(1e-12));
        }
        assertClose(product(n, n, n, 2, complex, vectors), scaled);
        double expected = 0;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            expected += complex[2 * (i * n + i)];
            sum += alone[2 * i];
        }
        assertThat(trace).isCloseTo(expected, within(1e-11));
        assertThat(sum).isCloseTo(expected, within(1e-11));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, false, 1",
        "9, 5, false, 1",
        "9, 5, true, 2",
        "5, 9, true, 1",
        "60, 45, false, 2",
        "45, 60, true, 1"
    })
    void singularValues(int m, int n, boolean full, int parts) {
        Matrix a = Matrix.random(10, m, n, parts);
        double[] expected = a.packed();
        int p = Math.min(m, n);
        int cu = full ? m : p;
        int rv = full ? n : p;
        double[] s = new double[p];
        double[] alone = new double[p];
        double[] java = new double[p];
        double[] u = new double[m * cu * parts];
        double[] v = new double[rv * n * parts];
        if (parts == 1) {
            NATIVE.svd(m, n, a.copy().array(), OFFSET, a.distance(), s, 0, full, u, 0, v, 0);
            NATIVE.svd(m, n, a.copy().array(), OFFSET, a.distance(), alone, 0, full, null, 0, null, 0);
            JAVA.svd(m, n, a.copy().array(), OFFSET, a.distance(), java, 0, full, null, 0, null, 0);
        } else {
            NATIVE.complexSvd(m, n, a.copy().array(), OFFSET, a.distance(), s, 0, full, u, 0, v, 0);
            NATIVE.complexSvd(m, n, a.copy().array(), OFFSET, a.distance(), alone, 0, full, null, 0, null, 0);
            JAVA.complexSvd(m, n, a.copy().array(), OFFSET, a.distance(), java, 0, full, null, 0, null, 0);
        }
        assertClose(s, alone);
        assertClose(s, java);
        double[] sv = new double[cu * n * parts];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < n * parts; j++) {
                sv[i * n * parts + j] = s[i] * v[i * n * parts + j];
            }
        }
        assertClose(product(m, n, cu, parts, u, sv), expected);
        assertClose(product(cu, cu, m, parts, conjugateTransposed(m, cu, parts, u), u), identity(cu, parts));
        assertClose(product(rv, rv, n, parts, v, conjugateTransposed(rv, n, parts, v)), identity(rv, parts));
    }

    @ParameterizedTest
    @CsvSource({"8, 3, 1", "3, 8, 1", "8, 3, 2", "3, 8, 2", "60, 40, 1", "40, 60, 2"})
    void leastSquares(int m, int n, int parts) {
        Matrix a = Matrix.random(11, m, n, parts);
        // One column twice, so that the rank is less than full.
        for (int i = 0; i < m; i++) {
            for (int part = 0; part < parts; part++) {
                a.set(i, 1, part, a.get(i, 0, part));
            }
        }
        Matrix x = Matrix.random(12, Math.max(m, n), 2, parts);
        Matrix y = x.copy();
        double[] s = new double[Math.min(m, n)];
        double[] t = new double[Math.min(m, n)];
        int[] ranks = new int[2];
        for (int i = 0; i < 2; i++) {
            LinearAlgebraProvider p = i == 0 ? NATIVE : JAVA;
            Matrix b = i == 0 ? x : y;
            double[] one = i == 0 ? s : t;
            double[] copy = a.copy().array();
            ranks[i] = parts == 1
                    ? p.leastSquares(
                            m, n, 2, copy, OFFSET, a.distance(), b.array(), OFFSET, b.distance(), 1e-10, one, 0)
                    : p.complexLeastSquares(
                            m, n, 2, copy, OFFSET, a.distance(), b.array(), OFFSET, b.distance(), 1e-10, one, 0);
        }
        assertThat(ranks[0]).isEqualTo(ranks[1]);
        assertClose(s, t);
        int length = n * 2 * parts;
        assertThat(Arrays.copyOf(x.packed(), length))
                .usingComparatorWithPrecision(1e-9)
                .containsExactly(Arrays.copyOf(y.packed(), length));
    }

    @Test
    void theSameBitsAtTheSameGrantInAnyModeAndAtTheSameTime() {
        int n = 150;
        double[] a = Matrix.random(13, n, n, 1).packed();
        double[] b = Matrix.random(14, n, n, 1).packed();
        Modes modes = new Modes(2, 2);
        List<Mode> all = List.of(
                Mode.SERIAL,
                Mode.stealing(2),
                modes.shares(1),
                modes.exclusive(),
                modes.counting(),
                modes.countingFree(),
                modes.unmanaged());
        ConcurrentHashMap<Integer, List<double[]>> byGrant = new ConcurrentHashMap<>();
        for (Mode mode : all) {
            Parallel.in(
                    mode,
                    () -> Parallel.forEach(6, i -> {
                        double[] c = new double[n * n];
                        int grant = Parallel.nativeThreads();
                        NATIVE.gemm(false, false, n, n, n, 1, a, 0, n, b, 0, n, 0, c, 0, n);
                        byGrant.computeIfAbsent(grant, g -> new ArrayList<>());
                        synchronized (byGrant) {
                            byGrant.get(grant).add(c);
                        }
                    }));
        }
        double[] java = product(n, n, n, 1, a, b);
        assertThat(byGrant.keySet()).containsExactlyInAnyOrder(1, 2);
        byGrant.values().forEach(results -> {
            assertThat(results).allSatisfy(c -> assertThat(c).isEqualTo(results.get(0)));
            assertThat(results.get(0)).usingComparatorWithPrecision(150 * 1e-13).containsExactly(java);
        });
    }

    @Test
    void manyCallsWithDifferentGrantsEnd() {
        double[] a = Matrix.random(15, 64, 64, 1).packed();
        double[] expected = product(64, 64, 64, 1, a, a);
        AtomicInteger right = new AtomicInteger();
        Parallel.in(
                Mode.stealing(4),
                () -> Parallel.forEach(
                        200,
                        i -> Parallel.in(i % 2 == 0 ? new Modes(2, 2).unmanaged() : Mode.SERIAL, () -> {
                            double[] c = new double[64 * 64];
                            NATIVE.gemm(false, false, 64, 64, 64, 1, a, 0, 64, a, 0, 64, 0, c, 0, 64);
                            assertClose(c, expected);
                            right.incrementAndGet();
                        })));
        assertThat(right.get()).isEqualTo(200);
    }

    @Test
    void isFoundAndDescribed() {
        assertThat(Backends.linearAlgebra()).isInstanceOf(OpenBlas.class);
        assertThat(Backends.describe().toString()).contains("Linear algebra: openblas (OpenBLAS");
        assertThat(new OpenBlas().isAutomatic()).isTrue();
    }
}
