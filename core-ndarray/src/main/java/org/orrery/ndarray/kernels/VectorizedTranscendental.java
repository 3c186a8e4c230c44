package org.orrery.ndarray.kernels;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The twin of {@link Transcendental} on the Vector API. What is left over of a run of neighbours goes through the same
 * code in a padded vector, so that an element's bits do not depend on its place; numbers outside a function's main range
 * are left to the plain twin one by one.
 *
 * <p>Each function is one loop without calls of its own: the compiler would not look into them, and would allocate the
 * vectors that pass between.
 *
 * <p>Sources: P. T. P. Tang, Table-driven implementation of the exponential function in IEEE floating-point arithmetic,
 * ACM TOMS 15 (1989), for the reduction of exp; the kernels of log, sin and cos have the polynomials of Sun's fdlibm 5.3;
 * W. J. Cody and W. Waite, Software Manual for the Elementary Functions (1980), for the reduction in three parts.
 */
public final class VectorizedTranscendental extends Transcendental {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    /** Processors with vectors of four doubles have a fused multiply-add; without it, all this would be slow. */
    private static final boolean WORTH_WHILE = WIDTH >= 4;

    /** Adding it leaves an integer in the last bits of a double. */
    private static final double ROUNDER = 0x1.8p52;

    private static final double LN2_HIGH = 0x1.62e42feep-1;
    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

    /** Beyond, exp overflows or its result is subnormal. */
    private static final double EXP_LIMIT = 708;

    /** The bits of the square root of a half, and what of them is not the exponent. */
    private static final long HALF_ROOT = 0x3fe6a09e667f3bcdL;

    private static final long FRACTION = 0x000fffffffffffffL;

    /** Half of pi: 36 bits, the 36 after them, and the rest. */
    private static final double QUARTER_1 = 0x1.921fb5444p0;

    private static final double QUARTER_2 = 0x1.68c234c4cp-39;
    private static final double QUARTER_3 = 0x1.98a2e03707345p-77;

    /** Up to here, products of the number of quarter turns with the first two parts are exact. */
    private static final double ANGLE_LIMIT = 0x1p17;

    /** For the lookup. */
    public VectorizedTranscendental() {}

    private static DoubleVector all(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }

    @Override
    protected void exps(double[] x, int i, double[] out, int k, int count) {
        if (!WORTH_WHILE) {
            super.exps(x, i, out, k, count);
            return;
        }
        int whole = count - count % WIDTH;
        expLanes(x, i, out, k, whole);
        if (whole < count) {
            double[] padded = new double[WIDTH];
            System.arraycopy(x, i + whole, padded, 0, count - whole);
            expLanes(padded, 0, padded, 0, WIDTH);
            System.arraycopy(padded, 0, out, k + whole, count - whole);
        }
    }

    private static void expLanes(double[] x, int i, double[] out, int k, int count) {
        DoubleVector perLn2 = all(0x1.71547652b82fep0);
        DoubleVector rounder = all(ROUNDER);
        DoubleVector high = all(LN2_HIGH);
        DoubleVector low = all(LN2_LOW);
        DoubleVector limit = all(EXP_LIMIT);
        DoubleVector c2 = all(1 / 2.0);
        DoubleVector c3 = all(1 / 6.0);
        DoubleVector c4 = all(1 / 24.0);
        DoubleVector c5 = all(1 / 120.0);
        DoubleVector c6 = all(1 / 720.0);
        DoubleVector c7 = all(1 / 5040.0);
        DoubleVector c8 = all(1 / 40320.0);
        DoubleVector c9 = all(1 / 362880.0);
        DoubleVector c10 = all(1 / 3628800.0);
        DoubleVector c11 = all(1 / 39916800.0);
        DoubleVector c12 = all(1 / 479001600.0);
        DoubleVector c13 = all(1 / 6227020800.0);
        DoubleVector one = all(1);
        double[] saved = new double[WIDTH];
        for (int p = 0; p < count; p += WIDTH) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, i + p);
            // v = n ln 2 + r + c, where |r| <= ln(2) / 2 and c is what rounding cut off from r.
            DoubleVector n = v.lanewise(FMA, perLn2, rounder);
            DoubleVector minus = rounder.sub(n);
            DoubleVector first = minus.lanewise(FMA, high, v);
            DoubleVector r = minus.lanewise(FMA, low, first);
            DoubleVector c = minus.lanewise(FMA, low, first.sub(r));
            DoubleVector s = c13.lanewise(FMA, r, c12)
                    .lanewise(FMA, r, c11)
                    .lanewise(FMA, r, c10)
                    .lanewise(FMA, r, c9)
                    .lanewise(FMA, r, c8)
                    .lanewise(FMA, r, c7)
                    .lanewise(FMA, r, c6)
                    .lanewise(FMA, r, c5)
                    .lanewise(FMA, r, c4)
                    .lanewise(FMA, r, c3)
                    .lanewise(FMA, r, c2)
                    .lanewise(FMA, r.mul(r), c);
            LongVector scaled = r.add(s)
                    .add(one)
                    .reinterpretAsLongs()
                    .add(n.reinterpretAsLongs().lanewise(LSHL, 52));
            VectorMask<Double> inside = v.lanewise(ABS).compare(LE, limit);
            if (inside.allTrue()) {
                scaled.reinterpretAsDoubles().intoArray(out, k + p);
            } else {
                v.intoArray(saved, 0);
                scaled.reinterpretAsDoubles().intoArray(out, k + p);
                for (int lane = 0; lane < WIDTH; lane++) {
                    if (!(Math.abs(saved[lane]) <= EXP_LIMIT)) {
                        out[k + p + lane] = exp(saved[lane]);
                    }
                }
            }
        }
    }

    @Override
    protected void logs(double[] x, int i, double[] out, int k, int count) {
        if (!WORTH_WHILE) {
            super.logs(x, i, out, k, count);
            return;
        }
        int whole = count - count % WIDTH;
        logLanes(x, i, out, k, whole);
        if (whole < count) {
            double[] padded = new double[WIDTH];
            java.util.Arrays.fill(padded, 1);
            System.arraycopy(x, i + whole, padded, 0, count - whole);
            logLanes(padded, 0, padded, 0, WIDTH);
            System.arraycopy(padded, 0, out, k + whole, count - whole);
        }
    }

    private static void logLanes(double[] x, int i, double[] out, int k, int count) {
        DoubleVector normal = all(Double.MIN_NORMAL);
        DoubleVector max = all(Double.MAX_VALUE);
        DoubleVector rounder = all(ROUNDER);
        LongVector rounderBits = rounder.reinterpretAsLongs();
        DoubleVector high = all(LN2_HIGH);
        DoubleVector low = all(LN2_LOW);
        DoubleVector one = all(1);
        DoubleVector two = all(2);
        DoubleVector half = all(0.5);
        DoubleVector l1 = all(6.666666666666735130e-01);
        DoubleVector l2 = all(3.999999999940941908e-01);
        DoubleVector l3 = all(2.857142874366239149e-01);
        DoubleVector l4 = all(2.222219843214978396e-01);
        DoubleVector l5 = all(1.818357216161805012e-01);
        DoubleVector l6 = all(1.531383769920937332e-01);
        DoubleVector l7 = all(1.479819860511658591e-01);
        double[] saved = new double[WIDTH];
        for (int p = 0; p < count; p += WIDTH) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, i + p);
            // v = 2^n (1 + f), where 1 + f lies between the square roots of a half and of two.
            LongVector shifted = v.reinterpretAsLongs().sub(HALF_ROOT);
            DoubleVector n = shifted.lanewise(ASHR, 52)
                    .add(rounderBits)
                    .reinterpretAsDoubles()
                    .sub(rounder);
            DoubleVector f =
                    shifted.and(FRACTION).add(HALF_ROOT).reinterpretAsDoubles().sub(one);
            DoubleVector s = f.div(two.add(f));
            DoubleVector z = s.mul(s);
            DoubleVector rest = l7.lanewise(FMA, z, l6)
                    .lanewise(FMA, z, l5)
                    .lanewise(FMA, z, l4)
                    .lanewise(FMA, z, l3)
                    .lanewise(FMA, z, l2)
                    .lanewise(FMA, z, l1)
                    .mul(z);
            DoubleVector square = half.mul(f).mul(f);
            DoubleVector small = s.lanewise(FMA, square.add(rest), n.mul(low));
            DoubleVector y = n.mul(high).sub(square.sub(small).sub(f));
            VectorMask<Double> inside = v.compare(GE, normal).and(v.compare(LE, max));
            if (inside.allTrue()) {
                y.intoArray(out, k + p);
            } else {
                v.intoArray(saved, 0);
                y.intoArray(out, k + p);
                for (int lane = 0; lane < WIDTH; lane++) {
                    if (!(saved[lane] >= Double.MIN_NORMAL && saved[lane] <= Double.MAX_VALUE)) {
                        out[k + p + lane] = log(saved[lane]);
                    }
                }
            }
        }
    }

    @Override
    protected void sines(double[] x, int i, double[] out, int k, int count) {
        if (!WORTH_WHILE) {
            super.sines(x, i, out, k, count);
            return;
        }
        circular(x, i, out, k, count, 0);
    }

    @Override
    protected void cosines(double[] x, int i, double[] out, int k, int count) {
        if (!WORTH_WHILE) {
            super.cosines(x, i, out, k, count);
            return;
        }
        circular(x, i, out, k, count, 1);
    }

    private static void circular(double[] x, int i, double[] out, int k, int count, long turn) {
        int whole = count - count % WIDTH;
        circularLanes(x, i, out, k, whole, turn);
        if (whole < count) {
            double[] padded = new double[WIDTH];
            System.arraycopy(x, i + whole, padded, 0, count - whole);
            circularLanes(padded, 0, padded, 0, WIDTH, turn);
            System.arraycopy(padded, 0, out, k + whole, count - whole);
        }
    }

    /** The sine of the angles after so many quarter turns more. */
    private static void circularLanes(double[] x, int i, double[] out, int k, int count, long turn) {
        DoubleVector perQuarter = all(0x1.45f306dc9c883p-1);
        DoubleVector rounder = all(ROUNDER);
        DoubleVector q1 = all(QUARTER_1);
        DoubleVector q2 = all(QUARTER_2);
        DoubleVector q3 = all(QUARTER_3);
        DoubleVector limit = all(ANGLE_LIMIT);
        DoubleVector one = all(1);
        DoubleVector half = all(0.5);
        DoubleVector s1 = all(-1.66666666666666324348e-01);
        DoubleVector s2 = all(8.33333333332248946124e-03);
        DoubleVector s3 = all(-1.98412698298579493134e-04);
        DoubleVector s4 = all(2.75573137070700676789e-06);
        DoubleVector s5 = all(-2.50507602534068634195e-08);
        DoubleVector s6 = all(1.58969099521155010221e-10);
        DoubleVector c1 = all(4.16666666666666019037e-02);
        DoubleVector c2 = all(-1.38888888888741095749e-03);
        DoubleVector c3 = all(2.48015872894767294178e-05);
        DoubleVector c4 = all(-2.75573143513906633035e-07);
        DoubleVector c5 = all(2.08757232129817482790e-09);
        DoubleVector c6 = all(-1.13596475577881948265e-11);
        // The sine changes sign with its angle, the cosine does not.
        LongVector oddness = LongVector.broadcast(SPECIES.withLanes(long.class), turn == 0 ? Long.MIN_VALUE : 0);
        double[] saved = new double[WIDTH];
        for (int p = 0; p < count; p += WIDTH) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, i + p);
            DoubleVector m = v.lanewise(ABS);
            // m = n pi/2 + r + e: the first difference is exact, and e is what rounding cut off from the others.
            DoubleVector n = m.lanewise(FMA, perQuarter, rounder);
            DoubleVector minus = rounder.sub(n);
            DoubleVector a = minus.lanewise(FMA, q1, m);
            DoubleVector b = minus.lanewise(FMA, q2, a);
            DoubleVector r = minus.lanewise(FMA, q3, b);
            DoubleVector e = minus.lanewise(FMA, q2, a.sub(b)).add(minus.lanewise(FMA, q3, b.sub(r)));
            DoubleVector z = r.mul(r);
            DoubleVector sine = s6.lanewise(FMA, z, s5)
                    .lanewise(FMA, z, s4)
                    .lanewise(FMA, z, s3)
                    .lanewise(FMA, z, s2)
                    .lanewise(FMA, z, s1)
                    .mul(z)
                    .lanewise(FMA, r, half.neg().mul(z).lanewise(FMA, e, e))
                    .add(r);
            DoubleVector h = half.mul(z);
            DoubleVector w = one.sub(h);
            DoubleVector cosine = c6.lanewise(FMA, z, c5)
                    .lanewise(FMA, z, c4)
                    .lanewise(FMA, z, c3)
                    .lanewise(FMA, z, c2)
                    .lanewise(FMA, z, c1)
                    .mul(z)
                    .lanewise(FMA, z, one.sub(w).sub(h).sub(r.mul(e)))
                    .add(w);
            LongVector quadrant = n.reinterpretAsLongs().add(turn);
            DoubleVector y = sine.blend(cosine, quadrant.and(1).compare(NE, 0).cast(SPECIES))
                    .reinterpretAsLongs()
                    .lanewise(XOR, quadrant.and(2).lanewise(LSHL, 62))
                    .lanewise(XOR, v.reinterpretAsLongs().and(oddness))
                    .reinterpretAsDoubles();
            VectorMask<Double> inside = m.compare(LE, limit);
            if (inside.allTrue()) {
                y.intoArray(out, k + p);
            } else {
                v.intoArray(saved, 0);
                y.intoArray(out, k + p);
                for (int lane = 0; lane < WIDTH; lane++) {
                    if (!(Math.abs(saved[lane]) <= ANGLE_LIMIT)) {
                        out[k + p + lane] = turn == 0 ? sin(saved[lane]) : cos(saved[lane]);
                    }
                }
            }
        }
    }
}
