package org.orrery.bench.bridge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.DenseArray;
import org.orrery.ndarray.Shape;

/** Elements as bytes: row-major, little-endian, complex numbers as two floating ones. */
final class Elements {
    private Elements() {}

    static DenseArray decode(DType dtype, Shape shape, byte[] bytes) {
        if (bytes.length != shape.size() * dtype.itemSize()) {
            throw new IllegalArgumentException("data: " + bytes.length + " bytes given, " + shape + " of " + dtype
                    + " has " + shape.size() * dtype.itemSize());
        }
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Object data =
                switch (dtype) {
                    case BOOL, INT8, UINT8 -> bytes;
                    case INT16, UINT16 -> {
                        var values = new short[bytes.length / Short.BYTES];
                        buffer.asShortBuffer().get(values);
                        yield values;
                    }
                    case INT32, UINT32 -> {
                        var values = new int[bytes.length / Integer.BYTES];
                        buffer.asIntBuffer().get(values);
                        yield values;
                    }
                    case INT64, UINT64 -> {
                        var values = new long[bytes.length / Long.BYTES];
                        buffer.asLongBuffer().get(values);
                        yield values;
                    }
                    case FLOAT32, COMPLEX64 -> {
                        var values = new float[bytes.length / Float.BYTES];
                        buffer.asFloatBuffer().get(values);
                        yield values;
                    }
                    case FLOAT64, COMPLEX128 -> {
                        var values = new double[bytes.length / Double.BYTES];
                        buffer.asDoubleBuffer().get(values);
                        yield values;
                    }
                };
        return DenseArray.of(dtype, data, shape);
    }

    static byte[] encode(DenseArray array) {
        // A copy owns storage of exactly its elements.
        var data = array.copy().storage();
        var bytes = new byte[Math.toIntExact(array.size() * array.dtype().itemSize())];
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (data instanceof byte[] values) {
            buffer.put(values);
        } else if (data instanceof short[] values) {
            buffer.asShortBuffer().put(values);
        } else if (data instanceof int[] values) {
            buffer.asIntBuffer().put(values);
        } else if (data instanceof long[] values) {
            buffer.asLongBuffer().put(values);
        } else if (data instanceof float[] values) {
            buffer.asFloatBuffer().put(values);
        } else {
            buffer.asDoubleBuffer().put((double[]) data);
        }
        return bytes;
    }
}
