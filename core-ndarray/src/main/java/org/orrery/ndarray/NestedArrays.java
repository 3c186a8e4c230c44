package org.orrery.ndarray;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** Reads nested Java arrays, and single numbers, as arrays of as many dimensions. */
final class NestedArrays {
    private NestedArrays() {}

    static DenseArray read(Object object) {
        List<Long> dims = new ArrayList<>();
        Object part = object;
        while (part.getClass().isArray()) {
            int n = Array.getLength(part);
            dims.add((long) n);
            Class<?> inner = part.getClass().getComponentType();
            if (inner.isPrimitive() || n == 0) {
                // Without elements, the depth is that of the class.
                for (Class<?> c = inner; n == 0 && c.isArray(); c = c.getComponentType()) {
                    dims.add(0L);
                }
                break;
            }
            part = Array.get(part, 0);
        }
        Class<?> element = part.getClass();
        while (element.isArray()) {
            element = element.getComponentType();
        }
        Shape shape = Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
        DenseArray out = DenseArray.allocate(dtype(element), shape);
        copy(object, dims, 0, out, 0);
        return out;
    }

    private static DType dtype(Class<?> element) {
        if (element == Complex.class) {
            return DType.COMPLEX128;
        }
        return switch (element.getName().replace("java.lang.", "")) {
            case "boolean", "Boolean" -> DType.BOOL;
            case "byte", "Byte" -> DType.INT8;
            case "short", "Short" -> DType.INT16;
            case "int", "Integer" -> DType.INT32;
            case "long", "Long" -> DType.INT64;
            case "float", "Float" -> DType.FLOAT32;
            case "double", "Double" -> DType.FLOAT64;
            default ->
                throw new DTypeException("asarray of " + element.getSimpleName()
                        + ": expected numbers or booleans, in Java arrays of any depth");
        };
    }

    private static int copy(Object part, List<Long> dims, int depth, DenseArray out, int at) {
        if (depth == dims.size()) {
            return put(part, out, at);
        }
        int n = part.getClass().isArray() ? Array.getLength(part) : -1;
        if (n != dims.get(depth)) {
            throw new ShapeException("asarray: an array at depth " + depth + " has " + n + " elements: expected "
                    + dims.get(depth) + " as in the first one");
        }
        if (part.getClass().getComponentType().isPrimitive() && depth == dims.size() - 1) {
            if (part instanceof boolean[] b) {
                for (int i = 0; i < n; i++) {
                    put(b[i], out, at + i);
                }
            } else {
                System.arraycopy(part, 0, out.storage(), at, n);
            }
            return at + n;
        }
        int next = at;
        for (int i = 0; i < n; i++) {
            next = copy(Array.get(part, i), dims, depth + 1, out, next);
        }
        return next;
    }

    private static int put(Object value, DenseArray out, int at) {
        Object data = out.storage();
        if (value instanceof Boolean b
                && data instanceof byte[] d
                && out.dtype().isBoolean()) {
            d[at] = (byte) (b ? 1 : 0);
        } else if (value instanceof Complex z && out.dtype().isComplex()) {
            ((double[]) data)[2 * at] = z.re();
            ((double[]) data)[2 * at + 1] = z.im();
        } else if (dtype(value.getClass()) == out.dtype()) {
            Array.set(data, at, value);
        } else {
            throw new DTypeException("asarray: a " + value.getClass().getSimpleName() + " among elements of "
                    + out.dtype() + ": expected one type");
        }
        return at + 1;
    }
}
