package org.orrery.bench.device;

/**
 * A row of the table.
 *
 * @param device the device, or what else was measured
 * @param what what was done
 * @param result the result with its unit
 */
public record Measurement(String device, String what, String result) {
    @Override
    public String toString() {
        return String.format("%-28s  %-52s  %s", device, what, result);
    }
}
