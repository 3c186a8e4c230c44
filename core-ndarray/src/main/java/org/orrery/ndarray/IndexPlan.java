package org.orrery.ndarray;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index expression resolved against a shape: what every array type needs in order to answer it.
 *
 * <p>Each axis of the source is either a range ({@link #start}, {@link #step}, {@link #count}), a point that vanishes,
 * or one of the axes that index arrays select from ({@link #positions}). {@link #layout()} says how the result's axes
 * are made. Semantics are NumPy's: several index arrays broadcast against each other; their axes stand where the first
 * of them stood if they are neighbours, else in front; an integer beside an index array is an index array.
 */
public final class IndexPlan {
    /** An entry of {@link #layout()}: an axis of size one that was put in. */
    public static final int NEW_AXIS = -1;
    /** An entry of {@link #layout()}: here stand all axes of the broadcast index arrays. */
    public static final int SELECTION = -2;

    private final long[] start;
    private final long[] step;
    private final long[] count;
    private final long @Nullable [][] positions;
    private final int[] layout;
    private final @Nullable Shape selection;
    private final Shape result;

    private IndexPlan(
            long[] start,
            long[] step,
            long[] count,
            long @Nullable [][] positions,
            int[] layout,
            @Nullable Shape selection,
            Shape result) {
        this.start = start;
        this.step = step;
        this.count = count;
        this.positions = positions;
        this.layout = layout;
        this.selection = selection;
        this.result = result;
    }

    /**
     * Resolves an index expression.
     *
     * @param shape the shape of the indexed array
     * @param entries the expression; axes that it does not reach are taken whole
     * @return the plan
     * @throws ShapeException if there are more entries than axes, an index array does not broadcast with the others, or
     *     a mask has another shape than the axes it selects from
     * @throws IndexOutOfBoundsException if a position is outside its axis
     */
    public static IndexPlan of(Shape shape, Index... entries) {
        int ndim = shape.ndim();
        int used = 0;
        int ellipses = 0;
        boolean advanced = false;
        for (Index e : entries) {
            if (e instanceof Index.At || e instanceof Index.Slice) {
                used++;
            } else if (e instanceof Index.Selection s) {
                used += s.array().dtype().isBoolean() ? s.array().ndim() : 1;
                advanced = true;
            } else if (e instanceof Index.Ellipsis) {
                ellipses++;
            }
        }
        if (ellipses > 1) {
            throw new IllegalArgumentException("index [" + Index.format(entries) + "] has more than one ellipsis");
        }
        if (used > ndim) {
            throw new ShapeException(
                    "index [" + Index.format(entries) + "] needs " + used + " axes: shape " + shape + " has " + ndim);
        }
        Builder b = new Builder(shape, ndim);
        for (Index e : entries) {
            if (e instanceof Index.At at) {
                long p = checkPosition(at.position(), shape.get(b.axis), b.axis);
                if (advanced) {
                    b.select(new long[] {p}, Shape.of());
                } else {
                    b.point(p);
                }
            } else if (e instanceof Index.Slice s) {
                b.slice(s);
            } else if (e instanceof Index.NewAxis) {
                b.layout.add(NEW_AXIS);
            } else if (e instanceof Index.Ellipsis) {
                // It separates index arrays even where it stands for no axis.
                b.separated = b.selectionAt >= 0;
                for (int i = used; i < ndim; i++) {
                    b.whole();
                }
            } else if (e instanceof Index.Selection s) {
                b.select(s.array());
            }
        }
        while (b.axis < ndim) {
            b.whole();
        }
        return b.build();
    }

    /**
     * Checks a position and turns a negative one into its place.
     *
     * @param position the position as a user gave it
     * @param size the size of the axis
     * @param axis the axis, for the message
     * @return the place, from 0 to {@code size - 1}
     * @throws IndexOutOfBoundsException if the position is outside the axis
     */
    public static long checkPosition(long position, long size, int axis) {
        long p = position < 0 ? position + size : position;
        if (p < 0 || p >= size) {
            throw new IndexOutOfBoundsException(
                    "index " + position + " is out of bounds for axis " + axis + " with size " + size);
        }
        return p;
    }

    /**
     * Whether the expression has neither positions nor masks, so that a strided array answers it with a view.
     *
     * @return true if there are only integers, slices and new axes
     */
    public boolean isBasic() {
        return selection == null;
    }

    /**
     * The first position of a range or a point.
     *
     * @param axis an axis of the source
     * @return the position
     */
    public long start(int axis) {
        return start[axis];
    }

    /**
     * The step of a range.
     *
     * @param axis an axis of the source
     * @return the distance between positions, negative for a range that runs backwards
     */
    public long step(int axis) {
        return step[axis];
    }

    /**
     * The number of positions of a range; 1 for a point.
     *
     * @param axis an axis of the source
     * @return the number
     */
    public long count(int axis) {
        return count[axis];
    }

    /**
     * The positions that index arrays select from an axis, one for each element of {@link #selection()} in row-major
     * order, checked and not negative.
     *
     * @param axis an axis of the source
     * @return the positions, or null if the axis is a range or a point
     */
    @SuppressWarnings("NullAway") // An element is null where the axis is a range or a point.
    public long @Nullable [] positions(int axis) {
        return positions[axis];
    }

    /**
     * The common shape of the index arrays.
     *
     * @return the shape, or null for a basic expression
     */
    public @Nullable Shape selection() {
        return selection;
    }

    /**
     * How the result's axes are made, in order: the number of a source axis that is a range, {@link #NEW_AXIS}, or
     * {@link #SELECTION}.
     *
     * @return a copy of the layout
     */
    public int[] layout() {
        return layout.clone();
    }

    /**
     * The shape of the result.
     *
     * @return the shape
     */
    public Shape resultShape() {
        return result;
    }

    private static final class Builder {
        final Shape shape;
        final long[] start;
        final long[] step;
        final long[] count;
        final long @Nullable [][] positions;
        final @Nullable Shape[] shapes;
        final List<Integer> layout = new ArrayList<>();
        int axis;
        int selectionAt = -1;
        boolean separated;
        boolean selectionSplit;

        Builder(Shape shape, int ndim) {
            this.shape = shape;
            start = new long[ndim];
            step = new long[ndim];
            count = new long[ndim];
            positions = new long[ndim][];
            shapes = new Shape[ndim];
        }

        void point(long p) {
            start[axis] = p;
            step[axis] = 1;
            count[axis++] = 1;
        }

        void whole() {
            count[axis] = shape.get(axis);
            step[axis] = 1;
            layout.add(axis++);
        }

        void slice(Index.Slice s) {
            long n = shape.get(axis);
            count[axis] = s.count(n);
            start[axis] = count[axis] == 0 ? 0 : s.first(n);
            step[axis] = count[axis] <= 1 ? 1 : s.step();
            layout.add(axis++);
        }

        void select(NdArray array) {
            if (array.dtype().isBoolean()) {
                selectMask(array.toDense());
                return;
            }
            long n = shape.get(axis);
            long[] p = array.toDense().toLongArray();
            boolean unsigned = array.dtype() == DType.UINT64;
            for (int i = 0; i < p.length; i++) {
                if (unsigned && p[i] < 0) {
                    throw new IndexOutOfBoundsException("index " + Long.toUnsignedString(p[i])
                            + " is out of bounds for axis " + axis + " with size " + n);
                }
                p[i] = checkPosition(p[i], n, axis);
            }
            select(p, array.shape());
        }

        /** A mask is as good as one index array for each of its axes. */
        private void selectMask(DenseArray mask) {
            int rank = mask.ndim();
            for (int d = 0; d < rank; d++) {
                if (mask.shape().get(d) != shape.get(axis + d)) {
                    throw new ShapeException("mask of shape " + mask.shape() + " does not fit shape " + shape
                            + ": axis " + (axis + d) + " has " + shape.get(axis + d) + " and "
                            + mask.shape().get(d));
                }
            }
            if (rank == 0) {
                throw new ShapeException(
                        "a zero-dimensional mask selects from no axis: expected one or more dimensions");
            }
            boolean[] truth = mask.toBooleanArray();
            int n = 0;
            for (boolean t : truth) {
                n += t ? 1 : 0;
            }
            long[][] p = new long[rank][n];
            int k = 0;
            for (int i = 0; i < truth.length; i++) {
                if (truth[i]) {
                    long rest = i;
                    for (int d = rank - 1; d >= 0; d--) {
                        p[d][k] = rest % mask.shape().get(d);
                        rest /= mask.shape().get(d);
                    }
                    k++;
                }
            }
            for (int d = 0; d < rank; d++) {
                select(p[d], Shape.of(n));
            }
        }

        @SuppressWarnings("NullAway") // An element is null until its axis is selected from.
        void select(long[] p, Shape s) {
            if (selectionAt < 0) {
                selectionAt = layout.size();
                layout.add(SELECTION);
            } else if (separated || layout.get(layout.size() - 1) != SELECTION) {
                selectionSplit = true;
            }
            positions[axis] = p;
            shapes[axis++] = s;
        }

        @SuppressWarnings("NullAway") // positions and shapes are set together.
        IndexPlan build() {
            Shape selection = null;
            if (selectionAt >= 0) {
                selection = Shape.of();
                for (Shape s : shapes) {
                    if (s != null) {
                        selection = selection.broadcast(s);
                    }
                }
                for (int a = 0; a < positions.length; a++) {
                    if (positions[a] != null && !shapes[a].equals(selection)) {
                        positions[a] = DenseArray.wrap(positions[a], shapes[a])
                                .broadcastTo(selection)
                                .toLongArray();
                    }
                }
                if (selectionSplit) {
                    layout.remove(selectionAt);
                    layout.add(0, SELECTION);
                }
            }
            List<Long> dims = new ArrayList<>();
            for (int entry : layout) {
                if (entry == NEW_AXIS) {
                    dims.add(1L);
                } else if (entry == SELECTION) {
                    Arrays.stream(selection.dims()).forEach(dims::add);
                } else {
                    dims.add(count[entry]);
                }
            }
            Shape result = Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
            int[] order = layout.stream().mapToInt(Integer::intValue).toArray();
            return new IndexPlan(start, step, count, positions, order, selection, result);
        }
    }
}
