package org.orrery.ndarray;

import org.orrery.ndarray.internal.Variates;
import org.orrery.ndarray.parallel.Parallel;

/**
 * Arrays of random numbers. The numbers depend on the seed, the function and its arguments alone, not on the number of
 * threads; a longer array of the same seed begins with a shorter one. The same seed in different functions gives
 * unrelated numbers.
 *
 * <p>Source of the randomness: {@link Philox}. Normal and exponential variates come from the ziggurat of Marsaglia and
 * Tsang (2000), integers from Lemire's method (2019), so without bias. All other distributions come from exact methods
 * too: gamma from Marsaglia and Tsang (2000), Poisson and binomial from Hörmann (1993).
 */
public final class Sampling {

    /** The streams of a seed's generator that the functions draw from. */
    private static final long UNIFORM = 1;

    private static final long NORMAL = 2;
    private static final long EXPONENTIAL = 3;
    private static final long INTEGERS = 4;
    private static final long PERMUTATION = 5;
    private static final long CHOICE = 6;
    private static final long GAMMA = 7;
    private static final long BETA = 8;
    private static final long LAPLACE = 9;
    private static final long STUDENT = 10;
    private static final long POISSON = 11;
    private static final long BINOMIAL = 12;
    private static final long MULTIVARIATE = 13;
    private static final long CHI_SQUARE = 14;
    private static final long WEIGHTED = 15;
    private static final long ORDER = 16;

    private Sampling() {}

    /**
     * A seed.
     *
     * @param value any number
     * @return the seed
     */
    public static Seed seed(long value) {
        return new Seed(value);
    }

    /**
     * Uniform numbers in [0, 1): multiples of 2^-53.
     *
     * @param shape the shape
     * @param seed the seed
     * @return a new float64 array
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    public static DenseArray uniform(Shape shape, Seed seed) {
        return uniform(0, 1, shape, seed);
    }

    /**
     * Uniform numbers in [low, high).
     *
     * @param low the lower limit
     * @param high the upper limit; where it is equal to {@code low}, all numbers are
     * @param shape the shape
     * @param seed the seed
     * @return a new float64 array
     * @throws IllegalArgumentException if {@code low > high}, or a limit or their difference is not finite
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    public static DenseArray uniform(double low, double high, Shape shape, Seed seed) {
        if (!(low <= high) || !Double.isFinite(high - low)) {
            throw new IllegalArgumentException(
                    "uniform from low = " + low + " to high = " + high + ": expected finite limits, low <= high");
        }
        DenseArray out = DenseArray.allocate(DType.FLOAT64, shape);
        Draws.uniform(seed.generator().stream(UNIFORM), low, high, out.doubles());
        return out;
    }

    /**
     * Numbers of the normal distribution with mean 0 and standard deviation 1.
     *
     * @param shape the shape
     * @param seed the seed
     * @return a new float64 array
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    public static DenseArray normal(Shape shape, Seed seed) {
        return normal(0, 1, shape, seed);
    }

    /**
     * Numbers of the normal distribution.
     *
     * @param mean the mean
     * @param deviation the standard deviation, at least 0
     * @param shape the shape
     * @param seed the seed
     * @return a new float64 array
     * @throws IllegalArgumentException if the deviation is negative, or either is not finite
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    public static DenseArray normal(double mean, double deviation, Shape shape, Seed seed) {
        if (!Double.isFinite(mean) || !Double.isFinite(deviation) || deviation < 0) {
            throw new IllegalArgumentException("normal with mean = " + mean + ", deviation = " + deviation
                    + ": expected finite numbers, deviation at least 0");
        }
        DenseArray out = DenseArray.allocate(DType.FLOAT64, shape);
        Draws.normal(seed.generator().stream(NORMAL), mean, deviation, out.doubles());
        return out;
    }

    /**
     * Numbers of the exponential distribution with mean 1.
     *
     * @param shape the shape
     * @param seed the seed
     * @return a new float64 array
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    public static DenseArray exponential(Shape shape, Seed seed) {
        return exponential(1, shape, seed);
    }

    /**
     * Numbers of the exponential distribution.
     *
     * @param mean the mean, which is one over the rate
     * @param shape the shape
     * @param seed the seed
     * @return a new float64 array
     * @throws IllegalArgumentException if the mean is negative or not finite
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    public static DenseArray exponential(double mean, Shape shape, Seed seed) {
        if (!Double.isFinite(mean) || mean < 0) {
            throw new IllegalArgumentException(
                    "exponential with mean = " + mean + ": expected a finite number, at least 0");
        }
        DenseArray out = DenseArray.allocate(DType.FLOAT64, shape);
        Draws.exponential(seed.generator().stream(EXPONENTIAL), mean, out.doubles());
        return out;
    }

    /**
     * Integers, each of {@code low .. high - 1} with the same probability.
     *
     * @param low the least
     * @param high one more than the greatest
     * @param shape the shape
     * @param seed the seed
     * @return a new int64 array
     * @throws IllegalArgumentException if {@code low >= high}
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    public static DenseArray integers(long low, long high, Shape shape, Seed seed) {
        return integers(low, high, false, DType.INT64, shape, seed);
    }

    /**
     * Integers of any integer type, each of those from {@code low} to {@code high} with the same probability.
     *
     * @param low the least; for uint64 the bits of an unsigned number
     * @param high one more than the greatest, or the greatest itself; for uint64 the bits of an unsigned number
     * @param endpoint whether {@code high} is among them
     * @param dtype the type
     * @param shape the shape
     * @param seed the seed
     * @return a new array; the same range has the same numbers in each type
     * @throws IllegalArgumentException if there is no integer in the range, or the type does not have all of them
     * @throws DTypeException if the type is not an integer one
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    public static DenseArray integers(long low, long high, boolean endpoint, DType dtype, Shape shape, Seed seed) {
        if (!dtype.isInteger()) {
            throw new DTypeException("integers of " + dtype + ": expected an integer dtype");
        }
        boolean unsigned = dtype == DType.UINT64;
        int order = unsigned ? Long.compareUnsigned(low, high) : Long.compare(low, high);
        if (order > 0 || (order == 0 && !endpoint)) {
            throw new IllegalArgumentException("integers from low = " + text(low, unsigned) + " to high = "
                    + text(high, unsigned) + ": expected low " + (endpoint ? "<=" : "<") + " high");
        }
        long last = endpoint ? high : high - 1;
        DataTypes.IntegerInfo limits = DataTypes.iinfo(dtype);
        if (!unsigned && (low < limits.min() || last > limits.max())) {
            throw new IllegalArgumentException("integers from " + low + " to " + last + " of " + dtype + ": expected "
                    + limits.min() + " to " + limits.max());
        }
        DenseArray out = DenseArray.allocate(unsigned ? DType.UINT64 : DType.INT64, shape);
        Draws.integers(seed.generator().stream(INTEGERS), low, last - low, out.longs());
        return unsigned ? out : out.convert(dtype);
    }

    private static String text(long value, boolean unsigned) {
        return unsigned ? Long.toUnsignedString(value) : Long.toString(value);
    }

    /**
     * The integers {@code 0 .. n - 1} in random order, each order with the same probability.
     *
     * @param n how many, at least 0
     * @param seed the seed
     * @return a new int64 array of shape (n)
     * @throws ShapeException if n is negative or more than 2^31-1
     */
    public static DenseArray permutation(long n, Seed seed) {
        DenseArray out = DenseArray.allocate(DType.INT64, Shape.of(n));
        Draws.permutation(seed.generator().stream(PERMUTATION), out.longs());
        return out;
    }

    /**
     * The parts of an array along an axis in random order, each order with the same probability. Along the other axes
     * what belongs together stays together.
     *
     * @param x the array
     * @param axis the axis, where a negative one counts from the end
     * @param seed the seed
     * @return a new array of the same shape: the parts at {@link #permutation(long, Seed)} of their number
     * @throws ShapeException if the axis is outside the rank
     */
    public static NdArray permutation(NdArray x, int axis, Seed seed) {
        long n = x.shape().get(Shape.checkAxis(axis, x.ndim()));
        return Indexing.take(x, permutation(n, seed), axis);
    }

    /**
     * Different integers of {@code 0 .. n - 1}, in ascending order; each set of them has the same probability. Takes
     * memory for {@code count} integers, whatever n. For integers that may repeat see {@link #integers}.
     *
     * @param n one more than the greatest; at least 0
     * @param count how many, at most {@code n}
     * @param seed the seed
     * @return a new int64 array of shape (count)
     * @throws IllegalArgumentException if {@code n} is negative or {@code count} is not in {@code 0 .. n}
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    public static DenseArray choice(long n, long count, Seed seed) {
        if (n < 0 || count < 0 || count > n) {
            throw new IllegalArgumentException(
                    "choice of count = " + count + " from n = " + n + ": expected 0 <= count <= n");
        }
        Shape shape = Shape.of(count);
        int size = DenseArray.checkedSize(DType.INT64, shape);
        return DenseArray.wrap(Draws.subset(seed.generator().stream(CHOICE), n, size), shape);
    }

    /**
     * Integers of {@code 0 .. n - 1} with given weights, one after another. To choose among the elements of an array,
     * {@linkplain Indexing#take(NdArray, NdArray) take} those at these positions.
     *
     * <p>Without replacement, each next one is drawn among those that are left, with probabilities in proportion to
     * their weights. That is the order of exponential numbers divided by the weights: P. S. Efraimidis, P. G. Spirakis,
     * "Weighted random sampling with a reservoir", Information Processing Letters 97 (2006).
     *
     * @param p the probabilities, or any numbers in proportion to them: shape (n)
     * @param replace whether an integer may come more than once
     * @param shape the shape
     * @param seed the seed
     * @return a new int64 array
     * @throws IllegalArgumentException if a weight is negative, or their sum is not finite or not positive, or fewer are
     *     positive than are wanted without replacement
     * @throws ShapeException if {@code p} has not one dimension, or there are more than 2^31-1 elements
     * @throws DTypeException if the type of {@code p} is complex
     * @throws DensificationException if {@code p} is not dense
     */
    public static DenseArray choice(NdArray p, boolean replace, Shape shape, Seed seed) {
        if (p.ndim() != 1) {
            throw new ShapeException("choice with p of shape " + p.shape() + ": expected one dimension");
        }
        double[] weights = reals("choice, p", p);
        double total = 0;
        int positive = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0)) {
                throw new IllegalArgumentException(
                        "choice with p[" + i + "] = " + weights[i] + ": expected at least 0");
            }
            total += weights[i];
            positive += weights[i] > 0 ? 1 : 0;
        }
        int count = DenseArray.checkedSize(DType.INT64, shape);
        boolean enough = positive >= (replace ? Math.min(1, count) : count);
        if (!enough || Double.isInfinite(total)) {
            throw new IllegalArgumentException("choice of shape " + shape + (replace ? " with" : " without")
                    + " replacement, p of sum " + total + " with " + positive
                    + " positive ones: expected a finite sum, and " + (replace ? "one" : "as many as are chosen"));
        }
        long[] chosen = replace
                ? Draws.weighted(seed.generator().stream(WEIGHTED), weights, count)
                : Draws.ordered(seed.generator().stream(ORDER), weights, count);
        return DenseArray.wrap(chosen, shape);
    }

    private static double[] reals(String what, NdArray x) {
        if (x.dtype().isComplex()) {
            throw new DTypeException(what + " of " + x.dtype() + ": expected a real dtype");
        }
        return DenseLoops.dense(what, x)[0].toDoubleArray();
    }

    private static double positive(String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(what + " = " + value + ": expected a finite number, more than 0");
        }
        return value;
    }

    /**
     * Numbers of the gamma distribution, of mean {@code shape * scale}.
     *
     * @param k the shape parameter, positive
     * @param scale the scale, positive
     * @param shape the shape of the array
     * @param seed the seed
     * @return a new float64 array
     * @throws IllegalArgumentException if a parameter is not positive or not finite
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    public static DenseArray gamma(double k, double scale, Shape shape, Seed seed) {
        positive("gamma with k", k);
        positive("gamma with scale", scale);
        DenseArray out = DenseArray.allocate(DType.FLOAT64, shape);
        Draws.fill(seed.generator().stream(GAMMA), out.doubles(), (Draws.Variate)
                (word, more) -> scale * Variates.gamma(k, word, more));
        return out;
    }

    /**
     * Numbers of the chi-square distribution: sums of squares of standard normal ones.
     *
     * @param freedom the degrees of freedom, positive
     * @param shape the shape
     * @param seed the seed
     * @return a new float64 array
     * @throws IllegalArgumentException if {@code freedom} is not positive or not finite
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    public static DenseArray chiSquare(double freedom, Shape shape, Seed seed) {
        positive("chiSquare with freedom", freedom);
        DenseArray out = DenseArray.allocate(DType.FLOAT64, shape);
        Draws.fill(seed.generator().stream(CHI_SQUARE), out.doubles(), (Draws.Variate)
                (word, more) -> 2 * Variates.gamma(freedom / 2, word, more));
        return out;
    }

    /**
     * Numbers of the beta distribution, in [0, 1], of mean {@code a / (a + b)}.
     *
     * @param a the first parameter, positive
     * @param b the second parameter, positive
     * @param shape the shape
     * @param seed the seed
     * @return a new float64 array
     * @throws IllegalArgumentException if a parameter is not positive or not finite
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    public static DenseArray beta(double a, double b, Shape shape, Seed seed) {
        positive("beta with a", a);
        positive("beta with b", b);
        DenseArray out = DenseArray.allocate(DType.FLOAT64, shape);
        Draws.fill(seed.generator().stream(BETA), out.doubles(), (Draws.Variate)
                (word, more) -> Variates.beta(a, b, word, more));
        return out;
    }

    /**
     * Numbers of Student's t distribution.
     *
     * @param freedom the degrees of freedom, positive
     * @param shape the shape
     * @param seed the seed
     * @return a new float64 array
     * @throws IllegalArgumentException if {@code freedom} is not positive or not finite
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    public static DenseArray studentT(double freedom, Shape shape, Seed seed) {
        positive("studentT with freedom", freedom);
        DenseArray out = DenseArray.allocate(DType.FLOAT64, shape);
        Draws.fill(seed.generator().stream(STUDENT), out.doubles(), (Draws.Variate)
                (word, more) -> Variates.student(freedom, word, more));
        return out;
    }

    /**
     * Numbers of the Laplace distribution: exponential ones to both sides.
     *
     * @param mean the mean
     * @param scale the mean distance from it, positive
     * @param shape the shape
     * @param seed the seed
     * @return a new float64 array
     * @throws IllegalArgumentException if the mean is not finite, or the scale not positive or not finite
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    public static DenseArray laplace(double mean, double scale, Shape shape, Seed seed) {
        if (!Double.isFinite(mean)) {
            throw new IllegalArgumentException("laplace with mean = " + mean + ": expected a finite number");
        }
        positive("laplace with scale", scale);
        DenseArray out = DenseArray.allocate(DType.FLOAT64, shape);
        Draws.fill(seed.generator().stream(LAPLACE), out.doubles(), (Draws.Variate)
                (word, more) -> mean + scale * Variates.laplace(word, more));
        return out;
    }

    /**
     * Integers of the Poisson distribution.
     *
     * @param mean the mean, 0 to 2^52
     * @param shape the shape
     * @param seed the seed
     * @return a new int64 array
     * @throws IllegalArgumentException if the mean is outside its range
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    public static DenseArray poisson(double mean, Shape shape, Seed seed) {
        if (!(mean >= 0 && mean <= 0x1p52)) {
            throw new IllegalArgumentException("poisson with mean = " + mean + ": expected 0 to 2^52");
        }
        DenseArray out = DenseArray.allocate(DType.INT64, shape);
        Draws.fill(seed.generator().stream(POISSON), out.longs(), (Draws.Count)
                (word, more) -> Variates.poisson(mean, word, more));
        return out;
    }

    /**
     * Integers of the binomial distribution: how many of {@code n} trials succeed.
     *
     * @param n the number of trials, 0 to 2^52
     * @param p the probability of success of each, 0 to 1
     * @param shape the shape
     * @param seed the seed
     * @return a new int64 array
     * @throws IllegalArgumentException if a parameter is outside its range
     * @throws ShapeException if there are more than 2^31-1 elements
     */
    public static DenseArray binomial(long n, double p, Shape shape, Seed seed) {
        if (n < 0 || n > 1L << 52 || !(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException(
                    "binomial with n = " + n + ", p = " + p + ": expected n from 0 to 2^52, p from 0 to 1");
        }
        DenseArray out = DenseArray.allocate(DType.INT64, shape);
        Draws.fill(seed.generator().stream(BINOMIAL), out.longs(), (Draws.Count)
                (word, more) -> Variates.binomial(n, p, word, more));
        return out;
    }

    /**
     * Vectors of the multivariate normal distribution, by Cholesky's decomposition of the covariance. Coordinates may
     * be without variance, or depend on others.
     *
     * @param mean the means, shape (d)
     * @param covariance the covariances, shape (d, d): symmetric and positive semidefinite
     * @param shape how many vectors
     * @param seed the seed
     * @return a new float64 array, of {@code shape}, then (d)
     * @throws ShapeException if the shapes do not fit, or there are more than 2^31-1 elements
     * @throws IllegalArgumentException if a number is not finite, or the covariance is not symmetric or not positive
     *     semidefinite
     * @throws DTypeException if a type is complex
     * @throws DensificationException if an array is not dense
     */
    public static DenseArray multivariateNormal(NdArray mean, NdArray covariance, Shape shape, Seed seed) {
        long d = mean.size();
        if (mean.ndim() != 1 || !covariance.shape().equals(Shape.of(d, d))) {
            throw new ShapeException("multivariateNormal: mean of shape " + mean.shape() + ", covariance of "
                    + covariance.shape() + ": expected (d,) and (d, d)");
        }
        double[] m = finite("multivariateNormal, mean", mean);
        double[] factor = cholesky(finite("multivariateNormal, covariance", covariance), m.length);
        long[] dims = java.util.Arrays.copyOf(shape.dims(), shape.ndim() + 1);
        dims[shape.ndim()] = d;
        DenseArray out = DenseArray.allocate(DType.FLOAT64, Shape.of(dims));
        double[] x = out.doubles();
        Draws.normal(seed.generator().stream(MULTIVARIATE), 0, 1, x);
        int n = m.length;
        if (n > 0) {
            Parallel.forEach(x.length / n, Math.max(1, 65_536 / ((long) n * n)), (from, to) -> {
                for (int at = (int) from * n; at < to * n; at += n) {
                    // From the last row on, since a row needs the numbers before it.
                    for (int i = n - 1; i >= 0; i--) {
                        double sum = 0;
                        for (int k = 0; k <= i; k++) {
                            sum += factor[i * n + k] * x[at + k];
                        }
                        x[at + i] = m[i] + sum;
                    }
                }
            });
        }
        return out;
    }

    private static double[] finite(String what, NdArray x) {
        double[] v = reals(what, x);
        for (int i = 0; i < v.length; i++) {
            if (!Double.isFinite(v[i])) {
                throw new IllegalArgumentException(
                        what + ", element " + i + " is " + v[i] + ": expected a finite number");
            }
        }
        return v;
    }

    /**
     * The lower triangular factor of a symmetric positive semidefinite matrix. A pivot that is nothing but rounding
     * counts as zero, and its column too: in a semidefinite matrix that is no larger than the root of the product of
     * pivots.
     */
    private static double[] cholesky(double[] a, int n) {
        double[] l = new double[n * n];
        for (int j = 0; j < n; j++) {
            double rounding = 8 * n * 0x1p-53 * Math.abs(a[j * n + j]);
            for (int i = j; i < n; i++) {
                double other = a[j * n + i];
                double size = Math.sqrt(Math.abs(a[i * n + i])) * Math.sqrt(Math.abs(a[j * n + j]));
                if (!(Math.abs(a[i * n + j] - other) <= 1e-10 * size)) {
                    throw new IllegalArgumentException("multivariateNormal: covariance (" + i + ", " + j + ") is "
                            + a[i * n + j] + ", (" + j + ", " + i + ") is " + other + ": expected the same");
                }
                double sum = a[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i * n + k] * l[j * n + k];
                }
                double pivot = i == j ? sum : l[j * n + j];
                boolean negative =
                        i == j ? sum < -rounding : pivot == 0 && Math.abs(sum) > Math.sqrt(8 * n * 0x1p-53) * size;
                if (negative) {
                    throw new IllegalArgumentException("multivariateNormal: covariance (" + i + ", " + j + ") leaves "
                            + sum + " after the coordinates before: expected a positive semidefinite matrix");
                }
                if (i == j) {
                    l[i * n + j] = sum > rounding ? Math.sqrt(sum) : 0;
                } else {
                    l[i * n + j] = pivot == 0 ? 0 : sum / pivot;
                }
            }
        }
        return l;
    }
}
