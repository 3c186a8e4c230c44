package org.orrery.bench.architecture.bad.backend.cuda;

import org.orrery.bench.architecture.bad.sparse.Prints;

/** A backend sees core alone. */
class BackendOnSparse {
    Prints sparse = new Prints();
}
