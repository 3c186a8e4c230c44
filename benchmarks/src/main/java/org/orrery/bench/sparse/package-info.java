/**
 * {@code reproduce sparse}: "Sparse: a more modern sparse array library" (SciPy 2018), SciPy, pydata/sparse and NumPy
 * beside.
 *
 * <p>{@link org.orrery.bench.sparse.SparseReproduction} is the subcommand. It reads the user's own matrices in the
 * formats of the sparse library and measures the operations of Table 2 on them too. Both sides get the same stored
 * entries from files, so that no generator of one side stands in for that of the other.
 *
 * <pre>{@code
 * bin/reproduce sparse --quick
 * bin/reproduce sparse --matrix my.mtx --only matrix
 * }</pre>
 */
@NullMarked
package org.orrery.bench.sparse;

import org.jspecify.annotations.NullMarked;
