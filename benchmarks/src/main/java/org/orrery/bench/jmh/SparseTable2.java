package org.orrery.bench.jmh;

import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.runner.RunnerException;
import org.orrery.ndarray.NdArray;
import org.orrery.sparse.CooArray;

/** The column of Table 2 for sparse arrays. */
@Fork(
        value = 2,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC", "-Dorrery.threads=1"})
public class SparseTable2 extends Table2 {
    /** Made by JMH. */
    public SparseTable2() {}

    @Override
    NdArray stored(CooArray array) {
        return array;
    }

    /**
     * Runs this class.
     *
     * @param arguments further options of JMH
     * @throws RunnerException if JMH cannot run it
     */
    public static void main(String[] arguments) throws RunnerException {
        JmhRun.of(SparseTable2.class, arguments);
    }
}
