package org.orrery.ndarray.parallel.modes;

import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.parallel.Mode;
import org.orrery.ndarray.parallel.Region;

/** Every region has threads of its own. */
record Unmanaged(Modes modes) implements Mode {

    @Override
    public String name() {
        return "unmanaged";
    }

    @Override
    public int threads() {
        return Math.max(modes.workers(), modes.processors());
    }

    @Override
    public int threads(@Nullable Region inside) {
        return inside == null ? modes.workers() : modes.processors();
    }

    @Override
    public boolean isLayered() {
        return true;
    }

    @Override
    public int nativeThreads(@Nullable Region inside) {
        return modes.processors();
    }

    @Override
    public void run(Region region) {
        region.leadWith(region.width() - 1);
    }

    @Override
    public String toString() {
        return name();
    }
}
