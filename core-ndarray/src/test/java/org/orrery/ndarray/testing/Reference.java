package org.orrery.ndarray.testing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;

/**
 * An array that is plain and slow, against which the others are tested: boxed elements in a list, nested loops, integers
 * and sums without rounding. Nothing here calls the code that it is a reference for.
 *
 * <p>An element is a {@link Boolean}, a {@link BigInteger}, a {@link Double} (float32 too) or a {@link Complex}.
 */
public final class Reference {
    /** Stands for an element of a result for which this class has no rule. */
    public static final Object UNKNOWN = new Object() {
        @Override
        public String toString() {
            return "unknown";
        }
    };

    /** The standard's tables of promotion, and NumPy 2's where it leaves a pair open. */
    private static final String PROMOTION =
            """
                  b   i1  i2  i4  i8  u1  u2  u4  u8  f4  f8  c8  c16
            b     b   i1  i2  i4  i8  u1  u2  u4  u8  f4  f8  c8  c16
            i1    i1  i1  i2  i4  i8  i2  i4  i8  f8  f4  f8  c8  c16
            i2    i2  i2  i2  i4  i8  i2  i4  i8  f8  f4  f8  c8  c16
            i4    i4  i4  i4  i4  i8  i4  i4  i8  f8  f8  f8  c16 c16
            i8    i8  i8  i8  i8  i8  i8  i8  i8  f8  f8  f8  c16 c16
            u1    u1  i2  i2  i4  i8  u1  u2  u4  u8  f4  f8  c8  c16
            u2    u2  i4  i4  i4  i8  u2  u2  u4  u8  f4  f8  c8  c16
            u4    u4  i8  i8  i8  i8  u4  u4  u4  u8  f8  f8  c16 c16
            u8    u8  f8  f8  f8  f8  u8  u8  u8  u8  f8  f8  c16 c16
            f4    f4  f4  f4  f8  f8  f4  f4  f8  f8  f4  f8  c8  c16
            f8    f8  f8  f8  f8  f8  f8  f8  f8  f8  f8  f8  c16 c16
            c8    c8  c8  c8  c16 c16 c8  c8  c16 c16 c8  c16 c8  c16
            c16   c16 c16 c16 c16 c16 c16 c16 c16 c16 c16 c16 c16 c16
            """;

    private static final List<DType> COLUMNS = List.of(
            DType.BOOL,
            DType.INT8,
            DType.INT16,
            DType.INT32,
            DType.INT64,
            DType.UINT8,
            DType.UINT16,
            DType.UINT32,
            DType.UINT64,
            DType.FLOAT32,
            DType.FLOAT64,
            DType.COMPLEX64,
            DType.COMPLEX128);

    private final DType dtype;
    private final int[] dims;
    private final List<Object> elements;

    private Reference(DType dtype, int[] dims, List<Object> elements) {
        this.dtype = dtype;
        this.dims = dims;
        this.elements = elements;
        if (elements.size() != product(dims)) {
            throw new IllegalArgumentException(elements.size() + " elements for " + Arrays.toString(dims));
        }
    }

    /**
     * An array of given elements.
     *
     * @param dtype the type
     * @param dims the shape
     * @param elements the elements in row-major order, in the form that the class comment names
     * @return the array
     */
    public static Reference of(DType dtype, int[] dims, List<Object> elements) {
        return new Reference(dtype, dims.clone(), List.copyOf(elements));
    }

    /**
     * The elements of an array, read one by one.
     *
     * @param a the array
     * @return the same elements
     */
    public static Reference of(NdArray a) {
        int[] dims = Arrays.stream(a.shape().dims()).mapToInt(Math::toIntExact).toArray();
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < product(dims); i++) {
            elements.add(element(a, position(dims, i)));
        }
        return new Reference(a.dtype(), dims, elements);
    }

    /**
     * One element of an array, read by the method that reads it exactly.
     *
     * @param a the array
     * @param index its position
     * @return the element in the form that the class comment names
     */
    public static Object element(NdArray a, long... index) {
        if (a.dtype().isBoolean()) {
            return a.getBoolean(index);
        } else if (a.dtype().isInteger()) {
            BigInteger v = BigInteger.valueOf(a.getLong(index));
            return a.dtype() == DType.UINT64 ? wrapped(v, 64, false) : v;
        } else if (a.dtype().isFloating()) {
            return a.getDouble(index);
        }
        return a.getComplex(index);
    }

    /**
     * The type of the elements.
     *
     * @return the type
     */
    public DType dtype() {
        return dtype;
    }

    /**
     * The shape.
     *
     * @return the shape
     */
    public Shape shape() {
        return Shape.of(Arrays.stream(dims).asLongStream().toArray());
    }

    /**
     * The elements in row-major order.
     *
     * @return boxed values
     */
    public List<Object> elements() {
        return elements;
    }

    /**
     * This array with its unknown elements filled in.
     *
     * @param other where they are taken from
     * @return an array without unknown elements
     */
    public Reference completed(Reference other) {
        return new Reference(
                dtype,
                dims,
                IntStream.range(0, elements.size())
                        .mapToObj(i -> elements.get(i) == UNKNOWN ? other.elements.get(i) : elements.get(i))
                        .toList());
    }

    /**
     * A dense array of the same elements, over a Java array of its own.
     *
     * @return the array
     */
    public DenseArray toDense() {
        int n = elements.size();
        Object data =
                switch (dtype) {
                    case BOOL, INT8, UINT8 -> new byte[n];
                    case INT16, UINT16 -> new short[n];
                    case INT32, UINT32 -> new int[n];
                    case INT64, UINT64 -> new long[n];
                    case FLOAT32 -> new float[n];
                    case FLOAT64 -> new double[n];
                    case COMPLEX64 -> new float[2 * n];
                    case COMPLEX128 -> new double[2 * n];
                };
        for (int i = 0; i < n; i++) {
            Object v = elements.get(i);
            if (data instanceof byte[] b) {
                b[i] = v instanceof Boolean t ? (byte) (t ? 1 : 0) : ((BigInteger) v).byteValue();
            } else if (data instanceof short[] s) {
                s[i] = ((BigInteger) v).shortValue();
            } else if (data instanceof int[] k) {
                k[i] = ((BigInteger) v).intValue();
            } else if (data instanceof long[] l) {
                l[i] = ((BigInteger) v).longValue();
            } else if (data instanceof float[] f) {
                if (v instanceof Complex z) {
                    f[2 * i] = (float) z.re();
                    f[2 * i + 1] = (float) z.im();
                } else {
                    f[i] = (float) (double) (Double) v;
                }
            } else if (data instanceof double[] d) {
                if (v instanceof Complex z) {
                    d[2 * i] = z.re();
                    d[2 * i + 1] = z.im();
                } else {
                    d[i] = (Double) v;
                }
            }
        }
        return DenseArray.of(dtype, data, shape());
    }

    @Override
    public String toString() {
        return dtype + " " + shape() + " " + elements;
    }

    // Types.

    /**
     * The type that two types promote to, looked up in the printed table.
     *
     * @param a one type
     * @param b the other
     * @return the promoted type
     */
    public static DType promote(DType a, DType b) {
        String[] row =
                PROMOTION.lines().toList().get(1 + COLUMNS.indexOf(a)).strip().split(" +");
        String code = row[1 + COLUMNS.indexOf(b)];
        int bits = code.length() == 1 ? 8 : 8 * Integer.parseInt(code.substring(1));
        String kind =
                switch (code.charAt(0)) {
                    case 'b' -> "BOOL";
                    case 'i' -> "INT" + bits;
                    case 'u' -> "UINT" + bits;
                    case 'f' -> "FLOAT" + bits;
                    default -> "COMPLEX" + bits;
                };
        return DType.valueOf(kind.toUpperCase(Locale.ROOT));
    }

    /**
     * The elements as another type.
     *
     * @param to the type
     * @return the converted array
     * @throws DTypeException if complex numbers would become real
     */
    public Reference convert(DType to) {
        return new Reference(to, dims, elements.stream().map(v -> narrow(v, to)).toList());
    }

    /** One value as an element of a type: integers wrap, floating values are truncated and saturate at 64 bits. */
    static Object narrow(Object v, DType to) {
        if (to.isBoolean()) {
            return truth(v);
        } else if (to.isComplex()) {
            Complex z = v instanceof Complex c ? c : new Complex(real(v), 0);
            return to == DType.COMPLEX128 ? z : new Complex((float) z.re(), (float) z.im());
        } else if (v instanceof Complex) {
            throw new DTypeException("a complex number is no " + to);
        } else if (to.isFloating()) {
            if (v instanceof BigInteger n) {
                return to == DType.FLOAT64 ? n.doubleValue() : (double) n.floatValue();
            }
            return to == DType.FLOAT64 ? real(v) : (double) (float) real(v);
        }
        return wrapped(integer(v, to == DType.UINT64), 8 * to.itemSize(), !to.isUnsigned());
    }

    private static boolean truth(Object v) {
        return v instanceof Boolean b
                ? b
                : v instanceof BigInteger n
                        ? n.signum() != 0
                        : v instanceof Complex z ? z.re() != 0 || z.im() != 0 : (Double) v != 0;
    }

    private static double real(Object v) {
        return v instanceof Boolean b ? (b ? 1 : 0) : ((Number) v).doubleValue();
    }

    private static BigInteger integer(Object v, boolean unsigned) {
        if (v instanceof Boolean b) {
            return b ? BigInteger.ONE : BigInteger.ZERO;
        } else if (v instanceof BigInteger n) {
            return n;
        }
        double d = (Double) v;
        if (Double.isNaN(d)) {
            return BigInteger.ZERO;
        }
        BigInteger lowest = BigInteger.TWO.pow(63).negate();
        BigInteger highest = BigInteger.TWO.pow(unsigned ? 64 : 63).subtract(BigInteger.ONE);
        return d == Double.POSITIVE_INFINITY
                ? highest
                : d == Double.NEGATIVE_INFINITY
                        ? lowest
                        : new BigDecimal(d).toBigInteger().max(lowest).min(highest);
    }

    private static BigInteger wrapped(BigInteger v, int bits, boolean signed) {
        BigInteger m = v.mod(BigInteger.TWO.pow(bits));
        return signed && m.testBit(bits - 1) ? m.subtract(BigInteger.TWO.pow(bits)) : m;
    }

    // Shapes.

    private static int product(int[] dims) {
        int n = 1;
        for (int d : dims) {
            n *= d;
        }
        return n;
    }

    private static long[] position(int[] dims, int place) {
        long[] p = new long[dims.length];
        int rest = place;
        for (int a = dims.length - 1; a >= 0; a--) {
            p[a] = rest % dims[a];
            rest /= dims[a];
        }
        return p;
    }

    /** The place of a position, where missing leading axes are left out and axes of size one stand still. */
    private static int place(int[] dims, long[] position) {
        int place = 0;
        for (int a = 0; a < dims.length; a++) {
            place = place * dims[a] + (dims[a] == 1 ? 0 : (int) position[a + position.length - dims.length]);
        }
        return place;
    }

    /**
     * The shape that arrays broadcast to.
     *
     * @param arrays the arrays
     * @return the common shape
     * @throws ShapeException if there is none
     */
    public static int[] broadcast(Reference... arrays) {
        int ndim = Stream.of(arrays).mapToInt(a -> a.dims.length).max().orElse(0);
        int[] common = new int[ndim];
        Arrays.fill(common, 1);
        for (Reference a : arrays) {
            for (int i = 0; i < a.dims.length; i++) {
                int k = i + ndim - a.dims.length;
                if (a.dims[i] != 1) {
                    if (common[k] != 1 && common[k] != a.dims[i]) {
                        throw new ShapeException("axis " + k + " has " + common[k] + " and " + a.dims[i]);
                    }
                    common[k] = a.dims[i];
                }
            }
        }
        return common;
    }

    /**
     * The array repeated to a shape.
     *
     * @param target the shape
     * @return the repeated array
     */
    public Reference broadcastTo(int... target) {
        List<Object> result = new ArrayList<>();
        for (int i = 0; i < product(target); i++) {
            result.add(elements.get(place(dims, position(target, i))));
        }
        return new Reference(dtype, target, result);
    }

    /**
     * The elements in another shape.
     *
     * @param target the shape
     * @return the array in that shape
     */
    public Reference reshape(int... target) {
        return new Reference(dtype, target, elements);
    }

    /**
     * The array with its axes in another order.
     *
     * @param axes for each axis of the result, the axis of this array
     * @return the array in that order
     */
    public Reference permute(int... axes) {
        int[] target = Arrays.stream(axes).map(a -> dims[a]).toArray();
        List<Object> result = new ArrayList<>();
        for (int i = 0; i < product(target); i++) {
            long[] p = position(target, i);
            long[] q = new long[p.length];
            for (int k = 0; k < axes.length; k++) {
                q[axes[k]] = p[k];
            }
            result.add(elements.get(place(dims, q)));
        }
        return new Reference(dtype, target, result);
    }

    /**
     * Joins arrays along an axis.
     *
     * @param axis the axis
     * @param arrays the arrays
     * @return an array of the promoted type
     */
    public static Reference concat(int axis, Reference... arrays) {
        DType type =
                Stream.of(arrays).map(a -> a.dtype).reduce(Reference::promote).orElseThrow();
        int[] target = arrays[0].dims.clone();
        target[axis] = Stream.of(arrays).mapToInt(a -> a.dims[axis]).sum();
        List<Object> result = new ArrayList<>();
        for (int i = 0; i < product(target); i++) {
            long[] p = position(target, i);
            int k = 0;
            while (p[axis] >= arrays[k].dims[axis]) {
                p[axis] -= arrays[k++].dims[axis];
            }
            int flat = 0;
            for (int a = 0; a < target.length; a++) {
                flat = flat * arrays[k].dims[a] + (int) p[a];
            }
            result.add(narrow(arrays[k].elements.get(flat), type));
        }
        return new Reference(type, target, result);
    }

    // Selection.

    /**
     * What an index expression selects.
     *
     * @param dims the shape of the result
     * @param places for each of its elements the place of the source's, in row-major order
     */
    @SuppressWarnings("ArrayRecordComponent") // Two results in one; never compared.
    public record Selected(int[] dims, int[] places) {}

    /**
     * Resolves an index expression as NumPy does, by going through all positions.
     *
     * @param dims the shape of the indexed array
     * @param entries the expression
     * @return what it selects
     */
    public static Selected select(int[] dims, Index... entries) {
        List<Object> plain = plain(dims, entries);
        boolean advanced = plain.stream().anyMatch(Reference.class::isInstance);
        if (advanced) {
            plain.replaceAll(e -> e instanceof Integer i
                    ? new Reference(DType.INT64, new int[0], List.of(BigInteger.valueOf(i)))
                    : e);
        }
        Reference[] arrays = plain.stream().filter(Reference.class::isInstance).toArray(Reference[]::new);
        int[] common = broadcast(arrays);
        int first = -1;
        boolean split = false;
        for (int i = 0, seen = 0; i < plain.size(); i++) {
            if (plain.get(i) instanceof Reference) {
                first = first < 0 ? i : first;
                split |= seen > 0 && !(plain.get(i - 1) instanceof Reference);
                seen++;
            }
        }
        List<Integer> shape = new ArrayList<>();
        if (split) {
            Arrays.stream(common).forEach(shape::add);
        }
        int at = split ? 0 : -1;
        for (int i = 0; i < plain.size(); i++) {
            Object e = plain.get(i);
            if (i == first && !split) {
                at = shape.size();
                Arrays.stream(common).forEach(shape::add);
            } else if (e instanceof int[] positions) {
                shape.add(positions.length);
            } else if (e instanceof String) {
                shape.add(1);
            }
        }
        int[] target = shape.stream().mapToInt(Integer::intValue).toArray();
        int[] places = new int[product(target)];
        for (int i = 0; i < places.length; i++) {
            long[] p = position(target, i);
            long[] selection = advanced ? Arrays.copyOfRange(p, at, at + common.length) : new long[0];
            int next = 0;
            int flat = 0;
            int axis = 0;
            for (Object e : plain) {
                if (advanced && next == at) {
                    next += common.length;
                }
                if (e instanceof String) {
                    next++;
                    continue;
                }
                if (e instanceof Index.Ellipsis) {
                    continue;
                }
                int q;
                if (e instanceof Integer n) {
                    q = n;
                } else if (e instanceof int[] positions) {
                    q = positions[(int) p[next++]];
                } else {
                    Reference r = (Reference) e;
                    q = ((BigInteger) r.elements.get(place(r.dims, selection))).intValue();
                }
                flat = flat * dims[axis++] + q;
            }
            places[i] = flat;
        }
        return new Selected(target, places);
    }

    /** One entry an axis: a position, the positions of a slice, an array of positions; and the text None. */
    private static List<Object> plain(int[] dims, Index... entries) {
        List<Object> plain = new ArrayList<>();
        int used = 0;
        for (Index e : entries) {
            used += e instanceof Index.At || e instanceof Index.Slice
                    ? 1
                    : e instanceof Index.Selection s
                            ? (s.array().dtype().isBoolean() ? s.array().ndim() : 1)
                            : 0;
        }
        int axis = 0;
        boolean open = true;
        for (Index e : entries) {
            if (e instanceof Index.NewAxis) {
                plain.add("None");
            } else if (e instanceof Index.Ellipsis) {
                open = false;
                plain.add(e); // It separates index arrays even where it stands for no axis.
                for (int i = used; i < dims.length; i++) {
                    plain.add(IntStream.range(0, dims[axis++]).toArray());
                }
            } else if (e instanceof Index.At at) {
                plain.add((int) (at.position() < 0 ? at.position() + dims[axis] : at.position()));
                axis++;
            } else if (e instanceof Index.Slice s) {
                plain.add(slice(dims[axis++], s));
            } else if (e instanceof Index.Selection s && s.array().dtype().isBoolean()) {
                Reference mask = of(s.array());
                List<Integer> true_ = IntStream.range(0, mask.elements.size())
                        .filter(i -> (Boolean) mask.elements.get(i))
                        .boxed()
                        .toList();
                for (int d = 0; d < mask.dims.length; d++) {
                    int which = d;
                    List<Object> p = true_.stream()
                            .map(i -> (Object) BigInteger.valueOf(position(mask.dims, i)[which]))
                            .toList();
                    plain.add(new Reference(DType.INT64, new int[] {p.size()}, p));
                    axis++;
                }
            } else if (e instanceof Index.Selection s) {
                Reference r = of(s.array());
                BigInteger n = BigInteger.valueOf(dims[axis++]);
                plain.add(new Reference(
                        DType.INT64,
                        r.dims,
                        r.elements.stream()
                                .map(v -> (BigInteger) v)
                                .map(v -> (Object) (v.signum() < 0 ? v.add(n) : v))
                                .toList()));
            }
        }
        for (; open && axis < dims.length; axis++) {
            plain.add(IntStream.range(0, dims[axis]).toArray());
        }
        return plain;
    }

    /** Python's slice, by its definition: the positions start, start + step, ... that are inside. */
    private static int[] slice(int n, Index.Slice s) {
        BigInteger step = BigInteger.valueOf(s.step());
        boolean up = s.step() > 0;
        BigInteger size = BigInteger.valueOf(n);
        BigInteger low = up ? BigInteger.ZERO : BigInteger.ONE.negate();
        BigInteger high = up ? size : size.subtract(BigInteger.ONE);
        BigInteger start = bound(s.start(), size, low, high, up ? low : high);
        BigInteger stop = bound(s.stop(), size, low, high, up ? high : low);
        List<Integer> positions = new ArrayList<>();
        for (BigInteger p = start; up ? p.compareTo(stop) < 0 : p.compareTo(stop) > 0; p = p.add(step)) {
            positions.add(p.intValueExact());
        }
        return positions.stream().mapToInt(Integer::intValue).toArray();
    }

    private static BigInteger bound(
            @Nullable Long given, BigInteger size, BigInteger low, BigInteger high, BigInteger absent) {
        if (given == null) {
            return absent;
        }
        BigInteger p = BigInteger.valueOf(given);
        return (p.signum() < 0 ? p.add(size) : p).max(low).min(high);
    }

    /**
     * The part that an index expression selects.
     *
     * @param entries the expression
     * @return the part
     */
    public Reference index(Index... entries) {
        Selected s = select(dims, entries);
        return new Reference(
                dtype, s.dims, Arrays.stream(s.places).mapToObj(elements::get).toList());
    }

    /**
     * A copy of this array in which the selected elements are replaced, one after the other.
     *
     * @param values what replaces them; it broadcasts to the selected part and is converted to this array's type
     * @param entries the expression
     * @return the changed copy
     */
    public Reference with(Reference values, Index... entries) {
        Selected s = select(dims, entries);
        Reference v = values.broadcastTo(s.dims).convert(dtype);
        List<Object> result = new ArrayList<>(elements);
        for (int i = 0; i < s.places.length; i++) {
            result.set(s.places[i], v.elements.get(i));
        }
        return new Reference(dtype, dims, result);
    }

    // Reductions.

    /**
     * Reduces axes.
     *
     * @param name the reduction: sum, prod, max, min, any, all, countNonzero, mean, argmax, argmin, var or std
     * @param correction what var and std take off the count
     * @param reduced for each axis whether it is reduced
     * @param keepDims whether reduced axes stay with size one
     * @param requested the type asked for, or null
     * @return the result
     * @throws DTypeException if the reduction does not take the type
     * @throws ShapeException if there is nothing to reduce and no identity
     */
    public Reference reduce(
            String name, double correction, boolean[] reduced, boolean keepDims, @Nullable DType requested) {
        DType result = reducedType(name, requested);
        List<Integer> outer = axes(reduced, false);
        List<Integer> inner = axes(reduced, true);
        List<Integer> order = new ArrayList<>(outer);
        order.addAll(inner);
        Reference moved = permute(order.stream().mapToInt(Integer::intValue).toArray());
        int groups = outer.stream().mapToInt(a -> dims[a]).reduce(1, (a, b) -> a * b);
        int count = inner.stream().mapToInt(a -> dims[a]).reduce(1, (a, b) -> a * b);
        List<Object> results = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            List<Object> group = moved.elements.subList(g * count, (g + 1) * count);
            results.add(narrow(fold(name, correction, group, result), result));
        }
        int[] target = IntStream.range(0, dims.length)
                .filter(a -> keepDims || !reduced[a])
                .map(a -> reduced[a] ? 1 : dims[a])
                .toArray();
        return new Reference(result, target, results);
    }

    private static List<Integer> axes(boolean[] reduced, boolean wanted) {
        return IntStream.range(0, reduced.length)
                .filter(a -> reduced[a] == wanted)
                .boxed()
                .toList();
    }

    private DType reducedType(String name, @Nullable DType requested) {
        boolean small = dtype.isBoolean() || (dtype.isInteger() && !dtype.isUnsigned());
        return switch (name) {
            case "sum", "prod" -> {
                if (requested != null) {
                    if (dtype.isComplex() && !requested.isComplex()) {
                        throw new DTypeException(name + " of complex numbers is complex");
                    }
                    yield requested;
                }
                yield small ? DType.INT64 : dtype.isUnsigned() ? DType.UINT64 : dtype;
            }
            case "max", "min" -> refuseComplex(name, dtype);
            case "argmax", "argmin" -> {
                refuseComplex(name, dtype);
                yield DType.INT64;
            }
            case "any", "all" -> DType.BOOL;
            case "countNonzero" -> DType.INT64;
            case "mean" -> dtype.isInteger() || dtype.isBoolean() ? DType.FLOAT64 : dtype;
            case "var", "std" -> dtype.isInteger() || dtype.isBoolean() ? DType.FLOAT64 : dtype.realType();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static DType refuseComplex(String name, DType type) {
        if (type.isComplex()) {
            throw new DTypeException(name + " of complex numbers");
        }
        return type;
    }

    private static Object fold(String name, double correction, List<Object> group, DType result) {
        return switch (name) {
            case "sum" -> sum(group.stream().map(v -> narrow(v, result)).toList(), result);
            case "prod" -> product(group.stream().map(v -> narrow(v, result)).toList(), result);
            case "any" -> group.stream().anyMatch(Reference::truth);
            case "all" -> group.stream().allMatch(Reference::truth);
            case "countNonzero" ->
                BigInteger.valueOf(group.stream().filter(Reference::truth).count());
            case "mean" -> mean(group, result.isComplex());
            case "var", "std" -> {
                double v = group.isEmpty() ? Double.NaN : squares(group) / Math.max(group.size() - correction, 0);
                yield name.equals("var") ? v : Math.sqrt(v);
            }
            default -> extreme(name, group);
        };
    }

    private static Object sum(List<Object> values, DType type) {
        if (type.isComplex()) {
            return new Complex(
                    sum(values.stream().map(v -> ((Complex) v).re()).toList()),
                    sum(values.stream().map(v -> ((Complex) v).im()).toList()));
        } else if (type.isFloating()) {
            return sum(values.stream().map(v -> (Double) v).toList());
        }
        return values.stream().map(v -> integer(v, false)).reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** Without rounding, but for the last. */
    private static double sum(List<Double> values) {
        if (!values.stream().allMatch(Double::isFinite)) {
            return values.stream().filter(v -> !Double.isFinite(v)).reduce(0.0, Double::sum);
        }
        return values.stream()
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    private static Object product(List<Object> values, DType type) {
        if (type.isComplex()) {
            return values.stream().map(v -> (Complex) v).reduce(new Complex(1, 0), Reference::times);
        } else if (type.isFloating()) {
            return values.stream().map(v -> (Double) v).reduce(1.0, (a, b) -> a * b);
        }
        return values.stream().map(v -> integer(v, false)).reduce(BigInteger.ONE, BigInteger::multiply);
    }

    private static Object mean(List<Object> group, boolean complex) {
        int n = group.size();
        if (complex) {
            Complex s = (Complex) sum(group, DType.COMPLEX128);
            return new Complex(s.re() / n, s.im() / n);
        }
        return sum(group.stream().map(Reference::real).toList()) / n;
    }

    /** The sum of squared deviations from the mean, without rounding. */
    private static double squares(List<Object> group) {
        double s = 0;
        for (int part = 0; part < (group.get(0) instanceof Complex ? 2 : 1); part++) {
            int which = part;
            List<Double> x = group.stream()
                    .map(v -> v instanceof Complex z ? (which == 0 ? z.re() : z.im()) : real(v))
                    .toList();
            if (!x.stream().allMatch(Double::isFinite)) {
                return Double.NaN;
            }
            MathContext digits = new MathContext(60, RoundingMode.HALF_EVEN);
            BigDecimal mean = x.stream()
                    .map(BigDecimal::new)
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .divide(BigDecimal.valueOf(x.size()), digits);
            s += x.stream()
                    .map(v -> new BigDecimal(v).subtract(mean).pow(2))
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .doubleValue();
        }
        return s;
    }

    private static Object extreme(String name, List<Object> group) {
        if (group.isEmpty()) {
            throw new ShapeException(name + " of nothing");
        }
        boolean largest = name.endsWith("max");
        int best = 0;
        for (int i = 0; i < group.size(); i++) {
            Object v = group.get(i);
            if (isNan(group.get(best))) {
                break;
            }
            int c = compare(v, group.get(best));
            if (isNan(v) || (largest ? c > 0 : c < 0)) {
                best = i;
            }
        }
        return name.startsWith("arg") ? BigInteger.valueOf(best) : group.get(best);
    }

    private static boolean isNan(Object v) {
        return v instanceof Double d && d.isNaN();
    }

    /** The order of numbers: zeros are equal, NaN is the largest. */
    public static int compare(Object a, Object b) {
        if (a instanceof Boolean x) {
            return x.compareTo((Boolean) b);
        } else if (a instanceof BigInteger x) {
            return x.compareTo((BigInteger) b);
        }
        double x = (Double) a + 0.0;
        double y = (Double) b + 0.0;
        return Double.compare(x, y);
    }

    /**
     * Folds all prefixes along an axis.
     *
     * @param name sum or prod
     * @param axis the axis
     * @param requested the type asked for, or null
     * @return the result
     */
    public Reference scan(String name, int axis, @Nullable DType requested) {
        DType result = reducedType(name, requested);
        List<Object> results = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            long[] p = position(dims, i);
            List<Object> prefix = new ArrayList<>();
            long last = p[axis];
            for (p[axis] = 0; p[axis] <= last; p[axis]++) {
                int flat = 0;
                for (int a = 0; a < dims.length; a++) {
                    flat = flat * dims[a] + (int) p[a];
                }
                prefix.add(elements.get(flat));
            }
            results.add(narrow(fold(name, 0, prefix, result), result));
        }
        return new Reference(result, dims, results);
    }

    // Sorting and contraction.

    /**
     * The positions that sort along an axis, equal elements in their order.
     *
     * @param axis the axis
     * @param descending whether the largest comes first
     * @return positions
     */
    public Reference argsort(int axis, boolean descending) {
        refuseComplex("sort", dtype);
        Comparator<Object> order = Reference::compare;
        if (descending) {
            order = order.reversed();
        }
        Object[] results = new Object[elements.size()];
        for (int i = 0; i < results.length; i++) {
            long[] p = position(dims, i);
            if (p[axis] != 0) {
                continue;
            }
            int[] places = IntStream.range(0, dims[axis])
                    .map(k -> {
                        long[] q = p.clone();
                        q[axis] = k;
                        int flat = 0;
                        for (int a = 0; a < dims.length; a++) {
                            flat = flat * dims[a] + (int) q[a];
                        }
                        return flat;
                    })
                    .toArray();
            Comparator<Object> byElement = order;
            List<Integer> sorted = IntStream.range(0, places.length)
                    .boxed()
                    .sorted((a, b) -> byElement.compare(elements.get(places[a]), elements.get(places[b])))
                    .toList();
            for (int k = 0; k < places.length; k++) {
                results[places[k]] = BigInteger.valueOf(sorted.get(k));
            }
        }
        return new Reference(DType.INT64, dims, List.of(results));
    }

    /**
     * The elements sorted along an axis.
     *
     * @param axis the axis
     * @param descending whether the largest comes first
     * @return the sorted array
     */
    public Reference sort(int axis, boolean descending) {
        Reference order = argsort(axis, descending);
        List<Object> results = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            long[] p = position(dims, i);
            p[axis] = ((BigInteger) order.elements.get(i)).longValueExact();
            int flat = 0;
            for (int a = 0; a < dims.length; a++) {
                flat = flat * dims[a] + (int) p[a];
            }
            results.add(elements.get(flat));
        }
        return new Reference(dtype, dims, results);
    }

    /**
     * Sums products over pairs of axes.
     *
     * @param b the other array
     * @param axesA axes of this array
     * @param axesB the axes of the other that they pair with
     * @return the other axes of this array, then those of the other
     */
    public Reference contract(Reference b, int[] axesA, int[] axesB) {
        DType type = promote(dtype, b.dtype);
        Reference x = convert(type).permute(others(dims.length, axesA, false));
        Reference y = b.convert(type).permute(others(b.dims.length, axesB, true));
        int inner = Arrays.stream(axesA).map(a -> dims[a]).reduce(1, (p, q) -> p * q);
        int[] left = Arrays.copyOf(x.dims, x.dims.length - axesA.length);
        int[] right = Arrays.copyOfRange(y.dims, axesB.length, y.dims.length);
        int rows = product(left);
        int columns = product(right);
        List<Object> results = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                List<Object> terms = new ArrayList<>();
                for (int k = 0; k < inner; k++) {
                    terms.add(times(x.elements.get(i * inner + k), y.elements.get(k * columns + j)));
                }
                results.add(narrow(sum(terms, type), type));
            }
        }
        int[] target =
                IntStream.concat(Arrays.stream(left), Arrays.stream(right)).toArray();
        return new Reference(type, target, results);
    }

    private static int[] others(int ndim, int[] axes, boolean first) {
        IntStream rest =
                IntStream.range(0, ndim).filter(a -> Arrays.stream(axes).noneMatch(b -> a == b));
        return first
                ? IntStream.concat(Arrays.stream(axes), rest).toArray()
                : IntStream.concat(rest, Arrays.stream(axes)).toArray();
    }

    static Complex times(Complex a, Complex b) {
        return new Complex(a.re() * b.re() - a.im() * b.im(), a.re() * b.im() + a.im() * b.re());
    }

    private static Object times(Object a, Object b) {
        if (a instanceof Complex x) {
            return times(x, (Complex) b);
        } else if (a instanceof Double x) {
            return x * (Double) b;
        }
        return integer(a, false).multiply(integer(b, false));
    }

    /**
     * Applies an element-wise function.
     *
     * @param name its name in {@code Elementwise}
     * @param in the operands
     * @return the result, with {@link #UNKNOWN} elements where this class has no rule; null if it has none for the function
     * @throws DTypeException if the function does not take the types
     */
    public static @Nullable Reference apply(String name, Reference... in) {
        return ReferenceFunctions.apply(name, in);
    }
}
