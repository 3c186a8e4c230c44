package org.orrery.plot.internal;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.orrery.plot.Cartesian;
import org.orrery.plot.ColorScale;
import org.orrery.plot.Dash;
import org.orrery.plot.Figure;
import org.orrery.plot.FigureWriter;
import org.orrery.plot.Legend;
import org.orrery.plot.Marker;
import org.orrery.plot.Scale;
import org.orrery.plot.Series;

/**
 * Writes one HTML file that needs nothing else: the data, and a script that draws them, zooms, and tells values. A panel
 * whose axes are not Cartesian is a picture there.
 */
final class HtmlWriter implements FigureWriter {
    @Override
    public String format() {
        return "html";
    }

    @Override
    public void write(Figure figure, OutputStream out) throws IOException {
        Text.requireFonts(); // for the place of the legend
        String[] page = resource("figure.html").split("\\{\\{(title|data|script)\\}\\}", -1);
        String title = escaped(figure.title().isEmpty() ? "Figure" : figure.title());
        String text = page[0] + title + page[1] + Json.of(model(figure)) + page[2] + resource("figure.js") + page[3];
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HtmlWriter.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("resource " + name + " is missing from orrery-plot");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static Map<String, Object> model(Figure figure) throws IOException {
        var model = new LinkedHashMap<String, Object>();
        model.put("title", figure.isGrid() ? figure.title() : "");
        model.put("width", figure.widthInches() * Theme.INCH);
        model.put("height", figure.heightInches() * Theme.INCH);
        model.put("rows", Math.max(1, figure.rows()));
        model.put("columns", Math.max(1, figure.columns()));
        model.put("font", Theme.FONT * (figure.isGrid() ? .92 : 1));
        model.put(
                "theme",
                Map.of(
                        "ink", PagePen.hex(Theme.INK),
                        "frame", PagePen.hex(Theme.FRAME),
                        "grid", PagePen.hex(Theme.GRID),
                        "border", PagePen.hex(Theme.BORDER),
                        "missing", PagePen.hex(ColorScale.MISSING)));
        var dashes = new LinkedHashMap<String, Object>();
        for (Dash dash : Dash.values()) {
            dashes.put(dash.name(), list(dash.pattern()));
        }
        model.put("dashes", dashes);
        var markers = new LinkedHashMap<String, Object>();
        for (Marker marker : Marker.values()) {
            markers.put(marker.name(), Map.of("filled", marker.filled(), "points", list(marker.points())));
        }
        model.put("markers", markers);
        List<Figure> figures = figure.isGrid() ? figure.panels() : List.of(figure);
        var panels = new ArrayList<Object>();
        for (Figure one : figures) {
            double width = figure.widthInches() * Theme.INCH / Math.max(1, figure.columns());
            double height = figure.heightInches() * Theme.INCH / Math.max(1, figure.rows());
            panels.add(one.coordinates() instanceof Cartesian axes ? panel(one, axes, width, height) : picture(one));
        }
        model.put("panels", panels);
        return model;
    }

    private static List<Double> list(double[] values) {
        var list = new ArrayList<Double>();
        for (double value : values) {
            list.add(value);
        }
        return list;
    }

    private static Map<String, Object> picture(Figure figure) throws IOException {
        var svg = new ByteArrayOutputStream();
        new SvgWriter().write(figure, svg);
        return Map.of("title", figure.title(), "svg", svg.toString(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> panel(Figure figure, Cartesian axes, double width, double height) {
        Graphics2D g = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12).deriveFont(Theme.FONT));
        var measured = new Panel(figure, g);
        measured.margins(width, height);
        Legend legend = measured.legend();
        g.dispose();

        Cartesian fitted = axes.fit(measured.measured().bounds());
        var panel = new LinkedHashMap<String, Object>();
        panel.put("title", figure.title());
        panel.put("x", axis(fitted.x()));
        panel.put("y", axis(fitted.y()));
        panel.put("equal", axes.equal());
        panel.put("gridLines", axes.gridLines());
        panel.put("legend", Map.of("name", legend.name(), "across", across(legend), "down", down(legend)));
        if (measured.measured().colored()) {
            panel.put("colors", colors(measured.colors()));
        }
        var series = new ArrayList<Object>();
        for (Series one : figure.series()) {
            var pen = new PagePen();
            one.draw(pen);
            series.add(Map.of("label", one.label(), "marks", pen.marks()));
        }
        panel.put("series", series);
        return panel;
    }

    private static double across(Legend legend) {
        return Double.isNaN(legend.across()) ? 1 : legend.across();
    }

    private static double down(Legend legend) {
        return Double.isNaN(legend.down()) ? 0 : legend.down();
    }

    private static Map<String, Object> axis(Scale scale) {
        var axis = new LinkedHashMap<String, Object>();
        axis.put("name", scale.name());
        axis.put("unit", scale.unit());
        axis.put("label", scale.label());
        axis.put("log", scale.log());
        axis.put("min", scale.min());
        axis.put("max", scale.max());
        axis.put("reversed", scale.reversed());
        axis.put("whole", scale.whole());
        axis.put("categories", scale.categories());
        return axis;
    }

    private static Map<String, Object> colors(ColorScale scale) {
        var map = new StringBuilder();
        for (int i = 0; i < 256; i++) {
            map.append(String.format("%06x", scale.map().rgb((i + .5) / 256)));
        }
        var colors = new LinkedHashMap<String, Object>();
        colors.put("map", map.toString());
        colors.put("min", scale.min());
        colors.put("max", scale.max());
        colors.put("log", scale.log());
        colors.put("name", scale.name());
        colors.put("unit", scale.unit());
        colors.put("label", scale.label());
        return colors;
    }
}
