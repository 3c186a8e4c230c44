package org.orrery.sparse.graph;

/** What a {@link Laplacian} is to be like. */
public enum LaplacianForm {
    /** Rows and columns are divided by the roots of the degrees, so that the diagonal is 1, or 0 where no edge is. */
    NORMALIZED,

    /** The degree of a vertex is the weight of the edges that leave it, not of those that reach it. */
    OUT_DEGREE,

    /** The graph and its transpose are added first. */
    SYMMETRIZED
}
