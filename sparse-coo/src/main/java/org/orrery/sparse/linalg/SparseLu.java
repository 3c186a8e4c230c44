package org.orrery.sparse.linalg;

import java.util.Arrays;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.sparse.csc.decomposition.lu.LuUpLooking_DSCC;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.SingularMatrixException;
import org.orrery.sparse.linalg.internal.CompressedRows;
import org.orrery.sparse.linalg.internal.Sparsity;

/**
 * The factorisation {@code P A Q = L U} of any square matrix that has an inverse, rows exchanged for the largest pivot, by
 * EJML (the algorithm of Gilbert and Peierls, "Sparse Partial Pivoting in Time Proportional to Arithmetic Operations", SIAM
 * J. Sci. Stat. Comput. 9 (1988)).
 *
 * <pre>{@code
 * SparseLu f = SparseLu.factor(a);
 * NdArray x = f.solve(b);
 * f.conditionEstimate();
 * }</pre>
 */
public final class SparseLu extends Factorisation {
    private final int[] order;
    private final int[] rowPlaces;
    private final Columns lower;
    private final Columns upper;

    private SparseLu(int[] order, int[] rowPlaces, Columns lower, Columns upper) {
        super(order.length);
        this.order = order;
        this.rowPlaces = rowPlaces;
        this.lower = lower;
        this.upper = upper;
    }

    /**
     * Factors a matrix in the order of {@link Ordering#MINIMUM_DEGREE}.
     *
     * @param a the matrix {@code (n, n)}, real
     * @return its factors
     * @throws org.orrery.ndarray.ShapeException if it is not square
     * @throws SingularMatrixException if a pivot is zero
     * @throws IllegalArgumentException if an element is NaN or infinite
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws org.orrery.ndarray.DensificationException if its fill value is not 0
     */
    public static SparseLu factor(NdArray a) {
        return factor(a, Ordering.MINIMUM_DEGREE);
    }

    /**
     * Factors a matrix.
     *
     * @param a the matrix {@code (n, n)}, real
     * @param ordering the order in which it eliminates columns: by {@code A + A^T} where most entries have a mirror image,
     *     else by {@code A^T A}
     * @return its factors
     * @throws org.orrery.ndarray.ShapeException if it is not square
     * @throws SingularMatrixException if a pivot is zero
     * @throws IllegalArgumentException if an element is NaN or infinite
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws org.orrery.ndarray.DensificationException if its fill value is not 0
     */
    public static SparseLu factor(NdArray a, Ordering ordering) {
        return factor("a", CompressedRows.square("a", a), ordering);
    }

    static SparseLu factor(String name, CompressedRows m, Ordering ordering) {
        int n = m.rows();
        if (n == 0) {
            Columns none = Columns.of(new DMatrixSparseCSC(0, 0, 0));
            return new SparseLu(new int[0], new int[0], none, none);
        }
        boolean mirrored = Sparsity.ofSum(m).neighbours().length < 1.5 * m.nnz();
        int[] order = mirrored ? ordering.symmetric(m) : ordering.columns(m);
        int[] rows = new int[n];
        Arrays.setAll(rows, i -> i);
        LuUpLooking_DSCC lu = new LuUpLooking_DSCC(null);
        if (!lu.decompose(columns(m, order, rows))) {
            int pivot = 0;
            for (int place : lu.getPinv()) {
                pivot += place >= 0 ? 1 : 0;
            }
            throw new SingularMatrixException(
                    name + " is singular: pivot " + pivot + ", of column " + order[pivot] + ", is zero");
        }
        SparseLu made =
                new SparseLu(order, Arrays.copyOf(lu.getPinv(), n), Columns.of(lu.getL()), Columns.of(lu.getU()));
        made.judge(m);
        return made;
    }

    @Override
    void solveInPlace(double[] x, boolean transposed) {
        double[] moved = new double[n];
        if (transposed) {
            for (int j = 0; j < n; j++) {
                moved[j] = x[order[j]];
            }
            upper.solveUpperTransposed(moved);
            lower.solveLowerTransposed(moved);
            for (int i = 0; i < n; i++) {
                x[i] = moved[rowPlaces[i]];
            }
        } else {
            for (int i = 0; i < n; i++) {
                moved[rowPlaces[i]] = x[i];
            }
            lower.solveLower(moved);
            upper.solveUpper(moved);
            for (int j = 0; j < n; j++) {
                x[order[j]] = moved[j];
            }
        }
    }

    @Override
    LogDeterminant pivots() {
        double log = 0;
        int sign = sign(rowPlaces) * sign(order);
        for (int j = 0; j < n; j++) {
            double pivot = upper.values()[upper.starts()[j + 1] - 1];
            log += Math.log(Math.abs(pivot));
            sign *= pivot < 0 ? -1 : 1;
        }
        return new LogDeterminant(sign, log);
    }

    /** The sign of a permutation: minus one to the number of exchanges. */
    private static int sign(int[] permutation) {
        boolean[] seen = new boolean[permutation.length];
        int sign = 1;
        for (int i = 0; i < permutation.length; i++) {
            for (int j = i; !seen[j]; j = permutation[j]) {
                seen[j] = true;
                sign = permutation[j] == i ? sign : -sign;
            }
        }
        return sign;
    }

    @Override
    public int nnz() {
        return lower.nnz() + upper.nnz();
    }
}
