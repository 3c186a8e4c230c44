package org.orrery.bench.architecture.bad.sparse;

import java.util.List;
import org.assertj.core.api.Assertions;

/** Makes a user's code depend on somebody's version. */
public class ShowsThirdParty {
    public List<Assertions[]> shown() {
        return List.of();
    }
}
