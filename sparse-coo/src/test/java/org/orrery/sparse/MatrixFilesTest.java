package org.orrery.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.DensificationException;
import org.orrery.ndarray.Elementwise;
import org.orrery.ndarray.FormatException;
import org.orrery.ndarray.LinearAlgebra;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.Statistics;
import org.orrery.ndarray.testing.Fuzz;
import org.orrery.ndarray.testing.NumPy;

/** Matrix Market and Harwell-Boeing files. */
class MatrixFilesTest {
    private static final Path DATA = Path.of("../../shared/data/sparse");

    @TempDir
    Path folder;

    private static Path data(String name) {
        Path file = DATA.resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "no " + file);
        return file;
    }

    private Path file(String name, String... lines) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, String.join("\n", lines) + "\n");
        return file;
    }

    private CooArray market(String... lines) throws IOException {
        return MatrixMarket.read(file("a.mtx", lines));
    }

    // Numbers.

    @Test
    void numbersAreRoundedAsJavaRoundsThem() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            String text =
                    switch (i % 5) {
                        case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
                        case 1 -> Long.toUnsignedString(random.nextLong()) + "e" + (random.nextInt(700) - 360);
                        case 2 -> String.valueOf(random.nextDouble());
                        case 3 ->
                            new BigDecimal(Math.nextUp(random.nextDouble()))
                                    .add(new BigDecimal(Math.ulp(0.5) / 2))
                                    .round(new MathContext(19))
                                    .toString();
                        default ->
                            (random.nextLong() >>> random.nextInt(60)) + "." + random.nextInt(1000) + "E"
                                    + (random.nextInt(60) - 30);
                    };
            if (!text.contains("N") && !text.contains("I")) {
                assertThat(decimal(text)).as(text).isEqualTo(Double.parseDouble(text));
            }
        }
        for (long m = 1L << 53; m < (1L << 53) + 500; m++) {
            String half = BigInteger.valueOf(m).shiftLeft(1).add(BigInteger.ONE).toString();
            assertThat(decimal(half)).as(half).isEqualTo(Double.parseDouble(half));
        }
    }

    private static double decimal(String text) {
        byte[] b = text.getBytes(StandardCharsets.ISO_8859_1);
        return Decimal.parse(b, 0, b.length, false);
    }

    @Test
    void whatIsNoNumberIsNotANumber() {
        for (String text : List.of("", "-", ".", "1e", "1e+", "1x", "1.5.2", "nan", "inf", "0x1p3", "1d5", "--1")) {
            assertThat(decimal(text)).as(text).isNaN();
        }
        assertThat(decimal("1e999")).isInfinite();
        assertThat(decimal("-1e-999")).isZero();
        assertThat(Decimal.parse("1d5".getBytes(StandardCharsets.ISO_8859_1), 0, 3, true))
                .isEqualTo(1e5);
    }

    // Matrix Market.

    @Test
    void readsEveryFieldAndSymmetry() throws IOException {
        CooArray real =
                market("%%MatrixMarket matrix coordinate real general", "% why", "", "2 3 2", "1 1 .5", "2 3 -1E2");
        assertThat(real.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(real.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(real.getDouble(0, 0)).isEqualTo(0.5);
        assertThat(real.getDouble(1, 2)).isEqualTo(-100);

        CooArray integer =
                market("%%matrixmarket MATRIX Coordinate Integer Symmetric", "3 3 2", "2 1 7", "3 3 " + Long.MIN_VALUE);
        assertThat(integer.dtype()).isEqualTo(DType.INT64);
        assertThat(integer.getLong(0, 1)).isEqualTo(7);
        assertThat(integer.getLong(1, 0)).isEqualTo(7);
        assertThat(integer.getLong(2, 2)).isEqualTo(Long.MIN_VALUE);
        assertThat(integer.nnz()).isEqualTo(3);

        CooArray pattern = market("%%MatrixMarket matrix coordinate pattern general", "2 2 1", "2 1");
        assertThat(pattern.dtype()).isEqualTo(DType.BOOL);
        assertThat(pattern.getBoolean(1, 0)).isTrue();
        assertThat(pattern.getBoolean(0, 1)).isFalse();

        CooArray skew = market("%%MatrixMarket matrix coordinate real skew-symmetric", "2 2 1", "2 1 3");
        assertThat(skew.getDouble(0, 1)).isEqualTo(-3);

        CooArray hermitian =
                market("%%MatrixMarket matrix coordinate complex Hermitian", "2 2 2", "1 1 4 0", "2 1 1 -2");
        assertThat(hermitian.getComplex(0, 1)).isEqualTo(Complex.of(1, 2));
        assertThat(hermitian.getComplex(1, 0)).isEqualTo(Complex.of(1, -2));

        CooArray array = market("%%MatrixMarket matrix array real general", "2 2", "1", "2", "0", "4");
        assertThat(array.getDouble(1, 0)).isEqualTo(2);
        assertThat(array.nnz()).isEqualTo(3);
        CooArray lower = market("%%MatrixMarket matrix array integer symmetric", "2 2", "1", "2", "3");
        assertThat(lower.getLong(0, 1)).isEqualTo(2);
        CooArray strict = market("%%MatrixMarket matrix array real skew-symmetric", "2 2", "5");
        assertThat(strict.getDouble(0, 1)).isEqualTo(-5);

        CooArray repeated = market("%%MatrixMarket matrix coordinate real general", "1 1 2", "1 1 2", "1 1 3");
        assertThat(repeated.getDouble(0, 0)).isEqualTo(5);
        assertThat(market("%%MatrixMarket matrix array real general", "0 9000000000000000000")
                        .nnz())
                .isZero();
    }

    @Test
    void theHeaderCanBeReadAlone() throws IOException {
        Path file = file("h.mtx", "%%MatrixMarket matrix coordinate real general", "% Grüße", "2 3 1", "1 1 1");
        MatrixMarket.Header h = MatrixMarket.header(file);
        assertThat(h.rows()).isEqualTo(2);
        assertThat(h.columns()).isEqualTo(3);
        assertThat(h.entries()).isEqualTo(1);
        assertThat(h.comments()).containsExactly("Grüße");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | begins with %%MatrixMarket | hello",
                "1 | found 4 words | %%MatrixMarket matrix coordinate real",
                "1 | object is 'vector' | %%MatrixMarket vector coordinate real general",
                "1 | field is 'quaternion' | %%MatrixMarket matrix coordinate quaternion general",
                "1 | Hermitian matrix is complex | %%MatrixMarket matrix coordinate real hermitian",
                "1 | pattern has no values | %%MatrixMarket matrix array pattern general",
                "2 | the file ends | %%MatrixMarket matrix coordinate real general",
                "2 | 2 rows, 3 columns | %%MatrixMarket matrix coordinate real symmetric;2 3 0",
                "2 | exceed 2^63-1 | %%MatrixMarket matrix coordinate real general;4294967296 4294967296 0",
                "2 | more than the whole file | %%MatrixMarket matrix coordinate real general;9 9 99;1 1 1",
                "2 | number of columns, an integer | %%MatrixMarket matrix coordinate real general;9 x 0",
                "2 | is 99999999999999999999 | %%MatrixMarket matrix coordinate real general;99999999999999999999 1 0",
                "2 | end of the line behind the sizes | %%MatrixMarket matrix coordinate real general;9 9 0 0",
                "3 | row is 3, expected 1 to 2 | %%MatrixMarket matrix coordinate real general;2 2 1;3 1 1",
                "3 | row is 0, expected 1 to 2 | %%MatrixMarket matrix coordinate real general;2 2 1;0 1 1",
                "3 | column is -1 | %%MatrixMarket matrix coordinate real general;2 2 1;1 -1 1",
                "3 | above the diagonal | %%MatrixMarket matrix coordinate real symmetric;2 2 1;1 2 1",
                "3 | on the diagonal | %%MatrixMarket matrix coordinate real skew-symmetric;2 2 1;1 1 1",
                "3 | imaginary part is 2.0 | %%MatrixMarket matrix coordinate complex hermitian;1 1 1;1 1 1 2",
                "3 | found 'nan' | %%MatrixMarket matrix coordinate real general;2 2 1;1 1 nan",
                "3 | exceeds a double | %%MatrixMarket matrix coordinate real general;2 2 1;1 1 1e999",
                "3 | expected the imaginary part | %%MatrixMarket matrix coordinate complex general;2 2 1;1 1 1111",
                "3 | expected the end of the line | %%MatrixMarket matrix coordinate pattern general;2 2 1;1 1 1",
                "3 | found '1.5' | %%MatrixMarket matrix coordinate integer general;2 2 1;1 1 1.5",
                "3 | is 9223372036854775808 | %%MatrixMarket matrix coordinate integer general;2 2 1;1 1"
                        + " 9223372036854775808",
                "3 | after 1 of 2 entries | %%MatrixMarket matrix coordinate real general;2 2 2;1 1 1000000000",
                "4 | follows all 1 entries | %%MatrixMarket matrix coordinate real general;2 2 1;1 1 1;1 2 1",
                "3 | before row 2 of column 1 | %%MatrixMarket matrix array real general;2 1;1000000",
            })
    void brokenFilesAreRefused(int line, String problem, String text) throws IOException {
        Path file = file("bad.mtx", text.split(";"));
        assertThatThrownBy(() -> MatrixMarket.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("bad.mtx, line " + line + ":")
                .hasMessageContaining(problem);
    }

    @Test
    void aLineWithoutEndIsRefused() throws IOException {
        Path file = folder.resolve("long.mtx");
        Files.writeString(file, "%%MatrixMarket" + " ".repeat(1 << 20));
        assertThatThrownBy(() -> MatrixMarket.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("longer than");
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void whatIsWrittenIsReadAgain(DType dtype) throws IOException {
        Samples s = new Samples(dtype.ordinal());
        for (String name : List.of("w.mtx", "w.mtx.gz")) {
            DenseArray zero = Creation.zeros(Shape.of(), dtype);
            CooArray a = CooArray.fromDense(s.dense(Shape.of(6, 5), dtype, zero, false));
            Path file = folder.resolve(name);
            MatrixMarket.write(file, a, "made by a test");
            DType back = dtype.isInteger()
                    ? DType.INT64
                    : dtype.isFloating() ? DType.FLOAT64 : dtype.isComplex() ? DType.COMPLEX128 : dtype;
            Samples.assertSame(MatrixMarket.read(file), a.convert(back), 0, "sparse " + a);
            assertThat(MatrixMarket.header(file).comments()).containsExactly("made by a test");
            MatrixMarket.write(file, a.toDense());
            DType dense = dtype.isBoolean() ? DType.INT64 : back;
            Samples.assertSame(MatrixMarket.read(file), a.toDense().convert(dense), 0, "dense " + a);
            if (dtype.isBoolean() || dtype.isUnsigned()) {
                continue;
            }
            CooArray square = CooArray.fromDense(s.dense(Shape.of(5, 5), dtype, zero, false));
            NdArray symmetric = square.add(square.transpose());
            MatrixMarket.write(file, symmetric, MatrixMarket.Symmetry.SYMMETRIC);
            Samples.assertSame(MatrixMarket.read(file), symmetric.convert(back), 0, "symmetric");
            NdArray skew = square.sub(square.transpose());
            MatrixMarket.write(file, skew, MatrixMarket.Symmetry.SKEW_SYMMETRIC);
            Samples.assertSame(MatrixMarket.read(file), skew.convert(back), 0, "skew-symmetric");
            if (dtype.isComplex()) {
                NdArray hermitian = square.add(Elementwise.conj(square.transpose()));
                MatrixMarket.write(file, hermitian, MatrixMarket.Symmetry.HERMITIAN);
                Samples.assertSame(MatrixMarket.read(file), hermitian.convert(back), 0, "Hermitian");
            }
        }
    }

    @Test
    void whatTheFormatCannotSayIsRefused() {
        Path file = folder.resolve("no.mtx");
        CooArray a = CooArray.eye(2);
        assertThatThrownBy(() -> MatrixMarket.write(file, a.add(1))).isInstanceOf(DensificationException.class);
        assertThatThrownBy(() -> MatrixMarket.write(file, a.div(0.0).sub(Creation.scalar(Double.NaN))))
                .isInstanceOf(DensificationException.class);
        assertThatThrownBy(() -> MatrixMarket.write(file, a.mul(1e300).mul(1e300)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN or infinite");
        assertThatThrownBy(() -> MatrixMarket.write(file, a.reshape(4))).isInstanceOf(ShapeException.class);
        CooArray b = CooArray.of(Shape.of(2, 2), new int[] {1}, new int[] {0}, new double[] {1});
        assertThatThrownBy(() -> MatrixMarket.write(file, b, MatrixMarket.Symmetry.SYMMETRIC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not symmetric");
        assertThatThrownBy(() -> MatrixMarket.write(file, a, "two\nlines"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(file).doesNotExist();
    }

    // Harwell-Boeing.

    private static String[] harwell(String type, String formats, String... cards) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format("%-72s%-8s", "A title", "KEY"));
        for (String card : cards) {
            lines.add(card);
        }
        lines.add(2, type);
        lines.add(3, formats);
        return lines.toArray(String[]::new);
    }

    private static String formats(String pointers, String indices, String values) {
        return String.format("%-16s%-16s%-20s", pointers, indices, values);
    }

    private static String counts(long... numbers) {
        StringBuilder s = new StringBuilder();
        for (long n : numbers) {
            s.append(String.format("%14d", n));
        }
        return s.toString();
    }

    private static String sizes(String type, long... numbers) {
        return type + " ".repeat(11) + counts(numbers);
    }

    @Test
    void readsFortranFields() throws IOException {
        // Fields without blanks between them, exponents with D, without a letter, and without a point.
        Path file = file(
                "f.rua",
                harwell(
                        sizes("RUA", 3, 2, 4, 0),
                        formats("(3I3)", "(4I1)", "(2D10.3)"),
                        counts(4, 1, 1, 2, 0),
                        "  1  3  5",
                        "1323",
                        " 0.125D+01-.125D-0001",
                        "   1250+01      1500"));
        // The second field of the first line is -.125D-000, and what follows its ten columns is not read.
        CooArray a = HarwellBoeing.read(file);
        assertThat(a.getDouble(0, 0)).isEqualTo(1.25);
        assertThat(a.getDouble(2, 0)).isEqualTo(-0.125);
        assertThat(a.getDouble(1, 1)).isEqualTo(12.5);
        assertThat(a.getDouble(2, 1)).isEqualTo(1.5);
        HarwellBoeing.Header h = HarwellBoeing.header(file);
        assertThat(h.title()).isEqualTo("A title");
        assertThat(h.key()).isEqualTo("KEY");
        assertThat(h.entries()).isEqualTo(4);
    }

    @Test
    void scalesNumbersWithoutExponent() throws IOException {
        CooArray a = HarwellBoeing.read(file(
                "s.rra",
                harwell(
                        sizes("RRA", 1, 2, 2, 0),
                        formats("(3I2)", "(2I2)", "(1P,2E8.2)"),
                        counts(3, 1, 1, 1, 0),
                        " 1 2 3",
                        " 1 1",
                        "    12.53.4E+001")));
        assertThat(a.getDouble(0, 0)).isEqualTo(1.25);
        assertThat(a.getDouble(0, 1)).isEqualTo(34);
    }

    @Test
    void readsComplexPatternsAndTriangles() throws IOException {
        CooArray h = HarwellBoeing.read(file(
                "h.cha",
                harwell(
                        sizes("CHA", 2, 2, 2, 0),
                        formats("(3I2)", "(2I2)", "(4F4.1)"),
                        counts(3, 1, 1, 1, 0),
                        " 1 3 3",
                        " 1 2",
                        " 2.0 0.0 1.0-3.0")));
        assertThat(h.getComplex(1, 0)).isEqualTo(Complex.of(1, -3));
        assertThat(h.getComplex(0, 1)).isEqualTo(Complex.of(1, 3));
        CooArray p = HarwellBoeing.read(file(
                "p.psa",
                harwell(
                        sizes("PSA", 2, 2, 1, 0),
                        formats("(3I2)", "(2I2)", ""),
                        counts(2, 1, 1, 0, 0),
                        " 1 2 2",
                        " 2")));
        assertThat(p.getBoolean(0, 1)).isTrue();
        assertThat(p.nnz()).isEqualTo(2);
        CooArray z = HarwellBoeing.read(file(
                "z.rza",
                harwell(
                        sizes("RZA", 2, 2, 1, 0),
                        formats("(3I2)", "(2I2)", "(F4.1)"),
                        counts(3, 1, 1, 1, 0),
                        " 1 2 2",
                        " 2",
                        " 7.5")));
        assertThat(z.getDouble(0, 1)).isEqualTo(-7.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | not assembled | RSE|2|2|2|(3I2)|(2I2)|(F4.1)| 1 2 3| 1 2| 7.5",
                "3 | square | RSA|3|2|2|(3I2)|(2I2)|(2F4.1)| 1 2 3| 1 2| 7.5 7.5",
                "3 | whole file | RUA|2|2|9999999|(3I2)|(2I2)|(2F4.1)| 1 2 3| 1 2| 7.5 7.5",
                "4 | format of the values | RUA|2|2|2|(3I2)|(2I2)|(2I4)| 1 2 3| 1 2| 7.5 7.5",
                "4 | format of the pointers | RUA|2|2|2|(3X2)|(2I2)|(2F4.1)| 1 2 3| 1 2| 7.5 7.5",
                "4 | take 2 lines | RUA|2|2|2|(3I2)|(1I2)|(2F4.1)| 1 2 3| 1 2| 7.5 7.5",
                "5 | expected 1 to 3 | RUA|2|2|2|(3I2)|(2I2)|(2F4.1)| 1 2 2| 1 2| 7.5 7.5",
                "5 | less than the one before | RUA|3|3|2|(4I2)|(2I2)|(2F4.1)| 1 3 2 3| 1 2| 7.5 7.5",
                "5 | an integer from 1 to 3 | RUA|2|2|2|(3I2)|(2I2)|(2F4.1)| 1 x 3| 1 2| 7.5 7.5",
                "6 | an integer from 1 to 2 | RUA|2|2|2|(3I2)|(2I2)|(2F4.1)| 1 2 3| 1 3| 7.5 7.5",
                "6 | an integer from 1 to 2 | RUA|2|2|2|(3I2)|(2I2)|(2F4.1)| 1 2 3| 1| 7.5 7.5",
                "7 | above the diagonal | RSA|2|2|2|(3I2)|(2I2)|(2F4.1)| 1 2 3| 1 1| 7.5 7.5",
                "7 | columns 5 to 8 are 'abc' | RUA|2|2|2|(3I2)|(2I2)|(2F4.1)| 1 2 3| 1 2| 7.5 abc",
                "7 | columns 5 to 8 are '' | RUA|2|2|2|(3I2)|(2I2)|(2F4.1)| 1 2 3| 1 2| 7.5",
            })
    void brokenHarwellBoeingFilesAreRefused(
            int line,
            String problem,
            String type,
            long rows,
            long columns,
            long entries,
            String pointers,
            String indices,
            String values,
            String card1,
            String card2,
            String card3)
            throws IOException {
        Path file = file(
                "bad.hb",
                harwell(
                        sizes(type, rows, columns, entries, 0),
                        formats(pointers, indices, values),
                        counts(3, 1, 1, 1, 0),
                        " " + card1,
                        " " + card2,
                        " " + card3));
        assertThatThrownBy(() -> HarwellBoeing.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("bad.hb, line " + line + ":")
                .hasMessageContaining(problem);
    }

    // Real matrices.

    @Test
    void oneMatrixInBothFormatsIsTheSame() throws IOException {
        CooArray market = MatrixMarket.read(data("lund_a.mtx"));
        CooArray harwell = HarwellBoeing.read(data("lund_a.rsa"));
        assertThat(harwell).isEqualTo(market);
        assertThat(market.nnz()).isEqualTo(2449);
        assertThat(market).isEqualTo(market.transpose());
    }

    @Test
    void readsRealMatrices() throws IOException {
        CooArray utm = HarwellBoeing.read(data("utm300.rua"));
        assertThat(utm.nnz()).isEqualTo(3155);
        assertThat(utm.getDouble(0, 0)).isEqualTo(-0.707106816579618);
        assertThat(HarwellBoeing.header(data("utm300.rua")).rightHandSides()).isEqualTo(1);
        CooArray world = MatrixMarket.read(data("wrld_1deg.mtx"));
        assertThat(world.shape()).isEqualTo(Shape.of(15260, 15260));
        assertThat(world.nnz()).isEqualTo(2 * 55973);
        assertThat(MatrixMarket.read(data("jgl009.mtx")).dtype()).isEqualTo(DType.BOOL);
        assertThat(MatrixMarket.read(data("KNex.mtx")).nnz()).isEqualTo(8755);
        assertThatThrownBy(() -> MatrixMarket.read(data("wrong.mtx")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("line 3");
    }

    @Test
    void sumsAgreeWithScipy() throws IOException {
        List<String> names = List.of("KNex", "USCounties", "lund_a", "pores_1", "wrld_1deg");
        NumPy.assumeModule("scipy");
        Path parent = data("KNex.mtx").toAbsolutePath().getParent();
        String[] lines = NumPy.run(
                        """
                import scipy.io
                for name in '%s'.split():
                    a = scipy.io.mmread(r'%s/' + name + '.mtx').tocsr()
                    print(a.nnz, float(a.sum()), float(a.max()), float((a @ a.T).sum()))
                """
                                .formatted(String.join(" ", names), parent))
                .strip()
                .split("\n");
        for (int i = 0; i < names.size(); i++) {
            String[] expected = lines[i].split(" ");
            CooArray a = MatrixMarket.read(data(names.get(i) + ".mtx"));
            assertThat(a.nnz()).isEqualTo(Integer.parseInt(expected[0]));
            assertClose(Statistics.sum(a).item(), expected[1]);
            assertThat(Statistics.max(a).item()).isEqualTo(Double.parseDouble(expected[2]));
            NdArray square = LinearAlgebra.matmul(a, a.transpose());
            assertClose(Statistics.sum(square).item(), expected[3]);
        }
    }

    private static void assertClose(double actual, String expected) {
        double e = Double.parseDouble(expected);
        assertThat(Math.abs(actual - e)).isLessThanOrEqualTo(1e-11 * Math.abs(e));
    }

    // Broken input.

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private List<byte[]> corpus(String... texts) throws IOException {
        List<byte[]> corpus = new ArrayList<>();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            corpus.add(bytes);
            corpus.add(zipped(bytes));
        }
        return corpus;
    }

    @Test
    void damagedMatrixMarketFilesEndInFormatExceptions() throws IOException {
        List<byte[]> corpus = corpus(
                "%%MatrixMarket matrix coordinate real general\n% a\n3 3 3\n1 1 1.5\n2 3 -2e-3\n3 1 123456789.25\n",
                "%%MatrixMarket matrix coordinate complex hermitian\n2 2 2\n1 1 1 0\n2 1 3 4\n",
                "%%MatrixMarket matrix coordinate pattern symmetric\n4 4 2\n2 1\n4 4\n",
                "%%MatrixMarket matrix array integer skew-symmetric\n3 3\n1\n2\n3\n");
        Fuzz.Outcome outcome = Fuzz.bytes(
                corpus,
                bytes -> MatrixMarket.read(Lines.of("fuzz", new ByteArrayInputStream(bytes), bytes.length)),
                List.of(FormatException.class),
                20_000,
                1,
                new Fuzz.Bounds(8 << 20, Fuzz.Bounds.DEFAULT.time()));
        assertThat(outcome.accepted()).isPositive();
        assertThat(outcome.refused()).isNotEmpty();
    }

    @Test
    void damagedHarwellBoeingFilesEndInFormatExceptions() throws IOException {
        String text = String.join(
                        "\n",
                        harwell(
                                sizes("RUA", 3, 2, 4, 0),
                                formats("(3I3)", "(4I1)", "(2D10.3)"),
                                counts(4, 1, 1, 2, 0),
                                "  1  3  5",
                                "1323",
                                " 0.125D+01-.125D-000",
                                "   1250+01      1500"))
                + "\n";
        Fuzz.Outcome outcome = Fuzz.bytes(
                corpus(text, text.replace("RUA", "CUA").replace("14", "16")),
                bytes -> HarwellBoeing.read(Lines.of("fuzz", new ByteArrayInputStream(bytes), bytes.length)),
                List.of(FormatException.class),
                20_000,
                2,
                new Fuzz.Bounds(8 << 20, Fuzz.Bounds.DEFAULT.time()));
        assertThat(outcome.accepted()).isPositive();
        assertThat(outcome.refused()).isNotEmpty();
    }
}
