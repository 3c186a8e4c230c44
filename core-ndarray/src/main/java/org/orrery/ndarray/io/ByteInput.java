package org.orrery.ndarray.io;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import org.orrery.ndarray.FormatException;

/**
 * Binary input that knows its name, its position and, of files, its length. What is read goes through a buffer of fixed
 * size, in bulk; arrays whose length the input only claims grow as their content arrives.
 */
final class ByteInput {
    /** Fits the second-level cache, so that bytes are still there when they become numbers. */
    private static final int CHUNK = 1 << 18;

    @FunctionalInterface
    private interface Source {
        int read(ByteBuffer target) throws IOException;
    }

    private final String name;
    private final Source source;
    private final ByteBuffer chunk;
    private final long length;
    private long position;

    private ByteInput(String name, Source source, ByteBuffer chunk, long length) {
        this.name = name;
        this.source = source;
        this.chunk = chunk;
        this.length = length;
    }

    static ByteInput of(String name, FileChannel channel) throws IOException {
        long length = channel.size();
        int capacity = (int) Math.max(64, Math.min(CHUNK, length));
        return new ByteInput(name, channel::read, ByteBuffer.allocateDirect(capacity), length);
    }

    /** A stream of a length that nothing vouches for. */
    static ByteInput of(String name, InputStream in) {
        return of(name, in, -1);
    }

    /** A stream whose length is certain. */
    static ByteInput of(String name, InputStream in, long length) {
        Source source = target -> {
            int n = in.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
            if (n > 0) {
                target.position(target.position() + n);
            }
            return n;
        };
        return new ByteInput(name, source, ByteBuffer.allocate(CHUNK), length);
    }

    String name() {
        return name;
    }

    long position() {
        return position;
    }

    FormatException error(long at, String problem) {
        return FormatException.atByte(name, at, problem);
    }

    /** Checks that bytes follow before anything is allocated for them, as far as the length is known. */
    void require(long bytes, String what) throws FormatException {
        if (length >= 0 && length - position < bytes) {
            throw error(length, "ends after " + (length - position) + " of the " + bytes + " bytes of " + what);
        }
    }

    /** Checks that nothing follows after so many bytes, as far as the length is known. */
    void requireEndAfter(long bytes) throws FormatException {
        long rest = length - position - bytes;
        if (length >= 0 && rest > 0) {
            throw trailing(position + bytes, rest + " bytes follow");
        }
    }

    /** Checks that nothing follows, by reading. */
    void requireEnd() throws IOException {
        chunk.clear().limit(1);
        if (source.read(chunk) >= 0) {
            throw trailing(position, "bytes follow");
        }
    }

    private FormatException trailing(long at, String found) {
        return error(at, found + " after the data: expected the end");
    }

    /** The next bytes, at most as many as the buffer holds, ready to be read until the next call. */
    private ByteBuffer next(int bytes, long done, long all, String what) throws IOException {
        chunk.clear().limit(bytes);
        while (chunk.hasRemaining()) {
            if (source.read(chunk) < 0) {
                long read = done + chunk.position();
                throw error(position + chunk.position(), "ends after " + read + " of the " + all + " bytes of " + what);
            }
        }
        position += bytes;
        return chunk.flip();
    }

    byte[] bytes(int count, String what) throws IOException {
        return (byte[]) numbers(byte.class, 1, count, ByteOrder.LITTLE_ENDIAN, what);
    }

    /** A Java array of numbers of a primitive type. */
    Object numbers(Class<?> type, int width, int count, ByteOrder order, String what) throws IOException {
        long all = (long) count * width;
        require(all, what);
        int perChunk = chunk.capacity() / width;
        Object numbers = Array.newInstance(type, length >= 0 ? count : Math.min(count, perChunk));
        for (int at = 0; at < count; ) {
            int n = Math.min(count - at, perChunk);
            ByteBuffer bytes = next(n * width, (long) at * width, all, what).order(order);
            if (at + n > Array.getLength(numbers)) {
                Object grown = Array.newInstance(type, (int) Math.min(count, 2L * (at + n)));
                System.arraycopy(numbers, 0, grown, 0, at);
                numbers = grown;
            }
            get(bytes, numbers, at, n);
            at += n;
        }
        return numbers;
    }

    private static void get(ByteBuffer bytes, Object numbers, int at, int n) {
        if (numbers instanceof double[] d) {
            bytes.asDoubleBuffer().get(d, at, n);
        } else if (numbers instanceof float[] f) {
            bytes.asFloatBuffer().get(f, at, n);
        } else if (numbers instanceof long[] l) {
            bytes.asLongBuffer().get(l, at, n);
        } else if (numbers instanceof int[] k) {
            bytes.asIntBuffer().get(k, at, n);
        } else if (numbers instanceof short[] s) {
            bytes.asShortBuffer().get(s, at, n);
        } else {
            bytes.get((byte[]) numbers, at, n);
        }
    }
}
