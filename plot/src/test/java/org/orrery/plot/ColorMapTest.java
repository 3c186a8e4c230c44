package org.orrery.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orrery.plot.internal.Theme;

class ColorMapTest {
    /** CIELAB of an sRGB colour, white point D65. */
    private static double[] lab(double[] rgb) {
        double[] linear = {linear(rgb[0]), linear(rgb[1]), linear(rgb[2])};
        double x = .4124564 * linear[0] + .3575761 * linear[1] + .1804375 * linear[2];
        double y = .2126729 * linear[0] + .7151522 * linear[1] + .0721750 * linear[2];
        double z = .0193339 * linear[0] + .1191920 * linear[1] + .9503041 * linear[2];
        double fx = f(x / .95047);
        double fy = f(y);
        double fz = f(z / 1.08883);
        return new double[] {116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)};
    }

    private static double linear(double c) {
        return c <= .04045 ? c / 12.92 : Math.pow((c + .055) / 1.055, 2.4);
    }

    private static double f(double t) {
        return t > Math.pow(6 / 29., 3) ? Math.cbrt(t) : t * 841 / 108 + 4 / 29.;
    }

    private static double[] unit(int rgb) {
        return new double[] {(rgb >> 16 & 255) / 255., (rgb >> 8 & 255) / 255., (rgb & 255) / 255.};
    }

    private static double lightness(int rgb) {
        return lab(unit(rgb))[0];
    }

    private static double difference(double[] a, double[] b) {
        double[] la = lab(a);
        double[] lb = lab(b);
        return Math.sqrt(Math.pow(la[0] - lb[0], 2) + Math.pow(la[1] - lb[1], 2) + Math.pow(la[2] - lb[2], 2));
    }

    /** Colours of the published tables at entries 0, 64, 128, 192 and 255 of 256. */
    @ParameterizedTest
    @CsvSource({
        "viridis, 440154, 3b528b, 21918c, 5ec962, fde725",
        "cividis, 00224e, 434e6c, 7d7c78, bcae6c, fee838",
        "magma, 000004, 51127c, b73779, fc8961, fcfdbf",
        "twilight, e2d9e2, 6276ba, 2f1436, b25652, e2d9e2",
    })
    void keepsThePublishedColors(String name, String a, String b, String c, String d, String e) {
        ColorMap map =
                switch (name) {
                    case "viridis" -> ColorMap.VIRIDIS;
                    case "cividis" -> ColorMap.CIVIDIS;
                    case "magma" -> ColorMap.MAGMA;
                    default -> ColorMap.TWILIGHT;
                };
        int tolerance = name.equals("twilight") ? 8 : 4; // the twilight table has 510 entries, of which 256 are taken
        String[] hex = {a, b, c, d, e};
        double[] at = {0, 64 / 255., 128 / 255., 192 / 255., 1};
        for (int i = 0; i < hex.length; i++) {
            int expected = Integer.parseInt(hex[i], 16);
            int found = map.rgb(at[i]);
            for (int shift = 0; shift <= 16; shift += 8) {
                assertThat((found >> shift) & 255).isCloseTo((expected >> shift) & 255, within(tolerance));
            }
        }
    }

    @Test
    void sequentialMapsGetLighterAllTheWay() {
        for (ColorMap map : new ColorMap[] {ColorMap.VIRIDIS, ColorMap.CIVIDIS, ColorMap.MAGMA, ColorMap.GRAY}) {
            double last = -1;
            for (int i = 0; i < 256; i++) {
                double now = lightness(map.rgb(i / 255.));
                assertThat(now).as("%s at %d", map, i).isGreaterThan(last - .35); // eight-bit rounding
                last = Math.max(last, now);
            }
            assertThat(lightness(map.rgb(1)) - lightness(map.rgb(0))).isGreaterThan(70);
        }
    }

    @Test
    void theDivergingMapIsSymmetricInLightness() {
        ColorMap map = ColorMap.BLUE_RED;
        assertThat(map.isDiverging()).isTrue();
        assertThat(lightness(map.rgb(.5))).isGreaterThan(95);
        for (int i = 0; i <= 100; i++) {
            double t = i / 200.;
            assertThat(lightness(map.rgb(t))).isCloseTo(lightness(map.rgb(1 - t)), within(2.5));
            assertThat(lightness(map.rgb(t))).isCloseTo(28 + 68.5 * 2 * t, within(3.));
        }
        assertThat(ColorMap.BLUE_RED.reversed().rgb(0)).isEqualTo(map.rgb(1));
    }

    @Test
    void theCyclicMapCloses() {
        assertThat(difference(unit(ColorMap.TWILIGHT.rgb(0)), unit(ColorMap.TWILIGHT.rgb(1))))
                .isLessThan(1);
    }

    /** Severe deuteranomaly and protanomaly: G. M. Machado et al., IEEE Trans. Vis. Comput. Graph. 15 (2009) 1291. */
    private static final double[][][] BLINDNESS = {
        {{.367322, .860646, -.227968}, {.280085, .672501, .047413}, {-.011820, .042940, .968881}},
        {{.152286, 1.052583, -.204868}, {.114503, .786281, .099216}, {-.003882, -.048116, 1.051998}},
    };

    private static double[] seen(double[] rgb, double[][] matrix) {
        double[] linear = {linear(rgb[0]), linear(rgb[1]), linear(rgb[2])};
        var seen = new double[3];
        for (int i = 0; i < 3; i++) {
            double c = matrix[i][0] * linear[0] + matrix[i][1] * linear[1] + matrix[i][2] * linear[2];
            c = Math.max(0, Math.min(1, c));
            seen[i] = c <= .0031308 ? 12.92 * c : 1.055 * Math.pow(c, 1 / 2.4) - .055;
        }
        return seen;
    }

    @Test
    void theCycleOfColorsCanBeToldApart() {
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < i; j++) {
                double[] a = unit(Theme.color(i).getRGB());
                double[] b = unit(Theme.color(j).getRGB());
                assertThat(difference(a, b)).as("colours %d and %d", i, j).isGreaterThan(25);
                for (double[][] matrix : BLINDNESS) {
                    assertThat(difference(seen(a, matrix), seen(b, matrix)))
                            .as("colours %d and %d to the colour-blind", i, j)
                            .isGreaterThan(10);
                }
            }
        }
    }

    @Test
    void missingValuesLookLikeNoOther() {
        double[] missing = unit(ColorScale.MISSING.getRGB());
        for (ColorMap map : new ColorMap[] {ColorMap.VIRIDIS, ColorMap.CIVIDIS, ColorMap.MAGMA, ColorMap.BLUE_RED}) {
            for (int i = 0; i < 256; i++) {
                assertThat(difference(unit(map.rgb(i / 255.)), missing))
                        .as("%s", map)
                        .isGreaterThan(10);
            }
        }
    }

    @Test
    void scalesFitTheirRangeToTheData() {
        var signed = new Bounds.Extent(-2, 5, .1, false, false);
        ColorScale diverging = ColorScale.AUTO.fit(signed);
        assertThat(diverging.min()).isEqualTo(-2);
        ColorScale symmetric = new ColorScale(ColorMap.BLUE_RED, Double.NaN, Double.NaN, false, "", "").fit(signed);
        assertThat(symmetric.min()).isEqualTo(-5);
        assertThat(symmetric.max()).isEqualTo(5);
        ColorScale log = new ColorScale(ColorMap.VIRIDIS, Double.NaN, Double.NaN, true, "", "").fit(signed);
        assertThat(log.min()).isEqualTo(.1);
        assertThat(log.place(Math.sqrt(.5))).isCloseTo(.5, within(1e-12));
        assertThat(log.rgb(0)).isEqualTo(ColorMap.VIRIDIS.rgb(0));
        assertThat(log.rgb(-1)).isEqualTo(0xCCCCCC);
        assertThat(log.rgb(Double.NaN)).isEqualTo(0xCCCCCC);
        assertThat(log.rgb(Double.POSITIVE_INFINITY)).isEqualTo(ColorMap.VIRIDIS.rgb(1));
        assertThat(diverging.rgb(Double.NEGATIVE_INFINITY)).isEqualTo(ColorMap.VIRIDIS.rgb(0));
        for (double value : new double[] {0, 7, -7, 1e-300, 1e300}) {
            var constant = new Bounds.Extent(value, value, value > 0 ? value : Double.POSITIVE_INFINITY, false, false);
            ColorScale scale = ColorScale.AUTO.fit(constant);
            assertThat(scale.min()).isLessThan(value);
            assertThat(scale.max()).isGreaterThan(value);
        }
        var none = new Bounds.Extent(1 / 0., -1 / 0., 1 / 0., false, false);
        assertThat(ColorScale.AUTO.fit(none).max()).isEqualTo(1);
    }

    @Test
    void rejectsWhatIsNoMapOrRange() {
        assertThatThrownBy(() -> ColorMap.of("one", false, Color.RED))
                .hasMessage("colour map \"one\" has 1 anchor colours, expected at least 2");
        assertThatThrownBy(() -> ColorMap.VIRIDIS.rgb(Double.NaN)).hasMessageContaining("t is NaN");
        assertThatThrownBy(() -> new ColorScale(ColorMap.VIRIDIS, 2, 1, false, "", ""))
                .hasMessage("colour range is 2.0 to 1.0, expected two finite numbers, the lesser first");
        assertThatThrownBy(() -> new ColorScale(ColorMap.VIRIDIS, -1, 1, true, "", ""))
                .hasMessageContaining("above 0");
    }
}
