package org.orrery.plot;

import java.awt.Shape;

/** The map from data coordinates to places on the drawing. */
public interface Projection {
    /**
     * Maps a point.
     *
     * @param x in data coordinates; may be infinite
     * @param y in data coordinates; may be infinite
     * @param place receives x and y on the drawing, both NaN if the point has no place
     */
    void map(double x, double y, double[] place);

    /**
     * The part of the drawing where series show.
     *
     * @return the shape to clip at
     */
    Shape clip();

    /**
     * The nearest end of an extent that the x axis can show: minus infinity for a value of zero or less on a logarithmic
     * axis.
     *
     * @param x in data coordinates
     * @return x, or minus infinity
     */
    default double extentX(double x) {
        return x;
    }

    /**
     * The nearest end of an extent that the y axis can show.
     *
     * @param y in data coordinates
     * @return y, or minus infinity
     */
    default double extentY(double y) {
        return y;
    }

    /**
     * Whether x alone decides the horizontal place and y alone the vertical one.
     *
     * @return true for Cartesian axes
     */
    default boolean isSeparable() {
        return false;
    }
}
