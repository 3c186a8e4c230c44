package org.orrery.ndarray.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One parallel region while it runs: the chunks that are left, who works on them, and how it ends. Made by
 * {@link Parallel}, handed to {@link Mode#run}; only authors of modes need it.
 *
 * <p>Every thread at work sits in a seat that owns a share, an interval of chunks. It takes chunks from the front of
 * its own share; when that is empty it takes the rear half of the largest share that it finds. The caller starts with
 * everything.
 */
public final class Region {

    /** Longs per seat: a cache line each, so that neighbours do not slow each other. */
    private static final int STRIDE = 8;

    /** The value of {@link #helpers} once nobody may join any more. */
    private static final int CLOSED = -1;

    /** A chunk taken from the front of a share. */
    private static final long ONE_CHUNK = 1L << 32;

    private static final BooleanSupplier ALWAYS = () -> true;

    private final Mode mode;
    private final @Nullable Region outer;
    private final @Nullable Stealing pool;
    private final long from;
    private final long to;
    private final long grain;
    private final RangeBody body;
    private final Thread caller = Thread.currentThread();

    /** Per seat: the share, packed as next chunk (high half) and end (low half), and whether the seat is taken. */
    private final AtomicLongArray seats;

    private final int seatCount;
    private final AtomicInteger helpers = new AtomicInteger();
    private volatile boolean callerWaits;
    private volatile boolean cancelled;
    private @Nullable Throwable failure;

    Region(Mode mode, int threads, @Nullable Region outer, long from, long to, long grain, int chunks, RangeBody body) {
        this.mode = mode;
        this.outer = outer;
        this.pool = mode instanceof Stealing stealing ? stealing : null;
        this.from = from;
        this.to = to;
        this.grain = grain;
        this.body = body;
        this.seatCount = Math.min(threads, chunks);
        this.seats = new AtomicLongArray(seatCount * STRIDE);
        seats.set(0, chunks);
        seats.set(1, 1);
    }

    /**
     * The mode that runs this region.
     *
     * @return the mode
     */
    public Mode mode() {
        return mode;
    }

    /**
     * The region in whose body this one was opened.
     *
     * @return that region, or null if this one was opened outside of all regions
     */
    public @Nullable Region outer() {
        return outer;
    }

    /**
     * The number of threads that can be at work here: the smaller of the mode's threads and the number of chunks.
     *
     * @return at least 1
     */
    public int width() {
        return seatCount;
    }

    /**
     * How many threads have work here now: the helpers that have come and not left, and the caller while it does not
     * wait for them.
     *
     * @return the number, a snapshot
     */
    public int atWork() {
        return Math.max(0, helpers.get()) + (callerWaits ? 0 : 1);
    }

    /**
     * Whether this region, or one around it, was cancelled, or its caller interrupted, which is the same. Nobody starts
     * another chunk of a cancelled region.
     *
     * @return true once cancelled
     */
    public boolean isCancelled() {
        for (Region region = this; region != null; region = region.outer) {
            if (region.cancelled) {
                return true;
            }
            // Any thread may see it, so that the others need not wait until the caller has time to look.
            if (region.caller.isInterrupted()) {
                region.cancelled = true;
                return true;
            }
        }
        return false;
    }

    /**
     * Works on this region in the calling thread until no chunk is left to take. Returns at once where there is nothing
     * to do; never throws what a body throws, since that belongs to the caller of the region.
     *
     * @return whether this thread was let in
     */
    public boolean help() {
        return help(ALWAYS);
    }

    /**
     * The same, leaving after any chunk after which {@code stay} is false. What is left of the share can be taken by
     * others.
     */
    boolean help(BooleanSupplier stay) {
        if (!enter()) {
            return false;
        }
        int seat = -1;
        try {
            seat = sitDown();
            if (seat >= 0) {
                work(seat, stay);
            }
        } finally {
            if (seat >= 0) {
                seats.set(seat * STRIDE + 1, 0);
            }
            if (helpers.decrementAndGet() == 0 || hasWork()) {
                wakeCaller();
            }
        }
        return seat >= 0;
    }

    /**
     * Works on this region in the thread that called it, waits until every helper has left, and ends it. To be called
     * once.
     *
     * @throws CancelledException if the caller was interrupted or a region around this one was cancelled; whatever
     *     a body threw first is thrown as it is, later ones suppressed in it
     */
    public void lead() {
        boolean interrupted = false;
        try {
            work(0, ALWAYS);
            while (!helpers.compareAndSet(0, CLOSED)) {
                interrupted |= await();
                work(0, ALWAYS);
            }
            // A helper may have left part of its share between the last look and the closing.
            work(0, ALWAYS);
        } finally {
            if (interrupted) {
                caller.interrupt();
            }
        }
        end();
    }

    /**
     * The same as {@link #lead()}, with so many threads of the runtime's that help in this region and no other. They
     * come when they are started, the caller does not wait for them to come.
     *
     * @param threads how many; none if not positive
     * @throws CancelledException if the caller was interrupted or a region around this one was cancelled
     */
    public void leadWith(int threads) {
        leadWith(threads, null);
    }

    /** The same, where each of the helpers has a token, and gives it back when it leaves. */
    void leadWith(int threads, @Nullable Tokens tokens) {
        Crew.lend(this, threads, tokens);
        lead();
    }

    boolean isInside(Region other) {
        for (Region region = outer; region != null; region = region.outer) {
            if (region == other) {
                return true;
            }
        }
        return false;
    }

    /** Whether a thread that came now would find a chunk and a seat. */
    boolean isJoinable() {
        if (helpers.get() == CLOSED || isCancelled() || !hasWork()) {
            return false;
        }
        for (int seat = 0; seat < seatCount; seat++) {
            if (seats.get(seat * STRIDE + 1) == 0) {
                return true;
            }
        }
        return false;
    }

    void wakeCaller() {
        if (callerWaits) {
            LockSupport.unpark(caller);
        }
    }

    private boolean enter() {
        while (true) {
            int count = helpers.get();
            if (count == CLOSED) {
                return false;
            }
            if (helpers.compareAndSet(count, count + 1)) {
                return true;
            }
        }
    }

    /** Takes a free seat, one with a share left in it if there is one. */
    private int sitDown() {
        for (int pass = 0; pass < 2; pass++) {
            for (int seat = 0; seat < seatCount; seat++) {
                if ((pass == 1 || size(seats.get(seat * STRIDE)) > 0)
                        && seats.get(seat * STRIDE + 1) == 0
                        && seats.compareAndSet(seat * STRIDE + 1, 0, 1)) {
                    return seat;
                }
            }
        }
        return -1;
    }

    private void work(int seat, BooleanSupplier stay) {
        Context context = Context.current();
        Mode chosenBefore = context.chosen;
        Region regionBefore = context.region;
        context.chosen = mode;
        context.region = this;
        boolean entered = context.enter();
        try {
            while (!isCancelled()) {
                int chunk = take(seat);
                if (chunk < 0) {
                    return;
                }
                long start = from + chunk * grain;
                body.accept(start, to - start <= grain ? to : start + grain);
                if (!stay.getAsBoolean()) {
                    return;
                }
            }
        } catch (Throwable thrown) {
            fail(thrown);
        } finally {
            context.chosen = chosenBefore;
            context.region = regionBefore;
            if (entered) {
                context.leave();
            }
        }
    }

    private int take(int seat) {
        int own = seat * STRIDE;
        while (true) {
            long share = seats.get(own);
            if (size(share) == 0) {
                if (!steal(own)) {
                    return -1;
                }
            } else if (seats.compareAndSet(own, share, share + ONE_CHUNK)) {
                return next(share);
            }
        }
    }

    /** Moves the rear half of the largest share into this empty one. A share of one chunk moves whole. */
    private boolean steal(int own) {
        while (true) {
            int victim = -1;
            long largest = 0;
            for (int at = 0; at < seatCount * STRIDE; at += STRIDE) {
                long share = seats.get(at);
                if (size(share) > size(largest)) {
                    victim = at;
                    largest = share;
                }
            }
            if (victim < 0) {
                return false;
            }
            int middle = next(largest) + size(largest) / 2;
            if (seats.compareAndSet(victim, largest, pack(next(largest), middle))) {
                long stolen = pack(middle, end(largest));
                seats.set(own, stolen);
                if (size(stolen) > 1 && pool != null) {
                    pool.announce(this);
                }
                return true;
            }
        }
    }

    private boolean hasWork() {
        for (int at = 0; at < seatCount * STRIDE; at += STRIDE) {
            if (size(seats.get(at)) > 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Waits until the helpers have left or there is a chunk to take, helping them with the regions that they have
     * opened inside. Returns whether the caller was interrupted meanwhile; the flag is cleared, since nobody can wait
     * in {@code park} while it is set.
     */
    private boolean await() {
        boolean interrupted = false;
        callerWaits = true;
        try {
            while (mustWait()) {
                if (Thread.interrupted()) {
                    interrupted = true;
                    cancelLed();
                }
                if (pool == null || isCancelled() || !pool.helpInside(this)) {
                    park();
                }
            }
        } finally {
            callerWaits = false;
        }
        return interrupted;
    }

    private boolean mustWait() {
        return helpers.get() > 0 && (isCancelled() || !hasWork());
    }

    /** Looks again: a lock that was taken since the last look may have used up the permit of a wake-up. */
    void parkIfMust() {
        if (mustWait()) {
            LockSupport.park(this);
        }
    }

    private void park() {
        Context context = Context.current();
        context.pause();
        try {
            if (pool == null) {
                parkIfMust();
            } else {
                pool.park(this);
            }
        } finally {
            context.resume(this);
        }
    }

    /**
     * Cancels this region and those around it that the same thread called. To be called by that thread when it was
     * interrupted and goes on waiting with its flag cleared, where the others cannot see it.
     */
    void cancelLed() {
        for (Region region = this; region != null; region = region.outer) {
            if (region.caller == Thread.currentThread()) {
                region.cancelled = true;
            }
        }
    }

    private synchronized void fail(Throwable thrown) {
        if (thrown instanceof CancelledException && isCancelled()) {
            return; // the answer to a cancellation, not its cause
        }
        if (failure == null) {
            failure = thrown;
            cancelled = true;
        } else if (failure != thrown) {
            failure.addSuppressed(thrown);
        }
    }

    private synchronized void end() {
        if (failure != null) {
            throw Region.<RuntimeException>unchecked(failure);
        }
        if (isCancelled()) {
            throw new CancelledException(
                    cancelled
                            ? "parallel region cancelled: the calling thread was interrupted"
                            : "parallel region cancelled with the region around it");
        }
    }

    /** Lets any throwable pass as it is, as the body threw it. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // It only tells javac what may pass.
    private static <E extends Throwable> E unchecked(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private static long pack(int next, int end) {
        return (long) next << 32 | end;
    }

    private static int next(long share) {
        return (int) (share >>> 32);
    }

    private static int end(long share) {
        return (int) share;
    }

    private static int size(long share) {
        return end(share) - next(share);
    }
}
