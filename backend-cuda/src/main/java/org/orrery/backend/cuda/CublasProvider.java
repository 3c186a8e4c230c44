package org.orrery.backend.cuda;

import org.orrery.ndarray.LinearAlgebraProvider;

/**
 * Large products of real matrices by cuBLAS, for {@code -Dorrery.linalg=cuda}; everything else in Java. Not chosen
 * without being asked for.
 */
public final class CublasProvider implements LinearAlgebraProvider {
    /** Below so many multiplications the copies to the GPU and back cost more than the product in Java. */
    private static final long WORTH_COPYING = 1L << 24;

    /** One for the process: it holds memory of the GPU. */
    private static final class Shared {
        private static final CublasGemm GEMM = CublasGemm.open();
    }

    /** Made by the service loader. */
    public CublasProvider() {}

    @Override
    public String name() {
        return "cuda";
    }

    @Override
    public String probe() {
        // Tried here first, since a class that fails to start has no second chance to say why.
        try (CublasGemm gemm = CublasGemm.open()) {
            return gemm.version();
        }
    }

    @Override
    public boolean isAutomatic() {
        return false;
    }

    private static boolean isWorthCopying(int m, int n, int k) {
        return (double) m * n * k >= WORTH_COPYING;
    }

    @Override
    public void gemm(
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
        if (isWorthCopying(m, n, k)) {
            Shared.GEMM.gemm(transposeA, transposeB, m, n, k, alpha, a, ao, lda, b, bo, ldb, beta, c, co, ldc);
        } else {
            LinearAlgebraProvider.super.gemm(
                    transposeA, transposeB, m, n, k, alpha, a, ao, lda, b, bo, ldb, beta, c, co, ldc);
        }
    }

    @Override
    public void gemm(
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
        if (isWorthCopying(m, n, k)) {
            Shared.GEMM.gemm(transposeA, transposeB, m, n, k, alpha, a, ao, lda, b, bo, ldb, beta, c, co, ldc);
        } else {
            LinearAlgebraProvider.super.gemm(
                    transposeA, transposeB, m, n, k, alpha, a, ao, lda, b, bo, ldb, beta, c, co, ldc);
        }
    }
}
