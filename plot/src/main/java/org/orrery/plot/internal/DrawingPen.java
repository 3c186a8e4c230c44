package org.orrery.plot.internal;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.orrery.plot.ColorScale;
import org.orrery.plot.Dash;
import org.orrery.plot.Marker;
import org.orrery.plot.Pen;
import org.orrery.plot.Projection;
import org.orrery.plot.Style;

/** Draws series to a {@code Graphics2D}. */
class DrawingPen implements Pen {
    /** How far outside the plot area an infinite coordinate, or the end of a clipped line, lies. */
    private static final double FAR = 1e5;

    private static final double CLIP_MARGIN = 25;

    private final Graphics2D g;
    private final Projection projection;
    private final ColorScale colors;
    private final double rasterScale;
    private final Rectangle2D area;
    private final Rectangle2D frame;
    private final Font font;
    private final double[] place = new double[2];
    private final List<Point2D> contourLabels = new ArrayList<>();

    /**
     * @param g where to draw; its font is the base font
     * @param projection the map from data
     * @param colors the colour scale, with limits
     * @param rasterScale pixels of an image, as that of a heat map, per unit of the graphics
     */
    DrawingPen(Graphics2D g, Projection projection, ColorScale colors, double rasterScale) {
        this.g = g;
        this.projection = projection;
        this.colors = colors;
        this.rasterScale = rasterScale;
        this.font = g.getFont();
        area = projection.clip().getBounds2D();
        frame = new Rectangle2D.Double(
                area.getX() - CLIP_MARGIN,
                area.getY() - CLIP_MARGIN,
                area.getWidth() + 2 * CLIP_MARGIN,
                area.getHeight() + 2 * CLIP_MARGIN);
    }

    /** Maps a point into {@link #place}, far points to a finite distance. */
    private boolean map(double x, double y) {
        projection.map(x, y, place);
        place[0] = Math.max(area.getMinX() - FAR, Math.min(area.getMaxX() + FAR, place[0]));
        place[1] = Math.max(area.getMinY() - FAR, Math.min(area.getMaxY() + FAR, place[1]));
        return !Double.isNaN(place[0]) && !Double.isNaN(place[1]);
    }

    private boolean mapExtent(double x, double y) {
        return map(projection.extentX(x), projection.extentY(y));
    }

    private void paint(@Nullable Color color, double opacity) {
        Color opaque = color == null ? Theme.INK : color;
        g.setColor(
                opacity == 1
                        ? opaque
                        : new Color(
                                opaque.getRed(), opaque.getGreen(), opaque.getBlue(), (int) Math.round(255 * opacity)));
    }

    private void stroke(Style style) {
        g.setStroke(Theme.stroke(style.width(), style.dash() == null ? Dash.SOLID : style.dash()));
    }

    @Override
    public void line(double[] x, double[] y, Style style) {
        var line = new Polyline(frame);
        for (int i = 0; i < x.length; i++) {
            if (Double.isFinite(x[i]) && Double.isFinite(y[i]) && map(x[i], y[i])) {
                line.add(place[0], place[1]);
            } else {
                line.end();
            }
        }
        paint(style.color(), style.opacity());
        stroke(style);
        g.draw(line.path());
    }

    @Override
    public void contour(double[] x, double[] y, double value, String label, Style style) {
        Style colored = style.color() == null ? style.color(new Color(colors.rgb(value))) : style;
        if (label.isEmpty()) {
            line(x, y, colored);
            return;
        }
        var px = new double[x.length];
        var py = new double[x.length];
        var along = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            if (!map(x[i], y[i])) {
                line(x, y, colored);
                return;
            }
            px[i] = place[0];
            py[i] = place[1];
            along[i] = i == 0 ? 0 : along[i - 1] + Math.hypot(px[i] - px[i - 1], py[i] - py[i - 1]);
        }
        Theme.font(g, font, .78);
        double gap = Text.width(g, label) + .5 * g.getFont().getSize2D();
        double start = labelStart(px, py, along, gap);
        if (Double.isNaN(start)) {
            g.setFont(font);
            line(x, y, colored);
            return;
        }
        var line = new Polyline(frame);
        for (int i = 0; i < px.length && along[i] <= start; i++) {
            line.add(px[i], py[i]);
        }
        Point2D a = pointAt(px, py, along, start);
        Point2D b = pointAt(px, py, along, start + gap);
        line.add(a.getX(), a.getY());
        line.end();
        line.add(b.getX(), b.getY());
        for (int i = 0; i < px.length; i++) {
            if (along[i] > start + gap) {
                line.add(px[i], py[i]);
            }
        }
        paint(colored.color(), colored.opacity());
        stroke(colored);
        g.draw(line.path());
        double angle = Math.atan2(b.getY() - a.getY(), b.getX() - a.getX());
        if (Math.abs(angle) > Math.PI / 2 + 1e-9) {
            angle -= Math.copySign(Math.PI, angle); // not upside down
        }
        var middle = new Point2D.Double((a.getX() + b.getX()) / 2, (a.getY() + b.getY()) / 2);
        contourLabels.add(middle);
        Text.draw(g, label, middle.x, middle.y, 0, .5, angle);
        g.setFont(font);
    }

    /** Where along a line a label lies on the straightest piece inside the plot, clear of other labels; or NaN. */
    private double labelStart(double[] px, double[] py, double[] along, double gap) {
        double length = along[along.length - 1];
        double best = .9; // chord over arc, below which the text would leave its line
        double found = Double.NaN;
        if (length < 2.5 * gap + 45) {
            return found;
        }
        int steps = 60;
        for (int k = 0; k <= steps; k++) {
            double start = (length - gap) * k / steps;
            Point2D a = pointAt(px, py, along, start);
            Point2D b = pointAt(px, py, along, start + gap);
            double straight = a.distance(b) / gap;
            var middle = new Point2D.Double((a.getX() + b.getX()) / 2, (a.getY() + b.getY()) / 2);
            double room = gap / 2 + 6;
            boolean inside = middle.x - room > area.getMinX()
                    && middle.x + room < area.getMaxX()
                    && middle.y - room > area.getMinY()
                    && middle.y + room < area.getMaxY();
            boolean clear = contourLabels.stream().allMatch(other -> other.distance(middle) > 1.6 * gap);
            // Text that lies flat reads best.
            double flat = Math.abs(b.getX() - a.getX()) / gap;
            if (inside && clear && straight > .9 && straight + .1 * flat > best) {
                best = straight + .1 * flat;
                found = start;
            }
        }
        return found;
    }

    private static Point2D pointAt(double[] px, double[] py, double[] along, double s) {
        int k = Arrays.binarySearch(along, s);
        k = k >= 0 ? k : -k - 2;
        k = Math.max(0, Math.min(along.length - 2, k));
        double piece = along[k + 1] - along[k];
        double t = piece == 0 ? 0 : (s - along[k]) / piece;
        return new Point2D.Double(px[k] + t * (px[k + 1] - px[k]), py[k] + t * (py[k + 1] - py[k]));
    }

    @Override
    public void segments(double[] x0, double[] y0, double[] x1, double[] y1, Style style) {
        var line = new Polyline(frame);
        for (int i = 0; i < x0.length; i++) {
            if (mapExtent(x0[i], y0[i])) {
                double px = place[0];
                double py = place[1];
                if (mapExtent(x1[i], y1[i])) {
                    line.add(px, py);
                    line.add(place[0], place[1]);
                    line.end();
                }
            }
        }
        paint(style.color(), style.opacity());
        stroke(style);
        g.draw(line.path());
    }

    @Override
    public void markers(double[] x, double[] y, Style style) {
        paint(style.color(), style.opacity());
        Set<Long> drawn = new HashSet<>();
        for (int i = 0; i < x.length; i++) {
            if (!map(x[i], y[i]) || !near(style.markerSize())) {
                continue;
            }
            // An opaque marker on the same half pixel would change nothing.
            long spot = (Math.round(place[0] * 2) << 32) ^ (Math.round(place[1] * 2) & 0xFFFFFFFFL);
            if (style.opacity() < 1 || drawn.add(spot)) {
                marker(style);
            }
        }
    }

    @Override
    public void markers(double[] x, double[] y, double[] values, Style style) {
        for (int i = 0; i < x.length; i++) {
            if (map(x[i], y[i]) && near(style.markerSize())) {
                paint(new Color(colors.rgb(values[i])), style.opacity());
                marker(style);
            }
        }
    }

    private boolean near(double size) {
        return place[0] > area.getMinX() - size
                && place[0] < area.getMaxX() + size
                && place[1] > area.getMinY() - size
                && place[1] < area.getMaxY() + size;
    }

    private void marker(Style style) {
        Marker marker = style.marker() == null ? Marker.CIRCLE : style.marker();
        Shape shape = marker.shape(place[0], place[1], style.markerSize());
        if (marker.filled()) {
            g.fill(shape);
        } else if (marker != Marker.NONE) {
            g.setStroke(new BasicStroke((float) Math.max(1, style.markerSize() * .22)));
            g.draw(shape);
        }
    }

    @Override
    public void area(double[] x, double[] y, Style style) {
        var polygon = new ArrayList<Point2D>();
        for (int i = 0; i < x.length; i++) {
            if (mapExtent(x[i], y[i])) {
                polygon.add(new Point2D.Double(place[0], place[1]));
            }
        }
        fill(polygon, style);
    }

    private void fill(List<Point2D> polygon, Style style) {
        var path = new Path2D.Double();
        List<Point2D> visible = clip(polygon);
        for (int i = 0; i < visible.size(); i++) {
            Point2D p = visible.get(i);
            if (i == 0) {
                path.moveTo(p.getX(), p.getY());
            } else {
                path.lineTo(p.getX(), p.getY());
            }
        }
        if (!visible.isEmpty()) {
            path.closePath();
            paint(style.color(), style.opacity());
            g.fill(path);
        }
    }

    /** Clips a polygon at the frame: I. E. Sutherland and G. W. Hodgman, Comm. ACM 17 (1974) 32. */
    private List<Point2D> clip(List<Point2D> polygon) {
        List<Point2D> rest = polygon;
        for (int side = 0; side < 4; side++) {
            var kept = new ArrayList<Point2D>();
            for (int i = 0; i < rest.size(); i++) {
                Point2D a = rest.get(i == 0 ? rest.size() - 1 : i - 1);
                Point2D b = rest.get(i);
                double da = inside(a, side);
                double db = inside(b, side);
                if (da >= 0 != db >= 0) {
                    double t = da / (da - db);
                    kept.add(new Point2D.Double(
                            a.getX() + t * (b.getX() - a.getX()), a.getY() + t * (b.getY() - a.getY())));
                }
                if (db >= 0) {
                    kept.add(b);
                }
            }
            rest = kept;
        }
        return rest;
    }

    private double inside(Point2D p, int side) {
        return switch (side) {
            case 0 -> p.getX() - frame.getMinX();
            case 1 -> frame.getMaxX() - p.getX();
            case 2 -> p.getY() - frame.getMinY();
            default -> frame.getMaxY() - p.getY();
        };
    }

    @Override
    public void bars(double[] left, double[] right, double[] bottom, double[] top, Style style) {
        Color edge = style.color() == null ? Theme.INK : style.color().darker();
        for (int i = 0; i < left.length; i++) {
            double[] px = {left[i], right[i], right[i], left[i]};
            double[] py = {bottom[i], bottom[i], top[i], top[i]};
            if (Double.isNaN(left[i] + right[i]) || Double.isNaN(bottom[i]) || Double.isNaN(top[i])) {
                continue;
            }
            area(px, py, style);
            if (bottom[i] != top[i]) {
                outline(px, py, edge);
            }
        }
    }

    private void outline(double[] x, double[] y, Color color) {
        var line = new Polyline(frame);
        for (int i = 0; i <= x.length; i++) {
            if (mapExtent(x[i % x.length], y[i % x.length])) {
                line.add(place[0], place[1]);
            }
        }
        g.setColor(color);
        g.setStroke(new BasicStroke(.8f));
        g.draw(line.path());
    }

    @Override
    public void cells(double[] xEdges, double[] yEdges, double[] values) {
        if (values.length == 0) {
            return;
        }
        if (projection.isSeparable()) {
            raster(xEdges, yEdges, values);
            return;
        }
        int columns = xEdges.length - 1;
        for (int i = 0; i < values.length; i++) {
            int row = i / columns;
            int column = i % columns;
            double[] x = {xEdges[column], xEdges[column + 1], xEdges[column + 1], xEdges[column]};
            double[] y = {yEdges[row], yEdges[row], yEdges[row + 1], yEdges[row + 1]};
            area(x, y, Style.AUTO.color(new Color(colors.rgb(values[i]))));
        }
    }

    /** Draws cells as an image; one that is no sharper than what it is shown on, but shows each cell's border there. */
    private void raster(double[] xEdges, double[] yEdges, double[] values) {
        int width = (int) Math.max(1, Math.round(area.getWidth() * rasterScale));
        int height = (int) Math.max(1, Math.round(area.getHeight() * rasterScale));
        var across = new double[xEdges.length];
        for (int i = 0; i < across.length; i++) {
            map(projection.extentX(xEdges[i]), yEdges[yEdges.length - 1]);
            across[i] = (place[0] - area.getX()) / area.getWidth() * width;
        }
        var down = new double[yEdges.length];
        for (int i = 0; i < down.length; i++) {
            map(xEdges[xEdges.length - 1], projection.extentY(yEdges[i]));
            down[i] = (place[1] - area.getY()) / area.getHeight() * height;
        }
        int[][] columns = cellsOfPixels(across, width);
        int[][] rows = cellsOfPixels(down, height);
        int stride = xEdges.length - 1;
        boolean nearest = values.length <= (long) width * height;
        var cellColors = new int[nearest ? values.length : 0];
        Arrays.setAll(cellColors, i -> 0xFF000000 | colors.rgb(values[i]));
        var pixels = new int[width * height];
        for (int r = 0; r < height; r++) {
            for (int c = 0; c < width; c++) {
                int row = rows[0][r];
                int column = columns[0][c];
                if (row >= 0 && column >= 0) {
                    boolean one = nearest && rows[1][r] == row + 1 && columns[1][c] == column + 1;
                    pixels[r * width + c] = one
                            ? cellColors[row * stride + column]
                            : 0xFF000000 | colors.rgb(mean(values, stride, row, rows[1][r], column, columns[1][c]));
                }
            }
        }
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        image(g, image, area);
    }

    /** Draws an image so that its pixels stay squares. */
    static void image(Graphics2D g, BufferedImage image, Rectangle2D area) {
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        var where = new AffineTransform();
        where.translate(area.getX(), area.getY());
        where.scale(area.getWidth() / image.getWidth(), area.getHeight() / image.getHeight());
        g.drawImage(image, where, null);
    }

    private static double mean(double[] values, int stride, int row0, int row1, int column0, int column1) {
        double sum = 0;
        long count = 0;
        for (int r = row0; r < row1; r++) {
            for (int c = column0; c < column1; c++) {
                double value = values[r * stride + c];
                if (!Double.isNaN(value)) {
                    sum += value;
                    count++;
                }
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /**
     * Which cells each pixel shows: first and end, or -1. Where cells are smaller than pixels, all that begin in the
     * pixel, so that none is lost.
     */
    private static int[][] cellsOfPixels(double[] edges, int pixels) {
        int cells = edges.length - 1;
        boolean turned = edges[cells] < edges[0];
        var ascending = new double[edges.length];
        for (int i = 0; i <= cells; i++) {
            ascending[i] = edges[turned ? cells - i : i];
        }
        boolean fine = cells > 1.5 * (ascending[cells] - ascending[0]);
        var from = new int[pixels];
        var to = new int[pixels];
        for (int p = 0; p < pixels; p++) {
            int first = cellAt(ascending, fine ? p : p + .5);
            int end = fine ? Math.max(first + 1, cellAt(ascending, p + 1)) : first + 1;
            boolean none = first < 0 || first >= cells || end > cells;
            from[p] = none ? -1 : turned ? cells - end : first;
            to[p] = none ? -1 : turned ? cells - first : end;
        }
        return new int[][] {from, to};
    }

    private static int cellAt(double[] ascending, double place) {
        int k = Arrays.binarySearch(ascending, place);
        return k >= 0 ? k : -k - 2;
    }

    @Override
    public void text(double x, double y, String text, int align, Style style) {
        if (map(x, y)) {
            paint(style.color(), style.opacity());
            Theme.font(g, font, Theme.SMALL);
            double shift = -align * .3 * g.getFont().getSize2D();
            Text.draw(g, text, place[0] + shift, place[1], align, .5, 0);
            g.setFont(font);
        }
    }
}
