package org.orrery.ndarray;

/**
 * Arrays of random numbers. The numbers depend on the seed, the function and its arguments alone, not on the number of
 * threads; a longer array of the same seed begins with a shorter one. The same seed in different functions gives
 * unrelated numbers.
 *
 * <p>Source of the randomness: {@link Philox}. Normal and exponential variates come from the ziggurat of Marsaglia and
 * Tsang (2000), integers from Lemire's method (2019), so without bias.
 */
public final class Sampling {

    /** The streams of a seed's generator that the functions draw from. */
    private static final long UNIFORM = 1;

    private static final long NORMAL = 2;
    private static final long EXPONENTIAL = 3;
    private static final long INTEGERS = 4;
    private static final long PERMUTATION = 5;
    private static final long CHOICE = 6;

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
}
