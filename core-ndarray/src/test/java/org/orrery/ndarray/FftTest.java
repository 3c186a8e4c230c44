package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.ndarray.Fft.Norm;
import org.orrery.ndarray.kernels.FftPlan;
import org.orrery.ndarray.parallel.Mode;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.ndarray.testing.Generators;
import org.orrery.ndarray.testing.NumPy;

class FftTest {
    private static final double EPS = 0x1p-53;

    private static DenseArray complex(long seed, long... dims) {
        SplittableRandom random = new SplittableRandom(seed);
        Shape shape = Shape.of(dims);
        double[] x = new double[2 * (int) shape.size()];
        Arrays.setAll(x, i -> random.nextDouble() - 0.5);
        return DenseArray.of(DType.COMPLEX128, x, shape);
    }

    private static DenseArray real(long seed, long... dims) {
        SplittableRandom random = new SplittableRandom(seed);
        Shape shape = Shape.of(dims);
        double[] x = new double[(int) shape.size()];
        Arrays.setAll(x, i -> random.nextDouble() - 0.5);
        return DenseArray.wrap(x, shape);
    }

    private static double[] parts(NdArray a) {
        return (double[]) a.convert(DType.COMPLEX128).toDense().copy().storage();
    }

    /** The root of the sum of squared differences over that of squares. */
    private static double error(NdArray found, NdArray expected) {
        assertThat(found.shape()).isEqualTo(expected.shape());
        return error(parts(found), parts(expected));
    }

    private static double error(double[] found, double[] expected) {
        double difference = 0;
        double square = 0;
        for (int i = 0; i < found.length; i++) {
            difference += (found[i] - expected[i]) * (found[i] - expected[i]);
            square += expected[i] * expected[i];
        }
        return square == 0 ? Math.sqrt(difference) : Math.sqrt(difference / square);
    }

    /**
     * Rounding errors of log n stages are independent, so their squares add: of each stage one from the product and
     * one from the sums. A chirp takes three transforms of some 2 n to 3 n.
     */
    private static double tolerance(long n) {
        return 3 * EPS * Math.sqrt(1 + Math.log(n) / Math.log(2));
    }

    /** The sum by definition in double double arithmetic, with roots by double double rotation from exact ones. */
    private static double[] definition(double[] x) {
        int n = x.length / 2;
        double[][] roots = new double[n][];
        for (int k = 0; k < n; k++) {
            roots[k] = root(k, n);
        }
        double[] out = new double[2 * n];
        for (int k = 0; k < n; k++) {
            double[] re = {0, 0};
            double[] im = {0, 0};
            for (int j = 0; j < n; j++) {
                double[] w = roots[(int) ((long) j * k % n)];
                accumulate(re, x[2 * j], w[0], w[1]);
                accumulate(re, -x[2 * j + 1], w[2], w[3]);
                accumulate(im, x[2 * j], w[2], w[3]);
                accumulate(im, x[2 * j + 1], w[0], w[1]);
            }
            out[2 * k] = re[0] + re[1];
            out[2 * k + 1] = im[0] + im[1];
        }
        return out;
    }

    /** Adds {@code a (high + low)}. */
    private static void accumulate(double[] sum, double a, double high, double low) {
        double p = a * high;
        double e = Math.fma(a, high, -p) + a * low;
        double s = sum[0] + p;
        double t = s - sum[0];
        double rest = (sum[0] - (s - t)) + (p - t);
        sum[0] = s;
        sum[1] += rest + e;
    }

    /** exp(-2 pi i k / n) to some 100 bits, by Taylor's series in BigDecimal. */
    private static double[] root(long k, long n) {
        var digits = new java.math.MathContext(40);
        var pi = new java.math.BigDecimal("3.14159265358979323846264338327950288419717");
        long folded = 2 * k > n ? k - n : k;
        var x = pi.multiply(java.math.BigDecimal.valueOf(-2 * folded)).divide(java.math.BigDecimal.valueOf(n), digits);
        var term = java.math.BigDecimal.ONE;
        var cos = java.math.BigDecimal.ZERO;
        var sin = java.math.BigDecimal.ZERO;
        for (int i = 0; i < 60; i++) {
            var signed = i % 4 >= 2 ? term.negate() : term;
            if (i % 2 == 0) {
                cos = cos.add(signed);
            } else {
                sin = sin.add(signed);
            }
            term = term.multiply(x).divide(java.math.BigDecimal.valueOf(i + 1), digits);
        }
        double c = cos.doubleValue();
        double s = sin.doubleValue();
        return new double[] {
            c,
            cos.subtract(new java.math.BigDecimal(c)).doubleValue(),
            s,
            sin.subtract(new java.math.BigDecimal(s)).doubleValue()
        };
    }

    private static List<Integer> lengths() {
        List<Integer> lengths = new ArrayList<>();
        for (int n = 1; n <= 200; n++) {
            lengths.add(n);
        }
        lengths.addAll(List.of(211, 251, 256, 343, 360, 509, 512, 625, 729, 961, 1000, 1009, 1024, 1331, 1521));
        return lengths;
    }

    @Test
    void agreesWithTheDefinition() {
        for (int n : lengths()) {
            DenseArray x = complex(n, n);
            DenseArray expected = DenseArray.of(DType.COMPLEX128, definition(parts(x)), x.shape());
            assertThat(error(Fft.fft(x), expected)).as("fft of %d", n).isLessThan(tolerance(n));
            // The inverse is the forward transform with its output reversed.
            assertThat(error(Fft.fft(Fft.ifft(x)), x)).as("inverse of %d", n).isLessThan(2 * tolerance(n));
            DenseArray r = real(n, n);
            NdArray full = DenseArray.of(DType.COMPLEX128, definition(parts(r)), r.shape());
            NdArray half = full.get(Index.to(n / 2 + 1));
            assertThat(error(Fft.rfft(r), half)).as("rfft of %d", n).isLessThan(tolerance(n));
            assertThat(error(Fft.fft(r), full)).as("fft of %d real", n).isLessThan(tolerance(n));
            assertThat(error(Fft.irfft(half, n, -1, Norm.BACKWARD), r))
                    .as("irfft of %d", n)
                    .isLessThan(2 * tolerance(n));
        }
    }

    /** The worst number too, not only the mean: by a few times more. */
    @Test
    void noCoefficientIsFarOff() {
        for (int n : List.of(64, 97, 128, 500, 1009, 1024)) {
            double[] x = parts(complex(n, n));
            double[] expected = definition(x);
            double[] found = parts(Fft.fft(DenseArray.of(DType.COMPLEX128, x, Shape.of(n))));
            double worst = 0;
            double mean = 0;
            for (int i = 0; i < found.length; i++) {
                worst = Math.max(worst, Math.abs(found[i] - expected[i]));
                mean += expected[i] * expected[i] / found.length;
            }
            assertThat(worst).as("%d", n).isLessThan(5 * tolerance(n) * Math.sqrt(mean));
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {2048, 4096, 10_000, 16_384, 30_030, 44_100, 65_536, 65_537, 100_003, 131_072, 262_144, 1_000_000})
    void longTransformsKeepTheTheorems(int n) {
        DenseArray x = complex(n, n);
        NdArray f = Fft.fft(x);
        // Parseval.
        double time = Arrays.stream(parts(x)).map(v -> v * v).sum();
        double frequency = Arrays.stream(parts(f)).map(v -> v * v).sum() / n;
        assertThat(Math.abs(time - frequency) / time).isLessThan(100 * EPS);
        assertThat(error(Fft.ifft(f), x)).isLessThan(2 * tolerance(n));
        // A shift by d multiplies coefficient k by exp(-2 pi i k d / n), here some of them, exactly known.
        int d = n / 3;
        NdArray shifted = Fft.fft(Manipulation.roll(x, d, 0));
        double scale = Math.sqrt(n * time / n);
        for (int k = 0; k < n; k += 1 + n / 50) {
            double[] w = root((long) k * d % n, n);
            Complex a = f.getComplex(k);
            Complex b = shifted.getComplex(k);
            assertThat(b.re()).isCloseTo(a.re() * w[0] - a.im() * w[2], within(20 * tolerance(n) * scale));
            assertThat(b.im()).isCloseTo(a.re() * w[2] + a.im() * w[0], within(20 * tolerance(n) * scale));
        }
        // An impulse has all roots of unity, a constant one number.
        double[] impulse = new double[2 * n];
        impulse[2 * d] = 1;
        NdArray roots = Fft.fft(DenseArray.of(DType.COMPLEX128, impulse, Shape.of(n)));
        for (int k = 0; k < n; k += 1 + n / 50) {
            double[] w = root((long) k * d % n, n);
            assertThat(roots.getComplex(k).re()).isCloseTo(w[0], within(20 * EPS));
            assertThat(roots.getComplex(k).im()).isCloseTo(w[2], within(20 * EPS));
        }
        NdArray r = Elementwise.real(x);
        assertThat(error(Fft.rfft(r), Fft.fft(r).get(Index.to(n / 2 + 1)))).isLessThan(2 * tolerance(n));
        assertThat(error(Fft.irfft(Fft.rfft(r), n, -1, Norm.BACKWARD), r)).isLessThan(2 * tolerance(n));
    }

    @Test
    void productsAreConvolutions() {
        int n = 97;
        DenseArray x = complex(1, n);
        DenseArray y = complex(2, n);
        double[] a = parts(x);
        double[] b = parts(y);
        double[] c = new double[2 * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                int k = (i + j) % n;
                c[2 * k] += a[2 * i] * b[2 * j] - a[2 * i + 1] * b[2 * j + 1];
                c[2 * k + 1] += a[2 * i] * b[2 * j + 1] + a[2 * i + 1] * b[2 * j];
            }
        }
        NdArray found = Fft.ifft(Fft.fft(x).mul(Fft.fft(y)));
        // The sums by definition have n roundings.
        assertThat(error(parts(found), c)).isLessThan(n * EPS);
    }

    @Test
    void isLinear() {
        DenseArray x = complex(3, 360);
        DenseArray y = complex(4, 360);
        NdArray sum = Fft.fft(x.mul(2).add(y));
        assertThat(error(sum, Fft.fft(x).mul(2).add(Fft.fft(y)))).isLessThan(2 * tolerance(360));
    }

    @ParameterizedTest
    @EnumSource(Norm.class)
    void normsAndInverses(Norm norm) {
        DenseArray x = complex(5, 3, 12, 5);
        double forward = norm == Norm.BACKWARD ? 1 : norm == Norm.FORWARD ? 1 / 12.0 : 1 / Math.sqrt(12);
        assertThat(error(Fft.fft(x, 1, norm), Fft.fft(x, 1).mul(forward))).isLessThan(4 * EPS);
        assertThat(error(Fft.ifft(Fft.fft(x, 1, norm), 1, norm), x)).isLessThan(2 * tolerance(12));
        int[] axes = {2, 0, 1};
        assertThat(error(Fft.ifftn(Fft.fftn(x, axes, norm), axes, norm), x)).isLessThan(2 * tolerance(180));
        DenseArray r = real(6, 4, 5, 6);
        assertThat(error(Fft.irfft(Fft.rfft(r, 2, norm), 2, norm), r)).isLessThan(2 * tolerance(6));
        assertThat(error(Fft.irfft(Fft.rfft(r, 1, norm), 5, 1, norm), r)).isLessThan(2 * tolerance(5));
        int[] two = {1, 0};
        assertThat(error(Fft.irfftn(Fft.rfftn(r, two, norm), two, norm), r)).isLessThan(2 * tolerance(20));
        assertThat(error(Fft.hfft(Fft.ihfft(r, 2, norm), 2, norm), r)).isLessThan(2 * tolerance(6));
        assertThat(error(Fft.ihfft(r, 2, norm), Elementwise.conj(Fft.rfft(r, 2)).mul(1 / (6 * forward(norm, 6)))))
                .isLessThan(2 * tolerance(6));
    }

    private static double forward(Norm norm, int n) {
        return norm == Norm.BACKWARD ? 1 : norm == Norm.FORWARD ? 1.0 / n : 1 / Math.sqrt(n);
    }

    @Test
    void severalAxesAreOneAfterTheOther() {
        DenseArray x = complex(7, 6, 10, 7);
        NdArray each = Fft.fft(Fft.fft(Fft.fft(x, 0), 1), 2);
        assertThat(error(Fft.fftn(x), each)).isLessThan(2 * tolerance(420));
        assertThat(error(Fft.fft2(x), Fft.fft(Fft.fft(x, 1), 2))).isLessThan(2 * tolerance(70));
        assertThat(error(Fft.ifft2(Fft.fft2(x)), x)).isLessThan(2 * tolerance(70));
        DenseArray r = real(8, 6, 10, 8);
        assertThat(error(Fft.rfftn(r), Fft.fftn(r).get("..., :5"))).isLessThan(2 * tolerance(480));
        assertThat(error(Fft.rfft2(r), Fft.fft2(r).get("..., :5"))).isLessThan(2 * tolerance(80));
        assertThat(error(Fft.irfft2(Fft.rfft2(r)), r)).isLessThan(2 * tolerance(80));
        assertThat(error(Fft.irfftn(Fft.rfftn(r)), r)).isLessThan(2 * tolerance(480));
        assertThat(Fft.fftn(Creation.scalar(3.0)).getComplex()).isEqualTo(new Complex(3, 0));
    }

    @Test
    void linesAreCutAndFilled() {
        DenseArray x = complex(9, 5, 20, 3);
        DenseArray padded = Creation.zeros(Shape.of(5, 32, 3), DType.COMPLEX128);
        padded.set(x, Index.all(), Index.to(20));
        assertThat(Fft.fft(x, 32, 1, Norm.BACKWARD)).isEqualTo(Fft.fft(padded, 1));
        assertThat(Fft.fft(x, 7, 1, Norm.BACKWARD)).isEqualTo(Fft.fft(x.get(":, :7"), 1));
        assertThat(Fft.fftn(x, new long[] {7, 32}, new int[] {0, 1}, Norm.BACKWARD)
                        .shape())
                .isEqualTo(Shape.of(7, 32, 3));
        DenseArray r = real(10, 20);
        DenseArray rp = Creation.zeros(Shape.of(31));
        rp.set(r, Index.to(20));
        assertThat(Fft.rfft(r, 31, 0, Norm.BACKWARD)).isEqualTo(Fft.rfft(rp));
        assertThat(Fft.rfft(r, 6, 0, Norm.BACKWARD)).isEqualTo(Fft.rfft(r.get(":6")));
        assertThat(Fft.irfft(x.get("0, :, 0"), 10, 0, Norm.BACKWARD)).isEqualTo(Fft.irfft(x.get("0, :6, 0")));
    }

    /** A line has the same bits wherever it lies, whatever lies beside it, and whoever does it. */
    @Test
    void bitsDependOnTheLineAlone() {
        for (int n : new int[] {7, 24, 64, 100, 128, 360, 1009, 1024}) {
            DenseArray x = complex(n, 11, n);
            DenseArray rows = Fft.fft(x).toDense();
            NdArray columns = Fft.fft(x.transpose().copy(), 0).toDense().transpose();
            assertThat(columns.toDense()).as("%d", n).isEqualTo(rows);
            NdArray backwards = x.get(Index.step(-1), Index.step(-1)).toDense().copy();
            assertThat(Fft.fft(backwards.get(Index.step(-1), Index.step(-1)))).isEqualTo(rows);
            for (int i = 0; i < 11; i += 3) {
                assertThat(Fft.fft(x.get(Index.at(i)))).isEqualTo(rows.get(Index.at(i)));
            }
            DenseArray r = real(n, 11, n);
            NdArray half = Fft.rfft(r);
            assertThat(Fft.rfft(r.transpose().copy(), 0).toDense().transpose()).isEqualTo(half);
            assertThat(Fft.rfft(r.get(Index.at(4)))).isEqualTo(half.get(Index.at(4)));
            NdArray back = Fft.irfft(half, n, -1, Norm.BACKWARD);
            assertThat(Fft.irfft(half.transpose().toDense().copy(), n, 0, Norm.BACKWARD)
                            .transpose())
                    .isEqualTo(back);
            FftPlan plan = FftPlan.of(n);
            double[] out = new double[2 * n];
            plan.forward(parts(x.get(Index.at(2))), 0, out, 0);
            assertThat(out).isEqualTo(parts(rows.get(Index.at(2))));
        }
        DenseArray repeated = complex(1, 1, 40).broadcastTo(Shape.of(5, 40));
        assertThat(Fft.fft(repeated).get("3")).isEqualTo(Fft.fft(repeated.get("0")));
    }

    @Test
    void bitsDoNotDependOnTheThreads() {
        for (long[] dims : new long[][] {{1 << 16}, {100_000}, {65_537}, {300, 500}, {64, 30, 40}}) {
            DenseArray x = complex(12, dims);
            DenseArray r = real(12, dims);
            NdArray expected = Parallel.in(Mode.SERIAL, () -> Fft.fftn(x));
            NdArray half = Parallel.in(Mode.SERIAL, () -> Fft.rfftn(r));
            NdArray back = Parallel.in(Mode.SERIAL, () -> Fft.irfftn(half));
            for (int threads : new int[] {2, 3, 8}) {
                assertThat(Parallel.in(Mode.stealing(threads), () -> Fft.fftn(x)))
                        .isEqualTo(expected);
                assertThat(Parallel.in(Mode.stealing(threads), () -> Fft.rfftn(r)))
                        .isEqualTo(half);
                assertThat(Parallel.in(Mode.stealing(threads), () -> Fft.irfftn(half)))
                        .isEqualTo(back);
            }
        }
    }

    @Test
    void everyTypeIsTaken() {
        for (DType type : DType.values()) {
            DenseArray x = Creation.arange(0, 12).mod(3).toDense().convert(type);
            boolean single = type == DType.FLOAT32 || type == DType.COMPLEX64;
            NdArray f = Fft.fft(x);
            assertThat(f.dtype()).isEqualTo(single ? DType.COMPLEX64 : DType.COMPLEX128);
            NdArray wide = Fft.fft(x.convert(DType.COMPLEX128));
            assertThat(error(f, wide)).isLessThan(single ? 0x1p-24 : 2 * tolerance(12));
            assertThat(Fft.ifft(x).dtype()).isEqualTo(f.dtype());
            assertThat(Fft.irfft(x).dtype()).isEqualTo(single ? DType.FLOAT32 : DType.FLOAT64);
            assertThat(Fft.hfft(x).dtype()).isEqualTo(single ? DType.FLOAT32 : DType.FLOAT64);
            if (type.isComplex()) {
                assertThatThrownBy(() -> Fft.rfft(x))
                        .isInstanceOf(DTypeException.class)
                        .hasMessage("rfft does not take " + type + ": expected a real dtype");
                assertThatThrownBy(() -> Fft.rfftn(x)).isInstanceOf(DTypeException.class);
                assertThatThrownBy(() -> Fft.ihfft(x)).isInstanceOf(DTypeException.class);
            } else {
                assertThat(error(Fft.rfft(x), wide.get(":7"))).isLessThan(single ? 0x1p-24 : 2 * tolerance(12));
                assertThat(Fft.ihfft(x).dtype()).isEqualTo(f.dtype());
            }
        }
    }

    @Test
    void frequencies() {
        assertThat(Fft.fftfreq(8).doubles()).containsExactly(0, 0.125, 0.25, 0.375, -0.5, -0.375, -0.25, -0.125);
        assertThat(Fft.fftfreq(5, 0.5).doubles()).containsExactly(0, 0.4, 0.8, -0.8, -0.4);
        assertThat(Fft.fftfreq(1).doubles()).containsExactly(0);
        assertThat(Fft.rfftfreq(8).doubles()).containsExactly(0, 0.125, 0.25, 0.375, 0.5);
        assertThat(Fft.rfftfreq(5, 2).doubles()).containsExactly(0, 0.1, 0.2);
        assertThat(Fft.fftshift(Fft.fftfreq(5)).toDense().doubles()).containsExactly(-0.4, -0.2, 0, 0.2, 0.4);
        assertThatThrownBy(() -> Fft.fftfreq(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fftfreq: length 0: expected at least 1");
        assertThatThrownBy(() -> Fft.rfftfreq(0, 1)).isInstanceOf(IllegalArgumentException.class);
        for (long[] dims : new long[][] {{4, 5, 1}, {3, 0}, {}}) {
            DenseArray x = Creation.arange(Shape.of(dims).size()).reshape(dims);
            assertThat(Fft.ifftshift(Fft.fftshift(x))).isEqualTo(x);
        }
        DenseArray x = Creation.arange(9).reshape(3, 3);
        assertThat(Fft.fftshift(x, new int[] {1}))
                .isEqualTo(Creation.array(2L, 0, 1, 5, 3, 4, 8, 6, 7).reshape(3, 3));
        assertThat(Fft.ifftshift(x, new int[] {0}))
                .isEqualTo(Creation.array(3L, 4, 5, 6, 7, 8, 0, 1, 2).reshape(3, 3));
    }

    @Test
    void fastLengths() {
        for (long n = 1; n <= 3000; n++) {
            long expected = n;
            while (!isFast(expected) || (n >= 16 && expected % 2 == 1)) {
                expected++;
            }
            assertThat(Fft.nextFastLen(n)).isEqualTo(expected);
        }
        assertThat(Fft.nextFastLen((1 << 29) + 1)).isEqualTo(537_477_120); // 2^14 3^8 5
        assertThatThrownBy(() -> Fft.nextFastLen(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean isFast(long n) {
        long rest = n;
        for (int prime : new int[] {2, 3, 5}) {
            while (rest % prime == 0) {
                rest /= prime;
            }
        }
        return rest == 1;
    }

    @Test
    void wrongArgumentsAreNamed() {
        DenseArray x = complex(1, 3, 4);
        assertThatThrownBy(() -> Fft.fft(x, 0, -1, Norm.BACKWARD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fft: length 0: expected at least 1");
        assertThatThrownBy(() -> Fft.fft(Creation.zeros(Shape.of(2, 0)))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fft.fft(Creation.zeros(Shape.of(2, 0)), 4, 1, Norm.BACKWARD))
                .hasMessage("fft: axis 1 of shape (2, 0) has no elements: expected at least one");
        assertThat(Fft.fft(Creation.zeros(Shape.of(0, 4))).shape()).isEqualTo(Shape.of(0, 4));
        assertThat(Fft.irfft(Creation.zeros(Shape.of(0, 4))).shape()).isEqualTo(Shape.of(0, 6));
        assertThatThrownBy(() -> Fft.irfft(Creation.zeros(Shape.of(1)))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fft.hfft(Creation.zeros(Shape.of(1)))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fft.fft(Creation.scalar(1.0))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Fft.fft(x, 2)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Fft.fft2(complex(1, 3))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Fft.fftn(x, new int[] {0, -2})).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Fft.rfftn(real(1, 3), new int[0])).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Fft.rfftn(Creation.scalar(1.0))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Fft.fftn(x, new long[] {4}, new int[] {0, 1}, Norm.BACKWARD))
                .hasMessage("fftn: s has 1 lengths for 2 axes: expected as many");
        assertThatThrownBy(() -> Fft.fft(x, 1L << 40, 0, Norm.BACKWARD)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> FftPlan.of(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FftPlan.of(4).forward(new double[8], 1, new double[8], 0))
                .hasMessage("in has 8 elements: expected 8 from place 1");
    }

    @Test
    void valuesThatAreNotFiniteSpreadOverTheirLineAlone() {
        DenseArray x = complex(1, 3, 40);
        DenseArray clean = Fft.fft(x).toDense();
        x.setComplex(1, 7, new Complex(Double.NaN, 0));
        NdArray f = Fft.fft(x);
        assertThat(f.get("0")).isEqualTo(clean.get("0"));
        assertThat(f.get("2")).isEqualTo(clean.get("2"));
        assertThat(Searching.countNonzero(Elementwise.isnan(f.get("1"))).getLong())
                .isEqualTo(40);
    }

    @Test
    void plansOfBothPrecisions() {
        for (int n : new int[] {1, 2, 3, 8, 30, 64, 128, 331, 480, 1024}) {
            FftPlan plan = FftPlan.of(n);
            assertThat(plan.length()).isEqualTo(n);
            double[] x = parts(complex(n, n));
            double[] y = x.clone();
            plan.forward(y, 0, y, 0);
            plan.inverse(y, 0, y, 0);
            assertThat(error(y, x)).isLessThan(2 * tolerance(n));
            double[] r = real(n, n + 3).doubles();
            double[] half = new double[2 * plan.realLength() + 5];
            plan.forwardReal(r, 3, half, 5);
            double[] back = new double[n + 1];
            plan.inverseReal(half, 5, back, 1);
            assertThat(error(Arrays.copyOfRange(back, 1, n + 1), Arrays.copyOfRange(r, 3, n + 3)))
                    .isLessThan(2 * tolerance(n));
            float[] narrow = new float[n];
            double[] same = new double[n];
            for (int i = 0; i < n; i++) {
                narrow[i] = (float) r[i];
                same[i] = narrow[i];
            }
            float[] narrowHalf = new float[2 * plan.realLength()];
            plan.forwardReal(narrow, 0, narrowHalf, 0);
            double[] wideHalf = new double[2 * plan.realLength()];
            plan.forwardReal(same, 0, wideHalf, 0);
            for (int i = 0; i < narrowHalf.length; i++) {
                assertThat(narrowHalf[i]).isEqualTo((float) wideHalf[i]);
            }
            float[] again = new float[n];
            plan.inverseReal(narrowHalf, 0, again, 0);
            for (int i = 0; i < n; i++) {
                assertThat(again[i]).isCloseTo(narrow[i], org.assertj.core.data.Offset.offset(0x1p-20f));
            }
            float[] pairs = new float[2 * n];
            for (int i = 0; i < 2 * n; i++) {
                pairs[i] = (float) x[i];
            }
            float[] turned = pairs.clone();
            plan.forward(turned, 0, turned, 0);
            plan.inverse(turned, 0, turned, 0);
            for (int i = 0; i < 2 * n; i++) {
                assertThat(turned[i]).isCloseTo(pairs[i], org.assertj.core.data.Offset.offset(0x1p-20f));
            }
        }
    }

    @Test
    void agreesWithNumPy() {
        NumPy.assume();
        Generators generators = new Generators(77);
        List<String> expressions = new ArrayList<>();
        List<NdArray> ours = new ArrayList<>();
        String[] norms = {"backward", "ortho", "forward"};
        for (int round = 0; round < 60; round++) {
            int ndim = 1 + generators.random().nextInt(3);
            long[] dims = new long[ndim];
            Arrays.setAll(dims, i -> 1 + generators.random().nextInt(2, 70));
            DenseArray x = round % 2 == 0 ? complex(round, dims) : real(round, dims);
            int axis = generators.random().nextInt(-ndim, ndim);
            long n = 1L + generators.random().nextInt(90);
            int norm = round % 3;
            Norm our = Norm.values()[norm];
            String arguments = "(a, %d, %d, '%s'))".formatted(n, axis, norms[norm]);
            String a = "show((lambda a: np.fft.%s" + arguments + "(" + NumPy.expression(x) + "))";
            expressions.add(a.formatted("fft"));
            ours.add(Fft.fft(x, n, axis, our));
            expressions.add(a.formatted("ifft"));
            ours.add(Fft.ifft(x, n, axis, our));
            expressions.add(a.formatted("irfft"));
            ours.add(Fft.irfft(x, n, axis, our));
            expressions.add(a.formatted("hfft"));
            ours.add(Fft.hfft(x, n, axis, our));
            if (round % 2 == 1) {
                expressions.add(a.formatted("rfft"));
                ours.add(Fft.rfft(x, n, axis, our));
                expressions.add(a.formatted("ihfft"));
                ours.add(Fft.ihfft(x, n, axis, our));
                expressions.add("show(np.fft.rfftn(" + NumPy.expression(x) + ", norm='" + norms[norm] + "'))");
                int[] all = new int[ndim];
                Arrays.setAll(all, i -> i);
                ours.add(Fft.rfftn(x, all, our));
            }
            expressions.add("show(np.fft.fftn(" + NumPy.expression(x) + "))");
            ours.add(Fft.fftn(x));
            expressions.add("show(np.fft.irfftn(" + NumPy.expression(x) + "))");
            ours.add(Fft.irfftn(x));
        }
        List<String> theirs = NumPy.strings(
                "def show(r):\n    return str(r.shape) + ' ' + np.ascontiguousarray(r).astype('<c16').tobytes().hex()\n",
                expressions);
        for (int i = 0; i < ours.size(); i++) {
            String[] answer = theirs.get(i).split("(?<=\\)) ", -1);
            assertThat(ours.get(i).shape().toString()).isEqualTo(answer[0]);
            java.nio.DoubleBuffer b = java.nio.ByteBuffer.wrap(
                            java.util.HexFormat.of().parseHex(answer[1]))
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                    .asDoubleBuffer();
            double[] expected = new double[b.remaining()];
            b.get(expected);
            assertThat(error(parts(ours.get(i)), expected))
                    .isLessThan(4 * tolerance(ours.get(i).size()));
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double d) {
        return org.assertj.core.data.Offset.offset(d);
    }
}
