package org.orrery.ndarray.device;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.orrery.ndarray.BackendException;

/**
 * What a backend implements for one device. {@link Device} and its buffers and kernels stand on it and check what
 * users give; a driver may rely on sizes and offsets being right.
 *
 * <p>A device has one queue: launches return at once and run in their order, and a copy waits for what was queued before
 * it. All methods may be called from any thread. A failure is a {@link BackendException} that names what was tried.
 */
public interface DeviceDriver {
    /**
     * What the device is.
     *
     * @return the same value in each call
     */
    DeviceInfo info();

    /**
     * Takes memory on the device. Its content is undefined.
     *
     * @param bytes how much, at least 1
     * @return the memory
     * @throws BackendException if there is not enough
     */
    Memory allocate(long bytes);

    /**
     * Host memory through which copies pass, such as pinned memory. It is kept for as long as the device is.
     *
     * @param bytes its size in bytes
     * @return a direct buffer in native byte order
     * @throws BackendException if there is not enough
     */
    default ByteBuffer staging(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /**
     * Compiles a program.
     *
     * @param source the source, with the prelude
     * @param defines macros, as {@code NAME} or {@code NAME=VALUE}
     * @return the compiled program, which {@link #load} takes, also in another process on the same device and driver
     * @throws KernelCompileException if the source has errors
     * @throws BackendException if the compiler cannot be used
     */
    byte[] compile(String source, List<String> defines);

    /**
     * Makes a kernel of a compiled program ready to run.
     *
     * @param program what {@link #compile} returned
     * @param kernel the name of the kernel
     * @return the kernel
     * @throws BackendException if the program does not fit this device, or has no such kernel
     */
    Code load(byte[] program, String kernel);

    /**
     * Waits until the queue is empty.
     *
     * @throws BackendException if something queued has failed
     */
    void finish();

    /** Memory on a device. */
    interface Memory {
        /**
         * Copies from the host, after what was queued before, and returns when that is done.
         *
         * @param offset the first byte to be written
         * @param from a direct buffer, whose remaining bytes are copied
         * @throws BackendException if that fails, or something queued before has failed
         */
        void write(long offset, ByteBuffer from);

        /**
         * Copies to the host, after what was queued before, and returns when that is done.
         *
         * @param offset the first byte to be read
         * @param to a direct buffer, whose remaining bytes are filled
         * @throws BackendException if that fails, or something queued before has failed
         */
        void read(long offset, ByteBuffer to);

        /** Gives the memory back once nothing queued uses it. Called once. */
        void free();
    }

    /** A kernel that is ready to run. */
    interface Code {
        /**
         * The largest group in which this kernel can run, which may be less than the device's limit.
         *
         * @return a number of work items
         */
        long maxGroupSize();

        /**
         * Queues a run.
         *
         * @param grid the groups and their shape
         * @param arguments the arguments in order, a {@link Memory} of this driver, {@link Double}, {@link Float},
         *     {@link Integer} or {@link Long} each
         * @throws BackendException if it cannot be queued
         */
        void launch(Grid grid, List<Object> arguments);

        /** Gives the kernel back. Called once. */
        void unload();
    }
}
