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
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.Statistics;
import org.orrery.sparse.CooArray;

/**
 * Table 2 of "Sparse: a more modern sparse array library" (SciPy 2018): addition, multiplication and sums over either
 * axis of random arrays of shape (10000, 10000) and density 0.001.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public abstract class Table2 {
    private static final int SIDE = 10_000;
    private static final int STORED = 100_000;

    @SuppressWarnings("NullAway.Init") // Set before anything is measured.
    private NdArray a;

    @SuppressWarnings("NullAway.Init") // Set before anything is measured.
    private NdArray b;

    /** For the two ways to store the arrays. */
    Table2() {}

    /** The array as it is to be stored. */
    abstract NdArray stored(CooArray array);

    /** Makes the arrays, in a JVM that has used every operation. */
    @Setup
    public void prepare() {
        OpProfile.pollute();
        a = random(1);
        b = random(2);
    }

    private NdArray random(long seed) {
        var random = new SplittableRandom(seed);
        var keys = random.longs(0, (long) SIDE * SIDE)
                .distinct()
                .limit(STORED)
                .sorted()
                .toArray();
        var rows = new long[STORED];
        var columns = new long[STORED];
        for (var k = 0; k < STORED; k++) {
            rows[k] = keys[k] / SIDE;
            columns[k] = keys[k] % SIDE;
        }
        var values = random.doubles(STORED, 0.5, 1.5).toArray();
        return stored(CooArray.of(Shape.of(SIDE, SIDE), rows, columns, values));
    }

    /**
     * The row "Addition".
     *
     * @return the sum
     */
    @Benchmark
    public NdArray add() {
        return Elementwise.add(a, b);
    }

    /**
     * The row "Multiplication".
     *
     * @return the product
     */
    @Benchmark
    public NdArray multiply() {
        return Elementwise.multiply(a, b);
    }

    /**
     * The row "Sum, Axis=0".
     *
     * @return the sums
     */
    @Benchmark
    public NdArray sum0() {
        return Statistics.sum(a, Axes.of(0));
    }

    /**
     * The row "Sum, Axis=1".
     *
     * @return the sums
     */
    @Benchmark
    public NdArray sum1() {
        return Statistics.sum(a, Axes.of(1));
    }
}
