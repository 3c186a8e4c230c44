package org.orrery.sparse.graph;

import java.util.Locale;
import org.orrery.ndarray.DenseArray;

/**
 * The lightest paths from some vertices to all.
 *
 * @param sources the vertices where paths begin {@code (s,)}, int32, read-only
 * @param distances the weight of the lightest path from each source to each vertex {@code (s, n)}, infinite where there is
 *     none; read-only
 * @param predecessors on that path the vertex before the last {@code (s, n)}, -1 at the source and where there is no path;
 *     int32, read-only
 */
public record PathTable(DenseArray sources, DenseArray distances, DenseArray predecessors) {
    /**
     * Makes the arrays unmodifiable.
     *
     * @param sources the vertices where paths begin
     * @param distances the weight of the lightest path from each source to each vertex
     * @param predecessors on that path the vertex before the last
     */
    public PathTable {
        sources = sources.asReadOnly();
        distances = distances.asReadOnly();
        predecessors = predecessors.asReadOnly();
    }

    /**
     * A lightest path.
     *
     * @param row the place of its source among {@link #sources}
     * @param target the vertex where it ends
     * @return its vertices, source and target included; none if there is no path
     * @throws IndexOutOfBoundsException if there is no such source or vertex
     */
    public long[] path(long row, long target) {
        int r = Vertices.check("row", row, (int) sources.size());
        int v = Vertices.check("target", target, (int) distances.shape().get(1));
        if (distances.getDouble(r, v) == Double.POSITIVE_INFINITY) {
            return new long[0];
        }
        int count = 1;
        for (long u = predecessors.getLong(r, v); u >= 0; u = predecessors.getLong(r, u)) {
            count++;
        }
        long[] path = new long[count];
        long u = v;
        for (int i = count - 1; i >= 0; i--) {
            path[i] = u;
            u = predecessors.getLong(r, u);
        }
        return path;
    }

    /** A summary of a line. */
    @Override
    public String toString() {
        long reached = 0;
        double farthest = 0;
        for (double d : distances.toDoubleArray()) {
            if (d < Double.POSITIVE_INFINITY) {
                reached++;
                farthest = Math.max(farthest, d);
            }
        }
        return String.format(
                Locale.ROOT,
                "paths from %d to %d vertices: %d of %d there, the heaviest %.6g",
                distances.shape().get(0),
                distances.shape().get(1),
                reached,
                distances.size(),
                farthest);
    }
}
