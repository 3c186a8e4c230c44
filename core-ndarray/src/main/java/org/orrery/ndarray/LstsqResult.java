package org.orrery.ndarray;

/**
 * Least-squares solutions.
 *
 * @param solution the solutions of least norm, {@code (..., n, k)} or, for a right-hand side of one dimension, {@code (n,)}
 * @param residuals the sums of the squared moduli of {@code b - a x}, {@code (..., k)} or {@code ()}
 * @param rank the ranks of the matrices, int64, {@code (...)}
 * @param singularValues the singular values of the matrices in descending order, {@code (..., min(m, n))}
 */
public record LstsqResult(NdArray solution, NdArray residuals, NdArray rank, NdArray singularValues) {
    @Override
    public String toString() {
        return "solution\n" + solution + "\nresiduals " + residuals + "\nrank " + rank + "\nsingular values "
                + singularValues;
    }
}
