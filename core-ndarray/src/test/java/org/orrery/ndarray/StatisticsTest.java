package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static final double EPS = 0x1p-53;

    private static double[] random(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = (random.nextDouble() - 0.5) * Math.pow(2, random.nextInt(-30, 31));
        }
        return x;
    }

    /** The same elements in the same order, lying otherwise: spread, backwards, read-only, within a matrix. */
    private static List<DenseArray> layouts(double[] x) {
        int n = x.length;
        DenseArray a = DenseArray.wrap(x);
        DenseArray wide = Creation.zeros(Shape.of(3L * n + 2));
        wide.set(a, Index.range(2, 3L * n + 2, 3));
        DenseArray backwards = a.index(Index.step(-1)).copy().index(Index.step(-1));
        DenseArray columns = Creation.zeros(Shape.of(n, 5));
        columns.set(a, Index.all(), Index.at(3));
        return List.of(
                a,
                wide.index(Index.range(2, 3L * n + 2, 3)),
                backwards,
                columns.index(Index.all(), Index.at(3)),
                a.reshape(1, n),
                n % 4 == 0 ? a.reshape(4, n / 4).transpose().copy().transpose() : a,
                n % 4 == 0 ? a.reshape(n / 4, 2, 2).permute(2, 0, 1).copy().permute(1, 2, 0) : a);
    }

    private static long bits(NdArray a) {
        return Double.doubleToRawLongBits(a.getDouble());
    }

    @Test
    void sumsHaveTheSameBitsInEveryLayout() {
        for (int n : new int[] {1, 5, 16, 17, 100, 1023, 1024, 1025, 2048, 5000, 70_000, 200_004}) {
            double[] x = random(n, n);
            NdArray sum = Statistics.sum(DenseArray.wrap(x));
            NdArray mean = Statistics.mean(DenseArray.wrap(x));
            NdArray variance = Statistics.var(DenseArray.wrap(x));
            NdArray product = Statistics.prod(DenseArray.wrap(x));
            for (DenseArray a : layouts(x)) {
                assertThat(bits(Statistics.sum(a))).as("sum of %d", n).isEqualTo(bits(sum));
                assertThat(bits(Statistics.mean(a))).as("mean of %d", n).isEqualTo(bits(mean));
                assertThat(bits(Statistics.var(a))).as("variance of %d", n).isEqualTo(bits(variance));
                assertThat(bits(Statistics.prod(a))).as("product of %d", n).isEqualTo(bits(product));
            }
        }
    }

    @Test
    void columnsHaveTheSameBitsAsSingleGroups() {
        for (int rows : new int[] {3, 40, 1500}) {
            for (int columns : new int[] {1, 2, 130, 700}) {
                DenseArray a = DenseArray.wrap(random(rows * columns, 7)).reshape(rows, columns);
                for (Reduction r : List.of(
                        Reductions.SUM, Reductions.PROD, Reductions.MAX, Reductions.MEAN, Reductions.variance(1))) {
                    DenseArray together = a.reduce(r, Axes.of(0), null);
                    DenseArray turned = a.transpose().copy().reduce(r, Axes.of(1), null);
                    assertThat(together)
                            .as("%s of %d columns of %d", r, columns, rows)
                            .isEqualTo(turned);
                    for (int c = 0; c < columns; c += 37) {
                        DenseArray one =
                                a.index(Index.all(), Index.at(c)).copy().reduce(r, Axes.all(), null);
                        assertThat(Double.doubleToRawLongBits(together.getDouble(c)))
                                .isEqualTo(bits(one));
                    }
                }
            }
        }
    }

    private static BigDecimal exactSum(double[] x) {
        BigDecimal s = BigDecimal.ZERO;
        for (double v : x) {
            s = s.add(new BigDecimal(v));
        }
        return s;
    }

    /**
     * Sixteen accumulators of 64 elements in each block, a tree of four levels among them, and a tree of blocks: an
     * element passes through at most 64 + 4 + log2(blocks) roundings.
     */
    @Test
    void sumsAreAccurate() {
        SplittableRandom random = new SplittableRandom(5);
        int n = 100_000;
        double[] cancelling = new double[n];
        double[] growing = new double[n];
        double[] tenths = new double[n];
        double[] spread = random(n, 6);
        for (int i = 0; i < n; i++) {
            cancelling[i] = (i % 2 == 0 ? 1e16 : -1e16) + random.nextInt(100);
            growing[i] = Math.scalb(1 + random.nextDouble(), i * 40 / n);
            tenths[i] = 0.1;
        }
        for (double[] x : List.of(cancelling, growing, tenths, spread)) {
            double magnitude = 0;
            for (double v : x) {
                magnitude += Math.abs(v);
            }
            double error = exactSum(x)
                    .subtract(new BigDecimal(Statistics.sum(DenseArray.wrap(x)).item()))
                    .abs()
                    .doubleValue();
            assertThat(error).isLessThanOrEqualTo((64 + 4 + 7) * EPS * magnitude);
        }
        // A plain loop is off by 1.9e-8 here.
        assertThat(Statistics.sum(DenseArray.wrap(tenths)).item()).isCloseTo(n * 0.1, within(1e-10));
    }

    private static org.assertj.core.data.Offset<Double> within(double d) {
        return org.assertj.core.data.Offset.offset(d);
    }

    @Test
    void variancesAreAccurateFarFromZero() {
        SplittableRandom random = new SplittableRandom(8);
        for (double offset : new double[] {0, 1e3, 1e9, -1e12}) {
            double[] x = new double[5000];
            for (int i = 0; i < x.length; i++) {
                x[i] = offset + random.nextDouble();
            }
            MathContext digits = new MathContext(60);
            BigDecimal mean = exactSum(x).divide(BigDecimal.valueOf(x.length), digits);
            BigDecimal squares = BigDecimal.ZERO;
            for (double v : x) {
                squares = squares.add(new BigDecimal(v).subtract(mean).pow(2));
            }
            DenseArray a = DenseArray.wrap(x);
            double population =
                    squares.divide(BigDecimal.valueOf(x.length), digits).doubleValue();
            double sample =
                    squares.divide(BigDecimal.valueOf(x.length - 1), digits).doubleValue();
            // The means of blocks differ by about 0.3 / sqrt(1024), and each is off by a unit of the offset.
            double unit = Math.ulp(offset);
            double tolerance = 1e-12 + (2 * 0.03 * unit + unit * unit) / population;
            assertThat(Statistics.var(a).item() / population).isCloseTo(1, within(tolerance));
            assertThat(Statistics.var(a, Axes.all(), 1).item() / sample).isCloseTo(1, within(tolerance));
            assertThat(Statistics.std(a).item() / Math.sqrt(population)).isCloseTo(1, within(tolerance));
            assertThat(Statistics.std(a, Axes.of(0), 1).item() / Math.sqrt(sample))
                    .isCloseTo(1, within(tolerance));
        }
        assertThat(Statistics.var(Creation.full(Shape.of(3000), 0.1)).item()).isLessThan(1e-30);
        assertThat(Statistics.var(Creation.array(3.0), Axes.all(), 1).item()).isNaN();
        assertThat(Statistics.var(Creation.array(1.0, 2, Double.POSITIVE_INFINITY))
                        .item())
                .isNaN();
        assertThat(Statistics.var(Creation.array(1L, 3L)).item()).isEqualTo(1);
        assertThat(Statistics.var(Creation.array(new Complex(1, 2), new Complex(3, 6)))
                        .item())
                .isEqualTo(5);
    }

    @Test
    void resultTypes() {
        assertThat(Statistics.sum(Creation.array(true, true)).getLong()).isEqualTo(2);
        assertThat(Statistics.sum(Creation.array(100, 100).convert(DType.INT8)).getLong())
                .isEqualTo(200);
        assertThat(Statistics.sum(Creation.array(1).convert(DType.UINT8)).dtype())
                .isEqualTo(DType.UINT64);
        assertThat(Statistics.sum(Creation.array(1).convert(DType.INT8)).dtype())
                .isEqualTo(DType.INT64);
        assertThat(Statistics.sum(Creation.array(1f)).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Statistics.sum(Creation.array(200, 100), Axes.all(), DType.UINT8)
                        .getLong())
                .isEqualTo(44);
        assertThat(Statistics.sum(Creation.array(1L << 53, 1L)).getLong()).isEqualTo((1L << 53) + 1);
        assertThat(Statistics.sum(Creation.array(Long.MAX_VALUE, 1L)).getLong()).isEqualTo(Long.MIN_VALUE);
        assertThat(Statistics.mean(Creation.array(1, 2)).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(Statistics.mean(Creation.array(1f, 2f)).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Statistics.std(Creation.array(Complex.I)).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(Statistics.max(Creation.array(1).convert(DType.UINT16)).dtype())
                .isEqualTo(DType.UINT16);
        DenseArray u = DenseArray.of(DType.UINT64, new long[] {-1, 5}, Shape.of(2));
        assertThat(Statistics.max(u).getLong()).isEqualTo(-1);
        assertThat(Statistics.min(u).getLong()).isEqualTo(5);
        assertThat(Searching.argmax(u).getLong()).isZero();
        DenseArray ones = Creation.full(Shape.of(1 << 24), 1f);
        assertThat(Statistics.sum(ones.index(Index.range(0, (1 << 24) - 1))).item())
                .isEqualTo((1 << 24) - 1);
        assertThatThrownBy(() -> Creation.array(1L).reduce(Reductions.MEAN, Axes.all(), DType.INT32))
                .isInstanceOf(DTypeException.class)
                .hasMessage("mean cannot be int32: expected a floating dtype");
        assertThatThrownBy(() -> Creation.array(1L).reduce(Reductions.MAX, Axes.all(), DType.INT32))
                .isInstanceOf(DTypeException.class)
                .hasMessage("max has a result type of its own: a dtype of int32 cannot be asked for");
    }

    @Test
    void nothing() {
        DenseArray a = Creation.zeros(Shape.of(0, 2));
        assertThat(Statistics.sum(a, Axes.of(0))).isEqualTo(Creation.array(0.0, 0));
        assertThat(Statistics.prod(a, Axes.of(0))).isEqualTo(Creation.array(1.0, 1));
        assertThat(Statistics.mean(a, Axes.of(0))).isEqualTo(Creation.array(Double.NaN, Double.NaN));
        assertThat(Statistics.var(a, Axes.of(0))).isEqualTo(Creation.array(Double.NaN, Double.NaN));
        assertThat(Utility.any(a).getBoolean()).isFalse();
        assertThat(Utility.all(a).getBoolean()).isTrue();
        assertThat(Searching.countNonzero(a).getLong()).isZero();
        assertThat(Statistics.sum(a, Axes.of(1)).shape()).isEqualTo(Shape.of(0));
        assertThat(Statistics.max(a, Axes.of(1)).shape()).isEqualTo(Shape.of(0));
        assertThatThrownBy(() -> Statistics.max(a, Axes.of(0)))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "max of an empty array of shape (0, 2): there is no element, and the reduction has no identity");
        assertThatThrownBy(() -> Searching.argmin(a)).isInstanceOf(ShapeException.class);
        assertThat(Statistics.cumulativeSum(a, 0).shape()).isEqualTo(Shape.of(0, 2));
    }

    @Test
    void extremesAndNan() {
        DenseArray a = Creation.array(3, Double.NaN, 5, Double.NaN);
        assertThat(Statistics.max(a).item()).isNaN();
        assertThat(Statistics.min(a).item()).isNaN();
        assertThat(Searching.argmax(a).getLong()).isEqualTo(1);
        assertThat(Searching.argmin(a).getLong()).isEqualTo(1);
        assertThat(Searching.argmax(Creation.array(1.0, 7, 7)).getLong()).isEqualTo(1);
        assertThat(Searching.argmin(Creation.array(0.0, -0.0)).getLong()).isZero();
        double[] x = new double[5000];
        x[4097] = Double.NaN;
        x[4999] = Double.NaN;
        x[3] = 9;
        assertThat(Searching.argmax(DenseArray.wrap(x)).getLong()).isEqualTo(4097);
        x[4097] = 9;
        x[4999] = 9;
        assertThat(Searching.argmax(DenseArray.wrap(x)).getLong()).isEqualTo(3);
        DenseArray t = Creation.array(new double[] {1, 9, 2}, new double[] {8, 3, Double.NaN});
        assertThat(Searching.argmax(t, Axes.of(1))).isEqualTo(Creation.array(1L, 2L));
        assertThat(Searching.argmax(t, Axes.of(0))).isEqualTo(Creation.array(1L, 0L, 1L));
        assertThat(Searching.argmin(t, Axes.of(0, 1)).getLong()).isEqualTo(5);
    }

    @Test
    void keepsDimensions() {
        DenseArray a = Creation.arange(24).reshape(2, 3, 4);
        NdArray m = Statistics.mean(a, Axes.of(0, 2).keepDims());
        assertThat(m.shape()).isEqualTo(Shape.of(1, 3, 1));
        assertThat(Statistics.mean(a.sub(m), Axes.of(2, 0))).isEqualTo(Creation.array(0.0, 0, 0));
        assertThat(Statistics.sum(a, Axes.of(0)).toDense().toLongArray())
                .containsExactly(12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34);
    }

    @Test
    void cumulativeOperations() {
        DenseArray a = Creation.array(new long[] {1, 2, 3}, new long[] {4, 5, 6});
        assertThat(Statistics.cumulativeSum(a, 1).toDense().toLongArray()).containsExactly(1, 3, 6, 4, 9, 15);
        assertThat(Statistics.cumulativeSum(a, 0).toDense().toLongArray()).containsExactly(1, 2, 3, 5, 7, 9);
        assertThat(Statistics.cumulativeProd(a, -1).toDense().toLongArray()).containsExactly(1, 2, 6, 4, 20, 120);
        assertThat(Statistics.cumulativeSum(a.transpose(), 0).toDense().toLongArray())
                .containsExactly(1, 4, 3, 9, 6, 15);
        assertThat(Statistics.cumulativeSum(Creation.array(100, 100).convert(DType.INT8), 0))
                .isEqualTo(Creation.array(100L, 200L));
        assertThat(Statistics.cumulativeSum(Creation.array(1, Double.NaN, 2), 0))
                .isEqualTo(Creation.array(1, Double.NaN, Double.NaN));
        assertThat(Statistics.cumulativeProd(Creation.array(Complex.I, Complex.I), 0)
                        .getComplex(1))
                .isEqualTo(new Complex(-1, 0));
        DenseArray large = Creation.arange(600_000).reshape(3, 200_000);
        DenseArray running = Statistics.cumulativeSum(large, 0).toDense();
        assertThat(running.getLong(2, 199_999)).isEqualTo(199_999L + 399_999 + 599_999);
    }
}
