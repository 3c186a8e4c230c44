package org.orrery.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.orrery.bench.ndarray.NdarrayReproduction;
import org.orrery.bench.reproduction.Measurement;
import org.orrery.bench.reproduction.Reproduction;
import org.orrery.bench.sparse.SparseReproduction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program behind {@code bin/reproduce}: a subcommand per subject, {@code list} and {@code jmh}. */
@Command(
        name = "reproduce",
        description = "Reproduces the tables and figures of papers, with the peers measured beside.",
        mixinStandardHelpOptions = true,
        versionProvider = Reproduce.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {Reproduce.Papers.class, NdarrayReproduction.class, SparseReproduction.class, JmhCommand.class})
public final class Reproduce implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything is called.
    private CommandSpec spec;

    private Reproduce() {}

    /**
     * Runs the program and ends the JVM with its exit status: 0 if all went well, 1 if something could not be measured
     * or differs, 2 if the command line is wrong.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        // The tables use characters beyond ASCII, whatever the locale of a bare machine says.
        System.exit(run(writer(FileDescriptor.out), writer(FileDescriptor.err), arguments));
    }

    private static PrintWriter writer(FileDescriptor to) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(to), StandardCharsets.UTF_8), true);
    }

    /**
     * Runs the program.
     *
     * @param out where results go
     * @param err where complaints go
     * @param arguments the command line
     * @return the exit status
     */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Reproduce())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    command.getErr().println("reproduce: " + exception);
                    return 1;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return 2;
    }

    /** The version that the manifest names. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Orrery " + Measurement.version()};
        }
    }

    /** Lists what can be reproduced. */
    @Command(name = "list", description = "Lists what can be reproduced.")
    static final class Papers implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // Set by picocli before anything is called.
        private CommandSpec spec;

        @Override
        public Integer call() {
            var subjects = spec.parent().subcommands().values().stream()
                    .map(CommandLine::getCommand)
                    .filter(Reproduction.class::isInstance)
                    .map(command -> ((Reproduction) command).subject())
                    .toList();
            var width = subjects.stream()
                    .mapToInt(subject -> subject.name().length())
                    .max()
                    .orElse(0);
            for (var subject : subjects) {
                spec.commandLine()
                        .getOut()
                        .printf(
                                "%-" + width + "s  %s%n%" + width + "s  %s%n",
                                subject.name(),
                                subject.heading(),
                                "",
                                subject.contents());
            }
            return 0;
        }
    }
}
