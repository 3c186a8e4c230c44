package org.orrery.ndarray;

/**
 * Determinants as {@code sign exp(logabsdet)}.
 *
 * @param sign a number of modulus one, or zero for a singular matrix, {@code (...)}
 * @param logabsdet the natural logarithm of the modulus, real, minus infinity for a singular matrix, {@code (...)}
 */
public record SlogdetResult(NdArray sign, NdArray logabsdet) {
    @Override
    public String toString() {
        return "sign " + sign + "\nlogabsdet " + logabsdet;
    }
}
