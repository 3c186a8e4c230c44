package org.orrery.ndarray.parallel.modes;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.parallel.Mode;
import org.orrery.ndarray.parallel.Region;
import org.orrery.ndarray.parallel.Tokens;

/** Each region is admitted by tokens, one for each of its threads. */
record Admitting(String name, Modes modes, Rule rule, Tokens tokens) implements Mode {

    /** How many tokens a region asks for, and whether it waits for them. */
    enum Rule {
        ALL,
        WAIT,
        TAKE
    }

    @Override
    public int threads() {
        return modes.processors();
    }

    @Override
    public int threads(@Nullable Region inside) {
        return inside == null ? modes.outermost() : modes.processors();
    }

    @Override
    public boolean isLayered() {
        return modes.outermost() < modes.processors();
    }

    @Override
    public int nativeThreads(@Nullable Region inside) {
        return rule == Rule.TAKE && inside != null ? 1 : modes.processors();
    }

    @Override
    public <T extends @Nullable Object> T callNative(@Nullable Region inside, IntFunction<T> call) {
        return tokens.callWhenFree(inside, nativeThreads(inside), call);
    }

    @Override
    public void run(Region region) {
        switch (rule) {
            case ALL -> tokens.runWhenFree(region, tokens.total());
            case WAIT -> tokens.runWhenFree(region, region.width());
            case TAKE -> tokens.runWithFree(region, region.width());
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
