package org.orrery.sparse;

import java.util.Arrays;
import org.orrery.ndarray.DType;
import org.orrery.ndarray.Shape;

/** Entries of a matrix as a file gives them, in any order: linear keys and values, grown as they come. */
final class Entries {
    /** What a virtual machine can allocate at most, with some room for its header. */
    static final int MAX_COUNT = Integer.MAX_VALUE - 8;

    private final DType dtype;
    private final int width;
    private long[] keys;
    private long[] integers;
    private double[] numbers;
    private int count;

    /**
     * Makes an empty collection.
     *
     * @param dtype {@code BOOL}, whose values are all true, {@code INT64}, {@code FLOAT64} or {@code COMPLEX128}
     * @param capacity the number of entries that are expected
     */
    Entries(DType dtype, int capacity) {
        this.dtype = dtype;
        width = dtype.isComplex() ? 2 : 1;
        keys = new long[capacity];
        integers = new long[dtype == DType.INT64 ? capacity : 0];
        numbers = new double[dtype == DType.FLOAT64 || dtype.isComplex() ? width * capacity : 0];
    }

    /** Adds an entry whose value is set by {@link #set}. */
    void add(long key) {
        if (count == keys.length) {
            grow(Math.min(Math.max(2L * count, 16), MAX_COUNT / width));
        }
        keys[count++] = key;
    }

    void set(long value) {
        integers[count - 1] = value;
    }

    void set(double value) {
        numbers[count - 1] = value;
    }

    void set(double re, double im) {
        numbers[2 * count - 2] = re;
        numbers[2 * count - 1] = im;
    }

    private void grow(long capacity) {
        int c = (int) capacity;
        keys = Arrays.copyOf(keys, c);
        integers = integers.length == 0 && dtype != DType.INT64 ? integers : Arrays.copyOf(integers, c);
        numbers = dtype == DType.FLOAT64 || dtype.isComplex() ? Arrays.copyOf(numbers, width * c) : numbers;
    }

    /**
     * Adds to each entry that is not on the diagonal of a square matrix its mirror image. At most half of what an array
     * can hold must be there.
     *
     * @param n the number of rows
     * @param negate whether the image has the negative value
     * @param conjugate whether the image has the conjugate value
     */
    void mirror(long n, boolean negate, boolean conjugate) {
        int stored = count;
        long total = stored;
        for (int t = 0; t < stored; t++) {
            total += keys[t] / n == keys[t] % n ? 0 : 1;
        }
        if (total > keys.length) {
            grow(total);
        }
        for (int t = 0; t < stored; t++) {
            long row = keys[t] / n;
            long column = keys[t] % n;
            if (row == column) {
                continue;
            }
            keys[count++] = column * n + row;
            if (dtype == DType.INT64) {
                set(negate ? -integers[t] : integers[t]);
            } else if (dtype == DType.FLOAT64) {
                set(negate ? -numbers[t] : numbers[t]);
            } else if (dtype.isComplex()) {
                double re = numbers[2 * t];
                double im = numbers[2 * t + 1];
                set(negate ? -re : re, negate != conjugate ? -im : im);
            }
        }
    }

    /** The sparse array of the entries. */
    CooArray array(Shape shape) {
        return CooArray.gathered(shape, dtype, keys(), values(), Cells.allocate(dtype, 1));
    }

    private long[] keys() {
        return keys.length == count ? keys : Arrays.copyOf(keys, count);
    }

    /** The values in the storage of the data type. */
    private Object values() {
        if (dtype.isBoolean()) {
            byte[] ones = new byte[count];
            Arrays.fill(ones, (byte) 1);
            return ones;
        }
        if (dtype == DType.INT64) {
            return integers.length == count ? integers : Arrays.copyOf(integers, count);
        }
        return numbers.length == width * count ? numbers : Arrays.copyOf(numbers, width * count);
    }
}
