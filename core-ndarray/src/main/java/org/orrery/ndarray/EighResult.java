package org.orrery.ndarray;

/**
 * Eigenvalues and eigenvectors of Hermitian matrices.
 *
 * @param eigenvalues real, in ascending order, {@code (..., n)}
 * @param eigenvectors the orthonormal eigenvectors in the columns, {@code (..., n, n)}
 */
public record EighResult(NdArray eigenvalues, NdArray eigenvectors) {
    @Override
    public String toString() {
        return "eigenvalues\n" + eigenvalues + "\neigenvectors\n" + eigenvectors;
    }
}
