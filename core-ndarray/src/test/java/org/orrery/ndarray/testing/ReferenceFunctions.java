package org.orrery.ndarray.testing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;

/** The element-wise functions of {@link Reference}: on single boxed elements, integers of any size, quotients exact. */
final class ReferenceFunctions {
    /** How the type of the result follows from the common type of the operands. */
    private enum Result {
        SAME,
        BOOLEAN,
        REAL
    }

    /** The function of elements of one common type; the result is narrowed. */
    private interface Scalar {
        @Nullable
        Object of(DType type, Object... x);
    }

    /**
     * A function.
     *
     * @param kinds the kinds of the common type that it takes: b(oolean), i(nteger), f(loating), c(omplex)
     * @param widens whether integers and booleans become float64 first
     */
    private record Function(String kinds, boolean widens, Result result, Scalar scalar) {}

    private static final Map<String, Function> FUNCTIONS = new HashMap<>();

    private ReferenceFunctions() {}

    static @Nullable Reference apply(String name, Reference... in) {
        Function f = FUNCTIONS.get(name);
        if (f == null) {
            return null;
        }
        boolean select = name.equals("where");
        DType common = in[in.length - 1].dtype();
        for (int i = select ? 1 : 0; i < in.length; i++) {
            common = Reference.promote(common, in[i].dtype());
        }
        boolean exact = common.isInteger() || common.isBoolean();
        if (!f.kinds.contains(exact ? (common.isBoolean() ? "b" : "i") : common.isFloating() ? "f" : "c")) {
            throw new DTypeException(name + " does not take " + common);
        }
        if (f.widens && exact) {
            common = DType.FLOAT64;
        }
        DType result =
                switch (f.result) {
                    case SAME -> common;
                    case BOOLEAN -> DType.BOOL;
                    case REAL -> common.realType();
                };
        int[] dims = Reference.broadcast(in);
        List<Reference> operands = new ArrayList<>();
        for (int i = 0; i < in.length; i++) {
            Reference r = in[i].broadcastTo(dims);
            operands.add(
                    (select && i == 0) || isLogical(name)
                            ? r.convert(DType.BOOL)
                            : isComparison(name) ? r : r.convert(common));
        }
        List<Object> results = new ArrayList<>();
        int n = operands.get(0).elements().size();
        for (int i = 0; i < n; i++) {
            Object[] x = new Object[in.length];
            for (int k = 0; k < x.length; k++) {
                x[k] = operands.get(k).elements().get(i);
            }
            Object v = f.scalar.of(common, x);
            results.add(v == null ? Reference.UNKNOWN : Reference.narrow(v, result));
        }
        return Reference.of(result, dims, results);
    }

    private static boolean isLogical(String name) {
        return name.startsWith("logical");
    }

    /** Integers of any two types compare as the numbers that they are. */
    private static boolean isComparison(String name) {
        return name.contains("qual") || name.startsWith("less") || name.startsWith("greater");
    }

    private static void add(String name, String kinds, boolean widens, Result result, Scalar scalar) {
        FUNCTIONS.put(name, new Function(kinds, widens, result, scalar));
    }

    private static BigInteger n(Object v) {
        return v instanceof Boolean b ? (b ? BigInteger.ONE : BigInteger.ZERO) : (BigInteger) v;
    }

    private static double d(Object v) {
        return (Double) v;
    }

    private static Complex z(Object v) {
        return (Complex) v;
    }

    private static boolean exact(DType t) {
        return t.isInteger() || t.isBoolean();
    }

    /** A function of doubles; none for complex numbers. */
    private static void real(String name, DoubleUnaryOperator f, String kinds) {
        add(name, kinds, true, Result.SAME, (t, x) -> t.isComplex() ? null : (Object) f.applyAsDouble(d(x[0])));
    }

    private static void real(String name, DoubleBinaryOperator f) {
        add(name, "bif", true, Result.SAME, (t, x) -> f.applyAsDouble(d(x[0]), d(x[1])));
    }

    static {
        add(
                "add",
                "bifc",
                false,
                Result.SAME,
                (t, x) -> exact(t)
                        ? n(x[0]).add(n(x[1]))
                        : t.isFloating()
                                ? (Object) (d(x[0]) + d(x[1]))
                                : new Complex(z(x[0]).re() + z(x[1]).re(), z(x[0]).im() + z(x[1]).im()));
        add(
                "subtract",
                "ifc",
                false,
                Result.SAME,
                (t, x) -> exact(t)
                        ? n(x[0]).subtract(n(x[1]))
                        : t.isFloating()
                                ? (Object) (d(x[0]) - d(x[1]))
                                : new Complex(z(x[0]).re() - z(x[1]).re(), z(x[0]).im() - z(x[1]).im()));
        add(
                "multiply",
                "bifc",
                false,
                Result.SAME,
                (t, x) -> exact(t)
                        ? n(x[0]).multiply(n(x[1]))
                        : t.isFloating() ? (Object) (d(x[0]) * d(x[1])) : Reference.times(z(x[0]), z(x[1])));
        add(
                "square",
                "bifc",
                false,
                Result.SAME,
                (t, x) -> exact(t)
                        ? n(x[0]).pow(2)
                        : t.isFloating() ? (Object) (d(x[0]) * d(x[0])) : Reference.times(z(x[0]), z(x[0])));
        add(
                "divide",
                "bifc",
                true,
                Result.SAME,
                (t, x) -> t.isComplex() ? divide(z(x[0]), z(x[1])) : d(x[0]) / d(x[1]));
        add(
                "reciprocal",
                "bifc",
                true,
                Result.SAME,
                (t, x) -> t.isComplex() ? divide(new Complex(1, 0), z(x[0])) : 1 / d(x[0]));
        add(
                "floorDivide",
                "if",
                false,
                Result.SAME,
                (t, x) -> exact(t) ? floorDivide(n(x[0]), n(x[1])) : (Object) floorDivide(d(x[0]), d(x[1])));
        add(
                "remainder",
                "if",
                false,
                Result.SAME,
                (t, x) -> exact(t)
                        ? n(x[0]).subtract(floorDivide(n(x[0]), n(x[1])).multiply(n(x[1])))
                                .multiply(BigInteger.valueOf(Math.abs(n(x[1]).signum())))
                        : (Object) remainder(d(x[0]), d(x[1])));
        add(
                "pow",
                "ifc",
                false,
                Result.SAME,
                (t, x) -> exact(t)
                        ? n(x[0]).modPow(n(x[1]), BigInteger.TWO.pow(64))
                        : t.isComplex() ? null : (Object) pow(d(x[0]), d(x[1])));
        add(
                "negative",
                "ifc",
                false,
                Result.SAME,
                (t, x) -> exact(t)
                        ? n(x[0]).negate()
                        : t.isFloating() ? (Object) (-d(x[0])) : new Complex(-z(x[0]).re(), -z(x[0]).im()));
        add("positive", "bifc", false, Result.SAME, (t, x) -> x[0]);
        add(
                "abs",
                "bifc",
                false,
                Result.REAL,
                (t, x) -> exact(t)
                        ? n(x[0]).abs()
                        : t.isFloating()
                                ? (Object) Math.abs(d(x[0]))
                                : (Object) StrictMath.hypot(z(x[0]).re(), z(x[0]).im()));
        add(
                "sign",
                "ifc",
                false,
                Result.SAME,
                (t, x) -> exact(t)
                        ? BigInteger.valueOf(n(x[0]).signum())
                        : t.isComplex()
                                ? null
                                : (Object)
                                        (Double.isNaN(d(x[0]))
                                                ? Double.NaN
                                                : d(x[0]) > 0 ? 1 : d(x[0]) < 0 ? -1 : 0.0));
        add("maximum", "bif", false, Result.SAME, (t, x) -> Reference.compare(x[0], x[1]) >= 0 ? x[0] : x[1]);
        add("minimum", "bif", false, Result.SAME, (t, x) -> minimum(x[0], x[1]));
        add("clip", "bif", false, Result.SAME, (t, x) -> {
            Object lifted = Reference.compare(x[0], x[1]) >= 0 ? x[0] : x[1];
            return minimum(lifted, x[2]);
        });

        real("sqrt", StrictMath::sqrt, "bifc");
        real("exp", StrictMath::exp, "bifc");
        real("expm1", StrictMath::expm1, "bifc");
        real("log", StrictMath::log, "bifc");
        real("log1p", StrictMath::log1p, "bifc");
        real("log10", StrictMath::log10, "bifc");
        real("sin", StrictMath::sin, "bifc");
        real("cos", StrictMath::cos, "bifc");
        real("tan", StrictMath::tan, "bifc");
        real("asin", StrictMath::asin, "bifc");
        real("acos", StrictMath::acos, "bifc");
        real("atan", StrictMath::atan, "bifc");
        real("sinh", StrictMath::sinh, "bifc");
        real("cosh", StrictMath::cosh, "bifc");
        real("tanh", StrictMath::tanh, "bifc");
        real("log2", a -> a > 0 && Double.isFinite(a) ? Digits.log2(a) : StrictMath.log(a), "bifc");
        real("asinh", a -> Double.isFinite(a) ? Digits.asinh(a) : a, "bifc");
        real("acosh", a -> a >= 1 ? (Double.isFinite(a) ? Digits.acosh(a) : a) : Double.NaN, "bifc");
        real("atanh", a -> Math.abs(a) < 1 ? Digits.atanh(a) : Math.abs(a) == 1 ? a / 0.0 : Double.NaN, "bifc");
        real(
                "logaddexp",
                (a, b) -> Double.isFinite(a) && Double.isFinite(b)
                        ? Digits.logaddexp(a, b)
                        : Double.isNaN(a + b) && (Double.isNaN(a) || Double.isNaN(b)) ? Double.NaN : Math.max(a, b));
        real("atan2", StrictMath::atan2);
        real("hypot", StrictMath::hypot);
        real("copysign", (a, b) -> {
            boolean negative = Double.doubleToRawLongBits(b) < 0;
            return negative ? -Math.abs(a) : Math.abs(a);
        });
        add(
                "nextafter",
                "bif",
                true,
                Result.SAME,
                (t, x) -> t == DType.FLOAT32
                        ? (double) StrictMath.nextAfter((float) d(x[0]), d(x[1]))
                        : StrictMath.nextAfter(d(x[0]), d(x[1])));

        for (String name : List.of("ceil", "floor", "trunc", "round")) {
            add(
                    name,
                    name.equals("round") ? "bifc" : "if",
                    false,
                    Result.SAME,
                    (t, x) -> exact(t)
                            ? x[0]
                            : t.isComplex()
                                    ? new Complex(round(name, z(x[0]).re()), round(name, z(x[0]).im()))
                                    : (Object) round(name, d(x[0])));
        }
        add(
                "conj",
                "bifc",
                false,
                Result.SAME,
                (t, x) -> t.isComplex() ? new Complex(z(x[0]).re(), -z(x[0]).im()) : x[0]);
        add("real", "bifc", false, Result.REAL, (t, x) -> t.isComplex() ? (Object) z(x[0]).re() : x[0]);
        add(
                "imag",
                "bifc",
                false,
                Result.REAL,
                (t, x) -> t.isComplex() ? (Object) z(x[0]).im() : exact(t) ? BigInteger.ZERO : (Object) 0.0);

        add("equal", "bifc", false, Result.BOOLEAN, (t, x) -> equal(x[0], x[1]));
        add("notEqual", "bifc", false, Result.BOOLEAN, (t, x) -> !equal(x[0], x[1]));
        add("less", "bif", false, Result.BOOLEAN, (t, x) -> ordered(x[0], x[1]) && order(x[0], x[1]) < 0);
        add("lessEqual", "bif", false, Result.BOOLEAN, (t, x) -> ordered(x[0], x[1]) && order(x[0], x[1]) <= 0);
        add("greater", "bif", false, Result.BOOLEAN, (t, x) -> ordered(x[0], x[1]) && order(x[0], x[1]) > 0);
        add("greaterEqual", "bif", false, Result.BOOLEAN, (t, x) -> ordered(x[0], x[1]) && order(x[0], x[1]) >= 0);

        add(
                "isfinite",
                "bifc",
                true,
                Result.BOOLEAN,
                (t, x) -> t.isComplex()
                        ? Double.isFinite(z(x[0]).re()) && Double.isFinite(z(x[0]).im())
                        : Double.isFinite(d(x[0])));
        add(
                "isinf",
                "bifc",
                true,
                Result.BOOLEAN,
                (t, x) -> t.isComplex()
                        ? Double.isInfinite(z(x[0]).re()) || Double.isInfinite(z(x[0]).im())
                        : Double.isInfinite(d(x[0])));
        add(
                "isnan",
                "bifc",
                true,
                Result.BOOLEAN,
                (t, x) -> t.isComplex()
                        ? Double.isNaN(z(x[0]).re()) || Double.isNaN(z(x[0]).im())
                        : Double.isNaN(d(x[0])));
        add("signbit", "bif", true, Result.BOOLEAN, (t, x) -> d(x[0]) < 0 || 1 / d(x[0]) < 0);

        add("logicalAnd", "bifc", false, Result.BOOLEAN, (t, x) -> (Boolean) x[0] && (Boolean) x[1]);
        add("logicalOr", "bifc", false, Result.BOOLEAN, (t, x) -> (Boolean) x[0] || (Boolean) x[1]);
        add("logicalXor", "bifc", false, Result.BOOLEAN, (t, x) -> !x[0].equals(x[1]));
        add("logicalNot", "bifc", false, Result.BOOLEAN, (t, x) -> !((Boolean) x[0]));
        add("bitwiseAnd", "bi", false, Result.SAME, (t, x) -> n(x[0]).and(n(x[1])));
        add("bitwiseOr", "bi", false, Result.SAME, (t, x) -> n(x[0]).or(n(x[1])));
        add("bitwiseXor", "bi", false, Result.SAME, (t, x) -> n(x[0]).xor(n(x[1])));
        add(
                "bitwiseInvert",
                "bi",
                false,
                Result.SAME,
                (t, x) -> t.isBoolean() ? (Object) (!((Boolean) x[0])) : n(x[0]).not());
        add(
                "bitwiseLeftShift",
                "i",
                false,
                Result.SAME,
                (t, x) -> inside(n(x[1]), t) ? n(x[0]).shiftLeft(n(x[1]).intValue()) : BigInteger.ZERO);
        add("bitwiseRightShift", "i", false, Result.SAME, (t, x) -> n(x[0]).shiftRight(
                        inside(n(x[1]), t) ? n(x[1]).intValue() : 64));
        add("where", "bifc", false, Result.SAME, (t, x) -> (Boolean) x[0] ? x[1] : x[2]);
    }

    private static boolean inside(BigInteger shift, DType t) {
        return shift.signum() >= 0 && shift.compareTo(BigInteger.valueOf(8L * t.itemSize())) < 0;
    }

    private static Object minimum(Object a, Object b) {
        if (a instanceof Double x && x.isNaN()) {
            return a;
        }
        if (b instanceof Double y && y.isNaN()) {
            return b;
        }
        return Reference.compare(a, b) <= 0 ? a : b;
    }

    private static BigInteger floorDivide(BigInteger a, BigInteger b) {
        if (b.signum() == 0) {
            return BigInteger.ZERO;
        }
        BigInteger[] q = a.divideAndRemainder(b);
        return q[1].signum() != 0 && q[1].signum() != b.signum() ? q[0].subtract(BigInteger.ONE) : q[0];
    }

    /** The standard's special values; where it offers two, Python's, which NumPy takes. */
    private static double floorDivide(double a, double b) {
        if (Double.isNaN(a) || Double.isNaN(b) || Double.isInfinite(a)) {
            return b == 0 && !Double.isNaN(a) ? a / b : Double.NaN;
        }
        if (b == 0 || a == 0) {
            return a / b;
        }
        boolean negative = (a < 0) != (b < 0);
        if (Double.isInfinite(b)) {
            return negative ? -1.0 : 0.0;
        }
        BigDecimal quotient = new BigDecimal(a).divideToIntegralValue(new BigDecimal(b));
        boolean rest = quotient.multiply(new BigDecimal(b)).compareTo(new BigDecimal(a)) != 0;
        if (negative && rest) {
            quotient = quotient.subtract(BigDecimal.ONE);
        }
        return quotient.signum() == 0 ? (negative ? -0.0 : 0.0) : quotient.doubleValue();
    }

    private static double remainder(double a, double b) {
        if (Double.isNaN(a) || Double.isNaN(b) || Double.isInfinite(a) || b == 0) {
            return Double.NaN;
        }
        if (a == 0) {
            return b < 0 ? -0.0 : 0.0;
        }
        if (Double.isInfinite(b)) {
            return (a < 0) == (b < 0) ? a : b;
        }
        BigDecimal divisor = new BigDecimal(b);
        BigDecimal r = new BigDecimal(a).remainder(divisor);
        if (r.signum() != 0 && r.signum() != divisor.signum()) {
            r = r.add(divisor);
        }
        return r.signum() == 0 ? (b < 0 ? -0.0 : 0.0) : r.doubleValue();
    }

    private static double pow(double a, double b) {
        return a == 1 || (a == -1 && Double.isInfinite(b)) ? 1 : StrictMath.pow(a, b);
    }

    /** None for infinite operands and zero divisors, where everybody has results of their own. */
    private static @Nullable Complex divide(Complex a, Complex b) {
        if (!Double.isFinite(a.abs()) || !Double.isFinite(b.abs()) || b.abs() == 0) {
            return null;
        }
        double scale = 1 / Math.max(Math.abs(b.re()), Math.abs(b.im()));
        Complex c = new Complex(b.re() * scale, b.im() * scale);
        double m = c.re() * c.re() + c.im() * c.im();
        Complex p = Reference.times(a, new Complex(c.re() * scale, -c.im() * scale));
        return new Complex(p.re() / m, p.im() / m);
    }

    private static double round(String how, double a) {
        if (!Double.isFinite(a) || a == 0) {
            return a;
        }
        RoundingMode mode =
                switch (how) {
                    case "ceil" -> RoundingMode.CEILING;
                    case "floor" -> RoundingMode.FLOOR;
                    case "trunc" -> RoundingMode.DOWN;
                    default -> RoundingMode.HALF_EVEN;
                };
        return Math.copySign(new BigDecimal(a).setScale(0, mode).doubleValue(), a);
    }

    private static boolean equal(Object a, Object b) {
        if (a instanceof Complex || b instanceof Complex) {
            Complex x = (Complex) Reference.narrow(a, DType.COMPLEX128);
            Complex y = (Complex) Reference.narrow(b, DType.COMPLEX128);
            return x.re() == y.re() && x.im() == y.im();
        }
        return ordered(a, b) && order(a, b) == 0;
    }

    private static boolean ordered(Object a, Object b) {
        return !(a instanceof Double x && x.isNaN()) && !(b instanceof Double y && y.isNaN());
    }

    /** Two integers as they are; an integer beside a floating number as a double, which is what it is promoted to. */
    private static int order(Object a, Object b) {
        if (a instanceof Double || b instanceof Double) {
            double x = (Double) Reference.narrow(a, DType.FLOAT64);
            double y = (Double) Reference.narrow(b, DType.FLOAT64);
            return x < y ? -1 : x > y ? 1 : 0;
        }
        return n(a).compareTo(n(b));
    }
}
