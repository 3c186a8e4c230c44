package org.orrery.ndarray.device;

import java.util.Locale;

/**
 * What a device is and what it can hold.
 *
 * @param backend the name of the provider, such as {@code opencl}
 * @param name the device's own name
 * @param kind what sort of processor it is
 * @param driver the versions of driver and compiler, in words; compiled kernels are kept for exactly these words
 * @param memoryBytes its memory in bytes
 * @param maxBufferBytes the size of the largest single buffer in bytes
 * @param localBytes the memory that a group of work items shares, in bytes
 * @param units the number of its processors
 * @param maxGroupSize the largest number of work items in a group
 * @param maxGroupX the largest extent of a group along axis 0
 * @param maxGroupY the largest extent of a group along axis 1
 * @param maxGroupZ the largest extent of a group along axis 2
 * @param maxGroupsX the largest number of groups along axis 0
 * @param maxGroupsYZ the largest number of groups along axis 1, and along axis 2
 * @param doubles whether it computes in double precision
 */
public record DeviceInfo(
        String backend,
        String name,
        DeviceKind kind,
        String driver,
        long memoryBytes,
        long maxBufferBytes,
        long localBytes,
        int units,
        long maxGroupSize,
        long maxGroupX,
        long maxGroupY,
        long maxGroupZ,
        long maxGroupsX,
        long maxGroupsYZ,
        boolean doubles) {

    /**
     * The device in one line.
     *
     * @return name, kind, memory, units, precision and driver
     */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s (%s, %.1f GiB, %d units, %s; %s)",
                name,
                kind,
                memoryBytes / 0x1p30,
                units,
                doubles ? "double precision" : "no double precision",
                driver);
    }
}
