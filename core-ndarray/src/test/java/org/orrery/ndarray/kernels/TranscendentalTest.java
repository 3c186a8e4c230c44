package org.orrery.ndarray.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.orrery.ndarray.Vectorization;
import org.orrery.ndarray.testing.Digits;

/** The functions of both twins against fifty digits, over arguments that are hard, and their independence of place. */
class TranscendentalTest {
    private static final int COUNT = 3000;

    /** The functions under test, with what they are called and measured by. */
    enum Function {
        EXP {
            @Override
            void run(Transcendental t, double[] x, int i, double[] out, int k, int n) {
                t.exps(x, i, out, k, n);
            }

            @Override
            void run(double[] x, int i, int di, double[] out, int k, int dk, int n) {
                Transcendental.exp(x, i, di, out, k, dk, n);
            }

            @Override
            void run(float[] x, float[] out) {
                Transcendental.exp(x, 0, 1, out, 0, 1, x.length);
            }

            @Override
            BigDecimal exact(double x) {
                return Digits.exp(new BigDecimal(x));
            }

            @Override
            double argument(SplittableRandom r) {
                return switch (r.nextInt(4)) {
                    case 0 -> r.nextDouble(-1, 1);
                    case 1 -> r.nextDouble(-746, 710);
                    case 2 -> r.nextInt(-1000, 1000) * StrictMath.log(2) / 2 + r.nextDouble(-1e-9, 1e-9);
                    default -> Math.scalb(r.nextDouble(-1, 1), -r.nextInt(1074));
                };
            }
        },
        LOG {
            @Override
            void run(Transcendental t, double[] x, int i, double[] out, int k, int n) {
                t.logs(x, i, out, k, n);
            }

            @Override
            void run(double[] x, int i, int di, double[] out, int k, int dk, int n) {
                Transcendental.log(x, i, di, out, k, dk, n);
            }

            @Override
            void run(float[] x, float[] out) {
                Transcendental.log(x, 0, 1, out, 0, 1, x.length);
            }

            @Override
            BigDecimal exact(double x) {
                return Digits.log(new BigDecimal(x));
            }

            @Override
            double argument(SplittableRandom r) {
                return switch (r.nextInt(4)) {
                    case 0 -> Math.scalb(r.nextDouble(0.5, 1), r.nextInt(-1073, 1025));
                    case 1 -> 1 + r.nextDouble(-0.5, 1);
                    case 2 -> 1 + Math.scalb(r.nextDouble(-1, 1), -r.nextInt(2, 52));
                    default -> Math.scalb(Math.sqrt(0.5) + r.nextDouble(-1e-9, 1e-9), r.nextInt(-1000, 1000));
                };
            }
        },
        SIN {
            @Override
            void run(Transcendental t, double[] x, int i, double[] out, int k, int n) {
                t.sines(x, i, out, k, n);
            }

            @Override
            void run(double[] x, int i, int di, double[] out, int k, int dk, int n) {
                Transcendental.sin(x, i, di, out, k, dk, n);
            }

            @Override
            void run(float[] x, float[] out) {
                Transcendental.sin(x, 0, 1, out, 0, 1, x.length);
            }

            @Override
            BigDecimal exact(double x) {
                return Digits.sin(x);
            }

            @Override
            double argument(SplittableRandom r) {
                return angle(r);
            }
        },
        COS {
            @Override
            void run(Transcendental t, double[] x, int i, double[] out, int k, int n) {
                t.cosines(x, i, out, k, n);
            }

            @Override
            void run(double[] x, int i, int di, double[] out, int k, int dk, int n) {
                Transcendental.cos(x, i, di, out, k, dk, n);
            }

            @Override
            void run(float[] x, float[] out) {
                Transcendental.cos(x, 0, 1, out, 0, 1, x.length);
            }

            @Override
            BigDecimal exact(double x) {
                return Digits.cos(x);
            }

            @Override
            double argument(SplittableRandom r) {
                return angle(r);
            }
        };

        abstract void run(Transcendental t, double[] x, int i, double[] out, int k, int n);

        abstract void run(double[] x, int i, int di, double[] out, int k, int dk, int n);

        abstract void run(float[] x, float[] out);

        abstract BigDecimal exact(double x);

        abstract double argument(SplittableRandom r);

        /** Small ones, large ones, huge ones, and those next to a multiple of pi / 2, where almost all digits cancel. */
        private static double angle(SplittableRandom r) {
            return switch (r.nextInt(6)) {
                case 0 -> r.nextDouble(-4, 4);
                case 1 -> r.nextDouble(-0x1p17, 0x1p17);
                case 2, 3 -> {
                    double near = r.nextInt(-90_000, 90_000) * (Math.PI / 2);
                    yield r.nextBoolean() ? Math.nextUp(near) : near;
                }
                case 4 -> Math.scalb(r.nextDouble(-1, 1), -r.nextInt(1074));
                default -> Math.scalb(r.nextDouble(-1, 1), r.nextInt(17, 1024));
            };
        }
    }

    private static Transcendental twin() {
        Transcendental plain = new Transcendental();
        Transcendental t = Vectorization.choose(
                Transcendental.class, "org.orrery.ndarray.kernels.VectorizedTranscendental", plain);
        Assumptions.assumeTrue(t != plain, "the Vector API is not there");
        return t;
    }

    private static double[] arguments(Function f, long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = f.argument(random);
        }
        return x;
    }

    private static void assertAccurate(Function f, Transcendental t) {
        double[] x = arguments(f, 1, COUNT);
        double[] y = new double[COUNT];
        f.run(t, x, 0, y, 0, COUNT);
        for (int i = 0; i < COUNT; i++) {
            BigDecimal exact = f.exact(x[i]);
            assertThat(Digits.ulps(y[i], exact))
                    .as("ulps of %s(%s) = %s", f, x[i], y[i])
                    .isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void plainIsWithinOneUlp(Function f) {
        assertAccurate(f, new Transcendental());
    }

    @ParameterizedTest
    @EnumSource
    void vectorizedIsWithinOneUlp(Function f) {
        assertAccurate(f, twin());
    }

    @ParameterizedTest
    @EnumSource
    void twinsAgree(Function f) {
        int n = 200_000;
        double[] x = arguments(f, 2, n);
        double[] y = new double[n];
        double[] z = new double[n];
        f.run(twin(), x, 0, y, 0, n);
        f.run(new Transcendental(), x, 0, z, 0, n);
        for (int i = 0; i < n; i++) {
            if (Math.abs(y[i] - z[i]) > Math.ulp(z[i])) {
                throw new AssertionError(f + "(" + x[i] + "): " + y[i] + " and " + z[i]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void specialValues(Function f) {
        double[] x = {
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            0.0,
            -0.0,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Math.nextDown(Double.MIN_NORMAL),
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            1,
            -1,
            709.782712893384,
            709.7827128933841,
            -745.1332191019411,
            -745.1332191019412,
            708,
            -708,
            Math.nextUp(708.0),
            0x1p17,
            Math.nextUp(0x1p17),
            0x1p1023
        };
        double[] y = new double[x.length];
        f.run(x, 0, 1, y, 0, 1, x.length);
        for (int i = 0; i < x.length; i++) {
            double e =
                    switch (f) {
                        case EXP -> StrictMath.exp(x[i]);
                        case LOG -> StrictMath.log(x[i]);
                        case SIN -> StrictMath.sin(x[i]);
                        case COS -> StrictMath.cos(x[i]);
                    };
            boolean same =
                    e == 0 || !Double.isFinite(e) ? Double.compare(y[i], e) == 0 : Math.abs(y[i] - e) <= Math.ulp(e);
            assertThat(same).as("%s(%s) is %s, expected %s", f, x[i], y[i], e).isTrue();
        }
        // What is exact, and what C99 says of it.
        double[] one = {f == Function.LOG ? 1 : -0.0};
        f.run(one, 0, 1, one, 0, 1, 1);
        assertThat(one[0]).isEqualTo(f == Function.LOG ? 0.0 : f == Function.SIN ? -0.0 : 1);
    }

    /** The same bits alone, in a long run, at any offset, with any stride, in place. */
    @ParameterizedTest
    @EnumSource
    void bitsDoNotDependOnThePlace(Function f) {
        int n = 531;
        double[] x = arguments(f, 3, n);
        double[] y = new double[n];
        f.run(x, 0, 1, y, 0, 1, n);
        for (int i = 0; i < n; i++) {
            double[] alone = {x[i]};
            f.run(alone, 0, 1, alone, 0, 1, 1);
            assertThat(Double.doubleToLongBits(alone[0])).isEqualTo(Double.doubleToLongBits(y[i]));
        }
        for (int from = 0; from < 17; from++) {
            double[] part = new double[n];
            f.run(x, from, 1, part, from, 1, n - from);
            assertThat(Arrays.equals(part, from, n, y, from, n)).isTrue();
        }
        double[] apart = new double[3 * n];
        double[] back = new double[2 * n];
        for (int i = 0; i < n; i++) {
            apart[1 + 3 * i] = x[i];
        }
        f.run(apart, 1, 3, back, 2 * n - 1, -2, n);
        f.run(apart, 1, 3, apart, 1, 3, n);
        for (int i = 0; i < n; i++) {
            assertThat(Double.doubleToLongBits(back[2 * n - 1 - 2 * i])).isEqualTo(Double.doubleToLongBits(y[i]));
            assertThat(Double.doubleToLongBits(apart[1 + 3 * i])).isEqualTo(Double.doubleToLongBits(y[i]));
        }
    }

    /** Single precision is double precision, rounded once. */
    @ParameterizedTest
    @EnumSource
    void floats(Function f) {
        double[] x = arguments(f, 4, 700);
        float[] a = new float[x.length];
        for (int i = 0; i < a.length; i++) {
            a[i] = (float) x[i];
            x[i] = a[i];
        }
        double[] y = new double[x.length];
        f.run(x, 0, 1, y, 0, 1, x.length);
        float[] b = new float[a.length];
        f.run(a, b);
        for (int i = 0; i < a.length; i++) {
            assertThat(Float.compare(b[i], (float) y[i])).as("%s(%s)", f, a[i]).isZero();
        }
    }

    @Test
    void sineAndCosineTogether() {
        double[] x = arguments(Function.SIN, 5, 300);
        double[] s = new double[300];
        double[] c = new double[600];
        Transcendental.sincos(x, 0, 1, s, 0, 1, c, 1, 2, 300);
        double[] sines = new double[300];
        double[] cosines = new double[300];
        Transcendental.sin(x, 0, 1, sines, 0, 1, 300);
        Transcendental.cos(x, 0, 1, cosines, 0, 1, 300);
        assertThat(s).isEqualTo(sines);
        for (int i = 0; i < 300; i++) {
            assertThat(c[1 + 2 * i]).isEqualTo(cosines[i]);
        }
    }
}
