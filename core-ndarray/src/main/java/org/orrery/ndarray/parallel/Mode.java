package org.orrery.ndarray.parallel;

import org.jspecify.annotations.Nullable;

/**
 * Who runs the chunks of a parallel region. The mode never changes a result, only the number of threads that work on
 * it.
 *
 * <p>A mode is chosen for a call or a stretch of code by {@link Parallel#in(Mode, Runnable)} or
 * {@link Parallel#scope(Mode)}, and for the whole program by {@code -Dorrery.parallel=stealing|serial}. Bodies of a
 * region see the mode of the code that opened the region.
 *
 * <p>To write a mode, implement {@link #run(Region)}: make threads available that call {@link Region#help()}, then call
 * {@link Region#lead()} in the calling thread, and take back whatever was made available when {@code lead} has left,
 * normally or not.
 */
public interface Mode {

    /**
     * One pool of daemon threads, {@code orrery-1} to {@code orrery-(P-1)}, shared by all regions, where P is the
     * smaller of the number of processors and {@code -Dorrery.threads}. The caller works on its own region; idle
     * threads join regions that are already running and take half of the largest share they find. A caller that waits
     * for its helpers works on regions nested in its own. The default.
     */
    Mode STEALING = new Stealing();

    /** The caller alone. */
    Mode SERIAL = new Serial();

    /**
     * The name by which {@code -Dorrery.parallel} chooses this mode.
     *
     * @return the name, in lower case
     */
    String name();

    /**
     * The largest number of threads that work on a region of this mode at the same time, the caller included. With 1,
     * regions run inline and {@link #run(Region)} is not called.
     *
     * @return at least 1
     */
    int threads();

    /**
     * How many threads a native library may use in a call made at this place. The answer depends on the mode and on the
     * nesting alone, never on the load, so that a native result has the same bits in every run.
     *
     * @param inside the innermost region around the call, or null outside of all regions
     * @return at least 1
     */
    int nativeThreads(@Nullable Region inside);

    /**
     * Runs a region in the calling thread and whatever threads this mode provides. Returns when every chunk is done.
     *
     * @param region the region to run, which has at least two chunks
     * @throws CancelledException if the caller was interrupted or a region around this one was cancelled
     */
    void run(Region region);

    /**
     * {@link #STEALING} with a pool of its own of so many threads, whatever the machine has: to test that results do
     * not depend on the number, or to leave a part of the machine to others. Equal numbers share a pool.
     *
     * @param threads the number of threads, the caller included
     * @return the mode
     * @throws IllegalArgumentException if {@code threads < 1}
     */
    static Mode stealing(int threads) {
        return Stealing.of(threads);
    }

    /**
     * The mode with a name, as given to {@code -Dorrery.parallel}.
     *
     * @param name {@code stealing} or {@code serial}
     * @return the mode
     * @throws IllegalArgumentException if there is no such mode
     */
    static Mode of(String name) {
        return switch (name) {
            case "stealing" -> STEALING;
            case "serial" -> SERIAL;
            default ->
                throw new IllegalArgumentException(
                        "parallel mode \"" + name + "\" is unknown: the modes are stealing, serial");
        };
    }
}
