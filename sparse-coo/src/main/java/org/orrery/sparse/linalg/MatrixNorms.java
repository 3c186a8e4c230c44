package org.orrery.sparse.linalg;

import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.SingularMatrixException;
import org.orrery.sparse.linalg.internal.CompressedRows;

/**
 * Norms of sparse matrices.
 *
 * <pre>{@code
 * MatrixNorms.frobenius(a);
 * MatrixNorms.condition(a); // in the 1-norm, by a factorisation
 * }</pre>
 */
public final class MatrixNorms {
    private MatrixNorms() {}

    /**
     * The largest sum of sizes in a column.
     *
     * @param a the matrix, real and finite, with the fill value 0
     * @return the 1-norm; 0 for a matrix without elements
     * @throws org.orrery.ndarray.ShapeException if it has not two dimensions
     * @throws IllegalArgumentException if an element is NaN or infinite
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws org.orrery.ndarray.DensificationException if its fill value is not 0
     */
    public static double one(NdArray a) {
        return one(CompressedRows.matrix("a", a));
    }

    static double one(CompressedRows a) {
        return infinity(a.transposed());
    }

    /**
     * The largest sum of sizes in a row.
     *
     * @param a the matrix, real and finite, with the fill value 0
     * @return the infinity norm; 0 for a matrix without elements
     * @throws org.orrery.ndarray.ShapeException if it has not two dimensions
     * @throws IllegalArgumentException if an element is NaN or infinite
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws org.orrery.ndarray.DensificationException if its fill value is not 0
     */
    public static double infinity(NdArray a) {
        return infinity(CompressedRows.matrix("a", a));
    }

    private static double infinity(CompressedRows a) {
        double largest = 0;
        for (int i = 0; i < a.rows(); i++) {
            double sum = 0;
            for (int t = a.starts()[i]; t < a.starts()[i + 1]; t++) {
                sum += Math.abs(a.values()[t]);
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    /**
     * The root of the sum of squares.
     *
     * @param a the matrix, real and finite, with the fill value 0
     * @return the Frobenius norm
     * @throws org.orrery.ndarray.ShapeException if it has not two dimensions
     * @throws IllegalArgumentException if an element is NaN or infinite
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws org.orrery.ndarray.DensificationException if its fill value is not 0
     */
    public static double frobenius(NdArray a) {
        return Vectors.norm(CompressedRows.matrix("a", a).values());
    }

    /**
     * The largest singular value, by {@link TruncatedSvd}.
     *
     * @param a the matrix, real and finite, with the fill value 0
     * @return the 2-norm; 0 for a matrix without elements
     * @throws org.orrery.ndarray.ShapeException if it has not two dimensions
     * @throws IllegalArgumentException if an element is NaN or infinite
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws org.orrery.ndarray.DensificationException if its fill value is not 0
     * @throws org.orrery.ndarray.ConvergenceException if the iteration does not converge
     */
    public static double two(NdArray a) {
        LinearOperator m = LinearOperator.of(a);
        return a.size() == 0
                ? 0
                : TruncatedSvd.defaults().compute(m, 1).values().getDouble(0);
    }

    /**
     * The condition number in the 1-norm, estimated by {@link SparseLu}; too small by at most a factor of three in nearly
     * all cases.
     *
     * @param a the matrix {@code (n, n)}, real and finite, with the fill value 0
     * @return the estimate; infinite for a singular matrix
     * @throws org.orrery.ndarray.ShapeException if it is not square
     * @throws IllegalArgumentException if an element is NaN or infinite
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws org.orrery.ndarray.DensificationException if its fill value is not 0
     */
    public static double condition(NdArray a) {
        CompressedRows m = CompressedRows.square("a", a);
        try {
            return SparseLu.factor("a", m, Ordering.MINIMUM_DEGREE).conditionEstimate();
        } catch (SingularMatrixException e) {
            return Double.POSITIVE_INFINITY;
        }
    }
}
