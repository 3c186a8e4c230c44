/**
 * Graphs as sparse matrices: element (i, j) is the weight of the edge from vertex i to vertex j, and what is not stored is no
 * edge. The fill value may be 0, infinity or NaN; to have edges of weight 0, take infinity. Stored infinite weights are no
 * edges either. Vertices are counted from 0, and where one is missing, as that before the first of a path, it is -1.
 *
 * <pre>{@code
 * Components parts = Components.weak(graph);
 * PathTable paths = ShortestPaths.defaults().sources(0, 7).run(graph);
 * paths.path(0, 42);
 * CooArray l = Laplacian.of(graph, LaplacianForm.NORMALIZED);
 * }</pre>
 */
@NullMarked
package org.orrery.sparse.graph;

import org.jspecify.annotations.NullMarked;
