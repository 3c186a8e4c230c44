package org.orrery.sparse.linalg;

import java.util.Arrays;
import org.ejml.sparse.csc.decomposition.qr.QrLeftLookingDecomposition_DSCC;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.SingularMatrixException;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.sparse.linalg.internal.CompressedRows;

/**
 * The factorisation {@code A P = Q R} of a matrix with at least as many rows as columns, by which least-squares problems are
 * solved: by EJML's left-looking algorithm with Householder reflections (Davis, "Direct Methods for Sparse Linear Systems",
 * SIAM 2006, chapter 5). Immutable; several threads may solve at once.
 *
 * <pre>{@code
 * NdArray x = SparseQr.factor(a).solve(b); // the least |A x - b|
 * }</pre>
 */
public final class SparseQr {
    private final int rows;
    private final int[] order;
    private final int[] rowPlaces;
    private final Factorisation.Columns reflections;
    private final double[] factors;
    private final Factorisation.Columns upper;

    private SparseQr(
            int rows,
            int[] order,
            int[] rowPlaces,
            Factorisation.Columns reflections,
            double[] factors,
            Factorisation.Columns upper) {
        this.rows = rows;
        this.order = order;
        this.rowPlaces = rowPlaces;
        this.reflections = reflections;
        this.factors = factors;
        this.upper = upper;
    }

    /**
     * Factors a matrix in the order of {@link Ordering#MINIMUM_DEGREE}.
     *
     * @param a the matrix {@code (m, n)}, real, {@code m >= n}, its columns independent
     * @return its factors
     * @throws ShapeException if it has not two dimensions, or more columns than rows
     * @throws SingularMatrixException if its columns depend on each other, to working precision
     * @throws IllegalArgumentException if an element is NaN or infinite
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws org.orrery.ndarray.DensificationException if its fill value is not 0
     */
    public static SparseQr factor(NdArray a) {
        return factor(a, Ordering.MINIMUM_DEGREE);
    }

    /**
     * Factors a matrix.
     *
     * @param a the matrix {@code (m, n)}, real, {@code m >= n}, its columns independent
     * @param ordering the order of the columns
     * @return its factors
     * @throws ShapeException if it has not two dimensions, or more columns than rows
     * @throws SingularMatrixException if its columns depend on each other, to working precision
     * @throws IllegalArgumentException if an element is NaN or infinite
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws org.orrery.ndarray.DensificationException if its fill value is not 0
     */
    public static SparseQr factor(NdArray a, Ordering ordering) {
        CompressedRows m = CompressedRows.matrix("a", a);
        int n = m.columns();
        if (n > m.rows()) {
            throw new ShapeException("a has shape " + a.shape() + ": expected at least as many rows as columns");
        }
        if (n == 0) {
            Factorisation.Columns none = new Factorisation.Columns(new int[1], new int[0], new double[0]);
            return new SparseQr(m.rows(), new int[0], new int[0], none, new double[0], none);
        }
        int[] order = ordering.columns(m);
        int[] natural = new int[m.rows()];
        Arrays.setAll(natural, i -> i);
        QrLeftLookingDecomposition_DSCC qr = new QrLeftLookingDecomposition_DSCC(null);
        if (!qr.decompose(Factorisation.columns(m, order, natural))) {
            throw new SingularMatrixException("a has columns that depend on each other, by where its entries are");
        }
        if (qr.getV().numRows > m.rows()) {
            // EJML has added rows, so that there is an entry for each pivot.
            throw new SingularMatrixException("a has columns that depend on each other, by where its entries are");
        }
        Factorisation.Columns upper = Factorisation.Columns.of(qr.getR());
        double largest = 0;
        for (int j = 0; j < n; j++) {
            largest = Math.max(largest, Math.abs(upper.values()[upper.starts()[j + 1] - 1]));
        }
        for (int j = 0; j < n; j++) {
            double pivot = Math.abs(upper.values()[upper.starts()[j + 1] - 1]);
            if (!(pivot > 0x1p-52 * m.rows() * largest)) {
                throw new SingularMatrixException("a has columns that depend on each other: pivot " + j + ", of column "
                        + order[j] + ", is " + pivot + ", the largest " + largest);
            }
        }
        return new SparseQr(
                m.rows(),
                order,
                Arrays.copyOf(qr.getStructure().getPinv(), m.rows()),
                Factorisation.Columns.of(qr.getV()),
                Arrays.copyOf(qr.getBeta(), n),
                upper);
    }

    /**
     * Finds the vector that {@code A} brings nearest to another: the least {@code |A x - b|}.
     *
     * @param b the vector {@code (m,)}, or several {@code (m, k)}, real
     * @return the solution {@code (n,)} or {@code (n, k)}
     * @throws ShapeException if the shape does not fit
     * @throws IllegalArgumentException if an element is NaN or infinite
     * @throws org.orrery.ndarray.DTypeException if it is complex
     */
    public DenseArray solve(NdArray b) {
        if (b.ndim() < 1 || b.ndim() > 2 || b.shape().get(0) != rows) {
            throw new ShapeException("b has shape " + b.shape() + ": expected (" + rows + ",) or (" + rows + ", k)");
        }
        int n = order.length;
        int k = b.ndim() == 1 ? 1 : (int) b.shape().get(1);
        double[] right = Vectors.elements("b", b);
        double[] x = new double[Math.multiplyExact(n, k)];
        Parallel.forEach(k, column -> {
            double[] one = new double[rows];
            for (int i = 0; i < rows; i++) {
                one[rowPlaces.length == 0 ? i : rowPlaces[i]] = right[i * k + (int) column];
            }
            for (int j = 0; j < n; j++) {
                reflect(j, one);
            }
            upper.solveUpper(one);
            for (int j = 0; j < n; j++) {
                x[order[j] * k + (int) column] = one[j];
            }
        });
        return DenseArray.wrap(x, b.ndim() == 1 ? Shape.of(n) : Shape.of(n, k));
    }

    private void reflect(int j, double[] x) {
        double product = 0;
        int to = reflections.starts()[j + 1];
        for (int t = reflections.starts()[j]; t < to; t++) {
            product += reflections.values()[t] * x[reflections.rows()[t]];
        }
        product *= factors[j];
        for (int t = reflections.starts()[j]; t < to; t++) {
            x[reflections.rows()[t]] -= reflections.values()[t] * product;
        }
    }

    /**
     * The logarithm of the product of the singular values, {@code log sqrt(det A^T A)}.
     *
     * @return the natural logarithm
     */
    public double logDeterminant() {
        double log = 0;
        for (int j = 0; j < order.length; j++) {
            log += Math.log(Math.abs(upper.values()[upper.starts()[j + 1] - 1]));
        }
        return log;
    }

    /**
     * The number of entries in the factors.
     *
     * @return the number
     */
    public int nnz() {
        return reflections.nnz() + upper.nnz();
    }

    /** A summary of a line. */
    @Override
    public String toString() {
        return "SparseQr of (" + rows + ", " + order.length + "): " + nnz() + " entries";
    }
}
