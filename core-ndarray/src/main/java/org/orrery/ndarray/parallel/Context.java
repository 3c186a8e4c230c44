package org.orrery.ndarray.parallel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the runtime knows about the current thread: the mode chosen for its code, the innermost region it works in, and
 * what it holds while it works.
 */
final class Context {

    private static final ThreadLocal<Context> CURRENT = ThreadLocal.withInitial(Context::new);

    /** The mode chosen by a scope or inherited from a region, or null for the program's. */
    @Nullable
    Mode chosen;

    /** The innermost region whose body this thread is running, or null. */
    @Nullable
    Region region;

    /** Whether this thread is among the active ones, and does not wait. */
    private boolean counted;

    /** What this thread holds, of each kind, the innermost last. */
    private final List<Held> held = new ArrayList<>(2);

    /** A token for this thread to be active, and others that are kept from anybody else. */
    private static final class Held {

        private final Tokens tokens;
        private int kept;

        Held(Tokens tokens) {
            this.tokens = tokens;
        }
    }

    private Context() {}

    static Context current() {
        return CURRENT.get();
    }

    Mode mode() {
        Mode mode = chosen;
        return mode != null ? mode : Settings.mode();
    }

    void checkCancelled() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("cancelled: the calling thread was interrupted");
        }
        Region around = region;
        if (around != null && around.isCancelled()) {
            throw new CancelledException("cancelled with the parallel region around it");
        }
    }

    /** Counts this thread as active; false if it is already. */
    boolean enter() {
        if (counted) {
            return false;
        }
        counted = true;
        Activity.enter(1);
        return true;
    }

    void leave() {
        counted = false;
        Activity.leave(1);
    }

    boolean isCounted() {
        return counted;
    }

    boolean holds(Tokens tokens) {
        return !held.isEmpty() && find(tokens) != null;
    }

    private @Nullable Held find(Tokens tokens) {
        for (int i = 0; i < held.size(); i++) {
            if (held.get(i).tokens == tokens) {
                return held.get(i);
            }
        }
        return null;
    }

    /** Notes that this thread holds a token. */
    void hold(Tokens tokens) {
        held.add(new Held(tokens));
    }

    /** Notes that this thread holds it no more. */
    void drop(Tokens tokens) {
        held.removeIf(one -> one.tokens == tokens);
    }

    /** Notes that this thread keeps so many more from others, until it waits, or asks for tokens again. */
    void keep(Tokens tokens, int kept) {
        Held one = find(tokens);
        if (one != null) {
            one.kept = kept;
        }
    }

    /** Forgets those, and says how many there were. */
    int stopKeeping(Tokens tokens) {
        Held one = held.isEmpty() ? null : find(tokens);
        if (one == null) {
            return 0;
        }
        int kept = one.kept;
        one.kept = 0;
        return kept;
    }

    /**
     * Gives back all that this thread holds, for the time that it waits. Nobody waits with a token in hand, so that
     * those who wait for one another can always go on.
     */
    void pause() {
        if (counted) {
            Activity.leave(1);
        }
        for (int i = 0; i < held.size(); i++) {
            Held one = held.get(i);
            int all = 1 + one.kept;
            one.kept = 0;
            one.tokens.put(all);
        }
    }

    /**
     * Takes one of each again: the innermost when it is free, ahead of those who want to start something, the others at
     * once. To wait for two could block two threads that hold one each.
     *
     * @param ended the region whose helpers this thread waited for
     */
    void resume(Region ended) {
        Tokens last = held.isEmpty() ? null : held.get(held.size() - 1).tokens;
        if (last != null) {
            last.takeBack(ended);
        }
        force(last);
    }

    /** Takes one of each again at once, but of one kind. */
    void force(@Nullable Tokens but) {
        for (int i = 0; i < held.size(); i++) {
            if (held.get(i).tokens != but) {
                held.get(i).tokens.put(-1);
            }
        }
        if (counted) {
            Activity.enter(1);
        }
    }
}
