package org.orrery.ndarray.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.FormatException;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.internal.NumberText;

/**
 * Numbers in CSV files, by RFC 4180.
 *
 * <pre>{@code
 * DenseArray a = Csv.read(Path.of("plain.csv"));
 * CsvTable t = Csv.reader().header(true).delimiter(';').missing("NA").read(Path.of("table.csv"));
 * Csv.write(Path.of("out.csv"), a, "x", "y");
 * }</pre>
 *
 * <p>Numbers are read correctly rounded and written with the fewest digits that read back as the same number.
 */
public final class Csv {
    private static final int BLOCK = 1 << 16;

    private Csv() {}

    /**
     * Reads a file of numbers and commas, without a line of names.
     *
     * @param path the file
     * @return a float64 array of shape {@code (rows, columns)}; empty cells are NaN
     * @throws FormatException if a cell is no number, rows differ in length, quotes or line ends are broken, or there is
     *     more than an array holds; the message names line and column, counted from one
     * @throws IOException if reading fails
     */
    public static DenseArray read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return reader().gather(in, path.toString()).values();
        }
    }

    /**
     * A reader with options, which at first reads what {@link #read} does.
     *
     * @return a reader
     */
    public static CsvReader reader() {
        return new CsvReader();
    }

    /**
     * Writes a file, under a temporary name that is then moved. Integers are written exactly, booleans as 0 and 1, lines
     * end with LF.
     *
     * @param path the file, which is replaced if there is one
     * @param array an array of shape {@code (rows, columns)}, or {@code (rows,)} for a single column
     * @param names the names of all columns for a first line, or none
     * @throws ShapeException if the array has another rank or no columns
     * @throws DTypeException if it is complex
     * @throws IllegalArgumentException if there are names, but not as many as columns
     * @throws IOException if writing fails
     */
    public static void write(Path path, NdArray array, String... names) throws IOException {
        if (array.ndim() < 1
                || array.ndim() > 2
                || (array.ndim() == 2 && array.shape().get(1) == 0)) {
            throw new ShapeException("array has shape " + array.shape() + ": expected rows and columns, or one column");
        }
        if (array.dtype().isComplex()) {
            throw new DTypeException("array has dtype " + array.dtype() + ": expected a real one");
        }
        long columns = array.ndim() == 1 ? 1 : array.shape().get(1);
        if (names.length != 0 && names.length != columns) {
            throw new IllegalArgumentException(names.length + " names: the array has " + columns + " columns");
        }
        DenseArray dense = array.toDense();
        DenseArray a = dense.ndim() == 1 ? dense.index(Index.all(), Index.newAxis()) : dense;
        WholeFile.write(path, out -> {
            StringBuilder text = new StringBuilder(BLOCK + 64);
            for (int i = 0; i < names.length; i++) {
                text.append(i == 0 ? "" : ",");
                appendName(text, names[i]);
            }
            text.append(names.length == 0 ? "" : "\n");
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
            for (long i = 0; i < a.shape().get(0); i++) {
                for (long j = 0; j < columns; j++) {
                    text.append(j == 0 ? "" : ",");
                    append(text, a, i, j);
                    flush(out, text, BLOCK);
                }
                text.append('\n');
            }
            flush(out, text, 1);
        });
    }

    private static void flush(OutputStream out, StringBuilder text, int least) throws IOException {
        if (text.length() >= least) {
            out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
            text.setLength(0);
        }
    }

    private static void appendName(StringBuilder text, String name) {
        boolean plain =
                !name.isEmpty() && name.strip().equals(name) && name.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
        text.append(plain ? name : '"' + name.replace("\"", "\"\"") + '"');
    }

    private static void append(StringBuilder text, DenseArray a, long i, long j) {
        if (a.dtype() == DType.FLOAT64) {
            NumberText.append(text, a.getDouble(i, j));
        } else if (a.dtype() == DType.FLOAT32) {
            NumberText.append(text, (float) a.getDouble(i, j));
        } else if (a.dtype() == DType.UINT64) {
            text.append(Long.toUnsignedString(a.getLong(i, j)));
        } else {
            text.append(a.getLong(i, j));
        }
    }
}
