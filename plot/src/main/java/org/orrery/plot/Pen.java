package org.orrery.plot;

/**
 * What a {@link Series} draws with. All places are in data coordinates; sizes in the {@link Style} are in pixels at 100
 * dots per inch. A line breaks where x or y is NaN or infinite, and there is no marker; so it is on a logarithmic axis where
 * one is not above zero (the figure warns). The ends of segments, areas and bars are extents: where they are infinite, or
 * cannot be shown on a logarithmic axis, they are clipped at the edge of the plot. Arrays are read only and not kept.
 */
public interface Pen {
    /**
     * Draws a line through points.
     *
     * @param x where, {@code (n)}
     * @param y where, {@code (n)}
     * @param style colour, width, dash and opacity
     */
    void line(double[] x, double[] y, Style style);

    /**
     * Draws a line along which a quantity has one value, as a contour.
     *
     * @param x where, {@code (n)}
     * @param y where, {@code (n)}
     * @param value the value; gives the colour on the figure's colour scale if the style has none
     * @param label text to write along the line where it is long enough, or empty
     * @param style width, dash, opacity and perhaps a colour
     */
    void contour(double[] x, double[] y, double value, String label, Style style);

    /**
     * Draws separate straight segments, from {@code (x0[i], y0[i])} to {@code (x1[i], y1[i])}.
     *
     * @param x0 the starts, {@code (n)}
     * @param y0 the starts, {@code (n)}
     * @param x1 the ends, {@code (n)}
     * @param y1 the ends, {@code (n)}
     * @param style colour, width, dash and opacity
     */
    void segments(double[] x0, double[] y0, double[] x1, double[] y1, Style style);

    /**
     * Draws a marker at each point.
     *
     * @param x where, {@code (n)}
     * @param y where, {@code (n)}
     * @param style colour, marker, marker size and opacity
     */
    void markers(double[] x, double[] y, Style style);

    /**
     * Draws a marker at each point, coloured by a value on the figure's colour scale.
     *
     * @param x where, {@code (n)}
     * @param y where, {@code (n)}
     * @param values the values, {@code (n)}
     * @param style marker, marker size and opacity
     */
    void markers(double[] x, double[] y, double[] values, Style style);

    /**
     * Fills a closed polygon.
     *
     * @param x the vertices, {@code (n)}
     * @param y the vertices, {@code (n)}
     * @param style colour and opacity
     */
    void area(double[] x, double[] y, Style style);

    /**
     * Fills rectangles. {@code bottom} is where a bar stands, {@code top} what it shows; a bar may hang.
     *
     * @param left the left edges, {@code (n)}
     * @param right the right edges, {@code (n)}
     * @param bottom the base lines, {@code (n)}
     * @param top the values, {@code (n)}
     * @param style colour and opacity
     */
    void bars(double[] left, double[] right, double[] bottom, double[] top, Style style);

    /**
     * Fills the cells of a grid with the colours of values on the figure's colour scale.
     *
     * @param xEdges the borders between columns, strictly increasing, {@code (nx + 1)}
     * @param yEdges the borders between rows, strictly increasing, {@code (ny + 1)}
     * @param values the values, row by row, {@code (ny * nx)}
     */
    void cells(double[] xEdges, double[] yEdges, double[] values);

    /**
     * Writes a text. It does not widen the range of the axes.
     *
     * @param x where
     * @param y where
     * @param text what to write
     * @param align which part of the text is at (x, y): -1 its left end, 0 its middle, 1 its right end
     * @param style the colour
     */
    void text(double x, double y, String text, int align, Style style);
}
