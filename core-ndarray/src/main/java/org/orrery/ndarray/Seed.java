package org.orrery.ndarray;

import java.util.random.RandomGenerator;

/**
 * Where random numbers begin. The same seed gives the same numbers on every machine, in any number of threads.
 *
 * @param value any number
 */
public record Seed(long value) {

    /**
     * A seed drawn from a generator of the caller's, which gives nothing but this: all further numbers are Orrery's
     * own.
     *
     * @param generator any generator; it makes one step
     * @return the seed
     */
    public static Seed from(RandomGenerator generator) {
        return new Seed(generator.nextLong());
    }

    /**
     * A seed for one of many parts of a program: the imputations of a data set, the runs of a simulation.
     *
     * @param number the number of the part
     * @return a seed that has nothing to do with those of other numbers
     */
    public Seed child(long number) {
        return from(generator().stream(number));
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
