package org.orrery.ndarray;

/** A backend that was asked for by name but is missing, or that failed. */
public class BackendException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which argument, what was given, what was expected
     */
    public BackendException(String message) {
        super(message);
    }

    /**
     * Creates the exception with the failure that caused it.
     *
     * @param message which argument, what was given, what was expected
     * @param cause the failure underneath
     */
    public BackendException(String message, Throwable cause) {
        super(message, cause);
    }
}
