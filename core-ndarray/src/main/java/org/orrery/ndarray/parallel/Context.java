package org.orrery.ndarray.parallel;

import org.jspecify.annotations.Nullable;

/**
 * What the runtime knows about the current thread: the mode chosen for its code, and the innermost region it works in.
 */
final class Context {

    private static final ThreadLocal<Context> CURRENT = ThreadLocal.withInitial(Context::new);

    /** The mode chosen by a scope or inherited from a region, or null for the program's. */
    @Nullable
    Mode chosen;

    /** The innermost region whose body this thread is running, or null. */
    @Nullable
    Region region;

    private Context() {}

    static Context current() {
        return CURRENT.get();
    }

    Mode mode() {
        Mode mode = chosen;
        return mode != null ? mode : Settings.mode();
    }

    void checkCancelled() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("cancelled: the calling thread was interrupted");
        }
        Region around = region;
        if (around != null && around.isCancelled()) {
            throw new CancelledException("cancelled with the parallel region around it");
        }
    }
}
