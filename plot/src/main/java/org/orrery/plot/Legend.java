package org.orrery.plot;

/** Where the legend stands. A legend shows the series that have a label. */
public enum Legend {
    /** In the corner or at the side where it hides least; outside, if it would hide much everywhere. The default. */
    AUTO(Double.NaN, Double.NaN),
    /** Nowhere. */
    NONE(Double.NaN, Double.NaN),
    /** Inside, top right. */
    TOP_RIGHT(1, 0),
    /** Inside, top left. */
    TOP_LEFT(0, 0),
    /** Inside, bottom right. */
    BOTTOM_RIGHT(1, 1),
    /** Inside, bottom left. */
    BOTTOM_LEFT(0, 1),
    /** Inside, in the middle of the right side. */
    RIGHT(1, .5),
    /** Inside, in the middle of the left side. */
    LEFT(0, .5),
    /** Inside, in the middle of the top. */
    TOP(.5, 0),
    /** Inside, in the middle of the bottom. */
    BOTTOM(.5, 1),
    /** To the right of the plot. */
    OUTSIDE(Double.NaN, Double.NaN);

    private final double across;
    private final double down;

    Legend(double across, double down) {
        this.across = across;
        this.down = down;
    }

    /**
     * Where an inside legend stands from left to right.
     *
     * @return 0 at the left, 1 at the right; NaN if the legend is not inside
     */
    public double across() {
        return across;
    }

    /**
     * Where an inside legend stands from top to bottom.
     *
     * @return 0 at the top, 1 at the bottom; NaN if the legend is not inside
     */
    public double down() {
        return down;
    }
}
