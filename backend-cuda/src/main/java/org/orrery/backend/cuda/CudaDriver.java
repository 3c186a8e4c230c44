package org.orrery.backend.cuda;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jcuda.NativePointerObject;
import jcuda.Pointer;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdevice_attribute;
import jcuda.driver.CUfunction;
import jcuda.driver.CUfunction_attribute;
import jcuda.driver.CUmodule;
import jcuda.driver.JCudaDriver;
import org.orrery.ndarray.BackendException;
import org.orrery.ndarray.device.DeviceDriver;
import org.orrery.ndarray.device.DeviceInfo;
import org.orrery.ndarray.device.DeviceKind;
import org.orrery.ndarray.device.Grid;

/** One GPU. */
final class CudaDriver implements DeviceDriver {
    private final CudaCompiler compiler;
    private final int capability;
    private final DeviceInfo info;
    private final CudaContext context;

    CudaDriver(int ordinal, String driver, CudaCompiler compiler) {
        CUdevice device = CudaContext.device(ordinal);
        this.compiler = compiler;
        this.capability = 10 * attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR)
                + attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR);
        this.info = info(device, driver + ", " + compiler.version() + ", " + compiler.target(capability));
        this.context = CudaContext.of(ordinal);
    }

    private static DeviceInfo info(CUdevice device, String driver) {
        byte[] name = new byte[256];
        Status.check(JCudaDriver.cuDeviceGetName(name, name.length, device), "asking a GPU for its name");
        long[] memory = new long[1];
        Status.check(JCudaDriver.cuDeviceTotalMem(memory, device), "asking a GPU for its memory");
        String text = new String(name, StandardCharsets.UTF_8);
        return new DeviceInfo(
                "cuda",
                text.substring(0, Math.max(0, text.indexOf('\0'))),
                DeviceKind.GPU,
                driver,
                memory[0],
                memory[0],
                attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK),
                attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT),
                attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MAX_THREADS_PER_BLOCK),
                attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MAX_BLOCK_DIM_X),
                attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MAX_BLOCK_DIM_Y),
                attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MAX_BLOCK_DIM_Z),
                attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MAX_GRID_DIM_X),
                attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MAX_GRID_DIM_Y),
                true);
    }

    private static int attribute(CUdevice device, int attribute) {
        int[] value = new int[1];
        Status.check(JCudaDriver.cuDeviceGetAttribute(value, attribute, device), "asking a GPU for its limits");
        return value[0];
    }

    @Override
    public DeviceInfo info() {
        return info;
    }

    @Override
    public Memory allocate(long bytes) {
        return context.allocate(bytes);
    }

    @Override
    public ByteBuffer staging(int bytes) {
        return context.staging(bytes);
    }

    @Override
    public byte[] compile(String source, List<String> defines) {
        return compiler.compile(source, defines, compiler.target(capability));
    }

    @Override
    public Code load(byte[] program, String kernel) {
        CUmodule module = new CUmodule();
        context.check(
                () -> JCudaDriver.cuModuleLoadData(module, program), "loading a compiled program on " + info.name());
        try {
            CUfunction function = new CUfunction();
            context.check(
                    () -> JCudaDriver.cuModuleGetFunction(function, module, kernel),
                    "finding kernel " + kernel + " on " + info.name());
            return new Kernel(kernel, module, function);
        } catch (RuntimeException e) {
            context.within(() -> JCudaDriver.cuModuleUnload(module));
            throw e;
        }
    }

    @Override
    public void finish() {
        context.check(() -> JCudaDriver.cuStreamSynchronize(context.stream()), "waiting for " + info.name());
    }

    /** A function of a module. */
    private final class Kernel implements Code {
        private final String name;
        private final CUmodule module;
        private final CUfunction function;
        private final int maxGroupSize;

        Kernel(String name, CUmodule module, CUfunction function) {
            this.name = name;
            this.module = module;
            this.function = function;
            int[] size = new int[1];
            context.check(
                    () -> JCudaDriver.cuFuncGetAttribute(
                            size, CUfunction_attribute.CU_FUNC_ATTRIBUTE_MAX_THREADS_PER_BLOCK, function),
                    "asking for the largest group of kernel " + name);
            maxGroupSize = size[0];
        }

        @Override
        public long maxGroupSize() {
            return maxGroupSize;
        }

        @Override
        public void launch(Grid grid, List<Object> arguments) {
            NativePointerObject[] values = new NativePointerObject[arguments.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = pointer(i, arguments.get(i));
            }
            context.check(
                    () -> JCudaDriver.cuLaunchKernel(
                            function,
                            (int) grid.groupsX(),
                            (int) grid.groupsY(),
                            (int) grid.groupsZ(),
                            grid.groupX(),
                            grid.groupY(),
                            grid.groupZ(),
                            0,
                            context.stream(),
                            Pointer.to(values),
                            null),
                    "launching kernel " + name + " on " + info.name());
        }

        private Pointer pointer(int index, Object argument) {
            if (argument instanceof CudaMemory memory) {
                return Pointer.to(memory.pointer());
            }
            if (argument instanceof Double value) {
                return Pointer.to(new double[] {value});
            }
            if (argument instanceof Float value) {
                return Pointer.to(new float[] {value});
            }
            if (argument instanceof Integer value) {
                return Pointer.to(new int[] {value});
            }
            if (argument instanceof Long value) {
                return Pointer.to(new long[] {value});
            }
            throw new BackendException("argument " + index + " of kernel " + name + " is of no device: " + argument);
        }

        @Override
        public void unload() {
            // A module must not go while its kernel runs.
            context.within(() -> {
                JCudaDriver.cuStreamSynchronize(context.stream());
                return JCudaDriver.cuModuleUnload(module);
            });
        }
    }
}
