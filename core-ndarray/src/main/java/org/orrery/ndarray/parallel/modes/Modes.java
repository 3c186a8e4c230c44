package org.orrery.ndarray.parallel.modes;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.orrery.ndarray.parallel.Mode;
import org.orrery.ndarray.parallel.Parallel;
import org.orrery.ndarray.parallel.Tokens;

/**
 * The modes in which "Composable Multi-Threading and Multi-Processing for Numeric Libraries" (A. Malakhov, D. Liu,
 * A. Gorshkov, T. Wilmarth, SciPy 2018) runs nested parallel regions, for a machine of so many processors and a program
 * of so many outermost workers. The regions that a program opens outside of all others are its outermost level: their
 * threads are the workers of the paper's pools, and what they open inside are the regions of its libraries.
 *
 * <p>Which one to take, by the paper's advice: {@link #shares(int)} for outermost work in equal parts;
 * {@link Mode#STEALING}, the default of the runtime, for unequal parts, or regions too small for the whole machine;
 * {@link #counting()} or {@link #exclusive()} for unequal parts whose regions each have enough work for the whole
 * machine; {@link #ipc()} where several programs share the machine.
 *
 * <p>Modes with equal settings share their threads and limits, whoever made them. In all but {@link #unmanaged()} no
 * more threads are active than the machine has processors, or the stated multiple. {@link #exclusive()},
 * {@link #counting()} and {@link #countingFree()} share one limit, and so do several programs' uses of it in one virtual
 * machine. A body that opens a region must not hold a lock that bodies of other regions wait for.
 *
 * @param processors the number of processors to share out
 * @param workers the most threads that work on an outermost region; managed modes use no more than {@code processors}
 */
public record Modes(int processors, int workers) {

    private static final ConcurrentMap<Integer, Tokens> TOKENS = new ConcurrentHashMap<>();

    private static final ConcurrentMap<Modes, Mode> IPC = new ConcurrentHashMap<>();

    /**
     * Modes for a number of processors.
     *
     * @param processors the number of processors to share out
     * @param workers the most threads that work on an outermost region
     * @throws IllegalArgumentException if one of the numbers is less than 1
     */
    public Modes {
        if (processors < 1) {
            throw new IllegalArgumentException("processors = " + processors + ": expected at least 1");
        }
        if (workers < 1) {
            throw new IllegalArgumentException("workers = " + workers + ": expected at least 1");
        }
    }

    /**
     * Modes for this machine: as many processors as {@link Mode#STEALING} uses, and as many workers, unless
     * {@code -Dorrery.workers} says otherwise.
     *
     * @return the modes
     * @throws IllegalArgumentException if {@code -Dorrery.threads} or {@code -Dorrery.workers} has a wrong value
     */
    public static Modes here() {
        return new Modes(Mode.STEALING.threads(), Parallel.workers());
    }

    /**
     * The same with another number of outermost workers.
     *
     * @param count the most threads that work on an outermost region
     * @return the modes
     * @throws IllegalArgumentException if {@code count < 1}
     */
    public Modes workers(int count) {
        return new Modes(processors, count);
    }

    /**
     * STATIC(f), the paper's {@code smp}: each of the workers may use its fixed share of the processors for the regions
     * that it opens, {@link #share f round(processors / workers)} threads. Regions still further inside are serial.
     * Depends on the number of workers, not on how many have work. At most f threads per processor are active.
     *
     * @param factor the oversubscription factor f
     * @return the mode
     * @throws IllegalArgumentException if {@code factor < 1}
     */
    public Mode shares(int factor) {
        return shares("static:" + factor, factor, false);
    }

    /**
     * STATIC(f) by real use: as {@link #shares(int)}, but the shares are those of the workers that have work when a
     * region is opened, so that the last ones get what the others have left. A native library gets the share of
     * {@code shares}, which does not depend on the load.
     *
     * @param factor the oversubscription factor f
     * @return the mode
     * @throws IllegalArgumentException if {@code factor < 1}
     */
    public Mode sharesInUse(int factor) {
        return shares("static-in-use:" + factor, factor, true);
    }

    private Mode shares(String name, int factor, boolean inUse) {
        if (factor < 1) {
            throw new IllegalArgumentException("factor = " + factor + ": expected at least 1");
        }
        int bounded = Math.min(factor, processors);
        return new Shares(name, this, bounded, inUse, tokens(bounded * processors));
    }

    /**
     * EXCLUSIVE, a lock around every region: one runs at a time and has all processors; whoever opens another waits.
     *
     * @return the mode
     */
    public Mode exclusive() {
        return new Admitting("exclusive", this, Admitting.Rule.ALL, tokens(processors));
    }

    /**
     * COUNTING: regions run at the same time while their threads together are no more than the processors. One that asks
     * for more than are free waits, in line, until it can have all it asked for.
     *
     * @return the mode
     */
    public Mode counting() {
        return new Admitting("counting", this, Admitting.Rule.WAIT, tokens(processors));
    }

    /**
     * COUNTING that takes what is free: a region never waits for threads but its own caller's, and is content with
     * fewer.
     *
     * @return the mode
     */
    public Mode countingFree() {
        return new Admitting("counting-free", this, Admitting.Rule.TAKE, tokens(processors));
    }

    /**
     * IPC: work stealing where all programs of this user share the processors, by locks on {@link MachineTokens#file()
     * one file}, which the system frees when a program dies. A program's callers always work; workers join them as far
     * as processors are free. So no more threads are active in all programs together than there are processors and
     * programs, and those of a program that ends go to the others within milliseconds. A native library gets one thread.
     *
     * @return the mode
     * @throws org.orrery.ndarray.BackendException if the file cannot be made or locked
     */
    public Mode ipc() {
        return IPC.computeIfAbsent(
                this,
                modes -> Mode.stealing(processors, workers, "ipc", MachineTokens.of(MachineTokens.file(), processors)));
    }

    /**
     * UNMANAGED, for comparison: every region has as many threads as there are processors, and an outermost one as many
     * as there are workers, whatever else runs. Nested regions have workers x processors threads.
     *
     * @return the mode
     */
    public Mode unmanaged() {
        return new Unmanaged(this);
    }

    /**
     * The mode with a name, as given to {@code -Dorrery.parallel}: {@code static:f}, {@code static-in-use:f},
     * {@code exclusive}, {@code counting}, {@code counting-free}, {@code ipc} or {@code unmanaged}.
     *
     * @param name the name
     * @return the mode
     * @throws IllegalArgumentException if there is no such mode
     */
    public Mode named(String name) {
        return switch (name) {
            case "exclusive" -> exclusive();
            case "counting" -> counting();
            case "counting-free" -> countingFree();
            case "ipc" -> ipc();
            case "unmanaged" -> unmanaged();
            default -> {
                int colon = name.indexOf(':');
                String kind = colon < 0 ? name : name.substring(0, colon);
                if (!kind.equals("static") && !kind.equals("static-in-use")) {
                    throw new IllegalArgumentException("parallel mode \"" + name
                            + "\" is unknown: the modes are stealing, serial, static:f, static-in-use:f, exclusive,"
                            + " counting, counting-free, ipc, unmanaged");
                }
                // The paper's default.
                int factor = colon < 0 ? 2 : factor(name, name.substring(colon + 1));
                yield kind.equals("static") ? shares(factor) : sharesInUse(factor);
            }
        };
    }

    private static int factor(String name, String text) {
        int factor;
        try {
            factor = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            factor = 0;
        }
        if (factor < 1) {
            throw new IllegalArgumentException(
                    "parallel mode \"" + name + "\": expected a whole number of at least 1 after the colon");
        }
        return factor;
    }

    /**
     * The number of threads of one of the workers under STATIC(f), by the formula of the paper's {@code smp} module: all
     * processors for a single worker, else {@code f} times {@code processors / workers} rounded to the nearest whole
     * number (the even one in the middle), and {@code f} where there are more workers than processors.
     *
     * @param processors the number of processors
     * @param workers the number of workers
     * @param factor the oversubscription factor f, of which no more than {@code processors} counts
     * @return the number of threads
     */
    public static int share(int processors, int workers, int factor) {
        if (workers == 1) {
            return processors;
        }
        int f = Math.min(factor, processors);
        return processors >= workers ? f * (int) Math.rint((double) processors / workers) : f;
    }

    /** Modes that have the same limit share it, so that together they keep it too. */
    private static Tokens tokens(int total) {
        return TOKENS.computeIfAbsent(total, Tokens::new);
    }

    /** The threads of an outermost region in a managed mode. */
    int outermost() {
        return Math.min(workers, processors);
    }
}
