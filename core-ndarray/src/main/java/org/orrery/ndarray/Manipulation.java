package org.orrery.ndarray;

import java.util.ArrayList;
import java.util.Arrays;
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

    static Index[] wholes(int n) {
        Index[] entries = new Index[n];
        Arrays.fill(entries, Index.all());
        return entries;
    }

    /**
     * The same elements in another shape, with a say in whether they are copied.
     *
     * @param x the array
     * @param shape the shape, of as many elements
     * @param copy true to copy in any case; false to refuse where a view is impossible
     * @return a new array, or a view
     * @throws ShapeException if the sizes differ, or if {@code copy} is false and the elements of a dense array do not
     *     lie side by side
     */
    public static NdArray reshape(NdArray x, Shape shape, boolean copy) {
        NdArray r = x.reshape(shape.dims());
        if (!(x instanceof DenseArray from) || !(r instanceof DenseArray to)) {
            return r; // Not writable, so that nobody can tell a copy.
        }
        boolean copied = from.storage() != to.storage();
        if (!copy && copied) {
            throw new ShapeException("reshape without a copy: an array of shape " + x.shape() + " is no view of shape "
                    + shape + ": its elements do not lie side by side");
        }
        return copy && !copied ? to.copy() : to;
    }

    /**
     * Arrays one behind the other along the first axis.
     *
     * @param arrays the arrays, one or more, of the same shape but for the first axis
     * @return a new array of the promoted type
     * @throws ShapeException if none is given or the shapes do not fit
     */
    public static NdArray concat(NdArray... arrays) {
        return concat(0, arrays);
    }

    /**
     * Arrays one behind the other along an axis, or flattened if it is {@link Axes#all()}, the standard's
     * {@code axis=None}.
     *
     * @param axes one axis, or all
     * @param arrays the arrays, one or more; of the same shape but for the axis if one is given
     * @return a new array of the promoted type
     * @throws ShapeException if none is given, the shapes do not fit, or several axes are given
     */
    public static NdArray concat(Axes axes, NdArray... arrays) {
        if (axes.isAll()) {
            return concat(0, Arrays.stream(arrays).map(a -> a.reshape(-1)).toArray(NdArray[]::new));
        }
        return concat(axes.only("concat"), arrays);
    }

    /**
     * Arrays of one shape, side by side along a new first axis.
     *
     * @param arrays the arrays, one or more
     * @return a new array of the promoted type
     * @throws ShapeException if none is given or the shapes differ
     */
    public static NdArray stack(NdArray... arrays) {
        return stack(0, arrays);
    }

    /**
     * The parts of an array along its first axis.
     *
     * @param x the array
     * @return as many arrays as the axis is long, views of a dense array
     * @throws ShapeException if the array has no axis
     */
    public static NdArray[] unstack(NdArray x) {
        return unstack(x, 0);
    }

    /**
     * The elements in reverse order on all axes.
     *
     * @param x the array
     * @return a view of a dense array
     */
    public static NdArray flip(NdArray x) {
        return flip(x, Axes.all());
    }

    /**
     * Axes in other places, the rest in their order.
     *
     * @param x the array
     * @param source the places of the axes
     * @param destination where each is to be
     * @return a view of a dense array
     * @throws ShapeException if an axis is outside the rank or named twice, or the numbers of axes differ
     */
    public static NdArray moveaxis(NdArray x, int[] source, int[] destination) {
        if (source.length != destination.length) {
            throw new ShapeException(
                    "moveaxis: " + source.length + " axes to " + destination.length + " places: expected as many");
        }
        boolean[] moved = Axes.of(source).reduced(x.ndim());
        boolean[] taken = Axes.of(destination).reduced(x.ndim());
        int[] order = new int[x.ndim()];
        for (int i = 0; i < source.length; i++) {
            order[Shape.checkAxis(destination[i], order.length)] = source[i];
        }
        for (int to = 0, from = 0; to < order.length; to++) {
            if (!taken[to]) {
                while (moved[from]) {
                    from++;
                }
                order[to] = from++;
            }
        }
        return x.permute(order);
    }

    /**
     * The elements shifted cyclically, as if the array were flat.
     *
     * @param x the array
     * @param shift how far, backwards if negative
     * @return a new array of the same shape
     */
    public static NdArray roll(NdArray x, long shift) {
        return x.size() == 0
                ? x
                : roll(x.reshape(-1), shift, 0).reshape(x.shape().dims());
    }

    /**
     * The elements shifted cyclically along several axes; an axis that is named twice is shifted twice.
     *
     * @param x the array
     * @param shifts how far along each axis, or one shift for all, backwards if negative
     * @param axes the axes
     * @return a new array of the same shape
     * @throws ShapeException if an axis is outside the rank, or there are neither as many shifts as axes nor one
     */
    public static NdArray roll(NdArray x, long[] shifts, int[] axes) {
        if (shifts.length != axes.length && shifts.length != 1) {
            throw new ShapeException(
                    "roll: " + shifts.length + " shifts along " + axes.length + " axes: expected one, or as many");
        }
        NdArray r = x;
        for (int i = 0; i < axes.length; i++) {
            r = roll(r, shifts[shifts.length == 1 ? 0 : i], axes[i]);
        }
        return r;
    }

    /**
     * Each element several times, of the flattened array.
     *
     * @param x the array
     * @param repetitions how often
     * @return a new array of one dimension
     * @throws ShapeException if the number is negative
     */
    public static NdArray repeat(NdArray x, long repetitions) {
        return repeat(x.reshape(-1), repetitions, 0);
    }

    /**
     * Each element of the flattened array as often as is said for it.
     *
     * @param x the array
     * @param repetitions how often, an integer array of one dimension as long as the flattened array, or of one element
     * @return a new array of one dimension
     * @throws ShapeException if the number of repetitions does not fit, or one is negative
     * @throws DTypeException if the repetitions are not integers
     */
    public static NdArray repeat(NdArray x, NdArray repetitions) {
        return repeat(x.reshape(-1), repetitions, 0);
    }

    /**
     * Each part along an axis as often as is said for it.
     *
     * @param x the array
     * @param repetitions how often, an integer array of one dimension as long as the axis, or of one element
     * @param axis the axis
     * @return a new array
     * @throws ShapeException if the number of repetitions does not fit, one is negative, or the axis is outside the rank
     * @throws DTypeException if the repetitions are not integers
     */
    public static NdArray repeat(NdArray x, NdArray repetitions, int axis) {
        int a = Shape.checkAxis(axis, x.ndim());
        int n = (int) x.shape().get(a);
        if (!repetitions.dtype().isInteger()) {
            throw new DTypeException(
                    "repeat: repetitions have dtype " + repetitions.dtype() + ": expected an integer dtype");
        }
        if (repetitions.ndim() > 1 || (repetitions.size() != n && repetitions.size() != 1)) {
            throw new ShapeException("repeat: repetitions have shape " + repetitions.shape() + ": expected (" + n
                    + ",) as axis " + a + " of shape " + x.shape() + ", or one number");
        }
        long[] times = repetitions.toDense().toLongArray();
        if (times.length == 1) {
            return repeat(x, times[0], a);
        }
        long total = 0;
        for (int i = 0; i < n; i++) {
            if (times[i] < 0) {
                throw new ShapeException("repeat: repetition " + i + " is " + times[i] + ": expected zero or more");
            }
            total = Math.addExact(total, times[i]);
        }
        DenseArray positions = Creation.empty(Shape.of(total), DType.INT64);
        long[] p = positions.longs();
        for (int i = 0, k = 0; i < n; i++) {
            Arrays.fill(p, k, k + (int) times[i], i);
            k += (int) times[i];
        }
        return Indexing.take(x, positions, a);
    }
}
