package org.orrery.ndarray;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.orrery.ndarray.parallel.Parallel;

/**
 * A copy of a stack of matrices, one after the other in float64 or complex128, for algorithms that overwrite them. Results
 * are rounded to the type of the input.
 */
final class MatrixStack {
    /** Operations that are worth a chunk of a parallel region. */
    private static final long GRAIN = 1 << 15;

    final DType type;
    final boolean complex;
    final Shape batch;
    final int count;
    final int rows;
    final int columns;
    final double[] data;

    private MatrixStack(DenseArray x, DType type, Shape batch, int rows, int columns) {
        this.type = type;
        this.complex = type.isComplex();
        this.batch = batch;
        this.count = size(batch.size());
        this.rows = rows;
        this.columns = columns;
        DType compute = complex ? DType.COMPLEX128 : DType.FLOAT64;
        this.data = (double[]) (x.dtype() == compute ? x.copy() : x.convert(compute)).storage();
    }

    /**
     * Copies a stack.
     *
     * @param name the function that asks
     * @param x an array of two dimensions or more; integers become float64
     */
    static MatrixStack of(String name, NdArray x) {
        DenseArray d = DenseLoops.dense(name, x)[0];
        checkRank(name, d);
        return of(d, floating(name, d.dtype()), leading(d.shape(), 2));
    }

    /** Copies a stack of square matrices. */
    static MatrixStack square(String name, NdArray x) {
        checkSquare(name, x);
        return of(name, x);
    }

    /** Copies a stack that broadcasts to leading dimensions, in a type that its own promotes to. */
    static MatrixStack of(DenseArray x, DType type, Shape batch) {
        int m = size(x.shape().get(-2));
        int n = size(x.shape().get(-1));
        Shape shape = DenseProducts.append(batch, m, n);
        return new MatrixStack(x.shape().equals(shape) ? x : x.broadcastTo(shape), type, batch, m, n);
    }

    /** A size that may be too large although the array is empty. */
    private static int size(long n) {
        if (n > Integer.MAX_VALUE) {
            throw new ShapeException("a stack of matrices has a size of " + n + ": expected at most 2147483647");
        }
        return (int) n;
    }

    static void checkRank(String name, NdArray x) {
        if (x.ndim() < 2) {
            throw new ShapeException(name + ": shape " + x.shape() + ": expected two dimensions or more");
        }
    }

    static void checkSquare(String name, NdArray x) {
        checkRank(name, x);
        if (x.shape().get(-1) != x.shape().get(-2)) {
            throw new ShapeException(name + ": shape " + x.shape() + ": expected square matrices in the last two axes");
        }
    }

    /** The leading dimensions of a shape. */
    static Shape leading(Shape shape, int trailing) {
        return Shape.of(Arrays.copyOf(shape.dims(), shape.ndim() - trailing));
    }

    /** The type of results for an input type. */
    static DType floating(String name, DType type) {
        if (type.isBoolean()) {
            throw new DTypeException(name + " does not take booleans: convert them to float64 first");
        }
        return type.isInteger() ? DType.FLOAT64 : type;
    }

    /** The number of doubles of a matrix. */
    int length() {
        return rows * columns * (complex ? 2 : 1);
    }

    /** Where a matrix begins, counted in its elements. */
    int at(int i) {
        return i * rows * columns;
    }

    boolean isEmpty() {
        return data.length == 0;
    }

    /**
     * Runs a body for every matrix, if they are not empty.
     *
     * @param cost about how many operations it is
     */
    void each(long cost, IntConsumer body) {
        if (isEmpty()) {
            return;
        }
        Parallel.forEach(count, Math.max(1, GRAIN / Math.max(1, cost)), (from, to) -> {
            for (int i = (int) from; i < to; i++) {
                body.accept(i);
            }
        });
    }

    /** The operations of a cubic algorithm. */
    long cubic() {
        return (long) rows * columns * Math.min(rows, columns);
    }

    boolean isFinite(int i) {
        for (int k = i * length(); k < (i + 1) * length(); k++) {
            if (!Double.isFinite(data[k])) {
                return false;
            }
        }
        return true;
    }

    /** Refuses what an iteration would not end on. */
    void checkFinite(String name) {
        for (int i = 0; i < count; i++) {
            if (!isFinite(i)) {
                throw new ConvergenceException(
                        name + ": " + describe(i) + " has an element that is infinite or not a number");
            }
        }
    }

    /** Names a matrix for a message. */
    String describe(int i) {
        if (batch.ndim() == 0) {
            return "the matrix";
        }
        long[] position = new long[batch.ndim()];
        long rest = i;
        for (int axis = position.length - 1; axis >= 0; axis--) {
            position[axis] = rest % batch.get(axis);
            rest /= batch.get(axis);
        }
        return "matrix " + Arrays.toString(position) + " of the stack";
    }

    /** A result for each matrix, of the input's type: complex if the input is. */
    NdArray result(double[] values, long... tail) {
        return wide(values, tail).convert(type);
    }

    /** A real result for each matrix, of the precision of the input's type. */
    NdArray real(double[] values, long... tail) {
        return array(DType.FLOAT64, values, tail).convert(type.realType());
    }

    /** A complex result for each matrix, of the precision of the input's type. */
    NdArray complex(double[] values, long... tail) {
        DType wanted = type.realType() == DType.FLOAT32 ? DType.COMPLEX64 : DType.COMPLEX128;
        return array(DType.COMPLEX128, values, tail).convert(wanted);
    }

    /** A result for each matrix in double precision. */
    DenseArray wide(double[] values, long... tail) {
        return array(complex ? DType.COMPLEX128 : DType.FLOAT64, values, tail);
    }

    private DenseArray array(DType dtype, double[] values, long... tail) {
        return DenseArray.of(dtype, values, DenseProducts.append(batch, tail));
    }

    double[] allocate(long perMatrix) {
        return allocate(perMatrix, complex);
    }

    double[] allocateComplex(long perMatrix) {
        return allocate(perMatrix, true);
    }

    private double[] allocate(long perMatrix, boolean pairs) {
        long n = count * perMatrix * (pairs ? 2 : 1);
        if (n > Integer.MAX_VALUE - 8) {
            throw new ShapeException(
                    "the result has " + n + " numbers: a dense array holds at most " + (Integer.MAX_VALUE - 8));
        }
        return new double[(int) n];
    }
}
