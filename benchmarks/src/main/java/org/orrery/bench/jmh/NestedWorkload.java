package org.orrery.bench.jmh;

import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.LinearAlgebra;
import org.orrery.ndarray.Manipulation;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.QrResult;
import org.orrery.ndarray.Sampling;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.Statistics;
import org.orrery.ndarray.Utility;
import org.orrery.ndarray.parallel.Parallel;

/**
 * The workloads of Figures 2 to 6 of "Composable Multi-Threading and Multi-Processing for Numeric Libraries" (SciPy 2018): an
 * outermost region of tasks, each of which calls linear algebra that is parallel inside.
 */
public enum NestedWorkload {
    /** Figure 2: a tall matrix is factorised by chunks of rows and multiplied again. */
    BALANCED_QR {
        @Override
        double run(Scale scale) {
            return qr(scale, scale.chunks());
        }
    },
    /** Figure 3, and with several numbers of workers Figure 6: eigenvalues and vectors of many small matrices. */
    BALANCED_EIG {
        @Override
        double run(Scale scale) {
            return eig(scale, scale.tasks(), 1);
        }
    },
    /** Figure 4: one chunk, half of them, all. */
    UNBALANCED_QR {
        @Override
        double run(Scale scale) {
            return qr(scale, 1) + qr(scale, Math.max(1, scale.chunks() / 2)) + qr(scale, scale.chunks());
        }
    },
    /** Figure 5: products in one task, then eigenvalues in half as many tasks as workers, then in as many. */
    UNBALANCED_EIG {
        @Override
        double run(Scale scale) {
            return products(scale)
                    + eig(scale, scale.tasks(), Math.max(1, 2 * scale.tasks() / scale.chunks()))
                    + eig(scale, scale.tasks(), Math.max(1, scale.tasks() / scale.chunks()));
        }
    };

    /** The products of the first stage of Figure 5. */
    private static final int PRODUCTS = 6;

    /**
     * Runs the workload once, in the mode of the caller.
     *
     * @param scale the sizes
     * @return a number made of the results, the same in each run and mode with a Java provider
     */
    abstract double run(Scale scale);

    /**
     * The sizes of the workloads.
     *
     * @param rows the rows of the tall matrix
     * @param columns its columns
     * @param chunks the number of chunks of rows, and of tasks where tasks are many matrices
     * @param size the rows of the matrices whose eigenvalues are sought
     * @param tasks the number of those
     * @param product the rows of the matrices that are multiplied
     */
    public record Scale(int rows, int columns, int chunks, int size, int tasks, int product) {
        /** Those of the paper, for 88 hardware threads and some 20 GB; it sought eigenvalues 1408 times in Figure 5. */
        public static final Scale PAPER = new Scale(440_000, 1000, 44, 256, 1024, 8192);

        /** Some tenths of a second in two threads. */
        public static final Scale SMALL = new Scale(8000, 100, 8, 64, 32, 384);
    }

    private static double qr(Scale scale, int chunks) {
        int rows = scale.rows() / chunks;
        int columns = scale.columns();
        NdArray x = Sampling.uniform(Shape.of((long) rows * chunks, columns), Sampling.seed(1));
        QrResult[] parts = new QrResult[chunks];
        Parallel.forEach(chunks, i -> parts[(int) i] = LinearAlgebra.qr(chunk(x, i, rows)));
        NdArray[] triangles = new NdArray[chunks];
        for (int i = 0; i < chunks; i++) {
            triangles[i] = parts[i].r();
        }
        QrResult top = LinearAlgebra.qr(Manipulation.concat(0, triangles));
        boolean[] close = new boolean[chunks];
        Parallel.forEach(chunks, i -> {
            NdArray q = LinearAlgebra.matmul(parts[(int) i].q(), chunk(top.q(), i, columns));
            NdArray again = LinearAlgebra.matmul(q, top.r());
            NdArray off = Elementwise.abs(Elementwise.subtract(again, chunk(x, i, rows)));
            close[(int) i] = Utility.all(Elementwise.lessEqual(off, 1e-10)).getBoolean();
        });
        for (boolean one : close) {
            if (!one) {
                throw new IllegalStateException("Q R is not the matrix that was factorised");
            }
        }
        return Statistics.sum(Elementwise.abs(top.r())).getDouble();
    }

    private static NdArray chunk(NdArray x, long i, int rows) {
        return x.get(i * rows + ":" + (i + 1) * rows);
    }

    private static double eig(Scale scale, int count, int chunk) {
        NdArray x = Sampling.uniform(Shape.of(scale.size(), scale.size()), Sampling.seed(2));
        double[] largest = new double[count];
        Parallel.forEach(0, count, chunk, (from, to) -> {
            for (long i = from; i < to; i++) {
                largest[(int) i] =
                        LinearAlgebra.eig(x).eigenvalues().getComplex(0).re();
            }
        });
        double sum = 0;
        for (double one : largest) {
            sum += one;
        }
        return sum;
    }

    private static double products(Scale scale) {
        NdArray y = Sampling.uniform(Shape.of(scale.product(), scale.product()), Sampling.seed(3));
        double[] corner = new double[PRODUCTS];
        Parallel.forEach(0, PRODUCTS, PRODUCTS, (from, to) -> {
            for (long i = from; i < to; i++) {
                corner[(int) i] = LinearAlgebra.matmul(y, y).getDouble(0, 0);
            }
        });
        return corner[0];
    }
}
