package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.testing.Generators;
import org.orrery.ndarray.testing.Reference;

/** What dense arrays have beyond the protocol: storage, views, mutation, equality. */
class DenseArrayTest {
    private static DenseArray matrix() {
        return Creation.arange(12).reshape(3, 4);
    }

    // Storage.

    @Test
    void wrapsWithoutACopy() {
        double[] data = {1, 2, 3, 4};
        DenseArray a = DenseArray.wrap(data, Shape.of(2, 2));
        data[3] = 9;
        assertThat(a.getDouble(1, 1)).isEqualTo(9);
        a.setDouble(0, 0, 7);
        assertThat(data[0]).isEqualTo(7);
        assertThat(a.doubles()).isSameAs(data);
        assertThat(a.storage()).isSameAs(data);
        assertThat(DenseArray.wrap(new float[2]).floats()).hasSize(2);
        assertThat(DenseArray.wrap(new int[2]).ints()).hasSize(2);
        assertThat(DenseArray.wrap(new long[2]).longs()).hasSize(2);
    }

    @Test
    void copiesWhatIsNotItsOwnStorage() {
        double[] data = {1, 2, 3, 4, 5, 6};
        DenseArray a = DenseArray.wrap(data, Shape.of(2, 3));
        assertThat(a.transpose().doubles()).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(a.get("1").doubles()).containsExactly(4, 5, 6);
        assertThat(a.get("0").doubles()).isNotSameAs(data);
        assertThat(a.asReadOnly().doubles()).isEqualTo(data).isNotSameAs(data);
        assertThat(a.reshape(6).doubles()).isSameAs(data);
        assertThat(a.contiguous()).isSameAs(a);
        assertThat(a.copy()).isEqualTo(a).isNotSameAs(a);
        assertThatThrownBy(a::floats)
                .isInstanceOf(DTypeException.class)
                .hasMessage("floats() of an array of float64: convert it first, or use toDoubleArray() and the like");
        assertThatThrownBy(a::toLongArray).isInstanceOf(DTypeException.class);
        assertThatThrownBy(a::toBooleanArray).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> Creation.scalar(Complex.I).toDoubleArray()).isInstanceOf(DTypeException.class);
        assertThat(Creation.array(true, false, true).get("::-2").toBooleanArray())
                .containsExactly(true, true);
    }

    @Test
    void checksItsStorage() {
        assertThatThrownBy(() -> DenseArray.wrap(new double[5], Shape.of(2, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("data has 5 numbers: shape (2, 3) of float64 needs 6");
        assertThatThrownBy(() -> DenseArray.of(DType.COMPLEX64, new float[3], Shape.of(3)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("data has 3 numbers: shape (3,) of complex64 needs 6");
        assertThatThrownBy(() -> DenseArray.of(DType.FLOAT64, new float[3], Shape.of(3)))
                .isInstanceOf(DTypeException.class)
                .hasMessage("data of float[] does not store elements of float64");
        assertThatThrownBy(() -> DenseArray.of(DType.INT8, "abc", Shape.of(3)))
                .isInstanceOf(DTypeException.class)
                .hasMessage("data of String does not store elements of int8");
    }

    @Test
    void saysHowManyElementsItHolds() {
        assertThatThrownBy(() -> Creation.zeros(Shape.of(1L << 16, 1L << 15)))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "shape (65536, 32768) has 2147483648 elements of float64: a dense array holds at most 2147483639");
        assertThatThrownBy(() -> Creation.zeros(Shape.of(1L << 30), DType.COMPLEX64))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "shape (1073741824,) has 1073741824 elements of complex64: a dense array holds at most 1073741819");
        assertThatThrownBy(() -> Creation.scalar(1.0).broadcastTo(Shape.of(1L << 40)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("a dense array holds at most");
        DenseArray column = Creation.zeros(Shape.of(1 << 16, 1), DType.INT8);
        assertThatThrownBy(() -> column.add(Creation.zeros(Shape.of(1 << 15), DType.INT8)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("a dense array holds at most");
        DenseArray half = Creation.scalar(true).broadcastTo(Shape.of(1 << 30));
        assertThatThrownBy(() -> half.concat(0, half, half))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("shape (2147483648,)");
        assertThatThrownBy(() -> half.index(Index.of(Creation.zeros(Shape.of(3), DType.INT64)), Index.newAxis())
                        .broadcastTo(Shape.of(3, 1 << 30)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("shape (3, 1073741824)");
    }

    /** A broadcast array costs nothing, so that loops over as many elements as there may be can be tried. */
    @Test
    void reducesAsManyElementsAsItHolds() {
        long n = Integer.MAX_VALUE - 8L;
        DenseArray ones = Creation.scalar((byte) 1).convert(DType.FLOAT64).broadcastTo(Shape.of(n));
        assertThat(Statistics.sum(ones).item()).isEqualTo((double) n);
        assertThat(Statistics.max(ones).item()).isEqualTo(1);
        assertThat(ones.get("-1").item()).isEqualTo(1);
        assertThat(ones.get("::2147483638").shape()).isEqualTo(Shape.of(2));
        long rows = n / 3;
        DenseArray table =
                Creation.arange(3).convert(DType.FLOAT64).reshape(1, 3).broadcastTo(Shape.of(rows, 3));
        assertThat(Statistics.sum(table, Axes.of(0)).toDense().toDoubleArray())
                .containsExactly(0, (double) rows, 2.0 * rows);
    }

    @Test
    void emptyArraysMayHaveHugeAxes() {
        Shape s = Shape.of(0, 1L << 40, 3);
        DenseArray a = Creation.zeros(s);
        assertThat(a.copy().shape()).isEqualTo(s);
        assertThat(a.transpose().copy().shape()).isEqualTo(Shape.of(3, 1L << 40, 0));
        assertThat(a.add(1.0).shape()).isEqualTo(s);
        assertThat(a.convert(DType.INT8).shape()).isEqualTo(s);
        for (int axis = 0; axis < 3; axis++) {
            assertThat(a.sort(axis, true).shape()).isEqualTo(s);
            assertThat(a.argsort(axis, false).shape()).isEqualTo(s);
            assertThat(a.scan(Reductions.SUM, axis, null).shape()).isEqualTo(s);
            assertThat(a.concat(axis, a).shape()).isEqualTo(s);
        }
        assertThat(a.get(":, 7:, ::-1").shape()).isEqualTo(Shape.of(0, (1L << 40) - 7, 3));
        assertThat(a.get(":, [7, 1], [0, 0]").shape()).isEqualTo(Shape.of(0, 2));
        assertThat(a.get(":, 1099511627775").shape()).isEqualTo(Shape.of(0, 3));
        assertThat(a.reshape(0).toDoubleArray()).isEmpty();
        assertThat(Statistics.sum(a, Axes.of(0, 1))).isEqualTo(Creation.array(0.0, 0, 0));
        assertThat(Statistics.sum(a).item()).isZero();
        a.set(Creation.scalar(3.0));
        a.set(Creation.scalar(3.0), Index.all(), Index.of(5));
        assertThat(a).isEqualTo(Creation.zeros(s)).hasSameHashCodeAs(Creation.zeros(s));
        assertThat(LinearAlgebra.tensordot(a, a, new int[] {0, 1, 2}, new int[] {0, 1, 2})
                        .getDouble())
                .isZero();
    }

    @Test
    void zeroDimensionalArrays() {
        DenseArray a = Creation.scalar(2.5);
        assertThat(a.item()).isEqualTo(2.5);
        assertThat(a.getDouble()).isEqualTo(2.5);
        assertThat(a.get("...").shape()).isEqualTo(Shape.of());
        assertThat(a.get("None, None").shape()).isEqualTo(Shape.of(1, 1));
        assertThat(a.transpose()).isEqualTo(a);
        assertThat(a.add(a).getDouble()).isEqualTo(5);
        assertThat(Statistics.sum(a, Axes.of()).getDouble()).isEqualTo(2.5);
        assertThat(Searching.argmax(a).getLong()).isZero();
        assertThat(Statistics.var(a).getDouble()).isZero();
        a.set(7.0);
        a.setDouble(new long[0], a.getDouble() + 1);
        assertThat(a.getDouble()).isEqualTo(8);
        assertThat(a.index().getDouble()).isEqualTo(8);
        assertThatThrownBy(() -> a.get("0")).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> a.scan(Reductions.SUM, 0, null)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> a.concat(0, a)).isInstanceOf(ShapeException.class);
    }

    // Views.

    @Test
    void viewsShareTheStorage() {
        DenseArray a = matrix();
        a.get("1:, ::2").set(-1L);
        assertThat(a.toLongArray()).containsExactly(0, 1, 2, 3, -1, 5, -1, 7, -1, 9, -1, 11);
        a.transpose().setLong(3, 0, 42);
        assertThat(a.getLong(0, 3)).isEqualTo(42);
        a.get("::-1").setLong(0, 1, 77);
        assertThat(a.getLong(2, 1)).isEqualTo(77);
        a.reshape(12).setLong(4, 5);
        assertThat(a.getLong(1, 0)).isEqualTo(5);
        a.get("[0, 1]").set(0L);
        assertThat(a.getLong(0, 3)).as("a selection by positions is a copy").isEqualTo(42);
    }

    @Test
    void describesItsLayout() {
        DenseArray a = matrix();
        DenseArray v = a.get("::-1, 1::2");
        assertThat(v.offset()).isEqualTo(9);
        assertThat(v.stride(0)).isEqualTo(-4);
        assertThat(v.stride(-1)).isEqualTo(2);
        assertThat(v.isContiguous()).isFalse();
        assertThat(a.get("1:").isContiguous()).isTrue();
        assertThat(a.get(":, :1").get("0").isContiguous()).isTrue();
        assertThat(a.broadcastTo(Shape.of(2, 3, 4)).stride(0)).isZero();
        assertThatThrownBy(() -> v.stride(2)).isInstanceOf(ShapeException.class);
    }

    @Test
    void readOnlyArraysRefuseToChange() {
        DenseArray a = Creation.array(1.0, 2, 3);
        for (DenseArray r : List.of(a.asReadOnly(), a.broadcastTo(Shape.of(2, 3)), a.broadcastTo(Shape.of(3)))) {
            DenseArray view = r.get("..., ::-1").transpose().reshape(-1);
            assertThat(r.isReadOnly()).isTrue();
            List<Consumer<DenseArray>> changes = List.of(
                    x -> x.set(1.0),
                    x -> x.set(1L, Index.at(0)),
                    x -> x.set("0", Creation.scalar(1.0)),
                    x -> x.set(Creation.scalar(2.0), Index.of(0)),
                    x -> x.setDouble(new long[x.ndim()], 1),
                    x -> x.setLong(new long[x.ndim()], 1),
                    x -> x.setBoolean(new long[x.ndim()], true),
                    x -> x.addInPlace(1.0),
                    x -> x.mulInPlace(x),
                    x -> Elementwise.sqrt(x, x));
            for (Consumer<DenseArray> change : changes) {
                assertThatThrownBy(() -> change.accept(r))
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessageContaining("read-only");
                if (view.storage() == r.storage()) {
                    assertThatThrownBy(() -> change.accept(view)).isInstanceOf(UnsupportedOperationException.class);
                }
            }
            assertThat(r.copy().isReadOnly()).isFalse();
        }
        assertThat(a).isEqualTo(Creation.array(1.0, 2, 3));
    }

    // Mutation.

    @Test
    void setsSingleElements() {
        for (DType t : DType.values()) {
            DenseArray a = Creation.zeros(Shape.of(2, 3), t);
            a.setLong(0, 1, 1);
            a.setDouble(-1, -1, 1);
            a.setBoolean(1, 0, true);
            assertThat(a)
                    .as(t.toString())
                    .isEqualTo(
                            Creation.array(0L, 1L, 0L, 1L, 0L, 1L).reshape(2, 3).convert(t));
            if (t.isComplex()) {
                a.setComplex(0, 0, new Complex(1, -2));
                assertThat(a.getComplex(0, 0)).isEqualTo(new Complex(1, -2));
            } else {
                assertThatThrownBy(() -> a.setComplex(0, 0, Complex.I)).isInstanceOf(DTypeException.class);
            }
            assertThatThrownBy(() -> a.setLong(0, 3, 1))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("index 3 is out of bounds for axis 1 with size 3");
            assertThatThrownBy(() -> a.setLong(0, 1))
                    .isInstanceOf(ShapeException.class)
                    .hasMessage("1 positions given for an array of 2 dimensions, shape (2, 3)");
        }
        DenseArray b = Creation.zeros(Shape.of(3), DType.UINT8);
        b.setDouble(0, 300.7);
        b.setLong(1, -1);
        b.setDouble(2, Double.NaN);
        assertThat(b.toLongArray()).containsExactly(44, 255, 0);
        DenseArray cube = Creation.zeros(Shape.of(2, 2, 2));
        cube.setDouble(1, 0, 1, 5);
        cube.setDouble(new long[] {0, 1, -1}, 6);
        assertThat(cube.getDouble(1, 0, 1) + cube.getDouble(0, 1, 1)).isEqualTo(11);
        DenseArray u = Creation.zeros(Shape.of(1), DType.UINT64);
        u.setDouble(0, 0x1p63);
        assertThat(u.getLong(0)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void scalarsAreSetIfTheTypeHoldsTheirKind() {
        DenseArray n = Creation.zeros(Shape.of(2), DType.INT8);
        n.set(true);
        n.set("1", 5L);
        assertThat(n.toLongArray()).containsExactly(1, 5);
        assertThatThrownBy(() -> n.set(1.5))
                .isInstanceOf(DTypeException.class)
                .hasMessage("value 1.5 cannot be set in an array of int8: expected a value of its kind");
        assertThatThrownBy(() -> n.set(200L)).isInstanceOf(DTypeException.class).hasMessageContaining("range of int8");
        assertThatThrownBy(() -> n.set("0", Complex.I)).isInstanceOf(DTypeException.class);
        DenseArray t = Creation.zeros(Shape.of(2), DType.BOOL);
        t.set("0", true);
        assertThatThrownBy(() -> t.set(1L)).isInstanceOf(DTypeException.class);
        DenseArray f = Creation.zeros(Shape.of(2), DType.FLOAT32);
        f.set(3L);
        f.set("0", 0.1);
        assertThat(f.toDoubleArray()).containsExactly(0.1f, 3);
        assertThatThrownBy(() -> f.set(Complex.I)).isInstanceOf(DTypeException.class);
        DenseArray z = Creation.zeros(Shape.of(2), DType.COMPLEX64);
        z.set(2.5);
        z.set("1", new Complex(1, 2));
        assertThat(z.getComplex(1)).isEqualTo(new Complex(1, 2));
    }

    @Test
    void arraysAreSetWithConversion() {
        DenseArray a = Creation.zeros(Shape.of(2, 3), DType.INT16);
        a.set(Creation.array(1.9, -2.9, 3));
        assertThat(a.toLongArray()).containsExactly(1, -2, 3, 1, -2, 3);
        a.set(Creation.array(10L, 20L).reshape(2, 1), Index.all(), Index.range(0, 2));
        assertThat(a.toLongArray()).containsExactly(10, 10, 3, 20, 20, 3);
        a.set("[0, 1, 0], [2, 2, 2]", Creation.array(7L, 8L, 9L));
        assertThat(a.toLongArray()).as("the last value stays").containsExactly(10, 10, 9, 20, 20, 8);
        a.set(Creation.scalar(0L), Index.of(a.gt(9L)));
        assertThat(a.toLongArray()).containsExactly(0, 0, 9, 0, 0, 8);
        assertThatThrownBy(() -> a.set(Creation.array(1L, 2L)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("shape (2,) does not broadcast to (2, 3)");
        assertThatThrownBy(() -> a.set(Creation.scalar(Complex.I)))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("complex128 cannot be set in an array of int16");
        DenseArray p = Creation.array(2L, 0L, 1L);
        p.set(p, Index.of(p));
        assertThat(p.toLongArray()).as("indexed by itself").containsExactly(0, 1, 2);
    }

    /** Source and target in one storage, in all directions: as if the source had been copied first. */
    @Test
    void setsFromOverlappingViews() {
        Generators generators = new Generators(23);
        SplittableRandom random = generators.random();
        for (int round = 0; round < 500; round++) {
            DType t = generators.dtype();
            DenseArray base = generators.array(t, Shape.of(20));
            DenseArray target = window(base, random, 6);
            DenseArray source = window(base, random, 6);
            Reference before = Reference.of(source);
            if (random.nextBoolean()) {
                target.set(source);
            } else {
                target.set(source, Index.of(0, 1, 2, 3, 4, 5));
            }
            assertThat(Reference.of(target).elements()).isEqualTo(before.elements());
        }
        DenseArray square = matrix().get(":, :3").copy();
        DenseArray expected = square.transpose().copy();
        square.set(square.transpose());
        assertThat(square).isEqualTo(expected);
    }

    private static DenseArray window(DenseArray base, SplittableRandom random, int n) {
        int step = random.nextInt(1, 4);
        int span = (n - 1) * step + 1;
        int first = random.nextInt((int) base.size() - span + 1);
        DenseArray w = base.index(Index.range(first, first + span, step));
        return random.nextBoolean() ? w : w.index(Index.step(-1));
    }

    /** The out forms, with out anywhere over the operands. */
    @Test
    void writesToOverlappingOut() {
        Generators generators = new Generators(29);
        SplittableRandom random = generators.random();
        List<Op> ops = List.of(Ops.ADD, Ops.SUBTRACT, Ops.MULTIPLY);
        for (int round = 0; round < 1000; round++) {
            DType t = generators.oneOf(DType.FLOAT64, DType.FLOAT32, DType.INT8, DType.UINT64, DType.COMPLEX64);
            DenseArray base = generators.tame(t, Shape.of(40));
            DenseArray a = window(base, random, 8);
            DenseArray b = random.nextInt(4) == 0 ? base.index(Index.at(random.nextInt(40))) : window(base, random, 8);
            DenseArray out = window(base, random, 8);
            if (random.nextBoolean()) {
                a = a.reshape(2, 4).transpose();
                b = b.ndim() == 0 ? b : b.reshape(4, 2);
                out = window(base, random, 8).reshape(4, 2);
                if (out.storage() != base.storage()) {
                    continue;
                }
            }
            Op op = ops.get(round % ops.size());
            NdArray expected = op.apply(a.copy(), b.copy());
            assertThat(op.into(out, a, b)).isSameAs(out);
            assertThat(out).isEqualTo(expected);
        }
        DenseArray m = Creation.arange(9).reshape(3, 3);
        NdArray expected = m.copy().add(m.transpose().copy());
        Elementwise.add(m, m, m.transpose());
        assertThat(m).isEqualTo(expected);
    }

    /** One storage as two types: the same layout of positions is not the same place. */
    @Test
    void writesToOutOfAnotherTypeInTheSameStorage() {
        double[] data = {1, 2, 3, 4, 5, 6};
        DenseArray z = DenseArray.of(DType.COMPLEX128, data, Shape.of(3));
        DenseArray x = DenseArray.wrap(data).get(":3");
        Elementwise.add(z, x, Creation.zeros(Shape.of(3), DType.COMPLEX128));
        assertThat(data).containsExactly(1, 0, 2, 0, 3, 0);
        byte[] bytes = {1, 2, 3};
        DenseArray target = DenseArray.of(DType.INT8, bytes, Shape.of(3));
        target.set(DenseArray.of(DType.UINT8, bytes, Shape.of(3)).get("::-1"));
        assertThat(bytes).containsExactly(3, 2, 1);
    }

    @Test
    void changesInPlace() {
        DenseArray a = Creation.array(1.0, 2, 3);
        assertThat(a.addInPlace(1L)
                        .mulInPlace(2.0)
                        .subInPlace(Creation.array(1.0))
                        .divInPlace(3L))
                .isSameAs(a);
        assertThat(a).isEqualTo(Creation.array(1, 5 / 3.0, 7 / 3.0));
        DenseArray n = Creation.array(1, 2);
        n.addInPlace(Creation.array(1, 1));
        assertThat(n).isEqualTo(Creation.array(2, 3));
        assertThatThrownBy(() -> n.addInPlace(0.5))
                .isInstanceOf(DTypeException.class)
                .hasMessage("add: out has dtype int32, the result float64");
        assertThatThrownBy(() -> n.divInPlace(2L)).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> n.addInPlace(Creation.zeros(Shape.of(2, 2), DType.INT32)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("add: out has shape (2,), the result (2, 2)");
        assertThat(n).as("nothing was written").isEqualTo(Creation.array(2, 3));
    }

    // Equality and printing.

    @Test
    void equalsByShapeTypeAndContent() {
        DenseArray a = Creation.array(1, Double.NaN, 3, 4).reshape(2, 2);
        DenseArray b = Creation.array(1, 3, Double.NaN, 4).reshape(2, 2).transpose();
        assertThat(a).isEqualTo(b).hasSameHashCodeAs(b).isEqualTo(a);
        assertThat(a.asReadOnly()).isEqualTo(a).hasSameHashCodeAs(a);
        assertThat(a)
                .isNotEqualTo(a.reshape(4))
                .isNotEqualTo(a.convert(DType.FLOAT32))
                .isNotEqualTo("a");
        assertThat(a).isNotEqualTo(Creation.array(1, Double.NaN, 3, 5).reshape(2, 2));
        assertThat(Creation.array(1L)).isNotEqualTo(Creation.array(1));
        Generators generators = new Generators(31);
        for (int i = 0; i < 300; i++) {
            DenseArray v = generators.any();
            DenseArray copy = v.copy();
            assertThat(v).isEqualTo(copy).hasSameHashCodeAs(copy);
            if (copy.size() > 0) {
                long[] last = Arrays.stream(copy.shape().dims()).map(n -> n - 1).toArray();
                boolean zero = copy.getComplex(last).equals(new Complex(0, 0));
                copy.setLong(last, zero ? 1 : 0);
                assertThat(v.equals(copy)).as("%s and %s", v, copy).isFalse();
            }
        }
    }

    @Test
    void foreignOperandsAreNamed() {
        DenseArray a = Creation.array(1.0);
        assertThatThrownBy(() -> a.reshape(2)).hasMessage("cannot reshape 1 elements into (2,)");
        assertThatThrownBy(() -> a.permute(0, 1)).hasMessage("permute: axes [0, 1] are not all 1 axes of shape (1,)");
        assertThatThrownBy(() -> matrix().permute(1, -1)).hasMessage("permute: axes [1, -1] name axis 1 twice");
        assertThatThrownBy(() -> matrix().broadcastTo(Shape.of(4)))
                .hasMessage("shape (3, 4) does not broadcast to (4,)");
    }
}
