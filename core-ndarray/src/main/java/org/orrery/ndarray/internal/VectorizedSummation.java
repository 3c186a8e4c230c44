package org.orrery.ndarray.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The vector twin of {@link Summation}: the same accumulators and tree, so the same bits. */
public final class VectorizedSummation extends Summation {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();

    /** Below this the plain code is faster. */
    private static final int SHORT = 4 * LANES;

    /** Called by reflection when the Vector API is there. */
    public VectorizedSummation() {}

    @Override
    protected double neighbours(double[] x, int offset, int count) {
        if (count < SHORT || WIDTH < 4 || WIDTH > 8) {
            return super.neighbours(x, offset, count);
        }
        int whole = count - count % LANES;
        if (WIDTH == 8 && whole == count) {
            return eight(x, offset, offset + count);
        }
        double[] a = new double[LANES];
        if (WIDTH == 8) {
            two(x, offset, offset + whole, a);
        } else {
            four(x, offset, offset + whole, a);
        }
        return rest(x, offset + whole, 1, count - whole, a);
    }

    /** The sum of whole groups of accumulators, their tree written out. */
    private static double eight(double[] x, int from, int end) {
        DoubleVector v0 = DoubleVector.zero(SPECIES);
        DoubleVector v1 = v0;
        for (int i = from; i < end; i += LANES) {
            v0 = v0.add(DoubleVector.fromArray(SPECIES, x, i));
            v1 = v1.add(DoubleVector.fromArray(SPECIES, x, i + 8));
        }
        double[] a = new double[8];
        v0.add(v1).intoArray(a, 0);
        return ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]));
    }

    private static void two(double[] x, int from, int end, double[] a) {
        DoubleVector v0 = DoubleVector.zero(SPECIES);
        DoubleVector v1 = v0;
        for (int i = from; i < end; i += LANES) {
            v0 = v0.add(DoubleVector.fromArray(SPECIES, x, i));
            v1 = v1.add(DoubleVector.fromArray(SPECIES, x, i + 8));
        }
        v0.intoArray(a, 0);
        v1.intoArray(a, 8);
    }

    private static void four(double[] x, int from, int end, double[] a) {
        DoubleVector v0 = DoubleVector.zero(SPECIES);
        DoubleVector v1 = v0;
        DoubleVector v2 = v0;
        DoubleVector v3 = v0;
        for (int i = from; i < end; i += LANES) {
            v0 = v0.add(DoubleVector.fromArray(SPECIES, x, i));
            v1 = v1.add(DoubleVector.fromArray(SPECIES, x, i + 4));
            v2 = v2.add(DoubleVector.fromArray(SPECIES, x, i + 8));
            v3 = v3.add(DoubleVector.fromArray(SPECIES, x, i + 12));
        }
        v0.intoArray(a, 0);
        v1.intoArray(a, 4);
        v2.intoArray(a, 8);
        v3.intoArray(a, 12);
    }

    @Override
    protected void tile(double[] x, int offset, int rowStride, int rows, int columns, double[] out, int at) {
        int whole = columns - columns % WIDTH;
        if (whole == 0) {
            super.tile(x, offset, rowStride, rows, columns, out, at);
            return;
        }
        double[] a = new double[LANES * whole];
        int r = 0;
        for (; r + 4 * LANES <= rows; r += 4 * LANES) {
            // Rows that belong to one accumulator together, in their order, so that it is read and written once.
            for (int lane = 0; lane < LANES; lane++) {
                addFour(x, offset + (r + lane) * rowStride, LANES * rowStride, a, lane * whole, whole);
            }
        }
        for (; r < rows; r++) {
            add(x, offset + r * rowStride, a, (r % LANES) * whole, whole);
        }
        for (int half = LANES / 2; half > 0; half /= 2) {
            add(a, half * whole, a, 0, half * whole);
        }
        System.arraycopy(a, 0, out, at, whole);
        if (whole < columns) {
            super.tile(x, offset + whole, rowStride, rows, columns - whole, out, at + whole);
        }
    }

    private static void addFour(double[] x, int i, int step, double[] a, int k, int count) {
        for (int c = 0; c < count; c += WIDTH) {
            DoubleVector.fromArray(SPECIES, a, k + c)
                    .add(DoubleVector.fromArray(SPECIES, x, i + c))
                    .add(DoubleVector.fromArray(SPECIES, x, i + c + step))
                    .add(DoubleVector.fromArray(SPECIES, x, i + c + 2 * step))
                    .add(DoubleVector.fromArray(SPECIES, x, i + c + 3 * step))
                    .intoArray(a, k + c);
        }
    }

    private static void add(double[] x, int i, double[] a, int k, int count) {
        for (int c = 0; c < count; c += WIDTH) {
            DoubleVector.fromArray(SPECIES, a, k + c)
                    .add(DoubleVector.fromArray(SPECIES, x, i + c))
                    .intoArray(a, k + c);
        }
    }
}
