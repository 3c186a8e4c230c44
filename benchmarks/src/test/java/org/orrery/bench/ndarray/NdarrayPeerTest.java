package org.orrery.bench.ndarray;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.bench.reproduction.PeerScript;
import org.orrery.bench.sidebyside.Agreement;
import org.orrery.bench.sidebyside.Comparison;
import org.orrery.bench.sidebyside.Contestant;
import org.orrery.bench.sidebyside.Python;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.io.Npy;

/** Our worker and the Python script on the same small arrays: every operation has one result on both sides. */
class NdarrayPeerTest {
    /** Operations with an operand of their own; all others take the matrix and itself. */
    private static final Map<String, List<String>> OPERANDS =
            Map.of("fft", List.of("C"), "argsort", List.of("V"), "cumulativeSum", List.of("V"));

    /** A hundred terms of at most 1, or transforms of them, in any order. */
    private static final double TOLERANCE = 100 * 100 * Math.ulp(1.0);

    @TempDir
    Path folder;

    @Test
    void everyOperationHasOneResultOnBothSides() throws IOException {
        var python = Python.with(Python.find(List.of("numpy")), "numpy");
        Assumptions.assumeTrue(python.isPresent(), "no Python with numpy");
        var script = PeerScript.write(NdarrayTables.SUBJECT, folder);
        var program = python.orElseThrow().program().toString();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var worker = List.of(java, "-cp", System.getProperty("java.class.path"), NdarrayWorker.class.getName());
        var environment = Contestant.Environment.inherited();
        try (var peer = Contestant.start(
                        "NumPy",
                        List.of(program, script.toString(), "numpy"),
                        Python.fairSettings(),
                        folder.resolve("peer.log"));
                var ours = Contestant.start("ours", worker, environment, folder.resolve("ours.log"))) {
            var random = new SplittableRandom(1);
            var m = DenseArray.wrap(random.doubles(10_000).toArray(), Shape.of(100, 100));
            var v = DenseArray.wrap(random.doubles(100).toArray());
            for (var process : List.of(peer, ours)) {
                load(process, "M", m);
                load(process, "V", v);
                load(process, "C", Elementwise.multiply(v, new Complex(1, 2)).toDense());
            }
            for (var operation : List.of(
                    "add",
                    "sum",
                    "sum0",
                    "sum1",
                    "expInto",
                    "sinInto",
                    "cumulativeSum",
                    "argsort",
                    "fft",
                    "transpose",
                    "matmul",
                    "view",
                    "element")) {
                agree(ours, peer, operation, Comparison.within(TOLERANCE));
            }
            agree(ours, peer, "uniform", Comparison.sameDistribution());
            agree(ours, peer, "normal", Comparison.sameDistribution());
            agree(ours, ours, "sort", Comparison.sameBits());
        }
    }

    private void load(Contestant process, String name, DenseArray array) throws IOException {
        var file = folder.resolve(name + ".npy");
        Npy.write(file, array);
        process.load(name, file);
    }

    private void agree(Contestant ours, Contestant peer, String operation, Comparison comparison) throws IOException {
        var mine = Files.createTempDirectory(folder, "mine");
        var theirs = Files.createTempDirectory(folder, "theirs");
        var operands = OPERANDS.getOrDefault(operation, List.of("M"));
        ours.result(operation, operands, mine, comparison.wholeUpTo());
        peer.result(operation, operands, theirs, comparison.wholeUpTo());
        assertThat(comparison.compare(mine, theirs)).as(operation).matches(Agreement::agrees, "agrees");
    }
}
