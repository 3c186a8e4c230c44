package org.orrery.ndarray.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.testing.NumPy;

/**
 * The pages that are written from code: what there is of the standard, and NumPy's idioms beside ours. With
 * {@code -Dorrery.write=true} the tests write the pages; else they compare them.
 */
class DocumentsTest {
    private static final Path DOCS = Path.of(System.getProperty("basedir", "."), "..", "docs");

    /** A line of NumPy, ours, and what both print. */
    private record Idiom(String numpy, String ours, String printed) {}

    /** What the lines begin with, in NumPy and here. */
    private static final String NUMPY =
            """
            a = np.arange(12).reshape(3, 4)
            x = np.array([3., 1., 2.])
            y = np.array([0.5, -1.5, 4.])
            """;

    private static final String OURS =
            """
            static final DenseArray a = arange(12).reshape(3, 4);
            static final DenseArray x = array(3.0, 1, 2);
            static final DenseArray y = array(0.5, -1.5, 4);
            """;

    private static final List<Idiom> IDIOMS = List.of(
            new Idiom("np.zeros((2, 3))", "zeros(shape(2, 3))", "[[0. 0. 0.]\n [0. 0. 0.]]"),
            new Idiom("np.full((2, 2), 7.0)", "full(shape(2, 2), 7.0)", "[[7. 7.]\n [7. 7.]]"),
            new Idiom("np.arange(0, 10, 3)", "arange(0, 10, 3)", "[0 3 6 9]"),
            new Idiom("np.linspace(0, 1, 5)", "linspace(0, 1, 5)", "[0.   0.25 0.5  0.75 1.  ]"),
            new Idiom("np.eye(2)", "eye(2)", "[[1. 0.]\n [0. 1.]]"),
            new Idiom(
                    "np.array([[1.0, 2.0], [3.0, 4.0]])",
                    "asarray(new double[][] {{1, 2}, {3, 4}})",
                    "[[1. 2.]\n [3. 4.]]"),
            new Idiom("a.astype(np.float32)[0]", "astype(a, DType.FLOAT32).get(\"0\")", "[0. 1. 2. 3.]"),
            new Idiom("a[1:, ::2]", "a.get(\"1:, ::2\")", "[[ 4  6]\n [ 8 10]]"),
            new Idiom("a[1, -1]", "a.getLong(1, -1)", "7"),
            new Idiom("a[:, [0, 2]]", "a.get(\":, [0, 2]\")", "[[ 0  2]\n [ 4  6]\n [ 8 10]]"),
            new Idiom("a[a % 5 == 0]", "a.get(Index.of(a.mod(5).eq(0)))", "[ 0  5 10]"),
            new Idiom("a[..., None].shape", "a.get(\"..., None\").shape()", "(3, 4, 1)"),
            new Idiom("a.T", "a.transpose()", "[[ 0  4  8]\n [ 1  5  9]\n [ 2  6 10]\n [ 3  7 11]]"),
            new Idiom("a.reshape(2, -1)", "a.reshape(2, -1)", "[[ 0  1  2  3  4  5]\n [ 6  7  8  9 10 11]]"),
            new Idiom("x + y", "x.add(y)", "[ 3.5 -0.5  6. ]"),
            new Idiom("2 * x - 1", "x.mul(2).sub(1)", "[5. 1. 3.]"),
            new Idiom("x ** 2", "x.pow(2)", "[9. 1. 4.]"),
            new Idiom("a // 5", "floorDivide(a, 5)", "[[0 0 0 0]\n [0 1 1 1]\n [1 1 2 2]]"),
            new Idiom("np.sqrt(x)[1]", "sqrt(x).getDouble(1)", "1.0"),
            new Idiom("(x > 1) & (x < 3)", "logicalAnd(x.gt(1), x.lt(3))", "[False False  True]"),
            new Idiom("np.where(x > 1, x, 0)", "where(x.gt(1), x, 0)", "[3. 0. 2.]"),
            new Idiom("np.clip(y, 0, 1)", "clip(y, 0, 1)", "[0.5 0.  1. ]"),
            new Idiom("a.sum()", "sum(a)", "66"),
            new Idiom("a.sum(axis=0)", "sum(a, axis(0))", "[12 15 18 21]"),
            new Idiom("a.mean(axis=1, keepdims=True)", "mean(a, axis(1).keepDims())", "[[1.5]\n [5.5]\n [9.5]]"),
            new Idiom("x.var(ddof=1)", "var(x, Axes.all(), 1)", "1.0"),
            new Idiom("np.cumsum(a, axis=1)[2]", "cumulativeSum(a, 1).get(\"2\")", "[ 8 17 27 38]"),
            new Idiom("a.argmax(axis=1)", "argmax(a, axis(1))", "[3 3 3]"),
            new Idiom("np.sort(x)[::-1]", "sort(x, -1, true)", "[3. 2. 1.]"),
            new Idiom("np.argsort(x)", "argsort(x)", "[1 2 0]"),
            new Idiom("np.unique(a % 3)", "uniqueValues(a.mod(3))", "[0 1 2]"),
            new Idiom("np.concatenate([x, y])", "concat(x, y)", "[ 3.   1.   2.   0.5 -1.5  4. ]"),
            new Idiom("np.stack([x, y])", "stack(x, y)", "[[ 3.   1.   2. ]\n [ 0.5 -1.5  4. ]]"),
            new Idiom("np.nonzero(x > 1)[0]", "nonzero(x.gt(1))[0]", "[0 2]"),
            new Idiom("np.searchsorted([1, 3, 5], 4)", "searchsorted(array(1, 3, 5), scalar(4))", "2"),
            new Idiom("np.diff(x)", "diff(x)", "[-2.  1.]"),
            new Idiom("np.repeat(x, 2)", "repeat(x, 2)", "[3. 3. 1. 1. 2. 2.]"),
            new Idiom("np.tile(x, (2, 1))", "tile(x, 2, 1)", "[[3. 1. 2.]\n [3. 1. 2.]]"),
            new Idiom("np.roll(x, 1)", "roll(x, 1)", "[2. 3. 1.]"),
            new Idiom("np.outer(x, y)", "outer(x, y)", "[[ 1.5 -4.5 12. ]\n [ 0.5 -1.5  4. ]\n [ 1.  -3.   8. ]]"),
            new Idiom("a @ a.T", "matmul(a, a.transpose())", "[[ 14  38  62]\n [ 38 126 214]\n [ 62 214 366]]"),
            new Idiom("np.trace(a)", "trace(a)", "15"),
            new Idiom("np.linalg.norm(x)", "vectorNorm(x)", "3.7416573867739413"),
            new Idiom("np.linalg.solve(2 * np.eye(3), x)", "solve(eye(3).mul(2), x)", "[1.5 0.5 1. ]"),
            new Idiom("np.isnan(x).any()", "any(isnan(x))", "False"),
            new Idiom("np.broadcast_to(x, (2, 3))", "broadcastTo(x, shape(2, 3))", "[[3. 1. 2.]\n [3. 1. 2.]]"),
            new Idiom("np.meshgrid([1, 2], [3, 4])[0]", "meshgrid(array(1, 2), array(3, 4))[0]", "[[1 2]\n [1 2]]"),
            new Idiom("np.iinfo(np.int8).max", "iinfo(DType.INT8).max()", "127"),
            new Idiom("np.median(x)", "median(x)", "2.0"),
            new Idiom("np.percentile(a, 75, axis=0)", "percentile(a, 75, axis(0))", "[6. 7. 8. 9.]"),
            new Idiom("np.nanmean(np.sqrt(y))", "nanmean(sqrt(y))", "1.3535533905932737"),
            new Idiom("np.histogram(a, 3)[0]", "histogram(a, 3).counts()", "[4 4 4]"),
            new Idiom(
                    "np.einsum(\"ij,kj->ik\", a, a)",
                    "einsum(\"ij,kj->ik\", a, a)",
                    "[[ 14  38  62]\n [ 38 126 214]\n [ 62 214 366]]"),
            new Idiom("np.convolve(x, [1, 1])", "convolve(x, array(1L, 1))", "[3. 4. 3. 2.]"),
            new Idiom("np.interp(1.5, [1, 2], [10, 20])", "interp(scalar(1.5), array(1L, 2), array(10L, 20))", "15.0"),
            new Idiom("np.polynomial.polynomial.polyval(2, x)", "polyval(x, scalar(2.0))", "13.0"),
            new Idiom("np.fft.rfft(a)[:, 0].real", "real(rfft(a)).get(\":, 0\")", "[ 6. 22. 38.]"));

    /** The standard's operators and what they are here. */
    private static final String[][] OPERATORS = {
        {"__abs__", "Elementwise.abs"},
        {"__add__", "NdArray.add"},
        {"__and__", "Elementwise.bitwiseAnd"},
        {"__bool__", "NdArray.getBoolean"},
        {"__complex__", "NdArray.getComplex"},
        {"__eq__", "NdArray.eq"},
        {"__float__", "NdArray.getDouble"},
        {"__floordiv__", "Elementwise.floorDivide"},
        {"__ge__", "NdArray.ge"},
        {"__getitem__", "NdArray.get"},
        {"__gt__", "NdArray.gt"},
        {"__int__", "NdArray.getLong"},
        {"__invert__", "Elementwise.bitwiseInvert"},
        {"__le__", "NdArray.le"},
        {"__lshift__", "Elementwise.bitwiseLeftShift"},
        {"__lt__", "NdArray.lt"},
        {"__matmul__", "LinearAlgebra.matmul"},
        {"__mod__", "NdArray.mod"},
        {"__mul__", "NdArray.mul"},
        {"__ne__", "NdArray.ne"},
        {"__neg__", "NdArray.neg"},
        {"__or__", "Elementwise.bitwiseOr"},
        {"__pos__", "Elementwise.positive"},
        {"__pow__", "NdArray.pow"},
        {"__rshift__", "Elementwise.bitwiseRightShift"},
        {"__setitem__", "DenseArray.set"},
        {"__sub__", "NdArray.sub"},
        {"__truediv__", "NdArray.div"},
        {"__xor__", "Elementwise.bitwiseXor"},
        {"__iadd__", "DenseArray.addInPlace"},
        {"__isub__", "DenseArray.subInPlace"},
        {"__imul__", "DenseArray.mulInPlace"},
        {"__itruediv__", "DenseArray.divInPlace"},
    };

    private static final String LIMITS =
            """

            ## What Java has no place for

            | Standard | Why |
            |---|---|
            | `__dlpack__`, `__dlpack_device__`, `from_dlpack` | No DLPack capsules; `DenseArray.of(dtype, javaArray, shape)`, `wrap`, `storage()` and `doubles()` share memory. |
            | `__index__` | Java takes no object as an index: `getLong()` gives the number. |
            | `__array_namespace__` | A Java program names the class that it calls; `Inspection` says what there is. |
            | `__radd__` and the other reflected operators | Java has no operators: the functions take a scalar on either side, `subtract(1, x)`. |
            | `__iand__` and the other in-place operators | A function's `out` form: `bitwiseAnd(x, x, y)`. |
            | keyword arguments | Overloads leave out defaults; `axis` and `keepdims` are one `Axes`: `axis(0).keepDims()`. |
            | `device=` of functions | There is one device for arrays, `"cpu"`. |
            | `stable=` of `sort` and `argsort` | Sorting is always stable. |
            | `None` for a bound of `clip` | `maximum(x, low)`, `minimum(x, high)`. |
            | constants `e`, `inf`, `nan`, `pi` | `Math.E`, `Double.POSITIVE_INFINITY`, `Double.NaN`, `Math.PI`; `newaxis` is `Index.newAxis()` or `None` in an expression. |
            | integers beyond 64 bits as scalars | A Java scalar is a `boolean`, `long`, `double` or `Complex`; a `char` is refused. |
            """;

    private static boolean exists(String owner, String method) {
        try {
            return Arrays.stream(Class.forName("org.orrery.ndarray." + owner).getMethods())
                    .map(Method::getName)
                    .anyMatch(method::equals);
        } catch (ClassNotFoundException e) {
            return false; // A class that is not there yet.
        }
    }

    private static String types(String kinds) {
        return switch (kinds) {
            case "bifc" -> "all 13";
            case "ifc" -> "numeric";
            case "bif" -> "real, bool";
            case "if" -> "real";
            case "fc" -> "floating, complex";
            case "bi" -> "integer, bool";
            case "i" -> "integer";
            default -> "";
        };
    }

    private static String arrayApi() {
        StringBuilder s = new StringBuilder(
                """
                # The Array API standard, revision 2024.12

                What each function and attribute of the standard is in Orrery, written from the table of tests that names them
                all. `Nd` has all functions in one place for scripts. "Types" are those on which a test compares the function with
                plain code: on contiguous, empty, zero-dimensional, strided, reversed, transposed and broadcast arrays. Where the
                standard asks for floating types, integers and booleans are taken as float64. What the standard leaves open is
                in [choices.md](choices.md).
                """);
        String section = "";
        int missing = 0;
        for (StandardFunctions.Row row : StandardFunctions.rows()) {
            if (!row.section().equals(section)) {
                section = row.section();
                s.append("\n## ").append(section.substring(0, 1).toUpperCase(java.util.Locale.ROOT));
                s.append(section.substring(1)).append("\n\n| Standard | Orrery | Types |\n|---|---|---|\n");
            }
            boolean there = row.note().isEmpty() && exists(row.owner(), row.java());
            missing += there || !row.note().isEmpty() ? 0 : 1;
            s.append("| `%s` | %s | %s |\n"
                    .formatted(
                            row.name(),
                            there
                                    ? "`" + row.owner() + "." + row.java() + "`"
                                    : row.note().isEmpty() ? "missing" : row.note(),
                            there && row.check() == null ? "tests of its own" : types(row.kinds())));
        }
        s.append("\n## Operators of the array object\n\n| Standard | Orrery |\n|---|---|\n");
        for (String[] o : OPERATORS) {
            s.append("| `%s` | `%s` |\n".formatted(o[0], o[1]));
        }
        s.append(LIMITS);
        if (missing > 0) {
            s.append("\nMissing: ").append(missing).append(".\n");
        }
        return s.toString();
    }

    private static String numpyUsers() {
        StringBuilder s = new StringBuilder(
                """
                # For users of NumPy

                NumPy's idioms and ours side by side; a test compiles and runs ours, and compares what is printed. All begin with

                    import static org.orrery.ndarray.Nd.*;
                    import org.orrery.ndarray.*;

                    var a = arange(12).reshape(3, 4);    // a = np.arange(12).reshape(3, 4)
                    var x = array(3.0, 1, 2);            // x = np.array([3., 1., 2.])
                    var y = array(0.5, -1.5, 4);         // y = np.array([0.5, -1.5, 4.])

                | NumPy | Orrery |
                |---|---|
                """);
        for (Idiom i : IDIOMS) {
            s.append("| `%s` | `%s` |\n".formatted(i.numpy, i.ours));
        }
        s.append(
                """

                Four things are different:

                - A slice is a view, as in NumPy, but only `DenseArray` can be written to: `a.set("1:, ::2", 0)`, `addInPlace`, or
                  a function's `out` form, `exp(out, x)`.
                - A Java scalar never widens an array within its kind, as a Python scalar in NumPy 2.
                - `meshgrid`, `std` and `var` have NumPy's defaults; `sum` of small integers is int64 or uint64.
                - `equals` compares whole arrays; `eq` compares elements.
                """);
        return s.toString();
    }

    private static void check(String name, String text) throws IOException {
        Path page = DOCS.resolve(name);
        if (Boolean.getBoolean("orrery.write")) {
            Files.createDirectories(DOCS);
            Files.writeString(page, text);
        }
        assertThat(Files.readString(page))
                .as("docs/%s; write it with mvn test -pl core-ndarray -Dtest=DocumentsTest -Dorrery.write=true", name)
                .isEqualTo(text);
    }

    @Test
    void standardPage() throws IOException {
        for (String[] o : OPERATORS) {
            int dot = o[1].indexOf('.');
            assertThat(exists(o[1].substring(0, dot), o[1].substring(dot + 1)))
                    .as(o[1])
                    .isTrue();
        }
        for (StandardFunctions.Row row : StandardFunctions.rows()) {
            if (row.check() != null) {
                assertThat(exists(row.owner(), row.java()))
                        .as(row.owner() + "." + row.java())
                        .isTrue();
            }
        }
        check("array-api.md", arrayApi());
    }

    @Test
    void idiomsPage(@TempDir Path folder) throws IOException, ReflectiveOperationException {
        assertThat(IDIOMS).hasSizeGreaterThanOrEqualTo(30);
        List<Object> results =
                Snippets.run(folder, OURS, IDIOMS.stream().map(Idiom::ours).toList());
        for (int i = 0; i < results.size(); i++) {
            Object r = results.get(i);
            String printed = r instanceof NdArray n ? n.toDense().toString() : String.valueOf(r);
            assertThat(printed).as(IDIOMS.get(i).ours()).isEqualTo(IDIOMS.get(i).printed());
        }
        check("numpy-users.md", numpyUsers());
    }

    /** That NumPy prints what the table says, where there is a NumPy. */
    @Test
    void numpyPrintsTheSame() {
        NumPy.assume();
        assertThat(NumPy.strings(NUMPY, IDIOMS.stream().map(Idiom::numpy).toList()))
                .isEqualTo(IDIOMS.stream().map(Idiom::printed).toList());
    }
}
