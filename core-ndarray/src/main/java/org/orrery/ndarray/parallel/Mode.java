package org.orrery.ndarray.parallel;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.parallel.modes.Modes;

/**
 * Who runs the chunks of a parallel region. The mode never changes a result, only the number of threads that work on
 * it.
 *
 * <p>A mode is chosen for a call or a stretch of code by {@link Parallel#in(Mode, Runnable)} or
 * {@link Parallel#scope(Mode)}, and for the whole program by {@code -Dorrery.parallel=stealing|serial} or another name
 * of {@link #of(String)}. Bodies of a region see the mode of the code that opened the region. More modes, for programs
 * whose own threads open regions and for comparison, are in {@link Modes}.
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
     * for its helpers works on regions nested in its own. With {@code -Dorrery.workers=n} at most n threads work on an
     * outermost region. The default.
     */
    @SuppressWarnings("ClassInitializationDeadlock") // All ways to the class lead through this interface.
    Mode STEALING = new Stealing();

    /** The caller alone. */
    @SuppressWarnings("ClassInitializationDeadlock") // All ways to the class lead through this interface.
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
     * The largest number of threads that work on a region of this mode opened at a place. With 1, a region inside
     * another runs inline.
     *
     * @param inside the innermost region around that place, or null outside of all regions
     * @return at least 1; {@link #threads()} wherever it is, unless a mode says otherwise
     */
    default int threads(@Nullable Region inside) {
        return threads();
    }

    /**
     * Whether this mode treats outermost regions differently from nested ones. If so, also an outermost region of one
     * chunk or one thread is run as a region, so that the nested ones are seen to be nested.
     *
     * @return false, unless a mode says otherwise
     */
    default boolean isLayered() {
        return false;
    }

    /**
     * How many threads a native library may use in a call made at this place. The answer depends on the mode and on the
     * nesting alone, never on the load, so that a native result has the same bits in every run.
     *
     * @param inside the innermost region around the call, or null outside of all regions
     * @return at least 1
     */
    int nativeThreads(@Nullable Region inside);

    /**
     * Makes a call to a native library, with {@link #nativeThreads(Region)} threads. A mode may let it wait until so
     * many are free.
     *
     * @param <T> the type of the result
     * @param inside the innermost region around the call, or null outside of all regions
     * @param call is given the number of threads
     * @return what the call returned
     * @throws CancelledException if the caller was interrupted, or the region around it cancelled, while it waited
     */
    default <T extends @Nullable Object> T callNative(@Nullable Region inside, IntFunction<T> call) {
        return call.apply(nativeThreads(inside));
    }

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
     * A work-stealing mode, as {@link #STEALING}, with a pool of its own whose threads ask for leave to be active: for
     * programs that share the machine with others. A caller works without leave where there is none; a worker does not.
     *
     * @param threads the number of threads, the caller included
     * @param workers the largest number of them in an outermost region
     * @param name the name of the mode
     * @param leave grants it
     * @return the mode
     * @throws IllegalArgumentException if {@code threads < 1} or {@code workers < 1}
     */
    static Mode stealing(int threads, int workers, String name, Leave leave) {
        return Stealing.withLeave(threads, workers, name, leave);
    }

    /**
     * The mode with a name, as given to {@code -Dorrery.parallel}: {@code stealing}, {@code serial}, or one of those of
     * {@link Modes#named(String)}.
     *
     * @param name the name
     * @return the mode
     * @throws IllegalArgumentException if there is no such mode
     */
    static Mode of(String name) {
        return switch (name) {
            case "stealing" -> STEALING;
            case "serial" -> SERIAL;
            default -> Modes.here().named(name);
        };
    }
}
