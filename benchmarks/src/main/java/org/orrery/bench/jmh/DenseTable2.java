package org.orrery.bench.jmh;

import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.runner.RunnerException;
import org.orrery.ndarray.NdArray;
import org.orrery.sparse.CooArray;

/** The column of Table 2 for dense arrays, 800 MB each; needs a heap of 6 GB. */
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms6g", "-Xmx6g", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC", "-Dorrery.threads=1"})
public class DenseTable2 extends Table2 {
    /** Made by JMH. */
    public DenseTable2() {}

    @Override
    NdArray stored(CooArray array) {
        return array.toDense();
    }

    /**
     * Runs this class.
     *
     * @param arguments further options of JMH
     * @throws RunnerException if JMH cannot run it
     */
    public static void main(String[] arguments) throws RunnerException {
        JmhRun.of(DenseTable2.class, arguments);
    }
}
