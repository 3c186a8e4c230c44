package org.orrery.ndarray.internal;

import org.orrery.ndarray.Vectorization;

/**
 * The bijection Philox-4x64 with ten rounds, after Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as
 * 1, 2, 3" (SC 2011).
 */
public class PhiloxKernel {
    /** The twin in use. */
    public static final PhiloxKernel INSTANCE = Vectorization.choose(
            PhiloxKernel.class, "org.orrery.ndarray.internal.VectorizedPhiloxKernel", new PhiloxKernel());

    static final long MULTIPLIER_0 = 0xD2E7470EE14C6C93L;
    static final long MULTIPLIER_1 = 0xCA5A826395121157L;
    static final long WEYL_0 = 0x9E3779B97F4A7C15L;
    static final long WEYL_1 = 0xBB67AE8584CAA73BL;
    static final int ROUNDS = 10;

    PhiloxKernel() {}

    /**
     * The images of consecutive counters (c, c1, c2, c3), (c + 1, c1, c2, c3), ..., four words each.
     *
     * @param key0 the first word of the key
     * @param key1 the second word of the key
     * @param c0 the first word of the first counter
     * @param c1 the second word of all counters
     * @param c2 the third word of all counters
     * @param c3 the fourth word of all counters
     * @param out where the words go
     * @param offset the place of the first word
     * @param counters how many counters
     */
    public void generate(
            long key0, long key1, long c0, long c1, long c2, long c3, long[] out, int offset, int counters) {
        for (int i = 0; i < counters; i++) {
            long x0 = c0 + i;
            long x1 = c1;
            long x2 = c2;
            long x3 = c3;
            long k0 = key0;
            long k1 = key1;
            for (int round = 0; round < ROUNDS; round++) {
                long high0 = UnsignedProduct.high(MULTIPLIER_0, x0);
                long high1 = UnsignedProduct.high(MULTIPLIER_1, x2);
                long low0 = MULTIPLIER_0 * x0;
                long low1 = MULTIPLIER_1 * x2;
                x0 = high1 ^ x1 ^ k0;
                x1 = low1;
                x2 = high0 ^ x3 ^ k1;
                x3 = low0;
                k0 += WEYL_0;
                k1 += WEYL_1;
            }
            out[offset + 4 * i] = x0;
            out[offset + 4 * i + 1] = x1;
            out[offset + 4 * i + 2] = x2;
            out[offset + 4 * i + 3] = x3;
        }
    }
}
