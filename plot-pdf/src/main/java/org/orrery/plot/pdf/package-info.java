/**
 * Figures as PDF: with this artifact on the class path, figures can be written to files that end with {@code .pdf}.
 *
 * <pre>{@code
 * Figure.of("Decay").x("time", "s").y("voltage", "mV").line(t, v, "channel 1").write(Path.of("decay.pdf"));
 * }</pre>
 *
 * <p>The writer is found by {@link java.util.ServiceLoader}. Pages are vectors and selectable text; the font is embedded.
 */
@NullMarked
package org.orrery.plot.pdf;

import org.jspecify.annotations.NullMarked;
