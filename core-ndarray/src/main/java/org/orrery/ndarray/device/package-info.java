/**
 * Devices that run kernels: a kernel is written once, as source, and runs on OpenCL and on CUDA.
 *
 * <p>{@link org.orrery.ndarray.device.Devices#find()} gives a device where a backend and a GPU are there. The source is
 * the common subset of OpenCL C and CUDA C++ under the macros of {@link org.orrery.ndarray.device.DeviceKernel}.
 *
 * <pre>{@code
 * String source = "KERNEL void axpy(const REAL a, const GLOBAL REAL *x, GLOBAL REAL *y, const int n) {"
 *         + " LONG i = GLOBAL_ID(0); if (i < n) y[i] = fma(a, x[i], y[i]); }";
 * try (var kernel = device.kernel(source, "axpy"); var x = device.copyOf(xs); var y = device.copyOf(ys)) {
 *     kernel.launch(Grid.of(n), Arguments.of().add(2.0).add(x).add(y).add(n));
 *     y.read(ys);
 * }
 * }</pre>
 */
@NullMarked
package org.orrery.ndarray.device;

import org.jspecify.annotations.NullMarked;
