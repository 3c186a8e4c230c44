package org.orrery.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class ContourLineTest {
    private static double[] grid(double from, double to, int n) {
        var x = new double[n];
        Arrays.setAll(x, i -> from + (to - from) * i / (n - 1));
        return x;
    }

    private static double[][] values(double[] x, double[] y, DoubleBinaryOperator f) {
        var z = new double[y.length][x.length];
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < x.length; j++) {
                z[i][j] = f.applyAsDouble(x[j], y[i]);
            }
        }
        return z;
    }

    @Test
    void circlesHaveTheirRadius() {
        double[] x = grid(-2, 2, 81);
        double[] y = grid(-2, 2, 61);
        double[][] z = values(x, y, (a, b) -> a * a + b * b);
        for (double radius : new double[] {.3, .77, 1, 1.5, 1.99}) {
            var lines = ContourLine.trace(z, x, y, radius * radius);
            assertThat(lines).hasSize(1);
            ContourLine line = lines.get(0);
            assertThat(line.isClosed()).isTrue();
            // Along a grid line of spacing h the parabola hangs at most h²/4 below its chord, on which the vertex lies.
            double h = 4.0 / 60;
            for (int k = 0; k < line.x().length; k++) {
                double r2 = line.x()[k] * line.x()[k] + line.y()[k] * line.y()[k];
                assertThat(r2).isBetween(radius * radius - h * h / 4 - 1e-12, radius * radius + 1e-12);
            }
            assertThat(area(line)).isBetween(Math.PI * radius * radius * .98, Math.PI * radius * radius * 1.02);
        }
    }

    private static double area(ContourLine line) {
        double twice = 0;
        for (int k = 1; k < line.x().length; k++) {
            twice += line.x()[k - 1] * line.y()[k] - line.x()[k] * line.y()[k - 1];
        }
        return Math.abs(twice / 2);
    }

    @Test
    void straightLinesAreExactAndOpen() {
        double[] x = grid(0, 1, 7);
        double[] y = grid(0, 1, 5);
        var lines = ContourLine.trace(values(x, y, (a, b) -> a + 2 * b), x, y, 1.1);
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).isClosed()).isFalse();
        for (int k = 0; k < lines.get(0).x().length; k++) {
            assertThat(lines.get(0).x()[k] + 2 * lines.get(0).y()[k])
                    .isCloseTo(1.1, org.assertj.core.api.Assertions.within(1e-12));
        }
    }

    @Test
    void theMiddleOfASaddleCellDecides() {
        double[] two = {0, 1};
        double[][] joined = {{1, 0}, {.2, 1}}; // mean .55: the high corners are joined
        for (ContourLine line : ContourLine.trace(joined, two, two, .5)) {
            // The line cuts off a low corner: its middle is not near a high one.
            double x = (line.x()[0] + line.x()[1]) / 2;
            double y = (line.y()[0] + line.y()[1]) / 2;
            assertThat((x - .5) * (y - .5)).isNegative();
        }
        double[][] parted = {{1, 0}, {-.2, 1}}; // mean .45: the low corners are joined
        for (ContourLine line : ContourLine.trace(parted, two, two, .5)) {
            double x = (line.x()[0] + line.x()[1]) / 2;
            double y = (line.y()[0] + line.y()[1]) / 2;
            assertThat((x - .5) * (y - .5)).isPositive();
        }
        assertThat(ContourLine.trace(joined, two, two, .5)).hasSize(2);
    }

    @Test
    void missingValuesInterruptALine() {
        double[] x = grid(-2, 2, 41);
        double[][] z = values(x, x, (a, b) -> a * a + b * b);
        z[20][30] = Double.NaN; // at (1, 0)
        var lines = ContourLine.trace(z, x, x, 1);
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).isClosed()).isFalse();
        z[20][10] = Double.POSITIVE_INFINITY;
        assertThat(ContourLine.trace(z, x, x, 1)).hasSize(2);
    }

    @Test
    void levelsThatAreNotReachedAndFlatFieldsGiveNothing() {
        double[] x = grid(0, 1, 4);
        assertThat(ContourLine.trace(values(x, x, (a, b) -> 3), x, x, 3)).isEmpty();
        assertThat(ContourLine.trace(values(x, x, (a, b) -> a), x, x, 3)).isEmpty();
        assertThat(ContourLine.trace(new double[0][0], new double[0], new double[0], 3))
                .isEmpty();
    }

    @Test
    void namesWhatDoesNotFit() {
        double[] x = {0, 1, 2};
        assertThatThrownBy(() -> ContourLine.trace(new double[2][3], x, x, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("z has 2 rows, but y has length 3");
        assertThatThrownBy(() -> ContourLine.trace(new double[3][2], x, x, 0))
                .hasMessage("row 0 of z has length 2, but x has length 3");
        assertThatThrownBy(() -> ContourLine.trace(new double[3][3], x, x, Double.NaN))
                .hasMessage("level is NaN, expected a finite number");
    }
}
