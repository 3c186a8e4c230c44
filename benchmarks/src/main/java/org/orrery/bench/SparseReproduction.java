package org.orrery.bench;

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
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The subcommand {@code sparse}: its options, and the frame around what {@link SparseMeasurement} measures. */
@Command(
        name = "sparse",
        description = "Reproduces Table 2 of \"" + SparseMeasurement.TITLE + "\" and more.",
        mixinStandardHelpOptions = true)
final class SparseReproduction implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything is called.
    private CommandSpec spec;

    @Option(names = "--quick", description = "Fewer rounds, and no dense columns in Table 2 (they need 9 GB).")
    private boolean quick;

    @Option(
            names = "--matrix",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Measure and draw these matrices too: .mtx, .rsa, .rua, .npz.")
    private List<Path> matrices = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "Where the report goes (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("report");

    @Option(names = "--no-peers", description = "Do not look for Python; measure ours alone.")
    private boolean noPeers;

    @Option(
            names = "--only",
            paramLabel = "ROW",
            description = "Measure only rows whose name begins so: table2, table2.add, dense, density, matrix ...")
    private @Nullable String only;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        out.println(SparseMeasurement.TITLE + " (" + SparseMeasurement.SOURCE + ")");
        var files = new ReportFolder(folder);
        var problems = new ArrayList<String>();
        var own = read(matrices, problems);
        problems.forEach(problem -> err.println("reproduce: " + problem));
        var scratch = Files.createTempDirectory("orrery-reproduce");
        // Rows that are done are in the report already; what is left to clear after Ctrl-C are inputs of the processes.
        var cleaner = Threads.io("reproduce-stop").newThread(() -> stopped(scratch));
        Runtime.getRuntime().addShutdownHook(cleaner);
        SparseMeasurement measurement;
        try (var entrants = Entrants.start(scratch, !noPeers, out)) {
            var plan = new SparseMeasurement.Plan(quick, only, command(), again());
            measurement = new SparseMeasurement(plan, entrants, files, scratch, out, problems);
            measurement.run(own);
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
        return "bin/reproduce sparse" + (quick ? " --quick" : "") + (noPeers ? " --no-peers" : "");
    }

    /** Reads all files before anything is measured, so that a bad one is known at once. */
    private static List<SparseMeasurement.Own> read(List<Path> files, List<String> problems) {
        var own = new ArrayList<SparseMeasurement.Own>();
        for (var file : files) {
            try {
                var entries = MatrixFiles.read(file);
                var name = String.valueOf(file.getFileName());
                var others = own.stream()
                        .filter(matrix -> matrix.file().endsWith(name))
                        .count();
                own.add(new SparseMeasurement.Own(others == 0 ? name : name + "-" + (others + 1), file, entries));
            } catch (IOException e) {
                problems.add(MatrixFiles.complaint(file, e));
            }
        }
        return own;
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
