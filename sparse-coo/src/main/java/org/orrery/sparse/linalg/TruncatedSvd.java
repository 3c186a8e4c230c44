package org.orrery.sparse.linalg;

import java.util.Arrays;
import java.util.List;
import org.orrery.ndarray.ConvergenceException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.ndarray.parallel.Progress;
import org.orrery.sparse.linalg.internal.CompressedRows;

/**
 * The largest singular values of a matrix, and their vectors: Lanczos bidiagonalisation (Golub and Kahan, "Calculating the
 * Singular Values and Pseudo-Inverse of a Matrix", SIAM J. Numer. Anal. B 2 (1965)) with thick restarts, Baglama and
 * Reichel, "Augmented Implicitly Restarted Lanczos Bidiagonalization Methods", SIAM J. Sci. Comput. 27 (2005).
 *
 * <p>It works on the matrix itself. Eigenvalues of {@code A^T A} would be found with half the vectors, but their roots lose
 * half of the digits where a singular value is small beside the largest: below {@code 1e-8} of it nothing would be right.
 *
 * <pre>{@code
 * SingularTriplets s = TruncatedSvd.defaults().compute(a, 10);
 * s.values();
 * }</pre>
 */
public final class TruncatedSvd extends SpectralSolver<TruncatedSvd> {
    private static final TruncatedSvd DEFAULTS = new TruncatedSvd(Settings.DEFAULTS);

    private TruncatedSvd(Settings settings) {
        super(settings);
    }

    /**
     * The algorithm with its default options.
     *
     * @return an algorithm
     */
    public static TruncatedSvd defaults() {
        return DEFAULTS;
    }

    @Override
    TruncatedSvd with(Settings changed) {
        return new TruncatedSvd(changed);
    }

    @Override
    String label() {
        return "truncated SVD";
    }

    /**
     * Finds the largest singular values of a matrix, and their vectors.
     *
     * @param a the matrix {@code (m, n)}, real
     * @param k how many, from 1 to the smaller of m and n
     * @return the values and vectors
     * @throws org.orrery.ndarray.ShapeException if the array has not two dimensions
     * @throws IllegalArgumentException if {@code k} is out of range, the subspace not larger, or an element NaN or infinite
     * @throws org.orrery.ndarray.DTypeException if the matrix is complex
     * @throws org.orrery.ndarray.DensificationException if the matrix has a fill value other than 0
     * @throws ConvergenceException if the restarts are not enough
     */
    public SingularTriplets compute(NdArray a, int k) {
        return compute(new MatrixOperator(CompressedRows.matrix("a", a)), k);
    }

    /**
     * Finds the largest singular values of an operator, and their vectors.
     *
     * @param a the operator, which has a transpose
     * @param k how many, from 1 to the smaller number of rows and columns
     * @return the values and vectors
     * @throws IllegalArgumentException if {@code k} is out of range or the subspace not larger
     * @throws UnsupportedOperationException if the operator has no transpose
     * @throws ConvergenceException if the restarts are not enough
     */
    public SingularTriplets compute(LinearOperator a, int k) {
        int rows = a.rows();
        int columns = a.columns();
        int m = subspaceFor(k, Math.min(rows, columns));
        double[] start = startFor(columns);
        if (rows >= columns) {
            return run(a, k, m, start);
        }
        // The vectors that restarts keep are then those of the smaller side, which can all be found.
        double[] turned = new double[rows];
        a.apply(start, turned);
        double norm = Vectors.norm(turned);
        checkFinite(norm);
        if (norm > 0) {
            Vectors.scale(1 / norm, turned);
        } else {
            turned = Vectors.random(rows, 0);
        }
        int longer = columns;
        int shorter = rows;
        SingularTriplets s = run(LinearOperator.of(longer, shorter, a::applyTransposed, a::apply), k, m, turned);
        return new SingularTriplets(
                s.right().transpose(),
                s.values(),
                s.left().transpose(),
                s.residualNorms(),
                s.products() + 1,
                s.restarts(),
                s.warnings());
    }

    private SingularTriplets run(LinearOperator a, int k, int m, double[] start) {
        int rows = a.rows();
        int columns = a.columns();
        Basis right = new Basis(columns, m + 1);
        Basis left = new Basis(rows, m);
        right.set(0, start);
        double[][] b = new double[m][m];
        double[] h = new double[m + 1];
        int kept = 0;
        int products = 0;
        try (Progress.Task task = settings.progress().start(label(), Progress.UNKNOWN, "restarts")) {
            for (int restart = 0; ; restart++) {
                Parallel.checkCancelled();
                double beta = 0;
                for (int j = kept; j < m; j++) {
                    double[] q = new double[rows];
                    a.apply(right.get(j), q);
                    double alpha = left.orthogonalise(j, q, h);
                    checkFinite(alpha);
                    for (int i = 0; i < j; i++) {
                        b[i][j] = h[i];
                    }
                    b[j][j] = alpha;
                    if (alpha > 0) {
                        Vectors.scale(1 / alpha, q);
                    } else {
                        q = left.another(j);
                    }
                    left.set(j, q);
                    double[] p = new double[columns];
                    a.applyTransposed(q, p);
                    products += 2;
                    beta = right.orthogonalise(j + 1, p, h);
                    checkFinite(beta);
                    if (beta > 0) {
                        Vectors.scale(1 / beta, p);
                        right.set(j + 1, p);
                    } else if (j + 1 < columns) {
                        right.set(j + 1, right.another(j + 1));
                    }
                }
                SmallDense.Spectrum spectrum = SmallDense.singular(b, m);
                double[] values = spectrum.values();
                int converged = 0;
                for (int i = 0; i < k; i++) {
                    double residual = beta * Math.abs(spectrum.left()[i][m - 1]);
                    double allowed = Math.max(settings.tolerance() * values[i], EPS * values[0]);
                    converged += residual <= allowed ? 1 : 0;
                }
                task.advance(1);
                boolean done = converged == k;
                if (!done && restart == settings.maxRestarts()) {
                    throw unconverged(converged, k, "singular values");
                }
                kept = done ? k : keep(k, converged, m);
                double[][] us = left.combineAll(m, Arrays.copyOf(spectrum.left(), kept));
                double[][] vs = right.combineAll(m, Arrays.copyOf(spectrum.vectors(), kept));
                if (done) {
                    return result(a, us, values, vs, products, restart);
                }
                double[] last = right.get(m);
                for (int i = 0; i < m; i++) {
                    Arrays.fill(b[i], 0);
                }
                for (int i = 0; i < kept; i++) {
                    left.set(i, us[i]);
                    right.set(i, vs[i]);
                    b[i][i] = values[i];
                }
                right.set(kept, last);
            }
        }
    }

    private static SingularTriplets result(
            LinearOperator a, double[][] us, double[] values, double[][] vs, int products, int restarts) {
        int k = us.length;
        int rows = a.rows();
        int columns = a.columns();
        double[] left = new double[Math.multiplyExact(rows, k)];
        double[] right = new double[Math.multiplyExact(columns, k)];
        double[] residuals = new double[k];
        double[] r = new double[columns];
        double[] other = new double[rows];
        for (int j = 0; j < k; j++) {
            a.applyTransposed(us[j], r);
            Vectors.add(-values[j], vs[j], r);
            double norm = Vectors.norm(r);
            a.apply(vs[j], other);
            Vectors.add(-values[j], us[j], other);
            residuals[j] = Math.hypot(norm, Vectors.norm(other));
            for (int i = 0; i < rows; i++) {
                left[i * k + j] = us[j][i];
            }
            System.arraycopy(vs[j], 0, right, j * columns, columns);
        }
        return new SingularTriplets(
                DenseArray.wrap(left, Shape.of(rows, k)),
                DenseArray.wrap(Arrays.copyOf(values, k)),
                DenseArray.wrap(right, Shape.of(k, columns)),
                DenseArray.wrap(residuals),
                products,
                restarts,
                List.of());
    }
}
