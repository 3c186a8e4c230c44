package org.orrery.ndarray;

import java.util.Arrays;
import org.orrery.ndarray.Interpolation.Outside;
import org.orrery.ndarray.parallel.Parallel;

/**
 * A function of one variable that is a polynomial between each two neighbouring knots, with one value or several at
 * once. Immutable. Made by {@link Interpolation}.
 */
public final class PiecewisePolynomial {
    /** Points that a thread evaluates at once. */
    private static final int GRAIN = 4096;

    private final double[] knots;

    /** For each power, from 0 on, the coefficients of each piece, in the distance from its first knot. */
    private final double[][] coefficients;

    /** The values at the last knot, which the last piece gives but for rounding. */
    private final double[] end;

    private final long[] trailing;
    private final int width;
    private final Outside outside;

    PiecewisePolynomial(double[] knots, double[][] coefficients, double[] end, long[] trailing, Outside outside) {
        this.knots = knots;
        this.coefficients = coefficients;
        this.end = end;
        this.trailing = trailing;
        this.outside = outside;
        width = end.length;
    }

    /**
     * The degree of the pieces.
     *
     * @return the highest power
     */
    public int degree() {
        return coefficients.length - 1;
    }

    /**
     * The knots.
     *
     * @return a new array, ascending, shape (n)
     */
    public DenseArray knots() {
        return DenseArray.wrap(knots.clone());
    }

    /**
     * The same function with another rule for outside the knots.
     *
     * @param rule what is found there
     * @return the function
     */
    public PiecewisePolynomial outside(Outside rule) {
        return new PiecewisePolynomial(knots, coefficients, end, trailing, rule);
    }

    /**
     * The values at points.
     *
     * @param x the points, of any shape; NaN gives NaN
     * @return float64, of the shape of {@code x}, then that of a value
     * @throws DTypeException if the type is complex
     * @throws IllegalArgumentException if a point is outside the knots where that is an error
     * @throws DensificationException if the array is not dense
     */
    public DenseArray at(NdArray x) {
        if (x.dtype().isComplex()) {
            throw new DTypeException("points of " + x.dtype() + ": expected a real dtype");
        }
        double[] points = DenseLoops.dense("interpolation", x)[0].toDoubleArray();
        long[] dims = Arrays.copyOf(x.shape().dims(), x.ndim() + trailing.length);
        System.arraycopy(trailing, 0, dims, x.ndim(), trailing.length);
        DenseArray out = DenseArray.allocate(DType.FLOAT64, Shape.of(dims));
        double[] values = out.doubles();
        Parallel.forEach(points.length, GRAIN, (from, to) -> {
            int piece = 0;
            for (int i = (int) from; i < to; i++) {
                piece = evaluate(points[i], piece, values, i * width);
            }
        });
        return out;
    }

    /**
     * The value at a point.
     *
     * @param x the point
     * @return the value
     * @throws ShapeException if there are several values at once
     * @throws IllegalArgumentException if the point is outside the knots where that is an error
     */
    public double at(double x) {
        if (width != 1) {
            throw new ShapeException("the function has values of shape " + Shape.of(trailing) + ": use at(array)");
        }
        double[] value = new double[1];
        evaluate(x, 0, value, 0);
        return value[0];
    }

    /** Writes the values at a point and returns its piece, from which the next search begins. */
    private int evaluate(double x, int near, double[] out, int at) {
        double t = placed(x, knots, outside);
        if (Double.isNaN(t)) {
            Arrays.fill(out, at, at + width, outside == Outside.ZERO && !Double.isNaN(x) ? 0 : Double.NaN);
            return near;
        }
        if (t == knots[knots.length - 1]) {
            System.arraycopy(end, 0, out, at, width);
            return near;
        }
        int piece = knots[near] <= t && t < knots[near + 1] ? near : piece(knots, t);
        double distance = t - knots[piece];
        for (int c = 0; c < width; c++) {
            out[at + c] = value(coefficients, piece * width + c, distance);
        }
        return piece;
    }

    /** The value of a piece by Horner's rule; at its first knot the given one, whatever the slope. */
    private static double value(double[][] coefficients, int at, double distance) {
        if (distance == 0) {
            return coefficients[0][at];
        }
        double sum = 0;
        for (int k = coefficients.length - 1; k >= 0; k--) {
            sum = sum * distance + coefficients[k][at];
        }
        return sum;
    }

    /** The values of the last piece at the last knot. */
    private double[] atEnd(double[][] c) {
        double[] values = new double[width];
        int last = knots.length - 2;
        for (int i = 0; i < width; i++) {
            values[i] = value(c, last * width + i, knots[last + 1] - knots[last]);
        }
        return values;
    }

    /** The point where a function is evaluated for x; NaN where it is not. */
    static double placed(double x, double[] knots, Outside outside) {
        double first = knots[0];
        double last = knots[knots.length - 1];
        if (x >= first && x <= last) {
            return x;
        }
        if (Double.isNaN(x)) {
            return x;
        }
        return switch (outside) {
            case EXTEND -> x;
            case CLAMP -> x < first ? first : last;
            case ZERO, NAN -> Double.NaN;
            case PERIODIC -> {
                double turns = Math.floor((x - first) / (last - first));
                yield Math.min(last, Math.max(first, x - turns * (last - first)));
            }
            case ERROR ->
                throw new IllegalArgumentException(
                        "point " + x + " is outside the knots: expected " + first + " to " + last);
        };
    }

    /** The piece of a point: the first or the last one where it is outside. */
    static int piece(double[] knots, double x) {
        int below = 0;
        int above = knots.length - 1;
        while (above - below > 1) {
            int middle = (below + above) >>> 1;
            if (knots[middle] <= x) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return below;
    }

    /**
     * The derivative. Where this function keeps its end values outside the knots, it is zero there.
     *
     * @return the function, of one degree less
     */
    public PiecewisePolynomial derivative() {
        int degree = Math.max(0, degree() - 1);
        double[][] c = new double[degree + 1][coefficients[0].length];
        for (int k = 1; k < coefficients.length; k++) {
            for (int i = 0; i < c[0].length; i++) {
                c[k - 1][i] = k * coefficients[k][i];
            }
        }
        Outside rule = outside == Outside.CLAMP ? Outside.ZERO : outside;
        return new PiecewisePolynomial(knots, c, atEnd(c), trailing, rule);
    }

    /**
     * The integral from the first knot on.
     *
     * @return the function, of one degree more
     * @throws UnsupportedOperationException if this function is periodic, or keeps its end values outside the knots:
     *     its integral is not of this kind; set another rule
     */
    public PiecewisePolynomial antiderivative() {
        if (outside == Outside.PERIODIC || outside == Outside.CLAMP) {
            throw new UnsupportedOperationException(
                    "the integral of a function that is " + outside + " outside its knots: set another rule first");
        }
        return integral(outside == Outside.ZERO ? Outside.CLAMP : outside);
    }

    private PiecewisePolynomial integral(Outside rule) {
        int pieces = knots.length - 1;
        double[][] c = new double[coefficients.length + 1][coefficients[0].length];
        for (int k = 0; k < coefficients.length; k++) {
            for (int i = 0; i < c[0].length; i++) {
                c[k + 1][i] = coefficients[k][i] / (k + 1);
            }
        }
        for (int i = width; i < pieces * width; i++) {
            double h = knots[i / width] - knots[i / width - 1];
            c[0][i] = value(c, i - width, h);
        }
        return new PiecewisePolynomial(knots, c, atEnd(c), trailing, rule);
    }

    /**
     * The integral between two points.
     *
     * @param from where it begins
     * @param to where it ends; may be less
     * @return float64, of the shape of a value
     * @throws IllegalArgumentException if a point is outside the knots, unless the function goes on, is zero or NaN there
     */
    public DenseArray integrate(double from, double to) {
        double first = knots[0];
        double last = knots[knots.length - 1];
        boolean inside = Math.min(from, to) >= first && Math.max(from, to) <= last;
        if (!inside && (outside == Outside.PERIODIC || outside == Outside.CLAMP)) {
            throw new IllegalArgumentException(
                    "integral from " + from + " to " + to + ": expected points from " + first + " to " + last);
        }
        Outside rule = outside == Outside.ZERO ? Outside.CLAMP : inside ? Outside.EXTEND : outside;
        PiecewisePolynomial whole = integral(rule);
        return whole.at(Creation.scalar(to)).subInPlace(whole.at(Creation.scalar(from)));
    }

    @Override
    public String toString() {
        return "piecewise polynomial of degree " + degree() + ", " + (knots.length - 1) + " pieces from " + knots[0]
                + " to " + knots[knots.length - 1]
                + (trailing.length == 0 ? "" : ", values of shape " + Shape.of(trailing));
    }
}
