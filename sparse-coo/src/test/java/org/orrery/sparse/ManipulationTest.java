package org.orrery.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.DensificationException;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.LinearAlgebra;
import org.orrery.ndarray.Manipulation;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Reduction;
import org.orrery.ndarray.Reductions;
import org.orrery.ndarray.Sampling;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;

/** Reductions, indexing, moves, sorting and products give what they give on the dense arrays of the same elements. */
class ManipulationTest {
    static List<Reduction> reductions() throws IllegalAccessException {
        List<Reduction> all = new ArrayList<>();
        for (Field f : Reductions.class.getFields()) {
            if (f.getType() == Reduction.class) {
                all.add((Reduction) f.get(null));
            }
        }
        all.add(Reductions.variance(0));
        all.add(Reductions.standardDeviation(1));
        return all;
    }

    /** An array in both forms. */
    private record Pair(DenseArray dense, CooArray sparse) {
        static Pair of(Samples s, Shape shape, DType dtype, boolean special) {
            DenseArray fill = s.fill(dtype);
            DenseArray d = s.dense(shape, dtype, fill, special);
            return new Pair(d, CooArray.fromDense(d, fill));
        }
    }

    private static Axes axes(Samples s, int ndim) {
        List<Integer> some = new ArrayList<>();
        for (int i = 0; i < ndim; i++) {
            if (s.below(2) == 0) {
                some.add(s.below(2) == 0 ? i : i - ndim);
            }
        }
        Collections.shuffle(some, new Random(s.below(1000)));
        Axes axes = s.below(5) == 0
                ? Axes.all()
                : Axes.of(some.stream().mapToInt(Integer::intValue).toArray());
        return s.below(2) == 0 ? axes : axes.keepDims();
    }

    @ParameterizedTest
    @MethodSource("reductions")
    void everyReductionAgreesWithDenseArrays(Reduction r) {
        Samples s = new Samples(r.name().hashCode());
        for (int round = 0; round < 400; round++) {
            Pair p = Pair.of(s, s.shape(), s.dtype(), s.below(4) == 0);
            Axes axes = axes(s, p.dense.ndim());
            DType dtype = s.below(4) == 0 ? s.dtype() : null;
            String what = r + " over " + axes + " of " + p.sparse + " as " + dtype;
            NdArray expected;
            try {
                boolean truth = r == Reductions.ANY || r == Reductions.ALL || r == Reductions.COUNT_NONZERO;
                DenseArray operand =
                        truth && p.dense.dtype().isComplex() ? p.dense.ne(0L).toDense() : p.dense;
                expected = operand.reduce(r, axes, dtype);
            } catch (ShapeException | DTypeException e) {
                Throwable thrown = catchThrowable(() -> p.sparse.reduce(r, axes, dtype));
                assertThat(thrown).as(what + ": " + e).isInstanceOf(e.getClass());
                assertThat(thrown).hasMessage(e.getMessage());
                continue;
            }
            Samples.assertSame(p.sparse.reduce(r, axes, dtype), expected, 1e-6, what);
        }
    }

    @Test
    void longSumsOverEveryAxisAgree() {
        CooArray a = CooArray.random(Shape.of(40, 50, 60), 0.2, Sampling.seed(7));
        CooArray b = (CooArray) a.add(1);
        for (Axes axes :
                List.of(Axes.of(0), Axes.of(1), Axes.of(2), Axes.of(0, 2), Axes.of(0, 1), Axes.of(1, 2), Axes.all())) {
            for (CooArray x : List.of(a, b)) {
                for (Reduction r : List.of(Reductions.SUM, Reductions.MEAN, Reductions.MAX, Reductions.ARGMAX)) {
                    Samples.assertSame(
                            x.reduce(r, axes, null), x.toDense().reduce(r, axes, null), 1e-12, r + " over " + axes);
                }
            }
        }
    }

    @Test
    void aSumOfAHugeArrayTakesOnlyItsEntries() {
        CooArray a = CooArray.fromKeys(
                Shape.of(1L << 31, 1L << 31), new long[] {3, 1L << 61, (1L << 61) + 4}, Creation.array(1.0, 2.0, 4.0));
        assertThat(a.reduce(Reductions.SUM, Axes.all(), null).item()).isEqualTo(7);
        NdArray rows = a.reduce(Reductions.SUM, Axes.of(1), null);
        assertThat(rows.getDouble(1L << 30)).isEqualTo(6);
        NdArray columns = a.reduce(Reductions.SUM, Axes.of(0), null);
        assertThat(columns.getDouble(0)).isEqualTo(2);
        assertThat(((CooArray) columns).nnz()).isEqualTo(3);
        assertThat(a.transpose().getDouble(4, 1L << 30)).isEqualTo(4);
    }

    @Test
    void runningFoldsAreRefused() {
        CooArray a = CooArray.random(Shape.of(3, 4), 0.5, Sampling.seed(1));
        assertThatThrownBy(() -> a.scan(Reductions.SUM, 0, null))
                .isInstanceOf(DensificationException.class)
                .hasMessageContaining("sum along axis 0");
        assertThatThrownBy(() -> a.argsort(-1, false)).isInstanceOf(DensificationException.class);
    }

    @Test
    void everyIndexAgreesWithDenseArrays() {
        Samples s = new Samples(3);
        for (int round = 0; round < 6000; round++) {
            Pair p = Pair.of(s, s.shape(), s.below(2) == 0 ? DType.FLOAT64 : s.dtype(), false);
            Index[] index = index(s, p.dense.shape());
            String what = "[" + Index.format(index) + "] of " + p.sparse;
            NdArray expected;
            try {
                expected = p.dense.index(index);
            } catch (ShapeException | IndexOutOfBoundsException e) {
                assertThat(catchThrowable(() -> p.sparse.index(index)))
                        .as(what + ": " + e)
                        .isInstanceOf(e.getClass());
                continue;
            }
            Samples.assertSame(p.sparse.index(index), expected, 0, what);
        }
    }

    private static Index[] index(Samples s, Shape shape) {
        List<Index> entries = new ArrayList<>();
        int ndim = shape.ndim();
        int axis = 0;
        boolean ellipsis = false;
        int length = 1 + s.below(3);
        while (axis < ndim && s.below(6) != 0) {
            int n = (int) shape.get(axis);
            switch (s.below(9)) {
                case 0 -> {
                    entries.add(Index.at(n == 0 ? 0 : s.below(2 * n) - n));
                    axis++;
                }
                case 1 -> {
                    entries.add(Index.newAxis());
                }
                case 2 -> {
                    if (!ellipsis) {
                        entries.add(Index.ellipsis());
                        ellipsis = true;
                        axis += s.below(ndim - axis + 1);
                    }
                }
                case 3 -> {
                    long[] p = new long[length];
                    for (int i = 0; i < length; i++) {
                        p[i] = n == 0 ? 0 : s.below(2 * n) - n;
                    }
                    entries.add(
                            s.below(3) == 0
                                    ? Index.of(DenseArray.wrap(p, Shape.of(length, 1)))
                                    : Index.of(DenseArray.wrap(p)));
                    axis++;
                }
                case 4 -> {
                    int rank = 1 + s.below(Math.min(2, ndim - axis));
                    long[] dims = new long[rank];
                    for (int i = 0; i < rank; i++) {
                        dims[i] = shape.get(axis + i);
                    }
                    DenseArray none = Creation.scalar(false);
                    DenseArray mask = s.dense(Shape.of(dims), DType.BOOL, none, false);
                    entries.add(Index.of(s.below(2) == 0 ? mask : CooArray.fromDense(mask)));
                    axis += rank;
                }
                default -> {
                    Long start = s.below(3) == 0 ? null : (long) (s.below(2 * n + 3) - n - 1);
                    Long stop = s.below(3) == 0 ? null : (long) (s.below(2 * n + 3) - n - 1);
                    long step = new long[] {1, 1, 1, 2, 3, -1, -2}[s.below(7)];
                    entries.add(new Index.Slice(start, stop, step));
                    axis++;
                }
            }
        }
        return entries.toArray(new Index[0]);
    }

    @Test
    void permutationsReshapesAndBroadcastsAgreeWithDenseArrays() {
        Samples s = new Samples(5);
        for (int round = 0; round < 1500; round++) {
            Pair p = Pair.of(s, s.shape(), s.dtype(), false);
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < p.dense.ndim(); i++) {
                order.add(i);
            }
            Collections.shuffle(order, new Random(round));
            int[] axes = order.stream().mapToInt(Integer::intValue).toArray();
            Samples.assertSame(p.sparse.permute(axes), p.dense.permute(axes), 0, "permute " + order + " " + p.sparse);
            Samples.assertSame(p.sparse.transpose(), p.dense.transpose(), 0, "transpose " + p.sparse);
            Samples.assertSame(p.sparse.reshape(-1), p.dense.reshape(-1), 0, "reshape");
            Shape wide = s.shape();
            Pair q = Pair.of(s, s.narrower(wide), s.dtype(), false);
            Samples.assertSame(q.sparse.broadcastTo(wide), q.dense.broadcastTo(wide), 0, "to " + wide + " " + q.sparse);
            DType target = s.dtype();
            if (target.isComplex() || !p.dense.dtype().isComplex()) {
                boolean odd = Double.isNaN(realOf(p.sparse.fill())) && !target.isComplex() && !target.isFloating();
                if (!odd) {
                    Samples.assertSame(
                            p.sparse.convert(target), p.dense.convert(target), 0, p.sparse + " as " + target);
                }
            }
        }
    }

    private static double realOf(DenseArray x) {
        return x.getComplex().re();
    }

    @Test
    void largeTransposesAgree() {
        CooArray a = CooArray.random(Shape.of(60, 70, 80), 0.05, Sampling.seed(11));
        for (int[] axes : new int[][] {{2, 0, 1}, {1, 0, 2}, {2, 1, 0}, {0, 2, 1}, {1, 2, 0}}) {
            Samples.assertSame(a.permute(axes), a.toDense().permute(axes), 0, "permute");
        }
        CooArray b = CooArray.random(Shape.of(3, 300_000), 0.001, Sampling.seed(12));
        Samples.assertSame(b.transpose(), b.toDense().transpose(), 0, "transpose");
        Samples.assertSame(b.transpose().transpose(), b, 0, "twice");
    }

    @Test
    void joinsAgreeWithDenseArrays() {
        Samples s = new Samples(6);
        for (int round = 0; round < 800; round++) {
            Shape shape = s.shape();
            if (shape.ndim() == 0) {
                continue;
            }
            int axis = s.below(shape.ndim());
            DType dtype = s.dtype();
            DenseArray fill = s.fill(dtype);
            int n = 1 + s.below(3);
            NdArray[] sparse = new NdArray[n];
            NdArray[] dense = new NdArray[n];
            for (int i = 0; i < n; i++) {
                DenseArray d = s.dense(shape.with(axis, s.below(4)), dtype, fill, false);
                dense[i] = d;
                sparse[i] = i > 0 && s.below(4) == 0 ? d : CooArray.fromDense(d, fill);
            }
            Samples.assertSame(
                    Manipulation.concat(axis, sparse), Manipulation.concat(axis, dense), 0, "concat " + axis);
        }
        CooArray zero = CooArray.random(Shape.of(3), 0.5, Sampling.seed(1));
        assertThatThrownBy(() -> Manipulation.concat(0, zero, zero.add(1)))
                .isInstanceOf(DensificationException.class)
                .hasMessageContaining("0.0 and 1.0");
        assertThatThrownBy(() -> Manipulation.concat(0, zero, CooArray.eye(2))).isInstanceOf(ShapeException.class);
    }

    @Test
    void sortingAgreesWithDenseArrays() {
        Samples s = new Samples(8);
        for (int round = 0; round < 800; round++) {
            Pair p = Pair.of(s, s.shape(), s.dtype(), s.below(4) == 0);
            if (p.dense.ndim() == 0 || p.dense.dtype().isComplex()) {
                continue;
            }
            int axis = s.below(p.dense.ndim());
            boolean descending = s.below(2) == 0;
            Samples.assertSame(
                    p.sparse.sort(axis, descending),
                    p.dense.sort(axis, descending),
                    0,
                    "sort " + axis + " " + p.sparse);
        }
    }

    @Test
    void productsAgreeWithDenseArrays() {
        Samples s = new Samples(9);
        for (int round = 0; round < 1500; round++) {
            Shape left = s.shape();
            Shape right = s.shape();
            List<Integer> axesA = new ArrayList<>();
            List<Integer> axesB = new ArrayList<>();
            for (int i = 0; i < left.ndim(); i++) {
                for (int j = 0; j < right.ndim(); j++) {
                    boolean free = !axesA.contains(i) && !axesB.contains(j);
                    if (free && left.get(i) == right.get(j) && s.below(2) == 0) {
                        axesA.add(i);
                        axesB.add(j);
                    }
                }
            }
            DType dtype = s.dtype();
            DenseArray zero = Creation.zeros(Shape.of(), dtype);
            DenseArray a = s.dense(left, dtype, zero, false);
            DenseArray b = s.dense(right, dtype, zero, false);
            int[] x = axesA.stream().mapToInt(Integer::intValue).toArray();
            int[] y = axesB.stream().mapToInt(Integer::intValue).toArray();
            String what = left + " " + axesA + " with " + right + " " + axesB + " of " + dtype;
            CooArray p = CooArray.fromDense(a);
            CooArray q = CooArray.fromDense(b);
            if (dtype.isBoolean()) {
                assertThatThrownBy(() -> LinearAlgebra.tensordot(p, q, x, y)).isInstanceOf(DTypeException.class);
                continue;
            }
            NdArray expected = LinearAlgebra.tensordot(a, b, x, y);
            Samples.assertSame(LinearAlgebra.tensordot(p, q, x, y), expected, 1e-6, "sparse " + what);
            Samples.assertSame(LinearAlgebra.tensordot(p, b, x, y), expected, 1e-6, "sparse by dense " + what);
            Samples.assertSame(LinearAlgebra.tensordot(a, q, x, y), expected, 1e-6, "dense by sparse " + what);
        }
    }

    @Test
    void largerProductsAgree() {
        CooArray a = CooArray.random(Shape.of(200, 300), 0.05, Sampling.seed(1));
        CooArray b = CooArray.random(Shape.of(300, 250), 0.05, Sampling.seed(2));
        Samples.assertSame(LinearAlgebra.matmul(a, b), LinearAlgebra.matmul(a.toDense(), b.toDense()), 1e-12, "matmul");
        // A row of 2^40 columns is never made.
        CooArray wide = CooArray.fromKeys(
                Shape.of(2, 1L << 40), new long[] {1, 1L << 40, (1L << 41) - 1}, Creation.array(1.0, 2.0, 3.0));
        CooArray tall = wide.transpose();
        CooArray big = (CooArray) LinearAlgebra.matmul(
                tall, CooArray.of(Shape.of(2, 1L << 22), new int[] {0, 1}, new int[] {5, 5}, new double[] {10, 100}));
        assertThat(big.getDouble(1, 5)).isEqualTo(10);
        assertThat(big.getDouble((1L << 40) - 1, 5)).isEqualTo(300);
        assertThat(big.nnz()).isEqualTo(3);
        assertThatThrownBy(() -> LinearAlgebra.matmul(a.add(1), b))
                .isInstanceOf(DensificationException.class)
                .hasMessageContaining("fill value 1.0");
    }
}
