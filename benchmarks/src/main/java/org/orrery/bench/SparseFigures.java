package org.orrery.bench;

import java.util.Map;
import org.orrery.bench.report.Figure;
import org.orrery.bench.report.Table;

/** The figures of {@code reproduce sparse}. */
final class SparseFigures {
    private SparseFigures() {}

    static Figure bars(Table table) {
        return new Figure("table2", "Table 2", "", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", Map.of());
    }

    static Figure breakEven(Table table) {
        return new Figure("density", "Break-even", "", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", Map.of());
    }

    static Figure spy(SparseMeasurement.Own own) {
        return new Figure("spy", "Spy", "", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", Map.of());
    }
}
