package org.orrery.ndarray.generator;

import java.util.ArrayList;
import java.util.List;
import org.orrery.ndarray.generator.KernelGenerator.OpRow;

/** The table of element-wise functions: name, arity, rule of types, meaning, and the expression for each type. */
final class OpTable {
    private static final List<OpRow> ROWS = new ArrayList<>();

    private OpTable() {}

    static List<OpRow> rows() {
        return ROWS;
    }

    private static OpRow op(String name, int arity, String rule, String doc) {
        OpRow row = new OpRow(name, arity, rule, doc);
        ROWS.add(row);
        return row;
    }

    static {
        // Arithmetic
        op("add", 2, "NUMERIC", "The sum {@code a + b}; integers wrap.")
                .d("a + b")
                .l("a + b")
                .z("r[k] = ar + br; r[k + 1] = ai + bi;");
        op("subtract", 2, "ARITHMETIC", "The difference {@code a - b}; integers wrap.")
                .d("a - b")
                .l("a - b")
                .z("r[k] = ar - br; r[k + 1] = ai - bi;");
        op("multiply", 2, "NUMERIC", "The product {@code a * b}; integers wrap.")
                .d("a * b")
                .l("a * b")
                .z("r[k] = ar * br - ai * bi; r[k + 1] = ar * bi + ai * br;")
                .zeroAnnihilates();
        op("divide", 2, "FLOATING", "The quotient {@code a / b}, floating even for integers.")
                .d("a / b")
                .z("ComplexFunctions.divide(ar, ai, br, bi, r, k);");
        op(
                        "floorDivide",
                        2,
                        "ARITHMETIC_REAL",
                        "The quotient rounded towards negative infinity; zero where an integer is divided by zero.")
                .d("Floats.floorDivide(a, b)")
                .l("Integers.floorDivide(a, b)")
                .u("b == 0 ? 0 : Long.divideUnsigned(a, b)");
        op(
                        "remainder",
                        2,
                        "ARITHMETIC_REAL",
                        "The remainder, with the sign of the divisor; zero where an integer is divided by zero.")
                .d("Floats.remainder(a, b)")
                .l("Integers.remainder(a, b)")
                .u("b == 0 ? 0 : Long.remainderUnsigned(a, b)");
        op("pow", 2, "ARITHMETIC", "The power {@code a} to the {@code b}; integers wrap and take no negative exponent.")
                .d("Floats.pow(a, b)")
                .l("Integers.pow(a, b)")
                .u("Integers.powUnsigned(a, b)")
                .z("ComplexFunctions.pow(ar, ai, br, bi, r, k);");
        op("negative", 1, "ARITHMETIC", "The negative {@code -x}; integers wrap.")
                .d("-a")
                .l("-a")
                .z("r[k] = -ar; r[k + 1] = -ai;");
        op("positive", 1, "NUMERIC", "The same values {@code +x}.")
                .d("a")
                .l("a")
                .z("r[k] = ar; r[k + 1] = ai;");
        op("abs", 1, "MAGNITUDE", "The absolute value, real for complex numbers.")
                .d("Math.abs(a)")
                .l("Math.abs(a)")
                .u("a")
                .complexToReal()
                .z("r[k] = Math.hypot(ar, ai);");
        op("square", 1, "NUMERIC", "The square {@code x * x}.")
                .d("a * a")
                .l("a * a")
                .z("ComplexFunctions.square(ar, ai, r, k);");
        op("reciprocal", 1, "FLOATING", "The reciprocal {@code 1 / x}.")
                .d("1 / a")
                .z("ComplexFunctions.divide(1, -0.0, ar, ai, r, k);");
        op("sign", 1, "ARITHMETIC", "The sign: -1, 0 or 1, {@code x / |x|} for complex numbers, NaN for NaN.")
                .d("Math.signum(a) + 0.0") // Makes negative zero positive.
                .l("Integers.sign(a)")
                .u("a == 0 ? 0 : 1")
                .z("ComplexFunctions.sign(ar, ai, r, k);");
        op("maximum", 2, "REAL", "The larger of both; NaN if one is NaN.")
                .d("Math.max(a, b)")
                .l("Math.max(a, b)")
                .u("Long.compareUnsigned(a, b) >= 0 ? a : b");
        op("minimum", 2, "REAL", "The smaller of both; NaN if one is NaN.")
                .d("Math.min(a, b)")
                .l("Math.min(a, b)")
                .u("Long.compareUnsigned(a, b) <= 0 ? a : b");
        op("clip", 3, "REAL", "The values, limited to {@code low} and {@code high}; NaN bounds give NaN.")
                .d("Math.min(Math.max(a, b), c)")
                .l("Math.min(Math.max(a, b), c)")
                .u("Integers.clipUnsigned(a, b, c)");

        // Roots, exponentials, logarithms
        op("sqrt", 1, "FLOATING", "The square root, NaN for negative reals.")
                .d("Math.sqrt(a)")
                .z("ComplexFunctions.sqrt(ar, ai, r, k);");
        op("exp", 1, "FLOATING", "The exponential function.").shared().z("ComplexFunctions.exp(ar, ai, r, k);");
        op("expm1", 1, "FLOATING", "{@code exp(x) - 1}, accurate near zero.")
                .d("Math.expm1(a)")
                .z("ComplexFunctions.expm1(ar, ai, r, k);");
        op("log", 1, "FLOATING", "The natural logarithm.").shared().z("ComplexFunctions.log(ar, ai, r, k);");
        op("log1p", 1, "FLOATING", "{@code log(1 + x)}, accurate near zero.")
                .d("Math.log1p(a)")
                .z("ComplexFunctions.log1p(ar, ai, r, k);");
        op("log2", 1, "FLOATING", "The logarithm to base 2.")
                .d("Floats.log2(a)")
                .z("ComplexFunctions.log2(ar, ai, r, k);");
        op("log10", 1, "FLOATING", "The logarithm to base 10.")
                .d("Floats.log10(a)")
                .z("ComplexFunctions.log10(ar, ai, r, k);");
        op("logaddexp", 2, "REAL_FLOATING", "{@code log(exp(a) + exp(b))} without undue overflow.")
                .d("Floats.logaddexp(a, b)");

        // Trigonometric and hyperbolic
        for (String[] f : new String[][] {
            {"sin", "sine of an angle in radians", ""},
            {"cos", "cosine of an angle in radians", ""},
            {"tan", "tangent of an angle in radians", "Floats.tan"},
            {"asin", "inverse sine, in radians", "Math.asin"},
            {"acos", "inverse cosine, in radians", "Math.acos"},
            {"atan", "inverse tangent, in radians", "Math.atan"},
            {"sinh", "hyperbolic sine", "Floats.sinh"},
            {"cosh", "hyperbolic cosine", "Floats.cosh"},
            {"tanh", "hyperbolic tangent", "Floats.tanh"},
            {"asinh", "inverse hyperbolic sine", "Floats.asinh"},
            {"acosh", "inverse hyperbolic cosine", "Floats.acosh"},
            {"atanh", "inverse hyperbolic tangent", "Floats.atanh"}
        }) {
            OpRow row = op(f[0], 1, "FLOATING", "The " + f[1] + ".");
            (f[2].isEmpty() ? row.shared() : row.d(f[2] + "(a)")).z("ComplexFunctions." + f[0] + "(ar, ai, r, k);");
        }
        op("atan2", 2, "REAL_FLOATING", "The angle of the point {@code (b, a)} in radians, in [-pi, pi].")
                .d("Math.atan2(a, b)");
        op("hypot", 2, "REAL_FLOATING", "{@code sqrt(a^2 + b^2)} without undue overflow.")
                .d("Math.hypot(a, b)");
        op("copysign", 2, "REAL_FLOATING", "The magnitude of {@code a} with the sign of {@code b}.")
                .d("Floats.copySign(a, b)");
        op("nextafter", 2, "REAL_FLOATING", "The next representable value from {@code a} towards {@code b}.")
                .d("Math.nextAfter(a, b)");

        // Rounding
        op("ceil", 1, "ROUNDING", "The value rounded towards positive infinity; integers unchanged.")
                .d("Math.ceil(a)")
                .l("a");
        op("floor", 1, "ROUNDING", "The value rounded towards negative infinity; integers unchanged.")
                .d("Math.floor(a)")
                .l("a");
        op("trunc", 1, "ROUNDING", "The value rounded towards zero; integers unchanged.")
                .d("Floats.trunc(a)")
                .l("a");
        op(
                        "round",
                        1,
                        "NUMERIC",
                        "The value rounded to the nearest integer, halves to the even one; integers unchanged.")
                .d("Math.rint(a)")
                .l("a")
                .z("r[k] = Math.rint(ar); r[k + 1] = Math.rint(ai);");

        // Complex parts
        op("conj", 1, "NUMERIC", "The complex conjugate; reals unchanged.")
                .d("a")
                .l("a")
                .z("r[k] = ar; r[k + 1] = -ai;");
        op("real", 1, "MAGNITUDE", "The real part; reals unchanged.")
                .d("a")
                .l("a")
                .complexToReal()
                .z("r[k] = ar;");
        op("imag", 1, "MAGNITUDE", "The imaginary part; zero for reals.")
                .d("0")
                .l("0")
                .complexToReal()
                .z("r[k] = ai;");

        // Comparison
        op("equal", 2, "EQUALITY", "Whether {@code a == b}.")
                .predicate()
                .d("a == b")
                .l("a == b")
                .m("a >= 0 && a == b", "equal")
                .z("ar == br && ai == bi");
        op("notEqual", 2, "EQUALITY", "Whether {@code a != b}.")
                .predicate()
                .d("a != b")
                .l("a != b")
                .m("a < 0 || a != b", "notEqual")
                .z("ar != br || ai != bi");
        for (String[] f : new String[][] {
            {"less", "<", "greater"},
            {"lessEqual", "<=", "greaterEqual"},
            {"greater", ">", "less"},
            {"greaterEqual", ">=", "lessEqual"}
        }) {
            String e = "a " + f[1] + " b";
            String unsigned = "Long.compareUnsigned(a, b) " + f[1] + " 0";
            op(f[0], 2, "COMPARISON", "Whether {@code " + e + "}.")
                    .predicate()
                    .d(e)
                    .l(e)
                    .u(unsigned)
                    .m((f[1].startsWith("<") ? "a < 0 || " : "a >= 0 && ") + unsigned, f[2]);
        }

        // Predicates
        op("isfinite", 1, "PREDICATE", "Whether the value is neither infinite nor NaN.")
                .predicate()
                .d("Math.abs(a) <= Floats.max(a)")
                .z("Double.isFinite(ar) && Double.isFinite(ai)");
        op("isinf", 1, "PREDICATE", "Whether the value, or a part of it, is infinite.")
                .predicate()
                .d("Math.abs(a) > Floats.max(a)")
                .z("Double.isInfinite(ar) || Double.isInfinite(ai)");
        op("isnan", 1, "PREDICATE", "Whether the value, or a part of it, is NaN.")
                .predicate()
                .d("a != a")
                .z("ar != ar || ai != ai");
        op("signbit", 1, "PREDICATE", "Whether the sign bit is set, for negative zero too.")
                .predicate()
                .d("Floats.signBit(a)");

        // Logical and bitwise
        op("logicalAnd", 2, "LOGICAL", "Whether both are true (not zero).")
                .b("a & b")
                .zeroAnnihilates();
        op("logicalOr", 2, "LOGICAL", "Whether one or both are true (not zero).")
                .b("a | b");
        op("logicalXor", 2, "LOGICAL", "Whether exactly one is true (not zero).")
                .b("a ^ b");
        op("logicalNot", 1, "LOGICAL", "Whether the value is false (zero).").b("1 - a");
        op("bitwiseAnd", 2, "BITWISE", "The bits set in both.")
                .l("a & b")
                .b("a & b")
                .zeroAnnihilates();
        op("bitwiseOr", 2, "BITWISE", "The bits set in one or both.").l("a | b").b("a | b");
        op("bitwiseXor", 2, "BITWISE", "The bits set in exactly one.")
                .l("a ^ b")
                .b("a ^ b");
        op("bitwiseInvert", 1, "BITWISE", "The bits inverted; for booleans, the logical not.")
                .l("~a")
                .b("1 - a");
        op("bitwiseLeftShift", 2, "INTEGER", "The bits shifted left; zero where the shift is as wide as the type.")
                .l("Integers.shiftLeft(a, b)");
        op("bitwiseRightShift", 2, "INTEGER", "The bits shifted right, with the sign filled in.")
                .l("Integers.shiftRight(a, b)")
                .u("Integers.shiftRightUnsigned(a, b)");

        op("where", 3, "SELECT", "The second operand where the first is true, else the third.")
                .d("a != 0 ? b : c")
                .l("a != 0 ? b : c")
                .b("a != 0 ? b : c")
                .z("r[k] = a != 0 ? br : cr; r[k + 1] = a != 0 ? bi : ci;");
    }
}
