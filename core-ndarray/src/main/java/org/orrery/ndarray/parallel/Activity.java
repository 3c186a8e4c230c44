package org.orrery.ndarray.parallel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the threads of this process do now, told to whoever watches. Costs next to nothing while nobody does. */
final class Activity {

    /** Threads at work in regions or native calls, each counted once however deep it nests; none that waits. */
    private static final AtomicInteger ACTIVE = new AtomicInteger();

    private static final LongAdder REGIONS = new LongAdder();
    private static final LongAdder WAITS = new LongAdder();
    private static final LongAdder WAIT_NANOS = new LongAdder();

    private static final List<ThreadWatch> WATCHES = new CopyOnWriteArrayList<>();

    private Activity() {}

    static void enter(int threads) {
        int now = ACTIVE.addAndGet(threads);
        if (!WATCHES.isEmpty()) {
            for (ThreadWatch watch : WATCHES) {
                watch.see(now);
            }
        }
    }

    static void leave(int threads) {
        ACTIVE.addAndGet(-threads);
    }

    static int active() {
        return ACTIVE.get();
    }

    static void opened() {
        REGIONS.increment();
    }

    static void waited(long nanos) {
        WAITS.increment();
        WAIT_NANOS.add(nanos);
    }

    static long regions() {
        return REGIONS.sum();
    }

    static long waits() {
        return WAITS.sum();
    }

    static long waitNanos() {
        return WAIT_NANOS.sum();
    }

    static void watch(ThreadWatch watch) {
        WATCHES.add(watch);
    }

    static void unwatch(ThreadWatch watch) {
        WATCHES.remove(watch);
    }
}
