package org.orrery.sparse.linalg;

import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.ConvergenceException;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.parallel.Progress;

/**
 * What the algorithms for a few eigenvalues or singular values have in common: a subspace that grows by products of the
 * matrix with vectors, from which the best part is kept at each restart. They are immutable: what sets an option gives
 * another algorithm. Results do not depend on the number of threads.
 *
 * @param <S> the algorithm's own type
 */
public abstract sealed class SpectralSolver<S extends SpectralSolver<S>> permits EigenSolver, TruncatedSvd {
    static final double EPS = 0x1p-52;

    /** Options that do not depend on the algorithm. */
    record Settings(double tolerance, int subspace, int maxRestarts, @Nullable NdArray start, Progress progress) {
        static final Settings DEFAULTS = new Settings(1e-10, 0, 1000, null, Progress.none());
    }

    final Settings settings;

    SpectralSolver(Settings settings) {
        this.settings = settings;
    }

    abstract S with(Settings changed);

    /** What the algorithm is called in messages. */
    abstract String label();

    /**
     * Sets how exact results have to be. The default is 1e-10; no result is asked to be better than rounding errors of the
     * largest one allow.
     *
     * @param relative the largest norm of a residual, relative to the size of its value
     * @return an algorithm with this option
     * @throws IllegalArgumentException if it is negative or NaN, or not less than 1
     */
    public S tolerance(double relative) {
        if (!(relative >= 0 && relative < 1)) {
            throw new IllegalArgumentException("tolerance is " + relative + ": expected 0 to less than 1");
        }
        return with(new Settings(relative, settings.subspace, settings.maxRestarts, settings.start, settings.progress));
    }

    /**
     * Sets the size of the subspace before a restart. The default is twice the number of values and one more, and at least
     * 20. A larger one needs fewer products and more memory.
     *
     * @param vectors the number of vectors, more than values that are asked for
     * @return an algorithm with this option
     * @throws IllegalArgumentException if it is less than 2
     */
    public S subspace(int vectors) {
        if (vectors < 2) {
            throw new IllegalArgumentException("subspace is " + vectors + ": expected at least 2");
        }
        return with(new Settings(settings.tolerance, vectors, settings.maxRestarts, settings.start, settings.progress));
    }

    /**
     * Limits the restarts. The default is 1000.
     *
     * @param limit the largest number of restarts
     * @return an algorithm with this option
     * @throws IllegalArgumentException if it is negative
     */
    public S maxRestarts(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("maxRestarts is " + limit + ": expected at least 0");
        }
        return with(new Settings(settings.tolerance, settings.subspace, limit, settings.start, settings.progress));
    }

    /**
     * Begins at a vector. The default is a random one, always the same.
     *
     * @param x the vector, not zero, as long as the matrix has columns
     * @return an algorithm with this option
     */
    public S start(NdArray x) {
        return with(new Settings(settings.tolerance, settings.subspace, settings.maxRestarts, x, settings.progress));
    }

    /**
     * Tells how many restarts are done.
     *
     * @param progress where it is told
     * @return an algorithm with this option
     */
    public S progress(Progress progress) {
        return with(
                new Settings(settings.tolerance, settings.subspace, settings.maxRestarts, settings.start, progress));
    }

    /** The size of the subspace for so many values of a matrix of so many rows or columns. */
    final int subspaceFor(int k, int n) {
        if (k < 1 || k > n) {
            throw new IllegalArgumentException("k is " + k + ": expected 1 to " + n);
        }
        int m = settings.subspace == 0 ? Math.max(2 * k + 1, 20) : settings.subspace;
        if (m <= k && m < n) {
            throw new IllegalArgumentException("subspace is " + m + ": expected more than k = " + k);
        }
        return Math.min(m, n);
    }

    /** The vector to begin with, of length 1. */
    final double[] startFor(int n) {
        if (settings.start == null) {
            return Vectors.random(n, 0);
        }
        double[] x = Vectors.copyOf("start", settings.start, n);
        double norm = Vectors.norm(x);
        if (norm == 0) {
            throw new IllegalArgumentException("start is zero: expected a vector that is not");
        }
        Vectors.scale(1 / norm, x);
        return x;
    }

    /** How many are kept at a restart, so that the subspace also grows towards those behind the wanted ones. */
    static int keep(int k, int converged, int m) {
        return Math.max(1, Math.min(m - 1, k + Math.max(Math.min(converged, (m - k) / 2), (m - k) / 3)));
    }

    final void checkFinite(double norm) {
        if (!Double.isFinite(norm)) {
            throw new ConvergenceException(
                    label() + ": a product has the norm " + norm + ": expected finite products of the operator");
        }
    }

    final ConvergenceException unconverged(int found, int k, String what) {
        return new ConvergenceException(label() + ": " + found + " of " + k + " " + what + " converged after "
                + settings.maxRestarts + " restarts: expected all; raise maxRestarts or subspace"
                + (this instanceof EigenSolver ? ", or set a shift" : ""));
    }
}
