package org.orrery.ndarray.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.orrery.ndarray.Complex;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DTypeException;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.FormatException;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.testing.Fuzz;
import org.orrery.ndarray.testing.Generators;
import org.orrery.ndarray.testing.NumPy;

class CsvTest {
    @TempDir
    private Path folder;

    private static CsvTable read(CsvReader reader, String text) throws IOException {
        return reader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "t.csv");
    }

    private static String values(String text) throws IOException {
        return read(Csv.reader(), text).values().toString();
    }

    @Test
    void plainNumbers() throws IOException {
        assertThat(values("1,2\n3,4.5\n")).isEqualTo("[[1.  2. ]\n [3.  4.5]]");
        assertThat(values("1,2\r\n3,4")).isEqualTo("[[1. 2.]\n [3. 4.]]");
        assertThat(values("\uFEFF 1 ,\t-2e3 \n\n  \n,nan\n")).isEqualTo("[[ 1.e+00 -2.e+03]\n [    nan     nan]]");
        assertThat(values("\"1\",\"2\"\n\" 3\" , 4\n".replace("\" 3\"", "\"3\"")))
                .isEqualTo("[[1. 2.]\n [3. 4.]]");
        assertThat(values("7")).isEqualTo("[[7.]]");
        assertThat(values("1,\n2,\n")).isEqualTo("[[ 1. nan]\n [ 2. nan]]");
        assertThat(values("\"\"\n")).isEqualTo("[[nan]]");
    }

    @Test
    void emptyFiles() throws IOException {
        assertThat(read(Csv.reader(), "").values().shape()).isEqualTo(Shape.of(0, 0));
        assertThat(read(Csv.reader(), "\n \r\n").values().shape()).isEqualTo(Shape.of(0, 0));
        CsvTable names = read(Csv.reader().header(true), "a,b\n");
        assertThat(names.values().shape()).isEqualTo(Shape.of(0, 2));
        assertThat(names.names()).containsExactly("a", "b");
        assertThat(names.column("b").shape()).isEqualTo(Shape.of(0));
        assertThat(read(Csv.reader().skip(5), "1\n2\n").rows()).isZero();
    }

    @Test
    void options() throws IOException {
        CsvTable t = read(
                Csv.reader()
                        .delimiter(';')
                        .comment('#')
                        .skip(1)
                        .missing("NA", "-999")
                        .columns("mass", "id")
                        .integers("id"),
                "rubbish \"\n# a comment\nid; \"na;me\" ;mass # kg\n"
                        + "9007199254740993;\"a \"\"q\"\"\nline\"; 1.5\n#\n  # 2\n-1;x;NA\n3;;-999# rest\n4; 5\" ;\n");
        assertThat(t.names()).containsExactly("mass", "id");
        assertThat(t.rows()).isEqualTo(4);
        assertThat(t.column("id")).isEqualTo(Creation.array(9007199254740993L, -1, 3, 4));
        assertThat(t.column(0)).hasToString("[1.5 nan nan nan]");
        assertThat(t.values().shape()).isEqualTo(Shape.of(4, 1));
        assertThat(t.column("mass").isReadOnly()).isTrue();
        assertThat(t)
                .hasToString("4 rows, 2 columns\nmass: float64 [1.5 nan nan nan]\n"
                        + "id: int64 [9007199254740993               -1                3                4]\n");
        assertThat(read(Csv.reader().columns(2, 0), "1,x,3\n4,y,6\n").values()).hasToString("[[3. 1.]\n [6. 4.]]");
        assertThat(read(Csv.reader().integers(0), "1,2\n3,4\n").columns())
                .containsExactly(Creation.array(1L, 3), Creation.array(2.0, 4));
        assertThat(read(Csv.reader().delimiter('\t'), "1\t\t 3\n").values()).hasToString("[[ 1. nan  3.]]");
        assertThat(read(Csv.reader().delimiter(' '), "1 2\n").values()).hasToString("[[1. 2.]]");
    }

    @Test
    void readersAreImmutable() throws IOException {
        CsvReader plain = Csv.reader();
        plain.header(true);
        plain.delimiter(';');
        plain.comment('#');
        plain.skip(1);
        plain.columns(1);
        plain.integers(0);
        plain.missing("1");
        assertThat(read(plain, "1,2\n").values()).hasToString("[[1. 2.]]");
        assertThatThrownBy(() -> read(plain, "1,\u0000\n")).hasMessageEndingWith("column 2: '\\x00' is no number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`1,2\n3,abc\n`|line 2, column 2: 'abc' is no number",
                "`1,2\n\n# x\n`|line 3, column 1: '# x' is no number",
                "`1,2\n3\n`|line 2: has 1 cells: expected 2 as in line 1",
                "`1,2\n3,4,5\n`|line 2: has 3 cells: expected 2 as in line 1",
                "`\n1,\"2\n\"\n`|line 2, column 2: '2\\x0a' is no number",
                "`1,\"2\"x\n`|line 1, column 2: characters after a quoted cell: expected , or the end of the line",
                "`1,2\n\"3\n4,5`|line 2, column 1: a quoted cell without an end",
                "`1,2\r3,4\n`|line 1, column 2: a carriage return without a line feed",
                "`1,2\n0x10,1\n`|line 2, column 1: '0x10' is no number",
                "`a,b\n1,2\n`|line 1, column 1: 'a' is no number",
                "`1,22222222222222222222222222222222222222222222x\n`|line 1, column 2: '2222222222222222222222222222222222222222...'"
                        + " is no number"
            })
    void errorsNameLineAndColumn(String text, String message) {
        assertThatThrownBy(() -> read(Csv.reader(), text))
                .isInstanceOf(FormatException.class)
                .hasMessage("t.csv, " + message);
    }

    @Test
    void errorsOfColumns() {
        assertThatThrownBy(() -> read(Csv.reader().columns("x"), "a,b\n1,2\n"))
                .isInstanceOf(FormatException.class)
                .hasMessage("t.csv, line 1: has column 'x' not: [a, b]");
        assertThatThrownBy(() -> read(Csv.reader().columns("a"), "a,a\n1,2\n"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("has column 'a' several times");
        assertThatThrownBy(() -> read(Csv.reader().columns(0, 2), "1,2\n"))
                .isInstanceOf(FormatException.class)
                .hasMessage("t.csv, line 1: has 2 columns: expected one at position 2, from zero");
        assertThatThrownBy(() -> read(Csv.reader().integers("b"), "a,b\n1,2\n1,2.5\n"))
                .isInstanceOf(FormatException.class)
                .hasMessage("t.csv, line 3, column 2 (b): '2.5' is no integer of 64 bits");
        assertThatThrownBy(() -> read(Csv.reader().integers(0), "1\n9223372036854775808\n"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("line 2, column 1: '9223372036854775808' is no integer");
        assertThatThrownBy(() -> read(Csv.reader().integers(0), "1,2\n,2\n"))
                .isInstanceOf(FormatException.class)
                .hasMessage("t.csv, line 2, column 1: '' is no integer of 64 bits");
        byte[] latin1 = "a,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Csv.reader().header(true).read(new ByteArrayInputStream(latin1), "t.csv"))
                .isInstanceOf(FormatException.class)
                .hasMessage("t.csv, line 1, column 2: the name is no UTF-8");
        assertThatThrownBy(() -> read(Csv.reader().header(true), "a,a\n1,2\n").column("a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column 'a' is there several times: the columns are [a, a]");
    }

    @Test
    void errorsOfOptions() {
        for (char c : "a1+.\"\n\u00e9".toCharArray()) {
            assertThatThrownBy(() -> Csv.reader().delimiter(c)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Csv.reader().comment(','))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("comment is ','");
        assertThatThrownBy(() -> Csv.reader().skip(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Csv.reader().columns(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Csv.reader().columns(1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("columns [1, 1]: expected at least one, each once");
        assertThatThrownBy(() -> Csv.reader().columns(new String[0])).isInstanceOf(IllegalArgumentException.class);
    }

    /** Cells on all places of the buffer, and longer than it. */
    @Test
    void cellsAcrossTheBuffer() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40_002; i++) {
            text.append(i % 7 == 0 ? "\"" + i + "\"" : i).append(i % 3 == 2 ? "\r\n" : " , ");
        }
        text.append("1".repeat(200_000)).append(",").append("0".repeat(300_000)).append(".5,3\r");
        for (int shift = 0; shift < 12; shift++) {
            DenseArray values = read(Csv.reader(), " ".repeat(shift) + text).values();
            assertThat(values.shape()).isEqualTo(Shape.of(13_335, 3));
            assertThat(values.get(":-1"))
                    .isEqualTo(Creation.arange(40_002).reshape(-1, 3).convert(DType.FLOAT64));
            assertThat(values.get("-1")).isEqualTo(Creation.array(Double.POSITIVE_INFINITY, 0.5, 3));
        }
    }

    @Test
    void aCellTooLong() {
        assertThatThrownBy(() -> read(Csv.reader(), "1,\n2," + "1".repeat(1 << 21)))
                .isInstanceOf(FormatException.class)
                .hasMessage("t.csv, line 2, column 2: a cell of more than 1048576 bytes");
        assertThatThrownBy(() -> read(Csv.reader(), "1,\n2,\"" + "1".repeat(1 << 21)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("a cell of more than 1048576 bytes");
        assertThatThrownBy(() -> read(Csv.reader(), ",".repeat(1 << 21)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("has more than 1048576 cells");
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void whatIsWrittenIsReadBack(DType type) throws IOException {
        Path path = folder.resolve("a.csv");
        Generators random = new Generators(type.ordinal());
        if (type.isComplex()) {
            assertThatThrownBy(() -> Csv.write(path, Creation.zeros(Shape.of(2, 2), type)))
                    .isInstanceOf(DTypeException.class);
            assertThat(path).doesNotExist();
            return;
        }
        for (int i = 0; i < 20; i++) {
            Shape shape =
                    Shape.of(random.random().nextInt(1, 200), random.random().nextInt(1, 6));
            DenseArray a = i % 2 == 0 ? random.array(type, shape) : random.view(type, shape);
            Csv.write(path, a);
            if (type.isInteger() && type != DType.UINT64) {
                int[] all =
                        java.util.stream.IntStream.range(0, (int) shape.get(1)).toArray();
                List<DenseArray> columns = Csv.reader().integers(all).read(path).columns();
                for (int j = 0; j < columns.size(); j++) {
                    assertThat(columns.get(j)).isEqualTo(a.get(":, " + j).convert(DType.INT64));
                }
            } else {
                DenseArray b = Csv.read(path);
                assertThat(b.isReadOnly()).isFalse();
                assertThat(b.convert(type == DType.FLOAT32 ? DType.FLOAT32 : DType.FLOAT64))
                        .isEqualTo(a.convert(type == DType.FLOAT32 ? DType.FLOAT32 : DType.FLOAT64));
            }
        }
    }

    @Test
    void writes() throws IOException {
        Path path = folder.resolve("a.csv");
        Csv.write(
                path,
                Creation.array(new double[][] {{1, 0.1}, {-0.0, 1e22}, {Double.NaN, Double.NEGATIVE_INFINITY}}),
                "x",
                " \"y\", ü");
        assertThat(path).hasContent("x,\" \"\"y\"\", ü\"\n1.0,0.1\n-0.0,1e+22\nnan,-inf\n");
        CsvTable t = Csv.reader().header(true).read(path);
        assertThat(t.names()).containsExactly("x", " \"y\", ü");
        Csv.write(path, Creation.array(true, false), "");
        assertThat(path).hasContent("\"\"\n1\n0\n");
        assertThat(Csv.reader().header(true).read(path).column("")).isEqualTo(Creation.array(1.0, 0));
        Csv.write(path, DenseArray.of(DType.UINT64, new long[] {-1}, Shape.of(1)));
        assertThat(path).hasContent("18446744073709551615\n");
        Csv.write(path, Creation.zeros(Shape.of(0, 2)));
        assertThat(path).isEmptyFile();
        assertThatThrownBy(() -> Csv.write(path, Creation.zeros(Shape.of(2, 2)), "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 names: the array has 2 columns");
        for (Shape s : new Shape[] {Shape.of(), Shape.of(2, 0), Shape.of(1, 1, 1)}) {
            assertThatThrownBy(() -> Csv.write(path, Creation.zeros(s))).isInstanceOf(ShapeException.class);
        }
        assertThatThrownBy(() -> Csv.write(path, Creation.array(Complex.I))).isInstanceOf(DTypeException.class);
    }

    @Test
    void numPyReadsTheSameNumbers() throws IOException {
        NumPy.assume();
        Path path = folder.resolve("a.csv");
        DenseArray a = new Generators(8).array(DType.FLOAT64, Shape.of(500, 7));
        Csv.write(path, a);
        String script = "a = np.loadtxt(r'" + path + "', delimiter=',')\nb = " + NumPy.expression(a)
                + "\nprint(np.array_equal(a, b, equal_nan=True), np.array_equal(np.signbit(a[~np.isnan(a)]), np.signbit(b[~np.isnan(b)])))"
                + "\nnp.savetxt(r'" + path + "', b, delimiter=',')";
        assertThat(NumPy.run(script).strip()).isEqualTo("True True");
        assertThat(Csv.read(path)).isEqualTo(a);
    }

    /** A stream is read piece by piece: what is allocated does not grow with unselected columns. */
    @Test
    void onlyTheNumbersAreInMemory() {
        byte[] row = ("1," + "text,".repeat(2000) + "2\n").getBytes(StandardCharsets.US_ASCII);
        var outcome = Fuzz.bytes(
                List.of(new byte[0]),
                bytes -> {
                    InputStream rows = new Repeated(row, 3000);
                    assertThat(Csv.reader().columns(0, 2001).read(rows, "t.csv").rows())
                            .isEqualTo(3000);
                },
                Set.of(),
                2,
                1,
                new Fuzz.Bounds(4L << 20, Fuzz.Bounds.DEFAULT.time()));
        assertThat(outcome.accepted()).isEqualTo(2);
    }

    private static final class Repeated extends InputStream {
        private final byte[] row;
        private int left;
        private int at;

        Repeated(byte[] row, int count) {
            this.row = row;
            this.left = count;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("byte by byte");
        }

        @Override
        public int read(byte[] b, int off, int len) {
            if (left == 0) {
                return -1;
            }
            int n = Math.min(len, row.length - at);
            System.arraycopy(row, at, b, off, n);
            at += n;
            if (at == row.length) {
                at = 0;
                left--;
            }
            return n;
        }
    }

    @Test
    void brokenBytesEndInFormatExceptions() {
        List<byte[]> corpus = new ArrayList<>();
        for (String text : new String[] {
            "1,2,3\n4.5,-6e7,nan\n",
            "id,name,mass\n1,\"a, \"\"b\"\"\nc\",2.5\n3,x,\n",
            "# c\r\n1;2\r\n3;4\r\n",
            "\uFEFF9223372036854775807,1e-400\n123456789012345678901234567890,.5\n"
        }) {
            corpus.add(text.getBytes(StandardCharsets.UTF_8));
        }
        CsvReader[] readers = {
            Csv.reader(),
            Csv.reader().header(true),
            Csv.reader().columns("id", "mass").integers("id"),
            Csv.reader().delimiter(';').comment('#').integers(1).skip(1)
        };
        int accepted = 0;
        for (CsvReader reader : readers) {
            var outcome = Fuzz.bytes(
                    corpus,
                    bytes -> reader.read(new ByteArrayInputStream(bytes), "fuzz"),
                    Set.of(FormatException.class),
                    5000,
                    1,
                    new Fuzz.Bounds(1L << 20, Fuzz.Bounds.DEFAULT.time()));
            accepted += outcome.accepted();
        }
        assertThat(accepted).isGreaterThan(500);
    }

    @Test
    void readsFiles() throws IOException {
        Path path = folder.resolve("a.csv");
        Files.writeString(path, "1,2\n");
        assertThat(Csv.read(path)).isEqualTo(Creation.array(1.0, 2).reshape(1, 2));
        Files.writeString(path, "1,x\n");
        assertThatThrownBy(() -> Csv.read(path)).hasMessage(path + ", line 1, column 2: 'x' is no number");
    }
}
