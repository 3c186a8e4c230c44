package org.orrery.plot.internal;

import java.util.ArrayList;
import java.util.List;
import org.orrery.plot.Bounds;
import org.orrery.plot.Dash;
import org.orrery.plot.Marker;
import org.orrery.plot.Pen;
import org.orrery.plot.Series;
import org.orrery.plot.Style;

/**
 * What is to be known of series before they are drawn.
 *
 * @param bounds how far the data reach
 * @param values how far the values reach that are shown by colour; empty if there are none
 * @param colored whether anything is coloured by value
 * @param keys the entries of the legend
 * @param warnings what was left out of the drawing
 */
public record Measure(Bounds bounds, Bounds.Extent values, boolean colored, List<Key> keys, List<String> warnings) {
    /** The kinds of samples in a legend, in the order in which they are drawn over each other. */
    public enum Sample {
        /** A filled box. */
        AREA,
        /** A piece of line. */
        LINE,
        /** A marker. */
        MARKER
    }

    /**
     * One sample in a legend.
     *
     * @param sample its kind
     * @param style its look
     */
    public record Part(Sample sample, Style style) {}

    /**
     * An entry of the legend.
     *
     * @param label the text
     * @param parts the samples, drawn over each other
     */
    public record Key(String label, List<Part> parts) {}

    /**
     * Measures series.
     *
     * @param series the series
     * @param logX whether the x axis is logarithmic
     * @param logY whether the y axis is logarithmic
     * @param logColors whether the colour scale is logarithmic
     * @return what was found
     */
    public static Measure of(List<Series> series, boolean logX, boolean logY, boolean logColors) {
        var pen = new Ruler();
        var keys = new ArrayList<Key>();
        var warnings = new ArrayList<String>();
        for (int i = 0; i < series.size(); i++) {
            Series one = series.get(i);
            pen.start();
            one.draw(pen);
            if (!one.label().isEmpty() && !pen.parts.isEmpty()) {
                pen.parts.sort((a, b) -> a.sample.compareTo(b.sample));
                keys.add(new Key(one.label(), List.copyOf(pen.parts)));
            }
            String name = one.label().isEmpty() ? "series " + (i + 1) : "series \"" + one.label() + "\"";
            warn(warnings, name, "x values", pen.belowX, pen.points, logX, "x axis");
            warn(warnings, name, "y values", pen.belowY, pen.points, logY, "y axis");
            warn(warnings, name, "values", pen.belowValue, pen.colored, logColors, "colour scale");
        }
        var bounds = new Bounds(pen.x.extent(), pen.y.extent());
        return new Measure(bounds, pen.values.extent(), pen.anyColored, List.copyOf(keys), List.copyOf(warnings));
    }

    private static void warn(
            List<String> warnings, String series, String what, long below, long of, boolean log, String where) {
        if (log && below > 0) {
            warnings.add(
                    series + ": " + below + " of " + of + " " + what + " cannot be shown on a logarithmic " + where);
        }
    }

    /** Grows with the values that it is shown. */
    private static final class Reach {
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;
        private double minPositive = Double.POSITIVE_INFINITY;
        private double minEdge = Double.POSITIVE_INFINITY;
        private double maxEdge = Double.NEGATIVE_INFINITY;

        void add(double value) {
            if (Math.abs(value) < Double.POSITIVE_INFINITY) {
                min = Math.min(min, value);
                max = Math.max(max, value);
                if (value > 0) {
                    minPositive = Math.min(minPositive, value);
                }
            }
        }

        void edge(double value) {
            add(value);
            minEdge = Math.min(minEdge, value);
            maxEdge = Math.max(maxEdge, value);
        }

        void add(double[] values) {
            for (double value : values) {
                add(value);
            }
        }

        Bounds.Extent extent() {
            return new Bounds.Extent(min, max, minPositive, min == minEdge, max == maxEdge);
        }
    }

    private static final class Ruler implements Pen {
        private final Reach x = new Reach();
        private final Reach y = new Reach();
        private final Reach values = new Reach();
        private final List<Part> parts = new ArrayList<>();
        private boolean anyColored;
        private long points;
        private long colored;
        private long belowX;
        private long belowY;
        private long belowValue;

        void start() {
            parts.clear();
            points = 0;
            colored = 0;
            belowX = 0;
            belowY = 0;
            belowValue = 0;
        }

        private void part(Sample sample, Style style) {
            if (parts.stream().noneMatch(part -> part.sample == sample)) {
                parts.add(new Part(sample, style));
            }
        }

        private void points(double[] px, double[] py) {
            for (int i = 0; i < px.length; i++) {
                if (Double.isNaN(px[i]) || Double.isNaN(py[i])) {
                    continue;
                }
                x.add(px[i]);
                y.add(py[i]);
                points++;
                belowX += px[i] <= 0 && px[i] > Double.NEGATIVE_INFINITY ? 1 : 0;
                belowY += py[i] <= 0 && py[i] > Double.NEGATIVE_INFINITY ? 1 : 0;
            }
        }

        private void values(double[] shown) {
            anyColored = true;
            values.add(shown);
            for (double value : shown) {
                colored++;
                belowValue += value < 0 ? 1 : 0;
            }
        }

        @Override
        public void line(double[] px, double[] py, Style style) {
            points(px, py);
            part(Sample.LINE, style);
        }

        @Override
        public void contour(double[] px, double[] py, double value, String label, Style style) {
            points(px, py);
            part(Sample.LINE, style);
            if (style.color() == null) {
                values(new double[] {value});
            }
        }

        @Override
        public void segments(double[] x0, double[] y0, double[] x1, double[] y1, Style style) {
            x.add(x0);
            x.add(x1);
            y.add(y0);
            y.add(y1);
            part(Sample.LINE, style);
        }

        @Override
        public void markers(double[] px, double[] py, Style style) {
            if (style.marker() == Marker.HORIZONTAL || style.marker() == Marker.VERTICAL) {
                x.add(px); // the ends of bars, no points of their own
                y.add(py);
                return;
            }
            points(px, py);
            part(Sample.MARKER, style);
        }

        @Override
        public void markers(double[] px, double[] py, double[] shown, Style style) {
            points(px, py);
            values(shown);
            part(Sample.MARKER, new Style(null, style.width(), Dash.SOLID, style.marker(), style.markerSize(), 1));
        }

        @Override
        public void area(double[] px, double[] py, Style style) {
            x.add(px);
            y.add(py);
            part(Sample.AREA, style);
        }

        @Override
        public void bars(double[] left, double[] right, double[] bottom, double[] top, Style style) {
            for (int i = 0; i < left.length; i++) {
                x.add(left[i]);
                x.add(right[i]);
                y.edge(bottom[i]);
                y.add(top[i]);
            }
            part(Sample.AREA, style.marker(Marker.NONE));
        }

        @Override
        public void cells(double[] xEdges, double[] yEdges, double[] shown) {
            for (double edge : xEdges) {
                x.edge(edge);
            }
            for (double edge : yEdges) {
                y.edge(edge);
            }
            values(shown);
        }

        @Override
        public void text(double px, double py, String text, int align, Style style) {
            // A text takes no part in the range of the axes.
        }
    }
}
