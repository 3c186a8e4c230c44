package org.orrery.plot.internal;

import org.orrery.plot.Pen;
import org.orrery.plot.Series;
import org.orrery.plot.Style;

/**
 * Bars at the places 0, 1, 2, ..., beside those of other series.
 *
 * @param label the text in the legend
 * @param values the heights
 * @param style colour and opacity
 * @param slot the place of this series among those that share the places
 * @param slots how many share them
 */
@SuppressWarnings("ArrayRecordComponent") // A series is drawn, never compared.
public record Bars(String label, double[] values, Style style, int slot, int slots) implements Series {
    /** The part of each place that is filled. */
    private static final double FILLED = .8;

    /**
     * The same bars at another place in the group.
     *
     * @param slot the place of this series among those that share the places
     * @param slots how many share them
     * @return the moved series
     */
    public Bars at(int slot, int slots) {
        return new Bars(label, values, style, slot, slots);
    }

    @Override
    public void draw(Pen pen) {
        var left = new double[values.length];
        var right = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            left[i] = i - FILLED / 2 + FILLED * slot / slots;
            right[i] = left[i] + FILLED / slots;
        }
        pen.bars(left, right, new double[values.length], values, style);
    }
}
