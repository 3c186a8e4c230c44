package org.orrery.sparse.linalg;

import org.jspecify.annotations.Nullable;

/**
 * The stabilised bi-conjugate gradient method, for any square matrix: van der Vorst, "Bi-CGSTAB: A Fast and Smoothly
 * Converging Variant of Bi-CG for the Solution of Nonsymmetric Linear Systems", SIAM J. Sci. Stat. Comput. 13 (1992), with
 * the preconditioner on the right. Keeps eight vectors; an iteration is two products and 20 n operations. It may break
 * down, and then starts again from where it is.
 *
 * <pre>{@code
 * IterativeSolution s = BiCgStab.defaults().preconditioner(Preconditioners.ilu0(a)).solve(a, b);
 * }</pre>
 */
public final class BiCgStab extends PreconditionedSolver<BiCgStab> {
    private static final BiCgStab DEFAULTS = new BiCgStab(Options.DEFAULTS, null);

    private BiCgStab(Options options, @Nullable LinearOperator preconditioner) {
        super(options, preconditioner);
    }

    /**
     * The algorithm with its default options.
     *
     * @return a solver
     */
    public static BiCgStab defaults() {
        return DEFAULTS;
    }

    @Override
    public BiCgStab preconditioner(LinearOperator m) {
        return new BiCgStab(options, m);
    }

    @Override
    BiCgStab with(Options changed) {
        return new BiCgStab(changed, preconditioner);
    }

    @Override
    String label() {
        return "BiCGStab";
    }

    @Override
    boolean cycle(Run run, double[] r) {
        int n = r.length;
        double[] shadow = r.clone();
        double shadowNorm = Vectors.norm(shadow);
        double norm = shadowNorm;
        double[] p = r.clone();
        double[] v = new double[n];
        double[] t = new double[n];
        double[] forP = new double[preconditioner == null ? 0 : n];
        double[] forS = new double[preconditioner == null ? 0 : n];
        double rho = Vectors.dot(shadow, r);
        while (run.more()) {
            double[] direction = precondition(p, forP);
            run.a.apply(direction, v);
            double step = rho / Vectors.dot(shadow, v);
            if (!Double.isFinite(step)) {
                return false;
            }
            Vectors.add(step, direction, run.x);
            Vectors.add(-step, v, r); // The residual is now that of half a step.
            norm = Vectors.norm(r);
            if (norm <= run.target) {
                return run.note(norm);
            }
            double[] second = precondition(r, forS);
            run.a.apply(second, t);
            double omega = Vectors.dot(t, r) / Vectors.dot(t, t);
            if (!Double.isFinite(omega)) {
                run.note(norm);
                return false;
            }
            Vectors.add(omega, second, run.x);
            Vectors.add(-omega, t, r);
            norm = Vectors.norm(r);
            if (run.note(norm)) {
                return true;
            }
            double next = Vectors.dot(shadow, r);
            if (omega == 0 || Math.abs(next) <= 0x1p-52 * 0x1p-20 * shadowNorm * norm) {
                return false;
            }
            double beta = next / rho * (step / omega);
            Vectors.add(-omega, v, p);
            Vectors.scaleAndAdd(beta, r, p);
            rho = next;
        }
        return false;
    }
}
