package org.orrery.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Reproduce.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void listNamesTheSubjects() {
        assertThat(run("list")).isZero();
        assertThat(out.toString())
                .contains("ndarray  Dense arrays beside NumPy")
                .contains("sparse   Sparse: a more modern sparse array library");
    }

    @Test
    void noCommandAndAWrongOneAreUsageErrors() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("sparse", "--nonsense")).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: reproduce").contains("--nonsense");
    }

    @Test
    void helpTellsTheOptions() {
        assertThat(run("sparse", "--help")).isZero();
        assertThat(out.toString()).contains("--quick", "--matrix", "--out", "--no-peers", "--only");
    }

    @Test
    void everySubjectTakesTheCommonOptions() {
        assertThat(run("ndarray", "--help")).isZero();
        assertThat(out.toString())
                .contains("--quick", "--out", "--no-peers", "--only")
                .doesNotContain("--matrix");
    }

    @Test
    void benchmarksAreListed() {
        assertThat(run("jmh", "-l", "-v", "nothing-of-the-kind")).isEqualTo(1);
        assertThat(err.toString()).startsWith("reproduce: ");
    }

    @Test
    @Tag("slow")
    void aSubjectEndsWithOneRowForEachNumber() throws IOException {
        var report = folder.resolve("report");
        var status = run("ndarray", "--quick", "--no-peers", "--only", "small.view", "--out", report.toString());
        assertThat(status).isZero();
        var json = new ObjectMapper().readTree(report.resolve("results.json").toFile());
        assertThat(json.at("/tables")).hasSize(1);
        assertThat(json.at("/verdicts")).hasSize(24);
        assertThat(json.at("/verdicts").findValuesAsText("outcome"))
                .filteredOn(outcome -> !outcome.equals("MISSING"))
                .hasSize(1);
        assertThat(report.resolve("index.html")).content().contains("View of a slice", "10⁷: sort, two threads");
    }

    @Test
    @Tag("slow")
    void aRunGoesOnWithoutTheBadMatrixAndEndsWithTheVerdicts() throws IOException {
        var header = "%%MatrixMarket matrix coordinate real general\n";
        var good = Files.writeString(folder.resolve("good.mtx"), header + "2 3 2\n1 1 1.5\n2 3 -2\n");
        var bad = Files.writeString(folder.resolve("bad.mtx"), header + "2 3 1\n0 1 1.5\n");
        var report = folder.resolve("report");
        var status = run(
                "sparse",
                "--quick",
                "--no-peers",
                "--only",
                "matrix",
                "--out",
                report.toString(),
                "--matrix",
                good.toString(),
                bad.toString());
        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).containsOnlyOnce(bad + ", line 3");
        assertThat(out.toString()).contains("good.mtx: A + A", "Addition", "missing", "report: ");
        var json = new ObjectMapper().readTree(report.resolve("results.json").toFile());
        assertThat(json.at("/tables/0/rows")).hasSize(4);
        assertThat(json.at("/tables/0/rows/0/cells/0/note").asText()).isEqualTo("not measured: --no-peers");
        assertThat(json.at("/finished").isTextual()).isTrue();
        assertThat(json.at("/verdicts")).hasSize(8);
        assertThat(report.resolve("index.html")).content().contains("good.mtx", "line 3");
    }
}
