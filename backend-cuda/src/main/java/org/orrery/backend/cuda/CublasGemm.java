package org.orrery.backend.cuda;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import jcuda.Pointer;
import jcuda.jcublas.JCublas2;
import jcuda.jcublas.cublasHandle;
import jcuda.jcublas.cublasOperation;
import jcuda.jcublas.cublasStatus;
import jcuda.runtime.cudaStream_t;
import org.orrery.ndarray.BackendException;
import org.orrery.ndarray.device.DeviceDriver;
import org.orrery.ndarray.device.Staging;
import org.orrery.ndarray.parallel.Parallel;

/**
 * Products of matrices on the first NVIDIA GPU, by cuBLAS of CUDA 12. Matrices are Java arrays in row-major order with
 * the place of the first element and the distance between rows; they are copied to the GPU and the result back, so that
 * it pays for large ones alone. Thread-safe: one product runs at a time.
 *
 * <pre>{@code
 * try (var cublas = CublasGemm.open()) {
 *     cublas.gemm(false, false, n, n, n, 1, a, 0, n, b, 0, n, 0, c, 0, n);
 * }
 * }</pre>
 */
public final class CublasGemm implements AutoCloseable {
    private static final String LIBRARY = "libcublas.so.12";

    private final CudaContext context;
    private final Staging staging;
    private final cublasHandle handle = new cublasHandle();
    private boolean closed;

    private CublasGemm(CudaContext context) {
        this.context = context;
        this.staging = new Staging(context::staging);
    }

    /**
     * Loads cuBLAS.
     *
     * @return what multiplies, to be closed
     * @throws BackendException if there is no GPU, driver or cuBLAS; the message says which
     */
    public static CublasGemm open() {
        try {
            CudaContext.startDriver();
            CudaLibraries.preload("libcublasLt.so.12");
            CudaLibraries.preload(LIBRARY);
            CublasGemm gemm = new CublasGemm(CudaContext.of(0));
            gemm.check(() -> JCublas2.cublasCreate(gemm.handle), "starting cuBLAS");
            gemm.check(
                    () -> JCublas2.cublasSetStream(gemm.handle, new cudaStream_t(gemm.context.stream())),
                    "giving cuBLAS its queue");
            return gemm;
        } catch (LinkageError e) {
            throw new BackendException("cuBLAS of CUDA 12 cannot be loaded: " + CudaLibraries.missing("cublas", e), e);
        }
    }

    /**
     * Name and version of the library.
     *
     * @return such as {@code cuBLAS 12.6.4}
     * @throws IllegalStateException if this is closed
     */
    public synchronized String version() {
        checkOpen();
        int[] version = new int[1];
        check(() -> JCublas2.cublasGetVersion(handle, version), "asking cuBLAS for its version");
        return "cuBLAS " + version[0] / 10_000 + "." + version[0] / 100 % 100 + "." + version[0] % 100;
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
     * @throws IllegalArgumentException if a size is less than 1 or a matrix does not lie in its array
     * @throws IllegalStateException if this is closed
     * @throws BackendException if the GPU has not enough memory, or fails
     */
    public synchronized void gemm(
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
        Matrix first = Matrix.of("a", a, ao, lda, transposeA ? k : m, transposeA ? m : k);
        Matrix second = Matrix.of("b", b, bo, ldb, transposeB ? n : k, transposeB ? k : n);
        Matrix result = Matrix.of("c", c, co, ldc, m, n);
        // cuBLAS counts by columns: it is given the transposed product, whose transposed result is ours.
        multiply(
                first,
                second,
                result,
                beta != 0,
                (pa, pb, pc) -> JCublas2.cublasDgemm(
                        handle,
                        operation(transposeB),
                        operation(transposeA),
                        n,
                        m,
                        k,
                        Pointer.to(new double[] {alpha}),
                        pb,
                        second.columns(),
                        pa,
                        first.columns(),
                        Pointer.to(new double[] {beta}),
                        pc,
                        n));
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
     * @throws IllegalArgumentException if a size is less than 1 or a matrix does not lie in its array
     * @throws IllegalStateException if this is closed
     * @throws BackendException if the GPU has not enough memory, or fails
     */
    public synchronized void gemm(
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
        Matrix first = Matrix.of("a", a, ao, lda, transposeA ? k : m, transposeA ? m : k);
        Matrix second = Matrix.of("b", b, bo, ldb, transposeB ? n : k, transposeB ? k : n);
        Matrix result = Matrix.of("c", c, co, ldc, m, n);
        multiply(
                first,
                second,
                result,
                beta != 0,
                (pa, pb, pc) -> JCublas2.cublasSgemm(
                        handle,
                        operation(transposeB),
                        operation(transposeA),
                        n,
                        m,
                        k,
                        Pointer.to(new float[] {alpha}),
                        pb,
                        second.columns(),
                        pa,
                        first.columns(),
                        Pointer.to(new float[] {beta}),
                        pc,
                        n));
    }

    private static int operation(boolean transpose) {
        return transpose ? cublasOperation.CUBLAS_OP_T : cublasOperation.CUBLAS_OP_N;
    }

    /** Copies elements between a Java array and a staging buffer. */
    private interface Part {
        void copy(ByteBuffer staging, int at, int count);
    }

    /** A matrix in a Java array; on the GPU its rows follow each other without gaps. */
    private record Matrix(int offset, int stride, int rows, int columns, int size, Part in, Part out) {
        static Matrix of(String name, double[] array, int offset, int stride, int rows, int columns) {
            check(name, array.length, offset, stride, rows, columns);
            return new Matrix(
                    offset,
                    stride,
                    rows,
                    columns,
                    Double.BYTES,
                    (staging, at, n) -> staging.asDoubleBuffer().put(array, at, n),
                    (staging, at, n) -> staging.asDoubleBuffer().get(array, at, n));
        }

        static Matrix of(String name, float[] array, int offset, int stride, int rows, int columns) {
            check(name, array.length, offset, stride, rows, columns);
            return new Matrix(
                    offset,
                    stride,
                    rows,
                    columns,
                    Float.BYTES,
                    (staging, at, n) -> staging.asFloatBuffer().put(array, at, n),
                    (staging, at, n) -> staging.asFloatBuffer().get(array, at, n));
        }

        private static void check(String name, int length, int offset, int stride, int rows, int columns) {
            if (rows < 1
                    || columns < 1
                    || offset < 0
                    || stride < columns
                    || offset + (rows - 1L) * stride + columns > length) {
                throw new IllegalArgumentException("matrix " + name + " of (" + rows + ", " + columns + ") at " + offset
                        + " with distance " + stride + " between rows does not lie in an array of " + length);
            }
        }

        long bytes() {
            return (long) rows * columns * size;
        }

        void copyIn(DeviceDriver.Memory memory, Staging staging) {
            inPieces(staging, (buffer, position) -> {
                rows(buffer, position, in);
                memory.write(position * size, buffer);
            });
        }

        void copyOut(DeviceDriver.Memory memory, Staging staging) {
            inPieces(staging, (buffer, position) -> {
                memory.read(position * size, buffer);
                rows(buffer.rewind(), position, out);
            });
        }

        private interface Piece {
            void copy(ByteBuffer buffer, long position);
        }

        /** Side by side, since moving elements to and from staging takes most of the time. */
        private void inPieces(Staging staging, Piece piece) {
            long count = (long) rows * columns;
            int each = Staging.BYTES / size;
            Parallel.forEach((count + each - 1) / each, 1, (from, to) -> {
                for (long i = from; i < to; i++) {
                    long position = i * each;
                    int n = (int) Math.min(each, count - position);
                    staging.with(buffer -> piece.copy(buffer.limit(n * size), position));
                }
            });
        }

        /** Copies the parts of rows that a piece holds. */
        private void rows(ByteBuffer buffer, long position, Part part) {
            int end = buffer.limit();
            long element = position;
            while (buffer.hasRemaining()) {
                int column = (int) (element % columns);
                int n = Math.min(columns - column, buffer.remaining() / size);
                part.copy(buffer, (int) (offset + element / columns * stride + column), n);
                buffer.position(buffer.position() + n * size);
                element += n;
            }
            buffer.position(0).limit(end);
        }
    }

    private interface Product {
        int run(Pointer a, Pointer b, Pointer c);
    }

    private void multiply(Matrix a, Matrix b, Matrix c, boolean readC, Product product) {
        checkOpen();
        List<CudaMemory> blocks = new ArrayList<>();
        try {
            for (Matrix matrix : List.of(a, b, c)) {
                blocks.add(context.allocate(matrix.bytes()));
            }
            a.copyIn(blocks.get(0), staging);
            b.copyIn(blocks.get(1), staging);
            if (readC) {
                c.copyIn(blocks.get(2), staging);
            }
            check(
                    () -> product.run(
                            blocks.get(0).pointer(),
                            blocks.get(1).pointer(),
                            blocks.get(2).pointer()),
                    "a product in cuBLAS");
            c.copyOut(blocks.get(2), staging);
        } finally {
            blocks.forEach(CudaMemory::free);
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("this CublasGemm is closed");
        }
    }

    private void check(Supplier<Integer> call, String tried) {
        checkCublas(context.within(call), tried);
    }

    private static void checkCublas(int status, String tried) {
        if (status != cublasStatus.CUBLAS_STATUS_SUCCESS) {
            throw new BackendException(tried + " failed: " + cublasStatus.stringFor(status));
        }
    }

    /** Gives cuBLAS back. Closing twice is fine. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            context.within(() -> JCublas2.cublasDestroy(handle));
        }
    }
}
