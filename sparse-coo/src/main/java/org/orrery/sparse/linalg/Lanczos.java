package org.orrery.sparse.linalg;

import java.util.Arrays;
import java.util.List;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.ndarray.parallel.Progress;
import org.orrery.sparse.linalg.internal.CompressedRows;

/**
 * A few eigenvalues of a symmetric matrix: Lanczos' method with thick restarts, Wu and Simon, "Thick-Restart Lanczos Method
 * for Large Symmetric Eigenvalue Problems", SIAM J. Matrix Anal. Appl. 22 (2000). Every new vector is made orthogonal to all
 * others. As all methods that begin with one vector it meets each eigenvalue once and finds equal ones only by rounding, so
 * that of several equal ones it may miss some; subspaces of a few vectors more make that less likely.
 *
 * <pre>{@code
 * EigenPairs lowest = Lanczos.defaults().shift(0).compute(a, 6);
 * EigenPairs highest = Lanczos.defaults().which(Which.LARGEST_ALGEBRAIC).compute(a, 6);
 * }</pre>
 */
public final class Lanczos extends EigenSolver<Lanczos> {
    private static final Lanczos DEFAULTS = new Lanczos(Settings.DEFAULTS, Goal.DEFAULT);

    private Lanczos(Settings settings, Goal goal) {
        super(settings, goal);
    }

    /**
     * The algorithm with its default options.
     *
     * @return an algorithm
     */
    public static Lanczos defaults() {
        return DEFAULTS;
    }

    @Override
    Lanczos with(Settings changed) {
        return new Lanczos(changed, goal);
    }

    @Override
    Lanczos with(Goal changed) {
        return new Lanczos(settings, changed);
    }

    @Override
    String label() {
        return "Lanczos";
    }

    @Override
    void check(CompressedRows a) {
        a.checkSymmetric("a");
    }

    @Override
    EigenPairs run(LinearOperator a, LinearOperator b, int k) {
        int n = b.rows();
        int m = subspaceFor(k, n);
        Basis basis = new Basis(n, m + 1);
        basis.set(0, startFor(n));
        double[][] t = new double[m][m];
        double[] h = new double[m];
        double[] none = new double[m];
        int kept = 0;
        int products = 0;
        try (Progress.Task task = settings.progress().start(label(), Progress.UNKNOWN, "restarts")) {
            for (int restart = 0; ; restart++) {
                Parallel.checkCancelled();
                double beta = 0;
                for (int j = kept; j < m; j++) {
                    double[] w = new double[n];
                    b.apply(basis.get(j), w);
                    products++;
                    beta = basis.orthogonalise(j + 1, w, h);
                    checkFinite(beta);
                    for (int i = 0; i <= j; i++) {
                        t[i][j] = h[i];
                        t[j][i] = h[i];
                    }
                    if (beta > 0) {
                        Vectors.scale(1 / beta, w);
                        basis.set(j + 1, w);
                    } else if (j + 1 < n) {
                        basis.set(j + 1, basis.another(j + 1));
                    }
                }
                SmallDense.Spectrum spectrum = SmallDense.symmetric(t, m);
                double[] values = spectrum.values();
                Integer[] order = goal.which().order(values, none);
                double scale = Math.max(Math.abs(values[0]), Math.abs(values[m - 1]));
                int converged = 0;
                for (int i = 0; i < k; i++) {
                    double residual = beta * Math.abs(spectrum.vectors()[order[i]][m - 1]);
                    double allowed = Math.max(settings.tolerance() * Math.abs(values[order[i]]), EPS * scale);
                    converged += residual <= allowed ? 1 : 0;
                }
                task.advance(1);
                boolean done = converged == k;
                if (!done && restart == settings.maxRestarts()) {
                    throw unconverged(converged, k, "eigenvalues");
                }
                kept = done ? k : keep(k, converged, m);
                double[][] factors = new double[kept][];
                for (int i = 0; i < kept; i++) {
                    factors[i] = spectrum.vectors()[order[i]];
                }
                double[][] vectors = basis.combineAll(m, factors);
                if (done) {
                    return result(a, vectors, values, order, products, restart);
                }
                double[] last = basis.get(m);
                for (int i = 0; i < m; i++) {
                    Arrays.fill(t[i], 0);
                }
                for (int i = 0; i < kept; i++) {
                    basis.set(i, vectors[i]);
                    t[i][i] = values[order[i]];
                }
                basis.set(kept, last);
            }
        }
    }

    private EigenPairs result(
            LinearOperator a, double[][] vectors, double[] values, Integer[] order, int products, int restarts) {
        int n = a.rows();
        int k = vectors.length;
        double[] found = new double[k];
        double[] residuals = new double[k];
        double[] columns = new double[Math.multiplyExact(n, k)];
        double[] r = new double[n];
        for (int j = 0; j < k; j++) {
            double v = values[order[j]];
            found[j] = goal.shifted() ? goal.shift() + 1 / v : v;
            a.apply(vectors[j], r);
            Vectors.add(-found[j], vectors[j], r);
            residuals[j] = Vectors.norm(r);
            for (int i = 0; i < n; i++) {
                columns[i * k + j] = vectors[j][i];
            }
        }
        return new EigenPairs(
                DenseArray.wrap(found),
                DenseArray.wrap(columns, Shape.of(n, k)),
                DenseArray.wrap(residuals),
                products,
                restarts,
                List.of());
    }
}
