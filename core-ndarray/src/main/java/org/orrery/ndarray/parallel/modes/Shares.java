package org.orrery.ndarray.parallel.modes;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.parallel.Mode;
import org.orrery.ndarray.parallel.Region;
import org.orrery.ndarray.parallel.Tokens;

/** Each outermost worker has a share of the processors for the regions that it opens. The tokens bound the sum. */
record Shares(String name, Modes modes, int factor, boolean inUse, Tokens tokens) implements Mode {

    @Override
    public int threads() {
        return modes.processors() * factor;
    }

    @Override
    public int threads(@Nullable Region inside) {
        if (inside == null) {
            return modes.outermost();
        }
        Region outer = inside.outer();
        if (outer != null) {
            return 1;
        }
        return share(inUse ? Math.max(1, Math.min(inside.atWork(), modes.workers())) : modes.workers());
    }

    private int share(int workers) {
        return Modes.share(modes.processors(), workers, factor);
    }

    @Override
    public boolean isLayered() {
        return true;
    }

    @Override
    public int nativeThreads(@Nullable Region inside) {
        if (inside == null) {
            return modes.processors();
        }
        return inside.outer() == null ? share(modes.workers()) : 1;
    }

    @Override
    public <T extends @Nullable Object> T callNative(@Nullable Region inside, IntFunction<T> call) {
        return tokens.callWhenFree(inside, nativeThreads(inside), call);
    }

    @Override
    public void run(Region region) {
        tokens.runWithFree(region, region.width());
    }

    @Override
    public String toString() {
        return name;
    }
}
