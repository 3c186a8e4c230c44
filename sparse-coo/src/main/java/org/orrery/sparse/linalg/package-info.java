/**
 * Linear algebra of large sparse matrices: direct solvers ({@link org.orrery.sparse.linalg.SparseCholesky},
 * {@link org.orrery.sparse.linalg.SparseLu}, {@link org.orrery.sparse.linalg.SparseQr}), iterative ones
 * ({@link org.orrery.sparse.linalg.ConjugateGradient}, {@link org.orrery.sparse.linalg.Gmres} ...), a few eigenvalues
 * ({@link org.orrery.sparse.linalg.Lanczos}, {@link org.orrery.sparse.linalg.Arnoldi}) and singular values
 * ({@link org.orrery.sparse.linalg.TruncatedSvd}). Matrices are real; computations are in float64.
 *
 * <pre>{@code
 * NdArray x = SparseLu.factor(a).solve(b);
 * IterativeSolution s = ConjugateGradient.defaults().preconditioner(Preconditioners.ic0(a)).solve(a, b);
 * EigenPairs lowest = Lanczos.defaults().shift(0).compute(a, 6);
 * }</pre>
 */
@NullMarked
package org.orrery.sparse.linalg;

import org.jspecify.annotations.NullMarked;
