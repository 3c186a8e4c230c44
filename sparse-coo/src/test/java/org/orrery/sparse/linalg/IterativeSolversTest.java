package org.orrery.sparse.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.orrery.ndarray.ConvergenceException;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.SingularMatrixException;
import org.orrery.ndarray.parallel.Mode;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.ndarray.parallel.Progress;
import org.orrery.ndarray.testing.NumPy;
import org.orrery.sparse.CooArray;
import org.orrery.sparse.HarwellBoeing;
import org.orrery.sparse.MatrixMarket;

class IterativeSolversTest {
    static Stream<IterativeSolver<?>> all() {
        return Stream.of(ConjugateGradient.defaults(), Minres.defaults(), Gmres.defaults(), BiCgStab.defaults());
    }

    static Stream<PreconditionedSolver<?>> preconditioned() {
        return Stream.of(ConjugateGradient.defaults(), Gmres.defaults(), BiCgStab.defaults());
    }

    @ParameterizedTest
    @MethodSource("all")
    void solvesPoisson(IterativeSolver<?> solver) {
        CooArray a = Matrices.poisson(20, 23);
        DenseArray b = Matrices.vector(460, 1);
        IterativeSolution s = solver.solve(a, b);
        assertThat(s.converged()).isTrue();
        double residual = Matrices.residual(a, s.solution(), b);
        assertThat(residual).isLessThan(1.01e-10);
        assertThat(s.residualNorm()).isCloseTo(residual * Matrices.norm(b), within(1e-15));
        assertThat(s.residualNorms().size()).isEqualTo(s.iterations() + 1L);
        assertThat(s.residualNorms().getDouble(0)).isCloseTo(Matrices.norm(b), within(1e-12));
        assertThat(s.toString()).startsWith("converged after " + s.iterations() + " iterations: 460 unknowns");
        assertThat(Matrices.norm(s.solution().sub(SparseCholesky.factor(a).solve(b))))
                .isLessThan(1e-7);
    }

    /** In exact arithmetic conjugate gradients end after as many steps as there are different eigenvalues. */
    @ParameterizedTest
    @MethodSource("all")
    void endsAfterAsManyStepsAsThereAreEigenvalues(IterativeSolver<?> solver) {
        double[] values = new double[60];
        for (int i = 0; i < 60; i++) {
            values[i] = 1 + i % 3;
        }
        IterativeSolution s = solver.solve(Matrices.diagonal(values), Matrices.vector(60, 2));
        assertThat(s.iterations()).isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("preconditioned")
    void preconditionersHelp(PreconditionedSolver<?> solver) {
        CooArray a = Matrices.poisson(40, 41);
        DenseArray b = Matrices.vector(1640, 3);
        int plain = solver.solve(a, b).iterations();
        for (LinearOperator m : List.of(Preconditioners.ilu0(a), Preconditioners.ic0(a))) {
            IterativeSolution s = solver.preconditioner(m).solve(a, b);
            assertThat(s.iterations()).isLessThan(plain * 2 / 3);
            assertThat(Matrices.residual(a, s.solution(), b)).isLessThan(1.01e-10);
        }
    }

    @ParameterizedTest
    @MethodSource("preconditioned")
    void jacobiHelpsWhereRowsDiffer(PreconditionedSolver<?> solver) {
        int n = 200;
        double[] scales = new double[n];
        for (int i = 0; i < n; i++) {
            scales[i] = Math.pow(10, 4.0 * i / n);
        }
        CooArray d = Matrices.diagonal(scales);
        CooArray a = (CooArray) Matrices.poisson(10, 20).add(d);
        DenseArray b = Matrices.vector(n, 4);
        int plain = solver.solve(a, b).iterations();
        IterativeSolution s = solver.preconditioner(Preconditioners.jacobi(a)).solve(a, b);
        assertThat(s.iterations()).isLessThan(plain / 2);
        assertThat(Matrices.residual(a, s.solution(), b)).isLessThan(1.01e-10);
    }

    /** With a pattern in which nothing fills in, the incomplete factorisations are complete. */
    @Test
    void incompleteFactorisationsOfTridiagonalMatricesAreComplete() {
        CooArray a = Matrices.poisson(1, 50);
        DenseArray b = Matrices.vector(50, 5);
        for (LinearOperator m : List.of(Preconditioners.ilu0(a), Preconditioners.ic0(a))) {
            double[] x = new double[50];
            m.apply(b.toDoubleArray(), x);
            assertThat(Matrices.residual(a, DenseArray.wrap(x), b)).isLessThan(1e-13);
            m.applyTransposed(b.toDoubleArray(), x);
            assertThat(Matrices.residual(a, DenseArray.wrap(x), b)).isLessThan(1e-13);
        }
        CooArray c = (CooArray) a.add(CooArray.of(Shape.of(50, 50), new int[] {4}, new int[] {5}, new double[] {0.7}));
        double[] x = new double[50];
        Preconditioners.ilu0(c).applyTransposed(b.toDoubleArray(), x);
        assertThat(Matrices.residual(c.transpose(), DenseArray.wrap(x), b)).isLessThan(1e-13);
    }

    @Test
    void solvesMatricesFarFromSymmetric() {
        for (int seed = 0; seed < 5; seed++) {
            CooArray a = Matrices.dominant(150, 0.05, seed);
            DenseArray b = Matrices.vector(150, seed);
            for (IterativeSolver<?> solver : List.of(
                    Gmres.defaults(), BiCgStab.defaults(), Gmres.defaults().restart(5))) {
                assertThat(Matrices.residual(a, solver.solve(a, b).solution(), b))
                        .isLessThan(1.01e-10);
            }
        }
    }

    @Test
    void minresSolvesIndefiniteMatrices() {
        CooArray a = (CooArray) Matrices.poisson(12, 13).sub(CooArray.eye(156).mul(2.7));
        DenseArray b = Matrices.vector(156, 6);
        IterativeSolution s = Minres.defaults().solve(a, b);
        assertThat(Matrices.residual(a, s.solution(), b)).isLessThan(1.01e-10);
        assertThatThrownBy(() -> ConjugateGradient.defaults().solve(a, b))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a is not positive definite: iteration")
                .hasMessageContaining("use Minres");
    }

    @Test
    void gmresFindsTheSolutionOfScipy() {
        CooArray a = Matrices.dominant(80, 0.1, 3);
        DenseArray b = Matrices.vector(80, 7);
        IterativeSolution s = Gmres.defaults().restart(40).solve(a, b);
        double[] scipy = Matrices.numbers(
                "import scipy.sparse, scipy.sparse.linalg",
                "a = " + Matrices.scipy(a) + "\nb = " + NumPy.expression(b)
                        + "\nx = scipy.sparse.linalg.spsolve(a.tocsc(), b)\nprint(*x)");
        assertThat(Matrices.norm(s.solution().sub(DenseArray.wrap(scipy)))).isLessThan(1e-9);
    }

    @ParameterizedTest
    @MethodSource("all")
    void takesFunctions(IterativeSolver<?> solver) {
        int n = 40;
        LinearOperator second = LinearOperator.of(n, (x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = 2 * x[i] - (i > 0 ? x[i - 1] : 0) - (i < n - 1 ? x[i + 1] : 0);
            }
        });
        // The solution of -u'' = 1 on a grid, exact on it: x (n + 1 - x) / 2.
        IterativeSolution s = solver.tolerance(1e-12).solve(second, Creation.ones(Shape.of(n)));
        for (int i = 1; i <= n; i++) {
            assertThat(s.solution().getDouble(i - 1)).isCloseTo(i * (n + 1 - i) / 2.0, within(1e-7));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void beginsWhereToldTo(IterativeSolver<?> solver) {
        CooArray a = Matrices.poisson(6, 7);
        DenseArray b = Matrices.vector(42, 8);
        NdArray x = SparseCholesky.factor(a).solve(b);
        IterativeSolution s = solver.start(x).solve(a, b);
        assertThat(s.iterations()).isZero();
        assertThat(s.solution()).isEqualTo(x);
        assertThatThrownBy(() -> solver.start(Matrices.vector(41, 1)).solve(a, b))
                .isInstanceOf(ShapeException.class)
                .hasMessage("start has shape (41,): expected (42,)");
    }

    @ParameterizedTest
    @MethodSource("all")
    void smallSystems(IterativeSolver<?> solver) {
        assertThat(solver.solve(CooArray.eye(0), DenseArray.wrap(new double[0]))
                        .solution()
                        .size())
                .isZero();
        assertThat(solver.solve(Matrices.diagonal(4), DenseArray.wrap(new double[] {2}))
                        .solution())
                .isEqualTo(DenseArray.wrap(new double[] {0.5}));
        IterativeSolution zero =
                solver.start(Matrices.vector(3, 1)).solve(CooArray.eye(3), Creation.zeros(Shape.of(3)));
        assertThat(zero.solution()).isEqualTo(Creation.zeros(Shape.of(3)));
        assertThat(zero.converged()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("all")
    void saysThatItDidNotConverge(IterativeSolver<?> solver) {
        CooArray a = Matrices.poisson(20, 20);
        DenseArray b = Matrices.vector(400, 9);
        assertThatThrownBy(() -> solver.maxIterations(3).solve(a, b))
                .isInstanceOf(ConvergenceException.class)
                .hasMessageContaining("after 3 iterations, the limit: expected 1.00e-10; raise maxIterations");
        IterativeSolution s = solver.maxIterations(3).keepUnconverged().solve(a, b);
        assertThat(s.converged()).isFalse();
        assertThat(s.iterations()).isEqualTo(3);
        assertThat(s.warnings()).singleElement().asString().contains("after 3 iterations");
        assertThat(Matrices.residual(a, s.solution(), b)).isLessThan(1);
        assertThat(s.toString()).startsWith("not converged after 3").contains("\nwarning: ");
    }

    /** A tolerance below rounding errors ends in an exception, not in an endless loop. */
    @ParameterizedTest
    @MethodSource("all")
    void givesUpBelowRoundingErrors(IterativeSolver<?> solver) {
        CooArray a = Matrices.poisson(30, 30);
        assertThatThrownBy(() -> solver.tolerance(1e-18).solve(a, Matrices.vector(900, 1)))
                .isInstanceOf(ConvergenceException.class);
    }

    @ParameterizedTest
    @MethodSource("all")
    void singularSystems(IterativeSolver<?> solver) {
        CooArray a = Matrices.diagonal(1, 2, 0);
        DenseArray inRange = DenseArray.wrap(new double[] {1, 1, 0});
        assertThat(solver.solve(a, inRange).converged()).isTrue();
        // Outside the range there is no solution.
        assertThatThrownBy(() -> solver.solve(a, DenseArray.wrap(new double[] {0, 0, 1})))
                .isInstanceOfAny(ConvergenceException.class, IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("all")
    void sameBitsForAnyNumberOfThreads(IterativeSolver<?> solver) {
        CooArray a = (CooArray) Matrices.poisson(200, 201).add(CooArray.eye(40200));
        DenseArray b = Matrices.vector(40200, 1);
        Supplier<IterativeSolution> work = () -> solver.solve(a, b);
        IterativeSolution shared = work.get();
        IterativeSolution serial = Parallel.in(Mode.SERIAL, work);
        assertThat(shared.solution()).isEqualTo(serial.solution());
        assertThat(shared.residualNorms()).isEqualTo(serial.residualNorms());
    }

    @Test
    void tellsProgress() {
        List<Progress.State> states = new ArrayList<>();
        ConjugateGradient.defaults()
                .progress(Progress.listener(states::add))
                .solve(Matrices.poisson(9, 9), Matrices.vector(81, 1));
        assertThat(states).isNotEmpty();
        assertThat(states.get(states.size() - 1).label()).isEqualTo("conjugate gradient");
        assertThat(states.get(states.size() - 1).done()).isGreaterThan(5);
    }

    @Test
    void realMatrices() throws IOException {
        CooArray lund = MatrixMarket.read(Matrices.file("lund_a.mtx"));
        DenseArray b = Matrices.vector((int) lund.shape().get(0), 9);
        IterativeSolution s = ConjugateGradient.defaults()
                .preconditioner(Preconditioners.ilu0(lund))
                .solve(lund, b);
        assertThat(Matrices.residual(lund, s.solution(), b)).isLessThan(1.01e-10);
        CooArray utm = HarwellBoeing.read(Matrices.file("utm300.rua"));
        DenseArray c = Matrices.vector((int) utm.shape().get(0), 9);
        IterativeSolution t = Gmres.defaults().restart(300).solve(utm, c);
        assertThat(Matrices.residual(utm, t.solution(), c)).isLessThan(1.01e-10);
    }

    // Bad input.

    @ParameterizedTest
    @MethodSource("all")
    void refusesBadInput(IterativeSolver<?> solver) {
        CooArray a = CooArray.eye(3);
        DenseArray b = Matrices.vector(3, 1);
        assertThatThrownBy(() -> solver.solve(Creation.ones(Shape.of(3, 2)), b))
                .isInstanceOf(ShapeException.class)
                .hasMessage("a has shape (3, 2): expected a square matrix");
        assertThatThrownBy(() -> solver.solve(a, Matrices.vector(4, 1)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("b has shape (4,): expected (3,)");
        assertThatThrownBy(() -> solver.solve(a, DenseArray.wrap(new double[] {0, Double.NaN, 1})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("b is NaN at element 1: expected finite elements");
        assertThatThrownBy(() -> solver.solve(Matrices.diagonal(1, 2, Double.NaN), b))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a is NaN at (2, 2): expected finite elements");
        assertThatThrownBy(() -> solver.tolerance(-1)).hasMessage("tolerance is -1.0: expected 0 to less than 1");
        assertThatThrownBy(() -> solver.absoluteTolerance(Double.NaN))
                .hasMessage("absoluteTolerance is NaN: expected a number of at least 0");
        assertThatThrownBy(() -> solver.maxIterations(0)).hasMessage("maxIterations is 0: expected at least 1");
        LinearOperator broken = LinearOperator.of(3, (x, y) -> y[0] = Double.NaN);
        assertThatThrownBy(() -> solver.solve(broken, b))
                .isInstanceOf(ConvergenceException.class)
                .hasMessageContaining("the residual is NaN after 0 iterations");
    }

    @Test
    void refusesBadPreconditioners() {
        CooArray a = Matrices.diagonal(1, 2);
        DenseArray b = Matrices.vector(2, 1);
        assertThatThrownBy(() -> Gmres.defaults()
                        .preconditioner(LinearOperator.identity(3))
                        .solve(a, b))
                .isInstanceOf(ShapeException.class)
                .hasMessage("preconditioner has shape (3, 3): expected that of a, (2, 2)");
        LinearOperator negative = LinearOperator.of(2, (x, y) -> {
            y[0] = -x[0];
            y[1] = -x[1];
        });
        assertThatThrownBy(() ->
                        ConjugateGradient.defaults().preconditioner(negative).solve(a, b))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the preconditioner is not positive definite");
        assertThatThrownBy(() -> Preconditioners.jacobi(Matrices.diagonal(1, 0)))
                .isInstanceOf(SingularMatrixException.class)
                .hasMessage("jacobi: element (1, 1) is zero");
        assertThatThrownBy(() -> Preconditioners.ilu0(Matrices.matrix(new double[][] {{0, 1}, {1, 0}})))
                .isInstanceOf(SingularMatrixException.class)
                .hasMessageStartingWith("ilu0: pivot 0 is zero");
        assertThatThrownBy(() -> Preconditioners.ic0(Matrices.matrix(new double[][] {{1, 2}, {2, 1}})))
                .isInstanceOf(SingularMatrixException.class)
                .hasMessageStartingWith("ic0: pivot 1 is -3.0");
        assertThatThrownBy(() -> Gmres.defaults().restart(0)).hasMessage("restart is 0: expected at least 1");
        assertThatThrownBy(() -> LinearOperator.of(-1, (x, y) -> {}))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("expected at least 0");
        assertThatThrownBy(() -> LinearOperator.of(2, (x, y) -> {}).applyTransposed(new double[2], new double[2]))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("no transpose");
    }
}
