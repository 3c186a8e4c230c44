package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.Fft.Norm;
import org.orrery.ndarray.Interpolation.End;
import org.orrery.ndarray.Interpolation.Outside;

/** What holds for all functions beyond the standard: of how an array lies in memory, and of its type. */
class BeyondTheStandardTest {
    private static final NdArray FEW = Creation.array(0.25, 0.5, -1);
    private static final Seed SEED = new Seed(1);

    /** Those that keep float32. */
    private static Map<String, UnaryOperator<NdArray>> keeping() {
        Map<String, UnaryOperator<NdArray>> f = new LinkedHashMap<>();
        f.put("nansum", x -> NanStatistics.nansum(x, Axes.of(1)));
        f.put("nanprod", x -> NanStatistics.nanprod(x, Axes.of(1)));
        f.put("nanmean", NanStatistics::nanmean);
        f.put("nanmin", x -> NanStatistics.nanmin(x, Axes.of(0)));
        f.put("nanmax", x -> NanStatistics.nanmax(x, Axes.of(0)));
        f.put("nanvar", x -> NanStatistics.nanvar(x, Axes.of(0)));
        f.put("nanstd", x -> NanStatistics.nanstd(x, Axes.of(1)));
        f.put("median", x -> Quantiles.median(x, Axes.of(0)));
        f.put("quantile", x -> Quantiles.quantile(x, 0.3, Axes.of(1)));
        f.put("nanpercentile", x -> Quantiles.nanpercentile(x, 30, Axes.of(1)));
        f.put("einsum i", x -> Einsum.einsum("ij,ij->i", x, x));
        f.put("einsum ji", x -> Einsum.einsum("ij->ji", x));
        f.put("einsum ik", x -> Einsum.einsum("ij,kj", x, x));
        f.put("convolve", x -> Signal.convolve(x, x));
        f.put("correlate", x -> Signal.correlate(x, x, Signal.Part.SAME));
        for (int type = 1; type <= 4; type++) {
            int t = type;
            for (int axis = 0; axis < 2; axis++) {
                int a = axis;
                f.put("dct " + t + a, x -> Signal.dct(x, t, a, Norm.ORTHO));
                f.put("idst " + t + a, x -> Signal.idst(x, t, a, Norm.FORWARD));
            }
        }
        f.put("polyval", x -> Polynomials.polyval(x.get("0, :"), x));
        f.put("chebval", x -> Polynomials.chebval(x.get("1, :"), x));
        f.put("legval", x -> Polynomials.legval(x.get("2, :"), x));
        f.put("polyder", x -> Polynomials.polyder(x.get(":, 0")));
        f.put("polyint", x -> Polynomials.polyint(x.get(":, 0"), 2));
        f.put("polymul", x -> Polynomials.polymul(x.get(":, 0"), x.get("0, :")));
        f.put("polyfromroots", x -> Polynomials.polyfromroots(x.get(":, 0")));
        f.put("permutation", x -> Sampling.permutation(x, 1, SEED));
        f.putAll(elementwise());
        return f;
    }

    private static Map<String, UnaryOperator<NdArray>> elementwise() {
        Map<String, UnaryOperator<NdArray>> f = new LinkedHashMap<>();
        f.put("erf", Special::erf);
        f.put("erfc", Special::erfc);
        f.put("erfcx", Special::erfcx);
        f.put("erfinv", Special::erfinv);
        f.put("erfcinv", Special::erfcinv);
        f.put("gamma", Special::gamma);
        f.put("gammaln", Special::gammaln);
        f.put("digamma", Special::digamma);
        f.put("polygamma", x -> Special.polygamma(3, x));
        f.put("ndtr", Special::ndtr);
        f.put("ndtri", Special::ndtri);
        f.put("sinc", Special::sinc);
        f.put("i0", Special::i0);
        f.put("i1", Special::i1);
        f.put("j0", Special::j0);
        f.put("j1", Special::j1);
        f.put("beta", x -> Special.beta(x, x));
        f.put("betaln", x -> Special.betaln(x, x));
        f.put("gammainc", x -> Special.gammainc(x, x));
        f.put("gammaincc", x -> Special.gammaincc(x, x));
        f.put("betainc", x -> Special.betainc(x, x, x));
        return f;
    }

    /** Those whose results have a type of their own. */
    private static Map<String, UnaryOperator<NdArray>> others() {
        Map<String, UnaryOperator<NdArray>> f = new LinkedHashMap<>();
        NdArray knots = Creation.arange(5);
        f.put("nanargmax", x -> NanStatistics.nanargmax(x, Axes.of(1)));
        f.put("nanargmin", NanStatistics::nanargmin);
        f.put("histogram", x -> Histogram.histogram(x, 4).counts());
        f.put("histogram edges", x -> Histogram.histogram(x, 4).edges());
        f.put("weights", x -> Histogram.histogram(x, Creation.array(0, 0.5, 1), x)
                .counts());
        f.put("interp", x -> Interpolation.interp(x, knots, x));
        f.put("pchip", x -> Interpolation.pchip(knots, x).at(x));
        f.put("cubicSpline", x -> Interpolation.cubicSpline(knots, x, End.NOT_A_KNOT)
                .at(x));
        f.put("bilinear", x -> Interpolation.bilinear(knots, Creation.arange(4), x, x, x, Outside.CLAMP));
        f.put("polyfit", x -> Polynomials.polyfit(knots, x.get(":, 0"), 2));
        f.put("polyroots", x -> Polynomials.polyroots(x.get("0, :")));
        f.put("quantiles", x -> Quantiles.quantile(FEW, x.get(":2, ::2"), Axes.all(), Quantiles.Method.WEIBULL));
        f.put("choice", x -> Sampling.choice(x.get("0, :"), true, Shape.of(9), SEED));
        f.put("multivariateNormal", x -> {
            NdArray covariance = LinearAlgebra.matmul(x, x.transpose());
            return Sampling.multivariateNormal(x.get(":, 0"), covariance, Shape.of(3), SEED);
        });
        return f;
    }

    /** The same elements, lying otherwise. */
    private static List<NdArray> views(DenseArray x) {
        List<NdArray> views = new ArrayList<>();
        views.add(x.transpose().toDense().copy().transpose());
        views.add(x.get("::-1, ::-1").toDense().copy().get("::-1, ::-1"));
        DenseArray wide = Creation.zeros(Shape.of(11, 14), x.dtype());
        wide.set("1::2, 2::3", x);
        views.add(wide.get("1::2, 2::3"));
        views.add(x.asReadOnly());
        return views;
    }

    @Test
    void resultsDoNotDependOnHowArraysLie() {
        Map<String, UnaryOperator<NdArray>> all = keeping();
        all.putAll(others());
        DenseArray positive = Sampling.uniform(0.05, 0.95, Shape.of(5, 4), SEED);
        for (DType type : List.of(DType.FLOAT64, DType.FLOAT32)) {
            DenseArray x = positive.convert(type);
            all.forEach((name, f) -> {
                NdArray expected = f.apply(x);
                for (NdArray view : views(x)) {
                    assertThat(view).isEqualTo(x);
                    assertThat(f.apply(view)).as("%s of %s", name, type).isEqualTo(expected);
                }
                // Nor do they change their argument.
                assertThat(x).as(name).isEqualTo(positive.convert(type));
            });
        }
        // All rows in one place.
        DenseArray row = Sampling.uniform(0.05, 0.95, Shape.of(4), SEED);
        NdArray rows = row.broadcastTo(Shape.of(5, 4));
        all.remove("multivariateNormal"); // Its covariance is then singular up to rounding.
        all.forEach((name, f) -> assertThat(f.apply(rows))
                .as(name)
                .isEqualTo(f.apply(rows.toDense().copy())));
    }

    @Test
    void typesAreKept() {
        DenseArray x = Sampling.uniform(0.05, 0.95, Shape.of(5, 4), SEED);
        keeping().forEach((name, f) -> {
            NdArray wide = f.apply(x);
            NdArray narrow = f.apply(x.convert(DType.FLOAT32));
            assertThat(wide.dtype()).as(name).isEqualTo(DType.FLOAT64);
            assertThat(narrow.dtype()).as(name).isEqualTo(DType.FLOAT32);
            assertThat(narrow.shape()).as(name).isEqualTo(wide.shape());
            NdArray distance = Elementwise.abs(narrow.convert(DType.FLOAT64).sub(wide));
            double scale = Statistics.max(Elementwise.abs(wide)).item();
            // Rounded arguments, slopes up to some tens, and sums of some products.
            assertThat(Statistics.max(distance).item() / scale).as(name).isLessThan(3e-5);
        });
    }

    @Test
    void scalarsAndEmptyArraysAreOrdinary() {
        elementwise().forEach((name, f) -> {
            NdArray scalar = f.apply(Creation.scalar(0.4));
            assertThat(scalar.shape()).as(name).isEqualTo(Shape.of());
            assertThat(scalar.item())
                    .as(name)
                    .isEqualTo(f.apply(Creation.array(0.4)).getDouble(0));
            assertThat(f.apply(Creation.zeros(Shape.of(2, 0))).shape()).as(name).isEqualTo(Shape.of(2, 0));
            assertThat(f.apply(Creation.array(Double.NaN)).getDouble(0))
                    .as(name)
                    .isNaN();
            // Integers are taken as float64.
            assertThat(f.apply(Creation.array(1L))).as(name).isEqualTo(f.apply(Creation.array(1.0)));
        });
        NdArray none = Creation.zeros(Shape.of(0, 2));
        assertThat(NanStatistics.nansum(none, Axes.of(0))).isEqualTo(Creation.zeros(Shape.of(2)));
        assertThat(NanStatistics.nanmean(none, Axes.of(1)).shape()).isEqualTo(Shape.of(0));
        assertThat(NanStatistics.nanmean(none, Axes.of(0))).isEqualTo(Creation.full(Shape.of(2), Double.NaN));
        assertThat(NanStatistics.nanmax(Creation.scalar(3.0)).item()).isEqualTo(3);
        assertThat(NanStatistics.nanargmax(Creation.scalar(3.0)).getLong()).isEqualTo(0);
        assertThat(Quantiles.median(Creation.scalar(7L)).item()).isEqualTo(7);
        assertThat(Histogram.histogram(Creation.scalar(7L), 1).counts()).isEqualTo(Creation.array(1L));
        assertThat(Einsum.einsum("", Creation.scalar(7L))).isEqualTo(Creation.scalar(7L));
        assertThat(Einsum.einsum("ij->j", none)).isEqualTo(Creation.zeros(Shape.of(2)));
        PiecewisePolynomial line = Interpolation.linear(Creation.array(0.0, 1), Creation.array(0.0, 2));
        assertThat(line.at(none).shape()).isEqualTo(Shape.of(0, 2));
        assertThat(line.at(Creation.scalar(0.25))).isEqualTo(Creation.scalar(0.5));
        assertThat(Polynomials.polyval(FEW, Creation.scalar(0.0))).isEqualTo(Creation.scalar(0.25));
        assertThat(Signal.dct(none).shape()).isEqualTo(Shape.of(0, 2));
        assertThat(Sampling.multivariateNormal(Creation.array(0.0), Creation.eye(1), Shape.of(), SEED)
                        .shape())
                .isEqualTo(Shape.of(1));
    }
}
