package org.orrery.ndarray.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.FormatException;
import org.orrery.ndarray.Index;
import org.orrery.ndarray.NdArray;
import org.orrery.ndarray.Shape;

/**
 * NumPy's npy files, one array each.
 *
 * <pre>{@code
 * Npy.write(Path.of("a.npy"), a);
 * DenseArray b = Npy.read(Path.of("a.npy"));
 * }</pre>
 *
 * <p>Reads versions 1.0, 2.0 and 3.0 with both byte orders and both axis orders; arrays in Fortran order become
 * transposed views without a copy. Writes the bytes that NumPy writes. Object arrays, which are pickles, are refused.
 *
 * <p>Source: NumPy Enhancement Proposal 1, "A Simple File Format for NumPy Arrays".
 */
public final class Npy {
    private static final int CHUNK = 1 << 18;

    private Npy() {}

    /**
     * Reads a file.
     *
     * @param path the file
     * @return its array
     * @throws FormatException if the file breaks the format, has a type that is not one of the thirteen or more elements
     *     than a dense array holds, or ends before or after its data
     * @throws IOException if reading fails
     */
    public static DenseArray read(Path path) throws IOException {
        String name = path.toString();
        if (!Files.isRegularFile(path)) {
            try (InputStream in = Files.newInputStream(path)) {
                return readWhole(ByteInput.of(name, in));
            }
        }
        try (FileChannel channel = FileChannel.open(path)) {
            return read(ByteInput.of(name, channel));
        }
    }

    /**
     * Reads one array from a stream and no byte more, so that others may follow. What is allocated never exceeds a small
     * multiple of what the stream delivers.
     *
     * @param in the stream, which needs no buffer and stays open
     * @param name what messages call it
     * @return the array
     * @throws FormatException if the stream breaks the format, has a type that is not one of the thirteen or more
     *     elements than a dense array holds, or ends before its data do
     * @throws IOException if reading fails
     */
    public static DenseArray read(InputStream in, String name) throws IOException {
        return read(ByteInput.of(name, in));
    }

    static DenseArray readWhole(ByteInput in) throws IOException {
        DenseArray a = read(in);
        in.requireEnd();
        return a;
    }

    private static DenseArray read(ByteInput in) throws IOException {
        NpyHeader header = NpyHeader.read(in);
        NpyHeader.Element element = header.element(in);
        DType type = element.type();
        Shape shape = header.shape();
        int numbersEach = type.isComplex() ? 2 : 1;
        // As many as the largest Java array has.
        int most = (Integer.MAX_VALUE - 8) / numbersEach;
        if (shape.size() > most) {
            throw in.error(
                    header.descrAt(),
                    "shape " + shape + " has " + shape.size() + " elements of " + type
                            + ": a dense array holds at most " + most);
        }
        int count = (int) shape.size() * numbersEach;
        int width = type.itemSize() / numbersEach;
        in.require((long) count * width, "data");
        in.requireEndAfter((long) count * width);
        Object data = in.numbers(primitive(type), width, count, element.order(), "data");
        if (type.isBoolean()) {
            normalize((byte[]) data);
        }
        if (!header.fortran()) {
            return DenseArray.of(type, data, shape);
        }
        long[] reversed = new long[shape.ndim()];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = shape.get(-1 - i);
        }
        return DenseArray.of(type, data, Shape.of(reversed)).transpose();
    }

    /** Anything but zero is true to NumPy; ours are 0 and 1. */
    private static void normalize(byte[] truth) {
        for (int i = 0; i < truth.length; i++) {
            truth[i] = (byte) (truth[i] == 0 ? 0 : 1);
        }
    }

    private static Class<?> primitive(DType type) {
        return switch (type) {
            case BOOL, INT8, UINT8 -> byte.class;
            case INT16, UINT16 -> short.class;
            case INT32, UINT32 -> int.class;
            case INT64, UINT64 -> long.class;
            case FLOAT32, COMPLEX64 -> float.class;
            case FLOAT64, COMPLEX128 -> double.class;
        };
    }

    /**
     * Writes a file, under a temporary name that is then moved.
     *
     * @param path the file, which is replaced if there is one
     * @param array any array; one whose transpose is contiguous is written in Fortran order, as NumPy does
     * @throws IOException if writing fails
     * @throws org.orrery.ndarray.ShapeException if the array has more dimensions than NumPy's 64, or is not dense and
     *     too large to be so
     */
    public static void write(Path path, NdArray array) throws IOException {
        DenseArray a = array.toDense();
        byte[] header = header(a);
        WholeFile.write(path, out -> write(out, header, a));
    }

    /**
     * Writes an array to a stream; several may follow each other.
     *
     * @param out the stream, which needs no buffer and stays open
     * @param array any array
     * @throws IOException if writing fails
     * @throws org.orrery.ndarray.ShapeException if the array has more dimensions than NumPy's 64, or is not dense and
     *     too large to be so
     */
    public static void write(OutputStream out, NdArray array) throws IOException {
        DenseArray a = array.toDense();
        write(out, header(a), a);
    }

    private static boolean isFortran(DenseArray a) {
        return !a.isContiguous() && a.transpose().isContiguous();
    }

    static byte[] header(DenseArray a) {
        return NpyHeader.bytes(a, isFortran(a));
    }

    static void write(OutputStream out, byte[] header, DenseArray a) throws IOException {
        out.write(header);
        long bytes = a.size() * a.dtype().itemSize();
        new Elements(out, (int) Math.min(CHUNK, bytes)).write(isFortran(a) ? a.transpose() : a);
    }

    /** Writes elements in row-major order through a buffer of fixed size. */
    private static final class Elements {
        private final OutputStream out;
        private final byte[] bytes;
        private final ByteBuffer buffer;

        Elements(OutputStream out, int capacity) {
            this.out = out;
            this.bytes = new byte[capacity];
            this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        void write(DenseArray a) throws IOException {
            if (a.size() == 0) {
                return;
            }
            long room = bytes.length / a.dtype().itemSize();
            if (a.isContiguous()) {
                writeContiguous(a);
            } else if (a.size() <= room) {
                writeContiguous(a.copy());
            } else {
                long rows = a.shape().get(0);
                long each = Math.max(1, room / (a.size() / rows));
                for (long i = 0; i < rows; i += each) {
                    write(each == 1 ? a.index(Index.at(i)) : a.index(Index.range(i, Math.min(rows, i + each))));
                }
            }
        }

        private void writeContiguous(DenseArray a) throws IOException {
            int numbersEach = a.dtype().isComplex() ? 2 : 1;
            int width = a.dtype().itemSize() / numbersEach;
            int at = a.offset() * numbersEach;
            int end = at + (int) a.size() * numbersEach;
            while (at < end) {
                int n = Math.min(end - at, bytes.length / width);
                put(a.storage(), at, n);
                out.write(bytes, 0, n * width);
                at += n;
            }
        }

        private void put(Object numbers, int at, int n) {
            if (numbers instanceof double[] d) {
                buffer.asDoubleBuffer().put(d, at, n);
            } else if (numbers instanceof float[] f) {
                buffer.asFloatBuffer().put(f, at, n);
            } else if (numbers instanceof long[] l) {
                buffer.asLongBuffer().put(l, at, n);
            } else if (numbers instanceof int[] k) {
                buffer.asIntBuffer().put(k, at, n);
            } else if (numbers instanceof short[] s) {
                buffer.asShortBuffer().put(s, at, n);
            } else {
                System.arraycopy(numbers, at, bytes, 0, n);
            }
        }
    }
}
