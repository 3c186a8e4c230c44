package org.orrery.bench.sparse;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.orrery.bench.report.Cell;
import org.orrery.bench.report.Column;
import org.orrery.bench.report.Table;
import org.orrery.bench.report.TimeGoal;
import org.orrery.bench.reproduction.Charts;
import org.orrery.bench.reproduction.Entrants;
import org.orrery.bench.reproduction.Measurement;
import org.orrery.bench.reproduction.Subject;
import org.orrery.bench.sidebyside.Comparison;
import org.orrery.bench.sidebyside.Match;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Shape;

/**
 * What {@code reproduce sparse} measures: Table 2 of the paper, dense operations, break-even densities, the user's own
 * matrices.
 */
final class SparseTables {
    static final String TITLE = "Sparse: a more modern sparse array library";

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
    private static final List<TimeGoal> GOALS = List.of(
            new TimeGoal("Addition", "table2.add", Entrants.OURS, "scipy", 0.9e-3, 0.7, 0.69),
            new TimeGoal("Multiplication", "table2.multiply", Entrants.OURS, "scipy", 0.6e-3, 0.45, 0.48),
            new TimeGoal("Sum, axis 0", "table2.sum0", Entrants.OURS, "scipy", 80e-6, Double.NaN, 0.75),
            new TimeGoal("Sum, axis 1", "table2.sum1", Entrants.OURS, "scipy", 50e-6, Double.NaN, 0.29),
            new TimeGoal(
                    "Dense 10⁶ float64, add into", "dense.addInto", Entrants.OURS, "numpy", 400e-6, Double.NaN, 1.76),
            new TimeGoal("Dense 10⁶ float64, sum", "dense.sum", Entrants.OURS, "numpy", 120e-6, Double.NaN, 0.73),
            new TimeGoal("Dense view of a slice", "dense.view", Entrants.OURS, "numpy", 50e-9, Double.NaN, 0.33),
            new TimeGoal("Dense ten-element add", "dense.add10", Entrants.OURS, "numpy", 150e-9, Double.NaN, 0.52));

    static final Subject SUBJECT = new Subject(
            "sparse",
            TITLE,
            "Hameer Abbasi, SciPy 2018",
            "Table 2, dense operations, break-even densities, your own matrices",
            SparseWorker.class,
            "sparse_peer.py",
            List.of(
                    new Subject.Peer("scipy", "SciPy"),
                    new Subject.Peer("sparse", "pydata/sparse"),
                    new Subject.Peer("numpy", "NumPy")),
            GOALS);

    private final Measurement measurement;
    private final Entrants entrants;

    /**
     * A matrix of the user.
     *
     * @param name what rows and figures call it
     * @param file where it is from
     * @param entries its entries
     */
    record Own(String name, Path file, Triplets entries) {}

    SparseTables(Measurement measurement) {
        this.measurement = measurement;
        this.entrants = measurement.entrants();
    }

    void measure(List<Own> own) throws IOException {
        tableTwo();
        dense();
        densities();
        matrices(own);
    }

    private void tableTwo() throws IOException {
        if (!measurement.wantsSome("table2")) {
            return;
        }
        var a = Triplets.random(SIDE, SIDE, DENSITY, 1);
        var b = Triplets.random(SIDE, SIDE, DENSITY, 2);
        var sparse = new ArrayList<>(List.of("scipy", "sparse"));
        sparse.addAll(entrants.ours());
        var keys = new ArrayList<>(List.of("scipy", "sparse", "numpy"));
        keys.addAll(entrants.ours());
        if (!measurement.quick()) {
            entrants.start(DENSE, "Dense arrays", "6g", 1);
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
        if (!measurement.quick()) {
            load("A", a, "dense", List.of("numpy", DENSE));
            load("B", b, "dense", List.of("numpy", DENSE));
        }
        for (var operation : OPERATIONS) {
            var published = new ArrayList<Cell>();
            for (var i = 0; i < PAPER.size(); i++) {
                published.add(
                        Cell.published(PAPER.get(i).key(), operation.published[i] / 1e3, operation.plusMinus[i] / 1e3));
            }
            if (measurement.quick()) {
                var why = entrants.process("numpy").isPresent() ? "left out: --quick" : entrants.absence("numpy");
                published.add(Cell.absent("numpy", why));
            }
            measurement.measure(
                    new Measurement.Task(
                            "table2." + operation.id,
                            operation.title,
                            published,
                            measurement.sides(
                                    measurement.quick() ? sparse : keys, operation.id, operation.operands("A", "B")),
                            Comparison.within(operation.isSum() ? a.sumTolerance() : 0),
                            ""),
                    measurement.progress());
        }
        measurement.clear(keys);
        entrants.stop(DENSE);
        measurement.draw(Charts.bars(measurement.table("table2"), "paper 2018"));
    }

    private void dense() throws IOException {
        if (!measurement.wantsSome("dense")) {
            return;
        }
        var keys = new ArrayList<>(List.of("numpy"));
        keys.addAll(entrants.ours());
        begin(
                "dense",
                "Dense arrays",
                "What the array core costs: arrays of 10⁶ elements, and operations so small that only the call counts.",
                measurement.columns(keys),
                "numpy");
        var million = 1_000_000;
        var random = new SplittableRandom(3);
        load("A", random.doubles(million).toArray(), Shape.of(million), keys);
        load("B", random.doubles(million).toArray(), Shape.of(million), keys);
        load("M", random.doubles(million).toArray(), Shape.of(1_000, 1_000), keys);
        load("S", random.doubles(10).toArray(), Shape.of(10), keys);
        load("T", random.doubles(10).toArray(), Shape.of(10), keys);
        measurement.measure(
                "dense.addInto",
                "10⁶ float64: add into an array",
                measurement.sides(keys, "addInto", List.of("A", "B")),
                Comparison.within(0));
        // Terms of at most 1, added in any order: n·eps·Σ|a|.
        var tolerance = (double) million * million * Math.ulp(1.0);
        measurement.measure(
                "dense.sum",
                "10⁶ float64: sum",
                measurement.sides(keys, "sum", List.of("A")),
                Comparison.within(tolerance));
        measurement.measure(
                "dense.view",
                "View of a slice, shape (10, 500)",
                measurement.sides(keys, "view", List.of("M")),
                Comparison.within(0));
        measurement.measure(
                "dense.add10",
                "Ten float64: add",
                measurement.sides(keys, "add", List.of("S", "T")),
                Comparison.within(0));
        measurement.clear(keys);
    }

    private void densities() throws IOException {
        if (!measurement.wantsSome("density")) {
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
        try (var task = measurement.progress().start("Break-even density", 3L * DENSITIES.length, "rows")) {
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
                    measurement.measure(
                            new Measurement.Task(
                                    "density." + operation.id + "." + written,
                                    operation.title + ", density " + written,
                                    List.of(),
                                    sides,
                                    Comparison.within(operation.isSum() ? a.sumTolerance() : 0),
                                    ""),
                            task.part(1));
                }
            }
        }
        measurement.clear(only);
        var picture = SparseFigures.breakEven(measurement.table("density"));
        measurement.draw(picture);
        measurement.say("  " + picture.caption());
    }

    private void matrices(List<Own> own) throws IOException {
        if (own.isEmpty() || !measurement.wantsSome("matrix")) {
            return;
        }
        var keys = new ArrayList<>(List.of("scipy"));
        keys.addAll(entrants.ours());
        begin(
                "matrix",
                "Your matrices",
                "The same operations on the matrices given; a square one is added to its transpose, another to itself.",
                measurement.columns(keys),
                "scipy");
        for (var matrix : own) {
            measurement.draw(SparseFigures.spy(matrix));
            var again = " --matrix " + Measurement.quoted(matrix.file().toString());
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
                measurement.measure(
                        new Measurement.Task(
                                "matrix." + matrix.name() + "." + operation.id,
                                matrix.name() + ": " + what,
                                List.of(),
                                measurement.sides(keys, operation.id, operation.operands("A", other)),
                                Comparison.within(operation.isSum() ? entries.sumTolerance() : 0),
                                again),
                        measurement.progress());
            }
        }
        measurement.clear(keys);
    }

    private void load(String name, Triplets entries, String kind, List<String> keys) throws IOException {
        var folder = entries.write(measurement.scratch("in-" + name));
        for (var process : measurement.processes(keys)) {
            process.load(name, kind, folder, entries.rows(), entries.columns());
        }
    }

    private void load(String name, double[] values, Shape shape, List<String> keys) throws IOException {
        measurement.load(name, DenseArray.wrap(values, shape), keys);
    }

    private void begin(String id, String title, String caption, List<Column> columns, String peer) {
        measurement.begin(new Table(id, title, caption, id.equals("density"), columns, Entrants.OURS, peer, List.of()));
    }
}
