package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.testing.NumPy;

class SpecialTest {
    private record Value(String name, UnaryOperator<NdArray> f, double x, double expected) {}

    /** From the tables of Abramowitz and Stegun and closed forms. */
    private static final List<Value> VALUES = List.of(
            new Value("erf", Special::erf, 0.5, 0.5204998778130465),
            new Value("erf", Special::erf, -2, -0.9953222650189527),
            new Value("erfc", Special::erfc, 5, 1.5374597944280349e-12),
            new Value("erfcx", Special::erfcx, 10, 0.05614099274382259),
            new Value("erfinv", Special::erfinv, 0.5204998778130465, 0.5),
            new Value("erfcinv", Special::erfcinv, 1.5374597944280349e-12, 5),
            new Value("gamma", Special::gamma, 0.5, Math.sqrt(Math.PI)),
            new Value("gamma", Special::gamma, -1.5, 4 * Math.sqrt(Math.PI) / 3),
            new Value("gamma", Special::gamma, 11, 3628800),
            new Value("gammaln", Special::gammaln, 101, 363.73937555556347),
            new Value("gammaln", Special::gammaln, -1.5, 0.860047015376481),
            new Value("digamma", Special::digamma, 1, -0.5772156649015329),
            new Value("polygamma 1", x -> Special.polygamma(1, x), 1, Math.PI * Math.PI / 6),
            new Value("polygamma 2", x -> Special.polygamma(2, x), 1, -2.4041138063191886),
            new Value("polygamma 1", x -> Special.polygamma(1, x), -0.5, Math.PI * Math.PI / 2 + 4),
            new Value("ndtr", Special::ndtr, -10, 7.619853024160526e-24),
            new Value("ndtri", Special::ndtri, 0.975, 1.959963984540054),
            new Value("sinc", Special::sinc, 0.5, 2 / Math.PI),
            new Value("i0", Special::i0, 1, 1.2660658777520082),
            new Value("i0", Special::i0, 10, 2815.716628466254),
            new Value("i0", Special::i0, 100, 1.0737517071310738e42),
            new Value("i1", Special::i1, -1, -0.5651591039924851),
            new Value("i1", Special::i1, 10, 2670.988303701255),
            new Value("j0", Special::j0, 1, 0.7651976865579666),
            new Value("j0", Special::j0, 10, -0.2459357644513483),
            new Value("j0", Special::j0, 50, 0.05581232766925181),
            new Value("j1", Special::j1, 1, 0.44005058574493355),
            new Value("j1", Special::j1, -10, -0.04347274616886144),
            new Value("j1", Special::j1, 50, -0.09751182812517514));

    @Test
    void tabulatedValues() {
        for (Value v : VALUES) {
            double found = v.f.apply(Creation.scalar(v.x)).item();
            // Some units in the last place; near a zero of J, of its amplitude.
            assertThat(found)
                    .as("%s(%s)", v.name, v.x)
                    .isCloseTo(
                            v.expected,
                            Peer.within(3e-15 * Math.max(Math.abs(v.expected), v.name.startsWith("j") ? 0.5 : 0)));
            assertThat(v.f.apply(Creation.array((float) v.x)).dtype()).isEqualTo(DType.FLOAT32);
        }
        assertThat(Special.gammainc(Creation.scalar(2.0), Creation.scalar(3.0)).item())
                .isCloseTo(1 - 4 * Math.exp(-3), Peer.within(1e-15));
        assertThat(Special.gammaincc(Creation.scalar(2.0), Creation.scalar(30.0))
                                .item()
                        / (31 * Math.exp(-30)))
                .isCloseTo(1, Peer.within(1e-14));
        assertThat(Special.betainc(Creation.scalar(2.0), Creation.scalar(3.0), Creation.scalar(0.5))
                        .item())
                .isCloseTo(0.6875, Peer.within(1e-15));
        assertThat(Special.beta(Creation.scalar(2L), Creation.scalar(3L)).item())
                .isCloseTo(1 / 12.0, Peer.within(1e-16));
        assertThat(Special.betaln(Creation.scalar(2.0), Creation.scalar(3.0)).item())
                .isCloseTo(-Math.log(12), Peer.within(1e-15));
    }

    @Test
    void edges() {
        double inf = Double.POSITIVE_INFINITY;
        DenseArray x = Creation.array(-inf, inf, Double.NaN, 0);
        assertThat(Special.erf(x).toDense().doubles()).containsExactly(-1, 1, Double.NaN, 0);
        assertThat(Special.erfc(x).toDense().doubles()).containsExactly(2, 0, Double.NaN, 1);
        assertThat(Special.i0(x).toDense().doubles()).containsExactly(inf, inf, Double.NaN, 1);
        assertThat(Special.i1(x).toDense().doubles()).containsExactly(-inf, inf, Double.NaN, 0);
        assertThat(Special.j0(x).toDense().doubles()).containsExactly(0, 0, Double.NaN, 1);
        assertThat(Special.sinc(Creation.array(0.0, 1e-300)).toDense().doubles())
                .containsExactly(1, 1);
        assertThat(Special.gammaln(Creation.array(0.0, -1, 1, 2)).toDense().doubles())
                .containsExactly(inf, inf, 0, 0);
        assertThat(Special.erfinv(Creation.array(-1.0, 1, 2)).toDense().doubles())
                .containsExactly(-inf, inf, Double.NaN);
        assertThat(Special.erf(Creation.zeros(Shape.of(0, 3))).shape()).isEqualTo(Shape.of(0, 3));
        assertThat(Special.polygamma(1, x).toDense().doubles()).containsExactly(Double.NaN, 0, Double.NaN, inf);
        assertThat(Special.polygamma(2, Creation.array(-3.0, inf)).toDense().doubles())
                .containsExactly(-inf, -0.0);
        assertThat(Special.polygamma(0, Creation.array(1.0))).isEqualTo(Special.digamma(Creation.array(1.0)));
        assertThatThrownBy(() -> Special.polygamma(-1, x))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("polygamma of order n = -1: expected 0 to 100");
        assertThatThrownBy(() -> Special.erf(Creation.scalar(Complex.I))).isInstanceOf(DTypeException.class);
    }

    @Test
    void agreesWithSciPy() {
        NumPy.assumeModule("scipy");
        Peer peer = new Peer("from scipy import special as s\n");
        DenseArray x = Creation.linspace(-6, 6, 241);
        DenseArray positive = Creation.linspace(0.05, 40, 300);
        DenseArray probability = Creation.linspace(0.001, 0.999, 101);
        double tolerance = 4e-15;
        peer.add(tolerance, Special.erf(x), "s.erf(%s)", x);
        peer.add(tolerance, Elementwise.log(Special.erfc(x)), "np.log(s.erfc(%s))", x);
        peer.add(tolerance, Special.erfinv(probability), "s.erfinv(%s)", probability);
        peer.add(tolerance, Special.ndtri(probability), "s.ndtri(%s)", probability);
        peer.add(tolerance, Elementwise.log(Special.ndtr(x)), "s.log_ndtr(%s)", x);
        peer.add(tolerance, Special.gammaln(positive), "s.gammaln(%s)", positive);
        peer.add(tolerance, Special.digamma(positive), "s.digamma(%s)", positive);
        for (int n : new int[] {1, 2, 3, 7, 20, 100}) {
            NdArray scaled = Special.polygamma(n, positive.add(n));
            peer.add(1e-14, scaled, "s.polygamma(" + n + ", %s)", positive.add(n));
            // Not near the zeros, at or beside half-integers, where the last bit of x decides.
            NdArray negative = Creation.array(-7.3, -4.8, -3.7, -2.25, -1.2, -0.7, -0.01);
            NdArray few = Elementwise.log(Elementwise.abs(Special.polygamma(n, negative)));
            peer.add(1e-13, few, "np.log(abs(s.polygamma(" + n + ", %s)))", negative);
        }
        peer.add(tolerance, Elementwise.log(Special.gamma(positive)), "s.gammaln(%s)", positive);
        NdArray fractions = x.add(0.01);
        peer.add(1e-13, Special.gammaln(fractions), "s.gammaln(%s)", fractions);
        for (int scale : new int[] {1, 10}) {
            NdArray wide = x.mul(scale);
            peer.add(tolerance, Special.j0(wide), "s.j0(%s)", wide);
            peer.add(tolerance, Special.j1(wide), "s.j1(%s)", wide);
            NdArray expected = Elementwise.log(Special.i0(wide));
            peer.add(tolerance, expected, "np.log(s.i0(%s))", wide);
            peer.add(tolerance, Special.i1(wide).div(Special.i0(wide)), "s.i1(%1$s) / s.i0(%1$s)", wide);
        }
        NdArray a = Creation.linspace(0.1, 30, 20).reshape(20, 1);
        peer.add(1e-13, Special.gammainc(a, positive), "s.gammainc(%s, %s)", a, positive);
        peer.add(1e-13, Special.gammaincc(a, positive), "s.gammaincc(%s, %s)", a, positive);
        peer.add(1e-13, Special.betaln(a, positive), "s.betaln(%s, %s)", a, positive);
        NdArray b = Creation.scalar(2.5);
        peer.add(1e-13, Special.betainc(a, b, probability), "s.betainc(%s, %s, %s)", a, b, probability);
        peer.compare();
    }
}
