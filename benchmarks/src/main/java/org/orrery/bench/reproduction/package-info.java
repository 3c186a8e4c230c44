/**
 * The frame of a reproduction, which a subject plugs its tables, goals, worker and peer script into.
 *
 * <p>A {@link org.orrery.bench.reproduction.Subject} says what is reproduced and who takes part. Its
 * {@link org.orrery.bench.reproduction.Reproduction} is the subcommand; it gets a
 * {@link org.orrery.bench.reproduction.Measurement}, with a process for each peer and for each of our JVMs, and fills
 * tables row by row. The report, the verdicts and the common options are made here.
 *
 * <pre>{@code
 * measurement.begin(Table.of("dense", "Dense arrays", "What they cost.", measurement.columns(keys), "ours", "numpy"));
 * measurement.load("A", array, keys);
 * measurement.measure("dense.sum", "Sum", measurement.sides(keys, "sum", List.of("A")), Comparison.within(1e-9));
 * measurement.clear(keys);
 * }</pre>
 */
@NullMarked
package org.orrery.bench.reproduction;

import org.jspecify.annotations.NullMarked;
