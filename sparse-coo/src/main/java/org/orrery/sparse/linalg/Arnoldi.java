package org.orrery.sparse.linalg;

import java.util.List;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.ndarray.parallel.Progress;

/**
 * A few eigenvalues of any square matrix: Arnoldi's method, restarted as in Stewart, "A Krylov-Schur Algorithm for Large
 * Eigenproblems", SIAM J. Matrix Anal. Appl. 23 (2001). The small matrix is brought to complex Schur form, so that the
 * wanted values can be put first, and the real space that they span is kept. Of several equal eigenvalues it may miss some.
 *
 * <pre>{@code
 * EigenPairs rightmost = Arnoldi.defaults().which(Which.LARGEST_ALGEBRAIC).compute(a, 6);
 * rightmost.values(); // complex128
 * }</pre>
 */
public final class Arnoldi extends EigenSolver<Arnoldi> {
    private static final Arnoldi DEFAULTS = new Arnoldi(Settings.DEFAULTS, Goal.DEFAULT);

    private Arnoldi(Settings settings, Goal goal) {
        super(settings, goal);
    }

    /**
     * The algorithm with its default options.
     *
     * @return an algorithm
     */
    public static Arnoldi defaults() {
        return DEFAULTS;
    }

    @Override
    Arnoldi with(Settings changed) {
        return new Arnoldi(changed, goal);
    }

    @Override
    Arnoldi with(Goal changed) {
        return new Arnoldi(settings, changed);
    }

    @Override
    String label() {
        return "Arnoldi";
    }

    @Override
    EigenPairs run(LinearOperator a, LinearOperator b, int k) {
        int n = b.rows();
        int m = subspaceFor(k, n);
        Basis basis = new Basis(n, m + 1);
        basis.set(0, startFor(n));
        double[][] h = new double[m][m];
        double[] column = new double[m];
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
                    beta = basis.orthogonalise(j + 1, w, column);
                    checkFinite(beta);
                    for (int i = 0; i <= j; i++) {
                        h[i][j] = column[i];
                    }
                    if (j + 1 < m) {
                        h[j + 1][j] = beta;
                    }
                    if (beta > 0) {
                        Vectors.scale(1 / beta, w);
                        basis.set(j + 1, w);
                    } else if (j + 1 < n) {
                        basis.set(j + 1, basis.another(j + 1));
                    }
                }
                ComplexSchur schur = ComplexSchur.of(h, m);
                double[] re = new double[m];
                double[] im = new double[m];
                double scale = 0;
                for (int i = 0; i < m; i++) {
                    re[i] = schur.re(i);
                    im[i] = schur.im(i);
                    scale = Math.max(scale, Math.hypot(re[i], im[i]));
                }
                Integer[] order = goal.which().order(re, im);
                int converged = 0;
                for (int i = 0; i < k; i++) {
                    double[][] y = schur.vector(order[i]);
                    double residual = beta * Math.hypot(y[0][m - 1], y[1][m - 1]);
                    double allowed =
                            Math.max(settings.tolerance() * Math.hypot(re[order[i]], im[order[i]]), EPS * scale);
                    converged += residual <= allowed ? 1 : 0;
                }
                task.advance(1);
                if (converged == k) {
                    return result(a, basis, schur, order, k, m, products, restart);
                }
                if (restart == settings.maxRestarts()) {
                    throw unconverged(converged, k, "eigenvalues");
                }
                kept = whole(keep(k, converged, m), re, im, order, scale);
                schur.order(order, kept);
                restart(basis, h, schur.realBasis(kept), beta, kept, m);
            }
        }
    }

    /** A number of values that does not part conjugates; at least one less than there are. */
    private static int whole(int count, double[] re, double[] im, Integer[] order, double scale) {
        int upper = 0;
        int lower = 0;
        for (int i = 0; i < count; i++) {
            double v = im[order[i]];
            upper += v > 0x1p-40 * scale ? 1 : 0;
            lower += v < -0x1p-40 * scale ? 1 : 0;
        }
        if (upper == lower) {
            return count;
        }
        return count + 1 < re.length ? count + 1 : count - 1;
    }

    /** Keeps a real invariant subspace of the small matrix: V' = V Q, H' = Q^T H Q, and below it the last row of Q. */
    private static void restart(Basis basis, double[][] h, double[][] q, double beta, int kept, int m) {
        double[][] vectors = basis.combineAll(m, q);
        double[] last = basis.get(m);
        double[][] hq = new double[kept][m];
        for (int j = 0; j < kept; j++) {
            for (int i = 0; i < m; i++) {
                double sum = 0;
                for (int l = 0; l < m; l++) {
                    sum += h[i][l] * q[j][l];
                }
                hq[j][i] = sum;
            }
        }
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                h[i][j] = 0;
            }
        }
        for (int i = 0; i < kept; i++) {
            for (int j = 0; j < kept; j++) {
                double sum = 0;
                for (int l = 0; l < m; l++) {
                    sum += q[i][l] * hq[j][l];
                }
                h[i][j] = sum;
            }
            h[kept][i] = beta * q[i][m - 1];
            basis.set(i, vectors[i]);
        }
        basis.set(kept, last);
    }

    /** Turns a vector so that its largest element is positive; the vector of a real value is real then. */
    private static void turn(double[][] x, boolean real) {
        int largest = 0;
        double size = 0;
        for (int i = 0; i < x[0].length; i++) {
            double s = Math.hypot(x[0][i], x[1][i]);
            if (s > size) {
                size = s;
                largest = i;
            }
        }
        double c = x[0][largest] / size;
        double s = x[1][largest] / size;
        for (int i = 0; i < x[0].length; i++) {
            double re = c * x[0][i] + s * x[1][i];
            x[1][i] = real ? 0 : c * x[1][i] - s * x[0][i];
            x[0][i] = re;
        }
        if (real) {
            Vectors.scale(1 / Vectors.norm(x[0]), x[0]);
        }
    }

    private EigenPairs result(
            LinearOperator a,
            Basis basis,
            ComplexSchur schur,
            Integer[] order,
            int k,
            int m,
            int products,
            int restarts) {
        int n = a.rows();
        double[] values = new double[2 * k];
        double[] columns = new double[Math.multiplyExact(2 * n, k)];
        double[] residuals = new double[k];
        double[] ar = new double[n];
        double[] ai = new double[n];
        for (int j = 0; j < k; j++) {
            double[][] x = basis.combineAll(m, schur.vector(order[j]));
            double re = schur.re(order[j]);
            double im = schur.im(order[j]);
            im = Math.abs(im) <= 16 * EPS * schur.scale() ? 0 : im;
            turn(x, im == 0);
            if (goal.shifted()) {
                double square = re * re + im * im;
                re = goal.shift() + re / square;
                im = im == 0 ? 0 : -im / square;
            }
            values[2 * j] = re;
            values[2 * j + 1] = im;
            a.apply(x[0], ar);
            a.apply(x[1], ai);
            Vectors.add(-re, x[0], ar);
            Vectors.add(im, x[1], ar);
            Vectors.add(-re, x[1], ai);
            Vectors.add(-im, x[0], ai);
            residuals[j] = Math.hypot(Vectors.norm(ar), Vectors.norm(ai));
            for (int i = 0; i < n; i++) {
                columns[2 * (i * k + j)] = x[0][i];
                columns[2 * (i * k + j) + 1] = x[1][i];
            }
        }
        return new EigenPairs(
                DenseArray.of(DType.COMPLEX128, values, Shape.of(k)),
                DenseArray.of(DType.COMPLEX128, columns, Shape.of(n, k)),
                DenseArray.wrap(residuals),
                products,
                restarts,
                List.of());
    }
}
