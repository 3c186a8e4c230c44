package org.orrery.plot;

/** Dash patterns of lines. They differ enough that lines can be told apart on a grey print. */
public enum Dash {
    /** An unbroken line. */
    SOLID(),
    /** Dashes. */
    DASHED(4.5, 2),
    /** A dash, then a dot. */
    DASH_DOT(6, 1.8, 1.2, 1.8),
    /** Dots. */
    DOTTED(1.2, 1.8),
    /** Long dashes. */
    LONG_DASH(9, 2.5),
    /** A dash, then two dots. */
    DASH_DOT_DOT(6, 1.8, 1.2, 1.8, 1.2, 1.8);

    @SuppressWarnings("ImmutableEnumChecker") // Neither written nor handed out.
    private final double[] pattern;

    Dash(double... pattern) {
        this.pattern = pattern;
    }

    /**
     * The lengths of strokes and gaps in turn.
     *
     * @return the lengths in multiples of the line width; empty for a solid line
     */
    public double[] pattern() {
        return pattern.clone();
    }
}
