package org.orrery.bench.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.orrery.bench.report.Cell;
import org.orrery.bench.report.Column;
import org.orrery.bench.report.Row;
import org.orrery.bench.report.Table;

class SparseFiguresTest {
    @Test
    void curvesOfPowersCrossWhereTheyAreEqual() {
        // x^2 and x meet at 1; between samples the logarithms are straight lines, so the crossing is exact.
        var x = new double[] {0.1, 0.5, 3, 10};
        var one = new double[] {0.01, 0.25, 9, 100};
        assertThat(SparseFigures.crossing(x, one, x)).isCloseTo(1, within(1e-12));
        assertThat(SparseFigures.crossing(x, x, one)).isNaN();
        assertThat(SparseFigures.crossing(new double[] {1}, new double[] {1}, new double[] {1}))
                .isNaN();
    }

    @Test
    void theBreakEvenFigureMarksTheCrossing() throws IOException {
        var columns = List.of(
                new Column("ours", "Sparse", Column.Side.OURS, ""),
                new Column("ours.dense", "Dense", Column.Side.OURS, ""));
        var rows = new ArrayList<Row>();
        for (var density : new double[] {0.001, 0.01, 0.1, 1}) {
            var cells = List.of(
                    Cell.published("ours", density * density, 0), Cell.published("ours.dense", 0.0316 * density, 0));
            rows.add(new Row("density.add." + density, "Addition, density " + density, cells, ""));
        }
        var table = new Table("density", "Break-even", "", true, columns, "ours", "ours.dense", rows);
        var picture = SparseFigures.breakEven(table);
        assertThat(picture.caption()).contains("Addition 0.0316");
        assertThat(picture.svg()).contains("<svg").contains("Addition").contains("equal at 0.0316");
        assertThat(picture.data()).containsKeys("density", "Addition, sparse (ms)", "Addition, dense (ms)");
        assertThat(picture.data().get("density")).hasSize(4);
    }

    @Test
    void spyHasAnEntryForEachStoredOne() throws IOException {
        var own = new SparseTables.Own("small.mtx", Path.of("dir/small.mtx"), Triplets.random(6, 4, 0.5, 1));
        var picture = SparseFigures.spy(own);
        assertThat(picture.id()).isEqualTo("spy-small.mtx");
        assertThat(picture.caption()).isEqualTo("6 × 4, 12 entries stored.");
        assertThat(picture.data().get("row")).hasSize(12);
    }
}
