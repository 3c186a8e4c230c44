package org.orrery.ndarray;

import java.util.Arrays;

/**
 * Interpolation between points. Knots are strictly ascending; what happens outside them says {@link Outside}.
 *
 * <pre>{@code
 * NdArray y = Interpolation.interp(x, knots, values);
 * PiecewisePolynomial spline = Interpolation.cubicSpline(knots, values, Interpolation.End.NOT_A_KNOT);
 * NdArray slope = spline.derivative().at(x);
 * }</pre>
 *
 * <p>Source: C. de Boor, A Practical Guide to Splines (1978); F. N. Fritsch, J. Butland, "A method for constructing
 * local monotone piecewise cubic interpolants", SIAM J. Sci. Stat. Comput. 5 (1984).
 */
public final class Interpolation {
    /** What holds at an end of a cubic spline. */
    public enum End {
        /** The first two pieces are one polynomial, and so are the last two. */
        NOT_A_KNOT,
        /** The second derivative is zero. */
        NATURAL,
        /** The slope is zero. */
        CLAMPED,
        /** Both ends have the same value, slope and second derivative. */
        PERIODIC
    }

    /** What is found outside the knots. */
    public enum Outside {
        /** The first or the last piece goes on. */
        EXTEND,
        /** The value at the nearer end. */
        CLAMP,
        /** Zero. */
        ZERO,
        /** NaN. */
        NAN,
        /** The knots are one period. */
        PERIODIC,
        /** An exception. */
        ERROR
    }

    private Interpolation() {}

    /**
     * Linear interpolation; beyond the ends their values.
     *
     * @param x where it is wanted, of any shape
     * @param knots the knots, shape (n)
     * @param values the values there, shape (n), or (n, ...) for several at once
     * @return float64, of the shape of {@code x}, then that of a value
     * @throws ShapeException if the shapes do not fit
     * @throws IllegalArgumentException if the knots are not finite and strictly ascending, or there is none
     * @throws DTypeException if a type is complex
     * @throws DensificationException if an array is not dense
     */
    public static NdArray interp(NdArray x, NdArray knots, NdArray values) {
        return linear(knots, values).outside(Outside.CLAMP).at(x);
    }

    /**
     * The polygon through points; beyond the ends it goes on, unless {@link PiecewisePolynomial#outside} says else.
     *
     * @param knots the knots, shape (n)
     * @param values the values there, shape (n), or (n, ...) for several at once
     * @return the function
     * @throws ShapeException if the shapes do not fit
     * @throws IllegalArgumentException if the knots are not finite and strictly ascending, or there is none
     * @throws DTypeException if a type is complex
     * @throws DensificationException if an array is not dense
     */
    public static PiecewisePolynomial linear(NdArray knots, NdArray values) {
        Points p = new Points("linear interpolation", knots, values, 1);
        if (p.n == 1) {
            double[] y = p.y.clone();
            return new PiecewisePolynomial(
                    new double[] {p.x[0], p.x[0]}, new double[][] {y}, y, p.trailing, Outside.EXTEND);
        }
        double[] slopes = new double[(p.n - 1) * p.width];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = p.slope(i / p.width, i % p.width);
        }
        double[] y = Arrays.copyOf(p.y, slopes.length);
        return new PiecewisePolynomial(p.x, new double[][] {y, slopes}, p.end(), p.trailing, Outside.EXTEND);
    }

    /**
     * The cubic spline through points: two continuous derivatives.
     *
     * @param knots the knots, shape (n), at least two
     * @param values the values there, shape (n), or (n, ...) for several at once
     * @param end what holds at both ends; with periodic ones the last value repeats the first
     * @return the function; beyond the ends it goes on, or repeats if the ends are periodic
     * @throws ShapeException if the shapes do not fit
     * @throws IllegalArgumentException if the knots are not finite and strictly ascending, there are fewer than two, or
     *     the ends are periodic and their values differ
     * @throws DTypeException if a type is complex
     * @throws DensificationException if an array is not dense
     */
    public static PiecewisePolynomial cubicSpline(NdArray knots, NdArray values, Interpolation.End end) {
        Points p = new Points("cubicSpline", knots, values, 2);
        double[] s = new double[p.y.length];
        for (int c = 0; c < p.width; c++) {
            if (end == End.PERIODIC) {
                periodicSlopes(p, c, s);
            } else {
                splineSlopes(p, c, end, 0, 0, s);
            }
        }
        return hermite(p, s, end == End.PERIODIC ? Outside.PERIODIC : Outside.EXTEND);
    }

    /**
     * The cubic spline through points with given slopes at its ends.
     *
     * @param knots the knots, shape (n), at least two
     * @param values the values there, shape (n), or (n, ...) for several at once
     * @param first the slope at the first knot
     * @param last the slope at the last knot
     * @return the function; beyond the ends it goes on
     * @throws ShapeException if the shapes do not fit
     * @throws IllegalArgumentException if the knots are not finite and strictly ascending, or there are fewer than two
     * @throws DTypeException if a type is complex
     * @throws DensificationException if an array is not dense
     */
    public static PiecewisePolynomial cubicSpline(NdArray knots, NdArray values, double first, double last) {
        Points p = new Points("cubicSpline", knots, values, 2);
        double[] s = new double[p.y.length];
        for (int c = 0; c < p.width; c++) {
            splineSlopes(p, c, End.CLAMPED, first, last, s);
        }
        return hermite(p, s, Outside.EXTEND);
    }

    /**
     * The cubic through points that is monotone where they are (PCHIP): one continuous derivative, no overshoot.
     *
     * @param knots the knots, shape (n), at least two
     * @param values the values there, shape (n), or (n, ...) for several at once
     * @return the function; beyond the ends it goes on
     * @throws ShapeException if the shapes do not fit
     * @throws IllegalArgumentException if the knots are not finite and strictly ascending, or there are fewer than two
     * @throws DTypeException if a type is complex
     * @throws DensificationException if an array is not dense
     */
    public static PiecewisePolynomial pchip(NdArray knots, NdArray values) {
        Points p = new Points("pchip", knots, values, 2);
        double[] s = new double[p.y.length];
        int last = p.n - 1;
        for (int c = 0; c < p.width; c++) {
            if (p.n == 2) {
                s[c] = p.slope(0, c);
                s[p.width + c] = s[c];
                continue;
            }
            for (int i = 1; i < last; i++) {
                double before = p.slope(i - 1, c);
                double after = p.slope(i, c);
                double h = p.step(i - 1);
                double k = p.step(i);
                boolean turns = before == 0 || Math.signum(before) != Math.signum(after);
                s[i * p.width + c] = turns ? 0 : 3 * (h + k) / ((2 * k + h) / before + (k + 2 * h) / after);
            }
            s[c] = endSlope(p.step(0), p.step(1), p.slope(0, c), p.slope(1, c));
            s[last * p.width + c] =
                    endSlope(p.step(last - 1), p.step(last - 2), p.slope(last - 1, c), p.slope(last - 2, c));
        }
        return hermite(p, s, Outside.EXTEND);
    }

    /** Of the parabola through three points, limited so that the piece stays monotone. */
    private static double endSlope(double h, double k, double near, double far) {
        double slope = ((2 * h + k) * near - h * far) / (h + k);
        if (Math.signum(slope) != Math.signum(near)) {
            return 0;
        }
        boolean turns = Math.signum(near) != Math.signum(far);
        return turns && Math.abs(slope) > 3 * Math.abs(near) ? 3 * near : slope;
    }

    /**
     * Bilinear interpolation on a grid.
     *
     * @param x the knots of the first axis, shape (n), at least two
     * @param y the knots of the second axis, shape (m), at least two
     * @param values the values on the grid, shape (n, m)
     * @param atX the first coordinates of where it is wanted
     * @param atY the second ones, which broadcast against the first
     * @param outside what is found outside the grid
     * @return float64, of the broadcast shape
     * @throws ShapeException if the shapes do not fit
     * @throws IllegalArgumentException if knots are not finite and strictly ascending, or a point is outside the grid
     *     where that is an error
     * @throws DTypeException if a type is complex
     * @throws DensificationException if an array is not dense
     */
    public static NdArray bilinear(
            NdArray x, NdArray y, NdArray values, NdArray atX, NdArray atY, Interpolation.Outside outside) {
        double[] p = knots("bilinear, axis 0", x, 2);
        double[] q = knots("bilinear, axis 1", y, 2);
        double[] z = reals("bilinear", values);
        if (values.ndim() != 2
                || values.shape().get(0) != p.length
                || values.shape().get(1) != q.length) {
            throw new ShapeException(
                    "bilinear: values of shape " + values.shape() + ": expected (" + p.length + ", " + q.length + ")");
        }
        Shape shape = atX.shape().broadcast(atY.shape());
        double[] u = reals("bilinear", atX.broadcastTo(shape));
        double[] v = reals("bilinear", atY.broadcastTo(shape));
        double[] out = new double[u.length];
        for (int k = 0; k < out.length; k++) {
            double a = PiecewisePolynomial.placed(u[k], p, outside);
            double b = PiecewisePolynomial.placed(v[k], q, outside);
            if (Double.isNaN(a) || Double.isNaN(b)) {
                boolean zero = outside == Outside.ZERO && !Double.isNaN(u[k]) && !Double.isNaN(v[k]);
                out[k] = zero ? 0 : Double.NaN;
                continue;
            }
            int i = PiecewisePolynomial.piece(p, a);
            int j = PiecewisePolynomial.piece(q, b);
            double s = (a - p[i]) / (p[i + 1] - p[i]);
            double t = (b - q[j]) / (q[j + 1] - q[j]);
            int at = i * q.length + j;
            double low = z[at] * (1 - t) + z[at + 1] * t;
            double high = z[at + q.length] * (1 - t) + z[at + q.length + 1] * t;
            out[k] = low * (1 - s) + high * s;
        }
        return DenseArray.wrap(out, shape);
    }

    private static double[] reals(String name, NdArray a) {
        if (a.dtype().isComplex()) {
            throw new DTypeException(name + " does not take " + a.dtype() + ": expected a real dtype");
        }
        return DenseLoops.dense(name, a)[0].toDoubleArray();
    }

    private static double[] knots(String name, NdArray knots, int least) {
        if (knots.ndim() != 1) {
            throw new ShapeException(name + ": knots of shape " + knots.shape() + ": expected one dimension");
        }
        double[] x = reals(name, knots);
        if (x.length < least) {
            throw new IllegalArgumentException(name + ": " + x.length + " knots: expected at least " + least);
        }
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i]) || (i > 0 && !(x[i - 1] < x[i]))) {
                throw new IllegalArgumentException(name + ": knot " + i + " is " + x[i]
                        + (i == 0 ? "" : " after " + x[i - 1]) + ": expected finite ones that strictly ascend");
            }
        }
        return x;
    }

    /** Knots and, for each, {@code width} values. */
    private static final class Points {
        private final int n;
        private final int width;
        private final double[] x;
        private final double[] y;
        private final long[] trailing;

        Points(String name, NdArray knots, NdArray values, int least) {
            x = knots(name, knots, least);
            n = x.length;
            if (values.ndim() < 1 || values.shape().get(0) != n) {
                throw new ShapeException(name + ": values of shape " + values.shape()
                        + ": expected axis 0 of the size of the knots, " + n);
            }
            y = reals(name, values);
            trailing = Arrays.copyOfRange(values.shape().dims(), 1, values.ndim());
            width = y.length / n;
        }

        double[] end() {
            return Arrays.copyOfRange(y, (n - 1) * width, n * width);
        }

        double step(int i) {
            return x[i + 1] - x[i];
        }

        double slope(int i, int c) {
            return (y[(i + 1) * width + c] - y[i * width + c]) / step(i);
        }
    }

    /** The pieces of given values and slopes at the knots. */
    private static PiecewisePolynomial hermite(Points p, double[] s, Outside outside) {
        int pieces = (p.n - 1) * p.width;
        double[][] c = new double[4][pieces];
        for (int i = 0; i < pieces; i++) {
            double h = p.step(i / p.width);
            double slope = p.slope(i / p.width, i % p.width);
            double next = s[i + p.width];
            c[0][i] = p.y[i];
            c[1][i] = s[i];
            c[2][i] = (3 * slope - 2 * s[i] - next) / h;
            c[3][i] = (s[i] + next - 2 * slope) / (h * h);
        }
        return new PiecewisePolynomial(p.x, c, p.end(), p.trailing, outside);
    }

    /** The slopes that make the second derivative continuous: a tridiagonal system. */
    private static void splineSlopes(Points p, int c, End end, double first, double last, double[] s) {
        int n = p.n;
        int e = n - 1;
        double[] a = new double[n];
        double[] b = new double[n];
        double[] d = new double[n];
        double[] r = new double[n];
        for (int i = 1; i < e; i++) {
            a[i] = p.step(i);
            b[i] = 2 * (p.step(i - 1) + p.step(i));
            d[i] = p.step(i - 1);
            r[i] = 3 * (p.step(i) * p.slope(i - 1, c) + p.step(i - 1) * p.slope(i, c));
        }
        if (end == End.CLAMPED) {
            b[0] = 1;
            r[0] = first;
            b[e] = 1;
            r[e] = last;
        } else if (end == End.NATURAL || n == 2) {
            b[0] = 2;
            d[0] = 1;
            r[0] = 3 * p.slope(0, c);
            b[e] = 2;
            a[e] = 1;
            r[e] = 3 * p.slope(e - 1, c);
        } else if (n == 3) {
            // One parabola.
            b[0] = 1;
            d[0] = 1;
            r[0] = 2 * p.slope(0, c);
            b[e] = 1;
            a[e] = 1;
            r[e] = 2 * p.slope(1, c);
        } else {
            double span = p.x[2] - p.x[0];
            b[0] = p.step(1);
            d[0] = span;
            double h = p.step(0);
            r[0] = ((h + 2 * span) * p.step(1) * p.slope(0, c) + h * h * p.slope(1, c)) / span;
            span = p.x[e] - p.x[e - 2];
            b[e] = p.step(e - 2);
            a[e] = span;
            h = p.step(e - 1);
            r[e] = (h * h * p.slope(e - 2, c) + (2 * span + h) * p.step(e - 2) * p.slope(e - 1, c)) / span;
        }
        double[] solution = tridiagonal(a, b, d, r);
        for (int i = 0; i < n; i++) {
            s[i * p.width + c] = solution[i];
        }
    }

    private static void periodicSlopes(Points p, int c, double[] s) {
        int m = p.n - 1;
        double firstValue = p.y[c];
        double lastValue = p.y[m * p.width + c];
        if (firstValue != lastValue) {
            throw new IllegalArgumentException("cubicSpline with periodic ends: the first value is " + firstValue
                    + ", the last " + lastValue + ": expected the same");
        }
        double[] a = new double[m];
        double[] b = new double[m];
        double[] d = new double[m];
        double[] r = new double[m];
        for (int i = 0; i < m; i++) {
            int before = (i + m - 1) % m;
            a[i] = p.step(i);
            b[i] = 2 * (p.step(before) + p.step(i));
            d[i] = p.step(before);
            r[i] = 3 * (p.step(i) * p.slope(before, c) + p.step(before) * p.slope(i, c));
        }
        double[] solution = cyclic(a, b, d, r);
        for (int i = 0; i <= m; i++) {
            s[i * p.width + c] = solution[i % m];
        }
    }

    /** A tridiagonal system whose corners hold a[0] and d[m - 1], by a change of rank one (Sherman and Morrison). */
    private static double[] cyclic(double[] a, double[] b, double[] d, double[] r) {
        int m = b.length;
        if (m == 1) {
            return new double[] {r[0] / (a[0] + b[0] + d[0])};
        }
        if (m == 2) {
            double p = d[0] + a[0];
            double q = a[1] + d[1];
            double det = b[0] * b[1] - p * q;
            return new double[] {(r[0] * b[1] - p * r[1]) / det, (b[0] * r[1] - q * r[0]) / det};
        }
        double gamma = -b[0];
        double[] diagonal = b.clone();
        diagonal[0] -= gamma;
        diagonal[m - 1] -= d[m - 1] * a[0] / gamma;
        double[] u = new double[m];
        u[0] = gamma;
        u[m - 1] = d[m - 1];
        double[] x = tridiagonal(a, diagonal, d, r);
        double[] z = tridiagonal(a, diagonal, d, u);
        double factor = (x[0] + a[0] * x[m - 1] / gamma) / (1 + z[0] + a[0] * z[m - 1] / gamma);
        for (int i = 0; i < m; i++) {
            x[i] -= factor * z[i];
        }
        return x;
    }

    /** Gaussian elimination; these systems need no exchange of rows. */
    private static double[] tridiagonal(double[] a, double[] b, double[] d, double[] r) {
        int n = b.length;
        double[] pivot = b.clone();
        double[] x = r.clone();
        for (int i = 1; i < n; i++) {
            double f = a[i] / pivot[i - 1];
            pivot[i] -= f * d[i - 1];
            x[i] -= f * x[i - 1];
        }
        x[n - 1] /= pivot[n - 1];
        for (int i = n - 2; i >= 0; i--) {
            x[i] = (x[i] - d[i] * x[i + 1]) / pivot[i];
        }
        return x;
    }
}
