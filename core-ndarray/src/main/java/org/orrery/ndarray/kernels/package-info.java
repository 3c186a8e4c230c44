/**
 * Inner loops for authors of domains: they work on Java arrays with offsets and strides, check nothing but what the
 * virtual machine checks, and start no threads. Each has a plain twin and one on the Vector API, which runs where it can:
 * <pre>{@code
 * double[] phase = ...;
 * double[] sin = new double[phase.length];
 * double[] cos = new double[phase.length];
 * Transcendental.sincos(phase, 0, 1, sin, 0, 1, cos, 0, 1, phase.length);
 * }</pre>
 */
@NullMarked
package org.orrery.ndarray.kernels;

import org.jspecify.annotations.NullMarked;
