package org.orrery.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.LinearAlgebra;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Sampling;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;

/** Compressed arrays: their parts, their checks, and the way to the other forms and back. */
class GcxsArrayTest {
    /** Some axes of a shape, in any order. */
    static int[] axes(Samples s, int ndim) {
        int[] all = new int[ndim];
        for (int i = 0; i < ndim; i++) {
            int at = s.below(i + 1);
            all[i] = all[at];
            all[at] = i;
        }
        return java.util.Arrays.copyOf(all, s.below(ndim + 1));
    }

    @Test
    void everyFormHasTheSameElements() {
        Samples s = new Samples(11);
        for (int round = 0; round < 400; round++) {
            DType dtype = s.dtype();
            DenseArray fill = s.fill(dtype);
            DenseArray d = s.dense(s.shape(), dtype, fill, true);
            CooArray coo = CooArray.fromDense(d, fill);
            GcxsArray a = GcxsArray.from(coo, axes(s, d.ndim()));
            assertThat(a.toCoo()).isEqualTo(coo);
            Samples.assertSame(a.toDense(), d, 0, a.toString());
            GcxsArray b = a.compressed(axes(s, d.ndim()));
            assertThat(b).isEqualTo(a).hasSameHashCodeAs(a);
            assertThat(b.nnz()).isEqualTo(coo.nnz());
            GcxsArray again =
                    GcxsArray.of(b.shape(), b.compressedAxes(), b.pointers(), b.indices(), b.values(), b.fill());
            assertThat(again).isEqualTo(b);
            assertThat(DokArray.from(b).toCoo()).isEqualTo(coo);
            int[] order = axes(s, d.ndim());
            if (order.length == d.ndim()) {
                assertThat(b.permute(order).toCoo()).isEqualTo(coo.permute(order));
            }
        }
    }

    @Test
    void aMatrixIsCsrOrCsc() {
        CooArray a = CooArray.of(Shape.of(3, 4), new int[] {2, 0, 2}, new int[] {1, 3, 0}, new double[] {5, 6, 7});
        GcxsArray csr = GcxsArray.from(a, 0);
        assertThat(csr.pointers().ints()).containsExactly(0, 1, 1, 3);
        assertThat(csr.indices().ints()).containsExactly(3, 0, 1);
        assertThat(csr.values().doubles()).containsExactly(6, 7, 5);
        GcxsArray csc = GcxsArray.from(a, 1);
        assertThat(csc.pointers().ints()).containsExactly(0, 1, 2, 2, 3);
        assertThat(csc.indices().ints()).containsExactly(2, 2, 0);
        assertThat(csc).isEqualTo(csr);
        assertThat(GcxsArray.csr(Shape.of(3, 4), new int[] {0, 1, 1, 3}, new int[] {3, 0, 1}, new double[] {6, 7, 5}))
                .isEqualTo(csr);
        assertThat(GcxsArray.csc(
                        Shape.of(3, 4), new int[] {0, 1, 2, 2, 3}, new int[] {2, 2, 0}, new double[] {7, 5, 6}))
                .isEqualTo(csr);
        GcxsArray turned = csr.transpose();
        assertThat(turned.compressedAxes()).containsExactly(1);
        assertThat(turned.indices().storage()).isSameAs(csr.indices().storage());
        assertThat(turned.getDouble(1, 2)).isEqualTo(5);
        assertThat(csr.getDouble(2, -4)).isEqualTo(7);
        assertThat(csr)
                .hasToString("GcxsArray(shape=(3, 4), dtype=float64, nnz=3, fill=0.0, compressed=[0])\n"
                        + "  (0, 3)  6.0\n  (2, 0)  7.0\n  (2, 1)  5.0");
    }

    @Test
    void resultsStayCompressedAlongTheSameAxes() {
        GcxsArray a = GcxsArray.from(CooArray.random(Shape.of(20, 30), 0.1, Sampling.seed(1)), 1);
        CooArray b = CooArray.random(Shape.of(20, 30), 0.1, Sampling.seed(2));
        GcxsArray sum = (GcxsArray) b.add(a);
        assertThat(sum.compressedAxes()).containsExactly(1);
        Samples.assertSame(sum, a.toDense().add(b.toDense()), 0, "add");
        assertThat(((GcxsArray) Elementwise.cos(a)).fill().getDouble()).isEqualTo(1);
        NdArray product = LinearAlgebra.matmul(a, b.transpose());
        assertThat(product).isInstanceOf(GcxsArray.class);
        Samples.assertSame(
                product, LinearAlgebra.matmul(a.toDense(), b.toDense().transpose()), 1e-13, "matmul");
    }

    @Test
    void axesOfFarTooManyPositionsAreNotCompressedUnlessAskedFor() {
        CooArray a = CooArray.fromKeys(Shape.of(1L << 40, 5), new long[] {7, 1L << 41}, Creation.array(1.0, 2.0));
        assertThatThrownBy(() -> GcxsArray.from(a, 0))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("1099511627776 rows");
        GcxsArray c = GcxsArray.from(a, 1);
        assertThat(c.indices().dtype()).isEqualTo(DType.INT64);
        assertThat(c.toCoo()).isEqualTo(a);
        GcxsArray flat = c.reshape(1L << 20, 5L << 20);
        assertThat(flat.toCoo()).isEqualTo(a.reshape(1L << 20, 5L << 20));
        assertThat(flat.pointers().size()).isLessThan(1 << 21);
        assertThat(c.getDouble(1, 2)).isEqualTo(1);
    }

    @Test
    void partsThatContradictEachOtherAreRefused() {
        Shape shape = Shape.of(2, 3);
        double[] v = {1, 2};
        assertThatThrownBy(() -> GcxsArray.csr(shape, new int[] {0, 2}, new int[] {0, 1}, v))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("2 + 1");
        assertThatThrownBy(() -> GcxsArray.csr(shape, new int[] {0, 2, 1}, new int[] {0, 1}, v))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> GcxsArray.csr(shape, new int[] {0, 3, 2}, new int[] {0, 1}, v))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 0 to 3");
        assertThatThrownBy(() -> GcxsArray.csr(shape, new int[] {0, 1, 2}, new int[] {0, 3}, v))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("is 3");
        assertThatThrownBy(() -> GcxsArray.csr(shape, new int[] {0, 1, 2}, new int[] {-1, 1}, v))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("is -1");
        assertThatThrownBy(() -> GcxsArray.csr(shape, new int[] {0, 2, 2}, new int[] {1, 0}, v))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not increase");
        assertThatThrownBy(() -> GcxsArray.csr(shape, new int[] {0, 1, 2}, new int[] {1}, v))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> GcxsArray.csr(Shape.of(4), new int[] {0, 1, 2}, new int[] {1, 0}, v))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> GcxsArray.of(
                        shape,
                        new int[] {0},
                        Creation.array(0.0, 1.0, 2.0),
                        Creation.array(0, 1),
                        DenseArray.wrap(v),
                        Creation.scalar(0.0)))
                .isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> GcxsArray.from(CooArray.eye(3), 0, 0)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> GcxsArray.from(CooArray.eye(3), 2)).isInstanceOf(ShapeException.class);
    }
}
