package org.orrery.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import org.orrery.bench.jmh.JmhRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** The subcommand {@code jmh}. */
@Command(
        name = "jmh",
        description = "Runs JMH benchmarks; what follows are JMH's own options: a pattern of names, -p, -f, -h ...")
final class JmhCommand implements Callable<Integer> {
    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws RunnerException, IOException {
        JmhRun.of(arguments.toArray(String[]::new));
        return 0;
    }
}
