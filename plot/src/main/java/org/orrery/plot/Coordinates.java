package org.orrery.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/**
 * The frame of a figure: what maps data to places, and what is drawn around and behind the data. {@link Cartesian}
 * is the usual one; another kind implements this interface and is set by {@link Figure#coordinates}. Sizes are in pixels at 100
 * dots per inch. Coordinates are immutable.
 */
public interface Coordinates {
    /**
     * Room around the plot area, in pixels at 100 dots per inch.
     *
     * @param top above
     * @param left on the left
     * @param bottom below
     * @param right on the right
     */
    record Margins(double top, double left, double bottom, double right) {}

    /**
     * The room that tick labels and axis labels need around the plot area.
     *
     * @param g for measuring text; its font is the base font
     * @param width the width of plot area and margins together
     * @param height the height of plot area and margins together
     * @param bounds how far the data reach
     * @return the margins
     */
    Margins margins(Graphics2D g, double width, double height, Bounds bounds);

    /**
     * The height of the plot area for a width of one.
     *
     * @param bounds how far the data reach
     * @return the ratio, or NaN if the area may have any
     */
    default double aspect(Bounds bounds) {
        return Double.NaN;
    }

    /**
     * The map from data to the plot area.
     *
     * @param area the plot area
     * @param bounds how far the data reach
     * @return the projection
     */
    Projection projection(Rectangle2D area, Bounds bounds);

    /**
     * Draws what lies behind the series, as grid lines.
     *
     * @param g where to draw
     * @param area the plot area
     * @param bounds how far the data reach
     */
    void drawBehind(Graphics2D g, Rectangle2D area, Bounds bounds);

    /**
     * Draws what lies before the series: frame, ticks, labels.
     *
     * @param g where to draw
     * @param area the plot area
     * @param bounds how far the data reach
     */
    void drawBefore(Graphics2D g, Rectangle2D area, Bounds bounds);
}
