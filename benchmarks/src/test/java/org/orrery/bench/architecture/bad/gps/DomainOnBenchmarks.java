package org.orrery.bench.architecture.bad.gps;

import org.orrery.bench.architecture.bad.bench.Benchmark;

/** Nothing sees the benchmarks. */
class DomainOnBenchmarks {
    Benchmark benchmark = new Benchmark();
}
