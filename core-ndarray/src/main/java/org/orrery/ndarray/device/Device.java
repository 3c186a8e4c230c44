package org.orrery.ndarray.device;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.orrery.ndarray.BackendException;

/**
 * A processor with memory of its own that runs kernels. It lives as long as the program; its buffers and kernels are
 * closed. It has one queue: kernels run in the order of their launches, and copies wait for them. Thread-safe.
 */
public final class Device {
    private static final Pattern DEFINE = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*(=[\\w.+-]*)?");

    private final DeviceDriver driver;
    private final Staging staging;
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    Device(DeviceDriver driver) {
        this(driver, new Staging(driver::staging), driver.info().memoryBytes());
    }

    private Device(DeviceDriver driver, Staging staging, long limit) {
        this.driver = driver;
        this.staging = staging;
        this.limit = limit;
    }

    /**
     * What the device is: name, kind, limits, precision.
     *
     * @return its description
     */
    public DeviceInfo info() {
        return driver.info();
    }

    /**
     * How much memory its buffers may take together. Other programs may use the device too, so that less may be there.
     *
     * @return a size in bytes
     */
    public long memoryLimitBytes() {
        return limit;
    }

    /**
     * How much memory its open buffers take.
     *
     * @return a size in bytes
     */
    public long memoryUsedBytes() {
        return used.get();
    }

    /**
     * The same device, whose buffers made through the result may take less memory: to leave room for others, or to try
     * what a program does on a small device.
     *
     * @param bytes the most that they may take together, at least 1
     * @return the device, with an account of its own
     * @throws IllegalArgumentException if the limit is less than 1 or more than the present one
     */
    public Device limitedTo(long bytes) {
        if (bytes < 1 || bytes > limit) {
            throw new IllegalArgumentException(
                    "memory limit of " + bytes + " bytes: expected 1 to " + limit + ", the limit so far");
        }
        return new Device(driver, staging, bytes);
    }

    /**
     * Takes memory. Its content is undefined.
     *
     * @param bytes how much, at least 1
     * @return the buffer, to be closed
     * @throws IllegalArgumentException if the size is less than 1
     * @throws BackendException if the device has not that much, or not in one piece
     */
    public DeviceBuffer allocate(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("buffer of " + bytes + " bytes: expected at least 1");
        }
        long largest = Math.min(info().maxBufferBytes(), limit);
        if (bytes > largest) {
            throw new BackendException(
                    "buffer of " + bytes + " bytes on " + info().name() + ": one buffer has at most " + largest);
        }
        long before = used.getAndUpdate(now -> now <= limit - bytes ? now + bytes : now);
        if (before > limit - bytes) {
            throw new BackendException("buffer of " + bytes + " bytes on " + info().name() + ": of " + limit + " bytes "
                    + before + " are in use");
        }
        AtomicLong account = used;
        DeviceDriver.Memory memory;
        try {
            memory = driver.allocate(bytes);
        } catch (RuntimeException | Error e) {
            account.addAndGet(-bytes);
            throw e;
        }
        return new DeviceBuffer(this, bytes, memory, () -> account.addAndGet(-bytes));
    }

    /**
     * A buffer with the content of an array.
     *
     * @param array the array, with at least one element
     * @return the buffer, to be closed
     * @throws IllegalArgumentException if the array is empty
     * @throws BackendException if the device has not that much memory, or fails
     */
    public DeviceBuffer copyOf(double[] array) {
        return filled(allocate((long) array.length * Double.BYTES), buffer -> buffer.write(array));
    }

    /**
     * A buffer with the content of an array.
     *
     * @param array the array, with at least one element
     * @return the buffer, to be closed
     * @throws IllegalArgumentException if the array is empty
     * @throws BackendException if the device has not that much memory, or fails
     */
    public DeviceBuffer copyOf(float[] array) {
        return filled(allocate((long) array.length * Float.BYTES), buffer -> buffer.write(array));
    }

    /**
     * A buffer with the content of an array.
     *
     * @param array the array, with at least one element
     * @return the buffer, to be closed
     * @throws IllegalArgumentException if the array is empty
     * @throws BackendException if the device has not that much memory, or fails
     */
    public DeviceBuffer copyOf(int[] array) {
        return filled(allocate((long) array.length * Integer.BYTES), buffer -> buffer.write(array));
    }

    /**
     * A buffer with the content of an array.
     *
     * @param array the array, with at least one element
     * @return the buffer, to be closed
     * @throws IllegalArgumentException if the array is empty
     * @throws BackendException if the device has not that much memory, or fails
     */
    public DeviceBuffer copyOf(long[] array) {
        return filled(allocate((long) array.length * Long.BYTES), buffer -> buffer.write(array));
    }

    private static DeviceBuffer filled(DeviceBuffer buffer, java.util.function.Consumer<DeviceBuffer> filler) {
        try {
            filler.accept(buffer);
            return buffer;
        } catch (RuntimeException | Error e) {
            buffer.close();
            throw e;
        }
    }

    /**
     * Compiles a kernel, or takes it compiled from the user's cache. The cache is a folder that only the user can enter,
     * {@code orrery/kernels} in the place where the system keeps caches, or {@code -Dorrery.device.cache=FOLDER}; an
     * empty value switches it off.
     *
     * @param source the source, in the language that {@link DeviceKernel} describes
     * @param kernel the name of the kernel in it
     * @param defines macros, as {@code NAME} or {@code NAME=VALUE}
     * @return the kernel, to be closed
     * @throws IllegalArgumentException if the source has no such kernel, a parameter of it has a type that no argument
     *     has, or a define is none
     * @throws KernelCompileException if it does not compile, with the line and the compiler's log
     * @throws BackendException if the compiler or the device fails
     */
    public DeviceKernel kernel(String source, String kernel, String... defines) {
        for (String define : defines) {
            if (!DEFINE.matcher(define).matches()) {
                throw new IllegalArgumentException(
                        "define \"" + define + "\" of kernel " + kernel + ": expected NAME or NAME=VALUE");
            }
        }
        List<String> macros = List.of(defines);
        Signature signature = Signature.of(source, kernel, macros);
        return new DeviceKernel(this, signature, load(source, kernel, macros));
    }

    private DeviceDriver.Code load(String source, String kernel, List<String> defines) {
        String whole = Prelude.before(source);
        KernelCache cache = KernelCache.ofUser();
        String key = KernelCache.key(whole, defines, info());
        byte[] kept = cache.read(key);
        if (kept != null) {
            try {
                return driver.load(kept, kernel);
            } catch (BackendException e) {
                cache.reject(key, e);
            }
        }
        byte[] program;
        try {
            program = driver.compile(whole, defines);
        } catch (KernelCompileException e) {
            throw e.in(source, kernel, info().name());
        }
        DeviceDriver.Code code = driver.load(program, kernel);
        cache.write(key, program);
        return code;
    }

    /**
     * Waits until all that was launched is done.
     *
     * @throws BackendException if something launched has failed
     */
    public void finish() {
        driver.finish();
    }

    Staging staging() {
        return staging;
    }

    boolean isSameAs(Device other) {
        return driver == other.driver;
    }

    /**
     * The device in one line.
     *
     * @return backend, name, kind, memory, precision and driver
     */
    @Override
    public String toString() {
        return info().backend() + ": " + info();
    }
}
