package org.orrery.bench.report;

import org.orrery.bench.sidebyside.Samples;

/**
 * A time that was asked for, and perhaps a ratio to a peer that will do as well.
 *
 * @param title what is to be that fast
 * @param row the id of the row that measures it
 * @param ours the key of our column
 * @param peer the key of the peer's column
 * @param seconds the time to reach
 * @param ratio the ratio to the peer that meets the goal on its own, or NaN if only the time counts
 * @param heldRatio the ratio to the peer that a time which misses by less than 20 % must hold: that of the goal to the
 *     peer's time on the machine where the goal was set
 */
public record TimeGoal(
        String title, String row, String ours, String peer, double seconds, double ratio, double heldRatio)
        implements Goal {
    /** How far a time may miss its goal, as long as its ratio to the peer holds: machines differ and so do minutes. */
    private static final double TOLERANCE = 1.2;

    /**
     * A time alone, and the peer's where the goal was set.
     *
     * @param title what is to be that fast
     * @param row the id of the row that measures it
     * @param ours the key of our column
     * @param peer the key of the peer's column
     * @param seconds the time to reach
     * @param peerSeconds the peer's time on the machine where the goal was set
     * @return the goal
     */
    public static TimeGoal of(String title, String row, String ours, String peer, double seconds, double peerSeconds) {
        return new TimeGoal(title, row, ours, peer, seconds, Double.NaN, seconds / peerSeconds);
    }

    @Override
    public String wanted() {
        var time = "≤ " + Samples.format(seconds);
        return Double.isNaN(ratio) ? time : time + " or ≤ " + ratio + " × peer";
    }

    @Override
    public Verdict judge(Report report) {
        var found = report.row(row);
        var mine = found.map(r -> r.seconds(ours)).orElse(Double.NaN);
        var theirs = found.map(r -> r.seconds(peer)).orElse(Double.NaN);
        var wrong = found.flatMap(r -> r.cell(ours)).map(Cell::wrong).orElse(false);
        return new Verdict(title, row, wanted(), mine, theirs, mine / theirs, outcome(mine, mine / theirs, wrong));
    }

    private Verdict.Outcome outcome(double time, double quotient, boolean wrong) {
        // Comparisons with NaN are false, so that what was not measured meets nothing.
        if (Double.isNaN(time)) {
            return Verdict.Outcome.MISSING;
        }
        if (wrong) {
            return Verdict.Outcome.WRONG;
        }
        if (time <= seconds) {
            return Verdict.Outcome.MET;
        }
        if (quotient <= ratio) {
            return Verdict.Outcome.MET_BY_RATIO;
        }
        return time < TOLERANCE * seconds && quotient <= heldRatio
                ? Verdict.Outcome.WITHIN_TOLERANCE
                : Verdict.Outcome.MISSED;
    }
}
