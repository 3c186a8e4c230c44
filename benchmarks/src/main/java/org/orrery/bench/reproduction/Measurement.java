package org.orrery.bench.reproduction;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.orrery.bench.report.Cell;
import org.orrery.bench.report.Column;
import org.orrery.bench.report.Environment;
import org.orrery.bench.report.Picture;
import org.orrery.bench.report.Report;
import org.orrery.bench.report.ReportFolder;
import org.orrery.bench.report.Row;
import org.orrery.bench.report.Table;
import org.orrery.bench.sidebyside.Agreement;
import org.orrery.bench.sidebyside.Comparison;
import org.orrery.bench.sidebyside.Contestant;
import org.orrery.bench.sidebyside.Match;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.io.Npy;
import org.orrery.ndarray.parallel.Progress;

/**
 * What a subject measures with: tables that fill row by row, and the processes that are measured in turns. The report
 * is written again after every row, so that a run that is cut off leaves what is done. Not thread-safe.
 */
public final class Measurement {
    private final Subject subject;
    private final Plan plan;
    private final Entrants entrants;
    private final ReportFolder files;
    private final Path scratch;
    private final PrintWriter out;
    private final List<String> problems;
    private final Match match;
    private final Progress progress = Progress.console();
    private final Instant started = Instant.now();
    private final List<Environment.Entry> machine = Environment.thisMachine();
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, Picture> figures = new LinkedHashMap<>();

    /**
     * What the command line asks for.
     *
     * @param quick fewer rounds, and without what takes most time or memory
     * @param only what the ids of wanted rows begin with, or null for all
     * @param command the command line
     * @param again the command line without the choice of rows
     */
    record Plan(boolean quick, @Nullable String only, String command, String again) {}

    Measurement(
            Subject subject,
            Plan plan,
            Entrants entrants,
            ReportFolder files,
            Path scratch,
            PrintWriter out,
            List<String> problems) {
        this.subject = subject;
        this.plan = plan;
        this.entrants = entrants;
        this.files = files;
        this.scratch = scratch;
        this.out = out;
        this.problems = problems;
        this.match = plan.quick ? new Match(3, 0.15, scratch) : new Match(9, 0.3, scratch);
    }

    /**
     * Whether the run is to be brief.
     *
     * @return whether what takes most time or memory is to be left out
     */
    public boolean quick() {
        return plan.quick;
    }

    /**
     * Who takes part.
     *
     * @return the processes and their columns
     */
    public Entrants entrants() {
        return entrants;
    }

    /**
     * A new folder or file of this run, which is gone when the run ends.
     *
     * @param name its name
     * @return its path, where nothing is yet
     */
    public Path scratch(String name) {
        return scratch.resolve(name);
    }

    /**
     * Writes a line to the terminal.
     *
     * @param line the line
     */
    public void say(String line) {
        out.println(line);
    }

    /**
     * What is told about work that takes long.
     *
     * @return the progress of this run
     */
    public Progress progress() {
        return progress;
    }

    /**
     * Whether a row is wanted.
     *
     * @param row its id
     * @return whether it is to be measured
     */
    public boolean wants(String row) {
        return plan.only == null || row.startsWith(plan.only);
    }

    /**
     * Whether any row of a table may be wanted.
     *
     * @param table its id
     * @return whether its operands are to be made
     */
    public boolean wantsSome(String table) {
        return wants(table) || (plan.only != null && plan.only.startsWith(table));
    }

    /**
     * A word of a command line, quoted where a shell would not leave it alone.
     *
     * @param word the word
     * @return what to write
     */
    public static String quoted(String word) {
        return word.matches("[\\w./+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /**
     * Begins a table.
     *
     * @param table the table, without rows
     */
    public void begin(Table table) {
        out.println();
        out.println(table.title());
        tables.put(table.id(), table);
    }

    /**
     * A table that was begun.
     *
     * @param id its id
     * @return the table with its rows so far
     */
    public Table table(String id) {
        return Objects.requireNonNull(tables.get(id), id);
    }

    /**
     * Adds a figure to the report.
     *
     * @param figure the figure
     * @throws IOException if the report cannot be written
     */
    public void draw(Picture figure) throws IOException {
        figures.put(figure.id(), figure);
        files.write(report(false));
    }

    /**
     * The columns with these keys.
     *
     * @param keys keys of peers and of ours
     * @return their columns, in the same order
     */
    public List<Column> columns(List<String> keys) {
        return keys.stream().map(entrants::column).toList();
    }

    /**
     * The processes that are there.
     *
     * @param keys keys of columns
     * @return the processes of those that have one
     */
    public List<Contestant> processes(List<String> keys) {
        return keys.stream().flatMap(key -> entrants.process(key).stream()).toList();
    }

    /**
     * The processes that are there, in the order of the columns, each with the same operation.
     *
     * @param keys keys of columns, the reference first
     * @param operation the operation's name
     * @param operands the names of loaded operands
     * @return the sides of a match
     */
    public List<Match.Side> sides(List<String> keys, String operation, List<String> operands) {
        return keys.stream()
                .flatMap(key -> entrants.process(key).stream()
                        .map(process -> new Match.Side(key, process, operation, operands)))
                .toList();
    }

    /**
     * Loads an array in all processes.
     *
     * @param name what operations call it
     * @param array the array
     * @param keys keys of columns
     * @throws IOException if a file cannot be written or a process failed
     */
    public void load(String name, NdArray array, List<String> keys) throws IOException {
        var file = scratch("in-" + name + ".npy");
        Npy.write(file, array);
        for (var process : processes(keys)) {
            process.load(name, file);
        }
    }

    /**
     * Lets all processes forget their operands.
     *
     * @param keys keys of columns
     * @throws IOException if a process failed
     */
    public void clear(List<String> keys) throws IOException {
        for (var process : processes(keys)) {
            process.clear();
        }
    }

    /**
     * A row to be measured.
     *
     * @param id its id, the id of its table first
     * @param title what is done
     * @param known cells that need no measuring
     * @param sides who is measured
     * @param comparison what it takes for the results to agree
     * @param options further options of the command that measures it again, each after a space; or empty
     */
    public record Task(
            String id, String title, List<Cell> known, List<Match.Side> sides, Comparison comparison, String options) {
        /**
         * Keeps its own copies of the lists.
         *
         * @param id its id
         * @param title what is done
         * @param known cells that need no measuring
         * @param sides who is measured
         * @param comparison what it takes for the results to agree
         * @param options further options
         */
        public Task {
            known = List.copyOf(known);
            sides = List.copyOf(sides);
        }
    }

    /**
     * Measures one row of which nothing is known beforehand.
     *
     * @param id its id, the id of its table first
     * @param title what is done
     * @param sides who is measured
     * @param comparison what it takes for the results to agree
     * @throws IOException if a file cannot be written or read
     */
    public void measure(String id, String title, List<Match.Side> sides, Comparison comparison) throws IOException {
        measure(new Task(id, title, List.of(), sides, comparison, ""), progress);
    }

    /**
     * Measures one row if it is wanted, adds it to its table, prints it and writes the report.
     *
     * @param task the row
     * @param shown where its progress is told
     * @throws IOException if a file cannot be written or read
     */
    public void measure(Task task, Progress shown) throws IOException {
        var id = task.id;
        if (!wants(id)) {
            return;
        }
        var table = table(id.substring(0, id.indexOf('.')));
        var cells = new ArrayList<>(task.known);
        try (var turns = shown.start(task.title, (long) match.rounds() * task.sides.size(), "turns")) {
            match.run(task.sides, task.comparison, turns)
                    .forEach((column, outcome) -> cells.add(cell(id, column, outcome)));
        }
        var inOrder = table.columns().stream()
                .map(column -> cells.stream()
                        .filter(cell -> cell.column().equals(column.key()))
                        .findFirst()
                        .orElseGet(() -> Cell.absent(column.key(), entrants.absence(column.key()))))
                .toList();
        var again = plan.again + task.options + " --only " + quoted(id) + " --out report-again";
        var row = new Row(id, task.title, inOrder, again);
        tables.put(table.id(), table.with(row));
        files.write(report(false));
        if (!table.folded()) {
            out.println(row.summary(table));
        }
    }

    private Cell cell(String id, String column, Match.Outcome outcome) {
        if (outcome.samples().isEmpty()) {
            problems.add(id + ": " + outcome.failure());
            return Cell.absent(column, "failed: " + outcome.failure());
        }
        var wrong = outcome.agreement().filter(agreement -> !agreement.agrees());
        wrong.ifPresent(agreement -> problems.add(id + ": " + column + ": the results differ: " + agreement.words()));
        return Cell.measured(
                column,
                outcome.samples().get(),
                outcome.code(),
                outcome.agreement().map(Agreement::words).orElse(""),
                wrong.isPresent());
    }

    /** The report so far. */
    Report report(boolean finished) {
        return new Report(
                        subject.name(),
                        subject.title(),
                        subject.source(),
                        plan.command,
                        version(),
                        started.truncatedTo(ChronoUnit.SECONDS).toString(),
                        finished ? Instant.now().truncatedTo(ChronoUnit.SECONDS).toString() : null,
                        new Environment(machine, entrants.software(), entrants.settings()),
                        List.copyOf(tables.values()),
                        List.copyOf(figures.values()),
                        List.of(),
                        problems)
                .judged(subject.goals());
    }

    /**
     * The version of this program.
     *
     * @return what the manifest of its jar names
     */
    public static String version() {
        var version = Measurement.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
