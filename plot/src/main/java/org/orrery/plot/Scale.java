package org.orrery.plot;

import java.util.List;
import java.util.regex.Pattern;
import org.orrery.plot.internal.Ticks;

/**
 * One axis of a figure: its label, its range, and whether it is linear or logarithmic.
 *
 * @param name what is measured along it; may be empty
 * @param unit the unit; may be empty. {@code "cm^-1"} is written as cm⁻¹
 * @param log whether the axis is logarithmic
 * @param min where the axis begins, or NaN to take it from the data
 * @param max where the axis ends, or NaN to take it from the data
 * @param reversed whether values grow leftwards or downwards
 * @param whole whether only whole numbers have ticks, as for the positions in an array; ignored by a logarithmic axis
 * @param categories names of the places 0, 1, 2, ..., written instead of numbers; empty for an axis of numbers
 */
public record Scale(
        String name,
        String unit,
        boolean log,
        double min,
        double max,
        boolean reversed,
        boolean whole,
        List<String> categories) {
    /** A linear axis without a label over the range of the data. */
    public static final Scale AUTO = new Scale("", "", false, Double.NaN, Double.NaN, false, false, List.of());

    private static final Pattern EXPONENT = Pattern.compile("\\^([-−]?[0-9]+)");

    /** Part of the range of the data that is left free at each end. */
    private static final double MARGIN = .04;

    /** Beyond this the length of an axis would overflow. */
    private static final double HUGE = Double.MAX_VALUE / 8;

    /**
     * Checks the range.
     *
     * @param name what is measured along the axis
     * @param unit the unit
     * @param log whether the axis is logarithmic
     * @param min where the axis begins, or NaN
     * @param max where the axis ends, or NaN
     * @param reversed whether values grow leftwards or downwards
     * @param whole whether only whole numbers have ticks
     * @param categories names of the places 0, 1, 2, ...
     * @throws IllegalArgumentException if the limits are infinite or not in order, or not above zero on a logarithmic
     *     axis
     */
    public Scale {
        if (Double.isInfinite(min) || Double.isInfinite(max) || min >= max) {
            throw new IllegalArgumentException(
                    "axis range is " + min + " to " + max + ", expected two finite numbers, the lesser first");
        }
        if (log && (min <= 0 || max <= 0)) {
            throw new IllegalArgumentException(
                    "axis range is " + min + " to " + max + ", expected numbers above 0 on a logarithmic axis");
        }
        categories = List.copyOf(categories);
    }

    Scale named(String name, String unit) {
        return new Scale(name, unit, log, min, max, reversed, whole, categories);
    }

    Scale logarithmic() {
        return new Scale(name, unit, true, min, max, reversed, whole, categories);
    }

    Scale range(double min, double max) {
        if (Double.isNaN(min) || Double.isNaN(max)) {
            throw new IllegalArgumentException("axis range is " + min + " to " + max + ", expected two numbers");
        }
        return new Scale(name, unit, log, min, max, reversed, whole, categories);
    }

    Scale reverse() {
        return new Scale(name, unit, log, min, max, true, whole, categories);
    }

    Scale wholeNumbers() {
        return new Scale(name, unit, log, min, max, reversed, true, categories);
    }

    Scale categories(List<String> categories) {
        return new Scale(name, unit, log, min, max, reversed, whole, categories);
    }

    /**
     * Fills in the limits that are NaN: the range of the data and a little room at each end, except where the data have
     * an edge.
     *
     * @param data how far the data reach
     * @return a scale with both limits set
     */
    public Scale fit(Bounds.Extent data) {
        double low = log ? data.minPositive() : Math.max(data.min(), -HUGE);
        double high = Math.min(data.max(), HUGE);
        boolean lowIsEdge = data.minIsEdge() && low == data.min();
        boolean highIsEdge = data.maxIsEdge();
        if (data.isEmpty() || (log && !(high > 0))) {
            low = Double.isNaN(min) ? (log ? 1 : 0) : min;
            high = Double.isNaN(max) ? (log ? Math.max(10, low * 10) : Math.max(1, low + 1)) : max;
            low = Math.min(low, log ? high / 10 : high - 1);
        } else if (log) {
            double ratio = high > low * (1 + 1e-9) ? Math.pow(high / low, MARGIN) : 2;
            ratio = Double.isFinite(ratio) ? ratio : 1;
            // Bars that stand on zero get a visible height; the foot of the axis is then a power of ten.
            boolean bars = data.minIsEdge() && data.min() <= 0;
            double foot = Math.pow(10, Math.floor(Math.log10(low) - .3));
            low = lowIsEdge ? low : Math.max(Double.MIN_NORMAL, bars ? foot : low / ratio);
            high = highIsEdge ? high : Math.min(HUGE, high * ratio);
        } else {
            double span = high - low;
            boolean constant = span <= 1e-12 * Math.max(Math.abs(low), Math.abs(high));
            double room = !constant ? span * MARGIN : low == 0 ? 1 : Math.abs(low) * .1;
            low = lowIsEdge ? low : low - room;
            high = highIsEdge && !(constant && lowIsEdge) ? high : high + room;
        }
        double from = Double.isNaN(min) ? low : min;
        double to = Double.isNaN(max) ? high : max;
        if (!(to > from)) { // all data lie on the far side of the limit that was set
            double step = log ? 0 : Math.max(1, Math.abs(from));
            if (Double.isNaN(min)) {
                from = log ? to / 10 : to - step;
            } else {
                to = log ? from * 10 : from + step;
            }
        }
        return new Scale(name, unit, log, from, to, reversed, whole, categories);
    }

    /**
     * The place of a value between the limits, which must be set.
     *
     * @param value the value; may be infinite
     * @return 0 at {@code min}, 1 at {@code max}; NaN for NaN and, on a logarithmic axis, for a finite value that is not
     *     above zero
     */
    public double place(double value) {
        if (log && !Double.isInfinite(value)) {
            if (!(value > 0)) {
                return Double.NaN;
            }
            return Math.log(value / min) / Math.log(max / min);
        }
        return (value - min) / (max - min);
    }

    /**
     * The length of the axis, whose limits must be set.
     *
     * @return the length in units, or in decades if the axis is logarithmic
     */
    public double length() {
        return log ? Math.log10(max / min) : max - min;
    }

    /** What an extent is clipped to: minus infinity for a value that the axis cannot show. */
    double extent(double value) {
        return log && value <= 0 ? Double.NEGATIVE_INFINITY : value;
    }

    /**
     * The text beside the axis.
     *
     * @return for example {@code "voltage (mV)"}
     */
    public String label() {
        return label(name, unit);
    }

    static String label(String name, String unit) {
        if (unit.isEmpty()) {
            return name;
        }
        return (name.isEmpty() ? "" : name + " ") + "(" + raised(unit) + ")";
    }

    /** Writes integer exponents as superscripts: cm^-1 becomes cm⁻¹. */
    private static String raised(String unit) {
        return EXPONENT.matcher(unit).replaceAll(found -> Ticks.superscript(found.group(1)));
    }
}
