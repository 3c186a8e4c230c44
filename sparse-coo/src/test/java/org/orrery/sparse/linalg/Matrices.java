package org.orrery.sparse.linalg;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.LinearAlgebra;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Sampling;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.testing.NumPy;
import org.orrery.sparse.CooArray;

/** Matrices with known properties, and what is measured on results. */
public final class Matrices {
    /** Where real matrices may be. */
    public static final Path DATA = Path.of("../../shared/data/sparse");

    private Matrices() {}

    /**
     * The five-point Laplacian on a grid with zero around it. Its eigenvalues are {@code 4 - 2 cos(i pi / (p + 1)) - 2 cos(j
     * pi / (q + 1))}.
     */
    public static CooArray poisson(int p, int q) {
        int n = p * q;
        long[] rows = new long[5 * n];
        long[] columns = new long[5 * n];
        double[] values = new double[5 * n];
        int o = 0;
        int[][] steps = {{0, 0}, {-1, 0}, {1, 0}, {0, -1}, {0, 1}};
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < q; j++) {
                for (int[] s : steps) {
                    int y = i + s[0];
                    int x = j + s[1];
                    if (y >= 0 && y < p && x >= 0 && x < q) {
                        rows[o] = (long) i * q + j;
                        columns[o] = (long) y * q + x;
                        values[o++] = s[0] == 0 && s[1] == 0 ? 4 : -1;
                    }
                }
            }
        }
        return CooArray.of(Shape.of(n, n), Arrays.copyOf(rows, o), Arrays.copyOf(columns, o), Arrays.copyOf(values, o));
    }

    /** The eigenvalues of {@link #poisson}, ascending. */
    static double[] poissonSpectrum(int p, int q) {
        double[] values = new double[p * q];
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < q; j++) {
                values[i * q + j] =
                        4 - 2 * Math.cos((i + 1) * Math.PI / (p + 1)) - 2 * Math.cos((j + 1) * Math.PI / (q + 1));
            }
        }
        Arrays.sort(values);
        return values;
    }

    /** A random matrix with a strong diagonal, far from symmetric. */
    static CooArray dominant(int n, double density, long seed) {
        CooArray a = CooArray.random(Shape.of(n, n), density, Sampling.seed(seed));
        return (CooArray) a.add(CooArray.eye(n).mul(1.5 + n * density));
    }

    static DenseArray vector(int n, long seed) {
        return Sampling.uniform(-1, 1, Shape.of(n), Sampling.seed(seed));
    }

    static double norm(NdArray x) {
        double sum = 0;
        for (double v : x.toDense().toDoubleArray()) {
            sum += v * v;
        }
        return Math.sqrt(sum);
    }

    /** {@code |b - A x| / |b|}. */
    static double residual(NdArray a, NdArray x, NdArray b) {
        return norm(LinearAlgebra.matmul(a, x).sub(b)) / norm(b);
    }

    static CooArray diagonal(double... values) {
        long[] places = new long[values.length];
        Arrays.setAll(places, i -> i);
        return CooArray.of(Shape.of(values.length, values.length), places, places, values);
    }

    static DenseArray matrix(double[][] rows) {
        double[] all = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        return DenseArray.wrap(all, Shape.of(rows.length, rows.length == 0 ? 0 : rows[0].length));
    }

    static Path file(String name) {
        Path file = DATA.resolve(name);
        Assumptions.assumeTrue(Files.exists(file), file + " is not there");
        return file;
    }

    /** A Python expression for a matrix in compressed rows. */
    public static String scipy(CooArray a) {
        return "scipy.sparse.csr_matrix((" + NumPy.expression(a.values()) + ", (" + NumPy.expression(a.coords(0)) + ", "
                + NumPy.expression(a.coords(1)) + ")), shape=(" + a.shape().get(0) + ", "
                + a.shape().get(1) + "))";
    }

    /** The numbers that a Python script prints, with white space between them. */
    public static double[] numbers(String imports, String script) {
        String out = NumPy.runWith("scipy", imports + "\n" + script);
        return Arrays.stream(out.strip().split("\\s+"))
                .filter(s -> !s.isEmpty())
                .mapToDouble(s -> "inf".equals(s) ? Double.POSITIVE_INFINITY : Double.parseDouble(s))
                .toArray();
    }
}
