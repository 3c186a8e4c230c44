package org.orrery.ndarray.parallel;

import java.util.concurrent.CancellationException;

/**
 * A parallel region, or long work that asked {@link Parallel#checkCancelled()}, ended before it was done, because the
 * thread that called it was interrupted or because a region around it was cancelled. The interrupt flag of an
 * interrupted caller is still set.
 */
public final class CancelledException extends CancellationException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was cancelled, and why
     */
    public CancelledException(String message) {
        super(message);
    }
}
