package org.orrery.sparse.graph;

import org.orrery.sparse.linalg.internal.CompressedRows;

/** Whether edges lead one way or both. */
public enum Edges {
    /** Element (i, j) leads from i to j. */
    DIRECTED,

    /** Element (i, j) leads from i to j and from j to i; of two between the same vertices a path takes the lighter. */
    UNDIRECTED;

    CompressedRows of(CompressedRows graph) {
        return this == DIRECTED ? graph : graph.bothWays();
    }
}
