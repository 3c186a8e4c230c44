package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.orrery.ndarray.testing.NumPy;

class PolynomialsTest {
    private static double[] doubles(NdArray a) {
        return a.toDense().toDoubleArray();
    }

    @Test
    void values() {
        DenseArray c = Creation.array(1L, 2, 3);
        assertThat(Polynomials.polyval(c, Creation.array(0L, 1, -2))).isEqualTo(Creation.array(1.0, 6, 9));
        assertThat(Polynomials.polyval(c, Creation.array(Complex.I)).getComplex(0))
                .isEqualTo(Complex.of(-2, 2));
        assertThat(Polynomials.polyval(c, Creation.array(2f)).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(Polynomials.polyval(c.convert(DType.FLOAT32), Creation.array(2f)))
                .isEqualTo(Creation.array(17f));
        assertThat(Polynomials.polyval(c, Creation.zeros(Shape.of(0, 2))).shape())
                .isEqualTo(Shape.of(0, 2));
        DenseArray x = Creation.linspace(-1, 1, 21);
        for (int k = 0; k < 6; k++) {
            double[] unit = new double[k + 1];
            unit[k] = 1;
            NdArray t = Polynomials.chebval(DenseArray.wrap(unit), x);
            assertThat(doubles(t))
                    .containsExactly(doubles(Elementwise.cos(Elementwise.acos(x).mul(k))), Peer.within(1e-14));
        }
        // P3 = (5 x^3 - 3 x) / 2.
        assertThat(doubles(Polynomials.legval(Creation.array(0.0, 0, 0, 1), x)))
                .containsExactly(doubles(Polynomials.polyval(Creation.array(0, -1.5, 0, 2.5), x)), Peer.within(1e-15));
    }

    @Test
    void derivativesIntegralsProducts() {
        DenseArray c = Creation.array(5L, 2, 3);
        assertThat(Polynomials.polyder(c)).isEqualTo(Creation.array(2L, 6));
        assertThat(Polynomials.polyder(Creation.array(7.0))).isEqualTo(Creation.array(0.0));
        assertThat(Polynomials.polyint(c, 4)).isEqualTo(Creation.array(4.0, 5, 1, 1));
        assertThat(Polynomials.polyder(Polynomials.polyint(c, 9))).isEqualTo(c.convert(DType.FLOAT64));
        assertThat(Polynomials.polymul(Creation.array(1L, 1), Creation.array(-1L, 1)))
                .isEqualTo(Creation.array(-1L, 0, 1));
        assertThat(Polynomials.polyfromroots(Creation.array(1L, -2))).isEqualTo(Creation.array(-2.0, 1, 1));
        assertThat(Polynomials.polyfromroots(Creation.zeros(Shape.of(0)))).isEqualTo(Creation.array(1.0));
        assertThat(Polynomials.polyfromroots(Creation.array(Complex.I, Complex.of(0, -1)))
                        .getComplex(0))
                .isEqualTo(Complex.of(1, 0));
    }

    @Test
    void fits() {
        DenseArray x = Creation.linspace(990, 1010, 41);
        DenseArray c = Creation.array(3.0, -2, 0.5, 0.01);
        NdArray y = Polynomials.polyval(c, x);
        NdArray found = Polynomials.polyfit(x, y, 3);
        // Far from zero the coefficients are ill determined, the values are not.
        assertThat(Peer.error(doubles(Polynomials.polyval(found, x)), doubles(y)))
                .isLessThan(1e-13);
        DenseArray near = Creation.linspace(-1, 2, 30);
        assertThat(doubles(Polynomials.polyfit(near, Polynomials.polyval(c, near), 3)))
                .containsExactly(doubles(c), Peer.within(1e-13));
        assertThat(doubles(Polynomials.polyfit(Creation.array(1.0, 2, 4), Creation.array(1.0, 1, 4), 0)))
                .containsExactly(new double[] {2}, Peer.within(1e-15));
        // The residuals are normal to all powers.
        DenseArray noisy = Sampling.normal(Shape.of(30), Sampling.seed(1));
        NdArray residual = noisy.sub(Polynomials.polyval(Polynomials.polyfit(near, noisy, 4), near));
        for (int k = 0; k <= 4; k++) {
            assertThat(Statistics.sum(residual.mul(near.pow(k))).item()).isCloseTo(0, Peer.within(1e-11));
        }
        // A point of weight zero does not count.
        NdArray weights = Creation.array(1.0, 1, 0);
        assertThat(doubles(Polynomials.polyfit(Creation.array(0.0, 1, 2), Creation.array(1.0, 3, 99), 1, weights)))
                .containsExactly(new double[] {1, 2}, Peer.within(1e-14));
        assertThatThrownBy(() -> Polynomials.polyfit(Creation.array(1.0, 1, 1), Creation.array(1.0, 2, 3), 1))
                .isInstanceOf(SingularMatrixException.class);
        assertThatThrownBy(() -> Polynomials.polyfit(x, y, 41))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "polyfit of degree 41 to 41 points: expected a degree of at least 0, and less than the points");
        assertThatThrownBy(() -> Polynomials.polyfit(x, near, 1)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Polynomials.polyfit(Creation.array(1.0, Double.NaN), Creation.array(1.0, 2), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void roots() {
        assertThat(doubles(Elementwise.real(Polynomials.polyroots(Creation.array(6.0, -5, 1)))))
                .containsExactly(new double[] {3, 2}, Peer.within(1e-14));
        NdArray imaginary = Polynomials.polyroots(Creation.array(1.0, 0, 1));
        assertThat(Elementwise.abs(imaginary.mul(imaginary).add(1)).toDense().doubles())
                .containsExactly(new double[] {0, 0}, Peer.within(1e-15));
        assertThat(Polynomials.polyroots(Creation.array(0.0, 0, 2, 0)).size()).isEqualTo(2);
        assertThat(Statistics.sum(Elementwise.abs(Polynomials.polyroots(Creation.array(0.0, 0, 2, 0))))
                        .item())
                .isEqualTo(0);
        assertThat(Polynomials.polyroots(Creation.array(5.0)).size()).isEqualTo(0);
        // Wilkinson's, of degree 20: its roots are ill determined beyond two digits, its values are zero up to
        // rounding.
        NdArray wanted = Creation.arange(1, 11).convert(DType.FLOAT64);
        NdArray found = Polynomials.polyroots(Polynomials.polyfromroots(wanted));
        assertThat(doubles(Elementwise.real(found).toDense().index(Index.step(-1))))
                .containsExactly(doubles(wanted), Peer.within(1e-7));
        // Roots of all sizes.
        NdArray wide = Creation.array(1e-8, 1e-3, 1, 1e5, 1e9);
        double[] all = doubles(Elementwise.real(Polynomials.polyroots(Polynomials.polyfromroots(wide)))
                .toDense()
                .index(Index.step(-1)));
        for (int i = 0; i < 5; i++) {
            assertThat(all[i] / wide.getDouble(i)).isCloseTo(1, Peer.within(1e-13));
        }
        for (int n : new int[] {1, 2, 7, 30, 100}) {
            NdArray c = Sampling.normal(Shape.of(n + 1), Sampling.seed(n))
                    .add(Sampling.normal(Shape.of(n + 1), Sampling.seed(n + 1)).mul(Complex.I));
            NdArray z = Polynomials.polyroots(c);
            assertThat(z.size()).isEqualTo(n);
            NdArray value = Elementwise.abs(Polynomials.polyval(c, z));
            NdArray bound = Polynomials.polyval(Elementwise.abs(c), Elementwise.abs(z));
            assertThat(Statistics.max(value.div(bound)).item()).isLessThan(1e-13);
        }
        double[] unity = new double[65];
        unity[0] = -1;
        unity[64] = 1;
        double[] ones = new double[64];
        java.util.Arrays.fill(ones, 1);
        assertThat(doubles(Elementwise.abs(Polynomials.polyroots(DenseArray.wrap(unity)))))
                .containsExactly(ones, Peer.within(1e-14));
        assertThatThrownBy(() -> Polynomials.polyroots(Creation.array(0.0, 0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Polynomials.polyroots(Creation.array(Double.NaN, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Polynomials.polyroots(Creation.zeros(Shape.of(2, 2))))
                .isInstanceOf(ShapeException.class);
    }

    @Test
    void agreesWithNumPy() {
        NumPy.assume();
        Peer peer = new Peer("import numpy.polynomial as p\n");
        DenseArray c = Sampling.normal(Shape.of(9), Sampling.seed(3));
        DenseArray x = Sampling.normal(Shape.of(5, 8), Sampling.seed(4));
        peer.add(1e-14, Polynomials.polyval(c, x), "p.polynomial.polyval(%2$s, %1$s)", c, x);
        peer.add(1e-14, Polynomials.chebval(c, x), "p.chebyshev.chebval(%2$s, %1$s)", c, x);
        peer.add(1e-14, Polynomials.legval(c, x), "p.legendre.legval(%2$s, %1$s)", c, x);
        peer.add(1e-14, Polynomials.polymul(c, c), "p.polynomial.polymul(%1$s, %1$s)", c);
        DenseArray u = Creation.linspace(-2, 3, 50);
        DenseArray v = Sampling.normal(Shape.of(50), Sampling.seed(5));
        NdArray w = Elementwise.abs(Sampling.normal(Shape.of(50), Sampling.seed(6)));
        peer.add(1e-12, Polynomials.polyfit(u, v, 6), "p.polynomial.polyfit(%s, %s, 6)", u, v);
        peer.add(1e-12, Polynomials.polyfit(u, v, 3, w), "p.polynomial.polyfit(%s, %s, 3, w=%s)", u, v, w);
        peer.compare();
    }
}
