package org.orrery.ndarray.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.FormatException;

/**
 * Reads the numbers of CSV files, with options. Immutable: each option gives a new reader.
 *
 * <pre>{@code
 * CsvTable table = Csv.reader().header(true).delimiter(';').missing("NA").integers("id").read(path);
 * table.column("mass");
 * }</pre>
 *
 * <p>Cells may be quoted by RFC 4180, lines end with LF or CR LF, blank lines are skipped, blanks around cells ignored, and
 * a byte order mark too. A number is what Python's {@code float} reads: decimal digits with an optional point and
 * exponent, {@code nan}, {@code inf}; it is rounded correctly. An empty cell is NaN. Columns that are not selected may hold
 * anything. The file is streamed: besides the numbers only one cell is in memory.
 */
public final class CsvReader {
    /** Characters that numbers are made of, and those that have a meaning already. */
    private static final String RESERVED = "0123456789+-.\"\r\n";

    private char delimiter = ',';
    private int comment = CsvScanner.NO_COMMENT;
    private boolean header;
    private long skipped;
    private @Nullable List<Object> columns;
    private List<Object> integers = List.of();
    private List<String> missing = List.of();

    CsvReader() {}

    private CsvReader(CsvReader other) {
        this.delimiter = other.delimiter;
        this.comment = other.comment;
        this.header = other.header;
        this.skipped = other.skipped;
        this.columns = other.columns;
        this.integers = other.integers;
        this.missing = other.missing;
    }

    /**
     * Separates cells by another character than a comma.
     *
     * @param character an ASCII character that is neither a letter nor part of a number or quote, such as a semicolon or a
     *     tab
     * @return a reader
     * @throws IllegalArgumentException for another character, or that of comments
     */
    public CsvReader delimiter(char character) {
        CsvReader r = new CsvReader(this);
        r.delimiter = checked("delimiter", character, comment);
        return r;
    }

    /**
     * Ignores what follows a character, to the end of its line, outside of quotes.
     *
     * @param character an ASCII character that is neither a letter nor part of a number or quote, such as {@code #}
     * @return a reader
     * @throws IllegalArgumentException for another character, or the delimiter
     */
    public CsvReader comment(char character) {
        CsvReader r = new CsvReader(this);
        r.comment = checked("comment", character, delimiter);
        return r;
    }

    private static char checked(String option, char character, int other) {
        if (character >= 128
                || Character.isLetter(character)
                || RESERVED.indexOf(character) >= 0
                || character == other) {
            throw new IllegalArgumentException(option + " is '" + character
                    + "': expected an ASCII character without another meaning, such as ; or #");
        }
        return character;
    }

    /**
     * Takes the names of the columns from the first row.
     *
     * @param present whether the first row holds names
     * @return a reader
     */
    public CsvReader header(boolean present) {
        CsvReader r = new CsvReader(this);
        r.header = present;
        return r;
    }

    /**
     * Skips lines at the begin, whatever they hold.
     *
     * @param lines how many, the first lines of the file
     * @return a reader
     * @throws IllegalArgumentException if it is negative
     */
    public CsvReader skip(long lines) {
        if (lines < 0) {
            throw new IllegalArgumentException("skip is " + lines + ": expected zero or more");
        }
        CsvReader r = new CsvReader(this);
        r.skipped = lines;
        return r;
    }

    /**
     * Reads some columns only, in a given order.
     *
     * @param names their names in the first row, which implies {@link #header}
     * @return a reader
     * @throws IllegalArgumentException if there is none, or one is there twice
     */
    public CsvReader columns(String... names) {
        CsvReader r = header(true);
        r.columns = distinct(List.of((Object[]) names));
        return r;
    }

    /**
     * Reads some columns only, in a given order.
     *
     * @param positions their positions, from zero
     * @return a reader
     * @throws IllegalArgumentException if there is none, or one is negative or there twice
     */
    public CsvReader columns(int... positions) {
        CsvReader r = new CsvReader(this);
        r.columns = distinct(boxed(positions));
        return r;
    }

    private static List<Object> distinct(List<Object> keys) {
        if (keys.isEmpty() || Set.copyOf(keys).size() < keys.size()) {
            throw new IllegalArgumentException("columns " + keys + ": expected at least one, each once");
        }
        return keys;
    }

    /**
     * Reads columns as int64, exactly. Their cells must be integers of 64 bits, none missing.
     *
     * @param names their names in the first row, which implies {@link #header}
     * @return a reader
     */
    public CsvReader integers(String... names) {
        CsvReader r = header(true);
        r.integers = List.of((Object[]) names);
        return r;
    }

    /**
     * Reads columns as int64, exactly. Their cells must be integers of 64 bits, none missing.
     *
     * @param positions their positions in the file, from zero
     * @return a reader
     * @throws IllegalArgumentException if one is negative
     */
    public CsvReader integers(int... positions) {
        CsvReader r = new CsvReader(this);
        r.integers = boxed(positions);
        return r;
    }

    private static List<Object> boxed(int... positions) {
        List<Object> list = new ArrayList<>();
        for (int p : positions) {
            if (p < 0) {
                throw new IllegalArgumentException("column " + p + ": expected zero or more");
            }
            list.add(p);
        }
        return list;
    }

    /**
     * Reads certain cells as NaN, besides empty ones.
     *
     * @param texts what such a cell holds, such as {@code NA} or {@code -999}
     * @return a reader
     */
    public CsvReader missing(String... texts) {
        CsvReader r = new CsvReader(this);
        r.missing = List.of(texts);
        return r;
    }

    /**
     * Reads a file.
     *
     * @param path the file
     * @return its table
     * @throws FormatException if a cell is no number, rows differ in length, a column is missing, quotes or line ends are
     *     broken, or there is more than an array holds; the message names line and column, counted from one
     * @throws IOException if reading fails
     */
    public CsvTable read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return read(in, path.toString());
        }
    }

    /**
     * Reads a stream to its end.
     *
     * @param in the stream, which needs no buffer and stays open
     * @param name what messages call it
     * @return its table
     * @throws FormatException if a cell is no number, rows differ in length, a column is missing, quotes or line ends are
     *     broken, or there is more than an array holds; the message names line and column, counted from one
     * @throws IOException if reading fails
     */
    public CsvTable read(InputStream in, String name) throws IOException {
        return gather(in, name).table();
    }

    CsvColumns gather(InputStream in, String name) throws IOException {
        CsvScanner scanner = new CsvScanner(in, name, delimiter, comment);
        for (long i = 0; i < skipped; i++) {
            scanner.skipLine();
        }
        List<byte[]> first = firstRow(scanner);
        List<String> names = header ? decoded(scanner, first) : List.of();
        String firstLine = "line " + scanner.line();
        int width = first.size();
        int[] selected = columns == null ? all(width) : positions(columns, names, width, scanner, firstLine);
        boolean[] exact = new boolean[width];
        for (int p : positions(integers, names, width, scanner, firstLine)) {
            exact[p] = true;
        }
        CsvColumns target = new CsvColumns(selected, exact, names, missing, scanner);
        if (!header && width > 0) {
            for (int i = 0; i < width; i++) {
                byte[] cell = first.get(i);
                target.add(i, cell, 0, cell.length);
            }
            target.endRow();
        }
        while (scanner.nextRow()) {
            int column = 0;
            while (scanner.nextCell()) {
                if (column < width) {
                    target.add(column, scanner.bytes(), scanner.from(), scanner.to());
                }
                column++;
            }
            if (column != width) {
                throw scanner.error(
                        "line " + scanner.line(),
                        "has " + column + " cells: expected " + width + " as in " + firstLine);
            }
            target.endRow();
        }
        return target;
    }

    /** The row that tells how many columns there are. */
    private static List<byte[]> firstRow(CsvScanner scanner) throws IOException {
        List<byte[]> cells = new ArrayList<>();
        if (scanner.nextRow()) {
            while (scanner.nextCell()) {
                if (cells.size() == CsvColumns.MAX_COLUMNS) {
                    throw scanner.error("line " + scanner.line(), "has more than " + CsvColumns.MAX_COLUMNS + " cells");
                }
                cells.add(Arrays.copyOfRange(scanner.bytes(), scanner.from(), scanner.to()));
            }
        }
        return cells;
    }

    private static List<String> decoded(CsvScanner scanner, List<byte[]> cells) throws IOException {
        List<String> names = new ArrayList<>();
        for (byte[] cell : cells) {
            String where = "line " + scanner.line() + ", column " + (names.size() + 1);
            names.add(TextBytes.decode(cell, 0, cell.length, at -> scanner.error(where, "the name is no UTF-8")));
        }
        return names;
    }

    private static int[] all(int width) {
        int[] positions = new int[width];
        Arrays.setAll(positions, i -> i);
        return positions;
    }

    private static int[] positions(List<Object> keys, List<String> names, int width, CsvScanner scanner, String where)
            throws FormatException {
        int[] positions = new int[keys.size()];
        for (int i = 0; i < positions.length; i++) {
            if (keys.get(i) instanceof Integer p) {
                positions[i] = p;
                if (p >= width) {
                    throw scanner.error(
                            where, "has " + width + " columns: expected one at position " + p + ", from zero");
                }
                continue;
            }
            int at = names.indexOf(keys.get(i));
            if (at < 0 || at != names.lastIndexOf(keys.get(i))) {
                throw scanner.error(
                        where, "has column '" + keys.get(i) + "' " + (at < 0 ? "not" : "several times") + ": " + names);
            }
            positions[i] = at;
        }
        return positions;
    }
}
