/**
 * N-dimensional sparse arrays: one fill value, and the elements that differ from it.
 *
 * <p>{@link CooArray} (linear keys) and {@link GcxsArray} (compressed) are {@link org.orrery.ndarray.NdArray}s, so that all functions
 * of the array core take them. {@link DokArray} builds one; {@link Sparse} has what the core has no name for.
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
