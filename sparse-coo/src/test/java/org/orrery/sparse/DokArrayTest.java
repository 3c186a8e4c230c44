package org.orrery.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;

/** Assignment to a builder does what it does to a dense array. */
class DokArrayTest {
    @Test
    void elementsAreSetAndRead() {
        Samples s = new Samples(5);
        DokArray d = DokArray.of(Shape.of(13, 17));
        DenseArray e = Creation.zeros(Shape.of(13, 17));
        for (int k = 0; k < 2_000; k++) {
            int i = s.below(13);
            int j = s.below(17);
            double v = s.below(3);
            d.set(v, i, j - 17);
            e.setDouble(i, j, v);
            assertThat(d.getDouble(i, j)).isEqualTo(v);
        }
        assertThat(d.toCoo()).isEqualTo(CooArray.fromDense(e));
        assertThat(d.nnz()).isEqualTo(d.toCoo().nnz());
    }

    /** An entry of an index for an axis of a size. */
    static Index entry(Samples s, long size) {
        int n = (int) size;
        boolean[] mask = new boolean[n];
        for (int i = 0; i < n; i++) {
            mask[i] = s.below(2) == 0;
        }
        return switch (n == 0 ? 0 : s.below(6)) {
            case 0 -> Index.all();
            case 1 -> Index.at(s.below(n));
            case 2 -> Index.range(s.below(n), n);
            case 3 -> Index.step(s.below(2) == 0 ? -1 : 2);
            case 4 -> Index.of(s.below(n), s.below(n), s.below(n));
            default -> Index.of(Creation.array(mask));
        };
    }

    @Test
    void partsAreSetAsInDenseArrays() {
        Samples s = new Samples(6);
        int set = 0;
        for (int round = 0; round < 600; round++) {
            DType dtype = s.dtype();
            Shape shape = s.shape();
            DenseArray fill = s.fill(dtype);
            DenseArray e = s.dense(shape, dtype, fill, true);
            DokArray d = DokArray.from(CooArray.fromDense(e, fill));
            for (int k = 0; k < 3; k++) {
                List<Index> entries = new ArrayList<>();
                for (int a = 0; a < shape.ndim() && s.below(5) > 0; a++) {
                    entries.add(entry(s, shape.get(a)));
                }
                if (s.below(4) == 0) {
                    entries.add(s.below(entries.size() + 1), Index.newAxis());
                }
                Index[] index = entries.toArray(new Index[0]);
                Shape part;
                try {
                    part = e.index(index).shape();
                } catch (ShapeException x) {
                    // Masks and positions that do not broadcast.
                    assertThatThrownBy(() -> d.set(Creation.zeros(Shape.of(), dtype), index))
                            .isInstanceOf(ShapeException.class);
                    continue;
                }
                DenseArray values = s.dense(s.below(2) == 0 ? part : s.narrower(part), dtype, fill, true);
                NdArray given =
                        switch (s.below(3)) {
                            case 0 -> values;
                            case 1 -> CooArray.fromDense(values, fill);
                            default -> GcxsArray.from(CooArray.fromDense(values));
                        };
                d.set(given, index);
                e.set(values, index);
                Samples.assertSame(d.toCoo(), e, 0, Index.format(index) + " of " + shape + " = " + given);
                set++;
            }
        }
        assertThat(set).isGreaterThan(1_000);
    }

    @Test
    void sparseValuesInAHugePartTakeNoMoreThanTheirEntries() {
        Shape shape = Shape.of(1_000_000, 1_000_000);
        DokArray d = DokArray.of(shape);
        d.set(1.0, 5, 5);
        d.set(2.0, 999_999, 0);
        CooArray row = CooArray.fromKeys(Shape.of(1_000_000), new long[] {5, 77}, Creation.array(3.0, 4.0));
        d.set(row, Index.at(5));
        assertThat(d.nnz()).isEqualTo(3);
        assertThat(d.getDouble(5, 5)).isEqualTo(3);
        d.set(Creation.scalar(0.0).broadcastTo(Shape.of()), Index.at(5), Index.at(77));
        assertThat(d.nnz()).isEqualTo(2);
        CooArray none = CooArray.fromKeys(shape, new long[0], Creation.zeros(Shape.of(0)));
        d.set(none, Index.step(-1));
        assertThat(d.nnz()).isZero();
    }

    @Test
    void sparseMasksSelect() {
        DokArray d = DokArray.from(CooArray.eye(4));
        CooArray mask = (CooArray) CooArray.eye(4).gt(0);
        d.set(Creation.array(1.0, 2.0, 3.0, 0.0), Index.of(mask));
        assertThat(d.toCoo().values().doubles()).containsExactly(1, 2, 3);
    }

    @Test
    void everyKindOfValueIsTaken() {
        DokArray b = DokArray.of(Shape.of(2), DType.BOOL);
        b.set(true, 1);
        assertThat(b.getBoolean(1)).isTrue();
        assertThat(b.getBoolean(0)).isFalse();
        DokArray c = DokArray.of(Shape.of(2), DType.COMPLEX64);
        c.set(Complex.of(1, 2), 0);
        assertThat(c.getComplex(0)).isEqualTo(Complex.of(1, 2));
        DokArray n = DokArray.of(Shape.of(2, 2), DType.INT16, Creation.scalar(7L));
        n.set(-3L, 1, 1);
        assertThat(n.getLong(1, 1)).isEqualTo(-3);
        assertThat(n.getLong(0, 1)).isEqualTo(7);
        assertThat(n.fill().getLong()).isEqualTo(7);
        assertThat(n).hasToString("DokArray(shape=(2, 2), dtype=int16, nnz=1, fill=7)");
        n.set("0, :", CooArray.fromDense(Creation.array(0L, 7L), Creation.scalar(7L)));
        assertThat(n.nnz()).isEqualTo(2);
    }

    @Test
    void badInputIsRefused() {
        DokArray d = DokArray.of(Shape.of(2, 3), DType.INT32);
        assertThatThrownBy(() -> d.set(1L, 2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> d.set(1L, 0)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> d.set(1.5, 0, 0)).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> d.set(Creation.zeros(Shape.of(4)), Index.at(0)))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> DokArray.of(Shape.of(2), DType.INT8, Creation.array(1L, 2L)))
                .isInstanceOf(ShapeException.class);
    }
}
