package org.orrery.ndarray.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.Shape;

/**
 * Makes test input from a seed: shapes, types, arrays with special values, views, index expressions. The same seed and
 * the same calls give the same input on every machine.
 */
public final class Generators {
    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        1.0,
        -1.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Float.MIN_VALUE,
        -Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Math.PI,
        0.1,
        1e-5,
        1e16,
        0x1p53 + 2,
        Math.nextUp(1.0),
        Math.nextDown(1.0),
        1 / 3.0
    };

    private final SplittableRandom random;

    /**
     * A generator.
     *
     * @param seed what determines all that it makes
     */
    public Generators(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /**
     * The random numbers that everything here is made of.
     *
     * @return the source, which may be drawn from between calls
     */
    public SplittableRandom random() {
        return random;
    }

    /**
     * One of some values.
     *
     * @param <T> their type
     * @param values the values, at least one
     * @return one of them
     */
    @SafeVarargs
    public final <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /**
     * A data type.
     *
     * @return one of the thirteen
     */
    public DType dtype() {
        return oneOf(DType.values());
    }

    /**
     * A shape of zero to four dimensions, now and then with axes of size zero or one.
     *
     * @return a shape of at most 2,401 elements
     */
    public Shape shape() {
        return shape(random.nextInt(5));
    }

    /**
     * A shape of a given rank, now and then with axes of size zero or one.
     *
     * @param ndim the number of dimensions
     * @return a shape with dimensions of at most 7
     */
    public Shape shape(int ndim) {
        long[] dims = random.longs(ndim, 1, 8).toArray();
        boolean empty = chance(0.08);
        for (int i = 0; i < ndim; i++) {
            if (chance(0.15)) {
                dims[i] = 1;
            } else if (empty && chance(0.4)) {
                dims[i] = 0;
            }
        }
        return Shape.of(dims);
    }

    /**
     * A shape that broadcasts to another: leading axes are left out and others made size one.
     *
     * @param target the other shape
     * @return a shape of at most its rank
     */
    public Shape broadcastable(Shape target) {
        int skip = chance(0.3) ? random.nextInt(target.ndim() + 1) : 0;
        long[] dims = new long[target.ndim() - skip];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = chance(0.3) ? 1 : target.get(i + skip);
        }
        return Shape.of(dims);
    }

    /**
     * A real number: a special value, a small integer, a short decimal, or any magnitude.
     *
     * @return any double
     */
    public double real() {
        return switch (random.nextInt(8)) {
            case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
            case 1, 2 -> random.nextInt(-20, 21);
            case 3 -> random.nextInt(-100_000, 100_001) / 100.0;
            case 4 -> Double.longBitsToDouble(random.nextLong());
            case 5 -> (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-12, 13));
            default -> random.nextDouble() * 2 - 1;
        };
    }

    /**
     * A real number without special values and of moderate magnitude, for arithmetic.
     *
     * @return a number from -1000 to 1000
     */
    public double tame() {
        return chance(0.3)
                ? random.nextInt(-20, 21)
                : (random.nextDouble() * 2 - 1) * Math.pow(10, random.nextInt(-3, 4));
    }

    /**
     * An integer: an extreme one, a small one, or any.
     *
     * @param bits the width of the type, whose extremes are wanted
     * @return any long
     */
    public long integer(int bits) {
        return switch (random.nextInt(6)) {
            case 0 -> oneOf(0L, 1L, -1L, -1L << (bits - 1), (1L << (bits - 1)) - 1, 1L << (bits - 1), -2L);
            case 1, 2, 3 -> random.nextInt(-20, 100);
            default -> random.nextLong() >> random.nextInt(64);
        };
    }

    /**
     * An array of a random shape.
     *
     * @param dtype its type
     * @return a new contiguous array with special values
     */
    public DenseArray array(DType dtype) {
        return array(dtype, shape());
    }

    /**
     * An array with special values: signed zeros, infinities, NaN, subnormal numbers, the extremes of the type.
     *
     * @param dtype its type
     * @param shape its shape
     * @return a new contiguous array
     */
    public DenseArray array(DType dtype, Shape shape) {
        return fill(dtype, shape, false);
    }

    /**
     * An array of numbers that arithmetic does not drown in: no special values, floating ones of magnitude up to 1000,
     * integers from -20 to 99 (0 to 99 if unsigned).
     *
     * @param dtype its type
     * @param shape its shape
     * @return a new contiguous array
     */
    public DenseArray tame(DType dtype, Shape shape) {
        return fill(dtype, shape, true);
    }

    private DenseArray fill(DType dtype, Shape shape, boolean tame) {
        int n = (int) shape.size() * (dtype.isComplex() ? 2 : 1);
        if (dtype.realType().isFloating()) {
            double[] d = new double[n];
            for (int i = 0; i < n; i++) {
                d[i] = tame ? tame() : real();
            }
            if (dtype.realType() == DType.FLOAT64) {
                return DenseArray.of(dtype, d, shape);
            }
            float[] f = new float[n];
            for (int i = 0; i < n; i++) {
                f[i] = (float) d[i];
            }
            return DenseArray.of(dtype, f, shape);
        }
        long[] values = new long[n];
        int bits = 8 * dtype.itemSize();
        for (int i = 0; i < n; i++) {
            values[i] = dtype.isBoolean()
                    ? random.nextInt(2)
                    : tame ? random.nextInt(dtype.isUnsigned() ? 0 : -20, 100) : integer(bits);
        }
        return DenseArray.of(dtype, narrowed(values, dtype), shape);
    }

    private static Object narrowed(long[] values, DType dtype) {
        int n = values.length;
        switch (dtype.itemSize()) {
            case 1 -> {
                byte[] b = new byte[n];
                for (int i = 0; i < n; i++) {
                    b[i] = (byte) values[i];
                }
                return b;
            }
            case 2 -> {
                short[] s = new short[n];
                for (int i = 0; i < n; i++) {
                    s[i] = (short) values[i];
                }
                return s;
            }
            case 4 -> {
                int[] k = new int[n];
                for (int i = 0; i < n; i++) {
                    k[i] = (int) values[i];
                }
                return k;
            }
            default -> {
                return values;
            }
        }
    }

    /**
     * An array that is a view with an offset, permuted axes, strides of any sign and, now and then, broadcast axes.
     *
     * @param dtype its type
     * @param shape its shape
     * @return a view with special values; read-only if an axis is broadcast
     */
    public DenseArray view(DType dtype, Shape shape) {
        return view(dtype, shape, false);
    }

    /**
     * A view as {@link #view(DType, Shape)} makes it, of numbers as {@link #tame(DType, Shape)} makes them.
     *
     * @param dtype its type
     * @param shape its shape
     * @return a view; read-only if an axis is broadcast
     */
    public DenseArray tameView(DType dtype, Shape shape) {
        return view(dtype, shape, true);
    }

    private DenseArray view(DType dtype, Shape shape, boolean tame) {
        int n = shape.ndim();
        int[] order = permutation(n);
        boolean broadcasts = chance(0.25);
        long[] base = new long[n];
        Index[] cut = new Index[n];
        int[] back = new int[n];
        for (int i = 0; i < n; i++) {
            int axis = order[i];
            back[axis] = i;
            long size = broadcasts && chance(0.5) ? Math.min(1, shape.get(axis)) : shape.get(axis);
            int step = oneOf(1, 1, 2, 3, -1, -2);
            long before = random.nextInt(3);
            long length = size == 0 ? 0 : (size - 1) * Math.abs(step) + 1;
            base[i] = before + length + random.nextInt(3);
            long last = before + length - 1;
            if (step > 0) {
                cut[i] = Index.range(before, before + length, step);
            } else {
                cut[i] = new Index.Slice(
                        last, before == 0 || length == 0 ? stop(length, last) : Long.valueOf(before - 1), step);
            }
        }
        return fill(dtype, Shape.of(base), tame).index(cut).permute(back).broadcastTo(shape);
    }

    /** Where a backward slice that reaches position 0 ends: open, or at its begin if it is empty. */
    private static Long stop(long length, long last) {
        return length == 0 ? last : null;
    }

    private int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = chance(0.5) ? i : random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /**
     * A random view of an array: some of its axes sliced, reversed, permuted, taken away or put in.
     *
     * @param a the array
     * @return a view, now and then the array itself
     */
    public DenseArray view(DenseArray a) {
        DenseArray v = a.index(Index.parse(expression(a.shape(), false)));
        if (chance(0.5)) {
            v = v.permute(permutation(v.ndim()));
        }
        return v;
    }

    /**
     * An index expression in NumPy's notation that fits a shape: integers, slices, {@code None}, an ellipsis, and at most
     * one list.
     *
     * @param shape the shape
     * @return the expression
     */
    public String indexExpression(Shape shape) {
        return expression(shape, true);
    }

    private String expression(Shape shape, boolean lists) {
        List<String> entries = new ArrayList<>();
        int ellipsis = chance(0.3) ? random.nextInt(shape.ndim() + 1) : -1;
        int skipped = ellipsis < 0 ? 0 : random.nextInt(shape.ndim() - ellipsis + 1);
        boolean list = !lists || chance(0.7);
        for (int axis = 0; axis <= shape.ndim(); axis++) {
            while (chance(0.1)) {
                entries.add(oneOf("None", "newaxis"));
            }
            if (axis == ellipsis) {
                entries.add("...");
                axis += skipped;
            }
            if (axis == shape.ndim()) {
                break;
            }
            long n = shape.get(axis);
            if (!list && n > 0 && chance(0.4)) {
                list = true;
                entries.add(random.longs(random.nextInt(1, 5), -n, n)
                        .boxed()
                        .toList()
                        .toString());
            } else if (n > 0 && chance(0.25)) {
                entries.add(Long.toString(random.nextLong(-n, n)));
            } else {
                entries.add(slice(n));
            }
        }
        return entries.isEmpty() ? "..." : String.join(oneOf(",", ", ", " , "), entries);
    }

    private String slice(long n) {
        String start = chance(0.5) ? "" : Long.toString(random.nextLong(-n - 2, n + 3));
        String stop = chance(0.5) ? "" : Long.toString(random.nextLong(-n - 2, n + 3));
        String step = chance(0.5) ? "" : chance(0.2) ? ":" : ":" + oneOf(1, 2, 3, -1, -2, 7);
        return start + ":" + stop + step;
    }

    /**
     * An array, contiguous or a view, for tests that take any.
     *
     * @return an array of any type and shape
     */
    public DenseArray any() {
        DType type = dtype();
        Shape s = shape();
        return chance(0.5) ? view(type, s) : array(type, s);
    }
}
