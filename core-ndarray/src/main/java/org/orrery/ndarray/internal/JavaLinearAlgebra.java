package org.orrery.ndarray.internal;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.ConvergenceException;
import org.orrery.ndarray.LinearAlgebraProvider;
import org.orrery.ndarray.kernels.DoubleBlas1;
import org.orrery.ndarray.kernels.DoubleGemm;
import org.orrery.ndarray.kernels.FloatGemm;

/**
 * Linear algebra in Java: products, LU and Cholesky on the kernels of this artifact, QR, symmetric eigenvalues and singular
 * values of real matrices by EJML, the others by the classes beside this one.
 */
public final class JavaLinearAlgebra implements LinearAlgebraProvider {
    /** The one object, which has no state. */
    public static final JavaLinearAlgebra INSTANCE = new JavaLinearAlgebra();

    /** The columns that LU and Cholesky do at a time, before a product brings the rest up to date. */
    private static final int PANEL = 48;

    /** The rows of a symmetric product that are one product of matrices. */
    private static final int BAND = 192;

    private JavaLinearAlgebra() {}

    @Override
    public String name() {
        return "java";
    }

    @Override
    public String probe() {
        return "Java, built in, with EJML";
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
        if (beta != 1) {
            for (int i = 0; i < m; i++) {
                scale(beta, c, co + i * ldc, n);
            }
        }
        DoubleGemm.multiply(
                m,
                n,
                k,
                alpha,
                a,
                ao,
                transposeA ? 1 : lda,
                transposeA ? lda : 1,
                b,
                bo,
                transposeB ? 1 : ldb,
                transposeB ? ldb : 1,
                c,
                co,
                ldc);
    }

    private static void scale(double beta, double[] c, int at, int n) {
        if (beta == 0) {
            Arrays.fill(c, at, at + n, 0);
        } else {
            for (int j = 0; j < n; j++) {
                c[at + j] *= beta;
            }
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
        for (int i = 0; i < m; i++) {
            for (int j = 0, at = co + i * ldc; j < n; j++, at++) {
                c[at] = beta == 0 ? 0 : beta * c[at];
            }
        }
        FloatGemm.multiply(
                m,
                n,
                k,
                alpha,
                a,
                ao,
                transposeA ? 1 : lda,
                transposeA ? lda : 1,
                b,
                bo,
                transposeB ? 1 : ldb,
                transposeB ? ldb : 1,
                c,
                co,
                ldc);
    }

    @Override
    public void complexGemm(
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
        ComplexGemm.multiply(
                m,
                n,
                k,
                a,
                ao,
                transposeA ? 1 : lda,
                transposeA ? lda : 1,
                b,
                bo,
                transposeB ? 1 : ldb,
                transposeB ? ldb : 1,
                c,
                co,
                ldc);
    }

    @Override
    public void syrk(
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
        int step = transpose ? 1 : lda;
        for (int i = 0; i < n; i += BAND) {
            int rows = Math.min(BAND, n - i);
            gemm(
                    transpose,
                    !transpose,
                    rows,
                    i + rows,
                    k,
                    alpha,
                    a,
                    ao + i * step,
                    lda,
                    a,
                    ao,
                    lda,
                    beta,
                    c,
                    co + i * ldc,
                    ldc);
        }
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                c[co + i * ldc + j] = c[co + j * ldc + i];
            }
        }
    }

    @Override
    public int lu(int m, int n, double[] a, int ao, int lda, int[] pivots, int po) {
        int size = Math.min(m, n);
        int singular = 0;
        for (int j = 0; j < size; j += PANEL) {
            int end = Math.min(j + PANEL, size);
            int zero = luPanel(j, end, m, n, a, ao, lda, pivots, po);
            singular = singular == 0 ? zero : singular;
            // U beside the panel, by forward substitution, and the rest.
            for (int i = j + 1; i < end; i++) {
                for (int p = j; p < i; p++) {
                    DoubleBlas1.axpy(-a[ao + i * lda + p], a, ao + p * lda + end, a, ao + i * lda + end, n - end);
                }
            }
            DoubleGemm.multiply(
                    m - end,
                    n - end,
                    end - j,
                    -1,
                    a,
                    ao + end * lda + j,
                    lda,
                    1,
                    a,
                    ao + j * lda + end,
                    lda,
                    1,
                    a,
                    ao + end * lda + end,
                    lda);
        }
        return singular;
    }

    private static int luPanel(int j, int end, int m, int n, double[] a, int ao, int lda, int[] pivots, int po) {
        int singular = 0;
        for (int p = j; p < end; p++) {
            int pivot = p;
            double largest = Math.abs(a[ao + p * lda + p]);
            for (int i = p + 1; i < m; i++) {
                double x = Math.abs(a[ao + i * lda + p]);
                if (x > largest) {
                    largest = x;
                    pivot = i;
                }
            }
            pivots[po + p] = pivot;
            if (pivot != p) {
                exchange(a, ao + p * lda, ao + pivot * lda, n);
            }
            double d = a[ao + p * lda + p];
            if (d == 0) {
                singular = singular == 0 ? p + 1 : singular;
                continue;
            }
            for (int i = p + 1; i < m; i++) {
                double f = a[ao + i * lda + p] / d;
                a[ao + i * lda + p] = f;
                DoubleBlas1.axpy(-f, a, ao + p * lda + p + 1, a, ao + i * lda + p + 1, end - p - 1);
            }
        }
        return singular;
    }

    static void exchange(double[] a, int p, int q, int n) {
        for (int j = 0; j < n; j++) {
            double t = a[p + j];
            a[p + j] = a[q + j];
            a[q + j] = t;
        }
    }

    @Override
    public void luSolve(
            int n, int columns, double[] a, int ao, int lda, int[] pivots, int po, double[] b, int bo, int ldb) {
        for (int i = 0; i < n; i++) {
            if (pivots[po + i] != i) {
                exchange(b, bo + i * ldb, bo + pivots[po + i] * ldb, columns);
            }
        }
        for (int j = 0; j < n; j += PANEL) {
            int end = Math.min(j + PANEL, n);
            DoubleGemm.multiply(end - j, columns, j, -1, a, ao + j * lda, lda, 1, b, bo, ldb, 1, b, bo + j * ldb, ldb);
            for (int i = j + 1; i < end; i++) {
                for (int p = j; p < i; p++) {
                    DoubleBlas1.axpy(-a[ao + i * lda + p], b, bo + p * ldb, b, bo + i * ldb, columns);
                }
            }
        }
        for (int end = n; end > 0; end -= PANEL) {
            int j = Math.max(0, end - PANEL);
            DoubleGemm.multiply(
                    end - j,
                    columns,
                    n - end,
                    -1,
                    a,
                    ao + j * lda + end,
                    lda,
                    1,
                    b,
                    bo + end * ldb,
                    ldb,
                    1,
                    b,
                    bo + j * ldb,
                    ldb);
            for (int i = end - 1; i >= j; i--) {
                for (int p = i + 1; p < end; p++) {
                    DoubleBlas1.axpy(-a[ao + i * lda + p], b, bo + p * ldb, b, bo + i * ldb, columns);
                }
                double d = a[ao + i * lda + i];
                for (int q = bo + i * ldb; q < bo + i * ldb + columns; q++) {
                    b[q] /= d;
                }
            }
        }
    }

    @Override
    public int cholesky(int n, double[] a, int ao, int lda) {
        for (int j = 0; j < n; j += PANEL) {
            int end = Math.min(j + PANEL, n);
            DoubleGemm.multiply(
                    n - j, end - j, j, -1, a, ao + j * lda, lda, 1, a, ao + j * lda, 1, lda, a, ao + j * lda + j, lda);
            for (int i = j; i < n; i++) {
                int row = ao + i * lda + j;
                for (int p = j; p < Math.min(i, end); p++) {
                    double x = a[row + p - j] - DoubleBlas1.dot(a, row, a, ao + p * lda + j, p - j);
                    a[row + p - j] = x / a[ao + p * lda + p];
                }
                if (i < end) {
                    double d = a[row + i - j] - DoubleBlas1.dot(a, row, a, row, i - j);
                    // Not a number goes on, so that the result shows it.
                    if (d <= 0) {
                        return i + 1;
                    }
                    a[row + i - j] = Math.sqrt(d);
                }
            }
        }
        for (int i = 0; i < n; i++) {
            Arrays.fill(a, ao + i * lda + i + 1, ao + i * lda + n, 0);
        }
        return 0;
    }

    private static DMatrixRMaj matrix(int m, int n, double[] a, int ao, int lda) {
        DMatrixRMaj x = new DMatrixRMaj(m, n);
        for (int i = 0; i < m; i++) {
            System.arraycopy(a, ao + i * lda, x.data, i * n, n);
        }
        return x;
    }

    @Override
    public void qr(int m, int n, double[] a, int ao, int lda, int size, double[] q, int qo, double[] r, int ro) {
        var qr = DecompositionFactory_DDRM.qr(m, n);
        // False for a column of zeros, for which the factors are right nevertheless.
        qr.decompose(matrix(m, n, a, ao, lda));
        boolean compact = size < m;
        System.arraycopy(qr.getQ(null, compact).data, 0, q, qo, m * size);
        System.arraycopy(qr.getR(null, compact).data, 0, r, ro, size * n);
    }

    @Override
    public void eigSymmetric(int n, double[] a, int ao, int lda, double[] values, int vo, boolean vectors) {
        DMatrixRMaj x = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                x.data[i * n + j] = a[ao + i * lda + j];
                x.data[j * n + i] = a[ao + i * lda + j];
            }
        }
        var eig = DecompositionFactory_DDRM.eig(n, vectors, true);
        if (!eig.decompose(x)) {
            throw new ConvergenceException("eigenvalues of a symmetric (" + n + ", " + n + ") matrix did not converge");
        }
        double[] w = new double[n];
        for (int i = 0; i < n; i++) {
            w[i] = eig.getEigenvalue(i).getReal();
        }
        int[] order = ascending(w);
        for (int j = 0; j < n; j++) {
            values[vo + j] = w[order[j]];
            if (vectors) {
                double[] v = eig.getEigenVector(order[j]).data;
                for (int i = 0; i < n; i++) {
                    a[ao + i * lda + j] = v[i];
                }
            }
        }
    }

    /** The positions that sort a few numbers, equal ones in their order. */
    static int[] ascending(double[] w) {
        int[] order = new int[w.length];
        for (int i = 0; i < order.length; i++) {
            int j = i;
            for (; j > 0 && w[order[j - 1]] > w[i]; j--) {
                order[j] = order[j - 1];
            }
            order[j] = i;
        }
        return order;
    }

    @Override
    public void eig(int n, double[] a, int ao, int lda, double[] values, int vo, double @Nullable [] vectors, int xo) {
        RealEigen.decompose(n, a, ao, lda, values, vo, vectors, xo);
    }

    @Override
    public void svd(
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
        boolean vectors = u != null && vt != null;
        var svd = DecompositionFactory_DDRM.svd(m, n, vectors, vectors, !full);
        if (!svd.decompose(matrix(m, n, a, ao, lda))) {
            throw new ConvergenceException("singular values of a (" + m + ", " + n + ") matrix did not converge");
        }
        int p = Math.min(m, n);
        double[] w = new double[p];
        for (int i = 0; i < p; i++) {
            w[i] = -svd.getSingularValues()[i];
        }
        int[] order = ascending(w);
        for (int i = 0; i < p; i++) {
            s[so + i] = -w[order[i]];
        }
        if (u == null || vt == null) {
            return;
        }
        DMatrixRMaj left = svd.getU(null, false);
        DMatrixRMaj right = svd.getV(null, true);
        int columns = full ? m : p;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < columns; j++) {
                u[uo + i * columns + j] = left.data[i * left.numCols + (j < p ? order[j] : j)];
            }
        }
        for (int i = 0; i < (full ? n : p); i++) {
            System.arraycopy(right.data, (i < p ? order[i] : i) * n, vt, vo + i * n, n);
        }
    }

    @Override
    public int complexLu(int m, int n, double[] a, int ao, int lda, int[] pivots, int po) {
        return ComplexLu.decompose(m, n, a, ao, lda, pivots, po);
    }

    @Override
    public void complexLuSolve(
            int n, int columns, double[] a, int ao, int lda, int[] pivots, int po, double[] b, int bo, int ldb) {
        ComplexLu.solve(n, columns, a, ao, lda, pivots, po, b, bo, ldb);
    }

    @Override
    public int complexCholesky(int n, double[] a, int ao, int lda) {
        return ComplexCholesky.decompose(n, a, ao, lda);
    }

    @Override
    public void complexQr(int m, int n, double[] a, int ao, int lda, int size, double[] q, int qo, double[] r, int ro) {
        ComplexQr.decompose(m, n, a, ao, lda, size, q, qo, r, ro);
    }

    @Override
    public void eigHermitian(int n, double[] a, int ao, int lda, double[] values, int vo, boolean vectors) {
        HermitianEigen.decompose(n, a, ao, lda, values, vo, vectors);
    }

    @Override
    public void complexEig(
            int n, double[] a, int ao, int lda, double[] values, int vo, double @Nullable [] vectors, int xo) {
        ComplexEigen.decompose(n, a, ao, lda, values, vo, vectors, xo);
    }

    @Override
    public void complexSvd(
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
        ComplexSvd.decompose(m, n, a, ao, lda, s, so, full, u, uo, vh, vo);
    }
}
