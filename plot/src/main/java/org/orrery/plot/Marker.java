package org.orrery.plot;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** Shapes that mark single points. */
public enum Marker {
    /** No marker. */
    NONE(false),
    /** A filled circle. */
    CIRCLE(true),
    /** A filled square. */
    SQUARE(true, -.88, -.88, .88, -.88, .88, .88, -.88, .88),
    /** A filled triangle, point upwards. */
    TRIANGLE(true, 0, -1.1, 1.1, .8, -1.1, .8),
    /** A filled diamond. */
    DIAMOND(true, 0, -1.25, 1.05, 0, 0, 1.25, -1.05, 0),
    /** A diagonal cross. */
    CROSS(false, -.85, -.85, .85, .85, -.85, .85, .85, -.85),
    /** A filled triangle, point downwards. */
    TRIANGLE_DOWN(true, 0, 1.1, 1.1, -.8, -1.1, -.8),
    /** An upright cross. */
    PLUS(false, -1.1, 0, 1.1, 0, 0, -1.1, 0, 1.1),
    /** A horizontal stroke, as at the ends of an error bar. */
    HORIZONTAL(false, -1, 0, 1, 0),
    /** A vertical stroke, as in a rug of samples. */
    VERTICAL(false, 0, -1, 0, 1);

    private final boolean filled;

    @SuppressWarnings("ImmutableEnumChecker") // Neither written nor handed out.
    private final double[] points;

    Marker(boolean filled, double... points) {
        this.filled = filled;
        this.points = points;
    }

    /**
     * Whether the marker is an area (a circle, a square) and not strokes (a cross).
     *
     * @return true for an area
     */
    public boolean filled() {
        return filled;
    }

    /**
     * The vertices of the polygon or the ends of the strokes, for a marker of half-width about one.
     *
     * @return x and y in turn, y downwards; empty for {@link #NONE} and {@link #CIRCLE}
     */
    public double[] points() {
        return points.clone();
    }

    /**
     * The outline at a place.
     *
     * @param x the centre
     * @param y the centre
     * @param size the width of the marker, in the units of x and y
     * @return the shape; fill it if {@link #filled()}, else stroke it
     */
    public Shape shape(double x, double y, double size) {
        double half = size / 2;
        if (this == CIRCLE) {
            return new Ellipse2D.Double(x - half, y - half, size, size);
        }
        var path = new Path2D.Double(Path2D.WIND_NON_ZERO, points.length / 2 + 2);
        for (int i = 0; i < points.length; i += 2) {
            double px = x + half * points[i];
            double py = y + half * points[i + 1];
            if (i == 0 || (!filled && i % 4 == 0)) {
                path.moveTo(px, py);
            } else {
                path.lineTo(px, py);
            }
        }
        if (filled && points.length > 0) {
            path.closePath();
        }
        return path;
    }
}
