package org.orrery.ndarray.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.FormatException;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.internal.DecimalReader;

/** Gathers the numbers of selected columns, row by row. */
final class CsvColumns {
    static final int MAX_COLUMNS = 1 << 20;

    private static final int MAX_SHOWN = 40;
    private static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;
    private static final int UNUSED = -1;

    private final CsvScanner scanner;
    private final List<String> names;
    private final byte[][] missing;
    private final DecimalReader number = new DecimalReader();

    private final int[] selected;

    private final boolean[] exact;
    /** For each column of the file, its place in a row of its type. */
    private final int[] place;

    private final int width;
    private final int exactWidth;
    private double[] values = {};
    private long[] integers = {};
    private int rows;

    CsvColumns(int[] selected, boolean[] exact, List<String> names, List<String> missing, CsvScanner scanner) {
        this.scanner = scanner;
        this.names = names;
        this.missing =
                missing.stream().map(m -> m.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        this.selected = selected;
        this.exact = exact;
        this.place = new int[exact.length];
        Arrays.fill(place, UNUSED);
        int floats = 0;
        int longs = 0;
        for (int column : selected) {
            place[column] = exact[column] ? longs++ : floats++;
        }
        this.width = floats;
        this.exactWidth = longs;
    }

    void add(int column, byte[] text, int from, int to) throws FormatException {
        int p = place[column];
        if (p == UNUSED) {
            return;
        }
        if (exact[column]) {
            if (!number.readInteger(text, from, to)) {
                throw error(column, text, from, to, "no integer of 64 bits");
            }
            int at = position(rows, exactWidth, p);
            if (at >= integers.length) {
                integers = Arrays.copyOf(integers, grown(at));
            }
            integers[at] = number.integer();
            return;
        }
        double value = Double.NaN;
        if (!isMissing(text, from, to)) {
            if (!number.read(text, from, to)) {
                throw error(column, text, from, to, "no number");
            }
            value = number.value();
        }
        int at = position(rows, width, p);
        if (at >= values.length) {
            values = Arrays.copyOf(values, grown(at));
        }
        values[at] = value;
    }

    private int position(long row, int rowWidth, int inRow) throws FormatException {
        long at = row * rowWidth + inRow;
        if (at >= MAX_ELEMENTS) {
            throw scanner.error("line " + scanner.line(), "more numbers than an array holds, " + MAX_ELEMENTS);
        }
        return (int) at;
    }

    private static int grown(int at) {
        return (int) Math.min(MAX_ELEMENTS, Math.max(1024, at + (at >> 1) + 1L));
    }

    private boolean isMissing(byte[] text, int from, int to) {
        if (from == to) {
            return true;
        }
        for (byte[] m : missing) {
            if (Arrays.equals(m, 0, m.length, text, from, to)) {
                return true;
            }
        }
        return false;
    }

    private FormatException error(int column, byte[] text, int from, int to, String problem) {
        String shown = new String(text, from, Math.min(to - from, MAX_SHOWN), StandardCharsets.UTF_8);
        StringBuilder cell = new StringBuilder();
        shown.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                cell.append(String.format("\\x%02x", c));
            } else {
                cell.appendCodePoint(c);
            }
        });
        String name = names.isEmpty() ? "" : " (" + names.get(column) + ")";
        return scanner.error(
                "line " + scanner.line() + ", column " + (column + 1) + name,
                "'" + cell + (to - from > MAX_SHOWN ? "...' is " : "' is ") + problem);
    }

    void endRow() {
        rows++;
    }

    /** The float64 columns side by side. */
    DenseArray values() {
        int count = rows * width;
        return DenseArray.wrap(values.length == count ? values : Arrays.copyOf(values, count), Shape.of(rows, width));
    }

    CsvTable table() {
        DenseArray floats = values();
        DenseArray longs = DenseArray.wrap(Arrays.copyOf(integers, rows * exactWidth), Shape.of(rows, exactWidth));
        List<DenseArray> columns = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (int column : selected) {
            columns.add((exact[column] ? longs : floats).index(Index.all(), Index.at(place[column])));
            if (!names.isEmpty()) {
                kept.add(names.get(column));
            }
        }
        return new CsvTable(kept, columns, floats);
    }
}
