/**
 * N-dimensional sparse arrays: one fill value, and the elements that differ from it.
 *
 * <p>{@link CooArray} is an {@link org.orrery.ndarray.NdArray}, so that all functions of the array core take it: element-wise operations
 * with broadcasting, reductions, indexing, products. {@link MatrixMarket}, {@link HarwellBoeing} and {@link SparseNpz} read and write files.
 *
 * <pre>{@code
 * CooArray a = MatrixMarket.read(Path.of("lund_a.mtx"));
 * NdArray b = a.mul(2).add(a.transpose());
 * Statistics.sum(b, Axes.of(1));
 * }</pre>
 */
@NullMarked
package org.orrery.sparse;

import org.jspecify.annotations.NullMarked;
