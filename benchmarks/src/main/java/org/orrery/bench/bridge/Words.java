package org.orrery.bench.bridge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.NdArray;

/**
 * The words of requests and answers. The first character tells what a word is:
 *
 * <pre>{@code
 * @12              an array by its handle; in an answer followed by its type and shape, @12:float64:3,4
 * t f n            true, false, nothing
 * i12 u12 d1.5     an integer, one beyond the signed 64 bits (in answers), a floating number
 * c1.5,-2.0        a complex number
 * :float64         a type
 * l3,4             a list of integers: a shape, axes, shifts
 * a0,1 A0,1        axes, and axes that keep their dimension; without numbers all axes
 * xFORWARD         a constant of an enum
 * (@1|@2)          a list of words
 * sTEXT            a text
 * }</pre>
 *
 * An index is its entries with a comma between: {@code 3}, {@code 1:5:2} (any part may be left out), {@code N} for a new
 * axis, {@code ...}, {@code @12}.
 */
final class Words {
    private final Handles handles;

    Words(Handles handles) {
        this.handles = handles;
    }

    /** An integer of 64 bits without a sign. */
    record Unsigned(long bits) {}

    /** A constant of an enum, which only the parameter that takes it can tell. */
    record Constant(String name) {}

    /** What stands for an argument that is left out. */
    enum Absent {
        NOTHING
    }

    Object read(String word) {
        var rest = word.substring(1);
        return switch (word.charAt(0)) {
            case '@' -> handles.get(Integer.parseInt(rest));
            case 't' -> true;
            case 'f' -> false;
            case 'n' -> Absent.NOTHING;
            case 'i' -> Long.parseLong(rest);
            case 'd' -> number(rest);
            case 'c' -> {
                var comma = rest.indexOf(',');
                yield new Complex(number(rest.substring(0, comma)), number(rest.substring(comma + 1)));
            }
            case ':' -> DType.parse(rest);
            case 'l' -> longs(rest);
            case 'a' -> axes(rest);
            case 'A' -> axes(rest).keepDims();
            case 'x' -> new Constant(rest);
            case '(' ->
                split(rest.substring(0, rest.length() - 1), '|').stream()
                        .map(this::read)
                        .toArray();
            case 's' -> rest;
            default -> throw new IllegalArgumentException("no word begins with " + word.charAt(0) + ": " + word);
        };
    }

    /** As Python writes a float. */
    private static double number(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    static long[] longs(String text) {
        return text.isEmpty()
                ? new long[0]
                : split(text, ',').stream().mapToLong(Long::parseLong).toArray();
    }

    private static Axes axes(String text) {
        return text.isEmpty()
                ? Axes.all()
                : Axes.of(Arrays.stream(longs(text)).mapToInt(Math::toIntExact).toArray());
    }

    Index[] index(String text) {
        return text.isEmpty()
                ? new Index[0]
                : split(text, ',').stream().map(this::entry).toArray(Index[]::new);
    }

    private Index entry(String text) {
        if (text.startsWith("@")) {
            return Index.of((NdArray) read(text));
        }
        return switch (text) {
            case "N" -> Index.newAxis();
            case "..." -> Index.ellipsis();
            default -> {
                var parts = split(text, ':');
                if (parts.size() == 1) {
                    yield Index.at(Long.parseLong(text));
                }
                var step = parts.size() > 2 ? bound(parts.get(2)) : null;
                yield new Index.Slice(bound(parts.get(0)), bound(parts.get(1)), step == null ? 1 : step);
            }
        };
    }

    private static @Nullable Long bound(String text) {
        return text.isEmpty() ? null : Long.valueOf(text);
    }

    /** Parts between single characters, which are faster to find than expressions. */
    static List<String> split(String text, char between) {
        var parts = new ArrayList<String>();
        var start = 0;
        for (var end = text.indexOf(between); end >= 0; end = text.indexOf(between, start)) {
            parts.add(text.substring(start, end));
            start = end + 1;
        }
        parts.add(text.substring(start));
        return parts;
    }

    void write(StringBuilder out, @Nullable Object value) {
        if (value instanceof NdArray array) {
            var dense = array.toDense();
            out.append('@')
                    .append(handles.add(dense))
                    .append(':')
                    .append(dense.dtype())
                    .append(':');
            var dims = dense.shape().dims();
            for (var i = 0; i < dims.length; i++) {
                out.append(i == 0 ? "" : ",").append(dims[i]);
            }
        } else if (value instanceof Boolean truth) {
            out.append(truth ? 't' : 'f');
        } else if (value instanceof Long || value instanceof Integer) {
            out.append('i').append(value);
        } else if (value instanceof Unsigned unsigned) {
            out.append('u').append(Long.toUnsignedString(unsigned.bits));
        } else if (value instanceof Double number) {
            out.append('d').append(python(number));
        } else if (value instanceof Complex z) {
            out.append('c').append(python(z.re())).append(',').append(python(z.im()));
        } else if (value instanceof DType dtype) {
            out.append(':').append(dtype);
        } else if (value instanceof OptionalInt number) {
            write(out, number.isPresent() ? number.getAsInt() : null);
        } else if (value instanceof Object[] parts) {
            write(out, Arrays.asList(parts));
        } else if (value instanceof Record parts) {
            write(out, Functions.components(parts));
        } else if (value instanceof List<?> parts) {
            out.append('(');
            for (var i = 0; i < parts.size(); i++) {
                out.append(i == 0 ? "" : "|");
                write(out, parts.get(i));
            }
            out.append(')');
        } else if (value == null) {
            out.append('n');
        } else {
            out.append('s').append(value);
        }
    }

    private static String python(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        return Double.isInfinite(value) ? value > 0 ? "inf" : "-inf" : Double.toString(value);
    }
}
