package org.orrery.bench.architecture.bad.plot;

import org.orrery.bench.architecture.bad.sparse.Prints;

/** Plot stands beside sparse. */
public class PlotOnSparse {
    Prints sparse = new Prints();
}
