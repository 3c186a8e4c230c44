package org.orrery.bench.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of the report.
 *
 * @param id what its rows' ids begin with
 * @param title its heading
 * @param caption what was measured, in a sentence or two
 * @param folded whether the page shows it only when asked, because a figure says it better
 * @param columns its columns, sides together
 * @param ours the key of the column whose ratio is shown
 * @param peer the key of the column that the ratio divides by
 * @param rows its rows, as far as they are measured
 */
public record Table(
        String id,
        String title,
        String caption,
        boolean folded,
        List<Column> columns,
        String ours,
        String peer,
        List<Row> rows) {
    /**
     * Keeps its own copies of the lists.
     *
     * @param id what its rows' ids begin with
     * @param title its heading
     * @param caption what was measured
     * @param folded whether the page shows it only when asked
     * @param columns its columns
     * @param ours the key of the column whose ratio is shown
     * @param peer the key of the column that the ratio divides by
     * @param rows its rows
     */
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * A table without rows that the page shows open.
     *
     * @param id what its rows' ids begin with
     * @param title its heading
     * @param caption what was measured
     * @param columns its columns, sides together
     * @param ours the key of the column whose ratio is shown
     * @param peer the key of the column that the ratio divides by
     * @return the table
     */
    public static Table of(String id, String title, String caption, List<Column> columns, String ours, String peer) {
        return new Table(id, title, caption, false, columns, ours, peer, List.of());
    }

    /**
     * The table with one more row.
     *
     * @param row the row
     * @return the longer table
     */
    public Table with(Row row) {
        var longer = new ArrayList<>(rows);
        longer.add(row);
        return new Table(id, title, caption, folded, columns, ours, peer, longer);
    }
}
