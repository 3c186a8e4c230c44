package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.orrery.ndarray.Interpolation.End;
import org.orrery.ndarray.Interpolation.Outside;
import org.orrery.ndarray.testing.NumPy;

class InterpolationTest {
    private static final double NAN = Double.NaN;
    private static final DenseArray KNOTS = Creation.array(-1.0, 0, 0.5, 2, 3, 4.5);

    private static NdArray cubic(NdArray x) {
        return Polynomials.polyval(Creation.array(1.0, -2, 0.5, 0.75), x);
    }

    private static double[] doubles(NdArray a) {
        return a.toDense().toDoubleArray();
    }

    @Test
    void linearInterpolation() {
        DenseArray x = Creation.array(0.0, 1, 3);
        DenseArray y = Creation.array(1.0, 3, -1);
        assertThat(Interpolation.interp(Creation.array(-1.0, 0, 0.5, 1, 2, 3, 9, NAN), x, y))
                .isEqualTo(Creation.array(1.0, 1, 2, 3, 1, -1, -1, NAN));
        PiecewisePolynomial f = Interpolation.linear(x, y);
        assertThat(f.at(5)).isEqualTo(-5);
        assertThat(f.outside(Outside.NAN).at(5)).isNaN();
        assertThat(f.outside(Outside.ZERO).at(-0.1)).isEqualTo(0);
        assertThat(f.outside(Outside.ZERO).at(NAN)).isNaN();
        assertThat(f.outside(Outside.PERIODIC).at(3.5)).isEqualTo(2);
        assertThat(f.outside(Outside.PERIODIC).at(-1)).isEqualTo(1);
        assertThatThrownBy(() -> f.outside(Outside.ERROR).at(4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("point 4.0 is outside the knots: expected 0.0 to 3.0");
        assertThat(f.derivative().at(2)).isEqualTo(-2);
        assertThat(f.outside(Outside.CLAMP).derivative().at(9)).isEqualTo(0);
        assertThat(f.integrate(0, 3).item()).isEqualTo(4);
        assertThat(f.integrate(3, 0).item()).isEqualTo(-4);
        assertThat(f.outside(Outside.ZERO).integrate(-9, 9).item()).isEqualTo(4);
        assertThat(f.outside(Outside.NAN).integrate(-9, 9).item()).isNaN();
        assertThat(f.antiderivative().at(1)).isEqualTo(2);
        assertThat(f.outside(Outside.ZERO).antiderivative().at(9)).isEqualTo(4);
        assertThatThrownBy(() -> f.outside(Outside.CLAMP).antiderivative())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> f.outside(Outside.PERIODIC).integrate(0, 5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Interpolation.interp(Creation.array(1.0, 2), Creation.array(5.0), Creation.array(7.0)))
                .isEqualTo(Creation.array(7.0, 7));
        assertThat(f.toString()).isEqualTo("piecewise polynomial of degree 1, 2 pieces from 0.0 to 3.0");
        assertThat(f.knots()).isEqualTo(x);
    }

    @Test
    void severalValuesAtOnce() {
        NdArray y = Manipulation.stack(1, cubic(KNOTS), KNOTS.mul(2)).reshape(6, 2, 1);
        DenseArray x = Creation.linspace(-1, 4.5, 7);
        for (PiecewisePolynomial f : new PiecewisePolynomial[] {
            Interpolation.linear(KNOTS, y),
            Interpolation.pchip(KNOTS, y),
            Interpolation.cubicSpline(KNOTS, y, End.NATURAL)
        }) {
            DenseArray found = f.at(x.reshape(7, 1));
            assertThat(found.shape()).isEqualTo(Shape.of(7, 1, 2, 1));
            assertThat(doubles(found.get("..., 1, :"))).containsExactly(doubles(x.mul(2)), Peer.within(1e-14));
            assertThat(f.integrate(-1, 4.5).shape()).isEqualTo(Shape.of(2, 1));
            assertThat(f.integrate(-1, 4.5).getDouble(1, 0)).isCloseTo(4.5 * 4.5 - 1, Peer.within(1e-13));
            assertThatThrownBy(() -> f.at(1)).isInstanceOf(ShapeException.class);
        }
    }

    /** A cubic is its own spline with not-a-knot ends, and with its own slopes. */
    @Test
    void splinesReproduceCubics() {
        NdArray y = cubic(KNOTS);
        DenseArray x = Creation.linspace(-2, 6, 50);
        NdArray slope = Polynomials.polyder(Creation.array(1.0, -2, 0.5, 0.75));
        double first = Polynomials.polyval(slope, Creation.scalar(-1.0)).item();
        double last = Polynomials.polyval(slope, Creation.scalar(4.5)).item();
        for (PiecewisePolynomial f : new PiecewisePolynomial[] {
            Interpolation.cubicSpline(KNOTS, y, End.NOT_A_KNOT), Interpolation.cubicSpline(KNOTS, y, first, last)
        }) {
            assertThat(Peer.error(doubles(f.at(x)), doubles(cubic(x)))).isLessThan(1e-14);
            assertThat(Peer.error(doubles(f.derivative().at(x)), doubles(Polynomials.polyval(slope, x))))
                    .isLessThan(1e-13);
            NdArray integral = Polynomials.polyint(Creation.array(1.0, -2, 0.5, 0.75), 0);
            double expected = Polynomials.polyval(integral, Creation.scalar(6.0))
                            .item()
                    - Polynomials.polyval(integral, Creation.scalar(-2.0)).item();
            assertThat(f.integrate(-2, 6).item()).isCloseTo(expected, Peer.within(1e-12));
            assertThat(f.derivative().derivative().derivative().derivative().at(1))
                    .isEqualTo(0);
            assertThat(f.degree()).isEqualTo(3);
        }
    }

    @Test
    void splinesAreSmoothAndKeepTheirEnds() {
        NdArray y = Elementwise.sin(KNOTS.mul(2)).add(KNOTS);
        for (End end : End.values()) {
            NdArray values = y.toDense().copy();
            if (end == End.PERIODIC) {
                ((DenseArray) values).setDouble(5, values.getDouble(0));
            }
            PiecewisePolynomial f = Interpolation.cubicSpline(KNOTS, values, end);
            assertThat(doubles(f.at(KNOTS))).containsExactly(doubles(values), Peer.within(1e-14));
            PiecewisePolynomial g = f;
            for (int derivative = 0; derivative < 3; derivative++) {
                for (int i = 1; i < 5; i++) {
                    double knot = KNOTS.getDouble(i);
                    double h = 1e-9;
                    assertThat(g.at(knot + h) - g.at(knot - h)).isCloseTo(0, Peer.within(1e-6));
                }
                if (end == End.PERIODIC) {
                    assertThat(g.at(4.5 - 1e-9) - g.at(-1)).isCloseTo(0, Peer.within(1e-6));
                }
                g = g.derivative();
            }
            if (end == End.NATURAL) {
                assertThat(f.derivative().derivative().at(-1)).isCloseTo(0, Peer.within(1e-13));
                assertThat(f.derivative().derivative().at(4.5)).isCloseTo(0, Peer.within(1e-13));
            }
            if (end == End.CLAMPED) {
                assertThat(f.derivative().at(-1)).isEqualTo(0);
                assertThat(f.derivative().at(4.5)).isCloseTo(0, Peer.within(1e-13));
            }
        }
    }

    @Test
    void fewKnots() {
        DenseArray two = Creation.array(0.0, 2);
        DenseArray three = Creation.array(0.0, 1, 3);
        assertThat(Interpolation.cubicSpline(two, Creation.array(1.0, 5), End.NOT_A_KNOT)
                        .at(1))
                .isEqualTo(3);
        assertThat(Interpolation.cubicSpline(two, Creation.array(1.0, 5), End.NATURAL)
                        .at(1))
                .isEqualTo(3);
        assertThat(Interpolation.cubicSpline(two, Creation.array(1.0, 5), End.CLAMPED)
                        .at(0.5))
                .isEqualTo(1.625);
        assertThat(Interpolation.cubicSpline(two, Creation.array(4.0, 4), End.PERIODIC)
                        .at(0.3))
                .isEqualTo(4);
        assertThat(Interpolation.cubicSpline(three, three.mul(three), End.NOT_A_KNOT)
                        .at(2))
                .isCloseTo(4, Peer.within(1e-14));
        assertThat(Interpolation.pchip(two, Creation.array(1.0, 5)).at(1)).isEqualTo(3);
        PiecewisePolynomial periodic = Interpolation.cubicSpline(three, Creation.array(1.0, 2, 1), End.PERIODIC);
        assertThat(periodic.derivative().at(0)).isCloseTo(periodic.derivative().at(2.9999999999), Peer.within(1e-8));
    }

    /** Whatever rounding makes of the last piece, and beside values that are not finite. */
    @Test
    void knotsHaveTheirValues() {
        DenseArray k = Statistics.cumulativeSum(Sampling.uniform(0.1, 1, Shape.of(50), Sampling.seed(8)), 0)
                .toDense();
        DenseArray y = Sampling.normal(Shape.of(50), Sampling.seed(9));
        assertThat(Interpolation.interp(k, k, y)).isEqualTo(y);
        assertThat(Interpolation.interp(k.add(100), k, y)).isEqualTo(Creation.full(Shape.of(50), y.getDouble(49)));
        assertThat(Interpolation.pchip(k, y).at(k)).isEqualTo(y);
        for (End end : new End[] {End.NATURAL, End.CLAMPED, End.NOT_A_KNOT}) {
            assertThat(Interpolation.cubicSpline(k, y, end).at(k)).isEqualTo(y);
        }
        double inf = Double.POSITIVE_INFINITY;
        DenseArray holes = Creation.array(1.0, inf, 2, NAN, 3);
        assertThat(Interpolation.interp(Creation.array(0.0, 1, 2, 3, 4, 5, -1), Creation.array(0.0, 1, 2, 3, 4), holes))
                .isEqualTo(Creation.array(1.0, inf, 2, NAN, 3, 3, 1));
        // Tiny slopes have signs too.
        DenseArray tiny = Creation.array(0.0, 1e-200, 3e-200);
        assertThat(Interpolation.pchip(Creation.array(0.0, 1, 2), tiny)
                        .derivative()
                        .at(1))
                .isGreaterThan(1e-200);
    }

    @Test
    void pchipDoesNotOvershoot() {
        DenseArray y = Creation.array(0.0, 0, 1, 1, 3, 2);
        double[] f = doubles(Interpolation.pchip(KNOTS, y).at(Creation.linspace(-1, 4.5, 500)));
        for (int i = 1; i < f.length; i++) {
            assertThat(f[i]).isBetween(0.0, 3.0);
            if (-1 + i * 5.5 / 499 < 3) {
                assertThat(f[i]).isGreaterThanOrEqualTo(f[i - 1] - 1e-15);
            }
        }
    }

    @Test
    void bilinear() {
        DenseArray x = Creation.array(0.0, 1, 3);
        DenseArray y = Creation.array(-1.0, 1);
        NdArray z = x.reshape(3, 1).mul(2).add(y.mul(3)).add(x.reshape(3, 1).mul(y));
        DenseArray u = Creation.linspace(-1, 4, 11).reshape(11, 1);
        DenseArray v = Creation.linspace(-2, 2, 9);
        NdArray expected = u.mul(2).add(v.mul(3)).add(u.mul(v));
        assertThat(Peer.error(doubles(Interpolation.bilinear(x, y, z, u, v, Outside.EXTEND)), doubles(expected)))
                .isLessThan(1e-15);
        NdArray clamped = Interpolation.bilinear(x, y, z, u, v, Outside.CLAMP);
        assertThat(clamped.getDouble(0, 0)).isEqualTo(z.getDouble(0, 0));
        assertThat(Interpolation.bilinear(x, y, z, u, v, Outside.NAN).getDouble(0, 4))
                .isNaN();
        assertThat(Interpolation.bilinear(x, y, z, u, v, Outside.ZERO).getDouble(0, 4))
                .isEqualTo(0);
        assertThatThrownBy(() -> Interpolation.bilinear(x, y, z, u, v, Outside.ERROR))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Interpolation.bilinear(x, y, z.transpose(), u, v, Outside.NAN))
                .isInstanceOf(ShapeException.class);
    }

    @Test
    void wrongKnotsAreNamed() {
        DenseArray x = Creation.array(0.0);
        assertThatThrownBy(() -> Interpolation.interp(x, Creation.array(0.0, 1, 1), Creation.zeros(Shape.of(3))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("linear interpolation: knot 2 is 1.0 after 1.0: expected finite ones that strictly ascend");
        assertThatThrownBy(() -> Interpolation.interp(x, Creation.array(0.0, NAN), Creation.zeros(Shape.of(2))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Interpolation.pchip(Creation.array(2.0, 1), Creation.zeros(Shape.of(2))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Interpolation.pchip(Creation.array(2.0), Creation.zeros(Shape.of(1))))
                .hasMessage("pchip: 1 knots: expected at least 2");
        assertThatThrownBy(() -> Interpolation.pchip(KNOTS, Creation.zeros(Shape.of(5))))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Interpolation.pchip(KNOTS.reshape(2, 3), KNOTS))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Interpolation.pchip(KNOTS, KNOTS.mul(Complex.I)))
                .isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> Interpolation.linear(KNOTS, KNOTS).at(Creation.array(Complex.I)))
                .isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> Interpolation.cubicSpline(KNOTS, KNOTS, End.PERIODIC))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void agreesWithSciPy() {
        NumPy.assumeModule("scipy");
        Peer peer = new Peer("import scipy.interpolate as s\n");
        for (int n : new int[] {2, 3, 4, 5, 30}) {
            DenseArray k = Statistics.cumulativeSum(Sampling.uniform(0.2, 1, Shape.of(n), Sampling.seed(n)), 0)
                    .toDense();
            DenseArray y = Sampling.normal(Shape.of(n), Sampling.seed(n));
            DenseArray x = Creation.linspace(-1, k.getDouble(n - 1) + 1, 101);
            peer.add(1e-14, Interpolation.interp(x, k, y), "np.interp(%s, %s, %s)", x, k, y);
            peer.add(1e-12, Interpolation.pchip(k, y).at(x), "s.PchipInterpolator(%s, %s)(%s)", k, y, x);
            for (End end : End.values()) {
                DenseArray v = y.copy();
                String name = end == End.NOT_A_KNOT ? "not-a-knot" : end.name().toLowerCase(java.util.Locale.ROOT);
                if (end == End.PERIODIC) {
                    v.setDouble(n - 1, v.getDouble(0));
                }
                PiecewisePolynomial f = Interpolation.cubicSpline(k, v, end);
                String spline = "s.CubicSpline(%s, %s, bc_type='" + name + "')";
                peer.add(1e-11, f.at(x), spline + "(%s)", k, v, x);
                peer.add(1e-11, f.derivative().at(x), spline + "(%s, 1)", k, v, x);
                double from = k.getDouble(0);
                double to = k.getDouble(n - 1);
                peer.add(1e-12, f.integrate(from, to), spline + ".integrate(" + from + ", " + to + ")", k, v);
            }
        }
        peer.compare();
    }
}
