package org.orrery.bench.jmh;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.RunnerException;
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.LinearAlgebra;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.Statistics;

/** What {@code reproduce ndarray} measures on matrices. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {
            "-Xms1g",
            "-Xmx1g",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseParallelGC",
            "-Dorrery.threads=1",
            "-Dorrery.linalg=java"
        })
public class DenseMatrices {
    private static final int SIDE = 1_000;
    private static final int FACTOR = 512;

    private DenseArray matrix = DenseArray.wrap(new double[0]);
    private DenseArray left = matrix;
    private DenseArray right = matrix;

    /** Made by JMH. */
    public DenseMatrices() {}

    /** Makes the arrays, in a JVM that has used every operation. */
    @Setup
    public void prepare() {
        OpProfile.pollute();
        var random = new SplittableRandom(3);
        matrix = DenseArray.wrap(random.doubles(SIDE * SIDE).toArray(), Shape.of(SIDE, SIDE));
        left = DenseArray.wrap(random.doubles(FACTOR * FACTOR).toArray(), Shape.of(FACTOR, FACTOR));
        right = DenseArray.wrap(random.doubles(FACTOR * FACTOR).toArray(), Shape.of(FACTOR, FACTOR));
    }

    /**
     * Sums down the columns.
     *
     * @return the sums
     */
    @Benchmark
    public NdArray sum0() {
        return Statistics.sum(matrix, Axes.of(0));
    }

    /**
     * Sums along the rows.
     *
     * @return the sums
     */
    @Benchmark
    public NdArray sum1() {
        return Statistics.sum(matrix, Axes.of(1));
    }

    /**
     * A copy of the transpose.
     *
     * @return the copy
     */
    @Benchmark
    public NdArray transpose() {
        return matrix.transpose().copy();
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
     * Runs this class.
     *
     * @param arguments further options of JMH
     * @throws RunnerException if JMH cannot run it
     */
    public static void main(String[] arguments) throws RunnerException {
        JmhRun.of(DenseMatrices.class, arguments);
    }
}
