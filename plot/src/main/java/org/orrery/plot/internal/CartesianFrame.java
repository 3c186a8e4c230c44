package org.orrery.plot.internal;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.orrery.plot.Cartesian;
import org.orrery.plot.Coordinates;
import org.orrery.plot.Scale;

/** Chooses and draws ticks, labels, grid lines and frame of right-angled axes. */
public final class CartesianFrame {
    private static final double TICK = 5;
    private static final double MINOR_TICK = 3;
    private static final double TICK_GAP = 4;
    private static final double STEEP = Math.PI / 4;
    private static final BasicStroke HAIR = new BasicStroke(1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);

    private final Graphics2D g;
    private final Cartesian axes;
    private final Font base;
    private final double em;
    private final double small;

    /**
     * A frame.
     *
     * @param g where to draw; its font is the base font
     * @param axes the axes, with all limits set
     */
    public CartesianFrame(Graphics2D g, Cartesian axes) {
        this.g = g;
        this.axes = axes;
        base = g.getFont();
        em = base.getSize2D();
        small = em * Theme.SMALL;
    }

    /** Ticks, and the angle at which their labels are written. */
    private record Labelled(Ticks ticks, double angle) {}

    /**
     * The room needed around the plot area.
     *
     * @param width of the plot area and the room together
     * @param height of the plot area and the room together
     * @return the room
     */
    public Coordinates.Margins margins(double width, double height) {
        Theme.font(g, base, Theme.SMALL);
        double left = 4 * em;
        double bottom = 3 * em;
        double top = .5 * em;
        double right = .5 * em;
        // Ticks depend on the lengths of the axes, which depend on the room for the labels of the ticks.
        for (int round = 0; round < 3; round++) {
            double w = Math.max(em, width - left - right);
            double h = Math.max(em, height - top - bottom);
            Labelled x = xTicks(w, h);
            Ticks y = yTicks(h, w);
            double widest = 0;
            for (String label : y.labels()) {
                widest = Math.max(widest, Text.width(g, label));
            }
            double yLabel = axes.y().label().isEmpty() ? 0 : 1.5 * em;
            left = TICK + TICK_GAP + widest + yLabel;
            top = y.factor().isEmpty() ? .45 * small : 1.5 * small;
            double xLabel = axes.x().label().isEmpty() && x.ticks.factor().isEmpty() ? 0 : 1.45 * em;
            double depth = Text.CAP_HEIGHT * small;
            double overhang = 0;
            right = .3 * em;
            for (int i = 0; i < x.ticks.at().length; i++) {
                double place = place(axes.x(), x.ticks.at()[i]) * w;
                double length = Text.width(g, x.ticks.labels()[i]);
                if (x.angle == 0) {
                    overhang = Math.max(overhang, length / 2 - place);
                    right = Math.max(right, place + length / 2 - w + 2);
                } else {
                    depth = Math.max(depth, (length + small * .5) * Math.sin(x.angle) + small * .3);
                    overhang = Math.max(overhang, length * Math.cos(x.angle) - place);
                }
            }
            left = Math.max(left, overhang + 2);
            bottom = TICK + TICK_GAP + depth + .25 * small + xLabel;
        }
        g.setFont(base);
        return new Coordinates.Margins(top, left, bottom, right);
    }

    private static double place(Scale scale, double value) {
        double place = scale.place(value);
        return scale.reversed() ? 1 - place : place;
    }

    private static Ticks ticks(Scale scale, int target) {
        if (scale.log()) {
            return Ticks.logarithmic(scale.min(), scale.max(), target);
        }
        return scale.whole()
                ? Ticks.whole(scale.min(), scale.max(), target)
                : Ticks.linear(scale.min(), scale.max(), target);
    }

    private Labelled xTicks(double width, double height) {
        Scale scale = axes.x();
        if (!scale.categories().isEmpty()) {
            return categories(scale, width, height);
        }
        for (int target = (int) Math.max(2, Math.min(9, width / (4.2 * em))); target > 2; target--) {
            Ticks ticks = ticks(scale, target);
            if (fits(ticks, scale, width)) {
                return new Labelled(ticks, 0);
            }
        }
        Ticks two = ticks(scale, 2);
        return new Labelled(fits(two, scale, width) ? two : firstOnly(two), 0);
    }

    private static Ticks firstOnly(Ticks ticks) {
        return new Ticks(new double[] {ticks.at()[0]}, new String[] {ticks.labels()[0]}, ticks.minor(), ticks.factor());
    }

    private boolean fits(Ticks ticks, Scale scale, double width) {
        for (int i = 1; i < ticks.at().length; i++) {
            double distance = Math.abs(scale.place(ticks.at()[i]) - scale.place(ticks.at()[i - 1])) * width;
            double needed = (Text.width(g, ticks.labels()[i]) + Text.width(g, ticks.labels()[i - 1])) / 2;
            if (distance < needed + .7 * small) {
                return false;
            }
        }
        return true;
    }

    /** Names are written level if they fit, else at a slant; if they still touch, only every second, third, ... one. */
    private Labelled categories(Scale scale, double width, double height) {
        double slot = width / scale.length();
        double widest = 0;
        for (String name : scale.categories()) {
            widest = Math.max(widest, Text.width(g, name));
        }
        if (widest + .6 * small <= slot) {
            return new Labelled(named(scale, 1, widest), 0);
        }
        int stride = (int) Math.ceil(1.25 * small / Math.sin(STEEP) / slot);
        double room = Math.max(4 * small, .4 * height / Math.sin(STEEP));
        return new Labelled(named(scale, Math.max(1, stride), room), STEEP);
    }

    private Ticks named(Scale scale, int stride, double room) {
        List<Double> at = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < scale.categories().size(); i += stride) {
            if (i >= scale.min() && i <= scale.max()) {
                at.add((double) i);
                labels.add(Text.fit(g, scale.categories().get(i), room));
            }
        }
        double[] places = at.stream().mapToDouble(Double::doubleValue).toArray();
        return new Ticks(places, labels.toArray(new String[0]), new double[0], "");
    }

    private Ticks yTicks(double height, double width) {
        Scale scale = axes.y();
        if (!scale.categories().isEmpty()) {
            int stride = (int) Math.ceil(1.15 * small / (height / scale.length()));
            return named(scale, Math.max(1, stride), .45 * width);
        }
        return ticks(scale, (int) Math.max(2, Math.min(9, height / (2.8 * em))));
    }

    /**
     * Draws the grid lines.
     *
     * @param area the plot area
     */
    public void drawBehind(Rectangle2D area) {
        if (!axes.gridLines()) {
            return;
        }
        Theme.font(g, base, Theme.SMALL);
        g.setColor(Theme.GRID);
        g.setStroke(HAIR);
        if (axes.x().categories().isEmpty()) {
            for (double value : xTicks(area.getWidth(), area.getHeight()).ticks.at()) {
                double x = xOf(value, area);
                g.draw(new Line2D.Double(x, area.getMinY(), x, area.getMaxY()));
            }
        }
        if (axes.y().categories().isEmpty()) {
            for (double value : yTicks(area.getHeight(), area.getWidth()).at()) {
                double y = yOf(value, area);
                g.draw(new Line2D.Double(area.getMinX(), y, area.getMaxX(), y));
            }
        }
        g.setFont(base);
    }

    /** The middle of the pixel, so that a thin line is sharp. */
    private double xOf(double value, Rectangle2D area) {
        return Math.floor(area.getX() + place(axes.x(), value) * area.getWidth()) + .5;
    }

    private double yOf(double value, Rectangle2D area) {
        return Math.floor(area.getY() + (1 - place(axes.y(), value)) * area.getHeight()) + .5;
    }

    /**
     * Draws the frame, the ticks and all labels.
     *
     * @param area the plot area
     */
    public void drawBefore(Rectangle2D area) {
        Theme.font(g, base, Theme.SMALL);
        Labelled x = xTicks(area.getWidth(), area.getHeight());
        Ticks y = yTicks(area.getHeight(), area.getWidth());
        drawFrame(g, area);
        double depth = drawXTicks(x, area);
        double widest = drawYTicks(y, area);
        g.setFont(base);
        g.setColor(Theme.INK);
        String xLabel = axes.x().label();
        double factorWidth = x.ticks.factor().isEmpty() ? 0 : Text.width(g, x.ticks.factor()) + em;
        double labelY = area.getMaxY() + TICK + TICK_GAP + depth + .25 * small + .55 * em;
        double room = Math.max(area.getWidth() - 2 * factorWidth, area.getWidth() / 2) + 3 * em;
        String fitted = Text.fit(g, xLabel, room);
        Text.draw(g, fitted, area.getCenterX(), labelY, 0, 1, 0);
        double labelX = area.getMinX() - TICK - TICK_GAP - widest - .6 * em;
        Text.draw(
                g,
                Text.fit(g, axes.y().label(), area.getHeight() + 2 * em),
                labelX,
                area.getCenterY(),
                0,
                0,
                -Math.PI / 2);
        Theme.font(g, base, Theme.SMALL);
        Text.draw(g, x.ticks.factor(), area.getMaxX(), labelY, 1, 1, 0);
        Text.draw(g, y.factor(), area.getMinX(), area.getMinY() - .5 * small, -1, 0, 0);
        g.setFont(base);
    }

    static void drawFrame(Graphics2D g, Rectangle2D area) {
        g.setColor(Theme.FRAME);
        g.setStroke(HAIR);
        g.draw(new Rectangle2D.Double(area.getX() - .5, area.getY() - .5, area.getWidth() + 1, area.getHeight() + 1));
    }

    private double drawXTicks(Labelled x, Rectangle2D area) {
        double bottom = area.getMaxY() + .5;
        double depth = Text.CAP_HEIGHT * small;
        g.setColor(Theme.FRAME);
        for (double value : x.ticks.minor()) {
            double at = xOf(value, area);
            g.draw(new Line2D.Double(at, bottom, at, bottom + MINOR_TICK));
        }
        for (double value : x.ticks.at()) {
            double at = xOf(value, area);
            g.draw(new Line2D.Double(at, bottom, at, bottom + TICK));
        }
        g.setColor(Theme.INK);
        for (int i = 0; i < x.ticks.at().length; i++) {
            String label = x.ticks.labels()[i];
            double at = xOf(x.ticks.at()[i], area);
            if (x.angle == 0) {
                Text.draw(g, label, at, bottom + TICK + TICK_GAP, 0, 1, 0);
            } else {
                depth = Math.max(depth, (Text.width(g, label) + small * .5) * Math.sin(x.angle) + small * .3);
                Text.draw(g, label, at + .3 * small, bottom + TICK + TICK_GAP + .2 * small, 1, .5, -x.angle);
            }
        }
        return depth;
    }

    private double drawYTicks(Ticks y, Rectangle2D area) {
        double left = area.getMinX() - .5;
        double widest = 0;
        g.setColor(Theme.FRAME);
        for (double value : y.minor()) {
            double at = yOf(value, area);
            g.draw(new Line2D.Double(left - MINOR_TICK, at, left, at));
        }
        for (double value : y.at()) {
            double at = yOf(value, area);
            g.draw(new Line2D.Double(left - TICK, at, left, at));
        }
        g.setColor(Theme.INK);
        for (int i = 0; i < y.at().length; i++) {
            widest = Math.max(widest, Text.width(g, y.labels()[i]));
            Text.draw(g, y.labels()[i], left - TICK - TICK_GAP, yOf(y.at()[i], area), 1, .5, 0);
        }
        return widest;
    }
}
