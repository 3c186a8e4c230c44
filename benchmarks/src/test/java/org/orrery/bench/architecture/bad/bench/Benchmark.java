package org.orrery.bench.architecture.bad.bench;

import org.orrery.bench.architecture.bad.gps.DomainOnShared;

/** Sees everything. */
public class Benchmark {
    DomainOnShared gps = new DomainOnShared();
}
