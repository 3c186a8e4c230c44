package org.orrery.ndarray.parallel;

/**
 * Leave to keep one processor busy, granted by something that several programs ask. See
 * {@link Mode#stealing(int, int, String, Leave)}.
 */
public interface Leave {

    /**
     * Takes leave for one more thread, if there is any. Returns at once.
     *
     * @return whether there was
     */
    boolean tryTake();

    /** Gives back what one {@link #tryTake()} took. */
    void giveBack();
}
