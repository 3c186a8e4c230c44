package org.orrery.ndarray.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.FormatException;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.testing.Fuzz;
import org.orrery.ndarray.testing.Generators;
import org.orrery.ndarray.testing.NumPy;

class NpyTest {
    @TempDir
    private Path folder;

    private static byte[] bytes(DenseArray a) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npy.write(out, a);
        return out.toByteArray();
    }

    private static DenseArray read(byte[] bytes) throws IOException {
        return Npy.read(new ByteArrayInputStream(bytes), "test.npy");
    }

    /** A file of a dictionary and data. */
    private static byte[] file(int version, String dictionary, byte... data) {
        byte[] text = dictionary.getBytes(version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        ByteBuffer out = ByteBuffer.allocate(12 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            out.putShort((short) text.length);
        } else {
            out.putInt(text.length);
        }
        out.put(text).put(data);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static byte[] file(String dictionary, byte... data) {
        return file(1, dictionary, data);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void whatIsWrittenIsReadBack(DType type) throws IOException {
        Generators random = new Generators(type.ordinal());
        Path path = folder.resolve("a.npy");
        for (int i = 0; i < 40; i++) {
            DenseArray a = i % 2 == 0 ? random.array(type) : random.view(type, random.shape());
            Npy.write(path, a);
            for (DenseArray b : new DenseArray[] {Npy.read(path), read(Files.readAllBytes(path))}) {
                assertThat(b.dtype()).isEqualTo(type);
                assertThat(b.shape()).isEqualTo(a.shape());
                assertThat(NumPy.littleEndian(b)).isEqualTo(NumPy.littleEndian(a));
                assertThat(b.isReadOnly()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void largeArraysOfAnyLayoutAreReadBack(DType type) throws IOException {
        Generators random = new Generators(99);
        for (DenseArray a : List.of(
                random.array(type, Shape.of(70_001)),
                random.array(type, Shape.of(701, 3, 101)),
                random.array(type, Shape.of(701, 303)).transpose(),
                random.array(type, Shape.of(5, 101, 307)).permute(1, 0, 2),
                random.array(type, Shape.of(3, 2, 200_003)).index(Index.all(), Index.at(1), Index.step(-2)),
                random.array(type, Shape.of(1)).broadcastTo(Shape.of(30, 10_000)))) {
            Path path = folder.resolve("a.npy");
            Npy.write(path, a);
            assertThat(NumPy.littleEndian(Npy.read(path))).isEqualTo(NumPy.littleEndian(a));
            try (InputStream in = new Dribble(Files.newInputStream(path))) {
                assertThat(NumPy.littleEndian(Npy.read(in, "dribble"))).isEqualTo(NumPy.littleEndian(a));
            }
        }
    }

    /** A stream that gives less than is asked for. */
    private static final class Dribble extends java.io.FilterInputStream {
        private int calls;

        Dribble(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            return super.read(b, off, Math.max(1, Math.min(len, 7919 * (calls++ % 5))));
        }
    }

    @Test
    void aTransposedArrayIsWrittenInFortranOrder() throws IOException {
        DenseArray a = Creation.arange(6).reshape(2, 3).transpose();
        byte[] file = bytes(a);
        assertThat(new String(file, 10, 70, StandardCharsets.US_ASCII))
                .startsWith("{'descr': '<i8', 'fortran_order': True, 'shape': (3, 2), }");
        assertThat(file[128]).isEqualTo((byte) 0);
        assertThat(file[136]).isEqualTo((byte) 1);
        assertThat(read(file)).isEqualTo(a);
        assertThat(read(file).stride(0)).isEqualTo(1);
    }

    @Test
    void bothByteOrdersAndAllVersions() throws IOException {
        byte[] data = {0x3f, (byte) 0xf8, 0, 0, 0, 0, 0, 0};
        for (int version = 1; version <= 3; version++) {
            assertThat(read(file(version, "{'descr': '>f8', 'fortran_order': False, 'shape': ()}\n", data)))
                    .isEqualTo(Creation.scalar(1.5));
        }
        assertThat(read(file(
                        "{\"shape\":(1,2,),\"fortran_order\":True,\"descr\":\"<u2\",}",
                        (byte) 1,
                        (byte) 2,
                        (byte) 3,
                        (byte) 4)))
                .hasToString("[[ 513 1027]]");
        assertThat(read(file(
                        "  {'descr': '|b1', 'fortran_order': False, 'shape': (3L,), }  ", (byte) 0, (byte) 1, (byte)
                                255)))
                .hasToString("[False  True  True]");
        assertThat(read(file("{'descr': 'i1', 'fortran_order': False, 'shape': (1,), }", (byte) -7)))
                .hasToString("[-7]");
        short nativeOrder = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? (short) 1 : (short) 256;
        assertThat(read(file("{'descr': '=i2', 'fortran_order': False, 'shape': (1,), }", (byte) 1, (byte) 0))
                        .getLong(0))
                .isEqualTo(nativeOrder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "{'descr': '<f8', 'fortran_order': False, 'shape': (2,)}#byte 65: ends after 0 of the 16 bytes of data",
                "{'descr': '|O', 'fortran_order': False, 'shape': (2,)}#byte 20: descr '|O': an object array is a Python pickle,"
                        + " which is never executed (NumPy reads it with allow_pickle=True)",
                "{'descr': '<f2', 'fortran_order': False, 'shape': (2,)}#byte 20: descr '<f2': float16 is not one of the thirteen"
                        + " types of the array API; save it as float32",
                "{'descr': '<M8[ns]', 'fortran_order': False, 'shape': (2,)}#byte 20: descr '<M8[ns]': a date or time is not one",
                "{'descr': '<U3', 'fortran_order': False, 'shape': (2,)}#byte 20: descr '<U3': text is not one of",
                "{'descr': '|V3', 'fortran_order': False, 'shape': (2,)}#byte 20: descr '|V3': raw data is not one of",
                "{'descr': '<f16', 'fortran_order': False, 'shape': (2,)}#byte 20: descr '<f16': is not one of",
                "{'descr': '', 'fortran_order': False, 'shape': (2,)}#byte 20: descr '': is not one of",
                "{'descr': '|i4', 'fortran_order': False, 'shape': (2,)}#byte 20: descr '|i4' gives no byte order",
                "{'descr': [('a', '<f4'), ('b', '<i8')], 'fortran_order': False, 'shape': (2,)}#byte 20: header has descr"
                        + " [('a', '<f4'), ('b', '<i8')], a structured type: expected a plain one, such as '<f8'",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (9223372036854775807, 2)}#byte 60: header has a shape whose product exceeds 2^63-1",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (9223372036854775808,)}#byte 61: header has a dimension beyond",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (3000000000,)}#byte 20: shape (3000000000,) has 3000000000"
                        + " elements of float64: a dense array holds at most 2147483639",
                "{'descr': '<c8', 'fortran_order': False, 'shape': (1500000000,)}#byte 20: shape (1500000000,) has",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}#byte 61: header has '-' here: expected a dimension",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (3)}#byte 60: header has a number as the shape: expected a tuple",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (3 4)}#byte 63: header has '4' here: expected , or )",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (,)}#byte 61: header has ',' here: expected a dimension",
                "{'descr': '<f8', 'fortran_order': False, 'shape': [3]}#byte 60: header has '[' here: expected (",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (3,)#byte 64: header has its end here: expected ,",
                "{'descr': '<f8', 'fortran_order': 0, 'shape': (3,)}#byte 44: header has '0' here: expected True or False",
                "{'descr': '<f8', 'fortran_order': False}#byte 49: header has no key 'shape'",
                "{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': ()}#byte 27: header has key 'descr' a second time",
                "{'descr': '<f8', 'order': False, 'shape': ()}#byte 27: header has key 'order': expected descr, fortran_order and",
                "{'descr': '<f8', 'fortran_order': False, 'shape': ()} x#byte 64: header has characters after the dictionary",
                "{'descr': '<f\\x38', 'fortran_order': False, 'shape': ()}#byte 23: header has byte 0x5c in a string",
                "{'descr': '<f8, 'fortran_order': False, 'shape': ()}#byte 27: header has 'f' here: expected ,",
                "{'descr: '<f8'#byte 20: header has '<' here: expected :",
                "{'descr#byte 11: header has a string without an end",
                "[]#byte 10: header has '[' here: expected {",
                "``#byte 10: header has its end here: expected {"
            })
    void brokenHeadersAreNamedWithTheirPosition(String dictionary, String message) {
        assertThatThrownBy(() -> read(file(dictionary)))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("test.npy, " + message);
    }

    @Test
    void brokenBeginnings() {
        assertThatThrownBy(() -> read("PK\003\004 and so on".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("byte 0: is no npy file")
                .hasMessageContaining("Npz.read");
        assertThatThrownBy(() -> read(new byte[3]))
                .hasMessage("test.npy, byte 3: ends after 3 of the 8 bytes of the magic string");
        byte[] file = file("{}");
        file[6] = 4;
        assertThatThrownBy(() -> read(file))
                .hasMessage("test.npy, byte 6: has format version 4.0: expected 1.0, 2.0 or 3.0");
        byte[] long2 = file(2, "{}");
        long2[11] = (byte) 0xff;
        assertThatThrownBy(() -> read(long2)).hasMessageContaining("byte 8: has a header of 4278190082 bytes");
        assertThatThrownBy(() -> read(Arrays.copyOf(file(2, "{}"), 13)))
                .hasMessage("test.npy, byte 13: ends after 1 of the 2 bytes of the header");
    }

    @Test
    void filesThatEndEarlyOrLateAreRefused() throws IOException {
        Path path = folder.resolve("a.npy");
        byte[] good = bytes(Creation.arange(10));
        Files.write(path, Arrays.copyOf(good, good.length - 1));
        assertThatThrownBy(() -> Npy.read(path))
                .isInstanceOf(FormatException.class)
                .hasMessage(path + ", byte 207: ends after 79 of the 80 bytes of data");
        Files.write(path, Arrays.copyOf(good, good.length + 2));
        assertThatThrownBy(() -> Npy.read(path))
                .isInstanceOf(FormatException.class)
                .hasMessage(path + ", byte 208: 2 bytes follow after the data: expected the end");
        assertThatThrownBy(() -> read(Arrays.copyOf(good, 150)))
                .isInstanceOf(FormatException.class)
                .hasMessage("test.npy, byte 150: ends after 22 of the 80 bytes of data");
        assertThatThrownBy(() -> Npy.read(folder.resolve("none.npy"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void severalArraysFollowEachOtherInAStream() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npy.write(out, Creation.arange(5));
        Npy.write(out, Creation.scalar(2.5));
        Npy.write(out, Creation.zeros(Shape.of(0, 3)));
        InputStream in = new ByteArrayInputStream(out.toByteArray());
        assertThat(Npy.read(in, "s")).isEqualTo(Creation.arange(5));
        assertThat(Npy.read(in, "s")).isEqualTo(Creation.scalar(2.5));
        assertThat(Npy.read(in, "s")).isEqualTo(Creation.zeros(Shape.of(0, 3)));
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void aLyingStreamCostsNoMoreThanItDelivers() {
        byte[] lie = file("{'descr': '<f8', 'fortran_order': False, 'shape': (2147483639,)}", new byte[800_000]);
        var outcome = Fuzz.bytes(
                List.of(lie),
                bytes -> Npy.read(new ByteArrayInputStream(lie), "lie"),
                Set.of(FormatException.class),
                3,
                1,
                new Fuzz.Bounds(6_000_000, Fuzz.Bounds.DEFAULT.time()));
        assertThat(outcome.refused()).containsEntry("FormatException", 3);
    }

    @Test
    void headersOfManyDimensions() throws IOException {
        long[] ones = new long[64];
        Arrays.fill(ones, 1);
        DenseArray a = Creation.zeros(Shape.of(ones));
        assertThat(read(bytes(a))).isEqualTo(a);
        long[] tooMany = new long[65];
        Arrays.fill(tooMany, 1);
        assertThatThrownBy(() -> bytes(Creation.zeros(Shape.of(tooMany))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("has 65 dimensions");
        String dims = "1,".repeat(65);
        assertThatThrownBy(() -> read(file("{'descr': '<f8', 'fortran_order': False, 'shape': (" + dims + ")}")))
                .hasMessageContaining("a shape of more than 64 dimensions");
    }

    @Test
    void anErrorLeavesTheOldFile() throws IOException {
        Path path = folder.resolve("a.npy");
        Npy.write(path, Creation.arange(3));
        assertThatThrownBy(() -> WholeFile.write(path, out -> {
                    out.write(1);
                    throw new IOException("full");
                }))
                .hasMessage("full");
        assertThat(Npy.read(path)).isEqualTo(Creation.arange(3));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
        assertThatThrownBy(() -> Npy.write(folder, Creation.arange(3)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("it is a folder");
        assertThatThrownBy(() -> Npy.write(folder.resolve("no/a.npy"), Creation.arange(3)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no folder");
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path target = folder.resolve("target.npy");
        Path link = folder.resolve("link.npy");
        Npy.write(target, Creation.arange(3));
        try {
            Files.createSymbolicLink(link, target);
        } catch (IOException | UnsupportedOperationException e) {
            Assumptions.abort("no symbolic links here");
        }
        Npy.write(link, Creation.arange(4));
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Npy.read(target)).isEqualTo(Creation.arange(4));
    }

    /** Byte for byte what {@code numpy.save} writes. */
    @Test
    void writesTheBytesOfNumPy() throws IOException {
        NumPy.assume();
        Generators random = new Generators(5);
        List<DenseArray> arrays = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            DenseArray a = random.any();
            arrays.add(a);
            boolean fortran = !a.isContiguous() && a.transpose().isContiguous();
            expressions.add("saved(" + NumPy.expression(a) + ", " + (fortran ? "'F'" : "'C'") + ")");
        }
        DenseArray f = random.array(DType.FLOAT32, Shape.of(4, 5)).transpose();
        arrays.add(f);
        expressions.add("saved(" + NumPy.expression(f) + ", 'F')");
        List<String> files = NumPy.strings(
                """
                import io
                def saved(a, order):
                    out = io.BytesIO()
                    np.save(out, np.asarray(a, order=order))
                    return out.getvalue().hex()
                """,
                expressions);
        for (int i = 0; i < files.size(); i++) {
            byte[] expected = java.util.HexFormat.of().parseHex(files.get(i));
            assertThat(bytes(arrays.get(i))).as(expressions.get(i)).isEqualTo(expected);
        }
    }

    /** All types, both byte orders, both axis orders and all versions, as NumPy writes them. */
    @Test
    void readsWhatNumPyWrites() throws IOException {
        NumPy.assume();
        Generators random = new Generators(6);
        List<DenseArray> arrays = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        for (DType type : DType.values()) {
            for (String order : new String[] {"<", ">"}) {
                for (String layout : new String[] {"C", "F"}) {
                    for (int version = 1; version <= 3; version++) {
                        DenseArray a = random.array(type);
                        arrays.add(a);
                        expressions.add("written(" + NumPy.expression(a) + ", '" + order + "', '" + layout + "', "
                                + version + ")");
                    }
                }
            }
        }
        List<String> files = NumPy.strings(
                """
                import io
                def written(a, order, layout, version):
                    out = io.BytesIO()
                    swapped = np.asarray(a, dtype=a.dtype.newbyteorder(order), order=layout)
                    np.lib.format.write_array(out, swapped, version=(version, 0))
                    return out.getvalue().hex()
                """,
                expressions);
        for (int i = 0; i < files.size(); i++) {
            DenseArray a = read(java.util.HexFormat.of().parseHex(files.get(i)));
            assertThat(a.dtype()).isEqualTo(arrays.get(i).dtype());
            assertThat(a.shape()).isEqualTo(arrays.get(i).shape());
            assertThat(NumPy.littleEndian(a)).as(expressions.get(i)).isEqualTo(NumPy.littleEndian(arrays.get(i)));
        }
    }

    @Test
    void brokenBytesEndInFormatExceptions() throws IOException {
        Generators random = new Generators(7);
        List<byte[]> corpus = new ArrayList<>();
        for (DType type : DType.values()) {
            corpus.add(bytes(random.array(type, Shape.of(3, 4))));
            corpus.add(bytes(random.array(type, Shape.of(2, 3)).transpose()));
        }
        corpus.add(file(2, "{'descr': '>f8', 'fortran_order': True, 'shape': (2, 1)}", new byte[16]));
        corpus.add(file(3, "{'descr': '|u1', 'fortran_order': False, 'shape': ()}", new byte[1]));
        var outcome = Fuzz.bytes(
                corpus,
                bytes -> Npy.read(new ByteArrayInputStream(bytes), "fuzz"),
                Set.of(FormatException.class),
                8000,
                1,
                new Fuzz.Bounds(4L << 20, Fuzz.Bounds.DEFAULT.time()));
        assertThat(outcome.accepted()).isGreaterThan(1000);
        assertThat(outcome.refused().get("FormatException")).isGreaterThan(1000);
        Path path = folder.resolve("fuzz.npy");
        Fuzz.bytes(
                corpus,
                bytes -> {
                    Files.write(path, bytes);
                    Npy.read(path);
                },
                Set.of(FormatException.class),
                1000,
                2,
                new Fuzz.Bounds(1L << 20, Fuzz.Bounds.DEFAULT.time()));
    }
}
