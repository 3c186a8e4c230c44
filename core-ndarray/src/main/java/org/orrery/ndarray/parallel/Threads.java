package org.orrery.ndarray.parallel;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that mostly wait: for a sound card, a socket, another process. They are daemons and not counted among the
 * threads that {@link Parallel} shares out; regions that they open are ordinary ones.
 */
public final class Threads {

    private static final System.Logger LOG = System.getLogger(Threads.class.getPackageName());

    private Threads() {}

    /**
     * Starts a daemon thread. What it throws is logged.
     *
     * @param name the name of the thread
     * @param body what it runs
     * @return the thread, started
     */
    public static Thread io(String name, Runnable body) {
        Thread thread = logged(name, body);
        thread.start();
        return thread;
    }

    /**
     * A factory of such threads, for an executor or a server. They are named {@code name-1}, {@code name-2} and so on,
     * and not yet started.
     *
     * @param name the common part of the names
     * @return the factory
     */
    public static ThreadFactory io(String name) {
        AtomicInteger count = new AtomicInteger();
        return body -> logged(name + "-" + count.incrementAndGet(), body);
    }

    private static Thread logged(String name, Runnable body) {
        Thread thread = daemon(name, body);
        thread.setUncaughtExceptionHandler((ended, thrown) ->
                LOG.log(System.Logger.Level.ERROR, "thread " + ended.getName() + " ended by an exception", thrown));
        return thread;
    }

    /**
     * A daemon that keeps nothing of the thread that happens to make it: no thread-locals, no class loader of a
     * plug-in.
     */
    @SuppressWarnings("ThreadPriorityCheck") // It only undoes what would be inherited.
    static Thread daemon(String name, Runnable body) {
        Thread thread = new Thread(null, body, name, 0, false);
        thread.setDaemon(true);
        thread.setPriority(Thread.NORM_PRIORITY);
        thread.setContextClassLoader(Threads.class.getClassLoader());
        return thread;
    }
}
