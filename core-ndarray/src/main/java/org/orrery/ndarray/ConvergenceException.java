package org.orrery.ndarray;

/** An iteration that did not reach its tolerance within its limit. */
public class ConvergenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which argument, what was given, what was expected
     */
    public ConvergenceException(String message) {
        super(message);
    }

    /**
     * Creates the exception with the failure that caused it.
     *
     * @param message which argument, what was given, what was expected
     * @param cause the failure underneath
     */
    public ConvergenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
