package org.orrery.ndarray.kernels;

import java.util.Arrays;
import org.orrery.ndarray.ConvergenceException;
import org.orrery.ndarray.Vectorization;
import org.orrery.ndarray.parallel.Parallel;

/**
 * Factorisations of many small real matrices at a time: element (i, j) of all matrices of a chunk lies side by side, so that
 * each operation runs over the chunk (structure of arrays). Chunks are shared between threads.
 *
 * <p>Matrices lie one after the other, each in row-major order, from the beginning of the arrays. The twins do the same
 * operations in the same order and have the same bits, and those of a matrix do not depend on the others.
 */
public class SmallSystems {
    /** The largest matrices that this is meant for. */
    public static final int LARGEST = 16;

    /** The most matrices of a chunk. */
    private static final int LANES = 64;

    /** Rounds of Jacobi rotations; there are about six. */
    private static final int LIMIT = 40;

    private static final SmallSystems INSTANCE = Vectorization.choose(
            SmallSystems.class, "org.orrery.ndarray.kernels.VectorizedSmallSystems", new SmallSystems());

    /** The plain twin, or the start of a vector twin. */
    protected SmallSystems() {}

    private interface Chunk {
        void run(int first, int lanes);
    }

    private static void each(int count, Chunk body) {
        int chunks = (count - 1) / LANES + 1;
        Parallel.forEach(count == 0 ? 0 : chunks, chunk -> {
            int first = (int) chunk * LANES;
            body.run(first, Math.min(LANES, count - first));
        });
    }

    /**
     * How long the arrays are that hold an element of so many matrices.
     *
     * @param lanes the number of matrices
     * @return that number, or what a twin rounds it up to
     */
    protected int width(int lanes) {
        return lanes;
    }

    /**
     * The lower triangular factors of positive definite matrices, whose lower triangles are read.
     *
     * @param count how many matrices there are
     * @param n their size
     * @param a the matrices, overwritten by the factors, with zeros above the diagonal
     * @param failed for each matrix, written: 0, or the size of its first leading block that is not positive definite
     */
    public static void cholesky(int count, int n, double[] a, int[] failed) {
        INSTANCE.choleskyOf(count, n, a, failed);
    }

    /** The factors by this twin. */
    void choleskyOf(int count, int n, double[] a, int[] failed) {
        each(count, (first, lanes) -> {
            double[][] x = new double[n * n][width(lanes)];
            load(a, first, lanes, n, n, x);
            fill(x, lanes, n);
            int[] bad = new int[lanes];
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < j; k++) {
                    for (int i = j; i < n; i++) {
                        subtractProduct(x[i * n + j], x[i * n + k], x[j * n + k]);
                    }
                }
                double[] d = x[j * n + j];
                for (int l = 0; l < lanes; l++) {
                    if (d[l] <= 0 && bad[l] == 0) {
                        bad[l] = j + 1;
                    }
                }
                root(d);
                for (int i = j + 1; i < n; i++) {
                    divide(x[i * n + j], d);
                    Arrays.fill(x[j * n + i], 0);
                }
            }
            store(x, n, n, a, first, lanes);
            System.arraycopy(bad, 0, failed, first, lanes);
        });
    }

    /**
     * Solves linear systems, by elimination with row pivoting.
     *
     * @param count how many systems there are
     * @param n their size
     * @param columns the right-hand sides of each
     * @param a the matrices {@code (n, n)}
     * @param b the right-hand sides {@code (n, columns)}, overwritten by the solutions
     * @param zeros for each matrix, written: 0, or one more than the step at which no pivot but zero was left
     */
    public static void solve(int count, int n, int columns, double[] a, double[] b, int[] zeros) {
        INSTANCE.solutions(count, n, columns, a, b, zeros);
    }

    /** The solutions by this twin. */
    void solutions(int count, int n, int columns, double[] a, double[] b, int[] zeros) {
        each(count, (first, lanes) -> {
            double[][] x = new double[n * n][width(lanes)];
            double[][] y = new double[n * columns][width(lanes)];
            load(a, first, lanes, n, n, x);
            fill(x, lanes, n);
            load(b, first, lanes, n, columns, y);
            for (int k = 0; k < n; k++) {
                pivot(n, columns, k, x, y, zeros, first, lanes);
                for (int i = k + 1; i < n; i++) {
                    double[] f = x[i * n + k];
                    divide(f, x[k * n + k]);
                    for (int j = k + 1; j < n; j++) {
                        subtractProduct(x[i * n + j], f, x[k * n + j]);
                    }
                    for (int j = 0; j < columns; j++) {
                        subtractProduct(y[i * columns + j], f, y[k * columns + j]);
                    }
                }
            }
            for (int i = n - 1; i >= 0; i--) {
                for (int j = 0; j < columns; j++) {
                    for (int k = i + 1; k < n; k++) {
                        subtractProduct(y[i * columns + j], x[i * n + k], y[k * columns + j]);
                    }
                    divide(y[i * columns + j], x[i * n + i]);
                }
            }
            store(y, n, columns, b, first, lanes);
        });
    }

    /** Brings each matrix's largest element of a column to the diagonal. */
    private static void pivot(
            int n, int columns, int k, double[][] x, double[][] y, int[] zeros, int first, int lanes) {
        for (int l = 0; l < lanes; l++) {
            int row = k;
            double largest = Math.abs(x[k * n + k][l]);
            for (int i = k + 1; i < n; i++) {
                double t = Math.abs(x[i * n + k][l]);
                if (t > largest) {
                    largest = t;
                    row = i;
                }
            }
            if (largest == 0 && zeros[first + l] == 0) {
                zeros[first + l] = k + 1;
            }
            if (row == k) {
                continue;
            }
            for (int j = k; j < n; j++) {
                exchange(x[k * n + j], x[row * n + j], l);
            }
            for (int j = 0; j < columns; j++) {
                exchange(y[k * columns + j], y[row * columns + j], l);
            }
        }
    }

    private static void exchange(double[] p, double[] q, int l) {
        double t = p[l];
        p[l] = q[l];
        q[l] = t;
    }

    /**
     * The eigenvalues, in ascending order, and eigenvectors of symmetric matrices, whose lower triangles are read, by
     * cyclic Jacobi rotations (H. Rutishauser, "The Jacobi method for real symmetric matrices", Numerische Mathematik 9,
     * 1966).
     *
     * @param count how many matrices there are
     * @param n their size
     * @param a the matrices, whose elements are finite; overwritten by the eigenvectors, in columns, if they are wanted
     * @param values the eigenvalues, n for each matrix, written
     * @param vectors whether the eigenvectors are wanted
     * @throws ConvergenceException if the iteration does not end
     */
    public static void eigSymmetric(int count, int n, double[] a, double[] values, boolean vectors) {
        INSTANCE.eigenvectors(count, n, a, values, vectors);
    }

    /** The eigenvectors by this twin. */
    void eigenvectors(int count, int n, double[] a, double[] values, boolean vectors) {
        each(count, (first, lanes) -> {
            double[][] x = new double[n * n][width(lanes)];
            load(a, first, lanes, n, n, x);
            fill(x, lanes, n);
            double[] scale = scale(n, x);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    // Both triangles are one.
                    x[j * n + i] = x[i * n + j];
                }
            }
            double[][] v = new double[vectors ? n * n : 0][width(lanes)];
            for (int i = 0; i < n && vectors; i++) {
                Arrays.fill(v[i * n + i], 1);
            }
            rotate(n, x, v);
            sort(n, x, v, scale, first, lanes, a, values);
        });
    }

    /** Divides the lower triangle of each matrix by a power of two, so that squares do not overflow. */
    private static double[] scale(int n, double[][] x) {
        double[] scale = new double[x[0].length];
        for (int l = 0; l < scale.length; l++) {
            double largest = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    largest = Math.max(largest, Math.abs(x[i * n + j][l]));
                }
            }
            scale[l] =
                    largest == 0 ? 1 : Math.scalb(1.0, Math.max(-1021, Math.min(1022, Math.getExponent(largest) + 1)));
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    x[i * n + j][l] /= scale[l];
                }
            }
        }
        return scale;
    }

    private void rotate(int n, double[][] x, double[][] v) {
        int width = x[0].length;
        double[] c = new double[width];
        double[] s = new double[width];
        double[] nothing = nothing(n, x);
        double[] limit = new double[width];
        for (int round = 0; round <= LIMIT; round++) {
            if (areDiagonal(n, x, nothing, limit)) {
                return;
            }
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    if (isNothing(x[q * n + p], limit)) {
                        continue;
                    }
                    angle(x[p * n + p], x[q * n + q], x[q * n + p], limit, c, s);
                    for (int r = 0; r < n; r++) {
                        if (r != p && r != q) {
                            turn(x[r * n + p], x[r * n + q], c, s);
                        }
                        if (v.length > 0) {
                            turn(v[r * n + p], v[r * n + q], c, s);
                        }
                    }
                }
            }
        }
        throw new ConvergenceException("eigenvalues of symmetric (" + n + ", " + n + ") matrices did not converge");
    }

    /** The sum of squares that is nothing to each matrix. */
    private static double[] nothing(int n, double[][] x) {
        double[] sums = new double[x[0].length];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                addSquares(x[i * n + j], sums);
            }
        }
        for (int l = 0; l < sums.length; l++) {
            sums[l] *= 0x1p-108;
        }
        return sums;
    }

    /**
     * Whether what is beside the diagonals is nothing to all matrices.
     *
     * @param limit the squares up to which an element is not rotated away, written: infinite for matrices that are
     *     diagonal, so that their bits do not depend on the others
     */
    private static boolean areDiagonal(int n, double[][] x, double[] nothing, double[] limit) {
        double[] beside = new double[limit.length];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                addSquares(x[i * n + j], beside);
            }
        }
        boolean all = true;
        for (int l = 0; l < limit.length; l++) {
            boolean diagonal = beside[l] <= nothing[l];
            limit[l] = diagonal ? Double.POSITIVE_INFINITY : nothing[l] / (n * n);
            all &= diagonal;
        }
        return all;
    }

    private static boolean isNothing(double[] beside, double[] limit) {
        for (int l = 0; l < limit.length; l++) {
            if (beside[l] * beside[l] > limit[l]) {
                return false;
            }
        }
        return true;
    }

    private static void addSquares(double[] x, double[] sums) {
        for (int l = 0; l < sums.length; l++) {
            sums[l] += x[l] * x[l];
        }
    }

    private static void sort(
            int n, double[][] x, double[][] v, double[] scale, int first, int lanes, double[] a, double[] values) {
        int[] order = new int[n];
        for (int l = 0; l < lanes; l++) {
            for (int i = 0; i < n; i++) {
                int j = i;
                for (; j > 0 && x[order[j - 1] * n + order[j - 1]][l] > x[i * n + i][l]; j--) {
                    order[j] = order[j - 1];
                }
                order[j] = i;
            }
            for (int j = 0; j < n; j++) {
                // Zero is added since a rotation by nothing, for the sake of others, may change the sign of a zero.
                values[(first + l) * n + j] = x[order[j] * n + order[j]][l] * scale[l] + 0.0;
                for (int i = 0; i < n && v.length > 0; i++) {
                    a[((first + l) * n + i) * n + j] = v[i * n + order[j]][l] + 0.0;
                }
            }
        }
    }

    private static void load(double[] a, int first, int lanes, int m, int n, double[][] x) {
        for (int l = 0; l < lanes; l++) {
            int from = (first + l) * m * n;
            for (int p = 0; p < m * n; p++) {
                x[p][l] = a[from + p];
            }
        }
    }

    /** Identities where a chunk has no matrices, so that nothing there is exceptional. */
    private static void fill(double[][] x, int lanes, int n) {
        for (int i = 0; i < n; i++) {
            Arrays.fill(x[i * n + i], lanes, x[i * n + i].length, 1);
        }
    }

    private static void store(double[][] x, int m, int n, double[] a, int first, int lanes) {
        for (int l = 0; l < lanes; l++) {
            int to = (first + l) * m * n;
            for (int p = 0; p < m * n; p++) {
                a[to + p] = x[p][l];
            }
        }
    }

    /**
     * Subtracts {@code x y} from z.
     *
     * @param z what is subtracted from
     * @param x one factor
     * @param y the other factor
     */
    protected void subtractProduct(double[] z, double[] x, double[] y) {
        for (int l = 0; l < z.length; l++) {
            z[l] -= x[l] * y[l];
        }
    }

    /**
     * Divides z by x.
     *
     * @param z what is divided
     * @param x the divisor
     */
    protected void divide(double[] z, double[] x) {
        for (int l = 0; l < z.length; l++) {
            z[l] /= x[l];
        }
    }

    /**
     * Replaces x by its square root.
     *
     * @param x the numbers
     */
    protected void root(double[] x) {
        for (int l = 0; l < x.length; l++) {
            x[l] = Math.sqrt(x[l]);
        }
    }

    /**
     * The Jacobi rotation that makes the element beside the diagonal zero, and the diagonal after it; none where the
     * element is nothing.
     *
     * @param p the upper diagonal element, updated
     * @param q the lower diagonal element, updated
     * @param beside the element beside the diagonal, set to zero
     * @param limit the square up to which that is nothing
     * @param c the cosines, written
     * @param s the sines, written
     */
    protected void angle(double[] p, double[] q, double[] beside, double[] limit, double[] c, double[] s) {
        for (int l = 0; l < p.length; l++) {
            double e = beside[l];
            if (e * e <= limit[l]) {
                c[l] = 1;
                s[l] = 0;
                continue;
            }
            double d = q[l] - p[l];
            double b = 2 * e;
            double r = Math.sqrt(d * d + b * b);
            double t = b / (d < 0 ? d - r : d + r);
            double move = t * e;
            c[l] = 1 / Math.sqrt(t * t + 1);
            s[l] = t * c[l];
            p[l] -= move;
            q[l] += move;
            beside[l] = 0;
        }
    }

    /**
     * Turns x to {@code c x - s y} and y to {@code s x + c y}.
     *
     * @param x the first coordinates
     * @param y the second coordinates
     * @param c the cosines
     * @param s the sines
     */
    protected void turn(double[] x, double[] y, double[] c, double[] s) {
        for (int l = 0; l < x.length; l++) {
            double t = c[l] * x[l] - s[l] * y[l];
            y[l] = s[l] * x[l] + c[l] * y[l];
            x[l] = t;
        }
    }
}
