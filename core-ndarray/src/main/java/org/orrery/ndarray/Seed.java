package org.orrery.ndarray;

import java.util.random.RandomGenerator;

/**
 * Where random numbers begin. The same seed gives the same numbers on every machine, in any number of threads.
 *
 * @param value any number
 */
public record Seed(long value) {

    /**
     * A seed drawn from a generator of the caller's, which gives nothing but this: all further numbers are Orrery's own.
     *
     * @param generator any generator; it makes one step
     * @return the seed
     */
    public static Seed from(RandomGenerator generator) {
        return new Seed(generator.nextLong());
    }

    /**
     * The generator of this seed.
     *
     * @return a new generator at position 0
     */
    public Philox generator() {
        return Philox.seed(value);
    }
}
