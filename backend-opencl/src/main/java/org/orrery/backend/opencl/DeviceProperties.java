package org.orrery.backend.opencl;

import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_DOUBLE_FP_CONFIG;
import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_GLOBAL_MEM_SIZE;
import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_LOCAL_MEM_SIZE;
import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_MAX_COMPUTE_UNITS;
import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_MAX_MEM_ALLOC_SIZE;
import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_MAX_WORK_GROUP_SIZE;
import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_MAX_WORK_ITEM_DIMENSIONS;
import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_MAX_WORK_ITEM_SIZES;
import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_NAME;
import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_TYPE;
import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_TYPE_CPU;
import static org.bytedeco.opencl.global.OpenCL.CL_DEVICE_TYPE_GPU;
import static org.bytedeco.opencl.global.OpenCL.CL_DRIVER_VERSION;
import static org.bytedeco.opencl.global.OpenCL.CL_PLATFORM_NAME;
import static org.bytedeco.opencl.global.OpenCL.CL_PLATFORM_VERSION;
import static org.bytedeco.opencl.global.OpenCL.clGetDeviceInfo;
import static org.bytedeco.opencl.global.OpenCL.clGetPlatformInfo;

import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.opencl._cl_device_id;
import org.bytedeco.opencl._cl_platform_id;
import org.orrery.ndarray.device.DeviceInfo;
import org.orrery.ndarray.device.DeviceKind;

/** What OpenCL says of a device. */
final class DeviceProperties {
    /** OpenCL names no limit of groups; a kernel counts them in an {@code int}. */
    private static final long MAX_GROUPS = Integer.MAX_VALUE;

    private DeviceProperties() {}

    static DeviceInfo of(_cl_platform_id platform, _cl_device_id device) {
        long type = number(device, CL_DEVICE_TYPE);
        DeviceKind kind = (type & CL_DEVICE_TYPE_GPU) != 0
                ? DeviceKind.GPU
                : (type & CL_DEVICE_TYPE_CPU) != 0 ? DeviceKind.CPU : DeviceKind.ACCELERATOR;
        long[] extents = extents(device);
        return new DeviceInfo(
                "opencl",
                text(device, CL_DEVICE_NAME),
                kind,
                text(platform, CL_PLATFORM_VERSION) + ", driver " + text(device, CL_DRIVER_VERSION),
                number(device, CL_DEVICE_GLOBAL_MEM_SIZE),
                number(device, CL_DEVICE_MAX_MEM_ALLOC_SIZE),
                number(device, CL_DEVICE_LOCAL_MEM_SIZE),
                (int) number(device, CL_DEVICE_MAX_COMPUTE_UNITS),
                number(device, CL_DEVICE_MAX_WORK_GROUP_SIZE),
                extents[0],
                extents[1],
                extents[2],
                MAX_GROUPS,
                MAX_GROUPS,
                number(device, CL_DEVICE_DOUBLE_FP_CONFIG) != 0);
    }

    static boolean isTrue(_cl_device_id device, int property) {
        return number(device, property) != 0;
    }

    /** A property of four or eight bytes. */
    private static long number(_cl_device_id device, int property) {
        try (BytePointer value = new BytePointer(Long.BYTES)) {
            value.putLong(0);
            Status.check(
                    clGetDeviceInfo(device, property, Long.BYTES, value, new SizeTPointer()),
                    "asking a device for property " + property);
            return value.getLong();
        }
    }

    private static String text(_cl_device_id device, int property) {
        try (SizeTPointer size = new SizeTPointer(1)) {
            Status.check(
                    clGetDeviceInfo(device, property, 0, new BytePointer(), size),
                    "asking a device for the length of property " + property);
            try (BytePointer value = new BytePointer(size.get())) {
                Status.check(
                        clGetDeviceInfo(device, property, size.get(), value, new SizeTPointer()),
                        "asking a device for property " + property);
                return string(value);
            }
        }
    }

    static String name(_cl_platform_id platform) {
        return text(platform, CL_PLATFORM_NAME);
    }

    private static String text(_cl_platform_id platform, int property) {
        try (SizeTPointer size = new SizeTPointer(1)) {
            Status.check(
                    clGetPlatformInfo(platform, property, 0, new BytePointer(), size),
                    "asking a driver for the length of property " + property);
            try (BytePointer value = new BytePointer(size.get())) {
                Status.check(
                        clGetPlatformInfo(platform, property, size.get(), value, new SizeTPointer()),
                        "asking a driver for property " + property);
                return string(value);
            }
        }
    }

    static String string(BytePointer value) {
        byte[] bytes = new byte[(int) value.capacity()];
        value.get(bytes);
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8).strip();
    }

    private static long[] extents(_cl_device_id device) {
        long axes = Math.max(3, number(device, CL_DEVICE_MAX_WORK_ITEM_DIMENSIONS));
        try (SizeTPointer sizes = new SizeTPointer(axes)) {
            Status.check(
                    clGetDeviceInfo(
                            device, CL_DEVICE_MAX_WORK_ITEM_SIZES, axes * sizes.sizeof(), sizes, new SizeTPointer()),
                    "asking a device for the extents of groups");
            return new long[] {sizes.get(0), sizes.get(1), sizes.get(2)};
        }
    }
}
