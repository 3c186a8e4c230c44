package org.orrery.ndarray.parallel;

import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One pool for all regions: idle workers join regions that are running. Parallelism is optional: a caller never waits
 * for a worker to come, only for those that came, so that no nesting can block, and a region that is over soon costs
 * little more than its body.
 *
 * <p>At most {@link #threads()} threads run bodies, callers included. Where more threads than that open regions, each
 * works on its own alone; workers leave at the end of their chunk when a new caller makes it too many.
 */
final class Stealing implements Mode {

    private static final System.Logger LOG = System.getLogger(Stealing.class.getPackageName());

    private static final ConcurrentMap<Integer, Stealing> OF_SIZE = new ConcurrentHashMap<>();

    /** How many workers one announcement wakes; each that steals announces again, so that many wake soon. */
    private static final int WAKE_AT_ONCE = 2;

    /** An idle worker ends after this time, so that a host that drops these classes gets rid of them. */
    private static final long KEEP_ALIVE_NANOS = TimeUnit.SECONDS.toNanos(60);

    /**
     * How long a worker without work looks for some before it parks: to wake a parked one costs its waker tens of
     * microseconds.
     */
    private static final long SPIN_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private static final BooleanSupplier NOT_INTERRUPTED =
            () -> !Thread.currentThread().isInterrupted();

    private final Queue<Region> open = new ConcurrentLinkedQueue<>();

    /** Threads at work: workers in a region, and callers of outermost regions that are not waiting. */
    private final AtomicInteger busy = new AtomicInteger();

    private final String name;

    /** 0 until first asked, where the settings decide it. */
    private volatile int threads;

    /** The most threads in an outermost region; 0 until first asked, where the settings decide it. */
    private volatile int outermostThreads;

    /** Leave to be active, where the machine is shared with other programs. */
    private final @Nullable Purse purse;

    /** The workers by their number; null before the first is needed. */
    private volatile @Nullable AtomicReferenceArray<@Nullable Worker> workers;

    private volatile boolean outOfThreads;

    /** The pool of as many threads as the settings say. */
    Stealing() {
        this(0, 0, "stealing", null);
    }

    private Stealing(int threads, int workers, String name, @Nullable Leave leave) {
        this.threads = threads;
        this.outermostThreads = Math.min(threads, workers);
        this.name = name;
        this.purse = leave == null ? null : new Purse(leave, busy::get, this::wantsWorkers, this::wakeWorkers);
    }

    static Stealing withLeave(int threads, int workers, String name, Leave leave) {
        if (threads < 1 || workers < 1) {
            throw new IllegalArgumentException(
                    "threads = " + threads + ", workers = " + workers + ": expected at least 1 of each");
        }
        return new Stealing(threads, workers, name, leave);
    }

    /** The pool of so many threads, whatever the machine has. */
    static Stealing of(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads = " + threads + ": expected at least 1");
        }
        return OF_SIZE.computeIfAbsent(threads, n -> new Stealing(n, n, "stealing", null));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int threads() {
        int known = threads;
        if (known == 0) {
            known = Settings.threads();
            threads = known;
        }
        return known;
    }

    @Override
    public int threads(@Nullable Region inside) {
        if (inside != null) {
            return threads();
        }
        int known = outermostThreads;
        if (known == 0) {
            known = Math.min(threads(), Settings.workers());
            outermostThreads = known;
        }
        return known;
    }

    @Override
    public boolean isLayered() {
        return threads(null) < threads();
    }

    /** Other programs have no say in what a native library does, so it gets one thread where the machine is shared. */
    @Override
    public int nativeThreads(@Nullable Region inside) {
        return inside == null && purse == null ? threads() : 1;
    }

    @Override
    public void run(Region region) {
        Region outer = region.outer();
        boolean outermost = outer == null || outer.mode() != this;
        if (outermost) {
            becomeBusyAnyway();
        }
        open.add(region);
        try {
            announce(region);
            region.lead();
        } finally {
            open.remove(region);
            if (outermost) {
                busy.decrementAndGet();
                if (!open.isEmpty()) {
                    wakeWorkers();
                }
            }
        }
    }

    @Override
    public String toString() {
        return name();
    }

    /** There is something to take in this region: tells those who wait, for it or for one around it, and workers. */
    void announce(Region region) {
        for (Region around = region; around != null; around = around.outer()) {
            around.wakeCaller();
        }
        wakeWorkers();
    }

    /**
     * Works in some region inside this one. Only there may its waiting caller help: that work must end before it can go
     * on anyway.
     */
    boolean helpInside(Region region) {
        for (Region candidate : open) {
            if (candidate.isInside(region) && candidate.isJoinable() && candidate.help(NOT_INTERRUPTED)) {
                return true;
            }
        }
        return false;
    }

    /** Parks the caller of a region, whose processor others may use meanwhile. */
    void park(Region region) {
        busy.decrementAndGet();
        wakeWorkers();
        region.parkIfMust();
        becomeBusyAnyway();
    }

    private void becomeBusyAnyway() {
        int count = busy.incrementAndGet();
        if (purse != null) {
            purse.covers(count);
        }
    }

    /** Whether there is work for another worker, could it become active. */
    private boolean wantsWorkers() {
        return busy.get() < threads() && findJoinable() != null;
    }

    /** The same, asking nobody for leave: a waiting worker looks often. */
    private boolean hasRoom() {
        int count = busy.get();
        return count < threads() && (purse == null || purse.hasFor(count + 1)) && findJoinable() != null;
    }

    private void wakeWorkers() {
        if (busy.get() >= threads()) {
            return;
        }
        AtomicReferenceArray<@Nullable Worker> all = workers;
        if (all == null) {
            startWorker();
            return;
        }
        int woken = 0;
        boolean room = false;
        for (int number = 0; number < all.length(); number++) {
            Worker worker = all.get(number);
            if (worker == null) {
                room = true;
            } else if (worker.wake() && ++woken == WAKE_AT_ONCE) {
                return;
            }
        }
        if (room && woken == 0) {
            startWorker();
        }
    }

    private synchronized void startWorker() {
        AtomicReferenceArray<@Nullable Worker> all = workers;
        if (all == null) {
            all = new AtomicReferenceArray<>(threads() - 1);
            workers = all;
        }
        for (int number = 0; number < all.length() && !outOfThreads; number++) {
            if (all.get(number) == null) {
                Worker worker = new Worker(number);
                all.set(number, worker);
                try {
                    worker.thread.start();
                } catch (OutOfMemoryError e) {
                    // The regions go on with the threads there are.
                    all.set(number, null);
                    outOfThreads = true;
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "cannot start worker " + (number + 1) + " of " + all.length(),
                            e);
                }
                return;
            }
        }
    }

    private @Nullable Region findJoinable() {
        for (Region candidate : open) {
            if (candidate.isJoinable()) {
                return candidate;
            }
        }
        return null;
    }

    private boolean isUncrowded() {
        return busy.get() <= threads();
    }

    /** Counts this thread as busy, unless that would be one too many. */
    private boolean becomeBusy() {
        while (true) {
            int count = busy.get();
            if (count >= threads() || (purse != null && !purse.covers(count + 1))) {
                return false;
            }
            if (busy.compareAndSet(count, count + 1)) {
                return true;
            }
        }
    }

    /** A thread of the pool. */
    private final class Worker implements Runnable {

        private final int number;
        private final Thread thread;
        private final AtomicBoolean idle = new AtomicBoolean();

        Worker(int number) {
            this.number = number;
            this.thread = Threads.daemon("orrery-" + (number + 1), this);
        }

        /** Wakes this worker if it is idle, and says whether it was. */
        boolean wake() {
            if (idle.get() && idle.compareAndSet(true, false)) {
                LockSupport.unpark(thread);
                return true;
            }
            return false;
        }

        @Override
        public void run() {
            do {
                Region region = findJoinable();
                while (region != null && becomeBusy()) {
                    try {
                        region.help(Stealing.this::isUncrowded);
                    } finally {
                        busy.decrementAndGet();
                    }
                    Thread.interrupted(); // a body may have left the flag set; it means nothing here
                    region = findJoinable();
                }
            } while (spin() || sleep());
            AtomicReferenceArray<@Nullable Worker> all = workers;
            if (all != null) {
                all.set(number, null);
            }
        }

        /** Looks for work for a short time; true if there may be some. */
        private boolean spin() {
            long start = System.nanoTime();
            do {
                for (int i = 0; i < 32; i++) {
                    if (!open.isEmpty() && hasRoom()) {
                        return true;
                    }
                    Thread.onSpinWait();
                }
            } while (System.nanoTime() - start < SPIN_NANOS);
            return false;
        }

        /** Waits until there may be work; false if there was none for long, and this worker is to end. */
        private boolean sleep() {
            idle.set(true);
            // Looked at again after the flag is up: whoever opens a region now will see it.
            if (hasRoom()) {
                idle.set(false);
                return true;
            }
            long start = System.nanoTime();
            while (idle.get()) {
                LockSupport.parkNanos(this, KEEP_ALIVE_NANOS);
                Thread.interrupted(); // or it could not park
                if (System.nanoTime() - start >= KEEP_ALIVE_NANOS && idle.compareAndSet(true, false)) {
                    return false;
                }
            }
            return true;
        }
    }
}
