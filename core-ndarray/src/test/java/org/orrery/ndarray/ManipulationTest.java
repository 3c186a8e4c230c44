package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.testing.Generators;
import org.orrery.ndarray.testing.Reference;

/** Manipulation, searching, sorting and linear algebra: the functions that stand on the protocol. */
class ManipulationTest {
    private static DenseArray matrix() {
        return Creation.arange(6).reshape(2, 3);
    }

    private static long[] longs(NdArray a) {
        return a.toDense().toLongArray();
    }

    @Test
    void stacks() {
        NdArray a = Creation.array(1L, 2L);
        NdArray b = Creation.array(3L, 4L);
        assertThat(longs(Manipulation.stack(0, a, b))).containsExactly(1, 2, 3, 4);
        assertThat(longs(Manipulation.stack(1, a, b))).containsExactly(1, 3, 2, 4);
        assertThat(longs(Manipulation.stack(-1, a, b))).containsExactly(1, 3, 2, 4);
        assertThat(Manipulation.stack(0, Creation.scalar(1.0), Creation.scalar(2L)))
                .isEqualTo(Creation.array(1.0, 2));
        assertThatThrownBy(() -> Manipulation.stack(0, a, Creation.array(1L)))
                .hasMessage("stack: array 1 has shape (1,), array 0 (2,): expected the same");
        assertThatThrownBy(() -> Manipulation.stack(2, a, b)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Manipulation.stack(0)).hasMessage("stack: no arrays given: expected one or more");
        assertThatThrownBy(() -> Manipulation.concat(0)).hasMessage("concat: no arrays given: expected one or more");
        NdArray[] rows = Manipulation.unstack(matrix(), 0);
        assertThat(rows).hasSize(2);
        assertThat(longs(rows[1])).containsExactly(3, 4, 5);
        assertThat(longs(Manipulation.unstack(matrix(), -1)[2])).containsExactly(2, 5);
    }

    @Test
    void addsAndRemovesAxes() {
        assertThat(Manipulation.expandDims(matrix(), 0).shape()).isEqualTo(Shape.of(1, 2, 3));
        assertThat(Manipulation.expandDims(matrix(), -1).shape()).isEqualTo(Shape.of(2, 3, 1));
        assertThat(Manipulation.expandDims(matrix(), -2).shape()).isEqualTo(Shape.of(2, 1, 3));
        assertThatThrownBy(() -> Manipulation.expandDims(matrix(), 3)).isInstanceOf(ShapeException.class);
        NdArray thin = matrix().reshape(1, 2, 1, 3);
        assertThat(Manipulation.squeeze(thin, 0).shape()).isEqualTo(Shape.of(2, 1, 3));
        assertThat(Manipulation.squeeze(thin, -2, 0).shape()).isEqualTo(Shape.of(2, 3));
        assertThatThrownBy(() -> Manipulation.squeeze(thin, 1))
                .hasMessage("squeeze: axis 1 of shape (1, 2, 1, 3) has size 2: expected 1");
    }

    @Test
    void movesAxes() {
        NdArray a = Creation.zeros(Shape.of(2, 3, 4, 5));
        assertThat(Manipulation.moveaxis(a, 0, -1).shape()).isEqualTo(Shape.of(3, 4, 5, 2));
        assertThat(Manipulation.moveaxis(a, -1, 0).shape()).isEqualTo(Shape.of(5, 2, 3, 4));
        assertThat(Manipulation.moveaxis(a, 1, 2).shape()).isEqualTo(Shape.of(2, 4, 3, 5));
        assertThat(Manipulation.permuteDims(a, 3, 2, 1, 0).shape()).isEqualTo(Shape.of(5, 4, 3, 2));
        assertThat(longs(Manipulation.flip(matrix(), Axes.all()))).containsExactly(5, 4, 3, 2, 1, 0);
        assertThat(longs(Manipulation.flip(matrix(), Axes.of(1)))).containsExactly(2, 1, 0, 5, 4, 3);
        assertThat(LinearAlgebra.matrixTranspose(a).shape()).isEqualTo(Shape.of(2, 3, 5, 4));
    }

    @Test
    void rolls() {
        NdArray a = Creation.arange(5);
        assertThat(longs(Manipulation.roll(a, 2, 0))).containsExactly(3, 4, 0, 1, 2);
        assertThat(longs(Manipulation.roll(a, -1, 0))).containsExactly(1, 2, 3, 4, 0);
        assertThat(longs(Manipulation.roll(a, 12, -1))).containsExactly(3, 4, 0, 1, 2);
        assertThat(longs(Manipulation.roll(a, Long.MIN_VALUE, 0)))
                .isEqualTo(longs(Manipulation.roll(a, Math.floorMod(Long.MIN_VALUE, 5L), 0)));
        assertThat(longs(Manipulation.roll(matrix(), 1, 0))).containsExactly(3, 4, 5, 0, 1, 2);
        assertThat(Manipulation.roll(Creation.zeros(Shape.of(0)), 1, 0).size()).isZero();
    }

    @Test
    void tilesAndRepeats() {
        NdArray a = Creation.array(1L, 2L);
        assertThat(longs(Manipulation.tile(a, 3))).containsExactly(1, 2, 1, 2, 1, 2);
        assertThat(Manipulation.tile(a, 2, 2).shape()).isEqualTo(Shape.of(2, 4));
        assertThat(longs(Manipulation.tile(matrix(), 2))).containsExactly(0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5);
        assertThat(Manipulation.tile(a, 0).shape()).isEqualTo(Shape.of(0));
        assertThat(longs(Manipulation.repeat(matrix(), 2, 1))).containsExactly(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5);
        assertThat(longs(Manipulation.repeat(matrix(), 2, 0))).containsExactly(0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5);
        assertThat(Manipulation.repeat(a, 0, 0).shape()).isEqualTo(Shape.of(0));
        DenseArray once = Manipulation.tile(a, 1).toDense();
        assertThat(once.isReadOnly()).isTrue();
        assertThatThrownBy(() -> Manipulation.tile(a, -1)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Manipulation.repeat(a, -1, 0)).isInstanceOf(ShapeException.class);
    }

    @Test
    void broadcastsSeveral() {
        NdArray[] r = Manipulation.broadcastArrays(Creation.arange(3), matrix().get(":, :1"));
        assertThat(longs(r[0])).containsExactly(0, 1, 2, 0, 1, 2);
        assertThat(longs(r[1])).containsExactly(0, 0, 0, 3, 3, 3);
        assertThat(Manipulation.broadcastTo(Creation.arange(3), Shape.of(2, 3))
                        .toDense()
                        .isReadOnly())
                .isTrue();
        assertThat(Manipulation.reshape(matrix(), Shape.of(3, 2)).shape()).isEqualTo(Shape.of(3, 2));
    }

    @Test
    void searches() {
        DenseArray a = Creation.array(new long[] {0, 3, 0}, new long[] {4, 0, 5});
        NdArray[] p = Searching.nonzero(a);
        assertThat(longs(p[0])).containsExactly(0, 1, 1);
        assertThat(longs(p[1])).containsExactly(1, 0, 2);
        assertThat(Searching.nonzero(Creation.array(new Complex(0, 0), Complex.I))[0])
                .isEqualTo(Creation.array(1L));
        assertThat(Searching.nonzero(Creation.array(Double.NaN, 0))[0]).isEqualTo(Creation.array(0L));
        assertThatThrownBy(() -> Searching.nonzero(Creation.scalar(1.0))).isInstanceOf(ShapeException.class);
        assertThat(longs(Searching.where(a, Creation.scalar(1L), Creation.scalar(-1L))))
                .containsExactly(-1, 1, -1, 1, -1, 1);
        assertThat(Searching.where(Creation.array(true, false), Creation.array(1, 2), Creation.array(0.5))
                        .dtype())
                .isEqualTo(DType.FLOAT64);
        DenseArray u = DenseArray.of(DType.UINT64, new long[] {-1, -2}, Shape.of(2));
        assertThat(longs(Searching.where(Creation.array(true, false), u, u))).containsExactly(-1, -2);
        assertThat(longs(Searching.countNonzero(a, Axes.of(0)))).containsExactly(1, 1, 1);
    }

    /** Stable, and the same as picking by the positions; long lines go another way than short ones. */
    @Test
    void sorts() {
        Generators generators = new Generators(37);
        SplittableRandom random = generators.random();
        for (int round = 0; round < 60; round++) {
            DType t = generators.dtype();
            if (t.isComplex()) {
                continue;
            }
            int n = random.nextInt(1, 300);
            DenseArray a = random.nextBoolean()
                    ? generators.view(t, Shape.of(3, n))
                    : generators.tame(DType.INT8, Shape.of(3, n)).convert(t);
            for (boolean descending : new boolean[] {false, true}) {
                DenseArray order = Sorting.argsort(a, 1, descending).toDense();
                assertThat(Reference.of(order).elements())
                        .isEqualTo(Reference.of(a).argsort(1, descending).elements());
                DenseArray sorted = Sorting.sort(a, 1, descending).toDense();
                DenseArray rows = DenseArray.wrap(new long[] {0, 1, 2}, Shape.of(3, 1));
                DenseArray picked = a.index(Index.of(rows), Index.of(order));
                // Both zeros are equal, so that their order is the only difference there may be.
                assertThat(sorted.eq(picked)
                                .toDense()
                                .convert(DType.INT8)
                                .add(sorted.ne(sorted).mul(picked.ne(picked))))
                        .isEqualTo(Creation.ones(Shape.of(3, n), DType.INT8));
            }
        }
        assertThat(Sorting.sort(Creation.array(3.0, Double.NaN, -0.0, Double.NEGATIVE_INFINITY))
                        .toDense()
                        .toDoubleArray())
                .containsExactly(Double.NEGATIVE_INFINITY, -0.0, 3, Double.NaN);
        assertThat(longs(Sorting.argsort(Creation.array(0.0, -0.0, 0.0)))).containsExactly(0, 1, 2);
        double negativeNan = Double.longBitsToDouble(0xfff8_0000_0000_0001L);
        assertThat(longs(Sorting.argsort(Creation.array(negativeNan, 1, -1)))).containsExactly(2, 1, 0);
        double[] many = new double[100_000];
        Arrays.setAll(many, i -> random.nextInt(1000));
        long[] order = longs(Sorting.argsort(DenseArray.wrap(many)));
        for (int i = 1; i < order.length; i++) {
            int a = (int) order[i - 1];
            int b = (int) order[i];
            assertThat(many[a] < many[b] || (many[a] == many[b] && a < b)).isTrue();
        }
    }

    @Test
    void multipliesMatrices() {
        DenseArray a = matrix();
        assertThat(longs(LinearAlgebra.matmul(a, a.transpose()))).containsExactly(5, 14, 14, 50);
        assertThat(longs(LinearAlgebra.matmul(a, Creation.arange(3)))).containsExactly(5, 14);
        assertThat(longs(LinearAlgebra.matmul(Creation.arange(2), a))).containsExactly(3, 4, 5);
        assertThat(LinearAlgebra.matmul(Creation.arange(3), Creation.arange(3)).getLong())
                .isEqualTo(5);
        assertThatThrownBy(() -> LinearAlgebra.matmul(a, a)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> LinearAlgebra.matmul(a, Creation.scalar(2L))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> LinearAlgebra.matrixTranspose(Creation.arange(3)))
                .isInstanceOf(ShapeException.class);
        // Exact where a double would not be.
        long odd = (1L << 53) + 1;
        assertThat(longs(LinearAlgebra.matmul(Creation.array(odd), Creation.array(1L))))
                .containsExactly(odd);
        // Infinities times zero are not lost.
        DenseArray inf = Creation.array(Double.POSITIVE_INFINITY, 0);
        assertThat(LinearAlgebra.matmul(inf, Creation.array(0.0, 1)).getDouble())
                .isNaN();
    }
}
