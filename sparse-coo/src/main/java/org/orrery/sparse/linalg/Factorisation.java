package org.orrery.sparse.linalg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixSparseCSC;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.sparse.CooArray;
import org.orrery.sparse.linalg.internal.CompressedRows;

/**
 * A square matrix in factors, by which any number of systems are solved. Immutable; several threads may solve at once, and
 * the columns of one right-hand side are shared among threads.
 */
public abstract sealed class Factorisation permits SparseCholesky, SparseLu {
    private static final System.Logger LOGGER = System.getLogger(Factorisation.class.getPackageName());

    /** From here on a solution has less than three digits. */
    private static final double ILL = 0x1p-52 * 1e3;

    final int n;
    private double condition;
    private List<String> warnings = List.of();

    Factorisation(int n) {
        this.n = n;
    }

    /** Solves in place, with the matrix or its transpose. */
    abstract void solveInPlace(double[] x, boolean transposed);

    /** The product of the pivots, with the sign that exchanging rows gives. */
    abstract LogDeterminant pivots();

    /** A determinant by its sign and the logarithm of its size. */
    record LogDeterminant(int sign, double log) {}

    /** Estimates the condition, and warns where it is bad. */
    final void judge(CompressedRows a) {
        condition = n == 0 ? 0 : MatrixNorms.one(a) * inverseNorm();
        if (!(condition < 1 / ILL)) {
            List<String> found = new ArrayList<>();
            found.add(String.format(
                    Locale.ROOT,
                    "the matrix is near singular: its condition number in the 1-norm is about %.2g, so that solutions"
                            + " have about %d correct digits",
                    condition,
                    condition < 0x1p52 ? (int) (15.95 - Math.log10(condition)) : 0));
            warnings = List.copyOf(found);
            LOGGER.log(System.Logger.Level.WARNING, found.get(0));
        }
    }

    /**
     * The 1-norm of the inverse, estimated: Hager, "Condition Estimates", SIAM J. Sci. Stat. Comput. 5 (1984), with the
     * changes of Higham, "FORTRAN Codes for Estimating the One-Norm of a Real or Complex Matrix", ACM TOMS 14 (1988).
     */
    private double inverseNorm() {
        double[] x = new double[n];
        Arrays.fill(x, 1.0 / n);
        solveInPlace(x, false);
        double estimate = sum(x);
        if (n == 1) {
            return estimate;
        }
        int[] signs = new int[n];
        int unit = -1;
        for (int round = 0; round < 5; round++) {
            boolean changed = false;
            double[] z = new double[n];
            for (int i = 0; i < n; i++) {
                int s = x[i] < 0 ? -1 : 1;
                changed |= s != signs[i];
                signs[i] = s;
                z[i] = s;
            }
            if (!changed) {
                break;
            }
            solveInPlace(z, true);
            int largest = 0;
            for (int i = 1; i < n; i++) {
                largest = Math.abs(z[i]) > Math.abs(z[largest]) ? i : largest;
            }
            if (unit >= 0 && Math.abs(z[largest]) <= Math.abs(z[unit])) {
                break;
            }
            unit = largest;
            Arrays.fill(x, 0);
            x[unit] = 1;
            solveInPlace(x, false);
            double better = sum(x);
            if (better <= estimate) {
                break;
            }
            estimate = better;
        }
        for (int i = 0; i < n; i++) {
            x[i] = (i % 2 == 0 ? 1 : -1) * (1 + i / (n - 1.0));
        }
        solveInPlace(x, false);
        return Math.max(estimate, 2 * sum(x) / (3.0 * n));
    }

    private static double sum(double[] x) {
        double sum = 0;
        for (double v : x) {
            sum += Math.abs(v);
        }
        return sum;
    }

    /**
     * The number of unknowns.
     *
     * @return the number of rows and columns
     */
    public int size() {
        return n;
    }

    /**
     * The number of entries in the factors.
     *
     * @return the number
     */
    public abstract int nnz();

    /**
     * Solves {@code A x = b}.
     *
     * @param b the right-hand side {@code (n,)}, or several {@code (n, k)}, dense or sparse, real
     * @return the solution, of the shape of {@code b} and sparse where that is
     * @throws ShapeException if the shape does not fit
     * @throws IllegalArgumentException if an element is NaN or infinite
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws org.orrery.ndarray.DensificationException if it is sparse and its fill value is not 0
     */
    public NdArray solve(NdArray b) {
        return solve(b, false);
    }

    /**
     * Solves {@code A^T x = b}.
     *
     * @param b the right-hand side {@code (n,)}, or several {@code (n, k)}, dense or sparse, real
     * @return the solution, of the shape of {@code b} and sparse where that is
     * @throws ShapeException if the shape does not fit
     * @throws IllegalArgumentException if an element is NaN or infinite
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws org.orrery.ndarray.DensificationException if it is sparse and its fill value is not 0
     */
    public NdArray solveTransposed(NdArray b) {
        return solve(b, true);
    }

    private NdArray solve(NdArray b, boolean transposed) {
        if (b.ndim() < 1 || b.ndim() > 2 || b.shape().get(0) != n) {
            throw new ShapeException("b has shape " + b.shape() + ": expected (" + n + ",) or (" + n + ", k)");
        }
        int k = b.ndim() == 1 ? 1 : (int) b.shape().get(1);
        if (!(b instanceof DenseArray)) {
            return solveSparse(b, k, transposed);
        }
        double[] x = Vectors.elements("b", b);
        if (k == 1) {
            solveInPlace(x, transposed);
        } else {
            Parallel.forEach(k, column -> {
                double[] one = new double[n];
                for (int i = 0; i < n; i++) {
                    one[i] = x[i * k + (int) column];
                }
                solveInPlace(one, transposed);
                for (int i = 0; i < n; i++) {
                    x[i * k + (int) column] = one[i];
                }
            });
        }
        return DenseArray.wrap(x, b.shape());
    }

    private NdArray solveSparse(NdArray b, int k, boolean transposed) {
        CompressedRows columns =
                CompressedRows.matrix("b", b.ndim() == 1 ? b.reshape(n, 1) : b).transposed();
        int[][] rows = new int[k][];
        double[][] values = new double[k][];
        Parallel.forEach(k, column -> {
            int c = (int) column;
            double[] x = new double[n];
            for (int t = columns.starts()[c]; t < columns.starts()[c + 1]; t++) {
                x[columns.indices()[t]] = columns.values()[t];
            }
            solveInPlace(x, transposed);
            int[] at = new int[n];
            int o = 0;
            for (int i = 0; i < n; i++) {
                if (x[i] != 0) {
                    at[o] = i;
                    x[o++] = x[i];
                }
            }
            rows[c] = Arrays.copyOf(at, o);
            values[c] = Arrays.copyOf(x, o);
        });
        int total = 0;
        for (double[] v : values) {
            total = Math.addExact(total, v.length);
        }
        long[] coords = new long[total];
        long[] at = new long[total];
        double[] all = new double[total];
        int o = 0;
        for (int c = 0; c < k; c++) {
            for (int t = 0; t < values[c].length; t++) {
                coords[o] = c;
                at[o] = rows[c][t];
                all[o++] = values[c][t];
            }
        }
        return b.ndim() == 1
                ? CooArray.of(b.shape(), new long[][] {at}, DenseArray.wrap(all))
                : CooArray.of(Shape.of(n, k), at, coords, all);
    }

    /**
     * The determinant; infinite or zero where it leaves the range of double.
     *
     * @return the determinant
     */
    public double determinant() {
        LogDeterminant d = pivots();
        return d.sign * Math.exp(d.log);
    }

    /**
     * The sign of the determinant.
     *
     * @return 1 or -1
     */
    public int determinantSign() {
        return pivots().sign;
    }

    /**
     * The natural logarithm of the size of the determinant.
     *
     * @return {@code log |det A|}
     */
    public double logDeterminant() {
        return pivots().log;
    }

    /**
     * The condition number {@code |A| |A^-1|} in the 1-norm, estimated when the matrix was factored; too small by at most a
     * factor of three in nearly all cases. Hager 1984, Higham 1988.
     *
     * @return the estimate; infinite where the inverse overflows, 0 for no rows
     */
    public double conditionEstimate() {
        return condition;
    }

    /**
     * What the user should know.
     *
     * @return sentences; one if the matrix is near singular, else none
     */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * The inverse, as an operator: a preconditioner, or what {@link Lanczos} needs near a shift.
     *
     * @return an operator that solves
     */
    public LinearOperator inverse() {
        return LinearOperator.of(n, n, product(false), product(true));
    }

    private LinearOperator.Product product(boolean transposed) {
        return (x, y) -> {
            System.arraycopy(x, 0, y, 0, n);
            solveInPlace(y, transposed);
        };
    }

    /** A summary of a line. */
    @Override
    public String toString() {
        String head = String.format(
                Locale.ROOT,
                "%s of (%d, %d): %d entries, condition about %.3g",
                getClass().getSimpleName(),
                n,
                n,
                nnz(),
                condition);
        return warnings.isEmpty() ? head : head + "\nwarning: " + String.join("\nwarning: ", warnings);
    }

    // Matrices by columns.

    /** Columns of a matrix in another order, the rows renumbered, in EJML's form. */
    static DMatrixSparseCSC columns(CompressedRows a, int[] order, int[] rowPlaces) {
        CompressedRows byColumn = a.transposed();
        DMatrixSparseCSC out = new DMatrixSparseCSC(a.rows(), a.columns(), a.nnz());
        int o = 0;
        for (int j = 0; j < order.length; j++) {
            out.col_idx[j] = o;
            for (int t = byColumn.starts()[order[j]]; t < byColumn.starts()[order[j] + 1]; t++) {
                out.nz_rows[o] = rowPlaces[byColumn.indices()[t]];
                out.nz_values[o++] = byColumn.values()[t];
            }
        }
        out.col_idx[order.length] = o;
        out.nz_length = o;
        return out;
    }

    static int[] inverted(int[] order) {
        int[] places = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            places[order[i]] = i;
        }
        return places;
    }

    /** A matrix by columns, as EJML leaves it, trimmed. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    record Columns(int[] starts, int[] rows, double[] values) {
        static Columns of(DMatrixSparseCSC m) {
            return new Columns(
                    Arrays.copyOf(m.col_idx, m.numCols + 1),
                    Arrays.copyOf(m.nz_rows, m.nz_length),
                    Arrays.copyOf(m.nz_values, m.nz_length));
        }

        int nnz() {
            return rows.length;
        }

        /** Solves with a lower triangle whose diagonal comes first in each column. */
        void solveLower(double[] x) {
            for (int j = 0; j < starts.length - 1; j++) {
                int first = starts[j];
                double v = x[j] / values[first];
                x[j] = v;
                if (v != 0) {
                    for (int t = first + 1; t < starts[j + 1]; t++) {
                        x[rows[t]] -= values[t] * v;
                    }
                }
            }
        }

        /** Solves with the transpose of a lower triangle. */
        void solveLowerTransposed(double[] x) {
            for (int j = starts.length - 2; j >= 0; j--) {
                int first = starts[j];
                double sum = x[j];
                for (int t = first + 1; t < starts[j + 1]; t++) {
                    sum -= values[t] * x[rows[t]];
                }
                x[j] = sum / values[first];
            }
        }

        /** Solves with an upper triangle whose diagonal comes last in each column. */
        void solveUpper(double[] x) {
            for (int j = starts.length - 2; j >= 0; j--) {
                int last = starts[j + 1] - 1;
                double v = x[j] / values[last];
                x[j] = v;
                if (v != 0) {
                    for (int t = starts[j]; t < last; t++) {
                        x[rows[t]] -= values[t] * v;
                    }
                }
            }
        }

        /** Solves with the transpose of an upper triangle. */
        void solveUpperTransposed(double[] x) {
            for (int j = 0; j < starts.length - 1; j++) {
                int last = starts[j + 1] - 1;
                double sum = x[j];
                for (int t = starts[j]; t < last; t++) {
                    sum -= values[t] * x[rows[t]];
                }
                x[j] = sum / values[last];
            }
        }
    }
}
