package org.orrery.ndarray;

/**
 * Factors of {@code x = q r}.
 *
 * @param q matrices with orthonormal columns, {@code (..., m, k)}
 * @param r upper triangular (or trapezoidal) matrices, {@code (..., k, n)}
 */
public record QrResult(NdArray q, NdArray r) {
    @Override
    public String toString() {
        return "q\n" + q + "\nr\n" + r;
    }
}
