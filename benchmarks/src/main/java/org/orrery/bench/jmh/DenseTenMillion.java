package org.orrery.bench.jmh;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.LinearAlgebra;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.Sorting;
import org.orrery.ndarray.Statistics;

/** What {@code reproduce ndarray} measures on ten million elements, on one thread and on two. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public abstract class DenseTenMillion {
    private static final int TEN_MILLION = 10_000_000;

    /** The side of a square of about as many elements. */
    private static final int SIDE = 3_162;

    private DenseArray a = DenseArray.wrap(new double[0]);
    private DenseArray b = a;
    private DenseArray out = a;
    private DenseArray left = a;
    private DenseArray right = a;

    /** For the two numbers of threads. */
    DenseTenMillion() {}

    /** Makes the arrays, in a JVM that has used every operation. */
    @Setup
    public void prepare() {
        OpProfile.pollute();
        var random = new SplittableRandom(3);
        a = DenseArray.wrap(random.doubles(TEN_MILLION).toArray());
        b = DenseArray.wrap(random.doubles(TEN_MILLION).toArray());
        out = DenseArray.wrap(new double[TEN_MILLION]);
        left = DenseArray.wrap(random.doubles(SIDE * SIDE).toArray(), Shape.of(SIDE, SIDE));
        right = DenseArray.wrap(random.doubles(SIDE * SIDE).toArray(), Shape.of(SIDE, SIDE));
    }

    /**
     * Exponentials into an array that is there.
     *
     * @return the array
     */
    @Benchmark
    public NdArray exp() {
        return Elementwise.exp(out, a);
    }

    /**
     * Ascending order.
     *
     * @return the sorted elements
     */
    @Benchmark
    public NdArray sort() {
        return Sorting.sort(a);
    }

    /**
     * A matrix product.
     *
     * @return the product
     */
    @Benchmark
    public NdArray matmul() {
        return LinearAlgebra.matmul(left, right);
    }

    /**
     * Addition into a new array.
     *
     * @return the sums
     */
    @Benchmark
    public NdArray add() {
        return Elementwise.add(a, b);
    }

    /**
     * The sum of all elements.
     *
     * @return the sum
     */
    @Benchmark
    public NdArray sum() {
        return Statistics.sum(a);
    }
}
