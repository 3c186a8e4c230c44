package org.orrery.ndarray.device;

/**
 * How many work items run, along one to three axes, and the shape of the groups that share local memory.
 *
 * <p>Whole groups run: where the items are no multiple of the group, a kernel sees indices beyond the last item and must
 * leave them out ({@code if (i < n)}).
 *
 * <pre>{@code
 * Grid.of(1_000_000);
 * Grid.of(640, 480).groups(16, 16);
 * }</pre>
 *
 * @param x the items along axis 0
 * @param y the items along axis 1
 * @param z the items along axis 2
 * @param groupX the extent of a group along axis 0
 * @param groupY the extent of a group along axis 1
 * @param groupZ the extent of a group along axis 2
 */
public record Grid(long x, long y, long z, int groupX, int groupY, int groupZ) {
    private static final int DEFAULT_GROUP = 128;

    /**
     * Checks the extents.
     *
     * @param x the items along axis 0
     * @param y the items along axis 1
     * @param z the items along axis 2
     * @param groupX the extent of a group along axis 0
     * @param groupY the extent of a group along axis 1
     * @param groupZ the extent of a group along axis 2
     * @throws IllegalArgumentException if a number of items is negative or an extent of the group is less than 1
     */
    public Grid {
        if (x < 0 || y < 0 || z < 0) {
            throw new IllegalArgumentException(
                    "grid of (" + x + ", " + y + ", " + z + ") items: a number of items is at least 0");
        }
        if (groupX < 1 || groupY < 1 || groupZ < 1) {
            throw new IllegalArgumentException(
                    "groups of (" + groupX + ", " + groupY + ", " + groupZ + "): an extent is at least 1");
        }
    }

    /**
     * A grid along one axis, in groups of 128.
     *
     * @param x the items
     * @return the grid
     * @throws IllegalArgumentException if the number is negative
     */
    public static Grid of(long x) {
        return new Grid(x, 1, 1, DEFAULT_GROUP, 1, 1);
    }

    /**
     * A grid along two axes, in groups of 128 along axis 0.
     *
     * @param x the items along axis 0
     * @param y the items along axis 1
     * @return the grid
     * @throws IllegalArgumentException if a number is negative
     */
    public static Grid of(long x, long y) {
        return new Grid(x, y, 1, DEFAULT_GROUP, 1, 1);
    }

    /**
     * A grid along three axes, in groups of 128 along axis 0.
     *
     * @param x the items along axis 0
     * @param y the items along axis 1
     * @param z the items along axis 2
     * @return the grid
     * @throws IllegalArgumentException if a number is negative
     */
    public static Grid of(long x, long y, long z) {
        return new Grid(x, y, z, DEFAULT_GROUP, 1, 1);
    }

    /**
     * The same items in other groups.
     *
     * @param size the extent of a group along axis 0; it is 1 along the others
     * @return the grid
     * @throws IllegalArgumentException if the extent is less than 1
     */
    public Grid groups(int size) {
        return new Grid(x, y, z, size, 1, 1);
    }

    /**
     * The same items in other groups.
     *
     * @param sizeX the extent of a group along axis 0
     * @param sizeY the extent of a group along axis 1; it is 1 along axis 2
     * @return the grid
     * @throws IllegalArgumentException if an extent is less than 1
     */
    public Grid groups(int sizeX, int sizeY) {
        return new Grid(x, y, z, sizeX, sizeY, 1);
    }

    /**
     * The same items in other groups.
     *
     * @param sizeX the extent of a group along axis 0
     * @param sizeY the extent of a group along axis 1
     * @param sizeZ the extent of a group along axis 2
     * @return the grid
     * @throws IllegalArgumentException if an extent is less than 1
     */
    public Grid groups(int sizeX, int sizeY, int sizeZ) {
        return new Grid(x, y, z, sizeX, sizeY, sizeZ);
    }

    /**
     * The number of groups along axis 0.
     *
     * @return the items over the group's extent, rounded up
     */
    public long groupsX() {
        return up(x, groupX);
    }

    /**
     * The number of groups along axis 1.
     *
     * @return the items over the group's extent, rounded up
     */
    public long groupsY() {
        return up(y, groupY);
    }

    /**
     * The number of groups along axis 2.
     *
     * @return the items over the group's extent, rounded up
     */
    public long groupsZ() {
        return up(z, groupZ);
    }

    private static long up(long items, int group) {
        return items / group + (items % group == 0 ? 0 : 1);
    }

    boolean isEmpty() {
        return x == 0 || y == 0 || z == 0;
    }

    void check(DeviceInfo device, long kernelsMaxGroup) {
        long size = (long) groupX * groupY;
        long limit = Math.min(device.maxGroupSize(), kernelsMaxGroup);
        if (size > limit
                || size * groupZ > limit
                || groupX > device.maxGroupX()
                || groupY > device.maxGroupY()
                || groupZ > device.maxGroupZ()) {
            throw new IllegalArgumentException("groups of (" + groupX + ", " + groupY + ", " + groupZ + ") on "
                    + device.name() + ": this kernel runs in groups of at most " + limit + " items and ("
                    + device.maxGroupX() + ", " + device.maxGroupY() + ", " + device.maxGroupZ() + ")");
        }
        if (groupsX() > device.maxGroupsX() || groupsY() > device.maxGroupsYZ() || groupsZ() > device.maxGroupsYZ()) {
            throw new IllegalArgumentException("grid of (" + groupsX() + ", " + groupsY() + ", " + groupsZ()
                    + ") groups on " + device.name() + ": at most (" + device.maxGroupsX() + ", " + device.maxGroupsYZ()
                    + ", " + device.maxGroupsYZ() + ")");
        }
    }
}
