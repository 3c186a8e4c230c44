package org.orrery.bench.reproduction;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.bench.report.Column;
import org.orrery.bench.report.Picture;
import org.orrery.bench.report.Row;
import org.orrery.bench.report.Table;
import org.orrery.plot.Figure;
import org.orrery.plot.Style;

/** Figures that every subject may want. */
public final class Charts {
    private Charts() {}

    /**
     * Times as bars on a logarithmic axis: a group for each row, a bar for each column.
     *
     * @param table the table
     * @param published what the legend adds to the columns of a paper, such as {@code "paper 2018"}
     * @return the figure, in the section of the table
     * @throws IOException if it cannot be drawn
     */
    public static Picture bars(Table table, String published) throws IOException {
        var operations = table.rows().stream().map(Row::title).toArray(String[]::new);
        var figure = Figure.of("").y("time", "ms").yLog().size(9, 4);
        var taken = new EnumMap<Column.Side, Integer>(Column.Side.class);
        var data = new LinkedHashMap<String, List<?>>();
        data.put("operation", List.of(operations));
        for (var column : table.columns()) {
            var milliseconds = table.rows().stream()
                    .mapToDouble(row -> 1e3 * row.seconds(column.key()))
                    .toArray();
            var label = column.label() + (column.side() == Column.Side.PAPER ? ", " + published : "");
            if (Arrays.stream(milliseconds).anyMatch(Double::isFinite)) {
                var shade = taken.merge(column.side(), 1, Integer::sum) - 1;
                figure = figure.bars(operations, milliseconds, label, Style.AUTO.color(color(column.side(), shade)));
                data.put(label + " (ms)", boxed(milliseconds));
            }
        }
        return picture(table.id(), table.id(), "Time of each operation", "Lower is better.", figure, data);
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

    /**
     * A figure as a report keeps it.
     *
     * @param id the name of its files
     * @param section the id of the table that it belongs to
     * @param title its heading
     * @param caption what it shows
     * @param figure the figure
     * @param data the numbers in it, column by column
     * @return the picture
     * @throws IOException if it cannot be drawn
     */
    public static Picture picture(
            String id, String section, String title, String caption, Figure figure, Map<String, List<?>> data)
            throws IOException {
        var svg = new ByteArrayOutputStream();
        figure.write("svg", svg);
        return new Picture(id, section, title, caption, svg.toString(StandardCharsets.UTF_8), data);
    }

    /**
     * Numbers as the data of a picture holds them.
     *
     * @param values the numbers
     * @return the same numbers
     */
    public static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
