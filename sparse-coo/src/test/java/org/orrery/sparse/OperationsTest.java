package org.orrery.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.DensificationException;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Op;
import org.orrery.ndarray.Ops;
import org.orrery.ndarray.Sampling;
import org.orrery.ndarray.Shape;

/** Element-wise operations give what they give on the dense arrays of the same elements. */
class OperationsTest {
    static List<Op> operations() throws IllegalAccessException {
        List<Op> ops = new ArrayList<>();
        for (Field f : Ops.class.getFields()) {
            if (f.getType() == Op.class) {
                ops.add((Op) f.get(null));
            }
        }
        return ops;
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationAgreesWithDenseArrays(Op op) {
        Samples s = new Samples(op.name().hashCode());
        int compared = 0;
        for (int round = 0; round < 300; round++) {
            Shape shape = s.shape();
            DType common = s.dtype();
            NdArray[] sparse = new NdArray[op.arity()];
            NdArray[] dense = new NdArray[op.arity()];
            StringBuilder what = new StringBuilder(op.name());
            boolean mixed = false;
            for (int i = 0; i < op.arity(); i++) {
                DType dtype = s.below(3) == 0 ? s.dtype() : common;
                Shape own = s.below(2) == 0 ? shape : s.narrower(shape);
                DenseArray fill = s.fill(dtype);
                DenseArray d = s.dense(own, dtype, fill, s.below(4) == 0);
                boolean stays = i > 0 && s.below(6) == 0;
                mixed |= stays;
                dense[i] = d;
                sparse[i] = stays ? d : CooArray.fromDense(d, fill);
                what.append(' ').append(sparse[i] instanceof CooArray c ? c : d.dtype() + " " + own + " " + d);
            }
            NdArray expected;
            try {
                expected = op.apply(dense);
            } catch (RuntimeException e) {
                assertThatThrownBy(() -> op.apply(sparse))
                        .as(what.toString())
                        .isInstanceOfAny(e.getClass(), DensificationException.class);
                continue;
            }
            NdArray actual;
            try {
                actual = op.apply(sparse);
            } catch (DensificationException e) {
                assertThat(mixed).as(what + ": " + e.getMessage()).isTrue();
                continue;
            } catch (ArithmeticException | IllegalArgumentException e) {
                // An integer power whose exponent is negative where nothing is stored.
                assertThat(op.name()).as(what + ": " + e).isEqualTo("pow");
                continue;
            }
            Samples.assertSame(actual, expected, 0, what.toString());
            compared++;
        }
        assertThat(compared).isPositive();
    }

    @Test
    void fillValuesPropagate() {
        CooArray a = CooArray.of(Shape.of(3, 4), new int[] {0, 2}, new int[] {1, 3}, new double[] {2, -5});
        CooArray plus = (CooArray) a.add(5);
        assertThat(plus.fill().getDouble()).isEqualTo(5);
        assertThat(plus.nnz()).isEqualTo(2);
        assertThat(plus.getDouble(0, 1)).isEqualTo(7);
        assertThat(((CooArray) Elementwise.cos(a)).fill().getDouble()).isEqualTo(1);
        assertThat(((CooArray) a.sub(a)).nnz()).isZero();
    }

    @Test
    void aDenseOperandThatWouldMakeTheResultDenseIsRefused() {
        CooArray a = CooArray.of(Shape.of(2, 2), new int[] {0}, new int[] {1}, new double[] {2});
        DenseArray d = Creation.array(new double[] {1, 2});
        assertThat(a.mul(d).getDouble(0, 1)).isEqualTo(4);
        assertThatThrownBy(() -> a.add(d))
                .isInstanceOf(DensificationException.class)
                .hasMessageContaining("add")
                .hasMessageContaining("fill value 0.0")
                .hasMessageContaining("1.0")
                .hasMessageContaining("2.0");
        DenseArray infinite = Creation.array(new double[] {1, Double.POSITIVE_INFINITY});
        assertThatThrownBy(() -> a.mul(infinite)).isInstanceOf(DensificationException.class);
    }

    @Test
    void aSparseScalarBesideADenseArrayGivesADenseOne() {
        CooArray one = CooArray.of(Shape.of(1, 1), new int[] {0}, new int[] {0}, new double[] {3});
        NdArray sum = one.add(Creation.array(1.0, 2.0));
        assertThat(sum).isEqualTo(Creation.array(new double[][] {{4, 5}}));
    }

    @Test
    void aProductMeetsWhatIsNotFinite() {
        CooArray a = CooArray.of(
                Shape.of(1, 3), new int[] {0, 0}, new int[] {0, 1}, new double[] {Double.POSITIVE_INFINITY, 3});
        CooArray b = CooArray.of(Shape.of(1, 3), new int[] {0, 0}, new int[] {1, 2}, new double[] {2, Double.NaN});
        NdArray c = a.mul(b);
        assertThat(c.getDouble(0, 0)).isNaN();
        assertThat(c.getDouble(0, 1)).isEqualTo(6);
        assertThat(c.getDouble(0, 2)).isNaN();
    }

    @Test
    void anOuterProductTakesNoMoreThanItsEntries() {
        Shape column = Shape.of(1L << 31, 1);
        Shape row = Shape.of(1, 1L << 31);
        CooArray a = CooArray.fromKeys(column, new long[] {5, 1L << 30}, Creation.array(new double[] {2, 3}));
        CooArray b = CooArray.fromKeys(row, new long[] {7, 9}, Creation.array(new double[] {10, 100}));
        CooArray c = (CooArray) a.mul(b);
        assertThat(c.nnz()).isEqualTo(4);
        assertThat(c.getDouble(1L << 30, 9)).isEqualTo(300);
        assertThat(c.getDouble(5, 7)).isEqualTo(20);
        assertThat(c.getDouble(5, 8)).isZero();
    }

    @Test
    void largeOperandsTakeBothStreamsOfTheMerge() {
        for (long seed = 0; seed < 20; seed++) {
            Shape shape = Shape.of(50, 100 + seed);
            CooArray a = CooArray.random(shape, 0.03 * seed, Sampling.seed(seed));
            CooArray b = CooArray.random(shape, 0.4, Sampling.seed(seed + 100));
            Samples.assertSame(a.add(b), a.toDense().add(b.toDense()), 0, "add");
            Samples.assertSame(a.sub(a), a.toDense().sub(a.toDense()), 0, "sub");
            Samples.assertSame(a.mul(b), a.toDense().mul(b.toDense()), 0, "mul");
            Samples.assertSame(a.gt(b), a.toDense().gt(b.toDense()), 0, "gt");
            CooArray c = a.convert(DType.FLOAT32);
            CooArray d = b.convert(DType.FLOAT32);
            Samples.assertSame(c.add(d), c.toDense().add(d.toDense()), 0, "float add");
            Samples.assertSame(c.mul(d), c.toDense().mul(d.toDense()), 0, "float mul");
        }
    }
}
