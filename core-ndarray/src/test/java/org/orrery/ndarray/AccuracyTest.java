package org.orrery.ndarray;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The elementary functions against values of many digits, and at infinities, NaN and the signs of zeros. */
class AccuracyTest {
    /** Java allows its own functions one to 2.5 units in the last place; our compositions add a rounding or two. */
    private static final double REAL_ULPS = 3;

    /** A product or quotient of four such functions; measured, the worst is 2.3. */
    private static final double COMPLEX_ULPS = 4;

    private static List<String[]> rows(String resource) throws IOException {
        List<String[]> rows = new ArrayList<>();
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(AccuracyTest.class.getResourceAsStream(resource)), StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.startsWith("#")) {
                    rows.add(line.split(","));
                }
            }
        }
        assertThat(rows).hasSizeGreaterThan(400);
        return rows;
    }

    private static Op op(String name) {
        for (var field : Ops.class.getFields()) {
            try {
                if (field.get(null) instanceof Op op && op.name().equals(name)) {
                    return op;
                }
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void realFunctions() throws IOException {
        for (String[] row : rows("real-functions.csv")) {
            NdArray[] in = new NdArray[row.length - 2];
            for (int i = 0; i < in.length; i++) {
                in[i] = Creation.scalar(Double.parseDouble(row[i + 1]));
            }
            double expected = Double.parseDouble(row[row.length - 1]);
            double found = op(row[0]).apply(in).getDouble();
            assertThat(Math.abs(found - expected) / Math.ulp(expected))
                    .as("ulps of %s(%s): %s, expected %s", row[0], in[0], found, expected)
                    .isLessThanOrEqualTo(REAL_ULPS);
        }
    }

    @Test
    void singlePrecision() throws IOException {
        for (String[] row : rows("real-functions.csv")) {
            float x = (float) Double.parseDouble(row[1]);
            if (row.length > 3 || x != Double.parseDouble(row[1])) {
                continue;
            }
            double expected = Double.parseDouble(row[2]);
            double found =
                    op(row[0]).apply(Creation.scalar(x).convert(DType.FLOAT32)).getDouble();
            // Computed in double precision: only the last rounding counts.
            assertThat(found).as("%s(%s)", row[0], x).isEqualTo((float) expected);
        }
    }

    @Test
    void complexFunctions() throws IOException {
        for (String[] row : rows("complex-functions.csv")) {
            Complex z = new Complex(Double.parseDouble(row[1]), Double.parseDouble(row[2]));
            Complex e = new Complex(Double.parseDouble(row[3]), Double.parseDouble(row[4]));
            Complex f = op(row[0]).apply(Creation.scalar(z)).getComplex();
            String what = row[0] + " of " + z + ": " + f + ", expected " + e;
            double modulus = Math.ulp(e.abs());
            assertThat(Math.hypot(f.re() - e.re(), f.im() - e.im()) / modulus)
                    .as("ulps of " + what)
                    .isLessThanOrEqualTo(COMPLEX_ULPS);
            if (!row[0].equals("expm1")) {
                // Each part by itself; the real part of expm1 alone may cancel.
                assertThat(Math.abs(f.re() - e.re()) / Math.ulp(e.re()))
                        .as("ulps of " + what)
                        .isLessThanOrEqualTo(COMPLEX_ULPS);
                assertThat(Math.abs(f.im() - e.im()) / Math.ulp(e.im()))
                        .as("ulps of " + what)
                        .isLessThanOrEqualTo(COMPLEX_ULPS);
            }
        }
    }

    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;
    private static final double PI = Math.PI;

    private static void assertFunction(String name, double re, double im, double expectedRe, double expectedIm) {
        Complex z = new Complex(re, im);
        Complex f = op(name).apply(Creation.scalar(z)).getComplex();
        assertThat(near(f.re(), expectedRe) && near(f.im(), expectedIm))
                .as("%s of %s: %s, expected %s", name, z, f, new Complex(expectedRe, expectedIm))
                .isTrue();
    }

    /** Zeros of the same sign, the same infinity or NaN, or almost the same number. */
    private static boolean near(double found, double expected) {
        return (expected == 0 || !Double.isFinite(expected))
                ? Double.compare(found, expected) == 0
                : Math.abs(found - expected) <= 2 * Math.ulp(expected);
    }

    /** Functions of which C99 (7.3, Annex G.6) says that they commute with conjugation. */
    private static void assertConjugates(String name, double re, double im, double expectedRe, double expectedIm) {
        assertFunction(name, re, im, expectedRe, expectedIm);
        assertFunction(name, re, -im, expectedRe, -expectedIm);
    }

    /** Odd functions that commute with conjugation. */
    private static void assertOdd(String name, double re, double im, double expectedRe, double expectedIm) {
        assertConjugates(name, re, im, expectedRe, expectedIm);
        assertConjugates(name, -re, im, -expectedRe, expectedIm);
    }

    @Test
    void branchCuts() {
        // On a cut the sign of the zero says on which side.
        assertConjugates("sqrt", -4, 0.0, 0.0, 2);
        assertConjugates("log", -1, 0.0, 0.0, PI);
        assertConjugates("log", -0.0, 0.0, -INF, PI);
        assertConjugates("log", 0.0, 0.0, -INF, 0.0);
        assertConjugates("log1p", -3, 0.0, Math.log(2), PI);
        assertConjugates("asin", 2, 0.0, PI / 2, Math.log(2 + Math.sqrt(3)));
        assertConjugates("asin", -2, 0.0, -PI / 2, Math.log(2 + Math.sqrt(3)));
        assertConjugates("acos", 2, 0.0, 0.0, -Math.log(2 + Math.sqrt(3)));
        assertConjugates("acos", -2, 0.0, PI, -Math.log(2 + Math.sqrt(3)));
        assertConjugates("acosh", 0.5, 0.0, 0.0, PI / 3);
        assertConjugates("acosh", -2, 0.0, Math.log(2 + Math.sqrt(3)), PI);
        assertConjugates("atanh", 2, 0.0, Math.log(3) / 2, PI / 2);
        assertConjugates("atanh", -2, 0.0, -Math.log(3) / 2, PI / 2);
        assertFunction("atan", 0.0, 2, PI / 2, Math.log(3) / 2);
        assertFunction("atan", -0.0, 2, -PI / 2, Math.log(3) / 2);
        assertFunction("atan", 0.0, -2, PI / 2, -Math.log(3) / 2);
        assertFunction("asinh", 0.0, 2, Math.log(2 + Math.sqrt(3)), PI / 2);
        assertFunction("asinh", -0.0, 2, -Math.log(2 + Math.sqrt(3)), PI / 2);
    }

    @Test
    void signsOfZeros() {
        for (String odd : List.of("sin", "tan", "sinh", "tanh", "asin", "atan", "asinh", "atanh")) {
            assertOdd(odd, 0.0, 0.0, 0.0, 0.0);
        }
        assertConjugates("expm1", 0.0, 0.0, 0.0, 0.0);
        assertConjugates("log1p", 0.0, 0.0, 0.0, 0.0);
        assertConjugates("sqrt", 0.0, 0.0, 0.0, 0.0);
        assertConjugates("sqrt", -0.0, 0.0, 0.0, 0.0);
        assertConjugates("exp", -0.0, 0.0, 1, 0.0);
        assertConjugates("cosh", 0.0, 0.0, 1, 0.0);
        assertConjugates("sin", 3, 0.0, Math.sin(3), -0.0);
        assertConjugates("cos", 3, 0.0, Math.cos(3), -0.0);
        assertConjugates("reciprocal", 2, 0.0, 0.5, -0.0);
    }

    /** The tables of C99, Annex G.6, but for signs that they leave open. */
    @Test
    void infinitiesAndNan() {
        assertConjugates("acos", 2, INF, PI / 2, -INF);
        assertConjugates("acos", -INF, 2, PI, -INF);
        assertConjugates("acos", INF, 2, 0.0, -INF);
        assertConjugates("acos", -INF, INF, 3 * PI / 4, -INF);
        assertConjugates("acos", INF, INF, PI / 4, -INF);
        assertFunction("acos", 0.0, NAN, PI / 2, NAN);
        assertFunction("acos", 2, NAN, NAN, NAN);
        assertFunction("acos", 1e200, NAN, NAN, NAN);
        assertConjugates("acos", NAN, INF, NAN, -INF);

        assertConjugates("acosh", 2, INF, INF, PI / 2);
        assertConjugates("acosh", -INF, 2, INF, PI);
        assertConjugates("acosh", INF, 2, INF, 0.0);
        assertConjugates("acosh", -INF, INF, INF, 3 * PI / 4);
        assertConjugates("acosh", INF, INF, INF, PI / 4);
        assertFunction("acosh", INF, NAN, INF, NAN);
        assertFunction("acosh", 2, NAN, NAN, NAN);
        assertFunction("acosh", NAN, INF, INF, NAN);

        assertOdd("asinh", 2, INF, INF, PI / 2);
        assertOdd("asinh", INF, 2, INF, 0.0);
        assertOdd("asinh", INF, INF, INF, PI / 4);
        assertOdd("asinh", INF, NAN, INF, NAN);
        assertConjugates("asinh", NAN, 0.0, NAN, 0.0);
        assertFunction("asinh", NAN, 2, NAN, NAN);
        assertFunction("asinh", 2, NAN, NAN, NAN);

        assertOdd("atanh", 0.0, NAN, 0.0, NAN);
        assertConjugates("atanh", 1, 0.0, INF, 0.0);
        assertOdd("atanh", 2, INF, 0.0, PI / 2);
        assertOdd("atanh", INF, 2, 0.0, PI / 2);
        assertOdd("atanh", INF, INF, 0.0, PI / 2);
        assertOdd("atanh", INF, NAN, 0.0, NAN);
        assertFunction("atanh", 2, NAN, NAN, NAN);
        assertFunction("atanh", NAN, 2, NAN, NAN);

        assertFunction("cosh", 2, INF, NAN, NAN);
        assertConjugates("cosh", INF, 0.0, INF, 0.0);
        assertConjugates("cosh", INF, 2, -INF, INF);
        assertFunction("cosh", INF, INF, INF, NAN);
        assertFunction("cosh", INF, NAN, INF, NAN);
        assertFunction("cosh", NAN, 2, NAN, NAN);

        assertOdd("sinh", 0.0, INF, 0.0, NAN);
        assertOdd("sinh", INF, 0.0, INF, 0.0);
        assertOdd("sinh", INF, 2, -INF, INF);
        assertFunction("sinh", 2, INF, NAN, NAN);
        assertFunction("sinh", INF, INF, INF, NAN);
        assertConjugates("sinh", NAN, 0.0, NAN, 0.0);
        assertFunction("sinh", NAN, 2, NAN, NAN);

        assertOdd("tanh", INF, 2, 1, -0.0);
        assertOdd("tanh", INF, INF, 1, 0.0);
        assertFunction("tanh", 2, INF, NAN, NAN);
        assertOdd("tanh", 0.0, INF, 0.0, NAN);
        assertConjugates("tanh", NAN, 0.0, NAN, 0.0);
        assertFunction("tanh", NAN, 2, NAN, NAN);
        assertOdd("tanh", 1e5, 1, 1, 0.0);

        assertConjugates("exp", INF, 0.0, INF, 0.0);
        assertConjugates("exp", -INF, 2, -0.0, 0.0);
        assertConjugates("exp", INF, 2, -INF, INF);
        assertFunction("exp", -INF, INF, 0.0, 0.0);
        assertFunction("exp", INF, INF, INF, NAN);
        assertFunction("exp", -INF, NAN, 0.0, 0.0);
        assertFunction("exp", INF, NAN, INF, NAN);
        assertConjugates("exp", NAN, 0.0, NAN, 0.0);
        assertFunction("exp", 2, INF, NAN, NAN);
        assertFunction("expm1", -INF, INF, -1, 0.0);
        assertConjugates("expm1", INF, 0.0, INF, 0.0);
        assertConjugates("expm1", 800, 0.0, INF, 0.0);

        assertConjugates("log", 2, INF, INF, PI / 2);
        assertConjugates("log", -INF, 2, INF, PI);
        assertConjugates("log", INF, 2, INF, 0.0);
        assertConjugates("log", -INF, INF, INF, 3 * PI / 4);
        assertFunction("log", -INF, NAN, INF, NAN);
        assertFunction("log", NAN, INF, INF, NAN);
        assertFunction("log", NAN, 2, NAN, NAN);
        assertConjugates("log1p", -1, 0.0, -INF, 0.0);
        assertConjugates("log1p", INF, 2, INF, 0.0);

        assertConjugates("sqrt", NAN, INF, INF, INF);
        assertConjugates("sqrt", -INF, 2, 0.0, INF);
        assertConjugates("sqrt", INF, 2, INF, 0.0);
        assertFunction("sqrt", INF, NAN, INF, NAN);
        assertFunction("sqrt", -INF, NAN, NAN, INF);
        assertFunction("sqrt", 2, NAN, NAN, NAN);
    }

    @Test
    void complexPowers() {
        Complex z = new Complex(3, 4);
        NdArray a = Creation.scalar(z);
        assertThat(Elementwise.pow(a, 2L).getComplex()).isEqualTo(new Complex(-7, 24));
        assertThat(Elementwise.pow(a, -1L).getComplex()).isEqualTo(new Complex(0.12, -0.16));
        assertThat(Elementwise.pow(a, 0L).getComplex()).isEqualTo(new Complex(1, 0));
        Complex root = Elementwise.pow(a, 0.5).getComplex();
        assertThat(Math.hypot(root.re() - 2, root.im() - 1)).isLessThan(4e-16);
        // i to the i is exp(-pi / 2).
        Complex i = Elementwise.pow(Creation.scalar(Complex.I), Complex.I).getComplex();
        assertThat(Math.abs(i.re() - Math.exp(-PI / 2))).isLessThan(1e-16);
        assertThat(i.im()).isZero();
        NdArray zero = Creation.scalar(new Complex(0, 0));
        assertThat(Elementwise.pow(zero, 0L).getComplex()).isEqualTo(new Complex(1, 0));
        assertThat(Elementwise.pow(zero, 2.5).getComplex()).isEqualTo(new Complex(0, 0));
        assertThat(Elementwise.pow(zero, -1L).getComplex()).isEqualTo(new Complex(NAN, NAN));
    }

    @Test
    void complexQuotientsDoNotOverflow() {
        Complex big = new Complex(1e308, 1e308);
        assertThat(Elementwise.divide(Creation.scalar(big), big).getComplex()).isEqualTo(new Complex(1, 0));
        Complex tiny = new Complex(3e-320, -4e-320);
        Complex q = Elementwise.divide(Creation.scalar(tiny), tiny).getComplex();
        assertThat(q.re()).isEqualTo(1);
        assertThat(q.im()).isZero();
        assertThat(Elementwise.abs(Creation.scalar(big)).getDouble()).isEqualTo(Math.hypot(1e308, 1e308));
        assertThat(Elementwise.sign(Creation.scalar(new Complex(1.5e308, 1.5e308)))
                        .getComplex())
                .isEqualTo(new Complex(Math.sqrt(0.5), Math.sqrt(0.5)));
        assertThat(Elementwise.square(Creation.scalar(new Complex(1e200, 1e200)))
                        .getComplex())
                .isEqualTo(new Complex(0, INF));
    }

    @Test
    void realFunctionsOutsideTheirDomain() {
        for (double a : new double[] {-1.5, -1e10, -1e200, 0.5, -INF, NAN}) {
            assertThat(op("acosh").apply(Creation.scalar(a)).getDouble())
                    .as("acosh of " + a)
                    .isNaN();
        }
        for (double a : new double[] {1.5, -2, 1e300, INF, -INF, NAN}) {
            assertThat(op("atanh").apply(Creation.scalar(a)).getDouble())
                    .as("atanh of " + a)
                    .isNaN();
        }
        assertThat(op("atanh").apply(Creation.scalar(-1.0)).getDouble()).isEqualTo(-INF);
        assertThat(op("acosh").apply(Creation.scalar(1.0)).getDouble()).isEqualTo(0);
        assertThat(op("acosh").apply(Creation.scalar(INF)).getDouble()).isEqualTo(INF);
        assertThat(op("asinh").apply(Creation.scalar(-INF)).getDouble()).isEqualTo(-INF);
        assertThat(op("asinh").apply(Creation.scalar(-0.0)).getDouble()).isEqualTo(-0.0);
        assertThat(op("log2").apply(Creation.scalar(0.0)).getDouble()).isEqualTo(-INF);
        assertThat(op("log2").apply(Creation.scalar(-1.0)).getDouble()).isNaN();
        for (int e = -1074; e < 1024; e += 7) {
            assertThat(op("log2").apply(Creation.scalar(Math.scalb(1.0, e))).getDouble())
                    .isEqualTo(e);
        }
        NdArray minus = Creation.scalar(-INF);
        assertThat(Elementwise.logaddexp(minus, minus).getDouble()).isEqualTo(-INF);
        assertThat(Elementwise.logaddexp(minus, 3.0).getDouble()).isEqualTo(3);
        assertThat(Elementwise.logaddexp(Creation.scalar(INF), INF).getDouble()).isEqualTo(INF);
        assertThat(Elementwise.logaddexp(Creation.scalar(INF), minus).getDouble())
                .isEqualTo(INF);
        assertThat(Elementwise.logaddexp(Creation.scalar(NAN), 1.0).getDouble()).isNaN();
    }
}
