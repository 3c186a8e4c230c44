package org.orrery.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.orrery.bench.report.Cell;
import org.orrery.bench.report.Column;
import org.orrery.bench.report.Environment;
import org.orrery.bench.report.Goal;
import org.orrery.bench.report.Picture;
import org.orrery.bench.report.Report;
import org.orrery.bench.report.ReportFolder;
import org.orrery.bench.report.Row;
import org.orrery.bench.report.Table;
import org.orrery.bench.sidebyside.Agreement;
import org.orrery.bench.sidebyside.Match;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.io.Npy;
import org.orrery.ndarray.parallel.Progress;

/**
 * What {@code reproduce sparse} measures: Table 2 of the paper, dense operations, break-even densities, the user's own
 * matrices. The report is written again after every row.
 */
final class SparseMeasurement {
    static final String TITLE = "Sparse: a more modern sparse array library";
    static final String SOURCE = "Hameer Abbasi, SciPy 2018";

    private static final int SIDE = 10_000;
    private static final double DENSITY = 0.001;
    private static final int BREAK_EVEN_SIDE = 1_000;
    private static final double[] DENSITIES = {1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1};
    private static final String DENSE = "ours.dense";

    /** An operation of Table 2 with the paper's numbers for Sparse, SciPy and NumPy: milliseconds, and their ±. */
    private record Operation(String id, String title, double[] published, double[] plusMinus) {
        boolean isSum() {
            return id.startsWith("sum");
        }

        List<String> operands(String a, String b) {
            return isSum() ? List.of(a) : List.of(a, b);
        }
    }

    private static final List<Operation> OPERATIONS = List.of(
            new Operation("add", "Addition", new double[] {50.8, 2.49, 507}, new double[] {3.45, 0.211, 6.43}),
            new Operation(
                    "multiply", "Multiplication", new double[] {10.7, 14.9, 529}, new double[] {0.526, 1.68, 13.5}),
            new Operation("sum0", "Sum, axis 0", new double[] {12, 0.545, 97.8}, new double[] {0.116, 0.0498, 4.19}),
            new Operation(
                    "sum1", "Sum, axis 1", new double[] {0.959, 0.641, 62.7}, new double[] {0.0237, 0.0839, 4.86}));

    private static final List<Column> PAPER = Stream.of("Sparse", "SciPy", "NumPy")
            .map(name -> new Column("paper." + name, name, Column.Side.PAPER, "Core i7-3537U, 16 GB, 2018"))
            .toList();

    /** The numbers that were asked for; the last of each is the goal's ratio to the peer where the goal was set. */
    static final List<Goal> GOALS = List.of(
            new Goal("Addition", "table2.add", Entrants.OURS, "scipy", 0.9e-3, 0.7, 0.69),
            new Goal("Multiplication", "table2.multiply", Entrants.OURS, "scipy", 0.6e-3, 0.45, 0.48),
            new Goal("Sum, axis 0", "table2.sum0", Entrants.OURS, "scipy", 80e-6, Double.NaN, 0.75),
            new Goal("Sum, axis 1", "table2.sum1", Entrants.OURS, "scipy", 50e-6, Double.NaN, 0.29),
            new Goal("Dense 10⁶ float64, add into", "dense.addInto", Entrants.OURS, "numpy", 400e-6, Double.NaN, 1.76),
            new Goal("Dense 10⁶ float64, sum", "dense.sum", Entrants.OURS, "numpy", 120e-6, Double.NaN, 0.73),
            new Goal("Dense view of a slice", "dense.view", Entrants.OURS, "numpy", 50e-9, Double.NaN, 0.33),
            new Goal("Dense ten-element add", "dense.add10", Entrants.OURS, "numpy", 150e-9, Double.NaN, 0.52));

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
     * @param quick fewer rounds, no dense columns
     * @param only what the ids of wanted rows begin with, or null for all
     * @param command the command line
     * @param again the command line without the choice of rows and matrices
     */
    record Plan(boolean quick, @Nullable String only, String command, String again) {
        boolean wants(String row) {
            return only == null || row.startsWith(only);
        }

        /** Whether any row of a table may be wanted. */
        boolean wantsSome(String table) {
            return wants(table) || (only != null && only.startsWith(table));
        }

        /** The command that measures a row again, into a report of its own. */
        String again(String row, String matrix) {
            return again + matrix + " --only " + quoted(row) + " --out report-again";
        }

        private static String quoted(String word) {
            return word.matches("[\\w./+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
        }
    }

    /**
     * A matrix of the user.
     *
     * @param name what rows and figures call it
     * @param file where it is from
     * @param entries its entries
     */
    record Own(String name, Path file, Triplets entries) {}

    SparseMeasurement(
            Plan plan, Entrants entrants, ReportFolder files, Path scratch, PrintWriter out, List<String> problems) {
        this.plan = plan;
        this.entrants = entrants;
        this.files = files;
        this.scratch = scratch;
        this.out = out;
        this.problems = problems;
        this.match = plan.quick ? new Match(3, 0.15, scratch) : new Match(9, 0.3, scratch);
    }

    void run(List<Own> own) throws IOException {
        tableTwo();
        dense();
        densities();
        matrices(own);
    }

    private void tableTwo() throws IOException {
        if (!plan.wantsSome("table2")) {
            return;
        }
        var a = Triplets.random(SIDE, SIDE, DENSITY, 1);
        var b = Triplets.random(SIDE, SIDE, DENSITY, 2);
        var sparse = new ArrayList<>(List.of("scipy", "sparse"));
        sparse.addAll(entrants.ours());
        var keys = new ArrayList<>(List.of("scipy", "sparse", "numpy"));
        keys.addAll(entrants.ours());
        if (!plan.quick) {
            entrants.startLarge(DENSE, "Dense arrays", "6g");
            keys.add(DENSE);
        }
        begin(
                "table2",
                "Table 2",
                "Two random arrays of shape (10000, 10000), float64, density 0.001. Dense, that is NumPy and our dense"
                        + " arrays, are the same entries with their zeros between, 800 MB each.",
                Stream.concat(PAPER.stream(), keys.stream().map(entrants::column))
                        .toList(),
                "scipy");
        load("A", a, "sparse", sparse);
        load("B", b, "sparse", sparse);
        if (!plan.quick) {
            load("A", a, "dense", List.of("numpy", DENSE));
            load("B", b, "dense", List.of("numpy", DENSE));
        }
        for (var operation : OPERATIONS) {
            var published = new ArrayList<Cell>();
            for (var i = 0; i < PAPER.size(); i++) {
                published.add(
                        Cell.published(PAPER.get(i).key(), operation.published[i] / 1e3, operation.plusMinus[i] / 1e3));
            }
            if (plan.quick) {
                var why = entrants.process("numpy").isPresent() ? "left out: --quick" : entrants.absence("numpy");
                published.add(Cell.absent("numpy", why));
            }
            measure(
                    new Task(
                            "table2." + operation.id,
                            operation.title,
                            published,
                            sides(plan.quick ? sparse : keys, operation.id, operation.operands("A", "B")),
                            operation.isSum() ? a.sumTolerance() : 0,
                            ""),
                    progress);
        }
        clear(keys);
        entrants.stop(DENSE);
        draw(SparseFigures.bars(table("table2")));
    }

    private void dense() throws IOException {
        if (!plan.wantsSome("dense")) {
            return;
        }
        var keys = new ArrayList<>(List.of("numpy"));
        keys.addAll(entrants.ours());
        begin(
                "dense",
                "Dense arrays",
                "What the array core costs: arrays of 10⁶ elements, and operations so small that only the call counts.",
                keys.stream().map(entrants::column).toList(),
                "numpy");
        var million = 1_000_000;
        var random = new SplittableRandom(3);
        load("A", random.doubles(million).toArray(), Shape.of(million), keys);
        load("B", random.doubles(million).toArray(), Shape.of(million), keys);
        load("M", random.doubles(million).toArray(), Shape.of(1_000, 1_000), keys);
        load("S", random.doubles(10).toArray(), Shape.of(10), keys);
        load("T", random.doubles(10).toArray(), Shape.of(10), keys);
        measure("dense.addInto", "10⁶ float64: add into an array", sides(keys, "addInto", List.of("A", "B")), 0);
        // Terms of at most 1, added in any order: n·eps·Σ|a|.
        var tolerance = (double) million * million * Math.ulp(1.0);
        measure("dense.sum", "10⁶ float64: sum", sides(keys, "sum", List.of("A")), tolerance);
        measure("dense.view", "View of a slice, shape (10, 500)", sides(keys, "view", List.of("M")), 0);
        measure("dense.add10", "Ten float64: add", sides(keys, "add", List.of("S", "T")), 0);
        clear(keys);
    }

    private void densities() throws IOException {
        if (!plan.wantsSome("density")) {
            return;
        }
        var ours = entrants.column(Entrants.OURS);
        var only = List.of(Entrants.OURS);
        begin(
                "density",
                "Break-even density",
                "Random arrays of shape (1000, 1000), stored sparse and stored dense, both ours, on " + ours.label()
                        + ".",
                List.of(
                        new Column(Entrants.OURS, "Sparse", Column.Side.OURS, ours.about()),
                        new Column(DENSE, "Dense", Column.Side.OURS, ours.about())),
                DENSE);
        var process = entrants.process(Entrants.OURS).orElseThrow();
        try (var task = progress.start("Break-even density", 3L * DENSITIES.length, "rows")) {
            for (var density : DENSITIES) {
                var a = Triplets.random(BREAK_EVEN_SIDE, BREAK_EVEN_SIDE, density, 4);
                var b = Triplets.random(BREAK_EVEN_SIDE, BREAK_EVEN_SIDE, density, 5);
                load("A", a, "sparse", only);
                load("B", b, "sparse", only);
                load("DA", a, "dense", only);
                load("DB", b, "dense", only);
                var written = new BigDecimal(String.valueOf(density))
                        .stripTrailingZeros()
                        .toPlainString();
                for (var operation : OPERATIONS.subList(0, 3)) {
                    var sides = List.of(
                            new Match.Side(Entrants.OURS, process, operation.id, operation.operands("A", "B")),
                            new Match.Side(DENSE, process, operation.id, operation.operands("DA", "DB")));
                    measure(
                            new Task(
                                    "density." + operation.id + "." + written,
                                    operation.title + ", density " + written,
                                    List.of(),
                                    sides,
                                    operation.isSum() ? a.sumTolerance() : 0,
                                    ""),
                            task.part(1));
                }
            }
        }
        clear(only);
        var picture = SparseFigures.breakEven(table("density"));
        draw(picture);
        out.println("  " + picture.caption());
    }

    private void matrices(List<Own> own) throws IOException {
        if (own.isEmpty() || !plan.wantsSome("matrix")) {
            return;
        }
        var keys = new ArrayList<>(List.of("scipy"));
        keys.addAll(entrants.ours());
        begin(
                "matrix",
                "Your matrices",
                "The same operations on the matrices given; a square one is added to its transpose, another to itself.",
                keys.stream().map(entrants::column).toList(),
                "scipy");
        for (var matrix : own) {
            draw(SparseFigures.spy(matrix));
            var again = " --matrix " + Plan.quoted(matrix.file().toString());
            var entries = matrix.entries();
            var square = entries.rows() == entries.columns();
            load("A", entries, "sparse", keys);
            load("T", square ? entries.transposed() : entries, "sparse", keys);
            for (var operation : OPERATIONS) {
                var what =
                        switch (operation.id) {
                            case "add" -> square ? "A + Aᵀ" : "A + A";
                            case "multiply" -> "A × A, element by element";
                            default -> operation.title;
                        };
                var other = operation.id.equals("add") ? "T" : "A";
                measure(
                        new Task(
                                "matrix." + matrix.name() + "." + operation.id,
                                matrix.name() + ": " + what,
                                List.of(),
                                sides(keys, operation.id, operation.operands("A", other)),
                                operation.isSum() ? entries.sumTolerance() : 0,
                                again),
                        progress);
            }
        }
        clear(keys);
    }

    /** The processes that are there, in the order of the columns, each with the same operation. */
    private List<Match.Side> sides(List<String> keys, String operation, List<String> operands) {
        return keys.stream()
                .flatMap(key -> entrants.process(key).stream()
                        .map(process -> new Match.Side(key, process, operation, operands)))
                .toList();
    }

    private void measure(String id, String title, List<Match.Side> sides, double tolerance) throws IOException {
        measure(new Task(id, title, List.of(), sides, tolerance, ""), progress);
    }

    /**
     * A row to be measured.
     *
     * @param id its id, the id of its table first
     * @param title what is done
     * @param known cells that need no measuring
     * @param sides who is measured
     * @param tolerance how far apart two elements of the results may be
     * @param matrix the options that choose the matrix, for the command that measures it again; or empty
     */
    private record Task(
            String id, String title, List<Cell> known, List<Match.Side> sides, double tolerance, String matrix) {}

    /** Measures one row, adds it to its table, prints it and writes the report. */
    private void measure(Task task, Progress shown) throws IOException {
        var id = task.id;
        if (!plan.wants(id)) {
            return;
        }
        var table = table(id.substring(0, id.indexOf('.')));
        var cells = new ArrayList<>(task.known);
        try (var turns = shown.start(task.title, (long) match.rounds() * task.sides.size(), "turns")) {
            match.run(task.sides, task.tolerance, turns)
                    .forEach((column, outcome) -> cells.add(cell(id, column, outcome)));
        }
        var inOrder = table.columns().stream()
                .map(column -> cells.stream()
                        .filter(cell -> cell.column().equals(column.key()))
                        .findFirst()
                        .orElseGet(() -> Cell.absent(column.key(), entrants.absence(column.key()))))
                .toList();
        var row = new Row(id, task.title, inOrder, plan.again(id, task.matrix));
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

    private void load(String name, Triplets entries, String kind, List<String> keys) throws IOException {
        var folder = entries.write(scratch.resolve("in-" + name));
        for (var key : keys) {
            var process = entrants.process(key);
            if (process.isPresent()) {
                process.get().load(name, kind, folder, entries.rows(), entries.columns());
            }
        }
    }

    private void load(String name, double[] values, Shape shape, List<String> keys) throws IOException {
        var file = scratch.resolve("in-" + name + ".npy");
        Npy.write(file, DenseArray.wrap(values, shape));
        for (var key : keys) {
            var process = entrants.process(key);
            if (process.isPresent()) {
                process.get().load(name, file);
            }
        }
    }

    private void clear(List<String> keys) throws IOException {
        for (var key : keys) {
            var process = entrants.process(key);
            if (process.isPresent()) {
                process.get().clear();
            }
        }
    }

    private void begin(String id, String title, String caption, List<Column> columns, String peer) {
        out.println();
        out.println(title);
        tables.put(id, new Table(id, title, caption, id.equals("density"), columns, Entrants.OURS, peer, List.of()));
    }

    private Table table(String id) {
        return Objects.requireNonNull(tables.get(id), id);
    }

    private void draw(Picture figure) throws IOException {
        figures.put(figure.id(), figure);
        files.write(report(false));
    }

    /** The report so far. */
    Report report(boolean finished) {
        return new Report(
                        "sparse",
                        TITLE,
                        SOURCE,
                        plan.command,
                        Reproduce.version(),
                        started.truncatedTo(ChronoUnit.SECONDS).toString(),
                        finished ? Instant.now().truncatedTo(ChronoUnit.SECONDS).toString() : null,
                        new Environment(machine, entrants.software(), entrants.settings()),
                        List.copyOf(tables.values()),
                        List.copyOf(figures.values()),
                        List.of(),
                        problems)
                .judged(GOALS);
    }
}
