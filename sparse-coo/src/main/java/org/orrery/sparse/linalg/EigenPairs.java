package org.orrery.sparse.linalg;

import java.util.List;
import java.util.Locale;
import org.orrery.ndarray.DenseArray;

/**
 * Eigenvalues and their vectors, the most wanted first.
 *
 * @param values the eigenvalues {@code (k,)}, read-only: float64 by {@link Lanczos}, complex128 by {@link Arnoldi}
 * @param vectors the eigenvectors of length 1, one in each column of {@code (n, k)}, read-only and of the values' type
 * @param residualNorms for each pair {@code |A x - value x|}, computed from the result, read-only
 * @param products the number of products, of the inverse where there was a shift
 * @param restarts the number of restarts
 * @param warnings what the user should know, in sentences
 */
public record EigenPairs(
        DenseArray values,
        DenseArray vectors,
        DenseArray residualNorms,
        int products,
        int restarts,
        List<String> warnings) {
    /**
     * Makes the record's parts unmodifiable.
     *
     * @param values the eigenvalues
     * @param vectors the eigenvectors of length 1
     * @param residualNorms the norm of each residual
     * @param products the number of products
     * @param restarts the number of restarts
     * @param warnings what the user should know
     */
    public EigenPairs {
        values = values.asReadOnly();
        vectors = vectors.asReadOnly();
        residualNorms = residualNorms.asReadOnly();
        warnings = List.copyOf(warnings);
    }

    /** A summary of one screen. */
    @Override
    public String toString() {
        StringBuilder s = new StringBuilder(String.format(
                Locale.ROOT,
                "%d eigenpairs of (%d, %d), %d products, %d restarts",
                values.size(),
                vectors.shape().get(0),
                vectors.shape().get(0),
                products,
                restarts));
        for (long i = 0; i < Math.min(values.size(), 15); i++) {
            s.append(String.format(
                    Locale.ROOT,
                    "%n  %s  residual %.2g",
                    values.dtype().isComplex() ? values.getComplex(i) : String.valueOf(values.getDouble(i)),
                    residualNorms.getDouble(i)));
        }
        warnings.forEach(w -> s.append("\nwarning: ").append(w));
        return s.toString();
    }
}
