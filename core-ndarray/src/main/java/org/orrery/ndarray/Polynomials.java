package org.orrery.ndarray;

import java.util.Arrays;

/**
 * Polynomials as arrays of coefficients, the constant first: {@code (1, 2, 3)} is 1 + 2 x + 3 x².
 *
 * <pre>{@code
 * NdArray c = Polynomials.polyfit(x, y, 2);
 * NdArray fitted = Polynomials.polyval(c, x);
 * NdArray zeros = Polynomials.polyroots(c);
 * }</pre>
 */
public final class Polynomials {
    private static final double EPS = 0x1p-52;

    /** Iterations after which the roots are given up; ten are usual. */
    private static final int ROUNDS = 500;

    private Polynomials() {}

    private static DenseArray coefficients(String name, NdArray c) {
        DenseArray a = DenseLoops.dense(name, c)[0];
        if (a.ndim() != 1 || a.size() == 0) {
            throw new ShapeException(
                    name + ": coefficients of shape " + c.shape() + ": expected one dimension, at least one element");
        }
        return a;
    }

    private static DType floating(NdArray a) {
        return a.dtype().isFloating() || a.dtype().isComplex() ? a.dtype() : DType.FLOAT64;
    }

    /**
     * The values of a polynomial, by Horner's rule.
     *
     * @param c the coefficients, the constant first, shape (n)
     * @param x the points, of any shape
     * @return a new array of the shape of {@code x}, of the promoted type, float64 if that is an integer one
     * @throws ShapeException if the coefficients have not one dimension, or there is none
     * @throws DensificationException if an array is not dense
     */
    public static NdArray polyval(NdArray c, NdArray x) {
        DenseArray a = coefficients("polyval", c);
        DType type = DType.promote(floating(a), floating(x));
        DenseArray points = DenseLoops.dense("polyval", x)[0].convert(type);
        int n = (int) a.size();
        DenseArray sum = DenseArray.allocate(type, x.shape());
        for (int k = n - 1; k >= 0; k--) {
            sum.mulInPlace(points).addInPlace(a.index(Index.at(k)).convert(type));
        }
        return sum;
    }

    /**
     * The values of a sum of Chebyshev polynomials of the first kind, by Clenshaw's rule.
     *
     * @param c the coefficients, that of T0 first, shape (n)
     * @param x the points, of any shape
     * @return a new array of the shape of {@code x}, of the promoted type, float64 if that is an integer one
     * @throws ShapeException if the coefficients have not one dimension, or there is none
     * @throws DensificationException if an array is not dense
     */
    public static NdArray chebval(NdArray c, NdArray x) {
        return clenshaw("chebval", c, x, false);
    }

    /**
     * The values of a sum of Legendre polynomials, by Clenshaw's rule.
     *
     * @param c the coefficients, that of P0 first, shape (n)
     * @param x the points, of any shape
     * @return a new array of the shape of {@code x}, of the promoted type, float64 if that is an integer one
     * @throws ShapeException if the coefficients have not one dimension, or there is none
     * @throws DensificationException if an array is not dense
     */
    public static NdArray legval(NdArray c, NdArray x) {
        return clenshaw("legval", c, x, true);
    }

    /** Both families: p[k + 1] = alpha(k) x p[k] - beta(k) p[k - 1]. */
    private static NdArray clenshaw(String name, NdArray c, NdArray x, boolean legendre) {
        DenseArray a = coefficients(name, c);
        DType type = DType.promote(floating(a), floating(x));
        DenseArray points = DenseLoops.dense(name, x)[0].convert(type);
        int n = (int) a.size();
        DenseArray next = DenseArray.allocate(type, x.shape());
        DenseArray afterNext = DenseArray.allocate(type, x.shape());
        for (int k = n - 1; k >= 0; k--) {
            double alpha = legendre ? (2 * k + 1) / (k + 1.0) : k == 0 ? 1 : 2;
            double beta = legendre ? (k + 1) / (k + 2.0) : 1;
            DenseArray value =
                    next.mul(alpha).mul(points).sub(afterNext.mul(beta)).toDense();
            value.addInPlace(a.index(Index.at(k)).convert(type));
            afterNext = next;
            next = value;
        }
        return next;
    }

    /**
     * The derivative.
     *
     * @param c the coefficients, the constant first, shape (n)
     * @return a new array of shape (n - 1), or of one zero; integers stay integers
     * @throws ShapeException if the coefficients have not one dimension, or there is none
     * @throws DensificationException if the array is not dense
     */
    public static NdArray polyder(NdArray c) {
        DenseArray a = coefficients("polyder", c);
        if (a.size() == 1) {
            return DenseArray.allocate(a.dtype(), Shape.of(1));
        }
        DenseArray powers = Creation.arange(1, a.size()).convert(a.dtype());
        return a.index(Index.from(1)).mul(powers);
    }

    /**
     * The integral.
     *
     * @param c the coefficients, the constant first, shape (n)
     * @param constant the value at zero
     * @return a new floating array of shape (n + 1)
     * @throws ShapeException if the coefficients have not one dimension, or there is none
     * @throws DensificationException if the array is not dense
     */
    public static NdArray polyint(NdArray c, double constant) {
        DenseArray a = coefficients("polyint", c);
        DType type = floating(a);
        DenseArray powers = Creation.arange(1, a.size() + 1).convert(type);
        DenseArray first = Creation.array(constant).convert(type);
        return Manipulation.concat(0, first, a.convert(type).div(powers));
    }

    /**
     * The product of two polynomials.
     *
     * @param a the coefficients of the first, the constant first, shape (n)
     * @param b the coefficients of the second, shape (m)
     * @return a new array of shape (n + m - 1)
     * @throws ShapeException if coefficients have not one dimension, or there is none
     * @throws DTypeException if both types are boolean
     * @throws DensificationException if an array is not dense
     */
    public static NdArray polymul(NdArray a, NdArray b) {
        return Signal.convolve(coefficients("polymul", a), coefficients("polymul", b));
    }

    /**
     * The polynomial of least degree with given roots and leading coefficient one.
     *
     * @param roots the roots, shape (n)
     * @return a new floating array of n + 1 coefficients, the constant first; complex if the roots are
     * @throws ShapeException if the roots have not one dimension
     * @throws DensificationException if the array is not dense
     */
    public static NdArray polyfromroots(NdArray roots) {
        DenseArray r = DenseLoops.dense("polyfromroots", roots)[0];
        if (r.ndim() != 1) {
            throw new ShapeException("polyfromroots: roots of shape " + r.shape() + ": expected one dimension");
        }
        double[] re = {1};
        double[] im = {0};
        for (int k = 0; k < r.size(); k++) {
            Complex z = r.getComplex(k);
            double[] nextRe = new double[re.length + 1];
            double[] nextIm = new double[re.length + 1];
            for (int i = 0; i < re.length; i++) {
                nextRe[i + 1] += re[i];
                nextIm[i + 1] += im[i];
                nextRe[i] -= re[i] * z.re() - im[i] * z.im();
                nextIm[i] -= re[i] * z.im() + im[i] * z.re();
            }
            re = nextRe;
            im = nextIm;
        }
        if (!r.dtype().isComplex()) {
            return DenseArray.wrap(re).convert(floating(r));
        }
        Complex[] c = new Complex[re.length];
        for (int i = 0; i < c.length; i++) {
            c[i] = new Complex(re[i], im[i]);
        }
        return Creation.array(c).convert(r.dtype());
    }

    /**
     * The polynomial that fits points best in the sense of least squares. It is found as a sum of Chebyshev polynomials
     * over the range of the points, by Householder's decomposition, so that it is as good as the coefficients of powers
     * can say.
     *
     * @param x the points, shape (m)
     * @param y the values there, shape (m)
     * @param degree the degree, at least 0
     * @return the {@code degree + 1} coefficients, the constant first, float64
     * @throws ShapeException if the shapes are not the same, of one dimension
     * @throws IllegalArgumentException if {@code degree} is negative, there are fewer points than coefficients, or
     *     numbers are not finite
     * @throws SingularMatrixException if there are fewer different points than coefficients
     * @throws DTypeException if a type is complex
     * @throws DensificationException if an array is not dense
     */
    public static NdArray polyfit(NdArray x, NdArray y, int degree) {
        return polyfit(x, y, degree, Creation.ones(y.shape()));
    }

    /**
     * The polynomial that fits points best in the sense of least squares, each residual multiplied by a weight.
     *
     * @param x the points, shape (m)
     * @param y the values there, shape (m)
     * @param degree the degree, at least 0
     * @param weights what each residual is multiplied by before it is squared, shape (m): one over the standard
     *     deviation of its error
     * @return the {@code degree + 1} coefficients, the constant first, float64
     * @throws ShapeException if the shapes are not the same, of one dimension
     * @throws IllegalArgumentException if {@code degree} is negative, there are fewer points than coefficients, or
     *     numbers are not finite
     * @throws SingularMatrixException if there are fewer different points than coefficients
     * @throws DTypeException if a type is complex
     * @throws DensificationException if an array is not dense
     */
    public static NdArray polyfit(NdArray x, NdArray y, int degree, NdArray weights) {
        if (x.ndim() != 1 || !x.shape().equals(y.shape()) || !x.shape().equals(weights.shape())) {
            throw new ShapeException("polyfit: x of shape " + x.shape() + ", y of " + y.shape() + ", weights of "
                    + weights.shape() + ": expected the same, of one dimension");
        }
        int n = degree + 1;
        if (degree < 0 || x.size() < n) {
            throw new IllegalArgumentException("polyfit of degree " + degree + " to " + x.size()
                    + " points: expected a degree of at least 0, and less than the points");
        }
        double[] u = finite("x", x);
        double[] b = finite("y", y);
        double[] w = finite("weights", weights);
        double low = Arrays.stream(u).min().getAsDouble();
        double high = Arrays.stream(u).max().getAsDouble();
        double half = low < high ? (high - low) / 2 : 1;
        double middle = low < high ? low + half : low;
        double[][] columns = new double[n][u.length];
        for (int i = 0; i < u.length; i++) {
            double t = (u[i] - middle) / half;
            double before = 0;
            double value = 1;
            for (int k = 0; k < n; k++) {
                columns[k][i] = value * w[i];
                double next = (k == 0 ? t : 2 * t) * value - before;
                before = value;
                value = next;
            }
            b[i] *= w[i];
        }
        double[] chebyshev = leastSquares(columns, b);
        return DenseArray.wrap(shifted(powers(chebyshev), middle, half));
    }

    private static double[] finite(String name, NdArray a) {
        if (a.dtype().isComplex()) {
            throw new DTypeException("polyfit: " + name + " of " + a.dtype() + ": expected a real dtype");
        }
        double[] v = DenseLoops.dense("polyfit", a)[0].toDoubleArray();
        for (int i = 0; i < v.length; i++) {
            if (!Double.isFinite(v[i])) {
                throw new IllegalArgumentException(
                        "polyfit: element " + i + " of " + name + " is " + v[i] + ": expected a finite number");
            }
        }
        return v;
    }

    /** Householder's decomposition of a matrix of columns, in place, applied to the right side. */
    private static double[] leastSquares(double[][] a, double[] b) {
        int n = a.length;
        int m = b.length;
        double[] diagonal = new double[n];
        double largest = 0;
        for (int k = 0; k < n; k++) {
            double norm = 0;
            for (int i = k; i < m; i++) {
                norm = Math.hypot(norm, a[k][i]);
            }
            largest = Math.max(largest, norm);
            if (norm <= m * EPS * largest) {
                throw new SingularMatrixException("polyfit of degree " + (n - 1)
                        + ": the points (with weights that are not zero) determine only " + k
                        + " coefficients: expected more different points");
            }
            diagonal[k] = a[k][k] > 0 ? -norm : norm;
            a[k][k] -= diagonal[k];
            for (int j = k + 1; j < n; j++) {
                reflect(a[k], a[j], k, diagonal[k]);
            }
            reflect(a[k], b, k, diagonal[k]);
        }
        double[] x = new double[n];
        for (int k = n - 1; k >= 0; k--) {
            double sum = b[k];
            for (int j = k + 1; j < n; j++) {
                sum -= a[j][k] * x[j];
            }
            x[k] = sum / diagonal[k];
        }
        return x;
    }

    /** Reflects y at the plane normal to v, whose square is {@code -2 diagonal v[k]}. */
    private static void reflect(double[] v, double[] y, int k, double diagonal) {
        double dot = 0;
        for (int i = k; i < v.length; i++) {
            dot += v[i] * y[i];
        }
        double factor = dot / (diagonal * v[k]);
        for (int i = k; i < v.length; i++) {
            y[i] += factor * v[i];
        }
    }

    /** From Chebyshev coefficients to those of powers. */
    private static double[] powers(double[] c) {
        int n = c.length;
        double[] sum = new double[n];
        double[] before = new double[n];
        double[] t = new double[n];
        t[0] = 1;
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                sum[i] += c[k] * t[i];
            }
            double[] next = new double[n];
            for (int i = 0; i < n; i++) {
                next[i] = (i == 0 ? 0 : (k == 0 ? 1 : 2) * t[i - 1]) - before[i];
            }
            before = t;
            t = next;
        }
        return sum;
    }

    /** The coefficients in x of a polynomial in (x - middle) / half, by repeated Horner steps. */
    private static double[] shifted(double[] c, double middle, double half) {
        double[] r = c.clone();
        double scale = 1;
        for (int k = 0; k < r.length; k++) {
            r[k] /= scale;
            scale *= half;
        }
        for (int k = 0; k < r.length - 1; k++) {
            for (int i = r.length - 2; i >= k; i--) {
                r[i] -= middle * r[i + 1];
            }
        }
        return r;
    }

    /**
     * All roots, by Aberth's simultaneous iteration: multiple ones as often as they count, with the few digits that are
     * theirs. The roots of real polynomials come in conjugate pairs up to rounding.
     *
     * <p>Source: O. Aberth, "Iteration methods for finding all zeros of a polynomial simultaneously", Math. Comp. 27
     * (1973), from starting points of D. A. Bini, Numerical Algorithms 13 (1996).
     *
     * @param c the coefficients, the constant first, shape (n); zeros at the end do not count
     * @return the roots, complex128, by descending real part; as many as the degree
     * @throws ShapeException if the coefficients have not one dimension, or there is none
     * @throws IllegalArgumentException if a coefficient is not finite, or all are zero
     * @throws ConvergenceException if the iteration does not end
     * @throws DensificationException if the array is not dense
     */
    public static NdArray polyroots(NdArray c) {
        DenseArray a = coefficients("polyroots", c).convert(DType.COMPLEX128);
        double[] v = (double[]) a.copy().storage();
        int top = (int) a.size() - 1;
        while (top >= 0 && v[2 * top] == 0 && v[2 * top + 1] == 0) {
            top--;
        }
        boolean finite = Arrays.stream(v).allMatch(Double::isFinite);
        if (top < 0 || !finite) {
            throw new IllegalArgumentException("polyroots: coefficients " + c + ": expected finite ones, not all zero");
        }
        int zeros = 0;
        while (v[2 * zeros] == 0 && v[2 * zeros + 1] == 0) {
            zeros++;
        }
        double[] p = Arrays.copyOfRange(v, 2 * zeros, 2 * top + 2);
        int n = top - zeros;
        double[] z = Aberth.start(p, n);
        if (!Aberth.run(p, n, z, ROUNDS)) {
            throw new ConvergenceException("polyroots: no convergence after " + ROUNDS + " rounds for degree " + n);
        }
        Complex[] roots = new Complex[top];
        Arrays.fill(roots, new Complex(0, 0));
        for (int i = 0; i < n; i++) {
            roots[i] = new Complex(z[2 * i], z[2 * i + 1]);
        }
        Arrays.sort(
                roots, (r, s) -> r.re() != s.re() ? Double.compare(s.re(), r.re()) : Double.compare(s.im(), r.im()));
        return Creation.array(roots);
    }
}
