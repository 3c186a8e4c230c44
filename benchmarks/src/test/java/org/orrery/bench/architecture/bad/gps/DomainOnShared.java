package org.orrery.bench.architecture.bad.gps;

import org.orrery.bench.architecture.bad.ndarray.Core;
import org.orrery.bench.architecture.bad.plot.PlotOnSparse;
import org.orrery.bench.architecture.bad.sparse.Prints;

/** All that a domain may use. */
public class DomainOnShared {
    Core core = new Core();
    PlotOnSparse plot = new PlotOnSparse();
    Prints sparse = new Prints();
}
