package org.orrery.sparse.linalg;

import java.util.List;
import java.util.Locale;
import org.orrery.ndarray.DenseArray;

/**
 * What an iterative solver found.
 *
 * @param solution the solution {@code (n,)}, read-only
 * @param iterations the number of iterations, inner ones where there are two kinds
 * @param residualNorms the Euclidean norm of the residual {@code b - A x} before the first iteration and after each, as
 *     the algorithm knows it, read-only; the last is computed anew from the solution
 * @param converged whether the residual is as small as asked for; if not, and the solver was not told to keep such
 *     results, it throws {@link org.orrery.ndarray.ConvergenceException} instead
 * @param warnings what the user should know, in sentences
 */
public record IterativeSolution(
        DenseArray solution, int iterations, DenseArray residualNorms, boolean converged, List<String> warnings) {
    /**
     * Makes the record's parts unmodifiable.
     *
     * @param solution the solution
     * @param iterations the number of iterations
     * @param residualNorms the Euclidean norm of the residual
     * @param converged whether the residual is as small as asked for
     * @param warnings what the user should know
     */
    public IterativeSolution {
        solution = solution.asReadOnly();
        residualNorms = residualNorms.asReadOnly();
        warnings = List.copyOf(warnings);
    }

    /**
     * The norm of the residual at the end.
     *
     * @return {@code |b - A x|}
     */
    public double residualNorm() {
        return residualNorms.getDouble(residualNorms.size() - 1);
    }

    /** A summary of a few lines. */
    @Override
    public String toString() {
        String head = String.format(
                Locale.ROOT,
                "%s after %d iterations: %d unknowns, residual norm %.3g (at the start %.3g)",
                converged ? "converged" : "not converged",
                iterations,
                solution.size(),
                residualNorm(),
                residualNorms.getDouble(0));
        return warnings.isEmpty() ? head : head + "\nwarning: " + String.join("\nwarning: ", warnings);
    }
}
