package org.orrery.plot;

import java.awt.Color;
import org.jspecify.annotations.Nullable;

/**
 * How a series looks. What is null is chosen by the figure: colours, dashes and markers then follow a cycle that people
 * with colour-blindness and readers of a grey print can tell apart. A style is immutable; each method with an argument
 * returns a changed copy: {@code Style.AUTO.color("#0072B2").dash(Dash.DASHED)}.
 *
 * @param color the colour, or null for the next one of the cycle
 * @param width the width of lines, in pixels at 100 dots per inch
 * @param dash the dash pattern, or null for the next one of the cycle
 * @param marker the marker, or null for the next one of the cycle (scatter) or none (line)
 * @param markerSize the width of markers, in pixels at 100 dots per inch
 * @param opacity from 0, invisible, to 1, opaque
 */
public record Style(
        @Nullable Color color,
        double width,
        @Nullable Dash dash,
        @Nullable Marker marker,
        double markerSize,
        double opacity) {

    /** Everything as the figure chooses. */
    public static final Style AUTO = new Style(null, 2, null, null, 7, 1);

    /**
     * Checks the numbers.
     *
     * @param color the colour, or null
     * @param width the width of lines
     * @param dash the dash pattern, or null
     * @param marker the marker, or null
     * @param markerSize the width of markers
     * @param opacity from 0, invisible, to 1, opaque
     * @throws IllegalArgumentException if the width or the marker size is negative or not finite, or the opacity is not
     *     from 0 to 1
     */
    public Style {
        requireSize("width", width);
        requireSize("markerSize", markerSize);
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("opacity is " + opacity + ", expected a number from 0 to 1");
        }
    }

    private static void requireSize(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " is " + value + ", expected a finite number of at least 0");
        }
    }

    /**
     * Sets the colour.
     *
     * @param color the colour
     * @return the changed copy
     */
    public Style color(Color color) {
        return new Style(color, width, dash, marker, markerSize, opacity);
    }

    /**
     * Sets the colour.
     *
     * @param hex red, green and blue as {@code "#RRGGBB"}
     * @return the changed copy
     * @throws IllegalArgumentException if the text is no such colour
     */
    public Style color(String hex) {
        if (!hex.matches("#[0-9a-fA-F]{6}")) {
            throw new IllegalArgumentException("colour \"" + hex + "\" is not of the form #RRGGBB");
        }
        return color(Color.decode(hex));
    }

    /**
     * Sets the width of lines.
     *
     * @param width in pixels at 100 dots per inch
     * @return the changed copy
     * @throws IllegalArgumentException if the width is negative or not finite
     */
    public Style width(double width) {
        return new Style(color, width, dash, marker, markerSize, opacity);
    }

    /**
     * Sets the dash pattern.
     *
     * @param dash the pattern
     * @return the changed copy
     */
    public Style dash(Dash dash) {
        return new Style(color, width, dash, marker, markerSize, opacity);
    }

    /**
     * Sets the marker.
     *
     * @param marker the marker
     * @return the changed copy
     */
    public Style marker(Marker marker) {
        return new Style(color, width, dash, marker, markerSize, opacity);
    }

    /**
     * Sets the width of markers.
     *
     * @param markerSize in pixels at 100 dots per inch
     * @return the changed copy
     * @throws IllegalArgumentException if the size is negative or not finite
     */
    public Style markerSize(double markerSize) {
        return new Style(color, width, dash, marker, markerSize, opacity);
    }

    /**
     * Sets the opacity.
     *
     * @param opacity from 0, invisible, to 1, opaque
     * @return the changed copy
     * @throws IllegalArgumentException if the opacity is not from 0 to 1
     */
    public Style opacity(double opacity) {
        return new Style(color, width, dash, marker, markerSize, opacity);
    }

    /**
     * Fills in what is null.
     *
     * @param color the colour to take if none is set
     * @param dash the dash pattern to take if none is set
     * @param marker the marker to take if none is set
     * @return the filled-in copy
     */
    public Style orElse(Color color, Dash dash, Marker marker) {
        return new Style(
                this.color == null ? color : this.color,
                width,
                this.dash == null ? dash : this.dash,
                this.marker == null ? marker : this.marker,
                markerSize,
                opacity);
    }
}
