/** Benchmarks, peers side by side, and the reproduction of the papers' figures. */
@NullMarked
package org.orrery.bench;

import org.jspecify.annotations.NullMarked;
