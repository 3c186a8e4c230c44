/**
 * N-dimensional arrays for the JVM, with the semantics of the Python Array API standard.
 *
 * <p>{@link org.orrery.ndarray.NdArray} is the interface that dense and sparse arrays share,
 * {@link org.orrery.ndarray.DenseArray} the strided array on the heap. Functions are static methods of the class named
 * after their section of the standard; {@code Nd} delegates to all of them for scripts.
 *
 * <pre>{@code
 * import static org.orrery.ndarray.Nd.*;
 * var a = arange(12).reshape(3, 4);
 * sum(a.get("1:, ::2").mul(2), axis(0));
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.orrery.ndarray;
