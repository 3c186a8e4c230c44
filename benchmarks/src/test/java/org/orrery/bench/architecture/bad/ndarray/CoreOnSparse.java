package org.orrery.bench.architecture.bad.ndarray;

import org.orrery.bench.architecture.bad.sparse.Prints;

/** Core must know nobody. */
class CoreOnSparse {
    Prints sparse = new Prints();
}
