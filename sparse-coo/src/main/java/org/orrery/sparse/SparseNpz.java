package org.orrery.sparse;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.orrery.ndarray.Creation;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.FormatException;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;
import org.orrery.ndarray.ShapeException;
import org.orrery.ndarray.io.Npz;

/**
 * The npz files of SciPy's and of pydata/sparse's {@code save_npz}.
 *
 * <p>Read are SciPy's formats {@code coo} of any rank, {@code csr}, {@code csc}, {@code bsr} and {@code dia}, and
 * pydata/sparse's {@code COO} and {@code GCXS} with their fill values. Order is checked, not believed; entries that a
 * file repeats are summed. What is written, pydata/sparse reads, and SciPy too if the fill value is zero: any version a
 * compressed matrix, from 1.13 on a {@link CooArray}.
 *
 * <pre>{@code
 * SparseNpz.write(Path.of("a.npz"), a);
 * CooArray b = SparseNpz.read(Path.of("a.npz"));
 * }</pre>
 */
public final class SparseNpz {
    private final Path path;
    private final Npz file;
    private final DenseArray data;
    private final Shape shape;

    private SparseNpz(Path path) throws IOException {
        this.path = path;
        file = Npz.read(path);
        data = get("data");
        long[] dims = integers("shape");
        try {
            shape = Shape.of(dims);
        } catch (ShapeException e) {
            throw broken("shape", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads an array.
     *
     * @param path the file
     * @return the array
     * @throws FormatException if the file is no npz file, lacks a member, or its members contradict each other
     * @throws IOException if reading fails
     */
    public static CooArray read(Path path) throws IOException {
        try {
            return new SparseNpz(path).array();
        } catch (EOFException e) {
            throw new FormatException(path.toString(), "directory", "the file ends inside it");
        }
    }

    /**
     * Writes an array without compression, under a temporary name that is then moved.
     *
     * @param path the file, which is replaced if there is one
     * @param array the array
     * @throws IOException if writing fails
     */
    public static void write(Path path, CooArray array) throws IOException {
        Npz.write(path, members(array), texts(array), false);
    }

    /**
     * Writes an array with compression, under a temporary name that is then moved.
     *
     * @param path the file, which is replaced if there is one
     * @param array the array
     * @throws IOException if writing fails
     */
    public static void writeCompressed(Path path, CooArray array) throws IOException {
        Npz.write(path, members(array), texts(array), true);
    }

    /**
     * Writes a compressed array, under a temporary name that is then moved: a matrix as SciPy's CSR or CSC, every array as
     * pydata/sparse's GCXS.
     *
     * @param path the file, which is replaced if there is one
     * @param array the array
     * @throws IOException if writing fails
     */
    public static void write(Path path, GcxsArray array) throws IOException {
        Npz.write(path, members(array), texts(array), false);
    }

    /**
     * Writes a compressed array with compression, under a temporary name that is then moved.
     *
     * @param path the file, which is replaced if there is one
     * @param array the array
     * @throws IOException if writing fails
     */
    public static void writeCompressed(Path path, GcxsArray array) throws IOException {
        Npz.write(path, members(array), texts(array), true);
    }

    private static Map<String, NdArray> members(GcxsArray array) {
        Map<String, NdArray> members = new LinkedHashMap<>();
        members.put("data", array.values());
        members.put("indices", array.indices());
        members.put("indptr", array.pointers());
        members.put("shape", DenseArray.wrap(array.shape().dims()));
        int[] axes = array.compressedAxes();
        members.put(
                "compressed_axes",
                DenseArray.wrap(Arrays.stream(axes).asLongStream().toArray()));
        members.put("fill_value", array.fill());
        if (isMatrix(array)) {
            members.put("_is_array", Creation.scalar(true));
        }
        return members;
    }

    private static boolean isMatrix(GcxsArray array) {
        return array.ndim() == 2 && array.compressedAxes().length == 1 && Cells.isZero(array.fill());
    }

    private static Map<String, String> texts(GcxsArray array) {
        return isMatrix(array) ? Map.of("format", array.compressedAxes()[0] == 0 ? "csr" : "csc") : Map.of();
    }

    private static Map<String, NdArray> members(CooArray array) {
        int ndim = array.ndim();
        long[] coords = new long[Math.multiplyExact(ndim, array.nnz())];
        for (int axis = 0; axis < ndim; axis++) {
            System.arraycopy(array.coords(axis).longs(), 0, coords, axis * array.nnz(), array.nnz());
        }
        Map<String, NdArray> members = new LinkedHashMap<>();
        members.put("data", array.values());
        members.put("shape", DenseArray.wrap(array.shape().dims()));
        members.put("fill_value", array.fill());
        members.put("coords", DenseArray.wrap(coords, Shape.of(ndim, array.nnz())));
        if (Cells.isZero(array.fill())) {
            members.put("_is_array", Creation.scalar(true));
        }
        return members;
    }

    /** SciPy has no fill values, and asks for the format first. */
    private static Map<String, String> texts(CooArray array) {
        return Cells.isZero(array.fill()) ? Map.of("format", "coo") : Map.of();
    }

    private FormatException broken(String member, String problem) {
        return new FormatException(path.toString(), "member " + member, problem);
    }

    private DenseArray get(String name) throws IOException {
        if (!file.has(name)) {
            throw new FormatException(
                    path.toString(), "directory", "has no member '" + name + "': it has " + file.names());
        }
        return file.get(name);
    }

    private long[] integers(String name) throws IOException {
        DenseArray a = get(name);
        if (!a.dtype().isInteger() || a.ndim() > 1) {
            throw broken(name, "is a " + a.dtype() + " array of shape " + a.shape() + ", expected integers in a row");
        }
        return widened(a);
    }

    /** Integers of any type; unsigned ones beyond a long become negative and are refused where they are used. */
    private static long[] widened(DenseArray a) {
        return a.convert(DType.INT64).toLongArray();
    }

    private CooArray array() throws IOException {
        DenseArray fill = Creation.zeros(Shape.of(), data.dtype());
        if (file.has("fill_value")) {
            DenseArray given = file.get("fill_value");
            if (given.size() != 1 || (given.dtype().isComplex() && !data.dtype().isComplex())) {
                throw broken(
                        "fill_value",
                        "is a " + given.dtype() + " array of shape " + given.shape() + ", expected one "
                                + data.dtype());
            }
            fill = given.reshape().convert(data.dtype());
        }
        String format = file.has("format") ? file.text("format") : "";
        if (file.has("compressed_axes")) {
            return compressed(axes(), fill);
        }
        return switch (format) {
            case "", "coo" -> coordinates(fill);
            case "csr" -> compressed(new int[] {0, 1}, fill);
            case "csc" -> compressed(new int[] {1, 0}, fill);
            case "bsr" -> blocks(fill);
            case "dia" -> diagonals(fill);
            default -> throw broken("format", "is '" + format + "', expected coo, csr, csc, bsr or dia");
        };
    }

    private CooArray made(long[] keys, Object values, DenseArray fill) {
        return CooArray.gathered(shape, data.dtype(), keys, values, Cells.storage(fill.copy()));
    }

    private int count() throws FormatException {
        if (data.ndim() != 1) {
            throw broken("data", "has shape " + data.shape() + ", expected one dimension");
        }
        return (int) data.size();
    }

    private long[] row(String name, int count) throws IOException {
        long[] a = integers(name);
        if (a.length != count) {
            throw broken(name, "has " + a.length + " elements, expected " + count);
        }
        return a;
    }

    /** Adds positions on an axis to keys. */
    private void add(long[] keys, long[] positions, int from, long size, long stride, String name)
            throws FormatException {
        for (int t = 0; t < keys.length; t++) {
            long p = positions[from + t];
            if (p < 0 || p >= size) {
                throw broken(name, "has the position " + p + " at " + t + ", expected 0 to " + (size - 1));
            }
            keys[t] += p * stride;
        }
    }

    private CooArray coordinates(DenseArray fill) throws IOException {
        int n = count();
        long[] strides = shape.strides();
        long[] keys = new long[n];
        if (file.has("coords")) {
            DenseArray coords = file.get("coords");
            if (!coords.dtype().isInteger() || !coords.shape().equals(Shape.of(shape.ndim(), n))) {
                throw broken(
                        "coords",
                        "is a " + coords.dtype() + " array of shape " + coords.shape() + ", expected integers of shape "
                                + Shape.of(shape.ndim(), n));
            }
            long[] positions = widened(coords);
            for (int axis = 0; axis < shape.ndim(); axis++) {
                add(keys, positions, axis * n, shape.get(axis), strides[axis], "coords");
            }
        } else {
            checkMatrix();
            add(keys, row("row", n), 0, shape.get(0), strides[0], "row");
            add(keys, row("col", n), 0, shape.get(1), strides[1], "col");
        }
        if (n > 0 && shape.size() == 0) {
            throw broken("data", "has " + n + " elements, but shape " + shape + " none");
        }
        return made(keys, Cells.storage(data), fill);
    }

    private void checkMatrix() throws FormatException {
        if (shape.ndim() != 2) {
            throw broken("shape", "has " + shape.ndim() + " dimensions, expected 2");
        }
    }

    /** The axes that are compressed, then the others. */
    private int[] axes() throws IOException {
        long[] first = integers("compressed_axes");
        int ndim = shape.ndim();
        boolean[] seen = new boolean[ndim];
        int[] order = new int[ndim];
        int k = 0;
        for (long axis : first) {
            if (axis < 0 || axis >= ndim || seen[(int) axis]) {
                throw broken("compressed_axes", Arrays.toString(first) + " are not axes of shape " + shape);
            }
            seen[(int) axis] = true;
            order[k++] = (int) axis;
        }
        for (int axis = 0; axis < ndim; axis++) {
            if (!seen[axis]) {
                order[k++] = axis;
            }
        }
        return order;
    }

    /** Row pointers, over a matrix whose rows are the first axes in some order. */
    private CooArray compressed(int[] order, DenseArray fill) throws IOException {
        int n = count();
        int leading;
        if (file.has("compressed_axes")) {
            leading = integers("compressed_axes").length;
        } else {
            checkMatrix();
            leading = 1;
        }
        long[] dims = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            dims[i] = shape.get(order[i]);
        }
        Shape turned = Shape.of(dims);
        long rows = Shape.of(Arrays.copyOf(dims, leading)).size();
        long columns = Shape.of(Arrays.copyOfRange(dims, leading, dims.length)).size();
        long[] keys = new long[n];
        add(keys, row("indices", n), 0, columns, 1, "indices");
        addRows(keys, rows, columns, n);
        CooArray a = CooArray.gathered(turned, data.dtype(), keys, Cells.storage(data), Cells.storage(fill.copy()));
        int[] back = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            back[order[i]] = i;
        }
        return a.permute(back);
    }

    /** Adds to the keys of runs of entries the row that each run is of. */
    private void addRows(long[] keys, long rows, long stride, int count) throws IOException {
        long[] pointers = integers("indptr");
        if (pointers.length - 1L != rows || pointers[0] != 0 || pointers[pointers.length - 1] != count) {
            throw broken(
                    "indptr",
                    "has " + pointers.length + " elements"
                            + (pointers.length == 0
                                    ? ""
                                    : " from " + pointers[0] + " to " + pointers[pointers.length - 1])
                            + ", expected " + rows + " + 1 from 0 to " + count);
        }
        for (int r = 0; r + 1 < pointers.length; r++) {
            if (pointers[r + 1] < pointers[r] || pointers[r + 1] > count) {
                throw broken("indptr", "goes from " + pointers[r] + " to " + pointers[r + 1] + " at " + r);
            }
            for (int t = (int) pointers[r]; t < pointers[r + 1]; t++) {
                keys[t] += r * stride;
            }
        }
    }

    private CooArray blocks(DenseArray fill) throws IOException {
        checkMatrix();
        boolean fits = data.ndim() == 3
                && data.shape().get(1) > 0
                && data.shape().get(2) > 0
                && shape.get(0) % data.shape().get(1) == 0
                && shape.get(1) % data.shape().get(2) == 0;
        if (!fits) {
            throw broken("data", "has shape " + data.shape() + ", expected blocks that divide " + shape);
        }
        int n = (int) data.shape().get(0);
        int height = (int) data.shape().get(1);
        int width = (int) data.shape().get(2);
        long[] corners = new long[n];
        add(corners, row("indices", n), 0, shape.get(1) / width, width, "indices");
        addRows(corners, shape.get(0) / height, height * shape.get(1), n);
        long[] keys = new long[(int) data.size()];
        int o = 0;
        for (long corner : corners) {
            for (int i = 0; i < height; i++) {
                for (int j = 0; j < width; j++) {
                    keys[o++] = corner + i * shape.get(1) + j;
                }
            }
        }
        return made(keys, Cells.storage(data), fill);
    }

    private CooArray diagonals(DenseArray fill) throws IOException {
        checkMatrix();
        if (data.ndim() != 2) {
            throw broken("data", "has shape " + data.shape() + ", expected two dimensions");
        }
        long[] offsets = row("offsets", (int) data.shape().get(0));
        long length = Math.min(data.shape().get(1), shape.get(1));
        long[] keys = new long[(int) data.size()];
        int[] places = new int[keys.length];
        int o = 0;
        for (int d = 0; d < offsets.length; d++) {
            for (int j = 0; j < length; j++) {
                // Outside of the matrix the elements of a diagonal mean nothing.
                long i = j - offsets[d];
                if (i >= 0 && i < shape.get(0)) {
                    keys[o] = i * shape.get(1) + j;
                    places[o++] = (int) (d * data.shape().get(1) + j);
                }
            }
        }
        Object values = Cells.select(Cells.storage(data), data.dtype(), Arrays.copyOf(places, o));
        return made(Arrays.copyOf(keys, o), values, fill);
    }
}
