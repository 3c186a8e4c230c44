package org.orrery.ndarray.parallel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches what the runtime's threads do while some code runs: how many were active at most, by its own count and by what
 * the operating system says, how many regions were opened and how long callers waited to be admitted. Of the whole
 * process, so other code that runs at the same time is counted too.
 *
 * <pre>{@code
 * try (ThreadWatch watch = ThreadWatch.start()) {
 *     work();
 *     watch.summary().peakActive();
 * }
 * }</pre>
 */
public final class ThreadWatch implements AutoCloseable {

    /** How often the operating system is asked. */
    private static final Duration INTERVAL = Duration.ofMillis(2);

    private final AtomicInteger peakActive = new AtomicInteger(Activity.active());
    private final long regions = Activity.regions();
    private final long waits = Activity.waits();
    private final long waitNanos = Activity.waitNanos();
    private final List<Long> processes;
    private volatile int peakRunnable = -1;
    private volatile boolean closed;
    private final Thread sampler;

    private ThreadWatch(List<Long> processes) {
        this.processes = List.copyOf(processes);
        this.sampler = Threads.io("watch", this::sample);
        Activity.watch(this);
    }

    /**
     * Starts to watch this process.
     *
     * @return the watch
     */
    public static ThreadWatch start() {
        return start(List.of(ProcessHandle.current().pid()));
    }

    /**
     * Starts to watch, where what is read from the operating system is the sum over some processes.
     *
     * @param processes their numbers
     * @return the watch
     */
    public static ThreadWatch start(List<Long> processes) {
        return new ThreadWatch(processes);
    }

    void see(int active) {
        if (active > peakActive.get()) {
            peakActive.accumulateAndGet(active, Math::max);
        }
    }

    /**
     * What was seen so far.
     *
     * @return the summary
     */
    public Summary summary() {
        int runnable = peakRunnable;
        return new Summary(
                peakActive.get(),
                runnable < 0 ? OptionalInt.empty() : OptionalInt.of(runnable),
                Activity.regions() - regions,
                Activity.waits() - waits,
                Duration.ofNanos(Activity.waitNanos() - waitNanos));
    }

    /** Ends the watch. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(sampler);
        Activity.unwatch(this);
    }

    private void sample() {
        while (!closed) {
            int runnable = 0;
            boolean read = false;
            for (long process : processes) {
                int count = runnable(process);
                read |= count >= 0;
                runnable += Math.max(0, count);
            }
            if (read) {
                peakRunnable = Math.max(peakRunnable, runnable);
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }

    /** The threads of the runtime, and the one of the main method, which the system runs or would run. */
    private static int runnable(long process) {
        int count = 0;
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(Path.of("/proc", Long.toString(process), "task"))) {
            for (Path thread : threads) {
                if (isRunnable(thread)) {
                    count++;
                }
            }
            return count;
        } catch (IOException e) {
            return -1;
        }
    }

    private static boolean isRunnable(Path thread) {
        try {
            // "42 (name) R ...", where the name may contain anything, cut to 15 bytes.
            String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
            int open = stat.indexOf('(');
            int close = stat.lastIndexOf(')');
            if (open < 0 || close < open || close + 2 >= stat.length() || stat.charAt(close + 2) != 'R') {
                return false;
            }
            String name = stat.substring(open + 1, close);
            return !name.startsWith("orrery-leave")
                    && (name.startsWith("orrery-") || name.equals("main") || name.equals("java"));
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    /**
     * What a watch saw.
     *
     * @param peakActive the most threads that worked in regions or native calls at the same time, by the runtime's count;
     *     none of them waiting for another
     * @param peakRunnable the most threads of the runtime's, with the one of the main method, that ran, or could have, when
     *     the operating system was asked every 2 ms; empty where it does not tell
     * @param regions the regions opened, other than plain loops
     * @param waits how often a thread waited to be admitted
     * @param waited how long, all of them together
     */
    public record Summary(int peakActive, OptionalInt peakRunnable, long regions, long waits, Duration waited) {

        @Override
        public String toString() {
            List<String> parts = new ArrayList<>();
            parts.add("peak of active threads " + peakActive);
            peakRunnable.ifPresent(peak -> parts.add("of runnable ones " + peak));
            parts.add(regions + " regions");
            parts.add(waits + " waits, " + waited.toMillis() + " ms together");
            return String.join(", ", parts);
        }
    }
}
