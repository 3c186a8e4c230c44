package org.orrery.ndarray;

/** The norms of a matrix. */
public enum MatrixNorm {
    /** The root of the sum of the squared moduli ({@code 'fro'}). */
    FROBENIUS,
    /** The sum of the singular values ({@code 'nuc'}). */
    NUCLEAR,
    /** The largest sum of the moduli in a column. */
    ONE,
    /** The smallest sum of the moduli in a column. */
    MINUS_ONE,
    /** The largest singular value. */
    TWO,
    /** The smallest singular value. */
    MINUS_TWO,
    /** The largest sum of the moduli in a row. */
    INFINITY,
    /** The smallest sum of the moduli in a row. */
    MINUS_INFINITY
}
