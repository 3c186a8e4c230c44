package org.orrery.bench.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.orrery.bench.reproduction.PeerScript;
import org.orrery.bench.sidebyside.Agreement;
import org.orrery.bench.sidebyside.Comparison;
import org.orrery.bench.sidebyside.Contestant;
import org.orrery.bench.sidebyside.Python;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.io.Npy;

/** Our worker and the Python script on the same small arrays: the two speak one protocol and get one result. */
class SparsePeerTest {
    @TempDir
    Path folder;

    private static List<Python> pythons = List.of();

    @BeforeAll
    static void find() throws IOException {
        pythons = Python.find(List.of("numpy", "scipy", "sparse"));
    }

    private Contestant peer(String module) throws IOException {
        var python = pythons.stream()
                .filter(candidate -> candidate.modules().keySet().containsAll(List.of("numpy", module)))
                .findFirst();
        Assumptions.assumeTrue(python.isPresent(), "no Python with numpy and " + module);
        var script = PeerScript.write(SparseTables.SUBJECT, folder);
        var command = List.of(python.orElseThrow().program().toString(), script.toString(), module);
        return Contestant.start(module, command, Python.fairSettings(), folder.resolve("peer.log"));
    }

    private Contestant ours() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(java, "-cp", System.getProperty("java.class.path"), SparseWorker.class.getName());
        return Contestant.start("ours", command, Contestant.Environment.inherited(), folder.resolve("ours.log"));
    }

    private void agree(Contestant ours, Contestant peer, String operation, List<String> operands, double tolerance)
            throws IOException {
        var mine = Files.createTempDirectory(folder, "mine");
        var theirs = Files.createTempDirectory(folder, "theirs");
        var comparison = Comparison.within(tolerance);
        ours.result(operation, operands, mine, comparison.wholeUpTo());
        peer.result(operation, operands, theirs, comparison.wholeUpTo());
        assertThat(comparison.compare(mine, theirs)).as(operation).matches(Agreement::agrees, "agrees");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scipy", "sparse", "numpy"})
    void operationsOfTableTwoAgree(String module) throws IOException {
        var a = Triplets.random(300, 200, 0.01, 1);
        var b = Triplets.random(300, 200, 0.02, 2);
        var kind = module.equals("numpy") ? "dense" : "sparse";
        try (var peer = peer(module);
                var ours = ours()) {
            for (var process : List.of(peer, ours)) {
                process.load("A", kind, a.write(folder.resolve("A")), 300, 200);
                process.load("B", kind, b.write(folder.resolve("B")), 300, 200);
            }
            agree(ours, peer, "add", List.of("A", "B"), 0);
            agree(ours, peer, "multiply", List.of("A", "B"), 0);
            agree(ours, peer, "multiply", List.of("A"), 0);
            agree(ours, peer, "sum0", List.of("A"), a.sumTolerance());
            agree(ours, peer, "sum1", List.of("A"), a.sumTolerance());
            var round = peer.time("sum0", List.of("A"), 0.01);
            assertThat(round.code()).isEqualTo("A.sum(axis=0)");
            assertThat(round.seconds()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(peer.about()).containsKeys("numpy", module, "python");
        }
    }

    @Test
    void resultsTooLargeToCompareWholeAgree() throws IOException {
        var a = Triplets.random(3_000, 2_000, 1e-4, 3);
        var b = Triplets.random(3_000, 2_000, 1e-4, 4);
        try (var peer = peer("scipy");
                var ours = ours()) {
            for (var process : List.of(peer, ours)) {
                process.load("A", "sparse", a.write(folder.resolve("A")), 3_000, 2_000);
                process.load("B", "sparse", b.write(folder.resolve("B")), 3_000, 2_000);
            }
            agree(ours, peer, "add", List.of("A", "B"), 0);
        }
    }

    @Test
    void aLargeSparseResultAgreesWithADenseOne() throws IOException {
        var a = Triplets.random(3_000, 2_000, 1e-4, 3);
        try (var peer = peer("scipy");
                var ours = ours()) {
            peer.load("A", "sparse", a.write(folder.resolve("A")), 3_000, 2_000);
            ours.load("A", "dense", folder.resolve("A"), 3_000, 2_000);
            agree(ours, peer, "add", List.of("A"), 0);
        }
    }

    @Test
    void largeDenseResultsAgreeBySums() throws IOException {
        var a = Triplets.random(3_000, 2_000, 1e-4, 3);
        try (var peer = peer("numpy");
                var ours = ours()) {
            for (var process : List.of(peer, ours)) {
                process.load("A", "dense", a.write(folder.resolve("A")), 3_000, 2_000);
            }
            agree(ours, peer, "add", List.of("A"), a.sumTolerance());
        }
    }

    @Test
    void denseOperationsAgree() throws IOException {
        try (var peer = peer("numpy");
                var ours = ours()) {
            var file = folder.resolve("m.npy");
            var values = Triplets.random(100, 100, 1, 5).value();
            Npy.write(file, DenseArray.wrap(values, Shape.of(100, 100)));
            peer.load("M", file);
            ours.load("M", file);
            agree(ours, peer, "addInto", List.of("M"), 0);
            agree(ours, peer, "view", List.of("M"), 0);
            agree(ours, peer, "sum", List.of("M"), 1e4 * 1.5e4 * Math.ulp(1.0));
        }
    }
}
