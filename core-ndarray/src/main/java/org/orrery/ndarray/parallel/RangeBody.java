package org.orrery.ndarray.parallel;

/**
 * The body of a parallel region: does the work of the indices from {@code from} (inclusive) to {@code to} (exclusive).
 */
@FunctionalInterface
public interface RangeBody {

    /**
     * Does the work of one chunk. Several threads call this at the same time, each with its own chunk. A body that
     * takes long for one chunk asks {@link Parallel#checkCancelled()} now and then.
     *
     * @param from the first index of the chunk
     * @param to the index after the last of the chunk, greater than {@code from}
     */
    void accept(long from, long to);
}
