package org.orrery.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.DensificationException;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.LinearAlgebra;
import org.orrery.ndarray.Manipulation;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Sampling;
import org.orrery.ndarray.Searching;
import org.orrery.ndarray.Sets;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.Sorting;
import org.orrery.ndarray.Statistics;
import org.orrery.ndarray.Utility;
import org.orrery.ndarray.parallel.Mode;
import org.orrery.ndarray.parallel.Parallel;

/** The functions of {@link Sparse} give what they give on the dense arrays of the same elements. */
class SparseTest {
    private final Samples s = new Samples(77);

    /** Calls something with generated arrays, dense and sparse, in either form. */
    private void each(int rounds, boolean zeroFill, boolean complex, BiConsumer<DenseArray, NdArray> body) {
        for (int round = 0; round < rounds; round++) {
            DType dtype = s.dtype();
            if (dtype.isComplex() && !complex) {
                continue;
            }
            DenseArray fill = zeroFill ? Creation.zeros(Shape.of(), dtype) : s.fill(dtype);
            DenseArray d = s.dense(s.shape(), dtype, fill, true);
            CooArray a = CooArray.fromDense(d, fill);
            body.accept(d, round % 3 == 0 ? GcxsArray.fromDense(a) : a);
        }
    }

    private static void same(NdArray actual, NdArray expected, NdArray of) {
        Samples.assertSame(actual, expected, 1e-12, "of " + of);
    }

    private int axis(NdArray x) {
        return s.below(x.ndim()) - (s.below(2) == 0 ? x.ndim() : 0);
    }

    private Axes axes(NdArray x) {
        List<Integer> some = new ArrayList<>();
        for (int i = 0; i < x.ndim(); i++) {
            if (s.below(2) == 0) {
                some.add(i);
            }
        }
        Axes axes = s.below(4) == 0
                ? Axes.all()
                : Axes.of(some.stream().mapToInt(Integer::intValue).toArray());
        return s.below(2) == 0 ? axes.keepDims() : axes;
    }

    /** A dense array made element by element: of each position, where it comes from, or null for the fill value. */
    private static DenseArray made(Shape shape, DenseArray from, NdArray fill, Source source) {
        DenseArray out = Creation.full(shape, fill.toDense()).copy();
        long[] p = new long[shape.ndim()];
        for (long i = 0; i < shape.size(); i++) {
            long rest = i;
            for (int a = p.length - 1; a >= 0; a--) {
                p[a] = rest % shape.get(a);
                rest /= shape.get(a);
            }
            long[] q = source.of(p);
            if (q != null) {
                Index[] to = Arrays.stream(p).mapToObj(Index::at).toArray(Index[]::new);
                out.set(from.index(Arrays.stream(q).mapToObj(Index::at).toArray(Index[]::new)), to);
            }
        }
        return out;
    }

    private interface Source {
        long[] of(long[] position);
    }

    private static NdArray fillOf(NdArray x) {
        return CooArray.fromDense(x).fill();
    }

    @Test
    void creation() {
        CooArray f = Sparse.full(Shape.of(2, 3), Creation.scalar(7L));
        same(f, Creation.full(Shape.of(2, 3), 7L), f);
        assertThat(f.nnz()).isZero();
        for (long k = -5; k < 6; k++) {
            same(Sparse.eye(4, 3, k, DType.INT32), Creation.eye(4, 3, k, DType.INT32), f);
            same(Sparse.eye(2, 5, k, DType.BOOL), Creation.eye(2, 5, k, DType.BOOL), f);
        }
    }

    @Test
    void anotherFillValue() {
        each(200, false, true, (d, x) -> {
            DenseArray fill = s.fill(d.dtype());
            CooArray w = Sparse.withFill(x, fill);
            same(w, d, x);
            same(w.fill(), fill, x);
        });
    }

    @Test
    void joinsArraysOfDifferentFillValues() {
        for (int round = 0; round < 100; round++) {
            DType dtype = s.dtype();
            Shape shape = Shape.of(2, 1 + s.below(3), 3);
            DenseArray f = s.fill(dtype);
            DenseArray g = s.fill(dtype);
            DenseArray a = s.dense(shape, dtype, f, true);
            DenseArray b = s.dense(shape.with(1, s.below(4)), dtype, g, true);
            CooArray joined = Sparse.concat(1, s.fill(dtype), CooArray.fromDense(a, f), CooArray.fromDense(b, g), b);
            same(joined, Manipulation.concat(1, a, b, b), joined);
        }
    }

    @Test
    void parts() {
        each(300, false, true, (d, x) -> {
            if (x.ndim() == 0) {
                assertThatThrownBy(() -> Sparse.split(x, 2, 0)).isInstanceOf(ShapeException.class);
                return;
            }
            int axis = axis(x);
            int along = Shape.checkAxis(axis, x.ndim());
            int parts = 1 + s.below(4);
            CooArray[] p = Sparse.split(x, parts, axis);
            assertThat(p).hasSize(parts);
            same(Manipulation.concat(along, p), d, x);
            long n = x.shape().get(along);
            assertThat(p[0].shape().get(along)).isEqualTo((n + parts - 1) / parts);
            long by = s.below(9) - 4L;
            DenseArray shifted = made(x.shape(), d, fillOf(x), q -> moved(q, along, -by, n));
            same(Sparse.shift(x, by, axis), shifted, x);
            long size = 1L + s.below(4);
            if (size <= n) {
                long[] dims = Arrays.copyOf(x.shape().with(along, n - size + 1).dims(), x.ndim() + 1);
                dims[x.ndim()] = size;
                DenseArray windows = made(
                        Shape.of(dims),
                        d,
                        fillOf(x),
                        q -> moved(Arrays.copyOf(q, q.length - 1), along, q[q.length - 1], n));
                same(Sparse.windows(x, size, axis), windows, x);
            } else {
                assertThatThrownBy(() -> Sparse.windows(x, size, axis)).isInstanceOf(ShapeException.class);
            }
            long[][] widths = new long[x.ndim()][2];
            long[] dims = x.shape().dims();
            for (int i = 0; i < widths.length; i++) {
                widths[i] = new long[] {s.below(3), s.below(3)};
                dims[i] += widths[i][0] + widths[i][1];
            }
            DenseArray padded = made(Shape.of(dims), d, fillOf(x), q -> {
                long[] r = q.clone();
                for (int i = 0; i < r.length; i++) {
                    r[i] -= widths[i][0];
                    if (r[i] < 0 || r[i] >= x.shape().get(i)) {
                        return null;
                    }
                }
                return r;
            });
            same(Sparse.pad(x, widths), padded, x);
        });
    }

    private static long[] moved(long[] q, int axis, long by, long n) {
        long[] r = q.clone();
        r[axis] += by;
        return r[axis] < 0 || r[axis] >= n ? null : r;
    }

    @Test
    void diagonalsAndTriangles() {
        each(300, true, true, (d, x) -> {
            if (x.ndim() < 2) {
                assertThatThrownBy(() -> Sparse.tril(x, 0)).isInstanceOf(ShapeException.class);
                return;
            }
            long k = s.below(7) - 3L;
            same(Sparse.tril(x, k), Creation.tril(d, k), x);
            same(Sparse.triu(x, k), Creation.triu(d, k), x);
        });
        each(300, false, true, (d, x) -> {
            if (x.ndim() > 0) {
                long[] dims = Arrays.copyOf(x.shape().dims(), x.ndim() + 1);
                int last = x.ndim();
                dims[last] = dims[last - 1];
                DenseArray matrices =
                        made(Shape.of(dims), d, fillOf(x), q -> q[last] == q[last - 1] ? Arrays.copyOf(q, last) : null);
                same(Sparse.diagonalize(x), matrices, x);
            }
            if (x.ndim() < 2) {
                return;
            }
            int i = s.below(x.ndim());
            int j = (i + 1 + s.below(x.ndim() - 1)) % x.ndim();
            long k = s.below(5) - 2L;
            long rows = x.shape().get(i);
            long columns = x.shape().get(j);
            long n = 0;
            for (long r = 0; r < rows; r++) {
                n += r + k >= 0 && r + k < columns ? 1 : 0;
            }
            List<Long> dims = new ArrayList<>();
            for (int a = 0; a < x.ndim(); a++) {
                if (a != i && a != j) {
                    dims.add(x.shape().get(a));
                }
            }
            dims.add(n);
            Shape shape = Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
            DenseArray expected = made(shape, d, fillOf(x), q -> {
                long[] r = new long[x.ndim()];
                for (int a = 0, b = 0; a < r.length; a++) {
                    r[a] = a == i || a == j ? 0 : q[b++];
                }
                r[i] = q[q.length - 1] + Math.max(0, -k);
                r[j] = q[q.length - 1] + Math.max(0, k);
                return r;
            });
            same(Sparse.diagonal(x, k, i, j), expected, x);
            if (!d.dtype().isBoolean()) {
                same(Sparse.trace(x, k, i, j), Statistics.sum(expected, Axes.of(-1)), x);
            }
        });
    }

    @Test
    void blocksOfTheLeadingAxis() {
        CooArray a = CooArray.random(Shape.of(23, 5, 4), 0.2, Sampling.seed(1));
        for (long block : new long[] {1, 4, 23, 50}) {
            same(Sparse.mapBlocks(a, block, b -> b.mul(2)), a.mul(2), a);
            same(Sparse.mapBlocks(a, block, b -> Statistics.sum(b, Axes.of(2))), Statistics.sum(a, Axes.of(2)), a);
        }
        assertThatThrownBy(() -> Sparse.mapBlocks(a, 0, b -> b)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sparse.mapBlocks(a, 5, b -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void positionsOfWhatIsNotZero() {
        each(200, true, true, (d, x) -> {
            if (x.ndim() == 0) {
                return;
            }
            NdArray[] expected = Searching.nonzero(d);
            DenseArray[] actual = Sparse.nonzero(x);
            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i]).isEqualTo(expected[i]);
            }
            assertThat(Sparse.argwhere(x)).isEqualTo(Manipulation.stack(1, expected));
        });
        assertThatThrownBy(() -> Sparse.nonzero(CooArray.eye(3).add(1))).isInstanceOf(DensificationException.class);
    }

    @Test
    void elements() {
        each(300, false, false, (d, x) -> {
            same(Sparse.isposinf(x), Elementwise.logicalAnd(Elementwise.isinf(d), d.gt(0)), x);
            same(Sparse.isneginf(x), Elementwise.logicalAnd(Elementwise.isinf(d), d.lt(0)), x);
            if (d.dtype().isFloating()) {
                same(Sparse.fillna(x, 4), Searching.where(Elementwise.isnan(d), 4.0, d), x);
                same(
                        Sparse.round(x.div(7), 2),
                        Elementwise.round(d.div(7).mul(100.0)).div(100.0),
                        x);
            } else {
                assertThat(Sparse.fillna(x, 4)).isSameAs(x);
            }
            NdArray p = Sparse.interp(x, new double[] {-1, 0, 4}, new double[] {3, 5, -3});
            DenseArray flat = d.convert(DType.FLOAT64).reshape(-1);
            DenseArray q = p.toDense().convert(DType.FLOAT64).reshape(-1);
            for (long i = 0; i < flat.size(); i++) {
                double v = flat.getDouble(i);
                double expected = v <= -1 ? 3 : v <= 0 ? 5 + 2 * v : v < 4 ? 5 - 2 * v : v >= 4 ? -3 : Double.NaN;
                assertThat(q.getDouble(i)).isEqualTo((Double) expected);
            }
        });
        assertThatThrownBy(() -> Sparse.isposinf(CooArray.eye(2).mul(Complex.I)))
                .isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> Sparse.interp(CooArray.eye(2), new double[] {1, 1}, new double[] {1, 1}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void reductionsThatLeaveOutNan() {
        each(600, false, false, (d, x) -> {
            if (!d.dtype().isFloating()) {
                return;
            }
            Axes axes = axes(x);
            NdArray nan = Elementwise.isnan(d);
            same(Sparse.nansum(x, axes), Statistics.sum(Searching.where(nan, 0.0, d), axes), x);
            same(Sparse.nanprod(x, axes), Statistics.prod(Searching.where(nan, 1.0, d), axes), x);
            NdArray n = Statistics.sum(Elementwise.logicalNot(nan).convert(DType.INT64), axes);
            NdArray mean = Statistics.sum(Searching.where(nan, 0.0, d), axes).div(n.convert(d.dtype()));
            Samples.assertSame(Sparse.nanmean(x, axes), mean, 1e-6, "mean of " + x);
            boolean empty = d.size() == 0 && axes.resultShape(d.shape()).size() > 0;
            if (empty) {
                assertThatThrownBy(() -> Sparse.nanmax(x, axes)).isInstanceOf(ShapeException.class);
                return;
            }
            NdArray max = Statistics.max(Searching.where(nan, Double.NEGATIVE_INFINITY, d), axes);
            same(Sparse.nanmax(x, axes), Searching.where(n.eq(0), Double.NaN, max), x);
            NdArray min = Statistics.min(Searching.where(nan, Double.POSITIVE_INFINITY, d), axes);
            same(Sparse.nanmin(x, axes), Searching.where(n.eq(0), Double.NaN, min), x);
        });
    }

    @Test
    void norms() {
        each(300, false, true, (d, x) -> {
            if (d.dtype().isBoolean()) {
                return;
            }
            Axes axes = axes(x);
            NdArray size =
                    Elementwise.abs(d.dtype().isComplex() || d.dtype().isFloating() ? d : d.convert(DType.FLOAT64));
            NdArray square = Elementwise.sqrt(Statistics.sum(size.mul(size), axes));
            Samples.assertSame(Sparse.norm(x, 2, axes), square, 1e-5, "norm of " + x);
            same(Sparse.norm(x, 1, axes), Statistics.sum(size, axes), x);
            NdArray cube = Elementwise.pow(Statistics.sum(Elementwise.pow(size, 3.0), axes), 1 / 3.0);
            Samples.assertSame(Sparse.norm(x, 3, axes), cube, 1e-5, "norm of " + x);
            same(
                    Sparse.norm(x, 0, axes),
                    Statistics.sum(size.ne(0).convert(DType.INT64), axes).convert(size.dtype()),
                    x);
            if (d.size() > 0) {
                same(Sparse.norm(x, Double.POSITIVE_INFINITY, axes), Statistics.max(size, axes), x);
                same(Sparse.norm(x, Double.NEGATIVE_INFINITY, axes), Statistics.min(size, axes), x);
            }
        });
    }

    @Test
    void runningSumsAndProducts() {
        each(600, false, true, (d, x) -> {
            if (d.dtype().isBoolean() || x.ndim() == 0) {
                return;
            }
            int axis = axis(x);
            Samples.assertSame(Sparse.cumulativeSum(x, axis), Statistics.cumulativeSum(d, axis), 1e-6, "of " + x);
            Samples.assertSame(Sparse.cumulativeProd(x, axis), Statistics.cumulativeProd(d, axis), 1e-6, "of " + x);
        });
        CooArray wide = CooArray.of(
                Shape.of(1_000_000, 1_000_000), new long[] {3, 3, 9}, new long[] {0, 1, 7}, new double[] {2, 5, 1});
        CooArray p = Sparse.cumulativeProd(wide, 1);
        assertThat(p.nnz()).isEqualTo(2);
        assertThat(p.getDouble(3, 1)).isEqualTo(10);
    }

    @Test
    void positionsThatSort() {
        each(600, false, false, (d, x) -> {
            if (x.ndim() == 0) {
                return;
            }
            int axis = axis(x);
            boolean descending = s.below(2) == 0;
            same(Sparse.argsort(x, axis, descending), Sorting.argsort(d, axis, descending), x);
        });
    }

    @Test
    void quantiles() {
        each(600, false, false, (d, x) -> {
            Axes axes = axes(x);
            Shape shape = axes.resultShape(d.shape());
            if (d.size() == 0) {
                if (shape.size() > 0) {
                    assertThatThrownBy(() -> Sparse.median(x, axes)).isInstanceOf(ShapeException.class);
                }
                return;
            }
            double q = new double[] {0, 0.25, 0.5, 0.9, 1}[s.below(5)];
            boolean[] reduced = axes.reduced(x.ndim());
            int[] order = new int[reduced.length];
            int k = 0;
            for (int pass = 0; pass < 2; pass++) {
                for (int i = 0; i < reduced.length; i++) {
                    if (reduced[i] == (pass == 1)) {
                        order[k++] = i;
                    }
                }
            }
            DType type = d.dtype().isFloating() ? d.dtype() : DType.FLOAT64;
            DenseArray rows = d.convert(type).permute(order).reshape(shape.size(), d.size() / shape.size());
            DenseArray expected = Creation.zeros(Shape.of(shape.size()), DType.FLOAT64);
            for (long i = 0; i < shape.size(); i++) {
                double[] v = rows.index(Index.at(i)).convert(DType.FLOAT64).toDoubleArray();
                Arrays.sort(v);
                double at = q * (v.length - 1);
                int low = (int) at;
                double r = v[low];
                if (at > low && v[low + 1] != v[low]) {
                    r += (v[low + 1] - v[low]) * (at - low);
                }
                expected.setDouble(i, Double.isNaN(v[v.length - 1]) ? Double.NaN : r);
            }
            Samples.assertSame(
                    Sparse.quantile(x, q, axes), expected.convert(type).reshape(shape.dims()), 1e-6, q + " of " + x);
            same(Sparse.percentile(x, 50, axes), Sparse.median(x, axes), x);
        });
        assertThatThrownBy(() -> Sparse.quantile(CooArray.eye(2), 1.5, Axes.all()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void counts() {
        double[] edges = {-2, 0, 1, 1, 5};
        each(300, false, false, (d, x) -> {
            double[] v = d.convert(DType.FLOAT64).toDoubleArray();
            long[] expected = new long[4];
            for (double u : v) {
                for (int b = 0; b < 4; b++) {
                    boolean last = b == 3 && u == edges[4];
                    expected[b] += (u >= edges[b] && u < edges[b + 1]) || last ? 1 : 0;
                }
            }
            assertThat(Sparse.histogram(x, edges).counts().toLongArray()).containsExactly(expected);
            boolean finite = Arrays.stream(v).allMatch(Double::isFinite);
            if (!finite) {
                assertThatThrownBy(() -> Sparse.histogram(x, 5)).isInstanceOf(IllegalArgumentException.class);
            } else {
                Sparse.Histogram h = Sparse.histogram(x, 5);
                assertThat(Arrays.stream(h.counts().toLongArray()).sum()).isEqualTo(d.size());
                assertThat(h.edges().size()).isEqualTo(6);
            }
        });
    }

    @Test
    void sets() {
        each(400, false, false, (d, x) -> {
            DenseArray f = s.fill(d.dtype());
            DenseArray t = s.dense(Shape.of(3), d.dtype(), f, true);
            boolean[] expected = new boolean[(int) d.size()];
            DenseArray flat = d.reshape(-1);
            for (int i = 0; i < expected.length; i++) {
                NdArray equal = Elementwise.equal(flat.index(Index.at(i)), t);
                expected[i] = Utility.any(equal).toDense().getBoolean();
            }
            DenseArray e = d.size() == 0
                    ? Creation.zeros(d.shape(), DType.BOOL)
                    : Creation.array(expected).reshape(d.shape().dims());
            same(Sparse.isin(x, t), e, x);
            same(Sparse.isin(x, CooArray.fromDense(t, f)), e, x);
            boolean nan = !Elementwise.equal(fillOf(x), fillOf(x)).toDense().getBoolean();
            long absent = d.size() - CooArray.fromDense(x).nnz();
            if (nan && absent > 1) {
                assertThatThrownBy(() -> Sparse.uniqueAll(x)).isInstanceOf(DensificationException.class);
                return;
            }
            if (Utility.any(Elementwise.isnan(d)).toDense().getBoolean()) {
                return;
            }
            Sets.UniqueAll all = Sets.uniqueAll(d);
            Sets.UniqueAll own = Sparse.uniqueAll(x);
            same(own.values(), all.values(), x);
            same(own.indices(), all.indices(), x);
            same(own.inverseIndices(), all.inverseIndices(), x);
            same(own.counts(), all.counts(), x);
            same(Sparse.uniqueValues(x), all.values(), x);
            same(Sparse.uniqueCounts(x).counts(), all.counts(), x);
            same(Sparse.uniqueInverse(x).inverseIndices(), all.inverseIndices(), x);
        });
    }

    @Test
    void whereValuesAreToBeInserted() {
        each(400, false, false, (d, x) -> {
            DenseArray fill = s.fill(d.dtype());
            DenseArray sorted = s.dense(Shape.of(7), d.dtype(), fill, true).sort(0, false);
            Searching.Side side = s.below(2) == 0 ? Searching.Side.LEFT : Searching.Side.RIGHT;
            NdArray expected = Searching.searchsorted(sorted, d, side);
            same(Sparse.searchsorted(CooArray.fromDense(sorted, fill), x, side), expected, x);
            same(Sparse.searchsorted(CooArray.fromDense(sorted, fill), d, side), expected, x);
            same(Sparse.searchsorted(sorted, x, side), expected, x);
        });
    }

    @Test
    void productsOfAllPairs() {
        for (int round = 0; round < 300; round++) {
            DType dtype = s.dtype();
            if (dtype.isBoolean()) {
                continue;
            }
            DenseArray zero = Creation.zeros(Shape.of(), dtype);
            DenseArray d = s.dense(s.shape(), dtype, zero, false);
            DType other = s.below(2) == 0 ? dtype : DType.INT8;
            DenseArray e = s.dense(s.shape(), other, Creation.zeros(Shape.of(), other), false);
            CooArray a = CooArray.fromDense(d);
            CooArray b = CooArray.fromDense(e);
            int n = Math.max(d.ndim(), e.ndim());
            long[] left = new long[2 * n];
            long[] right = new long[2 * n];
            long[] dims = new long[n];
            for (int i = 0; i < n; i++) {
                int p = i - n + d.ndim();
                int q = i - n + e.ndim();
                left[2 * i] = p < 0 ? 1 : d.shape().get(p);
                left[2 * i + 1] = 1;
                right[2 * i] = 1;
                right[2 * i + 1] = q < 0 ? 1 : e.shape().get(q);
                dims[i] = left[2 * i] * right[2 * i + 1];
            }
            same(Sparse.kron(a, b), d.reshape(left).mul(e.reshape(right)).reshape(dims), a);
            same(Sparse.outer(a, b), d.reshape(-1, 1).mul(e.reshape(1, -1)), a);
        }
    }

    @Test
    void severalThreadsGiveTheSameBits() {
        CooArray a = CooArray.random(Shape.of(3_000, 3_000), 0.005, Sampling.seed(1));
        DenseArray d = Sampling.uniform(Shape.of(3_000, 60), Sampling.seed(2));
        NdArray p = LinearAlgebra.matmul(a, a);
        NdArray q = LinearAlgebra.matmul(a, d);
        assertThat(Parallel.in(Mode.SERIAL, () -> LinearAlgebra.matmul(a, a))).isEqualTo(p);
        assertThat(Parallel.in(Mode.SERIAL, () -> LinearAlgebra.matmul(a, d))).isEqualTo(q);
        Samples.assertSame(q, LinearAlgebra.matmul(a.toDense(), d), 1e-12, "a dense operand");
        assertThat(((CooArray) p).nnz()).isGreaterThan(100_000);
        DenseArray some = p.get(Index.range(0, 40)).toDense();
        DenseArray rows = a.get(Index.range(0, 40)).toDense();
        Samples.assertSame(some, LinearAlgebra.matmul(rows, a.toDense()), 1e-12, "rows");
    }

    @Test
    void runningProductsAreSparseWhereTheyEndAtZero() {
        CooArray a = CooArray.random(Shape.of(20, 30), 0.7, Sampling.seed(1));
        NdArray p = Statistics.cumulativeProd(a, 1);
        assertThat(p).isInstanceOf(CooArray.class);
        Samples.assertSame(p, Statistics.cumulativeProd(a.toDense(), 1), 1e-15, "product");
        assertThatThrownBy(() -> Statistics.cumulativeSum(a, 1))
                .isInstanceOf(DensificationException.class)
                .hasMessageContaining("Sparse.cumulativeSum");
    }

    @Test
    void vectorProducts() {
        each(300, true, true, (d, x) -> {
            if (d.dtype().isBoolean() || x.ndim() == 0 || !Samples.isFinite(d)) {
                return;
            }
            NdArray conj = d.dtype().isComplex() ? Elementwise.conj(d) : d;
            same(Sparse.vecdot(x, x, -1), Statistics.sum(conj.mul(d), Axes.of(-1)), x);
        });
        CooArray a = CooArray.random(Shape.of(4, 5), 0.5, Sampling.seed(1));
        for (Sparse.Format format : Sparse.Format.values()) {
            same(
                    Sparse.matmul(a, a.transpose(), format),
                    LinearAlgebra.matmul(a.toDense(), a.toDense().transpose()),
                    a);
            same(
                    Sparse.tensordot(a, a.toDense(), new int[] {0}, new int[] {0}, format),
                    LinearAlgebra.tensordot(a.toDense(), a.toDense(), new int[] {0}, new int[] {0}),
                    a);
        }
        assertThat(Sparse.matmul(a, a.transpose(), Sparse.Format.GCXS)).isInstanceOf(GcxsArray.class);
        assertThat(Sparse.matmul(a, a.transpose(), Sparse.Format.DENSE)).isInstanceOf(DenseArray.class);
        assertThatThrownBy(() -> Sparse.vecdot(a, a.transpose(), -1)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Sparse.vecdot(a, a, 1)).isInstanceOf(ShapeException.class);
    }
}
