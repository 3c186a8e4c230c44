/**
 * Serves array functions to another process, so that the official test suite of the Python Array API standard can be
 * run against our arrays.
 *
 * <p>{@link org.orrery.bench.bridge.Bridge} reads a request a line from its standard input and writes an answer a line to
 * its standard output; arrays stay here and are named by handles. The Python module {@code orrery_arrays}, in
 * {@code src/main/python}, is its other end: the namespace of the standard. {@code compare_with_numpy.py} beside it drives
 * every function with generated input.
 *
 * <pre>{@code
 * python3 benchmarks/src/main/python/compare_with_numpy.py
 * PYTHONPATH=benchmarks/src/main/python python3 -c "import orrery_arrays as xp; print(xp.sum(xp.ones((2, 3)), axis=0))"
 * }</pre>
 */
@NullMarked
package org.orrery.bench.bridge;

import org.jspecify.annotations.NullMarked;
