package org.orrery.sparse.linalg;

import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.ShapeException;

/**
 * An iterative solver that takes a preconditioner: an operator near the inverse of the matrix, of which
 * {@link Preconditioners} has some.
 *
 * @param <S> the solver's own type
 */
public abstract sealed class PreconditionedSolver<S extends PreconditionedSolver<S>> extends IterativeSolver<S>
        permits BiCgStab, ConjugateGradient, Gmres {
    final @Nullable LinearOperator preconditioner;

    PreconditionedSolver(Options options, @Nullable LinearOperator preconditioner) {
        super(options);
        this.preconditioner = preconditioner;
    }

    /**
     * Uses a preconditioner. The default is none.
     *
     * @param m an operator near the inverse of the matrix
     * @return a solver with this option
     */
    public abstract S preconditioner(LinearOperator m);

    @Override
    void check(LinearOperator a) {
        LinearOperator m = preconditioner;
        if (m != null && (m.rows() != a.rows() || m.columns() != a.columns())) {
            throw new ShapeException("preconditioner has shape (" + m.rows() + ", " + m.columns()
                    + "): expected that of a, (" + a.rows() + ", " + a.columns() + ")");
        }
    }

    /** The preconditioned vector: the vector itself where there is no preconditioner, else the buffer. */
    final double[] precondition(double[] x, double[] buffer) {
        if (preconditioner == null) {
            return x;
        }
        preconditioner.apply(x, buffer);
        return buffer;
    }
}
