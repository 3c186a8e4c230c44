package org.orrery.sparse.graph;

import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.NdArray;
import org.orrery.sparse.linalg.internal.CompressedRows;
import org.orrery.sparse.linalg.internal.CuthillMcKee;
import org.orrery.sparse.linalg.internal.Sparsity;

/**
 * An order of rows and columns that brings the entries of a matrix near its diagonal. Cuthill and McKee 1969, reversed by
 * George 1971, from a vertex by George and Liu, ACM TOMS 5 (1979).
 *
 * <pre>{@code
 * DenseArray order = ReverseCuthillMcKee.order(a);
 * }</pre>
 */
public final class ReverseCuthillMcKee {
    private ReverseCuthillMcKee() {}

    /**
     * Finds the order.
     *
     * @param a the matrix {@code (n, n)}, of which it counts where entries are, in it or its transpose
     * @return for each place the row and column that belong there {@code (n,)}, int32
     * @throws org.orrery.ndarray.ShapeException if the matrix is not square
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws IllegalArgumentException if the fill value is none of 0, infinity and NaN, or an entry is NaN or -infinity
     */
    public static DenseArray order(NdArray a) {
        return DenseArray.wrap(CuthillMcKee.order(Sparsity.ofSum(CompressedRows.graph(a))));
    }
}
