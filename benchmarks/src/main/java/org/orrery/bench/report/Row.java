package org.orrery.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.orrery.bench.sidebyside.Samples;

/**
 * A row of a table: one operation, measured for every column.
 *
 * @param id what {@code --only} and goals refer to it by, such as {@code "table2.add"}
 * @param title what was done
 * @param cells the numbers, at most one for each column
 * @param command the command that measures this row again
 */
public record Row(String id, String title, List<Cell> cells, String command) {
    /**
     * Keeps its own copy of the list.
     *
     * @param id what {@code --only} and goals refer to it by
     * @param title what was done
     * @param cells the numbers
     * @param command the command that measures this row again
     */
    public Row {
        cells = List.copyOf(cells);
    }

    /**
     * The cell of a column.
     *
     * @param column the key of the column
     * @return the cell, or nothing
     */
    public Optional<Cell> cell(String column) {
        return cells.stream().filter(cell -> cell.column().equals(column)).findFirst();
    }

    /**
     * The time in a column.
     *
     * @param column the key of the column
     * @return seconds, or NaN if there is no number
     */
    public double seconds(String column) {
        return cell(column).map(Cell::seconds).orElse(Double.NaN);
    }

    /**
     * How two columns compare.
     *
     * @param column the key of a column
     * @param to the key of the column to divide by
     * @return the quotient of their times, or NaN if one is missing
     */
    public double ratio(String column, String to) {
        return seconds(column) / seconds(to);
    }

    /**
     * The row in a line, for a terminal.
     *
     * @param table the table it belongs to
     * @return the title, what was measured here, and the ratio
     */
    public String summary(Table table) {
        var words = new ArrayList<String>();
        for (var column : table.columns()) {
            var cell = cell(column.key());
            if (column.side() != Column.Side.PAPER
                    && cell.isPresent()
                    && cell.get().seconds() != null) {
                var wrong = cell.get().wrong() ? " (the result differs)" : "";
                words.add(column.label() + " " + Samples.format(seconds(column.key())) + wrong);
            }
        }
        var ratio = ratio(table.ours(), table.peer());
        return "  " + title + ": " + String.join(", ", words)
                + (Double.isNaN(ratio) ? "" : "; ratio " + Samples.digits(ratio));
    }
}
