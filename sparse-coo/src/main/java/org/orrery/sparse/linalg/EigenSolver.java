package org.orrery.sparse.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.orrery.ndarray.ConvergenceException;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.SingularMatrixException;
import org.orrery.sparse.linalg.internal.CompressedRows;

/**
 * An algorithm for a few eigenvalues of a square matrix, and their vectors. It sees the matrix by its products with vectors;
 * with a {@linkplain #shift shift} by those of {@code (A - shift I)^-1}, whose largest eigenvalues belong to those of the
 * matrix that are nearest to the shift.
 *
 * @param <S> the algorithm's own type
 */
public abstract sealed class EigenSolver<S extends EigenSolver<S>> extends SpectralSolver<S> permits Arnoldi, Lanczos {
    private static final System.Logger LOGGER = System.getLogger(EigenSolver.class.getPackageName());

    /** What is wanted: which, and near what, NaN for no shift. */
    record Goal(Which which, double shift) {
        static final Goal DEFAULT = new Goal(Which.LARGEST_MAGNITUDE, Double.NaN);

        boolean shifted() {
            return !Double.isNaN(shift);
        }
    }

    final Goal goal;

    EigenSolver(Settings settings, Goal goal) {
        super(settings);
        this.goal = goal;
    }

    abstract S with(Goal changed);

    /** Checks what only some algorithms ask for. */
    void check(CompressedRows a) {}

    /**
     * Finds eigenpairs.
     *
     * @param a what the pairs belong to
     * @param b what products are taken with: {@code a}, or its inverse at the shift
     * @param k the number of pairs
     * @return the pairs, the most wanted first
     */
    abstract EigenPairs run(LinearOperator a, LinearOperator b, int k);

    /**
     * Chooses among the eigenvalues. The default is {@link Which#LARGEST_MAGNITUDE}.
     *
     * @param which those that are wanted; with a shift, among the values {@code 1 / (value - shift)}
     * @return an algorithm with this option
     */
    public S which(Which which) {
        return with(new Goal(which, goal.shift));
    }

    /**
     * Looks for the eigenvalues nearest to a number, by {@link SparseLu}.
     *
     * @param sigma the number, itself not an eigenvalue
     * @return an algorithm with this option
     * @throws IllegalArgumentException if it is NaN or infinite
     */
    public S shift(double sigma) {
        if (!Double.isFinite(sigma)) {
            throw new IllegalArgumentException("shift is " + sigma + ": expected a finite number");
        }
        return with(new Goal(goal.which, sigma));
    }

    /**
     * Finds eigenvalues of a matrix, and their vectors.
     *
     * @param a the matrix {@code (n, n)}, real
     * @param k how many, from 1 to n
     * @return the pairs
     * @throws ShapeException if the matrix is not square
     * @throws IllegalArgumentException if {@code k} is out of range, the subspace not larger, or an element NaN or infinite
     * @throws SingularMatrixException if the shift is an eigenvalue
     * @throws org.orrery.ndarray.DTypeException if the matrix is complex
     * @throws org.orrery.ndarray.DensificationException if the matrix has a fill value other than 0
     * @throws ConvergenceException if the restarts are not enough
     */
    public EigenPairs compute(NdArray a, int k) {
        CompressedRows m = CompressedRows.square("a", a);
        check(m);
        LinearOperator plain = new MatrixOperator(m);
        subspaceFor(k, m.rows());
        if (!goal.shifted()) {
            return warned(run(plain, plain, k), List.of());
        }
        SparseLu f = SparseLu.factor("a - " + goal.shift + " I", m.shifted(goal.shift), Ordering.MINIMUM_DEGREE);
        return warned(run(plain, f.inverse(), k), f.warnings());
    }

    /**
     * Finds eigenvalues of an operator, and their vectors.
     *
     * @param a the operator
     * @param k how many, from 1 to n
     * @return the pairs
     * @throws ShapeException if the operator is not square
     * @throws IllegalArgumentException if {@code k} is out of range or the subspace not larger
     * @throws UnsupportedOperationException if there is a shift, for which a matrix is needed
     * @throws ConvergenceException if the restarts are not enough
     */
    public EigenPairs compute(LinearOperator a, int k) {
        if (a.rows() != a.columns()) {
            throw new ShapeException("a has shape (" + a.rows() + ", " + a.columns() + "): expected a square matrix");
        }
        if (goal.shifted()) {
            throw new UnsupportedOperationException("a shift needs a matrix: give one, or the operator of the inverse");
        }
        return warned(run(a, a, k), List.of());
    }

    private EigenPairs warned(EigenPairs pairs, List<String> first) {
        List<String> warnings = new ArrayList<>(first);
        double largest = 0;
        for (long i = 0; i < pairs.values().size(); i++) {
            double size = pairs.values().getComplex(i).abs();
            largest = Math.max(largest, size == 0 ? 0 : pairs.residualNorms().getDouble(i) / size);
        }
        if (largest > Math.max(1e-6, 1e3 * settings.tolerance())) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "a residual is %.2g of its eigenvalue: the value is near the rounding errors of the matrix",
                    largest));
        }
        warnings.forEach(w -> LOGGER.log(System.Logger.Level.WARNING, label() + ": " + w));
        return new EigenPairs(
                pairs.values(), pairs.vectors(), pairs.residualNorms(), pairs.products(), pairs.restarts(), warnings);
    }
}
