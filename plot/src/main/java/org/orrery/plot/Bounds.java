package org.orrery.plot;

/**
 * How far the data of a figure reach.
 *
 * @param x along x
 * @param y along y
 */
public record Bounds(Extent x, Extent y) {
    /**
     * How far data reach along one axis. Without data, {@code min} is positive infinity and {@code max} negative
     * infinity.
     *
     * @param min the least finite value
     * @param max the greatest finite value
     * @param minPositive the least value above zero, where a logarithmic axis starts; positive infinity if none is
     * @param minIsEdge whether the axis should end exactly at {@code min}, as at the foot of bars or the edge of an image
     * @param maxIsEdge whether the axis should end exactly at {@code max}
     */
    public record Extent(double min, double max, double minPositive, boolean minIsEdge, boolean maxIsEdge) {
        /**
         * Whether there are no finite values.
         *
         * @return true if there are none
         */
        public boolean isEmpty() {
            return !(min <= max);
        }
    }
}
