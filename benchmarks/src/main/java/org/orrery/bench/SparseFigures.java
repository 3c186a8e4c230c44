package org.orrery.bench;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.bench.report.Column;
import org.orrery.bench.report.Picture;
import org.orrery.bench.report.Row;
import org.orrery.bench.report.Table;
import org.orrery.bench.sidebyside.Samples;
import org.orrery.plot.Figure;
import org.orrery.plot.Style;

/** The figures of {@code reproduce sparse}. */
final class SparseFigures {
    private SparseFigures() {}

    /** Table 2 as bars on a logarithmic axis: a group for each operation, a bar for each column. */
    static Picture bars(Table table) throws IOException {
        var operations = table.rows().stream().map(Row::title).toArray(String[]::new);
        var figure = Figure.of("").y("time", "ms").yLog().size(9, 4);
        var taken = new EnumMap<Column.Side, Integer>(Column.Side.class);
        var data = new LinkedHashMap<String, List<?>>();
        data.put("operation", List.of(operations));
        for (var column : table.columns()) {
            var milliseconds = table.rows().stream()
                    .mapToDouble(row -> 1e3 * row.seconds(column.key()))
                    .toArray();
            var label = column.label() + (column.side() == Column.Side.PAPER ? ", paper 2018" : "");
            if (Double.isFinite(max(milliseconds))) {
                var shade = taken.merge(column.side(), 1, Integer::sum) - 1;
                figure = figure.bars(operations, milliseconds, label, Style.AUTO.color(color(column.side(), shade)));
                data.put(label + " (ms)", boxed(milliseconds));
            }
        }
        return picture("table2", "table2", "Time of each operation", "Lower is better.", figure, data);
    }

    /** A hue for each side, so that a glance tells whose bar it is; a shade for each of its columns. */
    private static Color color(Column.Side side, int shade) {
        var dark = new Color(
                switch (side) {
                    case PAPER -> 0x8A6D3B;
                    case PEER -> 0x2F4B8F;
                    case OURS -> 0x0F766E;
                });
        var light = Math.min(0.75, 0.27 * shade);
        return new Color(
                lighter(dark.getRed(), light), lighter(dark.getGreen(), light), lighter(dark.getBlue(), light));
    }

    private static int lighter(int component, double part) {
        return (int) Math.round(component + part * (255 - component));
    }

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
            data.put("density", boxed(density));
            data.put(entry.getKey() + ", sparse (ms)", boxed(sparse));
            data.put(entry.getKey() + ", dense (ms)", boxed(dense));
        }
        var caption = found.isEmpty()
                ? "The curves do not cross in this range."
                : "Below the density where the curves cross, the sparse array is faster: " + String.join("; ", found)
                        + ".";
        var figure =
                Figure.grid(1, panels.size(), panels.toArray(Figure[]::new)).size(4 * panels.size(), 3.6);
        return picture("density", "density", "Time over density", caption, figure, data);
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
    static Picture spy(SparseMeasurement.Own own) throws IOException {
        var entries = own.entries();
        var figure = Figure.spy(entries.rows(), entries.columns(), entries.row(), entries.column())
                .size(5, 5);
        var data = new LinkedHashMap<String, List<?>>();
        data.put("row", Arrays.stream(entries.row()).boxed().toList());
        data.put("column", Arrays.stream(entries.column()).boxed().toList());
        var size =
                "%,d × %,d, %,d entries stored.".formatted(entries.rows(), entries.columns(), entries.value().length);
        return picture("spy-" + own.name(), "matrix", own.name(), size, figure, data);
    }

    private static Picture picture(
            String id, String section, String title, String caption, Figure figure, Map<String, List<?>> data)
            throws IOException {
        var svg = new ByteArrayOutputStream();
        figure.write("svg", svg);
        return new Picture(id, section, title, caption, svg.toString(StandardCharsets.UTF_8), data);
    }

    private static double max(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).max().orElse(Double.NaN);
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
