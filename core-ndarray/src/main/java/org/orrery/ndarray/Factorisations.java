package org.orrery.ndarray;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.kernels.SmallSystems;

/**
 * The functions of {@link LinearAlgebra} that factorise: matrix by matrix with the chosen provider, or for small real ones
 * with {@link SmallSystems}. Which of both depends on the size alone, so that a matrix has the same bits in any stack.
 */
final class Factorisations {
    /** Larger symmetric matrices need so many rotations that the provider is faster. */
    private static final int ROTATED = 12;

    private Factorisations() {}

    private static LinearAlgebraProvider provider() {
        return Backends.linearAlgebra();
    }

    private static NdArray readOnly(NdArray x) {
        return x instanceof DenseArray d ? d.asReadOnly() : x;
    }

    private static boolean isSmall(MatrixStack s) {
        return !s.complex && s.rows <= SmallSystems.LARGEST && !s.isEmpty();
    }

    static NdArray cholesky(NdArray x, boolean upper) {
        MatrixStack s = MatrixStack.square("cholesky", x);
        int n = s.rows;
        int[] failed = new int[s.count];
        if (isSmall(s)) {
            SmallSystems.cholesky(s.count, n, s.data, failed);
        } else {
            LinearAlgebraProvider p = provider();
            s.each(s.cubic(), i -> {
                failed[i] = s.complex ? p.complexCholesky(n, s.data, s.at(i), n) : p.cholesky(n, s.data, s.at(i), n);
            });
        }
        for (int i = 0; i < s.count; i++) {
            if (failed[i] != 0) {
                throw new SingularMatrixException("cholesky: " + s.describe(i)
                        + " is not positive definite: its leading block of " + failed[i] + " rows is not");
            }
        }
        NdArray lower = s.result(s.data, n, n);
        return upper ? Elementwise.conj(LinearAlgebra.matrixTranspose(lower)) : lower;
    }

    /** Factorises every matrix in place; the pivots of matrix i begin at {@code i n}. */
    private static int[] lu(MatrixStack s, int[] zeros) {
        int n = s.rows;
        int[] pivots = new int[s.count * n];
        LinearAlgebraProvider p = provider();
        s.each(s.cubic(), i -> {
            zeros[i] = s.complex
                    ? p.complexLu(n, n, s.data, s.at(i), n, pivots, i * n)
                    : p.lu(n, n, s.data, s.at(i), n, pivots, i * n);
        });
        return pivots;
    }

    private static void checkRegular(String name, MatrixStack s, int... zeros) {
        for (int i = 0; i < s.count; i++) {
            if (zeros[i] != 0) {
                throw new SingularMatrixException(
                        name + ": " + s.describe(i) + " is singular: pivot " + (zeros[i] - 1) + " is zero");
            }
        }
    }

    static LuResult lu(NdArray x) {
        MatrixStack s = MatrixStack.of("lu", x);
        int m = s.rows;
        int n = s.columns;
        int k = Math.min(m, n);
        double[] lower = s.allocate((long) m * k);
        double[] upper = s.allocate((long) k * n);
        long[] rows = new long[Math.toIntExact((long) s.count * m)];
        int step = s.complex ? 2 : 1;
        LinearAlgebraProvider p = provider();
        for (int r = 0; r < rows.length; r++) {
            rows[r] = r % m;
        }
        s.each(s.cubic(), i -> {
            int[] pivots = new int[k];
            if (s.complex) {
                p.complexLu(m, n, s.data, s.at(i), n, pivots, 0);
            } else {
                p.lu(m, n, s.data, s.at(i), n, pivots, 0);
            }
            for (int r = 0; r < k; r++) {
                long t = rows[i * m + r];
                rows[i * m + r] = rows[i * m + pivots[r]];
                rows[i * m + pivots[r]] = t;
            }
            for (int r = 0; r < m; r++) {
                int from = s.at(i) + r * n;
                int below = Math.min(r, k);
                System.arraycopy(s.data, step * from, lower, step * (i * m * k + r * k), step * below);
                if (r < k) {
                    lower[step * (i * m * k + r * k + r)] = 1;
                    System.arraycopy(s.data, step * (from + r), upper, step * (i * k * n + r * n + r), step * (n - r));
                }
            }
        });
        DenseArray order = DenseArray.of(DType.INT64, rows, DenseProducts.append(s.batch, m));
        return new LuResult(readOnly(order), readOnly(s.result(lower, m, k)), readOnly(s.result(upper, k, n)));
    }

    static NdArray det(NdArray x) {
        MatrixStack s = MatrixStack.square("det", x);
        return s.result(determinants(s, null));
    }

    static SlogdetResult slogdet(NdArray x) {
        MatrixStack s = MatrixStack.square("slogdet", x);
        double[] logs = new double[s.count];
        double[] signs = determinants(s, logs);
        return new SlogdetResult(readOnly(s.result(signs)), readOnly(s.real(logs)));
    }

    /** The determinants, or their signs if logarithms are wanted too. */
    private static double[] determinants(MatrixStack s, double @Nullable [] logs) {
        int n = s.rows;
        int[] pivots = lu(s, new int[s.count]);
        double[] out = s.allocate(1);
        for (int i = 0; i < s.count; i++) {
            double re = 1;
            double im = 0;
            double log = 0;
            for (int k = 0; k < n; k++) {
                int at = s.at(i) + k * n + k;
                double dr = s.complex ? s.data[2 * at] : s.data[at];
                double di = s.complex ? s.data[2 * at + 1] : 0;
                if (logs != null) {
                    double size = Math.hypot(dr, di);
                    log += Math.log(size);
                    // A sign of one that is exact for real numbers, and zero once a factor is.
                    dr = size == 0 ? 0 : s.complex ? dr / size : Math.signum(dr);
                    di = size == 0 ? 0 : di / size;
                }
                if (pivots[i * n + k] != k) {
                    dr = -dr;
                    di = -di;
                }
                double t = re * dr - (s.complex ? im * di : 0);
                im = s.complex ? re * di + im * dr : 0;
                re = t;
            }
            if (s.complex) {
                out[2 * i] = re;
                out[2 * i + 1] = im;
            } else {
                out[i] = re;
            }
            if (logs != null) {
                logs[i] = log;
            }
        }
        return out;
    }

    static NdArray inv(NdArray x) {
        MatrixStack s = MatrixStack.square("inv", x);
        int n = s.rows;
        double[] out = s.allocate((long) n * n);
        for (int i = 0; i < s.count; i++) {
            for (int k = 0; k < n; k++) {
                int at = s.at(i) + k * n + k;
                out[s.complex ? 2 * at : at] = 1;
            }
        }
        solve("inv", s, out, n);
        return s.result(out, n, n);
    }

    static NdArray solve(NdArray a, NdArray b) {
        MatrixStack.checkSquare("solve", a);
        DenseArray[] d = DenseLoops.dense("solve", a, b);
        boolean vector = b.ndim() == 1;
        DenseArray right = rightHandSides("solve", a, d[1]);
        DType type = MatrixStack.floating("solve", DType.promote(a.dtype(), b.dtype()));
        Shape batch = MatrixStack.leading(a.shape(), 2).broadcast(MatrixStack.leading(right.shape(), 2));
        MatrixStack s = MatrixStack.of(d[0], type, batch);
        MatrixStack t = MatrixStack.of(right, type, batch);
        solve("solve", s, t.data, t.columns);
        return vector ? s.result(t.data, t.rows) : s.result(t.data, t.rows, t.columns);
    }

    /** Right-hand sides as a stack of matrices, of one column if they have one dimension. */
    private static DenseArray rightHandSides(String name, NdArray a, DenseArray b) {
        if (b.ndim() == 0) {
            throw new ShapeException(name + ": b has no dimensions: expected one or more");
        }
        DenseArray right = b.ndim() == 1 ? b.reshape(-1, 1) : b;
        if (right.shape().get(-2) != a.shape().get(-2)) {
            throw new ShapeException(
                    name + ": shape " + a.shape() + " of a has " + a.shape().get(-2) + " rows, shape " + b.shape()
                            + " of b has " + right.shape().get(-2) + ": expected as many");
        }
        return right;
    }

    private static void solve(String name, MatrixStack s, double[] b, int columns) {
        int n = s.rows;
        int[] zeros = new int[s.count];
        if (columns > 0 && columns <= 2 * SmallSystems.LARGEST && isSmall(s)) {
            SmallSystems.solve(s.count, n, columns, s.data, b, zeros);
            checkRegular(name, s, zeros);
            return;
        }
        int[] pivots = lu(s, zeros);
        checkRegular(name, s, zeros);
        if (columns == 0) {
            return;
        }
        LinearAlgebraProvider p = provider();
        s.each((long) n * n * columns, i -> {
            if (s.complex) {
                p.complexLuSolve(n, columns, s.data, s.at(i), n, pivots, i * n, b, i * n * columns, columns);
            } else {
                p.luSolve(n, columns, s.data, s.at(i), n, pivots, i * n, b, i * n * columns, columns);
            }
        });
    }

    static QrResult qr(NdArray x, QrMode mode) {
        MatrixStack s = MatrixStack.of("qr", x);
        int m = s.rows;
        int n = s.columns;
        int size = mode == QrMode.COMPLETE ? m : Math.min(m, n);
        double[] q = s.allocate((long) m * size);
        double[] r = s.allocate((long) size * n);
        if (s.isEmpty()) {
            identities(s, q, m, size);
        }
        LinearAlgebraProvider p = provider();
        s.each(s.cubic(), i -> {
            if (s.complex) {
                p.complexQr(m, n, s.data, s.at(i), n, size, q, i * m * size, r, i * size * n);
            } else {
                p.qr(m, n, s.data, s.at(i), n, size, q, i * m * size, r, i * size * n);
            }
        });
        return new QrResult(readOnly(s.result(q, m, size)), readOnly(s.result(r, size, n)));
    }

    /** What the orthogonal factors of matrices without elements are. */
    private static void identities(MatrixStack s, double[] q, int m, int n) {
        int step = s.complex ? 2 : 1;
        for (int i = 0; i < s.count; i++) {
            for (int k = 0; k < Math.min(m, n); k++) {
                q[step * (i * m * n + k * n + k)] = 1;
            }
        }
    }

    static EighResult eigh(NdArray x) {
        MatrixStack s = MatrixStack.square("eigh", x);
        double[] values = eigh("eigh", s, true);
        return new EighResult(readOnly(s.real(values, s.rows)), readOnly(s.result(s.data, s.rows, s.rows)));
    }

    static NdArray eigvalsh(NdArray x) {
        MatrixStack s = MatrixStack.square("eigvalsh", x);
        return s.real(eigh("eigvalsh", s, false), s.rows);
    }

    private static double[] eigh(String name, MatrixStack s, boolean vectors) {
        s.checkFinite(name);
        int n = s.rows;
        double[] values = new double[s.count * n];
        if (n <= ROTATED && isSmall(s)) {
            SmallSystems.eigSymmetric(s.count, n, s.data, values, vectors);
            return values;
        }
        LinearAlgebraProvider p = provider();
        s.each(10 * s.cubic(), i -> {
            if (s.complex) {
                p.eigHermitian(n, s.data, s.at(i), n, values, i * n, vectors);
            } else {
                p.eigSymmetric(n, s.data, s.at(i), n, values, i * n, vectors);
            }
        });
        return values;
    }

    static EigResult eig(NdArray x) {
        MatrixStack s = MatrixStack.square("eig", x);
        int n = s.rows;
        double[] vectors = s.allocateComplex((long) n * n);
        double[] values = eig("eig", s, vectors);
        return new EigResult(readOnly(s.complex(values, n)), readOnly(s.complex(vectors, n, n)));
    }

    static NdArray eigvals(NdArray x) {
        MatrixStack s = MatrixStack.square("eigvals", x);
        return s.complex(eig("eigvals", s, null), s.rows);
    }

    private static double[] eig(String name, MatrixStack s, double @Nullable [] vectors) {
        s.checkFinite(name);
        int n = s.rows;
        double[] values = s.allocateComplex(n);
        LinearAlgebraProvider p = provider();
        s.each(30 * s.cubic(), i -> {
            if (s.complex) {
                p.complexEig(n, s.data, s.at(i), n, values, i * n, vectors, i * n * n);
            } else {
                p.eig(n, s.data, s.at(i), n, values, i * n, vectors, i * n * n);
            }
        });
        return values;
    }

    /** Factors {@code (m, left) (k) (right, n)} of a stack, as plain arrays. */
    private record Svd(double[] u, double[] s, double[] vh, int left, int right) {}

    private static Svd svd(String name, MatrixStack s, boolean full) {
        s.checkFinite(name);
        int m = s.rows;
        int n = s.columns;
        int k = Math.min(m, n);
        int left = full ? m : k;
        int right = full ? n : k;
        double[] u = s.allocate((long) m * left);
        double[] vh = s.allocate((long) right * n);
        double[] values = new double[s.count * k];
        if (s.isEmpty()) {
            identities(s, u, m, left);
            identities(s, vh, right, n);
        }
        LinearAlgebraProvider p = provider();
        s.each(20 * s.cubic(), i -> {
            if (s.complex) {
                p.complexSvd(m, n, s.data, s.at(i), n, values, i * k, full, u, i * m * left, vh, i * right * n);
            } else {
                p.svd(m, n, s.data, s.at(i), n, values, i * k, full, u, i * m * left, vh, i * right * n);
            }
        });
        return new Svd(u, values, vh, left, right);
    }

    static SvdResult svd(NdArray x, boolean full) {
        MatrixStack s = MatrixStack.of("svd", x);
        Svd f = svd("svd", s, full);
        return new SvdResult(
                readOnly(s.result(f.u, s.rows, f.left)),
                readOnly(s.real(f.s, Math.min(s.rows, s.columns))),
                readOnly(s.result(f.vh, f.right, s.columns)));
    }

    static NdArray svdvals(NdArray x) {
        MatrixStack s = MatrixStack.of("svdvals", x);
        s.checkFinite("svdvals");
        return singularValues(s);
    }

    /** Singular values; those of a matrix that is not finite are NaN. */
    static NdArray norms(String name, NdArray x) {
        return singularValues(MatrixStack.of(name, x));
    }

    private static NdArray singularValues(MatrixStack s) {
        int k = Math.min(s.rows, s.columns);
        double[] values = new double[s.count * k];
        LinearAlgebraProvider p = provider();
        s.each(10 * s.cubic(), i -> {
            if (!s.isFinite(i)) {
                Arrays.fill(values, i * k, (i + 1) * k, Double.NaN);
            } else if (s.complex) {
                p.complexSvd(s.rows, s.columns, s.data, s.at(i), s.columns, values, i * k, false, null, 0, null, 0);
            } else {
                p.svd(s.rows, s.columns, s.data, s.at(i), s.columns, values, i * k, false, null, 0, null, 0);
            }
        });
        return s.real(values, k);
    }

    /** The relative tolerance of a stack's type: its larger side times the spacing of numbers at one. */
    private static double epsilon(MatrixStack s) {
        return Math.max(s.rows, s.columns) * (s.type.realType() == DType.FLOAT32 ? 0x1p-23 : 0x1p-52);
    }

    /** A tolerance for each matrix. */
    private static double[] tolerances(String name, MatrixStack s, @Nullable NdArray rtol) {
        double[] out = new double[s.count];
        if (rtol == null) {
            Arrays.fill(out, epsilon(s));
            return out;
        }
        DenseArray d = DenseLoops.dense(name, rtol)[0];
        if (d.dtype().isComplex() || d.dtype().isBoolean()) {
            throw new DTypeException(name + ": rtol is " + d.dtype() + ": expected real numbers");
        }
        return d.broadcastTo(s.batch).toDoubleArray();
    }

    static NdArray matrixRank(NdArray x, @Nullable NdArray rtol) {
        MatrixStack s = MatrixStack.of("matrixRank", x);
        double[] tolerance = tolerances("matrixRank", s, rtol);
        s.checkFinite("matrixRank");
        int k = Math.min(s.rows, s.columns);
        double[] values = singularValues(s).toDense().convert(DType.FLOAT64).toDoubleArray();
        long[] ranks = new long[s.count];
        for (int i = 0; i < s.count; i++) {
            ranks[i] = rank(values, i * k, k, tolerance[i]);
        }
        return DenseArray.of(DType.INT64, ranks, s.batch);
    }

    private static int rank(double[] values, int at, int k, double tolerance) {
        int rank = 0;
        while (rank < k && values[at + rank] > tolerance * values[at]) {
            rank++;
        }
        return rank;
    }

    static NdArray pinv(NdArray x, @Nullable NdArray rtol) {
        MatrixStack s = MatrixStack.of("pinv", x);
        double[] tolerance = tolerances("pinv", s, rtol);
        int m = s.rows;
        int n = s.columns;
        int k = Math.min(m, n);
        Svd f = svd("pinv", s, false);
        // V diag(1/s) U^H, from the columns of U that count.
        for (int i = 0; i < s.count; i++) {
            divideRows(s, f, i, k, rank(f.s, i * k, k, tolerance[i]));
        }
        NdArray product = LinearAlgebra.matmul(s.wide(f.u, m, k), s.wide(f.vh, k, n));
        return Elementwise.conj(LinearAlgebra.matrixTranspose(product)).convert(s.type);
    }

    /** Divides the rows of {@code vh} by the singular values; those beyond the rank become zero. */
    private static void divideRows(MatrixStack s, Svd f, int i, int k, int rank) {
        int width = s.columns * (s.complex ? 2 : 1);
        for (int p = 0; p < k; p++) {
            int from = (i * k + p) * width;
            for (int j = from; j < from + width; j++) {
                f.vh[j] = p < rank ? f.vh[j] / f.s[i * k + p] : 0;
            }
        }
    }

    static LstsqResult lstsq(NdArray a, NdArray b, @Nullable NdArray rcond) {
        MatrixStack.checkRank("lstsq", a);
        DenseArray[] d = DenseLoops.dense("lstsq", a, b);
        boolean vector = b.ndim() == 1;
        DenseArray right = rightHandSides("lstsq", a, d[1]);
        DType type = MatrixStack.floating("lstsq", DType.promote(a.dtype(), b.dtype()));
        Shape batch = MatrixStack.leading(a.shape(), 2).broadcast(MatrixStack.leading(right.shape(), 2));
        MatrixStack s = MatrixStack.of(d[0], type, batch);
        double[] tolerance = tolerances("lstsq", s, rcond);
        s.checkFinite("lstsq");
        MatrixStack t = MatrixStack.of(right, type, batch);
        int m = s.rows;
        int n = s.columns;
        int k = Math.min(m, n);
        // A provider is given no empty matrices.
        int columns = Math.max(1, t.columns);
        double[] given = t.columns == 0 ? t.allocate(m) : t.data;
        double[] values = new double[s.count * k];
        double[] solution = s.allocate((long) n * columns);
        long[] ranks = new long[s.count];
        LinearAlgebraProvider p = provider();
        s.each(20 * s.cubic(), i -> {
            int step = s.complex ? 2 : 1;
            int length = step * m * columns;
            double[] x = new double[step * Math.max(m, n) * columns];
            System.arraycopy(given, i * length, x, 0, length);
            ranks[i] = s.complex
                    ? p.complexLeastSquares(
                            m, n, columns, s.data, s.at(i), n, x, 0, columns, tolerance[i], values, i * k)
                    : p.leastSquares(m, n, columns, s.data, s.at(i), n, x, 0, columns, tolerance[i], values, i * k);
            System.arraycopy(x, 0, solution, i * step * n * columns, step * n * columns);
        });
        NdArray x = s.result(t.columns == 0 ? new double[0] : solution, n, t.columns);
        NdArray residue = Elementwise.abs(right.sub(LinearAlgebra.matmul(d[0], x)));
        NdArray squares = Statistics.sum(Elementwise.square(residue), Axes.of(-2), type.realType());
        return new LstsqResult(
                readOnly(vector ? x.reshape(DenseProducts.append(batch, n).dims()) : x),
                readOnly(vector ? squares.reshape(batch.dims()) : squares),
                readOnly(DenseArray.of(DType.INT64, ranks, batch)),
                readOnly(s.real(values, k)));
    }
}
