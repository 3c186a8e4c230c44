package org.orrery.ndarray.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.orrery.ndarray.standard.Sample.each;
import static org.orrery.ndarray.standard.Sample.flat;
import static org.orrery.ndarray.standard.Sample.gather;
import static org.orrery.ndarray.standard.Sample.integers;
import static org.orrery.ndarray.standard.Sample.same;
import static org.orrery.ndarray.standard.Sample.with;

import java.lang.reflect.InvocationTargetException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.Axes;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DataTypes;
import org.orrery.ndarray.DataTypes.Kind;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.Indexing;
import org.orrery.ndarray.Inspection;
import org.orrery.ndarray.Manipulation;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Searching;
import org.orrery.ndarray.Sets;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.Sorting;
import org.orrery.ndarray.Statistics;
import org.orrery.ndarray.Utility;
import org.orrery.ndarray.testing.Reference;

/**
 * The table of all functions of the Array API standard, revision 2024.12, by section, with what checks each against plain
 * code on boxed elements.
 */
final class StandardFunctions {
    /** What calls a function on a sample and compares; a {@link DTypeException} says that the type is not taken. */
    @FunctionalInterface
    interface Check {
        void on(Sample s);
    }

    /**
     * A function.
     *
     * @param section the standard's section
     * @param name the standard's name
     * @param owner the class that has it
     * @param kinds the kinds of types that it takes: b(oolean), i(nteger), f(loating), c(omplex)
     * @param check its check; null for functions whose tests are elsewhere
     * @param note why it is not there, or empty
     */
    record Row(String section, String name, String owner, String kinds, @Nullable Check check, String note) {
        /** The name in Java: camel case. */
        String java() {
            if (name.equals("T")) {
                return "transpose";
            }
            StringBuilder s = new StringBuilder();
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                s.append(c == '_' ? Character.toUpperCase(name.charAt(++i)) : c);
            }
            return s.toString();
        }

        boolean takes(DType t) {
            return kinds.contains(t.isBoolean() ? "b" : t.isInteger() ? "i" : t.isFloating() ? "f" : "c");
        }
    }

    private static final List<Row> ROWS = new ArrayList<>();

    private StandardFunctions() {}

    static List<Row> rows() {
        return ROWS;
    }

    static void row(String section, String owner, String name, String kinds, Check check) {
        ROWS.add(new Row(section, name, owner, kinds, check, ""));
    }

    static {
        creation();
        dataTypes();
        elementwise();
        indexing();
        inspection();
        StandardLinearAlgebra.functions();
        manipulation();
        searching();
        sets();
        sorting();
        statistics();
        utility();
        attributes();
        StandardLinearAlgebra.extension();
        elsewhere(
                "extension fft",
                "Fft",
                "fft ifft fftn ifftn rfft irfft rfftn irfftn hfft ihfft fftfreq rfftfreq fftshift ifftshift");
    }

    private static void elsewhere(String section, String owner, String names) {
        for (String name : names.split(" ")) {
            ROWS.add(new Row(section, name, owner, "", null, ""));
        }
    }

    private static void refuses(
            Class<? extends Exception> type, org.assertj.core.api.ThrowableAssert.ThrowingCallable f) {
        assertThatThrownBy(f).isInstanceOf(type);
    }

    private static Object boxed(DType t, int v) {
        return t.isBoolean()
                ? (Object) (v != 0)
                : t.isInteger() ? BigInteger.valueOf(v) : t.isFloating() ? (Object) (double) v : new Complex(v, 0);
    }

    private static Reference filled(DType t, Shape shape, Object v) {
        return Reference.of(t, Sample.dims(shape), java.util.Collections.nCopies((int) shape.size(), v));
    }

    // Creation.

    private static void creation() {
        String section = "creation functions";
        row(section, "Creation", "arange", "if", s -> {
            DType t = s.dtype();
            List<Object> e =
                    IntStream.range(0, 4).mapToObj(i -> boxed(t, 2 + 3 * i)).toList();
            same(s, Creation.arange(2, 13, 3, t), Reference.of(t, new int[] {4}, e));
            same(s, Creation.arange(2.0, 13.0, 3.0, t), Reference.of(t, new int[] {4}, e));
            same(s, Creation.arange(5, 2, 3, t), Reference.of(t, new int[] {0}, List.of()));
            same(s, Creation.arange(11, 0, -3, t), Reference.of(t, new int[] {4}, reversed(e)));
            assertThat(Creation.arange(3)).isEqualTo(Creation.array(0L, 1, 2));
            assertThat(Creation.arange(1, 3)).isEqualTo(Creation.array(1L, 2));
            assertThat(Creation.arange(2.5)).isEqualTo(Creation.array(0.0, 1, 2));
            assertThat(Creation.arange(0.5, 2.5)).isEqualTo(Creation.array(0.5, 1.5));
            refuses(IllegalArgumentException.class, () -> Creation.arange(0, 1, 0));
        });
        row(section, "Creation", "asarray", "bifc", s -> {
            assertThat(Creation.asarray(s.x())).isSameAs(s.x());
            assertThat(Creation.asarray(s.x(), s.dtype())).isSameAs(s.x());
            assertThat(Creation.asarray(s.x(), s.dtype(), false)).isSameAs(s.x());
            DenseArray copy = (DenseArray) Creation.asarray(s.x(), s.dtype(), true);
            same(s, copy, s.rx());
            assertThat(copy.storage()).isNotSameAs(s.x().storage());
            DType wider = DType.promote(s.dtype(), DType.COMPLEX128);
            same(s, Creation.asarray(s.x(), wider), s.rx().convert(wider));
            if (wider != s.dtype()) {
                refuses(IllegalArgumentException.class, () -> Creation.asarray(s.x(), wider, false));
            }
            assertThat(Creation.asarray(new double[][][] {{{1, 2}}, {{3, 4}}}))
                    .isEqualTo(Creation.array(1.0, 2, 3, 4).reshape(2, 1, 2));
            assertThat(Creation.asarray(new int[0][3]).shape()).isEqualTo(Shape.of(0, 0));
            assertThat(Creation.asarray(3.5)).isEqualTo(Creation.scalar(3.5));
            assertThat(Creation.asarray(new Object[] {true, false})).isEqualTo(Creation.array(true, false));
            assertThat(Creation.asarray(new Complex[] {Complex.I})).isEqualTo(Creation.array(Complex.I));
            assertThat(Creation.asarray(new boolean[][] {{true}, {false}}).dtype())
                    .isEqualTo(DType.BOOL);
            refuses(DTypeException.class, () -> Creation.asarray(new char[] {'a'}));
            refuses(DTypeException.class, () -> Creation.asarray("text"));
            refuses(DTypeException.class, () -> Creation.asarray(new Object[] {1, 2.0}));
            refuses(ShapeException.class, () -> Creation.asarray(new double[][] {{1, 2}, {3}}));
        });
        row(section, "Creation", "empty", "bifc", s -> {
            DenseArray a = Creation.empty(s.x().shape(), s.dtype());
            assertThat(a.shape()).isEqualTo(s.x().shape());
            assertThat(a.dtype()).isEqualTo(s.dtype());
            assertThat(Creation.empty(Shape.of(2)).dtype()).isEqualTo(DType.FLOAT64);
        });
        row(section, "Creation", "empty_like", "bifc", s -> {
            assertThat(Creation.emptyLike(s.x()).shape()).isEqualTo(s.x().shape());
            assertThat(Creation.emptyLike(s.x()).dtype()).isEqualTo(s.dtype());
            assertThat(Creation.emptyLike(s.x(), DType.INT8).dtype()).isEqualTo(DType.INT8);
        });
        row(section, "Creation", "eye", "bifc", s -> {
            for (int k : new int[] {0, 1, -2, 9}) {
                List<Object> e = IntStream.range(0, 12)
                        .mapToObj(i -> boxed(s.dtype(), i % 4 - i / 4 == k ? 1 : 0))
                        .toList();
                same(s, Creation.eye(3, 4, k, s.dtype()), Reference.of(s.dtype(), new int[] {3, 4}, e));
            }
            assertThat(Creation.eye(2)).isEqualTo(Creation.eye(2, 2));
            assertThat(Creation.eye(2, 3)).isEqualTo(Creation.eye(2, 3, 0));
        });
        ROWS.add(new Row(
                section,
                "from_dlpack",
                "Creation",
                "",
                null,
                "not applicable: Java has no DLPack capsules; `DenseArray.of` and `wrap` share a Java array"));
        row(section, "Creation", "full", "bifc", s -> {
            DType t = s.dtype();
            Shape shape = s.x().shape();
            same(s, Creation.full(shape, true, t), filled(t, shape, boxed(t, 1)));
            same(s, Creation.full(shape, 7, t), filled(t, shape, boxed(t, 7)));
            same(s, Creation.full(shape, 7.0, t), filled(t, shape, boxed(t, 7)));
            same(s, Creation.full(shape, 7.0), filled(DType.FLOAT64, shape, 7.0));
            same(s, Creation.full(shape, 7), filled(DType.INT64, shape, BigInteger.valueOf(7)));
            same(s, Creation.full(shape, true), filled(DType.BOOL, shape, true));
            same(s, Creation.full(shape, Complex.I), filled(DType.COMPLEX128, shape, Complex.I));
            if (t.isComplex()) {
                same(s, Creation.full(shape, Complex.I, t), filled(t, shape, Complex.I));
            } else if (!t.isBoolean()) {
                refuses(DTypeException.class, () -> Creation.full(shape, Complex.I, t));
            }
        });
        row(section, "Creation", "full_like", "bifc", s -> {
            DType t = s.dtype();
            Shape shape = s.x().shape();
            same(s, Creation.fullLike(s.x(), 7), filled(t, shape, boxed(t, 7)));
            same(s, Creation.fullLike(s.x(), 7.0), filled(t, shape, boxed(t, 7)));
            same(s, Creation.fullLike(s.x(), true), filled(t, shape, boxed(t, 1)));
            same(s, Creation.fullLike(s.x(), 7, DType.INT8), filled(DType.INT8, shape, BigInteger.valueOf(7)));
            same(s, Creation.fullLike(s.x(), 7.0, DType.FLOAT32), filled(DType.FLOAT32, shape, 7.0));
            same(s, Creation.fullLike(s.x(), true, DType.BOOL), filled(DType.BOOL, shape, true));
            same(s, Creation.fullLike(s.x(), Complex.I, DType.COMPLEX64), filled(DType.COMPLEX64, shape, Complex.I));
        });
        row(section, "Creation", "linspace", "fc", s -> {
            DType t = s.dtype();
            List<Object> e = List.of(boxed(t, 1), boxed(t, 3), boxed(t, 5));
            if (t.isComplex()) {
                same(
                        s,
                        Creation.linspace(new Complex(1, -1), new Complex(5, 3), 3),
                        Reference.of(
                                DType.COMPLEX128,
                                new int[] {3},
                                List.of(new Complex(1, -1), new Complex(3, 1), new Complex(5, 3))));
                same(
                        s,
                        Creation.linspace(new Complex(0, 0), new Complex(4, 2), 2, false),
                        Reference.of(DType.COMPLEX128, new int[] {2}, List.of(new Complex(0, 0), new Complex(2, 1))));
            }
            same(s, Creation.linspace(1, 5, 3, true, t), Reference.of(t, new int[] {3}, e));
            same(s, Creation.linspace(1, 7, 3, false, t), Reference.of(t, new int[] {3}, e));
            same(s, Creation.linspace(1, 7, 0, true, t), Reference.of(t, new int[] {0}, List.of()));
            same(s, Creation.linspace(1, 7, 1, true, t), Reference.of(t, new int[] {1}, List.of(boxed(t, 1))));
            assertThat(Creation.linspace(0, 0.1, 11).getDouble(10)).isEqualTo(0.1);
            refuses(ShapeException.class, () -> Creation.linspace(0, 1, -1));
        });
        row(section, "Creation", "meshgrid", "bifc", s -> {
            NdArray a = s.x().reshape(new long[] {s.x().size()});
            DenseArray b = s.generators().view(s.dtype(), Shape.of(3));
            DenseArray c = s.generators().view(s.dtype(), Shape.of(2));
            for (Creation.Grid grid : Creation.Grid.values()) {
                NdArray[] g = Creation.meshgrid(grid, a, b, c);
                boolean xy = grid == Creation.Grid.XY;
                Shape shape = xy ? Shape.of(3, a.size(), 2) : Shape.of(a.size(), 3, 2);
                same(s, g[0], gather(Reference.of(a), shape, p -> new long[] {p[xy ? 1 : 0]}));
                same(s, g[1], gather(Reference.of(b), shape, p -> new long[] {p[xy ? 0 : 1]}));
                same(s, g[2], gather(Reference.of(c), shape, p -> new long[] {p[2]}));
            }
            same(s, Creation.meshgrid(a)[0], Reference.of(a));
            assertThat(Creation.meshgrid(a, b)[0].shape()).isEqualTo(Shape.of(3, a.size()));
        });
        row(section, "Creation", "ones", "bifc", s -> {
            same(s, Creation.ones(s.x().shape(), s.dtype()), filled(s.dtype(), s.x().shape(), boxed(s.dtype(), 1)));
            assertThat(Creation.ones(Shape.of(2))).isEqualTo(Creation.array(1.0, 1.0));
        });
        row(section, "Creation", "ones_like", "bifc", s -> {
            same(s, Creation.onesLike(s.x()), filled(s.dtype(), s.x().shape(), boxed(s.dtype(), 1)));
            same(s, Creation.onesLike(s.x(), DType.FLOAT32), filled(DType.FLOAT32, s.x().shape(), 1.0));
        });
        for (boolean upper : new boolean[] {false, true}) {
            row(section, "Creation", upper ? "triu" : "tril", "bifc", s -> {
                if (s.ndim() < 2) {
                    refuses(ShapeException.class, () -> Creation.tril(s.x()));
                    refuses(ShapeException.class, () -> Creation.triu(s.x()));
                    return;
                }
                int n = s.ndim();
                for (long k : new long[] {0, 1, -2, 100, Long.MIN_VALUE, Long.MAX_VALUE}) {
                    Reference e = gather(s.rx(), s.x().shape(), p -> {
                        // Without overflow: the place relative to the diagonal.
                        long d = p[n - 1] - p[n - 2];
                        return (upper ? d >= k : d <= k) ? p : null;
                    });
                    same(s + " " + k, upper ? Creation.triu(s.x(), k) : Creation.tril(s.x(), k), e);
                    if (k == 0) {
                        same(s, upper ? Creation.triu(s.x()) : Creation.tril(s.x()), e);
                    }
                }
            });
        }
        row(section, "Creation", "zeros", "bifc", s -> {
            same(s, Creation.zeros(s.x().shape(), s.dtype()), filled(s.dtype(), s.x().shape(), boxed(s.dtype(), 0)));
            assertThat(Creation.zeros(Shape.of(2))).isEqualTo(Creation.array(0.0, 0.0));
        });
        row(section, "Creation", "zeros_like", "bifc", s -> {
            same(s, Creation.zerosLike(s.x()), filled(s.dtype(), s.x().shape(), boxed(s.dtype(), 0)));
            same(s, Creation.zerosLike(s.x(), DType.UINT8), filled(DType.UINT8, s.x().shape(), BigInteger.ZERO));
        });
    }

    private static List<Object> reversed(List<Object> values) {
        List<Object> r = new ArrayList<>(values);
        java.util.Collections.reverse(r);
        return r;
    }

    // Data types.

    private static void dataTypes() {
        String section = "data type functions";
        row(section, "DataTypes", "astype", "bifc", s -> {
            for (DType to : DType.values()) {
                if (s.dtype().isComplex() && !to.isComplex() && !to.isBoolean()) {
                    refuses(DTypeException.class, () -> DataTypes.astype(s.x(), to));
                    continue;
                }
                same(s + " to " + to, DataTypes.astype(s.x(), to), s.rx().convert(to));
                DenseArray fresh = (DenseArray) DataTypes.astype(s.x(), to);
                assertThat(fresh.storage()).isNotSameAs(s.x().storage());
                assertThat(fresh.isReadOnly()).isFalse();
            }
            assertThat(DataTypes.astype(s.x(), s.dtype(), false)).isSameAs(s.x());
        });
        row(section, "DataTypes", "can_cast", "bifc", s -> {
            for (DType to : DType.values()) {
                boolean expected = Reference.promote(s.dtype(), to) == to;
                assertThat(DataTypes.canCast(s.dtype(), to))
                        .as("%s to %s", s.dtype(), to)
                        .isEqualTo(expected);
                assertThat(DataTypes.canCast(s.x(), to)).isEqualTo(expected);
            }
        });
        row(section, "DataTypes", "finfo", "fc", s -> {
            boolean single = s.dtype().realType() == DType.FLOAT32;
            DataTypes.FloatInfo f = DataTypes.finfo(s.dtype());
            assertThat(f)
                    .isEqualTo(
                            single
                                    ? new DataTypes.FloatInfo(
                                            32, 0x1p-23, 0x1.fffffep127, -0x1.fffffep127, 0x1p-126, DType.FLOAT32)
                                    : new DataTypes.FloatInfo(
                                            64,
                                            0x1p-52,
                                            0x1.fffffffffffffp1023,
                                            -0x1.fffffffffffffp1023,
                                            0x1p-1022,
                                            DType.FLOAT64));
            assertThat(DataTypes.finfo(s.x())).isEqualTo(f);
            refuses(DTypeException.class, () -> DataTypes.finfo(DType.INT8));
        });
        row(section, "DataTypes", "iinfo", "i", s -> {
            DataTypes.IntegerInfo f = DataTypes.iinfo(s.dtype());
            int bits = Integer.parseInt(s.dtype().toString().replaceAll("\\D", ""));
            BigInteger range = BigInteger.TWO.pow(bits);
            boolean signed = s.dtype().toString().startsWith("i");
            assertThat(f.bits()).isEqualTo(bits);
            assertThat(f.max())
                    .isEqualTo((signed ? range.shiftRight(1) : range)
                            .subtract(BigInteger.ONE)
                            .longValue());
            assertThat(f.min()).isEqualTo(signed ? range.shiftRight(1).negate().longValue() : 0);
            assertThat(f.dtype()).isEqualTo(s.dtype());
            assertThat(DataTypes.iinfo(s.x())).isEqualTo(f);
            refuses(DTypeException.class, () -> DataTypes.iinfo(DType.BOOL));
        });
        row(section, "DataTypes", "isdtype", "bifc", s -> {
            String name = s.dtype().toString();
            List<Kind> expected = new ArrayList<>();
            switch (name.replaceAll("\\d", "")) {
                case "bool" -> expected.add(Kind.BOOL);
                case "int" -> expected.addAll(List.of(Kind.SIGNED_INTEGER, Kind.INTEGRAL, Kind.NUMERIC));
                case "uint" -> expected.addAll(List.of(Kind.UNSIGNED_INTEGER, Kind.INTEGRAL, Kind.NUMERIC));
                case "float" -> expected.addAll(List.of(Kind.REAL_FLOATING, Kind.NUMERIC));
                default -> expected.addAll(List.of(Kind.COMPLEX_FLOATING, Kind.NUMERIC));
            }
            for (Kind kind : Kind.values()) {
                assertThat(DataTypes.isdtype(s.dtype(), kind))
                        .as("%s %s", s, kind)
                        .isEqualTo(expected.contains(kind));
            }
            assertThat(DataTypes.isdtype(s.dtype(), Kind.BOOL, Kind.NUMERIC)).isTrue();
            assertThat(DataTypes.isdtype(s.dtype(), DType.values())).isTrue();
            assertThat(DataTypes.isdtype(s.dtype(), DType.INT8)).isEqualTo(name.equals("int8"));
        });
        row(section, "DataTypes", "result_type", "bifc", s -> {
            DType t = s.dtype();
            for (DType u : DType.values()) {
                assertThat(DataTypes.resultType(t, u)).isEqualTo(Reference.promote(t, u));
                assertThat(DataTypes.resultType(s.x(), Creation.zeros(Shape.of(2), u)))
                        .isEqualTo(Reference.promote(t, u));
                assertThat(DataTypes.resultType(t, u, DType.BOOL)).isEqualTo(Reference.promote(t, u));
            }
            assertThat(DataTypes.resultType(t, true)).isEqualTo(t);
            assertThat(DataTypes.resultType(t, 1)).isEqualTo(t.isBoolean() ? DType.INT64 : t);
            assertThat(DataTypes.resultType(t, 1.0)).isEqualTo(t.isBoolean() || t.isInteger() ? DType.FLOAT64 : t);
            assertThat(DataTypes.resultType(t, Complex.I))
                    .isEqualTo(t == DType.FLOAT32 || t == DType.COMPLEX64 ? DType.COMPLEX64 : DType.COMPLEX128);
            refuses(IllegalArgumentException.class, () -> DataTypes.resultType(new DType[0]));
        });
    }

    // Element-wise.

    private static NdArray call(Class<?> owner, String name, NdArray... operands) {
        try {
            Class<?>[] types = new Class<?>[operands.length];
            Arrays.fill(types, NdArray.class);
            return (NdArray) owner.getMethod(name, types).invoke(null, (Object[]) operands);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new AssertionError(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Elementwise has no " + name, e);
        }
    }

    private static void elementwise() {
        String section = "element-wise functions";
        String one =
                "abs acos acosh asin asinh atan atanh bitwise_invert ceil conj cos cosh exp expm1 floor imag isfinite"
                        + " isinf isnan log log1p log2 log10 logical_not negative positive real reciprocal round sign signbit sin"
                        + " sinh square sqrt tan tanh trunc";
        String two =
                "add atan2 bitwise_and bitwise_left_shift bitwise_or bitwise_right_shift bitwise_xor copysign divide"
                        + " equal floor_divide greater greater_equal hypot less less_equal logaddexp logical_and logical_or"
                        + " logical_xor maximum minimum multiply nextafter not_equal pow remainder subtract";
        for (String name : Stream.concat(Stream.of(one.split(" ")), Stream.of((two + " clip").split(" ")))
                .sorted()
                .toList()) {
            int arity = name.equals("clip") ? 3 : List.of(one.split(" ")).contains(name) ? 1 : 2;
            Row named = new Row(section, name, "Elementwise", "bifc", null, "");
            String java = named.java();
            row(section, "Elementwise", name, kinds(name), s -> {
                if (arity == 1) {
                    compare(s, java, s.x());
                } else if (arity == 2) {
                    boolean power = name.equals("pow") && s.dtype().isInteger();
                    boolean shift = name.contains("shift") && !s.dtype().isBoolean();
                    DenseArray y = s.other();
                    if (power || shift) {
                        y = (DenseArray) Elementwise.bitwiseAnd(y, 31);
                    }
                    compare(s, java, s.x(), y);
                    compare(s, java, s.tame(), power || shift ? y : s.tameOther());
                } else {
                    compare(s, java, s.x(), s.other(), s.other());
                    same(
                            s,
                            Elementwise.clip(s.tame(), 1L, 5L),
                            Objects.requireNonNull(Reference.apply(
                                    "clip",
                                    s.rt(),
                                    Reference.of(Creation.weak(1L, s.dtype())),
                                    Reference.of(Creation.weak(5L, s.dtype())))));
                }
            });
        }
    }

    /** The kinds that a function takes here; the standard's, and integers and booleans where floating ones are expected. */
    private static String kinds(String name) {
        if (name.startsWith("bitwise")) {
            return name.contains("shift") ? "i" : "bi";
        }
        return switch (name) {
            case "subtract", "negative", "sign", "pow" -> "ifc";
            case "floor_divide", "remainder", "ceil", "floor", "trunc" -> "if";
            case "maximum", "minimum", "clip", "less", "less_equal", "greater", "greater_equal", "atan2", "hypot" ->
                "bif";
            case "copysign", "nextafter", "logaddexp", "signbit" -> "bif";
            default -> "bifc";
        };
    }

    /** Against the reference of the same name; where that has none, against exact arithmetic on the parts known to it. */
    private static void compare(Sample s, String java, NdArray... operands) {
        Reference[] in = Stream.of(operands).map(Reference::of).toArray(Reference[]::new);
        Reference expected = Reference.apply(java, in);
        if (expected == null) {
            throw new AssertionError("no plain reference of " + java);
        }
        same(java + " of " + s, call(Elementwise.class, java, operands), expected, 4);
        // And into an array that exists.
        DenseArray out = Creation.zeros(expected.shape(), expected.dtype());
        Object[] arguments = Stream.concat(Stream.of(out), Stream.of(operands)).toArray();
        Class<?>[] types = new Class<?>[arguments.length];
        Arrays.fill(types, NdArray.class);
        types[0] = DenseArray.class;
        try {
            Elementwise.class.getMethod(java, types).invoke(null, arguments);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(java, e);
        }
        same(java + " into of " + s, out, expected, 4);
    }

    // Indexing.

    private static void indexing() {
        String section = "indexing functions";
        row(section, "Indexing", "take", "bifc", s -> {
            for (int axis = 0; axis < s.ndim(); axis++) {
                int a = axis;
                long n = s.x().shape().get(a);
                long[] places = n == 0 ? new long[0] : new long[] {n - 1, 0, -1, n / 2, 0};
                Reference e = gather(
                        s.rx(),
                        s.x().shape().with(a, places.length),
                        p -> with(p, a, Math.floorMod(places[(int) p[a]], n)));
                same(s, Indexing.take(s.x(), Creation.array(places), a), e);
                same(s, Indexing.take(s.x(), Creation.array(places).convert(DType.INT8), a - s.ndim()), e);
                if (s.ndim() == 1) {
                    same(s, Indexing.take(s.x(), Creation.array(places)), e);
                }
                refuses(IndexOutOfBoundsException.class, () -> Indexing.take(s.x(), Creation.array(n), a));
                refuses(DTypeException.class, () -> Indexing.take(s.x(), Creation.array(true), a));
            }
            if (s.ndim() != 1) {
                refuses(ShapeException.class, () -> Indexing.take(s.x(), Creation.array(0L)));
            }
        });
        row(section, "Indexing", "take_along_axis", "bifc", s -> {
            if (s.ndim() == 0) {
                refuses(ShapeException.class, () -> Indexing.takeAlongAxis(s.x(), Creation.scalar(0L)));
                return;
            }
            for (int axis = 0; axis < s.ndim(); axis++) {
                int a = axis;
                long n = s.x().shape().get(a);
                for (boolean broadcast : new boolean[] {false, true}) {
                    long m = n == 0 ? 0 : 3;
                    long[] dims = s.x().shape().dims();
                    if (broadcast) {
                        Arrays.fill(dims, 1);
                    }
                    Shape shape = Shape.of(dims).with(a, m);
                    DenseArray places = Creation.zeros(shape, DType.INT64);
                    for (int i = 0; i < places.size(); i++) {
                        places.longs()[i] = s.generators().random().nextLong(-n, n);
                    }
                    Reference r = Reference.of(places);
                    Shape result = s.x().shape().with(a, m);
                    Reference e = gather(s.rx(), result, p -> {
                        long[] q = p.clone();
                        for (int i = 0; i < q.length; i++) {
                            q[i] = shape.get(i) == 1 ? 0 : q[i];
                        }
                        long k = ((BigInteger) r.index(Arrays.stream(q)
                                                .mapToObj(Index::at)
                                                .toArray(Index[]::new))
                                        .elements()
                                        .get(0))
                                .longValue();
                        return with(p, a, Math.floorMod(k, n));
                    });
                    same(s, Indexing.takeAlongAxis(s.x(), places, a), e);
                    if (a == s.ndim() - 1) {
                        same(s, Indexing.takeAlongAxis(s.x(), places), e);
                    }
                }
            }
            refuses(ShapeException.class, () -> Indexing.takeAlongAxis(s.x(), Creation.scalar(0L), 0));
        });
    }

    private static void inspection() {
        String section = "inspection";
        row(section, "Inspection", "capabilities", "bifc", s -> {
            assertThat(Inspection.capabilities().booleanIndexing()).isTrue();
            assertThat(Inspection.capabilities().dataDependentShapes()).isTrue();
            assertThat(Inspection.capabilities().maxDimensions()).isEmpty();
            assertThat(Creation.ones(Shape.of(new long[100])).ndim()).isEqualTo(100);
        });
        row(section, "Inspection", "default_device", "bifc", s -> assertThat(Inspection.defaultDevice())
                .isEqualTo(s.x().device()));
        row(section, "Inspection", "default_dtypes", "bifc", s -> {
            Inspection.DefaultDtypes d = Inspection.defaultDtypes();
            assertThat(d.realFloating()).isEqualTo(Creation.zeros(Shape.of()).dtype());
            assertThat(d.complexFloating()).isEqualTo(Creation.scalar(Complex.I).dtype());
            assertThat(d.integral()).isEqualTo(Creation.arange(2).dtype());
            assertThat(d.indexing()).isEqualTo(Searching.countNonzero(s.x()).dtype());
        });
        row(section, "Inspection", "devices", "bifc", s -> assertThat(Inspection.devices())
                .containsExactly("cpu"));
        row(section, "Inspection", "dtypes", "bifc", s -> {
            assertThat(Inspection.dtypes()).containsExactly(DType.values());
            for (Kind kind : Kind.values()) {
                assertThat(Inspection.dtypes(kind).contains(s.dtype())).isEqualTo(kind.holds(s.dtype()));
            }
        });
    }

    // Manipulation.

    private static void manipulation() {
        String section = "manipulation functions";
        String owner = "Manipulation";
        row(section, owner, "broadcast_arrays", "bifc", s -> {
            DenseArray y = s.other();
            NdArray[] b = Manipulation.broadcastArrays(s.x(), y);
            int[] dims = Reference.broadcast(s.rx(), Reference.of(y));
            same(s, b[0], s.rx().broadcastTo(dims));
            same(s, b[1], Reference.of(y).broadcastTo(dims));
            assertThat(Manipulation.broadcastArrays()).isEmpty();
        });
        row(section, owner, "broadcast_to", "bifc", s -> {
            Shape to = s.x().shape();
            long[] dims = new long[to.ndim() + 1];
            dims[0] = 2;
            System.arraycopy(to.dims(), 0, dims, 1, to.ndim());
            same(s, Manipulation.broadcastTo(s.x(), Shape.of(dims)), s.rx().broadcastTo(Sample.dims(Shape.of(dims))));
            if (s.ndim() > 0) {
                refuses(ShapeException.class, () -> Manipulation.broadcastTo(s.x(), Shape.of(11, 13)));
            }
        });
        row(section, owner, "concat", "bifc", s -> {
            Reference flat = flat(s.rx());
            same(s, Manipulation.concat(Axes.all(), s.x(), s.tame()), Reference.concat(0, flat, flat(s.rt())));
            if (s.ndim() == 0) {
                refuses(ShapeException.class, () -> Manipulation.concat(0, s.x(), s.x()));
                return;
            }
            for (int a = 0; a < s.ndim(); a++) {
                DenseArray wide = s.generators().view(DType.INT16, s.x().shape().with(a, 2));
                same(s, Manipulation.concat(a, s.x(), wide), Reference.concat(a, s.rx(), Reference.of(wide)));
                same(s, Manipulation.concat(Axes.of(a), wide, s.x()), Reference.concat(a, Reference.of(wide), s.rx()));
            }
            same(s, Manipulation.concat(s.x(), s.tame()), Reference.concat(0, s.rx(), s.rt()));
            refuses(ShapeException.class, () -> Manipulation.concat(Axes.of(0, 1), s.x()));
            refuses(ShapeException.class, () -> Manipulation.concat());
        });
        row(section, owner, "expand_dims", "bifc", s -> {
            for (int a = 0; a <= s.ndim(); a++) {
                List<Long> dims = new ArrayList<>(
                        Arrays.stream(s.x().shape().dims()).boxed().toList());
                dims.add(a, 1L);
                int[] d = dims.stream().mapToInt(Long::intValue).toArray();
                same(s, Manipulation.expandDims(s.x(), a), s.rx().reshape(d));
                same(s, Manipulation.expandDims(s.x(), a - s.ndim() - 1), s.rx().reshape(d));
            }
            refuses(ShapeException.class, () -> Manipulation.expandDims(s.x(), s.ndim() + 1));
        });
        row(section, owner, "flip", "bifc", s -> {
            Shape shape = s.x().shape();
            same(s, Manipulation.flip(s.x()), gather(s.rx(), shape, p -> {
                long[] q = p.clone();
                for (int a = 0; a < q.length; a++) {
                    q[a] = shape.get(a) - 1 - q[a];
                }
                return q;
            }));
            for (int axis = 0; axis < s.ndim(); axis++) {
                int a = axis;
                same(
                        s,
                        Manipulation.flip(s.x(), Axes.of(a - s.ndim())),
                        gather(s.rx(), shape, p -> with(p, a, shape.get(a) - 1 - p[a])));
            }
        });
        row(section, owner, "moveaxis", "bifc", s -> {
            if (s.ndim() < 2) {
                refuses(ShapeException.class, () -> Manipulation.moveaxis(s.x(), 1, 0));
                return;
            }
            int n = s.ndim();
            int[] last = IntStream.range(0, n).map(i -> i == n - 1 ? 0 : i + 1).toArray();
            same(s, Manipulation.moveaxis(s.x(), 0, -1), s.rx().permute(last));
            int[] swapped = IntStream.range(0, n).toArray();
            swapped[0] = 1;
            swapped[1] = 0;
            same(s, Manipulation.moveaxis(s.x(), new int[] {0, 1}, new int[] {1, 0}), s.rx().permute(swapped));
            same(s, Manipulation.moveaxis(s.x(), new int[] {1}, new int[] {0}), s.rx().permute(swapped));
            same(s, Manipulation.moveaxis(s.x(), new int[0], new int[0]), s.rx());
            refuses(ShapeException.class, () -> Manipulation.moveaxis(s.x(), new int[] {0, 0}, new int[] {0, 1}));
            refuses(ShapeException.class, () -> Manipulation.moveaxis(s.x(), new int[] {0}, new int[] {0, 1}));
        });
        row(section, owner, "permute_dims", "bifc", s -> {
            int n = s.ndim();
            int[] reversed = IntStream.range(0, n).map(i -> n - 1 - i).toArray();
            same(s, Manipulation.permuteDims(s.x(), reversed), s.rx().permute(reversed));
        });
        row(section, owner, "repeat", "bifc", s -> {
            same(s, Manipulation.repeat(s.x(), 3), gather(flat(s.rx()), Shape.of(3 * s.x().size()), p ->
                    new long[] {p[0] / 3}));
            long[] times = new long[(int) s.x().size()];
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < times.length; i++) {
                times[i] = i % 3;
                places.addAll(java.util.Collections.nCopies(i % 3, i));
            }
            same(
                    s,
                    Manipulation.repeat(s.x(), Creation.array(times)),
                    gather(flat(s.rx()), Shape.of(places.size()), p -> new long[] {places.get((int) p[0])}));
            for (int axis = 0; axis < s.ndim(); axis++) {
                int a = axis;
                Shape shape = s.x().shape();
                Shape twice = shape.with(a, 2 * shape.get(a));
                Reference e = gather(s.rx(), twice, p -> with(p, a, p[a] / 2));
                same(s, Manipulation.repeat(s.x(), 2, a), e);
                same(s, Manipulation.repeat(s.x(), Creation.scalar(2L), a), e);
                int n = (int) shape.get(a);
                DenseArray counts = Creation.full(Shape.of(n), 2, DType.UINT8);
                same(s, Manipulation.repeat(s.x(), counts, a - s.ndim()), e);
                if (n > 1) {
                    counts.setLong(0, 0);
                    same(
                            s,
                            Manipulation.repeat(s.x(), counts, a),
                            gather(s.rx(), shape.with(a, 2L * n - 2), p -> with(p, a, p[a] / 2 + 1)));
                    DenseArray negative = Creation.full(Shape.of(n), -1);
                    refuses(ShapeException.class, () -> Manipulation.repeat(s.x(), negative, a));
                }
                refuses(ShapeException.class, () -> Manipulation.repeat(s.x(), Creation.arange(n + 2), a));
                refuses(DTypeException.class, () -> Manipulation.repeat(s.x(), Creation.array(1.0), a));
            }
        });
        row(section, owner, "reshape", "bifc", s -> {
            Shape to = Shape.of(1, s.x().size());
            same(s, Manipulation.reshape(s.x(), to), s.rx().reshape(1, (int) s.x().size()));
            DenseArray copy = (DenseArray) Manipulation.reshape(s.x(), to, true);
            same(s, copy, s.rx().reshape(1, (int) s.x().size()));
            assertThat(copy.storage()).isNotSameAs(s.x().storage());
            if (s.x().isContiguous()) {
                assertThat(((DenseArray) Manipulation.reshape(s.x(), to, false)).storage())
                        .isSameAs(s.x().storage());
            } else {
                refuses(ShapeException.class, () -> Manipulation.reshape(s.x(), to, false));
            }
            refuses(ShapeException.class, () -> Manipulation.reshape(s.x(), Shape.of(s.x().size() + 1)));
        });
        row(section, owner, "roll", "bifc", s -> {
            long n = s.x().size();
            Shape shape = s.x().shape();
            for (long shift : new long[] {2, -3, 100}) {
                same(
                        s,
                        Manipulation.roll(s.x(), shift),
                        n == 0
                                ? s.rx()
                                : gather(flat(s.rx()), Shape.of(n), p -> new long[] {Math.floorMod(p[0] - shift, n)})
                                        .reshape(Sample.dims(shape)));
                for (int axis = 0; axis < s.ndim(); axis++) {
                    int a = axis;
                    same(
                            s,
                            Manipulation.roll(s.x(), shift, a),
                            gather(s.rx(), shape, p -> with(p, a, Math.floorMod(p[a] - shift, shape.get(a)))));
                }
            }
            if (s.ndim() >= 2) {
                Function<long[], long[]> both = p -> with(
                        with(p, 0, Math.floorMod(p[0] - 1, shape.get(0))), 1, Math.floorMod(p[1] + 2, shape.get(1)));
                same(
                        s,
                        Manipulation.roll(s.x(), new long[] {1, -2}, new int[] {0, 1}),
                        gather(s.rx(), shape, both::apply));
                same(
                        s,
                        Manipulation.roll(s.x(), new long[] {1}, new int[] {0, 1}),
                        gather(
                                s.rx(),
                                shape,
                                p -> with(
                                        with(p, 0, Math.floorMod(p[0] - 1, shape.get(0))),
                                        1,
                                        Math.floorMod(p[1] - 1, shape.get(1)))));
                refuses(ShapeException.class, () -> Manipulation.roll(s.x(), new long[3], new int[2]));
            }
        });
        row(section, owner, "squeeze", "bifc", s -> {
            NdArray wide = Manipulation.expandDims(Manipulation.expandDims(s.x(), 0), -1);
            same(s, Manipulation.squeeze(wide, 0, -1), s.rx());
            same(s, Manipulation.squeeze(wide), Reference.of(wide));
            DenseArray two = Creation.zeros(Shape.of(2), s.dtype());
            refuses(ShapeException.class, () -> Manipulation.squeeze(two, 0));
        });
        row(section, owner, "stack", "bifc", s -> {
            for (int axis = 0; axis <= s.ndim(); axis++) {
                int a = axis;
                Reference[] parts = Stream.of(s.x(), s.tame())
                        .map(p -> Reference.of(Manipulation.expandDims(p, a)))
                        .toArray(Reference[]::new);
                same(s, Manipulation.stack(a, s.x(), s.tame()), Reference.concat(a, parts));
                if (a == 0) {
                    same(s, Manipulation.stack(s.x(), s.tame()), Reference.concat(a, parts));
                }
            }
            refuses(ShapeException.class, () -> Manipulation.stack());
            refuses(ShapeException.class, () -> Manipulation.stack(s.x(), Creation.zeros(Shape.of(11, 13))));
        });
        row(section, owner, "tile", "bifc", s -> {
            for (long[] times : new long[][] {{2, 3}, {2}, {}, {2, 1, 1, 2}, {0, 2}}) {
                int n = Math.max(times.length, s.ndim());
                long[] dims = new long[n];
                for (int i = 0; i < n; i++) {
                    int t = i - n + times.length;
                    int d = i - n + s.ndim();
                    dims[i] =
                            (t < 0 ? 1 : times[t]) * (d < 0 ? 1 : s.x().shape().get(d));
                }
                same(s, Manipulation.tile(s.x(), times), gather(s.rx(), Shape.of(dims), p -> {
                    long[] q = new long[s.ndim()];
                    for (int a = 0; a < q.length; a++) {
                        q[a] = p[n - q.length + a] % s.x().shape().get(a);
                    }
                    return q;
                }));
            }
        });
        row(section, owner, "unstack", "bifc", s -> {
            if (s.ndim() == 0) {
                refuses(ShapeException.class, () -> Manipulation.unstack(s.x()));
                return;
            }
            for (int a = 0; a < s.ndim(); a++) {
                NdArray[] parts = Manipulation.unstack(s.x(), a);
                assertThat(parts).hasSize((int) s.x().shape().get(a));
                for (int i = 0; i < parts.length; i++) {
                    Index[] entries = new Index[a + 1];
                    Arrays.fill(entries, Index.all());
                    entries[a] = Index.at(i);
                    same(s, parts[i], s.rx().index(entries));
                }
            }
            assertThat(Manipulation.unstack(s.x())).hasSize((int) s.x().shape().get(0));
        });
    }

    // Searching.

    private static List<Axes> axes(int ndim) {
        List<Axes> all = new ArrayList<>(List.of(Axes.all(), Axes.all().keepDims()));
        for (int a = 0; a < ndim; a++) {
            all.add(Axes.of(a));
            all.add(Axes.of(a - ndim).keepDims());
        }
        return all;
    }

    private static void reduction(
            Sample s, String name, boolean tame, double ulps, Function<Axes, NdArray> f, double correction) {
        DenseArray x = tame ? s.tame() : s.x();
        List<Axes> choices = new ArrayList<>(axes(s.ndim()));
        if (s.ndim() >= 2 && !name.startsWith("arg")) {
            choices.add(Axes.of(0, -1));
        }
        for (Axes axes : choices) {
            Reference e;
            try {
                e = Reference.of(x).reduce(name, correction, axes.reduced(s.ndim()), axes.keepsDims(), null);
            } catch (ShapeException nothing) {
                refuses(ShapeException.class, () -> f.apply(axes));
                continue;
            }
            same(name + " of " + s + " over " + axes, f.apply(axes), e, ulps);
        }
    }

    private static void searching() {
        String section = "searching functions";
        row(section, "Searching", "argmax", "bif", s -> {
            reduction(s, "argmax", false, 0, a -> Searching.argmax(s.x(), a), 0);
            if (s.x().size() > 0) {
                assertThat(Searching.argmax(s.x())).isEqualTo(Searching.argmax(s.x(), Axes.all()));
            }
        });
        row(section, "Searching", "argmin", "bif", s -> {
            reduction(s, "argmin", false, 0, a -> Searching.argmin(s.x(), a), 0);
            if (s.x().size() > 0) {
                assertThat(Searching.argmin(s.x())).isEqualTo(Searching.argmin(s.x(), Axes.all()));
            }
        });
        row(section, "Searching", "count_nonzero", "bifc", s -> {
            reduction(s, "countNonzero", false, 0, a -> Searching.countNonzero(s.x(), a), 0);
            assertThat(Searching.countNonzero(s.x())).isEqualTo(Searching.countNonzero(s.x(), Axes.all()));
        });
        row(section, "Searching", "nonzero", "bifc", s -> {
            if (s.ndim() == 0) {
                refuses(ShapeException.class, () -> Searching.nonzero(s.x()));
                return;
            }
            Reference truth = s.rx().convert(DType.BOOL);
            NdArray[] found = Searching.nonzero(s.x());
            assertThat(found).hasSize(s.ndim());
            int inner = (int) s.x().size();
            for (int a = 0; a < s.ndim(); a++) {
                int n = (int) s.x().shape().get(a);
                inner /= Math.max(n, 1);
                int step = inner;
                List<Integer> e = IntStream.range(0, truth.elements().size())
                        .filter(i -> (Boolean) truth.elements().get(i))
                        .map(i -> i / step % n)
                        .boxed()
                        .toList();
                same(s, found[a], integers(Shape.of(e.size()), e));
            }
        });
        row(section, "Searching", "searchsorted", "bif", s -> {
            NdArray line = s.x().reshape(new long[] {s.x().size()});
            Reference order = flat(s.rx()).argsort(0, false);
            Reference sorted = flat(s.rx()).sort(0, false);
            for (DType u : List.of(s.dtype(), DType.INT64, DType.UINT64, DType.FLOAT64, DType.INT8)) {
                DenseArray v = s.generators().view(u, Shape.of(3, 5));
                boolean real = s.dtype().isFloating() || u.isFloating();
                for (Searching.Side side : Searching.Side.values()) {
                    List<Integer> e = new ArrayList<>();
                    for (Object value : Reference.of(v).elements()) {
                        int k = 0;
                        for (Object x : sorted.elements()) {
                            int c = Reference.compare(comparable(x, real), comparable(value, real));
                            k += c < 0 || (c == 0 && side == Searching.Side.RIGHT) ? 1 : 0;
                        }
                        e.add(k);
                    }
                    Reference expected = integers(v.shape(), e);
                    same(s + " " + u + side, Searching.searchsorted(sorted.toDense(), v, side), expected);
                    same(s, Searching.searchsorted(line, v, side, order.toDense()), expected);
                    if (side == Searching.Side.LEFT) {
                        same(s, Searching.searchsorted(sorted.toDense(), v), expected);
                    }
                }
            }
            refuses(ShapeException.class, () -> Searching.searchsorted(Creation.eye(2), s.x()));
            refuses(DTypeException.class, () -> Searching.searchsorted(Creation.array(Complex.I), s.x()));
        });
        row(section, "Searching", "where", "bifc", s -> {
            DenseArray c = s.generators().view(DType.BOOL, s.x().shape());
            DenseArray y = s.other();
            Reference rc = Reference.of(c);
            same(
                    s,
                    Searching.where(c, s.x(), y),
                    Objects.requireNonNull(Reference.apply("where", rc, s.rx(), Reference.of(y))));
            for (boolean first : new boolean[] {true, false}) {
                for (Object scalar : new Object[] {true, 2L, 1.5, Complex.I}) {
                    Reference w = Reference.of(
                            scalar instanceof Boolean b
                                    ? Creation.weak(b, s.dtype())
                                    : scalar instanceof Long l
                                            ? Creation.weak(l, s.dtype())
                                            : scalar instanceof Double d
                                                    ? Creation.weak(d, s.dtype())
                                                    : Creation.weak((Complex) scalar, s.dtype()));
                    Reference e = Objects.requireNonNull(
                            first ? Reference.apply("where", rc, s.rx(), w) : Reference.apply("where", rc, w, s.rx()));
                    NdArray found;
                    if (scalar instanceof Boolean b) {
                        found = first ? Searching.where(c, s.x(), b) : Searching.where(c, b, s.x());
                    } else if (scalar instanceof Long l) {
                        found = first ? Searching.where(c, s.x(), l) : Searching.where(c, l, s.x());
                    } else if (scalar instanceof Double d) {
                        found = first ? Searching.where(c, s.x(), d) : Searching.where(c, d, s.x());
                    } else {
                        Complex z = (Complex) scalar;
                        found = first ? Searching.where(c, s.x(), z) : Searching.where(c, z, s.x());
                    }
                    same(s, found, e);
                }
            }
        });
    }

    private static Object comparable(Object v, boolean real) {
        Object n = v instanceof Boolean b ? (b ? BigInteger.ONE : BigInteger.ZERO) : v;
        return real && n instanceof BigInteger i ? (Object) i.doubleValue() : n;
    }

    // Sets.

    private static boolean equal(Object a, Object b) {
        if (a instanceof Double x) {
            return x.doubleValue() == ((Double) b).doubleValue();
        } else if (a instanceof Complex x) {
            return x.re() == ((Complex) b).re() && x.im() == ((Complex) b).im();
        }
        return a.equals(b);
    }

    private static int order(Object a, Object b) {
        if (a instanceof Complex x) {
            int c = Reference.compare(x.re(), ((Complex) b).re());
            return c != 0 ? c : Reference.compare(x.im(), ((Complex) b).im());
        }
        return Reference.compare(a, b);
    }

    private static void sets() {
        String section = "set functions";
        row(section, "Sets", "unique_all", "bifc", s -> {
            List<Object> all = s.rx().elements();
            List<Integer> first = new ArrayList<>();
            List<Integer> counts = new ArrayList<>();
            List<Integer> which = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                int k = 0;
                while (k < first.size() && !equal(all.get(first.get(k)), all.get(i))) {
                    k++;
                }
                if (k == first.size()) {
                    first.add(i);
                    counts.add(0);
                }
                counts.set(k, counts.get(k) + 1);
                which.add(k);
            }
            List<Integer> sorted = IntStream.range(0, first.size())
                    .boxed()
                    .sorted((a, b) -> order(all.get(first.get(a)), all.get(first.get(b))))
                    .toList();
            Shape n = Shape.of(first.size());
            Sets.UniqueAll u = Sets.uniqueAll(s.x());
            same(
                    s,
                    u.values(),
                    Reference.of(
                            s.dtype(),
                            Sample.dims(n),
                            sorted.stream().map(k -> all.get(first.get(k))).toList()));
            same(s, u.indices(), integers(n, sorted.stream().map(first::get).toList()));
            same(s, u.counts(), integers(n, sorted.stream().map(counts::get).toList()));
            same(
                    s,
                    u.inverseIndices(),
                    integers(s.x().shape(), which.stream().map(sorted::indexOf).toList()));
        });
        row(section, "Sets", "unique_counts", "bifc", s -> {
            Sets.UniqueAll all = Sets.uniqueAll(s.x());
            assertThat(Reference.of(Sets.uniqueCounts(s.x()).values()).toString())
                    .isEqualTo(Reference.of(all.values()).toString());
            assertThat(Sets.uniqueCounts(s.x()).counts()).isEqualTo(all.counts());
            assertThat(Statistics.sum(all.counts()).getLong()).isEqualTo(s.x().size());
        });
        row(section, "Sets", "unique_inverse", "bifc", s -> {
            Sets.UniqueInverse u = Sets.uniqueInverse(s.x());
            // Both zeros are one value, so that they compare as numbers.
            same(s, Indexing.take(u.values(), u.inverseIndices()), s.rx(), 1e-300);
        });
        row(section, "Sets", "unique_values", "bifc", s -> assertThat(
                        Reference.of(Sets.uniqueValues(s.x())).toString())
                .isEqualTo(Reference.of(Sets.uniqueAll(s.x()).values()).toString()));
    }

    private static void sorting() {
        String section = "sorting functions";
        for (String name : List.of("argsort", "sort")) {
            row(section, "Sorting", name, "bif", s -> {
                boolean arg = name.equals("argsort");
                if (s.ndim() == 0) {
                    refuses(ShapeException.class, () -> Sorting.sort(s.x()));
                    refuses(ShapeException.class, () -> Sorting.argsort(s.x()));
                    return;
                }
                for (int a = 0; a < s.ndim(); a++) {
                    for (boolean down : new boolean[] {false, true}) {
                        Reference e = arg ? s.rx().argsort(a, down) : s.rx().sort(a, down);
                        same(s, arg ? Sorting.argsort(s.x(), a, down) : Sorting.sort(s.x(), a, down), e);
                        if (!down && a == s.ndim() - 1) {
                            same(s, arg ? Sorting.argsort(s.x()) : Sorting.sort(s.x()), e);
                        }
                    }
                }
            });
        }
    }

    // Statistics.

    private static void statistics() {
        String section = "statistical functions";
        for (String name : List.of("cumulative_prod", "cumulative_sum")) {
            boolean sum = name.endsWith("sum");
            row(section, "Statistics", name, "bifc", s -> {
                if (s.ndim() == 0) {
                    refuses(ShapeException.class, () -> Statistics.cumulativeSum(s.x()));
                    refuses(ShapeException.class, () -> Statistics.cumulativeProd(s.x()));
                    return;
                }
                for (int axis = 0; axis < s.ndim(); axis++) {
                    int a = axis;
                    for (DType t : new DType[] {null, DType.promote(s.dtype(), DType.FLOAT64)}) {
                        Reference e = s.rt().scan(sum ? "sum" : "prod", a, t);
                        NdArray found = t == null
                                ? sum ? Statistics.cumulativeSum(s.tame(), a) : Statistics.cumulativeProd(s.tame(), a)
                                : sum
                                        ? Statistics.cumulativeSum(s.tame(), a, t)
                                        : Statistics.cumulativeProd(s.tame(), a, t);
                        double ulps = 1e4; // Of a sum that cancels.
                        same(s, found, e, ulps);
                        Reference begin = filled(e.dtype(), s.x().shape().with(a, 1), boxed(e.dtype(), sum ? 0 : 1));
                        same(
                                s,
                                sum
                                        ? Statistics.cumulativeSum(s.tame(), a, t, true)
                                        : Statistics.cumulativeProd(s.tame(), a, t, true),
                                Reference.concat(a, begin, e),
                                ulps);
                        if (t == null && s.ndim() == 1) {
                            same(
                                    s,
                                    sum ? Statistics.cumulativeSum(s.tame()) : Statistics.cumulativeProd(s.tame()),
                                    e,
                                    ulps);
                        }
                    }
                }
                if (s.ndim() > 1) {
                    refuses(ShapeException.class, () -> Statistics.cumulativeSum(s.x()));
                }
            });
        }
        row(section, "Statistics", "max", "bif", s -> {
            reduction(s, "max", false, 0, a -> Statistics.max(s.x(), a), 0);
            if (s.x().size() > 0) {
                same(s, Statistics.max(s.x()), Reference.of(Statistics.max(s.x(), Axes.all())));
            }
        });
        row(section, "Statistics", "mean", "bifc", s -> {
            reduction(s, "mean", true, 1e4, a -> Statistics.mean(s.tame(), a), 0);
            same(s, Statistics.mean(s.tame()), Reference.of(Statistics.mean(s.tame(), Axes.all())));
        });
        row(section, "Statistics", "min", "bif", s -> {
            reduction(s, "min", false, 0, a -> Statistics.min(s.x(), a), 0);
            if (s.x().size() > 0) {
                same(s, Statistics.min(s.x()), Reference.of(Statistics.min(s.x(), Axes.all())));
            }
        });
        for (String name : List.of("prod", "std", "sum", "var")) {
            row(section, "Statistics", name, "bifc", s -> {
                DenseArray x = s.tame();
                Function<Axes, NdArray> f =
                        switch (name) {
                            case "prod" -> a -> Statistics.prod(x, a);
                            case "sum" -> a -> Statistics.sum(x, a);
                            case "std" -> a -> Statistics.std(x, a);
                            default -> a -> Statistics.var(x, a);
                        };
                reduction(s, name, true, 1e4, f, 0);
                NdArray whole =
                        switch (name) {
                            case "prod" -> Statistics.prod(x);
                            case "sum" -> Statistics.sum(x);
                            case "std" -> Statistics.std(x);
                            default -> Statistics.var(x);
                        };
                same(s, whole, Reference.of(f.apply(Axes.all())));
                boolean spread = name.equals("std") || name.equals("var");
                if (spread) {
                    reduction(
                            s,
                            name,
                            true,
                            1e4,
                            a -> name.equals("std") ? Statistics.std(x, a, 1) : Statistics.var(x, a, 1),
                            1);
                } else {
                    for (DType t : DType.values()) {
                        if (s.dtype().isComplex() && !t.isComplex()) {
                            refuses(DTypeException.class, () -> Statistics.sum(x, Axes.all(), t));
                            continue;
                        }
                        if (t.isBoolean()) {
                            continue;
                        }
                        Reference e = Reference.of(x).reduce(name, 0, Axes.all().reduced(s.ndim()), false, t);
                        same(
                                name + " of " + s + " as " + t,
                                name.equals("sum")
                                        ? Statistics.sum(x, Axes.all(), t)
                                        : Statistics.prod(x, Axes.all(), t),
                                e,
                                1e4);
                    }
                }
            });
        }
    }

    // Utility.

    private static void utility() {
        String section = "utility functions";
        row(section, "Utility", "all", "bifc", s -> {
            reduction(s, "all", false, 0, a -> Utility.all(s.x(), a), 0);
            assertThat(Utility.all(s.x())).isEqualTo(Utility.all(s.x(), Axes.all()));
        });
        row(section, "Utility", "any", "bifc", s -> {
            reduction(s, "any", false, 0, a -> Utility.any(s.x(), a), 0);
            assertThat(Utility.any(s.x())).isEqualTo(Utility.any(s.x(), Axes.all()));
        });
        row(section, "Utility", "diff", "ifc", s -> {
            if (s.ndim() == 0) {
                refuses(ShapeException.class, () -> Utility.diff(s.x()));
                return;
            }
            for (int a = 0; a < s.ndim(); a++) {
                for (int n = 0; n <= 3; n++) {
                    same(s, Utility.diff(s.x(), a, n), difference(s.rx(), a, n));
                }
                DenseArray before = s.generators().view(s.dtype(), s.x().shape().with(a, 1));
                DenseArray behind = s.generators().view(s.dtype(), s.x().shape().with(a, 2));
                Reference r = Reference.of(before);
                Reference q = Reference.of(behind);
                same(s, Utility.diff(s.x(), a, 1, before, behind), difference(Reference.concat(a, r, s.rx(), q), a, 1));
                same(s, Utility.diff(s.x(), a, 1, before, null), difference(Reference.concat(a, r, s.rx()), a, 1));
                same(s, Utility.diff(s.x(), a, 2, null, behind), difference(Reference.concat(a, s.rx(), q), a, 2));
            }
            same(s, Utility.diff(s.x()), difference(s.rx(), s.ndim() - 1, 1));
            refuses(IllegalArgumentException.class, () -> Utility.diff(s.x(), 0, -1));
        });
    }

    private static Reference difference(Reference r, int axis, int n) {
        Reference d = r;
        for (int i = 0; i < n; i++) {
            long size = d.shape().get(axis);
            Shape shape = d.shape().with(axis, Math.max(0, size - 1));
            d = Objects.requireNonNull(Reference.apply(
                    "subtract", gather(d, shape, p -> with(p, axis, p[axis] + 1)), gather(d, shape, p -> p)));
        }
        return d;
    }

    // Attributes.

    private static void attributes() {
        String section = "array object";
        row(section, "NdArray", "dtype", "bifc", s -> assertThat(s.x().dtype()).isEqualTo(s.rx().dtype()));
        row(section, "NdArray", "device", "bifc", s -> assertThat(s.x().device())
                .isEqualTo("cpu"));
        row(section, "NdArray", "mT", "bifc", s -> {
            if (s.ndim() < 2) {
                refuses(ShapeException.class, () -> s.x().mT());
                return;
            }
            int n = s.ndim();
            same(
                    s,
                    s.x().mT(),
                    s.rx().permute(IntStream.range(0, n)
                            .map(i -> i < n - 2 ? i : 2 * n - 3 - i)
                            .toArray()));
        });
        row(section, "NdArray", "ndim", "bifc", s -> assertThat(s.x().ndim())
                .isEqualTo(s.rx().shape().ndim()));
        row(section, "NdArray", "shape", "bifc", s -> assertThat(s.x().shape()).isEqualTo(s.rx().shape()));
        row(section, "NdArray", "size", "bifc", s -> assertThat(s.x().size())
                .isEqualTo(s.rx().elements().size()));
        row(section, "NdArray", "T", "bifc", s -> {
            int n = s.ndim();
            same(
                    s,
                    s.x().transpose(),
                    s.rx().permute(IntStream.range(0, n).map(i -> n - 1 - i).toArray()));
        });
        row(section, "NdArray", "to_device", "bifc", s -> {
            assertThat(s.x().toDevice("cpu")).isSameAs(s.x());
            refuses(IllegalArgumentException.class, () -> s.x().toDevice("gpu"));
            same(s, each(s.rx(), v -> v).toDense(), s.rx());
        });
    }
}
