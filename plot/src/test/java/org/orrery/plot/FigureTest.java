package org.orrery.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.ndarray.Axis;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;
import org.orrery.plot.internal.Panel;
import org.orrery.plot.internal.Theme;

class FigureTest {
    private static final double[] X = {0, 1, 2, 3};
    private static final double[] Y = {1, 3, 2, 5};

    /** Where pixels of one colour are. */
    private record Spots(int count, int left, int right, int top, int bottom) {
        static Spots of(BufferedImage image, int rgb) {
            int count = 0;
            int left = Integer.MAX_VALUE;
            int right = -1;
            int top = Integer.MAX_VALUE;
            int bottom = -1;
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    if ((image.getRGB(x, y) & 0xFFFFFF) == rgb) {
                        count++;
                        left = Math.min(left, x);
                        right = Math.max(right, x);
                        top = Math.min(top, y);
                        bottom = Math.max(bottom, y);
                    }
                }
            }
            return new Spots(count, left, right, top, bottom);
        }
    }

    private static int rgb(java.awt.Color color) {
        return color.getRGB() & 0xFFFFFF;
    }

    @Test
    void aLineIsDrawnInsideItsFrame() {
        BufferedImage image = Figure.of("").line(X, Y).image();
        assertThat(image.getWidth()).isEqualTo(800);
        assertThat(image.getHeight()).isEqualTo(500);
        Spots line = Spots.of(image, rgb(Theme.color(0)));
        assertThat(line.count).isGreaterThan(500);
        // The frame: the outermost columns and rows that are mostly of its colour.
        int left = 0;
        while (inColumn(image, left) < 300) {
            left++;
        }
        int right = 799;
        while (inColumn(image, right) < 300) {
            right--;
        }
        int top = 0;
        while (inRow(image, top) < 300) {
            top++;
        }
        int bottom = 499;
        while (inRow(image, bottom) < 300) {
            bottom--;
        }
        assertThat(line.left).isGreaterThan(left);
        assertThat(line.right).isLessThan(right);
        assertThat(line.top).isGreaterThan(top);
        assertThat(line.bottom).isLessThan(bottom);
        assertThat(left).isBetween(20, 80);
        assertThat(right).isBetween(760, 795);
        assertThat(top).isBetween(5, 40);
        assertThat(bottom).isBetween(440, 485);
    }

    private static int inColumn(BufferedImage image, int x) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            count += (image.getRGB(x, y) & 0xFFFFFF) == rgb(Theme.FRAME) ? 1 : 0;
        }
        return count;
    }

    private static int inRow(BufferedImage image, int y) {
        int count = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            count += (image.getRGB(x, y) & 0xFFFFFF) == rgb(Theme.FRAME) ? 1 : 0;
        }
        return count;
    }

    @Test
    void everySeriesShowsItsColor() {
        Figure figure = Figure.of("all")
                .legend(Legend.NONE)
                .line(X, Y, "line")
                .scatter(Y, X, "scatter")
                .errorBars(new double[] {.5, 1.5, 2.5, 3.5}, Y, new double[] {.1, .2, .3, .4}, "bars")
                .stems(new double[] {4, 5}, new double[] {2, 3}, "stems");
        BufferedImage image = figure.image();
        for (int i = 0; i < 4; i++) {
            assertThat(Spots.of(image, rgb(Theme.color(i))).count)
                    .as("series %d", i)
                    .isGreaterThan(20);
        }
    }

    @Test
    void cellsHaveTheColorsOfTheirValues() {
        double[][] z = {{0, 1}, {Double.NaN, Double.POSITIVE_INFINITY}};
        BufferedImage image = Figure.heatMap(z).gridLines(false).image();
        int low = ColorMap.VIRIDIS.rgb(0);
        int high = ColorMap.VIRIDIS.rgb(1);
        // Row 0 is at the bottom: the missing cell is at the top left, above the low one.
        assertThat(image.getRGB(200, 120) & 0xFFFFFF).isEqualTo(rgb(ColorScale.MISSING));
        assertThat(image.getRGB(200, 350) & 0xFFFFFF).isEqualTo(low);
        assertThat(image.getRGB(500, 120) & 0xFFFFFF).isEqualTo(high);
        assertThat(image.getRGB(500, 350) & 0xFFFFFF).isEqualTo(high);
    }

    @Test
    void descendingAxesShowTheSameAsAscendingOnes() {
        double[][] z = {{1, 2, 3}, {4, 5, 6}};
        double[][] turned = {{6, 5, 4}, {3, 2, 1}};
        BufferedImage a =
                Figure.heatMap(z, new double[] {0, 1, 2}, new double[] {0, 1}).image();
        BufferedImage b = Figure.heatMap(turned, new double[] {2, 1, 0}, new double[] {1, 0})
                .image();
        assertThat(pixels(a)).isEqualTo(pixels(b));
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @Test
    void noCellIsLostWhereCellsAreSmallerThanPixels() {
        var z = new double[3_000][1];
        z[1_234][0] = 1e6;
        BufferedImage image = Figure.heatMap(z).image();
        assertThat(Spots.of(image, ColorMap.VIRIDIS.rgb(0)).count).isGreaterThan(10_000);
        // The one bright cell is averaged with the few that share its pixel.
        int bright = 0;
        for (int y = 50; y < 430; y++) {
            bright += (image.getRGB(300, y) & 0xFFFFFF) != ColorMap.VIRIDIS.rgb(0) ? 1 : 0;
        }
        assertThat(bright).isBetween(1, 2);
    }

    @Test
    void scaleMakesMorePixels() {
        BufferedImage image = Figure.of("").line(X, Y).size(4, 3).scale(2.5).image();
        assertThat(image.getWidth()).isEqualTo(1000);
        assertThat(image.getHeight()).isEqualTo(750);
    }

    @Test
    void emptyAndConstantAndNonFiniteDataHaveAxes() {
        double[] none = {};
        double[] nan = {Double.NaN, Double.NaN};
        double[] far = {-1e308, 1e308};
        Figure[] figures = {
            Figure.of("empty"),
            Figure.of("").line(none, none, "a").scatter(none, none).xLog().yLog(),
            Figure.of("").line(nan, nan, "a"),
            Figure.of("").line(new double[] {1 / 0., 1}, new double[] {2, -1 / 0.}, "a"),
            Figure.of("").scatter(new double[] {5}, new double[] {0}, "one"),
            Figure.of("").line(far, far, "far"),
            Figure.of("").line(new double[] {0, 1e-320}, new double[] {1e-320, 0}, "tiny"),
            Figure.of("")
                    .line(new double[] {1e-320, 1e300}, new double[] {1e-320, 1e300}, "wide")
                    .xLog()
                    .yLog(),
            Figure.of("")
                    .line(new double[] {7, 7}, new double[] {7, 7}, "constant")
                    .xLog()
                    .yLog(),
            Figure.of("")
                    .line(new double[] {-1, -2}, new double[] {-1, -2}, "negative")
                    .xLog()
                    .yLog(),
            Figure.of("").histogram(none, "none"),
            Figure.of("").histogram(new double[] {3, 3, 3}, "same"),
            Figure.of("").bars(new String[0], none, ""),
            Figure.of("").bars(new String[] {"a"}, nan(1), ""),
            Figure.of("").band(nan, nan, nan, "band"),
            Figure.heatMap(new double[0][0]),
            Figure.heatMap(new double[][] {{Double.NaN}}),
            Figure.heatMap(new double[][] {{-1, 0}}).zLog(),
            Figure.heatMap(new double[][] {{2, 2}, {2, 2}}).contours(new double[2][2], new double[2], new double[2]),
            Figure.spy(0, 0, new long[0], new long[0]),
            Figure.grid(2, 2),
        };
        for (Figure figure : figures) {
            Spots frame = Spots.of(figure.image(), rgb(Theme.FRAME));
            if (!figure.isGrid()) {
                assertThat(frame.count).as(figure.toString()).isGreaterThan(500);
            }
        }
    }

    private static double[] nan(int n) {
        var nan = new double[n];
        Arrays.fill(nan, Double.NaN);
        return nan;
    }

    @Test
    void aFigureIsImmutableAndCopiesItsData() {
        Figure bare = Figure.of("a");
        double[] y = Y.clone();
        Figure one = bare.line(X, y, "one");
        BufferedImage before = one.image();
        y[0] = 1e6;
        Figure two = one.scatter(X, Y, "two").title("b").yLog();
        assertThat(bare.series()).isEmpty();
        assertThat(one.series()).hasSize(1);
        assertThat(two.series()).hasSize(2);
        assertThat(one.title()).isEqualTo("a");
        assertThat(pixels(one.image())).isEqualTo(pixels(before));
        assertThat(two.toString()).isEqualTo("Figure \"b\": 2 series, 8 × 5 inches");
        assertThat(Figure.grid(1, 2, one, two).toString()).isEqualTo("Figure: grid of 1 by 2, 9.6 × 3.8 inches");
    }

    @Test
    void groupsOfBarsShareTheirPlaces() {
        String[] names = {"a", "b"};
        Figure figure = Figure.of("").bars(names, new double[] {1, 2}, "p").bars(names, new double[] {3, 4}, "q");
        var first = new Recorder();
        var second = new Recorder();
        figure.series().get(0).draw(first);
        figure.series().get(1).draw(second);
        assertThat(first.left[0]).isCloseTo(-.4, within(1e-12));
        assertThat(first.right[0]).isCloseTo(0, within(1e-12));
        assertThat(second.left[0]).isCloseTo(0, within(1e-12));
        assertThat(second.right[0]).isCloseTo(.4, within(1e-12));
        assertThatThrownBy(() -> figure.bars(new String[] {"a", "c"}, new double[] {1, 2}, "r"))
                .hasMessage("categories are [a, c], but the figure has [a, b]");
    }

    /** Keeps the last bars. */
    private static final class Recorder implements Pen {
        private double[] left = {};
        private double[] right = {};
        private double[] top = {};

        @Override
        public void bars(double[] left, double[] right, double[] bottom, double[] top, Style style) {
            this.left = left;
            this.right = right;
            this.top = top;
        }

        @Override
        public void line(double[] x, double[] y, Style style) {}

        @Override
        public void contour(double[] x, double[] y, double value, String label, Style style) {}

        @Override
        public void segments(double[] x0, double[] y0, double[] x1, double[] y1, Style style) {}

        @Override
        public void markers(double[] x, double[] y, Style style) {}

        @Override
        public void markers(double[] x, double[] y, double[] values, Style style) {}

        @Override
        public void area(double[] x, double[] y, Style style) {}

        @Override
        public void cells(double[] xEdges, double[] yEdges, double[] values) {}

        @Override
        public void text(double x, double y, String text, int align, Style style) {}
    }

    @Test
    void aHistogramCountsEveryFiniteValueOnce() {
        var random = new Random(3);
        double[] values = random.doubles(5_000, -2, 9).toArray();
        values[17] = Double.NaN;
        values[18] = Double.POSITIVE_INFINITY;
        Figure figure = Figure.of("").histogram(values, "h");
        var pen = new Recorder();
        figure.series().get(0).draw(pen);
        assertThat(Arrays.stream(pen.top).sum()).isEqualTo(4_998);
        // Freedman and Diaconis: 2 * IQR / n^(1/3) = 2 * 5.5 / 17.1 = 0.643, so 11 / 0.643 = 17.1 bins.
        assertThat(pen.left).hasSize(18);
        assertThat(figure.warnings()).containsExactly("histogram \"h\": 2 of 5000 values are not finite");
        for (int bin = 0; bin < pen.left.length; bin++) {
            double low = pen.left[bin];
            double high = pen.right[bin];
            boolean last = bin == pen.left.length - 1;
            long expected = Arrays.stream(values)
                    .filter(v -> v >= low && (v < high || (last && v <= high)))
                    .count();
            assertThat(pen.top[bin])
                    .isCloseTo((double) expected, within(1.0)); // a value on a border may round either way
        }
        assertThatThrownBy(() -> figure.histogram(values, 0, "")).hasMessage("bins is 0, expected at least 1");
    }

    @Test
    void warnsOfWhatALogarithmicAxisCannotShow() {
        Figure figure = Figure.of("")
                .line(new double[] {1, 2, 3, 4}, new double[] {5, 0, -1, Double.NaN}, "a")
                .scatter(new double[] {-1, 1}, new double[] {1, 1});
        assertThat(figure.warnings()).isEmpty();
        assertThat(figure.yLog().xLog().warnings())
                .containsExactly(
                        "series \"a\": 2 of 3 y values cannot be shown on a logarithmic y axis",
                        "series 2: 1 of 2 x values cannot be shown on a logarithmic x axis");
        assertThat(Figure.heatMap(new double[][] {{1, -1, 0}}).zLog().warnings())
                .containsExactly("series 1: 1 of 3 values cannot be shown on a logarithmic colour scale");
        // The ends of error bars are clipped, and nothing is lost.
        double[] one = {1, 2};
        assertThat(Figure.of("")
                        .errorBars(one, one, new double[] {3, 3}, "")
                        .yLog()
                        .warnings())
                .isEmpty();
        assertThat(Figure.grid(1, 1, figure.yLog()).warnings())
                .containsExactly("panel 1, series \"a\": 2 of 3 y values cannot be shown on a logarithmic y axis");
    }

    @Test
    void namesWhatIsWrong() {
        double[] three = {1, 2, 3};
        assertThatThrownBy(() -> Figure.of("").line(X, three))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("x has length 4, but y has length 3");
        assertThatThrownBy(() -> Figure.of("").errorBars(X, Y, three, ""))
                .hasMessage("x has length 4, but below has length 3");
        assertThatThrownBy(() -> Figure.of("").errorBars(X, Y, new double[] {0, 0, -1, 0}, ""))
                .hasMessage("the error at 2 is -1.0 below and -1.0 above, expected numbers of at least 0");
        assertThatThrownBy(() -> Figure.of("").scatter(X, Y, three, ""))
                .hasMessage("x has length 4, but values has length 3");
        assertThatThrownBy(() -> Figure.of("").bars(new String[] {"a"}, Y, ""))
                .hasMessage("categories has length 1, but values has length 4");
        // Four numbers are the borders of three columns.
        assertThat(Figure.heatMap(new double[2][3], X, new double[] {0, 1}).series())
                .hasSize(1);
    }

    @Test
    void namesWhatIsWrongWithAHeatMap() {
        double[] two = {0, 1};
        assertThatThrownBy(() -> Figure.heatMap(new double[2][3], new double[5], two))
                .hasMessage(
                        "x has length 5, but z has 3 columns: expected the 3 middles or the 4 borders of the columns");
        assertThatThrownBy(() -> Figure.heatMap(new double[2][3], new double[] {0, 1, 1}, two))
                .hasMessage("x is neither strictly increasing nor strictly decreasing: 1.0 at 2 follows 1.0");
        assertThatThrownBy(() -> Figure.heatMap(new double[2][3], new double[] {0, 1, Double.NaN}, two))
                .hasMessage("x[2] is NaN, expected a finite number");
        assertThatThrownBy(() -> Figure.heatMap(new double[][] {{1, 2}, {3}}))
                .hasMessage("row 1 of z has length 1, but row 0 has length 2");
        assertThatThrownBy(() -> Figure.spy(3, 3, new long[] {0, 3}, new long[] {0, 0}))
                .hasMessage("element 1 is at (3, 0), outside a matrix of 3 by 3");
        assertThatThrownBy(() -> Figure.of("").xRange(3, 1))
                .hasMessage("axis range is 3.0 to 1.0, expected two finite numbers, the lesser first");
        assertThatThrownBy(() -> Figure.of("").yRange(-1, 1).yLog()).hasMessageContaining("above 0");
        assertThatThrownBy(() -> Figure.of("").size(0, 5)).hasMessageContaining("size is 0.0 by 5.0 inches");
        assertThatThrownBy(() -> Figure.of("").scale(0)).hasMessageContaining("scale is 0.0");
        assertThatThrownBy(() -> Figure.grid(1, 1, Figure.of(""), Figure.of("")))
                .hasMessage("a grid of 1 by 1 does not hold 2 panels");
        assertThatThrownBy(() -> Figure.grid(1, 1, Figure.grid(1, 1))).hasMessage("panel 0 is itself a grid");
        assertThatThrownBy(() -> Figure.grid(1, 2).line(X, Y))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("grid of 1 by 2 panels");
    }

    @Test
    void arraysAndAxesGiveTheSameAsPlainJava() {
        DenseArray x = DenseArray.wrap(X.clone());
        DenseArray y = DenseArray.wrap(Y.clone());
        assertThat(pixels(Figure.of("").line(x, y, "a").scatter(x, y).image()))
                .isEqualTo(pixels(Figure.of("").line(X, Y, "a").scatter(X, Y).image()));
        var z = DenseArray.wrap(new double[] {1, 2, 3, 4, 5, 6}, Shape.of(2, 3));
        var across = new Axis("w1", "cm^-1", DenseArray.wrap(new double[] {0, 1, 2}));
        var up = new Axis("w2", "", DenseArray.wrap(new double[] {5, 6}));
        Figure plain = Figure.heatMap(
                        new double[][] {{1, 2, 3}, {4, 5, 6}}, new double[] {0, 1, 2}, new double[] {5, 6})
                .x("w1", "cm^-1")
                .y("w2");
        assertThat(pixels(Figure.heatMap(z, across, up).image())).isEqualTo(pixels(plain.image()));
        // A transposed view too.
        assertThat(pixels(Figure.heatMap(z.transpose().transpose(), across, up).image()))
                .isEqualTo(pixels(plain.image()));
        assertThatThrownBy(() -> Figure.heatMap(x))
                .isInstanceOf(ShapeException.class)
                .hasMessage("z has shape (4,): expected two dimensions");
        assertThatThrownBy(() -> Figure.of("").line(x, z)).hasMessage("y has shape (2, 3): expected one dimension");
        assertThatThrownBy(
                        () -> Figure.of("").line(x, Creation.zeros(Shape.of(4), org.orrery.ndarray.DType.COMPLEX128)))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("y is complex");
        assertThat(((Cartesian) Figure.of("")
                                .line(across, DenseArray.wrap(new double[3]), "")
                                .coordinates())
                        .x()
                        .label())
                .isEqualTo("w1 (cm⁻¹)");
    }

    @Test
    void unitsGetSuperscripts() {
        assertThat(new Scale("k", "cm^-1", false, 0, 1, false, false, List.of()).label())
                .isEqualTo("k (cm⁻¹)");
        assertThat(new Scale("", "W m^-2 sr^-10", false, 0, 1, false, false, List.of()).label())
                .isEqualTo("(W m⁻² sr⁻¹⁰)");
        assertThat(new Scale("a", "x^n", false, 0, 1, false, false, List.of()).label())
                .isEqualTo("a (x^n)");
    }

    @Test
    void theLegendStandsWhereItHidesNothing() {
        // The line runs from the bottom left to the top right along the edges; only the top left is free.
        double[] x = {0, 5, 10, 10, 10};
        double[] y = {0, 0, 0, 5, 10};
        assertThat(settled(Figure.of("").line(x, y, "a"))).isEqualTo(Legend.TOP_LEFT);
        double[] down = {10, 5, 1, .5, 0};
        assertThat(settled(Figure.of("").line(new double[] {0, 1, 2, 6, 10}, down, "a")))
                .isEqualTo(Legend.TOP_RIGHT);
        var random = new Random(1);
        double[] noise = random.doubles(20_000).toArray();
        double[] more = random.doubles(20_000).toArray();
        assertThat(settled(Figure.of("").scatter(noise, more, "everywhere"))).isEqualTo(Legend.OUTSIDE);
        assertThat(settled(Figure.of("").line(x, y))).isEqualTo(Legend.NONE);
    }

    private static Legend settled(Figure figure) {
        var g = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        g.setFont(g.getFont().deriveFont(Theme.FONT));
        var panel = new Panel(figure, g);
        panel.margins(800, 500);
        return panel.legend();
    }

    @Test
    void writesFilesWholeOrNotAtAll(@TempDir Path folder) throws IOException {
        Figure figure = Figure.of("A title").line(X, Y, "a");
        for (String name : new String[] {"a.png", "b.SVG", "c.html"}) {
            Path file = folder.resolve(name);
            Files.writeString(file, "old");
            figure.write(file);
            assertThat(Files.size(file)).as(name).isGreaterThan(1_000);
        }
        assertThat(ImageIO.read(folder.resolve("a.png").toFile()).getWidth()).isEqualTo(800);
        Path kept = folder.resolve("kept.png");
        Files.writeString(kept, "old");
        Figure broken = figure.add(new Series() {
            @Override
            public String label() {
                return "";
            }

            @Override
            public void draw(Pen pen) {
                throw new IllegalStateException("broken");
            }
        });
        assertThatThrownBy(() -> broken.write(kept)).hasMessage("broken");
        assertThat(kept).hasContent("old");
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("a.png", "b.SVG", "c.html", "kept.png");
        }
    }

    @Test
    void saysWhichFormatsAndFoldersThereAre(@TempDir Path folder) throws IOException {
        Figure figure = Figure.of("");
        assertThatThrownBy(() -> figure.write(folder.resolve("a.gif")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("format \"gif\" is not known; known formats are png, svg, html,"
                        + " and pdf with org.orrery:orrery-plot-pdf");
        assertThatThrownBy(() -> figure.write(folder.resolve("a.pdf")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("format \"pdf\" needs the artifact org.orrery:orrery-plot-pdf;"
                        + " known formats are png, svg, html");
        assertThatThrownBy(() -> figure.write(folder.resolve("figure"))).hasMessageContaining("has no ending");
        Path missing = folder.resolve("no").resolve("a.png");
        assertThatThrownBy(() -> figure.write(missing))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot write " + missing + ": there is no folder " + missing.getParent());
        Path taken = Files.createDirectory(folder.resolve("b.png"));
        assertThatThrownBy(() -> figure.write(taken)).hasMessage("cannot write " + taken + ": it is a folder");
    }

    @Test
    void showWritesThePageWithoutADesktop() throws IOException {
        Path page = Figure.of("shown").line(X, Y).show();
        assertThat(page).exists();
        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>");
        Files.delete(page);
    }

    /** Run in a process of its own, with a configuration that names no fonts. */
    public static final class WithoutFonts {
        /**
         * Draws.
         *
         * @param args nothing
         */
        public static void main(String[] args) {
            try {
                Figure.of("a").line(X, Y).image();
                System.out.println("drawn"); // this Java brings fonts of its own
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void saysThatThereAreNoFonts(@TempDir Path folder) throws Exception {
        assumeTrue(System.getProperty("os.name").startsWith("Linux"), "fonts are configured in another way here");
        Path none = folder.resolve("fonts.conf");
        Files.writeString(none, "<?xml version=\"1.0\"?><fontconfig><dir>" + folder + "</dir></fontconfig>");
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Duser.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                WithoutFonts.class.getName());
        command.environment().put("FONTCONFIG_FILE", none.toString());
        Process process = command.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).containsAnyOf("Java finds no fonts on this system: install some", "drawn");
    }

    @Test
    void streamsStayOpen() throws IOException {
        for (String format : new String[] {"png", "svg", "html"}) {
            var closed = new boolean[1];
            var out = new ByteArrayOutputStream() {
                @Override
                public void close() {
                    closed[0] = true;
                }
            };
            Figure.of("").line(X, Y).write(format, out);
            assertThat(closed[0]).as(format).isFalse();
            assertThat(out.size()).isGreaterThan(1_000);
        }
    }
}
