/**
 * Runs the same work on both sides of a comparison: ours in forked JVMs, the peer's in Python processes.
 *
 * <p>A {@link org.orrery.bench.sidebyside.Contestant} is a process that loads arrays from {@code .npy} files and times
 * named operations on them when asked; the runner asks the peer, then ours, then the peer again, so that both sides see
 * the same minutes of the machine. Times become {@link org.orrery.bench.sidebyside.Samples}; values are compared by
 * {@link org.orrery.bench.sidebyside.Agreement}, because a fast wrong result is not a result.
 *
 * <pre>{@code
 * var python = Python.find("scipy").orElseThrow();
 * try (var peer = Contestant.start("SciPy", python.command(script, "scipy"), Python.fairSettings(), log)) {
 *     peer.load("A", "scipy", folder.resolve("A"), 10_000, 10_000);
 *     var times = peer.time("sum0", List.of("A"), 0.2);
 * }
 * }</pre>
 */
@NullMarked
package org.orrery.bench.sidebyside;

import org.jspecify.annotations.NullMarked;
