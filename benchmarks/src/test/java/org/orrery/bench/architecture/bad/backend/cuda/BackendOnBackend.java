package org.orrery.bench.architecture.bad.backend.cuda;

import org.orrery.bench.architecture.bad.backend.opencl.Driver;

/** A backend must do without the others. */
class BackendOnBackend {
    Driver driver = new Driver();
}
