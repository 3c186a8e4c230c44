package org.orrery.sparse.linalg;

import java.util.Arrays;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.sparse.csc.decomposition.chol.CholeskyUpLooking_DSCC;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.SingularMatrixException;
import org.orrery.sparse.linalg.internal.CompressedRows;

/**
 * The factorisation {@code P A P^T = L L^T} of a symmetric positive definite matrix, by EJML's up-looking algorithm (Davis,
 * "Direct Methods for Sparse Linear Systems", SIAM 2006, chapter 4).
 *
 * <pre>{@code
 * SparseCholesky f = SparseCholesky.factor(a);
 * NdArray x = f.solve(b);
 * f.logDeterminant();
 * }</pre>
 */
public final class SparseCholesky extends Factorisation {
    private final int[] order;
    private final Columns lower;

    private SparseCholesky(int[] order, Columns lower) {
        super(order.length);
        this.order = order;
        this.lower = lower;
    }

    /**
     * Factors a matrix in the order of {@link Ordering#MINIMUM_DEGREE}.
     *
     * @param a the matrix {@code (n, n)}, real, symmetric positive definite
     * @return its factors
     * @throws org.orrery.ndarray.ShapeException if it is not square
     * @throws SingularMatrixException if it is not positive definite
     * @throws IllegalArgumentException if it is not symmetric, or an element is NaN or infinite
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws org.orrery.ndarray.DensificationException if its fill value is not 0
     */
    public static SparseCholesky factor(NdArray a) {
        return factor(a, Ordering.MINIMUM_DEGREE);
    }

    /**
     * Factors a matrix.
     *
     * @param a the matrix {@code (n, n)}, real, symmetric positive definite
     * @param ordering the order in which it eliminates
     * @return its factors
     * @throws org.orrery.ndarray.ShapeException if it is not square
     * @throws SingularMatrixException if it is not positive definite
     * @throws IllegalArgumentException if it is not symmetric, or an element is NaN or infinite
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws org.orrery.ndarray.DensificationException if its fill value is not 0
     */
    public static SparseCholesky factor(NdArray a, Ordering ordering) {
        CompressedRows m = CompressedRows.square("a", a);
        m.checkSymmetric("a");
        int n = m.rows();
        int[] order = ordering.symmetric(m);
        for (int i = 0; i < n; i++) {
            int t = m.place(i, i);
            if (t < 0 || m.values()[t] <= 0) {
                throw new SingularMatrixException("a is not positive definite: element (" + i + ", " + i + ") is "
                        + (t < 0 ? 0.0 : m.values()[t]));
            }
        }
        if (n == 0) {
            return new SparseCholesky(order, Columns.of(new DMatrixSparseCSC(0, 0, 0)));
        }
        CholeskyUpLooking_DSCC cholesky = new CholeskyUpLooking_DSCC();
        if (!cholesky.decompose(columns(m, order, inverted(order)))) {
            int pivot = failed(cholesky, n);
            throw new SingularMatrixException("a is not positive definite: pivot " + pivot + ", of row " + order[pivot]
                    + ", is not positive; use SparseLu");
        }
        SparseCholesky made = new SparseCholesky(order, Columns.of(cholesky.getL()));
        made.judge(m);
        return made;
    }

    /** The first column of the factor that has not got its diagonal. */
    private static int failed(CholeskyUpLooking_DSCC cholesky, int n) {
        int[] next = cholesky.getGw().data;
        int[] starts = cholesky.getL().col_idx;
        int pivot = 0;
        while (pivot < n - 1 && next[pivot] > starts[pivot]) {
            pivot++;
        }
        return pivot;
    }

    @Override
    void solveInPlace(double[] x, boolean transposed) {
        double[] moved = new double[n];
        for (int i = 0; i < n; i++) {
            moved[i] = x[order[i]];
        }
        lower.solveLower(moved);
        lower.solveLowerTransposed(moved);
        for (int i = 0; i < n; i++) {
            x[order[i]] = moved[i];
        }
    }

    @Override
    LogDeterminant pivots() {
        double log = 0;
        for (int j = 0; j < n; j++) {
            log += 2 * Math.log(lower.values()[lower.starts()[j]]);
        }
        return new LogDeterminant(1, log);
    }

    @Override
    public int nnz() {
        return lower.nnz();
    }

    /**
     * The order in which rows and columns were eliminated.
     *
     * @return for each place the row, a new Java array
     */
    public int[] order() {
        return Arrays.copyOf(order, n);
    }
}
