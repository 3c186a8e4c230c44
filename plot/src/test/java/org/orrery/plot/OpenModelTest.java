package org.orrery.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.orrery.plot.internal.Theme;

/** Series, axes and formats of one's own. */
class OpenModelTest {
    /** Angle and radius; for the test, without labels. */
    private record Round() implements Coordinates {
        @Override
        public Margins margins(Graphics2D g, double width, double height, Bounds bounds) {
            return new Margins(10, 10, 10, 10);
        }

        @Override
        public double aspect(Bounds bounds) {
            return 1;
        }

        @Override
        public Projection projection(Rectangle2D area, Bounds bounds) {
            return new Projection() {
                @Override
                public void map(double angle, double radius, double[] place) {
                    double r = radius / bounds.y().max() * area.getWidth() / 2;
                    place[0] = area.getCenterX() + r * Math.cos(angle);
                    place[1] = area.getCenterY() - r * Math.sin(angle);
                }

                @Override
                public Shape clip() {
                    return new Ellipse2D.Double(area.getX(), area.getY(), area.getWidth(), area.getHeight());
                }
            };
        }

        @Override
        public void drawBehind(Graphics2D g, Rectangle2D area, Bounds bounds) {}

        @Override
        public void drawBefore(Graphics2D g, Rectangle2D area, Bounds bounds) {
            g.setColor(Theme.FRAME);
            g.draw(new Ellipse2D.Double(area.getX(), area.getY(), area.getWidth(), area.getHeight()));
        }
    }

    private static final double[] ANGLE = {0, 1, 2, 3, 4, 5, 6};
    private static final double[] RADIUS = {1, 2, 3, 4, 5, 6, 7};

    @Test
    void otherAxesWorkInEveryFormat() throws Exception {
        double[][] z = {{1, 2}, {3, 4}};
        Figure figure = Figure.of("round")
                .coordinates(new Round())
                .cells(z, new double[] {0, 1, 2}, new double[] {0, 3, 7})
                .line(ANGLE, RADIUS, "spiral");
        var image = figure.image();
        int found = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                found += (image.getRGB(x, y) & 0xFFFFFF) == (Theme.color(0).getRGB() & 0xFFFFFF) ? 1 : 0;
            }
        }
        assertThat(found).isGreaterThan(300);
        var page = new ByteArrayOutputStream();
        Figure.grid(1, 2, figure, Figure.of("plain").line(ANGLE, RADIUS)).write("html", page);
        assertThat(page.toString("UTF-8")).contains("\"svg\":\"\\u003c?xml");
        assertThatThrownBy(() -> figure.xLog())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the axes of this figure are not Cartesian but Round");
    }

    @Test
    void aSeriesOfOnesOwnIsMeasuredDrawnAndListed() throws Exception {
        Series triangle = new Series() {
            @Override
            public String label() {
                return "triangle";
            }

            @Override
            public void draw(Pen pen) {
                pen.area(new double[] {0, 4, 2}, new double[] {0, 0, 8}, Style.AUTO.color("#00aa11"));
            }
        };
        Figure figure = Figure.of("").add(triangle);
        var svg = new ByteArrayOutputStream();
        figure.write("svg", svg);
        assertThat(svg.toString("UTF-8"))
                .contains("rgb(0,170,17)")
                .contains(">triangle</text>")
                .contains(">8</text>");
    }
}
