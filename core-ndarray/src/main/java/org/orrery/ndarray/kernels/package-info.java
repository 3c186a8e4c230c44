/**
 * Inner loops for authors of domain libraries: plain Java arrays, offsets and strides, no checks of the arguments beyond
 * those of Java's own array accesses, and no threads of their own.
 *
 * <p>Each kernel has a plain twin and one on the Vector API, of which {@link org.orrery.ndarray.Vectorization} chooses
 * one when the class loads. A kernel's class says how far the twins' results may differ.
 *
 * <pre>{@code
 * double s = DoubleBlas1.dot(x, 0, y, 0, n);
 * DoubleGemm.multiply(m, n, k, 1, a, 0, k, 1, b, 0, n, 1, c, 0, n); // c += a b, all row-major
 * Transcendental.sincos(phase, 0, 1, sin, 0, 1, cos, 0, 1, n);
 * }</pre>
 */
@NullMarked
package org.orrery.ndarray.kernels;

import org.jspecify.annotations.NullMarked;
