package org.orrery.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.Sampling;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;

/** What a sparse array holds, and how it is made. */
class CooArrayTest {
    private static final Shape SHAPE = Shape.of(3, 4);

    @Test
    void tripletsComeInAnyOrderAndAreSummed() {
        CooArray a = CooArray.of(SHAPE, new long[] {2, 0, 2, 1}, new long[] {3, 1, 3, 0}, new double[] {1, 2, 4, 0});
        assertThat(a.nnz()).isEqualTo(2);
        assertThat(a.getDouble(2, 3)).isEqualTo(5);
        assertThat(a.getDouble(-1, -1)).isEqualTo(5);
        assertThat(a.getDouble(0, 1)).isEqualTo(2);
        assertThat(a.getDouble(1, 0)).isZero();
        assertThat(a.coords(0).longs()).containsExactly(0, 2);
        assertThat(a.coords(-1).longs()).containsExactly(1, 3);
        assertThat(a.keys().toLongArray()).containsExactly(1, 11);
        assertThat(a.values().toDoubleArray()).containsExactly(2, 5);
        assertThat(a.density()).isEqualTo(2 / 12.0);
        assertThat(CooArray.of(SHAPE, new int[] {2, 0, 2}, new int[] {3, 1, 3}, new double[] {1, 2, 4}))
                .isEqualTo(a);
    }

    @Test
    void repeatedEntriesAreSummedInTheirType() {
        Shape one = Shape.of(2);
        long[][] twice = {{1, 1}};
        DenseArray bytes = DenseArray.of(DType.INT8, new byte[] {100, 100}, Shape.of(2));
        assertThat(CooArray.of(one, twice, bytes).getLong(1)).isEqualTo(-56);
        DenseArray large = DenseArray.of(DType.UINT64, new long[] {Long.MAX_VALUE, 2}, Shape.of(2));
        assertThat(CooArray.of(one, twice, large).getLong(1)).isEqualTo(Long.MIN_VALUE + 1);
        DenseArray truth = Creation.array(true, true);
        assertThat(CooArray.of(one, twice, truth).getBoolean(1)).isTrue();
        DenseArray complex = Creation.array(Complex.of(1, 2), Complex.of(3, -2));
        assertThat(CooArray.of(one, twice, complex).getComplex(1)).isEqualTo(Complex.of(4, 0));
        DenseArray opposite = Creation.array(1.0, -1.0);
        assertThat(CooArray.of(one, twice, opposite).nnz()).isZero();
        assertThat(CooArray.of(one, new int[][] {{1, 1}}, truth).dtype()).isEqualTo(DType.BOOL);
        // A sum of many comes in the order of the entries, whatever else lies between them.
        int n = 5000;
        long[] places = new long[n];
        double[] values = new double[n];
        double expected = 0;
        for (int i = 0; i < n; i++) {
            places[i] = i % 2;
            values[i] = 1.0 / (i + 1);
            expected += i % 2 == 1 ? values[i] : 0;
        }
        CooArray sum = CooArray.of(one, new long[][] {places}, DenseArray.wrap(values));
        assertThat(sum.getDouble(1)).isCloseTo(expected, org.assertj.core.api.Assertions.within(1e-12));
    }

    @Test
    void keysAreCheckedAndNotTrusted() {
        DenseArray two = Creation.array(1.0, 2.0);
        assertThat(CooArray.fromKeys(SHAPE, new long[] {1, 11}, two).getDouble(2, 3))
                .isEqualTo(2);
        assertThatThrownBy(() -> CooArray.fromKeys(SHAPE, new long[] {4, 4}, two))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("keys do not increase: entry 1 is 4, the one before 4");
        assertThatThrownBy(() -> CooArray.fromKeys(SHAPE, new long[] {1, 12}, two))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("keys run from 1 to 12: expected 0 to 11 for shape (3, 4)");
        assertThatThrownBy(() -> CooArray.fromKeys(SHAPE, new long[] {-1, 2}, two))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> CooArray.fromKeys(SHAPE, new long[] {1}, two))
                .isInstanceOf(ShapeException.class)
                .hasMessage("1 keys: there are 2 values");
    }

    @Test
    void badInputIsRefused() {
        DenseArray one = Creation.array(1.0);
        assertThatThrownBy(() -> CooArray.of(SHAPE, new long[][] {{1}}, one))
                .isInstanceOf(ShapeException.class)
                .hasMessage("coords for 1 axes: shape (3, 4) has 2");
        assertThatThrownBy(() -> CooArray.of(SHAPE, new long[] {1}, new long[] {1, 2}, new double[] {1}))
                .isInstanceOf(ShapeException.class)
                .hasMessage("coords of axis 1 have 2 entries: there are 1 values");
        assertThatThrownBy(() -> CooArray.of(SHAPE, new long[] {1}, new long[] {4}, new double[] {1}))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("coords of axis 1, entry 0 is 4: expected 0 to 3");
        assertThatThrownBy(() -> CooArray.of(SHAPE, new long[] {-1}, new long[] {0}, new double[] {1}))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> CooArray.of(SHAPE, new long[] {Long.MIN_VALUE}, new long[] {0}, new double[] {1}))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> CooArray.of(SHAPE, new long[][] {{1}, {1}}, one.reshape(1, 1)))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> CooArray.of(SHAPE, new long[][] {{1}, {1}}, one, Creation.array(1.0, 2.0)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("fill");
        assertThatThrownBy(() -> CooArray.of(SHAPE, new long[][] {{1}, {1}}, one, Creation.scalar(Complex.I)))
                .isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> CooArray.random(SHAPE, 1.5, Sampling.seed(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CooArray.random(SHAPE, Double.NaN, Sampling.seed(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CooArray.random(Shape.of(1L << 40), 0.5, Sampling.seed(1)))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> CooArray.eye(-1)).isInstanceOf(ShapeException.class);
    }

    @Test
    void theCallersArraysAreCopied() {
        double[] values = {1, 2};
        long[] keys = {1, 2};
        CooArray a = CooArray.fromKeys(SHAPE, keys, DenseArray.wrap(values));
        CooArray b = CooArray.of(SHAPE, new long[] {0, 0}, new long[] {1, 2}, values);
        CooArray c = CooArray.fromDense(DenseArray.wrap(values));
        keys[0] = 0;
        values[0] = 9;
        assertThat(a.getDouble(0, 1)).isEqualTo(1);
        assertThat(b).isEqualTo(a);
        assertThat(c.getDouble(0)).isEqualTo(1);
        assertThat(a.values().isReadOnly()).isTrue();
        assertThat(a.keys().isReadOnly()).isTrue();
        assertThat(a.fill().isReadOnly()).isTrue();
    }

    @Test
    void denseArraysKeepTheirElements() {
        Samples s = new Samples(1);
        for (int round = 0; round < 500; round++) {
            DType dtype = s.dtype();
            DenseArray fill = s.fill(dtype);
            DenseArray d = s.dense(s.shape(), dtype, fill, true);
            CooArray a = CooArray.fromDense(d, fill);
            Samples.assertSame(a, d, 0, "round " + round);
            assertThat(CooArray.fromDense(a)).isSameAs(a);
        }
        DenseArray signs = Creation.array(0.0, -0.0, 1.0);
        CooArray kept = CooArray.fromDense(signs);
        assertThat(kept.nnz()).isEqualTo(2);
        assertThat(1 / kept.getDouble(1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThatThrownBy(() -> CooArray.fromDense(kept, Creation.scalar(1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fill is 1.0, that of the sparse array 0.0");
    }

    @Test
    void aFillValueOfNanIsLeftOut() {
        DenseArray nan = Creation.scalar(Double.NaN);
        CooArray a = CooArray.fromDense(Creation.array(Double.NaN, 0.0, Double.NaN, 3.0), nan);
        assertThat(a.nnz()).isEqualTo(2);
        assertThat(a.getDouble(0)).isNaN();
        assertThat(((CooArray) a.add(1)).nnz()).isEqualTo(2);
        assertThat(a.add(1).getDouble(3)).isEqualTo(4);
    }

    @Test
    void readsElementsOfEveryType() {
        CooArray z = CooArray.of(SHAPE, new long[][] {{1}, {2}}, Creation.array(Complex.of(1, 2)));
        assertThat(z.getComplex(1, 2)).isEqualTo(Complex.of(1, 2));
        assertThat(z.getComplex(0, 0)).isEqualTo(Complex.of(0, 0));
        assertThatThrownBy(() -> z.getDouble(1, 2)).isInstanceOf(DTypeException.class);
        CooArray b = CooArray.of(SHAPE, new long[][] {{1}, {2}}, Creation.array(true));
        assertThat(b.getBoolean(1, 2)).isTrue();
        assertThat(b.getBoolean(1, 1)).isFalse();
        assertThatThrownBy(() -> b.getLong(1)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> b.getLong(3, 0))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("index 3 is out of bounds for axis 0 with size 3");
    }

    @Test
    void randomArraysHaveTheirDensityAndSeed() {
        for (double density : new double[] {0, 0.1, 0.5, 0.9, 1}) {
            CooArray a = CooArray.random(Shape.of(20, 50), density, Sampling.seed(3));
            Samples.checkRules(a);
            assertThat(a.nnz()).isEqualTo((int) Math.round(density * 1000));
            assertThat(CooArray.random(Shape.of(20, 50), density, Sampling.seed(3)))
                    .isEqualTo(a);
        }
        CooArray huge = CooArray.random(Shape.of(1L << 31, 1L << 31), 1e-17, Sampling.seed(5));
        assertThat(huge.nnz()).isEqualTo(46);
        assertThat(CooArray.random(Shape.of(9, 9), 0.5, Sampling.seed(1)))
                .isNotEqualTo(CooArray.random(Shape.of(9, 9), 0.5, Sampling.seed(2)));
    }

    @Test
    void reshapingCopiesNothing() {
        CooArray a = CooArray.random(Shape.of(1L << 20, 1L << 20), 1e-9, Sampling.seed(1));
        CooArray b = a.reshape(1L << 10, -1, 1L << 5);
        assertThat(b.shape()).isEqualTo(Shape.of(1L << 10, 1L << 25, 1L << 5));
        assertThat(b.keyStorage()).isSameAs(a.keyStorage());
        assertThat(b.valueStorage()).isSameAs(a.valueStorage());
    }

    @Test
    void anEntryTakesSixteenBytes() {
        CooArray a = (CooArray) CooArray.random(Shape.of(100, 100, 100), 0.1, Sampling.seed(1))
                .add(CooArray.random(Shape.of(100), 0.5, Sampling.seed(2)));
        long bytes = 8L * a.keyStorage().length + 8L * ((double[]) a.valueStorage()).length;
        assertThat(bytes).isEqualTo(16L * a.nnz());
    }

    @Test
    void theIdentityIsOneOnItsDiagonal() {
        CooArray e = CooArray.eye(4);
        Samples.assertSame(e, Creation.eye(4), 0, "eye");
        assertThat(CooArray.eye(0).nnz()).isZero();
        assertThat(CooArray.eye(3_000_000).getDouble(2_999_999, 2_999_999)).isEqualTo(1);
    }

    @Test
    void equalityIsShapeTypeAndContent() {
        CooArray a = CooArray.random(SHAPE, 0.5, Sampling.seed(1));
        assertThat(a).isEqualTo(CooArray.fromDense(a.toDense())).hasSameHashCodeAs(CooArray.fromDense(a.toDense()));
        assertThat(a)
                .isNotEqualTo(a.reshape(4, 3))
                .isNotEqualTo(a.convert(DType.FLOAT32))
                .isNotEqualTo(a.add(1));
        assertThat(a).isNotEqualTo(a.mul(2)).isNotEqualTo(a.toDense());
    }

    @Test
    void textShowsWhatIsStored() {
        CooArray a = CooArray.random(Shape.of(10_000, 10_000), 0.001, Sampling.seed(1));
        assertThat(a.toString()).isEqualTo("CooArray(shape=(10000, 10000), dtype=float64, nnz=100000, fill=0.0)");
        CooArray b = CooArray.of(SHAPE, new long[] {0, 2}, new long[] {1, 3}, new double[] {2, -5});
        assertThat(b.toString().lines())
                .containsExactly(
                        "CooArray(shape=(3, 4), dtype=float64, nnz=2, fill=0.0)", "  (0, 1)  2.0", "  (2, 3)  -5.0");
        assertThat(b.ne(0.0).toString()).startsWith("CooArray(shape=(3, 4), dtype=bool, nnz=2, fill=false)");
        CooArray c = CooArray.of(Shape.of(5), new long[][] {{3}}, Creation.array(7L));
        assertThat(c.toString().lines()).endsWith("  (3,)  7");
    }

    @Test
    void scalarsAreDense() {
        CooArray a = CooArray.of(SHAPE, new long[] {0}, new long[] {1}, new double[] {2});
        assertThat(a.index(Index.at(0), Index.at(1))).isEqualTo(Creation.scalar(2.0));
        assertThat(a.index(Index.at(0), Index.at(0))).isEqualTo(Creation.scalar(0.0));
        assertThat(a.get("1:, [3, 1]")).isInstanceOf(CooArray.class);
    }

    @Test
    void emptyArraysAreOrdinary() {
        CooArray none = CooArray.of(Shape.of(0, 3), new long[0], new long[0], new double[0]);
        assertThat(none.density()).isZero();
        assertThat(none.transpose().shape()).isEqualTo(Shape.of(3, 0));
        assertThat(none.toDense().size()).isZero();
        assertThat(none.add(none).shape()).isEqualTo(Shape.of(0, 3));
        assertThatThrownBy(() -> CooArray.of(Shape.of(0, 3), new long[] {0}, new long[] {0}, new double[] {1}))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(Arrays.stream(none.shape().dims()).sum()).isEqualTo(3);
    }
}
