package org.orrery.bench.jmh;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.RunnerException;
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.Statistics;
import org.orrery.sparse.CooArray;

/**
 * Table 2 of "Sparse: a more modern sparse array library" (SciPy 2018): addition, multiplication and sums over either
 * axis of random arrays of shape (10000, 10000) and density 0.001, stored sparse and stored dense. The dense rows need
 * a heap of 6 GB.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms6g", "-Xmx6g", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC", "-Dorrery.threads=1"})
public class SparseTable2 {
    private static final int SIDE = 10_000;
    private static final int STORED = 100_000;

    /** How the arrays are stored: {@code "sparse"} or {@code "dense"}. */
    @Param({"sparse", "dense"})
    @SuppressWarnings("NullAway.Init") // Set by JMH.
    public String storage;

    @SuppressWarnings("NullAway.Init") // Set by JMH.
    private NdArray a;

    @SuppressWarnings("NullAway.Init") // Set by JMH.
    private NdArray b;

    /** Made by JMH. */
    public SparseTable2() {}

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
        var sparse = CooArray.of(
                Shape.of(SIDE, SIDE),
                rows,
                columns,
                random.doubles(STORED, 0.5, 1.5).toArray());
        return storage.equals("dense") ? sparse.toDense() : sparse;
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

    /**
     * Runs this class.
     *
     * @param arguments further options of JMH, such as {@code -p storage=sparse}
     * @throws RunnerException if JMH cannot run it
     */
    public static void main(String[] arguments) throws RunnerException {
        JmhRun.of(SparseTable2.class, arguments);
    }
}
