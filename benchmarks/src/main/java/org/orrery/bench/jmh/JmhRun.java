package org.orrery.bench.jmh;

import java.io.IOException;
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
     * @throws RunnerException if the options are wrong or JMH cannot run them
     */
    public static void of(Class<?> type, String... arguments) throws RunnerException {
        run(new OptionsBuilder().parent(parse(arguments)).include(type.getName() + "\\."));
    }

    /**
     * Runs, or lists, the benchmarks that the options name.
     *
     * @param arguments options of JMH, such as a pattern of names; {@code -l} lists, {@code -h} tells all options
     * @throws RunnerException if the options are wrong or JMH cannot run them
     * @throws IOException if the help cannot be printed
     */
    public static void of(String... arguments) throws RunnerException, IOException {
        var options = parse(arguments);
        if (options.shouldHelp()) {
            options.showHelp();
        } else if (options.shouldList()) {
            new Runner(options).list();
        } else {
            run(new OptionsBuilder().parent(options));
        }
    }

    private static CommandLineOptions parse(String... arguments) throws RunnerException {
        try {
            return new CommandLineOptions(arguments);
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
            throw new RunnerException(e);
        }
        new Runner(options.build()).run();
    }
}
