package org.orrery.ndarray;

/**
 * Factors of {@code x = u diag(s) vh}.
 *
 * @param u left singular vectors in the columns, {@code (..., m, m)} or {@code (..., m, k)}
 * @param s singular values in descending order, real, {@code (..., k)} with {@code k = min(m, n)}
 * @param vh right singular vectors, conjugated, in the rows, {@code (..., n, n)} or {@code (..., k, n)}
 */
public record SvdResult(NdArray u, NdArray s, NdArray vh) {
    @Override
    public String toString() {
        return "u\n" + u + "\ns\n" + s + "\nvh\n" + vh;
    }
}
