package org.orrery.ndarray;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import org.orrery.ndarray.internal.NumberText;
import org.orrery.ndarray.internal.ShortestDecimal;

/**
 * Prints arrays as NumPy 2 does: aligned numbers with the shortest digits that tell them apart, and only the corners of
 * large arrays. {@code toString()} of an array uses {@link #DEFAULT}.
 *
 * <pre>{@code
 * ArrayFormat.DEFAULT.precision(3).lineWidth(100).format(a);
 * }</pre>
 *
 * <p>An array of zero dimensions prints as a scalar, with all its digits.
 *
 * @param precision the most digits after the point
 * @param threshold the number of elements above which only the corners are printed
 * @param edgeItems how many elements at each end of an axis make the corners
 * @param lineWidth the characters after which a row is wrapped
 */
public record ArrayFormat(int precision, long threshold, int edgeItems, int lineWidth) {
    /** NumPy's defaults: precision 8, threshold 1000, three edge items, lines of 75 characters. */
    public static final ArrayFormat DEFAULT = new ArrayFormat(8, 1000, 3, 75);

    /**
     * Checks the options.
     *
     * @param precision the most digits after the point
     * @param threshold the number of elements above which only the corners are printed
     * @param edgeItems how many elements at each end of an axis make the corners
     * @param lineWidth the characters after which a row is wrapped
     * @throws IllegalArgumentException if the precision or the threshold is negative, or another option less than one
     */
    public ArrayFormat {
        check("precision", precision, 0);
        check("threshold", threshold, 0);
        check("edgeItems", edgeItems, 1);
        check("lineWidth", lineWidth, 1);
    }

    private static void check(String option, long value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(option + " is " + value + ": expected at least " + least);
        }
    }

    /**
     * The same format with another precision.
     *
     * @param digits the most digits after the point
     * @return a format
     * @throws IllegalArgumentException if it is negative
     */
    public ArrayFormat precision(int digits) {
        return new ArrayFormat(digits, threshold, edgeItems, lineWidth);
    }

    /**
     * The same format with another threshold.
     *
     * @param elements the number of elements above which only the corners are printed
     * @return a format
     * @throws IllegalArgumentException if it is negative
     */
    public ArrayFormat threshold(long elements) {
        return new ArrayFormat(precision, elements, edgeItems, lineWidth);
    }

    /**
     * The same format with other corners.
     *
     * @param elements how many elements at each end of an axis are printed of large arrays
     * @return a format
     * @throws IllegalArgumentException if it is less than one
     */
    public ArrayFormat edgeItems(int elements) {
        return new ArrayFormat(precision, threshold, elements, lineWidth);
    }

    /**
     * The same format with another line width.
     *
     * @param characters the characters after which a row is wrapped
     * @return a format
     * @throws IllegalArgumentException if it is less than one
     */
    public ArrayFormat lineWidth(int characters) {
        return new ArrayFormat(precision, threshold, edgeItems, characters);
    }

    /**
     * Prints an array. Of an array beyond the threshold only the corners are read, whatever its size.
     *
     * @param array any array
     * @return its elements in nested brackets
     */
    public String format(NdArray array) {
        if (array.ndim() == 0) {
            return scalar(array.toDense());
        }
        if (array.size() == 0) {
            return "[]";
        }
        boolean summary = array.size() > threshold;
        DenseArray shown = summary ? corners(array, 0, new Index[array.ndim()]) : array.toDense();
        StringBuilder out = new StringBuilder();
        new Layout(out, array.shape(), words(shown), summary).nested(0);
        return out.toString();
    }

    private static String scalar(DenseArray a) {
        StringBuilder out = new StringBuilder();
        switch (a.dtype()) {
            case BOOL -> out.append(a.getBoolean() ? "True" : "False");
            case UINT64 -> out.append(Long.toUnsignedString(a.getLong()));
            case FLOAT32 -> NumberText.append(out, (float) a.getDouble());
            case FLOAT64 -> NumberText.append(out, a.getDouble());
            case COMPLEX64, COMPLEX128 -> NumberText.append(out, a.getComplex(), a.dtype() == DType.COMPLEX64);
            default -> out.append(a.getLong());
        }
        return out.toString();
    }

    /** The elements at both ends of every long axis, put together. */
    private DenseArray corners(NdArray a, int axis, Index[] index) {
        if (axis == index.length) {
            return a.index(index).toDense();
        }
        if (a.shape().get(axis) <= 2L * edgeItems) {
            index[axis] = Index.all();
            return corners(a, axis + 1, index);
        }
        index[axis] = Index.to(edgeItems);
        DenseArray head = corners(a, axis + 1, index);
        index[axis] = Index.from(-edgeItems);
        return head.concat(axis, head, corners(a, axis + 1, index));
    }

    /** The elements in row-major order, printed and padded to a common width. */
    private String[] words(DenseArray a) {
        DType type = a.dtype();
        if (type.isFloating()) {
            return reals(doubles(a), type == DType.FLOAT32, false);
        } else if (type.isComplex()) {
            return complexes(doubles(a), type == DType.COMPLEX64);
        } else if (type.isBoolean()) {
            return Arrays.stream(a.toLongArray())
                    .mapToObj(v -> v != 0 ? " True" : "False")
                    .toArray(String[]::new);
        }
        long[] values = a.toLongArray();
        boolean unsigned = type == DType.UINT64;
        String[] words = new String[values.length];
        int width = 0;
        for (int i = 0; i < words.length; i++) {
            words[i] = unsigned ? Long.toUnsignedString(values[i]) : Long.toString(values[i]);
            width = Math.max(width, words[i].length());
        }
        for (int i = 0; i < words.length; i++) {
            words[i] = " ".repeat(width - words[i].length()) + words[i];
        }
        return words;
    }

    private static double[] doubles(DenseArray a) {
        Object elements = a.copy().storage();
        if (elements instanceof double[] d) {
            return d;
        }
        float[] f = (float[]) elements;
        double[] d = new double[f.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = f[i];
        }
        return d;
    }

    private String[] reals(double[] values, boolean single, boolean signed) {
        RealFormat format = new RealFormat(values, precision, single, signed);
        return Arrays.stream(values).mapToObj(format::word).toArray(String[]::new);
    }

    private String[] complexes(double[] parts, boolean single) {
        int n = parts.length / 2;
        double[] re = new double[n];
        double[] im = new double[n];
        for (int i = 0; i < n; i++) {
            re[i] = parts[2 * i];
            im[i] = parts[2 * i + 1];
        }
        String[] real = reals(re, single, false);
        String[] imaginary = reals(im, single, true);
        for (int i = 0; i < n; i++) {
            String digits = imaginary[i].stripTrailing();
            real[i] += digits + "j" + " ".repeat(imaginary[i].length() - digits.length());
        }
        return real;
    }

    /** Puts words between brackets and wraps rows. */
    private final class Layout {
        private final StringBuilder out;
        private final Shape shape;
        private final String[] words;
        private final boolean summary;
        private int next;

        Layout(StringBuilder out, Shape shape, String[] words, boolean summary) {
            this.out = out;
            this.shape = shape;
            this.words = words;
            this.summary = summary;
        }

        void nested(int axis) {
            out.append('[');
            boolean cut = summary && shape.get(axis) > 2L * edgeItems;
            int count = cut ? 2 * edgeItems : (int) shape.get(axis);
            if (axis == shape.ndim() - 1) {
                row(axis, cut, count);
            } else {
                String separator = "\n".repeat(shape.ndim() - 1 - axis) + " ".repeat(axis + 1);
                for (int i = 0; i < count; i++) {
                    out.append(i > 0 ? separator : "").append(cut && i == edgeItems ? "..." + separator : "");
                    nested(axis + 1);
                }
            }
            out.append(']');
        }

        private void row(int axis, boolean cut, int count) {
            // One column less for each bracket that may close at the end of the line.
            int room = lineWidth - axis - 1;
            int indent = axis + 1;
            int column = indent;
            for (int i = 0; i < count; i++) {
                if (cut && i == edgeItems) {
                    column = extend("...", column, indent, room, true);
                }
                column = extend(words[next++], column, indent, room, i > 0);
            }
        }

        /** Appends a word, on a new line if it does not fit but would fit there. */
        private int extend(String word, int column, int indent, int room, boolean separated) {
            int at = separated ? column + 1 : column;
            if (at + word.length() > room && at > indent) {
                int end = out.length();
                while (out.charAt(end - 1) == ' ') {
                    end--;
                }
                out.setLength(end);
                out.append('\n').append(" ".repeat(indent)).append(word);
                return indent + word.length();
            }
            out.append(separated ? " " : "").append(word);
            return at + word.length();
        }
    }

    /** Prints real numbers of one array, all in the same notation and with their points in one column. */
    private static final class RealFormat {
        private final boolean single;
        private final boolean signed;
        private final boolean scientific;
        private final int digits;
        private final int left;
        private final int right;
        private final int exponentWidth;

        RealFormat(double[] values, int precision, boolean single, boolean signed) {
            this.single = single;
            this.signed = signed;
            this.scientific = isScientific(values, single);
            boolean finite = false;
            boolean special = false;
            boolean sign = signed;
            int whole = 0;
            int fraction = 0;
            int exponent = 0;
            for (double v : values) {
                if (!Double.isFinite(v)) {
                    special = true;
                    sign |= v < 0;
                    continue;
                }
                finite = true;
                String text = scientific ? scientific(v, precision, 0, 2) : positional(v, precision);
                int point = text.indexOf('.');
                int end = scientific ? text.indexOf('e') : text.length();
                whole = Math.max(whole, point);
                fraction = Math.max(fraction, end - point - 1);
                exponent = Math.max(exponent, text.length() - end - 2);
            }
            this.exponentWidth = exponent;
            this.digits = scientific ? fraction : precision;
            this.right = scientific ? exponent + 2 + fraction : fraction;
            int afterNumber = finite ? right + 1 : 1;
            if (special) {
                whole = Math.max(whole, Math.max(3, sign ? 4 : 3) - afterNumber);
            }
            this.left = whole;
        }

        private static boolean isScientific(double[] values, boolean single) {
            double max = 0;
            double min = Double.POSITIVE_INFINITY;
            for (double v : values) {
                double magnitude = Math.abs(v);
                if (magnitude > 0 && magnitude < Double.POSITIVE_INFINITY) {
                    max = Math.max(max, magnitude);
                    min = Math.min(min, magnitude);
                }
            }
            if (max == 0) {
                return false;
            }
            return single
                    ? max >= 1e6 || (float) min < 1e-4f || (float) max / (float) min > 1000f
                    : max >= 1e8 || min < 1e-4 || max / min > 1000;
        }

        String word(double v) {
            String text;
            if (!Double.isFinite(v)) {
                text = (v < 0 ? "-" : signed ? "+" : "") + (Double.isNaN(v) ? "nan" : "inf");
                return " ".repeat(left + right + 1 - text.length()) + text;
            }
            text = scientific ? scientific(v, digits, digits, exponentWidth) : positional(v, digits);
            int point = text.indexOf('.');
            int after = scientific ? 0 : right - (text.length() - point - 1);
            return " ".repeat(left - point) + text + " ".repeat(after);
        }

        private ShortestDecimal shortest(double v) {
            return single ? ShortestDecimal.of((float) v) : ShortestDecimal.of(v);
        }

        private String sign(double v) {
            return Double.doubleToRawLongBits(v) < 0 ? "-" : signed ? "+" : "";
        }

        /** At most so many digits after the point: the shortest ones if they are enough, else the exact value rounded. */
        private String positional(double v, int most) {
            ShortestDecimal d = shortest(v);
            BigDecimal decimal = -d.exponent() > most
                    ? new BigDecimal(Math.abs(v)).setScale(most, RoundingMode.HALF_EVEN)
                    : BigDecimal.valueOf(d.digits(), -d.exponent());
            String text =
                    decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
            return sign(v) + text + (text.indexOf('.') < 0 ? "." : "");
        }

        private String scientific(double v, int most, int least, int exponentWidth) {
            ShortestDecimal d = shortest(v);
            int fraction = d.length() - 1;
            BigDecimal decimal = fraction > most || fraction < least
                    ? new BigDecimal(Math.abs(v))
                            .round(new MathContext(
                                    Math.max(least, Math.min(fraction, most)) + 1, RoundingMode.HALF_EVEN))
                    : BigDecimal.valueOf(d.digits(), -d.exponent());
            String all = decimal.unscaledValue().toString();
            int exponent = decimal.signum() == 0 ? 0 : all.length() - 1 - decimal.scale();
            StringBuilder text =
                    new StringBuilder(sign(v)).append(all.charAt(0)).append('.');
            int end = all.length();
            while (end > 1 && all.charAt(end - 1) == '0') {
                end--;
            }
            text.append(all, 1, end)
                    .append("0".repeat(Math.max(0, least - (end - 1))))
                    .append('e');
            NumberText.appendExponent(text, exponent, exponentWidth);
            return text.toString();
        }
    }
}
