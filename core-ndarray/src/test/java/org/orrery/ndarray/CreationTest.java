package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CreationTest {
    @Test
    void integerRanges() {
        assertThat(Creation.arange(4).toLongArray()).containsExactly(0, 1, 2, 3);
        assertThat(Creation.arange(-2).size()).isZero();
        assertThat(Creation.arange(3, 10, 3).toLongArray()).containsExactly(3, 6, 9);
        assertThat(Creation.arange(3, 9, 3).toLongArray()).containsExactly(3, 6);
        assertThat(Creation.arange(5, 0, -2).toLongArray()).containsExactly(5, 3, 1);
        assertThat(Creation.arange(5, 0, 2).size()).isZero();
        assertThat(Creation.arange(4).dtype()).isEqualTo(DType.INT64);
        assertThatThrownBy(() -> Creation.arange(0, 5, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("arange: step is 0: expected a positive or negative one");
    }

    @Test
    void integerRangesOfTheWholeType() {
        long step = 1L << 62;
        assertThat(Creation.arange(Long.MIN_VALUE, Long.MAX_VALUE, step).toLongArray())
                .containsExactly(Long.MIN_VALUE, -step, 0, step);
        assertThat(Creation.arange(Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE)
                        .toLongArray())
                .containsExactly(Long.MAX_VALUE, -1);
        assertThat(Creation.arange(Long.MAX_VALUE - 1, Long.MAX_VALUE).toLongArray())
                .containsExactly(Long.MAX_VALUE - 1);
        assertThatThrownBy(() -> Creation.arange(Long.MIN_VALUE, Long.MAX_VALUE))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("a dense array holds at most");
    }

    @Test
    void floatingRanges() {
        assertThat(Creation.arange(0, 1, 0.25).toDoubleArray()).containsExactly(0, 0.25, 0.5, 0.75);
        assertThat(Creation.arange(1.0, 0.0, -0.3).toDoubleArray())
                .containsExactly(1, 1 - 0.3, 1 + 2 * -0.3, 1 + 3 * -0.3);
        assertThat(Creation.arange(0.0, 0.0, 1.0).size()).isZero();
        assertThat(Creation.arange(0.0, 1.0, -1.0).size()).isZero();
        assertThat(Creation.arange(0, 0.35, 0.1).size()).isEqualTo(4);
        for (double[] bad : new double[][] {{0, 1, 0}, {0, 1, Double.NaN}, {0, Double.POSITIVE_INFINITY, 1}}) {
            assertThatThrownBy(() -> Creation.arange(bad[0], bad[1], bad[2]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected finite numbers and a step that is not zero");
        }
    }

    @Test
    void linspaceHasExactEnds() {
        for (double[] ends : new double[][] {{0, 1}, {0.1, 0.7}, {-1e300, 1e300}, {3, 3}, {1, -1 / 3.0}, {0, 1e-300}}) {
            for (int n : new int[] {2, 3, 7, 50, 1001}) {
                double[] x = Creation.linspace(ends[0], ends[1], n).doubles();
                assertThat(x).hasSize(n);
                assertThat(x[0]).isEqualTo(ends[0]);
                assertThat(x[n - 1]).isEqualTo(ends[1]);
                double[] back = Creation.linspace(ends[1], ends[0], n).doubles();
                for (int i = 1; i < n; i++) {
                    assertThat(Math.signum(x[i] - x[i - 1])).isIn(0.0, Math.signum(ends[1] - ends[0]));
                    // Within a rounding of the span on either side.
                    assertThat(Math.abs(x[i] - back[n - 1 - i]))
                            .isLessThanOrEqualTo(2 * Math.ulp(Math.max(Math.abs(ends[0]), Math.abs(ends[1]))));
                }
            }
        }
        assertThat(Creation.linspace(0, 1, 5).doubles()).containsExactly(0, 0.25, 0.5, 0.75, 1);
        assertThat(Creation.linspace(0, 1, 4, false).doubles()).containsExactly(0, 0.25, 0.5, 0.75);
        assertThat(Creation.linspace(2, 5, 1).doubles()).containsExactly(2);
        assertThat(Creation.linspace(2, 5, 1, false).doubles()).containsExactly(2);
        assertThat(Creation.linspace(2, 5, 0).size()).isZero();
        assertThatThrownBy(() -> Creation.linspace(0, 1, -1)).isInstanceOf(ShapeException.class);
    }

    @Test
    void linspaceAcrossTheWholeRange() {
        double max = Double.MAX_VALUE;
        assertThat(Creation.linspace(-max, max, 5).doubles()).containsExactly(-max, -max / 2, 0, max / 2, max);
    }

    @Test
    void eye() {
        assertThat(Creation.eye(2)).isEqualTo(Creation.array(new double[] {1, 0}, new double[] {0, 1}));
        assertThat(Creation.eye(2, 3, 1, DType.INT8).toLongArray()).containsExactly(0, 1, 0, 0, 0, 1);
        assertThat(Creation.eye(3, 2, -1, DType.BOOL).toLongArray()).containsExactly(0, 0, 1, 0, 0, 1);
        for (long far : new long[] {2, -2, 5, -5, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1}) {
            assertThat(Statistics.sum(Creation.eye(2, 2, far, DType.FLOAT64)).item())
                    .isZero();
        }
        assertThat(Creation.eye(0).shape()).isEqualTo(Shape.of(0, 0));
    }

    @Test
    void meshgrid() {
        NdArray[] grid = Creation.meshgrid(Creation.Grid.IJ, Creation.array(1.0, 2, 3), Creation.array(10L, 20L));
        assertThat(grid[0].toDense().toDoubleArray()).containsExactly(1, 1, 2, 2, 3, 3);
        assertThat(grid[1].toDense().toLongArray()).containsExactly(10, 20, 10, 20, 10, 20);
        assertThat(grid[1].dtype()).isEqualTo(DType.INT64);
        NdArray[] picture = Creation.meshgrid(Creation.array(1.0, 2, 3), Creation.array(10L, 20L));
        assertThat(picture[0].toDense().toDoubleArray()).containsExactly(1, 2, 3, 1, 2, 3);
        assertThat(picture[1].toDense().toLongArray()).containsExactly(10, 10, 10, 20, 20, 20);
        assertThat(picture[1].shape()).isEqualTo(Shape.of(2, 3));
        assertThat(((DenseArray) Creation.meshgrid(Creation.arange(3))[0]).isReadOnly())
                .isTrue();
        assertThat(Creation.meshgrid()).isEmpty();
        assertThatThrownBy(() -> Creation.meshgrid(Creation.arange(3), Creation.eye(2)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("meshgrid: argument 1 has shape (2, 2): expected one dimension");
    }

    @Test
    void constants() {
        for (DType t : DType.values()) {
            DenseArray ones = Creation.ones(Shape.of(2, 2), t);
            assertThat(ones.dtype()).isEqualTo(t);
            assertThat(IntStream.range(0, 4).mapToObj(i -> ones.reshape(4).getComplex(i)))
                    .containsOnly(new Complex(1, 0));
            assertThat(Creation.zerosLike(ones)).isEqualTo(Creation.zeros(Shape.of(2, 2), t));
            assertThat(Creation.onesLike(ones)).isEqualTo(ones);
            assertThat(Creation.emptyLike(ones).dtype()).isEqualTo(t);
        }
        assertThat(Creation.zeros(Shape.of(3))).isEqualTo(Creation.array(0.0, 0, 0));
        assertThat(Creation.full(Shape.of(2), 7L)).isEqualTo(Creation.array(7L, 7L));
        assertThat(Creation.full(Shape.of(2), true)).isEqualTo(Creation.array(true, true));
        assertThat(Creation.full(Shape.of(), Complex.I)).isEqualTo(Creation.scalar(Complex.I));
        assertThat(Creation.full(Shape.of(2, 2), Creation.array(1L, 2L)).toLongArray())
                .containsExactly(1, 2, 1, 2);
        assertThatThrownBy(() -> Creation.full(Shape.of(2, 3), Creation.array(1L, 2L)))
                .isInstanceOf(ShapeException.class);
    }

    @Test
    void copiesItsArguments() {
        double[] values = {1, 2};
        DenseArray a = Creation.array(values);
        values[0] = 5;
        assertThat(a.getDouble(0)).isEqualTo(1);
        assertThat(Creation.array(1f, 2f).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Creation.array(1, 2).dtype()).isEqualTo(DType.INT32);
        assertThat(Creation.array(new Complex(1, 2), Complex.I).getComplex(1)).isEqualTo(Complex.I);
        assertThat(Creation.array(new long[] {1, 2}, new long[] {3, 4}).toLongArray())
                .containsExactly(1, 2, 3, 4);
        assertThatThrownBy(() -> Creation.array(new double[] {1, 2}, new double[] {3}))
                .isInstanceOf(ShapeException.class)
                .hasMessage("row 1 has 1 elements: expected 2 as in row 0");
    }

    /** Scalars beside arrays: within the array's kind its type, else the default type of the scalar's kind. */
    @Test
    void scalarsAreWeak() {
        for (DType t : DType.values()) {
            DType forLong = t.isBoolean() ? DType.INT64 : t;
            DType forDouble = t.isBoolean() || t.isInteger() ? DType.FLOAT64 : t;
            DType forComplex = t.realType() == DType.FLOAT32 ? DType.COMPLEX64 : DType.COMPLEX128;
            assertThat(Creation.weak(true, t).dtype()).isEqualTo(DType.BOOL);
            assertThat(Creation.weak(3L, t).dtype()).as("long beside " + t).isEqualTo(forLong);
            assertThat(Creation.weak(2.5, t).dtype()).as("double beside " + t).isEqualTo(forDouble);
            assertThat(Creation.weak(Complex.I, t).dtype())
                    .as("complex beside " + t)
                    .isEqualTo(forComplex);
            DenseArray a = Creation.ones(Shape.of(2), t);
            assertThat(a.mul(3L).dtype()).isEqualTo(forLong);
            assertThat(a.mul(2.5).dtype()).isEqualTo(forDouble);
            assertThat(a.mul(Complex.I).dtype()).isEqualTo(forComplex);
            assertThat(a.mul(true).dtype()).isEqualTo(t);
        }
        assertThat(Creation.weak(0.1, DType.FLOAT32).getDouble()).isEqualTo((double) 0.1f);
        assertThat(Creation.weak(1e300, DType.FLOAT32).getDouble()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void scalarsOutsideTheArraysRangeAreRefused() {
        record Range(DType type, long low, long high) {}
        for (Range r : List.of(
                new Range(DType.INT8, -128, 127),
                new Range(DType.INT16, -32768, 32767),
                new Range(DType.INT32, Integer.MIN_VALUE, Integer.MAX_VALUE),
                new Range(DType.UINT8, 0, 255),
                new Range(DType.UINT16, 0, 65535),
                new Range(DType.UINT32, 0, 4294967295L))) {
            assertThat(Creation.weak(r.low, r.type).getLong()).isEqualTo(r.low);
            assertThat(Creation.weak(r.high, r.type).getLong()).isEqualTo(r.high);
            for (long outside : new long[] {r.low - 1, r.high + 1, Long.MIN_VALUE, Long.MAX_VALUE}) {
                assertThatThrownBy(() -> Creation.weak(outside, r.type))
                        .isInstanceOf(DTypeException.class)
                        .hasMessage("scalar " + outside + " is outside the range of " + r.type
                                + ": convert the array to a wider dtype first");
            }
        }
        assertThat(Creation.weak(Long.MAX_VALUE, DType.UINT64).getLong()).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> Creation.weak(-1L, DType.UINT64)).isInstanceOf(DTypeException.class);
    }

    @Test
    void axes() {
        Axis a = new Axis("delay", "fs", Creation.linspace(0, 1, 3));
        assertThat(a.label()).isEqualTo("delay (fs)");
        assertThat(a.size()).isEqualTo(3);
        assertThat(a.values().isReadOnly()).isTrue();
        assertThat(Axis.positions("pixel", 2).label()).isEqualTo("pixel");
        assertThatThrownBy(() -> new Axis("delay", "fs", Creation.eye(2)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("axis delay: values have shape (2, 2): expected one dimension");
    }

    @Test
    void scripts() {
        assertThat(Nd.sum(Nd.arange(12).reshape(3, 4), Nd.axis(0))).isEqualTo(Creation.array(12L, 15L, 18L, 21L));
        assertThat(Nd.zeros(Nd.shape(2, 3))).isEqualTo(Creation.zeros(Shape.of(2, 3)));
    }
}
