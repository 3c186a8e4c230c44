package org.orrery.sparse.linalg;

import java.util.Arrays;

/** Which eigenvalues are wanted. With a shift it is their distance from the shift, inverted, that counts. */
public enum Which {
    /** Those farthest from zero. */
    LARGEST_MAGNITUDE,

    /** Those nearest to zero. A shift of 0 finds them much faster. */
    SMALLEST_MAGNITUDE,

    /** Those with the largest real part. */
    LARGEST_ALGEBRAIC,

    /** Those with the smallest real part. */
    SMALLEST_ALGEBRAIC;

    /** How much an eigenvalue is wanted. */
    double score(double re, double im) {
        return switch (this) {
            case LARGEST_MAGNITUDE -> Math.hypot(re, im);
            case SMALLEST_MAGNITUDE -> -Math.hypot(re, im);
            case LARGEST_ALGEBRAIC -> re;
            case SMALLEST_ALGEBRAIC -> -re;
        };
    }

    /** The places of eigenvalues, the most wanted first; of two that are conjugate the one above the real axis first. */
    Integer[] order(double[] re, double[] im) {
        Integer[] order = new Integer[re.length];
        Arrays.setAll(order, i -> i);
        double scale = 0;
        for (int i = 0; i < re.length; i++) {
            scale = Math.max(scale, Math.hypot(re[i], im[i]));
        }
        // Conjugates differ by rounding; what is as good as equal is.
        double grain = Math.max(scale * 0x1p-40, Double.MIN_NORMAL);
        Arrays.sort(order, (a, b) -> {
            int c = Double.compare(Math.rint(score(re[b], im[b]) / grain), Math.rint(score(re[a], im[a]) / grain));
            if (c == 0) {
                c = Double.compare(Math.rint(re[b] / grain), Math.rint(re[a] / grain));
            }
            if (c == 0) {
                c = Double.compare(Math.rint(Math.abs(im[b]) / grain), Math.rint(Math.abs(im[a]) / grain));
            }
            return c != 0 ? c : Double.compare(im[b], im[a]);
        });
        return order;
    }
}
