package org.orrery.ndarray;

/** How much of Q a factorisation {@code x = Q R} has. */
public enum QrMode {
    /** As many columns of Q and rows of R as the smaller side of x. */
    REDUCED,
    /** A square Q. */
    COMPLETE
}
