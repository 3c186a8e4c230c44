package org.orrery.ndarray.parallel;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where long work tells how far it is. The caller of the work chooses the kind; the work starts a task with a total and
 * advances it:
 *
 * <pre>{@code
 * try (Progress.Task task = progress.start("fit", spectra, "spectra")) {
 *     Parallel.forEach(spectra, i -> {
 *         fit(i);
 *         task.advance(1);
 *     });
 * }
 * }</pre>
 *
 * <p>What is shown is shown at most ten times a second, and once more at the end of the task. Thread-safe.
 */
public final class Progress {

    /** The total of a task that does not know how much there is to do: only the count and the rate are shown. */
    public static final long UNKNOWN = -1;

    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final Progress NONE = new Progress(null, System::nanoTime, null, 0);

    private final @Nullable Consumer<State> sink;
    private final LongSupplier clock;
    private final @Nullable Task parent;
    private final long share;
    private final AtomicBoolean started = new AtomicBoolean();

    private Progress(@Nullable Consumer<State> sink, LongSupplier clock, @Nullable Task parent, long share) {
        this.sink = sink;
        this.clock = clock;
        this.parent = parent;
        this.share = share;
    }

    /**
     * Shows nothing.
     *
     * @return the progress
     */
    public static Progress none() {
        return NONE;
    }

    /**
     * A bar on the standard error stream where the program runs in a terminal, updated in place; nothing where it does
     * not, as in a pipe or a batch job. It has one line, so one task at a time.
     *
     * @return the progress
     */
    public static Progress console() {
        return isTerminal() ? bar(System.err, System::nanoTime) : NONE;
    }

    /**
     * Tells a listener: when a task starts, at most ten times a second while it advances, and when it ends.
     *
     * @param listener gets the states, one call at a time, in threads that do the work; a slow one misses states
     *     but the last
     * @return the progress
     */
    public static Progress listener(Consumer<State> listener) {
        return new Progress(listener, System::nanoTime, null, 0);
    }

    static Progress listener(Consumer<State> listener, LongSupplier clock) {
        return new Progress(listener, clock, null, 0);
    }

    static Progress bar(PrintStream stream, LongSupplier clock) {
        return new Progress(new ProgressBar(stream), clock, null, 0);
    }

    /**
     * Starts a task. Of a {@linkplain Task#part part} of another task only the first that is started counts.
     *
     * @param label what is being done, in a word or two
     * @param total how many units there are to do, or {@link #UNKNOWN}
     * @param unit what is counted, in the plural
     * @return the task, to be closed when it ends, however it ends
     * @throws IllegalArgumentException if {@code total} is negative and not {@link #UNKNOWN}
     */
    public Task start(String label, long total, String unit) {
        if (total < UNKNOWN) {
            throw new IllegalArgumentException("total = " + total + ": expected at least 0, or UNKNOWN");
        }
        Task task = new Task(this, label, total, unit, started.compareAndSet(false, true) ? share : 0);
        if (parent != null) {
            parent.parts.add(task);
        }
        task.root().show(false);
        return task;
    }

    @SuppressWarnings("SystemConsoleNull") // Before JDK 22 there is none in a pipe.
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            // From JDK 22 on there is a console even in a pipe, and it can be asked.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }

    /** Work that is under way. Any thread may advance it. */
    public static final class Task implements AutoCloseable {

        private final Progress progress;
        private final String label;
        private final long total;
        private final String unit;
        private final long share;
        private final long start;
        private final LongAdder done = new LongAdder();
        private final Queue<Task> parts = new ConcurrentLinkedQueue<>();
        private final AtomicLong due;
        private final ReentrantLock showing = new ReentrantLock();
        private volatile boolean ended;

        private Task(Progress progress, String label, long total, String unit, long share) {
            this.progress = progress;
            this.label = label;
            this.total = total;
            this.unit = unit;
            this.share = share;
            this.start = progress.clock.getAsLong();
            this.due = new AtomicLong(start + INTERVAL_NANOS);
        }

        /**
         * So many more units are done. Cheap: threads that advance the same task do not wait for each other.
         *
         * @param units the number of units, at least 0
         * @throws IllegalArgumentException if {@code units} is negative
         */
        public void advance(long units) {
            if (units < 0) {
                throw new IllegalArgumentException("units = " + units + ": expected at least 0");
            }
            if (progress == NONE) {
                return;
            }
            done.add(units);
            root().showIfDue();
        }

        /**
         * A progress for work inside this one, which counts as so many units here when it is done and in proportion
         * before.
         *
         * @param units how many units of this task the inner work is
         * @return the progress to hand to the inner work
         * @throws IllegalArgumentException if {@code units} is negative
         */
        public Progress part(long units) {
            if (units < 0) {
                throw new IllegalArgumentException("units = " + units + ": expected at least 0");
            }
            return progress == NONE ? NONE : new Progress(null, progress.clock, this, units);
        }

        /**
         * How far the task is.
         *
         * @return the state now
         */
        public State state() {
            Duration elapsed = Duration.ofNanos(progress.clock.getAsLong() - start);
            return new State(label, doneWithParts(), total, unit, elapsed, ended);
        }

        /** Ends the task, done or not. Closing twice does nothing more. */
        @Override
        public void close() {
            if (ended) {
                return;
            }
            ended = true;
            Task outer = progress.parent;
            if (outer == null) {
                show(true);
            } else {
                // In this order the outer task may for a moment be ahead, but never steps back.
                outer.advance(share);
                outer.parts.remove(this);
            }
        }

        private Task root() {
            Task task = this;
            while (task.progress.parent != null) {
                task = task.progress.parent;
            }
            return task;
        }

        private double doneWithParts() {
            double sum = done.sum();
            for (Task part : parts) {
                sum += part.share * part.fraction();
            }
            return total == UNKNOWN ? sum : Math.min(sum, (double) total);
        }

        private double fraction() {
            return total == UNKNOWN ? 0 : total == 0 ? 1 : doneWithParts() / total;
        }

        private void showIfDue() {
            long now = progress.clock.getAsLong();
            long next = due.get();
            if (now - next >= 0 && due.compareAndSet(next, now + INTERVAL_NANOS)) {
                show(false);
            }
        }

        /** Shows the state; the last one for certain, others unless one is being shown just now. */
        private void show(boolean last) {
            Consumer<State> sink = progress.sink;
            if (sink == null) {
                return;
            }
            if (last) {
                showing.lock();
            } else if (!showing.tryLock()) {
                return;
            }
            try {
                if (last || !ended) {
                    sink.accept(state());
                }
            } finally {
                showing.unlock();
            }
        }
    }

    /**
     * How far a task is.
     *
     * @param label what is being done
     * @param done units done, parts in proportion; at most the total
     * @param total units to do, or {@link #UNKNOWN}
     * @param unit what is counted, in the plural
     * @param elapsed time since the start
     * @param ended whether the task has ended, done or not
     */
    public record State(String label, double done, long total, String unit, Duration elapsed, boolean ended) {

        /**
         * The part that is done.
         *
         * @return from 0 to 1; NaN where the total is unknown
         */
        public double fraction() {
            return total == UNKNOWN ? Double.NaN : total == 0 ? 1 : done / total;
        }

        /**
         * The mean rate since the start.
         *
         * @return units per second; 0 before any time has passed
         */
        public double rate() {
            return elapsed.isZero() ? 0 : done / (elapsed.toNanos() * 1e-9);
        }

        /**
         * The time that is left at the rate so far.
         *
         * @return the time, or empty while nothing is done, or where the total is unknown
         */
        public Optional<Duration> timeLeft() {
            if (total == UNKNOWN || (done == 0 && total > 0)) {
                return Optional.empty();
            }
            double seconds = total == 0 ? 0 : (total - done) * (elapsed.toNanos() * 1e-9) / done;
            return Optional.of(Duration.ofNanos((long) (seconds * 1e9)));
        }

        /**
         * One line, as in the bar but without it.
         *
         * @return the line
         */
        @Override
        public String toString() {
            return label + ProgressBar.percent(this) + ProgressBar.counts(this);
        }
    }
}
