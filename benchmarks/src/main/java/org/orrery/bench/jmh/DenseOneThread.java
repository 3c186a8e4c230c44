package org.orrery.bench.jmh;

import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.runner.RunnerException;

/** Ten million elements on one thread. */
@Fork(
        value = 2,
        jvmArgsAppend = {
            "-Xms3g",
            "-Xmx3g",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseParallelGC",
            "-Dorrery.threads=1",
            "-Dorrery.linalg=java"
        })
public class DenseOneThread extends DenseTenMillion {
    /** Made by JMH. */
    public DenseOneThread() {}

    /**
     * Runs this class.
     *
     * @param arguments further options of JMH
     * @throws RunnerException if JMH cannot run it
     */
    public static void main(String[] arguments) throws RunnerException {
        JmhRun.of(DenseOneThread.class, arguments);
    }
}
