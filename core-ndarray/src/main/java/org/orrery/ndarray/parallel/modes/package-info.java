/**
 * Modes of the parallel runtime beside work stealing: those of the paper on composable threading.
 *
 * <p>{@link org.orrery.ndarray.parallel.modes.Modes Modes} makes them, by call, by scope or by
 * {@code -Dorrery.parallel=name}. {@link org.orrery.ndarray.parallel.modes.MachineTokens MachineTokens} shares the
 * processors among the programs of one machine; {@link org.orrery.ndarray.parallel.modes.Affinity Affinity} gives each
 * of several child programs processors of its own. No mode changes a result.
 *
 * <pre>{@code
 * Mode mode = Modes.here().workers(4).shares(1);
 * Parallel.in(mode, () -> Parallel.forEach(100, i -> factorise(matrices[i])));
 * }</pre>
 */
@NullMarked
package org.orrery.ndarray.parallel.modes;

import org.jspecify.annotations.NullMarked;
