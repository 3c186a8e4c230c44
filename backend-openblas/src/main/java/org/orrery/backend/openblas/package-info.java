/**
 * Linear algebra by OpenBLAS: products and factorisations of matrices that are large enough to be worth the way to a
 * native library.
 *
 * <p>Nothing is to be called here: with the artifact on the class path {@code Backends.linearAlgebra()}, and so
 * {@code LinearAlgebra}, use it, unless {@code -Dorrery.linalg=java} or {@code -Dorrery.strict=true} says otherwise. Its
 * number of threads is what {@code Parallel.callNative} grants.
 *
 * <pre>{@code
 * Backends.describe();          // Linear algebra: openblas (OpenBLAS ...)
 * NdArray c = matmul(a, b);
 * }</pre>
 */
@NullMarked
package org.orrery.backend.openblas;

import org.jspecify.annotations.NullMarked;
