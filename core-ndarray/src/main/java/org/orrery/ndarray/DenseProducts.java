package org.orrery.ndarray;

import org.orrery.ndarray.internal.LongGemm;
import org.orrery.ndarray.parallel.Parallel;

/** Products of dense matrices, and of stacks of them, by the chosen provider of linear algebra. */
final class DenseProducts {
    /** Multiplications that are worth a chunk of a parallel region. */
    private static final long GRAIN = 1 << 16;

    private DenseProducts() {}

    /** The type that products of a type are computed in. */
    static DType computeType(DType type) {
        return type.isComplex() ? DType.COMPLEX128 : type.isFloating() ? type : DType.INT64;
    }

    /**
     * The product of stacks of matrices.
     *
     * @param a a stack {@code (..., m, k)}
     * @param b a stack {@code (..., k, n)} whose leading dimensions broadcast with the other's
     * @param type the promoted type
     * @return the stack {@code (..., m, n)}
     */
    static DenseArray matmul(DenseArray a, DenseArray b, DType type) {
        DType compute = computeType(type);
        int m = (int) a.shape().get(-2);
        int k = (int) a.shape().get(-1);
        int n = (int) b.shape().get(-1);
        Shape batchA = batch(a.shape());
        Shape batchB = batch(b.shape());
        Shape batch = batchA.broadcast(batchB);
        Shape shape = append(batch, m, n);
        DenseArray out = DenseArray.allocate(compute, shape);
        if (shape.size() == 0 || k == 0) {
            return out.convert(type);
        }
        if (batchB.ndim() == 0 && batchA.ndim() > 0 && m * batchA.size() <= Integer.MAX_VALUE) {
            // One matrix at the right: the left ones lie below each other.
            DenseArray tall = a.convert(compute).reshape(-1, k);
            product(Matrix.of(tall), Matrix.of(b.convert(compute)), out, 0);
            return out.convert(type);
        }
        Matrix x = Matrix.of(a.convert(compute));
        Matrix y = Matrix.of(b.convert(compute));
        int count = (int) batch.size();
        int[] atA = places(x.array(), batch);
        int[] atB = places(y.array(), batch);
        long grain = Math.max(1, GRAIN / Math.max(1, (long) m * n * k));
        Parallel.forEach(count, grain, (from, to) -> {
            for (int i = (int) from; i < to; i++) {
                product(x.at(atA[i]), y.at(atB[i]), out, i * m * n);
            }
        });
        return out.convert(type);
    }

    private static Shape batch(Shape shape) {
        return Shape.of(java.util.Arrays.copyOf(shape.dims(), shape.ndim() - 2));
    }

    static Shape append(Shape batch, long... tail) {
        long[] dims = java.util.Arrays.copyOf(batch.dims(), batch.ndim() + tail.length);
        System.arraycopy(tail, 0, dims, batch.ndim(), tail.length);
        return Shape.of(dims);
    }

    /** Where each matrix of a stack begins, in the order of a shape that the stack's broadcasts to. */
    private static int[] places(DenseArray stack, Shape batch) {
        int n = batch.ndim();
        int[] strides = new int[n];
        int shift = n - (stack.ndim() - 2);
        for (int i = shift; i < n; i++) {
            strides[i] = stack.shape().get(i - shift) == 1 ? 0 : stack.stridesInternal()[i - shift];
        }
        int[] places = new int[(int) batch.size()];
        long[] position = new long[n];
        int at = stack.offset();
        for (int i = 0; i < places.length; i++) {
            places[i] = at;
            for (int axis = n - 1; axis >= 0; axis--) {
                at += strides[axis];
                if (++position[axis] < batch.get(axis)) {
                    break;
                }
                at -= (int) position[axis] * strides[axis];
                position[axis] = 0;
            }
        }
        return places;
    }

    /** Writes the product of two matrices into a contiguous result, whose elements are zero. */
    static void product(Matrix a, Matrix b, DenseArray out, int at) {
        int m = a.rows();
        int n = b.columns();
        int k = a.columns();
        LinearAlgebraProvider provider = Backends.linearAlgebra();
        Object x = a.array().storage();
        Object y = b.array().storage();
        switch (out.dtype()) {
            case FLOAT64 ->
                provider.gemm(
                        a.transposed(),
                        b.transposed(),
                        m,
                        n,
                        k,
                        1,
                        (double[]) x,
                        a.offset(),
                        a.step(),
                        (double[]) y,
                        b.offset(),
                        b.step(),
                        0,
                        (double[]) out.storage(),
                        at,
                        n);
            case FLOAT32 ->
                provider.gemm(
                        a.transposed(),
                        b.transposed(),
                        m,
                        n,
                        k,
                        1,
                        (float[]) x,
                        a.offset(),
                        a.step(),
                        (float[]) y,
                        b.offset(),
                        b.step(),
                        0,
                        (float[]) out.storage(),
                        at,
                        n);
            case COMPLEX128 ->
                provider.complexGemm(
                        a.transposed(),
                        b.transposed(),
                        m,
                        n,
                        k,
                        (double[]) x,
                        a.offset(),
                        a.step(),
                        (double[]) y,
                        b.offset(),
                        b.step(),
                        (double[]) out.storage(),
                        at,
                        n);
            default ->
                LongGemm.multiply(m, n, k, (long[]) x, a.offset(), (long[]) y, b.offset(), (long[]) out.storage(), at);
        }
    }

    /**
     * The matrices in the last two axes of an array, as the provider takes them.
     *
     * @param array the stack
     * @param offset where the one matrix begins
     * @param rows its rows
     * @param columns its columns
     * @param transposed whether columns, not rows, lie side by side
     * @param step the distance between rows (or columns)
     */
    record Matrix(DenseArray array, int offset, int rows, int columns, boolean transposed, int step) {
        /** The first matrix of a stack, which is copied if neither its rows nor its columns lie side by side. */
        static Matrix of(DenseArray stack) {
            DenseArray a = stack;
            int r = (int) a.shape().get(-2);
            int c = (int) a.shape().get(-1);
            int rs = a.stride(-2);
            int cs = a.stride(-1);
            boolean integers = a.dtype() == DType.INT64;
            if ((cs == 1 || c == 1) && (r == 1 || (integers ? rs == c : rs >= c))) {
                return new Matrix(a, a.offset(), r, c, false, r == 1 ? c : rs);
            }
            if (!integers && (rs == 1 || r == 1) && (c == 1 || cs >= r)) {
                return new Matrix(a, a.offset(), r, c, true, c == 1 ? r : cs);
            }
            a = a.copy();
            return new Matrix(a, 0, r, c, false, c);
        }

        Matrix at(int place) {
            return new Matrix(array, place, rows, columns, transposed, step);
        }
    }
}
