package org.orrery.sparse;

import java.util.Arrays;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Ops;
import org.orrery.ndarray.Shape;

/** Products of every entry with every other. */
final class CooProducts {
    private CooProducts() {}

    static CooArray kron(CooArray a, CooArray b) {
        int ndim = Math.max(a.ndim(), b.ndim());
        CooArray x = a.withShape(leading(a.shape(), ndim));
        CooArray y = b.withShape(leading(b.shape(), ndim));
        long[] dims = new long[ndim];
        for (int i = 0; i < ndim; i++) {
            dims[i] = Math.multiplyExact(x.shape().get(i), y.shape().get(i));
        }
        Shape shape = Shape.of(dims);
        int n = CooArray.checkEntries((long) x.nnz() * y.nnz());
        boolean doubles = x.dtype() == DType.FLOAT64 && y.dtype() == DType.FLOAT64;
        if (n > 0 && ndim == 2 && doubles) {
            return matrices(x, y, shape, n);
        }
        long[] strides = shape.strides();
        long[] weights = strides.clone();
        for (int i = 0; i < ndim; i++) {
            weights[i] *= y.shape().get(i);
        }
        long[] left = new Projection(x.shape(), weights).of(x.keyStorage());
        long[] right = new Projection(y.shape(), strides).of(y.keyStorage());
        long[] keys = new long[n];
        int[] u = new int[n];
        int[] v = new int[n];
        for (int s = 0, o = 0; s < left.length; s++) {
            for (int t = 0; t < right.length; t++, o++) {
                keys[o] = left[s] + right[t];
                u[o] = s;
                v[o] = t;
            }
        }
        DenseArray p = DenseArray.of(x.dtype(), Cells.select(x.valueStorage(), x.dtype(), u), Shape.of(n));
        DenseArray q = DenseArray.of(y.dtype(), Cells.select(y.valueStorage(), y.dtype(), v), Shape.of(n));
        DenseArray products = Ops.MULTIPLY.apply(p, q).toDense();
        return CooArray.gathered(
                shape, products.dtype(), keys, Cells.storage(products), Cells.allocate(products.dtype(), 1));
    }

    private static Shape leading(Shape shape, int ndim) {
        long[] dims = new long[ndim];
        Arrays.fill(dims, 1);
        System.arraycopy(shape.dims(), 0, dims, ndim - shape.ndim(), shape.ndim());
        return Shape.of(dims);
    }

    /** Row by row, in which each entry of the left row is followed by the whole right row. */
    private static CooArray matrices(CooArray a, CooArray b, Shape shape, int n) {
        long columnsA = a.shape().get(1);
        long columnsB = b.shape().get(1);
        Groups rowsA = a.groups(columnsA);
        Groups rowsB = b.groups(columnsB);
        long[] keys = new long[n];
        double[] values = new double[n];
        long[] keysA = a.keyStorage();
        long[] keysB = b.keyStorage();
        double[] x = (double[]) a.valueStorage();
        double[] y = (double[]) b.valueStorage();
        int o = 0;
        for (int g = 0; g < rowsA.count(); g++) {
            for (int h = 0; h < rowsB.count(); h++) {
                long row = (rowsA.ids[g] * b.shape().get(0) + rowsB.ids[h]) * columnsA * columnsB;
                int from = rowsB.starts[h];
                int count = rowsB.starts[h + 1] - from;
                for (int s = rowsA.starts[g]; s < rowsA.starts[g + 1]; s++) {
                    long shift = row + (keysA[s] - rowsA.ids[g] * columnsA) * columnsB - rowsB.ids[h] * columnsB;
                    double f = x[s];
                    for (int t = 0; t < count; t++) {
                        keys[o + t] = keysB[from + t] + shift;
                        values[o + t] = f * y[from + t];
                    }
                    o += count;
                }
            }
        }
        return CooArray.pruned(shape, DType.FLOAT64, keys, values, new double[1]);
    }
}
