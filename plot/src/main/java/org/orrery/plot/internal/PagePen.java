package org.orrery.plot.internal;

import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.plot.Dash;
import org.orrery.plot.Marker;
import org.orrery.plot.Pen;
import org.orrery.plot.Style;

/** Records what a series draws, for the interactive page. */
final class PagePen implements Pen {
    private final List<Map<String, Object>> marks = new ArrayList<>();

    List<Map<String, Object>> marks() {
        return marks;
    }

    private Map<String, Object> mark(String kind, Style style) {
        var mark = new LinkedHashMap<String, Object>();
        mark.put("kind", kind);
        if (style.color() != null) {
            mark.put("color", hex(style.color()));
        }
        mark.put("width", style.width());
        mark.put("dash", (style.dash() == null ? Dash.SOLID : style.dash()).name());
        mark.put("marker", (style.marker() == null ? Marker.NONE : style.marker()).name());
        mark.put("size", style.markerSize());
        mark.put("opacity", style.opacity());
        marks.add(mark);
        return mark;
    }

    static String hex(@Nullable Color color) {
        return String.format("#%06x", (color == null ? Theme.INK : color).getRGB() & 0xFFFFFF);
    }

    @Override
    public void line(double[] x, double[] y, Style style) {
        put(mark("line", style), "x", x, "y", y);
    }

    private static void put(Map<String, Object> mark, Object... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            Object value = pairs[i + 1];
            mark.put((String) pairs[i], value instanceof double[] numbers ? numbers.clone() : value);
        }
    }

    @Override
    public void contour(double[] x, double[] y, double value, String label, Style style) {
        put(mark("contour", style), "x", x, "y", y, "value", value, "label", label);
    }

    @Override
    public void segments(double[] x0, double[] y0, double[] x1, double[] y1, Style style) {
        put(mark("segments", style), "x0", x0, "y0", y0, "x1", x1, "y1", y1);
    }

    @Override
    public void markers(double[] x, double[] y, Style style) {
        put(mark("markers", style), "x", x, "y", y);
    }

    @Override
    public void markers(double[] x, double[] y, double[] values, Style style) {
        put(mark("markers", style), "x", x, "y", y, "values", values);
    }

    @Override
    public void area(double[] x, double[] y, Style style) {
        put(mark("area", style), "x", x, "y", y);
    }

    @Override
    public void bars(double[] left, double[] right, double[] bottom, double[] top, Style style) {
        put(mark("bars", style), "x0", left, "x1", right, "y0", bottom, "y1", top);
    }

    @Override
    public void cells(double[] xEdges, double[] yEdges, double[] values) {
        put(mark("cells", Style.AUTO), "xEdges", xEdges, "yEdges", yEdges, "values", values);
    }

    @Override
    public void text(double x, double y, String text, int align, Style style) {
        put(mark("text", style), "at", List.of(x, y), "text", text, "align", align);
    }
}
