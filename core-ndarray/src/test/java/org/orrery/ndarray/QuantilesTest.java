package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.Quantiles.Method;
import org.orrery.ndarray.parallel.Mode;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.ndarray.testing.NumPy;

class QuantilesTest {
    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;

    @Test
    void mediansAndQuartiles() {
        DenseArray x = Creation.array(3.0, 1, 4, 1, 5, 9, 2, 6);
        assertThat(Quantiles.median(x).item()).isEqualTo(3.5);
        assertThat(Quantiles.quantile(x, 0).item()).isEqualTo(1);
        assertThat(Quantiles.quantile(x, 1).item()).isEqualTo(9);
        assertThat(Quantiles.percentile(x, 25).item()).isEqualTo(1.75);
        assertThat(Quantiles.median(Creation.arange(12).reshape(3, 4), Axes.of(1)))
                .isEqualTo(Creation.array(1.5, 5.5, 9.5));
        assertThat(Quantiles.median(
                                Creation.arange(12).reshape(3, 4), Axes.of(0).keepDims())
                        .shape())
                .isEqualTo(Shape.of(1, 4));
        NdArray several = Quantiles.quantile(
                Creation.zeros(Shape.of(2, 3, 4)), Creation.array(0.1, 0.9), Axes.of(1), Method.HAZEN);
        assertThat(several.shape()).isEqualTo(Shape.of(2, 2, 4));
        assertThat(Quantiles.median(x.convert(DType.FLOAT32)).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Quantiles.median(Creation.array(true, false, true)).item()).isEqualTo(1);
        // The argument stays as it is.
        assertThat(x.getDouble(0)).isEqualTo(3);
    }

    @Test
    void valuesThatAreNotNumbers() {
        DenseArray x = Creation.array(NAN, 1, 2, NAN, 4);
        assertThat(Quantiles.median(x).item()).isNaN();
        assertThat(Quantiles.nanmedian(x).item()).isEqualTo(2);
        assertThat(Quantiles.nanquantile(x, 0.25).item()).isEqualTo(1.5);
        assertThat(Quantiles.nanpercentile(x, 100).item()).isEqualTo(4);
        assertThat(Quantiles.nanmedian(Creation.array(NAN, NAN)).item()).isNaN();
        assertThat(Quantiles.median(Creation.zeros(Shape.of(0))).item()).isNaN();
        assertThat(Quantiles.median(Creation.zeros(Shape.of(0, 3)), Axes.of(1)).shape())
                .isEqualTo(Shape.of(0));
        assertThat(Quantiles.median(Creation.array(-INF, INF, INF, INF)).item()).isEqualTo(INF);
        assertThat(Quantiles.quantile(Creation.array(-INF, 1, INF), 0.5).item()).isEqualTo(1);
    }

    @Test
    void wrongArgumentsAreNamed() {
        DenseArray x = Creation.array(1.0, 2);
        assertThatThrownBy(() -> Quantiles.quantile(x, 1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("quantile at q = 1.5: expected 0 to 1");
        assertThatThrownBy(() -> Quantiles.percentile(x, NAN)).hasMessage("percentile at q = NaN: expected 0 to 100");
        assertThatThrownBy(() -> Quantiles.median(x, Axes.of(1))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Quantiles.median(Creation.array(Complex.I))).isInstanceOf(DTypeException.class);
    }

    @Test
    void agreesWithNumPy() {
        NumPy.assume();
        Peer peer = new Peer("import warnings\nwarnings.simplefilter('ignore')\n");
        NdArray q = Creation.array(0, 0.1, 0.25, 1 / 3.0, 0.5, 0.75, 0.9, 1);
        for (int n : new int[] {1, 2, 3, 4, 5, 8, 9, 40}) {
            NdArray x =
                    Sampling.integers(-20, 20, Shape.of(3, n), Sampling.seed(n)).convert(DType.FLOAT64);
            for (Method method : Method.values()) {
                String name = ", method='" + method.name().toLowerCase(Locale.ROOT) + "')";
                peer.add(
                        2e-16, Quantiles.quantile(x, q, Axes.of(1), method), "np.quantile(%s, %s, axis=1" + name, x, q);
            }
            NdArray holes = Searching.where(x.mod(5).eq(0), Creation.scalar(NAN), x);
            peer.add(
                    2e-16,
                    Quantiles.nanquantile(holes, q, Axes.of(0), Method.LINEAR),
                    "np.nanquantile(%s, %s, axis=0)",
                    holes,
                    q);
            peer.add(2e-16, Quantiles.nanmedian(holes, Axes.of(1)), "np.nanmedian(%s, axis=1)", holes);
            peer.add(2e-16, Quantiles.median(holes, Axes.of(1)), "np.median(%s, axis=1)", holes);
            peer.add(1e-15, NanStatistics.nansum(holes, Axes.of(1)), "np.nansum(%s, axis=1)", holes);
            peer.add(1e-15, NanStatistics.nanprod(holes, Axes.of(1)), "np.nanprod(%s, axis=1)", holes);
            peer.add(1e-15, NanStatistics.nanmean(holes, Axes.of(1)), "np.nanmean(%s, axis=1)", holes);
            peer.add(1e-14, NanStatistics.nanvar(holes, Axes.of(1), 1), "np.nanvar(%s, axis=1, ddof=1)", holes);
            peer.add(1e-14, NanStatistics.nanstd(holes, Axes.of(0)), "np.nanstd(%s, axis=0)", holes);
            peer.add(0, NanStatistics.nanmin(holes, Axes.of(1)), "np.nanmin(%s, axis=1)", holes);
            peer.add(0, NanStatistics.nanmax(holes, Axes.of(0)), "np.nanmax(%s, axis=0)", holes);
            peer.add(0, NanStatistics.nanargmin(x, Axes.of(1)), "np.nanargmin(%s, axis=1)", x);
            if (n > 5) {
                peer.add(0, NanStatistics.nanargmax(holes, Axes.of(1)), "np.nanargmax(%s, axis=1)", holes);
                peer.add(0, NanStatistics.nanargmin(holes), "np.nanargmin(%s)", holes);
            }
            NdArray z = holes.mul(Complex.of(1, 2));
            peer.add(1e-14, NanStatistics.nanvar(z, Axes.of(1)), "np.nanvar(%s, axis=1)", z);
            peer.add(1e-15, NanStatistics.nanmean(z), "np.nanmean(%s)", z);
            NdArray edges = Creation.array(-20.0, -3, -3, 0, 7.5, 20);
            peer.add(0, Histogram.histogram(x, 7).counts(), "np.histogram(%s, 7)[0]", x);
            peer.add(1e-15, Histogram.histogram(x, 7).edges(), "np.histogram(%s, 7)[1]", x);
            peer.add(0, Histogram.histogram(holes, 9, -10, 15).counts(), "np.histogram(%s, 9, (-10, 15))[0]", holes);
            peer.add(0, Histogram.histogram(x, edges).counts(), "np.histogram(%s, %s)[0]", x, edges);
            peer.add(
                    1e-15,
                    Histogram.histogram(x, edges, x).counts(),
                    "np.histogram(%1$s, %2$s, weights=%1$s)[0]",
                    x,
                    edges);
            peer.add(1e-15, Histogram.histogram(x, 5).density(), "np.histogram(%s, 5, density=True)[0]", x);
        }
        peer.compare();
    }

    @Test
    void nanStatistics() {
        DenseArray x = Creation.array(1.0, NAN, 3, NAN);
        assertThat(NanStatistics.nansum(x).item()).isEqualTo(4);
        assertThat(NanStatistics.nanprod(x).item()).isEqualTo(3);
        assertThat(NanStatistics.nanmean(x).item()).isEqualTo(2);
        assertThat(NanStatistics.nanvar(x).item()).isEqualTo(1);
        assertThat(NanStatistics.nanvar(x, Axes.all(), 1).item()).isEqualTo(2);
        assertThat(NanStatistics.nanstd(x, Axes.of(0).keepDims()).shape()).isEqualTo(Shape.of(1));
        assertThat(NanStatistics.nanmin(x).item()).isEqualTo(1);
        assertThat(NanStatistics.nanmax(x).item()).isEqualTo(3);
        DenseArray none = Creation.array(NAN, NAN);
        assertThat(NanStatistics.nansum(none).item()).isEqualTo(0);
        assertThat(NanStatistics.nanmean(none).item()).isNaN();
        assertThat(NanStatistics.nanvar(none).item()).isNaN();
        assertThat(NanStatistics.nanmin(none).item()).isNaN();
        assertThat(NanStatistics.nanvar(Creation.array(5.0, NAN), Axes.all(), 1).item())
                .isNaN();
        assertThat(NanStatistics.nanmax(Creation.array(-INF, NAN)).item()).isEqualTo(-INF);
        assertThat(NanStatistics.nanargmax(x).getLong()).isEqualTo(2);
        assertThat(NanStatistics.nanargmax(Creation.array(NAN, -INF)).getLong()).isEqualTo(1);
        assertThat(NanStatistics.nanargmin(Creation.array(5L, 3)).getLong()).isEqualTo(1);
        assertThat(NanStatistics.nanargmin(Creation.array(NAN, 3f, 3)).dtype()).isEqualTo(DType.INT64);
        assertThatThrownBy(() -> NanStatistics.nanargmin(none, Axes.of(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nanargmin of shape (2,) over axes [0]: expected an element that is not NaN in each row");
        for (DType type : DType.values()) {
            NdArray y = Creation.array(2L, 0, 1).convert(type);
            assertThat(NanStatistics.nansum(y)).isEqualTo(Statistics.sum(y));
            assertThat(NanStatistics.nanmean(y)).isEqualTo(Statistics.mean(y));
            assertThat(NanStatistics.nanstd(y).dtype())
                    .isEqualTo(Statistics.std(y).dtype());
            if (!type.isComplex()) {
                assertThat(NanStatistics.nanmin(y)).isEqualTo(Statistics.min(y));
                assertThat(NanStatistics.nanmax(y)).isEqualTo(Statistics.max(y));
            }
        }
        assertThatThrownBy(() -> NanStatistics.nanmax(Creation.array(Complex.I)))
                .isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> NanStatistics.nanmin(Creation.zeros(Shape.of(0))))
                .isInstanceOf(ShapeException.class);
    }

    @Test
    void histograms() {
        Histogram h = Histogram.histogram(Creation.array(1.0, 2, 2, 3, 5, NAN), Creation.array(1.0, 2, 3, 5));
        assertThat(h.counts()).isEqualTo(Creation.array(1L, 2, 2));
        assertThat(h.toString()).startsWith("Histogram of 3 intervals\n").contains("####");
        assertThat(h.density()).isEqualTo(Creation.array(0.2, 0.4, 0.2));
        assertThat(Histogram.histogram(Creation.zeros(Shape.of(0)), 2).edges()).isEqualTo(Creation.array(0, 0.5, 1));
        assertThat(Histogram.histogram(Creation.array(3.0, 3), 2).edges()).isEqualTo(Creation.array(2.5, 3, 3.5));
        assertThatThrownBy(() -> Histogram.histogram(Creation.array(1.0, INF), 3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Histogram.histogram(Creation.array(1.0), 0))
                .hasMessage("histogram: bins = 0: expected at least 1");
        assertThat(Histogram.histogram(Creation.array(2.0, 3), 2, 2, 2))
                .isEqualTo(new Histogram(Creation.array(0L, 1), Creation.array(1.5, 2, 2.5)));
        assertThatThrownBy(() -> Histogram.histogram(Creation.array(1.0), 3, 2, 1))
                .hasMessage("histogram from 2.0 to 1.0: expected finite ends, the lower first");
        assertThatThrownBy(() -> Histogram.histogram(Creation.array(1e17, 1e17 + 16), 100))
                .isInstanceOf(IllegalArgumentException.class);
        // The last interval holds its upper edge, of no width too; an interval without width before it holds nothing.
        assertThat(Histogram.histogram(Creation.array(0.0, 1, 1), Creation.array(0.0, 0, 1, 1))
                        .counts())
                .isEqualTo(Creation.array(0L, 1, 2));
        assertThatThrownBy(() -> Histogram.histogram(Creation.array(1.0), Creation.array(2.0, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Histogram.histogram(Creation.array(1.0), Creation.array(2.0)))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(
                        () -> Histogram.histogram(Creation.array(1.0), Creation.array(1.0, 2), Creation.array(1.0, 2)))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Histogram.histogram(Creation.array(Complex.I), 3))
                .isInstanceOf(DTypeException.class);
    }

    /** Selection, of many equal numbers and in orders that are bad for quicksort, finds what sorting does. */
    @Test
    void selectionAgreesWithSorting() {
        SplittableRandom random = new SplittableRandom(4);
        for (int n : new int[] {1, 2, 48, 49, 50, 1000, 100_000}) {
            DenseArray[] all = {
                Sampling.normal(Shape.of(n), Sampling.seed(n)),
                Sampling.integers(0, 5, Shape.of(n), Sampling.seed(n)).convert(DType.FLOAT64),
                Creation.arange(n).convert(DType.FLOAT64),
                Creation.arange(n, 0, -1).convert(DType.FLOAT64),
                Elementwise.abs(Creation.arange(n).sub(n / 2))
                        .convert(DType.FLOAT64)
                        .toDense(),
                Creation.full(Shape.of(n), INF)
            };
            for (DenseArray x : all) {
                double[] sorted = Sorting.sort(x).toDense().doubles();
                double[] q = random.doubles(9).toArray();
                NdArray found = Quantiles.quantile(x, DenseArray.wrap(q), Axes.all(), Method.LOWER);
                for (int i = 0; i < q.length; i++) {
                    assertThat(found.getDouble(i)).isEqualTo(sorted[(int) Math.floor((n - 1) * q[i])]);
                }
            }
        }
    }

    @Test
    void resultsDoNotDependOnTheThreads() {
        DenseArray x = Sampling.normal(Shape.of(300, 200), Sampling.seed(3));
        NdArray expected = Parallel.in(Mode.SERIAL, () -> Quantiles.median(x, Axes.of(0)));
        assertThat(Parallel.in(Mode.stealing(3), () -> Quantiles.median(x, Axes.of(0))))
                .isEqualTo(expected);
    }
}
