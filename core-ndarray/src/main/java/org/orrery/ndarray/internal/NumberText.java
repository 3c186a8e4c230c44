package org.orrery.ndarray.internal;

import org.orrery.ndarray.Complex;

/** Writes single numbers with the shortest digits that identify them, in the forms of Python and NumPy scalars. */
public final class NumberText {
    private NumberText() {}

    /**
     * Appends a float64: positional from 1e-4 to below 1e16, else scientific.
     *
     * @param out where it is appended
     * @param value any number
     */
    public static void append(StringBuilder out, double value) {
        append(out, value, false, ".0");
    }

    /**
     * Appends a float32: positional from 1e-4 to below 1e6, else scientific.
     *
     * @param out where it is appended
     * @param value any number
     */
    public static void append(StringBuilder out, float value) {
        append(out, value, true, ".0");
    }

    /**
     * Appends a complex number as Python writes it, such as {@code (1+2j)} or {@code 2j}.
     *
     * @param out where it is appended
     * @param value any number
     * @param single whether the parts are float32
     */
    public static void append(StringBuilder out, Complex value, boolean single) {
        boolean imaginary = Double.doubleToRawLongBits(value.re()) == 0;
        if (!imaginary) {
            out.append('(');
            append(out, value.re(), single, "");
            if (Double.isNaN(value.im()) || !isNegative(value.im())) {
                out.append('+');
            }
        }
        append(out, value.im(), single, "");
        out.append(imaginary ? "j" : "j)");
    }

    private static boolean isNegative(double value) {
        return Double.doubleToRawLongBits(value) < 0;
    }

    private static void append(StringBuilder out, double value, boolean single, String afterIntegers) {
        if (Double.isNaN(value)) {
            out.append("nan");
            return;
        }
        out.append(isNegative(value) ? "-" : "");
        if (Double.isInfinite(value)) {
            out.append("inf");
            return;
        }
        ShortestDecimal d = single ? ShortestDecimal.of((float) value) : ShortestDecimal.of(value);
        double magnitude = Math.abs(value);
        if (magnitude == 0 || (magnitude >= 1e-4 && magnitude < (single ? 1e6 : 1e16))) {
            positional(out, d, afterIntegers);
        } else {
            scientific(out, d);
        }
    }

    private static void positional(StringBuilder out, ShortestDecimal d, String afterIntegers) {
        int begin = out.length();
        out.append(d.digits());
        if (d.exponent() >= 0) {
            out.append("0".repeat(d.exponent())).append(afterIntegers);
            return;
        }
        int missing = 1 - d.exponent() - (out.length() - begin);
        if (missing > 0) {
            out.insert(begin, "0".repeat(missing));
        }
        out.insert(out.length() + d.exponent(), '.');
    }

    private static void scientific(StringBuilder out, ShortestDecimal d) {
        int begin = out.length();
        out.append(d.digits());
        int exponent = d.exponent() + out.length() - begin - 1;
        if (out.length() > begin + 1) {
            out.insert(begin + 1, '.');
        }
        out.append('e');
        appendExponent(out, exponent, 2);
    }

    /**
     * Appends a decimal exponent with its sign.
     *
     * @param out where it is appended
     * @param exponent the exponent
     * @param width the least number of digits
     */
    public static void appendExponent(StringBuilder out, int exponent, int width) {
        String digits = Integer.toString(Math.abs(exponent));
        out.append(exponent < 0 ? '-' : '+')
                .append("0".repeat(Math.max(0, width - digits.length())))
                .append(digits);
    }
}
