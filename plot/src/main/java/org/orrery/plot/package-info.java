/**
 * Figures from arrays: lines, points, bars, heat maps, contours; as PNG, SVG, an interactive HTML page, and PDF with the
 * artifact {@code orrery-plot-pdf}.
 *
 * <pre>{@code
 * Figure.of("Decay").x("time", "s").y("voltage", "mV")
 *     .line(t, model, "model").errorBars(t, measured, sigma, "measured")
 *     .write(Path.of("decay.svg"));
 * Figure.heatMap(signal, w1, w2).colors(ColorMap.BLUE_RED).show();
 * }</pre>
 *
 * <p>{@link org.orrery.plot.Figure} is where to start. A new kind of series implements {@link org.orrery.plot.Series}, a
 * new kind of axes {@link org.orrery.plot.Coordinates}, a new format {@link org.orrery.plot.FigureWriter}.
 */
@NullMarked
package org.orrery.plot;

import org.jspecify.annotations.NullMarked;
