package org.orrery.sparse.linalg;

import java.util.Arrays;
import org.orrery.ndarray.kernels.DoubleBlas1;
import org.orrery.ndarray.parallel.Parallel;

/**
 * Orthonormal vectors of one length. Another is made orthogonal to them by classical Gram-Schmidt, twice where it lost
 * much of its length the first time: Daniel, Gragg, Kaufman and Stewart, "Reorthogonalization and Stable Algorithms for
 * Updating the Gram-Schmidt QR Factorization", Mathematics of Computation 30 (1976). All vectors pass through the caches
 * block by block, blocks shared among threads.
 */
final class Basis {
    private static final double LOST = Math.sqrt(0.5);

    private final int length;
    private final double[][] vectors;

    Basis(int length, int capacity) {
        this.length = length;
        this.vectors = new double[capacity][];
    }

    double[] get(int i) {
        return vectors[i];
    }

    /** Sets a vector of length 1, kept. */
    void set(int i, double[] x) {
        vectors[i] = x;
    }

    /**
     * Makes a vector orthogonal to the first ones.
     *
     * @param count how many
     * @param w the vector, changed
     * @param h the coefficients of what was taken away, written
     * @return its length then; 0 where only rounding is left of it, NaN or infinite where it has such elements
     */
    double orthogonalise(int count, double[] w, double[] h) {
        Arrays.fill(h, 0, count, 0);
        double before = Vectors.norm(w);
        double first = before;
        for (int pass = 0; pass < 4; pass++) {
            if (!Double.isFinite(before)) {
                return before;
            }
            double[] c = products(count, w);
            subtract(count, c, w);
            for (int i = 0; i < count; i++) {
                h[i] += c[i];
            }
            double after = Vectors.norm(w);
            if (after > LOST * before || after == 0) {
                return after <= 0x1p-50 * first ? 0 : after;
            }
            before = after;
        }
        return 0;
    }

    private double[] products(int count, double[] w) {
        return Parallel.reduce(
                length,
                Vectors.BLOCK,
                (from, to) -> {
                    double[] c = new double[count];
                    for (int i = 0; i < count; i++) {
                        c[i] = DoubleBlas1.dot(vectors[i], (int) from, w, (int) from, (int) (to - from));
                    }
                    return c;
                },
                (left, right) -> {
                    for (int i = 0; i < count; i++) {
                        left[i] += right[i];
                    }
                    return left;
                });
    }

    private void subtract(int count, double[] c, double[] w) {
        Parallel.forEach(length, Vectors.BLOCK, (from, to) -> {
            for (int i = 0; i < count; i++) {
                DoubleBlas1.axpy(-c[i], vectors[i], (int) from, w, (int) from, (int) (to - from));
            }
        });
    }

    /** A vector of length 1 that is orthogonal to the first ones, of which there are fewer than its length. */
    double[] another(int count) {
        double[] h = new double[count];
        for (long number = 1; ; number++) {
            double[] x = Vectors.random(length, number * 1000 + count);
            double norm = orthogonalise(count, x, h);
            if (norm > 0) {
                Vectors.scale(1 / norm, x);
                return x;
            }
        }
    }

    /** The sum of the first vectors with factors. */
    double[] combine(int count, double[] factors) {
        return combineAll(count, new double[][] {factors})[0];
    }

    /**
     * Combinations of the first vectors.
     *
     * @param count of how many
     * @param factors for each new vector its factors
     * @return the new vectors
     */
    double[][] combineAll(int count, double[][] factors) {
        double[][] made = new double[factors.length][length];
        Parallel.forEach(length, Vectors.BLOCK, (from, to) -> {
            for (int k = 0; k < made.length; k++) {
                for (int i = 0; i < count; i++) {
                    DoubleBlas1.axpy(factors[k][i], vectors[i], (int) from, made[k], (int) from, (int) (to - from));
                }
            }
        });
        return made;
    }
}
