package org.orrery.sparse.graph;

import java.util.Arrays;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.NdArray;
import org.orrery.sparse.linalg.internal.CompressedRows;

/**
 * Pairs of rows and columns, none of which is in two.
 *
 * <pre>{@code
 * Matching m = Matching.maximum(graph);
 * m.columnOfRow().getLong(3); // the partner of row 3
 * }</pre>
 *
 * @param size the number of pairs
 * @param columnOfRow for each row its column, or -1; int32, read-only
 * @param rowOfColumn for each column its row, or -1; int32, read-only
 */
public record Matching(int size, DenseArray columnOfRow, DenseArray rowOfColumn) {
    /**
     * Makes the arrays unmodifiable.
     *
     * @param size the number of pairs
     * @param columnOfRow for each row its column
     * @param rowOfColumn for each column its row
     */
    public Matching {
        columnOfRow = columnOfRow.asReadOnly();
        rowOfColumn = rowOfColumn.asReadOnly();
    }

    /**
     * Finds as many pairs as there can be: Hopcroft and Karp, "An n^5/2 Algorithm for Maximum Matchings in Bipartite
     * Graphs", SIAM J. Comput. 2 (1973); time m sqrt(n).
     *
     * @param graph the edges between rows and columns {@code (m, n)}, whose weights do not count
     * @return the pairs
     * @throws org.orrery.ndarray.ShapeException if the array has not two dimensions
     * @throws org.orrery.ndarray.DTypeException if it is complex
     * @throws IllegalArgumentException if the fill value is none of 0, infinity and NaN, or a weight is NaN or -infinity
     */
    public static Matching maximum(NdArray graph) {
        CompressedRows g = CompressedRows.weights("graph", graph);
        int[] columnOf = new int[g.rows()];
        int[] rowOf = new int[g.columns()];
        Arrays.fill(columnOf, -1);
        Arrays.fill(rowOf, -1);
        int[] level = new int[g.rows()];
        int[] queue = new int[g.rows()];
        int[] next = new int[g.rows()];
        int[] path = new int[g.rows()];
        int size = 0;
        while (levels(g, columnOf, rowOf, level, queue)) {
            System.arraycopy(g.starts(), 0, next, 0, next.length);
            for (int i = 0; i < g.rows(); i++) {
                if (columnOf[i] < 0 && augment(g, columnOf, rowOf, level, next, path, i)) {
                    size++;
                }
            }
        }
        return new Matching(size, DenseArray.wrap(columnOf), DenseArray.wrap(rowOf));
    }

    /** How far rows are from those without a partner; whether a column without one can be reached. */
    private static boolean levels(CompressedRows g, int[] columnOf, int[] rowOf, int[] level, int[] queue) {
        int end = 0;
        for (int i = 0; i < g.rows(); i++) {
            level[i] = columnOf[i] < 0 ? 0 : -1;
            if (columnOf[i] < 0) {
                queue[end++] = i;
            }
        }
        boolean found = false;
        for (int head = 0; head < end; head++) {
            int i = queue[head];
            for (int t = g.starts()[i]; t < g.starts()[i + 1]; t++) {
                int other = rowOf[g.indices()[t]];
                if (other < 0) {
                    found = true;
                } else if (level[other] < 0) {
                    level[other] = level[i] + 1;
                    queue[end++] = other;
                }
            }
        }
        return found;
    }

    /** Looks for a column without a partner, level by level, and exchanges partners on the way. */
    private static boolean augment(
            CompressedRows g, int[] columnOf, int[] rowOf, int[] level, int[] next, int[] path, int start) {
        int depth = 0;
        path[0] = start;
        while (depth >= 0) {
            int i = path[depth];
            if (next[i] == g.starts()[i + 1]) {
                depth--;
                if (depth >= 0) {
                    next[path[depth]]++;
                }
                continue;
            }
            int other = rowOf[g.indices()[next[i]]];
            if (other < 0) {
                for (int d = depth; d >= 0; d--) {
                    int row = path[d];
                    int column = g.indices()[next[row]];
                    columnOf[row] = column;
                    rowOf[column] = row;
                    next[row]++;
                }
                return true;
            }
            if (level[other] == level[i] + 1) {
                path[++depth] = other;
            } else {
                next[i]++;
            }
        }
        return false;
    }

    /** A summary of a line. */
    @Override
    public String toString() {
        return size + " pairs of " + columnOfRow.size() + " rows and " + rowOfColumn.size() + " columns";
    }
}
