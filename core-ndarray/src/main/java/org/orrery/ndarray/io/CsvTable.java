package org.orrery.ndarray.io;

import java.util.List;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Index;

/**
 * The numbers of a CSV file. All arrays are read-only.
 *
 * @param names the names of the columns, empty if the file has none
 * @param columns the columns, each of shape {@code (rows,)}, float64 or, on request, int64
 * @param values the float64 columns side by side, of shape {@code (rows, float64 columns)}
 */
public record CsvTable(List<String> names, List<DenseArray> columns, DenseArray values) {
    /**
     * Keeps copies of the lists and read-only views of the arrays.
     *
     * @param names the names of the columns, empty if the file has none
     * @param columns the columns, each of shape {@code (rows,)}, float64 or, on request, int64
     * @param values the float64 columns side by side, of shape {@code (rows, float64 columns)}
     */
    public CsvTable {
        names = List.copyOf(names);
        columns = columns.stream().map(DenseArray::asReadOnly).toList();
        values = values.asReadOnly();
    }

    /**
     * The number of rows.
     *
     * @return the rows, without the line of names
     */
    public long rows() {
        return values.shape().get(0);
    }

    /**
     * A column by its position.
     *
     * @param position the position, from zero
     * @return the numbers, of shape {@code (rows,)}
     * @throws IndexOutOfBoundsException if there are fewer columns
     */
    public DenseArray column(int position) {
        return columns.get(position);
    }

    /**
     * A column by its name.
     *
     * @param name the name
     * @return the numbers, of shape {@code (rows,)}
     * @throws IllegalArgumentException if no column has the name, or several have
     */
    public DenseArray column(String name) {
        int at = names.indexOf(name);
        if (at < 0 || at != names.lastIndexOf(name)) {
            throw new IllegalArgumentException("column '" + name + "' is there " + (at < 0 ? "not" : "several times")
                    + ": the columns are " + names);
        }
        return columns.get(at);
    }

    /** The names, and the first and last rows. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(rows()).append(" rows, ").append(columns.size()).append(" columns\n");
        long shown = Math.min(rows(), 5);
        for (int i = 0; i < columns.size(); i++) {
            text.append(names.isEmpty() ? "column " + i : names.get(i)).append(": ");
            text.append(columns.get(i).dtype()).append(' ');
            text.append(columns.get(i).index(Index.to(shown))).append(shown < rows() ? " ...\n" : "\n");
        }
        return text.toString();
    }
}
