package org.orrery.bench.sparse;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.FormatException;
import org.orrery.sparse.CooArray;
import org.orrery.sparse.HarwellBoeing;
import org.orrery.sparse.MatrixMarket;
import org.orrery.sparse.SparseNpz;

/** Matrices of the user, in the formats that the sparse library reads. */
final class MatrixFiles {
    private MatrixFiles() {}

    /** Reads a real matrix by the suffix of its file; integers and patterns become float64. */
    static Triplets read(Path file) throws IOException {
        var matrix = array(file);
        if (matrix.dtype().isComplex()) {
            throw new IOException("complex values, expected real ones");
        }
        if (matrix.ndim() != 2) {
            throw new IOException("an array of shape " + matrix.shape() + ", expected a matrix");
        }
        return new Triplets(
                matrix.shape().get(0),
                matrix.shape().get(1),
                matrix.coords(0).longs(),
                matrix.coords(1).longs(),
                matrix.convert(DType.FLOAT64).values().doubles());
    }

    private static CooArray array(Path file) throws IOException {
        var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".mtx") || name.endsWith(".mtx.gz")) {
            return MatrixMarket.read(file);
        }
        if (name.endsWith(".rsa") || name.endsWith(".rua")) {
            return HarwellBoeing.read(file);
        }
        if (name.endsWith(".npz")) {
            return SparseNpz.read(file);
        }
        throw new IOException("expected a name that ends in .mtx, .mtx.gz, .rsa, .rua or .npz");
    }

    /** One line that names the file, and the place in it where that is known. */
    static String complaint(Path file, IOException problem) {
        if (problem instanceof FormatException) {
            return String.valueOf(problem.getMessage());
        }
        return file + ": " + (problem instanceof NoSuchFileException ? "no such file" : problem.getMessage());
    }
}
