package org.orrery.ndarray;

/**
 * What an axis of a result means: its name, its unit, and the coordinate of each position.
 *
 * @param name the quantity, such as {@code delay}
 * @param unit its unit, empty if it has none
 * @param values the coordinates, an array of one dimension
 */
public record Axis(String name, String unit, DenseArray values) {
    /**
     * Checks the coordinates and keeps a read-only view of them.
     *
     * @param name the quantity, such as {@code delay}
     * @param unit its unit, empty if it has none
     * @param values the coordinates, an array of one dimension
     * @throws ShapeException if the coordinates have not one dimension
     */
    public Axis {
        if (values.ndim() != 1) {
            throw new ShapeException(
                    "axis " + name + ": values have shape " + values.shape() + ": expected one dimension");
        }
        values = values.asReadOnly();
    }

    /**
     * The positions themselves as coordinates.
     *
     * @param name the quantity
     * @param size the number of positions
     * @return an axis without a unit
     */
    public static Axis positions(String name, long size) {
        return new Axis(name, "", Creation.arange(size));
    }

    /**
     * The number of positions.
     *
     * @return the size
     */
    public long size() {
        return values.size();
    }

    /**
     * The axis as a figure names it.
     *
     * @return {@code name (unit)}, or the name alone if there is no unit
     */
    public String label() {
        return unit.isEmpty() ? name : name + " (" + unit + ")";
    }
}
