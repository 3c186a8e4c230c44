package org.orrery.plot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A line along which a gridded quantity has one value. Found by marching squares (W. E. Lorensen and H. E. Cline,
 * Computer Graphics 21 (1987) 163, in two dimensions) with linear interpolation along the edges of the grid. In a saddle
 * cell the mean of the four corners decides which corners are joined. Cells with a corner that is not finite are left
 * out, so that a contour ends there.
 *
 * @param level the value
 * @param x the vertices, {@code (n)}; a closed line repeats its first vertex at the end
 * @param y the vertices, {@code (n)}
 */
@SuppressWarnings("ArrayRecordComponent") // Coordinates to be drawn, never compared.
public record ContourLine(double level, double[] x, double[] y) {
    /**
     * Whether the line ends where it begins.
     *
     * @return true if it does
     */
    public boolean isClosed() {
        int last = x.length - 1;
        return last > 0 && x[0] == x[last] && y[0] == y[last];
    }

    /**
     * Finds the contour lines of one level; O(number of cells).
     *
     * @param z the values, {@code (ny, nx)}: row i belongs to y[i], column j to x[j]
     * @param x the places of the columns, {@code (nx)}
     * @param y the places of the rows, {@code (ny)}
     * @param level the value to look for
     * @return the lines; empty if the level is not reached
     * @throws IllegalArgumentException if z does not fit x and y, or the level is not finite
     */
    public static List<ContourLine> trace(double[][] z, double[] x, double[] y, double level) {
        if (z.length != y.length) {
            throw new IllegalArgumentException("z has " + z.length + " rows, but y has length " + y.length);
        }
        for (int i = 0; i < z.length; i++) {
            if (z[i].length != x.length) {
                throw new IllegalArgumentException(
                        "row " + i + " of z has length " + z[i].length + ", but x has length " + x.length);
            }
        }
        if (!Double.isFinite(level)) {
            throw new IllegalArgumentException("level is " + level + ", expected a finite number");
        }
        return new Tracer(z, x, y, level).lines();
    }

    /** The crossings of grid edges and which of them are neighbours along a line. */
    private static final class Tracer {
        private final double[][] z;
        private final double[] x;
        private final double[] y;
        private final double level;
        /** Edge to the two edges that it is joined with, -1 for none; in the order in which the edges were met. */
        private final Map<Long, long[]> joined = new HashMap<>();

        private final List<Long> met = new ArrayList<>();

        Tracer(double[][] z, double[] x, double[] y, double level) {
            this.z = z;
            this.x = x;
            this.y = y;
            this.level = level;
        }

        List<ContourLine> lines() {
            for (int i = 0; i + 1 < y.length; i++) {
                for (int j = 0; j + 1 < x.length; j++) {
                    cell(i, j);
                }
            }
            var lines = new ArrayList<ContourLine>();
            for (long edge : met) { // open lines first, from an end
                if (joined.containsKey(edge) && joined.get(edge)[1] < 0) {
                    lines.add(follow(edge));
                }
            }
            for (long edge : met) {
                if (joined.containsKey(edge)) {
                    lines.add(follow(edge));
                }
            }
            return lines;
        }

        private void cell(int i, int j) {
            double a = z[i][j];
            double b = z[i][j + 1];
            double c = z[i + 1][j + 1];
            double d = z[i + 1][j];
            if (!Double.isFinite(a + b + c + d)) {
                return;
            }
            int inside = (a >= level ? 1 : 0) | (b >= level ? 2 : 0) | (c >= level ? 4 : 0) | (d >= level ? 8 : 0);
            long low = edge(i, j, 0);
            long right = edge(i, j + 1, 1);
            long high = edge(i + 1, j, 0);
            long left = edge(i, j, 1);
            switch (inside) {
                case 1, 14 -> join(left, low);
                case 2, 13 -> join(low, right);
                case 3, 12 -> join(left, right);
                case 4, 11 -> join(right, high);
                case 6, 9 -> join(low, high);
                case 7, 8 -> join(left, high);
                case 5, 10 -> {
                    boolean middleInside = (a + b + c + d) / 4 >= level;
                    if (middleInside == (inside == 5)) {
                        join(low, right);
                        join(left, high);
                    } else {
                        join(left, low);
                        join(right, high);
                    }
                }
                default -> {}
            }
        }

        /** The edge from node (i, j) to its right (direction 0) or upper (1) neighbour. */
        private long edge(int i, int j, int direction) {
            return 2 * ((long) i * x.length + j) + direction;
        }

        private void join(long a, long b) {
            half(a, b);
            half(b, a);
        }

        private void half(long from, long to) {
            long[] ends = joined.get(from);
            if (ends == null) {
                joined.put(from, new long[] {to, -1});
                met.add(from);
            } else {
                ends[1] = to;
            }
        }

        private ContourLine follow(long start) {
            var edges = new ArrayList<Long>();
            long previous = -1;
            long here = start;
            while (here >= 0) {
                edges.add(here);
                long[] ends = joined.remove(here);
                if (ends == null) {
                    break; // back at the start
                }
                long next = ends[0] == previous ? ends[1] : ends[0];
                previous = here;
                here = next;
            }
            var px = new double[edges.size()];
            var py = new double[edges.size()];
            for (int k = 0; k < px.length; k++) {
                long node = edges.get(k) / 2;
                int i = (int) (node / x.length);
                int j = (int) (node % x.length);
                boolean across = edges.get(k) % 2 == 0;
                double end = across ? z[i][j + 1] : z[i + 1][j];
                double t = (level - z[i][j]) / (end - z[i][j]);
                px[k] = across ? x[j] + t * (x[j + 1] - x[j]) : x[j];
                py[k] = across ? y[i] : y[i] + t * (y[i + 1] - y[i]);
            }
            return new ContourLine(level, px, py);
        }
    }
}
