/**
 * What devices do here: latency, copies, memory, arithmetic and products of matrices, measured through the suite's own
 * interface.
 *
 * <pre>{@code
 * for (Device device : Devices.all()) {
 *     DeviceBenchmark.of(device).run().forEach(System.out::println);
 * }
 * }</pre>
 */
@NullMarked
package org.orrery.bench.device;

import org.jspecify.annotations.NullMarked;
