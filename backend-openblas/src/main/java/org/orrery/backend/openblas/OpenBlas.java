package org.orrery.backend.openblas;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.openblas.global.openblas;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.BackendException;
import org.orrery.ndarray.ConvergenceException;
import org.orrery.ndarray.LinearAlgebraProvider;
import org.orrery.ndarray.Vectorization;

/**
 * Linear algebra by OpenBLAS and the LAPACK in it. Found by itself; users call {@code LinearAlgebra}.
 *
 * <p>Matrices are copied out of the heap and back. Sizes at which that, or the call, costs more than it gains are computed in
 * Java; so are products of a matrix and a vector, which read each element once, as a copy would, and, with the Vector API,
 * real products, at which Java is as fast. With {@code -Dorrery.linalg=openblas} the library does all products of 64 rows
 * and more. The same sizes take the same way in every call, so results have the same bits as long as the granted number of
 * threads is the same.
 */
public final class OpenBlas implements LinearAlgebraProvider {

    /** LAPACK_ROW_MAJOR; to read it there would load the library. */
    private static final int ROWS = 101;

    private static final double[] ONE = {1, 0};
    private static final double[] ZERO = {0, 0};

    private static volatile @Nullable String found;

    private final Crossover crossover;

    /** Creates the provider, without loading anything. */
    public OpenBlas() {
        this(
                "openblas".equals(System.getProperty("orrery.linalg"))
                        ? Crossover.NAMED
                        : Crossover.automatic(Vectorization.isActive()));
    }

    OpenBlas(Crossover crossover) {
        this.crossover = crossover;
    }

    @Override
    public String name() {
        return "openblas";
    }

    @Override
    public String probe() {
        String known = found;
        if (known != null) {
            return known;
        }
        try {
            return load();
        } catch (LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new BackendException(
                    "OpenBLAS does not load: " + cause
                            + ". Its natives for this platform are in org.bytedeco:openblas and org.bytedeco:javacpp"
                            + " with the platform's classifier, or in org.bytedeco:openblas-platform",
                    e);
        }
    }

    private static synchronized String load() {
        String known = found;
        if (known == null) {
            // What is not finite has been refused, or is computed with as everywhere.
            openblas.LAPACKE_set_nancheck(0);
            double[] c = new double[1];
            try (Scratch scratch = new Scratch(3)) {
                DoublePointer x = scratch.doubles(1).put(0, 3);
                DoublePointer y = scratch.doubles(1);
                product(false, false, 1, 1, 1, 2, x, 1, x, 1, 0, y, 1);
                y.get(c);
            }
            if (c[0] != 18) {
                throw new BackendException("OpenBLAS computes 2 * 3 * 3 = " + c[0]);
            }
            known = openblas.OPENBLAS_VERSION.strip() + " by JavaCPP";
            found = known;
        }
        return known;
    }

    private static void product(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            double alpha,
            DoublePointer a,
            int lda,
            DoublePointer b,
            int ldb,
            double beta,
            DoublePointer c,
            int ldc) {
        openblas.cblas_dgemm(
                openblas.CblasRowMajor,
                transpose(transposeA),
                transpose(transposeB),
                m,
                n,
                k,
                alpha,
                a,
                lda,
                b,
                ldb,
                beta,
                c,
                ldc);
    }

    private static int transpose(boolean transposed) {
        return transposed ? openblas.CblasTrans : openblas.CblasNoTrans;
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
        if (!crossover.product(m, n, k)) {
            LinearAlgebraProvider.super.gemm(
                    transposeA, transposeB, m, n, k, alpha, a, ao, lda, b, bo, ldb, beta, c, co, ldc);
            return;
        }
        int rowsA = transposeA ? k : m;
        int columnsA = transposeA ? m : k;
        int rowsB = transposeB ? n : k;
        int columnsB = transposeB ? k : n;
        try (Scratch scratch = new Scratch((long) m * k + (long) k * n + (long) m * n)) {
            DoublePointer pa = scratch.matrix(a, ao, rowsA, columnsA, lda);
            DoublePointer pb = scratch.matrix(b, bo, rowsB, columnsB, ldb);
            DoublePointer pc = beta == 0 ? scratch.doubles((long) m * n) : scratch.matrix(c, co, m, n, ldc);
            Gate.call(() -> {
                product(transposeA, transposeB, m, n, k, alpha, pa, columnsA, pb, columnsB, beta, pc, n);
                return 0;
            });
            Scratch.read(pc, c, co, m, n, ldc);
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
        if (!crossover.product(m, n, k)) {
            LinearAlgebraProvider.super.gemm(
                    transposeA, transposeB, m, n, k, alpha, a, ao, lda, b, bo, ldb, beta, c, co, ldc);
            return;
        }
        int rowsA = transposeA ? k : m;
        int columnsA = transposeA ? m : k;
        int rowsB = transposeB ? n : k;
        int columnsB = transposeB ? k : n;
        // A float is half a double; each part is rounded up.
        try (Scratch scratch = new Scratch(((long) m * k + (long) k * n + (long) m * n) / 2 + 3)) {
            FloatPointer pa = scratch.matrix(a, ao, rowsA, columnsA, lda);
            FloatPointer pb = scratch.matrix(b, bo, rowsB, columnsB, ldb);
            FloatPointer pc = beta == 0 ? scratch.floats((long) m * n) : scratch.matrix(c, co, m, n, ldc);
            Gate.call(() -> {
                openblas.cblas_sgemm(
                        openblas.CblasRowMajor,
                        transpose(transposeA),
                        transpose(transposeB),
                        m,
                        n,
                        k,
                        alpha,
                        pa,
                        columnsA,
                        pb,
                        columnsB,
                        beta,
                        pc,
                        n);
                return 0;
            });
            Scratch.read(pc, c, co, m, n, ldc);
        }
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
        if (!crossover.complexProduct(m, n, k)) {
            LinearAlgebraProvider.super.complexGemm(
                    transposeA, transposeB, m, n, k, a, ao, lda, b, bo, ldb, c, co, ldc);
            return;
        }
        int rowsA = transposeA ? k : m;
        int columnsA = transposeA ? m : k;
        int rowsB = transposeB ? n : k;
        int columnsB = transposeB ? k : n;
        try (Scratch scratch = new Scratch(2 * ((long) m * k + (long) k * n + (long) m * n) + 4)) {
            DoublePointer pa = scratch.matrix(a, 2 * ao, rowsA, 2 * columnsA, 2 * lda);
            DoublePointer pb = scratch.matrix(b, 2 * bo, rowsB, 2 * columnsB, 2 * ldb);
            DoublePointer pc = scratch.doubles(2L * m * n);
            DoublePointer one = scratch.doubles(2).put(ONE);
            DoublePointer zero = scratch.doubles(2).put(ZERO);
            Gate.call(() -> {
                openblas.cblas_zgemm(
                        openblas.CblasRowMajor,
                        transpose(transposeA),
                        transpose(transposeB),
                        m,
                        n,
                        k,
                        one,
                        pa,
                        columnsA,
                        pb,
                        columnsB,
                        zero,
                        pc,
                        n);
                return 0;
            });
            Scratch.read(pc, c, 2 * co, m, 2 * n, 2 * ldc);
        }
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
        if (!crossover.product(n, n, k)) {
            LinearAlgebraProvider.super.syrk(transpose, n, k, alpha, a, ao, lda, beta, c, co, ldc);
            return;
        }
        int rows = transpose ? k : n;
        int columns = transpose ? n : k;
        try (Scratch scratch = new Scratch((long) n * k + (long) n * n)) {
            DoublePointer pa = scratch.matrix(a, ao, rows, columns, lda);
            DoublePointer pc = scratch.doubles((long) n * n);
            Gate.call(() -> {
                openblas.cblas_dsyrk(
                        openblas.CblasRowMajor,
                        openblas.CblasLower,
                        transpose(transpose),
                        n,
                        k,
                        alpha,
                        pa,
                        columns,
                        0,
                        pc,
                        n);
                return 0;
            });
            double[] row = new double[n];
            for (int i = 0; i < n; i++) {
                pc.position((long) i * n).get(row, 0, i + 1);
                for (int j = 0; j <= i; j++) {
                    int lower = co + i * ldc + j;
                    int upper = co + j * ldc + i;
                    if (i != j) {
                        c[upper] = beta == 0 ? row[j] : beta * c[upper] + row[j];
                    }
                    c[lower] = beta == 0 ? row[j] : beta * c[lower] + row[j];
                }
            }
        }
    }

    @Override
    public int lu(int m, int n, double[] a, int ao, int lda, int[] pivots, int po) {
        return crossover.lu(m, n)
                ? lu(m, n, 1, a, ao, lda, pivots, po)
                : LinearAlgebraProvider.super.lu(m, n, a, ao, lda, pivots, po);
    }

    @Override
    public int complexLu(int m, int n, double[] a, int ao, int lda, int[] pivots, int po) {
        return crossover.lu(m, n)
                ? lu(m, n, 2, a, 2 * ao, 2 * lda, pivots, po)
                : LinearAlgebraProvider.super.complexLu(m, n, a, ao, lda, pivots, po);
    }

    /** With one or two doubles per element. */
    private static int lu(int m, int n, int parts, double[] a, int ao, int lda, int[] pivots, int po) {
        int p = Math.min(m, n);
        try (Scratch scratch = new Scratch((long) m * n * parts + p)) {
            DoublePointer pa = scratch.matrix(a, ao, m, n * parts, lda);
            IntPointer ipiv = scratch.ints(p);
            int info = Gate.call(() -> parts == 1
                    ? openblas.LAPACKE_dgetrf(ROWS, m, n, pa, n, ipiv)
                    : openblas.LAPACKE_zgetrf(ROWS, m, n, pa, n, ipiv));
            check("getrf", info, true);
            Scratch.read(pa, a, ao, m, n * parts, lda);
            for (int i = 0; i < p; i++) {
                pivots[po + i] = ipiv.get(i) - 1;
            }
            return info;
        }
    }

    @Override
    public void luSolve(
            int n, int columns, double[] a, int ao, int lda, int[] pivots, int po, double[] b, int bo, int ldb) {
        if (crossover.solve(n, columns)) {
            solve(n, columns, 1, a, ao, lda, pivots, po, b, bo, ldb);
        } else {
            LinearAlgebraProvider.super.luSolve(n, columns, a, ao, lda, pivots, po, b, bo, ldb);
        }
    }

    @Override
    public void complexLuSolve(
            int n, int columns, double[] a, int ao, int lda, int[] pivots, int po, double[] b, int bo, int ldb) {
        if (crossover.solve(n, columns)) {
            solve(n, columns, 2, a, 2 * ao, 2 * lda, pivots, po, b, 2 * bo, 2 * ldb);
        } else {
            LinearAlgebraProvider.super.complexLuSolve(n, columns, a, ao, lda, pivots, po, b, bo, ldb);
        }
    }

    private static void solve(
            int n,
            int columns,
            int parts,
            double[] a,
            int ao,
            int lda,
            int[] pivots,
            int po,
            double[] b,
            int bo,
            int ldb) {
        try (Scratch scratch = new Scratch((long) n * n * parts + (long) n * columns * parts + n)) {
            DoublePointer pa = scratch.matrix(a, ao, n, n * parts, lda);
            DoublePointer pb = scratch.matrix(b, bo, n, columns * parts, ldb);
            IntPointer ipiv = scratch.ints(n);
            for (int i = 0; i < n; i++) {
                ipiv.put(i, pivots[po + i] + 1);
            }
            int info = Gate.call(() -> parts == 1
                    ? openblas.LAPACKE_dgetrs(ROWS, (byte) 'N', n, columns, pa, n, ipiv, pb, columns)
                    : openblas.LAPACKE_zgetrs(ROWS, (byte) 'N', n, columns, pa, n, ipiv, pb, columns));
            check("getrs", info, false);
            Scratch.read(pb, b, bo, n, columns * parts, ldb);
        }
    }

    @Override
    public int cholesky(int n, double[] a, int ao, int lda) {
        return crossover.cholesky(n) ? cholesky(n, 1, a, ao, lda) : LinearAlgebraProvider.super.cholesky(n, a, ao, lda);
    }

    @Override
    public int complexCholesky(int n, double[] a, int ao, int lda) {
        return crossover.cholesky(n)
                ? cholesky(n, 2, a, 2 * ao, 2 * lda)
                : LinearAlgebraProvider.super.complexCholesky(n, a, ao, lda);
    }

    private static int cholesky(int n, int parts, double[] a, int ao, int lda) {
        try (Scratch scratch = new Scratch((long) n * n * parts)) {
            DoublePointer pa = scratch.matrix(a, ao, n, n * parts, lda);
            int info = Gate.call(() -> parts == 1
                    ? openblas.LAPACKE_dpotrf(ROWS, (byte) 'L', n, pa, n)
                    : openblas.LAPACKE_zpotrf(ROWS, (byte) 'L', n, pa, n));
            check("potrf", info, true);
            Scratch.read(pa, a, ao, n, n * parts, lda);
            for (int i = 0; i < n; i++) {
                Arrays.fill(a, ao + i * lda + (i + 1) * parts, ao + i * lda + n * parts, 0);
            }
            return info;
        }
    }

    @Override
    public void qr(int m, int n, double[] a, int ao, int lda, int size, double[] q, int qo, double[] r, int ro) {
        if (crossover.qr(m, n)) {
            qr(m, n, 1, a, ao, lda, size, q, qo, r, ro);
        } else {
            LinearAlgebraProvider.super.qr(m, n, a, ao, lda, size, q, qo, r, ro);
        }
    }

    @Override
    public void complexQr(int m, int n, double[] a, int ao, int lda, int size, double[] q, int qo, double[] r, int ro) {
        if (crossover.qr(m, n)) {
            qr(m, n, 2, a, 2 * ao, 2 * lda, size, q, 2 * qo, r, 2 * ro);
        } else {
            LinearAlgebraProvider.super.complexQr(m, n, a, ao, lda, size, q, qo, r, ro);
        }
    }

    private static void qr(
            int m, int n, int parts, double[] a, int ao, int lda, int size, double[] q, int qo, double[] r, int ro) {
        int p = Math.min(m, n);
        try (Scratch scratch = new Scratch(((long) m * n + (long) m * size + p) * parts)) {
            DoublePointer pa = scratch.matrix(a, ao, m, n * parts, lda);
            DoublePointer tau = scratch.doubles((long) p * parts);
            int info = Gate.call(() -> parts == 1
                    ? openblas.LAPACKE_dgeqrf(ROWS, m, n, pa, n, tau)
                    : openblas.LAPACKE_zgeqrf(ROWS, m, n, pa, n, tau));
            check("geqrf", info, false);
            // R is the upper part; the reflectors below it are what Q is made of.
            double[] row = new double[n * parts];
            DoublePointer pq = scratch.doubles((long) m * size * parts);
            for (int i = 0; i < m; i++) {
                pa.position((long) i * n * parts).get(row);
                pq.position((long) i * size * parts).put(row, 0, p * parts);
                if (i < size) {
                    int zeros = Math.min(i, n) * parts;
                    int at = ro + i * n * parts;
                    Arrays.fill(r, at, at + zeros, 0);
                    System.arraycopy(row, zeros, r, at + zeros, n * parts - zeros);
                }
            }
            pq.position(0);
            info = Gate.call(() -> parts == 1
                    ? openblas.LAPACKE_dorgqr(ROWS, m, size, p, pq, size, tau)
                    : openblas.LAPACKE_zungqr(ROWS, m, size, p, pq, size, tau));
            check("orgqr", info, false);
            Scratch.read(pq, q, qo, m, size * parts, size * parts);
        }
    }

    @Override
    public void eigSymmetric(int n, double[] a, int ao, int lda, double[] values, int vo, boolean vectors) {
        if (crossover.eigSymmetric(n)) {
            eigSymmetric(n, 1, a, ao, lda, values, vo, vectors);
        } else {
            LinearAlgebraProvider.super.eigSymmetric(n, a, ao, lda, values, vo, vectors);
        }
    }

    @Override
    public void eigHermitian(int n, double[] a, int ao, int lda, double[] values, int vo, boolean vectors) {
        if (crossover.eigSymmetric(n)) {
            eigSymmetric(n, 2, a, 2 * ao, 2 * lda, values, vo, vectors);
        } else {
            LinearAlgebraProvider.super.eigHermitian(n, a, ao, lda, values, vo, vectors);
        }
    }

    private static void eigSymmetric(
            int n, int parts, double[] a, int ao, int lda, double[] values, int vo, boolean vectors) {
        byte job = (byte) (vectors ? 'V' : 'N');
        try (Scratch scratch = new Scratch((long) n * n * parts + n)) {
            DoublePointer pa = scratch.matrix(a, ao, n, n * parts, lda);
            DoublePointer w = scratch.doubles(n);
            int info = Gate.call(() -> parts == 1
                    ? openblas.LAPACKE_dsyevd(ROWS, job, (byte) 'L', n, pa, n, w)
                    : openblas.LAPACKE_zheevd(ROWS, job, (byte) 'L', n, pa, n, w));
            converged("eigenvalues of a symmetric matrix", n, n, info);
            w.get(values, vo, n);
            if (vectors) {
                Scratch.read(pa, a, ao, n, n * parts, lda);
            }
        }
    }

    @Override
    public void eig(int n, double[] a, int ao, int lda, double[] values, int vo, double @Nullable [] vectors, int xo) {
        if (!crossover.eig(n)) {
            LinearAlgebraProvider.super.eig(n, a, ao, lda, values, vo, vectors, xo);
            return;
        }
        byte job = (byte) (vectors == null ? 'N' : 'V');
        try (Scratch scratch = new Scratch((vectors == null ? 1L : 2L) * n * n + 2L * n + 1)) {
            DoublePointer pa = scratch.matrix(a, ao, n, n, lda);
            DoublePointer wr = scratch.doubles(n);
            DoublePointer wi = scratch.doubles(n);
            DoublePointer vr = scratch.doubles(vectors == null ? 1 : (long) n * n);
            int info = Gate.call(() -> openblas.LAPACKE_dgeev(ROWS, (byte) 'N', job, n, pa, n, wr, wi, vr, n, vr, n));
            converged("eigenvalues", n, n, info);
            double[] imaginary = new double[n];
            wi.get(imaginary);
            for (int j = 0; j < n; j++) {
                values[2 * (vo + j)] = wr.get(j);
                values[2 * (vo + j) + 1] = imaginary[j];
            }
            if (vectors != null) {
                unpack(n, imaginary, vr, vectors, xo);
            }
        }
    }

    /** Of a pair of conjugate eigenvalues LAPACK gives the real and the imaginary part of the first one's vector. */
    private static void unpack(int n, double[] imaginary, DoublePointer vr, double[] vectors, int xo) {
        double[] row = new double[n];
        for (int i = 0; i < n; i++) {
            vr.position((long) i * n).get(row);
            int at = 2 * (xo + i * n);
            for (int j = 0; j < n; j++) {
                boolean pair = imaginary[j] != 0;
                vectors[at + 2 * j] = row[j];
                vectors[at + 2 * j + 1] = pair ? row[j + 1] : 0;
                if (pair) {
                    vectors[at + 2 * j + 2] = row[j];
                    vectors[at + 2 * j + 3] = -row[j + 1];
                    j++;
                }
            }
        }
    }

    @Override
    public void complexEig(
            int n, double[] a, int ao, int lda, double[] values, int vo, double @Nullable [] vectors, int xo) {
        if (!crossover.eig(n)) {
            LinearAlgebraProvider.super.complexEig(n, a, ao, lda, values, vo, vectors, xo);
            return;
        }
        byte job = (byte) (vectors == null ? 'N' : 'V');
        try (Scratch scratch = new Scratch((vectors == null ? 2L : 4L) * n * n + 2L * n + 2)) {
            DoublePointer pa = scratch.matrix(a, 2 * ao, n, 2 * n, 2 * lda);
            DoublePointer w = scratch.doubles(2L * n);
            DoublePointer vr = scratch.doubles(vectors == null ? 2 : 2L * n * n);
            int info = Gate.call(() -> openblas.LAPACKE_zgeev(ROWS, (byte) 'N', job, n, pa, n, w, vr, n, vr, n));
            converged("eigenvalues", n, n, info);
            w.get(values, 2 * vo, 2 * n);
            if (vectors != null) {
                vr.get(vectors, 2 * xo, 2 * n * n);
            }
        }
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
        if (crossover.svd(m, n)) {
            svd(m, n, 1, a, ao, lda, s, so, full, u, uo, vt, vo);
        } else {
            LinearAlgebraProvider.super.svd(m, n, a, ao, lda, s, so, full, u, uo, vt, vo);
        }
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
        if (crossover.svd(m, n)) {
            svd(m, n, 2, a, 2 * ao, 2 * lda, s, so, full, u, 2 * uo, vh, 2 * vo);
        } else {
            LinearAlgebraProvider.super.complexSvd(m, n, a, ao, lda, s, so, full, u, uo, vh, vo);
        }
    }

    private static void svd(
            int m,
            int n,
            int parts,
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
        int p = Math.min(m, n);
        boolean wanted = u != null && vt != null;
        byte job = (byte) (!wanted ? 'N' : full ? 'A' : 'S');
        int columnsU = full ? m : p;
        int rowsV = full ? n : p;
        int sizeU = wanted ? m * columnsU * parts : parts;
        int sizeV = wanted ? rowsV * n * parts : parts;
        try (Scratch scratch = new Scratch((long) m * n * parts + p + sizeU + sizeV)) {
            DoublePointer pa = scratch.matrix(a, ao, m, n * parts, lda);
            DoublePointer ps = scratch.doubles(p);
            DoublePointer pu = scratch.doubles(sizeU);
            DoublePointer pv = scratch.doubles(sizeV);
            int info = Gate.call(() -> parts == 1
                    ? openblas.LAPACKE_dgesdd(ROWS, job, m, n, pa, n, ps, pu, columnsU, pv, n)
                    : openblas.LAPACKE_zgesdd(ROWS, job, m, n, pa, n, ps, pu, columnsU, pv, n));
            converged("singular values", m, n, info);
            ps.get(s, so, p);
            if (u != null && vt != null) {
                pu.get(u, uo, sizeU);
                pv.get(vt, vo, sizeV);
            }
        }
    }

    @Override
    public int leastSquares(
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
        return crossover.svd(m, n)
                ? leastSquares(m, n, columns, 1, a, ao, lda, b, bo, ldb, rcond, s, so)
                : LinearAlgebraProvider.super.leastSquares(m, n, columns, a, ao, lda, b, bo, ldb, rcond, s, so);
    }

    @Override
    public int complexLeastSquares(
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
        return crossover.svd(m, n)
                ? leastSquares(m, n, columns, 2, a, 2 * ao, 2 * lda, b, 2 * bo, 2 * ldb, rcond, s, so)
                : LinearAlgebraProvider.super.complexLeastSquares(m, n, columns, a, ao, lda, b, bo, ldb, rcond, s, so);
    }

    private static int leastSquares(
            int m,
            int n,
            int columns,
            int parts,
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
        int rows = Math.max(m, n);
        try (Scratch scratch = new Scratch(((long) m * n + (long) rows * columns) * parts + p + 1)) {
            DoublePointer pa = scratch.matrix(a, ao, m, n * parts, lda);
            DoublePointer pb = scratch.doubles((long) rows * columns * parts);
            Scratch.fill(pb, b, bo, m, columns * parts, ldb);
            DoublePointer ps = scratch.doubles(p);
            IntPointer rank = scratch.ints(1);
            // A negative one would mean LAPACK's own choice.
            double least = Math.max(0, rcond);
            int info = Gate.call(() -> parts == 1
                    ? openblas.LAPACKE_dgelsd(ROWS, m, n, columns, pa, n, pb, columns, ps, least, rank)
                    : openblas.LAPACKE_zgelsd(ROWS, m, n, columns, pa, n, pb, columns, ps, least, rank));
            converged("least squares", m, n, info);
            Scratch.read(pb, b, bo, n, columns * parts, ldb);
            ps.get(s, so, p);
            return rank.get();
        }
    }

    /** LAPACK says by a negative number that an argument is wrong or, at -1010, that there is no memory. */
    private static void check(String routine, int info, boolean mayBePositive) {
        if (info < 0 || (info > 0 && !mayBePositive)) {
            throw new BackendException(
                    "OpenBLAS: " + routine + " returned " + info + (info <= -1010 ? ": out of memory" : ""));
        }
    }

    private static void converged(String what, int m, int n, int info) {
        check(what, info, true);
        if (info > 0) {
            throw new ConvergenceException(what + " of a matrix of shape (" + m + ", " + n
                    + "): LAPACK's iteration did not end, info " + info);
        }
    }
}
