/**
 * Devices that CUDA drives, by its driver interface and a run-time compiler.
 *
 * <p>With this artifact on the class path {@link org.orrery.ndarray.device.Devices#find()} gives the first NVIDIA GPU.
 * It needs NVIDIA's driver, and to compile kernels either {@code libnvrtc.so.12} of a CUDA 12 toolkit or the compiler
 * {@code nvcc} of any toolkit, sought on the {@code PATH}, in {@code CUDA_HOME} and in {@code /usr/local/cuda};
 * {@code Backends.describe()} says what is missing. {@link org.orrery.backend.cuda.CublasGemm} multiplies matrices on
 * the GPU.
 *
 * <pre>{@code
 * Devices.all().forEach(device -> System.out.println(device));
 * }</pre>
 */
@NullMarked
package org.orrery.backend.cuda;

import org.jspecify.annotations.NullMarked;
