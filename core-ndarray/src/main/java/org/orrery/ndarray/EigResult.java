package org.orrery.ndarray;

/**
 * Eigenvalues and eigenvectors of general matrices.
 *
 * @param eigenvalues complex, in no order, {@code (..., n)}
 * @param eigenvectors the right eigenvectors of norm one in the columns, {@code (..., n, n)}, complex
 */
public record EigResult(NdArray eigenvalues, NdArray eigenvectors) {
    @Override
    public String toString() {
        return "eigenvalues\n" + eigenvalues + "\neigenvectors\n" + eigenvectors;
    }
}
