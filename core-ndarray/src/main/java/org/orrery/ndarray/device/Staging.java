package org.orrery.ndarray.device;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * The host memory through which copies to and from one device pass: a few buffers, made when first needed. For authors of
 * backends; {@link DeviceBuffer} copies through it. Thread-safe.
 *
 * <pre>{@code
 * staging.with(buffer -> memory.write(0, buffer.putDouble(1.5).flip()));
 * }</pre>
 */
public final class Staging {
    /** The size of each buffer: a copy costs more than its call, and eight buffers are no burden. */
    public static final int BYTES = 4 << 20;

    private static final int BUFFERS = 8;

    private final IntFunction<ByteBuffer> source;
    private final Semaphore permits = new Semaphore(BUFFERS);
    private final Deque<ByteBuffer> free = new ArrayDeque<>();

    /**
     * Creates the pool of a device, without a buffer yet.
     *
     * @param source makes a direct buffer of so many bytes, in native order
     */
    public Staging(IntFunction<ByteBuffer> source) {
        this.source = source;
    }

    /**
     * Runs a body with a buffer of its own; waits while all are in use.
     *
     * @param body what to do with a direct buffer of {@link #BYTES} bytes in native order, cleared
     */
    public void with(Consumer<ByteBuffer> body) {
        permits.acquireUninterruptibly();
        try {
            ByteBuffer buffer = take();
            try {
                body.accept(buffer.clear());
            } finally {
                synchronized (free) {
                    free.push(buffer);
                }
            }
        } finally {
            permits.release();
        }
    }

    private ByteBuffer take() {
        synchronized (free) {
            if (!free.isEmpty()) {
                return free.pop();
            }
        }
        return source.apply(BYTES);
    }
}
