package org.orrery.ndarray.parallel;

import org.jspecify.annotations.Nullable;

/** The caller alone does all chunks, in index order. */
final class Serial implements Mode {

    @Override
    public String name() {
        return "serial";
    }

    @Override
    public int threads() {
        return 1;
    }

    @Override
    public int nativeThreads(@Nullable Region inside) {
        return 1;
    }

    @Override
    public void run(Region region) {
        region.lead();
    }

    @Override
    public String toString() {
        return name();
    }
}
