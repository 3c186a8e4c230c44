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
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.Statistics;

/** What dense arrays cost: a million elements, and operations so small that only the call counts. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC", "-Dorrery.threads=1"})
public class DenseOperations {
    private static final int MILLION = 1_000_000;

    private DenseArray a = DenseArray.wrap(new double[0]);
    private DenseArray b = a;
    private DenseArray out = a;
    private DenseArray matrix = a;
    private DenseArray ten = a;

    /** Made by JMH. */
    public DenseOperations() {}

    /** Makes the arrays, in a JVM that has used every operation. */
    @Setup
    public void prepare() {
        OpProfile.pollute();
        var random = new SplittableRandom(3);
        a = DenseArray.wrap(random.doubles(MILLION).toArray());
        b = DenseArray.wrap(random.doubles(MILLION).toArray());
        out = DenseArray.wrap(new double[MILLION]);
        matrix = DenseArray.wrap(random.doubles(MILLION).toArray(), Shape.of(1_000, 1_000));
        ten = DenseArray.wrap(random.doubles(10).toArray());
    }

    /**
     * A million float64 added into an array that is there.
     *
     * @return the array
     */
    @Benchmark
    public NdArray addInto() {
        return Elementwise.add(out, a, b);
    }

    /**
     * The sum of a million float64.
     *
     * @return the sum
     */
    @Benchmark
    public NdArray sum() {
        return Statistics.sum(a);
    }

    /**
     * A view of a slice of a matrix, {@code [10:20, ::2]}.
     *
     * @return the view
     */
    @Benchmark
    public NdArray view() {
        return matrix.get(Index.range(10, 20), Index.step(2));
    }

    /**
     * Ten float64 added to ten others.
     *
     * @return the sum
     */
    @Benchmark
    public NdArray addTen() {
        return Elementwise.add(ten, ten);
    }

    /**
     * One element of a matrix.
     *
     * @return the element
     */
    @Benchmark
    public double element() {
        return matrix.getDouble(5, 7);
    }

    /**
     * Runs this class.
     *
     * @param arguments further options of JMH
     * @throws RunnerException if JMH cannot run it
     */
    public static void main(String[] arguments) throws RunnerException {
        JmhRun.of(DenseOperations.class, arguments);
    }
}
