package org.orrery.ndarray;

import org.junit.jupiter.api.Nested;
import org.orrery.ndarray.testing.NdArrayContract;

/** Dense arrays keep the contract in whatever way their elements lie in the storage. */
class DenseArrayContractTest {
    @Nested
    class Contiguous extends NdArrayContract {
        @Override
        protected NdArray of(DenseArray dense) {
            return dense;
        }
    }

    /** Every second element of a larger array, and an offset. */
    @Nested
    class Strided extends NdArrayContract {
        @Override
        protected NdArray of(DenseArray dense) {
            return spread(dense, 2, 3);
        }
    }

    /** Along each axis backwards. */
    @Nested
    class Backwards extends NdArrayContract {
        @Override
        protected NdArray of(DenseArray dense) {
            return spread(dense, -1, 1);
        }
    }

    @Nested
    class Transposed extends NdArrayContract {
        @Override
        protected NdArray of(DenseArray dense) {
            return dense.transpose().copy().transpose();
        }
    }

    /** Axes along which the elements do not change are repeated without storage; all else is read-only too. */
    @Nested
    class Broadcast extends NdArrayContract {
        @Override
        protected NdArray of(DenseArray dense) {
            DenseArray a = dense;
            for (int axis = 0; axis < dense.ndim(); axis++) {
                Index[] first = new Index[axis + 1];
                java.util.Arrays.fill(first, Index.all());
                first[axis] = Index.range(0, 1);
                if (a.shape().get(axis) > 1
                        && a.index(first).broadcastTo(a.shape()).equals(a)) {
                    a = a.index(first);
                }
            }
            return a.broadcastTo(dense.shape()).asReadOnly();
        }
    }

    private static DenseArray spread(DenseArray dense, int step, int before) {
        Index[] entries = new Index[dense.ndim()];
        long[] dims = new long[dense.ndim()];
        for (int a = 0; a < entries.length; a++) {
            long n = dense.shape().get(a);
            long span = Math.max(0, (n - 1) * Math.abs(step) + 1);
            dims[a] = before + (n == 0 ? 0 : span) + 1;
            entries[a] = n == 0
                    ? Index.range(0, 0)
                    : step > 0
                            ? Index.range(before, before + span, step)
                            : Index.range(before + span - 1, before - 1, step);
        }
        DenseArray wide = Creation.zeros(Shape.of(dims), dense.dtype());
        wide.set(dense, entries);
        return wide.index(entries);
    }
}
