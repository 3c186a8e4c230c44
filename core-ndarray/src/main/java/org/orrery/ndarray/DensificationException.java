package org.orrery.ndarray;

/** An operation that would turn a sparse array into a dense one; the message says what would be dense. */
public class DensificationException extends UnsupportedOperationException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which argument, what was given, what was expected
     */
    public DensificationException(String message) {
        super(message);
    }

    /**
     * Creates the exception with the failure that caused it.
     *
     * @param message which argument, what was given, what was expected
     * @param cause the failure underneath
     */
    public DensificationException(String message, Throwable cause) {
        super(message, cause);
    }
}
