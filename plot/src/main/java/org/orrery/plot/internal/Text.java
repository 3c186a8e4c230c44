package org.orrery.plot.internal;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;

/** Measures and writes text in the current font of a graphics. */
public final class Text {
    /** Tells the SVG writer which part of a text its place means: -1 the left end, 0 the middle, 1 the right end. */
    static final RenderingHints.Key ALIGN = new RenderingHints.Key(1) {
        @Override
        public boolean isCompatibleValue(Object value) {
            return value instanceof Integer;
        }
    };

    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    /** Height of capitals and digits for a font of size one, about the same in all sans-serif fonts. */
    static final double CAP_HEIGHT = .72;

    private static final double SMALL = .68;

    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺";
    private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉₋₊";
    private static final String LEVEL = "0123456789−+";

    private Text() {}

    /** Characters that stand on one height. */
    private record Run(String text, double rise) {}

    /**
     * Checks that Java can measure text at all, which it cannot on a bare system.
     *
     * @throws IllegalStateException if there are no fonts
     */
    public static void requireFonts() {
        try {
            width(new Font(Font.SANS_SERIF, Font.PLAIN, 12), "0");
        } catch (RuntimeException | LinkageError | InternalError e) {
            throw new IllegalStateException(
                    "Java finds no fonts on this system: install some, on Debian the packages fontconfig and"
                            + " fonts-dejavu-core",
                    e);
        }
    }

    /**
     * The width of a text.
     *
     * @param g whose font to measure in
     * @param text what to measure
     * @return the width in units of the graphics
     */
    public static double width(Graphics2D g, String text) {
        double width = 0;
        for (Run run : runs(g.getFont(), text)) {
            width += width(font(g.getFont(), run), run.text);
        }
        return width;
    }

    private static double width(Font font, String text) {
        return text.isEmpty() ? 0 : font.getStringBounds(text, CONTEXT).getWidth();
    }

    private static Font font(Font base, Run run) {
        return run.rise == 0 ? base : base.deriveFont((float) (base.getSize2D() * SMALL));
    }

    /**
     * Writes a text.
     *
     * @param g where; gives font and colour
     * @param text what to write
     * @param x the place
     * @param y the place
     * @param align which part of the width is at x: -1 the left end, 0 the middle, 1 the right end
     * @param drop which part of the height is at y: 0 the base line, 0.5 the middle, 1 the top of the capitals
     * @param angle clockwise, in radians, about the place
     */
    public static void draw(Graphics2D g, String text, double x, double y, int align, double drop, double angle) {
        AffineTransform before = g.getTransform();
        if (angle != 0) {
            g.rotate(angle, x, y);
        }
        double base = y + drop * CAP_HEIGHT * g.getFont().getSize2D();
        List<Run> runs = runs(g.getFont(), text);
        if (runs.size() == 1) {
            string(g, text, x, base, align);
        } else {
            Font font = g.getFont();
            double left = x - (align + 1) / 2.0 * width(g, text);
            for (Run run : runs) {
                g.setFont(font(font, run));
                string(g, run.text, left, base - run.rise * font.getSize2D(), -1);
                left += width(g.getFont(), run.text);
            }
            g.setFont(font);
        }
        g.setTransform(before);
    }

    private static void string(Graphics2D g, String text, double x, double base, int align) {
        if (text.isEmpty()) {
            return;
        }
        double left = x - (align + 1) / 2.0 * width(g.getFont(), text);
        g.setRenderingHint(ALIGN, align);
        g.drawString(text, (float) left, (float) base);
    }

    /** Fonts that lack some of the superscripts get small raised digits instead of all of them. */
    private static List<Run> runs(Font font, String text) {
        boolean plain = text.chars().noneMatch(c -> RAISED.indexOf(c) >= 0 || LOWERED.indexOf(c) >= 0);
        if (plain || font.canDisplayUpTo(RAISED + LOWERED) < 0) {
            return List.of(new Run(text, 0));
        }
        var runs = new ArrayList<Run>();
        var run = new StringBuilder();
        double rise = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int up = RAISED.indexOf(c);
            int down = LOWERED.indexOf(c);
            double next = up >= 0 ? .36 : down >= 0 ? -.14 : 0;
            if (next != rise && run.length() > 0) {
                runs.add(new Run(run.toString(), rise));
                run.setLength(0);
            }
            rise = next;
            run.append(up >= 0 || down >= 0 ? LEVEL.charAt(Math.max(up, down)) : c);
        }
        runs.add(new Run(run.toString(), rise));
        return runs;
    }

    /**
     * A text that fits into a width, with "…" for its middle if need be.
     *
     * @param g whose font to measure in
     * @param text what to write
     * @param room the greatest width
     * @return the text or its beginning and end
     */
    public static String fit(Graphics2D g, String text, double room) {
        if (width(g, text) <= room) {
            return text;
        }
        // Names often differ at their ends, so the middle goes.
        for (int kept = text.length() - 1; kept > 1; kept--) {
            String head = text.substring(0, (kept + 1) / 2);
            String cut = head.strip() + "…"
                    + text.substring(text.length() - kept / 2).strip();
            if (width(g, cut) <= room) {
                return cut;
            }
        }
        return "…";
    }

    /**
     * Breaks a text into lines, at line feeds and at spaces.
     *
     * @param g whose font to measure in
     * @param text what to write
     * @param room the greatest width
     * @return the lines; none for an empty text
     */
    static List<String> wrap(Graphics2D g, String text, double room) {
        var lines = new ArrayList<String>();
        for (String paragraph :
                text.isBlank() ? List.<String>of() : text.lines().toList()) {
            var line = new StringBuilder();
            for (String word : paragraph.split(" ", -1)) {
                if (line.length() > 0 && width(g, line + " " + word) > room) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.length() > 0 ? " " : "").append(word);
            }
            lines.add(fit(g, line.toString(), Math.max(room, 20)));
        }
        return lines;
    }
}
