package org.orrery.sparse.linalg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.ConvergenceException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.ndarray.parallel.Progress;
import org.orrery.sparse.linalg.internal.CompressedRows;

/**
 * What all iterative solvers of {@code A x = b} have in common: when they stop, and where they begin.
 *
 * <p>A solver stops when the Euclidean norm of the residual {@code b - A x} is at most the larger of
 * {@code tolerance |b|} and the absolute tolerance. Algorithms know their residual by a recurrence that rounding errors
 * drive away from the truth, so it is computed anew at the end, and the algorithm starts again from where it is if it is
 * not as small as was thought. Solvers are immutable: what sets an option gives another solver. Results do not depend on
 * the number of threads.
 *
 * @param <S> the solver's own type
 */
public abstract sealed class IterativeSolver<S extends IterativeSolver<S>> permits Minres, PreconditionedSolver {
    private static final System.Logger LOGGER = System.getLogger(IterativeSolver.class.getPackageName());

    /** Cycles that gain nothing, after which more of them are without hope. */
    private static final int IDLE = 3;

    /** Options that do not depend on the algorithm. */
    record Options(
            double tolerance,
            double absoluteTolerance,
            int maxIterations,
            @Nullable NdArray start,
            boolean keepUnconverged,
            Progress progress) {
        static final Options DEFAULTS = new Options(1e-10, 0, 0, null, false, Progress.none());
    }

    final Options options;

    IterativeSolver(Options options) {
        this.options = options;
    }

    /** The same algorithm with other options. */
    abstract S with(Options changed);

    /** What the algorithm is called in messages. */
    abstract String label();

    /**
     * Improves the solution, until the residual is thought to be small enough, the limit is reached, or the algorithm
     * cannot go on from where it is.
     *
     * @param run what is solved, and how far it is
     * @param r the residual, changed
     * @return whether the residual is thought to be small enough
     */
    abstract boolean cycle(Run run, double[] r);

    /** Checks what only some algorithms ask for. */
    void check(LinearOperator a) {}

    /**
     * Stops at a residual that is small beside the right-hand side. The default is 1e-10.
     *
     * @param relative the largest {@code |b - A x| / |b|}
     * @return a solver with this option
     * @throws IllegalArgumentException if it is negative or NaN, or not less than 1
     */
    public S tolerance(double relative) {
        if (!(relative >= 0 && relative < 1)) {
            throw new IllegalArgumentException("tolerance is " + relative + ": expected 0 to less than 1");
        }
        return with(new Options(
                relative,
                options.absoluteTolerance,
                options.maxIterations,
                options.start,
                options.keepUnconverged,
                options.progress));
    }

    /**
     * Stops at a small residual, however small the right-hand side. The default is 0.
     *
     * @param absolute the largest {@code |b - A x|}
     * @return a solver with this option
     * @throws IllegalArgumentException if it is negative, NaN or infinite
     */
    public S absoluteTolerance(double absolute) {
        if (!(absolute >= 0 && absolute < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "absoluteTolerance is " + absolute + ": expected a number of at least 0");
        }
        return with(new Options(
                options.tolerance,
                absolute,
                options.maxIterations,
                options.start,
                options.keepUnconverged,
                options.progress));
    }

    /**
     * Limits the iterations. The default is ten times the number of unknowns, and at least 100.
     *
     * @param limit the largest number of iterations
     * @return a solver with this option
     * @throws IllegalArgumentException if it is less than 1
     */
    public S maxIterations(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("maxIterations is " + limit + ": expected at least 1");
        }
        return with(new Options(
                options.tolerance,
                options.absoluteTolerance,
                limit,
                options.start,
                options.keepUnconverged,
                options.progress));
    }

    /**
     * Begins at a vector. The default is zero.
     *
     * @param x the vector {@code (n,)}
     * @return a solver with this option
     */
    public S start(NdArray x) {
        return with(new Options(
                options.tolerance,
                options.absoluteTolerance,
                options.maxIterations,
                x,
                options.keepUnconverged,
                options.progress));
    }

    /**
     * Gives back what has been reached where the solver does not converge, instead of an exception.
     *
     * @return a solver with this option
     */
    public S keepUnconverged() {
        return with(new Options(
                options.tolerance,
                options.absoluteTolerance,
                options.maxIterations,
                options.start,
                true,
                options.progress));
    }

    /**
     * Tells how many iterations are done.
     *
     * @param progress where it is told
     * @return a solver with this option
     */
    public S progress(Progress progress) {
        return with(new Options(
                options.tolerance,
                options.absoluteTolerance,
                options.maxIterations,
                options.start,
                options.keepUnconverged,
                progress));
    }

    /**
     * Solves {@code A x = b}.
     *
     * @param a the matrix {@code (n, n)}, real
     * @param b the right-hand side {@code (n,)}, real
     * @return the solution and how it was reached
     * @throws ShapeException if the matrix is not square or the shapes do not fit
     * @throws IllegalArgumentException if an element is NaN or infinite, or the matrix is found not to be of the kind
     *     that the algorithm is for
     * @throws org.orrery.ndarray.DTypeException if an argument is complex
     * @throws org.orrery.ndarray.DensificationException if the matrix has a fill value other than 0
     * @throws ConvergenceException if the limit of iterations is reached or nothing is gained any more
     */
    public IterativeSolution solve(NdArray a, NdArray b) {
        return solve(new MatrixOperator(CompressedRows.square("a", a)), b);
    }

    /**
     * Solves {@code A x = b}.
     *
     * @param a the matrix by its products
     * @param b the right-hand side {@code (n,)}, real
     * @return the solution and how it was reached
     * @throws ShapeException if the matrix is not square or the shapes do not fit
     * @throws IllegalArgumentException if an element is NaN or infinite, or the matrix is found not to be of the kind
     *     that the algorithm is for
     * @throws org.orrery.ndarray.DTypeException if an argument is complex
     * @throws ConvergenceException if the limit of iterations is reached or nothing is gained any more
     */
    public IterativeSolution solve(LinearOperator a, NdArray b) {
        if (a.rows() != a.columns()) {
            throw new ShapeException("a has shape (" + a.rows() + ", " + a.columns() + "): expected a square matrix");
        }
        int n = a.rows();
        check(a);
        double[] right = Vectors.copyOf("b", b, n);
        double[] x = options.start == null ? new double[n] : Vectors.copyOf("start", options.start, n);
        int limit = options.maxIterations > 0
                ? options.maxIterations
                : (int) Math.min(Integer.MAX_VALUE - 8, Math.max(100, 10L * n));
        double size = Vectors.norm(right);
        if (size == 0) {
            Arrays.fill(x, 0);
        }
        try (Progress.Task task = options.progress.start(label(), limit, "iterations")) {
            return iterate(
                    new Run(a, right, x, Math.max(options.tolerance * size, options.absoluteTolerance), limit, task),
                    size);
        }
    }

    private IterativeSolution iterate(Run run, double size) {
        double[] r = new double[run.x.length];
        Vectors.residual(run.a, run.b, run.x, r);
        double norm = checkFinite(Vectors.norm(r), 0);
        run.norms.add(norm);
        double best = norm;
        int idle = 0;
        int again = 0;
        while (norm > run.target && run.more() && idle < IDLE) {
            boolean claimed = cycle(run, r);
            Vectors.residual(run.a, run.b, run.x, r);
            norm = checkFinite(Vectors.norm(r), run.iterations());
            run.norms.set(run.norms.size() - 1, norm);
            again += claimed && norm > run.target ? 1 : 0;
            idle = norm > best * (claimed ? 0.9 : 1 - 1e-8) ? idle + 1 : 0;
            best = Math.min(best, norm);
        }
        boolean converged = norm <= run.target;
        List<String> warnings = new ArrayList<>();
        if (again > 0) {
            warnings.add(
                    "the residual was " + again + " times less small than the recurrence said, and the iteration began"
                            + " again: the matrix is near singular, or the tolerance near the rounding error");
        }
        if (!converged) {
            String message = String.format(
                    Locale.ROOT,
                    "%s: relative residual %.3g after %d iterations%s: expected %.3g; raise maxIterations, or use a"
                            + " preconditioner or a direct solver",
                    label(),
                    size == 0 ? norm : norm / size,
                    run.iterations(),
                    run.more() ? ", with nothing gained any more" : ", the limit",
                    size == 0 ? run.target : run.target / size);
            if (!options.keepUnconverged) {
                throw new ConvergenceException(message);
            }
            warnings.add(message);
        }
        warnings.forEach(w -> LOGGER.log(System.Logger.Level.WARNING, label() + ": " + w));
        double[] norms = run.norms.stream().mapToDouble(Double::doubleValue).toArray();
        return new IterativeSolution(
                DenseArray.wrap(run.x), run.iterations(), DenseArray.wrap(norms), converged, warnings);
    }

    private double checkFinite(double norm, int iterations) {
        if (!Double.isFinite(norm)) {
            throw new ConvergenceException(label() + ": the residual is " + norm + " after " + iterations
                    + " iterations: expected finite products of the operator");
        }
        return norm;
    }

    /** What is solved, and how far it is. */
    static final class Run {
        final LinearOperator a;
        final double[] b;
        final double[] x;
        final double target;
        private final int limit;
        private final Progress.Task task;
        private final List<Double> norms = new ArrayList<>();

        Run(LinearOperator a, double[] b, double[] x, double target, int limit, Progress.Task task) {
            this.a = a;
            this.b = b;
            this.x = x;
            this.target = target;
            this.limit = limit;
            this.task = task;
        }

        int iterations() {
            return norms.size() - 1;
        }

        boolean more() {
            return iterations() < limit;
        }

        /** Ends an iteration, and says whether its residual is small enough. */
        boolean note(double norm) {
            Parallel.checkCancelled();
            task.advance(1);
            norms.add(norm);
            return norm <= target;
        }
    }
}
