package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.parallel.Mode;
import org.orrery.ndarray.parallel.Parallel;

/** The distributions that {@link SamplingTest} does not look at, against their distribution functions. */
class DistributionsTest {
    private static final int N = 200_000;
    private static final Seed SEED = Sampling.seed(20);

    private static NdArray number(double x) {
        return Creation.scalar(x);
    }

    /** Kolmogorov and Smirnov's distance, and chi-square over 400 equally likely cells. */
    private static void assertDistribution(String what, DenseArray sample, UnaryOperator<NdArray> cdf) {
        double[] p = Sorting.sort(cdf.apply(sample)).toDense().doubles();
        int n = p.length;
        double distance = 0;
        long[] cells = new long[400];
        for (int i = 0; i < n; i++) {
            distance = Math.max(distance, Math.max(p[i] - (double) i / n, (i + 1.0) / n - p[i]));
            cells[(int) Math.min(399, p[i] * 400)]++;
        }
        assertThat(distance * Math.sqrt(n)).as(what).isLessThan(1.95); // probability 0.001
        SamplingTest.assertUniform(cells);
    }

    @Test
    void gammas() {
        for (double k : new double[] {0.2, 0.9, 1, 2.5, 30, 1e4}) {
            assertDistribution(
                    "gamma " + k, Sampling.gamma(k, 3, Shape.of(N), SEED), x -> Special.gammainc(number(k), x.div(3)));
        }
        for (double k : new double[] {1, 4, 7.5}) {
            assertDistribution(
                    "chiSquare " + k,
                    Sampling.chiSquare(k, Shape.of(N), SEED),
                    x -> Special.gammainc(number(k / 2), x.div(2)));
        }
    }

    @Test
    void betas() {
        for (double[] ab : new double[][] {{0.3, 0.5}, {1, 1}, {2, 0.5}, {0.7, 4}, {20, 30}}) {
            assertDistribution(
                    "beta " + Arrays.toString(ab),
                    Sampling.beta(ab[0], ab[1], Shape.of(N), SEED),
                    x -> Special.betainc(number(ab[0]), number(ab[1]), x));
        }
        // Where gamma variates would vanish, almost all mass lies at the ends.
        double[] x = Sampling.beta(1e-3, 1e-3, Shape.of(20_000), SEED).doubles();
        assertThat(Arrays.stream(x).allMatch(v -> v >= 0 && v <= 1)).isTrue();
        assertThat(Arrays.stream(x).average().getAsDouble()).isCloseTo(0.5, Peer.within(4 * 0.5 / Math.sqrt(20_000)));
    }

    @Test
    void laplaceAndStudent() {
        assertDistribution("laplace", Sampling.laplace(2, 0.5, Shape.of(N), SEED), x -> {
            NdArray z = x.sub(2).div(0.5);
            NdArray tail = Elementwise.exp(Elementwise.abs(z).neg()).div(2);
            return Searching.where(z.lt(0), tail, tail.neg().add(1));
        });
        for (double f : new double[] {0.8, 3, 40}) {
            assertDistribution("studentT " + f, Sampling.studentT(f, Shape.of(N), SEED), x -> {
                NdArray square = x.mul(x);
                NdArray tail = Special.betainc(
                                number(f / 2),
                                number(0.5),
                                square.add(f).pow(-1L).mul(f))
                        .div(2);
                return Searching.where(x.lt(0), tail, tail.neg().add(1));
            });
        }
    }

    /** Chi-square of counts, cells of few expected ones taken together. */
    private static void assertCounts(
            String what, long[] sample, long low, int cells, BiFunction<Long, Integer, Double> probability) {
        long[] counts = new long[cells];
        for (long v : sample) {
            counts[(int) Math.max(0, Math.min(cells - 1, v - low))]++;
        }
        double square = 0;
        int freedom = -1;
        double expected = 0;
        double found = 0;
        double total = 0;
        for (int i = 0; i < cells; i++) {
            double p = i == cells - 1 ? 1 - total : probability.apply(low + i, i);
            total += p;
            expected += p * sample.length;
            found += counts[i];
            if (expected > 20 || i == cells - 1) {
                square += expected == 0 ? 0 : (found - expected) * (found - expected) / Math.max(expected, 1);
                freedom++;
                expected = 0;
                found = 0;
            }
        }
        double z = (Math.cbrt(square / freedom) - (1 - 2.0 / (9 * freedom))) / Math.sqrt(2.0 / (9 * freedom));
        assertThat(z).as(what).isLessThan(4);
    }

    @Test
    void poissons() {
        for (double mean : new double[] {0.3, 3, 9.9, 10, 35, 400, 1e6}) {
            long[] x = Sampling.poisson(mean, Shape.of(N), SEED).longs();
            long low = (long) Math.max(0, mean - 5 * Math.sqrt(mean));
            int cells = (int) Math.min(2000, 10 * Math.sqrt(mean) + 12);
            long wide = Math.max(1, (long) (10 * Math.sqrt(mean)) / 2000);
            if (wide > 1) {
                // Cells of several numbers each, by the normal distribution's neighbour, the gamma function.
                long first = low;
                for (int i = 0; i < x.length; i++) {
                    x[i] = Math.floorDiv(x[i] - first, wide);
                }
                assertCounts(
                        "poisson " + mean,
                        x,
                        0,
                        cells,
                        (k, i) -> tail(first + (k + 1) * wide, mean) - (i == 0 ? 0 : tail(first + k * wide, mean)));
            } else {
                assertCounts(
                        "poisson " + mean, x, low, cells, (k, i) -> tail(k + 1, mean) - (i == 0 ? 0 : tail(k, mean)));
            }
        }
        assertThat(Sampling.poisson(0, Shape.of(5), SEED).longs()).containsOnly(0);
        double[] huge = Sampling.poisson(1e15, Shape.of(N), SEED).toDoubleArray();
        assertDistribution(
                "poisson 1e15",
                DenseArray.wrap(huge),
                x -> Special.ndtr(x.sub(1e15).div(Math.sqrt(1e15))));
    }

    /** The probability of less than k. */
    private static double tail(long k, double mean) {
        return k <= 0 ? 0 : Special.gammaincc(number(k), number(mean)).item();
    }

    @Test
    void binomials() {
        for (double[] np :
                new double[][] {{1, 0.3}, {20, 0.1}, {20, 0.5}, {25, 0.9}, {100, 0.5}, {1000, 0.02}, {5000, 0.7}}) {
            long n = (long) np[0];
            double p = np[1];
            long[] x = Sampling.binomial(n, p, Shape.of(N), SEED).longs();
            double deviation = Math.sqrt(n * p * (1 - p));
            long low = (long) Math.max(0, n * p - 5 * deviation);
            int cells = (int) Math.min(n - low + 1, 10 * deviation + 10);
            assertThat(Arrays.stream(x).min().getAsLong()).isGreaterThanOrEqualTo(0);
            assertThat(Arrays.stream(x).max().getAsLong()).isLessThanOrEqualTo(n);
            assertCounts(
                    "binomial " + Arrays.toString(np),
                    x,
                    low,
                    cells,
                    (k, i) -> atMost(k, n, p) - (i == 0 ? 0 : atMost(k - 1, n, p)));
        }
        assertThat(Sampling.binomial(0, 0.5, Shape.of(3), SEED).longs()).containsOnly(0);
        assertThat(Sampling.binomial(7, 0, Shape.of(3), SEED).longs()).containsOnly(0);
        assertThat(Sampling.binomial(7, 1, Shape.of(3), SEED).longs()).containsOnly(7);
        long n = 1L << 50;
        double[] huge = Sampling.binomial(n, 0.25, Shape.of(N), SEED).toDoubleArray();
        assertDistribution(
                "binomial 2^50",
                DenseArray.wrap(huge),
                x -> Special.ndtr(x.sub(n * 0.25).div(Math.sqrt(n * 0.1875))));
    }

    private static double atMost(long k, long n, double p) {
        return k < 0
                ? 0
                : k >= n
                        ? 1
                        : Special.betainc(number(n - k), number(k + 1), number(1 - p))
                                .item();
    }

    @Test
    void multivariateNormals() {
        NdArray mean = Creation.array(1.0, -2, 0.5);
        NdArray covariance =
                Creation.array(new double[] {4, 1, -0.5}, new double[] {1, 2, 0.3}, new double[] {-0.5, 0.3, 1});
        DenseArray x = Sampling.multivariateNormal(mean, covariance, Shape.of(2, N / 2), SEED);
        assertThat(x.shape()).isEqualTo(Shape.of(2, N / 2, 3));
        NdArray rows = x.reshape(N, 3);
        for (int i = 0; i < 3; i++) {
            double m = mean.getDouble(i);
            double v = covariance.getDouble(i, i);
            assertDistribution(
                    "coordinate " + i,
                    rows.get(Index.all(), Index.at(i)).toDense().copy(),
                    y -> Special.ndtr(y.sub(m).div(Math.sqrt(v))));
            for (int j = 0; j < i; j++) {
                NdArray a = rows.get(Index.all(), Index.at(i)).sub(m);
                NdArray b = rows.get(Index.all(), Index.at(j)).sub(mean.getDouble(j));
                double c = covariance.getDouble(i, j);
                double spread = Math.sqrt(v * covariance.getDouble(j, j) + c * c);
                assertThat(Statistics.mean(a.mul(b)).item()).isCloseTo(c, Peer.within(4 * spread / Math.sqrt(N)));
            }
        }
        assertThat(Sampling.multivariateNormal(
                                Creation.zeros(Shape.of(0)), Creation.zeros(Shape.of(0, 0)), Shape.of(4), SEED)
                        .shape())
                .isEqualTo(Shape.of(4, 0));
        assertThatThrownBy(() -> Sampling.multivariateNormal(mean, covariance.get(":2, :2"), Shape.of(4), SEED))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Sampling.multivariateNormal(mean, covariance.neg(), Shape.of(4), SEED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("multivariateNormal: covariance (0, 0) leaves -4.0 after the coordinates before:"
                        + " expected a positive semidefinite matrix");
        NdArray indefinite = Creation.array(new double[] {0, 1}, new double[] {1, 1});
        assertThatThrownBy(() -> Sampling.multivariateNormal(Creation.array(0.0, 0), indefinite, Shape.of(4), SEED))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        Sampling.multivariateNormal(Creation.array(Double.NaN), Creation.eye(1), Shape.of(4), SEED))
                .hasMessage("multivariateNormal, mean, element 0 is NaN: expected a finite number");
        DenseArray skew = covariance.toDense().copy();
        skew.setDouble(0, 1, 5);
        assertThatThrownBy(() -> Sampling.multivariateNormal(mean, skew, Shape.of(4), SEED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The third coordinate is the sum of the others, the second has no variance. */
    @Test
    void singularCovariances() {
        NdArray covariance =
                Creation.array(new double[] {0.3, 0, 0.3}, new double[] {0, 0, 0}, new double[] {0.3, 0, 0.3});
        DenseArray x = Sampling.multivariateNormal(Creation.array(1.0, 2, 3), covariance, Shape.of(N), SEED);
        NdArray first = x.get(Index.all(), Index.at(0));
        assertDistribution(
                "first", first.toDense().copy(), y -> Special.ndtr(y.sub(1).div(Math.sqrt(0.3))));
        assertThat(x.get(Index.all(), Index.at(1))).isEqualTo(Creation.full(Shape.of(N), 2.0));
        NdArray rest =
                Elementwise.abs(x.get(Index.all(), Index.at(2)).sub(first).sub(2));
        assertThat(Statistics.max(rest).item()).isLessThan(1e-14);
        // Of rank 3 in 40 dimensions.
        NdArray root = Sampling.normal(Shape.of(40, 3), SEED);
        NdArray low = LinearAlgebra.matmul(root, root.transpose());
        DenseArray many = Sampling.multivariateNormal(Creation.zeros(Shape.of(40)), low, Shape.of(N), SEED);
        NdArray found = LinearAlgebra.matmul(many.transpose(), many).div(N);
        NdArray scale = Elementwise.sqrt(Einsum.einsum("ii,jj->ij", low, low));
        assertThat(Statistics.max(Elementwise.abs(found.sub(low)).div(scale)).item())
                .isLessThan(5 * Math.sqrt(2.0 / N));
    }

    @Test
    void choicesWithReplacement() {
        double[] p = {0.5, 0, 0.2, 1e-3, 0.299, 0};
        long[] x = Sampling.choice(DenseArray.wrap(p), true, Shape.of(2, N / 2), SEED)
                .longs();
        assertCounts("choice", x, 0, 6, (k, i) -> p[i]);
        assertThat(Arrays.stream(x).noneMatch(v -> v == 1 || v == 5)).isTrue();
        // Any numbers in proportion, of any type.
        assertThat(Sampling.choice(Creation.array(500L, 0, 200, 1, 299, 0), true, Shape.of(1000), SEED))
                .isEqualTo(Sampling.choice(DenseArray.wrap(p), true, Shape.of(1000), SEED));
        assertThat(Sampling.choice(Creation.array(0.0, 1e-320), true, Shape.of(3), SEED)
                        .longs())
                .containsOnly(1);
    }

    /** Of all ordered pairs of four the probability is p[i] p[j] / (1 - p[i]). */
    @Test
    void choicesWithoutReplacement() {
        double[] p = {0.5, 0.3, 0.15, 0.05};
        double[] weights = {10, 0, 6, 3, 1};
        int[] places = {0, 2, 3, 4};
        int trials = 40_000;
        long[] pairs = new long[trials];
        for (int t = 0; t < trials; t++) {
            long[] x = Sampling.choice(DenseArray.wrap(weights), false, Shape.of(2), SEED.child(t))
                    .longs();
            int i = Arrays.binarySearch(places, (int) x[0]);
            int j = Arrays.binarySearch(places, (int) x[1]);
            assertThat(i >= 0 && j >= 0 && i != j).isTrue();
            pairs[t] = 4L * i + j;
        }
        assertCounts("pairs", pairs, 0, 16, (k, c) -> c / 4 == c % 4 ? 0 : p[c / 4] * p[c % 4] / (1 - p[c / 4]));
        long[] all = Sampling.choice(Creation.ones(Shape.of(1000)), false, Shape.of(10, 100), SEED)
                .longs();
        Arrays.sort(all);
        assertThat(DenseArray.wrap(all)).isEqualTo(Creation.arange(1000));
    }

    @Test
    void wrongChoicesAreNamed() {
        assertThatThrownBy(() -> Sampling.choice(Creation.array(0.5, -1), true, Shape.of(2), SEED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("choice with p[1] = -1.0: expected at least 0");
        assertThatThrownBy(() -> Sampling.choice(Creation.array(0.5, 0, 1), false, Shape.of(3), SEED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("choice of shape (3,) without replacement, p of sum 1.5 with 2 positive ones:"
                        + " expected a finite sum, and as many as are chosen");
        assertThatThrownBy(() -> Sampling.choice(Creation.array(0.0, 0), true, Shape.of(3), SEED))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sampling.choice(Creation.array(Double.NaN), true, Shape.of(3), SEED))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sampling.choice(Creation.array(1e308, 1e308), true, Shape.of(3), SEED))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sampling.choice(Creation.eye(2), true, Shape.of(3), SEED))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Sampling.choice(Creation.array(Complex.I), true, Shape.of(3), SEED))
                .isInstanceOf(DTypeException.class);
        assertThat(Sampling.choice(Creation.zeros(Shape.of(0)), true, Shape.of(0), SEED)
                        .size())
                .isEqualTo(0);
    }

    private static List<BiFunction<Shape, Seed, DenseArray>> all() {
        return List.of(
                (s, r) -> Sampling.gamma(0.5, 1, s, r),
                (s, r) -> Sampling.chiSquare(3, s, r),
                (s, r) -> Sampling.beta(0.5, 0.5, s, r),
                (s, r) -> Sampling.beta(2, 3, s, r),
                (s, r) -> Sampling.laplace(0, 1, s, r),
                (s, r) -> Sampling.studentT(2, s, r),
                (s, r) -> Sampling.choice(Creation.array(0.2, 0.5, 0.3), true, s, r),
                (s, r) -> Sampling.integers(Long.MIN_VALUE, Long.MAX_VALUE, true, DType.INT64, s, r),
                (s, r) -> Sampling.poisson(3, s, r),
                (s, r) -> Sampling.poisson(30, s, r),
                (s, r) -> Sampling.binomial(10, 0.2, s, r),
                (s, r) -> Sampling.binomial(1000, 0.2, s, r));
    }

    @Test
    void numbersDependOnTheSeedAlone() {
        for (var draw : all()) {
            DenseArray expected = Parallel.in(Mode.SERIAL, () -> draw.apply(Shape.of(100_000), SEED));
            assertThat(Parallel.in(Mode.stealing(3), () -> draw.apply(Shape.of(100_000), SEED)))
                    .isEqualTo(expected);
            assertThat(draw.apply(Shape.of(70, 7), SEED).reshape(490)).isEqualTo(expected.get(":490"));
            assertThat(draw.apply(Shape.of(490), Sampling.seed(21))).isNotEqualTo(expected.get(":490"));
            assertThat(draw.apply(Shape.of(0), SEED).size()).isEqualTo(0);
        }
    }

    @Test
    void wrongParametersAreNamed() {
        Shape s = Shape.of(2);
        assertThatThrownBy(() -> Sampling.gamma(0, 1, s, SEED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gamma with k = 0.0: expected a finite number, more than 0");
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> Sampling.gamma(1, bad, s, SEED)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Sampling.chiSquare(bad, s, SEED)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Sampling.beta(bad, 1, s, SEED)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Sampling.beta(1, bad, s, SEED)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Sampling.studentT(bad, s, SEED)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Sampling.laplace(0, bad, s, SEED)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Sampling.laplace(Double.NaN, 1, s, SEED)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sampling.poisson(-1, s, SEED))
                .hasMessage("poisson with mean = -1.0: expected 0 to 2^52");
        assertThatThrownBy(() -> Sampling.poisson(Double.NaN, s, SEED)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sampling.binomial(-1, 0.5, s, SEED)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sampling.binomial(1, 1.5, s, SEED))
                .hasMessage("binomial with n = 1, p = 1.5: expected n from 0 to 2^52, p from 0 to 1");
    }
}
