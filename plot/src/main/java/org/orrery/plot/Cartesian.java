package org.orrery.plot;

import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import org.orrery.plot.internal.CartesianFrame;

/**
 * Right-angled axes, each linear or logarithmic.
 *
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param equal whether a unit of x is as long as a unit of y
 * @param gridLines whether light lines are drawn at the ticks, behind the data
 */
public record Cartesian(Scale x, Scale y, boolean equal, boolean gridLines) implements Coordinates {
    /** Linear axes without labels over the range of the data. */
    public static final Cartesian AUTO = new Cartesian(Scale.AUTO, Scale.AUTO, false, true);

    Cartesian x(Scale changed) {
        return new Cartesian(changed, y, equal, gridLines);
    }

    Cartesian y(Scale changed) {
        return new Cartesian(x, changed, equal, gridLines);
    }

    /**
     * Sets the range of both axes to what is shown.
     *
     * @param bounds how far the data reach
     * @return axes with all limits set
     */
    public Cartesian fit(Bounds bounds) {
        return new Cartesian(x.fit(bounds.x()), y.fit(bounds.y()), equal, gridLines);
    }

    @Override
    public Margins margins(Graphics2D g, double width, double height, Bounds bounds) {
        return new CartesianFrame(g, fit(bounds)).margins(width, height);
    }

    @Override
    public double aspect(Bounds bounds) {
        Cartesian fitted = fit(bounds);
        return equal ? fitted.y.length() / fitted.x.length() : Double.NaN;
    }

    @Override
    public Projection projection(Rectangle2D area, Bounds bounds) {
        Cartesian fitted = fit(bounds);
        return new Straight(area, fitted.x, fitted.y);
    }

    @Override
    public void drawBehind(Graphics2D g, Rectangle2D area, Bounds bounds) {
        new CartesianFrame(g, fit(bounds)).drawBehind(area);
    }

    @Override
    public void drawBefore(Graphics2D g, Rectangle2D area, Bounds bounds) {
        new CartesianFrame(g, fit(bounds)).drawBefore(area);
    }

    /** Maps each axis on its own. */
    private record Straight(Rectangle2D area, Scale x, Scale y) implements Projection {
        @Override
        public void map(double px, double py, double[] place) {
            double across = x.place(px);
            double up = y.place(py);
            place[0] = area.getX() + (x.reversed() ? 1 - across : across) * area.getWidth();
            place[1] = area.getY() + (y.reversed() ? up : 1 - up) * area.getHeight();
        }

        @Override
        public Shape clip() {
            return area;
        }

        @Override
        public double extentX(double value) {
            return x.extent(value);
        }

        @Override
        public double extentY(double value) {
            return y.extent(value);
        }

        @Override
        public boolean isSeparable() {
            return true;
        }
    }
}
