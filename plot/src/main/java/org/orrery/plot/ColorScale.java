package org.orrery.plot;

import java.awt.Color;

/**
 * How values become colours: a map, the range that it spans, linear or logarithmic. A limit that is NaN is taken from
 * the data; with a diverging map the range is then symmetric about zero. Values beyond the range, infinite ones too, get
 * the colour of the nearest end. NaN, and a negative value on a logarithmic scale, is drawn in {@link #MISSING}.
 *
 * @param map the colours
 * @param min the value of the first colour, or NaN
 * @param max the value of the last colour, or NaN
 * @param log whether equal ratios, not equal differences, are equal steps of colour
 * @param name what the values are, for the label of the colour bar; may be empty
 * @param unit their unit; may be empty
 */
public record ColorScale(ColorMap map, double min, double max, boolean log, String name, String unit) {
    /** The colour of missing values: a light grey that no map contains. */
    public static final Color MISSING = new Color(0xCCCCCC);

    /** Viridis, linear, over the range of the data. */
    public static final ColorScale AUTO = new ColorScale(ColorMap.VIRIDIS, Double.NaN, Double.NaN, false, "", "");

    /**
     * Checks the range.
     *
     * @param map the colours
     * @param min the value of the first colour, or NaN
     * @param max the value of the last colour, or NaN
     * @param log whether the scale is logarithmic
     * @param name what the values are
     * @param unit their unit
     * @throws IllegalArgumentException if the limits are infinite or not in order, or not above zero on a logarithmic
     *     scale
     */
    public ColorScale {
        if (Double.isInfinite(min) || Double.isInfinite(max) || min >= max) {
            throw new IllegalArgumentException(
                    "colour range is " + min + " to " + max + ", expected two finite numbers, the lesser first");
        }
        if (log && (min <= 0 || max <= 0)) {
            throw new IllegalArgumentException(
                    "colour range is " + min + " to " + max + ", expected numbers above 0 for a logarithmic scale");
        }
    }

    /**
     * Fills in the limits that are NaN.
     *
     * @param values how far the data reach
     * @return a scale with both limits set
     */
    public ColorScale fit(Bounds.Extent values) {
        boolean none = values.isEmpty() || (log && !(values.max() > 0));
        double low = none ? (log ? 1 : 0) : log ? values.minPositive() : values.min();
        double high = none ? (log ? 10 : 1) : values.max();
        if (map.isDiverging() && !log) {
            high = Math.max(Math.abs(low), Math.abs(high));
            low = -high;
        }
        low = Double.isNaN(min) ? low : min;
        high = Double.isNaN(max) ? high : max;
        if (!(high > low)) { // constant data, or all data on the far side of the limit that was set
            double middle = Double.isNaN(max) ? low : high;
            double step = middle == 0 ? 1 : Math.abs(middle) * .1;
            if (Double.isNaN(min)) {
                low = log ? middle / 10 : middle - step;
            }
            if (Double.isNaN(max)) {
                high = log ? middle * 10 : middle + step;
            }
        }
        return new ColorScale(map, low, high, log, name, unit);
    }

    /**
     * The place of a value between the limits, which must be set.
     *
     * @param value the value
     * @return 0 at {@code min}, 1 at {@code max}; NaN for a missing value
     */
    public double place(double value) {
        if (log) {
            return Math.log(value / min) / Math.log(max / min);
        }
        // Halves, so that a range of nearly all doubles does not overflow.
        return (value / 2 - min / 2) / (max / 2 - min / 2);
    }

    /**
     * The colour of a value; the limits must be set.
     *
     * @param value the value
     * @return red, green and blue as {@code 0xRRGGBB}
     */
    public int rgb(double value) {
        double t = place(value);
        return Double.isNaN(t) ? MISSING.getRGB() & 0xFFFFFF : map.rgb(t);
    }

    /**
     * The text beside the colour bar.
     *
     * @return for example {@code "intensity (counts)"}
     */
    public String label() {
        return Scale.label(name, unit);
    }
}
