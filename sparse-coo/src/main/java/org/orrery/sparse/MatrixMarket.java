package org.orrery.sparse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DensificationException;
import org.orrery.ndarray.FormatException;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.io.WholeFile;

/**
 * Matrices in the Matrix Market exchange format, plain or compressed by gzip.
 *
 * <p>Read strictly after Boisvert, Pozo and Remington, "The Matrix Market Exchange Formats: Initial Design", NISTIR
 * 5935 (1996): {@code coordinate} and {@code array} layout; {@code real}, {@code integer}, {@code complex} and
 * {@code pattern} fields, which become {@code float64}, {@code int64}, {@code complex128} and {@code bool};
 * {@code general}, {@code symmetric}, {@code skew-symmetric} and {@code Hermitian} symmetry, of which files hold the
 * lower triangle and arrays everything. Entries that a file repeats are summed. The format has no word for NaN and
 * infinity.
 *
 * <pre>{@code
 * CooArray a = MatrixMarket.read(Path.of("lund_a.mtx"));
 * MatrixMarket.write(Path.of("a.mtx.gz"), a);
 * }</pre>
 */
public final class MatrixMarket {
    /** Which elements a file lists. */
    public enum Layout {
        /** The stored entries, each with its row and column. */
        COORDINATE,
        /** All elements, column by column. */
        ARRAY
    }

    /** What the elements are. */
    public enum Field {
        /** Decimal numbers. */
        REAL,
        /** Integers of 64 bits. */
        INTEGER,
        /** Pairs of decimal numbers. */
        COMPLEX,
        /** Nothing but the fact that an entry is there. */
        PATTERN
    }

    /** Which part of a matrix a file leaves out. */
    public enum Symmetry {
        /** Nothing. */
        GENERAL,
        /** The upper triangle, equal to the lower. */
        SYMMETRIC,
        /** The upper triangle, the negative of the lower, and the diagonal, which is zero. */
        SKEW_SYMMETRIC,
        /** The upper triangle, the conjugate of the lower. */
        HERMITIAN
    }

    /**
     * What the first lines of a file say.
     *
     * @param layout which elements it lists
     * @param field what the elements are
     * @param symmetry which part it leaves out
     * @param rows the number of rows
     * @param columns the number of columns
     * @param entries the number of entries that follow
     * @param comments the comment lines, without their percent sign
     */
    public record Header(
            Layout layout,
            Field field,
            Symmetry symmetry,
            long rows,
            long columns,
            long entries,
            List<String> comments) {
        DType dtype() {
            return switch (field) {
                case REAL -> DType.FLOAT64;
                case INTEGER -> DType.INT64;
                case COMPLEX -> DType.COMPLEX128;
                case PATTERN -> DType.BOOL;
            };
        }

        /** The fewest bytes of an entry with its line end: a digit and a blank for each number. */
        private int shortestEntry() {
            int numbers =
                    switch (field) {
                        case REAL, INTEGER -> 1;
                        case COMPLEX -> 2;
                        case PATTERN -> 0;
                    };
            return 2 * (numbers + (layout == Layout.COORDINATE ? 2 : 0));
        }
    }

    private MatrixMarket() {}

    /**
     * Reads the first lines of a file.
     *
     * @param file the file
     * @return what they say
     * @throws FormatException if they break the format, or claim more than the file can hold
     * @throws IOException if the file cannot be read
     */
    public static Header header(Path file) throws IOException {
        try (Lines lines = Lines.open(file)) {
            return header(lines);
        }
    }

    private static Header header(Lines lines) throws IOException {
        lines.require("a line that begins with %%MatrixMarket");
        String banner = lines.text();
        String[] words = banner.strip().split("\\s+");
        if (!words[0].equalsIgnoreCase("%%MatrixMarket")) {
            throw lines.error("expected a line that begins with %%MatrixMarket");
        }
        if (words.length != 5) {
            throw lines.error("expected %%MatrixMarket matrix LAYOUT FIELD SYMMETRY, found " + words.length + " words");
        }
        choice(lines, "object", words[1], List.of("matrix"));
        Layout layout = Layout.values()[choice(lines, "layout", words[2], List.of("coordinate", "array"))];
        Field field =
                Field.values()[choice(lines, "field", words[3], List.of("real", "integer", "complex", "pattern"))];
        Symmetry symmetry = Symmetry.values()[
                choice(lines, "symmetry", words[4], List.of("general", "symmetric", "skew-symmetric", "hermitian"))];
        if (symmetry == Symmetry.HERMITIAN && field != Field.COMPLEX) {
            throw lines.error("a Hermitian matrix is complex, found " + words[3]);
        }
        if (field == Field.PATTERN && (layout == Layout.ARRAY || symmetry == Symmetry.SKEW_SYMMETRIC)) {
            throw lines.error("a pattern has no values, so it cannot be " + words[layout == Layout.ARRAY ? 2 : 4]);
        }

        List<String> comments = new ArrayList<>();
        while (true) {
            lines.require("the line of sizes");
            if (lines.startsWith('%')) {
                comments.add(lines.text().substring(1).strip());
            } else if (lines.hasToken()) {
                break;
            }
        }
        return sizes(lines, layout, field, symmetry, comments);
    }

    private static Header sizes(Lines lines, Layout layout, Field field, Symmetry symmetry, List<String> comments)
            throws FormatException {
        long rows = lines.integer("the number of rows", 0, Long.MAX_VALUE);
        long columns = lines.integer("the number of columns", 0, Long.MAX_VALUE);
        if (symmetry != Symmetry.GENERAL && rows != columns) {
            throw lines.error("a matrix of some symmetry is square, found " + rows + " rows, " + columns + " columns");
        }
        if (Math.multiplyHigh(rows, columns) != 0 || rows * columns < 0) {
            throw lines.error(rows + " rows of " + columns + " columns exceed 2^63-1 elements");
        }
        long entries;
        if (layout == Layout.COORDINATE) {
            entries = lines.integer("the number of entries", 0, Long.MAX_VALUE);
        } else {
            long square = rows * columns;
            entries = switch (symmetry) {
                case GENERAL -> square;
                case SYMMETRIC, HERMITIAN -> (square - rows) / 2 + rows;
                case SKEW_SYMMETRIC -> (square - rows) / 2;
            };
        }
        lines.end("the sizes");
        Header header = new Header(layout, field, symmetry, rows, columns, entries, List.copyOf(comments));
        // The last line may lack its end.
        if (entries > (lines.sizeBound() + 1) / header.shortestEntry()) {
            throw lines.error(entries + " entries need at least " + header.shortestEntry()
                    + " bytes each, more than the whole file has");
        }
        int perEntry = (field == Field.COMPLEX ? 2 : 1) * (symmetry == Symmetry.GENERAL ? 1 : 2);
        if (entries > Entries.MAX_COUNT / perEntry) {
            throw lines.error(entries + " entries exceed what one array can hold");
        }
        return header;
    }

    private static int choice(Lines lines, String what, String word, List<String> choices) throws FormatException {
        int i = choices.indexOf(word.toLowerCase(Locale.ROOT));
        if (i < 0) {
            throw lines.error(what + " is '" + word + "', expected " + String.join(" or ", choices));
        }
        return i;
    }

    /**
     * Reads a matrix as a sparse array.
     *
     * @param file the file
     * @return an array with the fill value 0
     * @throws FormatException if the file breaks the format, or holds more or less than its header says
     * @throws IOException if the file cannot be read
     */
    public static CooArray read(Path file) throws IOException {
        try (Lines lines = Lines.open(file)) {
            return read(lines);
        }
    }

    static CooArray read(Lines lines) throws IOException {
        Header header = header(lines);
        return entries(lines, header).array(Shape.of(header.rows, header.columns));
    }

    /**
     * Writes a matrix, under a temporary name that is then moved: a sparse array in coordinate layout, a dense one in
     * array layout. A name that ends in {@code .gz} has it compressed.
     *
     * @param file the file, which is replaced if there is one
     * @param array the matrix; booleans become a pattern, unsigned integers and small types what holds them
     * @param comments lines that explain it
     * @throws IllegalArgumentException if a value is NaN, infinite or an integer beyond 64 bits with sign, or a comment
     *     has more than one line
     * @throws ShapeException if the array has not two dimensions
     * @throws DensificationException if the array is sparse and its fill value is not 0
     * @throws IOException if writing fails
     */
    public static void write(Path file, NdArray array, String... comments) throws IOException {
        write(file, array, Symmetry.GENERAL, comments);
    }

    /**
     * Writes a matrix of some symmetry, of which the file holds the lower triangle; else as
     * {@link #write(Path, NdArray, String...)} does.
     *
     * @param file the file, which is replaced if there is one
     * @param array the matrix; booleans become a pattern, unsigned integers and small types what holds them
     * @param symmetry which part the file leaves out
     * @param comments lines that explain it
     * @throws IllegalArgumentException if the matrix has not that symmetry, a value is NaN, infinite or an integer beyond
     *     64 bits with sign, or a comment has more than one line
     * @throws ShapeException if the array has not two dimensions
     * @throws DensificationException if the array is sparse and its fill value is not 0
     * @throws IOException if writing fails
     */
    public static void write(Path file, NdArray array, Symmetry symmetry, String... comments) throws IOException {
        MatrixMarketWriter writer =
                new MatrixMarketWriter(array instanceof GcxsArray g ? g.toCoo() : array, symmetry, comments);
        WholeFile.write(file, out -> {
            boolean compressed = file.toString().endsWith(".gz");
            OutputStream target = compressed ? new GZIPOutputStream(out, 1 << 16) : out;
            writer.writeTo(target);
            if (target instanceof GZIPOutputStream gzip) {
                gzip.finish();
            }
        });
    }

    private static Entries entries(Lines lines, Header header) throws IOException {
        // What compressed text will hold is known only when it is there.
        int capacity = (int) (lines.compressed() ? Math.min(header.entries, 1 << 16) : header.entries);
        Entries entries = new Entries(header.dtype(), capacity);
        if (header.layout == Layout.COORDINATE) {
            coordinates(lines, header, entries);
        } else {
            columns(lines, header, entries);
        }
        if (lines.nextFilled()) {
            throw lines.error("the line follows all " + header.entries + " entries");
        }
        if (header.symmetry != Symmetry.GENERAL) {
            entries.mirror(
                    header.rows, header.symmetry == Symmetry.SKEW_SYMMETRIC, header.symmetry == Symmetry.HERMITIAN);
        }
        return entries;
    }

    private static void coordinates(Lines lines, Header header, Entries entries) throws IOException {
        boolean triangle = header.symmetry != Symmetry.GENERAL;
        for (long t = 0; t < header.entries; t++) {
            if (!lines.nextFilled()) {
                throw lines.error("the file ends after " + t + " of " + header.entries + " entries");
            }
            long row = lines.integer("the row", 1, header.rows) - 1;
            long column = lines.integer("the column", 1, header.columns) - 1;
            if (triangle && column > row) {
                throw lines.error("row " + (row + 1) + ", column " + (column + 1)
                        + " is above the diagonal of a symmetric matrix, of which a file holds the lower triangle");
            }
            if (column == row && header.symmetry == Symmetry.SKEW_SYMMETRIC) {
                throw lines.error("row " + (row + 1) + " has an entry on the diagonal, which is zero in a "
                        + "skew-symmetric matrix and not written");
            }
            entries.add(row * header.columns + column);
            value(lines, header, entries, row == column);
        }
    }

    private static void columns(Lines lines, Header header, Entries entries) throws IOException {
        // Without rows there may be any number of columns.
        for (long column = 0; column < header.columns && header.rows > 0; column++) {
            long first =
                    switch (header.symmetry) {
                        case GENERAL -> 0;
                        case SYMMETRIC, HERMITIAN -> column;
                        case SKEW_SYMMETRIC -> column + 1;
                    };
            for (long row = first; row < header.rows; row++) {
                if (!lines.nextFilled()) {
                    throw lines.error("the file ends before row " + (row + 1) + " of column " + (column + 1));
                }
                entries.add(row * header.columns + column);
                value(lines, header, entries, row == column);
            }
        }
    }

    private static void value(Lines lines, Header header, Entries entries, boolean diagonal) throws FormatException {
        switch (header.field) {
            case REAL -> entries.set(lines.number("the value"));
            case INTEGER -> {
                long low = header.symmetry == Symmetry.SKEW_SYMMETRIC ? -Long.MAX_VALUE : Long.MIN_VALUE;
                entries.set(lines.integer("the value", low, Long.MAX_VALUE));
            }
            case COMPLEX -> {
                double re = lines.number("the real part");
                double im = lines.number("the imaginary part");
                if (diagonal && im != 0 && header.symmetry == Symmetry.HERMITIAN) {
                    throw lines.error("the imaginary part is " + im + " on the diagonal of a Hermitian matrix");
                }
                entries.set(re, im);
            }
            case PATTERN -> {}
        }
        lines.end("the entry");
    }
}
