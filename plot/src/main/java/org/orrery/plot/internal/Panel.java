package org.orrery.plot.internal;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.orrery.plot.Bounds;
import org.orrery.plot.Cartesian;
import org.orrery.plot.ColorScale;
import org.orrery.plot.Coordinates;
import org.orrery.plot.Figure;
import org.orrery.plot.Legend;
import org.orrery.plot.Projection;

/** One plot of a figure, measured and ready to be laid out and drawn. */
public final class Panel {
    private static final double BAR_GAP = 12;
    private static final double BAR_WIDTH = 16;

    private final Figure figure;
    private final Measure measure;
    private final Bounds bounds;
    private final ColorScale colors;
    private final Graphics2D g;
    private final Font base;
    private final double em;
    private Legend legend;
    private List<String> title = List.of();

    /**
     * Measures a figure.
     *
     * @param figure the figure, not a grid
     * @param g where it will be drawn; its font is the base font
     */
    public Panel(Figure figure, Graphics2D g) {
        this.figure = figure;
        this.g = g;
        base = g.getFont();
        em = base.getSize2D();
        measure = measure(figure);
        bounds = measure.bounds();
        colors = figure.colors().fit(measure.values());
        legend = measure.keys().isEmpty() ? Legend.NONE : figure.legend();
    }

    /**
     * Measures the series of a figure.
     *
     * @param figure the figure
     * @return what was found
     */
    public static Measure measure(Figure figure) {
        boolean logX =
                figure.coordinates() instanceof Cartesian axes && axes.x().log();
        boolean logY =
                figure.coordinates() instanceof Cartesian axes && axes.y().log();
        return Measure.of(figure.series(), logX, logY, figure.colors().log());
    }

    /**
     * Where the legend stands; settled by {@link #margins}.
     *
     * @return the place
     */
    public Legend legend() {
        return legend;
    }

    /**
     * What was found about the series.
     *
     * @return the bounds and the entries of the legend
     */
    public Measure measured() {
        return measure;
    }

    /**
     * The colour scale with its limits.
     *
     * @return the scale
     */
    public ColorScale colors() {
        return colors;
    }

    /**
     * The room needed around the plot area, title, colour bar and legend included.
     *
     * @param width of the panel
     * @param height of the panel
     * @return the room
     */
    public Coordinates.Margins margins(double width, double height) {
        if (legend == Legend.AUTO) {
            Coordinates.Margins room = roomFor(width, height);
            Rectangle2D area = area(0, 0, width, height, room);
            legend = legendBox(area.getHeight()).choose(area, coverage(area));
        }
        return roomFor(width, height);
    }

    private LegendBox legendBox(double room) {
        return new LegendBox(g, measure.keys(), room);
    }

    private Coordinates.Margins roomFor(double width, double height) {
        title = wrapped(figure.title(), .9 * width);
        double top = title.isEmpty() ? 0 : title.size() * 1.3 * em * Theme.TITLE + .2 * em;
        double right = barRoom(height);
        if (legend == Legend.OUTSIDE) {
            right += legendBox(height - top).width() + .6 * em;
        }
        Coordinates.Margins inner =
                figure.coordinates().margins(g, Math.max(em, width - right), Math.max(em, height - top), bounds);
        return new Coordinates.Margins(top + inner.top(), inner.left(), inner.bottom(), right + inner.right());
    }

    private List<String> wrapped(String text, double width) {
        Theme.font(g, base, Theme.TITLE);
        var lines = Text.wrap(g, text, width);
        g.setFont(base);
        return lines;
    }

    private Ticks barTicks(double height) {
        int target = (int) Math.max(2, Math.min(9, height / (2.8 * em)));
        return colors.log()
                ? Ticks.logarithmic(colors.min(), colors.max(), target)
                : Ticks.linear(colors.min(), colors.max(), target);
    }

    private double barRoom(double height) {
        if (!measure.colored()) {
            return 0;
        }
        Theme.font(g, base, Theme.SMALL);
        double widest = 0;
        Ticks ticks = barTicks(height * .75);
        for (String label : ticks.labels()) {
            widest = Math.max(widest, Text.width(g, label));
        }
        if (!ticks.factor().isEmpty()) {
            widest = Math.max(widest, Text.width(g, ticks.factor()) - BAR_WIDTH);
        }
        g.setFont(base);
        return BAR_GAP + BAR_WIDTH + 8 + widest + (colors.label().isEmpty() ? .3 * em : 1.6 * em);
    }

    /**
     * The plot area in a panel.
     *
     * @param x left edge of the panel
     * @param y top edge of the panel
     * @param width of the panel
     * @param height of the panel
     * @param room what surrounds the area
     * @return the area, on whole pixels
     */
    public Rectangle2D area(double x, double y, double width, double height, Coordinates.Margins room) {
        double left = Math.rint(x + room.left());
        double top = Math.rint(y + room.top());
        double w = Math.max(10, Math.rint(width - room.left() - room.right()));
        double h = Math.max(10, Math.rint(height - room.top() - room.bottom()));
        double aspect = figure.coordinates().aspect(bounds);
        if (!Double.isNaN(aspect)) {
            double wide = Math.max(10, Math.min(w, h / aspect));
            double high = Math.max(10, Math.min(h, w * aspect));
            left = Math.rint(left + (w - wide) / 2);
            top = Math.rint(top + (h - high) / 2);
            w = Math.rint(wide);
            h = Math.rint(high);
        }
        return new Rectangle2D.Double(left, top, w, h);
    }

    /** The series alone, at half size, for finding a free place. Images are left out: they leave no place free. */
    private BufferedImage coverage(Rectangle2D area) {
        double scale = .5;
        var image = new BufferedImage(
                (int) Math.ceil(area.getWidth() * scale),
                (int) Math.ceil(area.getHeight() * scale),
                BufferedImage.TYPE_INT_ARGB);
        Graphics2D small = image.createGraphics();
        small.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        small.setFont(base);
        small.transform(new AffineTransform(scale, 0, 0, scale, -area.getX() * scale, -area.getY() * scale));
        Projection projection = figure.coordinates().projection(area, bounds);
        var pen = new DrawingPen(small, projection, colors, 1) {
            @Override
            public void cells(double[] xEdges, double[] yEdges, double[] values) {
                // See above.
            }
        };
        figure.series().forEach(series -> series.draw(pen));
        small.dispose();
        return image;
    }

    /**
     * Draws the panel.
     *
     * @param area the plot area
     * @param right where the panel ends
     * @param rasterScale pixels of an image per unit of the graphics
     */
    public void draw(Rectangle2D area, double right, double rasterScale) {
        Coordinates coordinates = figure.coordinates();
        Projection projection = coordinates.projection(area, bounds);
        coordinates.drawBehind(g, area, bounds);
        Shape clip = g.getClip();
        g.clip(projection.clip());
        var pen = new DrawingPen(g, projection, colors, rasterScale);
        figure.series().forEach(series -> series.draw(pen));
        g.setClip(clip);
        coordinates.drawBefore(g, area, bounds);
        drawTitle(
                area,
                coordinates
                        .margins(g, area.getWidth(), area.getHeight(), bounds)
                        .top());
        if (measure.colored()) {
            drawBar(area, rasterScale);
        }
        if (legend != Legend.NONE) {
            LegendBox box = legendBox(area.getHeight());
            box.draw(
                    legend == Legend.OUTSIDE
                            ? new Rectangle2D.Double(
                                    right - Math.rint(box.width()),
                                    area.getY(),
                                    Math.rint(box.width()),
                                    Math.rint(box.height()))
                            : box.inside(legend, area),
                    colors);
        }
    }

    private void drawTitle(Rectangle2D area, double room) {
        Theme.font(g, base, Theme.TITLE);
        g.setColor(Theme.INK);
        double line = 1.3 * em * Theme.TITLE;
        double y = area.getMinY() - room - .45 * em - (title.size() - 1) * line;
        for (String text : title) {
            Text.draw(g, text, area.getCenterX(), y, 0, 0, 0);
            y += line;
        }
        g.setFont(base);
    }

    private void drawBar(Rectangle2D area, double rasterScale) {
        var bar = new Rectangle2D.Double(area.getMaxX() + BAR_GAP, area.getY(), BAR_WIDTH, area.getHeight());
        int steps = (int) Math.max(1, Math.round(bar.height * rasterScale));
        int width = (int) Math.max(1, Math.round(bar.width * rasterScale));
        var image = new BufferedImage(width, steps, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < steps; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, colors.map().rgb(1 - (y + .5) / steps));
            }
        }
        DrawingPen.image(g, image, bar);
        CartesianFrame.drawFrame(g, bar);
        Theme.font(g, base, Theme.SMALL);
        Ticks ticks = barTicks(bar.height);
        double right = bar.getMaxX() + .5;
        double widest = 0;
        g.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        for (double value : ticks.minor()) {
            double y = barY(bar, value);
            g.setColor(Theme.FRAME);
            g.draw(new Line2D.Double(right, y, right + 2.5, y));
        }
        for (int i = 0; i < ticks.at().length; i++) {
            double y = barY(bar, ticks.at()[i]);
            g.setColor(Theme.FRAME);
            g.draw(new Line2D.Double(right, y, right + 4, y));
            g.setColor(Theme.INK);
            Text.draw(g, ticks.labels()[i], right + 7, y, -1, .5, 0);
            widest = Math.max(widest, Text.width(g, ticks.labels()[i]));
        }
        Text.draw(
                g,
                ticks.factor(),
                bar.getMinX(),
                bar.getMinY() - .5 * g.getFont().getSize2D(),
                -1,
                0,
                0);
        g.setFont(base);
        String label = Text.fit(g, colors.label(), area.getHeight() + 2 * em);
        Text.draw(g, label, right + 7 + widest + .55 * em, bar.getCenterY(), 0, 1, -Math.PI / 2);
    }

    private double barY(Rectangle2D bar, double value) {
        return Math.floor(bar.getMaxY() - colors.place(value) * bar.getHeight()) + .5;
    }

    /**
     * Draws a figure, a grid too.
     *
     * @param figure the figure
     * @param g where to draw; its font is the base font
     * @param width the width to fill
     * @param height the height to fill
     * @param rasterScale pixels of an image per unit of the graphics
     */
    public static void drawAll(Figure figure, Graphics2D g, double width, double height, double rasterScale) {
        Font base = g.getFont();
        double pad = .6 * base.getSize2D();
        double x0 = pad;
        double y0 = pad;
        int rows = Math.max(1, figure.rows());
        int columns = Math.max(1, figure.columns());
        List<Figure> figures = figure.isGrid() ? figure.panels() : List.of(figure);
        if (figure.isGrid()) {
            y0 += drawGridTitle(figure, g, width, y0);
            Theme.font(g, base, .92);
        }
        double gap = 1.4 * pad;
        double cellWidth = (width - x0 - pad - (columns - 1) * gap) / columns;
        double cellHeight = (height - y0 - pad - (rows - 1) * gap) / rows;
        var panels = new ArrayList<Panel>();
        var room = new ArrayList<Coordinates.Margins>();
        for (Figure one : figures) {
            var panel = new Panel(one, g);
            panels.add(panel);
            room.add(panel.margins(cellWidth, cellHeight));
        }
        for (int i = 0; i < panels.size(); i++) {
            int row = i / columns;
            int column = i % columns;
            double x = x0 + column * (cellWidth + gap);
            double y = y0 + row * (cellHeight + gap);
            Coordinates.Margins shared = shared(room, row, column, columns);
            Rectangle2D area = panels.get(i).area(x, y, cellWidth, cellHeight, shared);
            panels.get(i).draw(area, x + cellWidth, rasterScale);
        }
        g.setFont(base);
    }

    private static double drawGridTitle(Figure figure, Graphics2D g, double width, double y) {
        Font base = g.getFont();
        Theme.font(g, base, Theme.TITLE * 1.1);
        double line = 1.35 * g.getFont().getSize2D();
        var lines = Text.wrap(g, figure.title(), width - 2 * line);
        g.setColor(Theme.INK);
        for (int i = 0; i < lines.size(); i++) {
            Text.draw(g, lines.get(i), width / 2, y + i * line, 0, 1, 0);
        }
        g.setFont(base);
        return lines.size() * line;
    }

    /** Panels in one column share their left and right edges, those in one row their upper and lower ones. */
    private static Coordinates.Margins shared(List<Coordinates.Margins> room, int row, int column, int columns) {
        double top = 0;
        double left = 0;
        double bottom = 0;
        double right = 0;
        for (int i = 0; i < room.size(); i++) {
            if (i / columns == row) {
                top = Math.max(top, room.get(i).top());
                bottom = Math.max(bottom, room.get(i).bottom());
            }
            if (i % columns == column) {
                left = Math.max(left, room.get(i).left());
                right = Math.max(right, room.get(i).right());
            }
        }
        return new Coordinates.Margins(top, left, bottom, right);
    }
}
