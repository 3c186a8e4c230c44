package org.orrery.ndarray;

/** Shapes, axes or dimensions that do not fit together or into an array. */
public class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which argument, what was given, what was expected
     */
    public ShapeException(String message) {
        super(message);
    }

    /**
     * Creates the exception with the failure that caused it.
     *
     * @param message which argument, what was given, what was expected
     * @param cause the failure underneath
     */
    public ShapeException(String message, Throwable cause) {
        super(message, cause);
    }
}
