package org.orrery.plot;

/**
 * Something drawn in a figure. A series says once, in data coordinates, what it consists of; the figure asks it to do
 * so with different pens: one measures the bounds of the data and collects the key for the legend, one draws to a
 * {@code Graphics2D} (PNG, SVG, PDF), one writes the interactive page. So a new kind of series works in every format:
 * implement this interface and {@link Figure#add add} it. A series is immutable.
 */
public interface Series {
    /**
     * The text in the legend.
     *
     * @return the label; empty for a series that the legend leaves out
     */
    String label();

    /**
     * Draws the series. Called more than once and with different pens; draws the same each time.
     *
     * @param pen what to draw with
     */
    void draw(Pen pen);
}
