package org.orrery.ndarray;

/**
 * Factors of matrices with their rows exchanged: row {@code rows[i]} of x is row i of {@code lower upper}.
 *
 * @param rows the order of the rows, int64, {@code (..., m)}
 * @param lower lower triangular (or trapezoidal) matrices with ones on the diagonal, {@code (..., m, k)} with
 *     {@code k = min(m, n)}
 * @param upper upper triangular (or trapezoidal) matrices, {@code (..., k, n)}
 */
public record LuResult(NdArray rows, NdArray lower, NdArray upper) {
    @Override
    public String toString() {
        return "rows " + rows + "\nlower\n" + lower + "\nupper\n" + upper;
    }
}
