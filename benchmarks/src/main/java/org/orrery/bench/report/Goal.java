package org.orrery.bench.report;

/** A number that was asked for. */
public sealed interface Goal permits SpeedUp, TimeGoal {
    /**
     * What is to be that good.
     *
     * @return a few words
     */
    String title();

    /**
     * The goal in words.
     *
     * @return such as {@code "≤ 0.9 ms or ≤ 0.7 × peer"}
     */
    String wanted();

    /**
     * Holds a measurement against the goal.
     *
     * @param report what was measured
     * @return the verdict; without a measurement of ours it is {@link Verdict.Outcome#MISSING}
     */
    Verdict judge(Report report);
}
