package org.orrery.sparse.linalg;

import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Philox;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.kernels.DoubleBlas1;
import org.orrery.ndarray.parallel.Parallel;

/** Sums and combinations of vectors, in blocks that threads share; results do not depend on the number of threads. */
final class Vectors {
    /** Elements of a block: 64 KB for two vectors of it. */
    static final int BLOCK = 1 << 12;

    /** Elements that one thread takes at once. */
    private static final int GRAIN = 1 << 14;

    private Vectors() {}

    static double dot(double[] x, double[] y) {
        if (x.length <= GRAIN) {
            return DoubleBlas1.dot(x, 0, y, 0, x.length);
        }
        return Parallel.reduce(
                x.length,
                GRAIN,
                (from, to) -> DoubleBlas1.dot(x, (int) from, y, (int) from, (int) (to - from)),
                Double::sum);
    }

    /** The Euclidean norm, scaled where squares would leave the range. */
    static double norm(double[] x) {
        double square = dot(x, x);
        if (square > 0x1p-900 && square < 0x1p1000) {
            return Math.sqrt(square);
        }
        double largest = 0;
        for (double v : x) {
            largest = Math.max(largest, Math.abs(v));
        }
        if (largest == 0 || !(largest < Double.POSITIVE_INFINITY)) {
            return largest;
        }
        double sum = 0;
        for (double v : x) {
            sum += v / largest * (v / largest);
        }
        return largest * Math.sqrt(sum);
    }

    /** {@code y += f x}. */
    static void add(double f, double[] x, double[] y) {
        Parallel.forEach(
                x.length, GRAIN, (from, to) -> DoubleBlas1.axpy(f, x, (int) from, y, (int) from, (int) (to - from)));
    }

    /** {@code y += f x}, and then the product of {@code y} with itself. */
    static double addAndSquare(double f, double[] x, double[] y) {
        return Parallel.reduce(
                x.length,
                BLOCK,
                (from, to) -> {
                    int n = (int) (to - from);
                    DoubleBlas1.axpy(f, x, (int) from, y, (int) from, n);
                    return DoubleBlas1.dot(y, (int) from, y, (int) from, n);
                },
                Double::sum);
    }

    /** {@code y = x + f y}. */
    static void scaleAndAdd(double f, double[] x, double[] y) {
        Parallel.forEach(x.length, GRAIN, (from, to) -> {
            for (int i = (int) from; i < (int) to; i++) {
                y[i] = x[i] + f * y[i];
            }
        });
    }

    static void scale(double f, double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] *= f;
        }
    }

    /** {@code r = b - A x}. */
    static void residual(LinearOperator a, double[] b, double[] x, double[] r) {
        a.apply(x, r);
        for (int i = 0; i < r.length; i++) {
            r[i] = b[i] - r[i];
        }
    }

    /** A random vector of length 1 that depends on its size and a number alone; empty for size 0. */
    static double[] random(int n, long number) {
        double[] x = new double[n];
        Philox generator = Philox.seed(0x0D0E).stream(number);
        generator.fillDoubles(0, x, 0, n);
        for (int i = 0; i < n; i++) {
            x[i] -= 0.5;
        }
        double norm = norm(x);
        scale(norm == 0 ? 1 : 1 / norm, x);
        return x;
    }

    /** The elements of a vector that is an argument, copied. */
    static double[] copyOf(String name, NdArray b, int expected) {
        if (b.ndim() != 1 || b.shape().get(0) != expected) {
            throw new ShapeException(name + " has shape " + b.shape() + ": expected (" + expected + ",)");
        }
        return elements(name, b);
    }

    /** The elements of a real argument in row-major order, copied. */
    static double[] elements(String name, NdArray b) {
        if (b.dtype().isComplex()) {
            throw new DTypeException(name + " has dtype " + b.dtype() + ": expected real elements");
        }
        double[] x = b.toDense().convert(DType.FLOAT64).toDoubleArray();
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i])) {
                throw new IllegalArgumentException(
                        name + " is " + x[i] + " at element " + i + ": expected finite elements");
            }
        }
        return x;
    }
}
