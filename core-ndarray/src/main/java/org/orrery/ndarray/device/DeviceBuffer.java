package org.orrery.ndarray.device;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.orrery.ndarray.BackendException;
import org.orrery.ndarray.parallel.Parallel;

/**
 * Memory on a device. Arrays are copied in and out; a copy waits for the kernels that were launched before it.
 *
 * <p>Positions count elements of the array's type: {@code buffer.read(10, y, 0, 5)} reads the doubles 10 to 14. A buffer
 * has no type of its own. Using it after {@link #close()} throws; closing it while a copy runs takes effect when the copy
 * is done. One that is never closed is released by the collector some day, with a warning in the log.
 */
public final class DeviceBuffer implements AutoCloseable {
    private final Device device;
    private final long bytes;
    private final DeviceDriver.Memory memory;
    private final Lease lease;

    DeviceBuffer(Device device, long bytes, DeviceDriver.Memory memory, Runnable returned) {
        this.device = device;
        this.bytes = bytes;
        this.memory = memory;
        this.lease = Lease.of(this, "device buffer of " + bytes + " bytes", () -> {
            memory.free();
            returned.run();
        });
    }

    /**
     * The device that it is on.
     *
     * @return the device
     */
    public Device device() {
        return device;
    }

    /**
     * Its size.
     *
     * @return the size in bytes
     */
    public long bytes() {
        return bytes;
    }

    /**
     * Copies a whole array to the beginning of this buffer.
     *
     * @param from the array
     * @throws IndexOutOfBoundsException if the array is larger than the buffer
     * @throws IllegalStateException if this buffer is closed
     * @throws BackendException if the device fails
     */
    public void write(double[] from) {
        write(0, from, 0, from.length);
    }

    /**
     * Copies a part of an array to this buffer.
     *
     * @param at the first element of this buffer to be written, counted in doubles
     * @param from the array
     * @param offset the first element of the array to be read
     * @param count how many elements
     * @throws IndexOutOfBoundsException if the part lies outside the array or the buffer
     * @throws IllegalStateException if this buffer is closed
     * @throws BackendException if the device fails
     */
    public void write(long at, double[] from, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, from.length);
        in(at, count, Double.BYTES, (staging, first, n) -> staging.asDoubleBuffer()
                .put(from, offset + first, n));
    }

    /**
     * Copies a whole array to the beginning of this buffer.
     *
     * @param from the array
     * @throws IndexOutOfBoundsException if the array is larger than the buffer
     * @throws IllegalStateException if this buffer is closed
     * @throws BackendException if the device fails
     */
    public void write(float[] from) {
        write(0, from, 0, from.length);
    }

    /**
     * Copies a part of an array to this buffer.
     *
     * @param at the first element of this buffer to be written, counted in floats
     * @param from the array
     * @param offset the first element of the array to be read
     * @param count how many elements
     * @throws IndexOutOfBoundsException if the part lies outside the array or the buffer
     * @throws IllegalStateException if this buffer is closed
     * @throws BackendException if the device fails
     */
    public void write(long at, float[] from, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, from.length);
        in(at, count, Float.BYTES, (staging, first, n) -> staging.asFloatBuffer()
                .put(from, offset + first, n));
    }

    /**
     * Copies a whole array to the beginning of this buffer.
     *
     * @param from the array
     * @throws IndexOutOfBoundsException if the array is larger than the buffer
     * @throws IllegalStateException if this buffer is closed
     * @throws BackendException if the device fails
     */
    public void write(int[] from) {
        write(0, from, 0, from.length);
    }

    /**
     * Copies a part of an array to this buffer.
     *
     * @param at the first element of this buffer to be written, counted in ints
     * @param from the array
     * @param offset the first element of the array to be read
     * @param count how many elements
     * @throws IndexOutOfBoundsException if the part lies outside the array or the buffer
     * @throws IllegalStateException if this buffer is closed
     * @throws BackendException if the device fails
     */
    public void write(long at, int[] from, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, from.length);
        in(at, count, Integer.BYTES, (staging, first, n) -> staging.asIntBuffer()
                .put(from, offset + first, n));
    }

    /**
     * Copies a whole array to the beginning of this buffer.
     *
     * @param from the array
     * @throws IndexOutOfBoundsException if the array is larger than the buffer
     * @throws IllegalStateException if this buffer is closed
     * @throws BackendException if the device fails
     */
    public void write(long[] from) {
        write(0, from, 0, from.length);
    }

    /**
     * Copies a part of an array to this buffer.
     *
     * @param at the first element of this buffer to be written, counted in longs
     * @param from the array
     * @param offset the first element of the array to be read
     * @param count how many elements
     * @throws IndexOutOfBoundsException if the part lies outside the array or the buffer
     * @throws IllegalStateException if this buffer is closed
     * @throws BackendException if the device fails
     */
    public void write(long at, long[] from, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, from.length);
        in(at, count, Long.BYTES, (staging, first, n) -> staging.asLongBuffer().put(from, offset + first, n));
    }

    /**
     * Fills a whole array from the beginning of this buffer.
     *
     * @param to the array
     * @throws IndexOutOfBoundsException if the array is larger than the buffer
     * @throws IllegalStateException if this buffer is closed
     * @throws BackendException if the device or a kernel launched before fails
     */
    public void read(double[] to) {
        read(0, to, 0, to.length);
    }

    /**
     * Fills a part of an array from this buffer.
     *
     * @param at the first element of this buffer to be read, counted in doubles
     * @param to the array
     * @param offset the first element of the array to be written
     * @param count how many elements
     * @throws IndexOutOfBoundsException if the part lies outside the array or the buffer
     * @throws IllegalStateException if this buffer is closed
     * @throws BackendException if the device or a kernel launched before fails
     */
    public void read(long at, double[] to, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, to.length);
        out(at, count, Double.BYTES, (staging, first, n) -> staging.asDoubleBuffer()
                .get(to, offset + first, n));
    }

    /**
     * Fills a whole array from the beginning of this buffer.
     *
     * @param to the array
     * @throws IndexOutOfBoundsException if the array is larger than the buffer
     * @throws IllegalStateException if this buffer is closed
     * @throws BackendException if the device or a kernel launched before fails
     */
    public void read(float[] to) {
        read(0, to, 0, to.length);
    }

    /**
     * Fills a part of an array from this buffer.
     *
     * @param at the first element of this buffer to be read, counted in floats
     * @param to the array
     * @param offset the first element of the array to be written
     * @param count how many elements
     * @throws IndexOutOfBoundsException if the part lies outside the array or the buffer
     * @throws IllegalStateException if this buffer is closed
     * @throws BackendException if the device or a kernel launched before fails
     */
    public void read(long at, float[] to, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, to.length);
        out(at, count, Float.BYTES, (staging, first, n) -> staging.asFloatBuffer()
                .get(to, offset + first, n));
    }

    /**
     * Fills a whole array from the beginning of this buffer.
     *
     * @param to the array
     * @throws IndexOutOfBoundsException if the array is larger than the buffer
     * @throws IllegalStateException if this buffer is closed
     * @throws BackendException if the device or a kernel launched before fails
     */
    public void read(int[] to) {
        read(0, to, 0, to.length);
    }

    /**
     * Fills a part of an array from this buffer.
     *
     * @param at the first element of this buffer to be read, counted in ints
     * @param to the array
     * @param offset the first element of the array to be written
     * @param count how many elements
     * @throws IndexOutOfBoundsException if the part lies outside the array or the buffer
     * @throws IllegalStateException if this buffer is closed
     * @throws BackendException if the device or a kernel launched before fails
     */
    public void read(long at, int[] to, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, to.length);
        out(at, count, Integer.BYTES, (staging, first, n) -> staging.asIntBuffer()
                .get(to, offset + first, n));
    }

    /**
     * Fills a whole array from the beginning of this buffer.
     *
     * @param to the array
     * @throws IndexOutOfBoundsException if the array is larger than the buffer
     * @throws IllegalStateException if this buffer is closed
     * @throws BackendException if the device or a kernel launched before fails
     */
    public void read(long[] to) {
        read(0, to, 0, to.length);
    }

    /**
     * Fills a part of an array from this buffer.
     *
     * @param at the first element of this buffer to be read, counted in longs
     * @param to the array
     * @param offset the first element of the array to be written
     * @param count how many elements
     * @throws IndexOutOfBoundsException if the part lies outside the array or the buffer
     * @throws IllegalStateException if this buffer is closed
     * @throws BackendException if the device or a kernel launched before fails
     */
    public void read(long at, long[] to, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, to.length);
        out(at, count, Long.BYTES, (staging, first, n) -> staging.asLongBuffer().get(to, offset + first, n));
    }

    /** Copies elements between an array and a staging buffer that holds nothing else. */
    private interface Part {
        void copy(ByteBuffer staging, int first, int count);
    }

    private void in(long at, int count, int size, Part part) {
        inParts(at, count, size, (staging, first, n) -> {
            part.copy(staging, first, n);
            memory.write((at + first) * size, staging.limit(n * size));
        });
    }

    private void out(long at, int count, int size, Part part) {
        inParts(at, count, size, (staging, first, n) -> {
            memory.read((at + first) * size, staging.limit(n * size));
            part.copy(staging.rewind(), first, n);
        });
    }

    /** A long copy is cut into parts that run side by side: moving them to and from staging takes most of the time. */
    private void inParts(long at, int count, int size, Part part) {
        if (at < 0 || at > bytes / size - count) {
            throw new IndexOutOfBoundsException("elements " + at + " to " + at + " + " + count + " of " + size
                    + " bytes each are outside a device buffer of " + bytes + " bytes");
        }
        if (count == 0) {
            return;
        }
        lease.enter();
        try {
            int each = Staging.BYTES / size;
            Parallel.forEach((count + each - 1L) / each, 1, (from, to) -> {
                for (long i = from; i < to; i++) {
                    int first = (int) (i * each);
                    device.staging().with(staging -> part.copy(staging, first, Math.min(each, count - first)));
                }
            });
        } finally {
            lease.leave();
            Reference.reachabilityFence(this);
        }
    }

    /** Begins a use by a kernel, which {@link #leave} ends. */
    DeviceDriver.Memory enter() {
        lease.enter();
        return memory;
    }

    void leave() {
        lease.leave();
    }

    /** Gives the memory back. Closing twice is fine. */
    @Override
    public void close() {
        lease.close();
    }

    /**
     * Size and device in one line.
     *
     * @return such as {@code 8000 bytes on Tesla T4}
     */
    @Override
    public String toString() {
        return bytes + " bytes on " + device.info().name();
    }
}
