package org.orrery.bench.reproduction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.orrery.bench.report.Cell;
import org.orrery.bench.report.Column;
import org.orrery.bench.report.Row;
import org.orrery.bench.report.Table;

class ChartsTest {
    @Test
    void barsLeaveOutColumnsWithoutNumbers() throws IOException {
        var columns = List.of(
                new Column("paper.SciPy", "SciPy", Column.Side.PAPER, ""),
                new Column("scipy", "SciPy 1.17.1", Column.Side.PEER, ""),
                new Column("ours", "JDK 25", Column.Side.OURS, ""));
        var add = new Row(
                "table2.add",
                "Addition",
                List.of(
                        Cell.published("paper.SciPy", 2.49e-3, 0),
                        Cell.absent("scipy", "not found"),
                        Cell.published("ours", 0.7e-3, 0)),
                "");
        var picture = Charts.bars(
                new Table("table2", "Table 2", "", false, columns, "ours", "scipy", List.of(add)), "paper 2018");
        assertThat(picture.data().keySet()).containsExactly("operation", "SciPy, paper 2018 (ms)", "JDK 25 (ms)");
        assertThat(picture.svg()).contains("JDK 25").doesNotContain("SciPy 1.17.1");
    }
}
