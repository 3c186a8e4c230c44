package org.orrery.backend.openblas;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * Memory outside of the heap for one native call, from a pool that keeps a bounded amount for the next. JavaCPP copies a
 * {@code double[]} that it is given, element by element and both ways; so arrays are copied here, once.
 */
final class Scratch implements AutoCloseable {

    /** The pool keeps no more blocks, and no more doubles in them, than this: 8 and 256 MB. */
    private static final int MOST_BLOCKS = 8;

    private static final long MOST_KEPT = 1L << 25;

    /** Doubles in a cache line, at which each part begins. */
    private static final long LINE = 8;

    private static final Deque<DoublePointer> POOL = new ArrayDeque<>();
    private static long kept;

    private final DoublePointer block;
    private long used;

    /**
     * Takes a block.
     *
     * @param doubles room for so many in all parts, of which there are at most 8
     */
    Scratch(long doubles) {
        this.block = take(doubles + 8 * LINE);
    }

    private static DoublePointer take(long doubles) {
        synchronized (POOL) {
            for (var blocks = POOL.iterator(); blocks.hasNext(); ) {
                DoublePointer candidate = blocks.next();
                // None that is far too large: it would be missing where it is needed.
                if (candidate.capacity() >= doubles && candidate.capacity() / 4 <= doubles) {
                    blocks.remove();
                    kept -= candidate.capacity();
                    return candidate;
                }
            }
        }
        return new DoublePointer(doubles + doubles / 4);
    }

    @Override
    public void close() {
        long size = block.capacity();
        synchronized (POOL) {
            if (size <= MOST_KEPT) {
                POOL.addFirst(block);
                kept += size;
            }
            while (kept > MOST_KEPT || POOL.size() > MOST_BLOCKS) {
                DoublePointer oldest = POOL.removeLast();
                kept -= oldest.capacity();
                oldest.close();
            }
        }
        if (size > MOST_KEPT) {
            block.close();
        }
    }

    /** The next part of so many doubles, with anything in it. */
    DoublePointer doubles(long count) {
        DoublePointer part = block.getPointer(used);
        used += (count + LINE - 1) / LINE * LINE;
        return part;
    }

    FloatPointer floats(long count) {
        return new FloatPointer(doubles((count + 1) / 2));
    }

    IntPointer ints(long count) {
        return new IntPointer(doubles((count + 1) / 2));
    }

    /** A matrix, its rows side by side. */
    DoublePointer matrix(double[] a, int offset, int rows, int columns, int distance) {
        DoublePointer part = doubles((long) rows * columns);
        fill(part, a, offset, rows, columns, distance);
        return part;
    }

    static void fill(DoublePointer part, double[] a, int offset, int rows, int columns, int distance) {
        if (distance == columns) {
            part.put(a, offset, rows * columns);
            return;
        }
        for (int i = 0; i < rows; i++) {
            part.position((long) i * columns).put(a, offset + i * distance, columns);
        }
        part.position(0);
    }

    static void read(DoublePointer part, double[] a, int offset, int rows, int columns, int distance) {
        if (distance == columns) {
            part.get(a, offset, rows * columns);
            return;
        }
        for (int i = 0; i < rows; i++) {
            part.position((long) i * columns).get(a, offset + i * distance, columns);
        }
        part.position(0);
    }

    FloatPointer matrix(float[] a, int offset, int rows, int columns, int distance) {
        FloatPointer part = floats((long) rows * columns);
        if (distance == columns) {
            return part.put(a, offset, rows * columns);
        }
        for (int i = 0; i < rows; i++) {
            part.position((long) i * columns).put(a, offset + i * distance, columns);
        }
        return part.position(0);
    }

    static void read(FloatPointer part, float[] a, int offset, int rows, int columns, int distance) {
        if (distance == columns) {
            part.get(a, offset, rows * columns);
            return;
        }
        for (int i = 0; i < rows; i++) {
            part.position((long) i * columns).get(a, offset + i * distance, columns);
        }
        part.position(0);
    }
}
