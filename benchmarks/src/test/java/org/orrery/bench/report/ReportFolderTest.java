package org.orrery.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.bench.report.Column.Side;
import org.orrery.bench.sidebyside.Samples;

class ReportFolderTest {
    @TempDir
    Path folder;

    private static Report canned() {
        var columns = List.of(
                new Column("paper.scipy", "SciPy", Side.PAPER, "Core i7-3537U"),
                new Column("scipy", "SciPy 1.17.1", Side.PEER, "one thread"),
                new Column("sparse", "pydata/sparse", Side.PEER, ""),
                new Column("ours", "JDK 25 <vector>", Side.OURS, "\"quoted\""));
        var add = new Row(
                "table2.add",
                "Addition",
                List.of(
                        Cell.published("paper.scipy", 2.49e-3, 211e-6),
                        Cell.measured(
                                "scipy",
                                Samples.of(List.of(new double[] {1.2e-3, 1.3e-3}, new double[] {1.4e-3})),
                                "A + B",
                                "",
                                false),
                        Cell.absent("sparse", "not found: no interpreter has it"),
                        Cell.measured(
                                "ours",
                                Samples.of(List.of(new double[] {0.65e-3})),
                                "add(a, b)",
                                "the same 199,900 entries",
                                false)),
                "bin/reproduce sparse --only table2.add");
        var data = new LinkedHashMap<String, List<?>>();
        data.put("who", List.of("a, b", "say \"c\""));
        data.put("seconds", List.of(1.5, 2.5e-7));
        var figure =
                new Picture("bars", "table2", "Bars", "All bars.", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", data);
        var goal = new TimeGoal("add", "table2.add", "ours", "scipy", 0.9e-3, 0.7, 0.69);
        var missing = new TimeGoal("sum", "table2.sum0", "ours", "scipy", 80e-6, Double.NaN, 0.75);
        return Reports.of(
                        List.of(new Table(
                                "table2", "Table 2", "Times.", false, columns, "ours", "scipy", List.of(add))),
                        List.of(figure))
                .judged(List.of(goal, missing));
    }

    @Test
    void resultsHoldEverythingThatThePageShows() throws IOException {
        var files = new ReportFolder(folder.resolve("deep/report"));
        files.write(canned());
        var json = new ObjectMapper().readTree(files.results().toFile());
        assertThat(json.at("/environment/software/1/value").asText()).startsWith("not found");
        assertThat(json.at("/tables/0/rows/0/id").asText()).isEqualTo("table2.add");
        assertThat(json.at("/tables/0/rows/0/cells/1/samples/n").asInt()).isEqualTo(3);
        assertThat(json.at("/tables/0/rows/0/cells/1/samples/rounds/0").asDouble())
                .isCloseTo(1.25e-3, within(1e-12));
        assertThat(json.at("/tables/0/rows/0/cells/2/seconds").isNull()).isTrue();
        assertThat(json.at("/tables/0/rows/0/cells/0/plusMinus").asDouble()).isEqualTo(211e-6);
        assertThat(json.at("/verdicts/0/outcome").asText()).isEqualTo("MET");
        assertThat(json.at("/verdicts/1/outcome").asText()).isEqualTo("MISSING");
        assertThat(json.at("/verdicts/1/ours").isNull()).isTrue();
        assertThat(json.at("/figures/0/data/seconds/1").asDouble()).isEqualTo(2.5e-7);
    }

    @Test
    void thePageKeepsPaperPeerAndOursApart() throws IOException {
        var files = new ReportFolder(folder);
        files.write(canned());
        var html = Files.readString(files.page());
        assertThat(html)
                .contains("<th colspan=\"1\" class=\"side paper\">Paper, its machine</th>")
                .contains("<th colspan=\"2\" class=\"side peer\">Peers, here and now</th>")
                .contains("<th colspan=\"1\" class=\"side ours\">Orrery, here and now</th>")
                .contains("<b>2.49 ms</b><small>± 0.211 ms</small>")
                .contains("<b>1.30 ms</b><small>1.25 – 1.35</small><small>n = 3</small>")
                .contains("<span>SciPy 1.17.1: <code>A + B</code></span>")
                .contains("<span class=\"agrees\">the same 199,900 entries (JDK 25 &lt;vector&gt;)</span>")
                .contains("not found: no interpreter has it")
                .contains("<b>0.500</b><small>2.00 × faster</small>")
                .contains("bin/reproduce sparse --only table2.add")
                .contains("JDK 25 &lt;vector&gt;")
                .contains("title=\"&quot;quoted&quot;\"")
                .contains("1 of 2 are met")
                .contains("<span class=\"badge none\">missing</span>");
    }

    @Test
    void thePageIsCompleteInItself() throws IOException {
        var files = new ReportFolder(folder);
        files.write(canned());
        var html = Files.readString(files.page());
        var targets = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(html);
        var found = new ArrayList<String>();
        while (targets.find()) {
            found.add(targets.group(1));
        }
        assertThat(found).hasSize(2).allMatch(target -> target.startsWith("data:"));
        assertThat(html).doesNotContain("@import").doesNotContain("url(").doesNotContain("<script");
        assertThat(unbalanced(html)).isEmpty();
    }

    /** Tags that are closed without being open, or left open at the end. */
    private static List<String> unbalanced(String html) {
        var open = new ArrayDeque<String>();
        var wrong = new ArrayList<String>();
        var tags = Pattern.compile("<(/?)([a-z0-9]+)(?:\\s[^<>]*)?>").matcher(html);
        while (tags.find()) {
            var name = tags.group(2);
            if (tags.group(1).isEmpty()) {
                if (!List.of("meta", "img").contains(name)) {
                    open.push(name);
                }
            } else if (!name.equals(open.poll())) {
                wrong.add("</" + name + "> at " + tags.start());
            }
        }
        wrong.addAll(open);
        return wrong;
    }

    @Test
    void figuresComeWithTheirNumbers() throws IOException {
        new ReportFolder(folder).write(canned());
        assertThat(Files.readString(folder.resolve("figures/bars.csv")))
                .isEqualTo("who,seconds\n\"a, b\",1.5\n\"say \"\"c\"\"\",2.5E-7\n");
        assertThat(folder.resolve("figures/bars.svg")).exists();
    }

    @Test
    void anUnfinishedRunSaysSo() throws IOException {
        var whole = canned();
        var cut = new Report(
                whole.paper(),
                whole.title(),
                whole.source(),
                whole.command(),
                whole.version(),
                whole.started(),
                null,
                whole.environment(),
                whole.tables(),
                List.of(),
                List.of(),
                List.of("wrong.mtx: line 3: row 0"));
        var files = new ReportFolder(folder);
        files.write(cut);
        assertThat(Files.readString(files.page()))
                .contains("This run has not ended")
                .contains("wrong.mtx: line 3: row 0");
    }

    @Test
    void nothingTemporaryStays() throws IOException {
        var files = new ReportFolder(folder);
        files.write(canned());
        files.write(canned());
        try (var left = Files.walk(folder)) {
            assertThat(left.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("index.html", "results.json", "bars.svg", "bars.csv");
        }
    }

    @Test
    void csvOfNoColumnIsAnEmptyLine() {
        assertThat(ReportFolder.csv(Map.of())).isEqualTo("\n");
    }
}
