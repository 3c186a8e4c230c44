package org.orrery.sparse;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.orrery.ndarray.FormatException;

/**
 * The lines of a text file, plain or compressed by gzip, and the numbers in them.
 *
 * <p>One line at a time is held, so that a file of any size needs little memory. After {@link #next()} the line is
 * {@code bytes[from..to)} and the reading position is at its begin.
 */
final class Lines implements Closeable {
    private static final int LONGEST_LINE = 1 << 16;

    /** Deflate cannot shrink anything by more than this. */
    private static final int DEFLATE_LIMIT = 1_032;

    private final String name;
    private final InputStream in;
    private final boolean compressed;
    private final long sizeBound;

    private byte[] bytes = new byte[1 << 15];
    private int from;
    private int to;
    private int at;
    private int filled;
    private int nextLine;
    private boolean ended;
    private long number;

    private Lines(String name, InputStream in, boolean compressed, long sizeBound) {
        this.name = name;
        this.in = in;
        this.compressed = compressed;
        this.sizeBound = sizeBound;
    }

    static Lines open(Path file) throws IOException {
        return of(file.toString(), Files.newInputStream(file), Files.size(file));
    }

    /** The lines of a stream of a known size, which is closed with them. */
    static Lines of(String name, InputStream in, long size) throws IOException {
        InputStream raw = new BufferedInputStream(in);
        try {
            raw.mark(2);
            boolean compressed = raw.read() == 0x1F && raw.read() == 0x8B;
            raw.reset();
            if (!compressed) {
                return new Lines(name, raw, false, size);
            }
            return new Lines(name, new GZIPInputStream(raw, 1 << 13), true, size * DEFLATE_LIMIT);
        } catch (EOFException | ZipException e) {
            raw.close();
            throw FormatException.atByte(name, 0, "the file begins like gzip but is not: " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** Whether the text is compressed, so that {@link #sizeBound()} says little. */
    boolean compressed() {
        return compressed;
    }

    /** The most bytes that the text can have. */
    long sizeBound() {
        return sizeBound;
    }

    /** Goes to the next line; false at the end of the file. */
    boolean next() throws IOException {
        from = nextLine;
        int p = from;
        while (true) {
            while (p < filled && bytes[p] != '\n') {
                p++;
            }
            if (p < filled) {
                nextLine = p + 1;
                break;
            }
            if (ended) {
                if (from == filled) {
                    return false;
                }
                nextLine = p;
                break;
            }
            if (p - from > LONGEST_LINE) {
                number++;
                throw error("the line is longer than " + LONGEST_LINE + " bytes");
            }
            p -= from;
            fill();
        }
        to = p > from && bytes[p - 1] == '\r' ? p - 1 : p;
        at = from;
        number++;
        return true;
    }

    /** Moves the unfinished line to the begin of the buffer and reads behind it. */
    private void fill() throws IOException {
        filled -= from;
        // A line that fills half of the buffer needs a larger one.
        byte[] roomier = filled > bytes.length / 2 ? new byte[2 * bytes.length] : bytes;
        System.arraycopy(bytes, from, roomier, 0, filled);
        bytes = roomier;
        from = 0;
        int n;
        try {
            n = in.read(bytes, filled, bytes.length - filled);
        } catch (EOFException | ZipException e) {
            throw error("the gzip data behind it is damaged: " + e.getMessage());
        }
        if (n < 0) {
            ended = true;
        } else {
            filled += n;
        }
    }

    /** Goes to the next line, which must exist. */
    void require(String expected) throws IOException {
        if (!next()) {
            number++;
            throw error("the file ends, expected " + expected);
        }
    }

    /** Goes to the next line that is not blank; false at the end of the file. */
    boolean nextFilled() throws IOException {
        while (next()) {
            if (hasToken()) {
                return true;
            }
        }
        return false;
    }

    int length() {
        return to - from;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    /** The columns from one to another of the line, counted from zero, without blanks around them. */
    String columns(int first, int end) {
        int a = Math.min(from + first, to);
        int b = Math.min(from + end, to);
        return new String(bytes, a, b - a, StandardCharsets.ISO_8859_1).strip();
    }

    String text() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    boolean startsWith(char c) {
        return from < to && bytes[from] == c;
    }

    /** Skips blanks; whether anything follows in the line. */
    boolean hasToken() {
        while (at < to && isBlank(bytes[at])) {
            at++;
        }
        return at < to;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\f' || b == 0x0B;
    }

    private int tokenEnd() {
        int end = at;
        while (end < to && !isBlank(bytes[end])) {
            end++;
        }
        return end;
    }

    /** The next word of the line. */
    String word(String what) throws FormatException {
        if (!hasToken()) {
            throw error("expected " + what + ", the line ends");
        }
        int end = tokenEnd();
        String word = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
        at = end;
        return word;
    }

    /** The next word, an integer within bounds. */
    long integer(String what, long low, long high) throws FormatException {
        if (!hasToken()) {
            throw error("expected " + what + ", the line ends");
        }
        int begin = at;
        int p = at;
        boolean negative = false;
        if (bytes[p] == '-' || bytes[p] == '+') {
            negative = bytes[p++] == '-';
        }
        int digits = p;
        long value = 0;
        boolean overflow = false;
        for (; p < to && bytes[p] >= '0' && bytes[p] <= '9'; p++) {
            int d = bytes[p] - '0';
            // Counted below zero, where there is one number more.
            overflow |= value < (Long.MIN_VALUE + d) / 10;
            value = 10 * value - d;
        }
        overflow |= !negative && value == Long.MIN_VALUE;
        value = negative ? value : -value;
        if (p == digits || (p < to && !isBlank(bytes[p]))) {
            throw error("expected " + what + ", an integer, found '" + shortened(begin, tokenEnd()) + "'");
        }
        if (overflow || value < low || value > high) {
            throw error(what + " is " + shortened(begin, p) + ", expected " + low + " to " + high);
        }
        at = p;
        return value;
    }

    /** The next word, a finite decimal number. */
    double number(String what) throws FormatException {
        if (!hasToken()) {
            throw error("expected " + what + ", the line ends");
        }
        int end = tokenEnd();
        double value = Decimal.parse(bytes, at, end, false);
        if (!Double.isFinite(value)) {
            String found = "'" + shortened(at, end) + "'";
            throw error(
                    Double.isNaN(value)
                            ? "expected " + what + ", a decimal number, found " + found
                            : what + " " + found + " exceeds a double");
        }
        at = end;
        return value;
    }

    /** Checks that nothing follows in the line. */
    void end(String what) throws FormatException {
        if (hasToken()) {
            throw error("expected the end of the line behind " + what + ", found '" + shortened(at, tokenEnd()) + "'");
        }
    }

    private String shortened(int begin, int end) {
        String s = new String(bytes, begin, Math.min(end - begin, 40), StandardCharsets.ISO_8859_1);
        return end - begin > 40 ? s + "..." : s;
    }

    FormatException error(String problem) {
        return FormatException.atLine(name, number, problem);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
