package org.orrery.sparse.linalg.internal;

import java.util.Arrays;

/**
 * A graph without directions, loops and weights: the neighbours of each vertex, in no order.
 *
 * @param starts where the neighbours of each vertex start, and where the last end
 * @param neighbours the neighbours, each edge seen from both sides
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record Sparsity(int[] starts, int[] neighbours) {
    /**
     * The number of vertices.
     *
     * @return the number
     */
    public int size() {
        return starts.length - 1;
    }

    /**
     * The number of neighbours of a vertex.
     *
     * @param vertex the vertex
     * @return the number
     */
    public int degree(int vertex) {
        return starts[vertex + 1] - starts[vertex];
    }

    /**
     * The graph of {@code A + A^T}.
     *
     * @param a a square matrix
     * @return its graph
     */
    public static Sparsity ofSum(CompressedRows a) {
        CompressedRows b = a.transposed();
        int n = a.rows();
        int[] starts = new int[n + 1];
        int[] neighbours = new int[Math.addExact(a.nnz(), b.nnz())];
        int[] seen = new int[n];
        int o = 0;
        for (int i = 0; i < n; i++) {
            seen[i] = i + 1;
            for (CompressedRows m : new CompressedRows[] {a, b}) {
                for (int t = m.starts()[i]; t < m.starts()[i + 1]; t++) {
                    int j = m.indices()[t];
                    if (seen[j] != i + 1) {
                        seen[j] = i + 1;
                        neighbours[o++] = j;
                    }
                }
            }
            starts[i + 1] = o;
        }
        return new Sparsity(starts, Arrays.copyOf(neighbours, o));
    }

    /**
     * The graph of {@code A^T A}, but for rows so full that they would make everything everybody's neighbour.
     *
     * @param a a matrix
     * @return the graph of its columns
     */
    public static Sparsity ofProduct(CompressedRows a) {
        CompressedRows b = a.transposed();
        int n = a.columns();
        double full = Math.max(16, 10 * Math.sqrt(n));
        int[] starts = new int[n + 1];
        int[] neighbours = new int[a.nnz()];
        int[] seen = new int[n];
        int o = 0;
        for (int j = 0; j < n; j++) {
            seen[j] = j + 1;
            for (int t = b.starts()[j]; t < b.starts()[j + 1]; t++) {
                int row = b.indices()[t];
                int from = a.starts()[row];
                int to = a.starts()[row + 1];
                if (to - from > full) {
                    continue;
                }
                if (o + to - from > neighbours.length) {
                    neighbours = Arrays.copyOf(neighbours, Math.addExact(2 * o, to - from));
                }
                for (int s = from; s < to; s++) {
                    int k = a.indices()[s];
                    if (seen[k] != j + 1) {
                        seen[k] = j + 1;
                        neighbours[o++] = k;
                    }
                }
            }
            starts[j + 1] = o;
        }
        return new Sparsity(starts, Arrays.copyOf(neighbours, o));
    }
}
