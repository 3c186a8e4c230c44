package org.orrery.sparse.linalg.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.DensificationException;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.sparse.CooArray;

/**
 * A real matrix by compressed rows: where each row starts, and the column and value of each entry, columns increasing in
 * a row. Immutable; the arrays are shared and must not be written to.
 */
public final class CompressedRows {
    /** Entries and rows that one thread takes at once: some ten microseconds. */
    private static final int GRAIN = 1 << 14;

    private final int rows;
    private final int columns;
    private final int[] starts;
    private final int[] indices;
    private final double[] values;

    /** Made when first needed; several threads may make it at once and find the same. */
    private @Nullable CompressedRows transposed;

    /**
     * A matrix of arrays that keep the rules.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @param starts where each row starts, and where the last ends
     * @param indices the column of each entry
     * @param values the value of each entry
     */
    public CompressedRows(int rows, int columns, int[] starts, int[] indices, double[] values) {
        this.rows = rows;
        this.columns = columns;
        this.starts = starts;
        this.indices = indices;
        this.values = values;
    }

    /**
     * The compressed rows of a matrix whose elements count, those that are not stored being zero.
     *
     * @param name the name of the argument
     * @param a the matrix
     * @return its rows
     * @throws ShapeException if it has not two dimensions, or one of more than 2^31-2
     * @throws DTypeException if it is complex
     * @throws DensificationException if its fill value is not 0
     * @throws IllegalArgumentException if an element is NaN or infinite
     */
    public static CompressedRows matrix(String name, NdArray a) {
        CooArray sparse = sparse(name, a);
        if (sparse.fill().getDouble() != 0) {
            throw new DensificationException(name + " has the fill value " + sparse.fill() + ": expected 0");
        }
        CompressedRows made = of(sparse);
        for (int i = 0; i < made.rows; i++) {
            for (int t = made.starts[i]; t < made.starts[i + 1]; t++) {
                if (!Double.isFinite(made.values[t])) {
                    throw new IllegalArgumentException(name + " is " + made.values[t] + " at (" + i + ", "
                            + made.indices[t] + "): expected finite elements");
                }
            }
        }
        return made;
    }

    /**
     * The compressed rows of a square matrix.
     *
     * @param name the name of the argument
     * @param a the matrix
     * @return its rows
     * @throws ShapeException if it is not square
     * @see #matrix
     */
    public static CompressedRows square(String name, NdArray a) {
        checkSquare(name, a);
        return matrix(name, a);
    }

    /**
     * The weights of a graph: the entries that are stored, but infinite ones.
     *
     * @param a the matrix of weights
     * @return its rows
     * @throws ShapeException if it is not square
     * @throws DTypeException if it is complex
     * @throws IllegalArgumentException if the fill value is none of 0, infinity and NaN, or a weight is NaN or -infinity
     */
    public static CompressedRows graph(NdArray a) {
        checkSquare("graph", a);
        return weights("graph", a);
    }

    /**
     * The weights of a graph between two sets of vertices.
     *
     * @param name the name of the argument
     * @param a the matrix of weights
     * @return its rows
     * @throws ShapeException if it has not two dimensions
     * @throws DTypeException if it is complex
     * @throws IllegalArgumentException if the fill value is none of 0, infinity and NaN, or a weight is NaN or -infinity
     */
    public static CompressedRows weights(String name, NdArray a) {
        CooArray sparse = sparse(name, a);
        double fill = sparse.fill().getDouble();
        if (Double.isFinite(fill) && fill != 0) {
            throw new IllegalArgumentException(
                    name + " has the fill value " + sparse.fill() + ": expected 0, infinity or NaN for no edge");
        }
        CompressedRows made = of(sparse);
        int infinite = 0;
        for (int i = 0; i < made.rows; i++) {
            for (int t = made.starts[i]; t < made.starts[i + 1]; t++) {
                double w = made.values[t];
                if (Double.isNaN(w) || w == Double.NEGATIVE_INFINITY) {
                    throw new IllegalArgumentException(name + ": edge (" + i + ", " + made.indices[t]
                            + ") has the weight " + w + ": expected a number");
                }
                infinite += w == Double.POSITIVE_INFINITY ? 1 : 0;
            }
        }
        return infinite == 0 ? made : made.finite(made.nnz() - infinite);
    }

    private CompressedRows finite(int count) {
        int[] from = new int[rows + 1];
        int[] to = new int[count];
        double[] kept = new double[count];
        int o = 0;
        for (int i = 0; i < rows; i++) {
            for (int t = starts[i]; t < starts[i + 1]; t++) {
                if (values[t] < Double.POSITIVE_INFINITY) {
                    to[o] = indices[t];
                    kept[o++] = values[t];
                }
            }
            from[i + 1] = o;
        }
        return new CompressedRows(rows, columns, from, to, kept);
    }

    /**
     * All entries of this matrix and its transpose, both where both have one.
     *
     * @return a matrix whose columns may be there twice in a row, in order
     */
    public CompressedRows bothWays() {
        CompressedRows other = transposed();
        int[] from = new int[rows + 1];
        int[] to = new int[Math.multiplyExact(2, nnz())];
        double[] both = new double[to.length];
        int o = 0;
        for (int i = 0; i < rows; i++) {
            int s = other.starts[i];
            for (int t = starts[i]; t < starts[i + 1]; t++) {
                for (; s < other.starts[i + 1] && other.indices[s] < indices[t]; s++, o++) {
                    to[o] = other.indices[s];
                    both[o] = other.values[s];
                }
                to[o] = indices[t];
                both[o++] = values[t];
            }
            for (; s < other.starts[i + 1]; s++, o++) {
                to[o] = other.indices[s];
                both[o] = other.values[s];
            }
            from[i + 1] = o;
        }
        return new CompressedRows(rows, columns, from, to, both);
    }

    private static void checkSquare(String name, NdArray a) {
        if (a.ndim() != 2 || a.shape().get(0) != a.shape().get(1)) {
            throw new ShapeException(name + " has shape " + a.shape() + ": expected a square matrix");
        }
    }

    private static CooArray sparse(String name, NdArray a) {
        if (a.ndim() != 2) {
            throw new ShapeException(name + " has shape " + a.shape() + ": expected two dimensions");
        }
        if (a.dtype().isComplex()) {
            throw new DTypeException(name + " has dtype " + a.dtype() + ": expected real elements");
        }
        for (int axis = 0; axis < 2; axis++) {
            if (a.shape().get(axis) >= Integer.MAX_VALUE) {
                throw new ShapeException(name + " has shape " + a.shape() + ": expected at most "
                        + (Integer.MAX_VALUE - 1) + " rows and columns");
            }
        }
        return CooArray.fromDense(a);
    }

    private static CompressedRows of(CooArray a) {
        int rows = (int) a.shape().get(0);
        int columns = (int) a.shape().get(1);
        long[] keys = (long[]) a.keys().storage();
        double[] values = (double[]) a.values().convert(DType.FLOAT64).storage();
        int[] starts = new int[rows + 1];
        int[] indices = new int[keys.length];
        int t = 0;
        for (int i = 0; i < rows; i++) {
            long base = (long) i * columns;
            long end = base + columns;
            starts[i] = t;
            for (; t < keys.length && keys[t] < end; t++) {
                indices[t] = (int) (keys[t] - base);
            }
        }
        starts[rows] = t;
        return new CompressedRows(rows, columns, starts, indices, values);
    }

    /**
     * The number of rows.
     *
     * @return the number
     */
    public int rows() {
        return rows;
    }

    /**
     * The number of columns.
     *
     * @return the number
     */
    public int columns() {
        return columns;
    }

    /**
     * Where each row starts, and where the last ends.
     *
     * @return the places, not to be written to
     */
    public int[] starts() {
        return starts;
    }

    /**
     * The column of each entry.
     *
     * @return the columns, not to be written to
     */
    public int[] indices() {
        return indices;
    }

    /**
     * The value of each entry.
     *
     * @return the values, not to be written to
     */
    public double[] values() {
        return values;
    }

    /**
     * The number of entries.
     *
     * @return the number
     */
    public int nnz() {
        return starts[rows];
    }

    /**
     * The product with a vector, rows shared among threads; its bits do not depend on their number.
     *
     * @param x the vector
     * @param y the product, written
     */
    public void multiply(double[] x, double[] y) {
        long grain = Math.max(1, (long) GRAIN * rows / (nnz() + rows + 1L));
        Parallel.forEach(rows, grain, (from, to) -> {
            for (int i = (int) from; i < (int) to; i++) {
                double sum = 0;
                for (int t = starts[i]; t < starts[i + 1]; t++) {
                    sum += values[t] * x[indices[t]];
                }
                y[i] = sum;
            }
        });
    }

    /**
     * The transposed matrix, by counting; kept.
     *
     * @return the matrix
     */
    public CompressedRows transposed() {
        CompressedRows known = transposed;
        if (known == null) {
            int[] from = new int[columns + 1];
            for (int j : indices) {
                from[j + 1]++;
            }
            for (int j = 0; j < columns; j++) {
                from[j + 1] += from[j];
            }
            int[] next = Arrays.copyOf(from, columns);
            int[] turned = new int[indices.length];
            double[] moved = new double[indices.length];
            for (int i = 0; i < rows; i++) {
                for (int t = starts[i]; t < starts[i + 1]; t++) {
                    int to = next[indices[t]]++;
                    turned[to] = i;
                    moved[to] = values[t];
                }
            }
            known = new CompressedRows(columns, rows, from, turned, moved);
            transposed = known;
        }
        return known;
    }

    /**
     * The place of an entry.
     *
     * @param row its row
     * @param column its column
     * @return the place, or a negative number if it is not stored
     */
    public int place(int row, int column) {
        return Arrays.binarySearch(indices, starts[row], starts[row + 1], column);
    }

    /**
     * Checks that the matrix equals its transpose.
     *
     * @param name the name of the argument
     * @throws IllegalArgumentException if two elements differ by more than rounding, 64 units in the last place
     */
    public void checkSymmetric(String name) {
        CompressedRows other = transposed();
        for (int i = 0; i < rows; i++) {
            int s = other.starts[i];
            for (int t = starts[i]; t < starts[i + 1]; t++) {
                int column = indices[t];
                if (s < other.starts[i + 1] && other.indices[s] < column) {
                    throw asymmetric(name, i, other.indices[s], 0, other.values[s]);
                }
                boolean there = s < other.starts[i + 1] && other.indices[s] == column;
                double mirrored = there ? other.values[s] : 0;
                double larger = Math.max(Math.abs(values[t]), Math.abs(mirrored));
                if (Math.abs(values[t] - mirrored) > 0x1p-46 * larger) {
                    throw asymmetric(name, i, column, values[t], mirrored);
                }
                s += there ? 1 : 0;
            }
            if (s < other.starts[i + 1]) {
                throw asymmetric(name, i, other.indices[s], 0, other.values[s]);
            }
        }
    }

    private static IllegalArgumentException asymmetric(String name, int i, int j, double upper, double lower) {
        return new IllegalArgumentException(name + " is not symmetric: element (" + i + ", " + j + ") is " + upper
                + ", (" + j + ", " + i + ") is " + lower);
    }

    /**
     * The matrix with another multiple of the identity in it.
     *
     * @param shift what is subtracted from each diagonal element
     * @return the matrix, which stores its whole diagonal
     */
    public CompressedRows shifted(double shift) {
        int[] from = new int[rows + 1];
        int[] to = new int[nnz() + rows];
        double[] moved = new double[to.length];
        int o = 0;
        for (int i = 0; i < rows; i++) {
            from[i] = o;
            int t = starts[i];
            for (; t < starts[i + 1] && indices[t] < i; t++, o++) {
                to[o] = indices[t];
                moved[o] = values[t];
            }
            boolean there = t < starts[i + 1] && indices[t] == i;
            to[o] = i;
            moved[o++] = (there ? values[t++] : 0) - shift;
            for (; t < starts[i + 1]; t++, o++) {
                to[o] = indices[t];
                moved[o] = values[t];
            }
        }
        from[rows] = o;
        return new CompressedRows(rows, columns, from, Arrays.copyOf(to, o), Arrays.copyOf(moved, o));
    }

    /**
     * The matrix as an array.
     *
     * @return an array with the fill value 0
     */
    public CooArray toArray() {
        long[] keys = new long[nnz()];
        for (int i = 0; i < rows; i++) {
            for (int t = starts[i]; t < starts[i + 1]; t++) {
                keys[t] = (long) i * columns + indices[t];
            }
        }
        return CooArray.fromKeys(Shape.of(rows, columns), keys, DenseArray.wrap(Arrays.copyOf(values, keys.length)));
    }
}
