package org.orrery.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.orrery.ndarray.Axis;
import org.orrery.ndarray.NdArray;
import org.orrery.plot.internal.Bars;
import org.orrery.plot.internal.Cells;
import org.orrery.plot.internal.Formats;
import org.orrery.plot.internal.Histogram;
import org.orrery.plot.internal.Panel;
import org.orrery.plot.internal.Sketch;
import org.orrery.plot.internal.Text;
import org.orrery.plot.internal.Theme;
import org.orrery.plot.internal.Ticks;
import org.orrery.plot.internal.Values;

/**
 * A figure: series of data in a frame of axes, or a grid of such panels.
 *
 * <pre>{@code
 * Figure.of("Decay").x("time", "s").y("voltage", "mV")
 *     .line(t, model, "model").errorBars(t, measured, sigma, "measured").yLog()
 *     .write(Path.of("decay.svg"));
 * }</pre>
 *
 * <p>A figure is immutable: every method returns a new one and leaves the old one as it was. The data are copied when
 * they are added. Colours, dashes and markers follow a cycle that people with colour-blindness and readers of a grey
 * print can tell apart.
 *
 * <p>NaN and infinite values break a line. In a heat map NaN is grey and infinite values have the end colours. On a logarithmic axis points that are not above zero are left out, and {@link #warnings}
 * says how many. A figure without data has axes all the same.
 */
public final class Figure {
    /** White for no element; a single one already differs from white. */
    private static final ColorMap SPY_COLORS = ColorMap.of(
            "spy",
            false,
            Color.WHITE,
            new Color(0xA9CFE8),
            new Color(0x4A9ACB),
            new Color(0x0072B2),
            new Color(0x003A5C));

    private final Parts parts;

    private Figure(Parts parts) {
        this.parts = parts;
    }

    /** What a figure consists of; changed only before the figure is made. */
    private static final class Parts {
        private String title = "";
        private double width = 8;
        private double height = 5;
        private double scale = 1;
        private Coordinates coordinates = Cartesian.AUTO;
        private List<Series> series = List.of();
        private ColorScale colors = ColorScale.AUTO;
        private Legend legend = Legend.AUTO;
        private List<String> notes = List.of();
        /** How many series have taken a colour from the cycle. */
        private int taken;

        private int rows;
        private int columns;
        private List<Figure> panels = List.of();

        Parts copy() {
            var copy = new Parts();
            copy.title = title;
            copy.width = width;
            copy.height = height;
            copy.scale = scale;
            copy.coordinates = coordinates;
            copy.series = series;
            copy.colors = colors;
            copy.legend = legend;
            copy.notes = notes;
            copy.taken = taken;
            copy.rows = rows;
            copy.columns = columns;
            copy.panels = panels;
            return copy;
        }
    }

    private Figure with(Consumer<Parts> change) {
        Parts changed = parts.copy();
        change.accept(changed);
        return new Figure(changed);
    }

    // ---- Making a figure

    /**
     * An empty figure.
     *
     * @param title the title; may be empty
     * @return the figure
     */
    public static Figure of(String title) {
        return new Figure(new Parts()).title(title);
    }

    /**
     * A heat map of a matrix over the numbers of its columns and rows.
     *
     * @param z the values, {@code (ny, nx)}: rows from bottom to top
     * @return the figure
     * @throws IllegalArgumentException if the rows of z differ in length
     */
    public static Figure heatMap(double[][] z) {
        Figure figure = heatMap(z, count(z.length == 0 ? 0 : z[0].length), count(z.length));
        Cartesian axes = figure.cartesian();
        return figure.changeX(axes.x().wholeNumbers()).changeY(axes.y().wholeNumbers());
    }

    /**
     * A heat map.
     *
     * @param z the values, {@code (ny, nx)}: row i belongs to y[i], column j to x[j]
     * @param x the middles of the columns, {@code (nx)}, or their borders, {@code (nx + 1)}; strictly monotone
     * @param y the middles of the rows, {@code (ny)}, or their borders, {@code (ny + 1)}; strictly monotone
     * @return the figure
     * @throws IllegalArgumentException if the lengths do not fit, or x or y is not finite and strictly monotone
     */
    public static Figure heatMap(double[][] z, double[] x, double[] y) {
        return of("").cells(z, x, y);
    }

    /**
     * A heat map of a matrix over the numbers of its columns and rows.
     *
     * @param z the values, {@code (ny, nx)}: rows from bottom to top
     * @return the figure
     * @throws org.orrery.ndarray.ShapeException if z has not two dimensions
     * @throws org.orrery.ndarray.DTypeException if z is complex
     */
    public static Figure heatMap(NdArray z) {
        return heatMap(Values.matrix("z", z));
    }

    /**
     * A heat map whose axes have the names and units of x and y.
     *
     * @param z the values, {@code (ny, nx)}: the first axis of z is y, upwards
     * @param x the middles of the columns, {@code (nx)}, or their borders, {@code (nx + 1)}; strictly monotone
     * @param y the middles of the rows, {@code (ny)}, or their borders, {@code (ny + 1)}; strictly monotone
     * @return the figure
     * @throws IllegalArgumentException if the lengths do not fit, or x or y is not finite and strictly monotone
     * @throws org.orrery.ndarray.ShapeException if z has not two dimensions
     * @throws org.orrery.ndarray.DTypeException if z is complex
     */
    public static Figure heatMap(NdArray z, Axis x, Axis y) {
        return of("").x(x.name(), x.unit()).y(y.name(), y.unit()).cells(z, x, y);
    }

    /**
     * Where the stored elements of a sparse matrix are, row 0 at the top. A small matrix is shown cell by cell, a larger
     * one by dots, and one with more than 50,000 elements by how many there are in each block of rows and columns.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @param i the row of each element, {@code (n)}
     * @param j the column of each element, {@code (n)}
     * @return the figure
     * @throws IllegalArgumentException if i and j differ in length, or an element is outside the matrix
     */
    public static Figure spy(long rows, long columns, long[] i, long[] j) {
        requireSame("i", i.length, "j", j.length);
        for (int k = 0; k < i.length; k++) {
            if (i[k] < 0 || i[k] >= rows || j[k] < 0 || j[k] >= columns) {
                throw new IllegalArgumentException("element " + k + " is at (" + i[k] + ", " + j[k]
                        + "), outside a matrix of " + rows + " by " + columns);
            }
        }
        String count = i.length + (i.length == 1 ? " non-zero" : " non-zeros");
        Scale columnAxis = Scale.AUTO.named("column", "").wholeNumbers().range(-.5, Math.max(columns, 1) - .5);
        Scale rowAxis = Scale.AUTO.named("row", "").wholeNumbers().range(-.5, Math.max(rows, 1) - .5);
        Figure figure = of(rows + " × " + columns + ", " + count)
                .coordinates(new Cartesian(columnAxis, rowAxis.reverse(), true, false))
                .size(Math.max(4.5, Math.min(8, 1.8 + 4.2 * Math.max(columns, 1) / Math.max(rows, 1))), 5);
        long longest = Math.max(rows, columns);
        var ink = Style.AUTO.color(Theme.color(0)).marker(Marker.SQUARE);
        if (longest <= 200) {
            var left = shifted(j, -.5);
            var right = shifted(j, .5);
            var low = shifted(i, -.5);
            var high = shifted(i, .5);
            return figure.add(new Sketch("", pen -> {
                for (int k = 0; k < left.length; k++) {
                    double[] x = {left[k], right[k], right[k], left[k]};
                    double[] y = {low[k], low[k], high[k], high[k]};
                    pen.area(x, y, ink);
                }
            }));
        }
        if (i.length <= 50_000) {
            var x = shifted(j, 0);
            var y = shifted(i, 0);
            double size = i.length < 2_000 ? 3.5 : i.length < 10_000 ? 2.5 : 1.6;
            return figure.add(new Sketch("", pen -> pen.markers(x, y, ink.markerSize(size))));
        }
        int across = (int) Math.min(columns, Math.max(1, Math.round(256.0 * columns / longest)));
        int down = (int) Math.min(rows, Math.max(1, Math.round(256.0 * rows / longest)));
        var counts = new double[down][across];
        for (int k = 0; k < i.length; k++) {
            counts[(int) ((double) i[k] / rows * down)][(int) ((double) j[k] / columns * across)]++;
        }
        var x = new double[across + 1];
        var y = new double[down + 1];
        Arrays.setAll(x, k -> (double) columns * k / across - .5);
        Arrays.setAll(y, k -> (double) rows * k / down - .5);
        double most =
                Arrays.stream(counts).flatMapToDouble(Arrays::stream).max().orElse(1);
        return figure.cells(counts, x, y)
                .z("non-zeros per block", "")
                .colors(SPY_COLORS)
                .zLog()
                .zRange(.5, Math.max(2, most));
    }

    private static double[] shifted(long[] values, double by) {
        return Arrays.stream(values).mapToDouble(v -> v + by).toArray();
    }

    /**
     * Figures as panels in rows and columns. Panels in a column share their left and right edges, panels in a row their
     * upper and lower ones. The size grows with the number of panels; {@link #size} changes it.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @param panels the figures, row by row; places at the end may stay empty
     * @return the figure
     * @throws IllegalArgumentException if rows or columns is not positive, there are more figures than places, or one is
     *     itself a grid
     */
    public static Figure grid(int rows, int columns, Figure... panels) {
        if (rows < 1 || columns < 1 || panels.length > (long) rows * columns) {
            throw new IllegalArgumentException(
                    "a grid of " + rows + " by " + columns + " does not hold " + panels.length + " panels");
        }
        for (int i = 0; i < panels.length; i++) {
            if (panels[i].isGrid()) {
                throw new IllegalArgumentException("panel " + i + " is itself a grid");
            }
        }
        return of("").with(p -> {
            p.rows = rows;
            p.columns = columns;
            p.panels = List.of(panels);
            p.width = Math.max(8, 4.8 * columns);
            p.height = Math.max(columns > 1 && rows == 1 ? 3.8 : 5, 3.5 * rows);
        });
    }

    // ---- Title, axes, colours, legend, size

    /**
     * Sets the title; that of a grid stands above all panels.
     *
     * @param title the title; may be empty
     * @return the changed figure
     */
    public Figure title(String title) {
        return with(p -> p.title = title);
    }

    /**
     * Names the x axis.
     *
     * @param name what is measured along it
     * @return the changed figure
     */
    public Figure x(String name) {
        return x(name, "");
    }

    /**
     * Names the x axis.
     *
     * @param name what is measured along it
     * @param unit its unit, as {@code "s"} or {@code "cm^-1"}; may be empty
     * @return the changed figure
     */
    public Figure x(String name, String unit) {
        return changeX(cartesian().x().named(name, unit));
    }

    /**
     * Names the y axis.
     *
     * @param name what is measured along it
     * @return the changed figure
     */
    public Figure y(String name) {
        return y(name, "");
    }

    /**
     * Names the y axis.
     *
     * @param name what is measured along it
     * @param unit its unit, as {@code "mV"}; may be empty
     * @return the changed figure
     */
    public Figure y(String name, String unit) {
        return changeY(cartesian().y().named(name, unit));
    }

    /**
     * Makes the x axis logarithmic.
     *
     * @return the changed figure
     * @throws IllegalArgumentException if a range is set that is not above zero
     */
    public Figure xLog() {
        return changeX(cartesian().x().logarithmic());
    }

    /**
     * Makes the y axis logarithmic.
     *
     * @return the changed figure
     * @throws IllegalArgumentException if a range is set that is not above zero
     */
    public Figure yLog() {
        return changeY(cartesian().y().logarithmic());
    }

    /**
     * Sets the range of the x axis.
     *
     * @param min where it begins
     * @param max where it ends
     * @return the changed figure
     * @throws IllegalArgumentException if these are not two finite numbers in order, or not above zero on a logarithmic
     *     axis
     */
    public Figure xRange(double min, double max) {
        return changeX(cartesian().x().range(min, max));
    }

    /**
     * Sets the range of the y axis.
     *
     * @param min where it begins
     * @param max where it ends
     * @return the changed figure
     * @throws IllegalArgumentException if these are not two finite numbers in order, or not above zero on a logarithmic
     *     axis
     */
    public Figure yRange(double min, double max) {
        return changeY(cartesian().y().range(min, max));
    }

    /**
     * Lets x grow leftwards.
     *
     * @return the changed figure
     */
    public Figure xReversed() {
        return changeX(cartesian().x().reverse());
    }

    /**
     * Lets y grow downwards.
     *
     * @return the changed figure
     */
    public Figure yReversed() {
        return changeY(cartesian().y().reverse());
    }

    /**
     * Writes names instead of numbers at the places 0, 1, 2, ... of the x axis.
     *
     * @param names the names
     * @return the changed figure
     */
    public Figure xCategories(String... names) {
        return changeX(cartesian().x().categories(List.of(names)));
    }

    /**
     * Writes names instead of numbers at the places 0, 1, 2, ... of the y axis.
     *
     * @param names the names
     * @return the changed figure
     */
    public Figure yCategories(String... names) {
        return changeY(cartesian().y().categories(List.of(names)));
    }

    /**
     * Makes a unit of x as long as a unit of y.
     *
     * @return the changed figure
     */
    public Figure equal() {
        Cartesian now = cartesian();
        return coordinates(new Cartesian(now.x(), now.y(), true, now.gridLines()));
    }

    /**
     * Draws light lines behind the data at the ticks, or leaves them out; by default they are drawn.
     *
     * @param drawn whether to draw them
     * @return the changed figure
     */
    public Figure gridLines(boolean drawn) {
        Cartesian now = cartesian();
        return coordinates(new Cartesian(now.x(), now.y(), now.equal(), drawn));
    }

    /**
     * Sets another kind of axes.
     *
     * @param coordinates the axes
     * @return the changed figure
     * @throws IllegalStateException if this figure is a grid
     */
    public Figure coordinates(Coordinates coordinates) {
        requireSingle();
        return with(p -> p.coordinates = coordinates);
    }

    private Cartesian cartesian() {
        if (parts.coordinates instanceof Cartesian cartesian) {
            return cartesian;
        }
        throw new IllegalStateException("the axes of this figure are not Cartesian but "
                + parts.coordinates.getClass().getSimpleName());
    }

    private Figure changeX(Scale x) {
        return coordinates(cartesian().x(x));
    }

    private Figure changeY(Scale y) {
        return coordinates(cartesian().y(y));
    }

    /**
     * Names what colours mean, for the colour bar.
     *
     * @param name what is measured
     * @param unit its unit; may be empty
     * @return the changed figure
     */
    public Figure z(String name, String unit) {
        ColorScale c = parts.colors;
        return colors(new ColorScale(c.map(), c.min(), c.max(), c.log(), name, unit));
    }

    /**
     * Sets the colour map. A diverging one spans a range that is symmetric about zero unless {@link #zRange} is set.
     *
     * @param map the colour map
     * @return the changed figure
     */
    public Figure colors(ColorMap map) {
        ColorScale c = parts.colors;
        return colors(new ColorScale(map, c.min(), c.max(), c.log(), c.name(), c.unit()));
    }

    /**
     * Sets how values become colours.
     *
     * @param colors the colour scale
     * @return the changed figure
     * @throws IllegalStateException if this figure is a grid
     */
    public Figure colors(ColorScale colors) {
        requireSingle();
        return with(p -> p.colors = colors);
    }

    /**
     * Sets the range of values that the colour map spans.
     *
     * @param min the value of the first colour
     * @param max the value of the last colour
     * @return the changed figure
     * @throws IllegalArgumentException if these are not two finite numbers in order, or not above zero on a logarithmic
     *     scale
     */
    public Figure zRange(double min, double max) {
        ColorScale c = parts.colors;
        return colors(new ColorScale(c.map(), min, max, c.log(), c.name(), c.unit()));
    }

    /**
     * Makes the colour scale logarithmic.
     *
     * @return the changed figure
     * @throws IllegalArgumentException if a range is set that is not above zero
     */
    public Figure zLog() {
        ColorScale c = parts.colors;
        return colors(new ColorScale(c.map(), c.min(), c.max(), true, c.name(), c.unit()));
    }

    /**
     * Places the legend.
     *
     * @param legend where
     * @return the changed figure
     */
    public Figure legend(Legend legend) {
        return with(p -> p.legend = legend);
    }

    /**
     * Sets the size; fonts and lines keep theirs. The default is 8 by 5 inches.
     *
     * @param widthInches the width
     * @param heightInches the height
     * @return the changed figure
     * @throws IllegalArgumentException if one is not from 0.5 to 200
     */
    public Figure size(double widthInches, double heightInches) {
        if (!(widthInches >= .5 && widthInches <= 200 && heightInches >= .5 && heightInches <= 200)) {
            throw new IllegalArgumentException(
                    "size is " + widthInches + " by " + heightInches + " inches, expected numbers from 0.5 to 200");
        }
        return with(p -> {
            p.width = widthInches;
            p.height = heightInches;
        });
    }

    /**
     * Sets the resolution of PNG files: 1 is 100 dots per inch, 2 is 200.
     *
     * @param scale the factor
     * @return the changed figure
     * @throws IllegalArgumentException if it is not from 0.1 to 20
     */
    public Figure scale(double scale) {
        if (!(scale >= .1 && scale <= 20)) {
            throw new IllegalArgumentException("scale is " + scale + ", expected a number from 0.1 to 20");
        }
        return with(p -> p.scale = scale);
    }

    // ---- Series

    /**
     * Adds a series.
     *
     * @param series what to draw
     * @return the changed figure
     * @throws IllegalStateException if this figure is a grid
     */
    public Figure add(Series series) {
        requireSingle();
        return with(p -> p.series = appended(p.series, series));
    }

    private static <T> List<T> appended(List<T> list, T last) {
        var longer = new ArrayList<>(list);
        longer.add(last);
        return List.copyOf(longer);
    }

    private void requireSingle() {
        if (isGrid()) {
            throw new IllegalStateException("this figure is a grid of " + parts.rows + " by " + parts.columns
                    + " panels: change the panels before they are put together");
        }
    }

    /** Adds a series that takes a place in the cycle of styles. */
    private Figure next(Series series) {
        return add(series).with(p -> p.taken++);
    }

    private Figure note(String note) {
        return with(p -> p.notes = appended(p.notes, note));
    }

    /**
     * Adds a line without a label.
     *
     * @param x where, {@code (n)}; NaN breaks the line
     * @param y where, {@code (n)}; NaN breaks the line
     * @return the changed figure
     * @throws IllegalArgumentException if x and y differ in length
     */
    public Figure line(double[] x, double[] y) {
        return line(x, y, "");
    }

    /**
     * Adds a line.
     *
     * @param x where, {@code (n)}; NaN breaks the line
     * @param y where, {@code (n)}; NaN breaks the line
     * @param label the text in the legend
     * @return the changed figure
     * @throws IllegalArgumentException if x and y differ in length
     */
    public Figure line(double[] x, double[] y, String label) {
        return line(x, y, label, Style.AUTO);
    }

    /**
     * Adds a line. With a marker in the style, the points are marked too. A line so rough that dashes could not be
     * recognised is solid unless the style sets a dash.
     *
     * @param x where, {@code (n)}; NaN breaks the line
     * @param y where, {@code (n)}; NaN breaks the line
     * @param label the text in the legend; may be empty
     * @param style how it looks
     * @return the changed figure
     * @throws IllegalArgumentException if x and y differ in length
     */
    public Figure line(double[] x, double[] y, String label, Style style) {
        requireSame("x", x.length, "y", y.length);
        var px = x.clone();
        var py = y.clone();
        Style plain = style.dash() == null && isRough(px, py) ? style.dash(Dash.SOLID) : style;
        Style full = Theme.line(plain, parts.taken);
        boolean marked = full.marker() != Marker.NONE;
        return next(new Sketch(label, pen -> {
            pen.line(px, py, full);
            if (marked) {
                pen.markers(px, py, full);
            }
        }));
    }

    /**
     * Adds a line without a label.
     *
     * @param x where, {@code (n)}; NaN breaks the line
     * @param y where, {@code (n)}; NaN breaks the line
     * @return the changed figure
     * @throws IllegalArgumentException if x and y differ in length
     * @throws org.orrery.ndarray.ShapeException if an array has not one dimension
     * @throws org.orrery.ndarray.DTypeException if an array is complex
     */
    public Figure line(NdArray x, NdArray y) {
        return line(x, y, "");
    }

    /**
     * Adds a line.
     *
     * @param x where, {@code (n)}; NaN breaks the line
     * @param y where, {@code (n)}; NaN breaks the line
     * @param label the text in the legend
     * @return the changed figure
     * @throws IllegalArgumentException if x and y differ in length
     * @throws org.orrery.ndarray.ShapeException if an array has not one dimension
     * @throws org.orrery.ndarray.DTypeException if an array is complex
     */
    public Figure line(NdArray x, NdArray y, String label) {
        return line(x, y, label, Style.AUTO);
    }

    /**
     * Adds a line; see {@link #line(double[], double[], String, Style)}.
     *
     * @param x where, {@code (n)}; NaN breaks the line
     * @param y where, {@code (n)}; NaN breaks the line
     * @param label the text in the legend; may be empty
     * @param style how it looks
     * @return the changed figure
     * @throws IllegalArgumentException if x and y differ in length
     * @throws org.orrery.ndarray.ShapeException if an array has not one dimension
     * @throws org.orrery.ndarray.DTypeException if an array is complex
     */
    public Figure line(NdArray x, NdArray y, String label, Style style) {
        return line(Values.vector("x", x), Values.vector("y", y), label, style);
    }

    /**
     * Adds a line over an axis, and gives its name and unit to the x axis.
     *
     * @param x where, {@code (n)}
     * @param y where, {@code (n)}; NaN breaks the line
     * @param label the text in the legend; may be empty
     * @return the changed figure
     * @throws IllegalArgumentException if x and y differ in length
     * @throws org.orrery.ndarray.ShapeException if y has not one dimension
     * @throws org.orrery.ndarray.DTypeException if y is complex
     */
    public Figure line(Axis x, NdArray y, String label) {
        return x(x.name(), x.unit()).line(x.values(), y, label);
    }

    /** Whether the path is more than ten times as long as the box around it. */
    private static boolean isRough(double[] x, double[] y) {
        double width = range(x);
        double height = range(y);
        double length = 0;
        for (int i = 1; i < x.length; i++) {
            double step = Math.hypot((x[i] - x[i - 1]) / width, (y[i] - y[i - 1]) / height);
            length += Double.isFinite(step) ? step : 0;
        }
        return length > 20;
    }

    private static double range(double[] values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        double min = Arrays.stream(finite).min().orElse(0);
        double max = Arrays.stream(finite).max().orElse(0);
        return max > min ? max - min : 1;
    }

    /**
     * Adds markers without a label.
     *
     * @param x where, {@code (n)}
     * @param y where, {@code (n)}
     * @return the changed figure
     * @throws IllegalArgumentException if x and y differ in length
     */
    public Figure scatter(double[] x, double[] y) {
        return scatter(x, y, "");
    }

    /**
     * Adds markers.
     *
     * @param x where, {@code (n)}
     * @param y where, {@code (n)}
     * @param label the text in the legend
     * @return the changed figure
     * @throws IllegalArgumentException if x and y differ in length
     */
    public Figure scatter(double[] x, double[] y, String label) {
        return scatter(x, y, label, Style.AUTO);
    }

    /**
     * Adds markers.
     *
     * @param x where, {@code (n)}
     * @param y where, {@code (n)}
     * @param label the text in the legend; may be empty
     * @param style how they look
     * @return the changed figure
     * @throws IllegalArgumentException if x and y differ in length
     */
    public Figure scatter(double[] x, double[] y, String label, Style style) {
        requireSame("x", x.length, "y", y.length);
        var px = x.clone();
        var py = y.clone();
        Style full = Theme.markers(style, parts.taken);
        return next(new Sketch(label, pen -> pen.markers(px, py, full)));
    }

    /**
     * Adds markers without a label.
     *
     * @param x where, {@code (n)}
     * @param y where, {@code (n)}
     * @return the changed figure
     * @throws IllegalArgumentException if x and y differ in length
     * @throws org.orrery.ndarray.ShapeException if an array has not one dimension
     * @throws org.orrery.ndarray.DTypeException if an array is complex
     */
    public Figure scatter(NdArray x, NdArray y) {
        return scatter(x, y, "");
    }

    /**
     * Adds markers.
     *
     * @param x where, {@code (n)}
     * @param y where, {@code (n)}
     * @param label the text in the legend
     * @return the changed figure
     * @throws IllegalArgumentException if x and y differ in length
     * @throws org.orrery.ndarray.ShapeException if an array has not one dimension
     * @throws org.orrery.ndarray.DTypeException if an array is complex
     */
    public Figure scatter(NdArray x, NdArray y, String label) {
        return scatter(x, y, label, Style.AUTO);
    }

    /**
     * Adds markers.
     *
     * @param x where, {@code (n)}
     * @param y where, {@code (n)}
     * @param label the text in the legend; may be empty
     * @param style how they look
     * @return the changed figure
     * @throws IllegalArgumentException if x and y differ in length
     * @throws org.orrery.ndarray.ShapeException if an array has not one dimension
     * @throws org.orrery.ndarray.DTypeException if an array is complex
     */
    public Figure scatter(NdArray x, NdArray y, String label, Style style) {
        return scatter(Values.vector("x", x), Values.vector("y", y), label, style);
    }

    /**
     * Adds markers coloured by a value; the figure then has a colour bar.
     *
     * @param x where, {@code (n)}
     * @param y where, {@code (n)}
     * @param values the values, {@code (n)}
     * @param label the text in the legend; may be empty
     * @return the changed figure
     * @throws IllegalArgumentException if x, y and values differ in length
     */
    public Figure scatter(double[] x, double[] y, double[] values, String label) {
        requireSame("x", x.length, "y", y.length);
        requireSame("x", x.length, "values", values.length);
        var px = x.clone();
        var py = y.clone();
        var shown = values.clone();
        Style full = Theme.markers(Style.AUTO.marker(Marker.CIRCLE), 0);
        return add(new Sketch(label, pen -> pen.markers(px, py, shown, full)));
    }

    /**
     * Adds markers coloured by a value; the figure then has a colour bar.
     *
     * @param x where, {@code (n)}
     * @param y where, {@code (n)}
     * @param values the values, {@code (n)}
     * @param label the text in the legend; may be empty
     * @return the changed figure
     * @throws IllegalArgumentException if x, y and values differ in length
     * @throws org.orrery.ndarray.ShapeException if an array has not one dimension
     * @throws org.orrery.ndarray.DTypeException if an array is complex
     */
    public Figure scatter(NdArray x, NdArray y, NdArray values, String label) {
        return scatter(Values.vector("x", x), Values.vector("y", y), Values.vector("values", values), label);
    }

    /**
     * Adds markers with vertical error bars.
     *
     * @param x where, {@code (n)}
     * @param y where, {@code (n)}
     * @param error half the length of the bars, {@code (n)}
     * @param label the text in the legend; may be empty
     * @return the changed figure
     * @throws IllegalArgumentException if the arrays differ in length or an error is negative
     */
    public Figure errorBars(double[] x, double[] y, double[] error, String label) {
        return errorBars(x, y, error, error, label, Style.AUTO);
    }

    /**
     * Adds markers with vertical error bars.
     *
     * @param x where, {@code (n)}
     * @param y where, {@code (n)}
     * @param below how far the bars reach down, {@code (n)}
     * @param above how far the bars reach up, {@code (n)}
     * @param label the text in the legend; may be empty
     * @param style how they look
     * @return the changed figure
     * @throws IllegalArgumentException if the arrays differ in length or an error is negative
     */
    public Figure errorBars(double[] x, double[] y, double[] below, double[] above, String label, Style style) {
        requireSame("x", x.length, "y", y.length);
        requireSame("x", x.length, "below", below.length);
        requireSame("x", x.length, "above", above.length);
        var px = x.clone();
        var py = y.clone();
        var low = new double[x.length];
        var high = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            if (below[i] < 0 || above[i] < 0) {
                throw new IllegalArgumentException("the error at " + i + " is " + below[i] + " below and " + above[i]
                        + " above, expected numbers of at least 0");
            }
            low[i] = y[i] - below[i];
            high[i] = y[i] + above[i];
        }
        Style full = Theme.markers(style, parts.taken);
        Style bars = full.width(Math.min(1.4, full.width()));
        Style caps = full.marker(Marker.HORIZONTAL);
        return next(new Sketch(label, pen -> {
            pen.segments(px, low, px, high, bars);
            pen.markers(px, py, full);
            pen.markers(px, low, caps);
            pen.markers(px, high, caps);
        }));
    }

    /**
     * Adds markers with vertical error bars.
     *
     * @param x where, {@code (n)}
     * @param y where, {@code (n)}
     * @param error half the length of the bars, {@code (n)}
     * @param label the text in the legend; may be empty
     * @return the changed figure
     * @throws IllegalArgumentException if the arrays differ in length or an error is negative
     * @throws org.orrery.ndarray.ShapeException if an array has not one dimension
     * @throws org.orrery.ndarray.DTypeException if an array is complex
     */
    public Figure errorBars(NdArray x, NdArray y, NdArray error, String label) {
        return errorBars(Values.vector("x", x), Values.vector("y", y), Values.vector("error", error), label);
    }

    /**
     * Adds a band, as for a confidence interval, in the colour of the series added last. It is drawn pale and may lie
     * over that series.
     *
     * @param x where, {@code (n)}; NaN breaks the band
     * @param low the lower edge, {@code (n)}; NaN breaks the band
     * @param high the upper edge, {@code (n)}; NaN breaks the band
     * @param label the text in the legend; may be empty
     * @return the changed figure
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public Figure band(double[] x, double[] low, double[] high, String label) {
        requireSame("x", x.length, "low", low.length);
        requireSame("x", x.length, "high", high.length);
        var pieces = new ArrayList<double[][]>();
        int start = 0;
        for (int i = 0; i <= x.length; i++) {
            if (i == x.length || Double.isNaN(x[i] + low[i]) || Double.isNaN(high[i])) {
                int n = i - start;
                var px = new double[2 * n];
                var py = new double[2 * n];
                for (int k = 0; k < n; k++) {
                    px[k] = x[start + k];
                    py[k] = low[start + k];
                    px[2 * n - 1 - k] = x[start + k];
                    py[2 * n - 1 - k] = high[start + k];
                }
                if (n > 0) {
                    pieces.add(new double[][] {px, py});
                }
                start = i + 1;
            }
        }
        Style pale = Style.AUTO.color(Theme.color(Math.max(0, parts.taken - 1))).opacity(.22);
        return add(new Sketch(label, pen -> pieces.forEach(piece -> pen.area(piece[0], piece[1], pale))));
    }

    /**
     * Adds a band in the colour of the series added last; see {@link #band(double[], double[], double[], String)}.
     *
     * @param x where, {@code (n)}; NaN breaks the band
     * @param low the lower edge, {@code (n)}; NaN breaks the band
     * @param high the upper edge, {@code (n)}; NaN breaks the band
     * @param label the text in the legend; may be empty
     * @return the changed figure
     * @throws IllegalArgumentException if the arrays differ in length
     * @throws org.orrery.ndarray.ShapeException if an array has not one dimension
     * @throws org.orrery.ndarray.DTypeException if an array is complex
     */
    public Figure band(NdArray x, NdArray low, NdArray high, String label) {
        return band(Values.vector("x", x), Values.vector("low", low), Values.vector("high", high), label);
    }

    /**
     * Adds stems: a marker at each point and a line from zero to it, as for samples of a signal.
     *
     * @param x where, {@code (n)}
     * @param y the values, {@code (n)}
     * @param label the text in the legend; may be empty
     * @return the changed figure
     * @throws IllegalArgumentException if x and y differ in length
     */
    public Figure stems(double[] x, double[] y, String label) {
        requireSame("x", x.length, "y", y.length);
        var px = x.clone();
        var py = y.clone();
        var zero = new double[x.length];
        Style full = Theme.markers(Style.AUTO.width(1.3), parts.taken);
        return next(new Sketch(label, pen -> {
            pen.segments(px, zero, px, py, full);
            pen.markers(px, py, full);
        }));
    }

    /**
     * Adds stems: a marker at each point and a line from zero to it, as for samples of a signal.
     *
     * @param x where, {@code (n)}
     * @param y the values, {@code (n)}
     * @param label the text in the legend; may be empty
     * @return the changed figure
     * @throws IllegalArgumentException if x and y differ in length
     * @throws org.orrery.ndarray.ShapeException if an array has not one dimension
     * @throws org.orrery.ndarray.DTypeException if an array is complex
     */
    public Figure stems(NdArray x, NdArray y, String label) {
        return stems(Values.vector("x", x), Values.vector("y", y), label);
    }

    /**
     * Adds a histogram with bins chosen by the rule of Freedman and Diaconis.
     *
     * @param values the values; NaN and infinite ones are left out with a warning
     * @param label the text in the legend; may be empty
     * @return the changed figure
     */
    public Figure histogram(double[] values, String label) {
        return counted(values, 0, label);
    }

    /**
     * Adds a histogram.
     *
     * @param values the values; NaN and infinite ones are left out with a warning
     * @param bins the number of bins, of equal width from the least to the greatest value
     * @param label the text in the legend; may be empty
     * @return the changed figure
     * @throws IllegalArgumentException if bins is not positive
     */
    public Figure histogram(double[] values, int bins, String label) {
        if (bins < 1) {
            throw new IllegalArgumentException("bins is " + bins + ", expected at least 1");
        }
        return counted(values, bins, label);
    }

    /**
     * Adds a histogram of all elements, with bins chosen by the rule of Freedman and Diaconis.
     *
     * @param values the values, of any shape; NaN and infinite ones are left out with a warning
     * @param label the text in the legend; may be empty
     * @return the changed figure
     * @throws org.orrery.ndarray.DTypeException if the values are complex
     */
    public Figure histogram(NdArray values, String label) {
        return histogram(values.toDense().toDoubleArray(), label);
    }

    /**
     * Adds a histogram of all elements.
     *
     * @param values the values, of any shape; NaN and infinite ones are left out with a warning
     * @param bins the number of bins, of equal width from the least to the greatest value
     * @param label the text in the legend; may be empty
     * @return the changed figure
     * @throws IllegalArgumentException if bins is not positive
     * @throws org.orrery.ndarray.DTypeException if the values are complex
     */
    public Figure histogram(NdArray values, int bins, String label) {
        return histogram(values.toDense().toDoubleArray(), bins, label);
    }

    private Figure counted(double[] values, int bins, String label) {
        Histogram histogram = Histogram.of(values, bins);
        double[] edges = histogram.edges();
        var left = Arrays.copyOf(edges, edges.length - 1);
        var right = Arrays.copyOfRange(edges, 1, edges.length);
        Style full = Theme.markers(Style.AUTO.opacity(.6), parts.taken);
        Figure figure = next(
                new Sketch(label, pen -> pen.bars(left, right, new double[left.length], histogram.counts(), full)));
        if (histogram.skipped() == 0) {
            return figure;
        }
        String name = label.isEmpty() ? "histogram" : "histogram \"" + label + "\"";
        return figure.note(name + ": " + histogram.skipped() + " of " + values.length + " values are not finite");
    }

    /**
     * Adds bars, one for each category. Bars of several calls stand side by side.
     *
     * @param categories the names along the x axis, {@code (n)}; the same in each call
     * @param values the heights, {@code (n)}; NaN leaves a place free
     * @param label the text in the legend; may be empty
     * @return the changed figure
     * @throws IllegalArgumentException if the lengths differ, or the figure has other categories
     */
    public Figure bars(String[] categories, double[] values, String label) {
        return bars(categories, values, label, Style.AUTO);
    }

    /**
     * Adds bars, one for each category. Bars of several calls stand side by side.
     *
     * @param categories the names along the x axis, {@code (n)}; the same in each call
     * @param values the heights, {@code (n)}; NaN leaves a place free
     * @param label the text in the legend; may be empty
     * @param style how they look
     * @return the changed figure
     * @throws IllegalArgumentException if the lengths differ, or the figure has other categories
     */
    public Figure bars(String[] categories, double[] values, String label, Style style) {
        requireSame("categories", categories.length, "values", values.length);
        List<String> present = cartesian().x().categories();
        List<String> names = List.of(categories);
        if (!present.isEmpty() && !present.equals(names)) {
            throw new IllegalArgumentException("categories are " + names + ", but the figure has " + present);
        }
        Style full = Theme.markers(style, parts.taken);
        Figure figure = xCategories(categories).next(new Bars(label, values.clone(), full, 0, 1));
        int slots =
                (int) figure.series().stream().filter(Bars.class::isInstance).count();
        return figure.with(p -> {
            var moved = new ArrayList<Series>();
            int slot = 0;
            for (Series series : p.series) {
                moved.add(series instanceof Bars bars ? bars.at(slot++, slots) : series);
            }
            p.series = List.copyOf(moved);
        });
    }

    /**
     * Adds a heat map; see {@link #heatMap(double[][], double[], double[])}.
     *
     * @param z the values, {@code (ny, nx)}
     * @param x the middles or borders of the columns
     * @param y the middles or borders of the rows
     * @return the changed figure
     * @throws IllegalArgumentException if the lengths do not fit, or x or y is not finite and strictly monotone
     */
    public Figure cells(double[][] z, double[] x, double[] y) {
        return add(Cells.of(z, x, y));
    }

    /**
     * Adds a heat map; see {@link #heatMap(NdArray, Axis, Axis)}. The names of the axes stay as they are.
     *
     * @param z the values, {@code (ny, nx)}
     * @param x the middles or borders of the columns
     * @param y the middles or borders of the rows
     * @return the changed figure
     * @throws IllegalArgumentException if the lengths do not fit, or x or y is not finite and strictly monotone
     * @throws org.orrery.ndarray.ShapeException if z has not two dimensions
     * @throws org.orrery.ndarray.DTypeException if z is complex
     */
    public Figure cells(NdArray z, Axis x, Axis y) {
        return cells(Values.matrix("z", z), Values.vector("x", x.values()), Values.vector("y", y.values()));
    }

    /**
     * Adds labelled contour lines at about eight round levels.
     *
     * @param z the values, {@code (ny, nx)}: row i belongs to y[i], column j to x[j]
     * @param x the places of the columns, {@code (nx)}
     * @param y the places of the rows, {@code (ny)}
     * @return the changed figure
     * @throws IllegalArgumentException if z does not fit x and y
     */
    public Figure contours(double[][] z, double[] x, double[] y) {
        var finite = Arrays.stream(z)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .summaryStatistics();
        boolean flat = !(finite.getMax() > finite.getMin());
        double[] levels = flat
                ? new double[0]
                : Ticks.linear(finite.getMin(), finite.getMax(), 9).at();
        return contours(z, x, y, levels);
    }

    /**
     * Adds labelled contour lines at about eight round levels.
     *
     * @param z the values, {@code (ny, nx)}: row i belongs to y[i], column j to x[j]
     * @param x the places of the columns, {@code (nx)}
     * @param y the places of the rows, {@code (ny)}
     * @return the changed figure
     * @throws IllegalArgumentException if z does not fit x and y
     * @throws org.orrery.ndarray.ShapeException if z has not two dimensions
     * @throws org.orrery.ndarray.DTypeException if z is complex
     */
    public Figure contours(NdArray z, Axis x, Axis y) {
        return contours(Values.matrix("z", z), Values.vector("x", x.values()), Values.vector("y", y.values()));
    }

    /**
     * Adds labelled contour lines.
     *
     * @param z the values, {@code (ny, nx)}: row i belongs to y[i], column j to x[j]
     * @param x the places of the columns, {@code (nx)}
     * @param y the places of the rows, {@code (ny)}
     * @param levels the values to draw lines for
     * @return the changed figure
     * @throws IllegalArgumentException if z does not fit x and y, or a level is not finite
     */
    public Figure contours(double[][] z, double[] x, double[] y, double[] levels) {
        boolean overCells = parts.series.stream().anyMatch(Cells.class::isInstance);
        Style thin = Style.AUTO.width(1.4);
        return contours(
                z, x, y, levels, overCells ? thin.color(Theme.INK).opacity(.8).width(1.1) : thin, true);
    }

    /**
     * Adds contour lines: see {@link ContourLine}.
     *
     * @param z the values, {@code (ny, nx)}: row i belongs to y[i], column j to x[j]
     * @param x the places of the columns, {@code (nx)}
     * @param y the places of the rows, {@code (ny)}
     * @param levels the values to draw lines for
     * @param style how they look; without a colour each line has that of its level on the colour scale
     * @param labelled whether the level is written along each line that is long enough
     * @return the changed figure
     * @throws IllegalArgumentException if z does not fit x and y, or a level is not finite
     */
    public Figure contours(double[][] z, double[] x, double[] y, double[] levels, Style style, boolean labelled) {
        var lines = new ArrayList<ContourLine>();
        for (double level : levels) {
            lines.addAll(ContourLine.trace(z, x, y, level));
        }
        boolean none = x.length == 0 || y.length == 0;
        double[] cornersX = none ? new double[0] : new double[] {x[0], x[x.length - 1]};
        double[] cornersY = none ? new double[0] : new double[] {y[0], y[y.length - 1]};
        Style hidden = Style.AUTO.marker(Marker.NONE);
        return add(new Sketch("", pen -> {
            pen.markers(cornersX, cornersY, hidden); // the axes show the whole grid
            for (ContourLine line : lines) {
                pen.contour(line.x(), line.y(), line.level(), labelled ? Ticks.plain(line.level()) : "", style);
            }
        }));
    }

    /**
     * Adds a horizontal line across the plot.
     *
     * @param y where
     * @param label the text in the legend; may be empty
     * @return the changed figure
     */
    public Figure horizontal(double y, String label) {
        return reference(Double.NEGATIVE_INFINITY, y, Double.POSITIVE_INFINITY, y, label);
    }

    /**
     * Adds a vertical line across the plot.
     *
     * @param x where
     * @param label the text in the legend; may be empty
     * @return the changed figure
     */
    public Figure vertical(double x, String label) {
        return reference(x, Double.NEGATIVE_INFINITY, x, Double.POSITIVE_INFINITY, label);
    }

    private Figure reference(double x0, double y0, double x1, double y1, String label) {
        Style style = Style.AUTO.color(new Color(0x555555)).width(1.3).dash(Dash.DASHED);
        double[][] ends = {{x0}, {y0}, {x1}, {y1}};
        return add(new Sketch(label, pen -> pen.segments(ends[0], ends[1], ends[2], ends[3], style)));
    }

    /**
     * Writes a text in the plot, to the right of a place.
     *
     * @param x where
     * @param y where
     * @param text what to write
     * @return the changed figure
     */
    public Figure text(double x, double y, String text) {
        return text(x, y, text, -1);
    }

    /**
     * Writes a text in the plot.
     *
     * @param x where
     * @param y where
     * @param text what to write
     * @param align which part of the text is there: -1 its left end, 0 its middle, 1 its right end
     * @return the changed figure
     * @throws IllegalArgumentException if align is not -1, 0 or 1
     */
    public Figure text(double x, double y, String text, int align) {
        if (align < -1 || align > 1) {
            throw new IllegalArgumentException("align is " + align + ", expected -1, 0 or 1");
        }
        return add(new Sketch("", pen -> pen.text(x, y, text, align, Style.AUTO)));
    }

    private static void requireSame(String one, int length, String other, int otherLength) {
        if (length != otherLength) {
            throw new IllegalArgumentException(
                    one + " has length " + length + ", but " + other + " has length " + otherLength);
        }
    }

    private static double[] count(int n) {
        var numbers = new double[n];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }

    // ---- What a figure consists of

    /**
     * The title.
     *
     * @return the title; may be empty
     */
    public String title() {
        return parts.title;
    }

    /**
     * The width.
     *
     * @return inches
     */
    public double widthInches() {
        return parts.width;
    }

    /**
     * The height.
     *
     * @return inches
     */
    public double heightInches() {
        return parts.height;
    }

    /**
     * The resolution of PNG files.
     *
     * @return dots per inch divided by 100
     */
    public double scale() {
        return parts.scale;
    }

    /**
     * The axes.
     *
     * @return the axes
     */
    public Coordinates coordinates() {
        return parts.coordinates;
    }

    /**
     * The series in the order in which they are drawn.
     *
     * @return the series
     */
    public List<Series> series() {
        return parts.series;
    }

    /**
     * How values become colours.
     *
     * @return the colour scale; its limits may be open
     */
    public ColorScale colors() {
        return parts.colors;
    }

    /**
     * Where the legend was asked to stand.
     *
     * @return the place
     */
    public Legend legend() {
        return parts.legend;
    }

    /**
     * Whether this figure is a grid of panels.
     *
     * @return true for a grid
     */
    public boolean isGrid() {
        return parts.rows > 0;
    }

    /**
     * The number of rows of a grid.
     *
     * @return the number; 0 if this is not a grid
     */
    public int rows() {
        return parts.rows;
    }

    /**
     * The number of columns of a grid.
     *
     * @return the number; 0 if this is not a grid
     */
    public int columns() {
        return parts.columns;
    }

    /**
     * The panels of a grid, row by row.
     *
     * @return the panels; empty if this is not a grid
     */
    public List<Figure> panels() {
        return parts.panels;
    }

    /**
     * What of the data is not shown: points that a logarithmic axis has no place for, values that are not finite in a
     * histogram.
     *
     * @return the warnings; empty if everything is shown
     */
    public List<String> warnings() {
        var warnings = new ArrayList<>(parts.notes);
        if (!isGrid()) {
            warnings.addAll(Panel.measure(this).warnings());
        }
        for (int i = 0; i < parts.panels.size(); i++) {
            for (String warning : parts.panels.get(i).warnings()) {
                warnings.add("panel " + (i + 1) + ", " + warning);
            }
        }
        return List.copyOf(warnings);
    }

    // ---- Output

    /**
     * Draws the figure, 100 units to the inch, in the family of the current font.
     *
     * @param g where to draw, with its top left corner at the origin
     * @throws IllegalStateException if Java finds no fonts on this system
     */
    public void draw(Graphics2D g) {
        draw(g, Math.sqrt(Math.abs(g.getTransform().getDeterminant())));
    }

    /**
     * Draws the figure, 100 units to the inch, in the family of the current font.
     *
     * @param g where to draw, with its top left corner at the origin
     * @param rasterScale pixels per unit for what cannot be drawn as lines and areas, as a heat map
     * @throws IllegalStateException if Java finds no fonts on this system
     */
    public void draw(Graphics2D g, double rasterScale) {
        Text.requireFonts();
        var canvas = (Graphics2D) g.create();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        double width = parts.width * Theme.INCH;
        double height = parts.height * Theme.INCH;
        canvas.setColor(Theme.PAPER);
        canvas.fill(new Rectangle2D.Double(0, 0, width, height));
        canvas.setFont(canvas.getFont().deriveFont(Font.PLAIN, Theme.FONT));
        Panel.drawAll(this, canvas, width, height, rasterScale);
        canvas.dispose();
    }

    /**
     * Draws the figure into a new image of {@code widthInches * 100 * scale} by {@code heightInches * 100 * scale}
     * pixels.
     *
     * @return the image
     */
    public BufferedImage image() {
        var image = new BufferedImage(
                (int) Math.max(1, Math.round(parts.width * Theme.INCH * parts.scale)),
                (int) Math.max(1, Math.round(parts.height * Theme.INCH * parts.scale)),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        g.scale(parts.scale, parts.scale);
        draw(g);
        g.dispose();
        return image;
    }

    /**
     * Writes the figure to a file in the format that its ending names: png, svg, html, and pdf with the artifact
     * {@code orrery-plot-pdf}. The file appears when it is complete.
     *
     * @param file where to write
     * @throws IllegalArgumentException if the ending names no format that is known
     * @throws IOException if the file cannot be written
     */
    public void write(Path file) throws IOException {
        Formats.write(this, file);
    }

    /**
     * Writes the figure to a stream.
     *
     * @param format the name of the format, as {@code "svg"}
     * @param out where to write; left open
     * @throws IllegalArgumentException if the format is not known
     * @throws IOException if the stream fails
     */
    public void write(String format, OutputStream out) throws IOException {
        Formats.find(format).write(this, out);
    }

    /**
     * Shows the interactive page in the browser. Without a desktop it only writes the page; the log says where.
     *
     * @return the file of the page, among the temporary files
     * @throws java.io.UncheckedIOException if the page cannot be written
     */
    public Path show() {
        return Formats.show(this);
    }

    /**
     * A summary.
     *
     * @return one line
     */
    @Override
    public String toString() {
        String name = parts.title.isEmpty() ? "Figure" : "Figure \"" + parts.title + "\"";
        String size = ", " + Ticks.plain(parts.width) + " × " + Ticks.plain(parts.height) + " inches";
        return isGrid()
                ? name + ": grid of " + parts.rows + " by " + parts.columns + size
                : name + ": " + parts.series.size() + " series" + size;
    }
}
