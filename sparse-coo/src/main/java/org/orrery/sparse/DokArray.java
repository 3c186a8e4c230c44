package org.orrery.sparse;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.IndexPlan;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;

/**
 * Builds a sparse array element by element: a table of keys and values that can be written to.
 *
 * <p>It is no {@link NdArray}; {@link #toCoo()} makes one of it. Setting an element to the fill value removes its entry.
 * Assignment to a part of the array means what it does for {@link DenseArray#set(NdArray, Index...)}: values broadcast,
 * and where a position is selected more than once the last value stays. A builder is for one thread.
 *
 * <pre>{@code
 * DokArray d = DokArray.of(Shape.of(1_000, 1_000));
 * d.set(2.5, 3, 4);
 * d.set(row, Index.at(7));
 * CooArray a = d.toCoo();
 * }</pre>
 */
public final class DokArray {
    private static final long FREE = -1;
    private static final long REMOVED = -2;
    private static final int SMALLEST = 16;

    private final Shape shape;
    private final long[] strides;
    private final DenseArray fill;
    private long[] keys;
    private DenseArray values;
    private int stored;

    /** Places that are not free. */
    private int used;

    private DokArray(Shape shape, DenseArray fill, int capacity) {
        this.shape = shape;
        this.strides = shape.strides();
        this.fill = fill;
        keys = new long[capacity];
        Arrays.fill(keys, FREE);
        values = Creation.empty(Shape.of(capacity), fill.dtype());
    }

    /**
     * A builder of float64 elements that are all 0.
     *
     * @param shape the shape
     * @return the builder
     */
    public static DokArray of(Shape shape) {
        return of(shape, DType.FLOAT64);
    }

    /**
     * A builder of elements that are all 0.
     *
     * @param shape the shape
     * @param dtype the type of the elements
     * @return the builder
     */
    public static DokArray of(Shape shape, DType dtype) {
        return of(shape, dtype, Creation.zeros(Shape.of(), dtype));
    }

    /**
     * A builder of elements that are all the fill value.
     *
     * @param shape the shape
     * @param dtype the type of the elements
     * @param fill the value of the elements that are not set, of one element, brought to the type
     * @return the builder
     * @throws ShapeException if the fill value has more than one element
     * @throws DTypeException if the fill value is complex and the type is not
     */
    public static DokArray of(Shape shape, DType dtype, NdArray fill) {
        if (fill.size() != 1) {
            throw new ShapeException("fill has shape " + fill.shape() + ": expected one element");
        }
        return new DokArray(
                shape, fill.toDense().reshape().convert(dtype).copy().asReadOnly(), SMALLEST);
    }

    /**
     * A builder that begins with the elements of an array.
     *
     * @param array the array; of a dense one zeros are not stored
     * @return a builder of its shape, type and fill value
     */
    public static DokArray from(NdArray array) {
        CooArray a = CooArray.fromDense(array);
        DokArray d = new DokArray(a.shape(), a.fill(), capacity(a.nnz()));
        for (int t = 0; t < a.nnz(); t++) {
            d.put(a.keyStorage()[t], a.values(), t);
        }
        return d;
    }

    private static int capacity(int entries) {
        return Math.max(SMALLEST, Integer.highestOneBit(CooArray.checkEntries(2L * entries)) << 1);
    }

    /**
     * The shape of the array that is built.
     *
     * @return the shape
     */
    public Shape shape() {
        return shape;
    }

    /**
     * The type of the elements.
     *
     * @return the type
     */
    public DType dtype() {
        return fill.dtype();
    }

    /**
     * The value of the elements that are not set.
     *
     * @return a read-only array of no dimensions
     */
    public DenseArray fill() {
        return fill;
    }

    /**
     * The number of elements that differ from the fill value.
     *
     * @return the number of entries
     */
    public int nnz() {
        return stored;
    }

    // The table.

    private int slot(long key) {
        int mask = keys.length - 1;
        long h = key * 0x9E3779B97F4A7C15L;
        int at = (int) (h >>> 32) & mask;
        int removed = -1;
        while (keys[at] != key) {
            if (keys[at] == FREE) {
                return removed < 0 ? at : removed;
            }
            removed = removed < 0 && keys[at] == REMOVED ? at : removed;
            at = (at + 1) & mask;
        }
        return at;
    }

    /** Puts an element of some values, which have this type, at a key. */
    private void put(long key, DenseArray from, int place) {
        if (isFill(from, place)) {
            remove(key);
            return;
        }
        int at = slot(key);
        if (keys[at] != key) {
            used += keys[at] == FREE ? 1 : 0;
            keys[at] = key;
            stored++;
        }
        int w = Cells.width(dtype());
        System.arraycopy(from.storage(), w * (from.offset() + place), values.storage(), w * at, w);
        if (2L * used > keys.length) {
            resize();
        }
    }

    private boolean isFill(DenseArray from, int place) {
        return switch (dtype()) {
            case FLOAT64 ->
                Double.doubleToLongBits(((double[]) from.storage())[from.offset() + place])
                        == Double.doubleToLongBits(((double[]) fill.storage())[0]);
            default ->
                Cells.unlike(
                                Cells.range(from.storage(), dtype(), from.offset() + place, from.offset() + place + 1),
                                fill.storage(),
                                Cells.width(dtype()),
                                1,
                                true)
                        != null;
        };
    }

    private void remove(long key) {
        int at = slot(key);
        if (keys[at] == key) {
            keys[at] = REMOVED;
            stored--;
        }
    }

    private void resize() {
        long[] old = keys;
        DenseArray oldValues = values;
        keys = new long[capacity(stored)];
        Arrays.fill(keys, FREE);
        values = Creation.empty(Shape.of(keys.length), dtype());
        stored = 0;
        used = 0;
        for (int t = 0; t < old.length; t++) {
            if (old[t] >= 0) {
                put(old[t], oldValues, t);
            }
        }
    }

    private long key(long... index) {
        if (index.length != shape.ndim()) {
            throw new ShapeException(index.length + " positions: shape " + shape + " has " + shape.ndim() + " axes");
        }
        long key = 0;
        for (int a = 0; a < index.length; a++) {
            key += IndexPlan.checkPosition(index[a], shape.get(a), a) * strides[a];
        }
        return key;
    }

    private DenseArray element(long... index) {
        long key = key(index);
        int at = slot(key);
        return keys[at] == key ? values.index(Index.at(at)) : fill;
    }

    // Elements.

    /**
     * One element as a real number.
     *
     * @param index a position for each axis, where negative ones count from the end
     * @return the element
     * @throws ShapeException if there are not as many positions as axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the type is complex
     */
    public double getDouble(long... index) {
        return element(index).getDouble();
    }

    /**
     * One element as an integer (an unsigned one by its bits).
     *
     * @param index a position for each axis, where negative ones count from the end
     * @return the element
     * @throws ShapeException if there are not as many positions as axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the type is neither integer nor boolean
     */
    public long getLong(long... index) {
        return element(index).getLong();
    }

    /**
     * One element as a truth value.
     *
     * @param index a position for each axis, where negative ones count from the end
     * @return the element
     * @throws ShapeException if there are not as many positions as axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the type is not boolean
     */
    public boolean getBoolean(long... index) {
        return element(index).getBoolean();
    }

    /**
     * One element as a complex number.
     *
     * @param index a position for each axis, where negative ones count from the end
     * @return the element
     * @throws ShapeException if there are not as many positions as axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     */
    public Complex getComplex(long... index) {
        return element(index).getComplex();
    }

    /**
     * Sets one element.
     *
     * @param value the value, which must be of a kind that the type holds
     * @param index a position for each axis, where negative ones count from the end
     * @throws ShapeException if there are not as many positions as axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the type does not hold the value
     */
    public void set(double value, long... index) {
        put(key(index), scalar(Creation.weak(value, dtype())), 0);
    }

    /**
     * Sets one element.
     *
     * @param value the value, which must be of a kind that the type holds
     * @param index a position for each axis, where negative ones count from the end
     * @throws ShapeException if there are not as many positions as axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the type does not hold the value
     */
    public void set(long value, long... index) {
        put(key(index), scalar(Creation.weak(value, dtype())), 0);
    }

    /**
     * Sets one element.
     *
     * @param value the value, which must be of a kind that the type holds
     * @param index a position for each axis, where negative ones count from the end
     * @throws ShapeException if there are not as many positions as axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the type does not hold the value
     */
    public void set(boolean value, long... index) {
        put(key(index), scalar(Creation.weak(value, dtype())), 0);
    }

    /**
     * Sets one element.
     *
     * @param value the value, which must be of a kind that the type holds
     * @param index a position for each axis, where negative ones count from the end
     * @throws ShapeException if there are not as many positions as axes
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the type does not hold the value
     */
    public void set(Complex value, long... index) {
        put(key(index), scalar(Creation.weak(value, dtype())), 0);
    }

    private DenseArray scalar(DenseArray value) {
        if (value.dtype() != dtype()) {
            throw new DTypeException("dtype " + dtype() + " does not hold a value of dtype " + value.dtype());
        }
        return value;
    }

    // Parts.

    /**
     * Sets the elements that an index expression selects.
     *
     * @param expression the expression, with the meaning of {@link NdArray#get(String)}
     * @param value the values, which broadcast to the selected part and are converted to this type
     * @throws IllegalArgumentException if the text is no index expression
     * @throws ShapeException if it does not fit the axes, or the values the selected part
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the values are complex and this type is not
     */
    public void set(String expression, NdArray value) {
        set(value, Index.parse(expression));
    }

    /**
     * Sets the elements that index entries select; without entries, all elements. Values that are sparse and have this
     * fill value take as long as they and this builder have entries, others as long as the part has elements.
     *
     * @param value the values, which broadcast to the selected part and are converted to this type; a scalar is
     *     {@link Creation#scalar(double)}
     * @param entries the entries, with the meaning of {@link NdArray#index(Index...)}
     * @throws ShapeException if the entries do not fit the axes, or the values the selected part
     * @throws IndexOutOfBoundsException if a position is outside its axis
     * @throws DTypeException if the values are complex and this type is not
     */
    public void set(NdArray value, Index... entries) {
        IndexPlan plan = IndexPlan.of(shape, CooSelection.positionsForMasks(shape, entries));
        Shape part = plan.resultShape();
        NdArray converted = (value instanceof GcxsArray g ? g.toCoo() : value).convert(dtype());
        if (converted.ndim() > part.ndim()) {
            // As everywhere, leading axes of size one may be too many.
            long[] dims = converted.shape().dims();
            int more = dims.length - part.ndim();
            boolean ones = Arrays.stream(dims, 0, more).allMatch(n -> n == 1);
            converted = ones ? converted.reshape(Arrays.copyOfRange(dims, more, dims.length)) : converted;
        }
        NdArray given = converted.broadcastTo(part);
        Region region = new Region(plan);
        boolean sparse = given instanceof CooArray a
                && Cells.unlike(a.fillStorage(), fill.storage(), Cells.width(dtype()), 1, true) != null;
        if (sparse && given instanceof CooArray a) {
            clear(region);
            for (int t = 0; t < a.nnz(); t++) {
                long element = a.keyStorage()[t];
                if (region.isLast(element)) {
                    put(region.key(element), a.values(), t);
                }
            }
            return;
        }
        DenseArray all = given.toDense().contiguous();
        for (int i = 0; i < all.size(); i++) {
            put(region.key(i), all, i);
        }
    }

    /** Removes the entries of a part. */
    private void clear(Region region) {
        if (region.size <= 4L * keys.length) {
            for (long i = 0; i < region.size; i++) {
                remove(region.key(i));
            }
            return;
        }
        for (int t = 0; t < keys.length; t++) {
            if (keys[t] >= 0 && region.contains(keys[t])) {
                keys[t] = REMOVED;
                stored--;
            }
        }
    }

    /** The elements that an index selects, in the order of the result. */
    private final class Region {
        private final IndexPlan plan;
        final long size;
        private final Projection moved;
        private final long first;

        /** What each element of the index arrays adds to the key. */
        private final long @Nullable [] selected;

        private final long selectionStride;
        private long @Nullable [] sorted;
        private @Nullable Map<Long, Integer> last;

        Region(IndexPlan plan) {
            this.plan = plan;
            Shape part = plan.resultShape();
            size = part.size();
            long[] weights = new long[part.ndim()];
            Shape selection = plan.selection();
            int axis = 0;
            long step = 1;
            for (int entry : plan.layout()) {
                if (entry == IndexPlan.SELECTION && selection != null) {
                    axis += selection.ndim();
                    step = 1;
                    for (int i = axis; i < part.ndim(); i++) {
                        step *= Math.max(part.get(i), 1);
                    }
                } else {
                    if (entry != IndexPlan.NEW_AXIS) {
                        weights[axis] = plan.step(entry) * strides[entry];
                    }
                    axis++;
                }
            }
            selectionStride = step;
            moved = new Projection(part, weights);
            long start = 0;
            long[] sums = selection == null ? null : new long[(int) selection.size()];
            for (int i = 0; i < shape.ndim(); i++) {
                long[] positions = plan.positions(i);
                if (positions == null) {
                    start += plan.start(i) * strides[i];
                } else if (sums != null) {
                    for (int j = 0; j < sums.length; j++) {
                        sums[j] += positions[j] * strides[i];
                    }
                }
            }
            first = start;
            selected = sums;
        }

        long key(long element) {
            long key = first + moved.of(element);
            return selected == null ? key : key + selected[(int) (element / selectionStride % selected.length)];
        }

        /** Whether no later element is at the same key. */
        boolean isLast(long element) {
            if (selected == null) {
                return true;
            }
            Map<Long, Integer> known = last;
            if (known == null) {
                known = new HashMap<>();
                for (int j = 0; j < selected.length; j++) {
                    known.put(selected[j], j);
                }
                last = known;
            }
            int j = (int) (element / selectionStride % selected.length);
            return known.getOrDefault(selected[j], j) == j;
        }

        boolean contains(long key) {
            long rest = key;
            long sum = 0;
            for (int i = 0; i < strides.length; i++) {
                long p = rest / strides[i];
                rest -= p * strides[i];
                if (plan.positions(i) != null) {
                    sum += p * strides[i];
                    continue;
                }
                long d = p - plan.start(i);
                long n = d / plan.step(i);
                if (n < 0 || n >= plan.count(i) || n * plan.step(i) != d) {
                    return false;
                }
            }
            if (selected == null) {
                return true;
            }
            long[] known = sorted;
            if (known == null) {
                known = selected.clone();
                Arrays.sort(known);
                sorted = known;
            }
            return Arrays.binarySearch(known, sum) >= 0;
        }
    }

    /**
     * The elements as an immutable array.
     *
     * @return an array of the entries there are now
     */
    public CooArray toCoo() {
        long[] found = new long[stored];
        int[] places = new int[stored];
        int n = 0;
        for (int t = 0; t < keys.length; t++) {
            if (keys[t] >= 0) {
                found[n] = keys[t];
                places[n++] = t;
            }
        }
        Object own = Cells.select(values.storage(), dtype(), places);
        return CooArray.gathered(shape, dtype(), found, own, fill.storage());
    }

    /** What is stored. */
    @Override
    public String toString() {
        return "DokArray(shape=" + shape + ", dtype=" + dtype() + ", nnz=" + stored + ", fill=" + CooArray.show(fill)
                + ")";
    }
}
