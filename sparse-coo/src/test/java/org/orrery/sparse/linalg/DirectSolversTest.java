package org.orrery.sparse.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.DensificationException;
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

class DirectSolversTest {
    @ParameterizedTest
    @EnumSource(Ordering.class)
    void choleskyOfPoisson(Ordering ordering) {
        CooArray a = Matrices.poisson(13, 17);
        DenseArray b = Matrices.vector(221, 1);
        SparseCholesky f = SparseCholesky.factor(a, ordering);
        assertThat(Matrices.residual(a, f.solve(b), b)).isLessThan(1e-14);
        assertThat(Matrices.residual(a, f.solveTransposed(b), b)).isLessThan(1e-14);
        double log =
                Arrays.stream(Matrices.poissonSpectrum(13, 17)).map(Math::log).sum();
        assertThat(f.logDeterminant()).isCloseTo(log, within(1e-11));
        assertThat(f.determinantSign()).isEqualTo(1);
        assertThat(f.warnings()).isEmpty();
        assertThat(Arrays.stream(f.order()).sorted().toArray()).isEqualTo(range(221));
    }

    private static int[] range(int n) {
        int[] all = new int[n];
        Arrays.setAll(all, i -> i);
        return all;
    }

    /** The order of minimum degree fills in as little as SuperLU's does on a symmetric pattern, within a third. */
    @Test
    void minimumDegreeFillsInLittle() {
        CooArray a = Matrices.poisson(60, 60);
        int natural = SparseCholesky.factor(a, Ordering.NATURAL).nnz();
        int narrow = SparseCholesky.factor(a, Ordering.REVERSE_CUTHILL_MCKEE).nnz();
        int least = SparseCholesky.factor(a, Ordering.MINIMUM_DEGREE).nnz();
        assertThat(narrow).isLessThan(natural);
        assertThat(least).isLessThan(natural / 3);
        double[] scipy = Matrices.numbers(
                "import scipy.sparse, scipy.sparse.linalg",
                "f = scipy.sparse.linalg.splu(" + Matrices.scipy(a)
                        + ".tocsc(), 'MMD_AT_PLUS_A', options=dict(SymmetricMode=True), diag_pivot_thresh=0)\n"
                        + "print(f.L.nnz)");
        assertThat(least).isLessThan((int) (scipy[0] * 1.33));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 57, 200})
    void luOfRandomMatrices(int n) {
        for (Ordering ordering : Ordering.values()) {
            CooArray a = Matrices.dominant(n, Math.min(1, 5.0 / n), n);
            SparseLu f = SparseLu.factor(a, ordering);
            DenseArray b = Matrices.vector(n, 2);
            assertThat(Matrices.residual(a, f.solve(b), b)).isLessThan(1e-13);
            assertThat(Matrices.residual(a.transpose(), f.solveTransposed(b), b))
                    .isLessThan(1e-13);
        }
    }

    /** Without a strong diagonal rows have to be exchanged. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void luExchangesRows(long seed) {
        int n = 60;
        CooArray a = (CooArray)
                CooArray.random(Shape.of(n, n), 0.1, Sampling.seed(seed)).sub(shift(n));
        DenseArray b = Matrices.vector(n, seed);
        SparseLu f = SparseLu.factor(a);
        assertThat(Matrices.residual(a, f.solve(b), b)).isLessThan(1e-11);
        assertThat(Matrices.residual(a.transpose(), f.solveTransposed(b), b)).isLessThan(1e-11);
    }

    /** A cyclic shift, so that the matrix has an inverse and zeros on its diagonal. */
    private static CooArray shift(int n) {
        long[] rows = new long[n];
        long[] columns = new long[n];
        double[] ones = new double[n];
        for (int i = 0; i < n; i++) {
            rows[i] = i;
            columns[i] = (i + 1L) % n;
            ones[i] = 3;
        }
        return CooArray.of(Shape.of(n, n), rows, columns, ones);
    }

    @Test
    void determinants() {
        assertThat(SparseLu.factor(Matrices.matrix(new double[][] {{0, 2}, {3, 0}}))
                        .determinant())
                .isCloseTo(-6, within(1e-14));
        assertThat(SparseLu.factor(Matrices.matrix(new double[][] {{0, 2, 0}, {0, 0, 3}, {4, 0, 0}}))
                        .determinant())
                .isCloseTo(24, within(1e-13));
        assertThat(SparseLu.factor(Matrices.diagonal(-2, 5, 1)).determinantSign())
                .isEqualTo(-1);
        double[][] rows = {{2, -1, 0, 3}, {0, 4, 1, 0}, {5, 0, -2, 1}, {0, 1, 0, 1}};
        assertThat(SparseLu.factor(Matrices.matrix(rows)).determinant()).isCloseTo(-34, within(1e-12));
        assertThat(SparseCholesky.factor(Matrices.diagonal(4, 9)).determinant()).isCloseTo(36, within(1e-12));
        double[] tiny = new double[500];
        Arrays.fill(tiny, 1e-3);
        SparseLu f = SparseLu.factor(Matrices.diagonal(tiny));
        assertThat(f.determinant()).isZero();
        assertThat(f.logDeterminant()).isCloseTo(500 * Math.log(1e-3), within(1e-9));
    }

    @Test
    void severalRightHandSides() {
        CooArray a = Matrices.dominant(40, 0.1, 7);
        SparseLu f = SparseLu.factor(a);
        DenseArray b = Sampling.uniform(Shape.of(40, 5), Sampling.seed(3));
        NdArray x = f.solve(b);
        assertThat(x.shape()).isEqualTo(Shape.of(40, 5));
        assertThat(Matrices.residual(a, x, b)).isLessThan(1e-14);
        assertThat(f.solve(b.get(":, 2"))).isEqualTo(x.toDense().get(":, 2").copy());
        assertThat(f.solve(Creation.zeros(Shape.of(40, 0))).shape()).isEqualTo(Shape.of(40, 0));
        NdArray serial = Parallel.in(Mode.SERIAL, () -> f.solve(b));
        assertThat(serial).isEqualTo(x);
    }

    @Test
    void sparseRightHandSides() {
        CooArray a = (CooArray) Matrices.diagonal(1, 2, 4, 8)
                .add(CooArray.of(Shape.of(4, 4), new int[] {3}, new int[] {0}, new double[] {8}));
        CooArray b = CooArray.of(Shape.of(4, 2), new int[] {1, 0}, new int[] {0, 1}, new double[] {6, 5});
        NdArray x = SparseLu.factor(a).solve(b);
        assertThat(x).isInstanceOf(CooArray.class);
        assertThat(((CooArray) x).nnz()).isEqualTo(3);
        assertThat(x.toDense()).isEqualTo(Matrices.matrix(new double[][] {{0, 5}, {3, 0}, {0, 0}, {0, -5}}));
        NdArray one = SparseLu.factor(a)
                .solve(CooArray.of(Shape.of(4), new long[][] {{2}}, DenseArray.wrap(new double[] {4})));
        assertThat(one).isInstanceOf(CooArray.class);
        assertThat(one.toDense()).isEqualTo(DenseArray.wrap(new double[] {0, 0, 1, 0}));
    }

    @Test
    void inverseIsAnOperator() {
        CooArray a = Matrices.poisson(5, 6);
        LinearOperator inverse = SparseCholesky.factor(a).inverse();
        DenseArray b = Matrices.vector(30, 4);
        double[] x = new double[30];
        inverse.apply(b.toDoubleArray(), x);
        assertThat(Matrices.residual(a, DenseArray.wrap(x), b)).isLessThan(1e-14);
        IterativeSolution one =
                ConjugateGradient.defaults().preconditioner(inverse).solve(a, b);
        assertThat(one.iterations()).isEqualTo(1);
    }

    @Test
    void leastSquares() {
        CooArray a = (CooArray)
                CooArray.random(Shape.of(80, 20), 0.1, Sampling.seed(1)).add(CooArray.fromDense(Creation.eye(80, 20)));
        DenseArray b = Matrices.vector(80, 5);
        for (Ordering ordering : Ordering.values()) {
            SparseQr f = SparseQr.factor(a, ordering);
            NdArray x = f.solve(b);
            NdArray r = b.sub(LinearAlgebra.matmul(a, x));
            // The residual is orthogonal to all columns.
            assertThat(Matrices.norm(LinearAlgebra.matmul(a.transpose(), r))).isLessThan(1e-13);
            CooArray square = (CooArray) LinearAlgebra.matmul(a.transpose(), a);
            assertThat(f.logDeterminant()).isCloseTo(SparseLu.factor(square).logDeterminant() / 2, within(1e-11));
            DenseArray two = Sampling.uniform(Shape.of(80, 2), Sampling.seed(8));
            assertThat(f.solve(two).get(":, 1").copy()).isEqualTo(f.solve(two.get(":, 1")));
        }
    }

    @Test
    void squareSystemsByQr() {
        CooArray a = Matrices.dominant(50, 0.08, 11);
        DenseArray b = Matrices.vector(50, 6);
        assertThat(Matrices.residual(a, SparseQr.factor(a).solve(b), b)).isLessThan(1e-14);
    }

    @Test
    void conditionIsNearTheTruth() {
        for (int seed = 0; seed < 8; seed++) {
            CooArray a = Matrices.dominant(30, 0.1, seed);
            SparseLu f = SparseLu.factor(a);
            NdArray inverse = f.solve(Creation.eye(30, 30));
            double truth = MatrixNorms.one(a) * MatrixNorms.one(inverse);
            assertThat(f.conditionEstimate()).isBetween(truth / 3, truth * (1 + 1e-10));
            assertThat(MatrixNorms.condition(a)).isEqualTo(f.conditionEstimate());
        }
        assertThat(MatrixNorms.condition(Matrices.diagonal(1, 0))).isInfinite();
        assertThat(MatrixNorms.condition(CooArray.eye(7))).isEqualTo(1);
    }

    @Test
    void warnsNearSingularity() {
        CooArray a = (CooArray) Matrices.diagonal(1, 1e-15, 1).add(Matrices.diagonal(0, 0, 0));
        SparseLu f = SparseLu.factor(a);
        assertThat(f.warnings()).singleElement().asString().contains("near singular", "1.0e+15", "0 correct digits");
        assertThat(f.toString()).contains("warning: ");
    }

    @Test
    void norms() {
        DenseArray a = Matrices.matrix(new double[][] {{1, -2, 0}, {0, 3, -4}});
        assertThat(MatrixNorms.one(a)).isEqualTo(5);
        assertThat(MatrixNorms.infinity(a)).isEqualTo(7);
        assertThat(MatrixNorms.frobenius(a)).isEqualTo(Math.sqrt(30));
        assertThat(MatrixNorms.two(Matrices.diagonal(1, -7, 3))).isCloseTo(7, within(1e-12));
        assertThat(MatrixNorms.one(CooArray.random(Shape.of(0, 3), 0, Sampling.seed(1))))
                .isZero();
        assertThat(MatrixNorms.two(CooArray.random(Shape.of(0, 3), 0, Sampling.seed(1))))
                .isZero();
        assertThat(MatrixNorms.frobenius(Matrices.diagonal(3e200, 4e200))).isCloseTo(5e200, within(1e186));
    }

    @Test
    void noRows() {
        CooArray a = CooArray.eye(0);
        DenseArray b = DenseArray.wrap(new double[0]);
        assertThat(SparseCholesky.factor(a).solve(b)).isEqualTo(b);
        assertThat(SparseLu.factor(a).solve(b)).isEqualTo(b);
        assertThat(SparseLu.factor(a).determinant()).isEqualTo(1);
        assertThat(SparseQr.factor(a).solve(b)).isEqualTo(b);
        assertThat(SparseQr.factor(Creation.zeros(Shape.of(3, 0)))
                        .solve(Matrices.vector(3, 1))
                        .shape())
                .isEqualTo(Shape.of(0));
    }

    @Test
    void otherTypes() {
        NdArray a = Matrices.diagonal(2, 4).convert(DType.INT32);
        DenseArray b = DenseArray.wrap(new int[] {6, 8});
        assertThat(SparseLu.factor(a).solve(b)).isEqualTo(DenseArray.wrap(new double[] {3, 2}));
        NdArray x = SparseCholesky.factor(a.convert(DType.FLOAT32)).solve(b);
        assertThat(x.toDense().toDoubleArray()).containsExactly(new double[] {3, 2}, within(1e-15));
    }

    @Test
    void realMatrices() throws IOException {
        CooArray lund = MatrixMarket.read(Matrices.file("lund_a.mtx"));
        int n = (int) lund.shape().get(0);
        DenseArray b = Matrices.vector(n, 9);
        assertThat(Matrices.residual(lund, SparseCholesky.factor(lund).solve(b), b))
                .isLessThan(1e-11);
        assertThat(Matrices.residual(lund, SparseLu.factor(lund).solve(b), b)).isLessThan(1e-11);
        CooArray utm = HarwellBoeing.read(Matrices.file("utm300.rua"));
        DenseArray c = Matrices.vector((int) utm.shape().get(0), 9);
        assertThat(Matrices.residual(utm, SparseLu.factor(utm).solve(c), c)).isLessThan(1e-10);
        CooArray pores = MatrixMarket.read(Matrices.file("pores_1.mtx"));
        DenseArray d = Matrices.vector((int) pores.shape().get(0), 9);
        assertThat(Matrices.residual(pores, SparseLu.factor(pores).solve(d), d)).isLessThan(1e-9);
        CooArray knex = MatrixMarket.read(Matrices.file("KNex.mtx"));
        DenseArray e = Matrices.vector((int) knex.shape().get(0), 9);
        NdArray x = SparseQr.factor(knex).solve(e);
        NdArray r = e.sub(LinearAlgebra.matmul(knex, x));
        assertThat(Matrices.norm(LinearAlgebra.matmul(knex.transpose(), r))).isLessThan(1e-9);
    }

    // Bad input.

    @Test
    void refusesWhatIsNoSquareRealMatrix() {
        assertThatThrownBy(() -> SparseLu.factor(Creation.ones(Shape.of(3, 4))))
                .isInstanceOf(ShapeException.class)
                .hasMessage("a has shape (3, 4): expected a square matrix");
        assertThatThrownBy(() -> SparseCholesky.factor(Creation.ones(Shape.of(3))))
                .isInstanceOf(ShapeException.class)
                .hasMessage("a has shape (3,): expected a square matrix");
        assertThatThrownBy(() -> SparseQr.factor(Creation.ones(Shape.of(3, 4))))
                .isInstanceOf(ShapeException.class)
                .hasMessage("a has shape (3, 4): expected at least as many rows as columns");
        assertThatThrownBy(() -> SparseLu.factor(CooArray.eye(2).convert(DType.COMPLEX128)))
                .isInstanceOf(DTypeException.class)
                .hasMessage("a has dtype complex128: expected real elements");
        assertThatThrownBy(() -> SparseLu.factor(CooArray.eye(2).add(1)))
                .isInstanceOf(DensificationException.class)
                .hasMessageContaining("a has the fill value 1");
        assertThatThrownBy(() -> SparseLu.factor(Matrices.diagonal(1, Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a is NaN at (1, 1): expected finite elements");
        assertThatThrownBy(() -> SparseLu.factor(Matrices.diagonal(1, Double.NEGATIVE_INFINITY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a is -Infinity at (1, 1): expected finite elements");
    }

    @Test
    void refusesRightHandSidesThatDoNotFit() {
        SparseLu f = SparseLu.factor(CooArray.eye(3));
        assertThatThrownBy(() -> f.solve(Matrices.vector(4, 1)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("b has shape (4,): expected (3,) or (3, k)");
        assertThatThrownBy(() -> f.solve(DenseArray.wrap(new double[] {1, Double.NaN, 2})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("b is NaN at element 1: expected finite elements");
        assertThatThrownBy(() -> f.solve(Creation.full(Shape.of(3), Complex.of(1, 2))))
                .isInstanceOf(DTypeException.class)
                .hasMessage("b has dtype complex128: expected real elements");
        assertThatThrownBy(() -> SparseQr.factor(CooArray.eye(3)).solve(Matrices.vector(2, 1)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("b has shape (2,): expected (3,) or (3, k)");
    }

    @Test
    void namesThePivotOfASingularMatrix() {
        assertThatThrownBy(() -> SparseLu.factor(Matrices.diagonal(1, 2, 0, 3), Ordering.NATURAL))
                .isInstanceOf(SingularMatrixException.class)
                .hasMessage("a is singular: pivot 2, of column 2, is zero");
        assertThatThrownBy(() -> SparseLu.factor(Matrices.matrix(new double[][] {{1, 2}, {2, 4}}), Ordering.NATURAL))
                .isInstanceOf(SingularMatrixException.class)
                .hasMessage("a is singular: pivot 1, of column 1, is zero");
        assertThatThrownBy(() ->
                        SparseQr.factor(Matrices.matrix(new double[][] {{1, 2}, {2, 4}, {3, 6}}), Ordering.NATURAL))
                .isInstanceOf(SingularMatrixException.class)
                .hasMessageStartingWith("a has columns that depend on each other: pivot 1, of column 1, is ");
        assertThatThrownBy(() -> SparseQr.factor(Matrices.matrix(new double[][] {{1, 0}, {2, 0}, {3, 0}})))
                .isInstanceOf(SingularMatrixException.class)
                .hasMessageStartingWith("a has columns that depend on each other");
    }

    @Test
    void choleskyNeedsPositiveDefiniteMatrices() {
        assertThatThrownBy(() -> SparseCholesky.factor(Matrices.matrix(new double[][] {{1, 2}, {3, 4}})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a is not symmetric: element (0, 1) is 2.0, (1, 0) is 3.0");
        assertThatThrownBy(() -> SparseCholesky.factor(Matrices.matrix(new double[][] {{1, 0}, {3, 4}})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a is not symmetric: element (0, 1) is 0.0, (1, 0) is 3.0");
        assertThatThrownBy(() -> SparseCholesky.factor(Matrices.diagonal(1, -2)))
                .isInstanceOf(SingularMatrixException.class)
                .hasMessage("a is not positive definite: element (1, 1) is -2.0");
        double[][] indefinite = {{1, 0, 0}, {0, 1, 2}, {0, 2, 1}};
        assertThatThrownBy(() -> SparseCholesky.factor(Matrices.matrix(indefinite), Ordering.NATURAL))
                .isInstanceOf(SingularMatrixException.class)
                .hasMessage("a is not positive definite: pivot 2, of row 2, is not positive; use SparseLu");
    }
}
