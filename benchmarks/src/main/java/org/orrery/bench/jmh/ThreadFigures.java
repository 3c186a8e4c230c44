package org.orrery.bench.jmh;

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
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.ndarray.parallel.modes.Modes;

/**
 * Figures 2 to 6 of "Composable Multi-Threading and Multi-Processing for Numeric Libraries" (SciPy 2018): the time of nested
 * workloads in each mode of the parallel runtime, at a scale for small machines or that of the paper.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {
            "-Xms2g",
            "-Xmx2g",
            "-XX:+AlwaysPreTouch",
            "--add-modules=jdk.incubator.vector",
            "-Dorrery.linalg=java"
        })
public class ThreadFigures {
    /** The workload: each figure has one. */
    @Param
    @SuppressWarnings("NullAway.Init") // Set by JMH.
    public NestedWorkload workload;

    /** The mode, by its name. */
    @Param({
        "stealing",
        "serial",
        "static:1",
        "static:2",
        "static-in-use:1",
        "exclusive",
        "counting",
        "counting-free",
        "ipc",
        "unmanaged"
    })
    @SuppressWarnings("NullAway.Init") // Set by JMH.
    public String mode;

    /** The outermost workers; 0 for as many as there are processors. Figure 6 has several. */
    @Param("0")
    public int workers;

    /** Whether the sizes are those of the paper. */
    @Param("false")
    public boolean full;

    @SuppressWarnings("NullAway.Init") // Set before anything is measured.
    private org.orrery.ndarray.parallel.Mode chosen;

    /** Made by JMH. */
    public ThreadFigures() {}

    /** Makes the mode. */
    @Setup
    public void prepare() {
        chosen = switch (mode) {
            case "stealing", "serial" -> org.orrery.ndarray.parallel.Mode.of(mode);
            default -> (workers == 0 ? Modes.here() : Modes.here().workers(workers)).named(mode);
        };
    }

    /**
     * Runs the workload once.
     *
     * @return a number made of its results
     */
    @Benchmark
    public double run() {
        var scale = full ? NestedWorkload.Scale.PAPER : NestedWorkload.Scale.SMALL;
        double result = Parallel.in(chosen, () -> workload.run(scale));
        return result;
    }

    /**
     * Runs this class.
     *
     * @param arguments further options of JMH
     * @throws RunnerException if JMH cannot run it
     */
    public static void main(String[] arguments) throws RunnerException {
        JmhRun.of(ThreadFigures.class, arguments);
    }
}
