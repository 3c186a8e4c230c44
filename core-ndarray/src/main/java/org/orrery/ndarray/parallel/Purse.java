package org.orrery.ndarray.parallel;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * The leave that a pool has taken. Its threads keep it for some milliseconds after their work, since the next region is
 * often near; then a thread of its own gives it back. The same thread takes leave that others gave back while there is
 * work for more workers.
 */
final class Purse {

    private static final System.Logger LOG = System.getLogger(Purse.class.getPackageName());

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** The keeper ends after so many looks without anything to keep. */
    private static final int IDLE_TICKS = 200;

    private final Leave leave;
    private final IntSupplier busy;
    private final BooleanSupplier wantsWorkers;
    private final Runnable wakeWorkers;
    private volatile int taken;
    private boolean keeperRuns;

    Purse(Leave leave, IntSupplier busy, BooleanSupplier wantsWorkers, Runnable wakeWorkers) {
        this.leave = leave;
        this.busy = busy;
        this.wantsWorkers = wantsWorkers;
        this.wakeWorkers = wakeWorkers;
    }

    boolean hasFor(int threads) {
        return taken >= threads;
    }

    /** Whether there is leave for so many threads, taking more if it can. */
    boolean covers(int threads) {
        return taken >= threads || takeUpTo(threads);
    }

    private synchronized boolean takeUpTo(int threads) {
        while (taken < threads && leave.tryTake()) {
            taken = taken + 1;
        }
        if (!keeperRuns) {
            keeperRuns = true;
            try {
                Threads.daemon("orrery-leave", this::keep).start();
            } catch (OutOfMemoryError e) {
                keeperRuns = false;
                LOG.log(System.Logger.Level.WARNING, "cannot start the thread that gives back leave to be active", e);
            }
        }
        return taken >= threads;
    }

    private void keep() {
        int idle = 0;
        int unused = 0;
        while (true) {
            LockSupport.parkNanos(TICK_NANOS);
            boolean wants = wantsWorkers.getAsBoolean();
            if (wants && covers(busy.getAsInt() + 1)) {
                wakeWorkers.run();
            }
            synchronized (this) {
                int now = Math.max(0, taken - busy.getAsInt());
                // What was not used at the last look either.
                for (int i = Math.min(now, unused); i > 0; i--) {
                    taken = taken - 1;
                    leave.giveBack();
                }
                unused = now;
                idle = taken == 0 && !wants ? idle + 1 : 0;
                if (idle == IDLE_TICKS) {
                    keeperRuns = false;
                    return;
                }
            }
        }
    }
}
