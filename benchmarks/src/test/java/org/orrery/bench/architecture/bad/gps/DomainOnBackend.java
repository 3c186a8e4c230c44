package org.orrery.bench.architecture.bad.gps;

import org.orrery.bench.architecture.bad.backend.opencl.Driver;

/** A domain asks core for a device. */
class DomainOnBackend {
    Driver driver = new Driver();
}
