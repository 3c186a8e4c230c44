package org.orrery.ndarray.parallel;

/**
 * Computes the partial result of one block of a reduction.
 *
 * @param <T> the type of a partial result
 */
@FunctionalInterface
public interface BlockFunction<T> {

    /**
     * The partial result of the indices from {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @param from the first index of the block
     * @param to the index after the last of the block; equal to {@code from} only where the whole reduction is empty
     * @return the partial result
     */
    T apply(long from, long to);
}
