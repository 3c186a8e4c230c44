package org.orrery.ndarray.kernels;

import org.orrery.ndarray.Vectorization;

/**
 * The exponential function, the logarithm, sine and cosine of many numbers, each within one unit in the last place of the
 * exact value. An element's result does not depend on its place, on the stride or on the number of elements. Input and
 * output may be the same array at the same offset and stride, else they must not overlap.
 *
 * <p>This is the plain twin: Java's {@link Math}, or {@link StrictMath} with {@code -Dorrery.strict=true}. Both twins and
 * the exact values lie within one unit in the last place of each other.
 */
public class Transcendental {
    private static final boolean STRICT = Boolean.getBoolean("orrery.strict");

    /** Elements that are brought side by side at once. */
    private static final int BUFFER = 256;

    private static final Transcendental INSTANCE = Vectorization.choose(
            Transcendental.class, "org.orrery.ndarray.kernels.VectorizedTranscendental", new Transcendental());

    /** For the twin. */
    protected Transcendental() {}

    /** The functions, by which buffers are handled in one place. */
    private enum Function {
        EXP,
        LOG,
        SIN,
        COS
    }

    /**
     * The exponential function.
     *
     * @param x the numbers
     * @param i where they start
     * @param di the step between them
     * @param out where the results are written
     * @param k where these start
     * @param dk the step between them
     * @param count the number of elements
     */
    public static void exp(double[] x, int i, int di, double[] out, int k, int dk, int count) {
        run(Function.EXP, x, i, di, out, k, dk, count);
    }

    /**
     * The exponential function, computed in double precision and rounded once.
     *
     * @param x the numbers
     * @param i where they start
     * @param di the step between them
     * @param out where the results are written
     * @param k where these start
     * @param dk the step between them
     * @param count the number of elements
     */
    public static void exp(float[] x, int i, int di, float[] out, int k, int dk, int count) {
        run(Function.EXP, x, i, di, out, k, dk, count);
    }

    /**
     * The natural logarithm.
     *
     * @param x the numbers
     * @param i where they start
     * @param di the step between them
     * @param out where the results are written
     * @param k where these start
     * @param dk the step between them
     * @param count the number of elements
     */
    public static void log(double[] x, int i, int di, double[] out, int k, int dk, int count) {
        run(Function.LOG, x, i, di, out, k, dk, count);
    }

    /**
     * The natural logarithm, computed in double precision and rounded once.
     *
     * @param x the numbers
     * @param i where they start
     * @param di the step between them
     * @param out where the results are written
     * @param k where these start
     * @param dk the step between them
     * @param count the number of elements
     */
    public static void log(float[] x, int i, int di, float[] out, int k, int dk, int count) {
        run(Function.LOG, x, i, di, out, k, dk, count);
    }

    /**
     * The sine of angles in radians.
     *
     * @param x the angles
     * @param i where they start
     * @param di the step between them
     * @param out where the results are written
     * @param k where these start
     * @param dk the step between them
     * @param count the number of elements
     */
    public static void sin(double[] x, int i, int di, double[] out, int k, int dk, int count) {
        run(Function.SIN, x, i, di, out, k, dk, count);
    }

    /**
     * The sine of angles in radians, computed in double precision and rounded once.
     *
     * @param x the angles
     * @param i where they start
     * @param di the step between them
     * @param out where the results are written
     * @param k where these start
     * @param dk the step between them
     * @param count the number of elements
     */
    public static void sin(float[] x, int i, int di, float[] out, int k, int dk, int count) {
        run(Function.SIN, x, i, di, out, k, dk, count);
    }

    /**
     * The cosine of angles in radians.
     *
     * @param x the angles
     * @param i where they start
     * @param di the step between them
     * @param out where the results are written
     * @param k where these start
     * @param dk the step between them
     * @param count the number of elements
     */
    public static void cos(double[] x, int i, int di, double[] out, int k, int dk, int count) {
        run(Function.COS, x, i, di, out, k, dk, count);
    }

    /**
     * The cosine of angles in radians, computed in double precision and rounded once.
     *
     * @param x the angles
     * @param i where they start
     * @param di the step between them
     * @param out where the results are written
     * @param k where these start
     * @param dk the step between them
     * @param count the number of elements
     */
    public static void cos(float[] x, int i, int di, float[] out, int k, int dk, int count) {
        run(Function.COS, x, i, di, out, k, dk, count);
    }

    /**
     * The sine and the cosine of angles in radians.
     *
     * @param x the angles
     * @param i where they start
     * @param di the step between them
     * @param sin where the sines are written
     * @param k where these start
     * @param dk the step between them
     * @param cos where the cosines are written, another array or part than the angles' and the sines'
     * @param l where these start
     * @param dl the step between them
     * @param count the number of angles
     */
    public static void sincos(
            double[] x, int i, int di, double[] sin, int k, int dk, double[] cos, int l, int dl, int count) {
        cos(x, i, di, cos, l, dl, count);
        sin(x, i, di, sin, k, dk, count);
    }

    private static void run(Function f, double[] x, int i, int di, double[] out, int k, int dk, int count) {
        if (di == 1 && dk == 1) {
            neighbours(f, x, i, out, k, count);
            return;
        }
        double[] part = new double[Math.min(BUFFER, count)];
        for (int done = 0; done < count; done += BUFFER) {
            int n = Math.min(BUFFER, count - done);
            for (int p = 0; p < n; p++) {
                part[p] = x[i + (done + p) * di];
            }
            neighbours(f, part, 0, part, 0, n);
            for (int p = 0; p < n; p++) {
                out[k + (done + p) * dk] = part[p];
            }
        }
    }

    private static void run(Function f, float[] x, int i, int di, float[] out, int k, int dk, int count) {
        double[] part = new double[Math.min(BUFFER, count)];
        for (int done = 0; done < count; done += BUFFER) {
            int n = Math.min(BUFFER, count - done);
            for (int p = 0; p < n; p++) {
                part[p] = x[i + (done + p) * di];
            }
            neighbours(f, part, 0, part, 0, n);
            for (int p = 0; p < n; p++) {
                out[k + (done + p) * dk] = (float) part[p];
            }
        }
    }

    private static void neighbours(Function f, double[] x, int i, double[] out, int k, int count) {
        switch (f) {
            case EXP -> INSTANCE.exps(x, i, out, k, count);
            case LOG -> INSTANCE.logs(x, i, out, k, count);
            case SIN -> INSTANCE.sines(x, i, out, k, count);
            case COS -> INSTANCE.cosines(x, i, out, k, count);
        }
    }

    /**
     * Exponentials of neighbours.
     *
     * @param x the numbers
     * @param i where they start
     * @param out where the results are written
     * @param k where these start
     * @param count the number of elements
     */
    protected void exps(double[] x, int i, double[] out, int k, int count) {
        for (int p = 0; p < count; p++) {
            out[k + p] = exp(x[i + p]);
        }
    }

    /**
     * Logarithms of neighbours.
     *
     * @param x the numbers
     * @param i where they start
     * @param out where the results are written
     * @param k where these start
     * @param count the number of elements
     */
    protected void logs(double[] x, int i, double[] out, int k, int count) {
        for (int p = 0; p < count; p++) {
            out[k + p] = log(x[i + p]);
        }
    }

    /**
     * Sines of neighbours.
     *
     * @param x the angles
     * @param i where they start
     * @param out where the results are written
     * @param k where these start
     * @param count the number of elements
     */
    protected void sines(double[] x, int i, double[] out, int k, int count) {
        for (int p = 0; p < count; p++) {
            out[k + p] = sin(x[i + p]);
        }
    }

    /**
     * Cosines of neighbours.
     *
     * @param x the angles
     * @param i where they start
     * @param out where the results are written
     * @param k where these start
     * @param count the number of elements
     */
    protected void cosines(double[] x, int i, double[] out, int k, int count) {
        for (int p = 0; p < count; p++) {
            out[k + p] = cos(x[i + p]);
        }
    }

    // One number, as the plain twin computes it.

    static double exp(double x) {
        return STRICT ? StrictMath.exp(x) : Math.exp(x);
    }

    static double log(double x) {
        return STRICT ? StrictMath.log(x) : Math.log(x);
    }

    static double sin(double x) {
        return STRICT ? StrictMath.sin(x) : Math.sin(x);
    }

    static double cos(double x) {
        return STRICT ? StrictMath.cos(x) : Math.cos(x);
    }
}
