package org.orrery.backend.opencl;

import static org.bytedeco.opencl.global.OpenCL.CL_KERNEL_WORK_GROUP_SIZE;
import static org.bytedeco.opencl.global.OpenCL.CL_MAP_READ;
import static org.bytedeco.opencl.global.OpenCL.CL_MAP_WRITE;
import static org.bytedeco.opencl.global.OpenCL.CL_MEM_ALLOC_HOST_PTR;
import static org.bytedeco.opencl.global.OpenCL.CL_MEM_READ_WRITE;
import static org.bytedeco.opencl.global.OpenCL.CL_PROGRAM_BINARIES;
import static org.bytedeco.opencl.global.OpenCL.CL_PROGRAM_BINARY_SIZES;
import static org.bytedeco.opencl.global.OpenCL.CL_PROGRAM_BUILD_LOG;
import static org.bytedeco.opencl.global.OpenCL.CL_TRUE;
import static org.bytedeco.opencl.global.OpenCL.clBuildProgram;
import static org.bytedeco.opencl.global.OpenCL.clCreateBuffer;
import static org.bytedeco.opencl.global.OpenCL.clCreateCommandQueue;
import static org.bytedeco.opencl.global.OpenCL.clCreateContext;
import static org.bytedeco.opencl.global.OpenCL.clCreateKernel;
import static org.bytedeco.opencl.global.OpenCL.clCreateProgramWithBinary;
import static org.bytedeco.opencl.global.OpenCL.clCreateProgramWithSource;
import static org.bytedeco.opencl.global.OpenCL.clEnqueueMapBuffer;
import static org.bytedeco.opencl.global.OpenCL.clEnqueueNDRangeKernel;
import static org.bytedeco.opencl.global.OpenCL.clEnqueueReadBuffer;
import static org.bytedeco.opencl.global.OpenCL.clEnqueueWriteBuffer;
import static org.bytedeco.opencl.global.OpenCL.clFinish;
import static org.bytedeco.opencl.global.OpenCL.clFlush;
import static org.bytedeco.opencl.global.OpenCL.clGetKernelWorkGroupInfo;
import static org.bytedeco.opencl.global.OpenCL.clGetProgramBuildInfo;
import static org.bytedeco.opencl.global.OpenCL.clGetProgramInfo;
import static org.bytedeco.opencl.global.OpenCL.clReleaseKernel;
import static org.bytedeco.opencl.global.OpenCL.clReleaseMemObject;
import static org.bytedeco.opencl.global.OpenCL.clReleaseProgram;
import static org.bytedeco.opencl.global.OpenCL.clSetKernelArg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.opencl._cl_command_queue;
import org.bytedeco.opencl._cl_context;
import org.bytedeco.opencl._cl_device_id;
import org.bytedeco.opencl._cl_event;
import org.bytedeco.opencl._cl_kernel;
import org.bytedeco.opencl._cl_mem;
import org.bytedeco.opencl._cl_platform_id;
import org.bytedeco.opencl._cl_program;
import org.orrery.ndarray.BackendException;
import org.orrery.ndarray.device.DeviceDriver;
import org.orrery.ndarray.device.DeviceInfo;
import org.orrery.ndarray.device.DeviceKind;
import org.orrery.ndarray.device.Grid;
import org.orrery.ndarray.device.KernelCompileException;

/** One device of OpenCL, with a context and an in-order queue of its own. */
final class OpenclDriver implements DeviceDriver {
    private final _cl_device_id device;
    private final DeviceInfo info;
    private final _cl_context context;
    private final _cl_command_queue queue;

    @SuppressWarnings("deprecation") // The newer function is absent from drivers of OpenCL 1.2.
    OpenclDriver(_cl_platform_id platform, _cl_device_id device) {
        this.device = device;
        this.info = DeviceProperties.of(platform, device);
        int[] status = new int[1];
        try (PointerPointer<_cl_device_id> devices = arrayOf(device)) {
            context = clCreateContext(new SizeTPointer(), 1, devices, null, new Pointer(), status);
        }
        Status.check(status[0], "making a context on " + info.name());
        queue = clCreateCommandQueue(context, device, 0, status);
        Status.check(status[0], "making a queue on " + info.name());
    }

    /** An array of one; the constructor that takes a pointer would take it for the array itself. */
    private static <P extends Pointer> PointerPointer<P> arrayOf(P element) {
        return new PointerPointer<P>(1).put(0, element);
    }

    @Override
    public DeviceInfo info() {
        return info;
    }

    @Override
    public Memory allocate(long bytes) {
        int[] status = new int[1];
        _cl_mem memory = clCreateBuffer(context, CL_MEM_READ_WRITE, bytes, new Pointer(), status);
        Status.check(status[0], "taking " + bytes + " bytes on " + info.name());
        return new Buffer(memory);
    }

    /** Memory of the driver's own, which it need not copy once more; a main processor has no other. */
    @Override
    public ByteBuffer staging(int bytes) {
        if (info.kind() == DeviceKind.CPU) {
            return DeviceDriver.super.staging(bytes);
        }
        int[] status = new int[1];
        _cl_mem pinned =
                clCreateBuffer(context, CL_MEM_READ_WRITE | CL_MEM_ALLOC_HOST_PTR, bytes, new Pointer(), status);
        Status.check(status[0], "pinning host memory");
        Pointer mapped = clEnqueueMapBuffer(
                queue,
                pinned,
                CL_TRUE,
                CL_MAP_READ | CL_MAP_WRITE,
                0,
                bytes,
                0,
                (_cl_event) null,
                (_cl_event) null,
                status);
        Status.check(status[0], "pinning host memory");
        return mapped.capacity(bytes).asByteBuffer().order(ByteOrder.nativeOrder());
    }

    @Override
    public byte[] compile(String source, List<String> defines) {
        byte[] text = source.getBytes(StandardCharsets.UTF_8);
        _cl_program program;
        try (BytePointer characters = new BytePointer(text);
                SizeTPointer length = new SizeTPointer(1).put(text.length);
                IntPointer status = new IntPointer(1)) {
            program = clCreateProgramWithSource(context, 1, characters, length, status);
            Status.check(status.get(), "giving a source to " + info.name());
        }
        try {
            build(program, defines);
            return binary(program);
        } finally {
            clReleaseProgram(program);
        }
    }

    private void build(_cl_program program, List<String> defines) {
        String options = defines.stream().map(define -> " -D" + define).collect(Collectors.joining());
        int status = clBuildProgram(program, 1, device, "-cl-std=CL1.2" + options, null, null);
        if (status == Status.BUILD_PROGRAM_FAILURE) {
            throw new KernelCompileException(log(program));
        }
        Status.check(status, "compiling on " + info.name());
    }

    private String log(_cl_program program) {
        try (SizeTPointer size = new SizeTPointer(1)) {
            Status.check(
                    clGetProgramBuildInfo(program, device, CL_PROGRAM_BUILD_LOG, 0, new Pointer(), size),
                    "asking for the length of a compiler's log");
            try (BytePointer log = new BytePointer(Math.max(1, size.get()))) {
                Status.check(
                        clGetProgramBuildInfo(
                                program, device, CL_PROGRAM_BUILD_LOG, size.get(), log, new SizeTPointer()),
                        "asking for a compiler's log");
                return DeviceProperties.string(log);
            }
        }
    }

    private static byte[] binary(_cl_program program) {
        try (SizeTPointer size = new SizeTPointer(1)) {
            Status.check(
                    clGetProgramInfo(program, CL_PROGRAM_BINARY_SIZES, size.sizeof(), size, new SizeTPointer()),
                    "asking for the length of a compiled program");
            byte[] binary = new byte[Math.toIntExact(size.get())];
            try (BytePointer bytes = new BytePointer(binary.length);
                    PointerPointer<BytePointer> binaries = arrayOf(bytes)) {
                Status.check(
                        clGetProgramInfo(program, CL_PROGRAM_BINARIES, binaries.sizeof(), binaries, new SizeTPointer()),
                        "asking for a compiled program");
                bytes.get(binary);
            }
            return binary;
        }
    }

    @Override
    public Code load(byte[] program, String kernel) {
        _cl_program loaded;
        try (PointerPointer<_cl_device_id> devices = arrayOf(device);
                SizeTPointer length = new SizeTPointer(1).put(program.length);
                BytePointer bytes = new BytePointer(program);
                PointerPointer<BytePointer> binaries = arrayOf(bytes);
                IntPointer binaryStatus = new IntPointer(1);
                IntPointer callStatus = new IntPointer(1)) {
            loaded = clCreateProgramWithBinary(context, 1, devices, length, binaries, binaryStatus, callStatus);
            Status.check(callStatus.get(), "loading a compiled program on " + info.name());
        }
        try {
            build(loaded, List.of());
            int[] status = new int[1];
            _cl_kernel made = clCreateKernel(loaded, kernel, status);
            Status.check(status[0], "finding kernel " + kernel + " on " + info.name());
            return new Kernel(kernel, made);
        } finally {
            clReleaseProgram(loaded); // the kernel keeps it
        }
    }

    @Override
    public void finish() {
        Status.check(clFinish(queue), "waiting for " + info.name());
    }

    /** A buffer object. */
    private final class Buffer implements Memory {
        private final _cl_mem memory;

        Buffer(_cl_mem memory) {
            this.memory = memory;
        }

        @Override
        public void write(long offset, ByteBuffer from) {
            int status = clEnqueueWriteBuffer(
                    queue,
                    memory,
                    CL_TRUE,
                    offset,
                    from.remaining(),
                    new Pointer(from),
                    0,
                    (_cl_event) null,
                    (_cl_event) null);
            Status.check(status, "copying to " + info.name());
        }

        @Override
        public void read(long offset, ByteBuffer to) {
            int status = clEnqueueReadBuffer(
                    queue, memory, CL_TRUE, offset, to.remaining(), new Pointer(to), 0, (_cl_event) null, (_cl_event)
                            null);
            Status.check(status, "copying from " + info.name());
        }

        @Override
        public void free() {
            clReleaseMemObject(memory); // takes effect when what is queued has run
        }
    }

    /** A kernel object. Its arguments are state, so one launch at a time sets them. */
    private final class Kernel implements Code {
        private final String name;
        private final _cl_kernel kernel;
        private final long maxGroupSize;
        private final BytePointer scalar = new BytePointer(Long.BYTES);
        private final PointerPointer<_cl_mem> pointer = new PointerPointer<>(1);
        private final SizeTPointer global = new SizeTPointer(3);
        private final SizeTPointer local = new SizeTPointer(3);

        Kernel(String name, _cl_kernel kernel) {
            this.name = name;
            this.kernel = kernel;
            try (SizeTPointer size = new SizeTPointer(1)) {
                Status.check(
                        clGetKernelWorkGroupInfo(
                                kernel, device, CL_KERNEL_WORK_GROUP_SIZE, size.sizeof(), size, new SizeTPointer()),
                        "asking for the largest group of kernel " + name);
                maxGroupSize = size.get();
            }
        }

        @Override
        public long maxGroupSize() {
            return maxGroupSize;
        }

        @Override
        public synchronized void launch(Grid grid, List<Object> arguments) {
            for (int i = 0; i < arguments.size(); i++) {
                Status.check(set(i, arguments.get(i)), "giving argument " + i + " to kernel " + name);
            }
            local.put(0, grid.groupX()).put(1, grid.groupY()).put(2, grid.groupZ());
            global.put(0, grid.groupsX() * grid.groupX())
                    .put(1, grid.groupsY() * grid.groupY())
                    .put(2, grid.groupsZ() * grid.groupZ());
            Status.check(
                    clEnqueueNDRangeKernel(
                            queue, kernel, 3, new SizeTPointer(), global, local, 0, (_cl_event) null, (_cl_event) null),
                    "launching kernel " + name + " on " + info.name());
            Status.check(clFlush(queue), "launching kernel " + name + " on " + info.name());
        }

        private int set(int index, Object argument) {
            if (argument instanceof Buffer buffer) {
                pointer.put(0, buffer.memory);
                return clSetKernelArg(kernel, index, pointer.sizeof(), pointer);
            }
            if (argument instanceof Double value) {
                scalar.putDouble(value);
                return clSetKernelArg(kernel, index, Double.BYTES, scalar);
            }
            if (argument instanceof Float value) {
                scalar.putFloat(value);
                return clSetKernelArg(kernel, index, Float.BYTES, scalar);
            }
            if (argument instanceof Integer value) {
                scalar.putInt(value);
                return clSetKernelArg(kernel, index, Integer.BYTES, scalar);
            }
            if (argument instanceof Long value) {
                scalar.putLong(value);
                return clSetKernelArg(kernel, index, Long.BYTES, scalar);
            }
            throw new BackendException("argument " + index + " of kernel " + name + " is of no device: " + argument);
        }

        @Override
        public synchronized void unload() {
            clReleaseKernel(kernel);
            scalar.close();
            pointer.close();
            global.close();
            local.close();
        }
    }
}
