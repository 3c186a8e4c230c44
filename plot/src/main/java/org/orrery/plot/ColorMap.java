package org.orrery.plot;

import java.awt.Color;
import java.util.Arrays;

/**
 * A map from 0..1 to colours. A map holds 256 colours, interpolated linearly in sRGB between equally spaced anchors.
 *
 * <p>{@link #VIRIDIS} (S. van der Walt, N. Smith, E. Firing, 2015), {@link #MAGMA} (the same) and {@link #TWILIGHT} (B.
 * Sandbach, 2018) are the maps of that name published under CC0 with Matplotlib; {@link #CIVIDIS} is that of J. R. Nuñez,
 * C. R. Anderton, R. S. Renslow, PLoS ONE 13 (2018) e0199239. Each keeps every fifth colour (Twilight: every tenth) of
 * the published table, which departs from the whole table by at most 4/255. {@link #BLUE_RED} is our own: in CIELAB its
 * lightness falls linearly from 96.5 in the middle to 28 at both ends.
 */
public final class ColorMap {
    /** From dark blue over green to yellow; sequential, lightness rises evenly. The default. */
    public static final ColorMap VIRIDIS = published(
            "viridis",
            "44015446085c471063481769481d6f482475472a7a46307e453781433d844142873f48893d4e8a3a538b38598c355e8d33638d"
                    + "31688e2e6d8e2c718e2a768e297b8e27808e25848e23898e218e8d20928c1f978b1e9c891fa18821a58524aa8328ae80"
                    + "2eb37c35b7793dbc7446c06f50c46a5ac86465cb5e70cf577cd25089d54895d840a2da37b0dd2fbddf26cae11fd8e219"
                    + "e5e419f1e51dfde725",
            false);

    /** From dark blue over grey to yellow; sequential, looks nearly the same to people with red-green blindness. */
    public static final ColorMap CIVIDIS = published(
            "cividis",
            "00224e002656002a5f002d68003070083370163770203a6f273e6e2e416d34456c3a486c3f4c6c444f6c49536c4e566c535a6d"
                    + "575d6d5c616e60646f656870696b716d6f727272747676767a7a787e7d788381798885788d8878928c789690779b9476"
                    + "a09875a59c74aaa073afa471b5a86fbaac6dbfb06bc4b468c9b965cfbd62d4c15fdac65bdfca57e5cf52ead34cf0d846"
                    + "f6dd3ffce236fee838",
            false);

    /** From black over purple and red to pale yellow; sequential. */
    public static final ColorMap MAGMA = published(
            "magma",
            "00000402020b0504160907200e0b2b140e361a104221114e29115a311165390f6e420f754a107952137c5a167e6219806a1c81"
                    + "721f81792282812581892881912b81992d80a1307eaa337db2357bba3878c23b75ca3e72d2426fd9466be04c67e75263"
                    + "ec5860f1605df4695cf7725cf97b5dfb8560fc8e64fd9869fea16efeaa74feb47bfebd82fec68afecf92fed89afde2a3"
                    + "fdebacfcf4b6fcfdbf",
            false);

    /** Cyclic, for phases and directions: both ends have the same colour. */
    public static final ColorMap TWILIGHT = published(
            "twilight",
            "e2d9e2dcd9dfd2d5dbc5cfd5b6c8cfa7c0cb99b8c88cafc580a5c3769cc16e92c06888be647dbc6172ba6067b65f5bb25e4fac"
                    + "5e43a55c379c5a2b905621824f19724714613f125137114432123a32123739113a42123e4e14435b1648681a4d751e4f"
                    + "8124508d2b50973450a03e50a94850b05351b65e54bc6a58c0765fc48267c78f72ca9b7fcda78ed0b39ed4beafd9c8c0"
                    + "ddd0cfe0d7dae2d9e2",
            false);

    /** From blue over near-white to red; diverging, for signed data: the range is symmetric about zero unless set. */
    public static final ColorMap BLUE_RED = published(
            "blue-red",
            "00437c004d8a0158990163a7016fb5007ac40286d20092e1319de84ea9ed67b4f17fbff496caf6add5f8c4e0f8dcebf7f5f5f5"
                    + "fce4dafed4c2ffc3acfdb398fba385f69374f18464ea7456e2654ad9553ecf4635c4372cb82725ab161f9d001a8a0018",
            true);

    /** From black to white. */
    public static final ColorMap GRAY = published("gray", "000000ffffff", false);

    private static final int SIZE = 256;

    private final String name;
    private final int[] table;
    private final boolean diverging;

    private ColorMap(String name, int[] table, boolean diverging) {
        this.name = name;
        this.table = table;
        this.diverging = diverging;
    }

    private static ColorMap published(String name, String hex, boolean diverging) {
        var anchors = new Color[hex.length() / 6];
        for (int i = 0; i < anchors.length; i++) {
            anchors[i] = new Color(Integer.parseInt(hex.substring(6 * i, 6 * i + 6), 16));
        }
        return of(name, diverging, anchors);
    }

    /**
     * A map of one's own.
     *
     * @param name its name
     * @param diverging whether the middle stands for zero
     * @param anchors at least two colours, equally spaced from 0 to 1
     * @return the map
     * @throws IllegalArgumentException if there are fewer than two colours
     */
    public static ColorMap of(String name, boolean diverging, Color... anchors) {
        if (anchors.length < 2) {
            throw new IllegalArgumentException(
                    "colour map \"" + name + "\" has " + anchors.length + " anchor colours, expected at least 2");
        }
        var table = new int[256];
        for (int i = 0; i < table.length; i++) {
            double place = i / (table.length - 1.0) * (anchors.length - 1);
            int k = Math.min((int) place, anchors.length - 2);
            double f = place - k;
            Color a = anchors[k];
            Color b = anchors[k + 1];
            table[i] = between(a.getRed(), b.getRed(), f) << 16
                    | between(a.getGreen(), b.getGreen(), f) << 8
                    | between(a.getBlue(), b.getBlue(), f);
        }
        return new ColorMap(name, table, diverging);
    }

    private static int between(int a, int b, double f) {
        return (int) Math.round(a + (b - a) * f);
    }

    /**
     * The same colours from the other end.
     *
     * @return the reversed map
     */
    public ColorMap reversed() {
        var turned = new int[SIZE];
        Arrays.setAll(turned, i -> table[SIZE - 1 - i]);
        return new ColorMap(name + " reversed", turned, diverging);
    }

    /**
     * The name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Whether the middle of the map stands for zero.
     *
     * @return true for a diverging map
     */
    public boolean isDiverging() {
        return diverging;
    }

    /**
     * The colour at a place.
     *
     * @param t the place, from 0 to 1; what lies outside gets the colour of the end
     * @return red, green and blue as {@code 0xRRGGBB}
     * @throws IllegalArgumentException if t is NaN
     */
    public int rgb(double t) {
        if (Double.isNaN(t)) {
            throw new IllegalArgumentException("t is NaN, expected a number from 0 to 1");
        }
        return table[(int) Math.max(0, Math.min(SIZE - 1, t * SIZE))];
    }

    @Override
    public String toString() {
        return name;
    }
}
