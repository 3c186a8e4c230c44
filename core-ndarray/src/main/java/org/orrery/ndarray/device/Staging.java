package org.orrery.ndarray.device;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** The host memory through which all copies to and from one device pass: a few buffers, made when first needed. */
final class Staging {
    /** Large enough that a copy costs more than its call, small enough for eight of them to be no burden. */
    static final int BYTES = 4 << 20;

    private static final int BUFFERS = 8;

    private final DeviceDriver driver;
    private final Semaphore permits = new Semaphore(BUFFERS);
    private final Deque<ByteBuffer> free = new ArrayDeque<>();

    Staging(DeviceDriver driver) {
        this.driver = driver;
    }

    /** Runs a body with a buffer of its own, cleared; waits while all are in use. */
    void with(Consumer<ByteBuffer> body) {
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
        return driver.staging(BYTES);
    }
}
