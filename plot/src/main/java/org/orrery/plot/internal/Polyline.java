package org.orrery.plot.internal;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * Builds the path of a line from points that may be many and far away. What lies outside a frame is clipped, since
 * dashing takes time in proportion to the length of the path. Successive points in one quarter of a pixel column are
 * replaced by the first, lowest, highest and last of them, which draws the same (U. Jugel et al., "M4", PVLDB 7 (2014)
 * 797).
 */
final class Polyline {
    private static final double COLUMNS = 4;

    private final Path2D.Double path = new Path2D.Double();
    private final double left;
    private final double top;
    private final double right;
    private final double bottom;

    private long column;
    private int inColumn;
    /** First, lowest, highest and last point of the column: x, y and rank. */
    private final double[] columnX = new double[4];

    private final double[] columnY = new double[4];
    private final int[] rank = new int[4];

    private boolean started;
    private double lastX;
    private double lastY;
    private double penX = Double.NaN;
    private double penY = Double.NaN;

    Polyline(Rectangle2D frame) {
        left = frame.getMinX();
        top = frame.getMinY();
        right = frame.getMaxX();
        bottom = frame.getMaxY();
    }

    void add(double x, double y) {
        if (Double.isNaN(x) || Double.isNaN(y)) {
            end();
            return;
        }
        long c = (long) Math.floor(x * COLUMNS);
        if (inColumn > 0 && c != column) {
            flush();
        }
        column = c;
        if (inColumn == 0) {
            for (int k = 0; k < 4; k++) {
                keep(k, x, y);
            }
        } else {
            if (y < columnY[1]) {
                keep(1, x, y);
            }
            if (y > columnY[2]) {
                keep(2, x, y);
            }
            keep(3, x, y);
        }
        inColumn++;
    }

    private void keep(int k, double x, double y) {
        columnX[k] = x;
        columnY[k] = y;
        rank[k] = inColumn;
    }

    /** Breaks the line. */
    void end() {
        flush();
        started = false;
    }

    Path2D path() {
        end();
        return path;
    }

    private void flush() {
        if (inColumn == 0) {
            return;
        }
        inColumn = 0;
        visit(0);
        int first = rank[1] <= rank[2] ? 1 : 2;
        int second = 3 - first;
        if (rank[first] > rank[0] && rank[first] < rank[3]) {
            visit(first);
        }
        if (rank[second] > rank[first] && rank[second] > rank[0] && rank[second] < rank[3]) {
            visit(second);
        }
        if (rank[3] > rank[0]) {
            visit(3);
        }
    }

    private void visit(int k) {
        double x = columnX[k];
        double y = columnY[k];
        if (started) {
            segment(lastX, lastY, x, y);
        }
        started = true;
        lastX = x;
        lastY = y;
    }

    /** Clips by the method of Y.-D. Liang and B. A. Barsky, ACM Trans. Graph. 3 (1984) 1. */
    private void segment(double x0, double y0, double x1, double y1) {
        double dx = x1 - x0;
        double dy = y1 - y0;
        double[] p = {-dx, dx, -dy, dy};
        double[] q = {x0 - left, right - x0, y0 - top, bottom - y0};
        double from = 0;
        double to = 1;
        for (int k = 0; k < 4; k++) {
            if (p[k] == 0) {
                if (q[k] < 0) {
                    return;
                }
            } else if (p[k] < 0) {
                from = Math.max(from, q[k] / p[k]);
            } else {
                to = Math.min(to, q[k] / p[k]);
            }
        }
        if (from > to) {
            return;
        }
        double ax = x0 + from * dx;
        double ay = y0 + from * dy;
        if (penX != ax || penY != ay) {
            path.moveTo(ax, ay);
        }
        penX = to < 1 ? x0 + to * dx : x1;
        penY = to < 1 ? y0 + to * dy : y1;
        path.lineTo(penX, penY);
    }
}
