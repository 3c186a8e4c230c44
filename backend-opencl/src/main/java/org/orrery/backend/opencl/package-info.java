/**
 * Devices that OpenCL drives: GPUs, accelerators, and main processors where a runtime such as PoCL is installed.
 *
 * <p>Nothing here is called by name. With this artifact on the class path,
 * {@link org.orrery.ndarray.device.Devices#find()} gives a GPU that OpenCL finds; {@code -Dorrery.device=opencl} asks
 * for OpenCL, and takes a main processor too. An OpenCL loader and a driver are needed from the system; without them
 * {@code Backends.describe()} says what is missing. PoCL takes signals that Java needs, so it is used only if java was
 * started with {@code LD_PRELOAD=$JAVA_HOME/lib/libjsig.so}, which shares them.
 *
 * <pre>{@code
 * Devices.all().forEach(device -> System.out.println(device));
 * }</pre>
 */
@NullMarked
package org.orrery.backend.opencl;

import org.jspecify.annotations.NullMarked;
