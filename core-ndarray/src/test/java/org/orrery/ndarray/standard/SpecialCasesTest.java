package org.orrery.ndarray.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Op;
import org.orrery.ndarray.Ops;

/** The special cases of the standard's text, as a table, for each of a choice of operands that a case speaks of. */
class SpecialCasesTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NEGATIVE_NAN = Double.longBitsToDouble(0xfff8_0000_0000_0000L);
    private static final double[] POSITIVE = {0.25, 1, 1.5, 3, 1e10};
    private static final double[] LARGE = {1.5, 3, 1e10};

    /** The operands that a word stands for. */
    private static double[] values(String word) {
        return switch (word) {
            case "nan" -> new double[] {Double.NaN};
            case "-nan" -> new double[] {NEGATIVE_NAN};
            case "0" -> new double[] {0.0, -0.0};
            case "inf" -> new double[] {INF, -INF};
            case "+inf" -> new double[] {INF};
            case "-inf" -> new double[] {-INF};
            case "pos" -> POSITIVE;
            case "neg" -> negated(POSITIVE);
            case "nzf" -> both(POSITIVE, negated(POSITIVE));
            case "fin", "int" -> {
                double[] all = both(both(POSITIVE, negated(POSITIVE)), 0.0, -0.0);
                yield word.equals("fin")
                        ? all
                        : DoubleStream.of(all).filter(v -> v == Math.rint(v)).toArray();
            }
            case "num" -> both(values("fin"), INF, -INF);
            case "any" -> both(values("num"), Double.NaN);
            case ">0" -> both(POSITIVE, INF);
            case "<0" -> both(negated(POSITIVE), -INF);
            case ">1" -> both(LARGE, INF);
            case "<-1" -> both(negated(LARGE), -INF);
            case "|>1|" -> both(both(LARGE, negated(LARGE)), INF, -INF);
            case "|<1|" -> new double[] {0.25, -0.25, 0.0, -0.0};
            case "<1" -> both(negated(LARGE), 0.25, -0.0, -INF);
            case "odd+" -> new double[] {1, 3, 1001};
            case "odd-" -> new double[] {-1, -3, -1001};
            case "nodd+" -> new double[] {2, 0.5, 1.5, 1e10, INF};
            case "nodd-" -> new double[] {-2, -0.5, -1.5, -1e10, -INF};
            case "frac" -> new double[] {0.5, -1.5, 2.25};
            default -> new double[] {Double.parseDouble(word)};
        };
    }

    private static double[] negated(double... v) {
        return DoubleStream.of(v).map(x -> -x).toArray();
    }

    private static double[] both(double[] a, double... b) {
        return DoubleStream.concat(DoubleStream.of(a), DoubleStream.of(b)).toArray();
    }

    /** Whether a result is what a word says, of the operands. */
    private static boolean fits(String word, double found, double... x) {
        if (word.equals("x1") || word.equals("x2")) {
            return same(found, x[word.charAt(1) - '1']);
        } else if (word.endsWith("|x1|")) {
            return same(found, word.startsWith("-") ? -Math.abs(x[0]) : Math.abs(x[0]));
        } else if (word.equals("|x2|")) {
            return same(found, Math.abs(x[1]));
        } else if (word.startsWith("~")) {
            return fits(word.substring(1), found, x) || fits(word.substring(1), -found, x);
        } else if (word.contains("pi")) {
            double factor = word.startsWith("-") ? -1 : 1;
            String bare = word.replace("-", "");
            factor *= bare.startsWith("3") ? 3 : 1;
            factor /= bare.contains("/") ? Integer.parseInt(bare.substring(bare.indexOf('/') + 1)) : 1;
            // The type's pi: of float32, to its precision.
            return Math.abs(found - factor * Math.PI) <= Math.ulp((float) Math.PI);
        } else if (word.contains("/")) {
            return fits(word.substring(0, word.indexOf('/')), found, x)
                    || fits(word.substring(word.indexOf('/') + 1), found, x);
        } else if (word.endsWith("nan") && !word.equals("nan")) {
            return Double.isNaN(found) && Double.doubleToRawLongBits(found) < 0 == word.startsWith("-");
        } else if (word.equals("nan")) {
            return Double.isNaN(found);
        }
        return same(
                found,
                switch (word) {
                    case "+inf", "inf" -> INF;
                    case "-inf" -> -INF;
                    default -> Double.parseDouble(word);
                });
    }

    private static boolean same(double found, double expected) {
        return Double.compare(found, expected) == 0;
    }

    private static Op op(String name) {
        for (var field : Ops.class.getFields()) {
            try {
                if (field.get(null) instanceof Op op && op.name().equals(name)) {
                    return op;
                }
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError(name);
    }

    private static List<String[]> rows() throws IOException {
        List<String[]> rows = new ArrayList<>();
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(SpecialCasesTest.class.getResourceAsStream("special-cases.txt")),
                StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.startsWith("#")) {
                    rows.add(line.strip().split(" +"));
                }
            }
        }
        assertThat(rows).hasSizeGreaterThan(400);
        return rows;
    }

    @Test
    void realOperands() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String[] row : rows()) {
            if (row[1].contains(",")) {
                continue;
            }
            Op op = op(row[0]);
            assertThat(row).as(String.join(" ", row)).hasSize(op.arity() + 2);
            List<double[]> tuples = new ArrayList<>(List.of(new double[0]));
            for (int i = 1; i <= op.arity(); i++) {
                List<double[]> longer = new ArrayList<>();
                for (double[] t : tuples) {
                    for (double v : values(row[i])) {
                        longer.add(both(t, v));
                    }
                }
                tuples = longer;
            }
            for (double[] x : tuples) {
                for (DType type : List.of(DType.FLOAT64, DType.FLOAT32)) {
                    NdArray[] in =
                            DoubleStream.of(x).mapToObj(v -> scalar(v, type)).toArray(NdArray[]::new);
                    check(row, type, op.apply(in), wrong, x);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Nine equal elements, so that the vector code runs. */
    private static NdArray scalar(double v, DType type) {
        double[] d = new double[9];
        java.util.Arrays.fill(d, v);
        if (type == DType.FLOAT32 && Double.isNaN(v)) {
            float[] f = new float[9];
            java.util.Arrays.fill(f, Float.intBitsToFloat(Double.doubleToRawLongBits(v) < 0 ? 0xffc00000 : 0x7fc00000));
            return DenseArray.wrap(f);
        }
        return DenseArray.wrap(d).convert(type);
    }

    private static void check(String[] row, DType type, NdArray result, List<String> wrong, double... x) {
        String expected = row[row.length - 1];
        for (int i : new int[] {0, 8}) {
            boolean fits;
            Object found;
            if (result.dtype().isBoolean()) {
                found = result.getBoolean(i);
                fits = found.equals(Boolean.parseBoolean(expected));
            } else {
                double f = result.getDouble(i);
                found = f;
                double[] given = type == DType.FLOAT32
                        ? DoubleStream.of(x).map(v -> (float) v).toArray()
                        : x;
                fits = fits(expected, f, given);
            }
            if (!fits) {
                wrong.add(String.join(" ", row) + ": " + type + " " + java.util.Arrays.toString(x) + " gives " + found);
            }
        }
    }

    @Test
    void complexOperands() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String[] row : rows()) {
            if (!row[1].contains(",")) {
                continue;
            }
            String[] parts = row[1].split(",");
            for (double a : values(parts[0])) {
                for (double b : values(parts[1])) {
                    if (row[0].equals("expm1") && Math.abs(a) > 700 && Double.isFinite(a)) {
                        continue;
                    }
                    NdArray r = op(row[0]).apply(Creation.scalar(new Complex(a, b)));
                    String expected = row[2];
                    boolean fits;
                    if (r.dtype().isBoolean()) {
                        fits = r.getBoolean() == Boolean.parseBoolean(expected);
                    } else if (!r.dtype().isComplex()) {
                        fits = fits(expected, r.getDouble());
                    } else if (expected.equals("cis")) {
                        Complex z = r.getComplex();
                        fits = z.re() == INF * Math.cos(b) && z.im() == INF * Math.sin(b);
                    } else {
                        String[] e = expected.split(",");
                        fits = fits(e[0], r.getComplex().re())
                                && fits(e[1], r.getComplex().im());
                    }
                    if (!fits) {
                        wrong.add(String.join(" ", row) + ": " + a + "," + b + " gives " + boxed(r));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Object boxed(NdArray r) {
        return org.orrery.ndarray.testing.Reference.of(r).elements();
    }
}
