package org.orrery.bench.report;

import org.jspecify.annotations.Nullable;
import org.orrery.bench.sidebyside.Samples;

/**
 * One number of a table, or the reason why it is not there.
 *
 * @param column the key of its column
 * @param seconds the time per operation, or null if there is none
 * @param plusMinus the published uncertainty in seconds, or null for what was measured here
 * @param samples what the time summarises, or null for what was published
 * @param code the statement that was timed, or empty
 * @param note why there is no number, or whether the results agree, or empty
 * @param wrong whether the result was compared and differs
 */
public record Cell(
        String column,
        @Nullable Double seconds,
        @Nullable Double plusMinus,
        @Nullable Samples samples,
        String code,
        String note,
        boolean wrong) {

    /**
     * A published number.
     *
     * @param column the key of its column
     * @param seconds the time
     * @param plusMinus its uncertainty in seconds
     * @return the cell
     */
    public static Cell published(String column, double seconds, double plusMinus) {
        return new Cell(column, seconds, plusMinus, null, "", "", false);
    }

    /**
     * A measured number.
     *
     * @param column the key of its column
     * @param samples the measurement; its median becomes the time
     * @param code the statement that was timed
     * @param note whether the results agree
     * @param wrong whether the result was compared and differs
     * @return the cell
     */
    public static Cell measured(String column, Samples samples, String code, String note, boolean wrong) {
        return new Cell(column, samples.median(), null, samples, code, note, wrong);
    }

    /**
     * A number that could not be had.
     *
     * @param column the key of its column
     * @param why the reason
     * @return the cell
     */
    public static Cell absent(String column, String why) {
        return new Cell(column, null, null, null, "", why, false);
    }
}
