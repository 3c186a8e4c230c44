package org.orrery.ndarray.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.FormatException;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.testing.Fuzz;
import org.orrery.ndarray.testing.Generators;
import org.orrery.ndarray.testing.NumPy;

class NpzTest {
    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void choosePath() {
        path = folder.resolve("a.npz");
    }

    private static Map<String, DenseArray> arrays(long seed) {
        Generators random = new Generators(seed);
        Map<String, DenseArray> arrays = new LinkedHashMap<>();
        for (DType type : DType.values()) {
            arrays.put(type.toString(), random.array(type));
            arrays.put("view of " + type, random.view(type, random.shape()));
        }
        return arrays;
    }

    private static void assertSame(DenseArray actual, DenseArray expected) {
        assertThat(actual.dtype()).isEqualTo(expected.dtype());
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(NumPy.littleEndian(actual)).isEqualTo(NumPy.littleEndian(expected));
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Map<String, DenseArray> arrays = arrays(1);
        for (boolean compressed : new boolean[] {false, true}) {
            Npz.write(path, arrays, Map.of("format", "csr", "empty", "", "wide", "é\uD83D\uDE00"), compressed);
            Npz npz = Npz.read(path);
            assertThat(npz.names())
                    .startsWith(arrays.keySet().toArray(new String[0]))
                    .hasSize(arrays.size() + 3);
            for (var e : arrays.entrySet()) {
                assertSame(npz.get(e.getKey()), e.getValue());
            }
            assertThat(npz.text("format")).isEqualTo("csr");
            assertThat(npz.text("empty")).isEmpty();
            assertThat(npz.text("wide")).isEqualTo("é\uD83D\uDE00");
            assertThat(npz.has("format")).isTrue();
            assertThat(npz.has("form")).isFalse();
        }
        Npz.write(path, arrays);
        long plain = Files.size(path);
        Map<String, DenseArray> all = Npz.read(path).arrays();
        assertThat(all.keySet()).containsExactlyElementsOf(arrays.keySet());
        all.forEach((name, a) -> assertSame(a, arrays.get(name)));
        Npz.writeCompressed(path, arrays);
        assertThat(Files.size(path)).isLessThan(plain);
    }

    @Test
    void theSameArraysGiveTheSameBytes() throws IOException {
        Npz.writeCompressed(path, arrays(3));
        byte[] first = Files.readAllBytes(path);
        Npz.writeCompressed(path, arrays(3));
        assertThat(Files.readAllBytes(path)).isEqualTo(first);
    }

    @Test
    void emptyFilesAndForeignMembers() throws IOException {
        Npz.write(path, Map.of());
        assertThat(Npz.read(path).names()).isEmpty();
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            member(zip, "readme.txt", "hello".getBytes(StandardCharsets.US_ASCII));
            member(zip, "a.npy", npy(Creation.arange(3)));
            member(zip, "b.npy", "no array".getBytes(StandardCharsets.US_ASCII));
        }
        Npz npz = Npz.read(path);
        assertThat(npz.names()).containsExactly("a", "b");
        assertThat(npz.get("a")).isEqualTo(Creation.arange(3));
        assertThat(npz).hasToString(path + ": [a, b]");
        assertThatThrownBy(() -> npz.get("b"))
                .isInstanceOf(FormatException.class)
                .hasMessage(path + "/b.npy, byte 0: is no npy file: expected \\x93NUMPY");
        assertThatThrownBy(() -> npz.get("c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(path + " has no array 'c': it has [a, b]");
        assertThatThrownBy(() -> npz.text("a"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("descr '<i8' is no text");
        assertThatThrownBy(() -> Npz.read(folder.resolve("none.npz"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void oneNameForTwoThings() {
        assertThatThrownBy(() -> Npz.write(path, Map.of("a", Creation.arange(3)), Map.of("a", "text"), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'a' names both an array and a text");
        assertThat(path).doesNotExist();
    }

    @Test
    void filesThatAreNoZip() throws IOException {
        Npy.write(path, Creation.arange(3));
        assertThatThrownBy(() -> Npz.read(path))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(path + ", directory: is no readable zip file");
        Files.write(path, new byte[0]);
        assertThatThrownBy(() -> Npz.read(path)).isInstanceOf(FormatException.class);
    }

    private static byte[] npy(DenseArray a) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npy.write(out, a);
        return out.toByteArray();
    }

    private static void member(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /** Where the directory's record of the first member lies. */
    private static int record(byte[] zip) {
        ByteBuffer b = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        return b.getInt(zip.length - 22 + 16);
    }

    private void broken(int at, int value) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(record(bytes) + at, value);
        Files.write(path, bytes);
    }

    @Test
    void checksumsAreVerified() throws IOException {
        for (boolean compressed : new boolean[] {false, true}) {
            Npz.write(path, Map.of("a", Creation.arange(1000)), Map.of(), compressed);
            broken(16, 12345);
            assertThatThrownBy(() -> Npz.read(path).get("a"))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("byte 8128: has another checksum");
        }
        Npz.write(path, Map.of("a", Creation.arange(1000)));
        byte[] bytes = Files.readAllBytes(path);
        bytes[1000] ^= 1;
        Files.write(path, bytes);
        assertThatThrownBy(() -> Npz.read(path).get("a")).hasMessageContaining("checksum");
    }

    @Test
    void bytesBeyondTheArrayAreRefused() throws IOException {
        for (int method : new int[] {ZipEntry.STORED, ZipEntry.DEFLATED}) {
            byte[] npy = npy(Creation.arange(3));
            byte[] longer = java.util.Arrays.copyOf(npy, npy.length + 5);
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
                ZipEntry entry = new ZipEntry("a.npy");
                entry.setMethod(method);
                entry.setSize(longer.length);
                java.util.zip.CRC32 crc = new java.util.zip.CRC32();
                crc.update(longer);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(longer);
                zip.closeEntry();
            }
            assertThatThrownBy(() -> Npz.read(path).get("a"))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("byte 152: ")
                    .hasMessageContaining("follow after the data");
        }
    }

    @Test
    void aMemberCannotClaimMoreThanItsBytesHold() throws IOException {
        Npz.writeCompressed(path, Map.of("a", Creation.arange(10)));
        broken(24, Integer.MAX_VALUE);
        assertThatThrownBy(() -> Npz.read(path).get("a"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("claims 2147483647 bytes from")
                .hasMessageContaining("which cannot be");
    }

    /** A kilobyte that claims to be gigabytes, and an honest bomb whose array is small. */
    @Test
    void bombsAreBoundedByTheirShape() throws IOException {
        byte[] header = NpyHeader.bytes("<f8", false, Shape.of(2_000_000_000));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            zip.putNextEntry(new ZipEntry("lie.npy"));
            zip.write(header);
            zip.write(new byte[1 << 20]);
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("bomb.npy"));
            zip.write(npy(Creation.arange(3)));
            zeros(zip, 1 << 26);
            zip.closeEntry();
        }
        Fuzz.Bounds bounds = new Fuzz.Bounds(12L << 20, Fuzz.Bounds.DEFAULT.time());
        for (String name : new String[] {"lie", "bomb"}) {
            var outcome = Fuzz.bytes(
                    List.of(new byte[0]),
                    bytes -> Npz.read(path).get(name),
                    Set.of(FormatException.class),
                    2,
                    1,
                    bounds);
            assertThat(outcome.refused()).containsEntry("FormatException", 2);
        }
    }

    private static void zeros(OutputStream out, int count) throws IOException {
        byte[] block = new byte[1 << 16];
        for (int i = 0; i < count; i += block.length) {
            out.write(block);
        }
    }

    @Test
    void numPyReadsOurs() throws IOException {
        NumPy.assume();
        Map<String, DenseArray> arrays = arrays(2);
        for (boolean compressed : new boolean[] {false, true}) {
            Npz.write(path, arrays, Map.of("format", "csr"), compressed);
            StringBuilder script = new StringBuilder(
                    """
                    import zipfile
                    path = r'PATH'
                    print(zipfile.ZipFile(path).testzip())
                    z = np.load(path)
                    print(z.files[:2], z['format'].item() == 'csr', z['format'].dtype, z['format'].shape)
                    def same(name, b):
                        a = z[name]
                        print(a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes())
                    """
                            .replace("PATH", path.toString()));
            arrays.forEach((name, a) -> script.append("same('")
                    .append(name)
                    .append("', ")
                    .append(NumPy.expression(a))
                    .append(")\n"));
            assertThat(NumPy.run(script.toString()).lines())
                    .startsWith("None", "['bool', 'view of bool'] True <U3 ()")
                    .hasSize(2 + arrays.size())
                    .filteredOn("True"::equals)
                    .hasSize(arrays.size());
        }
    }

    @Test
    void readsWhatNumPyWrites() throws IOException {
        NumPy.assume();
        Map<String, DenseArray> arrays = arrays(4);
        for (String save : new String[] {"savez", "savez_compressed"}) {
            StringBuilder script = new StringBuilder(
                    "np." + save + "(r'" + path + "', s=b'coo', u='bsr', old=np.array(['dia']),"
                            + " wide=np.array('\\u00e9\\U0001f600', '>U5'), o=np.array([{}]), two=np.array(['a', 'b']), **{");
            arrays.forEach((name, a) -> script.append("'")
                    .append(name)
                    .append("': ")
                    .append(NumPy.expression(a))
                    .append(",\n"));
            NumPy.run(script.append("})").toString());
            Npz npz = Npz.read(path);
            for (var e : arrays.entrySet()) {
                assertSame(npz.get(e.getKey()), e.getValue());
            }
            assertThat(npz.text("s")).isEqualTo("coo");
            assertThat(npz.text("u")).isEqualTo("bsr");
            assertThat(npz.text("old")).isEqualTo("dia");
            assertThat(npz.text("wide")).isEqualTo("é\uD83D\uDE00");
            assertThatThrownBy(() -> npz.get("o"))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("allow_pickle");
            assertThatThrownBy(() -> npz.text("o")).isInstanceOf(FormatException.class);
            assertThatThrownBy(() -> npz.text("two"))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("text of shape (2,): expected a single one");
        }
    }

    @Test
    void sparseMatricesOfSciPy() throws IOException {
        NumPy.assumeModule("scipy");
        NumPy.run("import scipy.sparse as s; s.save_npz(r'" + path + "', s.csr_matrix(np.eye(3)))");
        Npz npz = Npz.read(path);
        assertThat(npz.text("format")).isEqualTo("csr");
        assertThat(npz.get("shape").toLongArray()).containsExactly(3, 3);
        assertThat(npz.get("data")).isEqualTo(Creation.ones(Shape.of(3)));
        Map<String, DenseArray> arrays = new LinkedHashMap<>();
        for (String name : List.of("indices", "indptr", "shape", "data")) {
            arrays.put(name, npz.get(name));
        }
        Npz.write(path, arrays, Map.of("format", "csr"), true);
        assertThat(NumPy.run("import scipy.sparse as s; print(s.load_npz(r'" + path + "').toarray().tolist(), end='')"))
                .isEqualTo("[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]");
    }

    @Test
    void textsThatAreNone() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            member(zip, "utf8.npy", text("|S2", (byte) 0xff, (byte) 'a'));
            member(zip, "point.npy", text("<U1", (byte) 0, (byte) 0, (byte) 0x11, (byte) 0));
            member(zip, "short.npy", text("<U2", (byte) 'a', (byte) 0, (byte) 0, (byte) 0));
            member(zip, "huge.npy", text("<U99999999"));
            member(zip, "zero.npy", text("|S0"));
        }
        Npz npz = Npz.read(path);
        assertThatThrownBy(() -> npz.text("utf8"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("byte 128: text is no UTF-8");
        assertThatThrownBy(() -> npz.text("point"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("byte 128: text has no code point 1114112");
        assertThatThrownBy(() -> npz.text("short"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("ends after 4 of the 8 bytes");
        assertThatThrownBy(() -> npz.text("huge"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("ends after 0 of the 399999996 bytes");
        assertThat(npz.text("zero")).isEmpty();
    }

    private static byte[] text(String descr, byte... content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(NpyHeader.bytes(descr, false, Shape.of()));
        out.write(content);
        return out.toByteArray();
    }

    @Test
    void brokenBytesEndInFormatExceptions() throws IOException {
        List<byte[]> corpus = new java.util.ArrayList<>();
        for (boolean compressed : new boolean[] {false, true}) {
            Npz.write(path, Map.of("a", Creation.arange(40).reshape(4, 10)), Map.of("format", "csr"), compressed);
            corpus.add(Files.readAllBytes(path));
            Npz.write(path, Map.of("b", Creation.zeros(Shape.of(10_000))), Map.of(), compressed);
            corpus.add(Files.readAllBytes(path));
        }
        var outcome = Fuzz.bytes(
                corpus,
                bytes -> {
                    Files.write(path, bytes);
                    Npz npz = Npz.read(path);
                    for (String name : npz.names()) {
                        if (name.startsWith("f")) {
                            npz.text(name);
                        } else {
                            npz.get(name);
                        }
                    }
                },
                Set.of(FormatException.class),
                2500,
                3,
                new Fuzz.Bounds(8L << 20, Fuzz.Bounds.DEFAULT.time()));
        assertThat(outcome.accepted()).isGreaterThan(50);
        assertThat(outcome.refused().get("FormatException")).isGreaterThan(1000);
    }
}
