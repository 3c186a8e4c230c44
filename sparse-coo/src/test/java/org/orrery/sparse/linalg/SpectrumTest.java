package org.orrery.sparse.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.ConvergenceException;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.LinearAlgebra;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Sampling;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.SingularMatrixException;
import org.orrery.ndarray.parallel.Mode;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.sparse.CooArray;
import org.orrery.sparse.HarwellBoeing;
import org.orrery.sparse.MatrixMarket;

class SpectrumTest {
    private static final int P = 11;
    private static final int Q = 14;

    private static double[] wanted(Which which, int k) {
        double[] all = Matrices.poissonSpectrum(P, Q);
        return switch (which) {
            case SMALLEST_ALGEBRAIC, SMALLEST_MAGNITUDE -> Arrays.copyOf(all, k);
            case LARGEST_ALGEBRAIC, LARGEST_MAGNITUDE -> {
                double[] top = new double[k];
                Arrays.setAll(top, i -> all[all.length - 1 - i]);
                yield top;
            }
        };
    }

    @ParameterizedTest
    @EnumSource(Which.class)
    void lanczosOfPoisson(Which which) {
        CooArray a = Matrices.poisson(P, Q);
        EigenPairs pairs = Lanczos.defaults().which(which).compute(a, 6);
        assertThat(pairs.values().toDoubleArray()).containsExactly(wanted(which, 6), within(1e-11));
        checkPairs(a, pairs, 1e-9);
        assertThat(pairs.warnings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Which.class)
    void arnoldiOfPoisson(Which which) {
        CooArray a = Matrices.poisson(P, Q);
        EigenPairs pairs = Arnoldi.defaults().which(which).compute(a, 6);
        double[] expected = wanted(which, 6);
        for (int i = 0; i < 6; i++) {
            assertThat(pairs.values().getComplex(i).re()).isCloseTo(expected[i], within(1e-9));
            assertThat(pairs.values().getComplex(i).im()).isZero();
        }
        checkPairs(a, pairs, 1e-9);
    }

    /** Vectors have length 1, residuals are small and as they are said to be. */
    private static void checkPairs(CooArray a, EigenPairs pairs, double tolerance) {
        NdArray m = pairs.values().dtype().isComplex() ? a.convert(DType.COMPLEX128) : a;
        NdArray r = LinearAlgebra.matmul(m, pairs.vectors()).sub(pairs.vectors().mul(pairs.values()));
        // Both residuals have the rounding errors of a product with the matrix.
        double rounding = 1e-13
                * DoubleStream.of(a.values().copy().doubles()).map(Math::abs).reduce(1, Math::max);
        for (int i = 0; i < pairs.values().size(); i++) {
            assertThat(length(r.toDense().get(":, " + i)))
                    .isCloseTo(pairs.residualNorms().getDouble(i), within(rounding));
            assertThat(length(pairs.vectors().get(":, " + i))).isCloseTo(1, within(1e-13));
            assertThat(pairs.residualNorms().getDouble(i)).isLessThan(tolerance);
        }
    }

    private static double length(DenseArray x) {
        return Matrices.norm(Elementwise.abs(x));
    }

    @Test
    void lanczosVectorsAreOrthogonal() {
        EigenPairs pairs = Lanczos.defaults().compute(Matrices.poisson(P, Q), 8);
        NdArray gram = LinearAlgebra.matmul(pairs.vectors().transpose(), pairs.vectors());
        assertThat(Matrices.norm(gram.sub(Creation.eye(8, 8)))).isLessThan(1e-13);
    }

    @Test
    void shiftsFindWhatIsNear() {
        CooArray a = Matrices.poisson(P, Q);
        double[] all = Matrices.poissonSpectrum(P, Q);
        double sigma = 3.1;
        double[] near = Arrays.stream(all)
                .boxed()
                .sorted((x, y) -> Double.compare(Math.abs(x - sigma), Math.abs(y - sigma)))
                .limit(5)
                .mapToDouble(x -> x)
                .toArray();
        EigenPairs pairs = Lanczos.defaults().shift(sigma).compute(a, 5);
        assertThat(pairs.values().toDoubleArray()).containsExactly(near, within(1e-11));
        checkPairs(a, pairs, 1e-10);
        EigenPairs general = Arnoldi.defaults().shift(sigma).compute(a, 5);
        checkPairs(a, general, 1e-9);
        for (int i = 0; i < 5; i++) {
            assertThat(general.values().getComplex(i).re()).isCloseTo(near[i], within(1e-10));
        }
    }

    /** Rotations in planes: pairs of conjugate eigenvalues that are known. */
    @Test
    void arnoldiFindsConjugatePairs() {
        int n = 60;
        double[] radius = new double[n / 2];
        double[] angle = new double[n / 2];
        double[][] rows = new double[n][n];
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < n / 2; i++) {
            radius[i] = 1 + i;
            angle[i] = random.nextDouble(0.1, 3);
            double c = radius[i] * Math.cos(angle[i]);
            double s = radius[i] * Math.sin(angle[i]);
            rows[2 * i][2 * i] = c;
            rows[2 * i][2 * i + 1] = -s;
            rows[2 * i + 1][2 * i] = s;
            rows[2 * i + 1][2 * i + 1] = c;
            if (i > 0) {
                rows[2 * i - 1][2 * i] = 2; // Not normal.
            }
        }
        EigenPairs pairs = Arnoldi.defaults().compute(Matrices.matrix(rows), 6);
        for (int i = 0; i < 6; i++) {
            int p = n / 2 - 1 - i / 2;
            Complex v = pairs.values().getComplex(i);
            assertThat(v.re()).isCloseTo(radius[p] * Math.cos(angle[p]), within(1e-8));
            assertThat(v.im()).isCloseTo((i % 2 == 0 ? 1 : -1) * radius[p] * Math.sin(angle[p]), within(1e-8));
        }
        checkPairs(CooArray.fromDense(Matrices.matrix(rows)), pairs, 1e-7);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13})
    void allEigenvaluesOfSmallMatrices(int n) {
        CooArray a = CooArray.random(Shape.of(n, n), 0.7, Sampling.seed(n));
        CooArray symmetric = (CooArray) a.add(a.transpose());
        EigenPairs pairs = Lanczos.defaults().compute(symmetric, n);
        checkPairs(symmetric, pairs, 1e-12);
        double trace = 0;
        for (int i = 0; i < n; i++) {
            trace += symmetric.getDouble(i, i);
        }
        assertThat(Arrays.stream(pairs.values().toDoubleArray()).sum()).isCloseTo(trace, within(1e-12));
        EigenPairs general = Arnoldi.defaults().compute(a, n);
        checkPairs(a, general, 1e-10);
        Complex sum = Complex.of(0, 0);
        for (int i = 0; i < n; i++) {
            sum = Complex.of(
                    sum.re() + general.values().getComplex(i).re(),
                    sum.im() + general.values().getComplex(i).im());
        }
        assertThat(sum.re()).isCloseTo(trace / 2, within(1e-12));
        assertThat(sum.im()).isCloseTo(0, within(1e-12));
    }

    @Test
    void agreesWithScipy() {
        CooArray a = CooArray.random(Shape.of(300, 300), 0.02, Sampling.seed(4));
        double[] scipy = Matrices.numbers(
                "import scipy.sparse, scipy.sparse.linalg",
                "w = np.linalg.eigvals(" + Matrices.scipy(a)
                        + ".toarray())\nw = w[np.argsort(-abs(w))][:6]\nprint(*abs(w)); print(*w.real)");
        EigenPairs pairs = Arnoldi.defaults().compute(a, 6);
        for (int i = 0; i < 6; i++) {
            assertThat(pairs.values().getComplex(i).abs()).isCloseTo(scipy[i], within(1e-9));
            assertThat(pairs.values().getComplex(i).re()).isCloseTo(scipy[6 + i], within(1e-9));
        }
        double[] singular = Matrices.numbers(
                "import scipy.sparse",
                "print(*np.linalg.svd(" + Matrices.scipy(a) + ".toarray(), compute_uv=False)[:7])");
        assertThat(TruncatedSvd.defaults().compute(a, 7).values().toDoubleArray())
                .containsExactly(singular, within(1e-11));
    }

    @ParameterizedTest
    @ValueSource(strings = {"60, 25", "25, 60", "30, 30", "1, 7", "7, 1", "1, 1"})
    void singularValues(String size) {
        int m = Integer.parseInt(size.split(", ")[0]);
        int n = Integer.parseInt(size.split(", ")[1]);
        CooArray a = CooArray.random(Shape.of(m, n), 0.3, Sampling.seed(m)).nnz() == 0
                ? CooArray.fromDense(Creation.ones(Shape.of(m, n)))
                : CooArray.random(Shape.of(m, n), 0.3, Sampling.seed(m));
        for (int k : new int[] {1, Math.min(3, Math.min(m, n)), Math.min(m, n)}) {
            SingularTriplets s = TruncatedSvd.defaults().compute(a, k);
            assertThat(s.left().shape()).isEqualTo(Shape.of(m, k));
            assertThat(s.right().shape()).isEqualTo(Shape.of(k, n));
            NdArray scaled = s.left().mul(s.values());
            assertThat(Matrices.norm(
                            LinearAlgebra.matmul(a, s.right().transpose()).sub(scaled)))
                    .isLessThan(1e-12);
            NdArray back = s.right().transpose().mul(s.values());
            assertThat(Matrices.norm(
                            LinearAlgebra.matmul(a.transpose(), s.left()).sub(back)))
                    .isLessThan(1e-9);
            NdArray gram = LinearAlgebra.matmul(s.left().transpose(), s.left());
            assertThat(Matrices.norm(gram.sub(Creation.eye(k, k)))).isLessThan(1e-12);
            if (k == Math.min(m, n)) {
                NdArray product = LinearAlgebra.matmul(scaled, s.right());
                assertThat(Matrices.norm(product.sub(a.toDense()))).isLessThan(1e-12);
                double squares = Arrays.stream(s.values().toDoubleArray())
                        .map(v -> v * v)
                        .sum();
                assertThat(Math.sqrt(squares)).isCloseTo(MatrixNorms.frobenius(a), within(1e-12));
            }
        }
    }

    /** Values far below the largest keep their digits, which they would lose as roots of eigenvalues. */
    @Test
    void smallSingularValuesKeepTheirDigits() {
        double[] expected = {1e3, 1, 1e-3, 1e-6, 1e-9, 1e-10, 1e-11, 1e-12};
        double[] signed = expected.clone();
        signed[2] = -signed[2];
        SingularTriplets s = TruncatedSvd.defaults().compute(Matrices.diagonal(signed), 6);
        for (int i = 0; i < 6; i++) {
            assertThat(s.values().getDouble(i)).isCloseTo(expected[i], within(1e-13 * 1e3 * 0.01 + 1e-14));
        }
        assertThat(s.values().getDouble(4)).isCloseTo(1e-9, within(1e-13));
    }

    /** A matrix of zeros, and one whose invariant subspaces end the iteration at once. */
    @Test
    void breakdowns() {
        CooArray zero = CooArray.random(Shape.of(30, 30), 0, Sampling.seed(1));
        assertThat(Lanczos.defaults().compute(zero, 3).values()).isEqualTo(Creation.zeros(Shape.of(3)));
        assertThat(TruncatedSvd.defaults().compute(zero, 3).values()).isEqualTo(Creation.zeros(Shape.of(3)));
        checkPairs(zero, Arnoldi.defaults().compute(zero, 3), 1e-300);
        EigenPairs same = Lanczos.defaults().compute(CooArray.eye(40), 4);
        assertThat(same.values().toDoubleArray()).containsExactly(new double[] {1, 1, 1, 1}, within(1e-14));
        checkPairs(CooArray.eye(40), same, 1e-13);
    }

    @Test
    void sameBitsForAnyNumberOfThreads() {
        CooArray a = Matrices.poisson(90, 95);
        EigenPairs shared = Lanczos.defaults().shift(0).compute(a, 4);
        EigenPairs serial =
                Parallel.in(Mode.SERIAL, () -> Lanczos.defaults().shift(0).compute(a, 4));
        assertThat(shared.vectors()).isEqualTo(serial.vectors());
        CooArray b = CooArray.random(Shape.of(9000, 5000), 0.001, Sampling.seed(2));
        SingularTriplets one = TruncatedSvd.defaults().tolerance(1e-4).compute(b, 2);
        SingularTriplets two = Parallel.in(
                Mode.SERIAL, () -> TruncatedSvd.defaults().tolerance(1e-4).compute(b, 2));
        assertThat(one.left()).isEqualTo(two.left());
    }

    @Test
    void beginsWhereToldTo() {
        CooArray a = Matrices.poisson(P, Q);
        EigenPairs first = Lanczos.defaults().compute(a, 1);
        EigenPairs again = Lanczos.defaults().start(first.vectors().get(":, 0")).compute(a, 1);
        assertThat(again.products()).isLessThan(first.products());
        assertThat(again.toString()).startsWith("1 eigenpairs of (154, 154)").contains("residual");
    }

    @Test
    void realMatrices() throws IOException {
        CooArray lund = MatrixMarket.read(Matrices.file("lund_a.mtx"));
        EigenPairs lowest = Lanczos.defaults().shift(0).compute(lund, 4);
        checkPairs(lund, lowest, 1e-5);
        double[] expected = Matrices.numbers(
                "import scipy.sparse", "print(*np.linalg.eigvalsh(" + Matrices.scipy(lund) + ".toarray())[:4])");
        for (int i = 0; i < 4; i++) {
            assertThat(lowest.values().getDouble(i)).isCloseTo(expected[i], within(1e-6 * expected[i]));
        }
        CooArray utm = HarwellBoeing.read(Matrices.file("utm300.rua"));
        checkPairs(utm, Arnoldi.defaults().subspace(60).compute(utm, 6), 1e-7);
    }

    // Bad input.

    @Test
    void refusesBadInput() {
        CooArray a = Matrices.poisson(5, 5);
        assertThatThrownBy(() -> Lanczos.defaults().compute(Creation.ones(Shape.of(2, 3)), 1))
                .isInstanceOf(ShapeException.class)
                .hasMessage("a has shape (2, 3): expected a square matrix");
        assertThatThrownBy(() -> Lanczos.defaults().compute(a, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("k is 0: expected 1 to 25");
        assertThatThrownBy(() -> Arnoldi.defaults().compute(a, 26)).hasMessage("k is 26: expected 1 to 25");
        assertThatThrownBy(() -> TruncatedSvd.defaults().compute(Creation.ones(Shape.of(2, 3)), 3))
                .hasMessage("k is 3: expected 1 to 2");
        assertThatThrownBy(() -> Lanczos.defaults().subspace(4).compute(a, 4))
                .hasMessage("subspace is 4: expected more than k = 4");
        assertThatThrownBy(() -> Lanczos.defaults().compute(Matrices.matrix(new double[][] {{1, 2}, {3, 4}}), 1))
                .hasMessageContaining("a is not symmetric");
        assertThatThrownBy(() -> Arnoldi.defaults().compute(Matrices.diagonal(1, Double.NaN), 1))
                .hasMessage("a is NaN at (1, 1): expected finite elements");
        assertThatThrownBy(() -> Lanczos.defaults().shift(Double.NaN))
                .hasMessage("shift is NaN: expected a finite number");
        assertThatThrownBy(() -> Lanczos.defaults().shift(2).compute(Matrices.diagonal(1, 2, 3), 1))
                .isInstanceOf(SingularMatrixException.class)
                .hasMessageStartingWith("a - 2.0 I is singular: pivot ");
        assertThatThrownBy(() -> Lanczos.defaults().shift(1).compute(LinearOperator.identity(4), 1))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() ->
                        Lanczos.defaults().start(Creation.zeros(Shape.of(25))).compute(a, 1))
                .hasMessage("start is zero: expected a vector that is not");
        assertThatThrownBy(() -> TruncatedSvd.defaults().compute(LinearOperator.of(3, (x, y) -> y[0] = x[0]), 1))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> Lanczos.defaults().tolerance(2))
                .hasMessage("tolerance is 2.0: expected 0 to less than 1");
        assertThatThrownBy(() -> Lanczos.defaults().maxRestarts(-1))
                .hasMessage("maxRestarts is -1: expected at least 0");
        assertThatThrownBy(() -> Lanczos.defaults().subspace(1)).hasMessage("subspace is 1: expected at least 2");
    }

    @Test
    void saysThatItDidNotConverge() {
        CooArray a = Matrices.poisson(30, 31);
        assertThatThrownBy(() -> Lanczos.defaults()
                        .which(Which.SMALLEST_ALGEBRAIC)
                        .maxRestarts(1)
                        .compute(a, 5))
                .isInstanceOf(ConvergenceException.class)
                .hasMessageContaining("of 5 eigenvalues converged after 1 restarts: expected all; raise maxRestarts");
        assertThatThrownBy(() -> Arnoldi.defaults().maxRestarts(0).compute(a, 5))
                .isInstanceOf(ConvergenceException.class);
        assertThatThrownBy(() -> TruncatedSvd.defaults().maxRestarts(0).compute(a, 5))
                .isInstanceOf(ConvergenceException.class)
                .hasMessageContaining("singular values");
        LinearOperator broken = LinearOperator.of(30, (x, y) -> y[0] = Double.NaN);
        assertThatThrownBy(() -> Lanczos.defaults().compute(broken, 1))
                .isInstanceOf(ConvergenceException.class)
                .hasMessageContaining("a product has the norm NaN");
    }
}
