package org.orrery.sparse.linalg;

import java.util.Arrays;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.SingularMatrixException;
import org.orrery.sparse.linalg.internal.CompressedRows;

/**
 * Operators near the inverse of a matrix, for the iterative solvers. They may be used by several threads.
 *
 * <pre>{@code
 * LinearOperator m = Preconditioners.ilu0(a);
 * IterativeSolution s = Gmres.defaults().preconditioner(m).solve(a, b);
 * }</pre>
 */
public final class Preconditioners {
    private Preconditioners() {}

    /**
     * Jacobi's: the inverse of the diagonal.
     *
     * @param a the matrix {@code (n, n)}, real
     * @return the operator, its own transpose
     * @throws org.orrery.ndarray.ShapeException if it is not square
     * @throws SingularMatrixException if an element of its diagonal is zero
     * @throws IllegalArgumentException if an element is NaN or infinite
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws org.orrery.ndarray.DensificationException if its fill value is not 0
     */
    public static LinearOperator jacobi(NdArray a) {
        CompressedRows m = CompressedRows.square("a", a);
        int n = m.rows();
        double[] inverse = new double[n];
        for (int i = 0; i < n; i++) {
            int t = m.place(i, i);
            if (t < 0) {
                throw new SingularMatrixException("jacobi: element (" + i + ", " + i + ") is zero");
            }
            inverse[i] = 1 / m.values()[t];
        }
        LinearOperator.Product product = (x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = inverse[i] * x[i];
            }
        };
        return LinearOperator.of(n, n, product, product);
    }

    /**
     * The incomplete factorisation LU that has entries only where the matrix has: Meijerink and van der Vorst, "An
     * Iterative Solution Method for Linear Systems of Which the Coefficient Matrix is a Symmetric M-Matrix", Mathematics of
     * Computation 31 (1977), in the form of Saad, "Iterative Methods for Sparse Linear Systems", algorithm 10.4. There are
     * no pivots other than the diagonal.
     *
     * @param a the matrix {@code (n, n)}, real, with no zero on its diagonal
     * @return the operator {@code U^-1 L^-1}
     * @throws org.orrery.ndarray.ShapeException if it is not square
     * @throws SingularMatrixException if a pivot is zero
     * @throws IllegalArgumentException if an element is NaN or infinite
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws org.orrery.ndarray.DensificationException if its fill value is not 0
     */
    public static LinearOperator ilu0(NdArray a) {
        CompressedRows m = CompressedRows.square("a", a);
        int n = m.rows();
        int[] starts = m.starts();
        int[] columns = m.indices();
        double[] values = m.values().clone();
        int[] diagonal = new int[n];
        int[] place = new int[n];
        Arrays.fill(place, -1);
        for (int i = 0; i < n; i++) {
            for (int t = starts[i]; t < starts[i + 1]; t++) {
                place[columns[t]] = t;
            }
            int t = starts[i];
            for (; t < starts[i + 1] && columns[t] < i; t++) {
                int k = columns[t];
                double factor = values[t] / values[diagonal[k]];
                values[t] = factor;
                for (int s = diagonal[k] + 1; s < starts[k + 1]; s++) {
                    int at = place[columns[s]];
                    if (at >= 0) {
                        values[at] -= factor * values[s];
                    }
                }
            }
            if (t == starts[i + 1] || columns[t] != i || !(Math.abs(values[t]) > 0)) {
                throw new SingularMatrixException("ilu0: pivot " + i + " is zero: reorder the rows, or use SparseLu");
            }
            diagonal[i] = t;
            for (t = starts[i]; t < starts[i + 1]; t++) {
                place[columns[t]] = -1;
            }
        }
        return LinearOperator.of(
                n,
                n,
                (x, y) -> {
                    for (int i = 0; i < n; i++) {
                        double sum = x[i];
                        for (int t = starts[i]; t < diagonal[i]; t++) {
                            sum -= values[t] * y[columns[t]];
                        }
                        y[i] = sum;
                    }
                    for (int i = n - 1; i >= 0; i--) {
                        double sum = y[i];
                        for (int t = diagonal[i] + 1; t < starts[i + 1]; t++) {
                            sum -= values[t] * y[columns[t]];
                        }
                        y[i] = sum / values[diagonal[i]];
                    }
                },
                (x, y) -> {
                    System.arraycopy(x, 0, y, 0, n);
                    for (int i = 0; i < n; i++) {
                        y[i] /= values[diagonal[i]];
                        for (int t = diagonal[i] + 1; t < starts[i + 1]; t++) {
                            y[columns[t]] -= values[t] * y[i];
                        }
                    }
                    for (int i = n - 1; i >= 0; i--) {
                        for (int t = starts[i]; t < diagonal[i]; t++) {
                            y[columns[t]] -= values[t] * y[i];
                        }
                    }
                });
    }

    /**
     * The incomplete Cholesky factorisation that has entries only where the lower triangle of the matrix has: Meijerink and
     * van der Vorst 1977, as for {@link #ilu0}. It exists for M-matrices and diagonally dominant ones, not for every
     * positive definite one.
     *
     * @param a the matrix {@code (n, n)}, real, symmetric positive definite, of which the lower triangle is read
     * @return the operator {@code L^-T L^-1}, symmetric positive definite
     * @throws org.orrery.ndarray.ShapeException if it is not square
     * @throws SingularMatrixException if a pivot is not positive
     * @throws IllegalArgumentException if an element is NaN or infinite
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws org.orrery.ndarray.DensificationException if its fill value is not 0
     */
    public static LinearOperator ic0(NdArray a) {
        CompressedRows m = CompressedRows.square("a", a);
        int n = m.rows();
        int[] starts = new int[n + 1];
        int[] columns = new int[m.nnz()];
        double[] values = new double[m.nnz()];
        double[] row = new double[n];
        int o = 0;
        for (int i = 0; i < n; i++) {
            int from = o;
            double diagonal = 0;
            for (int t = m.starts()[i]; t < m.starts()[i + 1] && m.indices()[t] <= i; t++) {
                int k = m.indices()[t];
                double v = m.values()[t];
                // The last entry of row k is its diagonal.
                int last = k == i ? o : starts[k + 1] - 1;
                for (int s = k == i ? from : starts[k]; s < last; s++) {
                    v -= row[columns[s]] * (k == i ? row[columns[s]] : values[s]);
                }
                if (k == i) {
                    diagonal = v;
                } else {
                    columns[o] = k;
                    values[o] = v / values[last];
                    row[k] = values[o++];
                }
            }
            if (!(diagonal > 0)) {
                throw new SingularMatrixException("ic0: pivot " + i + " is " + diagonal
                        + ": expected a positive one; use ilu0, or add to the diagonal");
            }
            for (int t = from; t < o; t++) {
                row[columns[t]] = 0;
            }
            columns[o] = i;
            values[o++] = Math.sqrt(diagonal);
            starts[i + 1] = o;
        }
        int[] kept = Arrays.copyOf(columns, o);
        double[] lower = Arrays.copyOf(values, o);
        LinearOperator.Product product = (x, y) -> {
            for (int i = 0; i < n; i++) {
                double sum = x[i];
                int last = starts[i + 1] - 1;
                for (int t = starts[i]; t < last; t++) {
                    sum -= lower[t] * y[kept[t]];
                }
                y[i] = sum / lower[last];
            }
            for (int i = n - 1; i >= 0; i--) {
                int last = starts[i + 1] - 1;
                y[i] /= lower[last];
                for (int t = starts[i]; t < last; t++) {
                    y[kept[t]] -= lower[t] * y[i];
                }
            }
        };
        return LinearOperator.of(n, n, product, product);
    }
}
