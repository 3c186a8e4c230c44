/**
 * Benchmarks, peers measured side by side, and the program that reproduces the papers' tables and figures.
 *
 * <p>{@link org.orrery.bench.Reproduce} has a subcommand per subject. It writes a report with a column for the paper, the
 * peer and ours, and ends with one verdict per number that was asked for. The frame of a subject is in
 * {@link org.orrery.bench.reproduction}, the JMH classes are in {@link org.orrery.bench.jmh}.
 *
 * <pre>{@code
 * bin/reproduce list
 * bin/reproduce sparse --quick
 * bin/reproduce sparse --matrix my.mtx --only matrix
 * bin/reproduce jmh Table2
 * }</pre>
 */
@NullMarked
package org.orrery.bench;

import org.jspecify.annotations.NullMarked;
