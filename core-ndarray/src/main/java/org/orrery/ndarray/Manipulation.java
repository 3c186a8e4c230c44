package org.orrery.ndarray;

import java.util.ArrayList;
import java.util.List;

/** The manipulation functions of the Array API standard. */
public final class Manipulation {
    private Manipulation() {}

    /**
     * The elements, in row-major order, in another shape.
     *
     * @param x the array
     * @param shape the shape
     * @return a view of a contiguous dense array, else a new array
     * @throws ShapeException if the number of elements differs
     */
    public static NdArray reshape(NdArray x, Shape shape) {
        return x.reshape(shape.dims());
    }

    /**
     * The array with its axes in another order.
     *
     * @param x the array
     * @param axes for each axis of the result, the axis of the array
     * @return a view of a dense array
     * @throws ShapeException if these are not all axes, each once
     */
    public static NdArray permuteDims(NdArray x, int... axes) {
        return x.permute(axes);
    }

    /**
     * The array repeated along new axes and along axes of size one.
     *
     * @param x the array
     * @param shape the wanted shape
     * @return a read-only view of a dense array
     * @throws ShapeException if the array does not broadcast to the shape
     */
    public static NdArray broadcastTo(NdArray x, Shape shape) {
        return x.broadcastTo(shape);
    }

    /**
     * Several arrays, repeated to their common shape.
     *
     * @param arrays the arrays
     * @return as many read-only views
     * @throws ShapeException if the shapes do not broadcast
     */
    public static NdArray[] broadcastArrays(NdArray... arrays) {
        Shape shape = Shape.of();
        for (NdArray a : arrays) {
            shape = shape.broadcast(a.shape());
        }
        NdArray[] result = new NdArray[arrays.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = arrays[i].broadcastTo(shape);
        }
        return result;
    }

    /**
     * Joins arrays along an axis that they have.
     *
     * @param axis the axis
     * @param arrays the arrays, one or more
     * @return a new array of the promoted type
     * @throws ShapeException if the shapes differ elsewhere, or there is no array
     */
    public static NdArray concat(int axis, NdArray... arrays) {
        if (arrays.length == 0) {
            throw new ShapeException("concat: no arrays given: expected one or more");
        }
        NdArray host = arrays[0];
        for (NdArray a : arrays) {
            host = a.dispatchPriority() > host.dispatchPriority() ? a : host;
        }
        return host.concat(axis, arrays);
    }

    /**
     * Joins arrays of one shape along a new axis.
     *
     * @param axis where the new axis stands in the result
     * @param arrays the arrays, one or more
     * @return a new array of the promoted type
     * @throws ShapeException if the shapes differ, the axis is outside the result, or there is no array
     */
    public static NdArray stack(int axis, NdArray... arrays) {
        if (arrays.length == 0) {
            throw new ShapeException("stack: no arrays given: expected one or more");
        }
        NdArray[] expanded = new NdArray[arrays.length];
        for (int i = 0; i < arrays.length; i++) {
            if (!arrays[i].shape().equals(arrays[0].shape())) {
                throw new ShapeException("stack: array " + i + " has shape " + arrays[i].shape() + ", array 0 "
                        + arrays[0].shape() + ": expected the same");
            }
            expanded[i] = expandDims(arrays[i], axis);
        }
        return concat(axis, expanded);
    }

    /**
     * The arrays that lie along an axis.
     *
     * @param x the array
     * @param axis the axis, which they do not have
     * @return as many arrays as the axis has positions; views of a dense array
     * @throws ShapeException if the axis is outside the rank
     */
    public static NdArray[] unstack(NdArray x, int axis) {
        int a = Shape.checkAxis(axis, x.ndim());
        NdArray[] parts = new NdArray[(int) x.shape().get(a)];
        Index[] entries = wholes(a + 1);
        for (int i = 0; i < parts.length; i++) {
            entries[a] = Index.at(i);
            parts[i] = x.index(entries);
        }
        return parts;
    }

    /**
     * The array with an axis of size one put in.
     *
     * @param x the array
     * @param axis where the axis stands in the result
     * @return a view of a dense array
     * @throws ShapeException if the axis is outside the result
     */
    public static NdArray expandDims(NdArray x, int axis) {
        int a = Shape.checkAxis(axis, x.ndim() + 1);
        Index[] entries = wholes(a + 1);
        entries[a] = Index.newAxis();
        return x.index(entries);
    }

    /**
     * The array without axes of size one.
     *
     * @param x the array
     * @param axes the axes
     * @return a view of a dense array
     * @throws ShapeException if an axis is outside the rank, is named twice, or has another size
     */
    public static NdArray squeeze(NdArray x, int... axes) {
        boolean[] gone = Axes.of(axes).reduced(x.ndim());
        Index[] entries = wholes(x.ndim());
        for (int i = 0; i < gone.length; i++) {
            if (gone[i]) {
                if (x.shape().get(i) != 1) {
                    throw new ShapeException("squeeze: axis " + i + " of shape " + x.shape() + " has size "
                            + x.shape().get(i) + ": expected 1");
                }
                entries[i] = Index.at(0);
            }
        }
        return x.index(entries);
    }

    /**
     * The array with the order of its elements reversed along axes.
     *
     * @param x the array
     * @param axes the axes
     * @return a view of a dense array
     * @throws ShapeException if an axis is outside the rank or named twice
     */
    public static NdArray flip(NdArray x, Axes axes) {
        boolean[] flipped = axes.reduced(x.ndim());
        Index[] entries = wholes(x.ndim());
        for (int i = 0; i < flipped.length; i++) {
            if (flipped[i]) {
                entries[i] = Index.step(-1);
            }
        }
        return x.index(entries);
    }

    /**
     * The array with one axis moved.
     *
     * @param x the array
     * @param source the axis
     * @param destination where it stands in the result
     * @return a view of a dense array
     * @throws ShapeException if an axis is outside the rank
     */
    public static NdArray moveaxis(NdArray x, int source, int destination) {
        int from = Shape.checkAxis(source, x.ndim());
        int to = Shape.checkAxis(destination, x.ndim());
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < x.ndim(); i++) {
            if (i != from) {
                order.add(i);
            }
        }
        order.add(to, from);
        return x.permute(order.stream().mapToInt(Integer::intValue).toArray());
    }

    /**
     * The elements shifted along an axis, those that leave one end coming in at the other.
     *
     * @param x the array
     * @param shift by how many positions, negative towards the start
     * @param axis the axis
     * @return a new array
     * @throws ShapeException if the axis is outside the rank
     */
    public static NdArray roll(NdArray x, long shift, int axis) {
        int a = Shape.checkAxis(axis, x.ndim());
        long n = x.shape().get(a);
        if (n == 0) {
            return x;
        }
        long s = Math.floorMod(shift, n);
        Index[] tail = wholes(a + 1);
        Index[] head = wholes(a + 1);
        tail[a] = Index.from(n - s);
        head[a] = Index.to(n - s);
        return concat(a, x.index(tail), x.index(head));
    }

    /**
     * The array repeated as a whole.
     *
     * @param x the array
     * @param repetitions how often along each axis; missing leading ones are 1
     * @return a new array; a read-only view of a dense array if nothing is repeated
     * @throws ShapeException if a repetition is negative
     */
    public static NdArray tile(NdArray x, long... repetitions) {
        int ndim = Math.max(x.ndim(), repetitions.length);
        long[] wide = new long[2 * ndim];
        long[] narrow = new long[2 * ndim];
        long[] dims = new long[ndim];
        for (int i = 0; i < ndim; i++) {
            int r = i - ndim + repetitions.length;
            int d = i - ndim + x.ndim();
            long times = r < 0 ? 1 : repetitions[r];
            long size = d < 0 ? 1 : x.shape().get(d);
            narrow[2 * i] = 1;
            wide[2 * i] = times;
            narrow[2 * i + 1] = size;
            wide[2 * i + 1] = size;
            dims[i] = Shape.of(times, size).size();
        }
        return x.reshape(narrow).broadcastTo(Shape.of(wide)).reshape(dims);
    }

    /**
     * Each element repeated along an axis.
     *
     * @param x the array
     * @param repetitions how often
     * @param axis the axis
     * @return a new array; a read-only view of a dense array if nothing is repeated
     * @throws ShapeException if the axis is outside the rank or the repetitions are negative
     */
    public static NdArray repeat(NdArray x, long repetitions, int axis) {
        int a = Shape.checkAxis(axis, x.ndim());
        Shape wide = expandDims(x, a + 1).shape().with(a + 1, repetitions);
        return expandDims(x, a + 1)
                .broadcastTo(wide)
                .reshape(x.shape()
                        .with(a, Math.multiplyExact(x.shape().get(a), repetitions))
                        .dims());
    }

    private static Index[] wholes(int n) {
        Index[] entries = new Index[n];
        java.util.Arrays.fill(entries, Index.all());
        return entries;
    }
}
