package org.orrery.bench.ndarray;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.orrery.bench.report.Goal;
import org.orrery.bench.report.SpeedUp;
import org.orrery.bench.report.Table;
import org.orrery.bench.report.TimeGoal;
import org.orrery.bench.reproduction.Charts;
import org.orrery.bench.reproduction.Entrants;
import org.orrery.bench.reproduction.Measurement;
import org.orrery.bench.reproduction.Subject;
import org.orrery.bench.sidebyside.Comparison;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;

/** What {@code reproduce ndarray} measures. */
final class NdarrayTables {
    private static final int MILLION = 1_000_000;
    private static final int LARGE = 10 * MILLION;
    private static final int SIDE = 1_000;
    private static final int MATRIX = 512;

    /** The side of a square of about ten million elements. */
    private static final int LARGE_SIDE = 3_162;

    private static final double EPS = Math.ulp(1.0);
    private static final String NUMPY = "numpy";
    private static final String ONE = "ours.one";
    private static final String TWO = "ours.two";

    /** The numbers that were asked for, in microseconds: ours, and NumPy's on the machine where the goal was set. */
    private static final List<Goal> GOALS = List.of(
            vector("10⁶: add into a new array", "million.add", 500, 227),
            vector("10⁶: sum", "million.sum", 110, 164),
            plain("10⁶: exp into, plain", "million.exp", 4_000, 674),
            vector("10⁶: exp into", "million.exp", 750, 674),
            plain("10⁶: sin into, plain", "million.sin", 7_000, 8_800),
            vector("10⁶: sin into", "million.sin", 1_050, 8_800),
            vector("10⁶: cumulative sum", "million.cumulativeSum", 900, 3_350),
            vector("10⁶: argsort", "million.argsort", 15_000, 18_100),
            vector("10⁶: uniform numbers", "million.uniform", 1_500, 1_760),
            vector("10⁶: normal numbers", "million.normal", 9_000, 9_800),
            vector("10⁶: complex FFT", "million.fft", 25_000, 16_800),
            vector("1000 × 1000: sum over axis 0", "matrix.sum0", 130, 125),
            vector("1000 × 1000: sum over axis 1", "matrix.sum1", 130, 171),
            vector("1000 × 1000: copy of the transpose", "matrix.transpose", 900, 669),
            plain("512 × 512: matrix product, plain", "matrix.matmul", 45_000, 3_030),
            vector("512 × 512: matrix product", "matrix.matmul", 8_000, 3_030),
            vector("n = 10: add", "small.add", 0.1, 0.29),
            vector("View of a slice", "small.view", 0.05, 0.15),
            vector("One element", "small.element", 0.01, 0.055),
            twoThreads("10⁷: exp, two threads", "threads.exp", 1.6),
            twoThreads("10⁷: sort, two threads", "threads.sort", 1.6),
            twoThreads("10⁷: matrix product, two threads", "threads.matmul", 1.6),
            twoThreads("10⁷: add, two threads", "threads.add", 1.4),
            twoThreads("10⁷: sum, two threads", "threads.sum", 1.4));

    static final Subject SUBJECT = new Subject(
            "ndarray",
            "Dense arrays beside NumPy",
            "the numbers asked for of the array core",
            "arrays of 10⁶ elements, matrices, small operations, two threads against one",
            NdarrayWorker.class,
            "ndarray_peer.py",
            List.of(new Subject.Peer(NUMPY, "NumPy")),
            GOALS);

    private final Measurement measurement;
    private final Entrants entrants;
    private final List<String> keys;

    NdarrayTables(Measurement measurement) {
        this.measurement = measurement;
        this.entrants = measurement.entrants();
        this.keys = new ArrayList<>(List.of(NUMPY));
        this.keys.addAll(entrants.ours());
    }

    private static Goal vector(String title, String row, double micros, double peerMicros) {
        return TimeGoal.of(title, row, Entrants.OURS, NUMPY, micros / 1e6, peerMicros / 1e6);
    }

    private static Goal plain(String title, String row, double micros, double peerMicros) {
        return TimeGoal.of(title, row, Entrants.PLAIN, NUMPY, micros / 1e6, peerMicros / 1e6);
    }

    private static Goal twoThreads(String title, String row, double factor) {
        return new SpeedUp(title, row, TWO, ONE, factor, "one thread");
    }

    void measure() throws IOException {
        million();
        matrices();
        small();
        threads();
    }

    private void million() throws IOException {
        if (!begin(
                "million",
                "A million elements",
                "Arrays of 10⁶ float64, uniform from 0 to 1; the transform is of"
                        + " complex128. Random numbers come from each side's own generator and are compared by mean and"
                        + " deviation.")) {
            return;
        }
        measurement.load("A", uniform(1, MILLION), keys);
        measurement.load("B", uniform(2, MILLION), keys);
        measurement.load("C", complex(uniform(3, MILLION), uniform(4, MILLION)), keys);
        row("million.add", "Add, new array", "add", List.of("A", "B"), 0);
        // Terms of at most 1, added in any order: n·eps·Σ|a|.
        row("million.sum", "Sum", "sum", List.of("A"), sumTolerance(MILLION));
        // Both sides are within 1 ulp, and no value is above e.
        row("million.exp", "Exp into", "expInto", List.of("A"), 2 * Math.ulp(Math.E));
        row("million.sin", "Sin into", "sinInto", List.of("A"), 2 * EPS);
        row("million.cumulativeSum", "Cumulative sum", "cumulativeSum", List.of("A"), sumTolerance(MILLION));
        row("million.argsort", "Argsort", "argsort", List.of("A"), 0);
        draws("million.uniform", "Uniform numbers", "uniform");
        draws("million.normal", "Normal numbers", "normal");
        // Each side errs by at most eps·log₂(n) of ‖X‖ = √n·‖x‖ ≤ √2·n (Higham, Accuracy and Stability, section 24.1).
        var transformTolerance = 2 * EPS * Math.log(MILLION) / Math.log(2) * Math.sqrt(2) * MILLION;
        row("million.fft", "Complex FFT", "fft", List.of("C"), transformTolerance);
        measurement.clear(keys);
        measurement.draw(Charts.bars(measurement.table("million"), ""));
    }

    private void matrices() throws IOException {
        if (!begin(
                "matrix",
                "Matrices",
                "Sums and the copy of a transpose: 1000 × 1000 float64; the product: 512 × 512."
                        + " NumPy multiplies by OpenBLAS, we in Java.")) {
            return;
        }
        measurement.load("M", uniform(5, SIDE, SIDE), keys);
        measurement.load("P", uniform(6, MATRIX, MATRIX), keys);
        measurement.load("Q", uniform(7, MATRIX, MATRIX), keys);
        row("matrix.sum0", "Sum over axis 0", "sum0", List.of("M"), sumTolerance(SIDE));
        row("matrix.sum1", "Sum over axis 1", "sum1", List.of("M"), sumTolerance(SIDE));
        row("matrix.transpose", "Copy of the transpose", "transpose", List.of("M"), 0);
        row("matrix.matmul", "Matrix product", "matmul", List.of("P", "Q"), sumTolerance(MATRIX));
        measurement.clear(keys);
        measurement.draw(Charts.bars(measurement.table("matrix"), ""));
    }

    private void small() throws IOException {
        if (!begin(
                "small",
                "Small operations",
                "Operations so small that only the call counts: ten elements added, a view"
                        + " of shape (10, 500) and one element of a matrix of 1000 × 1000.")) {
            return;
        }
        measurement.load("S", uniform(8, 10), keys);
        measurement.load("T", uniform(9, 10), keys);
        measurement.load("M", uniform(5, SIDE, SIDE), keys);
        row("small.add", "Add ten elements", "add", List.of("S", "T"), 0);
        row("small.view", "View of a slice", "view", List.of("M"), 0);
        row("small.element", "One element", "element", List.of("M"), 0);
        measurement.clear(keys);
    }

    private void threads() throws IOException {
        if (!measurement.wantsSome("threads")) {
            return;
        }
        var both = List.of(ONE, TWO);
        var heap = "3g";
        entrants.start(ONE, "One thread", heap, 1);
        entrants.start(TWO, "Two threads", heap, 2);
        measurement.begin(Table.of(
                "threads",
                "Two threads",
                "Ten million float64; the product is of 3162 × 3162, as many elements. Every result on two threads must"
                        + " have the bits of that on one.",
                measurement.columns(both),
                TWO,
                ONE));
        measurement.load("A", uniform(1, LARGE), both);
        measurement.load("B", uniform(2, LARGE), both);
        threads("exp", "Exp into", "expInto", List.of("A"));
        threads("sort", "Sort", "sort", List.of("A"));
        threads("add", "Add, new array", "add", List.of("A", "B"));
        threads("sum", "Sum", "sum", List.of("A"));
        measurement.clear(both);
        measurement.load("P", uniform(3, LARGE_SIDE, LARGE_SIDE), both);
        measurement.load("Q", uniform(4, LARGE_SIDE, LARGE_SIDE), both);
        threads("matmul", "Matrix product", "matmul", List.of("P", "Q"));
        both.forEach(entrants::stop);
    }

    private void threads(String name, String title, String operation, List<String> operands) throws IOException {
        measurement.measure(
                "threads." + name,
                title,
                measurement.sides(List.of(ONE, TWO), operation, operands),
                Comparison.sameBits());
    }

    private boolean begin(String id, String title, String caption) {
        var wanted = measurement.wantsSome(id);
        if (wanted) {
            measurement.begin(Table.of(id, title, caption, measurement.columns(keys), Entrants.OURS, NUMPY));
        }
        return wanted;
    }

    private void row(String id, String title, String operation, List<String> operands, double tolerance)
            throws IOException {
        measurement.measure(id, title, measurement.sides(keys, operation, operands), Comparison.within(tolerance));
    }

    private void draws(String id, String title, String operation) throws IOException {
        measurement.measure(id, title, measurement.sides(keys, operation, List.of("A")), Comparison.sameDistribution());
    }

    /** How far two sums of n products or terms of at most 1 may be apart: n·eps·Σ|a|. */
    private static double sumTolerance(int n) {
        return (double) n * n * EPS;
    }

    /** Numbers drawn apart from the code that is measured. */
    private static DenseArray uniform(long seed, long... dims) {
        var shape = Shape.of(dims);
        return DenseArray.wrap(new SplittableRandom(seed).doubles(shape.size()).toArray(), shape);
    }

    private static NdArray complex(NdArray real, NdArray imaginary) {
        return Elementwise.add(real, Elementwise.multiply(imaginary, Complex.I));
    }
}
