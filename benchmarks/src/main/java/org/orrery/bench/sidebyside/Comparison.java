package org.orrery.bench.sidebyside;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What it takes for the results of two processes to agree.
 *
 * @param rule the rule
 * @param tolerance how far apart two elements may be, where the rule asks for it
 */
public record Comparison(Rule rule, double tolerance) {
    /** A result up to this many elements is compared element by element, a larger one by sums. */
    private static final long WHOLE = 4_000_000;

    /** The rules there are. */
    public enum Rule {
        /** Every element is as near as the tolerance asks. */
        WITHIN,
        /** Every element has the same bits. */
        SAME_BITS,
        /** The elements are drawn from one distribution, by different generators. */
        SAME_DISTRIBUTION
    }

    /**
     * Elements may be apart by a tolerance.
     *
     * @param tolerance how far; for sums taken in another order, n·eps·Σ|a|
     * @return the comparison
     */
    public static Comparison within(double tolerance) {
        return new Comparison(Rule.WITHIN, tolerance);
    }

    /**
     * Elements must have the same bits.
     *
     * @return the comparison
     */
    public static Comparison sameBits() {
        return new Comparison(Rule.SAME_BITS, 0);
    }

    /**
     * Elements are random numbers of one distribution: mean and standard deviation must be as near as such samples are.
     *
     * @return the comparison
     */
    public static Comparison sameDistribution() {
        return new Comparison(Rule.SAME_DISTRIBUTION, 0);
    }

    /**
     * How large a result may be to be written whole.
     *
     * @return the number of elements
     */
    public long wholeUpTo() {
        return rule == Rule.SAME_BITS ? Integer.MAX_VALUE : WHOLE;
    }

    /**
     * Compares two results.
     *
     * @param ours the folder of one
     * @param peer the folder of the other
     * @return whether they agree
     * @throws IOException if a file cannot be read
     */
    public Agreement compare(Path ours, Path peer) throws IOException {
        return switch (rule) {
            case WITHIN -> Agreement.compare(ours, peer, tolerance);
            case SAME_BITS -> Agreement.compareBits(ours, peer);
            case SAME_DISTRIBUTION -> Agreement.compareDistributions(ours, peer);
        };
    }
}
