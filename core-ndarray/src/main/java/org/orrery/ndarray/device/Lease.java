package org.orrery.ndarray.device;

import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.orrery.ndarray.parallel.Threads;

/**
 * Something on a device that lives until it is closed and its last user is done. Closing never waits; use after close
 * throws. What is dropped without being closed is released, and that is logged.
 */
final class Lease {
    private static final System.Logger LOGGER = System.getLogger(Lease.class.getPackageName());
    private static final Cleaner NET = Cleaner.create(Threads.io("orrery-device-net"));

    private final String what;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** The running uses, and one for not being closed. */
    private final AtomicInteger holders = new AtomicInteger(1);

    private Lease(String what, Runnable release) {
        this.what = what;
        this.release = release;
    }

    /** A lease that ends with its owner, to which {@code release} must not lead back. */
    static Lease of(Object owner, String what, Runnable release) {
        Lease lease = new Lease(what, release);
        NET.register(owner, lease::dropped);
        return lease;
    }

    /** Begins a use, which {@link #leave} ends. */
    void enter() {
        while (true) {
            int now = holders.get();
            if (closed.get() || now == 0) {
                throw new IllegalStateException("the " + what + " is closed");
            }
            if (holders.compareAndSet(now, now + 1)) {
                return;
            }
        }
    }

    void leave() {
        if (holders.decrementAndGet() == 0) {
            release.run();
        }
    }

    void close() {
        if (!closed.getAndSet(true)) {
            leave();
        }
    }

    private void dropped() {
        if (!closed.get()) {
            LOGGER.log(Level.WARNING, "A " + what + " was dropped without being closed; it is released now");
            close();
        }
    }
}
