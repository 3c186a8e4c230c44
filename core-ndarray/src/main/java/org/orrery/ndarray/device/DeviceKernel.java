package org.orrery.ndarray.device;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.orrery.ndarray.BackendException;

/**
 * A kernel on a device, made by {@link Device#kernel}.
 *
 * <p>The source is the common subset of OpenCL C and CUDA C++ with these macros: {@code KERNEL} and {@code DEVICE} before
 * a kernel and another function; {@code GLOBAL} before what a pointer to a buffer points to; {@code RESTRICT};
 * {@code LOCAL_ARRAY(type, name, length)}, at the beginning of a kernel, an array that a group shares;
 * {@code BARRIER}; {@code GLOBAL_ID(axis)} ({@code LONG}), {@code LOCAL_ID(axis)}, {@code LOCAL_SIZE(axis)},
 * {@code GROUP_ID(axis)}, {@code GROUPS(axis)}; {@code LONG}, an integer of 64 bits; {@code REAL}, which is
 * {@code double} unless the defines say {@code REAL=float}; {@code SINCOS(x, s, c)}, which sets two variables.
 * A parameter is a {@code GLOBAL} pointer or a {@code double}, {@code float}, {@code REAL}, {@code int} or {@code LONG}.
 * Products and sums are not contracted: where one rounding is wanted, write {@code fma(a, b, c)}. Then a device with
 * IEEE arithmetic gives the bits that Java gives, but for functions such as {@code exp}.
 *
 * <p>Thread-safe. Using it after {@link #close()} throws.
 */
public final class DeviceKernel implements AutoCloseable {
    private final Device device;
    private final Signature signature;
    private final DeviceDriver.Code code;
    private final Lease lease;

    DeviceKernel(Device device, Signature signature, DeviceDriver.Code code) {
        this.device = device;
        this.signature = signature;
        this.code = code;
        this.lease = Lease.of(this, "kernel " + signature.kernel(), code::unload);
    }

    /**
     * The largest group in which it can run on its device.
     *
     * @return a number of work items
     * @throws IllegalStateException if this kernel is closed
     */
    public long maxGroupSize() {
        lease.enter();
        try {
            return Math.min(code.maxGroupSize(), device.info().maxGroupSize());
        } finally {
            lease.leave();
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Queues a run and returns; {@link DeviceBuffer#read} waits for it. A grid without items does nothing.
     *
     * @param grid the work items and their groups
     * @param arguments the arguments, as the kernel declares them
     * @throws IllegalArgumentException if the arguments do not fit the kernel, a buffer is on another device, or the
     *     grid exceeds the device's limits
     * @throws IllegalStateException if this kernel or a buffer is closed
     * @throws BackendException if the device fails
     */
    public void launch(Grid grid, Arguments arguments) {
        List<Object> values = arguments.values();
        signature.check(values);
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) instanceof DeviceBuffer buffer && !buffer.device().isSameAs(device)) {
                throw new IllegalArgumentException("argument " + i + " of kernel " + signature.kernel() + " is on "
                        + buffer.device().info().name() + ", the kernel on "
                        + device.info().name());
            }
        }
        lease.enter();
        List<DeviceBuffer> entered = new ArrayList<>();
        try {
            grid.check(device.info(), code.maxGroupSize());
            List<Object> given = new ArrayList<>(values.size());
            for (Object value : values) {
                if (value instanceof DeviceBuffer buffer) {
                    given.add(buffer.enter());
                    entered.add(buffer);
                } else {
                    given.add(value);
                }
            }
            if (!grid.isEmpty()) {
                code.launch(grid, given);
            }
        } finally {
            entered.forEach(DeviceBuffer::leave);
            lease.leave();
            Reference.reachabilityFence(this);
            Reference.reachabilityFence(arguments);
        }
    }

    /** Gives the kernel back. Closing twice is fine. */
    @Override
    public void close() {
        lease.close();
    }

    /**
     * Name, parameters and device in one line.
     *
     * @return such as {@code axpy(REAL a, GLOBAL REAL * x) on Tesla T4}
     */
    @Override
    public String toString() {
        return signature + " on " + device.info().name();
    }
}
