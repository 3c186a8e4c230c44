package org.orrery.ndarray.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.FormatException;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;

/**
 * The header of an npy file: a Python dictionary of type, order and shape.
 *
 * @param descr the type as NumPy writes it
 * @param descrAt the position of the type in the input
 * @param fortran whether the first axis is the one whose neighbours lie side by side
 * @param shape the shape
 */
record NpyHeader(String descr, long descrAt, boolean fortran, Shape shape) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final byte[] ZIP = {'P', 'K'};

    /** NumPy pads headers so that the data begin at a multiple of this. */
    private static final int ALIGNMENT = 64;

    /** The room that NumPy leaves for the size of the axis along which a file may grow in place. */
    private static final int GROWTH_DIGITS = 21;

    /** The most dimensions that NumPy has. */
    private static final int MAX_DIMENSIONS = 64;

    /** More than any header of a plain type, and little enough to read. */
    private static final int MAX_LENGTH = 1 << 20;

    /** How much of a foreign type a message shows. */
    private static final int MAX_SHOWN = 200;

    static NpyHeader read(ByteInput in) throws IOException {
        byte[] prefix = in.bytes(MAGIC.length + 2, "the magic string");
        if (!Arrays.equals(prefix, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            boolean zip = Arrays.equals(prefix, 0, ZIP.length, ZIP, 0, ZIP.length);
            throw in.error(
                    0, "is no npy file: expected \\x93NUMPY" + (zip ? "; it is a zip file, which Npz.read reads" : ""));
        }
        int major = prefix[MAGIC.length];
        int minor = prefix[MAGIC.length + 1];
        if (major < 1 || major > 3 || minor != 0) {
            throw in.error(
                    MAGIC.length,
                    "has format version " + (major & 0xff) + "." + (minor & 0xff) + ": expected 1.0, 2.0 or 3.0");
        }
        long lengthAt = in.position();
        ByteBuffer field = ByteBuffer.wrap(in.bytes(major == 1 ? 2 : 4, "the header's length"))
                .order(ByteOrder.LITTLE_ENDIAN);
        long length = major == 1 ? field.getShort() & 0xffff : field.getInt() & 0xffffffffL;
        if (length > MAX_LENGTH) {
            throw in.error(lengthAt, "has a header of " + length + " bytes: expected at most " + MAX_LENGTH);
        }
        in.require(length, "the header");
        long at = in.position();
        return new Parser(in, in.bytes((int) length, "the header"), at).parse();
    }

    /** The type of the elements, if it is one of ours. */
    Element element(ByteInput in) throws FormatException {
        String problem = "is not one of the thirteen types of the array API";
        String code = descr;
        char first = code.isEmpty() ? ' ' : code.charAt(0);
        boolean ordered = "<>|=".indexOf(first) >= 0;
        if (ordered) {
            code = code.substring(1);
        }
        if (code.startsWith("O")) {
            throw in.error(
                    descrAt,
                    "descr '" + descr + "': an object array is a Python pickle, which is never executed"
                            + " (NumPy reads it with allow_pickle=True)");
        }
        DType type =
                switch (code) {
                    case "b1" -> DType.BOOL;
                    case "i1" -> DType.INT8;
                    case "i2" -> DType.INT16;
                    case "i4" -> DType.INT32;
                    case "i8" -> DType.INT64;
                    case "u1" -> DType.UINT8;
                    case "u2" -> DType.UINT16;
                    case "u4" -> DType.UINT32;
                    case "u8" -> DType.UINT64;
                    case "f4" -> DType.FLOAT32;
                    case "f8" -> DType.FLOAT64;
                    case "c8" -> DType.COMPLEX64;
                    case "c16" -> DType.COMPLEX128;
                    case "f2" ->
                        throw in.error(descrAt, "descr '" + descr + "': float16 " + problem + "; save it as float32");
                    default -> {
                        String kind =
                                switch (code.isEmpty() ? ' ' : code.charAt(0)) {
                                    case 'M', 'm' -> "a date or time ";
                                    case 'S', 'a', 'U' -> "text ";
                                    case 'V' -> "raw data ";
                                    default -> "";
                                };
                        throw in.error(descrAt, "descr '" + descr + "': " + kind + problem);
                    }
                };
        if (first == '|' && type.itemSize() > 1) {
            throw in.error(descrAt, "descr '" + descr + "' gives no byte order: expected < or >");
        }
        return new Element(type, order(first));
    }

    /** Elements as they lie in a file. */
    record Element(DType type, ByteOrder order) {}

    private static ByteOrder order(char mark) {
        return mark == '<' ? ByteOrder.LITTLE_ENDIAN : mark == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.nativeOrder();
    }

    /** The only element of an array of fixed-width text. */
    String readText(ByteInput in) throws IOException {
        char first = descr.isEmpty() ? ' ' : descr.charAt(0);
        String code = "<>|=".indexOf(first) >= 0 ? descr.substring(1) : descr;
        char kind = code.isEmpty() ? ' ' : code.charAt(0);
        if ((kind != 'S' && kind != 'U') || !code.substring(1).matches("\\d{1,8}")) {
            throw in.error(descrAt, "descr '" + descr + "' is no text: expected S or U and a width");
        }
        if (shape.size() != 1) {
            throw in.error(descrAt, "text of shape " + shape + ": expected a single one");
        }
        int width = Integer.parseInt(code.substring(1)) * (kind == 'U' ? 4 : 1);
        in.requireEndAfter(width);
        long at = in.position();
        byte[] bytes = in.bytes(width, "text");
        if (kind == 'S') {
            int end = width;
            while (end > 0 && bytes[end - 1] == 0) {
                end--;
            }
            return TextBytes.decode(bytes, 0, end, place -> in.error(at + place, "text is no UTF-8"));
        }
        StringBuilder text = new StringBuilder();
        ByteBuffer points = ByteBuffer.wrap(bytes).order(order(first));
        int end = width;
        while (end > 0 && points.getInt(end - 4) == 0) {
            end -= 4;
        }
        for (int i = 0; i < end; i += 4) {
            int point = points.getInt(i);
            if (!Character.isValidCodePoint(point)) {
                throw in.error(at + i, "text has no code point " + Integer.toUnsignedString(point));
            }
            text.appendCodePoint(point);
        }
        return text.toString();
    }

    /** The bytes before the data, the same as NumPy writes. */
    static byte[] bytes(String descr, boolean fortran, Shape shape) {
        if (shape.ndim() > MAX_DIMENSIONS) {
            throw new ShapeException(
                    "shape " + shape + " has " + shape.ndim() + " dimensions: the npy format holds " + MAX_DIMENSIONS);
        }
        String dictionary = "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False")
                + ", 'shape': " + shape + ", }";
        if (shape.ndim() > 0) {
            String growing = Long.toString(shape.get(fortran ? -1 : 0));
            dictionary += " ".repeat(GROWTH_DIGITS - growing.length());
        }
        int begin = MAGIC.length + 4;
        int end = begin + dictionary.length() + 1;
        byte[] bytes = new byte[end + ALIGNMENT - end % ALIGNMENT];
        Arrays.fill(bytes, (byte) ' ');
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) (bytes.length - begin))
                .put(dictionary.getBytes(StandardCharsets.US_ASCII));
        bytes[bytes.length - 1] = '\n';
        return bytes;
    }

    /** A whole file of zero dimensions and fixed-width text, which NumPy reads as a {@code str}. */
    static byte[] text(String text) {
        int[] points = text.codePoints().toArray();
        // NumPy has no text of width zero.
        int width = Math.max(1, points.length);
        byte[] header = bytes("<U" + width, false, Shape.of());
        ByteBuffer all = ByteBuffer.allocate(header.length + 4 * width)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(header);
        all.asIntBuffer().put(points);
        return all.array();
    }

    /** The bytes before an array's data. */
    static byte[] bytes(DenseArray a, boolean fortran) {
        DType t = a.dtype();
        String kind = t.isBoolean() ? "b" : t.isComplex() ? "c" : t.isFloating() ? "f" : t.isUnsigned() ? "u" : "i";
        return bytes((t.itemSize() == 1 ? "|" : "<") + kind + t.itemSize(), fortran, a.shape());
    }

    /** Reads the dictionary: of Python's literals only what a header of a plain type has. */
    private static final class Parser {
        private final ByteInput in;
        private final byte[] text;
        private final long offset;
        private int at;

        Parser(ByteInput in, byte[] text, long offset) {
            this.in = in;
            this.text = text;
            this.offset = offset;
        }

        NpyHeader parse() throws FormatException {
            String descr = null;
            long descrAt = 0;
            Boolean fortran = null;
            Shape shape = null;
            expect('{');
            while (peek() != '}') {
                int keyAt = at;
                String key = string();
                expect(':');
                peek();
                boolean again;
                switch (key) {
                    case "descr" -> {
                        again = descr != null;
                        descrAt = offset + at;
                        descr = descr();
                    }
                    case "fortran_order" -> {
                        again = fortran != null;
                        fortran = truth();
                    }
                    case "shape" -> {
                        again = shape != null;
                        shape = shape();
                    }
                    default -> throw error(keyAt, "key '" + key + "': expected descr, fortran_order and shape");
                }
                if (again) {
                    throw error(keyAt, "key '" + key + "' a second time");
                }
                if (peek() != '}') {
                    expect(',');
                }
            }
            int end = at++;
            if (peek() != 0) {
                throw error(at, "characters after the dictionary");
            }
            if (descr == null || fortran == null || shape == null) {
                throw error(
                        end,
                        "no key '" + (descr == null ? "descr" : fortran == null ? "fortran_order" : "shape") + "'");
            }
            return new NpyHeader(descr, descrAt, fortran, shape);
        }

        private FormatException error(int index, String problem) {
            return in.error(offset + index, "header has " + problem);
        }

        /** The next character that is not blank, or zero at the end. */
        private int peek() {
            while (at < text.length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r')) {
                at++;
            }
            return at < text.length ? text[at] & 0xff : 0;
        }

        private void expect(char wanted) throws FormatException {
            if (peek() != wanted) {
                throw error(at, found() + ": expected " + wanted);
            }
            at++;
        }

        private String found() {
            int c = peek();
            return c == 0
                    ? "its end here"
                    : c > ' ' && c < 127 ? "'" + (char) c + "' here" : String.format("byte 0x%02x here", c);
        }

        private String string() throws FormatException {
            int quote = peek();
            if (quote != '\'' && quote != '"') {
                throw error(at, found() + ": expected a string");
            }
            int begin = ++at;
            while (at < text.length && text[at] != quote) {
                if (text[at] < ' ' || text[at] == 127 || text[at] == '\\') {
                    throw error(at, String.format("byte 0x%02x in a string", text[at]));
                }
                at++;
            }
            if (at == text.length) {
                throw error(begin - 1, "a string without an end");
            }
            return new String(text, begin, at++ - begin, StandardCharsets.US_ASCII);
        }

        private String descr() throws FormatException {
            int c = peek();
            if (c == '[' || c == '(' || c == '{') {
                throw error(at, "descr " + brackets() + ", a structured type: expected a plain one, such as '<f8'");
            }
            return string();
        }

        /** The begin of what brackets enclose, as a message shows it. */
        private String brackets() {
            int end = at;
            int depth = 0;
            do {
                depth += "[({".indexOf(text[end]) >= 0 ? 1 : "])}".indexOf(text[end]) >= 0 ? -1 : 0;
                end++;
            } while (depth > 0 && end < text.length && end < at + MAX_SHOWN);
            String shown = new String(text, at, end - at, StandardCharsets.UTF_8);
            return shown.lines().collect(Collectors.joining()) + (depth > 0 ? "..." : "");
        }

        private boolean truth() throws FormatException {
            for (String word : new String[] {"True", "False"}) {
                if (at + word.length() <= text.length
                        && new String(text, at, word.length(), StandardCharsets.ISO_8859_1).equals(word)) {
                    at += word.length();
                    return word.equals("True");
                }
            }
            throw error(at, found() + ": expected True or False");
        }

        private Shape shape() throws FormatException {
            int begin = at;
            expect('(');
            long[] dims = new long[MAX_DIMENSIONS];
            int n = 0;
            boolean comma = false;
            while (peek() != ')') {
                if (n > 0 && !comma) {
                    throw error(at, found() + ": expected , or )");
                }
                if (n == MAX_DIMENSIONS) {
                    throw error(begin, "a shape of more than " + MAX_DIMENSIONS + " dimensions");
                }
                dims[n++] = dimension();
                comma = peek() == ',';
                if (comma) {
                    at++;
                }
            }
            at++;
            if (n == 1 && !comma) {
                throw error(begin, "a number as the shape: expected a tuple, such as (" + dims[0] + ",)");
            }
            try {
                return Shape.of(Arrays.copyOf(dims, n));
            } catch (ShapeException e) {
                FormatException broken = error(begin, "a shape whose product exceeds 2^63-1");
                broken.initCause(e);
                throw broken;
            }
        }

        private long dimension() throws FormatException {
            peek();
            int begin = at;
            long value = 0;
            while (at < text.length && text[at] >= '0' && text[at] <= '9') {
                int digit = text[at++] - '0';
                if (value > (Long.MAX_VALUE - digit) / 10) {
                    throw error(begin, "a dimension beyond 64 bits");
                }
                value = 10 * value + digit;
            }
            if (at == begin) {
                throw error(at, found() + ": expected a dimension");
            }
            // Files that Python 2 wrote mark long integers.
            if (at < text.length && text[at] == 'L') {
                at++;
            }
            return value;
        }
    }
}
