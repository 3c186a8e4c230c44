/**
 * The parallel runtime: the only place in Orrery that creates threads.
 *
 * <p>A region is a range of indices cut into chunks; {@link org.orrery.ndarray.parallel.Parallel#forEach forEach} runs
 * a body over it and {@link org.orrery.ndarray.parallel.Parallel#reduce reduce} combines blocks of it along one fixed
 * tree, so that a result has the same bits for any number of threads. Who runs the chunks is decided by the
 * {@link org.orrery.ndarray.parallel.Mode Mode}. Regions nest without creating more threads; a region whose caller
 * leaves by an exception or an interrupt is cancelled.
 *
 * <pre>{@code
 * double[] y = new double[x.length];
 * Parallel.forEach(x.length, 4096, (from, to) -> {
 *     for (int i = (int) from; i < to; i++) y[i] = Math.exp(x[i]);
 * });
 * Parallel.in(Mode.SERIAL, () -> Parallel.forEach(8, i -> work(i)));
 * }</pre>
 */
@NullMarked
package org.orrery.ndarray.parallel;

import org.jspecify.annotations.NullMarked;
