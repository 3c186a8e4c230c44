package org.orrery.ndarray;

/** A data type that an operation does not accept, or that a conversion cannot reach. */
public class DTypeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which argument, what was given, what was expected
     */
    public DTypeException(String message) {
        super(message);
    }

    /**
     * Creates the exception with the failure that caused it.
     *
     * @param message which argument, what was given, what was expected
     * @param cause the failure underneath
     */
    public DTypeException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What a scalar of type char meets, which Java would widen to a number without a word. */
    static DTypeException character(char value) {
        return new DTypeException("scalar '" + value + "' is a char: expected a boolean, long, double or Complex; "
                + "write (int) where its code is meant");
    }
}
