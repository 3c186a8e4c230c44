package org.orrery.ndarray.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.DensificationException;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.LinearAlgebra;
import org.orrery.ndarray.Manipulation;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Op;
import org.orrery.ndarray.Ops;
import org.orrery.ndarray.Reduction;
import org.orrery.ndarray.Reductions;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;

/**
 * What every implementation of {@link NdArray} holds to. A test class of the implementation extends this one and says
 * how its arrays are made; each test compares them with {@link Reference}, element by element.
 *
 * <pre>{@code
 * class CooArrayContractTest extends NdArrayContract {
 *     protected NdArray of(DenseArray dense) {
 *         return CooArray.of(dense);
 *     }
 * }
 * }</pre>
 */
public abstract class NdArrayContract {
    private static final List<int[]> SHAPES = List.of(
            new int[] {},
            new int[] {1},
            new int[] {0},
            new int[] {7},
            new int[] {3, 4},
            new int[] {1, 5},
            new int[] {4, 1, 3},
            new int[] {2, 0, 3},
            new int[] {2, 3, 4},
            new int[] {2, 1, 3, 2});

    /** Types whose pairs show each kind of promotion. */
    private static final List<DType> FEW = List.of(
            DType.BOOL,
            DType.INT8,
            DType.INT64,
            DType.UINT8,
            DType.UINT32,
            DType.UINT64,
            DType.FLOAT32,
            DType.FLOAT64,
            DType.COMPLEX64,
            DType.COMPLEX128);

    private static final Map<String, Reduction> REDUCTIONS = reductions();

    /**
     * Makes an array of the implementation.
     *
     * @param dense the elements
     * @return an array of the same type, shape and elements
     */
    protected abstract NdArray of(DenseArray dense);

    /**
     * Whether an operation may answer with {@link DensificationException}, since its result would be dense.
     *
     * @param operation the name of the element-wise function or reduction, or of the method of the protocol
     * @param operands the arrays that it is asked of
     * @return false, unless an implementation says otherwise
     */
    protected boolean mayRefuse(String operation, NdArray... operands) {
        return false;
    }

    /**
     * Whether products and conjunctions take it that zero times anything is zero, without looking at what it is.
     *
     * @return false, unless an implementation says otherwise
     */
    protected boolean zeroTimesNotANumberIsZero() {
        return false;
    }

    // What arrays are made of.

    /** Values of every kind; many zeros, so that sparse arrays have something to leave out. */
    private static Reference values(DType type, int[] dims, long seed, boolean special) {
        SplittableRandom random = new SplittableRandom(
                seed * 31 + Arrays.hashCode(dims) + type.toString().hashCode());
        int n = Arrays.stream(dims).reduce(1, (a, b) -> a * b);
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            elements.add(value(type, random, special));
        }
        // Constant along an axis now and then, so that a strided array may broadcast it.
        Reference r = Reference.of(type, dims, elements);
        for (int a = 0; a < dims.length; a++) {
            if (dims[a] > 1 && random.nextInt(4) == 0) {
                Index[] first = new Index[dims.length];
                Arrays.fill(first, Index.all());
                first[a] = Index.range(0, 1);
                r = r.index(first).broadcastTo(dims);
            }
        }
        return r;
    }

    private static Object value(DType type, SplittableRandom random, boolean special) {
        if (type.isComplex()) {
            DType part = type.realType();
            return new Complex((Double) value(part, random, special), (Double) value(part, random, special));
        }
        int kind = random.nextInt(special ? 6 : 4);
        if (type.isBoolean()) {
            return kind < 2;
        } else if (type.isFloating()) {
            double d =
                    switch (kind) {
                        case 0, 1 -> 0;
                        case 2 -> random.nextInt(-9, 10);
                        case 3 -> random.nextInt(-4000, 4001) / 1024.0;
                        default -> specials(random.nextInt(12));
                    };
            return (Double) Reference.narrow(d, type);
        }
        int bits = 8 * type.itemSize();
        BigInteger v = BigInteger.valueOf(
                switch (kind) {
                    case 0, 1 -> 0;
                    case 2, 3 -> type.isUnsigned() ? random.nextInt(12) : random.nextInt(-9, 10);
                    case 4 -> random.nextLong();
                    default -> random.nextBoolean() ? -1L << (bits - 1) : (1L << (bits - 1)) - 1;
                });
        return Reference.narrow(v, type);
    }

    private static double specials(int which) {
        return switch (which) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> -0.0;
            case 4 -> 0.5;
            case 5 -> -1.5;
            case 6 -> 2.5;
            case 7 -> 1e-30;
            case 8 -> -1e30;
            case 9 -> Float.MAX_VALUE;
            case 10 -> Float.MIN_VALUE;
            default -> 3e9;
        };
    }

    private NdArray of(Reference r) {
        return of(r.toDense());
    }

    private static Map<String, Reduction> reductions() {
        Map<String, Reduction> all = new LinkedHashMap<>();
        for (Reduction r : List.of(
                Reductions.SUM,
                Reductions.PROD,
                Reductions.MAX,
                Reductions.MIN,
                Reductions.ANY,
                Reductions.ALL,
                Reductions.COUNT_NONZERO,
                Reductions.MEAN,
                Reductions.ARGMAX,
                Reductions.ARGMIN)) {
            all.put(r.name(), r);
        }
        all.put("var", Reductions.variance(1));
        all.put("std", Reductions.standardDeviation(0));
        return all;
    }

    private static List<Op> ops(int arity) {
        return Stream.of(Ops.class.getFields())
                .filter(f -> Modifier.isStatic(f.getModifiers()) && f.getType() == Op.class)
                .map(NdArrayContract::get)
                .filter(op -> op.arity() == arity)
                .toList();
    }

    private static Op get(Field f) {
        try {
            return (Op) f.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    // How results are compared.

    /** How far a floating result may be from the reference's. */
    @FunctionalInterface
    private interface Tolerance {
        double of(int i, double expected);
    }

    /** A few units in the last place: each side may err by one, and float32 results are rounded twice. */
    private static Tolerance ulps(DType type, int n) {
        return (i, e) -> type.realType() == DType.FLOAT32
                ? n * Math.ulp((float) Math.min(Math.abs(e), Float.MAX_VALUE))
                : n * Math.ulp(e);
    }

    private static final Tolerance EXACT = (i, e) -> 0;

    private static void assertSame(String what, NdArray actual, Reference expected, Tolerance tolerance) {
        assertThat(actual.dtype()).as(what + ": dtype").isEqualTo(expected.dtype());
        assertThat(actual.shape()).as(what + ": shape").isEqualTo(expected.shape());
        assertThat(actual.ndim()).as(what + ": ndim").isEqualTo(expected.shape().ndim());
        assertThat(actual.size()).as(what + ": size").isEqualTo(expected.shape().size());
        DenseArray dense = actual.toDense();
        assertThat(dense.dtype()).as(what + ": dtype, dense").isEqualTo(expected.dtype());
        Reference found = Reference.of(dense);
        for (int i = 0; i < expected.elements().size(); i++) {
            Object e = expected.elements().get(i);
            Object f = found.elements().get(i);
            if (!close(f, e, i, tolerance)) {
                throw new AssertionError("element " + i + " is " + f + ", expected " + e + ": " + what + "\nfound "
                        + found + "\nexpected " + expected);
            }
        }
    }

    private static boolean close(Object found, Object expected, int i, Tolerance tolerance) {
        if (expected instanceof Double e) {
            return close((Double) found, e, tolerance.of(i, e));
        } else if (expected instanceof Complex e) {
            // The parts of a complex result share the error of its modulus.
            double t = Math.max(tolerance.of(i, e.re()), tolerance.of(i, e.im()));
            Complex f = (Complex) found;
            return close(f.re(), e.re(), t) && close(f.im(), e.im(), t);
        }
        return found.equals(expected);
    }

    private static boolean close(double found, double expected, double tolerance) {
        return Double.compare(found, expected) == 0 || found == expected || Math.abs(found - expected) <= tolerance;
    }

    /** Asks for a result, which may be refused if the implementation said so; the message must then say why. */
    private Optional<NdArray> ask(String operation, Supplier<NdArray> question, NdArray... operands) {
        try {
            return Optional.of(question.get());
        } catch (DensificationException e) {
            if (!mayRefuse(operation, operands)) {
                throw e;
            }
            assertThat(e.getMessage()).as("why " + operation + " is refused").contains("dense");
            return Optional.empty();
        }
    }

    /** Runs a test on the result, or on what both throw: the same kind of exception. */
    private void check(
            String what,
            String operation,
            Supplier<@Nullable Reference> expected,
            Supplier<NdArray> question,
            Function<Reference, Tolerance> tolerance,
            Supplier<DenseArray> otherwise,
            NdArray... operands) {
        Reference e;
        Reference dense = null;
        try {
            e = expected.get();
            if (e == null || e.elements().contains(Reference.UNKNOWN)) {
                // The reference has no rule: then a dense array, which has tests of its own, answers.
                dense = Reference.of(otherwise.get());
            }
        } catch (DTypeException | ShapeException refused) {
            assertThatThrownBy(question::get).as(what).isInstanceOf(refused.getClass());
            return;
        }
        Optional<NdArray> found = ask(operation, question, operands);
        if (found.isEmpty()) {
            return;
        }
        e = e == null ? dense : dense == null ? e : e.completed(dense);
        assertSame(what, found.get(), e, tolerance.apply(e));
    }

    private void checkOp(Op op, Reference... in) {
        NdArray[] operands = Stream.of(in).map(this::of).toArray(NdArray[]::new);
        checkOp(op, operands, in);
    }

    private void checkOp(Op op, NdArray[] operands, Reference... in) {
        String what = op + " of " + Arrays.toString(in);
        check(
                what,
                op.name(),
                () -> Reference.apply(op.name(), in),
                () -> op.apply(operands),
                e -> ulps(e.dtype(), 4),
                () -> (DenseArray)
                        op.apply(Stream.of(in).map(Reference::toDense).toArray(NdArray[]::new)),
                operands);
    }

    /** Whether a test of this operation on special values would find what the implementation says it ignores. */
    private boolean ignored(Op op, DType... types) {
        return op.annihilatedByZero()
                && zeroTimesNotANumberIsZero()
                && Stream.of(types).anyMatch(t -> t.realType().isFloating());
    }

    // Tests.

    /** Type, shape and elements are what they were made of. */
    @Test
    public void holdsItsElements() {
        for (DType type : DType.values()) {
            for (int[] dims : SHAPES) {
                Reference r = values(type, dims, 1, true);
                NdArray a = of(r);
                assertSame("the array of " + r, a, r, EXACT);
                if (r.shape().size() > 0) {
                    assertThat(Reference.of(a).elements()).as(r.toString()).isEqualTo(r.elements());
                }
                assertThat(a.toDense().copy()).isEqualTo(r.toDense());
            }
        }
    }

    /** Elements are read by position, of either end, by each method; wrong positions are refused. */
    @Test
    public void readsElements() {
        Reference r = values(DType.FLOAT64, new int[] {2, 3, 4}, 2, false);
        NdArray a = of(r);
        assertThat(a.getDouble(1, 2, 3)).isEqualTo(r.elements().get(23));
        assertThat(a.getDouble(-1, -3, 0)).isEqualTo(r.elements().get(12));
        assertThat(a.getDouble(new long[] {0, -1, -4})).isEqualTo(r.elements().get(8));
        assertThat(a.getComplex(1, 0, 1))
                .isEqualTo(Complex.of((Double) r.elements().get(13), 0));
        Reference rows = values(DType.INT16, new int[] {3, 4}, 3, true);
        NdArray b = of(rows);
        assertThat(b.getLong(-2, 1)).isEqualTo(((BigInteger) rows.elements().get(5)).longValue());
        assertThat(b.getDouble(2, -4)).isEqualTo(((BigInteger) rows.elements().get(8)).doubleValue());
        Reference line = values(DType.BOOL, new int[] {7}, 4, false);
        NdArray c = of(line);
        assertThat(c.getBoolean(-7)).isEqualTo(line.elements().get(0));
        assertThat(c.getLong(3)).isEqualTo((Boolean) line.elements().get(3) ? 1 : 0);
        Complex z = new Complex(1.5, -2);
        assertThat(of(Creation.scalar(z)).getComplex()).isEqualTo(z);
        assertThat(of(Creation.array(new Complex[] {z})).getComplex(0)).isEqualTo(z);
        assertThat(of(Creation.scalar(7.25)).item()).isEqualTo(7.25);
        assertThat(of(Creation.scalar(-3L).reshape(1, 1)).item()).isEqualTo(-3);
        long beyond = 0x8000_0000_0000_0001L;
        NdArray u = of(DenseArray.of(DType.UINT64, new long[] {beyond}, Shape.of(1)));
        assertThat(u.getLong(0)).isEqualTo(beyond);
        assertThat(u.getDouble(0)).isEqualTo(0x1p63);

        assertThatThrownBy(() -> a.getDouble(0, 3, 0))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("index 3 is out of bounds for axis 1 with size 3");
        assertThatThrownBy(() -> b.getLong(-4, 0))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("index -4 is out of bounds for axis 0 with size 3");
        assertThatThrownBy(() -> b.getDouble(0))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("(3, 4)");
        assertThatThrownBy(() -> b.getDouble())
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("(3, 4)");
        assertThatThrownBy(() -> b.getDouble(0, 0, 0)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> a.getLong(0, 0, 0))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("float64");
        assertThatThrownBy(() -> b.getBoolean(0, 0))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("int16");
        assertThatThrownBy(() -> of(Creation.scalar(z)).getDouble())
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("complex128");
        assertThatThrownBy(b::item)
                .isInstanceOf(ShapeException.class)
                .hasMessage("item of an array of shape (3, 4): expected exactly one element");
    }

    /** Functions of one operand, on all types and shapes. */
    @Test
    public void appliesFunctionsOfOneOperand() {
        for (Op op : ops(1)) {
            for (DType type : DType.values()) {
                for (int[] dims : List.of(new int[] {}, new int[] {2, 0}, new int[] {3, 11})) {
                    checkOp(op, values(type, dims, 5, true));
                }
            }
        }
    }

    /** Functions of two operands, on all pairs of types. */
    @Test
    public void appliesFunctionsOfTwoOperands() {
        for (Op op : ops(2)) {
            boolean core = List.of("add", "multiply", "maximum", "less", "equal", "bitwiseAnd")
                    .contains(op.name());
            for (DType a : core ? List.of(DType.values()) : FEW) {
                for (DType b : core ? List.of(DType.values()) : FEW) {
                    boolean special = !ignored(op, a, b);
                    Reference exponents = values(b, new int[] {6, 5}, 7, special);
                    if (op.name().equals("pow") && b.isInteger()) {
                        exponents = Objects.requireNonNull(Reference.apply(
                                "bitwiseAnd",
                                exponents,
                                Reference.of(Creation.scalar(63L).convert(b))));
                    }
                    checkOp(op, values(a, new int[] {6, 5}, 6, special), exponents);
                }
            }
        }
    }

    /** Functions of three operands. */
    @Test
    public void appliesFunctionsOfThreeOperands() {
        for (Op op : ops(3)) {
            for (DType a : FEW) {
                for (DType b : FEW) {
                    checkOp(
                            op,
                            values(a, new int[] {4, 5}, 8, false),
                            values(b, new int[] {5}, 9, false),
                            values(DType.INT16, new int[] {4, 1}, 10, false));
                }
            }
        }
    }

    /** Shapes that differ broadcast, whichever operand is the smaller. */
    @Test
    public void broadcasts() {
        int[][][] pairs = {
            {{3, 4}, {4}},
            {{3, 4}, {}},
            {{3, 1}, {1, 4}},
            {{2, 1, 3}, {4, 1}},
            {{5, 1}, {1}},
            {{0, 3}, {1, 3}},
            {{1}, {0}},
            {{2, 3, 4}, {3, 1}},
            {{1, 1}, {2, 1, 2}},
            {{40, 1}, {1, 50}}
        };
        for (int[][] pair : pairs) {
            for (Op op : List.of(Ops.ADD, Ops.SUBTRACT, Ops.MULTIPLY, Ops.DIVIDE, Ops.MAXIMUM, Ops.LESS, Ops.EQUAL)) {
                Reference a = values(DType.FLOAT64, pair[0], 11, false);
                Reference b = values(DType.FLOAT64, pair[1], 12, false);
                Reference c = values(DType.INT32, pair[1], 13, false);
                checkOp(op, a, b);
                checkOp(op, b, a);
                checkOp(op, a, c);
                checkOp(op, c, a);
            }
        }
    }

    /** Shapes that do not broadcast, types and numbers of operands that a function does not take. */
    @Test
    public void refusesOperands() {
        NdArray a = of(values(DType.FLOAT64, new int[] {3, 4}, 14, false));
        NdArray b = of(values(DType.FLOAT64, new int[] {5}, 15, false));
        assertThatThrownBy(() -> a.add(b))
                .isInstanceOf(ShapeException.class)
                .hasMessage("shape (3, 4) does not broadcast with (5,): axis 1 has 4 and 5");
        assertThatThrownBy(() -> b.mul(a))
                .isInstanceOf(ShapeException.class)
                .hasMessage("shape (5,) does not broadcast with (3, 4): axis 1 has 5 and 4");
        NdArray z = of(values(DType.COMPLEX128, new int[] {4}, 16, false));
        assertThatThrownBy(() -> a.lt(z))
                .isInstanceOf(DTypeException.class)
                .hasMessage("less does not take [float64, complex128]: expected a real dtype");
        NdArray t = of(values(DType.BOOL, new int[] {4}, 17, false));
        assertThatThrownBy(() -> t.sub(t))
                .isInstanceOf(DTypeException.class)
                .hasMessage("subtract does not take [bool, bool]: expected a numeric dtype");
        assertThatThrownBy(() -> Ops.ADD.apply(a))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("add takes 2 operands, not 1");
    }

    /** The operators of the interface: with arrays, and with scalars, which do not widen an array within its kind. */
    @Test
    public void hasOperators() {
        Map<String, String> operators = new LinkedHashMap<>(Map.of(
                "add", "add", "sub", "subtract", "mul", "multiply", "div", "divide", "pow", "pow", "mod", "remainder"));
        operators.putAll(Map.of(
                "eq",
                "equal",
                "ne",
                "notEqual",
                "lt",
                "less",
                "le",
                "lessEqual",
                "gt",
                "greater",
                "ge",
                "greaterEqual"));
        for (DType type : DType.values()) {
            Reference r = values(type, new int[] {3, 4}, 18, false);
            NdArray a = of(r);
            Reference row = Reference.of(Creation.array(1, 2, 3, 0).convert(type));
            NdArray other = of(row);
            boolean exact = type.isBoolean() || type.isInteger();
            boolean single = type.realType() == DType.FLOAT32;
            Complex z = new Complex(0.5, 2);
            // A Java long is an int64 beside booleans, else of the array's type; a double a float64 beside integers.
            Reference truth = Reference.of(Creation.scalar(true));
            Reference two = Reference.of(Creation.scalar(2L)).convert(type.isBoolean() ? DType.INT64 : type);
            Reference half = Reference.of(Creation.scalar(1.5)).convert(exact ? DType.FLOAT64 : type);
            Reference complex = Reference.of(Creation.scalar(z)).convert(single ? DType.COMPLEX64 : DType.COMPLEX128);
            operators.forEach((method, name) -> {
                operator(name, () -> call(a, method, NdArray.class, other), r, row, a, other);
                operator(name, () -> call(a, method, boolean.class, true), r, truth, a);
                operator(name, () -> call(a, method, long.class, 2L), r, two, a);
                operator(name, () -> call(a, method, double.class, 1.5), r, half, a);
                operator(name, () -> call(a, method, Complex.class, z), r, complex, a);
            });
            if (!type.isBoolean()) {
                assertSame("-" + r, a.neg(), Objects.requireNonNull(Reference.apply("negative", r)), EXACT);
            }
        }
        NdArray bytes = of(values(DType.INT8, new int[] {2}, 19, false));
        assertThatThrownBy(() -> bytes.add(128))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("128")
                .hasMessageContaining("int8");
    }

    private static NdArray call(NdArray a, String method, Class<?> type, Object operand) {
        try {
            return (NdArray) NdArray.class.getMethod(method, type).invoke(a, operand);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new AssertionError(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method, e);
        }
    }

    private void operator(String name, Supplier<NdArray> f, Reference a, Reference b, NdArray... operands) {
        check(
                name + " of " + a + " and " + b,
                name,
                () -> Reference.apply(name, a, b),
                f,
                e -> ulps(e.dtype(), 4),
                () -> (DenseArray) op(name).apply(a.toDense(), b.toDense()),
                operands);
    }

    private static Op op(String name) {
        return ops(2).stream().filter(op -> op.name().equals(name)).findFirst().orElseThrow();
    }

    /** Operands of several array types are all offered, in their order, to the one of the highest priority. */
    @Test
    public void dispatches() {
        Reference r = values(DType.FLOAT64, new int[] {3, 4}, 20, false);
        Reference s = values(DType.FLOAT64, new int[] {4}, 21, false);
        NdArray a = of(r);
        DenseArray d = s.toDense();
        for (Op op : List.of(Ops.ADD, Ops.SUBTRACT, Ops.MULTIPLY, Ops.LESS)) {
            checkOp(op, new NdArray[] {a, d}, r, s);
            checkOp(op, new NdArray[] {d, a}, s, r);
        }
        Recorder other = new Recorder(a.dispatchPriority() + 1);
        assertThat(Ops.SUBTRACT.apply(a, other)).isSameAs(Recorder.ANSWER);
        assertThat(other.offered).containsExactly(a, other);
        assertThat(Ops.SUBTRACT.apply(other, a)).isSameAs(Recorder.ANSWER);
        assertThat(other.offered).containsExactly(other, a);
        assertThat(Ops.WHERE.apply(d, a, other)).isSameAs(Recorder.ANSWER);
        assertThat(other.offered).containsExactly(d, a, other);
        assertThat(Manipulation.concat(0, a, other, a)).isSameAs(Recorder.ANSWER);
        assertThat(other.offered).containsExactly(a, other, a);
        assertThat(LinearAlgebra.tensordot(a, other, new int[0], new int[0])).isSameAs(Recorder.ANSWER);
        assertThat(other.offered).containsExactly(a, other);
        Recorder lower = new Recorder(a.dispatchPriority() - 1);
        assertThatThrownBy(() -> Ops.SUBTRACT.apply(lower, a))
                .as("an array of an unknown type")
                .isInstanceOf(DensificationException.class)
                .hasMessageContaining("Recorder");
        assertThat(lower.offered).isEmpty();
    }

    /** Reductions over all choices of axes. */
    @Test
    public void reducesAxes() {
        for (int[] dims : SHAPES) {
            Reference r = values(DType.FLOAT64, dims, 22, false);
            Reference n = values(DType.INT16, dims, 23, false);
            for (int choice = 0; choice < 1 << dims.length; choice++) {
                boolean[] reduced = new boolean[dims.length];
                for (int a = 0; a < dims.length; a++) {
                    reduced[a] = (choice >> a & 1) == 1;
                }
                for (boolean keep : new boolean[] {false, true}) {
                    for (String name : REDUCTIONS.keySet()) {
                        reduce(name, r, reduced, keep, null);
                        reduce(name, n, reduced, keep, null);
                    }
                }
            }
        }
    }

    /** Reductions of all types, to their own type and to another; infinite elements and NaN among them. */
    @Test
    public void reducesTypes() {
        boolean[][] choices = {{true, false}, {false, true}, {true, true}};
        for (DType type : DType.values()) {
            Reference r = values(type, new int[] {5, 9}, 24, true);
            for (boolean[] reduced : choices) {
                for (String name : REDUCTIONS.keySet()) {
                    reduce(name, r, reduced, false, null);
                }
                for (DType other : FEW) {
                    reduce("sum", values(type, new int[] {5, 9}, 25, false), reduced, true, other);
                    reduce("prod", values(type, new int[] {2, 3}, 26, false), reduced, true, other);
                }
            }
        }
    }

    /** Reductions of more elements than one block has. */
    @Test
    public void reducesManyElements() {
        for (int[] dims : List.of(new int[] {2500}, new int[] {1100, 2}, new int[] {2, 1100}, new int[] {11, 13, 15})) {
            for (DType type : List.of(DType.FLOAT64, DType.FLOAT32, DType.INT64, DType.UINT8, DType.COMPLEX128)) {
                Reference r = values(type, dims, 27, false);
                for (int axis = -1; axis < dims.length; axis++) {
                    boolean[] reduced = new boolean[dims.length];
                    for (int a = 0; a < dims.length; a++) {
                        reduced[a] = axis < 0 || a == axis;
                    }
                    for (String name : REDUCTIONS.keySet()) {
                        // The reference's variance has sixty digits and takes its time.
                        if (type == DType.FLOAT64 || !(name.equals("var") || name.equals("std"))) {
                            reduce(name, r, reduced, false, null);
                        }
                    }
                }
            }
        }
    }

    private void reduce(String name, Reference r, boolean[] reduced, boolean keep, @Nullable DType dtype) {
        Reduction reduction = REDUCTIONS.get(name);
        NdArray a = of(r);
        int[] axes = IntStream.range(0, reduced.length).filter(k -> reduced[k]).toArray();
        Axes chosen = keep ? Axes.of(axes).keepDims() : Axes.of(axes);
        double correction = name.equals("var") ? 1 : 0;
        check(
                name + " over " + chosen + (dtype == null ? "" : " as " + dtype) + " of " + r.dtype() + " " + r.shape(),
                name,
                () -> r.reduce(name, correction, reduced, keep, dtype),
                () -> a.reduce(reduction, chosen, dtype),
                e -> summed(name, r, reduced, e),
                () -> {
                    throw new AssertionError(name);
                },
                a);
    }

    /**
     * How far a reduction may be off. Sums of n elements in a tree, each merge rounded: (log2 n + 3) units of the sum of
     * magnitudes; products: n units; a variance: twice its sums.
     */
    private static Tolerance summed(String name, Reference r, boolean[] reduced, Reference expected) {
        if (name.contains("max") || name.contains("min")) {
            return EXACT;
        }
        long n = 1;
        for (int a = 0; a < reduced.length; a++) {
            n *= reduced[a] ? r.shape().get(a) : 1;
        }
        double steps = 40;
        double largest = r.elements().stream()
                .mapToDouble(v -> v instanceof Complex z
                        ? z.abs()
                        : v instanceof Boolean b ? (b ? 1 : 0) : Math.abs(((Number) v).doubleValue()))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        double eps = expected.dtype().realType() == DType.FLOAT32 ? 0x1p-23 : 0x1p-52;
        double scale =
                switch (name) {
                    case "sum" -> steps * 0x1p-52 * largest * n;
                    case "mean", "std" -> steps * 0x1p-52 * largest;
                    case "var" -> steps * 0x1p-52 * largest * largest;
                    default -> 0;
                };
        double relative = name.equals("prod") ? 2 * (double) n * 0x1p-52 : 0;
        return (i, e) -> scale + (relative + 2 * eps) * Math.min(Math.abs(e), Double.MAX_VALUE);
    }

    /** Running sums and products. */
    @Test
    public void scans() {
        for (DType type : DType.values()) {
            for (int[] dims : List.of(new int[] {7}, new int[] {3, 4}, new int[] {2, 0, 3}, new int[] {2, 3, 4})) {
                Reference r = values(type, dims, 28, type.isInteger());
                NdArray a = of(r);
                for (int axis = 0; axis < dims.length; axis++) {
                    for (String name : List.of("sum", "prod")) {
                        int along = axis;
                        check(
                                "running " + name + " along " + axis + " of " + r,
                                "scan",
                                () -> r.scan(name, along, null),
                                () -> a.scan(REDUCTIONS.get(name), along - dims.length, null),
                                // Seven steps of one rounding each, of intermediate values up to 63.
                                e -> (i, x) -> 7
                                        * (63 + Math.abs(x))
                                        * (e.dtype().realType() == DType.FLOAT32 ? 0x1p-23 : 0x1p-52),
                                () -> {
                                    throw new AssertionError(name);
                                },
                                a);
                    }
                }
            }
        }
        NdArray a = of(values(DType.INT8, new int[] {3}, 29, false));
        assertThatThrownBy(() -> a.scan(Reductions.MAX, 0, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("max");
        assertThatThrownBy(() -> a.scan(Reductions.SUM, 1, null))
                .isInstanceOf(ShapeException.class)
                .hasMessage("axis 1 is out of bounds for an array of 1 dimensions: expected -1 to 0");
    }

    /** Wrong axes, and reductions of nothing that have no identity. */
    @Test
    public void refusesReductions() {
        NdArray a = of(values(DType.FLOAT64, new int[] {2, 0}, 30, false));
        assertThatThrownBy(() -> a.reduce(Reductions.MAX, Axes.all(), null))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("max")
                .hasMessageContaining("(2, 0)");
        assertThatThrownBy(() -> a.reduce(Reductions.SUM, Axes.of(2), null))
                .isInstanceOf(ShapeException.class)
                .hasMessage("axis 2 is out of bounds for an array of 2 dimensions: expected -2 to 1");
        assertThatThrownBy(() -> a.reduce(Reductions.SUM, Axes.of(0, -2), null))
                .isInstanceOf(ShapeException.class)
                .hasMessage("axes [0, -2] name axis 0 twice");
        NdArray z = of(values(DType.COMPLEX64, new int[] {2}, 31, false));
        assertThatThrownBy(() -> z.reduce(Reductions.MAX, Axes.all(), null))
                .isInstanceOf(DTypeException.class)
                .hasMessage("max does not take complex64: expected a real dtype");
        assertThatThrownBy(() -> z.reduce(Reductions.SUM, Axes.all(), DType.FLOAT32))
                .isInstanceOf(DTypeException.class)
                .hasMessage("sum of complex64 cannot be float32: take real() or abs() first");
    }

    /** Integers, slices of either direction, new axes and ellipses. */
    @Test
    public void indexesRanges() {
        Reference r = values(DType.INT32, new int[] {3, 4, 5}, 32, true);
        for (String expression : List.of(
                "0",
                "-1",
                "1, 2, 3",
                ":",
                "...",
                "1:",
                ":-1, ::2",
                "::-1",
                "::-1, ::-1, ::-1",
                "2::-2, 1, ...",
                "..., 0",
                "..., None",
                "None, ..., None, 2",
                "1, None, :, None, ::3",
                "5:, :",
                "2:1",
                "-2:, 3:0:-1, -1:-6:-2",
                "::9223372036854775807, ::-9223372036854775808",
                "-100:100, 100:-100:-1",
                "1:2, ..., 4:5",
                "..., 1:2, 0")) {
            index(r, Index.parse(expression));
        }
        SplittableRandom random = new SplittableRandom(33);
        for (int round = 0; round < 300; round++) {
            int[] dims = SHAPES.get(random.nextInt(SHAPES.size()));
            index(values(DType.FLOAT32, dims, round, false), entries(dims, random, false));
        }
        assertThat(Reference.of(of(Creation.scalar(4.5)).index(Index.newAxis())))
                .hasToString("float64 (1,) [4.5]");
    }

    /** Arrays of positions and masks, alone and beside each other and all the rest. */
    @Test
    public void indexesArrays() {
        Reference r = values(DType.UINT16, new int[] {3, 4, 5}, 34, true);
        DenseArray matrix = DenseArray.wrap(new long[] {0, -1, 1, 2}, Shape.of(2, 2));
        DenseArray column = DenseArray.wrap(new long[] {0, 2, -2}, Shape.of(3, 1));
        NdArray mask = Creation.array(true, false, true);
        NdArray plane = Reference.of(DType.BOOL, new int[] {3, 4}, bits(12, 0b1010_0011_1001))
                .toDense();
        NdArray small = DenseArray.of(DType.UINT8, new byte[] {3, 0, 3}, Shape.of(3));
        List<Index[]> expressions = List.of(
                new Index[] {Index.of(2, 0, 0, -1)},
                new Index[] {Index.of()},
                new Index[] {Index.all(), Index.of(3, -4)},
                new Index[] {Index.of(matrix)},
                new Index[] {Index.ellipsis(), Index.of(matrix)},
                new Index[] {Index.of(1, 2), Index.of(0, 3)},
                new Index[] {Index.of(column), Index.of(0, 3, 1, 1)},
                new Index[] {Index.of(1, 2), Index.all(), Index.of(0, 4)},
                new Index[] {Index.of(1, 2), Index.newAxis(), Index.of(0, 3)},
                new Index[] {Index.all(), Index.of(1, 2), Index.of(0, 4)},
                new Index[] {Index.at(1), Index.all(), Index.of(0, 4)},
                new Index[] {Index.all(), Index.at(1), Index.of(0, 4)},
                new Index[] {Index.of(mask)},
                new Index[] {Index.of(mask), Index.step(-1), Index.of(4, 0)},
                new Index[] {Index.of(plane)},
                new Index[] {Index.of(plane), Index.range(4, 0, -2)},
                new Index[] {Index.newAxis(), Index.all(), Index.of(small), Index.newAxis()},
                new Index[] {Index.of(small.eq(200))},
                new Index[] {Index.step(-1), Index.of(2, 2), Index.step(-2)});
        for (Index[] expression : expressions) {
            index(r, expression);
        }
        SplittableRandom random = new SplittableRandom(35);
        for (int round = 0; round < 500; round++) {
            int[] dims = SHAPES.get(random.nextInt(SHAPES.size()));
            index(values(DType.COMPLEX64, dims, round, false), entries(dims, random, true));
        }
        index(values(DType.FLOAT64, new int[] {4000}, 36, false), Index.of(Creation.arange(0, 4000, 3)));
    }

    private void index(Reference r, Index... entries) {
        NdArray a = of(r);
        String what = "[" + Index.format(entries) + "] of " + r;
        Optional<NdArray> found = ask("index", () -> a.index(entries), a);
        found.ifPresent(f -> assertSame(what, f, r.index(entries), EXACT));
    }

    private static List<Object> bits(int n, int pattern) {
        return IntStream.range(0, n)
                .mapToObj(i -> (Object) ((pattern >> i & 1) == 1))
                .toList();
    }

    private static Index[] entries(int[] dims, SplittableRandom random, boolean arrays) {
        List<Index> entries = new ArrayList<>();
        int dots = random.nextInt(2 * dims.length + 1);
        int common = random.nextInt(1, 4);
        for (int axis = 0; axis < dims.length; axis++) {
            int n = dims[axis];
            if (axis == dots) {
                entries.add(Index.ellipsis());
                axis += random.nextInt(dims.length - axis + 1);
                n = axis < dims.length ? dims[axis] : 0;
            }
            if (random.nextInt(8) == 0) {
                entries.add(Index.newAxis());
            }
            if (axis >= dims.length) {
                break;
            }
            int kind = random.nextInt(arrays ? 6 : 4);
            if (kind == 0 && n > 0) {
                entries.add(Index.at(random.nextLong(-n, n)));
            } else if (kind == 4 && n > 0) {
                entries.add(Index.of(
                        random.longs(random.nextBoolean() ? common : 1, -n, n).toArray()));
            } else if (kind == 5) {
                boolean[] mask = new boolean[n];
                for (int i = 0, set = 0; i < n && set < common; i++) {
                    mask[i] = true;
                    set++;
                }
                // As many as the lists have, or one, so that all broadcast.
                entries.add(n >= common ? Index.of(Creation.array(mask)) : Index.all());
            } else {
                Long start = random.nextBoolean() ? null : random.nextLong(-n - 2, n + 3);
                Long stop = random.nextBoolean() ? null : random.nextLong(-n - 2, n + 3);
                long step = new long[] {1, 1, 2, -1, -2, 3}[random.nextInt(6)];
                entries.add(new Index.Slice(start, stop, step));
            }
        }
        return entries.toArray(new Index[0]);
    }

    /** Expressions that do not fit; the messages are those of {@code IndexPlan}, which all share. */
    @Test
    public void refusesIndices() {
        NdArray a = of(values(DType.INT32, new int[] {2, 3}, 37, false));
        assertThatThrownBy(() -> a.get("0, 0, 0"))
                .isInstanceOf(ShapeException.class)
                .hasMessage("index [0, 0, 0] needs 3 axes: shape (2, 3) has 2");
        assertThatThrownBy(() -> a.get("1:, 3"))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("index 3 is out of bounds for axis 1 with size 3");
        assertThatThrownBy(() -> a.get("[0, -3]"))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("index -3 is out of bounds for axis 0 with size 2");
        assertThatThrownBy(() -> a.get("..., ..."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("index [..., ...] has more than one ellipsis");
        assertThatThrownBy(() -> a.index(Index.of(Creation.array(true, false, true))))
                .isInstanceOf(ShapeException.class)
                .hasMessage("mask of shape (3,) does not fit shape (2, 3): axis 0 has 2 and 3");
        assertThatThrownBy(() -> a.index(Index.of(0, 1), Index.of(0, 1, 2)))
                .isInstanceOf(ShapeException.class)
                .hasMessage("shape (2,) does not broadcast with (3,): axis 0 has 2 and 3");
    }

    /** Other shapes of the same elements. */
    @Test
    public void reshapes() {
        int[][][] pairs = {
            {{3, 4}, {12}},
            {{3, 4}, {2, 6}},
            {{12}, {2, 3, 2}},
            {{2, 3, 4}, {4, 6}},
            {{}, {1, 1}},
            {{1, 1}, {}},
            {{2, 0, 3}, {0}},
            {{0}, {5, 0, 7}},
            {{4, 1, 3}, {4, 3}},
            {{7}, {7}}
        };
        for (DType type : DType.values()) {
            for (int[][] pair : pairs) {
                Reference r = values(type, pair[0], 38, true);
                NdArray a = of(r);
                long[] dims = Arrays.stream(pair[1]).asLongStream().toArray();
                assertSame("reshape of " + r, a.reshape(dims), r.reshape(pair[1]), EXACT);
            }
        }
        Reference r = values(DType.INT8, new int[] {3, 4}, 39, true);
        NdArray a = of(r);
        assertSame("reshape to (2, -1)", a.reshape(2, -1), r.reshape(2, 6), EXACT);
        assertSame("reshape to (-1,)", a.reshape(-1), r.reshape(12), EXACT);
        assertSame(
                "reshape of a transpose",
                a.transpose().reshape(2, 6),
                r.permute(1, 0).reshape(2, 6),
                EXACT);
        assertThatThrownBy(() -> a.reshape(5, 2))
                .isInstanceOf(ShapeException.class)
                .hasMessage("cannot reshape 12 elements into (5, 2)");
        assertThatThrownBy(() -> a.reshape(5, -1))
                .isInstanceOf(ShapeException.class)
                .hasMessage("cannot reshape 12 elements into (5, -1)");
        assertThatThrownBy(() -> a.reshape(-1, -1))
                .isInstanceOf(ShapeException.class)
                .hasMessage("shape (-1, -1): only one dimension may be -1");
    }

    /** All orders of the axes. */
    @Test
    public void permutes() {
        for (DType type : DType.values()) {
            Reference r = values(type, new int[] {2, 3, 4}, 40, true);
            NdArray a = of(r);
            for (int[] order : new int[][] {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}) {
                assertSame("permute of " + r, a.permute(order), r.permute(order), EXACT);
            }
            assertSame("permute of " + r, a.permute(-1, 0, -2), r.permute(2, 0, 1), EXACT);
            assertSame("transpose of " + r, a.transpose(), r.permute(2, 1, 0), EXACT);
        }
        assertSame("no axes", of(Creation.scalar(2.0)).permute(), Reference.of(Creation.scalar(2.0)), EXACT);
        Reference empty = values(DType.INT8, new int[] {2, 0, 3}, 41, false);
        assertSame("an empty array", of(empty).permute(1, 2, 0), empty.permute(1, 2, 0), EXACT);
        NdArray a = of(values(DType.INT8, new int[] {2, 3}, 41, false));
        assertThatThrownBy(() -> a.permute(0))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[0]");
        assertThatThrownBy(() -> a.permute(0, 0))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("[0, 0]");
        assertThatThrownBy(() -> a.permute(0, 2))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("axis 2");
    }

    /** Repetition along new axes and those of size one. */
    @Test
    public void broadcastsToShapes() {
        int[][][] pairs = {
            {{}, {2, 3}},
            {{1}, {4}},
            {{3}, {2, 3}},
            {{3, 1}, {3, 4}},
            {{2, 1, 3}, {5, 2, 4, 3}},
            {{1}, {0}},
            {{3, 4}, {3, 4}},
            {{1, 1}, {1, 1, 1}}
        };
        for (DType type : DType.values()) {
            for (int[][] pair : pairs) {
                Reference r = values(type, pair[0], 42, true);
                Shape target = Shape.of(Arrays.stream(pair[1]).asLongStream().toArray());
                NdArray a = of(r);
                ask("broadcastTo", () -> a.broadcastTo(target), a)
                        .ifPresent(f -> assertSame(r + " to " + target, f, r.broadcastTo(pair[1]), EXACT));
            }
        }
        NdArray a = of(values(DType.INT8, new int[] {2, 3}, 43, false));
        for (Shape target : List.of(Shape.of(3), Shape.of(2, 4), Shape.of(3, 2), Shape.of(2, 3, 1))) {
            assertThatThrownBy(() -> a.broadcastTo(target))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("(2, 3)")
                    .hasMessageContaining(target.toString());
        }
    }

    /** Arrays joined along an axis, with promotion. */
    @Test
    public void concatenates() {
        for (DType left : FEW) {
            for (DType right : FEW) {
                for (int axis = 0; axis < 2; axis++) {
                    Reference r = values(left, new int[] {2, 3}, 44, true);
                    Reference s = values(right, axis == 0 ? new int[] {4, 3} : new int[] {2, 1}, 45, true);
                    Reference t = values(left, axis == 0 ? new int[] {0, 3} : new int[] {2, 0}, 46, true);
                    concat(axis, r, s, t);
                }
            }
        }
        concat(0, values(DType.INT8, new int[] {3}, 47, true));
        concat(2, values(DType.INT8, new int[] {2, 3, 1}, 47, true), values(DType.INT8, new int[] {2, 3, 2}, 48, true));
        concat(0, values(DType.FLOAT64, new int[] {0}, 47, true), values(DType.INT8, new int[] {0}, 48, true));
        NdArray a = of(values(DType.INT8, new int[] {2, 3}, 49, false));
        NdArray b = of(values(DType.INT8, new int[] {2, 4}, 50, false));
        assertThatThrownBy(() -> a.concat(0, a, b))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("(2, 3)")
                .hasMessageContaining("(2, 4)");
        assertThatThrownBy(() -> a.concat(2, a, a))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("axis 2");
    }

    private void concat(int axis, Reference... parts) {
        NdArray[] arrays = Stream.of(parts).map(this::of).toArray(NdArray[]::new);
        int negative = axis - parts[0].shape().ndim();
        String what = "concat along " + axis + " of " + Arrays.toString(parts);
        Reference expected = Reference.concat(axis, parts);
        ask("concat", () -> arrays[0].concat(axis, arrays), arrays)
                .ifPresent(f -> assertSame(what, f, expected, EXACT));
        ask("concat", () -> Manipulation.concat(negative, arrays), arrays)
                .ifPresent(f -> assertSame(what, f, expected, EXACT));
    }

    /** Products summed over pairs of axes. */
    @Test
    public void contracts() {
        for (DType left : FEW) {
            for (DType right : FEW) {
                Reference r = values(left, new int[] {3, 4}, 51, left.isInteger());
                Reference s = values(right, new int[] {4, 5}, 52, right.isInteger());
                if (left.isBoolean() && right.isBoolean()) {
                    NdArray a = of(r);
                    NdArray b = of(s);
                    assertThatThrownBy(() -> a.contract(a, b, new int[] {1}, new int[] {0}))
                            .isInstanceOf(DTypeException.class)
                            .hasMessageContaining("bool");
                } else {
                    contract(r, s, new int[] {1}, new int[] {0});
                }
            }
        }
        for (DType type : List.of(DType.INT64, DType.FLOAT64, DType.COMPLEX64)) {
            Reference cube = values(type, new int[] {2, 3, 4}, 53, false);
            contract(cube, values(type, new int[] {4, 3}, 54, false), new int[] {2, 1}, new int[] {0, 1});
            contract(cube, values(type, new int[] {3, 5, 2}, 54, false), new int[] {0, 1}, new int[] {2, 0});
            contract(cube, values(type, new int[] {2}, 55, false), new int[] {}, new int[] {});
            contract(cube, cube, new int[] {0, 1, 2}, new int[] {0, 1, 2});
            contract(
                    values(type, new int[] {3}, 56, false),
                    values(type, new int[] {}, 57, false),
                    new int[0],
                    new int[0]);
            contract(
                    values(type, new int[] {3, 0}, 56, false),
                    values(type, new int[] {0, 2}, 57, false),
                    new int[] {1},
                    new int[] {0});
            contract(
                    values(type, new int[] {0, 3}, 56, false),
                    values(type, new int[] {3, 2}, 57, false),
                    new int[] {1},
                    new int[] {0});
            contract(
                    values(type, new int[] {60, 70}, 58, false),
                    values(type, new int[] {70, 50}, 59, false),
                    new int[] {-1},
                    new int[] {-2});
        }
        NdArray a = of(values(DType.INT8, new int[] {2, 3}, 60, false));
        assertThatThrownBy(() -> a.contract(a, a, new int[] {1}, new int[] {0}))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("(2, 3)")
                .hasMessageContaining("has 3")
                .hasMessageContaining("has 2");
        assertThatThrownBy(() -> a.contract(a, a, new int[] {1}, new int[] {}))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("1")
                .hasMessageContaining("0");
        assertThatThrownBy(() -> a.contract(a, a, new int[] {1, 1}, new int[] {0, 1}))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("twice");
    }

    private void contract(Reference r, Reference s, int[] axesA, int[] axesB) {
        NdArray a = of(r);
        NdArray b = of(s);
        String what =
                "contract " + Arrays.toString(axesA) + " with " + Arrays.toString(axesB) + " of " + r + " and " + s;
        int[] p = Arrays.stream(axesA)
                .map(x -> Math.floorMod(x, r.shape().ndim()))
                .toArray();
        int[] q = Arrays.stream(axesB)
                .map(x -> Math.floorMod(x, s.shape().ndim()))
                .toArray();
        Reference expected = r.contract(s, p, q);
        // At most 70 products of magnitude below 256, or of a large integer that became a double.
        double largest = Math.max(1, largest(r)) * Math.max(1, largest(s)) * 70;
        Tolerance t = (i, e) -> largest * (expected.dtype().realType() == DType.FLOAT32 ? 0x1p-23 : 0x1p-48);
        ask("contract", () -> a.contract(a, b, axesA, axesB), a, b).ifPresent(f -> assertSame(what, f, expected, t));
        DenseArray dense = s.toDense();
        ask("contract", () -> LinearAlgebra.tensordot(a, dense, axesA, axesB), a, dense)
                .ifPresent(f -> assertSame(what + ", dense", f, expected, t));
    }

    private static double largest(Reference r) {
        return r.elements().stream()
                .mapToDouble(v -> v instanceof Complex z
                        ? z.abs()
                        : v instanceof Boolean ? 1 : Math.abs(((Number) v).doubleValue()))
                .max()
                .orElse(0);
    }

    /** Sorted elements and the positions that sort them, equal ones in their order, NaN as the largest. */
    @Test
    public void sorts() {
        for (DType type : DType.values()) {
            for (int[] dims : List.of(new int[] {7}, new int[] {3, 4}, new int[] {2, 0, 3}, new int[] {2, 90})) {
                Reference r = values(type, dims, 61, true);
                NdArray a = of(r);
                if (type.isComplex()) {
                    assertThatThrownBy(() -> a.sort(0, false))
                            .isInstanceOf(DTypeException.class)
                            .hasMessageContaining(type.toString());
                    assertThatThrownBy(() -> a.argsort(0, false)).isInstanceOf(DTypeException.class);
                    continue;
                }
                for (int axis = 0; axis < dims.length; axis++) {
                    for (boolean descending : new boolean[] {false, true}) {
                        int along = axis - (descending ? dims.length : 0);
                        String what = "sort along " + along + " of " + r;
                        Reference sorted = r.sort(axis, descending);
                        Reference order = r.argsort(axis, descending);
                        ask("sort", () -> a.sort(along, descending), a)
                                .ifPresent(f -> assertSame(what, f, sorted, EXACT));
                        ask("argsort", () -> a.argsort(along, descending), a)
                                .ifPresent(f -> assertSame("arg" + what, f, order, EXACT));
                    }
                }
            }
        }
        assertThatThrownBy(() -> of(Creation.scalar(1.0)).sort(0, false))
                .isInstanceOf(ShapeException.class)
                .hasMessage("axis 0 is out of bounds for a zero-dimensional array");
    }

    /** All types as all others. */
    @Test
    public void converts() {
        for (DType from : DType.values()) {
            Reference r = values(from, new int[] {5, 20}, 62, true);
            NdArray a = of(r);
            for (DType to : DType.values()) {
                if (from.isComplex() && !to.isComplex() && !to.isBoolean()) {
                    assertThatThrownBy(() -> a.convert(to))
                            .isInstanceOf(DTypeException.class)
                            .hasMessageContaining(from.toString())
                            .hasMessageContaining(to.toString());
                } else {
                    assertSame(r + " as " + to, a.convert(to), r.convert(to), EXACT);
                }
            }
            assertThat(a.convert(from)).as("converted to its own type").isSameAs(a);
        }
    }

    /** No operation changes its operands. */
    @Test
    public void leavesItsOperandsAlone() {
        Reference r = values(DType.FLOAT64, new int[] {4, 5}, 63, false);
        NdArray a = of(r);
        List<Supplier<NdArray>> operations = List.of(
                () -> a.add(a),
                a::neg,
                () -> a.mul(2),
                () -> a.reduce(Reductions.SUM, Axes.of(0), null),
                () -> a.scan(Reductions.SUM, 1, null),
                () -> a.sort(0, true),
                () -> a.sort(1, false),
                () -> a.argsort(0, false),
                () -> a.concat(0, a, a),
                () -> a.contract(a, a.transpose(), new int[] {1}, new int[] {0}),
                () -> a.convert(DType.INT8),
                () -> a.index(Index.of(1, 0)));
        for (Supplier<NdArray> operation : operations) {
            ask("any", operation, a);
            assertSame("after an operation", a, r, EXACT);
        }
    }

    /** An array type of another library: records what it is offered, and knows nothing. */
    private static final class Recorder implements NdArray {
        static final DenseArray ANSWER = Creation.scalar(42L);

        final int priority;
        List<NdArray> offered = List.of();

        Recorder(int priority) {
            this.priority = priority;
        }

        private NdArray record(NdArray... in) {
            offered = List.of(in);
            return ANSWER;
        }

        @Override
        public DType dtype() {
            return DType.FLOAT64;
        }

        @Override
        public Shape shape() {
            return Shape.of(3, 4);
        }

        @Override
        public int dispatchPriority() {
            return priority;
        }

        @Override
        public NdArray apply(Op op, NdArray... in) {
            return record(in);
        }

        @Override
        public NdArray concat(int axis, NdArray... arrays) {
            return record(arrays);
        }

        @Override
        public NdArray contract(NdArray a, NdArray b, int[] axesA, int[] axesB) {
            return record(a, b);
        }

        private static UnsupportedOperationException unknown() {
            return new UnsupportedOperationException("Recorder holds nothing");
        }

        @Override
        public DenseArray toDense() {
            throw unknown();
        }

        @Override
        public double getDouble(long... index) {
            throw unknown();
        }

        @Override
        public long getLong(long... index) {
            throw unknown();
        }

        @Override
        public boolean getBoolean(long... index) {
            throw unknown();
        }

        @Override
        public Complex getComplex(long... index) {
            throw unknown();
        }

        @Override
        public NdArray reduce(Reduction reduction, Axes axes, @Nullable DType dtype) {
            throw unknown();
        }

        @Override
        public NdArray scan(Reduction reduction, int axis, @Nullable DType dtype) {
            throw unknown();
        }

        @Override
        public NdArray index(Index... entries) {
            throw unknown();
        }

        @Override
        public NdArray reshape(long... dims) {
            throw unknown();
        }

        @Override
        public NdArray permute(int... axes) {
            throw unknown();
        }

        @Override
        public NdArray broadcastTo(Shape shape) {
            throw unknown();
        }

        @Override
        public NdArray sort(int axis, boolean descending) {
            throw unknown();
        }

        @Override
        public NdArray argsort(int axis, boolean descending) {
            throw unknown();
        }

        @Override
        public NdArray convert(DType dtype) {
            throw unknown();
        }
    }
}
