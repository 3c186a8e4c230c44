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
        if (low >= high) {
            throw new IllegalArgumentException(
                    "integers from low = " + low + " to high = " + high + ": expected low < high");
        }
        DenseArray out = DenseArray.allocate(DType.INT64, shape);
        Draws.integers(seed.generator().stream(INTEGERS), low, high - low, out.longs());
        return out;
    }

    /**
     * The integers {@code 0 .. n - 1} in random order, each order with the same probability. To shuffle an array, take
     * its elements at these positions.
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
     * Vectors of the multivariate normal distribution, by Cholesky's decomposition of the covariance.
     *
     * @param mean the means, shape (d)
     * @param covariance the covariances, shape (d, d): symmetric and positive definite
     * @param shape how many vectors
     * @param seed the seed
     * @return a new float64 array, of {@code shape}, then (d)
     * @throws ShapeException if the shapes do not fit, or there are more than 2^31-1 elements
     * @throws IllegalArgumentException if the covariance is not symmetric
     * @throws SingularMatrixException if the covariance is not positive definite
     * @throws DTypeException if a type is complex
     * @throws DensificationException if an array is not dense
     */
    public static DenseArray multivariateNormal(NdArray mean, NdArray covariance, Shape shape, Seed seed) {
        long d = mean.size();
        if (mean.ndim() != 1 || !covariance.shape().equals(Shape.of(d, d))) {
            throw new ShapeException("multivariateNormal: mean of shape " + mean.shape() + ", covariance of "
                    + covariance.shape() + ": expected (d,) and (d, d)");
        }
        DenseArray[] dense = DenseLoops.dense("multivariateNormal", mean, covariance);
        double[] m = dense[0].toDoubleArray();
        double[] factor = cholesky(dense[1].toDoubleArray(), m.length);
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

    /** The lower triangular factor of a symmetric positive definite matrix. */
    private static double[] cholesky(double[] a, int n) {
        double[] l = new double[n * n];
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                double other = a[j * n + i];
                double size = Math.sqrt(Math.abs(a[i * n + i] * a[j * n + j]));
                if (!(Math.abs(a[i * n + j] - other) <= 1e-10 * size)) {
                    throw new IllegalArgumentException("multivariateNormal: covariance (" + i + ", " + j + ") is "
                            + a[i * n + j] + ", (" + j + ", " + i + ") is " + other + ": expected the same");
                }
                double sum = a[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i * n + k] * l[j * n + k];
                }
                if (i == j && !(sum > 0)) {
                    throw new SingularMatrixException(
                            "multivariateNormal: the covariance is not positive definite: pivot " + j + " is " + sum);
                }
                l[i * n + j] = i == j ? Math.sqrt(sum) : sum / l[j * n + j];
            }
        }
        return l;
    }
}
