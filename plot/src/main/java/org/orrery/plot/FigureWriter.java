package org.orrery.plot;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes figures in one format. PNG, SVG and HTML are built in; others, as PDF in the artifact {@code orrery-plot-pdf},
 * are found by {@link java.util.ServiceLoader}. A writer has a public constructor without arguments.
 */
public interface FigureWriter {
    /**
     * The name of the format, which is also the ending of its files.
     *
     * @return the name in lower case, without a dot: {@code "pdf"}
     */
    String format();

    /**
     * Writes a figure.
     *
     * @param figure what to write
     * @param out where to write; left open
     * @throws IOException if the stream fails
     */
    void write(Figure figure, OutputStream out) throws IOException;
}
