package org.orrery.plot.internal;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.orrery.plot.ColorScale;
import org.orrery.plot.Dash;
import org.orrery.plot.Legend;
import org.orrery.plot.Marker;
import org.orrery.plot.Style;

/** A legend: samples and labels in columns, in a box. */
final class LegendBox {
    /** The part of a legend that may hide data before it moves outside. */
    private static final double MUCH = .03;

    /** The part of the width of the plot that an outside legend may take away. */
    private static final double MOST = .5;

    private static final List<Legend> PLACES = List.of(
            Legend.TOP_RIGHT,
            Legend.TOP_LEFT,
            Legend.BOTTOM_RIGHT,
            Legend.BOTTOM_LEFT,
            Legend.RIGHT,
            Legend.LEFT,
            Legend.TOP,
            Legend.BOTTOM);

    private final Graphics2D g;
    private final List<Measure.Key> keys;
    private final Font base;
    private final double small;
    private final double widest;
    private final int rows;
    private final int columns;

    /**
     * @param g where to draw; its font is the base font
     * @param keys the entries
     * @param room the height that is free for the legend
     */
    LegendBox(Graphics2D g, List<Measure.Key> keys, double room) {
        this.g = g;
        this.keys = keys;
        base = g.getFont();
        small = base.getSize2D() * Theme.SMALL;
        Theme.font(g, base, Theme.SMALL);
        double width = 0;
        for (Measure.Key key : keys) {
            width = Math.max(width, Text.width(g, key.label()));
        }
        g.setFont(base);
        widest = width;
        int most = (int) Math.max(1, (room - small) / line());
        columns = Math.max(1, (keys.size() + most - 1) / most);
        rows = (keys.size() + columns - 1) / columns;
    }

    private double line() {
        return 1.38 * small;
    }

    private double sample() {
        return 2.3 * small;
    }

    private double column() {
        return sample() + .5 * small + widest;
    }

    double width() {
        return keys.isEmpty() ? 0 : columns * column() + (columns - 1) * small + .9 * small;
    }

    double height() {
        return keys.isEmpty() ? 0 : rows * line() + .5 * small;
    }

    /** The box for a place inside the plot area. */
    Rectangle2D inside(Legend legend, Rectangle2D area) {
        double gap = .55 * small;
        return new Rectangle2D.Double(
                Math.rint(area.getX() + gap + legend.across() * (area.getWidth() - width() - 2 * gap)),
                Math.rint(area.getY() + gap + legend.down() * (area.getHeight() - height() - 2 * gap)),
                Math.rint(width()),
                Math.rint(height()));
    }

    /**
     * Chooses the place that hides least.
     *
     * @param area the plot area
     * @param drawn what is drawn there: a pixel with any opacity counts as hidden
     * @return the place, or {@link Legend#OUTSIDE} if every one hides much and there is room outside
     */
    Legend choose(Rectangle2D area, BufferedImage drawn) {
        double scale = drawn.getWidth() / area.getWidth();
        boolean outsideFits = width() < MOST * area.getWidth();
        Legend best = outsideFits ? Legend.OUTSIDE : Legend.TOP_RIGHT;
        boolean insideFits = width() < .9 * area.getWidth() && height() < .95 * area.getHeight();
        double least = !outsideFits ? 2 : insideFits ? MUCH : 0;
        for (Legend place : PLACES) {
            Rectangle2D box = inside(place, area);
            double hidden = hidden(
                    drawn,
                    (box.getX() - area.getX()) * scale,
                    (box.getY() - area.getY()) * scale,
                    (box.getMaxX() - area.getX()) * scale,
                    (box.getMaxY() - area.getY()) * scale);
            if (hidden < least - 1e-9) {
                least = hidden;
                best = place;
            }
        }
        return best;
    }

    private static double hidden(BufferedImage drawn, double x0, double y0, double x1, double y1) {
        int hidden = 0;
        int all = 0;
        for (int y = (int) Math.max(0, y0); y < Math.min(drawn.getHeight(), y1); y++) {
            for (int x = (int) Math.max(0, x0); x < Math.min(drawn.getWidth(), x1); x++) {
                hidden += drawn.getRGB(x, y) >>> 24 > 40 ? 1 : 0;
                all++;
            }
        }
        return all == 0 ? 1 : hidden / (double) all;
    }

    void draw(Rectangle2D box, ColorScale colors) {
        var outline = new RoundRectangle2D.Double(
                box.getX() + .5, box.getY() + .5, box.getWidth() - 1, box.getHeight() - 1, 6, 6);
        g.setColor(new Color(255, 255, 255, 225));
        g.fill(outline);
        g.setColor(Theme.BORDER);
        g.setStroke(new BasicStroke(1));
        g.draw(outline);
        Theme.font(g, base, Theme.SMALL);
        for (int i = 0; i < keys.size(); i++) {
            int column = i / rows;
            double x = box.getX() + .45 * small + column * (column() + small);
            double y = box.getY() + .25 * small + (i % rows + .5) * line();
            for (Measure.Part part : keys.get(i).parts()) {
                sample(part, x, y, colors);
            }
            g.setColor(Theme.INK);
            Text.draw(g, keys.get(i).label(), x + sample() + .5 * small, y, -1, .5, 0);
        }
        g.setFont(base);
    }

    private void sample(Measure.Part part, double x, double y, ColorScale colors) {
        Style style = part.style();
        Color color = style.color() == null ? new Color(colors.map().rgb(.5)) : style.color();
        int alpha = (int) Math.round(255 * Math.max(.3, style.opacity()));
        g.setColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha));
        switch (part.sample()) {
            case AREA ->
                g.fill(new Rectangle2D.Double(x + .2 * small, y - .38 * small, sample() - .4 * small, .76 * small));
            case LINE -> {
                g.setStroke(Theme.stroke(style.width(), style.dash() == null ? Dash.SOLID : style.dash()));
                g.draw(new Line2D.Double(x, y, x + sample(), y));
            }
            case MARKER -> {
                Marker marker = style.marker() == null ? Marker.CIRCLE : style.marker();
                double size = Math.max(5, Math.min(small, style.markerSize()));
                if (marker == Marker.NONE) {
                    return;
                }
                if (marker.filled()) {
                    g.fill(marker.shape(x + sample() / 2, y, size));
                } else {
                    g.setStroke(new BasicStroke((float) Math.max(1, size * .22)));
                    g.draw(marker.shape(x + sample() / 2, y, size));
                }
            }
        }
    }
}
