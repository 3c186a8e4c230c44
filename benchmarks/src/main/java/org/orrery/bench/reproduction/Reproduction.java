package org.orrery.bench.reproduction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.orrery.bench.report.ReportFolder;
import org.orrery.bench.report.Verdict;
import org.orrery.ndarray.parallel.Threads;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A subcommand that reproduces something: the common options, and the frame around what is measured. */
public abstract class Reproduction implements Callable<Integer> {
    private final Subject subject;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything is called.
    private CommandSpec spec;

    @Option(names = "--quick", description = "Fewer rounds, and without what takes most time or memory.")
    private boolean quick;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the report goes (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("report");

    @Option(names = "--no-peers", description = "Do not look for Python; measure ours alone.")
    private boolean noPeers;

    @Option(
            names = "--only",
            paramLabel = "ROW",
            description = "Measure only rows whose name begins so: a table, or a row of the report.")
    private @Nullable String only;

    /**
     * For the subjects.
     *
     * @param subject what is reproduced
     */
    protected Reproduction(Subject subject) {
        this.subject = subject;
    }

    /**
     * What is reproduced.
     *
     * @return the subject
     */
    public final Subject subject() {
        return subject;
    }

    /**
     * Reads what the command line names, before any process is started, so that what is bad is known at once.
     *
     * @return what could not be read, a line each
     */
    protected List<String> prepare() {
        return List.of();
    }

    /**
     * Measures everything.
     *
     * @param measurement what to measure with
     * @throws IOException if a process or a file failed
     */
    protected abstract void measure(Measurement measurement) throws IOException;

    /**
     * Runs the subcommand.
     *
     * @return the exit status: 0 if all went well, 1 if something could not be measured or differs
     * @throws IOException if a process or a file failed
     */
    @Override
    public final Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        out.println(subject.heading());
        var files = new ReportFolder(folder);
        var problems = prepare();
        problems.forEach(problem -> err.println("reproduce: " + problem));
        var scratch = Files.createTempDirectory("orrery-reproduce");
        // Rows that are done are in the report already; what is left to clear after Ctrl-C are inputs of the processes.
        var cleaner = Threads.io("reproduce-stop").newThread(() -> stopped(scratch));
        Runtime.getRuntime().addShutdownHook(cleaner);
        Measurement measurement;
        try (var entrants = Entrants.start(subject, scratch, !noPeers, out)) {
            var plan = new Measurement.Plan(quick, only, command(), again());
            measurement = new Measurement(subject, plan, entrants, files, scratch, out, new ArrayList<>(problems));
            measure(measurement);
        } finally {
            Runtime.getRuntime().removeShutdownHook(cleaner);
            delete(scratch);
        }
        var report = measurement.report(true);
        files.write(report);
        out.println();
        out.print(Verdict.table(report.verdicts()));
        out.println();
        report.problems().forEach(problem -> out.println("problem: " + problem));
        out.println("report: " + files.page());
        return report.problems().isEmpty() ? 0 : 1;
    }

    private String command() {
        var parsed = spec.root().commandLine().getParseResult();
        return "bin/reproduce " + String.join(" ", parsed.originalArgs());
    }

    private String again() {
        return "bin/reproduce " + subject.name() + (quick ? " --quick" : "") + (noPeers ? " --no-peers" : "");
    }

    private static void stopped(Path scratch) {
        System.err.println("\nreproduce: stopped; the rows that are done are in the report");
        try {
            delete(scratch);
        } catch (IOException e) {
            System.err.println("reproduce: left behind " + scratch);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
