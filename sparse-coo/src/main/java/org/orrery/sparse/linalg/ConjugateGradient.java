package org.orrery.sparse.linalg;

import org.jspecify.annotations.Nullable;

/**
 * The method of conjugate gradients, for symmetric positive definite matrices: Hestenes and Stiefel, "Methods of Conjugate
 * Gradients for Solving Linear Systems", J. Res. NBS 49 (1952); with a preconditioner as in Saad, "Iterative Methods for
 * Sparse Linear Systems", 2nd edition, algorithm 9.1. Needs about the square root of the condition number of iterations,
 * each one product and 10 n operations.
 *
 * <pre>{@code
 * IterativeSolution s = ConjugateGradient.defaults().tolerance(1e-8).preconditioner(Preconditioners.ic0(a)).solve(a, b);
 * }</pre>
 */
public final class ConjugateGradient extends PreconditionedSolver<ConjugateGradient> {
    private static final ConjugateGradient DEFAULTS = new ConjugateGradient(Options.DEFAULTS, null);

    private ConjugateGradient(Options options, @Nullable LinearOperator preconditioner) {
        super(options, preconditioner);
    }

    /**
     * The algorithm with its default options.
     *
     * @return a solver
     */
    public static ConjugateGradient defaults() {
        return DEFAULTS;
    }

    /**
     * Uses a preconditioner, which must be symmetric positive definite. The default is none.
     *
     * @param m an operator near the inverse of the matrix
     * @return a solver with this option
     */
    @Override
    public ConjugateGradient preconditioner(LinearOperator m) {
        return new ConjugateGradient(options, m);
    }

    @Override
    ConjugateGradient with(Options changed) {
        return new ConjugateGradient(changed, preconditioner);
    }

    @Override
    String label() {
        return "conjugate gradient";
    }

    @Override
    boolean cycle(Run run, double[] r) {
        int n = r.length;
        double[] q = new double[n];
        double[] buffer = new double[preconditioner == null ? 0 : n];
        double[] z = precondition(r, buffer);
        double[] p = z.clone();
        double rho = positive("the preconditioner", run, Vectors.dot(r, z));
        while (run.more()) {
            run.a.apply(p, q);
            double step = rho / positive("a", run, Vectors.dot(p, q));
            Vectors.add(step, p, run.x);
            double square = Vectors.addAndSquare(-step, q, r);
            double norm = square > 0x1p-900 ? Math.sqrt(square) : Vectors.norm(r);
            if (run.note(norm)) {
                return true;
            }
            z = precondition(r, buffer);
            double next = preconditioner == null ? square : positive("the preconditioner", run, Vectors.dot(r, z));
            if (!(next > 0)) {
                return true;
            }
            Vectors.scaleAndAdd(next / rho, z, p);
            rho = next;
        }
        return false;
    }

    private static double positive(String what, Run run, double product) {
        if (product > 0) {
            return product;
        }
        throw new IllegalArgumentException(what + " is not positive definite: iteration " + (run.iterations() + 1)
                + " met a vector with x'Ax = " + product + "; use Minres, Gmres or BiCgStab");
    }
}
