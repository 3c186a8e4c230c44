package org.orrery.sparse.linalg;

/**
 * The minimal residual method, for symmetric matrices, indefinite ones too: Paige and Saunders, "Solution of Sparse
 * Indefinite Systems of Linear Equations", SIAM J. Numer. Anal. 12 (1975). Keeps six vectors; an iteration is one product
 * and 12 n operations. That the matrix is symmetric is not checked.
 *
 * <pre>{@code
 * IterativeSolution s = Minres.defaults().tolerance(1e-8).solve(a, b);
 * }</pre>
 */
public final class Minres extends IterativeSolver<Minres> {
    private static final Minres DEFAULTS = new Minres(Options.DEFAULTS);

    private Minres(Options options) {
        super(options);
    }

    /**
     * The algorithm with its default options.
     *
     * @return a solver
     */
    public static Minres defaults() {
        return DEFAULTS;
    }

    @Override
    Minres with(Options changed) {
        return new Minres(changed);
    }

    @Override
    String label() {
        return "MINRES";
    }

    @Override
    boolean cycle(Run run, double[] r) {
        int n = r.length;
        double eta = Vectors.norm(r);
        double[] before = new double[n];
        double[] v = r;
        Vectors.scale(1 / eta, v);
        double[] q = new double[n];
        double[] w = new double[n];
        double[] wBefore = new double[n];
        double beta = 0;
        // Rotations of the last two steps.
        double c = 1;
        double cBefore = 1;
        double s = 0;
        double sBefore = 0;
        while (run.more()) {
            run.a.apply(v, q);
            double alpha = Vectors.dot(v, q);
            Vectors.add(-alpha, v, q);
            Vectors.add(-beta, before, q);
            double next = Vectors.norm(q);
            double delta = c * alpha - cBefore * s * beta;
            double second = s * alpha + cBefore * c * beta;
            double third = sBefore * beta;
            double first = Math.hypot(delta, next);
            if (first == 0) {
                return false;
            }
            cBefore = c;
            sBefore = s;
            c = delta / first;
            s = next / first;
            // The oldest direction becomes the newest.
            Vectors.scale(-third, wBefore);
            Vectors.add(-second, w, wBefore);
            Vectors.add(1, v, wBefore);
            Vectors.scale(1 / first, wBefore);
            double[] direction = wBefore;
            wBefore = w;
            w = direction;
            Vectors.add(c * eta, w, run.x);
            eta *= -s;
            if (run.note(Math.abs(eta)) || next == 0) {
                return true;
            }
            double[] oldest = before;
            before = v;
            v = q;
            Vectors.scale(1 / next, v);
            q = oldest;
            beta = next;
        }
        return false;
    }
}
