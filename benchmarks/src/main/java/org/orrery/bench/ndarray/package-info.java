/**
 * {@code reproduce ndarray}: what dense arrays cost, NumPy beside.
 *
 * <p>{@link org.orrery.bench.ndarray.NdarrayReproduction} is the subcommand. Arrays of a million elements, matrices and
 * operations so small that only the call counts are measured on one thread against NumPy; arrays of ten millions on two
 * threads against one, whose results must have the same bits.
 *
 * <pre>{@code
 * bin/reproduce ndarray --quick
 * bin/reproduce ndarray --only million.exp
 * }</pre>
 */
@NullMarked
package org.orrery.bench.ndarray;

import org.jspecify.annotations.NullMarked;
