package org.orrery.ndarray;

/** A matrix that has no inverse to working precision. */
public class SingularMatrixException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which argument, what was given, what was expected
     */
    public SingularMatrixException(String message) {
        super(message);
    }

    /**
     * Creates the exception with the failure that caused it.
     *
     * @param message which argument, what was given, what was expected
     * @param cause the failure underneath
     */
    public SingularMatrixException(String message, Throwable cause) {
        super(message, cause);
    }
}
