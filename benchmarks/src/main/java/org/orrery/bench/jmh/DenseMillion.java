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
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.Fft;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Sampling;
import org.orrery.ndarray.Seed;
import org.orrery.ndarray.Sorting;
import org.orrery.ndarray.Statistics;

/** What {@code reproduce ndarray} measures on a million elements. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC", "-Dorrery.threads=1"})
public class DenseMillion {
    private static final int MILLION = 1_000_000;

    private final Seed seed = Sampling.seed(1);
    private DenseArray a = DenseArray.wrap(new double[0]);
    private DenseArray b = a;
    private DenseArray out = a;
    private DenseArray complex = a;

    /** Made by JMH. */
    public DenseMillion() {}

    /** Makes the arrays, in a JVM that has used every operation. */
    @Setup
    public void prepare() {
        OpProfile.pollute();
        var random = new SplittableRandom(3);
        a = DenseArray.wrap(random.doubles(MILLION).toArray());
        b = DenseArray.wrap(random.doubles(MILLION).toArray());
        out = DenseArray.wrap(new double[MILLION]);
        complex = Elementwise.add(a, Elementwise.multiply(b, Complex.I)).toDense();
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
     * Sines into an array that is there.
     *
     * @return the array
     */
    @Benchmark
    public NdArray sin() {
        return Elementwise.sin(out, a);
    }

    /**
     * Cumulative sums.
     *
     * @return the sums
     */
    @Benchmark
    public NdArray cumulativeSum() {
        return Statistics.cumulativeSum(a);
    }

    /**
     * The positions in ascending order.
     *
     * @return the positions
     */
    @Benchmark
    public NdArray argsort() {
        return Sorting.argsort(a);
    }

    /**
     * Uniform numbers.
     *
     * @return the numbers
     */
    @Benchmark
    public NdArray uniform() {
        return Sampling.uniform(a.shape(), seed);
    }

    /**
     * Normal numbers.
     *
     * @return the numbers
     */
    @Benchmark
    public NdArray normal() {
        return Sampling.normal(a.shape(), seed);
    }

    /**
     * The transform of complex numbers.
     *
     * @return the transform
     */
    @Benchmark
    public NdArray fft() {
        return Fft.fft(complex);
    }

    /**
     * Runs this class.
     *
     * @param arguments further options of JMH
     * @throws RunnerException if JMH cannot run it
     */
    public static void main(String[] arguments) throws RunnerException {
        JmhRun.of(DenseMillion.class, arguments);
    }
}
