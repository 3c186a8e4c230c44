package org.orrery.plot.internal;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.orrery.ndarray.Providers;
import org.orrery.ndarray.io.WholeFile;
import org.orrery.plot.Figure;
import org.orrery.plot.FigureWriter;

/** Finds writers and lets them write files. */
public final class Formats {
    private static final System.Logger LOG = System.getLogger("org.orrery.plot");

    private Formats() {}

    private static Map<String, FigureWriter> writers() {
        var writers = new LinkedHashMap<String, FigureWriter>();
        for (FigureWriter writer : new FigureWriter[] {new PngWriter(), new SvgWriter(), new HtmlWriter()}) {
            writers.put(writer.format(), writer);
        }
        for (FigureWriter writer : Providers.of(FigureWriter.class).found()) {
            writers.putIfAbsent(writer.format(), writer);
        }
        return writers;
    }

    /**
     * The writer of a format.
     *
     * @param format its name
     * @return the writer
     */
    public static FigureWriter find(String format) {
        Map<String, FigureWriter> writers = writers();
        FigureWriter writer = writers.get(format.toLowerCase(Locale.ROOT));
        if (writer == null) {
            String known = "known formats are " + String.join(", ", writers.keySet());
            throw new IllegalArgumentException(
                    format.equalsIgnoreCase("pdf")
                            ? "format \"pdf\" needs the artifact org.orrery:orrery-plot-pdf; " + known
                            : "format \"" + format + "\" is not known; " + known
                                    + (writers.containsKey("pdf") ? "" : ", and pdf with org.orrery:orrery-plot-pdf"));
        }
        return writer;
    }

    /**
     * Writes a file under a temporary name, then moves it.
     *
     * @param figure what to write
     * @param file where
     * @throws IOException if that fails
     */
    public static void write(Figure figure, Path file) throws IOException {
        Path name = file.getFileName();
        int dot = name == null ? -1 : name.toString().lastIndexOf('.');
        if (name == null || dot < 0) {
            throw new IllegalArgumentException("file \"" + file + "\" has no ending that names a format, as .png");
        }
        FigureWriter writer = find(name.toString().substring(dot + 1));
        for (String warning : figure.warnings()) {
            LOG.log(System.Logger.Level.WARNING, "{0}: {1}", file, warning);
        }
        try {
            WholeFile.write(file, out -> {
                var buffered = new BufferedOutputStream(out);
                writer.write(figure, buffered);
                buffered.flush();
            });
        } catch (AccessDeniedException e) {
            throw new IOException("cannot write " + file + ": access to " + e.getFile() + " is denied", e);
        }
    }

    /**
     * Writes the interactive page among the temporary files and opens it.
     *
     * @param figure what to show
     * @return the page
     */
    public static Path show(Figure figure) {
        try {
            Path page = Files.createTempFile("figure-", ".html");
            write(figure, page);
            boolean shown = false;
            if (!GraphicsEnvironment.isHeadless()
                    && Desktop.isDesktopSupported()
                    && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
                try {
                    Desktop.getDesktop().browse(page.toUri());
                    shown = true;
                } catch (IOException e) {
                    LOG.log(System.Logger.Level.DEBUG, "the browser did not start", e);
                }
            }
            if (!shown) {
                LOG.log(System.Logger.Level.INFO, "no browser here; the figure is in {0}", page);
            }
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot show the figure: " + e.getMessage(), e);
        }
    }
}
