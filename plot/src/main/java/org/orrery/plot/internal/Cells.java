package org.orrery.plot.internal;

import java.util.Arrays;
import org.orrery.plot.Pen;
import org.orrery.plot.Series;

/**
 * A heat map.
 *
 * @param xEdges the borders between columns, increasing, {@code (nx + 1)}
 * @param yEdges the borders between rows, increasing, {@code (ny + 1)}
 * @param values the values, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // A series is drawn, never compared.
public record Cells(double[] xEdges, double[] yEdges, double[] values) implements Series {
    /**
     * A heat map of a matrix.
     *
     * @param z the values: row i belongs to y[i], column j to x[j]
     * @param x the middles of the columns, or the borders between them; strictly increasing or decreasing
     * @param y the middles of the rows, or the borders between them; strictly increasing or decreasing
     * @return the series
     */
    public static Cells of(double[][] z, double[] x, double[] y) {
        int ny = z.length;
        int nx = ny == 0 ? Math.max(0, x.length) : z[0].length;
        double[] xEdges = edges("x", x, "columns", nx);
        double[] yEdges = edges("y", y, "rows", ny);
        boolean turnX = xEdges.length > 1 && xEdges[0] > xEdges[1];
        boolean turnY = yEdges.length > 1 && yEdges[0] > yEdges[1];
        var values = new double[Math.multiplyExact(nx, ny)];
        for (int i = 0; i < ny; i++) {
            if (z[i].length != nx) {
                throw new IllegalArgumentException(
                        "row " + i + " of z has length " + z[i].length + ", but row 0 has length " + nx);
            }
            for (int j = 0; j < nx; j++) {
                values[(turnY ? ny - 1 - i : i) * nx + (turnX ? nx - 1 - j : j)] = z[i][j];
            }
        }
        return new Cells(turnX ? turned(xEdges) : xEdges, turnY ? turned(yEdges) : yEdges, values);
    }

    private static double[] turned(double[] values) {
        var turned = new double[values.length];
        Arrays.setAll(turned, i -> values[values.length - 1 - i]);
        return turned;
    }

    private static double[] edges(String name, double[] at, String what, int n) {
        if (at.length != n && at.length != n + 1) {
            throw new IllegalArgumentException(name + " has length " + at.length + ", but z has " + n + " " + what
                    + ": expected the " + n + " middles or the " + (n + 1) + " borders of the " + what);
        }
        for (int i = 0; i < at.length; i++) {
            if (!Double.isFinite(at[i])) {
                throw new IllegalArgumentException(name + "[" + i + "] is " + at[i] + ", expected a finite number");
            }
            if (i > 0 && !((at[i] - at[i - 1]) * (at[1] - at[0]) > 0)) {
                throw new IllegalArgumentException(name + " is neither strictly increasing nor strictly decreasing: "
                        + at[i] + " at " + i + " follows " + at[i - 1]);
            }
        }
        if (at.length == n + 1 || n == 0) {
            return at.clone();
        }
        if (n == 1) {
            return new double[] {at[0] - .5, at[0] + .5};
        }
        // Middles with a constant ratio, as for a logarithmic axis, have borders with that ratio too.
        double ratio = Math.pow(at[n - 1] / at[0], 1.0 / (n - 1));
        boolean geometric = n > 2 && at[0] > 0 && at[n - 1] > 0 && Math.abs(Math.log(ratio)) > 1e-6;
        for (int i = 1; geometric && i < n; i++) {
            geometric = Math.abs(at[i] / at[i - 1] / ratio - 1) < .01 * Math.abs(ratio - 1);
        }
        var edges = new double[n + 1];
        for (int i = 1; i < n; i++) {
            edges[i] = geometric ? Math.sqrt(at[i - 1] * at[i]) : at[i - 1] / 2 + at[i] / 2;
        }
        edges[0] = geometric ? at[0] * at[0] / edges[1] : 2 * at[0] - edges[1];
        edges[n] = geometric ? at[n - 1] * at[n - 1] / edges[n - 1] : 2 * at[n - 1] - edges[n - 1];
        return edges;
    }

    @Override
    public String label() {
        return "";
    }

    @Override
    public void draw(Pen pen) {
        pen.cells(xEdges, yEdges, values);
    }
}
