package org.orrery.bench.sparse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.orrery.bench.report.Picture;
import org.orrery.bench.report.Row;
import org.orrery.bench.report.Table;
import org.orrery.bench.reproduction.Charts;
import org.orrery.bench.sidebyside.Samples;
import org.orrery.plot.Figure;

/** The figures of {@code reproduce sparse}. */
final class SparseFigures {
    private SparseFigures() {}

    /** Time over density, sparse and dense, with the density at which they are equal. */
    static Picture breakEven(Table table) throws IOException {
        var panels = new ArrayList<Figure>();
        var data = new LinkedHashMap<String, List<?>>();
        var found = new ArrayList<String>();
        var operations = new LinkedHashMap<String, List<Row>>();
        for (var row : table.rows()) {
            var operation = row.title().substring(0, row.title().lastIndexOf(", density"));
            operations.computeIfAbsent(operation, key -> new ArrayList<>()).add(row);
        }
        for (var entry : operations.entrySet()) {
            var rows = entry.getValue();
            var density = rows.stream()
                    .mapToDouble(row ->
                            Double.parseDouble(row.title().substring(row.title().lastIndexOf(' '))))
                    .toArray();
            var sparse = rows.stream()
                    .mapToDouble(row -> 1e3 * row.seconds(table.ours()))
                    .toArray();
            var dense = rows.stream()
                    .mapToDouble(row -> 1e3 * row.seconds(table.peer()))
                    .toArray();
            var crossing = crossing(density, sparse, dense);
            var panel = Figure.of(entry.getKey())
                    .x("density")
                    .y("time", "ms")
                    .xLog()
                    .yLog()
                    .line(density, sparse, "sparse")
                    .line(density, dense, "dense");
            if (!Double.isNaN(crossing)) {
                panel = panel.vertical(crossing, "equal at " + Samples.digits(crossing));
                found.add(entry.getKey() + " " + Samples.digits(crossing));
            }
            panels.add(panel);
            data.put("density", Charts.boxed(density));
            data.put(entry.getKey() + ", sparse (ms)", Charts.boxed(sparse));
            data.put(entry.getKey() + ", dense (ms)", Charts.boxed(dense));
        }
        var caption = found.isEmpty()
                ? "The curves do not cross in this range."
                : "Below the density where the curves cross, the sparse array is faster: " + String.join("; ", found)
                        + ".";
        var figure =
                Figure.grid(1, panels.size(), panels.toArray(Figure[]::new)).size(4 * panels.size(), 3.6);
        return Charts.picture("density", "density", "Time over density", caption, figure, data);
    }

    /**
     * Where one curve overtakes another, by linear interpolation of the logarithms.
     *
     * @return the first x at which the sign of their difference changes, or NaN if it does not
     */
    static double crossing(double[] x, double[] one, double[] other) {
        for (var i = 1; i < x.length; i++) {
            var before = Math.log(one[i - 1] / other[i - 1]);
            var after = Math.log(one[i] / other[i]);
            if (before <= 0 && after > 0) {
                var part = before / (before - after);
                return Math.exp(Math.log(x[i - 1]) + part * Math.log(x[i] / x[i - 1]));
            }
        }
        return Double.NaN;
    }

    /** Where the entries of a matrix of the user are. */
    static Picture spy(SparseTables.Own own) throws IOException {
        var entries = own.entries();
        var figure = Figure.spy(entries.rows(), entries.columns(), entries.row(), entries.column())
                .size(5, 5);
        var data = new LinkedHashMap<String, List<?>>();
        data.put("row", Arrays.stream(entries.row()).boxed().toList());
        data.put("column", Arrays.stream(entries.column()).boxed().toList());
        var size =
                "%,d × %,d, %,d entries stored.".formatted(entries.rows(), entries.columns(), entries.value().length);
        return Charts.picture("spy-" + own.name(), "matrix", own.name(), size, figure, data);
    }
}
