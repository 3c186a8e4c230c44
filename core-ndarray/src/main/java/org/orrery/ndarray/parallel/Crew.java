package org.orrery.ndarray.parallel;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads of the modes that give each region helpers of its own: as many as are asked for, daemons, which sleep at
 * once when they are done and end after some seconds without work.
 */
final class Crew {

    private static final System.Logger LOG = System.getLogger(Crew.class.getPackageName());

    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final ThreadPoolExecutor POOL = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            body -> Threads.daemon("orrery-team-" + COUNT.incrementAndGet(), body));

    private Crew() {}

    /**
     * Lets threads help in a region, each with a token that was taken for it. What cannot start leaves the work to the
     * others.
     */
    static void lend(Region region, int threads, @Nullable Tokens tokens) {
        int started = 0;
        try {
            while (started < threads) {
                POOL.execute(() -> help(region, tokens));
                started++;
            }
        } catch (OutOfMemoryError | RejectedExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot start helper " + (started + 1) + " of " + threads, e);
        } finally {
            if (tokens != null && started < threads) {
                tokens.put(threads - started);
            }
        }
    }

    private static void help(Region region, @Nullable Tokens tokens) {
        if (tokens == null) {
            region.help();
            return;
        }
        Context context = Context.current();
        context.hold(tokens);
        try {
            region.help();
        } finally {
            context.drop(tokens);
            tokens.put(1);
        }
    }
}
