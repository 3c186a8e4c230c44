package org.orrery.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.io.Npy;
import org.orrery.ndarray.parallel.Progress;

/** Contestants, workers and matches, on JVMs that really run. */
class MatchTest {
    @TempDir
    Path folder;

    private final List<Contestant> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Contestant::close);
    }

    private Contestant start(String name, double number) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command =
                List.of(java, "-cp", System.getProperty("java.class.path"), FixedWorkload.class.getName(), "" + number);
        var environment = new Contestant.Environment(Map.of("ORRERY_TEST", "set"), List.of("PATH"));
        var process = Contestant.start(name, command, environment, folder.resolve(name + ".log"));
        started.add(process);
        var file = folder.resolve("x.npy");
        Npy.write(file, DenseArray.wrap(new double[] {1, 2, 3}));
        process.load("x", file);
        return process;
    }

    private Map<String, Match.Outcome> run(List<Match.Side> sides) throws IOException {
        var match = new Match(2, 0.01, Files.createDirectories(folder.resolve("scratch")));
        try (var task = Progress.none().start("match", 4, "turns")) {
            return match.run(sides, Comparison.within(0), task);
        }
    }

    @Test
    void bothSidesAreTimedInRoundsAndCompared() throws IOException {
        var sides = List.of(
                new Match.Side("one", start("one", 1), "add", List.of("x")),
                new Match.Side("same", start("same", 1), "add", List.of("x")),
                new Match.Side("other", start("other", 2), "add", List.of("x")));
        var outcomes = run(sides);
        assertThat(outcomes.keySet()).containsExactly("one", "same", "other");
        var one = outcomes.get("one");
        assertThat(one.samples().orElseThrow().rounds()).hasSize(2);
        assertThat(one.samples().orElseThrow().n()).isGreaterThanOrEqualTo(6);
        assertThat(one.samples().orElseThrow().median()).isPositive().isLessThan(0.01);
        assertThat(one.code()).isEqualTo("x + 1.0");
        assertThat(one.agreement()).isEmpty();
        assertThat(outcomes.get("same").agreement()).contains(new Agreement(true, "same 3 values as one"));
        assertThat(outcomes.get("other").agreement()).hasValueSatisfying(agreement -> {
            assertThat(agreement.agrees()).isFalse();
            assertThat(agreement.words()).isEqualTo("differ by 1.0, allowed is 0.0, compared to one");
        });
        try (var left = Files.list(folder.resolve("scratch"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void whoFailsIsLeftOutAndTheOthersGoOn() throws IOException {
        var sides = List.of(
                new Match.Side("asks", start("asks", 1), "unknown", List.of("x")),
                new Match.Side("dies", start("dies", 1), "die", List.of("x")),
                new Match.Side("runs", start("runs", 1), "add", List.of("x")));
        var outcomes = run(sides);
        assertThat(outcomes.get("asks").samples()).isEmpty();
        assertThat(outcomes.get("asks").failure()).contains("no operation is called unknown");
        assertThat(outcomes.get("dies").failure())
                .startsWith("dies ended: exit status 7")
                .contains("a workload of its own");
        assertThat(outcomes.get("runs").samples()).isPresent();
        assertThat(outcomes.get("runs").failure()).isEmpty();
    }

    @Test
    void aProcessTellsAboutItselfAndItsEnvironment() throws IOException {
        var process = start("about", 4);
        assertThat(process.about()).containsEntry("number", "4.0").containsEntry("variable", "set");
        assertThat(process.name()).isEqualTo("about");
        process.clear();
        assertThatThrownBy(() -> process.time("add", List.of("x"), 0.01))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no operand is called x");
    }

    @Test
    void matricesAreLoadedWithTheirShape() throws IOException {
        var process = start("matrix", 0);
        process.load("m", "sparse", folder, 5, 7);
        var result = Files.createDirectory(folder.resolve("result"));
        process.result("add", List.of("m"), result, 100);
        assertThat(Npy.read(result.resolve("whole.npy")).doubles()).containsExactly(5, 7);
    }

    @Test
    void whatCannotBeStartedSaysSo() {
        var absent = folder.resolve("absent").toString();
        assertThatThrownBy(() -> Contestant.start(
                        "absent", List.of(absent), Contestant.Environment.inherited(), folder.resolve("log")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("absent");
    }
}
