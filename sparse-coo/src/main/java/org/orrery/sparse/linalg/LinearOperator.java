package org.orrery.sparse.linalg;

import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.ShapeException;
import org.orrery.sparse.linalg.internal.CompressedRows;

/**
 * A real matrix of which nothing is known but its products with vectors. Preconditioners, too, are operators, near the
 * inverse of a matrix.
 *
 * <pre>{@code
 * LinearOperator second = LinearOperator.of(n, (x, y) -> {
 *     for (int i = 0; i < n; i++) {
 *         y[i] = 2 * x[i] - (i > 0 ? x[i - 1] : 0) - (i < n - 1 ? x[i + 1] : 0);
 *     }
 * });
 * }</pre>
 *
 * <p>Operators are used by one thread at a time unless they say otherwise; those of matrices may be used by several.
 */
public interface LinearOperator {
    /**
     * The length of products.
     *
     * @return the number of rows
     */
    int rows();

    /**
     * The length of the vectors that are multiplied.
     *
     * @return the number of columns
     */
    int columns();

    /**
     * The product {@code A x}.
     *
     * @param x a vector {@code (columns,)}, only read
     * @param y the product {@code (rows,)}, written; never the same array as {@code x}
     */
    void apply(double[] x, double[] y);

    /**
     * The product {@code A^T x}.
     *
     * @param x a vector {@code (rows,)}, only read
     * @param y the product {@code (columns,)}, written; never the same array as {@code x}
     * @throws UnsupportedOperationException if the operator has no transpose
     */
    default void applyTransposed(double[] x, double[] y) {
        throw new UnsupportedOperationException(
                "the operator has no transpose: make it by LinearOperator.of with a second function");
    }

    /** A function that computes a product. */
    @FunctionalInterface
    interface Product {
        /**
         * Computes the product of the operator, or its transpose, with a vector.
         *
         * @param x the vector, only read
         * @param y the product, written
         */
        void apply(double[] x, double[] y);
    }

    /**
     * The operator of a matrix, which may be used by several threads.
     *
     * @param a the matrix, real and finite; what is not stored must be 0
     * @return the operator
     * @throws ShapeException if the array has not two dimensions
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws org.orrery.ndarray.DensificationException if its fill value is not 0
     * @throws IllegalArgumentException if an element is NaN or infinite
     */
    static LinearOperator of(NdArray a) {
        return new MatrixOperator(CompressedRows.matrix("a", a));
    }

    /**
     * A square operator without a transpose.
     *
     * @param n the number of rows and columns
     * @param product computes {@code A x}
     * @return the operator
     * @throws ShapeException if {@code n < 0}
     */
    static LinearOperator of(int n, Product product) {
        return new FunctionOperator(n, n, product, null);
    }

    /**
     * An operator with its transpose.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @param product computes {@code A x}
     * @param transposed computes {@code A^T x}
     * @return the operator
     * @throws ShapeException if a number is negative
     */
    static LinearOperator of(int rows, int columns, Product product, Product transposed) {
        return new FunctionOperator(rows, columns, product, transposed);
    }

    /**
     * The operator that leaves vectors as they are.
     *
     * @param n the number of rows and columns
     * @return the operator
     * @throws ShapeException if {@code n < 0}
     */
    static LinearOperator identity(int n) {
        Product copy = (x, y) -> System.arraycopy(x, 0, y, 0, n);
        return of(n, n, copy, copy);
    }
}
