package org.orrery.bench.architecture.bad.gmm;

import org.orrery.bench.architecture.bad.gps.DomainOnShared;

/** No domain depends on another. */
class DomainOnDomain {
    DomainOnShared gps = new DomainOnShared();
}
