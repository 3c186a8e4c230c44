/**
 * Kernels and scalar functions of the array core: not for users, and free to change.
 *
 * <p>Most of the classes here are generated from one table of expressions; see {@code KernelGenerator} in the test
 * sources.
 */
@org.jspecify.annotations.NullMarked
package org.orrery.ndarray.internal;
