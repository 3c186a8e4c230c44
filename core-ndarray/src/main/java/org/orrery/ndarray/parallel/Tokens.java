package org.orrery.ndarray.parallel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A number of tokens, one for each thread that may be active: what modes share that admit regions one by one. For
 * authors of modes. Thread-safe.
 *
 * <p>Every thread at work in an admitted region holds one token. Whoever waits, for more tokens or for the helpers of a
 * region, gives back all it holds meanwhile. So regions nest to any depth without blocking each other, and no more
 * threads are active than there are tokens. Who wants to start a region waits in line, behind those who only want to go
 * on. A body that opens a region must not hold a lock that bodies of other regions need: it may have to wait for them.
 */
public final class Tokens {

    /** How often one who waits looks whether it is still wanted. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final int total;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiter> line = new ArrayDeque<>();
    private int free;

    /**
     * Makes tokens, all of them free.
     *
     * @param total how many
     * @throws IllegalArgumentException if {@code total < 1}
     */
    public Tokens(int total) {
        if (total < 1) {
            throw new IllegalArgumentException("total = " + total + ": expected at least 1");
        }
        this.total = total;
        this.free = total;
    }

    /**
     * How many there are.
     *
     * @return the number, at least 1
     */
    public int total() {
        return total;
    }

    /**
     * How many are free at this moment.
     *
     * @return the number
     */
    public int free() {
        lock.lock();
        try {
            return Math.max(0, free);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs a region when so many threads may be active for it, the caller among them.
     *
     * @param region the region, as given to {@link Mode#run(Region)}
     * @param threads how many tokens it wants; at most all. Those that the region has no use for are kept from others
     *     while it runs
     * @throws CancelledException if the caller was interrupted or a region around this one was cancelled
     */
    public void runWhenFree(Region region, int threads) {
        run(region, Math.min(threads, total), true);
    }

    /**
     * Runs a region at once with the threads that may be active now, the caller among them; waits only where even the
     * caller must, which is never inside a region admitted by these tokens.
     *
     * @param region the region, as given to {@link Mode#run(Region)}
     * @param threads the most tokens it has a use for
     * @throws CancelledException if the caller was interrupted or a region around this one was cancelled
     */
    public void runWithFree(Region region, int threads) {
        run(region, Math.min(threads, total), false);
    }

    /**
     * Makes a call that uses so many threads when they may be active, the caller among them.
     *
     * @param <T> the type of the result
     * @param inside the innermost region around the call, or null
     * @param threads how many tokens it wants; at most all
     * @param call is given the number of threads
     * @return what the call returned
     * @throws CancelledException if the caller was interrupted or the region around it was cancelled
     */
    public <T extends @Nullable Object> T callWhenFree(@Nullable Region inside, int threads, IntFunction<T> call) {
        int wanted = Math.min(threads, total);
        Context context = Context.current();
        boolean had = context.holds(this);
        take(context, inside, wanted, true);
        try {
            return call.apply(wanted);
        } finally {
            put(wanted - 1);
            giveUp(context, had);
        }
    }

    private void run(Region region, int wanted, boolean all) {
        Context context = Context.current();
        boolean had = context.holds(this);
        int taken = take(context, region.outer(), wanted, all);
        int helpers = Math.min(taken, region.width()) - 1;
        context.keep(this, taken - 1 - helpers);
        try {
            region.leadWith(helpers, this);
        } finally {
            put(context.stopKeeping(this));
            giveUp(context, had);
        }
    }

    private void giveUp(Context context, boolean had) {
        if (!had) {
            context.drop(this);
            put(1);
        }
    }

    /** Takes tokens, one of them for this thread, which may have it already. */
    private int take(Context context, @Nullable Region inside, int wanted, boolean all) {
        boolean had = context.holds(this);
        int own = had ? 1 : 0;
        lock.lock();
        try {
            free += context.stopKeeping(this);
            grant();
            if (line.isEmpty() && free >= wanted - own) {
                free -= wanted - own;
                if (!had) {
                    context.hold(this);
                }
                return wanted;
            }
            if (!all && had) {
                return 1 + takeMore(wanted - 1);
            }
            if (!all && line.isEmpty() && free >= 1) {
                free--;
                context.hold(this);
                return 1 + takeMore(wanted - 1);
            }
        } finally {
            lock.unlock();
        }
        return takeInTurn(context, inside, wanted, all, had);
    }

    private int takeInTurn(Context context, @Nullable Region inside, int wanted, boolean all, boolean had) {
        context.pause();
        boolean granted = false;
        try {
            granted = await(inside, all ? wanted : 1);
        } finally {
            // One that is cancelled goes ahead, since it only has to end.
            context.force(granted ? this : null);
        }
        if (!granted) {
            throw new CancelledException(
                    Thread.currentThread().isInterrupted()
                            ? "cancelled while it waited for threads: the calling thread was interrupted"
                            : "cancelled while it waited for threads, with the parallel region around it");
        }
        if (!had) {
            context.hold(this);
        }
        if (all) {
            return wanted;
        }
        lock.lock();
        try {
            return 1 + takeMore(wanted - 1);
        } finally {
            lock.unlock();
        }
    }

    /** Takes of what is free and nobody waits for. */
    private int takeMore(int most) {
        int more = line.isEmpty() ? Math.max(0, Math.min(most, free)) : 0;
        free -= more;
        return more;
    }

    /** Waits at the end of the line; false if cancelled. */
    private boolean await(@Nullable Region inside, int wanted) {
        long start = System.nanoTime();
        lock.lock();
        Waiter waiter = new Waiter(wanted, lock.newCondition());
        line.addLast(waiter);
        grant();
        try {
            while (!waiter.granted) {
                if (inside != null && inside.isCancelled()) {
                    return false;
                }
                waiter.ready.awaitNanos(LOOK_NANOS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (waiter.granted) {
                free += wanted;
                waiter.granted = false;
                grant();
            }
            return false;
        } finally {
            if (!waiter.granted && line.remove(waiter)) {
                grant();
            }
            lock.unlock();
            Activity.waited(System.nanoTime() - start);
        }
    }

    /** Takes one token again, ahead of the line. An interrupt cancels the region, but does not end the waiting. */
    void takeBack(Region region) {
        boolean interrupted = false;
        lock.lock();
        try {
            if (free >= 1) {
                free--;
                return;
            }
            Waiter waiter = new Waiter(1, lock.newCondition());
            line.addFirst(waiter);
            while (!waiter.granted) {
                try {
                    waiter.ready.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                    region.cancelLed();
                }
            }
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Gives tokens back; with a negative number, takes them whether there are any or not. */
    void put(int tokens) {
        if (tokens == 0) {
            return;
        }
        lock.lock();
        try {
            free += tokens;
            grant();
        } finally {
            lock.unlock();
        }
    }

    private void grant() {
        for (Waiter first = line.peekFirst(); first != null && first.wanted <= free; first = line.peekFirst()) {
            line.removeFirst();
            free -= first.wanted;
            first.granted = true;
            first.ready.signal();
        }
    }

    private static final class Waiter {

        private final int wanted;
        private final Condition ready;
        private boolean granted;

        Waiter(int wanted, Condition ready) {
            this.wanted = wanted;
            this.ready = ready;
        }
    }
}
