package org.orrery.sparse.linalg;

import org.jspecify.annotations.Nullable;

/**
 * The generalised minimal residual method with restarts, for any square matrix: Saad and Schultz, "GMRES: A Generalized
 * Minimal Residual Algorithm for Solving Nonsymmetric Linear Systems", SIAM J. Sci. Stat. Comput. 7 (1986), with the
 * preconditioner on the right, so that residuals are those of the system itself. Keeps as many vectors as there are
 * iterations between restarts; each costs one product and 4 n operations for every vector kept so far.
 *
 * <pre>{@code
 * IterativeSolution s = Gmres.defaults().restart(50).preconditioner(Preconditioners.ilu0(a)).solve(a, b);
 * }</pre>
 */
public final class Gmres extends PreconditionedSolver<Gmres> {
    private static final Gmres DEFAULTS = new Gmres(Options.DEFAULTS, null, 30);

    private final int restart;

    private Gmres(Options options, @Nullable LinearOperator preconditioner, int restart) {
        super(options, preconditioner);
        this.restart = restart;
    }

    /**
     * The algorithm with its default options.
     *
     * @return a solver that restarts every 30 iterations
     */
    public static Gmres defaults() {
        return DEFAULTS;
    }

    /**
     * Sets the number of iterations between restarts. More need fewer iterations and more memory.
     *
     * @param iterations the number of iterations, and of vectors kept
     * @return a solver with this option
     * @throws IllegalArgumentException if it is less than 1
     */
    public Gmres restart(int iterations) {
        if (iterations < 1) {
            throw new IllegalArgumentException("restart is " + iterations + ": expected at least 1");
        }
        return new Gmres(options, preconditioner, iterations);
    }

    @Override
    public Gmres preconditioner(LinearOperator m) {
        return new Gmres(options, m, restart);
    }

    @Override
    Gmres with(Options changed) {
        return new Gmres(changed, preconditioner, restart);
    }

    @Override
    String label() {
        return "GMRES";
    }

    @Override
    boolean cycle(Run run, double[] r) {
        int n = r.length;
        int m = Math.min(restart, n);
        Basis basis = new Basis(n, m + 1);
        double beta = Vectors.norm(r);
        double[] first = r.clone();
        Vectors.scale(1 / beta, first);
        basis.set(0, first);
        double[][] h = new double[m][];
        double[] cosines = new double[m];
        double[] sines = new double[m];
        double[] g = new double[m + 1];
        g[0] = beta;
        double[] buffer = new double[preconditioner == null ? 0 : n];
        boolean small = false;
        int count = 0;
        while (count < m && run.more() && !small) {
            int j = count;
            double[] w = new double[n];
            run.a.apply(precondition(basis.get(j), buffer), w);
            double[] column = new double[j + 1];
            double next = basis.orthogonalise(j + 1, w, column);
            for (int i = 0; i < j; i++) {
                double t = cosines[i] * column[i] + sines[i] * column[i + 1];
                column[i + 1] = cosines[i] * column[i + 1] - sines[i] * column[i];
                column[i] = t;
            }
            double length = Math.hypot(column[j], next);
            if (length == 0) {
                // The matrix is singular on what has been reached; what is there is the best.
                break;
            }
            cosines[j] = column[j] / length;
            sines[j] = next / length;
            column[j] = length;
            h[j] = column;
            g[j + 1] = -sines[j] * g[j];
            g[j] *= cosines[j];
            count++;
            small = run.note(Math.abs(g[j + 1]));
            if (next == 0) {
                break;
            }
            Vectors.scale(1 / next, w);
            basis.set(j + 1, w);
        }
        if (count > 0) {
            Vectors.add(1, precondition(basis.combine(count, solved(h, g, count)), buffer), run.x);
        }
        return small;
    }

    /** The solution of a triangular system given by columns. */
    private static double[] solved(double[][] h, double[] g, int count) {
        double[] y = g.clone();
        for (int j = count - 1; j >= 0; j--) {
            y[j] /= h[j][j];
            for (int i = 0; i < j; i++) {
                y[i] -= h[j][i] * y[j];
            }
        }
        return y;
    }
}
