package org.orrery.backend.cuda;

import java.util.function.Supplier;
import jcuda.Pointer;
import jcuda.driver.CUDA_MEMCPY2D;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUmemorytype;
import jcuda.driver.JCudaDriver;
import jcuda.jcublas.JCublas2;
import jcuda.jcublas.cublasHandle;
import jcuda.jcublas.cublasOperation;
import jcuda.jcublas.cublasStatus;
import org.orrery.ndarray.BackendException;

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
    private final cublasHandle handle = new cublasHandle();
    private boolean closed;

    private CublasGemm(CudaContext context) {
        this.context = context;
    }

    /**
     * Loads cuBLAS.
     *
     * @return what multiplies, to be closed
     * @throws BackendException if there is no GPU, driver or cuBLAS; the message says which
     */
    public static CublasGemm open() {
        try {
            Status.check(JCudaDriver.cuInit(0), "starting the CUDA driver");
            CUdevice device = new CUdevice();
            Status.check(JCudaDriver.cuDeviceGet(device, 0), "opening the first CUDA device");
            CudaLibraries.preload("libcublasLt.so.12");
            CudaLibraries.preload(LIBRARY);
            CublasGemm gemm = new CublasGemm(new CudaContext(device));
            gemm.check(() -> JCublas2.cublasCreate(gemm.handle), "starting cuBLAS");
            return gemm;
        } catch (LinkageError e) {
            throw new BackendException("cuBLAS of CUDA 12 cannot be loaded: " + CudaLibraries.missing("cublas", e), e);
        }
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
        Matrix first = Matrix.of("a", Pointer.to(a), a.length, ao, lda, transposeA ? k : m, transposeA ? m : k, 8);
        Matrix second = Matrix.of("b", Pointer.to(b), b.length, bo, ldb, transposeB ? n : k, transposeB ? k : n, 8);
        Matrix result = Matrix.of("c", Pointer.to(c), c.length, co, ldc, m, n, 8);
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
        Matrix first = Matrix.of("a", Pointer.to(a), a.length, ao, lda, transposeA ? k : m, transposeA ? m : k, 4);
        Matrix second = Matrix.of("b", Pointer.to(b), b.length, bo, ldb, transposeB ? n : k, transposeB ? k : n, 4);
        Matrix result = Matrix.of("c", Pointer.to(c), c.length, co, ldc, m, n, 4);
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

    /** A matrix in a Java array; on the GPU its rows follow each other without gaps. */
    private record Matrix(Pointer array, long offsetBytes, long strideBytes, int rows, int columns, int size) {
        static Matrix of(String name, Pointer array, int length, int offset, int ld, int rows, int columns, int size) {
            if (rows < 1 || columns < 1 || offset < 0 || ld < columns
                    || offset + (rows - 1L) * ld + columns > length) {
                throw new IllegalArgumentException("matrix " + name + " of (" + rows + ", " + columns + ") at " + offset
                        + " with distance " + ld + " between rows does not lie in an array of " + length);
            }
            return new Matrix(array, (long) offset * size, (long) ld * size, rows, columns, size);
        }

        long bytes() {
            return (long) rows * columns * size;
        }

        void copy(CUdeviceptr device, boolean toDevice) {
            CUDA_MEMCPY2D copy = new CUDA_MEMCPY2D();
            copy.WidthInBytes = (long) columns * size;
            copy.Height = rows;
            Pointer host = array.withByteOffset(offsetBytes);
            if (toDevice) {
                copy.srcMemoryType = CUmemorytype.CU_MEMORYTYPE_HOST;
                copy.srcHost = host;
                copy.srcPitch = strideBytes;
                copy.dstMemoryType = CUmemorytype.CU_MEMORYTYPE_DEVICE;
                copy.dstDevice = device;
                copy.dstPitch = copy.WidthInBytes;
            } else {
                copy.srcMemoryType = CUmemorytype.CU_MEMORYTYPE_DEVICE;
                copy.srcDevice = device;
                copy.srcPitch = copy.WidthInBytes;
                copy.dstMemoryType = CUmemorytype.CU_MEMORYTYPE_HOST;
                copy.dstHost = host;
                copy.dstPitch = strideBytes;
            }
            Status.check(JCudaDriver.cuMemcpy2D(copy), toDevice ? "copying a matrix to a GPU" : "copying a product back");
        }
    }

    private interface Product {
        int run(CUdeviceptr a, CUdeviceptr b, CUdeviceptr c);
    }

    private void multiply(Matrix a, Matrix b, Matrix c, boolean readC, Product product) {
        if (closed) {
            throw new IllegalStateException("this CublasGemm is closed");
        }
        context.within(() -> {
            CUdeviceptr memory = new CUdeviceptr();
            long bytes = a.bytes() + b.bytes() + c.bytes();
            Status.check(JCudaDriver.cuMemAlloc(memory, bytes), "taking " + bytes + " bytes for a product");
            try {
                CUdeviceptr second = memory.withByteOffset(a.bytes());
                CUdeviceptr result = second.withByteOffset(b.bytes());
                a.copy(memory, true);
                b.copy(second, true);
                if (readC) {
                    c.copy(result, true);
                }
                checkCublas(product.run(memory, second, result), "a product in cuBLAS");
                c.copy(result, false);
            } finally {
                JCudaDriver.cuMemFree(memory);
            }
            return c;
        });
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
