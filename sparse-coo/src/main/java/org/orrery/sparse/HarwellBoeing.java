package org.orrery.sparse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.FormatException;
import org.orrery.ndarray.Shape;

/**
 * Matrices in the Harwell-Boeing exchange format, plain or compressed by gzip.
 *
 * <p>Read after Duff, Grimes and Lewis, "Users' Guide for the Harwell-Boeing Sparse Matrix Collection (Release I)",
 * RAL-92-086 (1992): all assembled types, that is real ({@code R}), complex ({@code C}) and pattern ({@code P})
 * matrices, which become {@code float64}, {@code complex128} and {@code bool}; unsymmetric ({@code U}), rectangular
 * ({@code R}), symmetric ({@code S}), Hermitian ({@code H}) and skew-symmetric ({@code Z}), of which files hold the
 * lower triangle and arrays everything. Fields follow the Fortran formats that the file names, without blanks between
 * them where it has none. Right-hand sides are counted and passed over.
 *
 * <pre>{@code
 * CooArray a = HarwellBoeing.read(Path.of("lund_a.rsa"));
 * }</pre>
 */
public final class HarwellBoeing {
    /**
     * What the first lines of a file say.
     *
     * @param title the title
     * @param key the short name
     * @param type the three letters of the type, such as {@code RSA}
     * @param rows the number of rows
     * @param columns the number of columns
     * @param entries the number of entries that the file holds
     * @param rightHandSides the number of right-hand sides
     */
    public record Header(
            String title, String key, String type, long rows, long columns, long entries, long rightHandSides) {
        DType dtype() {
            return switch (type.charAt(0)) {
                case 'R' -> DType.FLOAT64;
                case 'C' -> DType.COMPLEX128;
                default -> DType.BOOL;
            };
        }

        private boolean triangle() {
            return "SHZ".indexOf(type.charAt(1)) >= 0;
        }
    }

    /** A Fortran format of equal fields. */
    private record Format(int perLine, int width, int decimals, int scale, boolean integer) {}

    /** The numbers of lines and the formats, of use while reading only. */
    private record Layout(
            long pointerLines,
            long indexLines,
            long valueLines,
            long rightHandLines,
            Format pointers,
            Format indices,
            Format values) {}

    private static final Pattern FORMAT = Pattern.compile(
            "\\((?:([+-]?\\d{1,3})P,?)?(\\d{0,4})([IEDFG])(\\d{1,3})(?:\\.(\\d{1,3}))?(?:[ED]\\d{1,2})?\\)");
    private static final Format NONE = new Format(1, 1, 0, 0, false);

    private final Lines lines;
    private final Header header;
    private final Layout layout;

    private HarwellBoeing(Lines lines) throws IOException {
        this.lines = lines;
        lines.require("the line of the title");
        String title = lines.columns(0, 72);
        String key = lines.columns(72, 80);
        lines.require("the line of the numbers of lines");
        long total = count(0, 14, "the number of lines");
        long pointerLines = count(14, 28, "the number of lines of pointers");
        long indexLines = count(28, 42, "the number of lines of row indices");
        long valueLines = count(42, 56, "the number of lines of values");
        long rightHandLines = lines.columns(56, 70).isEmpty() ? 0 : count(56, 70, "the number of right-hand lines");
        if (total != pointerLines + indexLines + valueLines + rightHandLines) {
            throw lines.error(total + " lines in all are not the sum of " + pointerLines + ", " + indexLines + ", "
                    + valueLines + " and " + rightHandLines);
        }
        lines.require("the line of the type and the sizes");
        String type = lines.columns(0, 3).toUpperCase(Locale.ROOT);
        if (!type.matches("[RCP][SUHZR][AE]")) {
            throw lines.error("type is '" + type + "', expected R, C or P, then S, U, H, Z or R, then A");
        }
        if (type.charAt(2) == 'E') {
            throw lines.error("type is " + type + ", a matrix of finite elements that are not assembled");
        }
        if (type.charAt(1) == 'H' && type.charAt(0) != 'C') {
            throw lines.error("type is " + type + ", but a Hermitian matrix is complex");
        }
        if (type.equals("PZA")) {
            throw lines.error("type is PZA, but a pattern has no values, so it cannot be skew-symmetric");
        }
        long rows = count(14, 28, "the number of rows");
        long columns = count(28, 42, "the number of columns");
        long entries = count(42, 56, "the number of entries");
        checkSizes(type, rows, columns, entries);
        lines.require("the line of the formats");
        Format pointers = format(0, 16, "pointers", true);
        Format indices = format(16, 32, "row indices", true);
        Format values = type.charAt(0) == 'P' ? NONE : format(32, 52, "values", false);
        long rightHandSides = 0;
        layout = new Layout(pointerLines, indexLines, valueLines, rightHandLines, pointers, indices, values);
        if (rightHandLines > 0) {
            lines.require("the line of the right-hand sides");
            rightHandSides = count(14, 28, "the number of right-hand sides");
        }
        header = new Header(title, key, type, rows, columns, entries, rightHandSides);
        int perEntry = type.charAt(0) == 'C' ? 2 : 1;
        checkLines("pointers", pointerLines, columns + 1, pointers);
        checkLines("row indices", indexLines, entries, indices);
        checkLines("values", valueLines, type.charAt(0) == 'P' ? 0 : perEntry * entries, values);
    }

    private void checkSizes(String type, long rows, long columns, long entries) throws FormatException {
        if ("SHZ".indexOf(type.charAt(1)) >= 0 && rows != columns) {
            throw lines.error("type " + type + " is square, found " + rows + " rows and " + columns + " columns");
        }
        if (Math.multiplyHigh(rows, columns) != 0 || rows * columns < 0) {
            throw lines.error(rows + " rows of " + columns + " columns exceed 2^63-1 elements");
        }
        // Each has a digit at least, and each entry a row index and a value beside it.
        int perEntry = type.charAt(0) == 'P' ? 1 : 2;
        if (columns >= lines.sizeBound() || entries > lines.sizeBound() / perEntry) {
            throw lines.error(columns + " columns and " + entries + " entries need more bytes than the whole file has");
        }
        int parts = (type.charAt(0) == 'C' ? 2 : 1) * ("SHZ".indexOf(type.charAt(1)) >= 0 ? 2 : 1);
        if (entries > Entries.MAX_COUNT / parts || columns >= Entries.MAX_COUNT) {
            throw lines.error(columns + " columns and " + entries + " entries exceed what one array can hold");
        }
    }

    private void checkLines(String what, long given, long numbers, Format format) throws FormatException {
        long needed = (numbers + format.perLine - 1) / format.perLine;
        if (given != needed) {
            throw lines.error(numbers + " " + what + ", " + format.perLine + " a line, take " + needed
                    + " lines, but the second line says " + given);
        }
    }

    private long count(int first, int end, String what) throws FormatException {
        String text = lines.columns(first, end);
        if (!text.matches("\\d{1,14}")) {
            throw lines.error("columns " + (first + 1) + " to " + end + " are '" + text + "', expected " + what);
        }
        return Long.parseLong(text);
    }

    private Format format(int first, int end, String what, boolean integer) throws FormatException {
        String text = lines.columns(first, end);
        Matcher m = FORMAT.matcher(text.toUpperCase(Locale.ROOT).replace(" ", ""));
        if (!m.matches() || integer != m.group(3).equals("I") || Integer.parseInt(m.group(4)) == 0) {
            throw lines.error("the format of the " + what + " is '" + text + "', expected one like "
                    + (integer ? "(16I5)" : "(5E16.8) or (1P,4D20.12)"));
        }
        int scale = m.group(1) == null ? 0 : Integer.parseInt(m.group(1));
        int perLine = m.group(2).isEmpty() ? 1 : Integer.parseInt(m.group(2));
        if (perLine == 0) {
            throw lines.error("the format of the " + what + " is '" + text + "', of no fields");
        }
        int decimals = m.group(5) == null ? 0 : Integer.parseInt(m.group(5));
        return new Format(perLine, Integer.parseInt(m.group(4)), decimals, scale, integer);
    }

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
            return new HarwellBoeing(lines).header;
        }
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
        HarwellBoeing reader = new HarwellBoeing(lines);
        return reader.entries().array(Shape.of(reader.header.rows, reader.header.columns));
    }

    private Entries entries() throws IOException {
        int columns = (int) header.columns;
        int count = (int) header.entries;
        long[] pointers = integers(layout.pointers, columns + 1, "pointer", count + 1L);
        if (pointers[0] != 1 || pointers[columns] != count + 1) {
            throw lines.error("the pointers run from " + pointers[0] + " to " + pointers[columns] + ", expected 1 to "
                    + (count + 1L));
        }
        for (int j = 0; j < columns; j++) {
            if (pointers[j + 1] < pointers[j]) {
                throw lines.error("the pointer of column " + (j + 2L) + " is " + pointers[j + 1]
                        + ", less than the one before, " + pointers[j]);
            }
        }
        long[] rows = integers(layout.indices, count, "row index", header.rows);
        Entries entries = new Entries(header.dtype(), count);
        Fields values = new Fields(lines, layout.values);
        for (int j = 0; j < columns; j++) {
            for (int t = (int) pointers[j] - 1; t < pointers[j + 1] - 1; t++) {
                long row = rows[t] - 1;
                checkTriangle(row, j);
                entries.add(row * columns + j);
                value(values, entries, row == j);
            }
        }
        for (long t = 0; t < layout.rightHandLines; t++) {
            lines.require("line " + (t + 1) + " of " + layout.rightHandLines + " of right-hand sides");
        }
        if (lines.nextFilled()) {
            throw lines.error("the line follows all that the second line of the file counts");
        }
        if (header.triangle()) {
            entries.mirror(columns, header.type.charAt(1) == 'Z', header.type.charAt(1) == 'H');
        }
        return entries;
    }

    private long[] integers(Format format, int count, String what, long high) throws IOException {
        // What compressed text will hold is known only when it is there.
        long[] a = new long[lines.compressed() ? Math.min(count, 1 << 16) : count];
        Fields fields = new Fields(lines, format);
        for (int t = 0; t < count; t++) {
            if (t == a.length) {
                a = Arrays.copyOf(a, (int) Math.min(2L * t, count));
            }
            a[t] = fields.integer(what, high);
        }
        return a;
    }

    private void checkTriangle(long row, long column) throws FormatException {
        if (!header.triangle()) {
            return;
        }
        if (row < column) {
            throw lines.error("row " + (row + 1) + ", column " + (column + 1) + " is above the diagonal of a "
                    + header.type + " matrix, of which a file holds the lower triangle");
        }
        if (row == column && header.type.charAt(1) == 'Z') {
            throw lines.error("row " + (row + 1)
                    + " has an entry on the diagonal, which is zero in a skew-symmetric matrix and not written");
        }
    }

    private void value(Fields fields, Entries entries, boolean diagonal) throws IOException {
        switch (header.type.charAt(0)) {
            case 'R' -> entries.set(fields.number("a value"));
            case 'C' -> {
                double re = fields.number("a real part");
                double im = fields.number("an imaginary part");
                if (diagonal && im != 0 && header.type.charAt(1) == 'H') {
                    throw lines.error("an imaginary part is " + im + " on the diagonal of a Hermitian matrix");
                }
                entries.set(re, im);
            }
            default -> {} // A pattern.
        }
    }

    /** The fields of a run of lines, one after another. */
    private static final class Fields {
        private static final Pattern NUMBER =
                Pattern.compile("([+-]?)(\\d*)(?:(\\.)(\\d*))?(?:[EeDd]([+-]?\\d{1,5})|([+-]\\d{1,5}))?");

        private final Lines lines;
        private final Format format;
        private int field;

        Fields(Lines lines, Format format) {
            this.lines = lines;
            this.format = format;
        }

        /** Goes to the next field and returns its first column. */
        private int next(String what) throws IOException {
            if (field == 0) {
                lines.require("a line with " + what);
            }
            int first = field * format.width;
            field = field + 1 == format.perLine ? 0 : field + 1;
            return first;
        }

        long integer(String what, long high) throws IOException {
            int first = next(what);
            int p = Math.min(first, lines.length()) + lines.from();
            int end = Math.min(first + format.width, lines.length()) + lines.from();
            byte[] b = lines.bytes();
            while (p < end && b[p] == ' ') {
                p++;
            }
            int begin = p;
            long v = 0;
            for (; p < end && b[p] >= '0' && b[p] <= '9' && v <= high; p++) {
                v = 10 * v + (b[p] - '0');
            }
            boolean digits = p > begin;
            while (p < end && b[p] == ' ') {
                p++;
            }
            if (!digits || p < end || v < 1 || v > high) {
                throw wrong(first, what + ", an integer from 1 to " + high);
            }
            return v;
        }

        double number(String what) throws IOException {
            int first = next(what);
            int begin = Math.min(first, lines.length()) + lines.from();
            int end = Math.min(first + format.width, lines.length()) + lines.from();
            byte[] b = lines.bytes();
            while (begin < end && b[begin] == ' ') {
                begin++;
            }
            while (begin < end && b[end - 1] == ' ') {
                end--;
            }
            boolean point = false;
            for (int p = begin; p < end; p++) {
                point |= b[p] == '.';
            }
            double value = point && format.scale == 0 ? Decimal.parse(b, begin, end, true) : Double.NaN;
            if (Double.isNaN(value)) {
                value = asFortran(new String(b, begin, end - begin, StandardCharsets.ISO_8859_1));
            }
            if (!Double.isFinite(value)) {
                throw wrong(first, what + ", a decimal number");
            }
            return value;
        }

        /**
         * A number as Fortran reads it: blanks do not count, an exponent may lack its letter, a number without a point
         * has one before its last decimals, and one without an exponent is divided by the scale's power of ten.
         */
        private double asFortran(String text) {
            Matcher m = NUMBER.matcher(text.replace(" ", ""));
            if (!m.matches()) {
                return Double.NaN;
            }
            String fraction = m.group(4) == null ? "" : m.group(4);
            String digits = m.group(2) + fraction;
            if (digits.isEmpty()) {
                return Double.NaN;
            }
            String written = m.group(5) == null ? m.group(6) : m.group(5);
            int exponent = written == null ? -format.scale : Integer.parseInt(written);
            exponent -= m.group(3) == null ? format.decimals : fraction.length();
            return Double.parseDouble(m.group(1) + digits + "e" + exponent);
        }

        private FormatException wrong(int first, String expected) {
            String found = lines.columns(first, first + format.width);
            return lines.error("columns " + (first + 1) + " to " + (first + format.width) + " are '" + found
                    + "', expected " + expected);
        }
    }
}
