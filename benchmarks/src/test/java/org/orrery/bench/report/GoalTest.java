package org.orrery.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.orrery.bench.report.Verdict.Outcome;
import org.orrery.bench.sidebyside.Samples;

class GoalTest {
    private static final TimeGoal TIME_OR_RATIO = new TimeGoal("add", "t.add", "ours", "scipy", 0.9e-3, 0.7, 0.69);
    private static final TimeGoal TIME_ONLY = new TimeGoal("sum", "t.add", "ours", "scipy", 80e-6, Double.NaN, 0.75);

    private static Report report(Cell... cells) {
        var row = new Row("t.add", "Addition", List.of(cells), "again");
        var table = new Table("t", "T", "", false, List.of(), "ours", "scipy", List.of(row));
        return Reports.of(List.of(table), List.of());
    }

    private static Cell time(String column, double seconds) {
        return Cell.measured(column, Samples.of(List.of(new double[] {seconds})), "", "", false);
    }

    private static Outcome outcome(Goal goal, double ours, double peer) {
        return goal.judge(report(time("ours", ours), time("scipy", peer))).outcome();
    }

    @Test
    void theTimeAloneMeetsTheGoal() {
        assertThat(outcome(TIME_OR_RATIO, 0.9e-3, 0.1e-3)).isEqualTo(Outcome.MET);
        assertThat(outcome(TIME_ONLY, 79e-6, 1e-6)).isEqualTo(Outcome.MET);
        assertThat(TIME_ONLY.judge(report(time("ours", 79e-6))).outcome()).isEqualTo(Outcome.MET);
    }

    @Test
    void theRatioMeetsItWhereOneWasNamed() {
        assertThat(outcome(TIME_OR_RATIO, 1.4e-3, 2.0e-3)).isEqualTo(Outcome.MET_BY_RATIO);
        assertThat(outcome(TIME_OR_RATIO, 1.41e-3, 2.0e-3)).isEqualTo(Outcome.MISSED);
        assertThat(outcome(TIME_ONLY, 160e-6, 1)).isEqualTo(Outcome.MISSED);
    }

    @Test
    void aNearMissPassesIfItsRatioHolds() {
        assertThat(outcome(TIME_ONLY, 90e-6, 120e-6)).isEqualTo(Outcome.WITHIN_TOLERANCE);
        assertThat(outcome(TIME_ONLY, 90e-6, 119e-6)).isEqualTo(Outcome.MISSED);
        assertThat(outcome(TIME_ONLY, 96e-6, 1)).isEqualTo(Outcome.MISSED);
        assertThat(TIME_ONLY.judge(report(time("ours", 90e-6))).outcome()).isEqualTo(Outcome.MISSED);
    }

    @Test
    void aWrongResultIsNotMetHoweverFast() {
        var wrong = Cell.measured("ours", Samples.of(List.of(new double[] {1e-9})), "", "differs", true);
        assertThat(TIME_ONLY.judge(report(wrong)).outcome()).isEqualTo(Outcome.WRONG);
    }

    @Test
    void whatWasNotMeasuredIsMissing() {
        assertThat(TIME_ONLY.judge(Reports.of(List.of(), List.of())).outcome()).isEqualTo(Outcome.MISSING);
        assertThat(TIME_ONLY.judge(report(Cell.absent("ours", "failed"))).outcome())
                .isEqualTo(Outcome.MISSING);
        assertThat(TIME_ONLY.judge(report(time("scipy", 1))).outcome()).isEqualTo(Outcome.MISSING);
    }

    @Test
    void aSpeedUpIsTheQuotientOfTwoColumns() {
        var goal = new SpeedUp("sort", "t.add", "two", "one", 1.6, "one thread");
        assertThat(goal.wanted()).isEqualTo("≥ 1.6 × as fast as one thread");
        var met = goal.judge(report(time("one", 1.6), time("two", 1)));
        assertThat(met.outcome()).isEqualTo(Outcome.MET);
        assertThat(met.ratio()).isEqualTo(0.625);
        assertThat(goal.judge(report(time("one", 1.5), time("two", 1))).outcome())
                .isEqualTo(Outcome.MISSED);
        assertThat(goal.judge(report(time("one", 1.5))).outcome()).isEqualTo(Outcome.MISSING);
        var wrong = Cell.measured("two", Samples.of(List.of(new double[] {1e-9})), "", "differs", true);
        assertThat(goal.judge(report(time("one", 1.5), wrong)).outcome()).isEqualTo(Outcome.WRONG);
    }

    @Test
    void theTableHasARowForEachGoal() {
        var verdicts = new ArrayList<Verdict>();
        verdicts.add(TIME_OR_RATIO.judge(report(time("ours", 0.8e-3), time("scipy", 1.6e-3))));
        verdicts.add(TIME_ONLY.judge(Reports.of(List.of(), List.of())));
        assertThat(Verdict.table(verdicts))
                .isEqualTo(String.join(
                        "\n",
                        "     goal                            ours     peer  ratio  verdict",
                        "add  ≤ 0.900 ms or ≤ 0.7 × peer  0.800 ms  1.60 ms  0.500  met",
                        "sum  ≤ 80.0 µs                          –        –      –  missing",
                        ""));
    }
}
