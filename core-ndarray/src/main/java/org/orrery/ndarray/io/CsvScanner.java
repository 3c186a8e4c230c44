package org.orrery.ndarray.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.orrery.ndarray.FormatException;

/** Splits a stream of bytes into rows and cells by RFC 4180; only the current cell is in memory. */
final class CsvScanner {
    private static final int MAX_CELL = 1 << 20;
    private static final int END = -1;

    /** A comment character that no byte is. */
    static final int NO_COMMENT = -2;

    private final InputStream in;
    private final String name;
    private final int delimiter;
    private final int comment;

    private byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private boolean ended;
    private long line = 1;

    private byte[] scratch = {};
    private boolean inScratch;
    private int from;
    private int to;
    private long cellLine;
    private int column;

    /**
     * Begins to scan.
     *
     * @param comment what begins a comment, or {@link #NO_COMMENT}
     */
    CsvScanner(InputStream in, String name, char delimiter, int comment) throws IOException {
        this.in = in;
        this.name = name;
        this.delimiter = delimiter;
        this.comment = comment;
        boolean marked = peek() == 0xef && ahead(1) == 0xbb && ahead(2) == 0xbf;
        at += marked ? 3 : 0;
    }

    // The current cell.

    byte[] bytes() {
        return inScratch ? scratch : buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    long line() {
        return cellLine;
    }

    /** The position of the cell in its row, counted from one. */
    int column() {
        return column;
    }

    FormatException error(String where, String problem) {
        return new FormatException(name, where, problem);
    }

    private FormatException error(String problem) {
        return error("line " + line + ", column " + column, problem);
    }

    // Bytes.

    private int peek() throws IOException {
        return ahead(0);
    }

    private int ahead(int distance) throws IOException {
        while (at + distance >= end) {
            if (!refill(at)) {
                return END;
            }
        }
        return buffer[at + distance] & 0xff;
    }

    /** Reads more behind what is there, of which the bytes before a position may go. */
    private boolean refill(int keep) throws IOException {
        if (ended) {
            return false;
        }
        System.arraycopy(buffer, keep, buffer, 0, end - keep);
        at -= keep;
        end -= keep;
        if (end == buffer.length) {
            if (end >= MAX_CELL) {
                throw tooLong();
            }
            buffer = Arrays.copyOf(buffer, 2 * end);
        }
        int n = in.read(buffer, end, buffer.length - end);
        ended = n < 0;
        end += Math.max(n, 0);
        return !ended;
    }

    private FormatException tooLong() {
        return error("a cell of more than " + MAX_CELL + " bytes");
    }

    private boolean isBlank(int c) {
        return (c == ' ' || c == '\t') && c != delimiter;
    }

    private void skipBlanks() throws IOException {
        while (isBlank(peek())) {
            at++;
        }
    }

    /** Skips to the next line. */
    void skipLine() throws IOException {
        int c;
        do {
            c = peek();
            at += c == END ? 0 : 1;
        } while (c != '\n' && c != END);
        line++;
    }

    /** Takes the end of a line, if there is one here. */
    private boolean takeLineEnd() throws IOException {
        int c = peek();
        if (c == '\r') {
            int next = ahead(1);
            if (next != '\n' && next != END) {
                throw error("a carriage return without a line feed");
            }
            at++;
            c = peek();
        }
        if (c != '\n') {
            return c == END;
        }
        at++;
        line++;
        return true;
    }

    // Rows and cells.

    /** Moves to the next row that is neither blank nor a comment; false at the end. */
    boolean nextRow() throws IOException {
        column = 0;
        while (true) {
            skipBlanks();
            int c = peek();
            if (c == END) {
                return false;
            } else if (c == comment) {
                skipLine();
            } else if (c != '\n' && c != '\r') {
                return true;
            } else {
                takeLineEnd();
            }
        }
    }

    /** Moves to the next cell of the row; false at its end. The cell's bytes stay until the next call. */
    boolean nextCell() throws IOException {
        if (column > 0 && !takeDelimiter()) {
            return false;
        }
        column++;
        skipBlanks();
        cellLine = line;
        inScratch = peek() == '"';
        if (inScratch) {
            quoted();
        } else {
            plain();
        }
        return true;
    }

    private boolean takeDelimiter() throws IOException {
        int c = peek();
        if (c == delimiter) {
            at++;
            return true;
        } else if (c == comment) {
            skipLine();
        } else if (!takeLineEnd()) {
            throw error("characters after a quoted cell: expected " + (char) delimiter + " or the end of the line");
        }
        return false;
    }

    private void plain() throws IOException {
        int length = 0;
        do {
            while (at + length < end && !endsCell(buffer[at + length] & 0xff)) {
                length++;
            }
        } while (at + length == end && refill(at));
        from = at;
        at += length;
        to = at;
        while (to > from && isBlank(buffer[to - 1])) {
            to--;
        }
    }

    private boolean endsCell(int c) {
        return c == delimiter || c == '\n' || c == '\r' || c == comment;
    }

    private void quoted() throws IOException {
        long begin = line;
        at++;
        int n = 0;
        while (true) {
            int c = peek();
            if (c == END) {
                throw error("line " + begin + ", column " + column, "a quoted cell without an end");
            }
            at++;
            if (c == '"') {
                if (peek() != '"') {
                    break;
                }
                at++;
            }
            line += c == '\n' ? 1 : 0;
            if (n == scratch.length) {
                if (n >= MAX_CELL) {
                    throw tooLong();
                }
                scratch = Arrays.copyOf(scratch, Math.max(64, 2 * n));
            }
            scratch[n++] = (byte) c;
        }
        from = 0;
        to = n;
        skipBlanks();
    }
}
