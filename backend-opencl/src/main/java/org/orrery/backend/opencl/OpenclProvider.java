package org.orrery.backend.opencl;

import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_AVAILABLE;
import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_COMPILER_AVAILABLE;
import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_TYPE_ALL;
import static org.bytedeco.opencl.global.OpenCL.clGetDeviceIDs;
import static org.bytedeco.opencl.global.OpenCL.clGetPlatformIDs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencl._cl_device_id;
import org.bytedeco.opencl._cl_platform_id;
import org.bytedeco.opencl.global.OpenCL;
import org.orrery.ndarray.BackendException;
import org.orrery.ndarray.device.DeviceDriver;
import org.orrery.ndarray.device.DeviceProvider;

/** The devices of all OpenCL drivers of this machine. */
public final class OpenclProvider implements DeviceProvider {
    /**
     * Its devices and its compiler install handlers of SIGFPE and SIGSEGV for the whole process. Java needs these for
     * division by zero and for its safepoints, and would die without a word.
     */
    private static final String POCL = "Portable Computing Language";

    private final List<DeviceDriver> drivers = new ArrayList<>();

    /** Made by the service loader. */
    public OpenclProvider() {}

    @Override
    public String name() {
        return "opencl";
    }

    @Override
    public String probe() {
        try {
            Loader.load(OpenCL.class);
        } catch (LinkageError e) {
            throw new BackendException(
                    "the OpenCL loader (libOpenCL.so.1, OpenCL.dll) cannot be loaded: " + innermost(e), e);
        }
        List<_cl_platform_id> platforms = platforms();
        String leftOut = "";
        for (_cl_platform_id platform : platforms) {
            if (DeviceProperties.name(platform).equals(POCL) && !areSignalsChained()) {
                leftOut = "; PoCL is left out, since it takes signals that Java needs: start java with"
                        + " LD_PRELOAD=$JAVA_HOME/lib/libjsig.so to have it";
                continue;
            }
            for (_cl_device_id device : devices(platform)) {
                if (DeviceProperties.isTrue(device, CL_DEVICE_AVAILABLE)
                        && DeviceProperties.isTrue(device, CL_DEVICE_COMPILER_AVAILABLE)) {
                    drivers.add(new OpenclDriver(platform, device));
                }
            }
        }
        // The enum lists GPUs first.
        drivers.sort(Comparator.comparing((DeviceDriver driver) -> driver.info().kind())
                .thenComparing(driver -> -driver.info().memoryBytes()));
        return platforms.size()
                + (platforms.size() == 1 ? " driver, " : " drivers, ")
                + drivers.size()
                + (drivers.size() == 1 ? " device" : " devices")
                + leftOut;
    }

    /** Whether Java's library that shares signals between it and others was loaded first. */
    private static boolean areSignalsChained() {
        return Stream.of("LD_PRELOAD", "DYLD_INSERT_LIBRARIES")
                .anyMatch(variable -> String.valueOf(System.getenv(variable)).contains("libjsig."));
    }

    private static String innermost(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private static List<_cl_platform_id> platforms() {
        int[] count = new int[1];
        Status.check(clGetPlatformIDs(0, (PointerPointer<?>) null, count), "looking for OpenCL drivers");
        List<_cl_platform_id> platforms = new ArrayList<>();
        try (PointerPointer<_cl_platform_id> ids = new PointerPointer<>(count[0])) {
            Status.check(clGetPlatformIDs(count[0], ids, (int[]) null), "listing OpenCL drivers");
            for (int i = 0; i < count[0]; i++) {
                platforms.add(ids.get(_cl_platform_id.class, i));
            }
        }
        return platforms;
    }

    private static List<_cl_device_id> devices(_cl_platform_id platform) {
        int[] count = new int[1];
        int status = clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, 0, (PointerPointer<?>) null, count);
        List<_cl_device_id> devices = new ArrayList<>();
        if (status == Status.DEVICE_NOT_FOUND) {
            return devices; // a driver without its hardware
        }
        Status.check(status, "looking for OpenCL devices");
        try (PointerPointer<_cl_device_id> ids = new PointerPointer<>(count[0])) {
            Status.check(
                    clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, count[0], ids, (int[]) null),
                    "listing OpenCL devices");
            for (int i = 0; i < count[0]; i++) {
                devices.add(ids.get(_cl_device_id.class, i));
            }
        }
        return devices;
    }

    @Override
    public List<DeviceDriver> drivers() {
        return List.copyOf(drivers);
    }
}
