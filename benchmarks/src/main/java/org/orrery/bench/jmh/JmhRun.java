package org.orrery.bench.jmh;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.orrery.bench.sidebyside.Jdk;

/** Starts JMH as our numbers are meant: forks of JDK 25, where there is one, with the Vector API. */
public final class JmhRun {
    private JmhRun() {}

    /**
     * Runs the benchmarks of one class.
     *
     * @param type the class
     * @param arguments further options of JMH
     * @throws RunnerException if JMH cannot run it
     */
    public static void of(Class<?> type, String... arguments) throws RunnerException {
        run(options(arguments).include(type.getName() + "\\."));
    }

    /**
     * Runs the benchmarks that the options name.
     *
     * @param arguments options of JMH, such as a pattern of names; {@code -h} lists them
     * @throws RunnerException if JMH cannot run them
     */
    public static void of(String... arguments) throws RunnerException {
        run(options(arguments));
    }

    private static OptionsBuilder options(String... arguments) throws RunnerException {
        try {
            var options = new OptionsBuilder();
            options.parent(new CommandLineOptions(arguments));
            return options;
        } catch (CommandLineOptionException e) {
            throw new RunnerException(e);
        }
    }

    private static void run(ChainedOptionsBuilder options) throws RunnerException {
        try {
            var jdks = Jdk.find();
            var jdk = Jdk.of(jdks, 25).orElse(jdks.get(0));
            options.jvm(jdk.java().toString());
            if (jdk.hasVectorApi()) {
                options.jvmArgsPrepend("--add-modules", "jdk.incubator.vector");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new Runner(options.build()).run();
    }
}
