package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.Fft.Norm;
import org.orrery.ndarray.Signal.Part;
import org.orrery.ndarray.parallel.Mode;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.ndarray.testing.Generators;
import org.orrery.ndarray.testing.NumPy;

class SignalTest {
    private static final double EPS = 0x1p-53;

    private static DenseArray real(long seed, long... dims) {
        return Sampling.normal(Shape.of(dims), Sampling.seed(seed));
    }

    private static NdArray complex(long seed, long... dims) {
        return real(seed, dims).add(real(seed + 1000, dims).mul(Complex.I));
    }

    @Test
    void smallConvolutions() {
        DenseArray a = Creation.array(1L, 2, 3);
        DenseArray b = Creation.array(0L, 1, 5);
        assertThat(Signal.convolve(a, b)).isEqualTo(Creation.array(0L, 1, 7, 13, 15));
        assertThat(Signal.convolve(a, b, Part.SAME)).isEqualTo(Creation.array(1L, 7, 13));
        assertThat(Signal.convolve(a, b, Part.VALID)).isEqualTo(Creation.array(7L));
        assertThat(Signal.correlate(a, b)).isEqualTo(Creation.array(5L, 11, 17, 3, 0));
        assertThat(Signal.convolve(a, Creation.array(2L))).isEqualTo(a.mul(2));
        NdArray z = Signal.correlate(Creation.array(Complex.of(1, 2)), Creation.array(Complex.of(3, 4)));
        assertThat(z.getComplex(0)).isEqualTo(Complex.of(11, 2));
        assertThat(Signal.convolve(a.convert(DType.UINT8), b.convert(DType.INT8))
                        .dtype())
                .isEqualTo(DType.INT16);
        assertThat(Signal.convolve(a.convert(DType.FLOAT32), b.convert(DType.INT8))
                        .dtype())
                .isEqualTo(DType.FLOAT32);
    }

    /** Long ones go through transforms, and agree with sums of products. */
    @Test
    void transformsAgreeWithSums() {
        for (long[][] dims :
                new long[][][] {{{3000}, {2500}}, {{40, 50}, {30, 60}}, {{12, 14, 13}, {10, 11, 12}}, {{20_000}, {700}}
                }) {
            DenseArray a = real(1, dims[0]);
            DenseArray b = real(2, dims[1]);
            NdArray found = Signal.convolve(a, b);
            // An integer operand of huge numbers is exact: compare with scaled integers.
            NdArray ia = Elementwise.round(a.mul(1 << 20)).convert(DType.INT64);
            NdArray ib = Elementwise.round(b.mul(1 << 20)).convert(DType.INT64);
            NdArray exact = Signal.convolve(ia, ib).convert(DType.FLOAT64);
            NdArray scaled = Signal.convolve(ia.convert(DType.FLOAT64), ib.convert(DType.FLOAT64));
            assertThat(Peer.error(scaled.toDense().doubles(), exact.toDense().doubles()))
                    .isLessThan(20 * EPS);
            NdArray c = Signal.convolve(a.mul(Complex.I), b);
            assertThat(Peer.error(
                            Elementwise.imag(c).toDense().doubles(),
                            found.toDense().doubles()))
                    .isLessThan(20 * EPS);
        }
    }

    @Test
    void infinitiesStayWhereTheyReach() {
        DenseArray a = real(3, 5000);
        DenseArray b = real(4, 3000);
        a.setDouble(4000, Double.POSITIVE_INFINITY);
        double[] c = Signal.convolve(a, b).toDense().doubles();
        for (int i = 0; i < c.length; i++) {
            assertThat(Double.isFinite(c[i])).isEqualTo(i < 4000 || i >= 7000);
        }
    }

    @Test
    void bitsDoNotDependOnTheThreads() {
        DenseArray a = real(5, 30, 3000);
        DenseArray b = real(6, 3, 20);
        NdArray expected = Parallel.in(Mode.SERIAL, () -> Signal.convolve(a, b));
        NdArray cosines = Parallel.in(Mode.SERIAL, () -> Signal.dct(a));
        for (int threads : new int[] {2, 5}) {
            assertThat(Parallel.in(Mode.stealing(threads), () -> Signal.convolve(a, b)))
                    .isEqualTo(expected);
            assertThat(Parallel.in(Mode.stealing(threads), () -> Signal.dct(a))).isEqualTo(cosines);
        }
    }

    @Test
    void cosineAndSineTransformsByDefinition() {
        for (int n : new int[] {1, 2, 3, 4, 5, 8, 9, 16, 30, 37}) {
            DenseArray x = real(n, n);
            double[] v = x.doubles();
            for (int type = 1; type <= 4; type++) {
                if (type > 1 || n > 1) {
                    double[] found =
                            Signal.dct(x, type, 0, Norm.BACKWARD).toDense().doubles();
                    assertThat(Peer.error(found, definition(v, type, false)))
                            .as("dct %d of %d", type, n)
                            .isLessThan(n * 4 * EPS + 4 * EPS);
                }
                double[] found = Signal.dst(x, type, 0, Norm.BACKWARD).toDense().doubles();
                assertThat(Peer.error(found, definition(v, type, true)))
                        .as("dst %d of %d", type, n)
                        .isLessThan(n * 4 * EPS + 4 * EPS);
            }
        }
    }

    private static double[] definition(double[] x, int type, boolean sine) {
        int n = x.length;
        double[] y = new double[n];
        for (int k = 0; k < n; k++) {
            for (int j = 0; j < n; j++) {
                boolean end =
                        sine ? type == 3 && j == n - 1 : (type == 1 && (j == 0 || j == n - 1)) || (type == 3 && j == 0);
                double a =
                        switch (type) {
                            case 1 -> sine ? Math.PI * (k + 1) * (j + 1) / (n + 1) : Math.PI * k * j / (n - 1);
                            case 2 -> Math.PI * (sine ? k + 1 : k) * (2 * j + 1) / (2 * n);
                            case 3 -> Math.PI * (2 * k + 1) * (sine ? j + 1 : j) / (2 * n);
                            default -> Math.PI * (2 * k + 1) * (2 * j + 1) / (4 * n);
                        };
                y[k] += (end ? 1 : 2) * x[j] * (sine ? Math.sin(a) : Math.cos(a));
            }
        }
        return y;
    }

    @Test
    void inversesAndOrthogonality() {
        DenseArray x = real(7, 3, 10, 4);
        double squares = Statistics.sum(x.mul(x)).item();
        for (int type = 1; type <= 4; type++) {
            for (Norm norm : Norm.values()) {
                for (int axis = 0; axis < 3; axis++) {
                    NdArray cosines = Signal.dct(x, type, axis, norm);
                    NdArray sines = Signal.dst(x, type, axis, norm);
                    assertThat(Peer.error(
                                    Signal.idct(cosines, type, axis, norm)
                                            .toDense()
                                            .doubles(),
                                    x.doubles()))
                            .as("%s %s", type, norm)
                            .isLessThan(20 * EPS);
                    assertThat(Peer.error(
                                    Signal.idst(sines, type, axis, norm)
                                            .toDense()
                                            .doubles(),
                                    x.doubles()))
                            .isLessThan(20 * EPS);
                    if (norm == Norm.ORTHO) {
                        assertThat(Statistics.sum(cosines.mul(cosines)).item() / squares)
                                .isCloseTo(1, Peer.within(20 * EPS));
                        assertThat(Statistics.sum(sines.mul(sines)).item() / squares)
                                .isCloseTo(1, Peer.within(20 * EPS));
                    }
                }
            }
        }
        assertThat(Peer.error(Signal.idct(Signal.dct(x)).toDense().doubles(), x.doubles()))
                .isLessThan(20 * EPS);
        assertThat(Peer.error(Signal.idst(Signal.dst(x)).toDense().doubles(), x.doubles()))
                .isLessThan(20 * EPS);
        assertThat(Signal.dct(x.convert(DType.FLOAT32)).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Signal.dct(Creation.arange(4)).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(Signal.dct(Creation.zeros(Shape.of(0, 4))).shape()).isEqualTo(Shape.of(0, 4));
    }

    @Test
    void wrongArgumentsAreNamed() {
        DenseArray x = real(1, 4);
        assertThatThrownBy(() -> Signal.convolve(x, real(1, 2, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("convolve of shapes (4,) and (2, 2): expected as many dimensions, at least one");
        assertThatThrownBy(() -> Signal.convolve(x, real(1, 0))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Signal.convolve(real(1, 3, 2), real(1, 2, 3), Part.VALID))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Signal.convolve(Creation.array(true), Creation.array(true)))
                .isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> Signal.dct(x, 5, 0, Norm.BACKWARD)).hasMessage("dct of type 5: expected 1 to 4");
        assertThatThrownBy(() -> Signal.dct(real(1, 1), 1, 0, Norm.BACKWARD))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Signal.dst(real(1, 0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Signal.dct(complex(1, 3))).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> Signal.dct(Creation.scalar(1.0))).isInstanceOf(ShapeException.class);
    }

    @Test
    void agreesWithSciPy() {
        NumPy.assumeModule("scipy");
        Peer peer = new Peer("import scipy.signal as s\nimport scipy.fft as f\n");
        SplittableRandom random = new SplittableRandom(5);
        Generators generators = new Generators(6);
        for (int round = 0; round < 60; round++) {
            int ndim = random.nextInt(1, 4);
            long[] p = random.longs(ndim, 1, 9).toArray();
            long[] q = random.longs(ndim, 1, 9).toArray();
            NdArray a = round % 3 == 0
                    ? complex(round, p)
                    : round % 3 == 1
                            ? generators.tameView(DType.FLOAT64, Shape.of(p))
                            : Sampling.integers(-9, 9, Shape.of(p), Sampling.seed(round));
            NdArray b = round % 2 == 0 ? real(round + 500, q) : complex(round + 500, q);
            for (Part part : Part.values()) {
                String mode = part.name().toLowerCase(Locale.ROOT);
                boolean fits = true;
                boolean other = true;
                for (int i = 0; i < ndim; i++) {
                    fits &= p[i] >= q[i];
                    other &= p[i] <= q[i];
                }
                if (part != Part.VALID || fits || other) {
                    peer.add(
                            1e-14,
                            Signal.convolve(a, b, part),
                            "s.convolve(%s, %s, '" + mode + "', method='direct')",
                            a,
                            b);
                    peer.add(
                            1e-14,
                            Signal.correlate(a, b, part),
                            "s.correlate(%s, %s, '" + mode + "', method='direct')",
                            a,
                            b);
                }
            }
        }
        for (int type = 1; type <= 4; type++) {
            for (Norm norm : Norm.values()) {
                DenseArray x = real(type, 3, 11);
                String arguments = "(%s, " + type + ", norm='" + norm.name().toLowerCase(Locale.ROOT) + "')";
                peer.add(1e-14, Signal.dct(x, type, -1, norm), "f.dct" + arguments, x);
                peer.add(1e-14, Signal.idct(x, type, -1, norm), "f.idct" + arguments, x);
                if (norm != Norm.ORTHO || type == 1 || type == 4) {
                    // SciPy weighs the first instead of the last coefficient, and is not orthogonal.
                    peer.add(1e-14, Signal.dst(x, type, -1, norm), "f.dst" + arguments, x);
                    peer.add(1e-14, Signal.idst(x, type, -1, norm), "f.idst" + arguments, x);
                }
            }
        }
        peer.compare();
    }
}
