package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.orrery.ndarray.parallel.Mode;
import org.orrery.ndarray.parallel.Parallel;

/** Seeds are fixed, so every test gives the same result each time; limits are about four standard deviations. */
class SamplingTest {

    private static final int N = 2_000_000;

    record Case(String name, Function<Shape, DenseArray> draw) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        Seed seed = Sampling.seed(17);
        return Stream.of(
                new Case("uniform", shape -> Sampling.uniform(shape, seed)),
                new Case("uniform(-2, 3)", shape -> Sampling.uniform(-2, 3, shape, seed)),
                new Case("normal", shape -> Sampling.normal(shape, seed)),
                new Case("normal(5, 0.1)", shape -> Sampling.normal(5, 0.1, shape, seed)),
                new Case("exponential", shape -> Sampling.exponential(shape, seed)),
                new Case("integers", shape -> Sampling.integers(-5, 1000, shape, seed)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theNumberOfThreadsDoesNotMatterAndShortArraysBeginLongOnes(Case drawn) {
        DenseArray expected = Parallel.in(Mode.SERIAL, () -> drawn.draw().apply(Shape.of(100_003)));
        for (int threads : new int[] {1, 2, 3, 8}) {
            assertThat(Parallel.in(Mode.stealing(threads), () -> drawn.draw().apply(Shape.of(100_003))))
                    .isEqualTo(expected);
        }
        for (int n : new int[] {0, 1, 2, 1023, 1024, 1025, 16_384, 50_000}) {
            assertThat(drawn.draw().apply(Shape.of(n))).isEqualTo(expected.get(":" + n));
        }
        assertThat(drawn.draw().apply(Shape.of(10, 20, 30)))
                .isEqualTo(expected.get(":6000").reshape(10, 20, 30));
    }

    @Test
    void functionsOfOneSeedAreUnrelated() {
        int n = 200_000;
        List<double[]> columns = cases().filter(c -> !c.name().contains("("))
                .map(c -> c.draw().apply(Shape.of(n)).toDoubleArray())
                .toList();
        for (double[] x : columns) {
            for (double[] y : columns) {
                if (x != y) {
                    assertThat(correlation(x, y)).isCloseTo(0, within(4 / Math.sqrt(n)));
                }
            }
        }
    }

    @Test
    void uniformIsUniform() {
        double[] x = Sampling.uniform(Shape.of(N), Sampling.seed(1)).doubles();
        assertDistribution(x, v -> v);
        long[] low = new long[64];
        long[] pairs = new long[64 * 64];
        for (int i = 0; i < N; i++) {
            low[(int) (((long) (x[i] * 0x1p53)) & 63)]++;
            if (i % 2 == 1) {
                pairs[64 * (int) (x[i - 1] * 64) + (int) (x[i] * 64)]++;
            }
        }
        assertUniform(low);
        assertUniform(pairs);
        assertThat(correlation(Arrays.copyOf(x, N - 1), Arrays.copyOfRange(x, 1, N)))
                .isCloseTo(0, within(4 / Math.sqrt(N)));
    }

    @Test
    void uniformKeepsItsLimits() {
        double low = 1;
        double high = Math.nextUp(Math.nextUp(1.0));
        double[] narrow =
                Sampling.uniform(low, high, Shape.of(10_000), Sampling.seed(2)).doubles();
        for (double v : narrow) {
            assertThat(v).isGreaterThanOrEqualTo(low).isLessThan(high);
        }
        assertThat(Arrays.stream(narrow).distinct().count()).isEqualTo(2);
        assertThat(Sampling.uniform(7, 7, Shape.of(3), Sampling.seed(2)).doubles())
                .containsOnly(7);
        double[] x = Sampling.uniform(-2, 3, Shape.of(N), Sampling.seed(2)).doubles();
        assertDistribution(x, v -> (v + 2) / 5);
    }

    @Test
    void normalIsNormal() {
        double[] x = Sampling.normal(Shape.of(2 * N), Sampling.seed(3)).doubles();
        assertDistribution(x, SamplingTest::normalCdf);
        assertMoments(x, 0, 1, 0, 3);
        // The tail has code of its own.
        double tail = 3.6541528853610087;
        assertCount(Arrays.stream(x).filter(v -> v > tail).count(), x.length, 1 - normalCdf(tail));
        assertCount(Arrays.stream(x).filter(v -> v < -tail).count(), x.length, 1 - normalCdf(tail));
        assertCount(Arrays.stream(x).filter(v -> Math.abs(v) > 4.2).count(), x.length, 2 * (1 - normalCdf(4.2)));
        // A wrong wedge of a layer shows between the edges of neighbouring layers, near the top most of all.
        assertCount(Arrays.stream(x).filter(v -> Math.abs(v) < 0.2152).count(), x.length, 2 * normalCdf(0.2152) - 1);
        assertThat(correlation(Arrays.copyOf(x, x.length - 1), Arrays.copyOfRange(x, 1, x.length)))
                .isCloseTo(0, within(4 / Math.sqrt(x.length)));
    }

    @Test
    void normalIsShiftedAndScaled() {
        double[] standard = Sampling.normal(Shape.of(1000), Sampling.seed(4)).doubles();
        double[] x = Sampling.normal(-3, 0.5, Shape.of(1000), Sampling.seed(4)).doubles();
        for (int i = 0; i < x.length; i++) {
            assertThat(x[i]).isEqualTo(-3 + 0.5 * standard[i]);
        }
        assertThat(Sampling.normal(2, 0, Shape.of(3), Sampling.seed(4)).doubles())
                .containsOnly(2);
    }

    @Test
    void exponentialIsExponential() {
        double[] x = Sampling.exponential(Shape.of(2 * N), Sampling.seed(5)).doubles();
        assertDistribution(x, v -> -Math.expm1(-v));
        assertMoments(x, 1, 1, 2, 9);
        assertThat(Arrays.stream(x).min().orElseThrow()).isNotNegative();
        double tail = 7.69711747013104972;
        assertCount(Arrays.stream(x).filter(v -> v > tail).count(), x.length, Math.exp(-tail));
        assertCount(Arrays.stream(x).filter(v -> v > tail + 2).count(), x.length, Math.exp(-tail - 2));
        assertCount(Arrays.stream(x).filter(v -> v < 0.0638).count(), x.length, -Math.expm1(-0.0638));
        double[] scaled =
                Sampling.exponential(0.25, Shape.of(1000), Sampling.seed(5)).doubles();
        for (int i = 0; i < scaled.length; i++) {
            assertThat(scaled[i]).isEqualTo(0.25 * x[i]);
        }
    }

    @Test
    void integersAreUniformWithoutBias() {
        long[] counts = new long[1005];
        for (long v : Sampling.integers(-5, 1000, Shape.of(N), Sampling.seed(6)).longs()) {
            counts[(int) v + 5]++;
        }
        assertUniform(counts);
        // 3 2^62 values: without rejection every third would come twice as often.
        long low = Long.MIN_VALUE;
        long[] thirds = new long[3];
        long[] remainders = new long[3];
        for (long v : Sampling.integers(low, low + (3L << 62), Shape.of(300_000), Sampling.seed(7))
                .longs()) {
            thirds[(int) Long.divideUnsigned(v - low, 1L << 62)]++;
            remainders[(int) Long.remainderUnsigned(v - low, 3)]++;
        }
        assertUniform(thirds);
        assertUniform(remainders);
        assertThat(Sampling.integers(4, 5, Shape.of(10), Sampling.seed(1)).longs())
                .containsOnly(4);
        assertThat(Sampling.integers(Long.MIN_VALUE, Long.MAX_VALUE, Shape.of(1000), Sampling.seed(1))
                        .longs())
                .doesNotContain(Long.MAX_VALUE);
    }

    @Test
    void integersOfAllTypes() {
        Seed seed = Sampling.seed(8);
        for (DType t : DType.values()) {
            if (!t.isInteger()) {
                assertThatThrownBy(() -> Sampling.integers(0, 2, false, t, Shape.of(3), seed))
                        .isInstanceOf(DTypeException.class);
                continue;
            }
            DenseArray x = Sampling.integers(3, 11, true, t, Shape.of(90_000), seed);
            assertThat(x.dtype()).isEqualTo(t);
            assertThat(x.convert(DType.INT64)).isEqualTo(Sampling.integers(3, 12, Shape.of(90_000), seed));
            DataTypes.IntegerInfo limits = DataTypes.iinfo(t);
            // The whole range: each bit is set in half of them.
            DenseArray all = Sampling.integers(limits.min(), limits.max(), true, t, Shape.of(40_000), seed);
            for (int bit = 0; bit < limits.bits(); bit++) {
                long ones = 0;
                for (long v : all.toLongArray()) {
                    ones += v >>> bit & 1;
                }
                assertThat((double) ones).isCloseTo(20_000, within(4 * 100.0));
            }
        }
        // The upper half of uint64.
        long[] high = Sampling.integers(Long.MIN_VALUE, -1, true, DType.UINT64, Shape.of(30_000), seed)
                .longs();
        assertThat(Arrays.stream(high).allMatch(v -> v < 0)).isTrue();
        assertThat(Sampling.integers(Long.MAX_VALUE, Long.MAX_VALUE, true, DType.INT64, Shape.of(2), seed)
                        .longs())
                .containsOnly(Long.MAX_VALUE);
        assertThatThrownBy(() -> Sampling.integers(-1, 1, false, DType.UINT64, Shape.of(2), seed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("integers from low = 18446744073709551615 to high = 1: expected low < high");
        assertThatThrownBy(() -> Sampling.integers(0, 256, true, DType.UINT8, Shape.of(2), seed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("integers from 0 to 256 of uint8: expected 0 to 255");
        assertThatThrownBy(() -> Sampling.integers(-1, 2, true, DType.UINT8, Shape.of(2), seed))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sampling.integers(2, 1, true, DType.INT8, Shape.of(2), seed))
                .hasMessage("integers from low = 2 to high = 1: expected low <= high");
    }

    @Test
    void partsArePermuted() {
        DenseArray x = Creation.arange(60).reshape(3, 20);
        Seed seed = Sampling.seed(5);
        NdArray columns = Sampling.permutation(x, -1, seed);
        long[] order = Sampling.permutation(20, seed).longs();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 20; j++) {
                assertThat(columns.getLong(i, j)).isEqualTo(x.getLong(i, order[j]));
            }
        }
        assertThat(Sampling.permutation(Creation.zeros(Shape.of(0, 2)), 0, seed).shape())
                .isEqualTo(Shape.of(0, 2));
        assertThatThrownBy(() -> Sampling.permutation(x, 2, seed)).isInstanceOf(ShapeException.class);
    }

    @Test
    void everyPermutationIsAsLikely() {
        Map<String, Long> counts = new HashMap<>();
        for (int s = 0; s < 24_000; s++) {
            counts.merge(
                    Arrays.toString(Sampling.permutation(4, Sampling.seed(s)).longs()), 1L, Long::sum);
        }
        assertThat(counts).hasSize(24);
        assertUniform(counts.values().stream().mapToLong(c -> c).toArray());
        long[] large = Sampling.permutation(100_000, Sampling.seed(1)).longs();
        double[] x = Arrays.stream(large).asDoubleStream().toArray();
        double[] y = new double[x.length];
        Arrays.setAll(y, i -> i);
        assertThat(correlation(x, y)).isCloseTo(0, within(4 / Math.sqrt(x.length)));
        Arrays.sort(large);
        for (int i = 0; i < large.length; i++) {
            assertThat(large[i]).isEqualTo(i);
        }
        assertThat(Sampling.permutation(0, Sampling.seed(1)).longs()).isEmpty();
        assertThat(Sampling.permutation(1, Sampling.seed(1)).longs()).containsExactly(0);
    }

    @Test
    void everySubsetIsAsLikely() {
        for (int k : new int[] {2, 3, 4}) { // few, half, most of six
            Map<String, Long> counts = new HashMap<>();
            for (int s = 0; s < 20_000; s++) {
                counts.merge(
                        Arrays.toString(Sampling.choice(6, k, Sampling.seed(s)).longs()), 1L, Long::sum);
            }
            assertThat(counts).hasSize(k == 3 ? 20 : 15);
            assertUniform(counts.values().stream().mapToLong(c -> c).toArray());
        }
    }

    @Test
    void choicesAreDifferentAndAscending() {
        for (long[] nk : new long[][] {
            {0, 0},
            {1, 0},
            {1, 1},
            {10, 10},
            {1000, 500},
            {1000, 501},
            {1000, 999},
            {100_000, 30_000},
            {1L << 40, 100_000},
            {Long.MAX_VALUE, 1000},
            {Long.MAX_VALUE, 1}
        }) {
            long[] chosen = Sampling.choice(nk[0], nk[1], Sampling.seed(9)).longs();
            assertThat(chosen).hasSize((int) nk[1]);
            for (int i = 0; i < chosen.length; i++) {
                assertThat(chosen[i]).isGreaterThan(i == 0 ? -1 : chosen[i - 1]).isLessThan(nk[0]);
            }
        }
        long[] counts = new long[1000];
        for (long v : Sampling.choice(1L << 50, 200_000, Sampling.seed(10)).longs()) {
            counts[(int) (v * 1000.0 / (1L << 50))]++;
        }
        assertUniform(counts);
        DenseArray expected = Parallel.in(Mode.SERIAL, () -> Sampling.choice(1L << 40, 100_000, Sampling.seed(9)));
        for (int threads : new int[] {2, 3, 8}) {
            assertThat(Parallel.in(Mode.stealing(threads), () -> Sampling.choice(1L << 40, 100_000, Sampling.seed(9))))
                    .isEqualTo(expected);
        }
    }

    @Test
    void wrongArgumentsAreNamed() {
        Seed seed = Sampling.seed(1);
        Shape shape = Shape.of(3);
        assertThatThrownBy(() -> Sampling.uniform(2, 1, shape, seed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("uniform from low = 2.0 to high = 1.0: expected finite limits, low <= high");
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> Sampling.uniform(wrong, 1, shape, seed))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Sampling.uniform(0, wrong, shape, seed))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Sampling.normal(wrong, 1, shape, seed))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Sampling.normal(0, wrong, shape, seed))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Sampling.exponential(wrong, shape, seed))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Sampling.uniform(-Double.MAX_VALUE, Double.MAX_VALUE, shape, seed))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sampling.normal(0, -1, shape, seed))
                .hasMessage("normal with mean = 0.0, deviation = -1.0: expected finite numbers, deviation at least 0");
        assertThatThrownBy(() -> Sampling.exponential(-1, shape, seed))
                .hasMessage("exponential with mean = -1.0: expected a finite number, at least 0");
        assertThatThrownBy(() -> Sampling.integers(3, 3, shape, seed))
                .hasMessage("integers from low = 3 to high = 3: expected low < high");
        assertThatThrownBy(() -> Sampling.choice(3, 4, seed))
                .hasMessage("choice of count = 4 from n = 3: expected 0 <= count <= n");
        assertThatThrownBy(() -> Sampling.choice(-1, 0, seed)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sampling.permutation(-1, seed)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Sampling.choice(1L << 40, 1L << 39, seed)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Sampling.uniform(Shape.of(1L << 20, 1L << 20), seed))
                .isInstanceOf(ShapeException.class);
    }

    /** Kolmogorov and Smirnov's statistic, and chi-square over 400 equally likely cells. */
    private static void assertDistribution(double[] x, DoubleUnaryOperator cdf) {
        double[] p = Arrays.stream(x).map(cdf).sorted().toArray();
        double distance = 0;
        long[] cells = new long[400];
        for (int i = 0; i < p.length; i++) {
            distance = Math.max(distance, Math.max(p[i] - (double) i / p.length, (i + 1.0) / p.length - p[i]));
            cells[(int) Math.min(399, p[i] * 400)]++;
        }
        assertThat(distance * Math.sqrt(p.length)).isLessThan(1.95); // probability 0.001
        assertUniform(cells);
    }

    /** Chi-square of equally likely outcomes. */
    static void assertUniform(long[] counts) {
        double expected = Arrays.stream(counts).sum() / (double) counts.length;
        double square = 0;
        for (long count : counts) {
            square += (count - expected) * (count - expected) / expected;
        }
        int freedom = counts.length - 1;
        // Wilson and Hilferty: the cube root is nearly normal.
        double z = (Math.cbrt(square / freedom) - (1 - 2.0 / (9 * freedom))) / Math.sqrt(2.0 / (9 * freedom));
        assertThat(z).isBetween(-4.0, 4.0);
    }

    private static void assertMoments(double[] x, double mean, double variance, double skewness, double kurtosis) {
        double[] m = new double[5];
        for (double v : x) {
            double c = v - mean;
            m[1] += c;
            m[2] += c * c;
            m[3] += c * c * c;
            m[4] += c * c * c * c;
        }
        int n = x.length;
        assertThat(m[1] / n).isCloseTo(0, within(4 * Math.sqrt(variance / n)));
        assertThat(m[2] / n).isCloseTo(variance, within(4 * Math.sqrt((kurtosis - 1) / n)));
        // The sixth and eighth moments: 15 and 105 of the normal, 265 and 14833 of the exponential distribution.
        assertThat(m[3] / n).isCloseTo(skewness, within(4 * Math.sqrt((skewness == 0 ? 15 : 265 - 4) / (double) n)));
        assertThat(m[4] / n)
                .isCloseTo(kurtosis, within(4 * Math.sqrt((skewness == 0 ? 105 - 9 : 14833 - 81) / (double) n)));
    }

    private static void assertCount(long count, long n, double probability) {
        assertThat((double) count).isCloseTo(n * probability, within(4 * Math.sqrt(n * probability) + 1));
    }

    private static double correlation(double[] x, double[] y) {
        double mx = Arrays.stream(x).average().orElseThrow();
        double my = Arrays.stream(y).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - mx) * (y[i] - my);
            xx += (x[i] - mx) * (x[i] - mx);
            yy += (y[i] - my) * (y[i] - my);
        }
        return xy / Math.sqrt(xx * yy);
    }

    /** Marsaglia, "Evaluating the normal distribution", J. Stat. Softw. 11 (2004): absolute error below 1e-15. */
    private static double normalCdf(double x) {
        if (Math.abs(x) > 7) {
            return x < 0 ? 0 : 1;
        }
        double sum = x;
        double before = 0;
        double term = x;
        for (int i = 3; sum != before; i += 2) {
            before = sum;
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-0.5 * x * x - 0.91893853320467274178);
    }
}
