package org.orrery.sparse.linalg;

import java.util.List;
import java.util.Locale;
import org.orrery.ndarray.DenseArray;

/**
 * The largest singular values of a matrix {@code (m, n)} and their vectors, the largest first.
 *
 * @param left the left vectors, one in each column of {@code (m, k)}, read-only
 * @param values the singular values {@code (k,)}, read-only
 * @param right the right vectors, one in each row of {@code (k, n)}, read-only
 * @param residualNorms for each triplet the norm of {@code A^T u - value v} and {@code A v - value u} together, computed
 *     from the result, read-only
 * @param products the number of products, with the matrix and with its transpose
 * @param restarts the number of restarts
 * @param warnings what the user should know, in sentences
 */
public record SingularTriplets(
        DenseArray left,
        DenseArray values,
        DenseArray right,
        DenseArray residualNorms,
        int products,
        int restarts,
        List<String> warnings) {
    /**
     * Makes the record's parts unmodifiable.
     *
     * @param left the left vectors
     * @param values the singular values
     * @param right the right vectors
     * @param residualNorms the norm of each residual
     * @param products the number of products
     * @param restarts the number of restarts
     * @param warnings what the user should know
     */
    public SingularTriplets {
        left = left.asReadOnly();
        values = values.asReadOnly();
        right = right.asReadOnly();
        residualNorms = residualNorms.asReadOnly();
        warnings = List.copyOf(warnings);
    }

    /** A summary of one screen. */
    @Override
    public String toString() {
        StringBuilder s = new StringBuilder(String.format(
                Locale.ROOT,
                "%d singular values of (%d, %d), %d products, %d restarts",
                values.size(),
                left.shape().get(0),
                right.shape().get(1),
                products,
                restarts));
        for (long i = 0; i < Math.min(values.size(), 15); i++) {
            s.append(String.format(
                    Locale.ROOT, "%n  %.15g  residual %.2g", values.getDouble(i), residualNorms.getDouble(i)));
        }
        warnings.forEach(w -> s.append("\nwarning: ").append(w));
        return s.toString();
    }
}
