package org.orrery.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.FormatException;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Sampling;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.io.Npy;
import org.orrery.ndarray.io.Npz;
import org.orrery.ndarray.testing.Fuzz;
import org.orrery.ndarray.testing.NumPy;

/** The npz files of SciPy and pydata/sparse. */
class SparseNpzTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Samples s = new Samples(1);
        for (int round = 0; round < 120; round++) {
            DType dtype = s.dtype();
            DenseArray fill = s.fill(dtype);
            CooArray a = CooArray.fromDense(s.dense(s.shape(), dtype, fill, true), fill);
            Path file = folder.resolve("a.npz");
            if (round % 2 == 0) {
                SparseNpz.write(file, a);
            } else {
                SparseNpz.writeCompressed(file, a);
            }
            assertThat(SparseNpz.read(file)).isEqualTo(a);
        }
    }

    @Test
    void readsWhatScipyWrites() throws IOException {
        NumPy.assumeModule("scipy");
        NumPy.run(
                """
                import scipy.sparse as ss
                import os
                for dtype in ['float64', 'float32', 'int32', 'complex128']:
                    a = (ss.random(6, 8, 0.4, random_state=3) * 100).astype(dtype)
                    for kind in ['matrix', 'array']:
                        for form in ['csr', 'csc', 'coo', 'bsr', 'dia']:
                            shape = {'blocksize': (2, 4)} if form == 'bsr' else {}
                            b = getattr(ss, form + '_' + kind)(a.toarray(), **shape)
                            name = os.path.join(r'%s', form + '-' + kind + '-' + dtype)
                            ss.save_npz(name + '.npz', b)
                            np.save(name + '.npy', a.toarray())
                """
                        .formatted(folder.toAbsolutePath()));
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(f -> f.toString().endsWith(".npz")).toList();
        }
        assertThat(files).hasSize(40);
        for (Path file : files) {
            Path dense = Path.of(file.toString().replace(".npz", ".npy"));
            Samples.assertSame(SparseNpz.read(file), Npy.read(dense), 0, file.toString());
        }
    }

    @Test
    void readsScipysRepeatedAndUnsortedEntriesAndHigherRanks() throws IOException {
        NumPy.assumeModule("scipy");
        Path file = folder.resolve("s.npz");
        NumPy.run(
                """
                import scipy.sparse as ss
                a = ss.coo_matrix(([1., 2., 4.], ([1, 0, 1], [2, 1, 2])), shape=(2, 3))
                ss.save_npz(r'%s', a)
                """
                        .formatted(file.toAbsolutePath()));
        CooArray a = SparseNpz.read(file);
        assertThat(a.nnz()).isEqualTo(2);
        assertThat(a.getDouble(1, 2)).isEqualTo(5);
        NumPy.run(
                """
                import scipy.sparse as ss
                a = ss.csr_matrix((np.array([1., 2., 4.]), np.array([2, 0, 1]), np.array([0, 2, 3])), shape=(2, 3))
                ss.save_npz(r'%s', a)
                """
                        .formatted(file.toAbsolutePath()));
        assertThat(SparseNpz.read(file).toDense())
                .isEqualTo(Creation.array(new double[] {2, 0, 1}, new double[] {0, 4, 0}));
        String ranks = NumPy.run("import scipy; print(int(scipy.__version__.split('.')[1]) >= 15)")
                .strip();
        if (ranks.equals("True")) {
            NumPy.run(
                    """
                    import scipy.sparse as ss
                    ss.save_npz(r'%s', ss.coo_array(np.arange(24).reshape(2, 3, 4)))
                    """
                            .formatted(file.toAbsolutePath()));
            Samples.assertSame(SparseNpz.read(file), Creation.arange(24).reshape(2, 3, 4), 0, "rank 3");
        }
    }

    @Test
    void scipyReadsWhatIsWritten() throws IOException {
        NumPy.assumeModule("scipy");
        Path file = folder.resolve("w.npz");
        CooArray a = CooArray.random(Shape.of(7, 9), 0.3, Sampling.seed(4));
        SparseNpz.writeCompressed(file, a);
        String sum = NumPy.run("import scipy.sparse as ss\na = ss.load_npz(r'" + file.toAbsolutePath()
                + "')\nprint(a.nnz, a.shape[1], repr(float(a.tocsr()["
                + a.coords(0).getLong(2) + ", "
                + a.coords(1).getLong(2) + "])))");
        assertThat(sum.strip()).isEqualTo(a.nnz() + " 9 " + a.values().getDouble(2));
    }

    @Test
    void compressedArraysAreWrittenAndReadAgain() throws IOException {
        Samples s = new Samples(2);
        for (int round = 0; round < 80; round++) {
            DType dtype = s.dtype();
            DenseArray fill = s.fill(dtype);
            CooArray a = CooArray.fromDense(s.dense(s.shape(), dtype, fill, true), fill);
            Path file = folder.resolve("g.npz");
            GcxsArray g = GcxsArray.from(a, GcxsArrayTest.axes(s, a.ndim()));
            if (round % 2 == 0) {
                SparseNpz.write(file, g);
            } else {
                SparseNpz.writeCompressed(file, g);
            }
            assertThat(SparseNpz.read(file)).isEqualTo(a);
        }
    }

    @Test
    void scipyReadsCompressedMatrices() throws IOException {
        NumPy.assumeModule("scipy");
        Path file = folder.resolve("c.npz");
        CooArray a = CooArray.random(Shape.of(7, 9), 0.3, Sampling.seed(4));
        for (int axis = 0; axis < 2; axis++) {
            SparseNpz.write(file, GcxsArray.from(a, axis));
            String seen = NumPy.run("import scipy.sparse as ss\na = ss.load_npz(r'" + file.toAbsolutePath()
                    + "')\nprint(a.format, a.nnz, a.shape[1], repr(float(a["
                    + a.coords(0).getLong(2) + ", "
                    + a.coords(1).getLong(2) + "])))");
            assertThat(seen.strip())
                    .isEqualTo((axis == 0 ? "csr " : "csc ") + a.nnz() + " 9 "
                            + a.values().getDouble(2));
        }
    }

    @Test
    void readsPydatasFormats() throws IOException {
        // Written by hand, since few have the library: the members are those of its save_npz.
        Path file = folder.resolve("p.npz");
        Map<String, NdArray> members = new LinkedHashMap<>();
        members.put("data", Creation.array(1.0, 2.0, 3.0));
        members.put("shape", Creation.array(2L, 3L, 2L));
        members.put("fill_value", Creation.scalar(7.0));
        members.put("coords", DenseArray.of(DType.UINT8, new byte[] {0, 1, 1, 2, 0, 2, 1, 0, 1}, Shape.of(3, 3)));
        Npz.write(file, members);
        CooArray a = SparseNpz.read(file);
        assertThat(a.fill().getDouble()).isEqualTo(7);
        assertThat(a.getDouble(0, 2, 1)).isEqualTo(1);
        assertThat(a.getDouble(1, 0, 0)).isEqualTo(2);
        assertThat(a.getDouble(1, 2, 1)).isEqualTo(3);

        members.remove("coords");
        // Axis 1 is compressed: rows are its three positions, columns those of axes 0 and 2.
        members.put("indices", DenseArray.of(DType.UINT8, new byte[] {2, 1, 3}, Shape.of(3)));
        members.put("indptr", DenseArray.of(DType.UINT8, new byte[] {0, 1, 1, 3}, Shape.of(4)));
        members.put("compressed_axes", Creation.array(1L));
        Npz.writeCompressed(file, members);
        CooArray g = SparseNpz.read(file);
        assertThat(g.getDouble(1, 0, 0)).isEqualTo(1);
        assertThat(g.getDouble(0, 2, 1)).isEqualTo(2);
        assertThat(g.getDouble(1, 2, 1)).isEqualTo(3);
        assertThat(g.nnz()).isEqualTo(3);
    }

    @Test
    void pydataReadsWhatIsWritten() throws IOException {
        Path file = folder.resolve("w.npz");
        CooArray a = (CooArray)
                CooArray.random(Shape.of(3, 4, 5), 0.2, Sampling.seed(4)).add(1);
        SparseNpz.write(file, a);
        String found = NumPy.runWith(
                "sparse",
                "import sparse\na = sparse.load_npz(r'" + file.toAbsolutePath()
                        + "')\nprint(a.nnz, a.shape[2], float(a.fill_value))");
        assertThat(found.strip()).isEqualTo(a.nnz() + " 5 1.0");
    }

    @Test
    void contradictionsAreRefused() throws IOException {
        Path file = folder.resolve("c.npz");
        Map<String, NdArray> members = new LinkedHashMap<>();
        members.put("data", Creation.array(1.0, 2.0));
        members.put("shape", Creation.array(2L, 3L));
        refused(file, members, "row");
        members.put("row", Creation.array(0L, 2L));
        members.put("col", Creation.array(0L, 2L));
        refused(file, members, "position 2 at 1, expected 0 to 1");
        members.put("row", Creation.array(0L));
        refused(file, members, "has 1 elements, expected 2");
        members.put("shape", Creation.array(1L << 40, 1L << 40));
        refused(file, members, "2^63-1");
        members.put("shape", Creation.array(2.5));
        refused(file, members, "expected integers");
        members.put("shape", Creation.array(2L, 3L));
        members.put("indices", Creation.array(0L, 1L));
        members.put("indptr", Creation.array(0L, 3L, 2L));
        members.put("compressed_axes", Creation.array(0L));
        refused(file, members, "goes from 0 to 3");
        members.put("compressed_axes", Creation.array(0L, 0L));
        refused(file, members, "compressed_axes");
    }

    private static void refused(Path file, Map<String, NdArray> members, String problem) throws IOException {
        Npz.write(file, members);
        assertThatThrownBy(() -> SparseNpz.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("c.npz")
                .hasMessageContaining(problem);
    }

    @Test
    void damagedFilesEndInFormatExceptions() throws IOException {
        Path file = folder.resolve("fuzz.npz");
        List<byte[]> corpus = new ArrayList<>();
        SparseNpz.write(file, CooArray.random(Shape.of(3, 4), 0.5, Sampling.seed(1)));
        corpus.add(Files.readAllBytes(file));
        SparseNpz.writeCompressed(file, CooArray.random(Shape.of(3, 4), 0.5, Sampling.seed(1)));
        corpus.add(Files.readAllBytes(file));
        Map<String, NdArray> members = new LinkedHashMap<>();
        members.put("data", Creation.array(1.0, 2.0));
        members.put("shape", Creation.array(2L, 3L));
        members.put("indices", Creation.array(0L, 1L));
        members.put("indptr", Creation.array(0L, 1L, 2L));
        Npz.write(file, members, Map.of("format", "csr"), false);
        corpus.add(Files.readAllBytes(file));
        Fuzz.Outcome outcome = Fuzz.bytes(
                corpus,
                bytes -> {
                    Files.write(file, bytes);
                    SparseNpz.read(file);
                },
                List.of(FormatException.class),
                3_000,
                3);
        assertThat(outcome.accepted()).isPositive();
        assertThat(outcome.refused()).isNotEmpty();
    }
}
