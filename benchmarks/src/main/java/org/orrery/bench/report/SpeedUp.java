package org.orrery.bench.report;

/**
 * How much faster one column is to be than another, both measured in this run.
 *
 * @param title what is to be that much faster
 * @param row the id of the row that measures it
 * @param fast the key of the column that is to be faster
 * @param slow the key of the column that it is compared to
 * @param factor the quotient of their times to reach
 * @param than what the other column is, in a few words
 */
public record SpeedUp(String title, String row, String fast, String slow, double factor, String than) implements Goal {
    @Override
    public String wanted() {
        return "≥ " + factor + " × as fast as " + than;
    }

    @Override
    public Verdict judge(Report report) {
        var found = report.row(row);
        var mine = found.map(r -> r.seconds(fast)).orElse(Double.NaN);
        var theirs = found.map(r -> r.seconds(slow)).orElse(Double.NaN);
        var wrong = found.flatMap(r -> r.cell(fast)).map(Cell::wrong).orElse(false);
        return new Verdict(title, row, wanted(), mine, theirs, mine / theirs, outcome(theirs / mine, wrong));
    }

    private Verdict.Outcome outcome(double quotient, boolean wrong) {
        if (Double.isNaN(quotient)) {
            return Verdict.Outcome.MISSING;
        }
        if (wrong) {
            return Verdict.Outcome.WRONG;
        }
        return quotient >= factor ? Verdict.Outcome.MET : Verdict.Outcome.MISSED;
    }
}
