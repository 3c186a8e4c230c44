package org.orrery.ndarray.parallel;

import java.util.function.BinaryOperator;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs bodies over ranges of indices, in as many threads as there are processors to spare.
 *
 * <p>A region ends when all its chunks are done. It is cancelled when one of its bodies throws (the first exception
 * comes out of the call as it is, later ones suppressed in it), when its caller is interrupted
 * ({@link CancelledException}, with the interrupt flag still set), or when a region around it is cancelled. Nobody
 * starts another chunk then, and the call returns after those in progress have ended; a cancelled region never returns
 * normally. An interrupted thread opens no region.
 *
 * <p>Regions nest freely: a body may open regions, which share the same threads. A region that has one chunk, or one
 * thread, is a plain loop in the calling thread.
 */
public final class Parallel {

    /** A region counts its chunks in an int; a range of more chunks runs as several regions, one after the other. */
    private static final int MOST_CHUNKS = 1 << 30;

    /** A reduction gives its blocks to threads in at most so many groups. */
    private static final int MOST_GROUPS = 1024;

    private Parallel() {}

    /**
     * Runs a body over the indices from {@code from} to {@code to}, in chunks. Chunks run in any order and at the same
     * time; what they wrote is visible to the caller when this returns.
     *
     * @param from the first index
     * @param to the index after the last
     * @param grain the largest number of indices that the body gets at once: enough for some microseconds of work,
     *     and less than what takes 50 ms, since a region is cancelled between chunks
     * @param body the work of one chunk
     * @throws IllegalArgumentException if {@code from > to} or {@code grain < 1}
     * @throws CancelledException if the caller is interrupted or a region around this one was cancelled
     */
    public static void forEach(long from, long to, long grain, RangeBody body) {
        if (from > to || to - from < 0) {
            throw new IllegalArgumentException("range from " + from + " to " + to
                    + (from > to ? ": it ends before it begins" : ": it has more than 2^63 - 1 indices"));
        }
        if (grain < 1) {
            throw new IllegalArgumentException("grain = " + grain + ": expected at least 1");
        }
        Context context = Context.current();
        context.checkCancelled();
        if (from == to) {
            return;
        }
        Mode mode = context.mode();
        Region around = context.region;
        boolean counts = around == null && mode.isLayered();
        int threads = mode.threads(around);
        if (to - from <= grain && !counts) {
            body.accept(from, to);
        } else if (threads == 1 && !counts) {
            inline(context, from, to, grain, body);
        } else {
            share(context, mode, threads, from, to, grain, body);
        }
    }

    /**
     * Runs a body over the indices from 0 to {@code n}, in chunks of at most {@code grain}.
     *
     * @param n the number of indices
     * @param grain the largest number of indices that the body gets at once
     * @param body the work of one chunk
     * @throws IllegalArgumentException if {@code n < 0} or {@code grain < 1}
     * @throws CancelledException if the caller is interrupted or a region around this one was cancelled
     * @see #forEach(long, long, long, RangeBody)
     */
    public static void forEach(long n, long grain, RangeBody body) {
        forEach(0, n, grain, body);
    }

    /**
     * Runs a body for each of {@code n} items, one at a time. For items that are some microseconds of work or more: a
     * matrix, a file, a pixel's fit.
     *
     * @param n the number of items
     * @param body the work of one item, called with its index
     * @throws IllegalArgumentException if {@code n < 0}
     * @throws CancelledException if the caller is interrupted or a region around this one was cancelled
     */
    public static void forEach(long n, LongConsumer body) {
        forEach(0, n, 1, (from, to) -> body.accept(from));
    }

    /**
     * Combines the partial results of the blocks of {@code 0 .. n}. Block k has the indices from {@code k * block}; the
     * partial results are merged pairwise in index order, (0, 1), (2, 3), ..., then the results of that, and so on,
     * where one without a partner moves up. The tree depends on {@code n} and {@code block} alone, so the result has
     * the same bits for any number of threads.
     *
     * @param <T> the type of a partial result
     * @param n the number of indices; with 0 the result is {@code partial.apply(0, 0)}
     * @param block the number of indices in each block but the last
     * @param partial the partial result of one block
     * @param merge combines the results of two neighbouring parts, the first argument being the one of lower
     *     indices; may reuse them
     * @return the result over all blocks
     * @throws IllegalArgumentException if {@code n < 0} or {@code block < 1}
     * @throws CancelledException if the caller is interrupted or a region around this one was cancelled
     */
    public static <T> T reduce(long n, long block, BlockFunction<T> partial, BinaryOperator<T> merge) {
        if (n < 0) {
            throw new IllegalArgumentException("n = " + n + ": expected at least 0");
        }
        if (block < 1) {
            throw new IllegalArgumentException("block = " + block + ": expected at least 1");
        }
        checkCancelled();
        if (n <= block) {
            return partial.apply(0, n);
        }
        long blocks = (n - 1) / block + 1;
        // Groups of 2^k blocks are whole subtrees.
        int shift = Math.max(0, 64 - Long.numberOfLeadingZeros((blocks - 1) / MOST_GROUPS));
        int groups = (int) (((blocks - 1) >>> shift) + 1);
        Object[] results = new Object[groups];
        forEach(groups, group -> {
            Pairwise<T> tree = new Pairwise<>(merge);
            long last = Math.min(blocks, (group + 1) << shift);
            for (long k = group << shift; k < last; k++) {
                checkCancelled();
                tree.add(partial.apply(k * block, n - k * block <= block ? n : (k + 1) * block));
            }
            results[(int) group] = tree.result();
        });
        Pairwise<T> tree = new Pairwise<>(merge);
        for (Object result : results) {
            @SuppressWarnings("unchecked")
            T value = (T) result;
            tree.add(value);
        }
        return tree.result();
    }

    /**
     * Runs a task whose regions, at any depth, run in a mode.
     *
     * @param mode the mode
     * @param task the task
     */
    public static void in(Mode mode, Runnable task) {
        Context context = Context.current();
        Mode before = context.chosen;
        context.chosen = mode;
        try {
            task.run();
        } finally {
            context.chosen = before;
        }
    }

    /**
     * Computes a value by a task whose regions, at any depth, run in a mode.
     *
     * @param <T> the type of the value
     * @param mode the mode
     * @param task the task
     * @return what the task returned
     */
    public static <T extends @Nullable Object> T in(Mode mode, Supplier<T> task) {
        Context context = Context.current();
        Mode before = context.chosen;
        context.chosen = mode;
        try {
            return task.get();
        } finally {
            context.chosen = before;
        }
    }

    /**
     * Lets the regions of this thread run in a mode until the scope is closed.
     *
     * <pre>{@code
     * try (var scope = Parallel.scope(Mode.SERIAL)) {
     *     ...
     * }
     * }</pre>
     *
     * @param mode the mode
     * @return the scope, to be closed by the same thread
     */
    public static Scope scope(Mode mode) {
        return new Scope(mode);
    }

    /**
     * The mode of a region that would be opened here.
     *
     * @return the mode
     * @throws IllegalArgumentException if {@code -Dorrery.parallel} names none
     */
    public static Mode mode() {
        return Context.current().mode();
    }

    /**
     * The largest number of threads that would work on a region opened here, the calling one included.
     *
     * @return at least 1
     * @throws IllegalArgumentException if {@code -Dorrery.parallel} or {@code -Dorrery.threads} has a wrong value
     */
    public static int threads() {
        Context context = Context.current();
        return context.mode().threads(context.region);
    }

    /**
     * The most threads that may work on an outermost region, by {@code -Dorrery.workers}.
     *
     * @return at least 1; the number of threads of {@link Mode#STEALING} where the property is not set
     * @throws IllegalArgumentException if {@code -Dorrery.workers} or {@code -Dorrery.threads} has a wrong value
     */
    public static int workers() {
        return Settings.workers();
    }

    /**
     * How many threads a native library may use in a call made here: one inside a parallel region, all outside, by the
     * rule of the {@linkplain Mode#nativeThreads mode}. Never depends on the load.
     *
     * @return at least 1
     */
    public static int nativeThreads() {
        Context context = Context.current();
        return context.mode().nativeThreads(context.region);
    }

    /**
     * Calls a native library with the number of threads that it may use here, when the {@linkplain Mode#callNative mode}
     * lets it.
     *
     * @param <T> the type of the result
     * @param call is given the number of threads, that of {@link #nativeThreads()}
     * @return what the call returned
     * @throws CancelledException if the caller was interrupted, or the region around it cancelled, before the call
     */
    public static <T extends @Nullable Object> T callNative(IntFunction<T> call) {
        Context context = Context.current();
        context.checkCancelled();
        Mode mode = context.mode();
        return mode.callNative(context.region, threads -> {
            int others = context.isCounted() ? threads - 1 : threads;
            Activity.enter(others);
            try {
                return call.apply(threads);
            } finally {
                Activity.leave(others);
            }
        });
    }

    /**
     * Throws if the work of this thread is no longer wanted. For bodies that take more than some milliseconds, and for
     * long serial work.
     *
     * @throws CancelledException if this thread was interrupted, or the region it works in was cancelled
     */
    public static void checkCancelled() {
        Context.current().checkCancelled();
    }

    private static void inline(Context context, long from, long to, long grain, RangeBody body) {
        boolean entered = context.enter();
        try {
            long start = from;
            while (to - start > grain) {
                body.accept(start, start + grain);
                context.checkCancelled();
                start += grain;
            }
            body.accept(start, to);
        } finally {
            if (entered) {
                context.leave();
            }
        }
    }

    private static void share(Context context, Mode mode, int threads, long from, long to, long grain, RangeBody body) {
        Activity.opened();
        long start = from;
        // Compared as chunks, since MOST_CHUNKS * grain may not fit a long.
        while ((to - start - 1) / grain >= MOST_CHUNKS) {
            long end = start + MOST_CHUNKS * grain;
            mode.run(new Region(mode, threads, context.region, start, end, grain, MOST_CHUNKS, body));
            start = end;
        }
        int chunks = (int) ((to - start - 1) / grain + 1);
        mode.run(new Region(mode, threads, context.region, start, to, grain, chunks, body));
    }

    /** A stretch of code in one thread whose regions run in a chosen mode. Made by {@link Parallel#scope(Mode)}. */
    public static final class Scope implements AutoCloseable {

        private final Context context = Context.current();
        private final @Nullable Mode before = context.chosen;

        private Scope(Mode mode) {
            context.chosen = mode;
        }

        /**
         * Goes back to the mode before.
         *
         * @throws IllegalStateException if another thread made this scope
         */
        @Override
        public void close() {
            if (context != Context.current()) {
                throw new IllegalStateException("a scope is closed by the thread that opened it");
            }
            context.chosen = before;
        }
    }
}
