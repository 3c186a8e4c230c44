package org.orrery.ndarray;

import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.internal.JavaLinearAlgebra;

/**
 * What computes the products and factorisations of single matrices: plain Java, a native library, a GPU.
 * {@link LinearAlgebra} is its caller, and users' one door; authors of backends implement it and are found by
 * {@link Providers}.
 *
 * <p>Matrices are Java arrays in row-major order with the place of the first element and the distance between rows
 * (leading dimension). Complex matrices are interleaved, and their places and distances count complex numbers. The caller
 * has checked the arguments: all sizes are at least one, matrices lie inside their arrays and outputs overlap no inputs.
 * Calls come from several threads at the same time.
 *
 * <p>Products are there in double, single and complex precision; factorisations in double precision, real and complex, in
 * which those of single precision are computed too.
 *
 * <p>Every method has a default in Java, so that a provider overrides those in which it is better. Defaults of methods
 * that stand on others, such as {@link #leastSquares}, call this provider's own.
 *
 * <pre>{@code
 * LinearAlgebraProvider p = Backends.linearAlgebra();
 * p.gemm(false, true, m, n, k, 1, a, 0, k, b, 0, k, 0, c, 0, n); // c = a b^T
 * }</pre>
 */
public interface LinearAlgebraProvider extends Backend {
    /**
     * Whether this provider may be chosen without being asked for. That of a GPU may not.
     *
     * @return true if it may
     */
    default boolean isAutomatic() {
        return true;
    }

    /**
     * The product {@code c = alpha op(a) op(b) + beta c}, where {@code op} transposes or does nothing.
     *
     * @param transposeA whether the first matrix is transposed
     * @param transposeB whether the second matrix is transposed
     * @param m the rows of {@code op(a)} and {@code c}
     * @param n the columns of {@code op(b)} and {@code c}
     * @param k the columns of {@code op(a)} and rows of {@code op(b)}
     * @param alpha the factor of the product
     * @param a the first matrix
     * @param ao where it starts
     * @param lda the distance between its rows
     * @param b the second matrix
     * @param bo where it starts
     * @param ldb the distance between its rows
     * @param beta the factor of what is in {@code c}, which is not read where this is zero
     * @param c the result
     * @param co where it starts
     * @param ldc the distance between its rows
     */
    default void gemm(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            double alpha,
            double[] a,
            int ao,
            int lda,
            double[] b,
            int bo,
            int ldb,
            double beta,
            double[] c,
            int co,
            int ldc) {
        JavaLinearAlgebra.INSTANCE.gemm(
                transposeA, transposeB, m, n, k, alpha, a, ao, lda, b, bo, ldb, beta, c, co, ldc);
    }

    /**
     * The product {@code c = alpha op(a) op(b) + beta c} in single precision, where {@code op} transposes or does nothing.
     *
     * @param transposeA whether the first matrix is transposed
     * @param transposeB whether the second matrix is transposed
     * @param m the rows of {@code op(a)} and {@code c}
     * @param n the columns of {@code op(b)} and {@code c}
     * @param k the columns of {@code op(a)} and rows of {@code op(b)}
     * @param alpha the factor of the product
     * @param a the first matrix
     * @param ao where it starts
     * @param lda the distance between its rows
     * @param b the second matrix
     * @param bo where it starts
     * @param ldb the distance between its rows
     * @param beta the factor of what is in {@code c}, which is not read where this is zero
     * @param c the result
     * @param co where it starts
     * @param ldc the distance between its rows
     */
    default void gemm(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            float alpha,
            float[] a,
            int ao,
            int lda,
            float[] b,
            int bo,
            int ldb,
            float beta,
            float[] c,
            int co,
            int ldc) {
        JavaLinearAlgebra.INSTANCE.gemm(
                transposeA, transposeB, m, n, k, alpha, a, ao, lda, b, bo, ldb, beta, c, co, ldc);
    }

    /**
     * The product {@code c = op(a) op(b)} of complex matrices, where {@code op} transposes (without conjugation) or does
     * nothing.
     *
     * @param transposeA whether the first matrix is transposed
     * @param transposeB whether the second matrix is transposed
     * @param m the rows of {@code op(a)} and {@code c}
     * @param n the columns of {@code op(b)} and {@code c}
     * @param k the columns of {@code op(a)} and rows of {@code op(b)}
     * @param a the first matrix
     * @param ao where it starts
     * @param lda the distance between its rows
     * @param b the second matrix
     * @param bo where it starts
     * @param ldb the distance between its rows
     * @param c the result
     * @param co where it starts
     * @param ldc the distance between its rows
     */
    default void complexGemm(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            double[] a,
            int ao,
            int lda,
            double[] b,
            int bo,
            int ldb,
            double[] c,
            int co,
            int ldc) {
        JavaLinearAlgebra.INSTANCE.complexGemm(transposeA, transposeB, m, n, k, a, ao, lda, b, bo, ldb, c, co, ldc);
    }

    /**
     * The product of a matrix and a vector, {@code y = alpha op(a) x + beta y}.
     *
     * @param transpose whether the matrix is transposed
     * @param m the rows of {@code a} as it is stored
     * @param n the columns of {@code a} as it is stored
     * @param alpha the factor of the product
     * @param a the matrix
     * @param ao where it starts
     * @param lda the distance between its rows
     * @param x the vector, its elements side by side
     * @param xo where it starts
     * @param beta the factor of what is in {@code y}, which is not read where this is zero
     * @param y the result, its elements side by side
     * @param yo where it starts
     */
    default void gemv(
            boolean transpose,
            int m,
            int n,
            double alpha,
            double[] a,
            int ao,
            int lda,
            double[] x,
            int xo,
            double beta,
            double[] y,
            int yo) {
        gemm(transpose, false, transpose ? n : m, 1, transpose ? m : n, alpha, a, ao, lda, x, xo, 1, beta, y, yo, 1);
    }

    /**
     * The product of a matrix with its own transpose, {@code c = alpha op(a) op(a)^T + beta c}. Both triangles are
     * written and have the same bits if {@code c} was symmetric.
     *
     * @param transpose whether the matrix is transposed, so that the product is {@code a^T a}
     * @param n the rows of {@code op(a)} and {@code c}
     * @param k the columns of {@code op(a)}
     * @param alpha the factor of the product
     * @param a the matrix
     * @param ao where it starts
     * @param lda the distance between its rows
     * @param beta the factor of what is in {@code c}, which is not read where this is zero
     * @param c the result
     * @param co where it starts
     * @param ldc the distance between its rows
     */
    default void syrk(
            boolean transpose,
            int n,
            int k,
            double alpha,
            double[] a,
            int ao,
            int lda,
            double beta,
            double[] c,
            int co,
            int ldc) {
        JavaLinearAlgebra.INSTANCE.syrk(transpose, n, k, alpha, a, ao, lda, beta, c, co, ldc);
    }

    /**
     * The factorisation {@code P a = L U} with row pivoting, in place: U on and above the diagonal, below it L, whose
     * diagonal is one.
     *
     * @param m the rows
     * @param n the columns
     * @param a the matrix, overwritten by L and U
     * @param ao where it starts
     * @param lda the distance between its rows
     * @param pivots for step i, written at {@code po + i}: the row (from zero) that was exchanged with row i; as many
     *     as the smaller size
     * @param po where the pivots start
     * @return 0, or one more than the first i at which U has an exact zero on its diagonal
     */
    default int lu(int m, int n, double[] a, int ao, int lda, int[] pivots, int po) {
        return JavaLinearAlgebra.INSTANCE.lu(m, n, a, ao, lda, pivots, po);
    }

    /**
     * Solves {@code a x = b} by the factorisation of {@link #lu}, in place.
     *
     * @param n the size of the matrix
     * @param columns the columns of {@code b}
     * @param a what {@code lu} left
     * @param ao where it starts
     * @param lda the distance between its rows
     * @param pivots its pivots
     * @param po where they start
     * @param b the right-hand sides, overwritten by the solutions
     * @param bo where it starts
     * @param ldb the distance between its rows
     */
    default void luSolve(
            int n, int columns, double[] a, int ao, int lda, int[] pivots, int po, double[] b, int bo, int ldb) {
        JavaLinearAlgebra.INSTANCE.luSolve(n, columns, a, ao, lda, pivots, po, b, bo, ldb);
    }

    /**
     * The factorisation {@code a = L L^T} of a positive definite matrix, in place. Only the lower triangle is read; that
     * above the diagonal is set to zero.
     *
     * @param n the size of the matrix
     * @param a the matrix, overwritten by L
     * @param ao where it starts
     * @param lda the distance between its rows
     * @return 0, or the size of the first leading block that is not positive definite
     */
    default int cholesky(int n, double[] a, int ao, int lda) {
        return JavaLinearAlgebra.INSTANCE.cholesky(n, a, ao, lda);
    }

    /**
     * The factorisation {@code a = Q R} into a matrix with orthonormal columns and an upper triangular (or trapezoidal)
     * one.
     *
     * @param m the rows
     * @param n the columns
     * @param a the matrix, which is overwritten by anything
     * @param ao where it starts
     * @param lda the distance between its rows
     * @param size the columns of Q and rows of R: {@code min(m, n)} or {@code m}
     * @param q the {@code (m, size)} matrix Q, rows side by side
     * @param qo where it starts
     * @param r the {@code (size, n)} matrix R, rows side by side
     * @param ro where it starts
     */
    default void qr(int m, int n, double[] a, int ao, int lda, int size, double[] q, int qo, double[] r, int ro) {
        JavaLinearAlgebra.INSTANCE.qr(m, n, a, ao, lda, size, q, qo, r, ro);
    }

    /**
     * The eigenvalues, in ascending order, and eigenvectors of a symmetric matrix, of which the lower triangle is read.
     *
     * @param n the size of the matrix
     * @param a the matrix, whose elements are finite; overwritten by the eigenvectors, in columns, if they are wanted,
     *     else by anything
     * @param ao where it starts
     * @param lda the distance between its rows
     * @param values where the eigenvalues are written, side by side
     * @param vo where they start
     * @param vectors whether the eigenvectors are wanted
     * @throws ConvergenceException if the iteration does not end
     */
    default void eigSymmetric(int n, double[] a, int ao, int lda, double[] values, int vo, boolean vectors) {
        JavaLinearAlgebra.INSTANCE.eigSymmetric(n, a, ao, lda, values, vo, vectors);
    }

    /**
     * The eigenvalues and right eigenvectors of any real matrix, all complex; those of a pair of conjugate eigenvalues
     * are conjugate.
     *
     * @param n the size of the matrix
     * @param a the matrix, whose elements are finite; overwritten by anything
     * @param ao where it starts
     * @param lda the distance between its rows
     * @param values where the complex eigenvalues are written, side by side
     * @param vo where they start
     * @param vectors the complex {@code (n, n)} matrix of eigenvectors of norm one, in columns, or null if they are not
     *     wanted
     * @param xo where it starts
     * @throws ConvergenceException if the iteration does not end
     */
    default void eig(int n, double[] a, int ao, int lda, double[] values, int vo, double @Nullable [] vectors, int xo) {
        JavaLinearAlgebra.INSTANCE.eig(n, a, ao, lda, values, vo, vectors, xo);
    }

    /**
     * The singular value decomposition {@code a = U diag(s) V^T}.
     *
     * @param m the rows
     * @param n the columns
     * @param a the matrix, whose elements are finite; overwritten by anything
     * @param ao where it starts
     * @param lda the distance between its rows
     * @param s where the {@code min(m, n)} singular values are written, in descending order
     * @param so where they start
     * @param full whether U is {@code (m, m)} and V^T {@code (n, n)}, else they are {@code (m, p)} and {@code (p, n)}
     *     with {@code p = min(m, n)}
     * @param u the matrix U, rows side by side, or null if neither U nor V is wanted
     * @param uo where it starts
     * @param vt the matrix V^T, rows side by side, or null with {@code u}
     * @param vo where it starts
     * @throws ConvergenceException if the iteration does not end
     */
    default void svd(
            int m,
            int n,
            double[] a,
            int ao,
            int lda,
            double[] s,
            int so,
            boolean full,
            double @Nullable [] u,
            int uo,
            double @Nullable [] vt,
            int vo) {
        JavaLinearAlgebra.INSTANCE.svd(m, n, a, ao, lda, s, so, full, u, uo, vt, vo);
    }

    /**
     * The vectors {@code x} of least norm among those of least residual norm {@code |a x - b|}.
     *
     * @param m the rows
     * @param n the columns
     * @param columns the right-hand sides
     * @param a the matrix, whose elements are finite; overwritten by anything
     * @param ao where it starts
     * @param lda the distance between its rows
     * @param b the right-hand sides, {@code max(m, n)} rows of which the first m are read; the first n are overwritten by
     *     the solutions
     * @param bo where it starts
     * @param ldb the distance between its rows
     * @param rcond singular values up to this fraction of the largest count as zero
     * @param s where the {@code min(m, n)} singular values of {@code a} are written
     * @param so where they start
     * @return the rank of {@code a}: the number of singular values that do not count as zero
     * @throws ConvergenceException if the iteration does not end
     */
    default int leastSquares(
            int m,
            int n,
            int columns,
            double[] a,
            int ao,
            int lda,
            double[] b,
            int bo,
            int ldb,
            double rcond,
            double[] s,
            int so) {
        int p = Math.min(m, n);
        double[] u = new double[m * p];
        double[] vt = new double[p * n];
        svd(m, n, a, ao, lda, s, so, false, u, 0, vt, 0);
        int rank = 0;
        while (rank < p && s[so + rank] > rcond * s[so]) {
            rank++;
        }
        double[] t = new double[p * columns];
        gemm(true, false, p, columns, m, 1, u, 0, p, b, bo, ldb, 0, t, 0, columns);
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < columns; j++) {
                t[i * columns + j] = i < rank ? t[i * columns + j] / s[so + i] : 0;
            }
        }
        gemm(true, false, n, columns, p, 1, vt, 0, n, t, 0, columns, 0, b, bo, ldb);
        return rank;
    }

    /**
     * The factorisation {@code P a = L U} of a complex matrix, as {@link #lu}.
     *
     * @param m the rows
     * @param n the columns
     * @param a the matrix, overwritten by L and U
     * @param ao where it starts
     * @param lda the distance between its rows
     * @param pivots the exchanges
     * @param po where they start
     * @return 0, or one more than the first i at which U has an exact zero on its diagonal
     */
    default int complexLu(int m, int n, double[] a, int ao, int lda, int[] pivots, int po) {
        return JavaLinearAlgebra.INSTANCE.complexLu(m, n, a, ao, lda, pivots, po);
    }

    /**
     * Solves {@code a x = b} by the factorisation of {@link #complexLu}, in place.
     *
     * @param n the size of the matrix
     * @param columns the columns of {@code b}
     * @param a what {@code complexLu} left
     * @param ao where it starts
     * @param lda the distance between its rows
     * @param pivots its pivots
     * @param po where they start
     * @param b the right-hand sides, overwritten by the solutions
     * @param bo where it starts
     * @param ldb the distance between its rows
     */
    default void complexLuSolve(
            int n, int columns, double[] a, int ao, int lda, int[] pivots, int po, double[] b, int bo, int ldb) {
        JavaLinearAlgebra.INSTANCE.complexLuSolve(n, columns, a, ao, lda, pivots, po, b, bo, ldb);
    }

    /**
     * The factorisation {@code a = L L^H} of a Hermitian positive definite matrix, as {@link #cholesky}.
     *
     * @param n the size of the matrix
     * @param a the matrix, overwritten by L
     * @param ao where it starts
     * @param lda the distance between its rows
     * @return 0, or the size of the first leading block that is not positive definite
     */
    default int complexCholesky(int n, double[] a, int ao, int lda) {
        return JavaLinearAlgebra.INSTANCE.complexCholesky(n, a, ao, lda);
    }

    /**
     * The factorisation {@code a = Q R} of a complex matrix, as {@link #qr}.
     *
     * @param m the rows
     * @param n the columns
     * @param a the matrix, which is overwritten by anything
     * @param ao where it starts
     * @param lda the distance between its rows
     * @param size the columns of Q and rows of R: {@code min(m, n)} or {@code m}
     * @param q the {@code (m, size)} matrix Q, rows side by side
     * @param qo where it starts
     * @param r the {@code (size, n)} matrix R, rows side by side
     * @param ro where it starts
     */
    default void complexQr(
            int m, int n, double[] a, int ao, int lda, int size, double[] q, int qo, double[] r, int ro) {
        JavaLinearAlgebra.INSTANCE.complexQr(m, n, a, ao, lda, size, q, qo, r, ro);
    }

    /**
     * The eigenvalues, in ascending order, and eigenvectors of a Hermitian matrix, of which the lower triangle is read.
     *
     * @param n the size of the matrix
     * @param a the matrix, whose elements are finite; overwritten by the eigenvectors, in columns, if they are wanted,
     *     else by anything
     * @param ao where it starts
     * @param lda the distance between its rows
     * @param values where the (real) eigenvalues are written, side by side
     * @param vo where they start
     * @param vectors whether the eigenvectors are wanted
     * @throws ConvergenceException if the iteration does not end
     */
    default void eigHermitian(int n, double[] a, int ao, int lda, double[] values, int vo, boolean vectors) {
        JavaLinearAlgebra.INSTANCE.eigHermitian(n, a, ao, lda, values, vo, vectors);
    }

    /**
     * The eigenvalues and right eigenvectors of any complex matrix, as {@link #eig}.
     *
     * @param n the size of the matrix
     * @param a the matrix, whose elements are finite; overwritten by anything
     * @param ao where it starts
     * @param lda the distance between its rows
     * @param values where the complex eigenvalues are written, side by side
     * @param vo where they start
     * @param vectors the complex {@code (n, n)} matrix of eigenvectors of norm one, in columns, or null if they are not
     *     wanted
     * @param xo where it starts
     * @throws ConvergenceException if the iteration does not end
     */
    default void complexEig(
            int n, double[] a, int ao, int lda, double[] values, int vo, double @Nullable [] vectors, int xo) {
        JavaLinearAlgebra.INSTANCE.complexEig(n, a, ao, lda, values, vo, vectors, xo);
    }

    /**
     * The singular value decomposition {@code a = U diag(s) V^H} of a complex matrix, as {@link #svd}.
     *
     * @param m the rows
     * @param n the columns
     * @param a the matrix, whose elements are finite; overwritten by anything
     * @param ao where it starts
     * @param lda the distance between its rows
     * @param s where the (real) singular values are written, in descending order
     * @param so where they start
     * @param full whether U is {@code (m, m)} and V^H {@code (n, n)}
     * @param u the matrix U, rows side by side, or null if neither U nor V is wanted
     * @param uo where it starts
     * @param vh the matrix V^H, rows side by side, or null with {@code u}
     * @param vo where it starts
     * @throws ConvergenceException if the iteration does not end
     */
    default void complexSvd(
            int m,
            int n,
            double[] a,
            int ao,
            int lda,
            double[] s,
            int so,
            boolean full,
            double @Nullable [] u,
            int uo,
            double @Nullable [] vh,
            int vo) {
        JavaLinearAlgebra.INSTANCE.complexSvd(m, n, a, ao, lda, s, so, full, u, uo, vh, vo);
    }

    /**
     * The vectors {@code x} of least norm among those of least residual norm {@code |a x - b|} for complex matrices, as
     * {@link #leastSquares}.
     *
     * @param m the rows
     * @param n the columns
     * @param columns the right-hand sides
     * @param a the matrix, whose elements are finite; overwritten by anything
     * @param ao where it starts
     * @param lda the distance between its rows
     * @param b the right-hand sides, {@code max(m, n)} rows of which the first m are read; the first n are overwritten by
     *     the solutions
     * @param bo where it starts
     * @param ldb the distance between its rows
     * @param rcond singular values up to this fraction of the largest count as zero
     * @param s where the {@code min(m, n)} (real) singular values of {@code a} are written
     * @param so where they start
     * @return the rank of {@code a}: the number of singular values that do not count as zero
     * @throws ConvergenceException if the iteration does not end
     */
    default int complexLeastSquares(
            int m,
            int n,
            int columns,
            double[] a,
            int ao,
            int lda,
            double[] b,
            int bo,
            int ldb,
            double rcond,
            double[] s,
            int so) {
        int p = Math.min(m, n);
        double[] u = new double[2 * m * p];
        double[] vh = new double[2 * p * n];
        complexSvd(m, n, a, ao, lda, s, so, false, u, 0, vh, 0);
        // Transposed, they become U^H and V.
        for (int j = 1; j < u.length; j += 2) {
            u[j] = -u[j];
        }
        for (int j = 1; j < vh.length; j += 2) {
            vh[j] = -vh[j];
        }
        int rank = 0;
        while (rank < p && s[so + rank] > rcond * s[so]) {
            rank++;
        }
        double[] t = new double[2 * p * columns];
        complexGemm(true, false, p, columns, m, u, 0, p, b, bo, ldb, t, 0, columns);
        for (int i = 0; i < p; i++) {
            for (int j = 2 * i * columns; j < 2 * (i + 1) * columns; j++) {
                t[j] = i < rank ? t[j] / s[so + i] : 0;
            }
        }
        complexGemm(true, false, n, columns, p, vh, 0, n, t, 0, columns, b, bo, ldb);
        return rank;
    }
}
