package org.orrery.plot.internal;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import org.orrery.plot.Dash;
import org.orrery.plot.Marker;
import org.orrery.plot.Style;

/** Colours, sizes and the cycle of styles that all formats share. Sizes are in pixels at 100 dots per inch. */
public final class Theme {
    /** Pixels in an inch. */
    public static final double INCH = 100;
    /** Size of the base font: 11 points. */
    public static final float FONT = 11 * 100f / 72;
    /** Size of tick labels and legends, in parts of the base font. */
    public static final float SMALL = .9f;
    /** Size of the title, in parts of the base font. */
    public static final float TITLE = 1.15f;

    /** The paper. */
    public static final Color PAPER = Color.WHITE;
    /** Text. */
    public static final Color INK = new Color(0x222222);
    /** Frame and ticks. */
    public static final Color FRAME = new Color(0x444444);
    /** Grid lines. */
    public static final Color GRID = new Color(0xE4E4E4);
    /** The border of the legend. */
    public static final Color BORDER = new Color(0xC8C8C8);

    /**
     * The colours of M. Okabe and K. Ito, "Color universal design" (2008), which people with the common kinds of
     * colour-blindness can tell apart; those that are pale on white paper come last.
     */
    private static final List<Color> COLORS = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0xE69F00),
            new Color(0x56B4E9),
            new Color(0x000000),
            new Color(0xF0E442));

    private static final List<Dash> DASHES = List.of(Dash.values());

    private static final List<Marker> MARKERS = List.of(
            Marker.CIRCLE,
            Marker.SQUARE,
            Marker.TRIANGLE,
            Marker.DIAMOND,
            Marker.CROSS,
            Marker.TRIANGLE_DOWN,
            Marker.PLUS);

    private Theme() {}

    /**
     * Fills in what a line's style leaves open.
     *
     * @param style the style
     * @param place the place of the series in the cycle
     * @return a style without null
     */
    public static Style line(Style style, int place) {
        return style.orElse(color(place), cycle(DASHES, place), Marker.NONE);
    }

    /**
     * Fills in what the style of markers leaves open.
     *
     * @param style the style
     * @param place the place of the series in the cycle
     * @return a style without null
     */
    public static Style markers(Style style, int place) {
        return style.orElse(color(place), Dash.SOLID, cycle(MARKERS, place));
    }

    /**
     * A colour of the cycle.
     *
     * @param place the place of the series in the cycle
     * @return the colour
     */
    public static Color color(int place) {
        return cycle(COLORS, place);
    }

    private static <T> T cycle(List<T> choices, int place) {
        return choices.get(Math.floorMod(place, choices.size()));
    }

    /**
     * The stroke of a style.
     *
     * @param width the width
     * @param dash the pattern
     * @return the stroke
     */
    static BasicStroke stroke(double width, Dash dash) {
        double[] pattern = dash.pattern();
        if (pattern.length == 0 || width == 0) {
            return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        }
        var lengths = new float[pattern.length];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = (float) (pattern[i] * width);
        }
        return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, lengths, 0);
    }

    /**
     * Sets the font to a part of the base font.
     *
     * @param g the graphics
     * @param base the base font
     * @param part the size relative to it
     */
    static void font(Graphics2D g, Font base, double part) {
        g.setFont(base.deriveFont((float) (base.getSize2D() * part)));
    }
}
