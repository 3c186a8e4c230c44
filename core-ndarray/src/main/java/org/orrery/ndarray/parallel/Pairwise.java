package org.orrery.ndarray.parallel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BinaryOperator;

/**
 * Merges values that come in index order along the pairwise tree: (0, 1), (2, 3), ..., then those results, and so on;
 * what has no partner moves up. Holds one value per level, like the digits of a binary counter.
 */
final class Pairwise<T> {

    private final BinaryOperator<T> merge;
    private final Deque<T> levels = new ArrayDeque<>();
    private long count;

    Pairwise(BinaryOperator<T> merge) {
        this.merge = merge;
    }

    void add(T value) {
        T merged = value;
        for (long carry = count; (carry & 1) != 0; carry >>>= 1) {
            merged = merge.apply(levels.pop(), merged);
        }
        levels.push(merged);
        count++;
    }

    /** The merge of all values, at least one. */
    T result() {
        T merged = levels.pop();
        while (!levels.isEmpty()) {
            merged = merge.apply(levels.pop(), merged);
        }
        return merged;
    }
}
